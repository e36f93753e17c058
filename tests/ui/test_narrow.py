"""Where there is little room, or lines begin at the other side: no word is cut and nothing drops out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from plateau_doctor.ui import home_cells
from plateau_doctor.ui.fields import Field, WrittenLine
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.painting import even_width, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.typist import Typist
from plateau_doctor.ui.window import Window

from .conftest import opened
from .test_looks import screenshots


def test_lines_of_about_one_length_are_as_wide_as_the_longest_word(qtbot: QtBot) -> None:
    theme = Theme(1.15)
    for text in ("Finding customers", "Winning new customers", "A, if considered", "Ask for the money: unacceptable"):
        longest = max(text_width(theme, word, "body-strong") for word in text.split())
        for room in range(longest, 2 * longest, 7):
            assert longest <= even_width(theme, text, "body-strong", room) <= room, (text, room)


@pytest.fixture
def mirrored() -> Iterator[None]:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("mirrored")
def test_what_is_typed_begins_where_lines_begin(qtbot: QtBot) -> None:
    field, written = Field(Theme(), "Name"), WrittenLine(Theme(), "Note", 100)
    for widget in (field, written):
        qtbot.addWidget(widget)
        widget.resize(400, 40)
        widget.show()
    field.setText("412000")
    field.setCursorPosition(6)
    written.setPlainText("Every enquiry")
    field.grab()  # the line is put in its place when it is drawn
    assert field.cursorRect().left() > 300
    assert written.cursorRect().left() > 250


@pytest.fixture
def narrow(qtbot: QtBot, data_folder: Path) -> Iterator[Window]:
    screenshots.fill(data_folder, screenshots.sample())
    with opened(qtbot, data_folder) as built:
        built.settings.change(scale=2.0)
        built.window.resize(1024, 640)
        Typist(built.window).wait(lambda: built.window.findChild(HomeTable), "no list")
        yield built.window


def picked(window: Window, words: str) -> None:
    """Pick a line of the list that is open."""
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()
    menu.close()


def test_what_is_open_is_named_and_the_places_are_reached(narrow: Window) -> None:
    typist = Typist(narrow)
    narrow.guide.go_to_place("home")
    assert narrow.header._title.seen == "Plateau Doctor"
    narrow._session.open("shown")
    typist.wait(lambda: narrow.guide.here == "result", "not opened")
    assert narrow.header._title.seen.startswith("Harbour")
    typist.tab_to("Result")
    typist.press(Qt.Key.Key_Space)
    picked(narrow, "Plan")
    assert narrow.guide.here == "plan"


def test_a_list_of_sections_stands_in_the_place_of_the_rail(narrow: Window) -> None:
    typist = Typist(narrow)
    narrow._session.open("shown")
    typist.wait(lambda: narrow.guide.here == "result", "not opened")
    narrow._session.go_to("S4")
    typist.wait(typist.question, "no question")
    typist.tab_to("Sales, 8 of 8")
    typist.press(Qt.Key.Key_Space)
    picked(narrow, "Price, done")
    assert narrow._session.place.startswith("PR")


def test_two_check_ups_of_one_business_can_be_told_apart(narrow: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    table, written = narrow.findChild(HomeTable), list[str]()
    assert isinstance(table, HomeTable)
    monkeypatch.setattr(home_cells, "draw_text", lambda _painter, _box, text, *_how: written.append(text))
    Typist(narrow).wait(lambda: table.grab() and "Overdue" in written, "nothing is known of the check-ups")
    assert {"21 April 2026", "15 April 2025"} <= set(written)
