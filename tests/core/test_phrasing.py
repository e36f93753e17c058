"""Every sentence that can be said fills the gaps of the pack's words, for all states and bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from string import Formatter
from typing import Any, get_args

import pytest

from builders import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    GROWING,
    NOTHING_YET,
    PACK,
    SHRINKING,
    STUCK,
    THREE_PER_CENT,
    TODAY,
    WORDS,
    a_business,
    a_sheet,
    a_shop,
    believes,
    diagnose,
    says,
)
from core.stories import BANDS, STATES, story
from plateau_doctor.core.answers import Agreed, CheckUp, OwnVerdict
from plateau_doctor.core.outcome import State
from plateau_doctor.core.pack import Band
from plateau_doctor.core.patterns import fit_patterns
from plateau_doctor.core.result import examine
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import Formats, formats_for
from plateau_doctor.phrasing import Phrasing

MESSAGES = WORDS.messages


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def phrasing(checkup: CheckUp, words: Words = WORDS) -> Phrasing:
    return Phrasing(PACK, words, checkup, diagnose(checkup))


def told(**more: Any) -> Phrasing:
    return phrasing(a_business(**more))


def all_said(one: Phrasing) -> Iterator[str]:
    """Say everything that can be said about a check-up."""
    yield from (one.headline(), one.constraint(), one.missing(), one.confidence(), one.confidence_because())
    yield from one.confidence_reasons()
    yield from (one.state(), one.growth(), one.capability(), one.unevenness(), one.own_view())
    for area in one.result.areas.values():
        yield from (one.area_title(area.area), one.area_word(area), one.area_line(area))
    for question in one.result.pooled:
        quote = one.quote(question)
        yield from (quote.plain_name, quote.ask, quote.chosen, quote.next_level, one.find_out(question))
        yield one.level_of(question)
    for fit in one.result.patterns:
        text = one.pattern(fit)
        yield from (text.name, text.line, text.cause, text.would_change_our_mind, *text.fits, *text.speaks_against)
    for move in one.result.plan.moves:
        words = one.move(move)
        yield from (words.do, words.first_step, words.done_when, words.watch, words.because, words.waits, words.weeks)


# the whole walk


@pytest.mark.parametrize(("state", "band"), list(product(STATES, BANDS)))
def test_every_state_and_band_speaks_in_whole_sentences(state: str, band: str) -> None:
    one = told(**story(state, band, price=1, S1=DONT_KNOW, S2=NOTHING_YET, PL4=DOES_NOT_APPLY))
    for sentence in all_said(one):
        assert "{" not in sentence
        assert "None" not in sentence.split()
    for said in get_args(OwnVerdict):
        view = Phrasing(PACK, WORDS, replace(one.checkup, own_verdict=said), one.result).own_view()
        assert view.startswith(f"You said {said}.")
        assert "{" not in view


@pytest.mark.parametrize(
    "checkup",
    [
        a_shop(),
        a_shop(said="growing", S1=DONT_KNOW),
        a_business(price=None, place=None, revenue=()),
        a_business(form="quick", revenue=(), O1=3, said="growing"),
        a_business(country=None, revenue=(500, 540), colleagues=[a_sheet({"S1": 1, "S2": believes(4)}, "P2")]),
        a_business(revenue=(500, None, 520), staff=1, PD3=1, PM1=1, S5=1),
    ],
)
def test_unfinished_check_ups_speak_in_whole_sentences(checkup: CheckUp) -> None:
    assert all("{" not in sentence for sentence in all_said(phrasing(checkup)))


# each message holds the gaps that are filled for it


def test_every_verdict_code_has_a_sentence_with_the_gaps_that_are_filled() -> None:
    for state, band, ending in product(get_args(State), get_args(Band), ("one", "none")):
        wanted = {"settles"} if state == "unknown" else {"is"}
        wanted |= {"constraint"} if ending == "one" else set()
        assert gaps(MESSAGES[f"verdict.{state}.{band}.{ending}"]) == wanted


def test_every_view_and_finding_has_a_sentence() -> None:
    for said, found in product(("growing", "flat", "shrinking"), ("growing", "stuck", "declining", "unknown")):
        assert gaps(MESSAGES[f"said.{said}.{found}"]) <= {"rate", "settles"}


@pytest.mark.parametrize(
    ("key", "filled"),
    [
        ("notenough.verdict", {"have"}),
        ("notenough.area", {"area", "answered", "needed", "missing"}),
        ("conf.because", {"reasons"}),
        ("conf.r.inflation", {"year", "used"}),
        ("unevenness", {"average", "minus", "score"}),
        ("range.well", {"score", "low", "high"}),
        ("range.fair", {"score", "low", "high"}),
        ("range.rough", {"score", "low", "high", "reasons"}),
        ("conf.r.records", {"n", "m"}),
        *((f"conf.r.{key}", {"n"}) for key in ("dontknow", "blank", "several", "spread", "years")),
        *((f"conf.r.{key}", set()) for key in ("norecords", "one", "twoyears", "norevenue", "near", "quick")),
        *((f"conf.{key}", set()) for key in ("high", "fair", "low")),
        *((f"areaword.{key}", set()) for key in ("under25", "25to49", "50to74", "75up")),
        *((key, set()) for key in ("two.nofigures", "said.nothing", "settle.revenue1", "settle.revenue2")),
        *((f"state.{state}", set()) for state in get_args(State) if state != "unknown"),
        *((f"plan.blocked.{gate.id}", set()) for gate in PACK.gates),
        ("plan.later", {"first"}),
        *((f"{kind}.{area.id}", set()) for kind in ("area", "areashort") for area in PACK.areas),
    ],
)
def test_a_message_holds_exactly_the_gaps_that_are_filled(key: str, filled: set[str]) -> None:
    assert gaps(MESSAGES[key]) == filled


def test_every_condition_of_a_pattern_has_its_reason() -> None:
    for pattern in PACK.patterns:
        assert set(pattern.must + pattern.support) <= set(WORDS.patterns[pattern.id].fits_because)


def test_every_question_and_action_has_its_words() -> None:
    for question in PACK.questions:
        words = WORDS.questions[question.id]
        assert len(words.levels) == 5
        assert len(words.records) == question.records
        assert len(words.actions) == len(question.actions)
        assert (words.one_person is not None) is question.one_person_variant


def test_an_unknown_key_and_a_missing_gap_are_our_own_mistakes() -> None:
    with pytest.raises(KeyError):
        WORDS.say("no.such.key")
    with pytest.raises(KeyError):
        WORDS.say("conf.because")


# single sentences


@pytest.mark.parametrize(
    ("revenue", "word"),
    [
        (GROWING, "is growing"),
        ((500, 560), "is probably growing"),
        ((500, 540), "leans to being growing"),
    ],
)
def test_the_headline_says_how_sure_it_is(revenue: tuple[float, ...], word: str) -> None:
    assert word in told(revenue=revenue).headline()


def test_the_state_in_words() -> None:
    assert told(revenue=GROWING).state() == "growing"
    assert told(revenue=(500, 560)).state() == "probably growing"
    assert told(revenue=(500, 540)).state() == "leaning to growing"
    assert told(revenue=(500, 520, 520)).state() == "cannot tell yet"


def test_one_constraint_is_described_and_two_are_listed() -> None:
    assert told(price=1).constraint() == "your prices"
    assert set(told(price=1, place=1).constraint().split(" and ")) == {"price", "place"}
    assert told().constraint() == ""


def test_what_is_missing() -> None:
    assert "4 of 6 areas, and no revenue yet" in told(price=None, place=None, revenue=()).headline()
    assert "4 of 6 areas." in told(price=None, place=None).missing()
    assert told().missing() == ""


def test_reasons_are_counted_in_words_of_their_own_for_one() -> None:
    assert "one answer is don't know" in told(S1=DONT_KNOW).confidence_reasons()
    assert "2 answers are don't know" in told(S1=DONT_KNOW, S2=DONT_KNOW).confidence_reasons()


def test_assumed_inflation_is_said() -> None:
    shop = a_business()
    table = {"GB": dict.fromkeys(range(2020, 2025), 0.03)}
    result = examine(PACK, shop, TODAY, table)
    assert (
        "inflation for 2025 is not known yet, so we used 2024"
        in Phrasing(PACK, WORDS, shop, result).confidence_reasons()
    )
    abroad = told(country="XX").confidence_reasons()
    assert any("the middle of other countries" in reason for reason in abroad)


def test_growth_with_and_without_figures() -> None:
    assert told(revenue=(500, 505, 515, 520)).growth() == (
        "Revenue after inflation: \N{MINUS SIGN}1.6% a year over 4 years."
    )
    assert "no figures" in told(revenue=(), O1=3).growth()
    assert told(revenue=()).growth() == ""


def test_a_finding_that_the_figures_deny_is_not_put_into_a_number() -> None:
    # Revenue rose by 1 % a year after inflation over two years, the owner's estimate pulls to shrinking.
    one = told(revenue=(500, 520), O1=1, said="flat")
    assert one.result.trajectory.direction == "declining"
    assert (one.result.trajectory.rate or 0) > 0
    assert one.own_view() == (
        "You said flat. We can't confirm or deny it yet. One more year of revenue would settle it."
    )
    assert "fell by" in told(revenue=SHRINKING, said="flat").own_view()
    assert "no figures" in told(revenue=(), O1=1, said="flat").own_view()


def test_the_doubt_about_an_area_names_what_causes_it() -> None:
    def line(**more: Any) -> str:
        one = told(**more)
        return one.area_line(one.result.areas["price"])

    assert "Well supported" in line()
    assert "Fair support" in line(PR3=DONT_KNOW, PR4=DONT_KNOW, PR5=DONT_KNOW)
    assert "few records" in line(record=False)
    assert "don't know" in line(price=None, **dict.fromkeys(("PR1", "PR2", "PR3", "PR4", "PR5"), DONT_KNOW))
    assert "no answer yet" in line(price=None, PR1=3, PR2=3, PR3=3, PR4=DONT_KNOW)
    assert "0 of 4 so far. Answer 4" in line(price=None)


def test_an_answer_is_quoted_in_its_own_words() -> None:
    one = told(S1=2, S2=5, S3=DONT_KNOW, S4=NOTHING_YET, PL4=DOES_NOT_APPLY)
    words = WORDS.questions["S1"]
    assert (one.quote("S1").chosen, one.quote("S1").next_level) == (words.levels[1], words.levels[2])
    assert (one.quote("S2").level, one.quote("S2").next_level) == (5, "")
    assert [one.quote(q).chosen for q in ("S3", "S4", "PL4")] == ["Don't know", "No answer yet", "Doesn't apply"]


def test_a_firm_of_one_is_asked_in_its_own_words() -> None:
    question = next(q.id for q in PACK.questions if WORDS.questions[q.id].one_person is not None)
    words = WORDS.questions[question]
    alone, many = told(staff=1).quote(question), told(staff=5).quote(question)
    assert (many.ask, many.chosen) == (words.ask, words.levels[2])
    assert words.one_person is not None
    assert (alone.ask, alone.chosen) == (words.one_person[0], words.one_person[1][2])
    assert words.one_person != (words.ask, words.levels)


def test_the_agreed_note_comes_first() -> None:
    shop = a_business(
        S1=says(3, note=" "), S2=says(3, note="mine"), colleagues=[a_sheet({"S1": believes(3, "hers")}, "P2")]
    )
    assert phrasing(shop).note("S1") == "hers"
    assert phrasing(shop).note("S2") == "mine"
    agreed = replace(shop, agreed={"S1": Agreed(3, "ours"), "S2": Agreed(3)})
    assert phrasing(agreed).note("S1") == "ours"
    assert phrasing(agreed).note("S2") == "mine"
    assert phrasing(a_shop()).note("S1") == ""


def test_the_step_of_several_people_keeps_a_decimal() -> None:
    one = told(S1=3, colleagues=[a_sheet({"S1": 2}, "P2")], S4=DONT_KNOW)
    assert (one.level_of("S1"), one.level_of("S2"), one.level_of("S4")) == ("2.5", "3", "")


def test_a_pattern_gives_only_reasons_that_hold() -> None:
    one = told(promotion=4, product=2, price=2, PM7=1, PM4=2, S5=2)
    assert one.result.leading is not None
    text = one.pattern(one.result.leading)
    assert len(text.fits) == len(one.result.leading.fits)
    (silent,) = [fit for fit in fit_patterns(PACK, {}, "full") if fit.id == "P01"]
    assert one.pattern(silent).fits == ()


def test_a_move_says_why_and_what_it_waits_for() -> None:
    one = told(PD3=1, PM1=1)
    waiting = next(move for move in one.result.plan.moves if move.question == "PM1")
    words = one.move(waiting)
    assert words.waits == f"Later: first {MESSAGES['plan.blocked.offer']}."
    assert words.because.startswith("Promotion ")
    assert "; step 1 for " in words.because
    assert one.move(one.result.first[0]).waits == ""


def test_weeks_in_words() -> None:
    one = told(price=1)
    move = next(move for move in one.result.plan.moves if move.question == "PR1")

    def weeks(low: int, high: int) -> str:
        actions = tuple(replace(action, weeks=(low, high)) for action in PACK.question("PR1").actions)
        questions = tuple(replace(q, actions=actions) if q.id == "PR1" else q for q in PACK.questions)
        return Phrasing(replace(PACK, questions=questions), WORDS, one.checkup, one.result).move(move).weeks

    assert (weeks(1, 1), weeks(4, 4), weeks(2, 8)) == ("1 week", "4 weeks", "2 to 8 weeks")


# numbers, money and lists


def test_numbers_in_the_formats_of_a_country() -> None:
    british = formats_for("en", "GB")
    assert british == formats_for("en", None) == formats_for("en", "nowhere") == Formats("en_GB")
    assert formats_for("de", "GB") == Formats("de")
    assert formats_for("no such tongue", None) == Formats("en_GB")
    assert british.whole(851234.4) == "851,234"
    assert british.percent(-0.0161, 1) == "\N{MINUS SIGN}1.6%"
    assert british.percent(-0.0001) == "0%"
    assert british.money(1200.4, "GBP") == "£1,200"
    assert british.money(1200.4, None) == "1,200"
    assert british.day(TODAY) == "23 November 2026"
    assert british.time(datetime(2026, 11, 23, 9, 5, tzinfo=UTC)) == "09:05"
    assert british.listed(["a", "b", "c"]) == "a, b and c"
    assert british.listed([]) == ""
    assert formats_for("de", "DE").whole(851234) == "851.234"


def test_the_inflation_of_the_stories_is_three_per_cent_every_year() -> None:
    assert set(THREE_PER_CENT["GB"].values()) == {0.03}
    assert diagnose(a_business(revenue=STUCK)).trajectory.rate == pytest.approx(0, abs=1e-4)
