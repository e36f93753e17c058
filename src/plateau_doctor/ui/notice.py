"""One plain line above the page for what went wrong, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text


class Notice(QWidget):
    """One plain line above the page for what the disk refused, with the button that tries again."""

    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = Text(theme, "", "body", "ink")
        self._again = Button(theme, _("Try again"), compact=True)
        self._again.clicked.connect(self.again)
        close = Button(theme, _("Hide"), "quiet", compact=True)
        close.setAccessibleName(_("Hide this message"))
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.sp(16))
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._again)
        self._row.addWidget(close)
        self.hide()

    def tell(self, text: str, *, again: bool) -> None:
        """Show a line."""
        self._words.setText(text)
        self._again.setVisible(again)
        self.show()

    @property
    def text(self) -> str:
        """What the line says."""
        return self._words.text()

    def fit_margin(self, margin: int) -> None:
        """Take the margin of the grid, in pixels."""
        self._row.setContentsMargins(margin, self._theme.sp(8), margin, self._theme.sp(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        QPainter(self).fillRect(self.rect(), self._theme.color("accent_soft"))
