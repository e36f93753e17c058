"""The whole pipe in one function: a pack and a check-up in, everything that follows from them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plateau_doctor.core.agreement import Agreement, find_agreement
from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.core.consistency import Misfit, find_misfits
from plateau_doctor.core.diagnosis import Missing, Verdict, find_missing, find_verdict
from plateau_doctor.core.known import Scores, known_names
from plateau_doctor.core.outcome import Inflation, Trajectory, find_trajectory
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.patterns import PatternFit, fit_patterns
from plateau_doctor.core.plan import Findings, Move, Plan, make_plan
from plateau_doctor.core.schedule import Schedule, in_order, make_schedule
from plateau_doctor.core.scoring import (
    AreaScore,
    Bottleneck,
    Capability,
    Chain,
    GroupScore,
    Pooled,
    find_bottleneck,
    find_chain,
    lowest_areas,
    pool_all,
    score_areas,
    score_capability,
    score_group,
)
from plateau_doctor.core.sensitivity import Sensitivity, find_sensitivity
from plateau_doctor.core.sums import Sums, find_sums


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that follows from a check-up; nothing of it is ever stored.

    `known` holds the values that conditions read; `verdict` is None while `missing` names what it still needs.
    `foundations` is true where every area is at its first steps, so that naming one cause would be a guess.
    `lowest` holds the lowest area and those about the same; `checks` the answers that do not fit together;
    `sensitivity` is None without a verdict, `agreement` has the questions that two or more people answered.
    """

    today: date
    pooled: Mapping[str, Pooled]
    areas: Mapping[str, AreaScore]
    capability: Capability | None
    bottleneck: Bottleneck
    trajectory: Trajectory
    known: Mapping[str, float]
    patterns: tuple[PatternFit, ...]
    foundations: bool
    verdict: Verdict | None
    missing: Missing | None
    lowest: tuple[str, ...]
    chain: Chain
    directions: tuple[GroupScore, ...]
    checks: tuple[Misfit, ...]
    sensitivity: Sensitivity | None
    agreement: Mapping[str, Agreement]
    sums: Sums
    plan: Plan
    schedule: Schedule

    @property
    def first(self) -> tuple[Move, ...]:
        """The three moves to begin with."""
        if self.schedule.slots:
            return tuple(slot.move for slot in self.schedule.slots)[:3]
        return self.schedule.later[:3]

    @property
    def leading(self) -> PatternFit | None:
        """The leading cause, if one fits well enough."""
        return next((fit for fit in self.patterns if fit.role == "leading"), None)


def _at_first_steps(pack: Pack, areas: Mapping[str, AreaScore]) -> bool:
    most = 25 * (pack.pattern_rules.foundations_level - 1)
    scored = [area.score for area in areas.values() if area.score is not None]
    return len(scored) >= pack.scoring.areas_for_verdict and max(scored) <= most


def with_own_cut_points(pack: Pack, settings: Mapping[str, Any]) -> Pack:
    """Return the pack with the check-up's own cut points of growing and declining, fractions a year."""
    rules = pack.outcome
    growing = float(settings.get("growing_from", rules.growing_from))
    declining = float(settings.get("declining_below", rules.declining_below))
    if (growing, declining) == (rules.growing_from, rules.declining_below):
        return pack
    return replace(pack, outcome=replace(rules, growing_from=growing, declining_below=declining))


def with_own_inflation(inflation: Inflation, checkup: CheckUp) -> Inflation:
    """Return the table with the check-up's own rates, a fraction for each year, in place of the country's."""
    own = checkup.settings.get("inflation")
    if not own:
        return inflation
    country = checkup.business.country or ""
    return {**inflation, country: {**inflation.get(country, {}), **{int(y): float(rate) for y, rate in own.items()}}}


def _joined(pack: Pack, patterns: tuple[PatternFit, ...]) -> frozenset[str]:
    """Return the questions of the first move of each enabler that fits: they join the plan."""
    fitting = {fit.id for fit in patterns if fit.role == "enabler"}
    return frozenset(q for pattern in pack.patterns if pattern.id in fitting for q in pattern.moves[0])


def examine(pack: Pack, checkup: CheckUp, today: date, inflation: Inflation) -> Result:
    """Return the result of a check-up; the same four values give the same result on every machine."""
    pack = with_own_cut_points(pack, checkup.settings)
    inflation = with_own_inflation(inflation, checkup)
    pooled = pool_all(pack, checkup)
    areas = score_areas(pack, pooled, checkup.form)
    o1 = pooled.get("O1")
    estimate = o1.supported if o1 is not None and o1.kind is Kind.LEVEL else None
    trajectory = find_trajectory(checkup.figures, checkup.business, estimate, pack.outcome, inflation)
    scores = Scores(pooled, areas, score_capability(pack, areas), trajectory)
    bottleneck = find_bottleneck(areas, pack.scoring)
    known = known_names(pack, checkup, scores, inflation)
    checks = find_misfits(pack, checkup, scores, known, inflation)
    verdict = find_verdict(pack, checkup, scores, bottleneck, checks)
    foundations = _at_first_steps(pack, areas)
    patterns = fit_patterns(pack, known, checkup.form, name_causes=not foundations)
    plan = make_plan(pack, scores, Findings(bottleneck, patterns, known), checkup.plan)
    ordered = in_order(pack, plan.free, trajectory.state, _joined(pack, patterns))
    return Result(
        today=today,
        pooled=pooled,
        areas=areas,
        capability=scores.capability,
        bottleneck=bottleneck,
        trajectory=trajectory,
        known=known,
        patterns=patterns,
        foundations=foundations,
        verdict=verdict,
        missing=find_missing(pack, scores, checkup.form),
        lowest=lowest_areas(areas, pack.scoring),
        chain=find_chain(pack, pooled),
        directions=tuple(score_group(pack, group, pooled) for group in pack.directions),
        checks=checks,
        sensitivity=find_sensitivity(pack, checkup, scores, inflation) if verdict else None,
        agreement=find_agreement(pack, checkup),
        sums=find_sums(checkup.figures, pack.sums),
        plan=plan,
        schedule=make_schedule(pack, checkup, ordered, trajectory.state, today),
    )
