"""A real window for each test, on a data folder of its own, without a screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.ui.typist import Typist


@contextmanager
def _shown(qtbot: QtBot, one: app.Built) -> Iterator[app.Built]:
    """Show a window, and leave nothing of it behind."""
    with qtbot.waitActive(one.window):
        one.window.show()
    try:
        yield one
    finally:
        one.close()
        shiboken6.delete(one.window)


@contextmanager
def opened(
    qtbot: QtBot, folder: Path | None, *, move_on: bool = True, mode: str = "consultant", **times: Callable[[], Any]
) -> Iterator[app.Built]:
    """Show the real window of somebody who has used it before; `times` are those of `app.build`."""
    one = app.build(folder, **times)
    one.settings.change(move_on=move_on, mode=mode)
    with _shown(qtbot, one):
        yield one


@contextmanager
def launched(qtbot: QtBot, folder: Path | None, **times: Callable[[], Any]) -> Iterator[app.Built]:
    """Show the real window as it comes; `times` are those of `app.build`."""
    with _shown(qtbot, app.build(folder, **times)) as one:
        yield one


@pytest.fixture(autouse=True)
def _nothing_stays_on_the_clipboard() -> Iterator[None]:
    """Empty the clipboard after each test: what Python made for it must not outlive Python, or the process crashes."""
    yield
    if isinstance(QApplication.instance(), QApplication):
        QApplication.clipboard().clear()


@pytest.fixture
def built(qtbot: QtBot, data_folder: Path) -> Iterator[app.Built]:
    with opened(qtbot, data_folder) as one:
        yield one


@pytest.fixture
def typist(built: app.Built) -> Typist:
    one = Typist(built.window)
    one.wait(lambda: one.reads("No check-ups yet"), "no list")
    return one


@pytest.fixture
def asked(typist: Typist) -> Typist:
    """Return somebody who sits before the first question of a new check-up."""
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.write("Name of the business", "Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no question")
    return typist


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is given to say beside what has the focus, as it comes."""
    heard: list[str] = []

    def hears(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    reader = SimpleNamespace(isActive=lambda: True, updateAccessibility=hears)
    monkeypatch.setattr("plateau_doctor.ui.announce.QAccessible", reader)
    return heard
