"""The plan in time, in sentences: what comes by when, what waits for what, what to stop, what to watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plateau_doctor.core.answers import FindOut, PlanEntry
from plateau_doctor.core.pack import Action
from plateau_doctor.core.plan import Move
from plateau_doctor.core.schedule import Slot, action_of
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.verdict import MoveText, Phrasing


@dataclass(frozen=True, slots=True)
class SlotText:
    """One move in time: its place from 1, its words, and when it is due and how long it takes in words."""

    number: int
    slot: Slot
    words: MoveText
    when: str
    hours: str


def slots(phrasing: Phrasing) -> tuple[SlotText, ...]:
    """Return the moves of the next 90 days."""
    return tuple(
        SlotText(
            number,
            slot,
            phrasing.move(slot.move),
            _("by {day}").format(day=phrasing.formats.day(slot.due)),
            _("about {hours} hours").format(hours=phrasing.formats.whole(slot.hours)),
        )
        for number, slot in enumerate(phrasing.result.schedule.slots, start=1)
    )


def status(entry: PlanEntry) -> str:
    """Return how far an entry is."""
    names = {
        "not_started": _("not started"),
        "started": _("started"),
        "done": _("done"),
        "dropped": _("dropped"),
    }
    return names[entry.status]


def row_line(text: SlotText, entry: PlanEntry) -> str:
    """Return who does a move, by when, how long it takes and how far it is; `Who?` where nobody is named."""
    far = status(entry)
    if entry.who:
        return _("{who}, {when}, {hours}, {status}").format(who=entry.who, when=text.when, hours=text.hours, status=far)
    return _("Who? {when}, {hours}, {status}").format(
        when=text.when[:1].upper() + text.when[1:], hours=text.hours, status=far
    )


def over_line(entry: PlanEntry) -> str:
    """Return how an entry ended, and whose it was."""
    far = status(entry)
    far = far[:1].upper() + far[1:]
    return _("{status}, {who}").format(status=far, who=entry.who) if entry.who else far


def if_then(entry: PlanEntry | None) -> tuple[str, ...]:
    """Return the if-then sentences of an entry, those that have both of their parts."""
    if entry is None:
        return ()
    sentences = (
        (entry.cue, entry.will, _("When I {cue}, I will {will}.")),
        (entry.obstacle, entry.response, _("If {cue}, then I will {will}.")),
    )
    return tuple(
        form.format(cue=cue.strip().rstrip("."), will=will.strip().rstrip("."))
        for cue, will, form in sentences
        if cue.strip() and will.strip()
    )


def entry_of(phrasing: Phrasing, move: Move) -> PlanEntry | None:
    """Return the person's own entry for a move, the last where there are several."""
    found = [entry for entry in phrasing.checkup.plan if (entry.question, entry.action) == (move.question, move.action)]
    return found[-1] if found else None


def find_out_by(phrasing: Phrasing) -> date:
    """Return the day by which a task to find out is due where the person has set none: the end of the first window."""
    return phrasing.result.today + timedelta(days=phrasing.pack.plan.windows[0])


def find_out_line(phrasing: Phrasing, question: str) -> str:
    """Return who finds out and by when; `Who?` where nobody is named."""
    task = phrasing.checkup.find_out.get(question, FindOut())
    day = phrasing.formats.day(task.due or find_out_by(phrasing))
    if task.who:
        return _("{who}, by {day}").format(who=task.who, day=day)
    return _("Who? By {day}").format(day=day)


def window_title(phrasing: Phrasing, window: int) -> str:
    """Return the heading of a window of days."""
    if window == phrasing.pack.plan.windows[0]:
        return _("First {days} days").format(days=window)
    return _("By day {days}").format(days=window)


def load(phrasing: Phrasing) -> str:
    """Return how the plan fits the owner's hours, and why it is short where it is."""
    one, say = phrasing.result.schedule, phrasing.words.say
    hours = f"{one.hours_a_week:g}"
    if one.hours_a_week <= 0:
        return phrasing.words.messages["plan.hours.none"]
    lines = [say("plan.assumed", hours=hours) if one.assumed else "", say("plan.load", hours=hours)]
    if one.slots and one.why is not None:
        lines.append(say("plan.hours", hours=hours) if one.why == "hours" else say(f"plan.{one.why}"))
    return " ".join(line for line in lines if line)


def stops(phrasing: Phrasing) -> str:
    """Return what to stop doing for now, in one sentence; empty where there is nothing."""
    found = [phrasing.words.messages[f"stop.{own}"] for own in phrasing.result.plan.stops]
    return phrasing.words.say("plan.stopdoing", list=phrasing.formats.listed(found)) if found else ""


def waits(phrasing: Phrasing, move: Move) -> str:
    """Return why a move waits and which moves come first; empty for an open one."""
    reason = phrasing.later(move)
    first = [one for one in phrasing.result.plan.moves if one.question in move.opened_by and one.blocked_by is None]
    if not reason or not first:
        return reason
    names = phrasing.formats.listed([phrasing.words.questions[one.question].plain_name for one in first])
    return f"{reason} {phrasing.words.say('plan.first', moves=names)}"


def number_to_watch(phrasing: Phrasing, question: str, action: int) -> str:
    """Return the number of an action with its aim."""
    words = phrasing.words.questions[question].actions[action]
    return _("{number}. Aim: {target}").format(number=words.watch, target=words.target)


def watch(phrasing: Phrasing, move: Move) -> str:
    """Return the number to watch, with today's value where the person gave it."""
    now = _now(phrasing, action_of(phrasing.pack, move))
    number = number_to_watch(phrasing, move.question, move.action)
    if now:
        return phrasing.words.say("plan.number", number=number, now=now)
    return phrasing.words.say("plan.watch", kpi=f"{number}.")


def _now(phrasing: Phrasing, action: Action) -> str:
    value = phrasing.result.known.get(action.figure) if action.figure is not None else None
    if value is None:
        return ""
    match next((fact.kind for fact in phrasing.pack.facts if fact.id == action.figure), "percent"):
        case "percent":  # so is every number that is worked out from the figures
            return phrasing.formats.percent(value)
        case "money":
            return phrasing.formats.money(value, phrasing.checkup.business.currency)
        case _:
            return phrasing.formats.whole(value)


def grade(phrasing: Phrasing, move: Move) -> str:
    """Return what a move rests on."""
    return phrasing.words.messages[f"plan.grade.{action_of(phrasing.pack, move).grade}"]
