"""A line above the footer that comes when it is wanted and goes with Escape."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from plateau_doctor.ui.theme import Theme


class Band(QWidget):
    """The ground and the keys of such a line; `closed` asks for it to be put away."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the line; nothing typed here reaches the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
