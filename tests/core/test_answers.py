"""What an answer is, which level counts, and what several people say together (SCORING.md section 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import DOES_NOT_APPLY, DONT_KNOW, NOTHING_YET, PACK, a_business, a_sheet, believes, diagnose, says
from plateau_doctor.core.answers import Agreed, Answer, Business, Kind, review_day
from plateau_doctor.core.scoring import Pooled, pool, supported_level


def together(*answers: Answer, agreed: Agreed | None = None, question: str = "S1") -> Pooled:
    return pool(PACK.question(question), answers, agreed, PACK.scoring)


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_is_one_to_five(level: int) -> None:
    with pytest.raises(ValueError, match=f"1 to 5, not {level}"):
        Answer(level=level)


@pytest.mark.parametrize(
    "two_things",
    [
        {"level": 3, "unknown": True},
        {"level": 3, "not_applicable": "no"},
        {"unknown": True, "not_applicable": ""},
    ],
)
def test_an_answer_is_one_thing(two_things: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="one of them"):
        Answer(**two_things)  # type: ignore[arg-type]


def test_the_four_kinds_of_answer() -> None:
    assert [one.kind for one in (says(2), DONT_KNOW, DOES_NOT_APPLY, NOTHING_YET)] == [
        Kind.LEVEL,
        Kind.UNKNOWN,
        Kind.NOT_APPLICABLE,
        Kind.BLANK,
    ]


def test_only_a_firm_of_one_is_alone() -> None:
    assert Business("A", staff=1).alone
    assert not Business("A", staff=2).alone
    assert not Business("A").alone


@pytest.mark.parametrize(
    ("level", "recorded", "noted", "counts"),
    [
        (1, False, False, 1),
        (2, False, True, 2),
        (3, False, False, 3),
        (3, True, True, 3),
        (4, False, False, 3),
        (4, False, True, 3),
        (4, True, False, 4),
        (4, True, True, 4),
        (5, False, False, 3),
        (5, False, True, 3),
        (5, True, False, 4),
        (5, True, True, 5),
    ],
)
def test_a_high_level_needs_something_behind_it(level: int, recorded: bool, noted: bool, counts: int) -> None:
    assert supported_level(level, recorded=recorded, noted=noted, rules=PACK.scoring) == counts


@pytest.mark.parametrize(
    ("answer", "claimed", "supported", "error"),
    [
        (believes(1), 1, 1, 0.60),
        (believes(2), 2, 2, 0.75),
        (believes(3), 3, 3, 0.90),
        (believes(4), 4, 3, 0.90),
        (believes(5, "We dropped a product"), 5, 3, 0.90),
        (says(1), 1, 1, 0.40),
        (says(4, note=""), 4, 4, 0.40),
        (says(5, note="  "), 5, 4, 0.40),
        (says(5), 5, 5, 0.40),
    ],
)
def test_one_answer(answer: Answer, claimed: int, supported: int, error: float) -> None:
    one = together(answer)
    assert (one.claimed, one.supported, one.people, one.spread) == (claimed, supported, 1, 0)
    assert one.variance == pytest.approx(error**2)


def test_an_outcome_keeps_its_level_without_a_record() -> None:
    assert together(believes(5), question="O1").supported == 5


def test_the_three_ways_to_give_no_level() -> None:
    unknown, not_applicable, blank = together(DONT_KNOW), together(DOES_NOT_APPLY), together(NOTHING_YET)
    assert [one.kind for one in (unknown, not_applicable, blank)] == [Kind.UNKNOWN, Kind.NOT_APPLICABLE, Kind.BLANK]
    assert unknown.variance == 1.0
    assert blank.variance == pytest.approx(1.15**2)
    assert [one.level(PACK.scoring) for one in (unknown, not_applicable, blank)] == [2.0, None, None]
    assert together().kind is Kind.BLANK


def test_a_dont_know_counts_only_if_nobody_gave_a_level() -> None:
    assert together(DONT_KNOW, believes(4), DONT_KNOW).supported == 3
    assert together(DONT_KNOW, believes(4), DONT_KNOW).people == 1
    assert together(DONT_KNOW, DOES_NOT_APPLY).kind is Kind.UNKNOWN
    assert together(believes(2), DOES_NOT_APPLY).kind is Kind.LEVEL


@pytest.mark.parametrize("witness", [says(1, note=""), Answer(unknown=True, records=frozenset({2}))])
def test_a_record_ticked_by_anyone_supports_everyone(witness: Answer) -> None:
    assert together(believes(4)).supported == 3
    assert together(believes(4), witness).recorded
    assert together(believes(4), believes(4), witness).supported == (4 if witness.unknown else 3)


def test_a_note_on_a_lower_step_does_not_support_a_five() -> None:
    assert together(says(5, note=""), believes(4, "a remark")).supported == 4
    assert together(says(5, note=""), believes(5, "We raised prices")).supported == 5
    assert together(says(5, note=""), Answer(unknown=True, note="Ask Ann")).supported == 5


def test_errors_of_several_people_are_divided_by_their_number() -> None:
    assert together(believes(1), believes(2)).variance == pytest.approx((0.6**2 + 0.75**2) / 2 / 2)
    assert together(says(2), says(2), says(2)).variance == pytest.approx(0.4**2 / 3)


@pytest.mark.parametrize(
    ("levels", "is_open"),
    [
        ((3,), False),
        ((2, 3), False),
        ((1, 3), True),
        ((2, 2, 2, 4), True),
        ((2, 2, 3, 3), False),
    ],
)
def test_people_far_apart_keep_a_question_open(levels: tuple[int, ...], is_open: bool) -> None:
    one = together(*map(believes, levels))
    errors = {1: 0.6, 2: 0.75, 3: 0.9, 4: 0.9}
    plain = sum(errors[level] ** 2 for level in levels) / len(levels) ** 2
    assert one.open is is_open
    assert one.spread == max(levels) - min(levels)
    assert one.variance == pytest.approx(plain * (2 if is_open else 1))


def test_an_agreed_level_closes_the_question_and_keeps_the_spread() -> None:
    one = together(believes(1), says(5), agreed=Agreed(4))
    assert (one.claimed, one.supported, one.spread, one.people) == (4, 4, 4, 2)
    assert one.agreed
    assert not one.open
    assert one.variance == pytest.approx(0.4**2)


def test_an_agreed_level_needs_a_record_like_any_other() -> None:
    assert together(believes(3), agreed=Agreed(5)).supported == 3
    assert together(says(3, note=""), agreed=Agreed(5)).supported == 4
    assert together(says(3, note=""), agreed=Agreed(5, note="We changed the offer")).supported == 5


def test_a_group_may_agree_where_nobody_answered() -> None:
    one = together(agreed=Agreed(2))
    assert (one.kind, one.supported, one.people, one.spread) == (Kind.LEVEL, 2, 0, 0)


def test_the_quick_form_asks_only_its_own_questions() -> None:
    pooled = diagnose(a_business(form="quick")).pooled
    assert set(pooled) == {question.id for question in PACK.questions if question.short_form}
    assert len(diagnose(a_business()).pooled) == len(PACK.questions)


def test_two_people_are_pooled_question_by_question() -> None:
    shop = a_business(sales=2, colleagues=[a_sheet({"S1": 3, "S2": 4}, "P2", "sales")])
    pooled = diagnose(shop).pooled
    assert pooled["S1"].supported == 2.5
    assert pooled["S2"].open
    assert pooled["S3"].people == 1


def test_with_a_wider_range_allowed_the_mean_distance_decides_from_four_people() -> None:
    rules = replace(PACK.scoring, spread_range=3)
    question = PACK.question("S1")
    assert pool(question, map(believes, (1, 1, 3, 3)), None, rules).open
    assert not pool(question, map(believes, (2, 2, 2, 4)), None, rules).open
    assert not pool(question, map(believes, (1, 3)), None, rules).open


def test_the_next_check_up_is_in_90_days_unless_a_day_is_set() -> None:
    assert review_day({}, date(2026, 5, 12)) == date(2026, 8, 10)
    assert review_day({"review": "2027-01-31"}, date(2026, 5, 12)) == date(2027, 1, 31)
