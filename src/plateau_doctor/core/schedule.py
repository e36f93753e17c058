"""The plan in time: which moves fit under the owner's free hours in 30, 60 and 90 days (SCORING.md section 6)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plateau_doctor.core.answers import CheckUp, PlanEntry
from plateau_doctor.core.outcome import State
from plateau_doctor.core.pack import Action, Pack
from plateau_doctor.core.plan import Move

Why = Literal["hours", "few", "cash"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One move in time: `window` is 30, 60 or 90, `start` and `due` are days, `hours` are of the owner.

    `entry` is the person's own entry in the plan, where there is one.
    """

    move: Move
    window: int
    start: date
    due: date
    hours: float
    entry: PlanEntry | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The moves of the next 90 days one after another, and the open moves that have to wait until later.

    `hours_a_week` are the owner's free ones; `assumed` tells that nobody said how many. `why` tells why there are
    fewer moves than usual: `hours` too few, `few` worth doing, or `cash` first; None where there are enough.
    """

    slots: tuple[Slot, ...]
    later: tuple[Move, ...]
    hours_a_week: float
    assumed: bool
    why: Why | None


def action_of(pack: Pack, move: Move) -> Action:
    """Return the action that a move stands for."""
    return pack.question(move.question).actions[move.action]


def in_order(pack: Pack, moves: Iterable[Move], state: State, joined: Iterable[str]) -> tuple[Move, ...]:
    """Return the open moves in the order to take them up.

    What the state calls for comes first; then by priority, at most `area_cap` of an area among the first
    `first_count`, the moves of the `joined` questions among them, and one measuring action among the first three.
    """
    rules = pack.plan
    urgent = rules.state_first.get(state, ())
    ranked = sorted(moves, key=lambda move: not _is_urgent(pack, move, urgent))
    joined = frozenset(joined)
    pinned = [move for move in ranked if move.question in joined][: rules.first_count]
    first: list[Move] = []
    for move in ranked:
        waiting = sum(one not in first for one in pinned)
        room = rules.first_count - len(first) - (0 if move in pinned else waiting)
        if room > 0 and (move in pinned or not _is_crowded(pack, first, move, pinned)):
            first.append(move)
    rest = [move for move in ranked if move not in first]
    return (*_with_measure(pack, first), *rest)


def _is_urgent(pack: Pack, move: Move, urgent: Sequence[str]) -> bool:
    return move.question in urgent or not set(urgent).isdisjoint(action_of(pack, move).tags)


def _is_crowded(pack: Pack, first: Sequence[Move], move: Move, pinned: Sequence[Move]) -> bool:
    area = pack.question(move.question).area
    kept = [*first, *(one for one in pinned if one not in first)]
    return sum(pack.question(one.question).area == area for one in kept) >= pack.plan.area_cap


def _with_measure(pack: Pack, first: list[Move]) -> list[Move]:
    """Bring the first measuring action to the third place, where there is none among the first three."""
    measuring = [move for move in first if "measure" in action_of(pack, move).tags]
    if not measuring or measuring[0] in first[:3]:
        return first
    others = [move for move in first if move is not measuring[0]]
    return [*others[:2], measuring[0], *others[2:]]


@dataclass(slots=True)
class _Days:
    """Places moves one after another: `used` counts the days that are taken from the first day on."""

    pack: Pack
    today: date
    hours_a_week: float
    used: float = 0.0

    def days(self, move: Move) -> float:
        return 7 * self.pack.plan.hours[move.effort] / self.hours_a_week

    def end(self, move: Move) -> float:
        return self._start(move) + self.days(move)

    def fits(self, move: Move) -> bool:
        return self.end(move) <= self.pack.plan.windows[-1] + 1e-9

    def _start(self, move: Move) -> float:
        return self.used if move.effort == "S" else max(self.used, self.pack.plan.windows[0])

    def take(self, move: Move, entry: PlanEntry | None = None) -> Slot:
        start = self._start(move)
        self.used = self.end(move)
        due = self.today + timedelta(days=math.ceil(self.used - 1e-9))
        window = next((days for days in self.pack.plan.windows if self.used <= days + 1e-9), self.pack.plan.windows[-1])
        begin = self.today + timedelta(days=math.floor(start + 1e-9))
        hours = self.pack.plan.hours[move.effort]
        if entry is not None:
            begin, due = entry.start or begin, entry.due or due
        return Slot(move, window, begin, due, hours, entry)


def make_schedule(pack: Pack, checkup: CheckUp, ordered: Sequence[Move], state: State, today: date) -> Schedule:
    """Return the ordered open moves in time from `today` on; the person's own entries come first, in their own order.

    One after another, so that never more than `open_at_once` are open and no week asks for more than the free hours.
    In the first window only small moves start. A move that would leave room for fewer than `fewest` waits.
    """
    rules = pack.plan
    begun = [entry for entry in checkup.plan if entry.status in ("not_started", "started")]
    entries = {(entry.question, entry.action): entry for entry in begun}
    given = checkup.business.hours_a_week
    hours = given if given is not None else rules.default_hours
    if hours <= 0:
        return Schedule((), tuple(ordered), 0.0, assumed=False, why="hours")
    days = _Days(pack, today, hours)
    by_question = {move.question: move for move in ordered}
    asked = dict.fromkeys(entry.question for entry in begun)
    taken_up = [by_question[question] for question in asked if question in by_question]
    own = taken_up[: rules.open_at_once]
    slots = [days.take(move, entries.get((move.question, move.action))) for move in own]
    most = rules.state_most.get(state, rules.first_count)
    for move in taken_up[len(own) :]:
        if len(slots) < most and days.fits(move):
            slots.append(days.take(move, entries.get((move.question, move.action))))
    others = [move for move in ordered if move not in taken_up]
    queue = _quick_first(pack, others[: max(0, rules.first_count - len(taken_up))])
    gap = rules.windows[0]
    while len(slots) < most:
        fitting = [move for move in queue if days.fits(move) and _leaves_room(days, slots, queue, move)]
        small = [move for move in fitting if move.effort == "S"]
        chosen = small if days.used < gap and small else fitting
        if not chosen:
            break
        queue.remove(chosen[0])
        slots.append(days.take(chosen[0]))
    taken = [slot.move for slot in slots]
    why: Why | None = None
    if len(slots) < rules.fewest:
        why = "cash" if state in rules.state_most else "hours" if queue else "few"
    later = tuple(move for move in ordered if move not in taken)
    return Schedule(tuple(slots), later, hours, assumed=given is None, why=why)


def _quick_first(pack: Pack, queue: list[Move]) -> list[Move]:
    """Bring a small move whose effect comes within `effect_weeks` to the front, unless one is in the first two."""
    quick = [m for m in queue if m.effort == "S" and action_of(pack, m).weeks[1] <= pack.plan.effect_weeks]
    small = [move for move in queue if move.effort == "S"]
    if not quick or quick[0] in small[:2]:
        return queue
    return [small[0], quick[0], *(move for move in queue if move not in (small[0], quick[0]))]


def _leaves_room(days: _Days, slots: Sequence[Slot], queue: Sequence[Move], move: Move) -> bool:
    """Tell whether taking a larger move still leaves room for as many small ones as make up `fewest`."""
    small = [one for one in queue if one.effort == "S"]
    if move.effort == "S" or not small:
        return True
    rules = days.pack.plan
    wanted = min(rules.fewest - len(slots) - 1, len(small))
    return wanted * days.days(small[0]) <= rules.windows[-1] - days.end(move) + 1e-9
