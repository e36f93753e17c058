"""Where the business is going (SCORING.md section 3): the figures to reproduce, then the states as stories."""

from __future__ import annotations

import math
from typing import Any

import pytest

from builders import GROWING, PACK, SHRINKING, STUCK, THREE_PER_CENT, a_business, diagnose, figures
from plateau_doctor.core.answers import Business, Figures
from plateau_doctor.core.outcome import (
    Assumed,
    Inflation,
    Trajectory,
    cap,
    estimate_odds,
    find_trajectory,
    fit_line,
    inflation_of,
    margins,
    student_cdf,
)

RULES = PACK.outcome


def trajectory(
    numbers: Figures, o1: float | None = None, inflation: Inflation = THREE_PER_CENT, **business: Any
) -> Trajectory:
    return find_trajectory(numbers, Business("Bright Bikes", **{"country": "GB", **business}), o1, RULES, inflation)


# figures to reproduce


def test_500_505_515_520_is_stuck_54_declining_42() -> None:
    one = trajectory(figures((500, 505, 515, 520)))
    assert one.rate == pytest.approx(-0.016, abs=0.0005)
    assert one.odds["stuck"] == pytest.approx(0.54, abs=0.005)
    assert one.odds["declining"] == pytest.approx(0.42, abs=0.005)
    assert (one.state, one.direction, one.basis, one.years) == ("stuck", "stuck", "figures", 4)


def test_500_530_570_610_is_growing_64() -> None:
    one = trajectory(figures((500, 530, 570, 610)))
    assert one.odds["growing"] == pytest.approx(0.64, abs=0.005)
    assert one.direction == "growing"


def test_500_480_465_440_is_declining_97() -> None:
    assert trajectory(figures((500, 480, 465, 440))).odds["declining"] == pytest.approx(0.97, abs=0.005)


def test_growth_equal_to_inflation_for_5_years_is_stuck_87() -> None:
    one = trajectory(figures(500 * 1.03**year for year in range(5)))
    assert one.rate == pytest.approx(0)
    assert one.odds["stuck"] == pytest.approx(0.87, abs=0.005)


def test_12_per_cent_for_5_years_is_growing_100() -> None:
    one = trajectory(figures(500 * 1.12**year for year in range(5)))
    assert one.odds["growing"] == pytest.approx(1.00, abs=0.005)
    assert one.chance == one.odds["growing"]
    assert one.nominal_rate == pytest.approx(0.12)
    assert one.rate == pytest.approx(1.12 / 1.03 - 1)


# Student's t, from published tables


@pytest.mark.parametrize(
    ("freedom", "t95", "t975", "t995"),
    [
        (1, 6.314, 12.706, 63.657),
        (2, 2.920, 4.303, 9.925),
        (3, 2.353, 3.182, 5.841),
        (4, 2.132, 2.776, 4.604),
        (5, 2.015, 2.571, 4.032),
        (6, 1.943, 2.447, 3.707),
        (7, 1.895, 2.365, 3.499),
        (10, 1.812, 2.228, 3.169),
        (30, 1.697, 2.042, 2.750),
    ],
)
def test_student_t_agrees_with_the_tables(freedom: int, t95: float, t975: float, t995: float) -> None:
    for t, chance in ((t95, 0.95), (t975, 0.975), (t995, 0.995)):
        assert student_cdf(t, freedom) == pytest.approx(chance, abs=1e-4)
        assert student_cdf(-t, freedom) == pytest.approx(1 - chance, abs=1e-4)
    assert student_cdf(0, freedom) == pytest.approx(0.5)


# a line through points


def test_a_line_worked_by_hand() -> None:
    line = fit_line([(0, 1.0), (1, 3.0), (2, 2.0)])
    assert line is not None
    assert (line.slope, line.spread, line.points) == (0.5, 2.0, 3)
    assert line.residual == pytest.approx(0.25 + 1.0 + 0.25)


def test_one_point_has_no_line() -> None:
    assert fit_line([(2024, 1.0)]) is None
    assert fit_line([]) is None


# few years, or none


@pytest.mark.parametrize("revenue", [(500, 2000), (500, 100), (500, 515)])
@pytest.mark.parametrize("o1", [None, 1, 3, 5])
def test_two_years_are_never_surer_than_seven_in_ten(revenue: tuple[float, float], o1: float | None) -> None:
    one = trajectory(figures(revenue), o1)
    assert max(one.odds.values()) <= 0.70 + 1e-12
    assert sum(one.odds.values()) == pytest.approx(1)
    assert one.provisional


def test_the_excess_over_the_cap_is_shared_in_proportion() -> None:
    assert cap((0.9, 0.08, 0.02), 0.7) == pytest.approx((0.7, 0.24, 0.06))
    assert cap((0.2, 0.6, 0.2), 0.7) == (0.2, 0.6, 0.2)
    assert cap((0.0, 0.0, 1.0), 0.7) == pytest.approx((0.15, 0.15, 0.7))


@pytest.mark.parametrize(
    ("level", "odds"),
    [
        (1, (0.70, 0.25, 0.05)),
        (2, (0.70, 0.25, 0.05)),
        (3, (0.15, 0.70, 0.15)),
        (4, (0.05, 0.25, 0.70)),
        (5, (0.05, 0.25, 0.70)),
    ],
)
@pytest.mark.parametrize("revenue", [(), (500,), (None, 500, None)])
def test_without_two_years_the_owners_estimate_stands_alone(
    level: int, odds: tuple[float, ...], revenue: tuple[float | None, ...]
) -> None:
    one = trajectory(figures(revenue), level)
    assert tuple(one.odds.values()) == odds
    assert (one.basis, one.rate, one.nominal_rate, one.provisional) == ("estimate", None, None, False)


@pytest.mark.parametrize("revenue", [(500, 505), (500, 505, 512)])
def test_two_or_three_years_and_the_estimate_speak_together(revenue: tuple[float, ...]) -> None:
    alone, said = trajectory(figures(revenue)), (0.70, 0.25, 0.05)
    both = trajectory(figures(revenue), 2)
    line = fit_line([(year, math.log(value) - year * math.log(1.03)) for year, value in enumerate(revenue)])
    plain, basis = estimate_odds(line, None, RULES)
    assert plain is not None
    assert (basis, alone.basis, both.basis) == ("figures", "figures", "both")
    joint = [chance * math.sqrt(weight) for chance, weight in zip(plain, said, strict=True)]
    expected = [chance / sum(joint) for chance in joint]
    assert tuple(both.odds.values()) == pytest.approx(cap((expected[0], expected[1], expected[2]), 0.7))
    assert both.odds["declining"] > alone.odds["declining"]


def test_four_years_need_no_estimate() -> None:
    four = figures((500, 530, 570, 610))
    assert trajectory(four, 1) == trajectory(four)


def test_neither_figures_nor_estimate() -> None:
    one = trajectory(figures())
    assert (one.state, one.direction, one.basis, one.chance) == ("unknown", None, "none", 0.0)
    assert one.odds == {}
    assert one.not_made == ()


# gaps, nulls and inflation


def test_a_gap_in_the_years_keeps_time_in_years() -> None:
    steady = [500 * 1.08**year for year in (0, 1, 4)]
    one = trajectory(figures(steady, years=(2018, 2019, 2022)))
    assert one.nominal_rate == pytest.approx(0.08)
    assert one.rate == pytest.approx(1.08 / 1.03 - 1)


def test_a_year_without_revenue_is_left_out() -> None:
    whole = [500 * 1.08**year for year in range(5)]
    gap: list[float | None] = [*whole]
    gap[2] = None
    assert trajectory(figures(gap)).rate == pytest.approx(trajectory(figures(whole)).rate)
    assert trajectory(figures(gap)).years == 4
    assert trajectory(figures([None, None, *whole[2:]])).years == 3


def test_a_missing_year_of_inflation_takes_the_last_known() -> None:
    table = {"GB": {2022: 0.08, 2023: 0.05}}
    one = trajectory(figures([500 * 1.05**year for year in range(4)], since=2022), inflation=table)
    assert one.assumed == (Assumed(2024, 2023), Assumed(2025, 2023))
    assert one.provisional
    assert one.rate == pytest.approx(0, abs=1e-9)


def test_each_year_is_deflated_by_its_own_inflation() -> None:
    table = {"GB": {2022: 0.10, 2023: 0.02}}
    one = trajectory(figures((100.0, 110.0, 112.2)), inflation=table)
    assert one.rate == pytest.approx(0, abs=1e-9)
    assert not one.provisional


@pytest.mark.parametrize(
    ("country", "year", "rate", "note"),
    [
        ("GB", 2023, 0.05, None),
        ("GB", 2025, 0.04, Assumed(2025, 2024)),
        ("GB", 2001, 0.05, Assumed(2001, 2023)),
        (None, 2023, 0.07, Assumed(2023, None)),
        ("XX", 2024, 0.04, Assumed(2024, None)),
        ("XX", 2026, 0.04, Assumed(2026, 2024)),
        ("XX", 1999, 0.01, Assumed(1999, 2020)),
    ],
)
def test_inflation_of_a_year(country: str | None, year: int, rate: float, note: Assumed | None) -> None:
    table = {"GB": {2023: 0.05, 2024: 0.04}, "DE": {2020: 0.01, 2023: 0.07}, "TR": {2023: 0.6}}
    assert inflation_of(table, country, year) == (rate, note)


def test_an_empty_table_takes_nothing_off() -> None:
    assert inflation_of({}, "GB", 2024) == (0.0, Assumed(2024, None))


def test_without_a_country_the_result_is_provisional() -> None:
    assert trajectory(figures(STUCK), country=None).provisional
    assert not trajectory(figures(STUCK)).provisional


# margins


def test_the_margin_is_after_a_fair_wage_for_the_owner() -> None:
    numbers = figures((100, 200), operating_profit=(10, 30), owner_wage_gap=5)
    assert margins(numbers) == [(2021, 0.05), (2022, 0.125)]


def test_the_wage_gap_may_differ_from_year_to_year() -> None:
    numbers = figures((100, 200), operating_profit=(10, 30), owner_wage_gap=(0, 10))
    assert margins(numbers) == [(2021, 0.10), (2022, 0.10)]


def test_a_year_whose_wage_gap_is_unknown_has_no_margin() -> None:
    numbers = figures((100, 200, 300), operating_profit=(10, 30, 60), owner_wage_gap=(None, 10))
    assert margins(numbers) == [(2022, 0.10)]


def test_no_wage_gap_given_counts_as_none() -> None:
    for gap in (None, (None, None)):
        numbers = figures((100, 200), operating_profit=(10, 30), owner_wage_gap=gap)
        assert margins(numbers) == [(2021, 0.10), (2022, 0.15)]


def test_a_year_without_profit_or_revenue_has_no_margin() -> None:
    assert margins(figures((100, None, 300, 400), operating_profit=(None, 30, 60))) == [(2023, 0.20)]


def test_a_thin_margin_raises_the_alarm_whatever_revenue_does() -> None:
    for revenue in (GROWING, STUCK, SHRINKING):
        assert trajectory(figures(revenue, operating_profit=(50, 50, 50, 50, 10))).profit_alarm
        assert not trajectory(figures(revenue, operating_profit=(50, 50, 50, 50, 50))).profit_alarm
    assert not trajectory(figures(STUCK)).profit_alarm


def test_little_cash_is_an_alarm_only_when_sales_fall() -> None:
    assert trajectory(figures(SHRINKING, cash_months=2.5)).cash_alarm
    assert not trajectory(figures(SHRINKING, cash_months=3)).cash_alarm
    assert not trajectory(figures(SHRINKING)).cash_alarm
    assert not trajectory(figures(GROWING, cash_months=1)).cash_alarm


# the eight states, each a small story


def state(revenue: tuple[float, ...], **story: Any) -> str:
    return diagnose(a_business(revenue=revenue, **story)).trajectory.state


def margin_of(revenue: tuple[float, ...], *shares: float) -> tuple[float, ...]:
    return tuple(value * share for value, share in zip(revenue, shares, strict=True))


def test_cannot_tell_yet() -> None:
    assert state((500, 520, 520)) == "unknown"


def test_declining() -> None:
    assert state(SHRINKING) == "declining"
    assert state(SHRINKING, market=-0.04) == "declining"


def test_declining_against_the_tide() -> None:
    assert state(SHRINKING, market=-0.08) == "tide"


def test_a_shrinking_firm_is_never_steady_by_choice() -> None:
    assert state(SHRINKING, wants="same", profit=SHRINKING, cash=12) == "declining"


def test_steady_by_choice_needs_the_wish_the_margin_and_the_cash() -> None:
    healthy = {"wants": "same", "profit": margin_of(STUCK, *[0.10] * 5), "cash": 6}
    assert state(STUCK, **healthy) == "steady"
    assert state(GROWING, **{**healthy, "profit": margin_of(GROWING, *[0.05] * 5)}) == "steady"
    assert state(STUCK, **{**healthy, "wants": "grow"}) == "stuck"
    assert state(STUCK, **{**healthy, "wants": None}) == "stuck"
    assert state(STUCK, **{**healthy, "cash": 5.9}) == "stuck"
    assert state(STUCK, **{**healthy, "cash": None}) == "stuck"
    assert state(STUCK, **{**healthy, "profit": margin_of(STUCK, *[0.04] * 5)}) == "stuck"
    assert state(STUCK, **{**healthy, "profit": ()}) == "stuck"


def test_growing_without_profit() -> None:
    assert state(GROWING, profit=margin_of(GROWING, 0.04, 0.04, 0.04, 0.04, 0.04)) == "noprofit"
    assert state(GROWING, profit=margin_of(GROWING, 0.10, 0.09, 0.08, 0.07, 0.06)) == "noprofit"
    assert state(GROWING, profit=margin_of(GROWING, 0.18, 0.17, 0.16, 0.15, 0.14)) == "growing"
    assert state(GROWING, profit=margin_of(GROWING, 0.053, 0.052, 0.051, 0.051, 0.051)) == "growing"
    assert state(GROWING, profit=(None, None, None, None, 80)) == "growing"


def test_carried_by_the_market() -> None:
    assert state(GROWING, market=0.20) == "carried"
    assert state(GROWING, market=0.14) == "growing"


def test_growing() -> None:
    assert state(GROWING) == "growing"


def test_holding_in_a_shrinking_market() -> None:
    assert state(STUCK, market=-0.02) == "holding"
    assert state(STUCK, market=0.03) == "stuck"


def test_stuck() -> None:
    assert state(STUCK) == "stuck"


# what could not be tested is said


@pytest.mark.parametrize(
    ("revenue", "story", "said"),
    [
        (STUCK, {"wants": "grow"}, {("market", "market_growth")}),
        (STUCK, {"market": 0.03}, {("steady", "ambition")}),
        (STUCK, {"market": 0.03, "wants": "grow"}, set()),
        (STUCK, {"market": 0.03, "wants": "same"}, {("steady", "profit")}),
        (STUCK, {"market": 0.03, "wants": "same", "profit": STUCK}, {("steady", "cash_months")}),
        (STUCK, {"market": 0.03, "wants": "same", "profit": STUCK, "cash": 8}, set()),
        (GROWING, {}, {("market", "market_growth"), ("steady", "ambition"), ("profit", "profit")}),
        (GROWING, {"market": 0.1, "wants": "grow", "profit": GROWING}, set()),
        (SHRINKING, {}, {("market", "market_growth")}),
        (SHRINKING, {"market": -0.03}, set()),
        ((), {"market": 0.03, "wants": "grow", "O1": 3}, {("market", "revenue")}),
        ((500, 520, 520), {}, set()),
    ],
)
def test_an_unknown_figure_skips_its_test_and_is_said(
    revenue: tuple[float, ...], story: dict[str, Any], said: set[tuple[str, str]]
) -> None:
    assert set(diagnose(a_business(revenue=revenue, **story)).trajectory.not_made) == said


def test_the_market_is_compared_before_inflation() -> None:
    one = trajectory(figures(tuple(500 * 1.08**year for year in range(4)), market_growth=0.05))
    assert one.relative == pytest.approx(1.08 / 1.05 - 1)


def test_an_estimate_of_several_people_is_their_mean() -> None:
    assert diagnose(a_business(revenue=(), O1=3)).trajectory.direction == "stuck"
    assert trajectory(figures(), 3.4).odds["stuck"] == 0.70
