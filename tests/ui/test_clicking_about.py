"""Somebody who presses and clicks anything: no exception, and every answer that was seen is in the file.

Every check-up in the file must hold what the window held of it when it was last open, whatever was opened since. Each
note that is written begins with a mark of its check-up, so that a note in the file of another is noticed. And what was
last seen in the note of a question, by its words on the page, must be in the file too: so what gets lost on its way
from the field is noticed as well.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
import shiboken6
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NOTE_LIMIT, Answer, Business, CheckUp, Sheet
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui import printing
from plateau_doctor.ui.answering import OWNER
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.typist import Typist, pause

RUNS, ROUNDS = 6, 6
"""Hypothesis begins with the simplest run, in which every step is the same: it is not counted."""
PLACES = 4
"""Pages that each worker comes to at least."""
LEAST = 40
"""Steps of one run: fewer lead nowhere."""
STEPS = int(os.environ.get("CLICKS", "10000"))
SHARES = (4, 4, 4, 4, 21, 21, 21, 21)
"""Per cent of the steps that each worker takes; those with much to do work when the system tests are asked for."""
WORKERS = [
    pytest.param(worker, STEPS * share // 100, marks=[pytest.mark.system] if share > min(SHARES) else [])
    for worker, share in enumerate(SHARES)
]
PLAIN = tuple(
    Qt.Key[f"Key_{name}"]
    for line in (
        ("1", "2", "3", "4", "5", "0", "D", "N", "A", "B", "Return", "Tab", "Backtab", "Up", "Down", "Left", "Right"),
        ("PageUp", "PageDown", "Space", "Escape", "Backspace", "Delete", "F1", "Home", "End"),
    )
    for name in line
)
HELD = tuple(
    Qt.Key[f"Key_{name}"] for name in ("1", "2", "3", "4", "E", "G", "O", "R", "K", "M", "N", "Z", "F", "P", "Comma")
)
TYPED = ("851k", "12,5", "abc", "-3", "0", "999999999999999", "<b>x", "1e9", "50%", "  ", "2.5", "31/12/2026")
OTHERS = 3
"""Check-ups that are there at the beginning, of which nothing is answered yet."""
WORDS = shipped("sales-and-four-ps", 1)[1].questions
ASKED = {words.asked(alone)[0]: question for question, words in WORDS.items() for alone in (True, False)}
"""The questions by their words."""
MARKED = 8
MARK = re.compile(rf"\[(\w{{{MARKED}}})\]")
SIZES = ((1024, 640), (1280, 800), (700, 500))
WAITED_FOR = 40
"""Steps after which the disk is waited for, so that the file is looked at now and then."""
COMPARED = 400
"""Steps after which everything in the file is compared with what was seen."""


def an_empty_one(number: int) -> CheckUp:
    name = f"{number}" * MARKED
    return CheckUp(name, "sales-and-four-ps", 1, date(2026, 5, 1), Business(f"Firm {number}"), sheets=(Sheet(OWNER),))


class Clicking(RuleBasedStateMachine):
    """Drives one real window on a folder of its own."""

    steps = 0
    taken = 0
    been: frozenset[str] = frozenset()

    @initialize()
    def sit_down(self) -> None:
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name) / "data"
        with Repository.open(folder) as store:
            for number in range(OTHERS):
                store.add(an_empty_one(number))
        self._built = app.build(folder)
        self._built.settings.change(mode="consultant")
        self._window = self._built.window
        self._window.show()
        self._errors: list[BaseException | None] = []
        self._said: dict[str, dict[str, Answer]] = {}
        self._notes: dict[tuple[str, str], str] = {}
        self._here: list[str] = []
        self._hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: self._errors.append(error)
        self._in_threads, threading.excepthook = (
            threading.excepthook,
            lambda told: self._errors.append(told.exc_value),
        )
        typist = Typist(self._window)
        typist.wait(lambda: typist.reads("Clients") and typist._find("Check-ups"), "no list")
        self._window._session.closing.connect(self._see)  # the page has kept its last words by then

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _look(self) -> None:
        type(self).steps += 1
        self._here.append(self._window.guide.here)
        QApplication.processEvents()
        assert not self._errors, self._errors
        if self.steps % WAITED_FOR == 0:
            pause(5)
        self._see()
        if self.steps % COMPARED == 0:
            self._compare()

    def _see(self) -> None:
        """Remember everything that is answered in the check-up that is open."""
        one = self._window._session.current
        if one is not None and one.kept:
            self._said[one.checkup.id] = self._window._session.answers
            self._read_note(one.checkup.id)

    def _read_note(self, checkup: str) -> None:
        """Remember what stands in the note of the question that is seen."""
        typist = Typist(self._window)
        _number, _dot, asked = typist.question().partition(". ")
        fields = (one for one in typist.shown() if isinstance(one, QPlainTextEdit) and one.accessibleName() == "Note")
        note = next(fields, None)
        if note is not None and asked in ASKED:
            self._notes[checkup, ASKED[asked]] = clean(note.toPlainText(), NOTE_LIMIT)

    def _stored(self) -> dict[str, CheckUp]:
        """Return every check-up in the file, read by the store's own thread."""

        def read(store: Repository) -> dict[str, CheckUp]:
            return {row.id: store.load(row.id).checkup for row in store.check_ups()}

        self._window._session.keeper.hand_over()
        return self._built._outside._store.submit(read).result()

    def _compare(self, stored: dict[str, CheckUp] | None = None) -> None:
        found = self._stored() if stored is None else stored
        for (id_, question), note in self._notes.items():
            if id_ in found and (stored is not None or not self._is_seen(id_, question)):
                kept = found[id_].sheets[0].answers.get(question, Answer()).note
                assert kept == note, (found[id_].business.name, question)
        for id_, answers in self._said.items():
            if id_ in found:  # else it was deleted
                assert dict(found[id_].sheets[0].answers) == answers, found[id_].business.name
        for checkup in found.values():
            for sheet in checkup.sheets:
                for question, answer in sheet.answers.items():
                    marks = set(MARK.findall(answer.note))
                    assert marks <= {checkup.id[:MARKED]}, (checkup.business.name, question, answer.note)

    def _is_seen(self, checkup: str, question: str) -> bool:
        """Tell whether a question is still on the page: then its note may not have been kept yet."""
        one = self._window._session.current
        asked = Typist(self._window).question().partition(". ")[2]
        return one is not None and one.checkup.id == checkup and ASKED.get(asked) == question

    @rule(key=st.sampled_from(PLAIN))
    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key)
        self._look()

    @rule(key=st.sampled_from(HELD))
    def press_with_control(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key, Qt.KeyboardModifier.ControlModifier)
        self._look()

    @rule(place=st.integers(0, 999))
    def click(self, place: int) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:  # a click beside it closes it, and does nothing else
            popup.close()
        else:
            seen = Typist(self._window).shown()
            shown = [one for one in seen if isinstance(one, QAbstractButton) and one.isEnabled()]
            QTest.mouseClick(shown[place % len(shown)], Qt.MouseButton.LeftButton)
        self._look()

    @rule(text=st.sampled_from(TYPED))
    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)
        self._look()

    @rule(about=st.sampled_from(("prices", "a lost customer", "the trade show")))
    def note(self, about: str) -> None:
        """Write a note that says whose it is."""
        if self._window.guide.here == "question":
            QTest.keyClick(self._focus(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        if self._window.guide.here == "question" and isinstance(self._focus(), QPlainTextEdit):
            QTest.keyClicks(self._focus(), f"[{self._window._session.now_open.checkup.id[:MARKED]}] {about} ")
        self._look()

    @rule(down=st.integers(0, 3))
    def open_another(self, down: int) -> None:
        """Open one of the check-ups of the list."""
        table = self._window.findChild(HomeTable)
        if self._window.guide.here == "home" and table is not None and table.isVisible():
            table.setFocus()
            for _press in range(down):
                QTest.keyClick(table, Qt.Key.Key_Down)
            QTest.keyClick(table, Qt.Key.Key_Return)
            pause(20)
        self._look()

    @rule(size=st.sampled_from(SIZES), seldom=st.integers(0, 4))
    def resize(self, size: tuple[int, int], seldom: int) -> None:
        """Take another size, one time in five."""
        if seldom == 0:
            self._window.resize(*size)
        self._look()

    @rule(
        colours=st.sampled_from(("light", "dark", "contrast")),
        scale=st.sampled_from((1.0, 1.5, 2.0)),
        seldom=st.integers(0, 19),
    )
    def redress(self, colours: str, scale: float, seldom: int) -> None:
        """Take other colours and another text size, one time in twenty."""
        if seldom == 0:
            self._built.settings.change(colours=colours, scale=scale)
        self._look()

    def teardown(self) -> None:
        if not hasattr(self, "_built"):
            return
        if len(set(self._here)) > 1:
            type(self).taken += len(self._here)
            type(self).been |= set(self._here)
        self._built.close()
        self._see()
        one = self._window._session.current
        shiboken6.delete(self._window)
        sys.excepthook, threading.excepthook = self._hook, self._in_threads
        try:
            assert not self._errors, self._errors
            with Repository.open(Path(self._folder.name) / "data") as store:
                stored = {row.id: store.load(row.id).checkup for row in store.check_ups()}
            self._compare(stored)
            if one is not None and one.kept:
                assert stored[one.checkup.id] == one.checkup
        finally:
            self._folder.cleanup()


@pytest.mark.parametrize(("worker", "steps"), WORKERS)
@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore("This plugin does not support")  # Qt's offscreen platform, for a list that drops down
def test_clicking_about_raises_nothing_and_loses_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, worker: int, steps: int
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: ("", "")))
    monkeypatch.setattr(printing, "asks_for_printer", lambda _printer, _parent: False)
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    one = type(f"Clicking{worker}", (Clicking,), {})
    rounds = 0
    while one.taken < steps and rounds < ROUNDS:
        rounds += 1
        run_state_machine_as_test(
            seed(1000 * worker + rounds)(one),
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=max(LEAST, (steps - one.taken) // (RUNS - 1)),
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert one.taken >= steps * 9 // 10
    assert len(one.been) >= PLACES, one.been
