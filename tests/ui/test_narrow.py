"""Where there is little room: no word is cut, nothing drops out of reach, and lines can be told apart."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from plateau_doctor.ui.painting import even_width, text_width
from plateau_doctor.ui.theme import Theme


def test_lines_of_about_one_length_are_as_wide_as_the_longest_word(qtbot: QtBot) -> None:
    theme = Theme(1.15)
    for text in ("Finding customers", "Winning new customers", "A, if considered", "Ask for the money: unacceptable"):
        longest = max(text_width(theme, word, "body-strong") for word in text.split())
        for room in range(longest, 2 * longest, 7):
            assert longest <= even_width(theme, text, "body-strong", room) <= room, (text, room)
