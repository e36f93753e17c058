"""The fewest steps to the next band, against all that are possible; answers tried on a copy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders import (
    DONT_KNOW,
    NOTHING_YET,
    PACK,
    THREE_PER_CENT,
    TODAY,
    a_business,
    a_sheet,
    a_shop,
    believes,
    diagnose,
    says,
)
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor.core.answers import Agreed, CheckUp
from plateau_doctor.core.pack import Area, Pack
from plateau_doctor.core.scoring import score_areas, score_capability
from plateau_doctor.core.whatif import Climb, Step, next_band, try_answers

SIZES = (3, 2)


@st.composite
def small_packs(draw: st.DrawFn) -> Pack:
    """Return a pack of two areas, three and two questions, with weights and lines drawn."""
    weight = st.sampled_from([0.5, 1.0, 1.5, 2.0])
    questions = [
        replace(PACK.questions[0], id=f"{area.upper()}{number}", area=area, weight=draw(weight))
        for area, size in zip("ab", SIZES, strict=True)
        for number in range(size)
    ]
    share = draw(st.floats(0.1, 0.9))
    middle = draw(st.floats(10, 60))
    rules = replace(PACK.scoring, middle_from=middle, high_from=middle + draw(st.floats(5, 35)), least_answers=1)
    return replace(
        PACK, areas=(Area("a", share), Area("b", 1 - share)), questions=tuple(questions), scoring=rules,
        chain=(), directions=(), checks=(), patterns=(), gates=(),
    )  # fmt: skip


def capability_by_hand(pack: Pack, levels: Sequence[int]) -> float:
    """Return the capability by the formula of SCORING.md section 2."""
    logarithm = 0.0
    for area in pack.areas:
        rows = [(q.weight, level) for q, level in zip(pack.questions, levels, strict=True) if q.area == area.id]
        score = 25 * sum(w * (level - 1) for w, level in rows) / sum(w for w, _ in rows)
        logarithm += area.weight * math.log(5 + 0.95 * score)
    return (math.exp(logarithm) - 5) / 0.95


@given(small_packs(), st.lists(st.integers(1, 5), min_size=5, max_size=5))
@settings(EXAMPLES, max_examples=30)
def test_no_smaller_set_of_steps_reaches_the_band_and_none_as_small_goes_higher(pack: Pack, levels: list[int]) -> None:
    ids = [question.id for question in pack.questions]
    climb = next_band(pack, diagnose(a_shop(**dict(zip(ids, map(says, levels), strict=True))), pack))
    assert climb is not None
    line = {"middle": pack.scoring.middle_from, "high": pack.scoring.high_from, None: 101}[climb.target]
    reaching = [
        (sum(raised) - sum(levels), -capability)
        for raised in product(*(range(level, 6) for level in levels))
        if (capability := capability_by_hand(pack, raised)) >= line - 1e-9
    ]
    if not reaching:
        assert (climb.steps, climb.count, climb.after) == ((), 0, climb.before)
        return
    count, highest = min(reaching)
    assert climb.count == count
    assert climb.after == pytest.approx(-highest)
    after = {**dict(zip(ids, levels, strict=True)), **{step.question: step.after for step in climb.steps}}
    assert capability_by_hand(pack, [int(after[one]) for one in ids]) == pytest.approx(climb.after)
    assert climb.left == sum(5 - level for level in levels)


@given(check_ups())
@EXAMPLES
def test_the_steps_reach_the_band_that_they_promise(checkup: CheckUp) -> None:
    result = diagnose(checkup)
    climb = next_band(PACK, result)
    assume(climb is not None and climb.steps)
    assert climb is not None
    pooled = dict(result.pooled)
    for step in climb.steps:
        assert pooled[step.question].supported == step.before < step.after <= 5
        pooled[step.question] = replace(pooled[step.question], supported=step.after)
    after = score_capability(PACK, score_areas(PACK, pooled, checkup.form))
    assert after is not None
    assert (after.band, after.band) == (climb.band, climb.target)
    assert after.score == pytest.approx(climb.after)
    assert climb.count == sum(math.ceil(step.after - step.before - 1e-9) for step in climb.steps)


@given(check_ups(people=1))
@settings(EXAMPLES, max_examples=20)
def test_trying_the_steps_leads_to_the_band(checkup: CheckUp) -> None:
    climb = next_band(PACK, diagnose(checkup))
    assume(climb is not None and climb.steps)
    assert climb is not None
    changes = {step.question: int(step.after) for step in climb.steps}
    tried = try_answers(PACK, checkup, changes, TODAY, THREE_PER_CENT)
    assert tried.after.capability is not None
    assert tried.after.capability.band == climb.target
    assert tried.changed == tuple(changes)


def climb_of(checkup: CheckUp, to: float = 65, pack: Pack = PACK) -> Climb:
    """Return the steps to the next band, with the upper line at `to`."""
    pack = replace(pack, scoring=replace(pack.scoring, high_from=to))
    found = next_band(pack, diagnose(checkup, pack))
    assert found is not None
    return found


def test_one_step_is_enough_close_to_the_line() -> None:
    climb = climb_of(a_business(), to=51)
    assert (climb.band, climb.target, climb.count) == ("high", "high", 1)
    assert climb.steps == (Step("S5", 3, 4),)
    assert climb.before == pytest.approx(50)
    assert climb.before < 51 <= climb.after


def test_on_a_tie_low_levels_rise_first_and_then_the_order_of_the_pack_decides() -> None:
    lower_second = climb_of(a_business(S6=2), to=49.5)
    assert lower_second.steps == (Step("S6", 2, 3),)
    both = climb_of(a_business(), to=52)
    assert both.steps == (Step("S5", 3, 4), Step("S6", 3, 4))


def test_the_same_question_may_rise_twice() -> None:
    single = {question.id: DONT_KNOW for question in PACK.of_area("sales")}
    del single["S6"]
    climb = climb_of(a_business(**{**single, "S5": says(1), "S6": says(5)}), to=47)
    assert climb.steps == (Step("S5", 1, 3),)
    assert climb.count == 2


def test_in_the_top_band_it_says_how_many_steps_are_left() -> None:
    areas = dict.fromkeys((area.id for area in PACK.areas), 5)
    climb = climb_of(a_business(**areas, S1=3, S2=4, S3=DONT_KNOW))
    assert (climb.target, climb.band, climb.steps, climb.count, climb.left) == (None, "high", (), 0, 3)
    assert climb.before == climb.after


def test_where_hardly_anything_is_known_no_steps_reach_the_next_band() -> None:
    unknown = {question.id: DONT_KNOW for question in PACK.practices() if question.id != "S1"}
    climb = climb_of(a_shop(S1=1, **unknown))
    assert (climb.steps, climb.band, climb.target, climb.left) == ((), "low", "middle", 4)
    assert next_band(PACK, diagnose(a_shop())) is None


def test_blanks_and_areas_without_a_score_are_no_steps() -> None:
    climb = climb_of(a_business(product=2, place=None, PL1=1, S3=NOTHING_YET))
    raised = {step.question for step in climb.steps}
    assert climb.target == "high"
    assert climb.steps
    assert not raised & {"PL1", "S3"}


def test_levels_between_two_people_rise_by_one_and_stop_at_the_top() -> None:
    halfway = a_business(colleagues=[a_sheet({"S5": 2}, "P2")])
    assert climb_of(halfway, to=50).steps == (Step("S5", 2.5, 3.5),)
    areas = dict.fromkeys((area.id for area in PACK.areas), 5)
    nearly = climb_of(a_business(**areas, colleagues=[a_sheet({"S1": 4}, "P2")]), to=99.9)
    assert (nearly.steps, nearly.left) == ((Step("S1", 4.5, 5),), 1)


# answers tried


def test_answers_are_tried_on_a_copy() -> None:
    shop = a_business(S1=believes(2), S2=DONT_KNOW, S3=3)
    tried = try_answers(PACK, shop, {"S1": 5, "S2": 4, "S3": 3}, TODAY, THREE_PER_CENT)
    assert tried.before == diagnose(shop)
    assert tried.after == diagnose(tried.checkup)
    assert shop == a_business(S1=believes(2), S2=DONT_KNOW, S3=3)
    assert (tried.after.pooled["S1"].supported, tried.after.pooled["S2"].supported) == (5, 4)
    assert tried.changed == ("S1", "S2")


def test_what_was_noted_and_ticked_stays_in_the_copy() -> None:
    shop = a_business(S1=replace(believes(2, "mine"), records=frozenset({2})))
    answer = try_answers(PACK, shop, {"S1": 4}, TODAY, THREE_PER_CENT).checkup.sheets[0].answers["S1"]
    assert (answer.level, answer.records, answer.note) == (4, {0, 2}, "mine")


def test_several_people_try_a_level_together_also_where_they_agreed_on_another() -> None:
    shop = a_business(S1=1, colleagues=[a_sheet({"S1": 3}, "P2")])
    for agreed in ({}, {"S1": Agreed(2)}, {"S1": Agreed(2, "ours")}):
        tried = try_answers(PACK, replace(shop, agreed=agreed), {"S1": 5}, TODAY, THREE_PER_CENT)
        assert tried.after.pooled["S1"].supported == 5
        assert not tried.after.pooled["S1"].open
        assert tried.after.pooled["S1"].agreed is bool(agreed)


def test_a_check_up_that_nobody_answered_yet_may_be_tried_too() -> None:
    empty = replace(a_shop(), sheets=())
    assert try_answers(PACK, empty, {"S1": 5}, TODAY, THREE_PER_CENT).after.pooled["S1"].supported == 5


def test_the_estimate_of_revenue_may_be_tried() -> None:
    tried = try_answers(PACK, a_business(revenue=(), O1=3), {"O1": 5}, TODAY, THREE_PER_CENT)
    assert (tried.before.trajectory.state, tried.after.trajectory.state) == ("stuck", "growing")
    assert tried.changed == ("O1",)


def test_what_the_form_does_not_ask_changes_nothing() -> None:
    tried = try_answers(PACK, a_business(form="quick"), {"S7": 5}, TODAY, THREE_PER_CENT)
    assert tried.changed == ()


def test_only_questions_and_levels_of_the_pack_are_tried() -> None:
    with pytest.raises(KeyError):
        try_answers(PACK, a_business(), {"S99": 3}, TODAY, THREE_PER_CENT)
    with pytest.raises(ValueError, match="1 to 5"):
        try_answers(PACK, a_business(), {"S1": 6}, TODAY, THREE_PER_CENT)
