"""Answers and figures that do not fit together (SCORING.md section 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import (
    DONT_KNOW,
    GROWING,
    NOTHING_YET,
    PACK,
    SHRINKING,
    STUCK,
    a_business,
    a_sheet,
    believes,
    diagnose,
)
from plateau_doctor.core.answers import CheckUp, CustomerCount
from plateau_doctor.core.consistency import Misfit, direction_of, straight_run


def failed(checkup: CheckUp) -> list[str]:
    return [misfit.id for misfit in diagnose(checkup).checks]


def told(**story: Any) -> list[str]:
    return failed(a_business(**story))


UNKNOWN = [
    ("pipeline", "S7", "win_rate"),
    ("promotion", "PM4", "cost_per_customer"),
    ("cost", "PR2", "gross_margin"),
    ("following", "S5", "loss_rate"),
]


@pytest.mark.parametrize(("check", "question", "fact"), UNKNOWN)
def test_who_measures_well_knows_the_figure(check: str, question: str, fact: str) -> None:
    for level in (4, 5):
        assert told(**{question: level}, facts={fact: None}) == [check]
    assert told(**{question: 3}, facts={fact: None}) == []
    assert told(**{question: believes(5)}, facts={fact: None}) == []
    assert told(**{question: 5}, facts={fact: 0.3}) == []


@pytest.mark.parametrize(("check", "question", "fact"), UNKNOWN)
def test_a_figure_that_was_left_empty_is_no_failure(check: str, question: str, fact: str) -> None:
    assert told(**{question: 5}) == []


def test_a_figure_given_elsewhere_is_known() -> None:
    customers = CustomerCount(active=250, new=60, lost=60)
    assert told(S5=5, facts={"loss_rate": None}, customers=customers) == []
    shop = a_business(PR2=5, facts={"gross_margin": None})
    assert failed(replace(shop, figures=replace(shop.figures, gross_margin=0.3))) == []


@pytest.mark.parametrize(
    ("story", "check"),
    [
        ({"PL2": 4, "facts": {"largest_customer": 0.26}}, "customer"),
        ({"PL2": 5, "facts": {"largest_customer": 0.9}}, "customer"),
        ({"PL2": 4, "facts": {"largest_customer": 0.25}}, None),
        ({"PL2": 3, "facts": {"largest_customer": 0.9}}, None),
        ({"PL2": 4, "facts": {"largest_customer": None}}, None),
        ({"PL2": 4}, None),
        ({"S8": 4, "facts": {"owner_sales_share": 0.61}}, "owner"),
        ({"S8": 4, "facts": {"owner_sales_share": 0.6}}, None),
        ({"S8": 3, "facts": {"owner_sales_share": 0.61}}, None),
        ({"AL4": 4, "S4": 2}, "news"),
        ({"AL4": 5, "S4": 1}, "news"),
        ({"AL4": 4, "S4": 3}, None),
        ({"AL4": 3, "S4": 2}, None),
        ({"AL4": 4, "S4": NOTHING_YET}, None),
        ({"AL4": believes(4), "S4": 1}, None),
    ],
)
def test_answers_that_do_not_fit(story: dict[str, Any], check: str | None) -> None:
    assert told(**story) == ([check] if check else [])


def test_a_dont_know_fits_with_everything() -> None:
    assert told(AL4=5, S4=DONT_KNOW) == []


def test_a_failed_check_tells_what_it_read() -> None:
    (one,) = diagnose(a_business(PL2=4, facts={"largest_customer": 0.4})).checks
    assert one == Misfit("customer", ("PL2",), {"PL2": 4, "largest_customer": 0.4})
    (two,) = diagnose(a_business(AL4=4, S4=2)).checks
    assert (set(two.questions), two.unknown) == ({"AL4", "S4"}, None)
    (three,) = diagnose(a_business(S7=4, facts={"win_rate": None})).checks
    assert three == Misfit("pipeline", ("S7",), {"S7": 4}, "win_rate")


def test_several_people_are_read_by_their_common_level() -> None:
    colleague = a_sheet({"AL4": 3, "S4": 1}, "P2")
    assert told(AL4=5, S4=3, colleagues=[colleague]) == ["news"]
    assert told(AL4=4, S4=3, colleagues=[colleague]) == []


# the estimate of revenue against the figures


@pytest.mark.parametrize(
    ("revenue", "level", "fits"),
    [
        (GROWING, 4, True),
        (GROWING, 5, True),
        (GROWING, 3, False),
        (GROWING, 1, False),
        (STUCK, 3, True),
        (STUCK, 4, False),
        (SHRINKING, 2, True),
        (SHRINKING, 3, False),
        ((500, 505, 515, 520), 2, True),  # stuck at .54 only: too close to call a misfit
        ((500, 640), 2, False),  # two years, growing at .70
        ((), 2, True),
    ],
)
def test_the_estimate_against_the_figures(revenue: tuple[float, ...], level: int, fits: bool) -> None:
    assert (told(revenue=revenue, O1=level) == []) is fits


def test_without_an_estimate_there_is_nothing_to_set_against() -> None:
    assert told(revenue=GROWING) == told(revenue=GROWING, O1=DONT_KNOW) == []
    without = replace(PACK, questions=tuple(q for q in PACK.questions if q.id != "O1"))
    assert diagnose(a_business(revenue=GROWING), without).checks == ()


def test_a_misfit_of_revenue_has_the_level_and_the_rate() -> None:
    result = diagnose(a_business(revenue=GROWING, O1=2))
    assert result.checks == (Misfit("revenue", ("O1",), {"O1": 2, "real_growth": result.trajectory.rate or 0}),)


def test_each_level_stands_for_a_direction() -> None:
    found = [direction_of(level, PACK.outcome) for level in (1, 2, 3, 4, 5)]
    assert found == ["declining", "declining", "stuck", "growing", "growing"]


# confidence


def test_a_misfit_lowers_the_confidence_by_one_step_and_says_why() -> None:
    plain = diagnose(a_business(revenue=GROWING)).verdict
    one = diagnose(a_business(revenue=GROWING, AL4=4, S4=2)).verdict
    two = diagnose(a_business(revenue=GROWING, AL4=4, S4=2, PL2=4, facts={"largest_customer": 0.4})).verdict
    assert plain is not None
    assert one is not None
    assert two is not None
    assert (plain.confidence, one.confidence, two.confidence) == ("high", "fair", "fair")
    reasons = {reason.key: reason for reason in two.reasons}
    assert set(reasons["conf.r.check"].questions) == {"AL4", "S4", "PL2"}
    assert reasons["conf.r.check"].numbers == {"n": 3}
    assert "conf.r.check" not in {reason.key for reason in plain.reasons}


def test_a_misfit_and_many_blanks_together_lower_it_by_one_step_only() -> None:
    blank = dict.fromkeys(("S1", "S2", "S3", "PD1", "PD2", "PR1", "PM1", "PM2", "PL1", "AL2", "AL3"), NOTHING_YET)
    for story in ({}, {"PL2": 4, "facts": {"largest_customer": 0.4}}):
        verdict = diagnose(a_business(revenue=GROWING, **blank, **story)).verdict
        assert verdict is not None
        assert verdict.answered < 0.8
        assert verdict.confidence == "fair"


# a straight run of fast answers


def run(*answers: tuple[int, float]) -> tuple[str, ...]:
    numbered = [(f"Q{place}", level, seconds) for place, (level, seconds) in enumerate(answers, 1)]
    return straight_run(numbered, PACK.scoring)


def test_twelve_fast_answers_of_one_level_are_a_straight_run() -> None:
    assert run(*[(3, 1.0)] * 12) == tuple(f"Q{place}" for place in range(1, 13))
    assert run(*[(3, 1.0)] * 11) == ()
    assert run(*[(4, 1.0)] * 5, *[(3, 1.0)] * 12)[0] == "Q6"
    assert run() == ()


def test_another_level_or_a_slow_answer_breaks_the_run() -> None:
    assert run(*[(3, 1.0)] * 6, (4, 1.0), *[(3, 1.0)] * 6) == ()
    assert run(*[(3, 1.0)] * 6, (3, 2.0), *[(3, 1.0)] * 6) == ()
    assert run(*[(3, 5.0)] * 20) == ()
