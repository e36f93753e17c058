"""Every key that the help names, on its page and wherever the focus may be there: nothing breaks, the focus stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.core import flow
from plateau_doctor.ui import printing
from plateau_doctor.ui.help import topics
from plateau_doctor.ui.typist import Typist, pause

from .all_pages import screenshots
from .conftest import opened

KEYS = {"Enter": "Return", "Page Up": "PgUp", "Page Down": "PgDown", "Escape": "Esc", "Delete": "Del"}
SIGNS = {"plus": "+", "minus": "-", "comma": ","}
FROM = ((), (Qt.Key.Key_Down,), (Qt.Key.Key_Tab,))
"""What leads from where the focus is first to where it is when a key is pressed."""


def keys_of(topic: str) -> Iterator[str]:
    """Give each key that a topic of the help names: "Ctrl+1, 2", "1 to 3" and "D or 0" are two or more."""
    for named, _what in topics()[topic].get("keys", ()):
        held = re.match(r"((?:Ctrl|Alt|Shift)\+)*", named)[0]
        for part in re.split(r", | or ", named.removeprefix(held)):
            first, _to, last = part.partition(" to ")
            for key in map(str, range(int(first), int(last) + 1)) if last else [part]:
                alone = key.rpartition("+")
                keeps = alone[0] + "+" if alone[0] else held
                yield keeps + SIGNS.get(alone[2], KEYS.get(alone[2], alone[2]))


class Pages:
    """Leads to each page that the help is about, whatever was pressed before."""

    def __init__(self, built: app.Built) -> None:
        self.window = built.window
        self.typist = Typist(built.window)

    def go(self, page: str) -> None:
        if page not in ("doors", "home"):
            self._open()
        guide, session = self.window.guide, self.window._session
        if guide.here == page:
            guide.page.arrive()
            return
        ways = {
            "doors": lambda: guide.show("doors"),
            "home": lambda: guide.go_to_place("home"),
            "new": guide.begin_new,
            "question": lambda: session.go_to("S4"),
            "pause": lambda: session.go_to("PD1", "sales"),
            "figures": lambda: session.go_to(flow.FIGURES),
            "review": lambda: session.go_to(flow.REVIEW),
            "result": lambda: guide.go_to_place("result"),
            "behind": lambda: guide.show_behind("price"),
            "what_if": lambda: guide.show("what_if"),
            "compare": self._compare,
            "report": self._report,
            "plan": lambda: guide.go_to_place("plan"),
            "settings": lambda: guide.go_aside("settings"),
        }
        ways[page]()
        self.typist.wait(lambda: guide.here == page, f"not at {page}")
        guide.page.arrive()
        self.typist.wait(self.typist.is_whole, "something never comes into sight")

    def _open(self) -> None:
        session = self.window._session
        if session.current is None or session.current.checkup.id != "shown":
            session.open("shown")
            self.typist.wait(lambda: session.current is not None and self.window.guide.here == "result", "not opened")

    def _report(self) -> None:
        self.window.guide.go_to_place("result")
        self.window.guide.show_report()

    def _compare(self) -> None:
        self.window.guide.go_to_place("result")
        self.typist.wait(lambda: self.window.guide._compared, "nothing to compare")
        self.window.guide.show_comparison()


@pytest.fixture
def led(qtbot: QtBot, data_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Pages]:
    """Return who leads through a window with a finished check-up, and the one of the year before."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: ("", "")))
    monkeypatch.setattr(printing, "asks_for_printer", lambda _printer, _parent: False)
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _url: True))
    screenshots.fill(data_folder, screenshots.sample(), 1)
    with opened(qtbot, data_folder) as built:
        one = Pages(built)
        one.typist.wait(lambda: one.typist.reads("Clients"), "no list")
        yield one


PAGES = [name for name in topics() if topics()[name].get("keys")]


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_a_page_breaks_nothing(led: Pages, page: str) -> None:
    pressed = 0
    for way, key in product(FROM if page != "settings" else FROM[:1], dict.fromkeys(keys_of(page))):
        led.go(page)
        for step in way:
            QTest.keyClick(QApplication.focusWidget(), step)
        combination = QKeySequence(key)[0]
        QTest.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())
        pause(1)
        pressed += 1
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        assert QApplication.focusWidget() is not None, (page, way, key)
        led.window.desk.bar.hide()
    assert pressed >= 2 * len(FROM)


def test_the_help_s_keys_are_read_as_they_are_meant() -> None:
    assert list(keys_of("settings"))[:6] == ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+N", "Ctrl++"]
    assert list(keys_of("question"))[:8] == ["1", "2", "3", "4", "5", "D", "0", "N"]
    assert {"PgUp", "Backspace", "PgDown", "Ctrl+Z", "Ctrl+Y"} <= set(keys_of("question"))
    assert "Ctrl+4" in list(keys_of("result"))
    for page in PAGES:
        assert all(QKeySequence(key)[0].key() is not Qt.Key.Key_unknown for key in keys_of(page)), page
