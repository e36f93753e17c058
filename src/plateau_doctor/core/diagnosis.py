"""The verdict: the meeting of trajectory and capability, the constraint, how sure we are and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.core.consistency import Misfit
from plateau_doctor.core.known import Scores
from plateau_doctor.core.outcome import State, Trajectory
from plateau_doctor.core.pack import Band, OutcomeRules, Pack
from plateau_doctor.core.scoring import Bottleneck, Capability

Confidence = Literal["high", "fair", "low"]
Sure = Literal["is", "probably", "leans"]

_CONFIDENCE: tuple[Confidence, ...] = ("low", "fair", "high")


@dataclass(frozen=True, slots=True)
class Reason:
    """A message key of the pack's texts, the numbers for its gaps and the questions that it names."""

    key: str
    numbers: Mapping[str, int]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Growing or stuck, and what holds it back.

    `code` is the message key of the sentence; `constraint` holds no, one or two areas; `settles` is the message key
    of what would settle an unknown state. `answered` is the share of the practice weight that has an answer, 0-1.
    """

    code: str
    state: State
    band: Band
    sure: Sure
    constraint: tuple[str, ...]
    settles: str | None
    confidence: Confidence
    reasons: tuple[Reason, ...]
    answered: float


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no verdict yet: areas scored and needed, the questions to answer next, and whether revenue lacks."""

    areas_scored: int
    areas_needed: int
    questions: tuple[str, ...]
    revenue: bool


def sure_word(chance: float, rules: OutcomeRules) -> Sure:
    """Return how a state is said at these odds."""
    if chance >= rules.sure:
        return "is"
    return "probably" if chance >= rules.probable else "leans"


def answered_shares(pack: Pack, scores: Scores) -> tuple[float, float]:
    """Return the shares of the applicable practice weight, 0-1, that have an answer at all and that have a level."""
    ones = [(pack.question(one.question), one) for one in scores.pooled.values()]
    applicable = [(q.weight, one) for q, one in ones if not q.is_outcome and one.kind is not Kind.NOT_APPLICABLE]
    total = math.fsum(weight for weight, _ in applicable)
    known = math.fsum(weight for weight, one in applicable if one.kind is not Kind.BLANK)
    levels = math.fsum(weight for weight, one in applicable if one.kind is Kind.LEVEL)
    return (known / total, levels / total) if total else (0.0, 0.0)


def find_missing(pack: Pack, scores: Scores, form: str) -> Missing | None:
    """Return what a verdict still needs: enough areas, and revenue of two years or the owner's estimate."""
    scored = sum(area.scored for area in scores.areas.values())
    needed = pack.scoring.areas_for_verdict
    no_revenue = scores.trajectory.basis == "none"
    if scored >= needed and not no_revenue:
        return None
    wanted: list[str] = []
    open_areas = sorted(
        (area for area in scores.areas.values() if not area.scored), key=lambda area: area.needed - area.answered
    )
    for area in open_areas[: max(0, needed - scored)]:
        blank = [q for q in pack.of_area(area.area, form) if scores.pooled[q.id].kind is Kind.BLANK]
        blank.sort(key=lambda q: -q.weight)
        wanted += [q.id for q in blank[: area.needed - area.answered]]
    return Missing(scored, needed, tuple(wanted), no_revenue)


def settling(trajectory: Trajectory) -> str:
    """Return the message key of what would settle the direction: one more year of revenue, or two."""
    return "settle.revenue1" if trajectory.years >= 2 else "settle.revenue2"


def _confidence(chance: float, shares: tuple[float, float], misfits: Sequence[Misfit], pack: Pack) -> Confidence:
    """Return the word for the odds: one step lower with many blanks or a misfit, low where hardly anything is known."""
    answered, levels = shares
    if levels < pack.scoring.sure_levels:
        return "low"
    step = 2 if chance >= pack.outcome.sure else 1 if chance >= pack.outcome.probable else 0
    doubted = answered < pack.scoring.sure_answered or bool(misfits)
    return _CONFIDENCE[max(0, step - doubted)]


def _reasons(
    pack: Pack, checkup: CheckUp, scores: Scores, capability: Capability, misfits: Sequence[Misfit]
) -> tuple[Reason, ...]:
    pooled = [one for one in scores.pooled.values() if not pack.question(one.question).is_outcome]
    high = [one for one in pooled if one.claimed is not None and one.claimed >= pack.scoring.record_level]
    recorded = sum(one.recorded for one in high)
    unknown = sum(one.kind is Kind.UNKNOWN for one in pooled)
    blank = sum(one.kind is Kind.BLANK for one in pooled)
    still_open = sum(one.open for one in pooled)
    people = sum(any(a.kind is not Kind.BLANK for a in sheet.answers.values()) for sheet in checkup.sheets)
    years = scores.trajectory.years
    near = max(capability.band_odds.values()) < pack.outcome.sure
    found: list[tuple[bool, str, dict[str, int]]] = [
        (len(high) > 1 and recorded * 2 >= len(high), "conf.r.records", {"n": recorded, "m": len(high)}),
        (len(high) > 1 and recorded * 2 < len(high), "conf.r.norecords", {}),
        (unknown > 0, "conf.r.dontknow", {"n": unknown}),
        (blank > 0, "conf.r.blank", {"n": blank}),
        (people == 1, "conf.r.one", {}),
        (people > 1 and not still_open, "conf.r.several", {"n": people}),
        (still_open > 0, "conf.r.spread", {"n": still_open}),
        (years > 2, "conf.r.years", {"n": years}),
        (years == 2, "conf.r.twoyears", {}),
        (scores.trajectory.basis == "estimate", "conf.r.norevenue", {}),
        (near, "conf.r.near", {}),
        (checkup.form == "quick", "conf.r.quick", {}),
    ]
    reasons = tuple(Reason(key, numbers) for holds, key, numbers in found if holds)
    doubted = tuple(dict.fromkeys(question for misfit in misfits for question in misfit.questions))
    return (*reasons, Reason("conf.r.check", {"n": len(doubted)}, doubted)) if doubted else reasons


def find_verdict(
    pack: Pack, checkup: CheckUp, scores: Scores, bottleneck: Bottleneck, misfits: Sequence[Misfit] = ()
) -> Verdict | None:
    """Return the verdict, or None while `find_missing` names something."""
    capability = scores.capability
    if capability is None or find_missing(pack, scores, checkup.form) is not None:
        return None
    trajectory = scores.trajectory
    shares = answered_shares(pack, scores)
    ending = "one" if bottleneck.areas else "none"
    chance = min(trajectory.chance, capability.band_odds[capability.band])
    return Verdict(
        code=f"verdict.{trajectory.state}.{capability.band}.{ending}",
        state=trajectory.state,
        band=capability.band,
        sure=sure_word(trajectory.chance, pack.outcome),
        constraint=bottleneck.areas,
        settles=settling(trajectory) if trajectory.state == "unknown" else None,
        confidence=_confidence(chance, shares, misfits, pack),
        reasons=_reasons(pack, checkup, scores, capability, misfits),
        answered=shares[0],
    )
