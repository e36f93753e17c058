"""The names that conditions may read, worked out from one check-up; a name that isn't known is left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from plateau_doctor.core.agreement import perception_gap
from plateau_doctor.core.answers import CheckUp, CustomerCount, Kind
from plateau_doctor.core.outcome import Inflation, Trajectory, inflation_of
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.patterns import least_of, parse
from plateau_doctor.core.scoring import AreaScore, Capability, Pooled

_MARKETING = ("product", "price", "promotion", "place")
_MEASURES = ("S7", "PM4", "PR2", "PR5")


@dataclass(frozen=True, slots=True)
class Scores:
    """What the answers come to, handed on together: pooled answers, areas, capability and trajectory."""

    pooled: Mapping[str, Pooled]
    areas: Mapping[str, AreaScore]
    capability: Capability | None
    trajectory: Trajectory


def loss_rate(customers: CustomerCount) -> float | None:
    """Return the yearly loss rate: customers lost over customers at the start of the year."""
    active, new, lost = customers.active, customers.new, customers.lost
    if active is None or new is None or lost is None or active - new + lost <= 0:
        return None
    return lost / (active - new + lost)


def ceiling_use(customers: CustomerCount) -> float | None:
    """Return active customers as a share of the number at which wins and losses match."""
    rate = loss_rate(customers)
    if rate is None or rate <= 0 or not customers.new or customers.active is None:
        return None
    return customers.active / (customers.new / rate)


def month_swing(facts: Mapping[str, float | None]) -> float | None:
    """Return (strongest - weakest month) over their sum."""
    strong, weak = facts.get("strongest_month"), facts.get("weakest_month")
    if strong is None or weak is None or strong + weak <= 0:
        return None
    return (strong - weak) / (strong + weak)


def dont_know_share(pack: Pack, pooled: Mapping[str, Pooled]) -> float | None:
    """Return the weight of don't-knows over the weight of the practice questions that apply."""
    asked = [(pack.question(one.question), one) for one in pooled.values()]
    applicable = [(q, one) for q, one in asked if not q.is_outcome and one.kind is not Kind.NOT_APPLICABLE]
    total = math.fsum(q.weight for q, _ in applicable)
    return math.fsum(q.weight for q, one in applicable if one.kind is Kind.UNKNOWN) / total if total else None


def _from_areas(areas: Mapping[str, float], levels: Mapping[str, float]) -> dict[str, float | None]:
    ps = [areas[p] for p in _MARKETING if p in areas]
    complete = len(ps) == len(_MARKETING)
    other = [areas[p] for p in _MARKETING if p != "promotion" and p in areas]
    promotion, sales = areas.get("promotion"), areas.get("sales")
    prospecting = 25 * (levels["S1"] - 1) if "S1" in levels else None
    measured = [levels[q] for q in _MEASURES if q in levels]
    return {
        "promotion_minus_other_ps": promotion - math.fsum(other) / 3 if promotion is not None and complete else None,
        "min_sales_marketing": min(sales, math.fsum(ps) / 4) if sales is not None and complete else None,
        "max_promo_prospecting": max((v for v in (promotion, prospecting) if v is not None), default=None),
        "measure_mean": math.fsum(measured) / len(measured) if measured else None,
    }


def _least_names(pack: Pack, levels: Mapping[str, float]) -> dict[str, float]:
    conditions = [text for pattern in pack.patterns for text in pattern.must + pattern.support]
    conditions += [text for gate in pack.gates for text in gate.open_when]
    conditions += [text for stop in pack.stops for text in stop.when]
    conditions += [text for check in pack.checks for text in check.when]
    result = {}
    for name in {name for text in conditions for name in parse(text).names}:
        parts = least_of(name, pack.by_id)
        if parts and all(part in levels for part in parts):
            result[name] = min(levels[part] for part in parts)
    return result


def _first(*values: float | None) -> float | None:
    """Return the first value that is known."""
    return next((value for value in values if value is not None), None)


def known_names(pack: Pack, checkup: CheckUp, scores: Scores, table: Inflation) -> dict[str, float]:
    """Return every known name and its value: levels 1-5, areas 0-100, shares and rates as fractions."""
    levels = {
        question_id: level
        for question_id, one in scores.pooled.items()
        if (level := one.level(pack.scoring)) is not None
    }
    areas = {area.area: area.score for area in scores.areas.values() if area.score is not None}
    figures, trajectory, capability = checkup.figures, scores.trajectory, scores.capability
    market = None
    if figures.market_growth is not None:
        year = max(figures.years, default=checkup.date.year - 1)
        rate, _ = inflation_of(table, checkup.business.country, year)
        market = (1 + figures.market_growth) / (1 + rate) - 1
    values: dict[str, float | None] = {
        **levels,
        **areas,
        **figures.facts,
        **_from_areas(areas, levels),
        "loss_rate": _first(loss_rate(figures.customers), figures.facts.get("loss_rate")),
        "gross_margin": _first(figures.gross_margin, figures.facts.get("gross_margin")),
        "ceiling_use": ceiling_use(figures.customers),
        "month_swing": month_swing(figures.facts),
        "perception_gap": perception_gap(pack, checkup),
        "dont_know_share": dont_know_share(pack, scores.pooled),
        "capability": capability.score if capability else None,
        "real_growth": trajectory.rate,
        "abs_real_growth": abs(trajectory.rate) if trajectory.rate is not None else None,
        "adj_margin": trajectory.margin,
        "rel_growth": trajectory.relative,
        "market_growth_real": market,
        "staff": float(checkup.business.staff) if checkup.business.staff is not None else None,
        **_least_names(pack, levels),
    }
    return {name: value for name, value in values.items() if value is not None}
