"""What if: the fewest single steps to the next band, and answers tried without touching the real ones."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plateau_doctor.core.answers import Agreed, Answer, CheckUp, Sheet
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import LEVELS, Band, Pack
from plateau_doctor.core.result import Result, examine
from plateau_doctor.core.scoring import band_of, level_points, lifted, lowered

_TOP = float(LEVELS[-1])
_NEXT: Mapping[Band, Band] = {"low": "middle", "middle": "high"}
_ANY_NOTE = "-"


@dataclass(frozen=True, slots=True)
class Step:
    """One question that rises from level `before` to `after` (1-5, fractions where several people answered)."""

    question: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Climb:
    """The fewest single steps to the next band, one entry a question; `count` is the number of single steps.

    `before` and `after` are the capability, 0-100; `band` is the one that `after` lies in. `target` is the next band,
    None in the top one. There are no steps in the top band, nor where all steps together do not reach the next.
    `left` is how many single steps there are in all.
    """

    steps: tuple[Step, ...]
    count: int
    before: float
    after: float
    band: Band
    target: Band | None
    left: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A check-up with some answers changed: the results before and after, and the questions whose level moved."""

    checkup: CheckUp
    before: Result
    after: Result
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rise:
    """A single step of one question, at most to the top, and the points that its area's score gains."""

    question: str
    before: float
    after: float
    points: float


def _rises(pack: Pack, result: Result) -> dict[str, list[_Rise]]:
    """Return the single steps of each scored area, the largest first, then from low levels up, then by the pack."""
    found: dict[str, list[_Rise]] = {area: [] for area in result.capability.weights} if result.capability else {}
    for question, points in level_points(pack, result.pooled).items():
        area, level = pack.question(question).area, result.pooled[question].supported
        while area in found and level is not None and level < _TOP:
            after = min(_TOP, level + 1)
            found[area].append(_Rise(question, level, after, points * (after - level)))
            level = after
    for rises in found.values():
        rises.sort(key=lambda rise: (-round(rise.points, 9), rise.before))
    return found


def _best_first(pack: Pack, result: Result, weights: Mapping[str, float]) -> Iterator[tuple[_Rise, float]]:
    """Yield all single steps, each time the one that lifts the capability most, with what it adds to ln L.

    Within an area only the sum of points counts, so its best k steps are its k largest. What they add to ln L grows
    less and less with k; so taking the best next step over all areas gives, for every number of steps, the highest
    capability that this number can reach (a separable concave sum).
    """
    rises = _rises(pack, result)
    scores = {area: result.areas[area].score or 0.0 for area in weights}
    while any(rises.values()):
        gains = {
            area: weights[area]
            * math.log(lifted(scores[area] + waiting[0].points, pack.scoring) / lifted(scores[area], pack.scoring))
            for area, waiting in rises.items()
            if waiting
        }
        best = max(gains, key=lambda area: round(gains[area], 12))
        rise = rises[best].pop(0)
        scores[best] += rise.points
        yield rise, gains[best]


def next_band(pack: Pack, result: Result) -> Climb | None:
    """Return the fewest single steps to the next band; None without a capability.

    A step raises the supported level of one practice question by one, at most to 5, taken as supported. Among equally
    few the one with the highest capability after it; on a tie low levels first, then the order of the pack. A
    don't-know has to be found out first and a blank to be answered, so neither is a step.
    """
    capability = result.capability
    if capability is None:
        return None
    target = _NEXT.get(capability.band)
    all_rises = list(_best_first(pack, result, capability.weights))
    logarithm, band, taken = math.log(lifted(capability.score, pack.scoring)), capability.band, 0
    for _, gain in all_rises if target else ():
        taken, logarithm = taken + 1, logarithm + gain
        band = band_of(lowered(math.exp(logarithm), pack.scoring), pack.scoring)
        if band != capability.band:
            break
    if band == capability.band:
        return Climb((), 0, capability.score, capability.score, capability.band, target, len(all_rises))
    after = lowered(math.exp(logarithm), pack.scoring)
    steps: dict[str, Step] = {}
    for rise, _ in all_rises[:taken]:
        start = steps[rise.question].before if rise.question in steps else rise.before
        steps[rise.question] = Step(rise.question, start, rise.after)
    return Climb(tuple(steps.values()), taken, capability.score, after, band, target, len(all_rises))


def _with_level(checkup: CheckUp, question: str, level: int) -> CheckUp:
    """Return the check-up in which everyone gives a question this level, with a record and a note."""
    sheets = []
    for sheet in checkup.sheets or (Sheet("P1"),):
        answer = sheet.answers.get(question, Answer())
        said = Answer(level, records=answer.records | {0}, note=answer.note.strip() or _ANY_NOTE)
        sheets.append(replace(sheet, answers={**sheet.answers, question: said}))
    agreed = dict(checkup.agreed)
    if question in agreed:
        agreed[question] = Agreed(level, agreed[question].note or _ANY_NOTE)
    return replace(checkup, sheets=tuple(sheets), agreed=agreed)


def try_answers(pack: Pack, checkup: CheckUp, changes: Mapping[str, int], today: date, inflation: Inflation) -> Tried:
    """Return what other levels 1-5 would come to, taken as supported and as said by everyone; nothing real changes.

    KeyError for a question that the pack lacks, ValueError for a level outside 1-5.
    """
    changed = checkup
    for question, level in changes.items():
        changed = _with_level(changed, pack.question(question).id, level)
    before, after = (examine(pack, one, today, inflation) for one in (checkup, changed))
    levels = [{question: one.supported for question, one in result.pooled.items()} for result in (before, after)]
    moved = tuple(question for question in changes if levels[0].get(question) != levels[1].get(question))
    return Tried(changed, before, after, moved)
