"""The plan: three moves to start with on a page of their own, then what follows, what waits, what to find out."""

from __future__ import annotations

from datetime import timedelta

from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import blocks as b
from plateau_doctor.report.page_answer import LONGEST_TITLE, own_words, title_of, who_and_when

_NEXT_CHECKUP = timedelta(days=90)
_MOST_BLOCKED = 5
_MOST_TO_FIND_OUT = 4


def _box(phrasing: Phrasing, place: int, move: Move, *, whole: bool) -> b.ActionBox:
    words = phrasing.move(move)
    parts = [b.Line(_("First step:"), words.first_step), b.Line(_("Done when:"), words.done_when)]
    if whole and words.stop_rule:
        parts.append(b.Line(_("Stop rule:"), words.stop_rule))
    if whole:
        parts.append(b.Line(_("Number to watch:"), words.watch))
    parts.append(b.Line(_("Why:"), words.because))
    if whole:
        parts.append(b.Line(_("Looked at after:"), _("□ 30   □ 60   □ 90 days")))
    effort = _("{effort}, {weeks}").format(effort=words.effort, weeks=words.weeks)
    side = (*who_and_when(phrasing, move), b.Line(_("Suits:"), words.role), b.Line(_("Takes:"), effort))
    return b.ActionBox(place, title_of(phrasing, move), tuple(parts), side, (move.question,), roomy=whole)


def _move(phrasing: Phrasing, place: int, move: Move, *, whole: bool) -> list[b.Block]:
    """Return a move's box; own words that are too long for its title follow it, where they may run over pages."""
    box, own = _box(phrasing, place, move, whole=whole), own_words(phrasing, move)
    return [box] if len(own) <= LONGEST_TITLE else [box, b.Paragraph(own, label=_("In your own words:"))]


def _later(phrasing: Phrasing, moves: list[Move]) -> list[b.Block]:
    if not moves:
        return []
    boxes = [block for place, move in enumerate(moves, start=4) for block in _move(phrasing, place, move, whole=False)]
    return [b.Heading(1, _("Then these, in this order")), *boxes]


def _blocked(phrasing: Phrasing) -> list[b.Block]:
    moves = [move for move in phrasing.result.plan.moves if move.blocked_by is not None][:_MOST_BLOCKED]
    if not moves:
        return []
    points = [
        b.Paragraph(phrasing.move(move).waits, label=f"{phrasing.move(move).do}.", refs=(move.question,))
        for move in moves
    ]
    return [b.Heading(2, _("These wait for something else")), b.Bullets(tuple(points))]


def _find_out(phrasing: Phrasing) -> list[b.Block]:
    questions = phrasing.result.plan.find_out[:_MOST_TO_FIND_OUT]
    if not questions:
        return []
    points = [b.Paragraph(phrasing.find_out(question), refs=(question,)) for question in questions]
    return [b.Heading(2, _("Find out, because you marked don’t know")), b.Bullets(tuple(points))]


def _own(phrasing: Phrasing, shown: set[tuple[str, int]]) -> list[b.Block]:
    points: list[b.Paragraph] = []
    for entry in phrasing.checkup.plan:
        if (entry.question, entry.action) in shown or entry.question not in phrasing.words.questions:
            continue
        actions = phrasing.words.questions[entry.question].actions
        usual = actions[entry.action].do if entry.action < len(actions) else ""
        due = phrasing.formats.day(entry.due) if entry.due else ""
        remark = ", ".join(part for part in (entry.who, due) if part)
        points.append(b.Paragraph(f"{entry.text or usual}{': ' + remark if remark else ''}", refs=(entry.question,)))
    return [b.Heading(2, _("Also in your plan")), b.Bullets(tuple(points))] if points else []


def plan_section(phrasing: Phrasing) -> b.Section | None:
    """Return the plan, or None where there is no move and nothing to find out."""
    plan = phrasing.result.plan
    free = [move for move in plan.moves if move.blocked_by is None][: phrasing.pack.plan.first_count]
    found: list[b.Block] = []
    for place, move in enumerate(free[:3], start=1):
        found += _move(phrasing, place, move, whole=True)
    rest = [*_later(phrasing, free[3:]), *_blocked(phrasing)]
    rest += _own(phrasing, {(move.question, move.action) for move in free})
    find_out = _find_out(phrasing)
    if not (found or rest or find_out):
        return None
    if found:
        day = phrasing.formats.day(phrasing.result.today + _NEXT_CHECKUP)
        found.append(b.Paragraph(day, label=_("Next check-up:")))
        rest.append(b.Paragraph(phrasing.words.messages["plan.nopromise"], style="small"))
    found += find_out
    title = _("Your plan: three moves to start with") if free else _("Your plan: find these out first")
    if rest and free[3:]:
        rest.insert(0, b.PageBreak())
    name = b.Paragraph(phrasing.checkup.business.name, style="small")
    return b.Section("plan", _("Your plan"), (name, b.Heading(1, title), *found, *rest))
