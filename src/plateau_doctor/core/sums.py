"""Three sums on the owner's own figures: the customer ceiling, the levers on profit, the way from enquiry to sale.

SCORING.md section 4. Shares and rates are fractions, money is in the firm's currency, times are years.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plateau_doctor.core.answers import Figures
from plateau_doctor.core.pack import SumRules

STAGES = ("answered_share", "qualified_share", "quoted_share", "win_rate", "repeat_share")
"""The shares that lead from one stage to the next: answered, fit, quoted, won, bought again."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Where the number of customers settles: `new` a year over the loss rate `loss`; `share` is active over it.

    `kind`: `below` or `above` it, `once` where customers buy once (the ceiling is then `new`), `noloss` where nobody
    was lost (then there is none). `more_new` is the ceiling with more new customers, `less_loss` the one with the
    loss rate cut to `loss_cut`. `half_years`: when half of the way that is left is gone.
    """

    kind: Literal["below", "above", "once", "noloss"]
    active: int
    new: int
    loss: float
    ceiling: float | None = None
    share: float | None = None
    more_new: float | None = None
    loss_cut: float | None = None
    less_loss: float | None = None
    half_years: float | None = None


@dataclass(frozen=True, slots=True)
class Levers:
    """What one per cent changes profit by, in money: price, number sold, direct cost, overhead.

    `more_sold` is the extra volume that a discount of `discount` needs (None: no volume is enough), `may_lose` the
    volume that a price rise of `rise` may cost (None: there is no margin), both at the same profit. `derived` tells
    that overhead was taken from profit and margin. `profit` is the operating profit of the same year where it is known.
    """

    year: int
    revenue: float
    margin: float
    overhead: float
    derived: bool
    profit: float | None
    by_price: float
    by_volume: float
    by_cost: float
    by_overhead: float
    discount: float
    more_sold: float | None
    rise: float
    may_lose: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Of 100 enquiries, how many get to each stage (as far as all stages before are known), and the shares given.

    `room` is the stage with the smallest share: the most head-room.
    """

    shares: Mapping[str, float]
    of_hundred: Mapping[str, float]
    missing: tuple[str, ...]
    room: str


@dataclass(frozen=True, slots=True)
class Sums:
    """The three sums; one that can't be made is None, and `missing` names the figures that it lacks."""

    ceiling: Ceiling | None
    levers: Levers | None
    funnel: Funnel | None
    missing: Mapping[str, tuple[str, ...]]


def break_even_volume(change: float, margin: float) -> float | None:
    """Return the change in volume, as a fraction, that keeps the profit after a price change of `change`.

    -change/(margin + change), both fractions; None where nothing is left of the margin.
    """
    left = margin + change
    return -change / left if left > 1e-9 else None


def customers_after(active: float, new: float, loss: float, years: int) -> tuple[float, ...]:
    """Return the number of customers now and at the end of each of the next years."""
    path = [float(active)]
    for _year in range(years):
        path.append(path[-1] * (1 - loss) + new)
    return tuple(path)


def find_ceiling(figures: Figures, rules: SumRules) -> Ceiling | tuple[str, ...]:
    """Return the customer ceiling, or the names of the figures that are missing for it."""
    count, once = figures.customers, figures.facts.get("buy_once") == 1
    missing = [name for name in ("active", "new", "lost") if getattr(count, name) is None]
    if once and count.new is not None:
        active = count.active if count.active is not None else count.new
        return Ceiling("once", active, count.new, 1.0, float(count.new), active / count.new if count.new else None)
    if missing or count.active is None or count.new is None or count.lost is None:
        return tuple(missing)
    at_start = count.active - count.new + count.lost
    if at_start <= 0 or count.lost > at_start:
        return ("customers_at_start",)
    loss = count.lost / at_start
    if loss == 0:
        return Ceiling("noloss", count.active, count.new, 0.0)
    ceiling, cut = count.new / loss, loss * (1 - rules.loss_cut)
    return Ceiling(
        kind="above" if count.active > ceiling else "below",
        active=count.active,
        new=count.new,
        loss=loss,
        ceiling=ceiling,
        share=count.active / ceiling if ceiling else None,
        more_new=ceiling * (1 + rules.more_new),
        loss_cut=cut,
        less_loss=count.new / cut,
        half_years=math.log(2) / -math.log1p(-loss) if loss < 1 else 0.0,
    )


def find_levers(figures: Figures, rules: SumRules) -> Levers | tuple[str, ...]:
    """Return the levers on the latest year with revenue, or the names of the figures that are missing for them."""
    profits = dict(zip(figures.years, figures.operating_profit, strict=False))
    known = [(year, money) for year, money in zip(figures.years, figures.revenue, strict=False) if money is not None]
    margin = figures.gross_margin if figures.gross_margin is not None else figures.facts.get("gross_margin")
    year, revenue = known[-1] if known else (0, None)
    profit = profits.get(year)
    overhead = figures.overhead
    if overhead is None and revenue is not None and margin is not None and profit is not None:
        overhead = revenue * margin - profit
    missing = [name for name, value in (("revenue", revenue), ("gross_margin", margin)) if value is None]
    if overhead is None and "revenue" not in missing:
        missing.append("overhead")
    if revenue is None or margin is None or overhead is None:
        return tuple(missing)
    may_lose = break_even_volume(rules.rise, margin) if margin > 0 else None
    return Levers(
        year=year,
        revenue=revenue,
        margin=margin,
        overhead=overhead,
        derived=figures.overhead is None,
        profit=profit,
        by_price=revenue * 0.01,
        by_volume=revenue * margin * 0.01,
        by_cost=revenue * (1 - margin) * 0.01,
        by_overhead=overhead * 0.01,
        discount=rules.discount,
        more_sold=break_even_volume(-rules.discount, margin),
        rise=rules.rise,
        may_lose=-may_lose if may_lose is not None else None,
    )


def find_funnel(figures: Figures) -> Funnel | tuple[str, ...]:
    """Return the way from enquiry to repeat sale, or, with fewer than two shares known, the names of the others."""
    shares = {name: value for name in STAGES if (value := figures.facts.get(name)) is not None}
    missing = tuple(name for name in STAGES if name not in shares)
    if len(shares) < 2:
        return missing
    of_hundred: dict[str, float] = {}
    left = 100.0
    for name in STAGES:
        if name not in shares:
            break
        left *= shares[name]
        of_hundred[name] = left
    return Funnel(shares, of_hundred, missing, min(shares, key=lambda name: shares[name]))


def find_sums(figures: Figures, rules: SumRules) -> Sums:
    """Return the three sums, as far as the figures allow."""
    ceiling, levers, funnel = find_ceiling(figures, rules), find_levers(figures, rules), find_funnel(figures)
    made = {"ceiling": ceiling, "levers": levers, "funnel": funnel}
    return Sums(
        ceiling=ceiling if isinstance(ceiling, Ceiling) else None,
        levers=levers if isinstance(levers, Levers) else None,
        funnel=funnel if isinstance(funnel, Funnel) else None,
        missing={name: value for name, value in made.items() if isinstance(value, tuple)},
    )
