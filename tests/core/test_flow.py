"""The way through a check-up, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import DOES_NOT_APPLY, DONT_KNOW, NOTHING_YET, PACK, a_shop, figures, says
from plateau_doctor.core.answers import CustomerCount, Figures
from plateau_doctor.core.flow import (
    END,
    FIGURES,
    REVIEW,
    SectionProgress,
    after,
    answered_by_figures,
    before,
    is_answered,
    places,
    progress,
    unanswered,
)

WAY = places(PACK, "full", Figures())


def test_practices_come_first_then_the_figures_and_results_last() -> None:
    practices, outcomes = [q.id for q in PACK.practices()], [q.id for q in PACK.outcomes()]
    assert [*practices, FIGURES, *outcomes, REVIEW, END] == list(WAY)
    assert WAY[0] == "S1"
    assert len(WAY) == len(PACK.questions) + 3


def test_the_quick_way_is_shorter() -> None:
    quick = places(PACK, "quick", Figures())
    assert "S7" not in quick
    assert {q for q in quick if q in PACK.by_id} == {q.id for q in PACK.questions if q.short_form}


@pytest.mark.parametrize(
    ("given", "covered"),
    [
        ({}, set()),
        ({"revenue": (500, 510, 520)}, set()),
        ({"revenue": (500, 510, 520, 530)}, {"O1"}),
        ({"revenue": (500, None, 520, 530)}, set()),
        ({"revenue": (500, 510), "market_growth": 0.0}, {"O2"}),
        ({"revenue": (500,), "market_growth": 0.02}, set()),
        ({"revenue": (500, 510), "operating_profit": (50, 60)}, {"O3"}),
        ({"revenue": (500, 510), "operating_profit": (None, 60)}, set()),
        ({"customers": CustomerCount(new=5, lost=0)}, {"O7"}),
        ({"customers": CustomerCount(new=5)}, set()),
        ({"facts": {"largest_customer": 0.0}}, {"O8"}),
        ({"facts": {"largest_customer": None}}, set()),
    ],
)
def test_a_figure_saves_its_question(given: dict[str, Any], covered: set[str]) -> None:
    numbers = figures(**given)
    assert answered_by_figures(numbers) == covered
    assert set(WAY) - set(places(PACK, "full", numbers)) == covered


def test_one_step_on_and_one_step_back() -> None:
    assert after(WAY, "S1") == "S2"
    assert before(WAY, "S2") == "S1"
    assert before(WAY, "S1") == "S1"
    assert after(WAY, "AL8") == FIGURES
    assert after(WAY, END) == END
    assert before(WAY, "O1") == FIGURES


def test_a_place_that_is_no_longer_on_the_way_leads_to_its_start() -> None:
    assert after(WAY, "gone") == "S1"
    assert before(WAY, "gone") == "S1"


def test_the_whole_way_can_be_walked_there_and_back() -> None:
    there = [WAY[0]]
    while there[-1] != END:
        there.append(after(WAY, there[-1]))
    assert tuple(there) == WAY
    back = [END]
    while back[-1] != WAY[0]:
        back.append(before(WAY, back[-1]))
    assert tuple(reversed(back)) == WAY


def test_what_counts_as_answered() -> None:
    answers = {"S1": says(2), "S2": DONT_KNOW, "S3": DOES_NOT_APPLY, "S4": NOTHING_YET}
    assert [is_answered(answers, question) for question in ("S1", "S2", "S3", "S4", "S5")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_person_resumes_at_the_first_question_left_open() -> None:
    shop = a_shop(S1=3, S2=NOTHING_YET, S3=2)
    assert unanswered(PACK, shop, shop.sheets[0].answers)[:2] == ("S2", "S4")


def test_nothing_is_left_open_once_figures_answer_the_rest() -> None:
    everything = {question.id: says(3) for question in PACK.questions if question.id != "O1"}
    shop = a_shop(**everything)
    assert unanswered(PACK, shop, shop.sheets[0].answers) == ("O1",)
    with_figures = replace(shop, figures=figures((500, 510, 520, 530)))
    assert unanswered(PACK, with_figures, with_figures.sheets[0].answers) == ()


def test_progress_section_by_section() -> None:
    shop = a_shop(S1=3, S2=DONT_KNOW, S3=NOTHING_YET, O3=2, revenue=(1, 2, 3, 4))
    sections = progress(PACK, shop, shop.sheets[0].answers)
    assert [one.section for one in sections] == [*(area.id for area in PACK.areas), "outcomes"]
    assert sections[0] == SectionProgress("sales", 2, 8)
    assert sections[-1] == SectionProgress("outcomes", 1, 7)
