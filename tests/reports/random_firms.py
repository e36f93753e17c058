"""Random firms, drawn in three ways from one seed, and what the diagnosis says of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from statistics import NormalDist

from plateau_doctor.core.answers import Answer, Business, CheckUp, CustomerCount, Figures, Sheet
from plateau_doctor.core.flow import places
from plateau_doctor.core.pack import LEVELS, Pack

TODAY = date(2026, 11, 23)
FIRMS = 2000
SEED = 1
_NORMAL = NormalDist()
_SKEWED = (0.15, 0.30, 0.30, 0.18, 0.07)

Drawn = Callable[[random.Random, Pack], Mapping[str, int]]


def uniform(dice: random.Random, pack: Pack) -> Mapping[str, int]:
    """Draw every level from 1 to 5 alike, each on its own."""
    return {question.id: dice.choice(LEVELS) for question in pack.questions}


def one_factor(dice: random.Random, pack: Pack) -> Mapping[str, int]:
    """Draw levels alike, any two of them correlated at .4 through one general factor."""
    common = dice.gauss(0, 1)
    drawn = {question.id: 0.4**0.5 * common + 0.6**0.5 * dice.gauss(0, 1) for question in pack.questions}
    return {name: 1 + min(4, int(5 * _NORMAL.cdf(value))) for name, value in drawn.items()}


def skewed(dice: random.Random, pack: Pack) -> Mapping[str, int]:
    """Draw each level on its own, the low ones more often, as owners of small firms answer."""
    return {question.id: dice.choices(LEVELS, _SKEWED)[0] for question in pack.questions}


DISTRIBUTIONS: Mapping[str, Drawn] = {
    "uniform": uniform,
    "one general factor, r = .4": one_factor,
    "skewed .15/.30/.30/.18/.07": skewed,
}

_FACTS: Mapping[str, Callable[[random.Random], float]] = {
    "win_rate": lambda dice: dice.betavariate(2, 3),
    "average_discount": lambda dice: dice.betavariate(1.5, 15),
    "months_since_price_change": lambda dice: dice.expovariate(1 / 18),
    "owner_sales_share": lambda dice: dice.betavariate(2, 2),
    "owner_hours": lambda dice: dice.gauss(50, 9),
    "largest_customer": lambda dice: dice.betavariate(1.3, 6),
    "largest_channel": lambda dice: dice.betavariate(3, 3),
    "share_mature_or_fading": lambda dice: dice.betavariate(3, 3),
    "promo_share_of_marketing_effort": lambda dice: dice.betavariate(3, 3),
    "promo_spend_growth": lambda dice: dice.gauss(0.05, 0.15),
    "spare_capacity": lambda dice: dice.betavariate(1.3, 6),
    "work_turned_away": lambda dice: dice.betavariate(1, 25),
    "utilisation": lambda dice: dice.betavariate(8, 2.5),
    "expansion_intent": lambda dice: float(dice.random() < 0.25),
}


def _facts(dice: random.Random) -> dict[str, float | None]:
    """Return each fact half of the time."""
    facts: dict[str, float | None] = {}
    for name, draw in _FACTS.items():
        value = max(0.0, draw(dice))
        if dice.random() < 0.5:
            facts[name] = value
    weakest, strongest = sorted(dice.gauss(100, 30) for _month in range(2))
    if dice.random() < 0.5:
        facts |= {"weakest_month": max(10.0, weakest), "strongest_month": max(20.0, strongest)}
    return facts


def _figures(dice: random.Random) -> Figures:
    """Return five years whose growth is drawn round zero after inflation; each other figure half of the time."""
    growth = dice.gauss(0.02, 0.06)
    revenue, level = [], 500_000.0
    for _year in range(5):
        revenue.append(round(level * (1 + dice.gauss(0, 0.03))))
        level *= 1 + growth
    margin = dice.gauss(0.07, 0.05)
    active = dice.randint(40, 900)
    rate, gain = dice.betavariate(2, 8), dice.betavariate(2, 8)
    counted = dice.random() < 0.5
    return Figures(
        years=tuple(range(2021, 2026)),
        revenue=tuple(map(float, revenue)),
        operating_profit=tuple(round(one * margin) for one in revenue) if dice.random() < 0.5 else (None,) * 5,
        market_growth=dice.gauss(0.03, 0.03) if dice.random() < 0.5 else None,
        customers=CustomerCount(active, round(active * gain), round(active * rate)) if counted else CustomerCount(),
        facts=_facts(dice),
    )


def a_firm(dice: random.Random, pack: Pack, drawn: Drawn) -> CheckUp:
    """Return one random firm: what the window would ask it, with a record behind half of its answers, a note too."""
    figures = _figures(dice)
    asked = set(places(pack, "full", figures))
    answers = {
        name: Answer(
            level=level,
            records=frozenset({0}) if dice.random() < 0.5 else frozenset(),
            note="What it changed." if dice.random() < 0.5 else "",
        )
        for name, level in drawn(dice, pack).items()
        if name in asked
    }
    return CheckUp(
        id="random",
        pack_id=pack.id,
        pack_version=pack.version,
        date=TODAY,
        business=Business("Random firm", country="GB", staff=dice.randint(1, 30), ambition="grow"),
        figures=figures,
        sheets=(Sheet("P1", answers=answers),),
    )


def firms(pack: Pack, drawn: Drawn, count: int = FIRMS, seed: int = SEED) -> Iterator[CheckUp]:
    """Yield random firms, the same ones each time."""
    dice = random.Random(seed)
    for _firm in range(count):
        yield a_firm(dice, pack, drawn)


def shaken(dice: random.Random, checkup: CheckUp, pack: Pack) -> CheckUp:
    """Return the firm with one in ten of its practice answers moved by one level, up or down."""
    sheet = checkup.sheets[0]
    answers = dict(sheet.answers)
    practices = [q.id for q in pack.practices()]
    for name in dice.sample(practices, round(len(practices) / 10)):
        level = answers[name].level or 1
        moved = level + dice.choice((-1, 1))
        answers[name] = replace(answers[name], level=2 * level - moved if moved not in LEVELS else moved)
    return replace(checkup, sheets=(replace(sheet, answers=answers),))
