"""Then and now: shared questions only, what is more than noise, what became of the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from builders import GROWING, PACK, STUCK, WORDS, a_business, believes, diagnose
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor.core.answers import CheckUp, PlanEntry
from plateau_doctor.core.compare import Change, Comparison, Side, compare
from plateau_doctor.core.pack import Pack
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import compare as words

THEN = date(2026, 2, 3)
NEWER = replace(
    PACK,
    version=2,
    questions=tuple(
        replace(question, id="NEW", area="price") if question.id == "PR6" else question for question in PACK.questions
    ),
)


def side(checkup: CheckUp, pack: Pack = PACK) -> Side:
    return Side(pack, checkup, diagnose(checkup, pack))


def between(then: CheckUp, now: CheckUp) -> Comparison:
    return compare(side(replace(then, date=THEN)), side(now))


def firm(plan: tuple[PlanEntry, ...] = (), **story: Any) -> CheckUp:
    return replace(a_business(**story), plan=plan)


def test_a_change_larger_than_the_doubt_is_told_and_a_small_one_is_not() -> None:
    one = between(firm(price=1), firm(price=4, S1=4))
    assert one.areas["price"].moved == "up"
    assert one.areas["price"].before == 0
    assert one.areas["price"].after == 75
    assert one.areas["sales"].moved == "same"
    assert one.areas["place"] == Change(50.0, 50.0, pytest.approx(one.areas["place"].doubt))
    assert one.capability is not None
    assert one.capability.moved == "up"
    assert [move.question for move in one.top] == ["PR1", "PR2", "PR3"]


def test_the_doubt_is_that_of_the_difference() -> None:
    then, now = firm(), firm()
    one, area = between(then, now), diagnose(now).areas["price"]
    rules = PACK.scoring
    variance = 2 * area.deviation**2 * (1 - rules.between_correlation)
    assert one.areas["price"].doubt == pytest.approx(rules.range_factor * variance**0.5)


def test_only_shared_questions_count_across_versions_of_a_pack() -> None:
    then, now = firm(PR6=5), firm(PR6=5)
    one = compare(side(replace(then, date=THEN)), side(replace(now, pack_version=2), NEWER))
    assert one.only_before == ("PR6",)
    assert one.only_after == ("NEW",)
    assert "PR6" not in one.shared
    assert one.areas["price"].before == one.areas["price"].after == 50
    assert one.movements == ()


def test_an_area_that_cannot_be_scored_on_both_dates_is_left_out() -> None:
    one = between(firm(price=None), firm())
    assert "price" not in one.areas
    assert one.capability is not None
    empty = between(firm(**dict.fromkeys([area.id for area in PACK.areas])), firm())
    assert empty.capability is None
    assert words.finding(Phrasing(PACK, WORDS, firm(), diagnose(firm())), empty).startswith("Too few questions")


def test_quick_check_ups_ask_for_as_few_answers_in_an_area_as_they_do_alone() -> None:
    two: dict[str, Any] = {"price": None, "PR1": 3, "PR2": 3}
    quick, full = firm(form="quick", **two), firm(**two)
    assert "price" in between(quick, quick).areas
    assert "price" in between(quick, full).areas
    assert "price" in between(full, quick).areas
    assert "price" not in between(full, full).areas


def test_a_question_that_left_the_quick_form_still_counts_where_both_answered_it() -> None:
    left = replace(
        PACK,
        version=2,
        questions=tuple(
            replace(question, short_form=False) if question.id == "PR1" else question for question in PACK.questions
        ),
    )
    then, now = firm(form="quick", PR1=1), firm(PR1=5, PR3=1)
    one = compare(side(replace(then, date=THEN)), side(replace(now, pack_version=2), left))
    assert [move.question for move in one.movements] == ["PR1"]
    assert one.areas["price"].after > one.areas["price"].before
    assert "PR3" not in one.shared


def test_a_comparison_knows_both_days() -> None:
    one = between(firm(), firm())
    assert (one.before, one.after) == (THEN, firm().date)


def test_an_area_scored_on_one_date_only_weighs_nothing_in_the_whole() -> None:
    one, without = between(firm(price=None), firm(price=1)), between(firm(), firm())
    assert one.capability is not None
    assert without.capability is not None
    assert one.capability.after == pytest.approx(without.capability.after)


def test_claimed_levels_count_in_both_or_in_neither() -> None:
    claimed = replace(firm(S5=believes(5)), settings={"claimed": True})
    assert between(firm(S5=believes(5)), claimed).movements == ()


def test_what_became_of_the_plan() -> None:
    plan = (
        PlanEntry("S5", 0, status="done"),
        PlanEntry("PR2", 0, status="started"),
        PlanEntry("PM4", 0),
        PlanEntry("GONE", 0, status="dropped"),
    )
    one = between(firm(plan, S5=1), firm(S5=4))
    assert [one.kept(status) for status in ("done", "started", "not_started", "dropped")] == [1, 1, 1, 1]
    assert one.aimed == ("S5", "PR2", "PM4")
    assert one.risen == ("S5",)
    assert words.plan_kept(one) == (
        "Of 4 moves in the earlier plan: 1 done, 1 started, 1 not started, 1 dropped. "
        "1 of the 3 questions they aimed at stands higher now."
    )
    lost = between(firm((PlanEntry("GONE", 0),)), firm())
    assert words.plan_kept(lost) == "The one move in the earlier plan: 1 not started."
    assert words.plan_kept(between(firm(), firm())) == ""


def test_the_comparison_in_words() -> None:
    now = firm(price=4, promotion=1, revenue=GROWING)
    one = between(firm(price=1, promotion=4, revenue=STUCK), now)
    phrasing = Phrasing(PACK, WORDS, now, diagnose(now))
    text = "\n".join(words.lines(phrasing, one))
    assert "Price moved up from 0 to 75 since 3 February 2026." in text
    assert "Promotion moved down from 75 to 0 since 3 February 2026." in text
    assert "Look at " in text
    assert "Then: stuck. Now: growing." in text
    assert "Moved most: " in text
    assert "Place: About the same as on 3 February 2026." in text
    assert [moved for _name, moved, _said in words.areas(phrasing, one)][-1] == "same"
    unknown = between(firm(revenue=()), now)
    assert words.direction(phrasing, unknown) == "Then: cannot tell. Now: growing."
    versions = compare(side(replace(firm(), date=THEN)), side(replace(firm(), pack_version=2), NEWER))
    assert words.shared(versions) == "50 of 51 questions are the same in both, and only those are compared."


def test_not_as_many_people_is_said() -> None:
    now = firm()
    one = replace(between(firm(), now), people=(1, 3))
    phrasing = Phrasing(PACK, WORDS, now, diagnose(now))
    said = "1 person answered then and 3 now: part of the change may be who was asked."
    assert words.people(one) == said
    assert said in words.said_of_both(phrasing, one)
    assert words.people(replace(one, people=(4, 3))).startswith("4 people answered then and 3 now")
    assert words.people(between(firm(), now)) == ""


def test_a_fall_without_an_answer_that_fell_points_at_the_answers() -> None:
    now = firm()
    one = replace(between(firm(), now), capability=Change(60, 40, 1), movements=())
    said = words.finding(Phrasing(PACK, WORDS, now, diagnose(now)), one)
    assert said.endswith("Look at its answers first.")


@given(check_ups())
@EXAMPLES
def test_compared_with_itself_nothing_moved(checkup: CheckUp) -> None:
    one = compare(side(checkup), side(checkup))
    assert one.movements == ()
    assert all(change.moved == "same" for change in one.areas.values())
    assert one.capability is None or one.capability.moved == "same"


@given(check_ups(), check_ups())
@EXAMPLES
def test_the_other_way_round_every_change_turns_round(first: CheckUp, second: CheckUp) -> None:
    second = replace(second, form=first.form, settings=first.settings)
    there, back = compare(side(first), side(second)), compare(side(second), side(first))
    turned = {"up": "down", "down": "up", "same": "same"}
    assert {name: turned[change.moved] for name, change in there.areas.items()} == {
        name: change.moved for name, change in back.areas.items()
    }
    assert {move.question for move in there.movements} == {move.question for move in back.movements}
