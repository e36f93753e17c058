"""The plan: three moves to start with on a page of their own, then what follows, what waits, what to find out."""

from __future__ import annotations

from plateau_doctor.core.answers import review_day
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, plan
from plateau_doctor.report import blocks as b
from plateau_doctor.report.page_answer import LONGEST_TITLE, own_words, title_of, who_and_when
from plateau_doctor.report.text import one_line

_MOST_BLOCKED = 5
_MOST_TO_FIND_OUT = 4
_LONGEST_SENTENCE = 200


def _box(phrasing: Phrasing, place: int, move: Move, when: str, *, whole: bool) -> b.ActionBox:
    words, own = phrasing.move(move), plan.entry_of(phrasing, move)
    parts = [b.Line(_("First step:"), words.first_step), b.Line(_("Done when:"), words.done_when)]
    parts += [b.Line(_("You said:"), one_line(sentence, _LONGEST_SENTENCE)) for sentence in plan.if_then(own)]
    if whole:
        parts.append(b.Line(_("Stop rule:"), words.stop_rule))
    if whole:
        label, _colon, number = plan.watch(phrasing, move).partition(": ")
        parts.append(b.Line(f"{label}:", number))
    parts.append(b.Line(_("Why:"), words.because))
    if whole:
        parts.append(b.Line(_("Looked at after:"), _("□ 30   □ 60   □ 90 days")))
    effort = _("{effort}, {weeks}").format(effort=words.effort, weeks=words.weeks)
    planned = (b.Line(_("Planned:"), when),) if when else ()
    side = (*who_and_when(phrasing, move), *planned, b.Line(_("Suits:"), words.role), b.Line(_("Takes:"), effort))
    return b.ActionBox(place, title_of(phrasing, move), tuple(parts), side, (move.question,), roomy=whole)


def _move(phrasing: Phrasing, place: int, move: Move, when: str, *, whole: bool) -> list[b.Block]:
    """Return a move's box; own words that are too long for its title follow it, where they may run over pages."""
    box, own = _box(phrasing, place, move, when, whole=whole), own_words(phrasing, move)
    return [box] if len(own) <= LONGEST_TITLE else [box, b.Paragraph(own, label=_("In your own words:"))]


def _later(phrasing: Phrasing, moves: list[tuple[Move, str]]) -> list[b.Block]:
    if not moves:
        return []
    boxes = [
        block
        for place, (move, when) in enumerate(moves, start=4)
        for block in _move(phrasing, place, move, when, whole=False)
    ]
    return [b.Heading(1, _("Then these, in this order")), *boxes]


def _planned(phrasing: Phrasing) -> list[tuple[Move, str]]:
    """Return the moves to show with the day that each is due: those of the next 90 days, else the first open ones."""
    dated = {entry.question for entry in phrasing.checkup.plan if entry.due}
    found = [(one.slot.move, "" if one.slot.move.question in dated else one.when) for one in plan.slots(phrasing)]
    most = phrasing.pack.plan.first_count if not found else 0
    return found or [(move, "") for move in phrasing.result.schedule.later[:most]]


def _blocked(phrasing: Phrasing) -> list[b.Block]:
    moves = [move for move in phrasing.result.plan.moves if move.blocked_by is not None][:_MOST_BLOCKED]
    if not moves:
        return []
    points = [
        b.Paragraph(plan.waits(phrasing, move), label=f"{phrasing.move(move).do}.", refs=(move.question,))
        for move in moves
    ]
    return [b.Heading(2, _("These wait for something else")), b.Bullets(tuple(points))]


def _find_out(phrasing: Phrasing) -> list[b.Block]:
    questions = phrasing.result.plan.find_out[:_MOST_TO_FIND_OUT]
    if not questions:
        return []
    points = [
        b.Paragraph(f"{phrasing.find_out(question)} {plan.find_out_line(phrasing, question)}.", refs=(question,))
        for question in questions
    ]
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
    free = _planned(phrasing)
    found: list[b.Block] = []
    for place, (move, when) in enumerate(free[:3], start=1):
        found += _move(phrasing, place, move, when, whole=True)
    rest = [*_later(phrasing, free[3:]), *_blocked(phrasing)]
    rest += _own(phrasing, {(move.question, move.action) for move, _when in free})
    find_out = _find_out(phrasing)
    if not (found or rest or find_out):
        return None
    if found:
        day = phrasing.formats.day(review_day(phrasing.checkup.settings, phrasing.result.today))
        found.append(b.Paragraph(day, label=_("Next check-up:")))
        found += [b.Paragraph(line, style="small") for line in (plan.stops(phrasing), plan.load(phrasing)) if line]
        rest.append(b.Paragraph(phrasing.words.messages["plan.nopromise"], style="small"))
    found += find_out
    title = _("Your plan: three moves to start with") if free else _("Your plan: find these out first")
    if rest and free[3:]:
        rest.insert(0, b.PageBreak())
    name = b.Paragraph(phrasing.checkup.business.name, style="small")
    return b.Section("plan", _("Your plan"), (name, b.Heading(1, title), *found, *rest))
