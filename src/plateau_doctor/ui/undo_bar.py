"""What was just done, in a sentence, with the button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Card, Text


class UndoBar(Card):
    """A band above the page's matter; `undone` when the person takes it back."""

    undone = Signal()

    def __init__(self, theme: Theme, text: str, name: str) -> None:
        """`name` is what the button is called for those who hear it."""
        self._text = text
        super().__init__(theme, "sunken", (20, 10))
        self.button = Button(theme, _("Undo"), "quiet", "undo-2", compact=True)
        self.button.setAccessibleName(name)
        self.button.clicked.connect(self.undone)
        row = QHBoxLayout()
        row.setSpacing(theme.sp(16))
        row.addWidget(Text(theme, text), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button)
        self.column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Have it read aloud once it stands in the window."""
        super().showEvent(event)
        announce(self, self._text)
