"""From the result to the answers behind it, to what-if and back: nothing real changes until somebody changes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from plateau_doctor.resources import resource
from plateau_doctor.ui.typist import Typist, pause
from ui.test_by_keys import SAMPLE
from ui.test_errands import drop

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def result(typist: Typist) -> Typist:
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    return typist


def test_two_actions_lead_from_an_area_to_its_answers_and_one_is_changed(result: Typist) -> None:
    result.tab_to("Price: see the answers behind it")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: result._find("Change prices based on worth"), "no answers")
    assert result.reads("2. ")
    assert result.reads("a. Step chosen, PR1 prices based on worth to the customer: 2")
    result.tab_to("Change yearly price reviews")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: "PR4" in result.window._session.place, "not at the question")
    result.press(Qt.Key.Key_3)
    result.press(Qt.Key.Key_3, CTRL)
    result.verdict()
    result.tab_to("Price: see the answers behind it")
    result.press(Qt.Key.Key_Return)
    assert result.reads("3. ")
    result.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert result.verdict()


def test_a_change_is_said_with_the_scores_and_can_be_taken_back(result: Typist) -> None:
    before = result.window._session.now_open.checkup
    verdict = result.verdict()
    result.tab_to("Price: see the answers behind it")
    result.press(Qt.Key.Key_Return)
    result.tab_to("Change yearly price reviews")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: "PR4" in result.window._session.place, "not at the question")
    result.press(Qt.Key.Key_3)
    told = "You changed yearly price reviews from 2 to 3. How well it is run: 31 before, 32 now."
    result.wait(lambda: result.reads(told), "no word of the change")
    result.tab_to("Undo the change")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: result.window._session.now_open.checkup == before, "not taken back")
    assert result.verdict() == verdict
    assert not result.reads("You changed")


def test_a_change_that_was_seen_is_not_said_again(result: Typist) -> None:
    result.tab_to("Price: see the answers behind it")
    result.press(Qt.Key.Key_Return)
    result.tab_to("Change yearly price reviews")
    result.press(Qt.Key.Key_Return)
    result.press(Qt.Key.Key_5)
    result.press(Qt.Key.Key_A)
    result.press(Qt.Key.Key_Return)
    result.verdict()
    score = round(result.window._session.phrasing().result.capability.score)
    assert score > 31
    told = "You changed yearly price reviews from 2 to 5. How well it is run: 31 before, {score} now."
    assert result.reads(told.format(score=score))
    result.press(Qt.Key.Key_4, CTRL)
    result.press(Qt.Key.Key_3, CTRL)
    result.verdict()
    assert not result.reads("You changed")


def test_the_verdict_is_in_sight_first(result: Typist) -> None:
    heading = next(widget for widget in result.shown() if widget.property("verdict"))
    assert result.window.guide.pages.result.scroll_area.verticalScrollBar().value() == 0
    assert heading.isVisible()


def test_tables_asked_for_at_once_stand_for_the_pictures_still_to_come_too(result: Typist) -> None:
    result.press(Qt.Key.Key_4, CTRL)
    page = result.window.guide.pages.result
    QTest.keyClick(result.window, Qt.Key.Key_3, CTRL)
    QTest.keyClick(page, Qt.Key.Key_T)
    assert page._reasons is None, "all is there already"
    result.wait(lambda: page._reasons, "no reasons")
    assert len(page._made.pictures) > 3
    assert all(one.tables for one in page._made.pictures)


def test_the_result_says_what_would_change_it_and_shows_the_sums(result: Typist) -> None:
    assert result.reads("We checked the verdict in four other ways.")
    assert result.reads("What one per cent does to your profit")


def test_what_if_tries_steps_and_touches_nothing(result: Typist) -> None:
    before = result.window._session.now_open.checkup
    result.tab_to("What if?")
    result.press(Qt.Key.Key_Return)
    start = result.wait(lambda: result.reads("Now 31 of 100"), "no what-if")
    raised = result.window.focusWidget().accessibleName()
    assert raised.startswith("Raise")
    result.press(Qt.Key.Key_Return)
    tried = result.wait(lambda: result.reads("Now 31 of 100"), "no answer")
    assert tried != start
    assert result.reads("now ")
    assert result.window.focusWidget().accessibleName() == raised
    result.tab_to("Clear what I tried")
    result.press(Qt.Key.Key_Return)
    assert result.reads("Now 31 of 100") == start
    assert result.window._session.now_open.checkup == before


def test_the_shortest_way_becomes_the_plan(result: Typist) -> None:
    result.tab_to("What if?")
    result.press(Qt.Key.Key_Return)
    result.tab_to("Show me")
    result.press(Qt.Key.Key_Return)
    assert "part of the routines in place" in result.reads("Now 31 of 100")
    answers = dict(result.window._session.answers)
    count = len(result.window._session.now_open.checkup.plan)
    result.tab_to("Put these into my plan")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: result.reads("Plan: few moves"), "no plan")
    assert len(result.window._session.now_open.checkup.plan) > count
    assert dict(result.window._session.answers) == answers


def test_the_review_shows_what_needs_a_look_and_changes_answers_in_place(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "no second question")
    typist.press(Qt.Key.Key_D)
    typist.press(Qt.Key.Key_R, CTRL)
    typist.wait(lambda: typist.reads("2 of 51 answered, 1 don't know."), "no review")
    assert typist.reads("Needs a look (49)")
    typist.tab_to("Change Answering buyers' doubts: Not answered")
    typist.press(Qt.Key.Key_3)
    assert typist.reads("3 of 51 answered")
    typist.press(Qt.Key.Key_Up)
    typist.tab_to("Change Finding new customers: 2. ")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "not at the question")
    typist.press(Qt.Key.Key_1)
    typist.wait(lambda: typist._find("Change Finding new customers: 1. "), "not back at the review")
    typist.tab_to("See the result")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("A verdict needs five"), "no result")


def test_every_picture_has_a_sentence_and_a_table(result: Typist) -> None:
    result.wait(lambda: result._find("Where it is going: growing"), "no picture")
    grid = result.named("Where it is going: growing")
    assert grid.sizeHint().width() > 300
    assert result.named("Revenue went from £412,000 in 2021").sizeHint().width() > 300
    assert not result.reads("Chance")
    result.press(Qt.Key.Key_T)
    result.wait(lambda: result.reads("Chance"), "no table")
    assert result.reads("87%")
    assert result.reads("£446,000")
    assert not grid.isVisible()
    result.tab_to("Show as a picture")
    result.press(Qt.Key.Key_Space)
    result.wait(grid.isVisible, "no picture again")
    assert result.reads("Where it is going: growing"), "the sentence stays"


def test_single_keys_lead_on_from_the_result(result: Typist) -> None:
    result.press(Qt.Key.Key_W)
    result.wait(lambda: result.reads("What if?"), "no what-if")
    result.press(Qt.Key.Key_3, CTRL)
    result.verdict()
    result.press(Qt.Key.Key_P)
    result.wait(lambda: result.reads("Plan: few moves"), "no plan")
    result.press(Qt.Key.Key_3, CTRL)
    result.verdict()
    second = result.window._session.phrasing().result.first[1]
    result.press(Qt.Key.Key_2)
    result.wait(lambda: result.reads("Plan: few moves"), "no plan")
    card = result.window.guide.pages.plan._card
    assert card is not None
    assert card.property("card") == second.question
    result.press(Qt.Key.Key_Comma, CTRL)
    result.click("Number and letter keys: Do nothing")
    result.click("Done")
    result.press(Qt.Key.Key_3, CTRL)
    result.verdict()
    result.press(Qt.Key.Key_P)
    assert result.window.guide.here == "result"


def test_the_review_knows_the_open_ones_and_takes_changes_back(typist: Typist) -> None:
    typist.begin(SAMPLE)
    typist.press(Qt.Key.Key_4)
    typist.press(Qt.Key.Key_R, CTRL)
    typist.wait(lambda: typist.reads("Check your answers"), "no review")
    session = typist.window._session
    typist.press(Qt.Key.Key_F8)
    first = typist.window.focusWidget().accessibleName()
    typist.press(Qt.Key.Key_F8)
    assert typist.window.focusWidget().accessibleName() != first
    question = typist.window.focusWidget().question
    typist.press(Qt.Key.Key_3)
    assert session.answer_to(question).level == 3
    typist.press(Qt.Key.Key_Z, CTRL)
    assert session.answer_to(question).level is None
    assert typist.window.guide.here == "review"
    typist.press(Qt.Key.Key_Y, CTRL)
    assert session.answer_to(question).level == 3


def test_an_area_without_a_score_leads_to_its_next_open_question(typist: Typist, tmp_path: Path) -> None:
    data = json.loads(resource("samples", "promotion-trap.json").read_bytes())
    answers = data["sheets"][0]["answers"]
    for question in [one for one in answers if one.startswith("PR") and one != "PR1"]:
        del answers[question]
    file = tmp_path / "few.json"
    file.write_text(json.dumps({**data, "id": "few"}), encoding="utf-8")
    assert drop(typist.window, file)
    typist.verdict()
    assert typist.reads("Not enough answers for price: 1 of 4 so far.")
    typist.tab_to("Price: answer the next question")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.window._session.place == "PR2", "not at the question")  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_2)
    typist.verdict()
    assert typist.reads("Not enough answers for price: 2 of 4 so far.")


def test_every_number_of_the_result_leads_to_what_stands_behind_it(result: Typist) -> None:
    for way, title, number in (
        ("Where it is going: How we worked this out", "Where it is going", "Odds in a hundred: stuck: 87"),
        ("How well it is run: How we worked this out", "How well it is run", "The score of the whole: 31"),
        ("Set a rule to answer within one working hour", "Following up", "Priority: S5 following up: 100"),
    ):
        result.tab_to(way)
        result.press(Qt.Key.Key_Space)
        result.wait(lambda title=title: result.reads(title), "not there")
        assert result.reads(number)
        assert result.reads("a. ")
        result.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        result.wait(lambda: result._find("See the plan"), "no way back")
    result.tab_to("Set a rule to answer within one working hour")
    result.press(Qt.Key.Key_Space)
    result.tab_to("Change following up")
    result.press(Qt.Key.Key_Return)
    result.wait(lambda: result.window._session.place == "S5", "not at the question")  # type: ignore[attr-defined]


def test_any_question_is_tried_and_what_was_tried_becomes_the_plan(result: Typist) -> None:
    result.tab_to("What if?")
    result.press(Qt.Key.Key_Return)
    result.tab_to("Another question")
    result.type("Yearly")
    result.tab_to("Try this one too")
    result.press(Qt.Key.Key_Space)
    raised = "Raise yearly price reviews"
    result.wait(lambda: result._find(raised), "not among those that can be tried")
    result.tab_to(raised)
    result.press(Qt.Key.Key_Space)
    result.press(Qt.Key.Key_Space)
    result.wait(lambda: result.reads("now 2, tried 4: +"), "its own gain is not said")
    before = {entry.question for entry in result.window._session.now_open.checkup.plan}  # type: ignore[attr-defined]
    assert "PR4" not in before
    result.tab_to("Put what I tried into my plan")
    result.press(Qt.Key.Key_Space)
    result.wait(lambda: result.reads("Plan: few moves"), "no plan")
    after = {entry.question for entry in result.window._session.now_open.checkup.plan}  # type: ignore[attr-defined]
    assert after == before | {"PR4"}


def test_who_looks_aside_comes_back_to_where_the_result_was_left(result: Typist) -> None:
    bar = result.window.page.scroll_area.verticalScrollBar()  # type: ignore[attr-defined]
    result.click("Price: see the answers behind it")
    result.named("Back to the result")
    left = result.window.guide.pages.result._left[1]  # type: ignore[attr-defined]
    assert left > 100
    result.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    result.wait(lambda: bar.value() == left, "not where it was left")
    result.press(Qt.Key.Key_1, CTRL)
    result.press(Qt.Key.Key_3, CTRL)
    pause(100)
    assert bar.value() == 0, "the verdict comes first for whoever comes from elsewhere"
