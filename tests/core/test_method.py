"""The page "How this is worked out" follows the pack: a changed number is a changed sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import PACK, WORDS
from plateau_doctor.core.pack import Pack
from plateau_doctor.i18n import Formats
from plateau_doctor.phrasing.method import markdown, method

FORMATS = Formats("en_GB")


def page(pack: Pack = PACK) -> str:
    return markdown(pack, WORDS, FORMATS)


SCORING, OUTCOME, PLAN, PATTERNS = PACK.scoring, PACK.outcome, PACK.plan, PACK.pattern_rules


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(PACK, scoring=replace(SCORING, record_level=3)), "From step 3 on a record is needed"),
        (replace(PACK, scoring=replace(SCORING, unknown_level=1)), "Don't know counts as step 1."),
        (replace(PACK, scoring=replace(SCORING, answered_share=0.7)), "answers for 70% of its weight"),
        (replace(PACK, scoring=replace(SCORING, middle_from=45)), "low under 45"),
        (replace(PACK, scoring=replace(SCORING, floor=7)), "A floor of 7 points"),
        (replace(PACK, scoring=replace(SCORING, words=(20, 50, 75))), "little in place yet under 20"),
        (replace(PACK, scoring=replace(SCORING, cut_move=4)), "lines 4 points off"),
        (replace(PACK, outcome=replace(OUTCOME, growing_from=0.04)), "Growing means 4% a year"),
        (replace(PACK, outcome=replace(OUTCOME, profit_floor=0.06)), "should reach 6% of sales"),
        (replace(PACK, outcome=replace(OUTCOME, sure=0.85)), "High from 85%"),
        (replace(PACK, pattern_rules=replace(PATTERNS, shown_from=0.55)), "a strength of 55% on"),
        (replace(PACK, plan=replace(PLAN, open_at_once=2)), "At most 2 are open at once"),
        (replace(PACK, plan=replace(PLAN, windows=(20, 40))), "in 20 and 40 days"),
        (replace(PACK, areas=(replace(PACK.areas[0], weight=0.25), *PACK.areas[1:])), "sales 25.0%"),
        (replace(PACK, questions=PACK.questions[1:]), "42 questions ask what you do"),
        (replace(PACK, patterns=PACK.patterns[1:]), "14 known patterns are looked for: Leaky bucket"),
    ],
)
def test_a_changed_number_is_a_changed_sentence(changed: Pack, said: str) -> None:
    assert said in page(changed)
    assert said not in page()


def test_the_page_begins_with_the_pack_s_own_words() -> None:
    text = page()
    assert text.startswith("# How this is worked out\n\nYou answered up to 43 questions")
    assert method(PACK, WORDS, FORMATS)[0].title == "Answers"
    assert all(part.lines for part in method(PACK, WORDS, FORMATS))
