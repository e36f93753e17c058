"""Somebody who presses and clicks anything: no exception, and what the window holds is what the file holds."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
import shiboken6
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist, pause

WORKERS, STEPS_EACH, RUNS, STEPS = 4, 2_500, 1, 2_500
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
SIZES = ((1024, 640), (1280, 800), (700, 500))
WAITED_FOR = 40
"""Steps after which the disk is waited for, so that the file is looked at now and then."""


class Clicking(RuleBasedStateMachine):
    """Drives one real window on a folder of its own."""

    steps = 0

    @initialize()
    def sit_down(self) -> None:
        self._folder = TemporaryDirectory()
        self._built = app.build(Path(self._folder.name) / "data")
        self._built.settings.change(mode="consultant")
        self._window = self._built.window
        self._window.show()
        self._errors: list[BaseException] = []
        self._hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: self._errors.append(error)
        typist = Typist(self._window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _look(self) -> None:
        type(self).steps += 1
        QApplication.processEvents()
        assert not self._errors, self._errors
        if self.steps % WAITED_FOR == 0:
            pause(5)

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
        shown = [one for one in self._window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
        QTest.mouseClick(shown[place % len(shown)], Qt.MouseButton.LeftButton)
        self._look()

    @rule(text=st.sampled_from(TYPED))
    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)
        self._look()

    @rule(size=st.sampled_from(SIZES))
    def resize(self, size: tuple[int, int]) -> None:
        self._window.resize(*size)
        self._look()

    @precondition(lambda self: self.steps % 100 == 0)
    @rule(colours=st.sampled_from(("light", "dark", "contrast")), scale=st.sampled_from((1.0, 1.5, 2.0)))
    def redress(self, colours: str, scale: float) -> None:
        self._built.settings.change(colours=colours, scale=scale)
        self._look()

    def teardown(self) -> None:
        if not hasattr(self, "_built"):
            return
        sys.excepthook = self._hook
        one = self._window._session.current
        self._built.close()
        shiboken6.delete(self._window)
        try:
            assert not self._errors, self._errors
            if one is not None:
                with Repository.open(Path(self._folder.name) / "data") as store:
                    assert store.load(one.checkup.id).checkup == one.checkup
        finally:
            self._folder.cleanup()


@pytest.mark.parametrize("worker", range(WORKERS))
@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore("This plugin does not support")  # Qt's offscreen platform, for a list that drops down
def test_clicking_about_raises_nothing_and_loses_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, worker: int
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: ("", "")))
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    one = type(f"Clicking{worker}", (Clicking,), {})
    rounds = 0
    while one.steps < STEPS_EACH:
        rounds += 1
        run_state_machine_as_test(
            seed(1000 * worker + rounds)(one),
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
