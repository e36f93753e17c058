"""The names that conditions read (SCORING.md section 5), each from a small story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import DOES_NOT_APPLY, DONT_KNOW, GROWING, PACK, a_business, a_sheet, a_shop, believes, diagnose
from plateau_doctor.core.answers import CustomerCount
from plateau_doctor.core.known import ceiling_use, loss_rate, month_swing
from plateau_doctor.core.pack import Pattern


def known(**story: Any) -> dict[str, float]:
    return dict(diagnose(a_business(**story)).known)


@pytest.mark.parametrize(
    ("count", "rate", "use"),
    [
        (CustomerCount(active=250, new=60, lost=60), 0.24, 1.0),
        (CustomerCount(active=220, new=40, lost=20), 0.10, 0.55),
        (CustomerCount(active=220, new=40, lost=0), 0.0, None),
        (CustomerCount(active=100, new=0, lost=25), 0.2, None),
        (CustomerCount(active=10, new=20, lost=5), None, None),
        (CustomerCount(active=10, new=20), None, None),
        (CustomerCount(new=20, lost=5), None, None),
        (CustomerCount(active=20, lost=5), None, None),
    ],
)
def test_customers_lost_and_the_ceiling(count: CustomerCount, rate: float | None, use: float | None) -> None:
    assert loss_rate(count) == (pytest.approx(rate) if rate is not None else None)
    assert ceiling_use(count) == (pytest.approx(use) if use is not None else None)


@pytest.mark.parametrize(
    ("facts", "swing"),
    [
        ({"strongest_month": 75.0, "weakest_month": 25.0}, 0.5),
        ({"strongest_month": 0.0, "weakest_month": 0.0}, None),
        ({"strongest_month": 75.0}, None),
        ({"weakest_month": 25.0, "strongest_month": None}, None),
    ],
)
def test_the_swing_between_months(facts: dict[str, float | None], swing: float | None) -> None:
    assert month_swing(facts) == swing


def test_levels_areas_and_facts_go_by_their_own_names() -> None:
    names = known(price=4, S1=2, S2=believes(5), facts={"win_rate": 0.3, "owner_hours": None})
    assert (names["S1"], names["S2"], names["price"], names["win_rate"]) == (2, 3, 75, 0.3)
    assert "owner_hours" not in names


def test_a_dont_know_is_read_as_step_two_and_other_gaps_as_unknown() -> None:
    names = known(S1=DONT_KNOW, PL4=DOES_NOT_APPLY, alignment=None)
    assert names["S1"] == 2
    assert "PL4" not in names
    assert "AL1" not in names
    assert "alignment" not in names


def test_names_from_the_areas() -> None:
    names = known(sales=4, product=2, price=1, place=3, promotion=5)
    assert names["promotion_minus_other_ps"] == pytest.approx(100 - (25 + 0 + 50) / 3)
    assert names["min_sales_marketing"] == pytest.approx((25 + 0 + 50 + 100) / 4)
    assert names["max_promo_prospecting"] == 100
    assert known(sales=1)["min_sales_marketing"] == 0
    assert known(promotion=1, S1=3)["max_promo_prospecting"] == 50


def test_names_from_areas_that_are_not_scored() -> None:
    names = known(price=None, promotion=None)
    assert names["max_promo_prospecting"] == 50
    assert not {"promotion_minus_other_ps", "min_sales_marketing"} & set(names)
    assert "max_promo_prospecting" not in diagnose(a_shop()).known
    assert "min_sales_marketing" not in known(sales=None)


def test_how_much_is_measured() -> None:
    assert known(S7=1, PM4=2, PR2=3, PR5=4)["measure_mean"] == 2.5
    assert known(price=None, S7=1, PM4=2)["measure_mean"] == 1.5
    assert "measure_mean" not in diagnose(a_shop()).known


def test_least_of_several_questions() -> None:
    names = known(PL4=4, PL5=2, S6=3, PR2=1, PL7=5)
    assert names["min_PL4_PL5"] == 2
    assert names["min_S6_PR2_PL7"] == 1
    assert "min_PL4_PL5" not in known(PL4=DOES_NOT_APPLY)


def test_the_share_of_dont_knows_by_weight() -> None:
    total = sum(question.weight for question in PACK.practices())
    names = known(S5=DONT_KNOW, PL3=DOES_NOT_APPLY, O2=DONT_KNOW)
    assert names["dont_know_share"] == pytest.approx(1.5 / (total - 1))
    nothing_applies = {question.id: DOES_NOT_APPLY for question in PACK.practices()}
    assert "dont_know_share" not in diagnose(a_shop(**nothing_applies)).known


def test_the_perception_gap_of_sales_and_marketing() -> None:
    sales = a_sheet({"AL1": believes(4), "AL2": 1, "AL3": 2}, "P2", "sales")
    more_sales = a_sheet({"AL1": believes(2), "AL3": DONT_KNOW}, "P3", "sales")
    marketing = a_sheet({"AL1": 1, "AL2": believes(5), "AL4": 1}, "P4", "marketing")
    # AL1: 3 against 1; AL2: 1 against 5; AL3 and AL4 have one side only. Beliefs count as they were said.
    assert known(colleagues=[sales, more_sales, marketing])["perception_gap"] == pytest.approx((2 + 4) / 2)
    assert "perception_gap" not in known(colleagues=[sales])


def test_names_from_the_trajectory() -> None:
    story = {"revenue": GROWING, "profit": (None, None, None, None, 169), "market": 0.05}
    result = diagnose(a_business(**story))
    names, one = result.known, result.trajectory
    assert result.capability is not None
    assert names["capability"] == result.capability.score
    assert names["real_growth"] == names["abs_real_growth"] == one.rate
    assert names["adj_margin"] == one.margin == pytest.approx(0.2)
    assert names["rel_growth"] == one.relative
    assert names["market_growth_real"] == pytest.approx(1.05 / 1.03 - 1)
    assert known(revenue=(500, 450, 400))["abs_real_growth"] > 0


def test_names_that_figures_left_empty_do_not_exist() -> None:
    names = diagnose(a_shop()).known
    assert not {"capability", "real_growth", "abs_real_growth", "adj_margin", "rel_growth", "staff"} & set(names)
    assert "market_growth_real" not in names


def test_the_market_without_any_year_is_set_against_last_years_inflation() -> None:
    result = diagnose(a_shop(market=0.05), inflation={"GB": {2024: 0.01, 2025: 0.02, 2026: 0.09}})
    assert result.known["market_growth_real"] == pytest.approx(1.05 / 1.02 - 1)


def test_staff_is_a_number_that_conditions_may_read() -> None:
    assert known(staff=7)["staff"] == 7.0


def test_gates_may_read_a_least_name_too() -> None:
    gate = replace(PACK.gates[0], open_when=("hi(min_S1_S2, 2, 4)",))
    pattern = Pattern("PX", "cause", ("hi(min_S3, 2, 4)",), (), ())
    pack = replace(PACK, gates=(gate,), patterns=(pattern,))
    names = diagnose(a_business(S1=4, S2=1), pack).known
    assert names["min_S1_S2"] == 1
    assert "min_S3" not in names


def test_facts_stand_in_for_figures_that_are_not_there() -> None:
    told = known(facts={"loss_rate": 0.2, "gross_margin": 0.4, "strongest_month": 3.0, "weakest_month": 1.0})
    assert (told["loss_rate"], told["gross_margin"], told["month_swing"]) == (0.2, 0.4, 0.5)
    assert loss_rate(CustomerCount(1, 0, 0)) == 0
    assert loss_rate(CustomerCount(3, 2, 2)) == pytest.approx(2 / 3)
    assert month_swing({"strongest_month": 0.5, "weakest_month": 0.5}) == 0


def test_a_question_knows_its_facts_and_a_fact_its_ranges() -> None:
    by_question = PACK.facts_by_question
    assert set(by_question) == set(PACK.by_id)
    assert [fact.id for facts in by_question.values() for fact in facts] == [
        fact.id for question in PACK.by_id for fact in PACK.facts if fact.question == question
    ]
    fact = next(fact for fact in PACK.facts if len(fact.edges) > 2)
    assert [low for low, _high in fact.ranges] == list(fact.edges[:-1])
    assert [high for _low, high in fact.ranges] == list(fact.edges[1:])
