"""What holds on the pages of the window."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from plateau_doctor import app
from plateau_doctor.ui.choices import Option
from plateau_doctor.ui.typist import Typist
from ui.test_by_keys import SAMPLE

FIRST_PAINT = """
import sys, tempfile
from pathlib import Path
from plateau_doctor import app

built = app.build(Path(tempfile.mkdtemp()))
built.window.first_painted.disconnect()
built.window.first_painted.connect(lambda: (print(*sorted(sys.modules)), built.application.quit()))
built.window.show()
built.application.exec()
"""
HEAVY = {"sqlalchemy", "matplotlib", "reportlab", "alembic", "babel", "jsonschema", "numpy", "platformdirs", "click"}
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)


@pytest.fixture
def asked(typist: Typist) -> Typist:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")
    return typist


def level(typist: Typist) -> int | None:
    return next((w.level for w in typist.shown() if isinstance(w, Option) and w.isChecked()), None)


def test_the_first_painted_window_has_loaded_qt_and_the_standard_library_only() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "PySide6" in loaded
    assert not loaded & HEAVY


def pages(typist: Typist) -> Iterator[str]:
    yield "home"
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    yield "new"
    typist.begin(SAMPLE)
    yield "question"
    typist.press(Qt.Key.Key_4)
    yield "question with records"
    while typist.question():
        before = typist.question()
        typist.press(Qt.Key.Key_PageDown)
        typist.wait(lambda one=before: typist.question() != one, "no next page")
    yield "figures"
    typist.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    yield "result"
    typist.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    yield "saving"
    typist.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    yield "plan"


def test_every_control_on_every_page_has_a_name(typist: Typist) -> None:
    seen = []
    for page in pages(typist):
        controls = [widget for widget in typist.shown() if isinstance(widget, CONTROLS)]
        names = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in controls]
        nameless = [type(w).__name__ for w, name in zip(controls, names, strict=True) if not name.strip()]
        assert not nameless, f"{page}: {nameless}"
        assert QApplication.focusWidget() is not None, page
        seen.append(len(controls))
    assert min(seen) >= 5


def test_digits_in_the_note_are_text(asked: Typist) -> None:
    asked.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    asked.type("12 of 5d, n")
    assert asked.question().startswith("Question 1 of")
    assert level(asked) is None
    asked.press(Qt.Key.Key_Escape)
    asked.press(Qt.Key.Key_5)
    assert level(asked) == 5
    note = asked.named("Note")
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "12 of 5d, n"


def test_arrows_select_and_only_enter_answers(asked: Typist) -> None:
    for expected in (1, 2, 3):
        asked.press(Qt.Key.Key_Down)
        assert level(asked) == expected
        assert asked.question().startswith("Question 1 of")
    asked.press(Qt.Key.Key_Up)
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 2 of"), "Enter does not go on")
    asked.press(Qt.Key.Key_PageUp)
    asked.wait(lambda: asked.question().startswith("Question 1 of"), "no way back")
    assert level(asked) == 2
    asked.press(Qt.Key.Key_Down)
    assert level(asked) == 3
    assert asked.question().startswith("Question 1 of")


def test_enter_answers_nothing_that_was_not_chosen(asked: Typist) -> None:
    asked.press(Qt.Key.Key_Return)
    assert asked.question().startswith("Question 1 of")
    assert asked.reads("Press 1 to 5 to answer")


def test_a_click_on_a_row_answers(asked: Typist) -> None:
    row = asked.named("2. ")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    asked.wait(lambda: asked.question().startswith("Question 2 of"), "a click does not answer")


def test_undo_brings_the_answer_before_back(asked: Typist) -> None:
    asked.press(Qt.Key.Key_2)
    asked.wait(lambda: asked.question().startswith("Question 2 of"), "no next question")
    asked.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    asked.wait(lambda: asked.question().startswith("Question 1 of"), "no way back")
    assert level(asked) is None


def test_options_begin_at_the_same_place_on_every_question(asked: Typist) -> None:
    places = set()
    while asked.question():
        before = asked.question()
        row = asked.named("1. ")
        places.add(row.mapTo(asked.window, row.rect().topLeft()).toTuple())
        asked.press(Qt.Key.Key_PageDown)
        asked.wait(lambda one=before: asked.question() != one, "no next page")
    assert len(places) == 1


def test_a_deleted_check_up_comes_back(asked: Typist) -> None:
    asked.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    asked.wait(lambda: asked._find("Resume Corner Shop"), "not in the list")
    asked.tab_to("Delete Corner Shop")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.reads("Corner Shop is deleted."), "not deleted")
    asked.tab_to("Undo")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Resume Corner Shop"), "not back")


def test_a_new_check_up_needs_a_name(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.press(Qt.Key.Key_Return)
    assert typist.reads("Give the business a name")
    assert not typist.question()


def test_a_second_window_says_that_the_first_is_open(typist: Typist, data_folder: Path) -> None:
    second = app.build(data_folder)
    second.window.show()
    other = Typist(second.window)
    try:
        assert other.wait(lambda: other.reads("Plateau Doctor is already open."), "no word of the first window")
    finally:
        second.close()


def test_what_people_type_is_shown_as_plain_text(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("<b>Bold</b> & Sons")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("<b>Bold</b> & Sons"), "the name is not shown as it was typed")
