"""What is shown after a mistake of ours: one dialog, what was kept, a report without a word of the client."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from plateau_doctor import app
from plateau_doctor.ui.fault import fault_report
from plateau_doctor.ui.fault_dialog import FaultDialog
from plateau_doctor.ui.typist import Typist, pause

from .test_looks import THEMES, cut, mirrored, nameless, twice, unseen

__all__ = ["mirrored", "twice"]


@pytest.fixture(autouse=True)
def _caught(built: app.Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a mistake go where it goes when the program is started."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app.catch_mistakes(built.window)


def dialogs(built: app.Built) -> list[FaultDialog]:
    pause(30)
    return [one for one in built.window.findChildren(FaultDialog) if one.isVisible()]


def make_a_mistake(words: str = "Corner Shop owes 90,000") -> None:
    """Raise in a slot, as a fault of ours would."""
    QTimer.singleShot(0, lambda: int(words))
    pause(30)


def said(dialog: QWidget) -> str:
    texts = (getattr(widget, "text", None) for widget in Typist(dialog).shown())
    return "\n".join(str(text()) for text in texts if callable(text))


def test_a_mistake_in_a_slot_opens_one_dialog_and_answering_goes_on(
    built: app.Built, asked: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    make_a_mistake()
    (dialog,) = dialogs(built)
    assert "ValueError" in capsys.readouterr().err
    for part in (
        "What happened",
        "Plateau Doctor made a mistake.",
        "What was kept",
        "Every answer up to now is saved.",
    ):
        assert part in said(dialog)
    assert not dialog.isModal()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialogs(built)
    asked.press(Qt.Key.Key_1)
    asked.wait(lambda: asked.question().startswith("Question 2 of"), "the window is stuck")
    asked.wait(lambda: asked.reads("Saved "), "the answer is not saved")


def test_mistakes_that_follow_join_the_dialog_that_is_there(built: app.Built, asked: Typist) -> None:
    assert asked.question()
    for words in ("one", "two"):
        make_a_mistake(words)
    for _again in range(30):
        QTimer.singleShot(0, lambda: {}["a client"])
    (dialog,) = dialogs(built)
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert report.count("ValueError") == 1
    assert report.count("KeyError") == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    make_a_mistake()
    (later,) = dialogs(built)
    assert "KeyError" not in later.findChild(QPlainTextEdit).toPlainText()


def test_the_report_is_copied_as_it_reads_without_a_word_of_the_client(built: app.Built, asked: Typist) -> None:
    assert asked.question()
    QGuiApplication.clipboard().clear()
    make_a_mistake()
    (dialog,) = dialogs(built)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert not QGuiApplication.clipboard().text(), "what was being typed presses nothing here"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName() == "Copy report"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    told = QGuiApplication.clipboard().text()
    assert told == dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in told
    assert "test_fault_dialog.py, line" in told
    assert "Corner Shop" not in told
    assert "/" not in told
    assert "Copied" in said(dialog)
    assert fault_report(KeyError, None).endswith("KeyError")


def test_what_is_not_saved_is_not_called_saved(built: app.Built, asked: Typist) -> None:
    asked.press(Qt.Key.Key_1)  # it goes to the store once the next question has been painted
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    built.window.tell_of_mistake("a report")
    (dialog,) = [one for one in built.window.findChildren(FaultDialog) if one.isVisible()]
    assert "What is not saved yet stays in this window" in said(dialog)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", THEMES)
def test_the_dialog_can_be_read_and_gone_through_by_keys(
    built: app.Built, asked: Typist, theme: str, scale: float
) -> None:
    assert asked.question()
    built.settings.change(colours=theme, scale=scale)
    walk(built)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("way", ["twice", "mirrored"])
def test_the_dialog_can_be_read_in_other_languages(
    built: app.Built, asked: Typist, request: pytest.FixtureRequest, way: str, scale: float
) -> None:
    assert asked.question()
    built.settings.change(scale=scale)
    request.getfixturevalue(way)
    walk(built)


def walk(built: app.Built) -> None:
    """Look at all of the dialog in a small window, and press Tab until it has come round."""
    built.window.resize(1024, 640)
    built.window.tell_of_mistake("\n".join(f"place_{n}.py, line {n}, in something" for n in range(20)))
    (dialog,) = dialogs(built)
    assert dialog.width() <= 1024
    assert dialog.height() <= 640
    parts = [part for part in Typist(dialog).shown() if part is not dialog]
    wrong = [fault for part in parts if (fault := cut(part, dialog) or nameless(part))]
    stops = []
    while (focus := QApplication.focusWidget()) not in stops:
        assert focus is not None
        wrong += [fault] if (fault := unseen(dialog, focus)) else []
        stops.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    names = [stop.accessibleName().split(" The")[0].split(" Copy")[0].split(" Close")[0] for stop in stops]
    assert sorted(names) == ["Close", "Copy report", "The report"]
    assert not wrong, "\n".join(wrong)
