"""What Home says of a check-up and what can be done with its line: resumed, looked for, deleted, begun anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from plateau_doctor.core.answers import CheckUp, Sheet
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.home_model import BUSINESS, MORE, REMOVE, REVIEW, STATE
from plateau_doctor.ui.typist import Typist

from .conftest import opened
from .test_home import PACK, TODAY, a_check_up, list_of, names, rows, table

__all__ = ["list_of"]
CTRL = Qt.KeyboardModifier.ControlModifier


def with_first(one: CheckUp, count: int) -> CheckUp:
    """Return a check-up of which only the first questions are answered."""
    answers = dict(list(one.sheets[0].answers.items())[:count])
    return replace(one, sheets=(Sheet("P1", answers=answers),))


@pytest.fixture
def half(qtbot: QtBot, data_folder: Path) -> Iterator[Typist]:
    """Return an owner whose check-up has five answers."""
    with Repository.open(data_folder) as store:
        store.add(with_first(a_check_up("half", "Bello Print", 3, TODAY), 5), PACK.questions[5].id)
    with opened(qtbot, data_folder, mode="owner") as built:
        yield Typist(built.window)


def click(typist: Typist, row: int, column: int) -> None:
    view = table(typist)
    place = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


# under way or finished


def test_a_look_at_the_result_ends_no_check_up(half: Typist, data_folder: Path) -> None:
    half.wait(lambda: half.reads("5 of 43 answered, about "), "not counted as on the question")
    half.tab_to("Resume Bello Print")
    half.press(Qt.Key.Key_Return)
    half.wait(lambda: half.question().startswith("Question 6 of 43"), "not where it was left")
    half.press(Qt.Key.Key_3, CTRL)
    half.wait(lambda: half.window.guide.here == "result", "no result")  # type: ignore[attr-defined]
    half.press(Qt.Key.Key_1, CTRL)
    resume = half.named("Resume Bello Print")
    half.wait(resume.hasFocus, "it is not the first thing")
    assert half.reads("5 of 43 answered")
    assert rows(half)[0][REVIEW] == "", "nobody waits for the next one"
    assert half._find("See your result") is None
    half.press(Qt.Key.Key_Return)
    half.wait(lambda: half.question().startswith("Question 6 of 43"), "not where it was left")


def test_an_end_without_answers_is_under_way(qtbot: QtBot, data_folder: Path) -> None:
    with Repository.open(data_folder) as store:
        store.add(with_first(a_check_up("half", "Bello Print", 3, TODAY), 5), "end")
    with opened(qtbot, data_folder, mode="owner") as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Resume Bello Print"), "it counts as finished")
        assert typist.reads("5 of 43 answered, about ")
        told = str(table(typist).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        assert told.startswith("Resume Bello Print, ")


def test_what_is_finished_stays_so_when_a_question_is_looked_at(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("only", "Bello Print", 3, TODAY))
    typist.window._parts.settings.change(mode="owner")  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(typist.named("See your result").hasFocus, "the business is not the first thing")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist._find("See your result"), "under way again")
    assert typist._find("Resume Bello Print") is None


def test_open_questions_at_the_end_keep_nobody_from_being_done(qtbot: QtBot, data_folder: Path) -> None:
    one = a_check_up("most", "Bello Print", 3, TODAY)
    answers = {name: answer for name, answer in one.sheets[0].answers.items() if name not in {"O5", "O6", "O7", "O8"}}
    with Repository.open(data_folder) as store:
        store.add(replace(one, sheets=(Sheet("P1", answers=answers),)), "review")
    with opened(qtbot, data_folder, mode="owner") as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("43 of 43 answered, about "), "not under way")
        typist.tab_to("Resume Bello Print")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
        typist.press(Qt.Key.Key_1, CTRL)
        typist.wait(lambda: typist._find("See your result"), "not finished")


# deleted and brought back


def test_after_the_last_one_is_deleted_nothing_of_the_list_is_left(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("a", "Corner Shop", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Delete)
    typist.wait(lambda: typist.reads("No check-ups yet."), "not deleted")
    assert rows(typist) == []
    typist.click("Undo")
    typist.wait(lambda: rows(typist), "not brought back")
    assert not typist.reads("No check-ups yet.")


def test_after_delete_the_way_back_has_the_focus(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY), a_check_up("two", "Second Ltd", 3, TODAY))
    typist.window._parts.settings.change(mode="owner")  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_1, CTRL)
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Delete)
    undo = typist.named("Undo: bring Second Ltd back")
    typist.wait(undo.hasFocus, "the way back has not the focus")
    typist.press(Qt.Key.Key_Z, CTRL)
    typist.wait(lambda: len(rows(typist)) == 2, "not back")
    assert typist._find("Undo: bring") is None
    typist.press(Qt.Key.Key_Z, CTRL)
    assert len(rows(typist)) == 2


def test_ctrl_z_brings_back_from_the_list_too(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY), a_check_up("two", "Second Ltd", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Delete)
    typist.named("Undo: bring Second Ltd back")
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Z, CTRL)
    typist.wait(lambda: names(typist) == ["Second Ltd", "First Ltd"], "not back")


# looked for


def test_letters_typed_on_the_list_look_for_a_business(list_of: Callable[..., Typist]) -> None:
    typist = list_of(*(a_check_up(name, name, 3, TODAY) for name in ("Alder", "Birch", "Cedar")))
    assert typist._find("Find a business") is None
    typist.tab_to("Check-ups")
    typist.type("bi")
    assert names(typist) == ["Birch"]
    assert typist.named("Find a business").hasFocus()
    typist.press(Qt.Key.Key_Down)
    assert table(typist).hasFocus()
    typist.press(Qt.Key.Key_F, CTRL)
    typist.press(Qt.Key.Key_Escape)
    assert len(names(typist)) == 3
    assert table(typist).hasFocus()
    assert typist._find("Find a business") is None
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type("ced")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Cedar · "), "not opened")


def test_one_check_up_needs_no_field_to_find_it(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.type("f")
    typist.press(Qt.Key.Key_F, CTRL)
    assert typist._find("Find a business") is None
    assert names(typist) == ["First Ltd"]


# what can be done with a line


def test_three_dots_open_the_menu_and_a_letter_chooses(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "Salt & Pepper", 3, TODAY), a_check_up("two", "Salt & Pepper", 3, TODAY))
    click(typist, 1, MORE)
    menu = typist.wait(QApplication.activePopupWidget, "no menu")
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "&Open",
        "&New check-up",
        "&Export",
        "&Delete",
        "Delete &all 2 of Salt && Pepper",
    ]
    assert table(typist).model().index(1, MORE).data() == "More for Salt & Pepper"
    typist.press(Qt.Key.Key_N)
    field = typist.named("Name of the business")
    typist.wait(lambda: field.text() == "Salt & Pepper", "not that business")  # type: ignore[attr-defined]


def test_the_menu_is_there_where_it_is_narrow_and_the_bin_is_not(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY))
    typist.window.resize(700, 600)
    view = table(typist)
    typist.wait(lambda: view.isColumnHidden(REVIEW), "not narrow")
    assert not view.isColumnHidden(MORE)
    assert view.isColumnHidden(REMOVE)
    last = view.visualRect(view.model().index(0, MORE))
    assert last.right() <= view.viewport().width()
    assert not view.isColumnHidden(BUSINESS)
    assert not view.isColumnHidden(STATE)


def test_an_overdue_review_begins_the_next_check_up(list_of: Callable[..., Typist]) -> None:
    typist = list_of(
        a_check_up("late", "Late Ltd", 3, TODAY - timedelta(days=200)), a_check_up("fresh", "Fresh Ltd", 3, TODAY)
    )
    typist.wait(lambda: rows(typist)[0][REVIEW] == "Overdue", "not said to be overdue")
    told = str(table(typist).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.endswith(", next review overdue")
    click(typist, 0, REVIEW)
    field = typist.named("Name of the business")
    typist.wait(lambda: field.text() == "Late Ltd", "not that business")  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: rows(typist) and rows(typist)[1][REVIEW], "no list")
    click(typist, 1, REVIEW)
    typist.wait(lambda: typist.reads("Fresh Ltd · "), "a day that is to come opens the check-up")
