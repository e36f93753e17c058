"""What happened: the trajectory from figures or from the owner's own estimate (SCORING.md section 3)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from plateau_doctor.core.answers import Business, Figures
from plateau_doctor.core.pack import OutcomeRules

Direction = Literal["declining", "stuck", "growing"]
State = Literal["unknown", "declining", "tide", "steady", "noprofit", "carried", "growing", "holding", "stuck"]
Basis = Literal["figures", "both", "estimate", "none"]
Inflation = Mapping[str, Mapping[int, float]]
Odds = tuple[float, float, float]

DIRECTIONS: tuple[Direction, ...] = ("declining", "stuck", "growing")


@dataclass(frozen=True, slots=True)
class Assumed:
    """Inflation of `year` wasn't known, so the rate of `used` stood in (None: the middle of all countries)."""

    year: int
    used: int | None


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Where the business is going; rates are fractions a year, `odds` of declining, stuck and growing.

    `not_made` names tests (`market`, `steady`, `profit`) that could not be made and what is missing for each.
    """

    state: State
    direction: Direction | None
    odds: Mapping[Direction, float]
    basis: Basis
    years: int
    rate: float | None
    nominal_rate: float | None
    relative: float | None
    margin: float | None
    margin_slope: float | None
    provisional: bool
    profit_alarm: bool
    cash_alarm: bool
    assumed: tuple[Assumed, ...]
    not_made: tuple[tuple[str, str], ...]

    @property
    def chance(self) -> float:
        """The odds of the likeliest direction; 0 where nothing is known."""
        return max(self.odds.values(), default=0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line: slope a year, residual sum of squares, sum of squares of the years, points."""

    slope: float
    residual: float
    spread: float
    points: int


def fit_line(points: Sequence[tuple[float, float]]) -> Line | None:
    """Return the least-squares line through (year, value) points; None with fewer than two."""
    if len(points) < 2:
        return None
    n = len(points)
    mean_t = math.fsum(t for t, _ in points) / n
    mean_y = math.fsum(y for _, y in points) / n
    spread = math.fsum((t - mean_t) ** 2 for t, _ in points)
    slope = math.fsum((t - mean_t) * (y - mean_y) for t, y in points) / spread
    residual = math.fsum((y - mean_y - slope * (t - mean_t)) ** 2 for t, y in points)
    return Line(slope, residual, spread, n)


def student_cdf(t: float, freedom: int) -> float:
    """Return P(T <= t) of Student's t with a whole number of degrees of freedom (closed form)."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine = math.cos(angle)
    term, total = 1.0, 1.0
    for k in range(2 + freedom % 2, freedom - 1, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    if freedom == 1:
        return 0.5 + angle / math.pi
    if freedom % 2:
        return 0.5 + (angle + math.sin(angle) * cosine * total) / math.pi
    return 0.5 + math.sin(angle) * total / 2


def _middle(table: Inflation) -> dict[int, float]:
    """Return the middle rate of all countries for each year."""
    years = {year for rates in table.values() for year in rates}
    return {year: median(rates[year] for rates in table.values() if year in rates) for year in years}


def inflation_of(table: Inflation, country: str | None, year: int) -> tuple[float, Assumed | None]:
    """Return a year's inflation as a fraction, with a note where another year or other countries stand in."""
    own = table.get(country or "")
    rates = own or _middle(table)
    if year in rates:
        return rates[year], None if own else Assumed(year, None)
    if not rates:
        return 0.0, Assumed(year, None)
    used = max((known for known in rates if known < year), default=min(rates))
    return rates[used], Assumed(year, used)


def deflate(
    figures: Figures, country: str | None, table: Inflation
) -> tuple[list[tuple[float, float]], list[tuple[float, float]], tuple[Assumed, ...]]:
    """Return (year, ln revenue) after and before inflation, and which rates were assumed."""
    given = [(year, value) for year, value in zip(figures.years, figures.revenue, strict=False) if value is not None]
    real, nominal, assumed = [], [], []
    level, previous = 0.0, None
    for year, revenue in given:
        for step in range((previous or year) + 1, year + 1):
            rate, note = inflation_of(table, country, step)
            level += math.log1p(rate)
            if note is not None:
                assumed.append(note)
        real.append((float(year), math.log(revenue) - level))
        nominal.append((float(year), math.log(revenue)))
        previous = year
    return real, nominal, tuple(assumed)


def _odds_of_line(line: Line, rules: OutcomeRules) -> Odds:
    freedom = rules.prior_freedom + max(line.points - 2, 0)
    variance = (rules.prior_freedom * rules.prior_noise**2 + line.residual) / freedom
    error = math.sqrt(variance / line.spread)
    growing = student_cdf((line.slope - math.log1p(rules.growing_from)) / error, freedom)
    declining = student_cdf((math.log1p(rules.declining_below) - line.slope) / error, freedom)
    return declining, 1 - growing - declining, growing


def cap(odds: Odds, most: float) -> Odds:
    """Return odds of which none is above `most`; the others share the excess in proportion."""
    top = max(range(3), key=lambda i: odds[i])
    excess = odds[top] - most
    rest = math.fsum(odds) - odds[top]
    if excess <= 0:
        return odds
    shared = [p + excess * (p / rest if rest > 0 else 0.5) for p in odds]
    shared[top] = most
    return shared[0], shared[1], shared[2]


def estimate_odds(line: Line | None, o1: float | None, rules: OutcomeRules) -> tuple[Odds | None, Basis]:
    """Return the odds of declining, stuck and growing, and whether figures, the answer or both gave them."""
    answered = rules.level_weights[round(o1)] if o1 is not None else None
    if line is None:
        return answered, "estimate" if answered else "none"
    odds = _odds_of_line(line, rules)
    basis: Basis = "figures"
    if answered is not None and line.points < rules.many_years:
        joint = [p * math.sqrt(q) for p, q in zip(odds, answered, strict=True)]
        total = math.fsum(joint)
        odds, basis = (joint[0] / total, joint[1] / total, joint[2] / total), "both"
    return (cap(odds, rules.two_year_cap) if line.points == 2 else odds), basis


def wage_gaps(figures: Figures) -> tuple[float | None, ...]:
    """Return the owner's wage gap of each year; 0 where none was given at all, None where only that year's lacks."""
    gap = figures.owner_wage_gap
    if not isinstance(gap, tuple):
        return (gap or 0.0,) * len(figures.years)
    if all(value is None for value in gap):
        return (0.0,) * len(figures.years)
    return gap


def margins(figures: Figures) -> list[tuple[float, float]]:
    """Return (year, profit after a fair owner's wage as a share of revenue) for the years where all is known."""
    rows = zip(figures.years, figures.revenue, figures.operating_profit, wage_gaps(figures), strict=False)
    return [
        (float(year), (profit - wage) / revenue)
        for year, revenue, profit, wage in rows
        if revenue is not None and profit is not None and wage is not None
    ]


def _state(
    direction: Direction | None,
    business: Business,
    figures: Figures,
    numbers: tuple[float | None, float | None, float | None],
    rules: OutcomeRules,
) -> State:
    relative, margin, slope = numbers
    if direction is None:
        return "unknown"
    if direction == "declining":
        return "tide" if relative is not None and relative >= rules.market_points else "declining"
    cash = figures.cash_months
    safe = margin is not None and margin >= rules.profit_floor and cash is not None and cash >= rules.steady_cash_months
    if business.ambition == "same" and safe:
        return "steady"
    if direction == "growing":
        if margin is not None and _thin(margin, slope, rules):
            return "noprofit"
        return "carried" if relative is not None and relative <= -rules.market_points else "growing"
    return "holding" if relative is not None and relative >= rules.market_points else "stuck"


def _thin(margin: float, slope: float | None, rules: OutcomeRules) -> bool:
    if margin < rules.profit_floor:
        return True
    return slope is not None and slope <= -rules.margin_points and margin + 2 * slope < rules.profit_floor


def _not_made(
    direction: Direction | None, business: Business, figures: Figures, relative: float | None, margin: float | None
) -> tuple[tuple[str, str], ...]:
    missing: list[tuple[str, str]] = []
    if direction is None:
        return ()
    if relative is None:
        missing.append(("market", "revenue" if figures.market_growth is not None else "market_growth"))
    if direction == "declining":
        return tuple(missing)
    if business.ambition is None:
        missing.append(("steady", "ambition"))
    elif business.ambition == "same" and (margin is None or figures.cash_months is None):
        missing.append(("steady", "profit" if margin is None else "cash_months"))
    if direction == "growing" and margin is None:
        missing.append(("profit", "profit"))
    return tuple(missing)


def find_trajectory(
    figures: Figures, business: Business, o1: float | None, rules: OutcomeRules, table: Inflation
) -> Trajectory:
    """Return where the business is going, from figures first and the owner's estimate (O1, level 1-5) second."""
    real, nominal, assumed = deflate(figures, business.country, table)
    line, nominal_line = fit_line(real), fit_line(nominal)
    odds, basis = estimate_odds(line, o1, rules)
    by_direction = dict(zip(DIRECTIONS, odds, strict=True)) if odds else {}
    best = max(by_direction, key=lambda name: by_direction[name], default=None)
    direction = best if best is not None and by_direction[best] >= rules.leaning else None
    relative = None
    if nominal_line is not None and figures.market_growth is not None:
        relative = math.exp(nominal_line.slope) / (1 + figures.market_growth) - 1
    known = margins(figures)
    margin = known[-1][1] if known else None
    margin_line = fit_line(known)
    slope = margin_line.slope if margin_line else None
    cash = figures.cash_months
    return Trajectory(
        state=_state(direction, business, figures, (relative, margin, slope), rules),
        direction=direction,
        odds=by_direction,
        basis=basis,
        years=len(real),
        rate=math.expm1(line.slope) if line else None,
        nominal_rate=math.expm1(nominal_line.slope) if nominal_line else None,
        relative=relative,
        margin=margin,
        margin_slope=slope,
        provisional=line is not None and (line.points == 2 or bool(assumed)),
        profit_alarm=margin is not None and margin < rules.profit_floor,
        cash_alarm=direction == "declining" and cash is not None and cash < rules.cash_alarm_months,
        assumed=assumed if line else (),
        not_made=_not_made(direction, business, figures, relative, margin),
    )
