"""Sales and marketing working together: what each gives the other now, and small exchanges to begin with."""

from __future__ import annotations

from plateau_doctor.core.agreement import role_gaps
from plateau_doctor.core.answers import Kind
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.agreement import apart_by, sides
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


def gap_picture(phrasing: Phrasing) -> b.Figure | None:
    """Return what sales and marketing see differently, or None where it is not known or too few people answered."""
    gaps = role_gaps(phrasing.pack, phrasing.checkup)
    if not gaps:
        return None
    names = phrasing.words.questions
    rows = tuple(
        b.GapRow(capital(names[one.question].plain_name), one.sales, one.marketing, apart_by(one), one.apart)
        for one in gaps
    )
    caption = _("Each mark is the mean of at least three people. A thin dotted line is a gap of less than one step.")
    return b.Figure("gaps", b.GapsData(rows, (_("sales"), _("marketing"))), sides(phrasing, gaps), caption)


def together_section(phrasing: Phrasing) -> b.Section | None:
    """Return the page on sales and marketing as two jobs that feed each other, or None where nobody was asked."""
    titles = {"tosales": _("What marketing gives sales now"), "tomarketing": _("What sales gives marketing now")}
    found: list[b.Block] = []
    for group in phrasing.pack.directions:
        if (given := _given(phrasing, group.questions)) is not None:
            found += [b.Heading(2, titles[group.id]), given]
    picture = gap_picture(phrasing)
    if picture is not None:
        found += [b.Heading(2, _("Where sales and marketing see it differently")), picture]
    if not found:
        return None
    jobs = _("Selling and marketing are two jobs, and each needs what the other knows.")
    roles = _(
        "Marketing gives sales information, support and tools. Sales gives marketing what customers need and what "
        "is going on around the business."
    )
    title = directions(phrasing).removesuffix(".") or _("Sales and marketing, working together")
    head = (b.Heading(1, title), b.Paragraph(f"{jobs} {roles}", style="lead"))
    return b.Section("together", _("Sales and marketing together"), (*head, *found, *_exchanges(phrasing)))
