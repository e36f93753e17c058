"""What is said aloud beside what has the focus: each piece of news once, and none that nobody would wait for.

Every call of `announce` has its own place here, so that a piece of news that falls silent is noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist

from .conftest import opened
from .test_carelessness import refusing
from .test_home import TODAY, a_check_up, list_of  # noqa: F401 - a fixture
from .test_pace import questions_of
from .test_plan import plan, row_of  # noqa: F401 - a fixture

CTRL = Qt.KeyboardModifier.ControlModifier
RECORDS = "What can you point to? Could you show this to a visitor today? Then tick it."


def heard(typist: Typist, said: list[str], start: str) -> str:
    """Return the one piece of news that begins so, once it has come; nothing is said twice."""
    typist.wait(lambda: any(one.startswith(start) for one in said), f"{start!r} is not heard but {said}")
    (one,) = [one for one in said if one.startswith(start)]
    return one


# the line above the page


def test_what_was_kept_is_heard_when_the_window_closed_by_itself(
    qtbot: QtBot, data_folder: Path, said: list[str]
) -> None:
    with Repository.open(data_folder) as store:
        store.add(a_check_up("a", "Corner Shop", 3, TODAY), "S1")
    (data_folder / "open").touch()
    with opened(qtbot, data_folder) as built:
        one = heard(Typist(built.window), said, "Plateau Doctor closed by itself, last at ")
        assert " answers for Corner Shop are kept. Carry on at question 1?" in one


def test_a_full_disk_is_heard_and_saved_is_not(asked: Typist, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    assert not said
    refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_2)
    assert heard(asked, said, "The disk is full.") == "The disk is full. Free some space."


# a question


def test_why_it_is_asked_is_heard(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_I, CTRL)
    assert said == [asked.window.page._aside.words]  # type: ignore[attr-defined]


def test_what_can_be_pointed_to_is_asked_for_once(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_4)
    assert said == [RECORDS]
    asked.press(Qt.Key.Key_5)
    asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_PageDown)
    assert said == [RECORDS], "only an answer opens it"
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_1)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_5)
    assert said == [RECORDS, RECORDS]


def test_an_answer_before_one_with_records_asks_for_none(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_PageDown)
    asked.press(Qt.Key.Key_4)
    asked.press(Qt.Key.Key_PageUp)
    said.clear()
    asked.press(Qt.Key.Key_1)
    assert asked.question().startswith("Question 2 of")
    assert not said


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (True, "Press 1 to 5 to answer, or Page Down to leave it open"),
        (False, "Choose an answer, or press Page Down to leave it open"),
    ],
)
def test_enter_without_an_answer_is_heard(
    built: app.Built, asked: Typist, said: list[str], keys: bool, words: str
) -> None:
    built.settings.change(number_keys=keys)
    asked.press(Qt.Key.Key_Return)
    assert said == [words]


def test_what_stands_there_after_undo_and_redo_is_heard(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_Z, CTRL)
    asked.press(Qt.Key.Key_Y, CTRL)
    asked.press(Qt.Key.Key_Y, CTRL)
    assert said == [
        "Question 1 of 43: Not answered",
        "Question 1 of 43: 2. We look for new customers when work runs low.",
    ], "where there is nothing to give again, nothing is heard"


def test_a_full_note_is_heard_once(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_M, CTRL)
    data = QMimeData()
    data.setText("x" * 5000)
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    note.insertFromMimeData(data)
    (one,) = said
    assert one.startswith("There is room for ")
    assert asked.reads("There is room for "), "the footer shows it too"


def test_the_end_of_a_section_is_heard(asked: Typist, said: list[str]) -> None:
    for _question in range(questions_of("sales")):
        asked.press(Qt.Key.Key_2)
    (one,) = said
    assert one.startswith("Sales is done. You answered 8 questions. 1 minute so far, about ")
    assert one.endswith(" to go.")


def test_a_number_that_leads_nowhere_is_heard(asked: Typist, said: list[str]) -> None:
    asked.press(Qt.Key.Key_G, CTRL)
    asked.type("99")
    asked.press(Qt.Key.Key_Return)
    assert said == ["Write a number from 1 to 43."]


def test_a_figure_that_cant_be_read_is_heard(asked: Typist, said: list[str]) -> None:
    asked.tab_to("Your numbers")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Revenue "), "no figures")
    asked.type("a lot")
    said.clear()
    asked.press(Qt.Key.Key_Return)
    assert said == ["One number needs another look"]


# a new check-up


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("Name of the business", "", "Give the business a name, so that you find it again."),
        ("People working in it", "many", ""),
    ],
)
def test_what_a_new_check_up_lacks_is_heard_and_described(
    typist: Typist, said: list[str], field: str, typed: str, words: str
) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.write("Name of the business", "Corner Shop")
    typist.write(field, typed)
    if not typed:
        typist.press(Qt.Key.Key_Delete)
    typist.press(Qt.Key.Key_Return)
    (one,) = said
    assert words in one
    assert typist.reads(one)
    wrong = typist.named(field)
    assert (wrong.hasFocus(), wrong.accessibleDescription()) == (True, one)
    typist.press(Qt.Key.Key_1, CTRL)
    typist.press(Qt.Key.Key_N, CTRL)
    assert not typist.named(field).accessibleDescription(), "of the check-up before"


# the list, the help, the settings


def test_what_is_looked_for_in_vain_is_heard(
    list_of: Callable[..., Typist],  # noqa: F811
    said: list[str],
) -> None:
    typist = list_of(*(a_check_up(str(n), f"Firm {n}", 3, TODAY) for n in range(12)))
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type("zz")
    heard(typist, said, "No business matches “zz”.")
    for keys, words in (
        ((Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), "No topic holds “qqqq”."),
        ((Qt.Key.Key_Comma, CTRL), "No setting holds “qqqq”."),
    ):
        typist.press(*keys)
        typist.press(Qt.Key.Key_F, CTRL)
        typist.type("qqqq")
        heard(typist, said, words)


# the result, the plan, the report


def test_the_verdict_and_what_changed_it_are_heard(typist: Typist, said: list[str]) -> None:
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    verdict = typist.verdict()
    typist.wait(lambda: said, "no verdict")
    assert verdict.startswith(said[0][:20])
    typist.press(Qt.Key.Key_W)
    typist.tab_to("Raise ")
    typist.press(Qt.Key.Key_Return)
    heard(typist, said, "Now 31 of 100")
    typist.press(Qt.Key.Key_3, CTRL)
    typist.click("Price: see the answers behind it")
    typist.click("Change ")
    typist.click("3. ")
    heard(typist, said, "You changed ")


def test_where_an_action_is_now_is_heard(plan: Typist, said: list[str]) -> None:  # noqa: F811 - the fixture
    plan.tab_to("Move this action down")
    plan.press(Qt.Key.Key_Space)
    assert said[0].startswith("Now number 2 of ")
    assert len(said) == 1


def test_one_action_too_many_is_heard(plan: Typist, said: list[str]) -> None:  # noqa: F811 - the fixture
    for place in (1, 2, 3, 4):
        if place > 1:
            plan.click(row_of(plan, place))
        plan.click("How far it is: Started")
        if place < 4:
            plan.click("Close this action")
    heard(plan, said, "That makes 4 at once; 3 go well.")


def test_a_day_that_cant_be_read_is_heard(plan: Typist, said: list[str]) -> None:  # noqa: F811 - the fixture
    plan.write("By", "tomorrow")
    plan.press(Qt.Key.Key_Return)
    heard(plan, said, "Write a day such as ")


def test_the_pages_and_the_file_are_heard(plan: Typist, said: list[str], tmp_path: Path) -> None:  # noqa: F811
    plan.press(Qt.Key.Key_P, CTRL)
    plan.wait(lambda: plan._find("Page 1 of"), "no preview")
    assert heard(plan, said, plan.reads(said[0])).endswith(" pages.")
    plan.press(Qt.Key.Key_E, CTRL)
    field = plan.named("Export the check-up as")
    plan.wait(field.hasFocus, "no place to write in")
    plan.press(Qt.Key.Key_A, CTRL)
    plan.type(str(tmp_path / "trap.json"))
    plan.press(Qt.Key.Key_Return)
    heard(plan, said, "Saved: ")


# a mistake of ours


def test_a_mistake_and_its_copy_are_heard(built: app.Built, asked: Typist, said: list[str]) -> None:
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    built.window.tell_of_mistake("a report")
    heard(asked, said, f"{_dialog(built).windowTitle()}. Every answer up to now is saved.")
    copy = next(one for one in Typist(_dialog(built)).shown() if one.accessibleName() == "Copy report")
    copy.setFocus()
    QTest.keyClick(copy, Qt.Key.Key_Return)
    heard(asked, said, "Copied")


def _dialog(built: app.Built) -> Any:
    return built.window._fault
