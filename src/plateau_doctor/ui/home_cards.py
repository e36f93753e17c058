"""What stands above the home list: the check-up of now, what was deleted, or that there is nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from plateau_doctor.i18n import _, formats_for
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.pace import usual_minutes
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.undo_bar import UndoBar
from plateau_doctor.ui.widgets import Button, Card, Text

if TYPE_CHECKING:
    from plateau_doctor.store.values import Stored


class LineCard(Card):
    """One check-up by its business, how it stands, and what can be done with it."""

    def __init__(self, theme: Theme, line: HomeLine, *buttons: Button) -> None:
        super().__init__(theme, "accent_soft", (20, 14))
        self.line, self.first = line, buttons[0]
        words = QVBoxLayout()
        words.setSpacing(theme.sp(2))
        words.addWidget(Text(theme, line.business, "lead-strong"))
        self._state = Text(theme, " ", "body", "ink2")
        words.addWidget(self._state)
        row = QHBoxLayout()
        row.setSpacing(theme.sp(12))
        row.addLayout(words, 1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)

    def tell(self, standing: Standing | None) -> None:
        """Say how it stands, once that is known."""
        self._state.setText(" " if standing is None else in_short(standing))


def empty_card(theme: Theme) -> Card:
    """Return what is said while there is no check-up."""
    card = Card(theme, "sunken", (24, 20))
    card.column.addWidget(Text(theme, _("No check-ups yet."), "body-strong"))
    words = _("Start one, or open a sample below to see what you get. Everything stays on this computer.")
    card.column.addWidget(Text(theme, words, "body", "ink2"))
    return card


def deleted_bar(theme: Theme, removed: tuple[Stored, ...]) -> UndoBar:
    """Return the bar that brings back what was deleted."""
    checkup, count = removed[0].checkup, len(removed)
    name, day = checkup.business.name, formats_for("en", checkup.business.country).day(checkup.date)
    one = _("The check-up of {name} of {day} is deleted. Back-ups and exports made before still hold it.")
    text = one.format(name=name, day=day)
    if count > 1:
        all_ = _("All {count} check-ups of {name} are deleted. Back-ups and exports made before still hold them.")
        text = all_.format(count=count, name=name)
    return UndoBar(theme, text, _("Undo: bring {name} back").format(name=name))


def in_short(standing: Standing) -> str:
    """Return how a check-up stands: its result, or the time that the rest is likely to take."""
    if not standing.left:
        if standing.score is None:
            return standing.state
        return _("{state}, {score} of 100. Check-up of {day}.").format(
            state=standing.state, score=standing.score, day=standing.day
        )
    minutes = usual_minutes(standing.left)
    left = _("about 1 minute left") if minutes == 1 else _("about {n} minutes left").format(n=minutes)
    return _("{state}, {left}").format(state=standing.state, left=left)
