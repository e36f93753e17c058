"""What holds on the pages of the window."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.core.pack import Question
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.store.values import Stored
from plateau_doctor.ui.choices import Option
from plateau_doctor.ui.typist import Typist, pause
from ui.conftest import opened
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


def test_a_note_that_is_too_long_is_cut_with_a_word(asked: Typist) -> None:
    asked.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().setText("a" * 3990 + "the end of a long story")
    asked.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    note = asked.named("Note")
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "a" * 3990 + "the end of"
    assert asked.reads("There is room for 4,000 letters here. What was more is left out.")


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_note_is_kept_when_its_question_is_left_at_once(
    asked: Typist, built: app.Built, data_folder: Path, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    before = asked.question()
    asked.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    asked.type("ask the accountant")
    asked.press(key, held)
    asked.wait(lambda: asked.question() != before, "it is not left")
    built.close()
    with Repository.open(data_folder) as store:
        (row,) = store.check_ups()
        assert store.load(row.id).checkup.sheets[0].answers["S1"].note == "ask the accountant"


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


def test_what_was_undone_can_be_done_again_until_something_else_is_answered(asked: Typist) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    first = asked.question()
    asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_Z, control)
    assert (asked.question(), level(asked)) == (first, None)
    asked.press(Qt.Key.Key_Y, control)
    assert (asked.question(), level(asked)) == (first, 2)
    asked.press(Qt.Key.Key_Z, control)
    asked.press(Qt.Key.Key_5)
    asked.press(Qt.Key.Key_Y, control)
    assert (asked.question(), level(asked)) == (first, 5)


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
    asked.tab_to("Check-ups")
    asked.press(Qt.Key.Key_Delete)
    asked.wait(lambda: asked.reads("The check-up of Corner Shop of "), "not deleted")
    asked.tab_to("Undo")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Resume Corner Shop"), "not back")


def test_a_deleted_check_up_cannot_be_gone_back_to_while_the_disk_works(asked: Typist) -> None:
    asked.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    asked.wait(lambda: asked._find("Resume Corner Shop"), "not in the list")
    asked.tab_to("Check-ups")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    QTest.keyClick(asked.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    asked.wait(lambda: asked.reads("The check-up of Corner Shop of "), "not deleted")
    assert not asked.question()


def test_a_new_check_up_needs_a_name(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.press(Qt.Key.Key_Return)
    assert typist.reads("Give the business a name")
    assert not typist.question()


def test_a_second_window_says_that_the_first_is_open(qtbot: QtBot, typist: Typist, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as second:
        other = Typist(second.window)
        assert other.wait(lambda: other.reads("Plateau Doctor is already open."), "no word of the first window")
        typist.wait(typist.window.isActiveWindow, "the first window does not come to the front")
        assert not other.reads("Not saved yet")


def test_what_people_type_is_shown_as_plain_text(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("<b>Bold</b> & Sons")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("<b>Bold</b> & Sons"), "the name is not shown as it was typed")


def test_an_answer_that_the_disk_refuses_stays_and_can_be_saved_again(
    asked: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plateau_doctor.store.repository import Repository

    def refuse(*_values: object) -> None:
        raise UserError(Fault("file", "The disk is full, so the last change is not saved yet.", "Free some space."))

    with monkeypatch.context() as patched:
        patched.setattr(Repository, "answer", refuse)
        asked.press(Qt.Key.Key_2)
        asked.wait(lambda: asked.reads("The disk is full"), "no word of the full disk")
        assert asked.reads("Not saved yet")
        asked.wait(lambda: asked.question().startswith("Question 2 of"), "answering is held up")
        pause(300)  # it is tried again by itself with the next thing that is saved, and refused again
        asked.tab_to("Try again")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.reads("Saved "), "not saved the second time")
    assert not asked.reads("The disk is full")


def test_the_window_is_not_held_up_while_the_pdf_is_made(asked: Typist, tmp_path: Path) -> None:
    asked.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    asked.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked.press(Qt.Key.Key_Return)
    field = asked.named("Save the report as")
    assert isinstance(field, QLineEdit)
    assert Path(field.text()).name == f"Corner Shop - check-up - {datetime.now().astimezone().date()}.pdf"
    asked.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    asked.type(str(tmp_path / "report"))
    asked.press(Qt.Key.Key_Return)
    assert asked.reads("Making the file...") or asked.reads("Saved: ")
    asked.wait(lambda: asked.reads("Saved: "), "no PDF")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_is_not_replaced_unasked(asked: Typist, tmp_path: Path) -> None:
    there = tmp_path / "report.pdf"
    there.write_bytes(b"mine")
    asked.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    asked.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    asked.type(str(there))
    asked.press(Qt.Key.Key_Return)
    assert asked.reads("There is a file of this name.")
    assert there.read_bytes() == b"mine"
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.reads("Saved: "), "no PDF")
    assert there.read_bytes().startswith(b"%PDF")


def test_every_void_call_leaves_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 takes a reference away from None at each call that returns nothing."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _call in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 100


def test_a_window_closed_at_the_very_key_keeps_the_answer(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.begin(SAMPLE)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    with Repository.open(data_folder) as store:
        stored = store.load(store.check_ups()[0].id)
    first, second, third = (question.id for question in store_order(stored)[:3])
    answers = stored.checkup.sheets[0].answers
    assert (answers[first].level, answers[second].level) == (2, 3)
    assert stored.place == third


def store_order(stored: Stored) -> list[Question]:
    pack, _words = shipped(stored.checkup.pack_id, stored.checkup.pack_version)
    return list(pack.practices(stored.checkup.form))


def test_a_click_lands_on_what_is_half_in_sight(typist: Typist) -> None:
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    typist.tab_to("Where it is going: How we worked this out")
    button, plan = typist.named("Promotion: see the answers behind it"), typist.named("See the plan")
    typist.scroll_to(button)
    middle = button.mapTo(typist.window, button.rect().center()).y()
    edge = plan.mapTo(typist.window, QPoint(0, 0)).y() - plan.y()  # where the footer begins
    cut = edge - middle - button.height() // 4
    typist.window.resize(typist.window.width(), typist.window.height() - cut)
    typist.wait(lambda: not button.visibleRegion().contains(button.rect().bottomLeft()), "all of it is in sight")
    assert button.visibleRegion().contains(button.rect().center())
    typist.click_on(button)
    typist.wait(lambda: typist._find("Change "), "it was scrolled away under the pressed button, and nothing opened")


def test_the_second_window_opens_once_the_first_is_closed(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as first:
        Typist(first.window).wait(lambda: Typist(first.window).reads("No check-ups yet"), "no list")
        with opened(qtbot, data_folder) as second:
            other = Typist(second.window)
            other.wait(lambda: other.reads("Plateau Doctor is already open."), "no word of the first window")
            first.close()
            other.tab_to("Try again")
            other.press(Qt.Key.Key_Return)
            other.wait(lambda: other.reads("No check-ups yet"), "still no list")
            assert not other.reads("Plateau Doctor is already open.")
