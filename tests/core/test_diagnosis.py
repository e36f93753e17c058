"""The verdict, what it still needs, and how sure it is (SCORING.md section 3, end)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    GROWING,
    NOTHING_YET,
    PACK,
    STUCK,
    WORDS,
    a_business,
    a_sheet,
    a_shop,
    believes,
    diagnose,
    says,
    with_answer,
)
from core.stories import BANDS, STATES, story
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.diagnosis import Missing, Verdict, sure_word
from plateau_doctor.core.result import examine


def verdict(**told: Any) -> Verdict:
    found = diagnose(a_business(**told)).verdict
    assert found is not None
    return found


def missing(checkup: CheckUp) -> Missing:
    result = diagnose(checkup)
    assert result.verdict is None
    assert result.missing is not None
    return result.missing


def reasons(**told: Any) -> dict[str, dict[str, int]]:
    return {reason.key: dict(reason.numbers) for reason in verdict(**told).reasons}


# state and band


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("state", STATES)
def test_the_verdict_is_state_by_band(state: str, band: str) -> None:
    found = verdict(**story(state, band))
    assert (found.state, found.band) == (state, band)
    assert found.code == f"verdict.{state}.{band}.none"
    assert found.code in WORDS.messages


def test_a_weak_area_is_named_as_the_constraint() -> None:
    found = verdict(price=1)
    assert found.constraint == ("price",)
    assert found.code.endswith(".one")


def test_two_weak_areas_are_named_together() -> None:
    found = verdict(price=1, place=1)
    assert set(found.constraint) == {"price", "place"}
    assert found.code.endswith(".one")


@pytest.mark.parametrize(
    ("chance", "word"), [(0.50, "leans"), (0.59, "leans"), (0.60, "probably"), (0.79, "probably"), (0.80, "is")]
)
def test_how_a_state_is_said(chance: float, word: str) -> None:
    assert sure_word(chance, PACK.outcome) == word


def test_what_would_settle_an_unknown_state() -> None:
    assert verdict(revenue=(500, 520, 520)).settles == "settle.revenue1"
    assert verdict(revenue=STUCK).settles is None


def test_an_unsure_estimate_is_settled_by_two_years() -> None:
    shrug = replace(PACK.outcome, level_weights={3: (0.4, 0.4, 0.2)})
    found = diagnose(a_business(revenue=(), O1=3), replace(PACK, outcome=shrug)).verdict
    assert found is not None
    assert (found.state, found.settles) == ("unknown", "settle.revenue2")


# what a verdict still needs


def test_an_empty_check_up_is_told_the_way() -> None:
    found = missing(a_shop())
    assert (found.areas_scored, found.areas_needed, found.revenue) == (0, 5, True)
    # the areas that need fewest answers first, their weightiest questions first
    assert found.questions[:9] == ("PD1", "PD2", "PD3", "PD4", "PR1", "PR2", "PR3", "PR4", "PM4")


def test_an_area_short_of_two_answers_names_two() -> None:
    found = missing(a_business(price=None, place=None, PR1=2, PR2=2, PL5=3, PL6=3))
    assert (found.areas_scored, found.revenue) == (4, False)
    assert found.questions == ("PR3", "PR4")


def test_answering_the_questions_named_is_enough() -> None:
    shop = a_business(price=None, place=None, promotion=None, PR3=2, PL5=DONT_KNOW, PL3=DOES_NOT_APPLY, PM1=4)
    for question in missing(shop).questions:
        shop = with_answer(shop, question, says(3))
    assert diagnose(shop).verdict is not None


def test_five_areas_without_revenue_need_only_that() -> None:
    found = missing(a_business(place=None, revenue=(500,)))
    assert found == Missing(5, 5, (), revenue=True)


def test_one_estimate_or_two_years_are_revenue_enough() -> None:
    assert verdict(revenue=(), O1=3).state == "stuck"
    assert verdict(revenue=(500, 600)).state != ""
    assert missing(a_business(revenue=(), O1=DONT_KNOW)).revenue
    assert missing(a_business(revenue=(), O1=NOTHING_YET)).revenue


def test_five_of_six_areas_are_enough() -> None:
    assert verdict(alignment=None).band == "middle"


# confidence


@pytest.mark.parametrize(
    ("told", "confidence"),
    [
        (story("growing", "high"), "high"),
        (story("growing", "high", revenue=(500, 560)), "fair"),
        (story("growing", "high", revenue=(500, 540)), "low"),
        (story("growing", "high", revenue=(), O1=4), "fair"),
        (story("growing", "high", alignment=None), "high"),
        (story("growing", "high", alignment=None, S7=NOTHING_YET), "fair"),
        (story("growing", "high", revenue=(), O1=4, alignment=None, S7=NOTHING_YET), "low"),
        (story("unknown", "high"), "low"),
    ],
)
def test_confidence_is_the_lesser_chance_less_a_step_for_gaps(told: dict[str, Any], confidence: str) -> None:
    assert verdict(**told).confidence == confidence


def test_the_share_of_answers_leaves_out_what_does_not_apply() -> None:
    total = sum(question.weight for question in PACK.practices())
    assert verdict().answered == 1
    assert verdict(S5=NOTHING_YET, S1=DONT_KNOW).answered == pytest.approx(1 - 1.5 / total)
    assert verdict(S5=NOTHING_YET, PL3=DOES_NOT_APPLY).answered == pytest.approx(1 - 1.5 / (total - 1))


def test_nothing_applicable_is_nothing_answered() -> None:
    everything = dict.fromkeys((question.id for question in PACK.practices()), DOES_NOT_APPLY)
    found = missing(a_shop(**everything, O1=3))
    assert found == Missing(0, 5, (), revenue=False)


# reasons


def test_one_person_with_records_and_five_years() -> None:
    assert reasons(price=4, promotion=5) == {
        "conf.r.records": {"n": 13, "m": 13},
        "conf.r.one": {},
        "conf.r.years": {"n": 5},
    }


def test_high_answers_without_records_are_told() -> None:
    found = reasons(price=4, promotion=5, record=False)
    assert "conf.r.norecords" in found
    assert "conf.r.records" not in found
    assert not {"conf.r.records", "conf.r.norecords"} & set(reasons(S1=believes(5)))


def test_gaps_are_counted() -> None:
    found = reasons(S1=DONT_KNOW, S2=NOTHING_YET, S3=NOTHING_YET)
    assert found["conf.r.dontknow"] == {"n": 1}
    assert found["conf.r.blank"] == {"n": 2}


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"revenue": (500, 515)}, "conf.r.twoyears"),
        ({"revenue": (500, 515, 530)}, "conf.r.years"),
        ({"revenue": (), "O1": 3}, "conf.r.norevenue"),
        ({"form": "quick"}, "conf.r.quick"),
        ({"sales": 4, "product": 4, "price": 4, "promotion": 4}, "conf.r.near"),
    ],
)
def test_each_reason_has_its_story(told: dict[str, Any], key: str) -> None:
    assert key in reasons(**told)


def test_where_a_reason_begins() -> None:
    two, three = {"S1": 4, "S2": believes(4)}, {"S1": 4, "S2": believes(4), "S3": believes(4)}
    assert reasons(**two)["conf.r.records"] == {"n": 1, "m": 2}
    assert "conf.r.norecords" not in reasons(**two)
    assert "conf.r.norecords" in reasons(**three)
    assert "conf.r.records" not in reasons(**three)
    assert "conf.r.norecords" in reasons(S1=believes(4), S2=believes(4))
    assert "conf.r.records" not in reasons(S1=4)
    assert reasons(S1=NOTHING_YET)["conf.r.blank"] == {"n": 1}
    assert "conf.r.years" not in reasons(revenue=(500, 515))


def test_several_people_agree_or_not() -> None:
    alike, apart, empty = a_sheet({"S1": 3}, "P2"), a_sheet({"S1": 1}, "P2"), a_sheet({"S1": NOTHING_YET}, "P2")
    assert reasons(colleagues=[alike])["conf.r.several"] == {"n": 2}
    assert reasons(colleagues=[apart])["conf.r.spread"] == {"n": 1}
    assert "conf.r.several" not in reasons(colleagues=[apart])
    assert "conf.r.one" in reasons(colleagues=[empty])


def test_every_reason_that_can_be_given_has_its_words() -> None:
    stories = (
        {
            "revenue": (500, 515),
            "S1": DONT_KNOW,
            "S2": NOTHING_YET,
            "colleagues": [a_sheet({"S3": 1})],
        },
        {"form": "quick", "revenue": (), "O1": 3, "price": 4, "record": False},
        {"revenue": GROWING, "price": 4, "sales": 4, "product": 4, "colleagues": [a_sheet({"S3": 4})]},
    )
    keys = {key for told in stories for key in reasons(**told)}
    assert keys <= set(WORDS.messages)
    assert len(keys) > 8


def test_a_result_knows_its_day_and_repeats_itself() -> None:
    shop = a_business(price=1)
    first, second = diagnose(shop), diagnose(shop)
    assert first == second
    assert first.today == shop.date
    assert examine(PACK, shop, shop.date, {}) != first


def test_a_sheet_of_dont_knows_is_never_sure() -> None:
    assert verdict(**dict.fromkeys((q.id for q in PACK.practices()), DONT_KNOW)).confidence == "low"


def test_a_third_of_the_levels_is_too_little_to_be_sure() -> None:
    unknown = [q.id for place, q in enumerate(PACK.practices()) if place % 3]
    assert verdict(**dict.fromkeys(unknown, DONT_KNOW)).confidence == "low"
