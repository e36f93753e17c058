"""Receipts: an independent reader gets the number that is shown, and notices every changed figure."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    GROWING,
    NOTHING_YET,
    PACK,
    SHRINKING,
    STUCK,
    THREE_PER_CENT,
    WORDS,
    a_business,
    a_sheet,
    a_shop,
    believes,
    diagnose,
    says,
)
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor import samples
from plateau_doctor.core.answers import Agreed, Answer, CheckUp, CustomerCount
from plateau_doctor.core.explain import Case, explain, explainable
from plateau_doctor.core.receipt import Tape, add, call, decimals, minus, over, receipt, times
from plateau_doctor.core.result import examine
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import load_inflation, shipped
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import receipts as words
from plateau_doctor.summary import summary_json
from reading_receipts import WrongReceiptError, read_receipt

_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def told(checkup: CheckUp) -> Phrasing:
    return Phrasing(PACK, WORDS, checkup, diagnose(checkup))


def sample(name: str) -> tuple[Phrasing, dict[str, dict[int, float]]]:
    checkup = read_checkup(samples.sample_path(name), lambda own, version: shipped(own, version)[0])
    table = {country: dict(rates) for country, rates in load_inflation().items()}
    return Phrasing(PACK, WORDS, checkup, examine(PACK, checkup, checkup.date, table)), table


def shown_of_the_whole(phrasing: Phrasing, whole: dict[str, Any]) -> dict[str, float]:
    capability = whole["capability"]
    if capability is None:
        return {}
    band = capability["band_odds"][capability["band"]]
    found = {"capability": capability["score"], "average": capability["average"], "band": band * 100}
    found |= {f"{side}:capability": capability[side] for side in ("low", "high")}
    verdict = phrasing.result.verdict
    if verdict is not None:
        found["confidence"] = round(min(band, max(whole["trajectory"]["probabilities"].values())) * 100, 9)
        found["answered"] = round(verdict.answered * 100, 9)
    shown = {name: float(round(value)) for name, value in found.items()}
    return {**shown, "unevenness": shown["average"] - shown["capability"]}


def shown_numbers(phrasing: Phrasing) -> dict[str, float]:
    """Return the numbers as `diagnose --json` gives them, under the names that their receipts have."""
    whole = json.loads(summary_json(phrasing))
    trajectory = whole["trajectory"]
    scored = {name: area for name, area in whole["areas"].items() if area["scored"]}
    shares = {f"pattern:{fit['id']}": fit["strength"] for fit in whole["patterns"] if fit["strength"] is not None}
    shares |= {f"odds:{direction}": chance for direction, chance in trajectory["probabilities"].items()}
    rates = {"trajectory": "rate", "margin": "margin", "market": "relative"}
    return {
        **shown_of_the_whole(phrasing, whole),
        **{name: round(area["score"]) for name, area in scored.items()},
        **{f"{side}:{name}": round(area[side]) for name, area in scored.items() for side in ("low", "high")},
        **{own: float(level) for own in phrasing.result.pooled if (level := phrasing.level_of(own))},
        **{name: round(round(share * 100, 9)) for name, share in shares.items()},
        **{f"plan:{move['question']}": round(round(move["priority"], 9)) for move in whole["plan"]},
        **{what: round(trajectory[key] * 100, 1) for what, key in rates.items() if trajectory[key] is not None},
    }


def loose_figures(words_: str) -> list[str]:
    """Return the figures among words; the ids of questions are names."""
    return re.findall(r"(?<![A-Z])\d+", words_)


def changed(
    line: str, others: Iterable[str] = ("0", "0.5", "1", "1.5"), steps: tuple[int, ...] = (1, -1, 7)
) -> Iterator[str]:
    """Yield the line with one of its figures changed, by so many of its last digit and to others, for each figure."""
    start = line.rindex(": ") + 2
    for found in _FIGURE.finditer(line, start):
        text = found[0]
        for other in others:
            if float(other) != float(text):
                yield line[: found.start()] + other + line[found.end() :]
        digit = 10 ** -len(text.partition(".")[2])
        for step in steps:
            other = f"{abs(float(text) + step * digit):.{len(text.partition('.')[2])}f}"
            if float(other) != float(text):
                yield line[: found.start()] + other + line[found.end() :]


@pytest.mark.parametrize("name", ["growing", "leaky-bucket", "promotion-trap"])
def test_every_receipt_of_a_sample_gives_the_number_that_is_shown(name: str) -> None:
    phrasing, table = sample(name)
    shown = shown_numbers(phrasing)
    names = words.what_there_is(phrasing, table)
    assert set(shown) <= set(names)
    for what in names:
        one = words.receipt(phrasing, what, table)
        assert one.title
        assert read_receipt(list(one.lines)) == float(one.result.replace("\N{MINUS SIGN}", "-"))
        if what in shown:
            assert read_receipt(list(one.lines)) == pytest.approx(shown[what], abs=1e-9), what
        assert not [line for line in one.lines if loose_figures(line[: line.rindex(": ")])], "figures among words"
        assert not [note for note in one.notes if loose_figures(note)]


@pytest.mark.uncounted
@pytest.mark.parametrize("name", ["growing", "leaky-bucket", "promotion-trap"])
def test_a_receipt_with_one_changed_figure_is_rejected(name: str) -> None:
    phrasing, table = sample(name)
    for what in words.what_there_is(phrasing, table):
        lines = list(words.receipt(phrasing, what, table).lines)
        right = read_receipt(lines)
        for place, line in enumerate(lines):
            for other in changed(line):
                wrong = [*lines[:place], other, *lines[place + 1 :]]
                try:
                    assert read_receipt(wrong) != right, (what, line, other)
                except WrongReceiptError:
                    continue


@given(check_ups(), st.randoms(use_true_random=False))
@settings(parent=EXAMPLES, max_examples=30)
def test_receipts_of_any_check_up_hold_and_notice_a_change(checkup: CheckUp, dice: random.Random) -> None:
    phrasing = told(checkup)
    shown = shown_numbers(phrasing)
    names = words.what_there_is(phrasing, THREE_PER_CENT)
    assert set(shown) <= set(names)
    for what in dice.sample(names, min(len(names), 12)):
        lines = list(words.receipt(phrasing, what, THREE_PER_CENT).lines)
        right = read_receipt(lines)
        if what in shown:
            assert right == pytest.approx(shown[what], abs=1e-9), what
        place = dice.randrange(len(lines))
        for other in changed(lines[place]):
            try:
                assert read_receipt([*lines[:place], other, *lines[place + 1 :]]) != right, (what, other)
            except WrongReceiptError:
                continue


# what single receipts say


def lines_of(checkup: CheckUp, what: str) -> str:
    return "\n".join(words.receipt(told(checkup), what, THREE_PER_CENT).lines)


def test_a_four_without_a_record_counts_one_step_less() -> None:
    assert "less what no record supports, S5 following up: 4 − 1 = 3" in lines_of(a_business(S5=believes(4)), "S5")
    assert "less what no record supports, S5 following up: 5 − 2 = 3" in lines_of(a_business(S5=believes(5)), "S5")
    assert "less what no note of a change supports, S5 following up: 5 − 1 = 4" in lines_of(
        a_business(S5=says(5, note="")), "S5"
    )


def test_a_dont_know_counts_as_the_second_step_and_what_does_not_apply_is_left_out() -> None:
    text = lines_of(a_business(S5=DONT_KNOW, S8=DOES_NOT_APPLY), "sales")
    assert "Don't know counts as this step, S5 following up: 2" in text
    assert "selling without the owner" not in text
    assert words.receipt(told(a_business(S5=DONT_KNOW)), "S5", THREE_PER_CENT).result == "2"
    assert "O6" not in words.what_there_is(told(a_business(O6=DONT_KNOW)), THREE_PER_CENT)


def notes_of(checkup: CheckUp, what: str) -> tuple[str, ...]:
    return words.receipt(told(checkup), what, THREE_PER_CENT).notes


def test_what_is_left_out_or_open_or_agreed_is_said_beside_the_lines() -> None:
    checkup = a_business(S8=NOTHING_YET, PL7=DOES_NOT_APPLY)
    assert notes_of(checkup, "sales") == (
        "No answer yet, so not in the score; it only makes the likely range wider: S8 selling without the owner.",
    )
    assert notes_of(checkup, "place") == (
        f"Left out, since it does not apply: PL7 {WORDS.questions['PL7'].plain_name}.",
    )
    assert "Doubt in steps, no answer yet, S8 selling without the owner: 1.15" in lines_of(checkup, "low:sales")
    assert notes_of(a_business(place=None), "average") == (
        "Not enough answers, so the other areas carry its weight: place.",
    )
    assert notes_of(a_business(S5=3), "S5") == ("A record is ticked: S5 following up.",)
    assert notes_of(a_business(S5=believes(3)), "S5") == ()
    group = a_business(S5=1, colleagues=[a_sheet({"S5": 4}, "P2")])
    assert "The answers lie far apart, so the doubt counts more: S5 following up." in notes_of(group, "low:sales")
    agreed = replace(group, agreed={"S5": Agreed(2)})
    assert "You agreed on the step together: S5 following up." in notes_of(agreed, "sales")


def test_the_order_of_the_steps_does_not_tell_who_chose_which() -> None:
    one = a_business(S5=4, colleagues=[a_sheet({"S5": 2}, "P2")])
    other = a_business(S5=2, colleagues=[a_sheet({"S5": 4}, "P2")])
    assert lines_of(one, "S5") == lines_of(other, "S5")


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (says(3), "with a record, S5 following up: 0.4"),
        (believes(3), "on belief, S5 following up: 0.9"),
        (DONT_KNOW, "don't know, S5 following up: 1"),
    ],
)
def test_the_doubt_about_an_answer_is_said(answer: Answer, line: str) -> None:
    assert line in lines_of(a_business(S5=answer), "low:sales")


@pytest.mark.parametrize(("level", "what", "end"), [(1, "low:sales", "0"), (5, "high:sales", "100")])
def test_a_range_ends_where_scores_end(level: int, what: str, end: str) -> None:
    last, before = lines_of(a_business(sales=level), what).split("\n")[-1:-3:-1]
    assert last.endswith(f"= {end}")
    assert "But no score lies" in before


def test_several_people_are_the_mean_to_a_tenth() -> None:
    group = a_business(S5=2, colleagues=[a_sheet({"S5": 2}, "P2"), a_sheet({"S5": 3}, "P3")])
    text = lines_of(group, "S5")
    assert "÷ 3 = 2.33333333" in text
    assert text.endswith("= 2.3")
    agreed = replace(group, agreed={"S5": Agreed(4, "we will")})
    assert lines_of(agreed, "S5") == "a. Step chosen, S5 following up: 4"
    assert "less what no record" in lines_of(replace(a_business(S5=believes(2)), agreed={"S5": Agreed(5)}), "S5"), (
        "an agreed level needs its record too"
    )


def test_a_record_on_an_empty_answer_backs_nothing() -> None:
    blank = replace(NOTHING_YET, records=frozenset({0}), note="It changed.")
    text = lines_of(a_business(S5=believes(5), colleagues=[a_sheet({"S5": blank}, "P2")]), "S5")
    assert text.endswith("5 − 2 = 3")


def test_claimed_levels_count_where_the_check_up_says_so() -> None:
    checkup = replace(a_business(S5=believes(5)), settings={"claimed": True})
    assert lines_of(checkup, "S5") == "a. Step chosen, S5 following up: 5"


def test_a_missing_area_makes_the_others_carry_its_weight() -> None:
    text = lines_of(a_business(place=None), "capability")
    assert "All weights together, the whole: 0.3" in text
    assert "where and how" not in text


def test_outcome_questions_keep_their_level() -> None:
    assert lines_of(a_business(O6=believes(5)), "O6") == "a. Step chosen, O6 contests won: 5"


def test_growth_is_followed_from_revenue_and_inflation() -> None:
    text = lines_of(a_business(revenue=(500.0, 505.0, 515.0, 520.0)), "trajectory")
    assert "Prices against the first year: 1 × (1 + 0.03 [" in text
    assert text.endswith("= −1.6")
    gap = lines_of(a_business(revenue=(500.0, None, 530.0), since=2021), "trajectory")
    assert gap.count("Inflation in the year: 0.03") == 2
    own = replace(a_business(revenue=(500.0, 520.0)), settings={"inflation": {"2022": 0.05}})
    assert "Inflation in the year: 0.05" in lines_of(own, "trajectory")


@pytest.mark.parametrize("country", ["GB", None])
def test_inflation_of_ones_own_stands_in_for_later_years_too(country: str | None) -> None:
    table = {"GB": dict.fromkeys(range(2010, 2024), 0.03), "US": dict.fromkeys(range(2010, 2024), 0.08)}
    firm = a_business(revenue=(500.0, 520.0, 540.0, 600.0, 640.0), country=country)
    own = replace(firm, settings={"inflation": {"2023": 0.2}})
    phrasing = Phrasing(PACK, WORDS, own, diagnose(own, inflation=table))
    one = words.receipt(phrasing, "trajectory", table)
    assert read_receipt(list(one.lines)) == shown_numbers(phrasing)["trajectory"]
    assumed = [line for line in one.lines if "assumed from another: 0.2" in line]
    assert len(assumed) == (2 if country else 3)


@pytest.mark.parametrize(
    "story",
    [
        {"revenue": STUCK},
        {"revenue": GROWING},
        {"revenue": SHRINKING},
        {"revenue": STUCK[:3]},
        {"revenue": STUCK[:3], "O1": 2},
        {"revenue": (500.0, 510.0)},
        {"revenue": (500.0, 800.0)},
        {"revenue": (500.0, 505.0), "O1": 5},
        {"revenue": (500.0, 800.0), "O1": 4},
        {"revenue": (0.01, 1e15)},
        {"revenue": (1e15, 0.01), "O1": 1},
        {"revenue": (), "O1": 3},
        {"revenue": (500.0, None, None, 560.0)},
    ],
)
@pytest.mark.parametrize("own", [{}, {"growing_from": 0.1, "declining_below": -0.005}])
def test_the_odds_of_each_direction_are_followed(story: dict[str, Any], own: dict[str, float]) -> None:
    phrasing = told(replace(a_business(**story), settings=own))
    odds = phrasing.result.trajectory.odds
    for direction in ("declining", "stuck", "growing"):
        lines = words.receipt(phrasing, f"odds:{direction}", THREE_PER_CENT).lines
        assert read_receipt(list(lines)) == round(odds[direction] * 100), direction


def test_without_revenue_and_an_answer_on_it_there_are_no_odds() -> None:
    names = words.what_there_is(told(a_business(revenue=(), O1=NOTHING_YET)), THREE_PER_CENT)
    assert not [name for name in names if name.startswith("odds:") or name == "confidence"]


def test_figures_have_receipts() -> None:
    checkup = a_business(
        revenue=GROWING,
        profit=(10.0, 20.0, 30.0, 40.0, 60.0),
        wage_gap=(1.0, 2.0, 3.0, 4.0, 5.0),
        market=0.03,
        customers=CustomerCount(248, 60, 47),
        facts={
            "gross_margin": 0.4,
            "answered_share": 0.9,
            "qualified_share": 0.5,
            "quoted_share": 0.8,
            "win_rate": 0.25,
            "repeat_share": 0.4,
        },
    )
    names = words.what_there_is(told(checkup), THREE_PER_CENT)
    assert {"trajectory", "margin", "market", "ceiling", "levers", "funnel", "band"} <= set(names)
    assert lines_of(checkup, "ceiling").endswith("= 300")
    assert lines_of(checkup, "funnel").endswith("= 4")
    assert lines_of(checkup, "margin").endswith(f"= {55 / 845 * 100:.1f}")
    no_gap = replace(checkup, figures=replace(checkup.figures, owner_wage_gap=(None,) * 5))
    assert "Owner's wage not yet paid: 0" in lines_of(no_gap, "margin")
    for what in names:
        read_receipt(lines_of(checkup, what).split("\n"))


@pytest.mark.parametrize("level", [1, 3, 5])
def test_the_band_of_each_kind(level: int) -> None:
    areas = dict.fromkeys(("sales", "product", "price", "promotion", "place", "alignment"), level)
    checkup = a_business(**areas)
    capability = diagnose(checkup).capability
    assert capability is not None
    shown = read_receipt(lines_of(checkup, "band").split("\n"))
    assert shown == round(capability.band_odds[capability.band] * 100)


def test_without_answers_there_is_nothing_to_explain() -> None:
    assert words.what_there_is(told(a_shop()), THREE_PER_CENT) == ()


def test_an_unknown_name_is_a_key_error() -> None:
    checkup = a_business()
    with pytest.raises(KeyError):
        explain(Case(PACK, checkup, diagnose(checkup), THREE_PER_CENT), "moon")
    assert "capability" in explainable(Case(PACK, checkup, diagnose(checkup), THREE_PER_CENT))


# the tape itself


def test_a_tape_prints_what_it_goes_on_with() -> None:
    tape = Tape(digits=2)
    third = tape.sum("mean", over(1.0, 3.0))
    assert third.value == 0.33
    assert tape.sum("score", times(third, 3.0)).value == 0.99
    assert [step.letter for step in tape.steps] == ["a", "b"]


def test_a_constant_that_changes_nothing_gets_a_line_of_its_own() -> None:
    tape = Tape()
    nothing = tape.given("mean", 0.0)
    tape.sum("score", times(nothing, 25.0))
    assert [(step.label, step.value) for step in tape.steps] == [("mean", 0.0), ("fixed", 25.0), ("score", 0.0)]
    assert tape.sum("score", times(add(nothing, 1.0), 25.0)).letter == "d"
    assert tape.sum("x", minus(over(1.0, 1.0), call("root", 1.0))).value == 0


def test_a_figure_that_few_digits_make_nothing_is_printed_with_more() -> None:
    def write(tape: Tape) -> None:
        small = tape.sum("part", over(1.0, 1_000_000.0))
        tape.sum("shown", over(1.0, times(small, 1_000.0)), digits=0)

    assert 0.000001 in [step.value for step in receipt("x", write, 1000).steps]


def test_a_constant_that_stands_twice_has_to_count_in_each_place() -> None:
    tape = Tape(digits=1)
    tape.sum("doubts", add(times(0.4, 0.4), 1.0))
    assert [step.label for step in tape.steps] == ["fixed", "fixed", "doubts"]


def test_letters_go_on_after_z() -> None:
    tape = Tape()
    letters = [tape.given("x", 1).letter for _ in range(730)]
    assert letters[24:29] == ["y", "z", "aa", "ab", "ac"]
    assert letters[701:704] == ["zz", "aaa", "aab"]
    assert len(set(letters)) == len(letters)


def test_a_receipt_that_ends_elsewhere_is_a_mistake_of_ours() -> None:
    with pytest.raises(ArithmeticError, match="ends at 1"):
        receipt("x", lambda tape: tape.given("x", 1.0), 2.0)


def test_of_a_number_in_the_middle_either_neighbour_will_do() -> None:
    def write(tape: Tape) -> None:
        third = tape.sum("part", over(1.0, 3.0))
        whole = tape.sum("whole", times(third, 37.5))
        tape.sum("shown", call("round", whole), digits=0)

    assert receipt("x", write, 12.5).steps[-1].value in (12, 13)


def test_more_digits_are_printed_where_the_last_one_needs_them() -> None:
    def write(tape: Tape) -> None:
        part = tape.sum("part", over(1.0, 7.0))
        whole = tape.sum("whole", times(part, 70_000_000.0))
        tape.sum("shown", call("round", whole), digits=0)

    assert receipt("x", write, 10_000_000).steps[0].digits > 4


@pytest.mark.parametrize(("value", "digits", "places"), [(1.25, 4, 2), (1.0, 4, 0), (3.14159, 2, 2), (5.0, 0, 0)])
def test_decimals_once_the_last_zeros_are_dropped(value: float, digits: int, places: int) -> None:
    assert decimals(value, digits) == places


@pytest.mark.parametrize(
    "lines",
    [
        ["a. One: 1", "b. Two: 1 [a] + 1 = 3"],
        ["a. One: 1", "b. Two: 2 [a] + 1 = 3"],
        ["a. One: 1", "b. Two: 1 + 1 = 2"],
        ["a. One: 3", "b. Two: 3 [a] − 1.5 = 2"],
        ["a. One: 1", "b. Two: 1 [a] ÷ 0 = 2"],
        ["a. One: 1", "b. Two: (1 [a] + 1 = 2"],
        ["a. One: 1", "b. Two: foo(1 [a]) = 2"],
        ["a. One: −1", "b. Two: ln(−1 [a]) = 2"],
        ["a. One: 1", "b. Two: 1 [a] + = 1"],
        ["a. One: 1", "b. Two: 1 [a] 1 = 1"],
        ["a. One: 1", "b. Two: 1 [a] + ) = 1"],
        ["a. One: 1", "b. Two: 1 [a] + − + = 1"],
        ["a. One: 1", "b. Two: 1 [a] + ? = 1"],
        ["no line"],
    ],
)
def test_the_reader_refuses_what_does_not_hold(lines: list[str]) -> None:
    with pytest.raises(WrongReceiptError):
        read_receipt(lines)


GOLDEN = Path(__file__).parents[1] / "golden" / "receipts.txt"


def a_firm_with_everything() -> CheckUp:
    return a_business(
        revenue=(812_000.0, 840_000.0, None, 862_000.0, 851_000.0),
        profit=(70_000.0, 61_000.0, None, 55_000.0, 48_000.0),
        wage_gap=4_000.0,
        market=0.03,
        staff=11,
        customers=CustomerCount(310, 60, 58),
        colleagues=[a_sheet({"S1": 1, "S3": 2, "PR4": DONT_KNOW}, "P2", "sales")],
        facts={
            "gross_margin": 0.38,
            "answered_share": 0.9,
            "qualified_share": 0.55,
            "quoted_share": 0.8,
            "win_rate": 0.31,
            "repeat_share": 0.45,
            "promo_share_of_marketing_effort": 0.75,
            "promo_spend_growth": 0.1,
            "utilisation": 0.9,
            "months_since_price_change": 26.0,
        },
        promotion=4,
        price=2,
        S5=1,
        S2=believes(4),
        S6=says(5, note=""),
        PM7=2,
        PD1=DONT_KNOW,
        PL7=DOES_NOT_APPLY,
        PL5=2,
        O6=4,
    )


def test_receipts_read_as_they_always_did() -> None:
    # A wanted change is written with REWRITE=1 in the environment.

    checkup = a_firm_with_everything()
    missing = replace(
        checkup, sheets=(a_sheet({q: one for q, one in checkup.sheets[0].answers.items() if not q.startswith("PL")}),)
    )
    wanted = [
        "capability",
        "average",
        "unevenness",
        "band",
        "sales",
        "price",
        "low:price",
        "high:capability",
        "confidence",
        "answered",
        "odds:stuck",
        "odds:growing",
        "S1",
        "S2",
        "S6",
        "O6",
        "trajectory",
        "margin",
        "market",
        "ceiling",
        "levers",
        "funnel",
        "pattern:P01",
        "pattern:P02",
        "pattern:P04",
        "pattern:P13",
        "plan:S5",
        "plan:PR4",
    ]
    parts = []
    for one, names in ((checkup, wanted), (missing, ["capability", "average"])):
        phrasing = told(one)
        for what in names:
            text = words.receipt(phrasing, what, THREE_PER_CENT)
            parts.append("\n".join((f"== {what}: {text.title}: {text.result}", *text.lines)))
    found = "\n\n".join(parts) + "\n"
    if os.environ.get("REWRITE"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("areas", [("price",), ("sales", "place"), ("promotion", "product", "alignment")])
def test_receipts_of_areas_at_nought_hold(areas: tuple[str, ...]) -> None:
    phrasing = told(a_business(**dict.fromkeys(areas, 1), profit=(1.0, 0.0, 2.0, 1.0, 3.0), wage_gap=0.0, market=0.0))
    for what in words.what_there_is(phrasing, THREE_PER_CENT):
        one = words.receipt(phrasing, what, THREE_PER_CENT)
        assert read_receipt(list(one.lines)) == float(one.result.replace("\N{MINUS SIGN}", "-")), what


def test_receipts_know_the_figures_of_a_shrinking_ceiling() -> None:
    phrasing = told(a_business(customers=CustomerCount(active=300, new=20, lost=60)))
    assert phrasing.result.sums.ceiling is not None
    assert phrasing.result.sums.ceiling.kind == "above"
    assert "ceiling" in words.what_there_is(phrasing, THREE_PER_CENT)
