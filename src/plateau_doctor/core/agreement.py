"""How far several people agree: the spread of their levels, and what sales and marketing see differently."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.pack import LEVELS, Pack, Scoring

_CHANCE_VARIANCE = (len(LEVELS) ** 2 - 1) / 12  # of levels picked blindly, each as often as any other


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two or more people said to one question, as they said it: levels 1-5 from low to high, no names.

    `deviation` is the mean distance from the mean in levels (AD) and `within` the agreement 0-1 against blind chance
    (rwg); both are None while too few answered. `gap` is mean(sales) - mean(marketing) in levels, None without both;
    `apart` says that it is large enough to talk about. `accepted` is the level that "Accept" takes.
    """

    question: str
    levels: tuple[int, ...]
    deviation: float | None
    within: float | None
    gap: float | None
    apart: bool
    accepted: int


@dataclass(frozen=True, slots=True)
class RoleGap:
    """The mean levels 1-5 that sales and marketing gave a question; `apart` where they are far enough to talk about."""

    question: str
    sales: float
    marketing: float
    apart: bool


GROUP_SIZE = 3
"""The smallest group whose answers are shown, unless the check-up says more."""


def lower_median(levels: Sequence[int]) -> int:
    """Return the middle one of at least one level, the lower one of two."""
    return sorted(levels)[(len(levels) - 1) // 2]


def mean_deviation(levels: Sequence[int]) -> float:
    """Return the mean distance of levels from their mean (AD)."""
    mean = math.fsum(levels) / len(levels)
    return math.fsum(abs(level - mean) for level in levels) / len(levels)


def agreement_within(levels: Sequence[int]) -> float:
    """Return 1 - S² over the variance of blind chance, 0 at the least (rwg); S² is over n - 1."""
    mean = math.fsum(levels) / len(levels)
    variance = math.fsum((level - mean) ** 2 for level in levels) / (len(levels) - 1)
    return max(0.0, 1 - variance / _CHANCE_VARIANCE)


def far_apart(levels: Sequence[int], rules: Scoring) -> bool:
    """Tell whether people's levels lie so far apart that they should talk."""
    if len(levels) < 2:
        return False
    if max(levels) - min(levels) >= rules.spread_range:
        return True
    return len(levels) >= rules.spread_people and mean_deviation(levels) > rules.spread_mean_deviation


def _levels(checkup: CheckUp, question: str, role: str | None = None) -> list[int]:
    answers = (sheet.answers.get(question) for sheet in checkup.sheets if role in (None, sheet.role))
    return [answer.level for answer in answers if answer is not None and answer.level is not None]


def question_gap(checkup: CheckUp, question: str) -> float | None:
    """Return mean(sales) - mean(marketing) of a question in levels; None where one side gave no level."""
    sides = [_levels(checkup, question, role) for role in ("sales", "marketing")]
    if not all(sides):
        return None
    sales, marketing = (math.fsum(levels) / len(levels) for levels in sides)
    return sales - marketing


def perception_gap(pack: Pack, checkup: CheckUp) -> float | None:
    """Return the mean size of the gaps over the alignment questions, in levels; None without any."""
    found = [question_gap(checkup, question.id) for question in pack.of_area("alignment", checkup.form)]
    gaps = [abs(gap) for gap in found if gap is not None]
    return math.fsum(gaps) / len(gaps) if gaps else None


def role_gaps(pack: Pack, checkup: CheckUp) -> tuple[RoleGap, ...]:
    """Return the gaps of the alignment questions that may be shown, the largest first.

    A question is shown only where each role that gave a level did so by a whole group: else one person's level
    could be worked out from the others'.
    """
    least = checkup.settings.get("group_size", GROUP_SIZE)
    found = []
    for question in pack.of_area("alignment", checkup.form):
        roles = {role: _levels(checkup, question.id, role) for role in dict.fromkeys(s.role for s in checkup.sheets)}
        if any(0 < len(levels) < least for levels in roles.values()):
            continue
        gap = question_gap(checkup, question.id)
        if gap is not None:
            sales = math.fsum(roles["sales"]) / len(roles["sales"])
            apart = abs(gap) >= pack.scoring.gap_from
            found.append(RoleGap(question.id, sales, sales - gap, apart))
    return tuple(sorted(found, key=lambda one: -abs(one.sales - one.marketing)))


def find_agreement(pack: Pack, checkup: CheckUp) -> Mapping[str, Agreement]:
    """Return the agreement on each question that two or more people gave a level, in the order of the pack."""
    rules = pack.scoring
    result = {}
    for question in pack.asked(checkup.form):
        levels = tuple(sorted(_levels(checkup, question.id)))
        if len(levels) < 2:
            continue
        many = len(levels) >= rules.spread_people
        gap = question_gap(checkup, question.id)
        result[question.id] = Agreement(
            question=question.id,
            levels=levels,
            deviation=mean_deviation(levels) if many else None,
            within=agreement_within(levels) if many else None,
            gap=gap,
            apart=gap is not None and abs(gap) >= rules.gap_from,
            accepted=lower_median(levels),
        )
    return result
