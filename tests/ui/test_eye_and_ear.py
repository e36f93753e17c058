"""What is painted can be read, and what is read beside a field is heard with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor.packs import shipped
from plateau_doctor.ui.typist import Typist, pause

from .all_pages import screenshots
from .conftest import opened
from .pixels import GRAPHICS, TEXT, stands_out

PACK = shipped("sales-and-four-ps", 1)[0]
CTRL = Qt.KeyboardModifier.ControlModifier
LABELLED = {
    "pages": {"Name of the business", "Country", "Note, quoted in the report", "Why it doesn't apply", "Revenue", "By"},
    "states": {"Go to question number", "Save the report as", "Import a check-up from", "When I", "Closing words"},
}
"""Labels that are seen on the way, among others."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)
THEMES = ("light", "dark", "contrast")
ALONE = re.compile(
    r"Find "  # what is looked for stands in the empty field
    r"|(Revenue|Operating profit) 20(2[2-9]|[3-9]\d)$"  # one label for the whole line of years
    r"|(Kind|Job) of promotion \d|(Spent on|Enquiries from|Sales from) promotion \d"  # a table has heads
    r"|Of th|Change in promotion spending"  # the question stands above what it is answered with
    r"|Day of the next check-up|Another question"  # the section's heading says it
)
"""Fields that are seen without a label of their own."""
IN_PLACE = ("report", "file-")
"""Where the report's own words are written on: they are their own label."""


def labels(typist: Typist) -> dict[QWidget, str]:
    """Return the label in sight that each field is heard with."""
    shown = [one for one in typist.shown() if isinstance(one, QLabel) and one.text()]
    return {field: one.text() for one in shown if (field := one.buddy()) is not None}


def unlabelled(typist: Typist, page: str) -> list[str]:
    """Return the fields that are heard without a label."""
    heard, in_place = labels(typist), page.startswith(IN_PLACE)
    fields = [one for one in typist.shown() if isinstance(one, FIELDS) and not ALONE.match(one.accessibleName())]
    if in_place:
        fields = [one for one in fields if not isinstance(one, QPlainTextEdit) or "Closing" in one.accessibleName()]
    return [one.accessibleName() for one in fields if one not in heard and one.parentWidget() not in heard]


@pytest.mark.parametrize("way", ["pages", "states"])
def test_every_field_is_heard_with_the_label_beside_it(qtbot: QtBot, way: str) -> None:
    bare: dict[str, list[str]] = {}
    fields: set[str] = set()
    mode, others = ("owner", 0) if way == "pages" else ("consultant", screenshots.OTHERS)
    with screenshots.opened(("light", 1.0), (1280, 800), mode, others) as built:
        typist = Typist(built.window)
        for page in getattr(screenshots, way)(built):
            pause(20)
            fields |= set(labels(typist).values())
            if found := unlabelled(typist, page):
                bare[page] = found
    assert LABELLED[way] <= fields
    assert not bare


@pytest.fixture(params=THEMES)
def dressed(request: pytest.FixtureRequest, qtbot: QtBot, data_folder: Path) -> Iterator[Typist]:
    """Return somebody on the page for a new check-up, in each theme."""
    with opened(qtbot, data_folder) as built:
        built.settings.change(colours=request.param)
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.wait(lambda: typist._focus().accessibleName() == "Name of the business", "nothing to type in")
        yield typist


def across(widget: QWidget, width: int) -> QRect:
    """Return the pixels of the middle line of a widget, from its left edge on."""
    return QRect(0, widget.height() // 2, width, 1)


def test_words_and_edges_stand_out_in_their_pixels(dressed: Typist) -> None:
    choice = "What do you want from it?: To "
    dressed.pick(f"{choice}grow")
    seen = {one.accessibleName(): one for one in dressed.shown() if one.accessibleName().startswith(choice)}
    assert len(seen) > 1
    for one in seen.values():
        assert stands_out(one, across(one, 8)) >= GRAPHICS, f"the edge of {one.accessibleName()}"
        assert stands_out(one, one.rect().adjusted(8, 8, -8, -8)) >= TEXT, one.accessibleName()
    for name in ("What you sell", "Country"):
        field = dressed.named(name)
        assert stands_out(field, across(field, 6)) >= GRAPHICS, f"the edge of {name}"
    dressed.write("Name of the business", "Corner Shop")
    assert stands_out(dressed._focus()) >= TEXT
    dressed.press(Qt.Key.Key_Return)
    dressed.wait(dressed.question, "no question")
    dressed.press(Qt.Key.Key_4)
    dressed.wait(lambda: dressed.reads("Note"), "no note")
    for level in range(1, 6):
        option = dressed.named(f"{level}. ")
        dressed.scroll_to(option)
        words = option.rect().adjusted(option.width() // 6, 8, -option.width() // 6, -8)
        assert stands_out(option, words) >= TEXT, f"the words of {level}"
        badge = QRect(4, 4, option.width() // 12, option.height() - 8)
        assert stands_out(option, badge) >= TEXT, f"the number {level}"
        assert stands_out(option, across(option, 20).adjusted(4, 0, 4, 0)) >= GRAPHICS, f"the badge of {level}"
    record = next(one for one in dressed.shown() if one.metaObject().className() == "Tick")
    dressed.scroll_to(record)
    assert stands_out(record, across(record, 6)) >= GRAPHICS, "the edge of a box to tick"
    assert stands_out(record, record.rect().adjusted(30, 4, -4, -4)) >= TEXT


def at_its_end(typist: Typist, row: str) -> float:
    """Return how well stands out what is painted at the end of a row of the rail."""
    widget = typist.named(row)
    return stands_out(widget, QRect(widget.width() * 3 // 5, 4, widget.width() * 2 // 5, widget.height() - 8))


def test_the_rail_says_how_far_each_section_is_to_the_eye_and_to_the_ear(asked: Typist) -> None:
    sales = len(PACK.of_area("sales"))
    assert at_its_end(asked, f"Sales, 0 of {sales}") >= TEXT
    asked.named("Product")
    assert asked.named("Product").accessibleName() == "Product", "nothing is said of what is not begun"
    assert at_its_end(asked, "Product") < 1.1
    for done in range(1, 4):
        asked.press(Qt.Key.Key_2)
        asked.named(f"Sales, {done} of {sales}")
    asked.click("Product")
    asked.named("Product, 0 of ")
    assert at_its_end(asked, f"Sales, {sales - 3} left") >= TEXT
    asked.click("Sales")
    for _question in range(sales - 3):
        asked.press(Qt.Key.Key_2)
    asked.went_on()
    assert at_its_end(asked, "Sales, done") >= GRAPHICS


class Clock:
    """Seconds that go by when they are told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("seconds", [5, 60, 90])
def test_the_footer_tells_the_minutes_left_at_the_person_s_own_pace(
    qtbot: QtBot, data_folder: Path, seconds: int
) -> None:
    clock, questions, usual, known_after = Clock(), len(PACK.asked("full")), 20, 5
    with opened(qtbot, data_folder, clock=clock) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.write("Name of the business", "Corner Shop")
        typist.press(Qt.Key.Key_Return)
        for given in range(8):
            typist.wait(lambda one=given: typist.question().startswith(f"Question {one + 1} of"), "no next question")
            each = seconds if given >= known_after else usual
            minutes = -(-(questions - given) * each // 60)
            said = "About 1 minute left" if minutes == 1 else f"About {minutes} minutes left"
            typist.wait(lambda one=said: typist.reads(one), f"not said: {said}, but {typist.reads('About ')}")
            clock.now += seconds
            typist.press(Qt.Key.Key_2)
