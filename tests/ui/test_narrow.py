"""Where there is little room, or lines begin at the other side: no word is cut and nothing drops out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from plateau_doctor.ui.fields import Field, WrittenLine
from plateau_doctor.ui.painting import even_width, text_width
from plateau_doctor.ui.theme import Theme


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
