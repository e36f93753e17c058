"""Sales and marketing working together: what each gives the other now, and small exchanges to begin with."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.standing import directions
from plateau_doctor.report import blocks as b

_TOGETHER = "alignment"
_MOST_EXCHANGES = 3


def _given(phrasing: Phrasing, questions: tuple[str, ...]) -> b.Bullets | None:
    """Return what was chosen for each question of a direction, in the person's words; None where nothing was."""
    pooled = phrasing.result.pooled
    known = [own for own in questions if own in pooled and pooled[own].kind is Kind.LEVEL]
    points = tuple(b.Paragraph(f"“{phrasing.quote(own).chosen}”", refs=(own,)) for own in known)
    return b.Bullets(points) if points else None


def _exchanges(phrasing: Phrasing) -> list[b.Block]:
    moves: list[Move] = [
        move
        for move in phrasing.result.plan.moves
        if phrasing.pack.question(move.question).area == _TOGETHER and move.blocked_by is None
    ][:_MOST_EXCHANGES]
    if not moves:
        return []
    points = tuple(
        b.Paragraph(phrasing.move(move).first_step, label=f"{phrasing.move(move).do}.", refs=(move.question,))
        for move in moves
    )
    return [b.Heading(2, _("Small exchanges to begin with")), b.Bullets(points)]


def together_section(phrasing: Phrasing) -> b.Section | None:
    """Return the page on sales and marketing as two jobs that feed each other, or None where nobody was asked."""
    titles = {"tosales": _("What marketing gives sales now"), "tomarketing": _("What sales gives marketing now")}
    found: list[b.Block] = []
    for group in phrasing.pack.directions:
        if (given := _given(phrasing, group.questions)) is not None:
            found += [b.Heading(2, titles[group.id]), given]
    if not found:
        return None
    sides = _("Selling and marketing are two jobs, and each needs what the other knows.")
    roles = _(
        "Marketing gives sales information, support and tools. Sales gives marketing what customers need and what "
        "is going on around the business."
    )
    title = directions(phrasing).removesuffix(".") or _("Sales and marketing, working together")
    head = (b.Heading(1, title), b.Paragraph(f"{sides} {roles}", style="lead"))
    return b.Section("together", _("Sales and marketing together"), (*head, *found, *_exchanges(phrasing)))
