"""Several people's answers to one question: how far they agree (SCORING.md section 1)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DONT_KNOW, PACK, a_business, a_sheet, a_shop, believes, diagnose
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor.core.agreement import (
    Agreement,
    agreement_within,
    find_agreement,
    lower_median,
    mean_deviation,
    perception_gap,
    question_gap,
    role_gaps,
)
from plateau_doctor.core.answers import Agreed, CheckUp, Role

LEVELS = st.lists(st.integers(1, 5), min_size=2, max_size=9)


def said(*levels: int, roles: tuple[Role, ...] = ()) -> CheckUp:
    """Return a check-up in which each person gave AL1 one of the levels, in these roles."""
    everyone = roles or ("other",) * len(levels)
    sheets = [
        a_sheet({"AL1": believes(level)}, f"P{place}", role)
        for place, (level, role) in enumerate(zip(levels, everyone, strict=True))
    ]
    return replace(a_shop(), sheets=tuple(sheets))


def agreed_on(*levels: int) -> Agreement:
    return find_agreement(PACK, said(*levels))["AL1"]


@pytest.mark.parametrize(
    ("levels", "deviation", "within"),
    [
        ((1, 2, 3, 4), 1.0, 1 - (5 / 3) / 2),
        ((3, 3, 3, 3), 0.0, 1.0),
        ((1, 1, 5, 5), 2.0, 0.0),
        ((2, 3, 3, 4, 3), 0.4, 0.75),
    ],
)
def test_from_four_people_on_there_is_a_measure(levels: tuple[int, ...], deviation: float, within: float) -> None:
    one = agreed_on(*levels)
    assert one.deviation == pytest.approx(deviation)
    assert one.within == pytest.approx(within)
    assert one.levels == tuple(sorted(levels))


def test_two_or_three_people_have_dots_and_no_measure() -> None:
    one = agreed_on(4, 2, 3)
    assert one == Agreement("AL1", (2, 3, 4), None, None, None, apart=False, accepted=3)


def test_one_level_is_no_agreement() -> None:
    shop = said(3, 2)
    lonely = replace(shop, sheets=(shop.sheets[0], a_sheet({"AL1": DONT_KNOW, "S1": 3}, "P1")))
    assert find_agreement(PACK, lonely) == {}


@pytest.mark.parametrize(("levels", "middle"), [((3,), 3), ((4, 2), 2), ((5, 1, 4), 4), ((1, 4, 3, 5), 3)])
def test_accept_takes_the_lower_middle(levels: tuple[int, ...], middle: int) -> None:
    assert lower_median(levels) == middle


def test_the_gap_is_the_mean_of_sales_less_that_of_marketing() -> None:
    roles: tuple[Role, ...] = ("sales", "sales", "marketing", "owner")
    shop = said(4, 3, 2, 1, roles=roles)
    assert question_gap(shop, "AL1") == pytest.approx(1.5)
    assert find_agreement(PACK, shop)["AL1"].apart
    assert question_gap(said(1, 2, roles=("sales", "owner")), "AL1") is None
    assert question_gap(said(1, 2, roles=("owner", "marketing")), "AL1") is None


@pytest.mark.parametrize(("sales", "marketing", "apart"), [(3, 2, True), (2, 3, True), (2, 2, False)])
def test_a_gap_of_one_level_is_worth_a_talk(sales: int, marketing: int, apart: bool) -> None:
    one = find_agreement(PACK, said(sales, marketing, roles=("sales", "marketing")))["AL1"]
    assert (one.gap, one.apart) == (sales - marketing, apart)


def test_a_smaller_gap_is_not() -> None:
    shop = said(3, 2, 2, roles=("sales", "sales", "marketing"))
    one = find_agreement(PACK, shop)["AL1"]
    assert (one.gap, one.apart) == (0.5, False)


def test_what_was_agreed_leaves_the_spread_as_it_was() -> None:
    shop = replace(said(1, 2, 4, 5), agreed={"AL1": Agreed(2)})
    result = diagnose(shop)
    assert result.agreement["AL1"].levels == (1, 2, 4, 5)
    assert list(result.agreement) == ["AL1"]


def test_the_quick_form_has_only_its_own_questions() -> None:
    shop = replace(a_business(form="quick", colleagues=[a_sheet({"S1": 2, "S7": 2}, "P2")]))
    assert list(diagnose(shop).agreement) == ["S1"]


@given(LEVELS)
@EXAMPLES
def test_the_order_of_people_is_irrelevant(levels: list[int]) -> None:
    assert agreed_on(*levels) == agreed_on(*reversed(levels)) == agreed_on(*sorted(levels))


@given(check_ups())
@EXAMPLES
def test_the_order_of_sheets_and_answers_is_irrelevant(checkup: CheckUp) -> None:
    turned = [replace(s, answers=dict(reversed(list(s.answers.items())))) for s in reversed(checkup.sheets)]
    other = replace(checkup, sheets=tuple(turned))
    assert list(find_agreement(PACK, other).items()) == list(find_agreement(PACK, checkup).items())
    assert perception_gap(PACK, other) == perception_gap(PACK, checkup)


@given(LEVELS)
@EXAMPLES
def test_measures_stay_on_their_scales(levels: list[int]) -> None:
    assert 0 <= mean_deviation(levels) <= 2
    assert 0 <= agreement_within(levels) <= 1
    assert lower_median(levels) in levels
    assert sum(level < lower_median(levels) for level in levels) <= len(levels) / 2
    if len(set(levels)) == 1:
        assert (mean_deviation(levels), agreement_within(levels)) == (0, 1)


def test_gaps_by_role_are_shown_of_whole_groups_only() -> None:
    three: tuple[Role, ...] = ("sales",) * 3 + ("marketing",) * 3
    (one,) = role_gaps(PACK, said(5, 4, 4, 2, 2, 3, roles=three))
    assert (one.question, one.apart) == ("AL1", True)
    assert one.sales == pytest.approx(13 / 3)
    assert one.marketing == pytest.approx(7 / 3)
    (close,) = role_gaps(PACK, said(3, 3, 3, 3, 3, 3, roles=three))
    assert not close.apart
    assert role_gaps(PACK, said(5, 4, 4, 2, 2, 3, 3, roles=(*three, "owner"))) == ()
    assert role_gaps(PACK, said(5, 4, 4, roles=three[:3])) == ()
    assert role_gaps(PACK, replace(said(5, 4, 4, 2, 2, 3, roles=three), settings={"group_size": 4})) == ()


def test_the_largest_gap_stands_first() -> None:
    three: tuple[Role, ...] = ("sales",) * 3 + ("marketing",) * 3
    sheets = []
    for place, role in enumerate(three):
        near, far = (3, 2) if role == "sales" else (2, 5)
        sheets.append(a_sheet({"AL1": believes(near), "AL2": believes(far)}, f"P{place}", role))
    gaps = role_gaps(PACK, replace(a_shop(), sheets=tuple(sheets)))
    assert [(one.question, one.sales - one.marketing) for one in gaps] == [("AL2", -3), ("AL1", 1)]
