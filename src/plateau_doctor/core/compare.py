"""Then and now: two check-ups of one business on the questions they share, also of different pack versions.

Both are scored on the shared questions alone, each with its own answers and both with the newer pack's weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plateau_doctor.core.answers import CheckUp, PlanEntry, Status
from plateau_doctor.core.outcome import Trajectory
from plateau_doctor.core.pack import Pack, Scoring
from plateau_doctor.core.result import Result
from plateau_doctor.core.scoring import AreaScore, Capability, Pooled, pool_all, score_areas, score_capability

Moved = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two check-ups, with its own pack and result."""

    pack: Pack
    checkup: CheckUp
    result: Result


@dataclass(frozen=True, slots=True)
class Change:
    """A score 0-100 then and now; it `moved` where the difference is larger than `doubt`, in points."""

    before: float
    after: float
    doubt: float

    @property
    def moved(self) -> Moved:
        """Whether the score went up, went down or is about the same."""
        if abs(self.after - self.before) <= self.doubt:
            return "same"
        return "up" if self.after > self.before else "down"


@dataclass(frozen=True, slots=True)
class Movement:
    """The supported level 1-5 of one question then and now."""

    question: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Aim:
    """An entry of the earlier plan and the level of its question then and now; None where there is none to compare."""

    entry: PlanEntry
    before: float | None
    after: float | None

    @property
    def rose(self) -> bool:
        """Whether the question it aimed at stands higher now."""
        return self.before is not None and self.after is not None and self.after > self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two check-ups; `areas` holds those that can be scored on both dates.

    `movements` are all shared practice questions whose level changed, the largest change first. `people` is how many
    answered then and now.
    """

    before: date
    after: date
    shared: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    areas: Mapping[str, Change]
    capability: Change | None
    movements: tuple[Movement, ...]
    then: Trajectory
    now: Trajectory
    plan: tuple[Aim, ...]
    people: tuple[int, int]

    @property
    def top(self) -> tuple[Movement, ...]:
        """The three largest movements."""
        return self.movements[:3]

    def kept(self, status: Status) -> int:
        """Return how many entries of the earlier plan came so far."""
        return sum(aim.entry.status == status for aim in self.plan)

    @property
    def aimed(self) -> tuple[str, ...]:
        """The questions that the earlier plan aimed at and that can be compared, each once."""
        return tuple(dict.fromkeys(a.entry.question for a in self.plan if a.before is not None and a.after is not None))

    @property
    def risen(self) -> tuple[str, ...]:
        """Those of them that stand higher now."""
        return tuple(dict.fromkeys(aim.entry.question for aim in self.plan if aim.rose))


def _change(then: AreaScore | Capability, now: AreaScore | Capability, rules: Scoring) -> Change:
    """Return the change between two scores with its doubt: the range factor times the deviation of their difference.

    The same correlation as between areas stands between dates: who is lenient once is lenient again.
    """
    variance = then.deviation**2 + now.deviation**2 - 2 * rules.between_correlation * then.deviation * now.deviation
    return Change(then.score or 0.0, now.score or 0.0, rules.range_factor * math.sqrt(variance))


def _shared_pack(newer: Pack, shared: tuple[str, ...]) -> Pack:
    """Return the newer pack with the shared questions only, all of them asked in either form."""
    kept = tuple(replace(newer.question(question), short_form=True) for question in shared)
    return replace(newer, questions=kept)


def _score_changes(
    pack: Pack, sides: tuple[Mapping[str, Pooled], Mapping[str, Pooled]], form: str
) -> tuple[dict[str, Change], Change | None]:
    """Return the changes of the areas scored on both dates, and of the capability over those areas."""
    then, now = (score_areas(pack, pooled, form) for pooled in sides)
    both = tuple(area for area in pack.areas if then[area.id].scored and now[area.id].scored)
    areas = {area.id: _change(then[area.id], now[area.id], pack.scoring) for area in both}
    whole_then, whole_now = (score_capability(replace(pack, areas=both), scored) for scored in (then, now))
    if whole_then is None or whole_now is None:
        return areas, None
    return areas, _change(whole_then, whole_now, pack.scoring)


def _movements(pack: Pack, then: Mapping[str, Pooled], now: Mapping[str, Pooled]) -> tuple[Movement, ...]:
    found = []
    for question in pack.practices():
        before, after = then[question.id].supported, now[question.id].supported
        if before is not None and after is not None and before != after:
            found.append(Movement(question.id, before, after))
    return tuple(sorted(found, key=lambda one: -abs(one.after - one.before)))


def compare(earlier: Side, later: Side) -> Comparison:
    """Return what changed from the earlier check-up to the later one; their packs may be of different versions.

    Claimed levels count in both or in neither, as the later check-up says.
    """
    settings = later.checkup.settings
    then = pool_all(earlier.pack, replace(earlier.checkup, settings=settings))
    now = later.result.pooled
    shared = tuple(question for question in now if question in then)
    pack = _shared_pack(later.pack, shared)
    form = "quick" if "quick" in (earlier.checkup.form, later.checkup.form) else "full"
    areas, capability = _score_changes(pack, (then, now), form)

    def level(pooled: Mapping[str, Pooled], question: str) -> float | None:
        return pooled[question].supported if question in shared else None

    return Comparison(
        before=earlier.checkup.date,
        after=later.checkup.date,
        shared=shared,
        only_before=tuple(question for question in then if question not in now),
        only_after=tuple(question for question in now if question not in then),
        areas=areas,
        capability=capability,
        movements=_movements(pack, then, now),
        then=earlier.result.trajectory,
        now=later.result.trajectory,
        plan=tuple(
            Aim(entry, level(then, entry.question), level(now, entry.question)) for entry in earlier.checkup.plan
        ),
        people=(len(earlier.checkup.sheets), len(later.checkup.sheets)),
    )
