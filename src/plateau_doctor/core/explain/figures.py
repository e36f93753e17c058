"""Receipts of figures: growth, the odds of each direction, margin, market, and the three sums."""

from __future__ import annotations

from dataclasses import dataclass

from plateau_doctor.core.explain.case import Case, end, fine
from plateau_doctor.core.outcome import DIRECTIONS, Direction, inflation_of, margins, wage_gaps
from plateau_doctor.core.receipt import Part, Step, Tape, add, call, minus, over, times

Points = list[tuple[Step, Step]]


@dataclass(frozen=True, slots=True)
class _Line:
    """The written line through points: its slope, the middle of the values, years from the middle, their squares."""

    slope: Step
    mean: Step
    away: list[Step]
    squares: Step


def _revenues(case: Case) -> list[tuple[int, float]]:
    figures = case.checkup.figures
    return [(y, money) for y, money in zip(figures.years, figures.revenue, strict=False) if money is not None]


def _nominal(case: Case, tape: Tape) -> Points:
    """Write each year and the ln of its revenue."""
    found = []
    for year, money in _revenues(case):
        date = tape.given("year", year, "", 0)
        revenue = tape.given("revenue", money)
        found.append((date, tape.sum("lnof", call("ln", revenue), "", fine(tape))))
    return found


def _real(case: Case, tape: Tape) -> Points:
    """Write each year and the ln of its revenue in the prices of the first one."""
    rows, found, index = _revenues(case), [], None
    for place, (year, money) in enumerate(rows):
        date = tape.given("year", year, "", 0)
        revenue = tape.given("revenue", money)
        for between in range(rows[place - 1][0] + 1 if place else year + 1, year + 1):
            rate, assumed = inflation_of(case.inflation, case.checkup.business.country, between)
            given = tape.given("inflation" if assumed is None else "assumed", rate, "", fine(tape))
            index = tape.sum("index", times(index if index is not None else 1.0, add(1.0, given)), "", fine(tape))
        real = tape.sum("real", over(revenue, index)) if index is not None else revenue
        found.append((date, tape.sum("lnof", call("ln", real), "", fine(tape))))
    return found


def _line(tape: Tape, points: Points) -> _Line:
    """Write the least-squares line through points: how much their values grow a year."""
    count, digits = float(len(points)), fine(tape)
    middle = tape.sum("middleyear", over(add(*(year for year, _ in points)), count), "", digits)
    mean = tape.sum("meanvalue", over(add(*(value for _, value in points)), count), "", digits)
    away = [tape.sum("away", minus(year, middle), "", digits) for year, _ in points]
    products = [times(far, minus(value, mean)) for far, (_, value) in zip(away, points, strict=True)]
    above = tape.sum("products", add(*products), "", digits)
    squares = tape.sum("squares", add(*(times(far, far) for far in away)), "", digits)
    return _Line(tape.sum("slope", over(above, squares), "", digits), mean, away, squares)


def growth(case: Case, tape: Tape) -> Step:
    """Write the growth of revenue a year after inflation."""
    slope = _line(tape, _real(case, tape)).slope
    rate = tape.sum("growth", times(100.0, minus(call("exp", slope), 1.0)), "")
    return end(tape, "tenth", rate, "", "tenth")


def market(case: Case, tape: Tape) -> Step:
    """Write the growth of revenue a year against the market's."""
    slope = _line(tape, _nominal(case, tape)).slope
    other = tape.given("marketgrowth", case.checkup.figures.market_growth or 0.0, "", fine(tape))
    relative = over(call("exp", slope), add(1.0, other))
    points = tape.sum("relative", times(100.0, minus(relative, 1.0)), "")
    return end(tape, "tenth", points, "", "tenth")


# the odds of each direction


def odds(case: Case, direction: Direction, tape: Tape) -> Step:
    """Write the odds of a direction: from figures, from the answer on revenue, or from both."""
    trajectory, most = case.result.trajectory, case.pack.outcome.two_year_cap
    top = max(trajectory.odds, key=lambda name: trajectory.odds[name])
    capped = trajectory.years == 2 and trajectory.odds[top] >= most
    if trajectory.basis == "estimate":
        chance = tape.given("estimate", _by_answer(case)[DIRECTIONS.index(direction)], "O1")
    else:
        every_counts = trajectory.basis == "both" or (capped and direction != top)
        every = _by_figures(case, tape, None if every_counts else direction)
        if trajectory.basis == "both":
            every = _joint(tape, every, _by_answer(case), DIRECTIONS if capped and direction != top else (direction,))
        chance = _capped(tape, every, direction, top, most) if capped else every[direction]
    return end(tape, "percent", tape.sum("inhundred", times(100.0, chance), direction), direction)


def _by_answer(case: Case) -> tuple[float, float, float]:
    """Return what the answer on revenue (O1) says on its own."""
    return case.pack.outcome.level_weights[round(case.result.pooled["O1"].supported or 0.0)]


def _by_figures(case: Case, tape: Tape, wanted: Direction | None = None) -> dict[Direction, Step]:
    """Write the odds of every direction, or of the one wanted, by Student's table."""
    rules, digits = case.pack.outcome, fine(tape, 10)
    points = _real(case, tape)
    line = _line(tape, points)
    misses = [
        tape.sum("miss", minus(minus(value, line.mean), times(line.slope, far)), "", digits)
        for far, (_, value) in zip(line.away, points, strict=True)
    ]
    missed = tape.sum("misses", add(*(times(miss, miss) for miss in misses)), "", digits)
    freedom = float(rules.prior_freedom + len(points) - 2)
    row = tape.given("row", freedom, "", 0)
    usual = times(float(rules.prior_freedom), rules.prior_noise, rules.prior_noise)
    noise = tape.sum("noise", over(add(usual, missed), row), "", digits)
    error = tape.sum("error", call("root", over(noise, line.squares)), "", digits)

    def beyond(edge: float, name: Direction) -> Step:
        bar = tape.sum("edge", call("ln", add(1.0, edge)), name, digits)
        gap = minus(line.slope, bar) if name == "growing" else minus(bar, line.slope)
        ratio = tape.sum("ratio", over(gap, error), name, digits)
        return tape.sum("student", call("student", ratio, row), name, digits)

    found: dict[Direction, Step] = {}
    if wanted != "growing":
        found["declining"] = beyond(rules.declining_below, "declining")
    if wanted != "declining":
        found["growing"] = beyond(rules.growing_from, "growing")
    if wanted in (None, "stuck"):
        rest = minus(minus(1.0, found["declining"]), found["growing"])
        found["stuck"] = tape.sum("rest", rest, "stuck", digits)
    return found


def _joint(
    tape: Tape, every: dict[Direction, Step], answer: tuple[float, float, float], wanted: tuple[Direction, ...]
) -> dict[Direction, Step]:
    """Write the odds by figures times the root of those by the answer, made to add up to 1; those wanted of them."""
    digits = fine(tape, 10)
    joint = {
        name: tape.sum("joint", times(every[name], call("root", tape.given("estimate", chance, "O1"))), name, digits)
        for name, chance in zip(DIRECTIONS, answer, strict=True)
    }
    total = tape.sum("alljoint", add(*joint.values()), "", digits)
    return {name: tape.sum("shareof", over(joint[name], total), name, digits) for name in wanted}


def _capped(tape: Tape, every: dict[Direction, Step], wanted: Direction, top: Direction, most: float) -> Step:
    """Write the odds under the cap for two years; the two others share what is over it, each by its size."""
    digits = fine(tape, 10)
    if wanted == top:
        return tape.sum("capped", call("least", every[top], most), top, digits)
    excess = tape.sum("excess", minus(every[top], most), top, digits)
    rest = tape.sum("others", add(*(every[name] for name in DIRECTIONS if name != top)), "", digits)
    return tape.sum("withexcess", add(every[wanted], over(times(excess, every[wanted]), rest)), wanted, digits)


# profit and the three sums


def margin(case: Case, tape: Tape) -> Step:
    """Write the latest profit after a fair owner's wage, in a hundred of revenue."""
    figures = case.checkup.figures
    latest = margins(figures)[-1][0]
    rows = zip(figures.years, figures.revenue, figures.operating_profit, wage_gaps(figures), strict=False)
    _year, money, profit, wage = next(row for row in rows if row[0] == latest)
    revenue = tape.given("revenue", money or 0.0)
    earned = tape.given("profit", profit or 0.0)
    owed = tape.given("wage", wage or 0.0)
    share = tape.sum("margin", times(100.0, over(minus(earned, owed), revenue)), "", fine(tape, 6))
    return end(tape, "tenth", share, "", "tenth")


def ceiling(case: Case, tape: Tape) -> Step:
    """Write the number of customers at which wins and losses match."""
    count = case.checkup.figures.customers
    active, new, lost = (tape.given(name, getattr(count, name), "", 0) for name in ("active", "new", "lost"))
    start = tape.sum("atstart", add(minus(active, new), lost), "", 0)
    loss = tape.sum("loss", over(lost, start), "", 10)
    settles = tape.sum("settles", over(new, loss), "")
    return end(tape, "shown", settles, "")


def levers(case: Case, tape: Tape) -> Step:
    """Write what one in a hundred more sold does to profit."""
    levers = case.result.sums.levers
    assert levers is not None  # noqa: S101 - only asked for where there are some
    revenue = tape.given("revenue", levers.revenue)
    margin = tape.given("grossmargin", levers.margin, "", 8)
    effect = tape.sum("byvolume", times(revenue, margin, 0.01), "")
    return end(tape, "shown", effect, "")


def funnel(case: Case, tape: Tape) -> Step:
    """Write how many of a hundred enquiries end in a repeat sale."""
    funnel = case.result.sums.funnel
    assert funnel is not None  # noqa: S101 - only asked for where there is one
    left: Part = 100.0
    step: Step | None = None
    for name, share in funnel.shares.items():
        given = tape.given("stage", share, name, 8)
        step = tape.sum("ofhundred", times(left, given), name, fine(tape))
        left = step
    assert step is not None  # noqa: S101 - a funnel has stages
    return end(tape, "shown", step, "")
