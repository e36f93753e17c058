"""The condition language and how strongly a pattern fits (SCORING.md section 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DONT_KNOW, PACK, a_business, diagnose
from plateau_doctor.core.pack import Pattern
from plateau_doctor.core.patterns import (
    FACTS,
    ConditionError,
    Largest,
    PatternFit,
    Ramp,
    fit_patterns,
    is_known_name,
    least_of,
    parse,
    pattern_strength,
)
from plateau_doctor.core.result import Result

IDS = tuple(PACK.by_id)
AREAS = tuple(area.id for area in PACK.areas)


# the language


def test_a_ramp() -> None:
    assert parse("hi(S1, 2, 4)") == Ramp("hi", "S1", 2, 4)
    assert parse("  lo ( real_growth ,-0.02,  0.02 ) ") == Ramp("lo", "real_growth", -0.02, 0.02)


def test_any_holds_one_or_more_and_may_be_nested() -> None:
    condition = parse("any(hi(S1, 2, 4), any(lo(win_rate, 0.1, 0.3)))")
    assert condition == Largest((Ramp("hi", "S1", 2, 4), Largest((Ramp("lo", "win_rate", 0.1, 0.3),))))
    assert condition.names == {"S1", "win_rate"}


@pytest.mark.parametrize(("value", "rising"), [(1.0, 0.0), (2.0, 0.0), (2.5, 0.25), (3.0, 0.5), (4.0, 1.0), (5.0, 1.0)])
def test_strengths_rise_and_fall_between_the_two_numbers(value: float, rising: float) -> None:
    assert parse("hi(S1, 2, 4)").strength({"S1": value}) == rising
    assert parse("lo(S1, 2, 4)").strength({"S1": value}) == 1 - rising


def test_what_is_not_known_has_no_strength() -> None:
    either = parse("any(hi(S1, 2, 4), lo(S2, 2, 4))")
    assert parse("hi(S1, 2, 4)").strength({}) is None
    assert either.strength({}) is None
    assert either.strength({"S2": 3}) == 0.5
    assert either.strength({"S1": 4, "S2": 3}) == 1.0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "character 1: expected hi, lo or any"),
        ("S1 > 3", "character 3: expected ("),
        ("high(S1, 2, 4)", "character 1: expected hi, lo or any, found high"),
        ("any(hi(S1, 2, 4), max(S2))", "character 19: expected hi, lo or any, found max"),
        ("hi", "character 3: expected ("),
        ("hi(2, 4)", "character 4: expected a name"),
        ("hi(S1; 2, 4)", "character 6: expected ,"),
        ("hi(S1, two, 4)", "character 7: expected a number"),
        ("hi(S1, 2)", "character 9: expected ,"),
        ("hi(S1, 2, )", "character 10: expected a number"),
        ("hi(S1, 2, 4", "character 12: expected )"),
        ("hi(S1, 4, 2)", "character 1: the first number of hi(S1, ...) must be smaller than the second"),
        ("any(lo(S1, 2, 2))", "character 5: the first number of lo(S1, ...) must be smaller than the second"),
        ("hi(S1, 2, 4) and more", "character 13: nothing may follow"),
        ("any()", "character 5: expected hi, lo or any"),
        ("any(hi(S1, 2, 4)", "character 17: expected , or )"),
        ("any(" * 21, "character 84: it holds more than 20 brackets"),
        ("__import__('os')", "character 1: expected hi, lo or any, found __import__"),
    ],
)
def test_each_wrong_text_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(ConditionError) as refusal:
        parse(text)
    assert str(refusal.value) == sentence


NEARLY = st.lists(
    st.sampled_from(["hi", "lo", "any", "(", ")", ",", " ", "S1", "2", "4", "-0.5", "1e9", "é", "\n", "9" * 400]),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(max_size=60), NEARLY))
@settings(max_examples=300, deadline=None)
def test_no_text_does_anything_but_give_a_condition_or_be_refused(text: str) -> None:
    try:
        condition = parse(text)
    except ConditionError:
        return
    strength = condition.strength(dict.fromkeys(condition.names, 3.0))
    assert strength is not None
    assert 0 <= strength <= 1


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
@settings(deadline=None)
def test_hi_and_lo_add_up_to_one(value: float, low: float, width: float) -> None:
    known = {"x": value}
    rising, falling = Ramp("hi", "x", low, low + width), Ramp("lo", "x", low, low + width)
    assert (rising.strength(known) or 0) + (falling.strength(known) or 0) == pytest.approx(1)


# names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("min_PL4_PL5", ("PL4", "PL5")),
        ("min_S6_PR2_PL7", ("S6", "PR2", "PL7")),
        ("min_S6", None),
        ("min_S6_XX", None),
        ("min_sales_marketing", None),
        ("PL4_PL5", None),
    ],
)
def test_names_of_a_least_level(name: str, parts: tuple[str, ...] | None) -> None:
    assert least_of(name, IDS) == parts


def test_only_names_that_mean_something_may_be_read() -> None:
    for name in ("S1", "O8", "price", "win_rate", "capability", "staff", "min_S1_S2", *FACTS):
        assert is_known_name(name, IDS, AREAS)
    for name in ("s1", "S9", "profits", "min_S1", "__class__"):
        assert not is_known_name(name, IDS, AREAS)


def test_every_condition_of_the_shipped_pack_reads_known_names() -> None:
    texts = [text for pattern in PACK.patterns for text in (*pattern.must, *pattern.support)]
    texts += [text for gate in PACK.gates for text in gate.open_when]
    assert all(is_known_name(name, IDS, AREAS) for text in texts for name in parse(text).names)


# strengths by hand

LEAKY = Pattern(
    "PX",
    "cause",
    must=("lo(S5, 2, 4)", "any(hi(loss_rate, 0.1, 0.3), lo(O7, 2, 4))"),
    support=("lo(PM5, 2, 4)", "lo(PD7, 2, 4)", "hi(S1, 2, 4)"),
    moves=(("S5",),),
)


def strength(**known: float) -> float | None:
    return pattern_strength(LEAKY, known, 0.6, 0.6)


def test_a_strength_worked_by_hand() -> None:
    # must .75 and .50; support 1, .5 and 0: .5 x (.6 + .4 x .5)
    assert strength(S5=2.5, loss_rate=0.2, PM5=1, PD7=3, S1=2) == pytest.approx(0.5 * (0.6 + 0.4 * 0.5))
    assert strength(S5=1, loss_rate=0.4, PM5=1, PD7=1, S1=5) == pytest.approx(1.0)
    assert strength(S5=1, loss_rate=0.05, O7=1, PM5=5) == pytest.approx(0.6)


def test_every_must_has_to_be_known() -> None:
    assert strength(loss_rate=0.4, PM5=1, PD7=1, S1=5) is None
    assert strength(S5=1, PM5=1, PD7=1, S1=5) is None


def test_three_fifths_of_all_conditions_have_to_be_known() -> None:
    assert strength(S5=1, loss_rate=0.4) is None
    assert strength(S5=1, loss_rate=0.4, S1=1) == pytest.approx(0.6)


def test_without_support_conditions_the_must_alone_gives_three_fifths() -> None:
    bare = replace(LEAKY, support=())
    assert pattern_strength(bare, {"S5": 1, "loss_rate": 0.4}, 0.6, 0.6) == pytest.approx(0.6)


# roles


def simple(name: str, kind: Any, question: str) -> Pattern:
    support = (f"lo({question}, 1, 5)", f"lo({question}, 1, 5)")
    return Pattern(name, kind, (f"lo({question}, 1, 5)",), support, ())


def roles(known: dict[str, float], form: str = "full", **options: bool) -> dict[str, str]:
    causes = [simple(f"C{place}", "cause", f"S{place}") for place in (1, 2, 3, 4, 5)]
    others = (simple("R", "risk", "S6"), simple("E", "enabler", "S7"))
    pack = replace(PACK, patterns=(*causes, *others))
    return {fit.id: fit.role for fit in fit_patterns(pack, known, form, **options)}


def test_the_strongest_cause_leads_and_at_most_two_more_are_shown() -> None:
    found = roles({"S1": 1.2, "S2": 1.0, "S3": 1.4, "S4": 1.3, "S5": 5.0, "S6": 1.0, "S7": 1.0})
    assert found == {
        "C2": "leading",
        "C1": "also",
        "C4": "also",
        "C3": "none",
        "C5": "none",
        "R": "risk",
        "E": "enabler",
    }


def test_causes_that_fit_alike_are_told_apart_by_their_id() -> None:
    found = roles({"S1": 1.0, "S2": 1.0})
    assert (found["C1"], found["C2"]) == ("leading", "also")


def test_some_signs_are_worth_watching() -> None:
    # level 2.5: .625 x (.6 + .4 x .625) = .53
    assert roles({"S1": 2.5, "S6": 2.5})["C1"] == "watch"
    assert roles({"S1": 2.5, "S6": 2.5})["R"] == "watch"
    assert roles({"S1": 4.0})["C1"] == "none"


def test_the_quick_form_asks_for_a_closer_fit() -> None:
    # level 2.1: .725 x (.6 + .4 x .725) = .645
    assert roles({"S1": 2.1})["C1"] == "leading"
    assert roles({"S1": 2.1}, "quick")["C1"] == "watch"


def test_foundations_first_names_no_cause_but_keeps_the_risk() -> None:
    found = roles({"S1": 1.0, "S2": 2.5, "S6": 1.0, "S7": 1.0}, name_causes=False)
    assert (found["C1"], found["C2"], found["R"], found["E"]) == ("none", "none", "risk", "enabler")


def test_only_conditions_that_hold_by_half_are_among_the_reasons() -> None:
    pack = replace(PACK, patterns=(LEAKY,))
    known = {"S5": 3.0, "loss_rate": 0.15, "O7": 2.0, "PM5": 3.5, "S1": 5.0}
    (fit,) = fit_patterns(pack, known, "full")
    assert fit.fits == ("lo(S5, 2, 4)", "any(hi(loss_rate, 0.1, 0.3), lo(O7, 2, 4))", "hi(S1, 2, 4)")


# patterns of the shipped pack


def leading(**story: Any) -> PatternFit | None:
    return diagnose(a_business(**story)).leading


def test_the_mistake_this_product_exists_to_catch() -> None:
    trap = leading(promotion=4, product=2, price=2, PM7=1, PM4=2, S5=2)
    assert trap is not None
    assert trap.id == "P01"
    assert trap.strength is not None
    assert trap.strength > 0.9


def test_a_firm_that_does_most_things_well_has_no_cause_to_name() -> None:
    assert leading(sales=5, product=5, price=5, promotion=5, place=5, alignment=5, revenue=(100, 120, 144)) is None


def test_concentration_is_a_risk_and_never_leads() -> None:
    result = diagnose(a_business(PL2=1, S1=1, facts={"largest_customer": 0.6}))
    (fit,) = [fit for fit in result.patterns if fit.id == "P06"]
    assert (fit.role, fit.kind) == ("risk", "risk")


# foundations


def first_steps(**story: Any) -> Result:
    twos: dict[str, Any] = dict.fromkeys(AREAS, 2)
    return diagnose(a_business(**{**twos, **story}))


def test_a_firm_at_its_first_steps_lays_foundations_first() -> None:
    result = first_steps()
    assert result.foundations
    assert result.leading is None
    assert all(fit.role in ("none", "risk", "enabler") for fit in result.patterns)


def test_one_area_beyond_the_first_steps_is_enough_to_look_for_a_cause() -> None:
    assert not first_steps(place=3).foundations
    assert not first_steps(PR1=3, PR2=3).foundations
    assert first_steps(PR3=3).foundations


def test_dont_knows_count_as_first_steps_and_missing_areas_forbid_the_claim() -> None:
    assert first_steps(S1=DONT_KNOW).foundations
    assert first_steps(place=None).foundations
    assert not first_steps(place=None, price=None).foundations
