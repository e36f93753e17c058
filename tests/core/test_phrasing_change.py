"""What would change the verdict, what does not fit, how far people agree: each sentence, and the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from builders import (
    DONT_KNOW,
    GROWING,
    NOTHING_YET,
    PACK,
    WORDS,
    a_business,
    a_sheet,
    a_shop,
    diagnose,
    says,
)
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor.core.answers import Agreed, CheckUp
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.sensitivity import Check, Flip, Sensitivity, Way
from plateau_doctor.core.whatif import Climb, Step, next_band
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.agreement import agreement, perception_gap
from plateau_doctor.phrasing.sensitivity import climb, flips, holds
from plateau_doctor.phrasing.standing import about_the_same, directions, misfits, weakest_step
from plateau_doctor.summary import summary, summary_text

KEYS = ("weights", "mean", "claimed", "cuts")
NAMES = {question: WORDS.questions[question].plain_name for question in PACK.by_id}


def told(checkup: CheckUp, pack: Pack = PACK) -> Phrasing:
    return Phrasing(pack, WORDS, checkup, diagnose(checkup, pack))


def firm(**story: Any) -> Phrasing:
    return told(a_business(**story))


def with_sensitivity(failing: tuple[str, ...] = (), nearest: tuple[Flip, ...] = ()) -> Phrasing:
    """Return a business whose checks fail and whose answers flip as told."""
    one = firm()
    checks = tuple(Check(key, key not in failing, "low" if key in failing else "middle") for key in KEYS)
    found = Sensitivity(checks, 4 - len(failing), nearest)
    return Phrasing(PACK, WORDS, one.checkup, replace(one.result, sensitivity=found))


def flip(question: str, way: Way = "chosen", before: float = 3, after: float = 4) -> Flip:
    return Flip(question, way, before, after, "stuck", "high")


# does it hold


def test_it_says_in_how_many_ways_the_verdict_holds() -> None:
    assert holds(with_sensitivity()) == "We checked the verdict in four other ways. It holds in 4 of 4."
    assert holds(with_sensitivity(("mean",))) == (
        "It holds in 3 of 4. It would change if a strong area could make up for a weak one."
    )
    assert holds(with_sensitivity(("weights", "cuts"))) == (
        "It holds in 2 of 4. It would change if all areas counted the same "
        "or if the lines between the bands moved by three points. Treat it as open."
    )
    assert holds(with_sensitivity(("weights", "mean", "claimed"))).startswith("It holds in 1 of 4")
    assert holds(with_sensitivity(KEYS)).startswith("It holds in 0 of 4")


def test_where_claimed_levels_count_the_supported_ones_are_named() -> None:
    steps = dict.fromkeys((area.id for area in PACK.areas), 4)
    shop = replace(a_business(record=False, **steps), settings={"claimed": True})
    assert "answers without a record counted as step 3" in holds(told(shop))


def test_without_a_verdict_there_is_nothing_to_hold() -> None:
    assert (holds(told(a_shop())), flips(told(a_shop()))) == ("", ())


# what would flip it


def test_no_answer_flips_it() -> None:
    assert flips(firm()) == ("No single answer would change the verdict.",)


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("record", "A record for {name} would change the verdict. Worth a look."),
        ("note", "A line on what {name} changed this year would change the verdict."),
        ("chosen", "One answer could change the verdict: {name}, from step 2.5 to step 4."),
        ("agreed", "Agreeing on step 4 for {name} would change the verdict."),
        ("found", "Finding out about {name} could change the verdict. You marked it as don't know."),
    ],
)
def test_each_way_has_its_sentence(way: Way, sentence: str) -> None:
    one = with_sensitivity(nearest=(flip("S5", way, 2.5),))
    assert flips(one) == (sentence.format(name=NAMES["S5"]),)


def test_two_single_steps_are_named_together() -> None:
    one = with_sensitivity(nearest=(flip("S5"), flip("S6", after=2), flip("S1")))
    assert flips(one) == (f"Closest to a change: {NAMES['S5']} and {NAMES['S6']}, one step each.",)


def test_of_each_way_the_nearest_is_said() -> None:
    nearest = (flip("S5", "record"), flip("S6"), flip("S1", after=5), flip("S2", "record"))
    said = flips(with_sensitivity(nearest=nearest))
    assert [NAMES["S5"] in said[0], NAMES["S6"] in said[1], len(said)] == [True, True, 2]
    far = flips(with_sensitivity(nearest=(flip("S1", after=5), flip("S2", after=5))))
    assert far == (f"One answer could change the verdict: {NAMES['S1']}, from step 3 to step 5.",)


# the next band


def steps(*changes: Step, count: int = 2, target: Any = "high") -> str:
    return climb(firm(), Climb(changes, count, 60, 65, "high", target, 90))


def test_the_steps_to_the_next_band() -> None:
    assert steps(Step("S5", 3, 4), Step("S6", 2.5, 3.5)) == (
        f"2 single steps would take you to the next band: {NAMES['S5']} to step 4 and {NAMES['S6']} to step 3.5. "
        "It is a step, not a forecast."
    )
    assert steps(Step("S5", 3, 4), count=1).startswith(
        f"One single step would take you to the next band: {NAMES['S5']}"
    )
    many = steps(*(Step(f"S{place}", 3, 4) for place in range(1, 9)), count=8)
    assert many.startswith("8 single steps would take you to the next band. These lift you most: ")
    assert NAMES["S5"] in many
    assert NAMES["S6"] not in many


def test_where_there_are_no_steps() -> None:
    assert steps(target=None) == "You are in the top band. Steps from here keep you there."
    assert "out of reach by steps alone" in steps()


# how areas, steps and directions stand


def test_areas_that_cannot_be_ranked_are_said() -> None:
    assert about_the_same(firm(price=1)) == ""
    assert about_the_same(told(a_shop())) == ""
    assert about_the_same(firm(price=2, place=2)) == (
        "Place and price are about the same. The answers do not allow us to rank them."
    )
    assert about_the_same(firm(price=2, place=2, product=2)).startswith("Place, price and product are about the same.")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"S4": 2}, f"In your five sales steps, the weakest link is {NAMES['S4']}."),
        ({"S2": 2, "S4": 2}, f"In your five sales steps, the weakest links are {NAMES['S2']} and {NAMES['S4']}."),
        ({"S2": 2, "S4": DONT_KNOW}, f"In your five sales steps, the weakest link is {NAMES['S2']}."),
        ({"S1": 2, "S2": 2, "S4": 2}, "In your five sales steps, no single link is the weakest."),
        ({}, "In your five sales steps, no single link is the weakest."),
        ({"S4": DONT_KNOW}, (f"In your five sales steps, look first at {NAMES['S4']}. "
         "It is marked as don't know, so we assumed little is in place.")),
        ({"S4": NOTHING_YET, "S1": 1}, ""),
    ],
)  # fmt: skip
def test_the_weakest_of_the_sales_steps(answers: dict[str, Any], sentence: str) -> None:
    assert weakest_step(firm(**answers)) == sentence


def test_a_pack_without_a_chain_says_nothing_of_it() -> None:
    assert weakest_step(told(a_business(), replace(PACK, chain=()))) == ""


def test_the_two_directions() -> None:
    one = firm(AL1=1, AL2=1, AL3=1, AL4=5, AL5=5)
    assert directions(one) == (
        "From marketing to sales: little in place yet. From sales to marketing: in place and improving."
    )
    assert directions(firm(AL4=NOTHING_YET)) == ""


# what does not fit


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        ({"S7": 5, "facts": {"win_rate": None}}, (f"You chose step 5 for {NAMES['S7']}, "
         "and marked the share of quotes you win as unknown. Which is nearer?")),
        ({"S7": says(5, note=""), "facts": {"win_rate": None}}, (f"You chose step 5 for {NAMES['S7']}, "
         "and marked the share of quotes you win as unknown. Which is nearer?")),
        ({"PL2": 4, "facts": {"largest_customer": 0.4}}, ("You watch dependence closely, and one customer brings 40% "
         "of sales. Keep both, or change one?")),
        ({"S8": 4, "facts": {"owner_sales_share": 0.7}}, ("Others win most sales, and you bring in 70% of them "
         "yourself. Which is nearer?")),
        ({"AL4": 4, "S4": 2}, ("Marketing reads wins and losses each month, and quotes are left without a reason. "
         "Which is nearer?")),
        ({"revenue": GROWING, "O1": 2}, ("Your answer says shrinking; your figures say 10.7% a year after inflation. "
         "The figures count. Check that the years are right.")),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_asked_kindly(story: dict[str, Any], sentence: str) -> None:
    assert misfits(firm(**story)) == (sentence,)


def test_a_misfit_is_among_the_reasons_for_the_confidence() -> None:
    assert f"2 answers need a second look: {NAMES['S4']} and {NAMES['AL4']}" in firm(AL4=4, S4=2).confidence_reasons()
    lonely = firm(PL2=4, facts={"largest_customer": 0.4}).confidence_reasons()
    assert f"one answer needs a second look: {NAMES['PL2']}" in lonely


# several people


def sides(sales: int, marketing: int, **more: Any) -> Phrasing:
    """Return a business whose sales and marketing gave these levels to AL1."""
    others = [a_sheet({"AL1": sales}, "P2", "sales"), a_sheet({"AL1": marketing}, "P3", "marketing")]
    return firm(AL1=NOTHING_YET, colleagues=others, **more)


def test_what_is_said_of_one_question() -> None:
    one = sides(4, 3)
    assert agreement(one, one.result.agreement["AL1"]) == (
        f"Steps 3 and 4 for {NAMES['AL1']}.",
        "Your answers lie close together.",
        "People in sales see it one step higher than people in marketing.",
    )
    assert perception_gap(one) == "On working together, sales and marketing lie one step apart on average."


def test_an_open_question_asks_for_a_talk() -> None:
    one = sides(1, 4)
    assert agreement(one, one.result.agreement["AL1"])[1:] == (
        "Your answers lie 3 steps apart. Let each give one example, then settle on a step.",
        "Accept step 1, the lower middle of your answers.",
        "People in marketing see it 3 steps higher than people in sales.",
    )
    assert perception_gap(one) == "On working together, sales and marketing lie 3 steps apart on average."


def test_a_settled_question_says_on_what() -> None:
    one = sides(1, 4, agreed={"AL1": Agreed(2)})
    assert agreement(one, one.result.agreement["AL1"])[1] == "You settled on step 2."
    alike = sides(3, 3)
    assert (len(agreement(alike, alike.result.agreement["AL1"])), perception_gap(alike)) == (2, "")


def test_from_four_people_on_there_is_a_measure() -> None:
    people = [a_sheet({"S1": level}, f"P{level}") for level in (2, 3, 4)]
    one = firm(S1=1, colleagues=people)
    said = agreement(one, one.result.agreement["S1"])
    assert said[1] == "Mean distance from the mean, in steps: 1. Agreement: 17 of 100."


# the summary


def test_the_summary_tells_it_all() -> None:
    one = sides(1, 4, PL2=4, facts={"largest_customer": 0.4}, S4=2)
    text, whole = summary_text(one), summary(one)
    for sentence in (holds(one), *flips(one), about_the_same(one), weakest_step(one), *misfits(one)):
        assert sentence in text
    assert f"Steps 1 and 4 for {NAMES['AL1']}." in text
    assert perception_gap(one) in text
    assert whole["sensitivity"]["holding"] == 4
    assert [check["key"] for check in whole["sensitivity"]["checks"]] == list(KEYS)
    assert whole["sensitivity"]["sentences"] == [holds(one), *flips(one)]
    assert whole["checks"] == [{"id": "customer", "questions": ["PL2"], "sentence": misfits(one)[0]}]
    assert whole["chain"]["weakest"] == ["S4"]
    assert whole["directions"].keys() == {"tosales", "tomarketing"}
    assert whole["lowest"] == list(one.result.lowest)
    assert whole["agreement"] == {"AL1": {"levels": [1, 4], "deviation": None, "within": None, "gap": -3}}


def test_the_summary_of_flips_names_question_and_steps() -> None:
    one = firm(revenue=(), O1=3)
    assert summary(one)["sensitivity"]["flips"][0] == {
        "question": "O1",
        "way": "chosen",
        "from": 3,
        "to": 4,
        "state": "growing",
        "band": "middle",
    }


def test_the_summary_without_a_verdict_leaves_it_out() -> None:
    one = told(a_shop())
    assert summary(one)["sensitivity"] is None
    assert "What would change it" not in summary_text(one)
    assert "Worth a second look" not in summary_text(one)


@given(check_ups())
@EXAMPLES
def test_every_check_up_speaks_in_whole_sentences(checkup: CheckUp) -> None:
    one = told(checkup)
    said = [holds(one), *flips(one), about_the_same(one), weakest_step(one), directions(one), *misfits(one)]
    said += [perception_gap(one), *(line for each in one.result.agreement.values() for line in agreement(one, each))]
    way = next_band(PACK, one.result)
    said += [climb(one, way)] if way else []
    for sentence in filter(None, said):
        assert not sentence[0].islower()
        assert sentence[-1] in ".?"
        assert "{" not in sentence
        assert "None" not in sentence.split()
