"""Ways back: to the row that was opened, from the help and the settings, to what was taken back; and the time of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plateau_doctor import outside
from plateau_doctor.i18n import Formats
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.recovery import recovered
from plateau_doctor.ui.typist import Typist

from .conftest import opened
from .test_carelessness import go_to
from .test_pace import questions_of
from .test_second_thoughts import here, scrolled, trap
from .test_two_checkups import text_of
from .test_ways import opened_as

__all__ = ["trap"]

CTRL = Qt.KeyboardModifier.ControlModifier
MAKE_PARTS = outside.Outside._make_parts


def at(typist: Typist) -> str:
    """Return the question of the row that has the focus, empty where it is elsewhere."""
    return getattr(typist.window.focusWidget(), "question", "")


def level(typist: Typist, question: str) -> int | None:
    found: int | None = typist.window._session.answer_to(question).level  # type: ignore[attr-defined]
    return found


# the review


def test_after_a_row_was_opened_the_review_is_back_at_that_row(trap: Typist) -> None:
    trap.press(Qt.Key.Key_R, CTRL)
    for _step in range(30):
        trap.press(Qt.Key.Key_Down)
    row = at(trap)
    before, place = level(trap, row), scrolled(trap)
    assert row
    assert place > 0
    for key in (Qt.Key.Key_2 if before != 2 else Qt.Key.Key_1, Qt.Key.Key_PageUp):
        trap.press(Qt.Key.Key_Return)
        assert trap.question()
        trap.press(key)
        assert here(trap) == "review"
        assert at(trap) == row
        focus = trap.window.focusWidget()
        assert focus is not None
        assert focus.visibleRegion().boundingRect().height() == focus.height(), "in sight as a whole"
    assert level(trap, row) != before
    trap.press(Qt.Key.Key_Down)
    assert at(trap) not in ("", row), "the arrows go on from there"


def test_an_open_question_is_come_back_to_in_its_section(asked: Typist) -> None:
    asked.press(Qt.Key.Key_R, CTRL)
    for _step in range(20):
        asked.press(Qt.Key.Key_F8)
    row = at(asked)
    asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_2)
    assert (here(asked), at(asked)) == ("review", row)
    asked.press(Qt.Key.Key_Return)
    go_to(asked, 1)
    asked.press(Qt.Key.Key_R, CTRL)
    assert at(asked) == "", "whoever went elsewhere looks at it from the top"
    assert scrolled(asked) == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_arrows_lead_into_the_first_row(trap: Typist, key: Qt.Key) -> None:
    trap.press(Qt.Key.Key_R, CTRL)
    first = trap.window.page._rows[0].question  # type: ignore[attr-defined]
    assert trap.window.page.hasFocus()  # type: ignore[attr-defined]
    trap.press(key)
    assert at(trap) == first
    trap.tab_to("See the result")
    trap.press(key)
    assert at(trap) == first


def test_arrows_on_a_look_lead_on(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    typist.press(Qt.Key.Key_R, CTRL)
    typist.window.page._session.pace.same_in_a_row = lambda _rules: ("S1", "S2")  # type: ignore[attr-defined]
    typist.window.page.show_review()  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_F8)
    assert typist.window.focusWidget().accessibleName().startswith("Look: ")  # type: ignore[union-attr]
    typist.press(Qt.Key.Key_Down)
    assert not typist.window.focusWidget().accessibleName().startswith("Look: ")  # type: ignore[union-attr]


def test_the_review_says_how_an_answer_is_selected(trap: Typist) -> None:
    trap.press(Qt.Key.Key_R, CTRL)
    assert trap.reads("Up and Down select an answer, 1 to 5 change it")
    trap.press(Qt.Key.Key_Comma, CTRL)
    trap.pick("Number and letter keys: Do nothing")
    trap.press(Qt.Key.Key_Escape)
    trap.press(Qt.Key.Key_R, CTRL)
    assert trap.reads("Up and Down select an answer, Enter opens it")


# Ctrl+Y


def test_what_was_taken_back_on_the_result_is_given_again(typist: Typist, tmp_path: Path) -> None:
    verdict = opened_as(typist, tmp_path).verdict()
    session = typist.window._session  # type: ignore[attr-defined]
    before = dict(session.answers)
    typist.press(Qt.Key.Key_Y, CTRL)
    assert not typist.reads("You changed"), "there is nothing to give again"
    typist.tab_to("Price: see the answers behind it")
    typist.press(Qt.Key.Key_Return)
    typist.tab_to("Change yearly price reviews")
    typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_4)
    typist.press(Qt.Key.Key_A)
    typist.press(Qt.Key.Key_Return)
    words = typist.wait(lambda: typist.reads("You changed yearly price reviews"), "no word of the change")
    after = dict(session.answers)
    for _time in range(2):
        typist.press(Qt.Key.Key_Z, CTRL)
        typist.wait(lambda: not typist.reads("You changed"), "not taken back")
        assert dict(session.answers) == before
        assert here(typist) == "result"
        assert typist._verdict() == verdict
        typist.press(Qt.Key.Key_Y, CTRL)
        assert typist.wait(lambda: typist.reads("You changed"), "not given again") == words
        assert dict(session.answers) == after
    typist.press(Qt.Key.Key_Z, CTRL)
    typist.press(Qt.Key.Key_Z, CTRL)
    assert here(typist) == "result", "nothing is left of it to take back"
    assert dict(session.answers) == before


def test_only_what_was_changed_from_the_result_is_taken_back_at_once(typist: Typist, tmp_path: Path) -> None:
    session = opened_as(typist, tmp_path).window._session  # type: ignore[attr-defined]
    question = session.now_open.way[0]
    before = level(typist, question)
    session.answering.set_level(question, 3)
    session.change(question, "end")
    typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.reads("You changed "), "no word of the change")
    typist.press(Qt.Key.Key_Z, CTRL)
    assert (here(typist), level(typist, question)) == ("result", 3)
    typist.press(Qt.Key.Key_Z, CTRL)
    assert (here(typist), level(typist, question)) == ("question", before)


def test_what_was_taken_back_at_a_section_s_end_is_given_again(asked: Typist) -> None:
    for _question in range(questions_of("sales")):
        asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_Backspace)
    asked.press(Qt.Key.Key_3)
    asked.press(Qt.Key.Key_Z, CTRL)
    assert asked.question().startswith("Question 8 of")
    asked.press(Qt.Key.Key_PageDown)
    assert asked.reads("Sales is done.")
    asked.press(Qt.Key.Key_Y, CTRL)
    assert asked.question().startswith("Question 8 of")
    assert asked.window.page._options.level == 3  # type: ignore[attr-defined]


# Escape


@pytest.mark.parametrize(
    ("key", "modifiers", "page", "field"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help", "Find in the help"),
        (Qt.Key.Key_Comma, CTRL, "settings", "Find a setting"),
    ],
)
def test_escape_empties_what_is_looked_for_then_closes(
    asked: Typist, key: Qt.Key, modifiers: Qt.KeyboardModifier, page: str, field: str
) -> None:
    asked.press(key, modifiers)
    asked.press(Qt.Key.Key_Escape)
    assert here(asked) == "question"
    asked.press(key, modifiers)
    asked.press(Qt.Key.Key_F, CTRL)
    asked.type("text")
    asked.press(Qt.Key.Key_Escape)
    assert (here(asked), text_of(asked, field)) == (page, "")
    asked.press(Qt.Key.Key_Escape)
    assert here(asked) == "question"


# times


def test_the_time_is_written_as_on_this_machine(
    qtbot: QtBot, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2026, 11, 28, 14, 32, tzinfo=UTC)

    def make_parts(own: outside.Outside) -> Parts:
        return replace(MAKE_PARTS(own), now=lambda: moment, country=lambda: "US")

    monkeypatch.setattr(outside.Outside, "_make_parts", make_parts)
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.named("Open the sample Promotion trap")
        typist.tab_to("Open the sample Promotion trap")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
        typist.press(Qt.Key.Key_R, CTRL)
        typist.press(Qt.Key.Key_Down)
        typist.press(Qt.Key.Key_1)
        typist.wait(lambda: typist.reads("Saved 2:32\N{NARROW NO-BREAK SPACE}PM"), "not as in the United States")
    assert " last at 14:32." in recovered(moment, moment, formats=Formats("en_GB"))
    assert " last at 2:32\N{NARROW NO-BREAK SPACE}PM." in recovered(moment, moment, formats=Formats("en_US"))
