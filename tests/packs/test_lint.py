"""The linter: each rule finds its planted fault, and the shipped pack has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateau_doctor.packs import check, shipped
from plateau_doctor.packs.lint.ranges import Ranges
from plateau_doctor.packs.lint.reading import grade, syllables, without_gaps, words_of
from plateau_doctor.packs.lint.vocabulary import found, vocabulary
from plateau_doctor.resources import resource

from .conftest import SHIPPED, Copy
from .test_faults import put

PACK, WORDS = shipped("sales-and-four-ps", 1)
STRUCTURE, TEXT = "pack.json", "text.en.json"
S1 = ("questions", "S1")
LONG = "We keep at it, day after day, week after week, with all that we have. " * 8
HARD = (
    "Organisational prioritisation considerations necessitate comprehensive interdepartmental communication regarding"
    " opportunity qualification methodologies, notwithstanding considerable implementation difficulties and"
    " unanticipated administrative consequences affecting competitive differentiation capabilities substantially"
    " and so on across all of our many teams and sites."
)


def every(part: str, change: Callable[[Any], None]) -> Callable[[Any], None]:
    def how(root: Any) -> None:
        entries = root[part]
        for entry in entries.values() if isinstance(entries, dict) else entries:
            change(entry)

    return how


def levels(*texts: str) -> Callable[[Any], None]:
    return put(*S1, "levels", value=list(texts))


IN_WORDS = [
    ("a text without a word", put("messages", "steady.exit", value="..."), "The text holds no word."),
    ("a text not written yet", put(*S1, "why", value="TODO write this"), 'not written yet: it says "todo"'),
    ("a gap left out", put("messages", "plan.first", value="First the others."), "The gap {moves} is missing"),
    ("a word that blames", put(*S1, "find_out", value="Sorry, look at your calls."), '"sorry" is not for the people'),
    ("a word of the trade", put(*S1, "why", value="It raises the KPI."), '"kpi" is not for the people'),
    ("a loud sign", put(*S1, "why", value="It helps!"), '"!" is not for the people'),
    ("too hard a screen", put(*S1, "levels", 4, value=HARD), "It reads like school year"),
    ("too hard a message", put("messages", "foundations.text", value=HARD), "It reads like school year"),
    ("too hard an action", put(*S1, "actions", 0, "do", value=HARD), "It reads like school year"),
    (
        "two levels alike",
        levels("We wait.", "We look if work is low.", "Each week we call.", "If work is low, we look.", "It changed."),
        "Level 4 says the same as level 2.",
    ),
    (
        "a level that falls in how often",
        levels("We wait.", "We often call people.", "We always call people.", "We sometimes call.", "It changed."),
        "so it asks for less.",
    ),
    (
        "a level that falls in how many",
        levels("We wait.", "A few quotes do.", "Every quote has a date.", "Most quotes have a date.", "It changed."),
        'Level 4 says "most quotes" where level 3 says "every quote"',
    ),
    (
        "a top without learning",
        put(*S1, "levels", 4, value="We do all that, on Mondays."),
        "The highest level says nothing of results or of what changed",
    ),
    ("two questions", put(*S1, "ask", value="How do you find buyers? Who calls?"), "it has two question marks"),
    ("and/or", put(*S1, "ask", value="How do you find and/or call buyers?"), '"and/or"'),
    ("a second question", put(*S1, "ask", value="How do you find buyers and how often?"), '"and how"'),
    ("a second verb", put(*S1, "ask", value="How do you find and keep buyers?"), "asks two things at once"),
    ("a negative stem", put(*S1, "ask", value="What do you not do to find buyers?"), 'The question holds "not"'),
    ("a contraction", put(*S1, "ask", value="What don't you do to find buyers?"), '"n\'t"'),
    ("a long stem", put(*S1, "ask", value="How do you, " + "very " * 20 + "often find buyers?"), "The question has 2"),
    ("a long screen", put(*S1, "levels", 3, value=LONG), "words. Shorten them to at most 80 in all."),
    (
        "long screens as a rule",
        every("questions", lambda one: one.update(levels=[f"{text} And on, and on." for text in one["levels"]])),
        "Half of the questions have over",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in IN_WORDS], ids=[case[0] for case in IN_WORDS])
def test_a_planted_fault_in_the_words_is_found(copy: Copy, change: Callable[[Any], None], said: str) -> None:
    copy.change(TEXT, change)
    assert [fault for fault in copy.faults() if said in fault]


def area_weights(root: Any) -> None:
    for area, weight in zip(root["areas"], (0.5, 0.1, 0.1, 0.1, 0.1, 0.1), strict=True):
        area["weight"] = weight


def without_place(root: Any) -> None:
    root["questions"] = [q for q in root["questions"] if q["area"] != "place" or q["id"] in ("PL1", "PL2")]


def short_of_quick(root: Any) -> None:
    for question in root["questions"]:
        if question["area"] == "place" and question["id"] != "PL1":
            question["short_form"] = False


def must(*conditions: str) -> Callable[[Any], None]:
    return put("patterns", 0, "must", value=list(conditions))


IN_STRUCTURE = [
    ("an area too heavy", area_weights, "areas[sales].weight: The area has 50% of the whole weight"),
    ("a question too heavy", put("questions", 0, "weight", value=9), 'of the weight of "sales", so one answer decides'),
    ("too few for the quick form", short_of_quick, "The quick form asks 1 of its questions and a score needs 2"),
    ("a bound out of range", put("gates", 1, "open_when", 0, value="hi(PM4, 0, 4)"), "goes beyond PM4, which lies"),
    ("a bound of a check", put("checks", 0, "when", 0, value="hi(S7, 3, 6)"), "goes beyond S7"),
    ("a share above all", must("hi(win_rate, 0.5, 2)"), "goes beyond win_rate, which lies between 0 and 1"),
    ("a pattern that cannot fire", must("hi(S1, 3, 4)", "lo(S1, 2, 3)"), "The pattern is never shown: "),
    (
        "a pattern against its own least",
        must("hi(min_PL4_PL5, 3, 4)", "lo(PL4, 1, 2)"),
        "can't be met together at a strength of 0.6",
    ),
    ("an area against its questions", must("hi(price, 90, 99)", "lo(PR1, 1, 2)"), "The pattern is never shown: "),
    (
        "the whole against its areas",
        must("hi(capability, 90, 99)", *(f"lo({area.id}, 5, 10)" for area in PACK.areas)),
        "never shown",
    ),
    ("the weaker side", must("hi(min_sales_marketing, 80, 90)", "lo(sales, 10, 20)"), "never shown"),
    ("the stronger reach", must("lo(max_promo_prospecting, 10, 20)", "hi(S1, 4, 5)"), "never shown"),
    ("the lead of promotion", must("hi(promotion_minus_other_ps, 50, 60)", "lo(promotion, 10, 20)"), "never shown"),
    ("the measures", must("hi(measure_mean, 4, 5)", "lo(S7, 1, 2)"), "never shown"),
    ("the size of growth", must("lo(abs_real_growth, 0.01, 0.02)", "hi(real_growth, 0.1, 0.2)"), "never shown"),
    ("twins", put("patterns", 1, "must", value=["lo(S5, 2, 4)"]), None),
    ("a gate that never opens", put("gates", 3, "open_when", value=["hi(PD3, 2, 4)", "lo(PD3, 1, 2)"]), "never opens"),
    ("a gate that holds nothing", put("gates", 0, "tags", value=[]), "The gate holds no action back."),
    ("a target that lifts nothing", put("plan", "target_level", value=1), "The target is level 1"),
    (
        "an action that never comes up",
        put("gates", 1, "open_when", value=["hi(PM2, 4, 5)"]),
        'The action never comes up: it waits for "measure"',
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"), [case[1:] for case in IN_STRUCTURE], ids=[case[0] for case in IN_STRUCTURE]
)
def test_a_planted_fault_in_the_structure_is_found(copy: Copy, change: Callable[[Any], None], said: str | None) -> None:
    copy.change(STRUCTURE, change)
    copy.change(TEXT, lambda root: _fit_sentences(copy, root))
    if said is None:
        copy.change(STRUCTURE, put("patterns", 2, "must", value=["lo( S5, 2, 4 )"]))
        copy.change(TEXT, lambda root: _fit_sentences(copy, root))
        said = "The pattern has the same musts as P02"
    assert [fault for fault in copy.faults() if said in fault], copy.faults()


def _fit_sentences(copy: Copy, root: Any) -> None:
    """Give each condition of the structure a sentence, so that only the linter has something to say."""
    import json

    structure = json.loads((copy.folder / STRUCTURE).read_text(encoding="utf-8"))
    for pattern in structure["patterns"]:
        because = root["patterns"][pattern["id"]]["fits_because"]
        wanted = [*pattern["must"], *pattern["support"]]
        root["patterns"][pattern["id"]]["fits_because"] = {text: because.get(text, "It holds.") for text in wanted}


def test_the_shipped_pack_has_no_finding() -> None:
    assert check(resource(*SHIPPED)) == ()


def test_tops_without_learning_are_left_alone_where_that_is_the_habit(copy: Copy) -> None:
    copy.change(TEXT, every("questions", lambda one: one["levels"].__setitem__(4, f"{one['levels'][3]} On Mondays.")))
    assert not [fault for fault in copy.faults() if "The highest level" in fault]


def test_a_language_without_a_vocabulary_is_passed_over(copy: Copy) -> None:
    text = (copy.folder / TEXT).read_text(encoding="utf-8").replace('"language": "en"', '"language": "xx"')
    (copy.folder / "text.xx.json").write_text(text.replace("We wait", "Sorry, we wait"), encoding="utf-8")
    assert vocabulary("xx") is None
    assert copy.faults() == []


def test_screens_of_the_shipped_pack_keep_the_reading_budget() -> None:
    lengths = sorted(
        len(words_of(" ".join((ask, *texts))))
        for one in WORDS.questions.values()
        for ask, texts in [(one.ask, one.levels), *([one.one_person] if one.one_person else [])]
    )
    assert lengths[-1] <= 80
    assert lengths[len(lengths) // 2] <= 65


@pytest.mark.parametrize(
    ("word", "count"),
    [("sale", 1), ("prices", 2), ("area", 3), ("working", 2), ("idea", 3), ("asked", 1), ("wanted", 2), ("table", 2),
     ("2026", 1), ("customer", 3), ("everyone", 3), ("moments", 2), ("the", 1), ("buyer's", 2), ("client", 2)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    known = vocabulary("en")
    assert known is not None
    assert syllables(word, known.syllables) == count


def test_the_grade_of_a_text_is_kincaid_s() -> None:
    # 8 words, 1 sentence, 9 syllables: .39 x 8 + 11.8 x 9/8 - 15.59
    assert grade(["We sell bread to the shops near us"], {}) == pytest.approx(0.39 * 8 + 11.8 * 8 / 8 - 15.59)
    assert grade(["We sell. We buy"], {}) == pytest.approx(0.39 * 2 + 11.8 - 15.59)
    assert without_gaps("{n} of {m}") == "it of it"


def test_words_are_found_whole_and_in_the_plural() -> None:
    assert found(("user",), "Two users here") == "users"
    assert found(("user",), "A trouser") is None
    assert found((), "anything") is None
    assert found(("n't",), "We don’t") == "n't"


@given(st.sampled_from(sorted(PACK.by_id)), st.floats(1, 4.9), st.floats(0.05, 0.9))
def test_conditions_that_exclude_each_other_are_told_and_others_are_not(
    name: str, middle: float, strength: float
) -> None:
    high, low = f"hi({name}, {middle:.2f}, 5)", f"lo({name}, 1, {max(middle, 1.01):.2f})"
    ranges = Ranges(PACK)
    assert ranges.excluding([high], strength, {}) is None
    assert ranges.excluding([high, low], strength, {}) == (high, low)
    assert ranges.excluding([f"any({high}, {low})"], strength, {}) is None


def test_too_many_ways_to_hold_are_left_out() -> None:
    many = [f"any({', '.join(f'hi(S{n}, 1, 5)' for n in range(1, 9))})" for _ in range(1)] * 1
    wide = [text.replace("1, 5", f"1, {5 - n / 100:.2f}") for n in range(6) for text in many]
    assert Ranges(PACK).excluding([*wide, "hi(S1, 4, 5)", "lo(S1, 1, 2)"], 0.6, {}) is None
