"""The bars of the result: an area's score with its likely range below, and the two signals."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from plateau_doctor.ui.painting import Pen
from plateau_doctor.ui.theme import Theme

_LINES = (0, 25, 50, 75, 100)


class ScoreBar(QWidget):
    """A score of 0-100 as a bar, its likely range as a capped line under it, hairlines at the edges of the words."""

    def __init__(self, theme: Theme, name: str, numbers: tuple[float, float, float]) -> None:
        super().__init__()
        self._theme, self._numbers = theme, numbers
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(160, self._theme.ctl(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hairlines, bar and range."""
        pen = Pen(self, self._theme)
        width, high = self.width() - 2, self._theme.px(self._theme.size("control", "bar"))
        top = self.height() / 2 - high / 2
        for edge in _LINES:
            x = 1 + width * edge / 100
            pen.line(QPointF(x, 0), QPointF(x, self.height()), "line", 1)
        score, low, high_end = self._numbers
        pen.box(QRectF(1, top, max(2.0, width * score / 100), high), 3, fill="accent", line=None)
        y, left, right = top + high + 5, 1 + width * low / 100, 1 + width * high_end / 100
        pen.line(QPointF(left, y), QPointF(right, y), "ink", 2)
        for x in (left, right):
            pen.line(QPointF(x, y - 3), QPointF(x, y + 3), "ink", 2)


class OddsBar(QWidget):
    """Declining, stuck and growing as one strip in three parts; the likeliest is filled, the others outlined."""

    def __init__(self, theme: Theme, name: str, odds: Mapping[str, float], likeliest: str) -> None:
        super().__init__()
        self._theme, self._odds, self._likeliest = theme, odds, likeliest
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a bar."""
        return QSize(160, self._theme.px(self._theme.size("control", "bar")) + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the three parts."""
        pen, high = Pen(self, self._theme), self._theme.px(self._theme.size("control", "bar"))
        room, x = self.width() - 2 - 6 - 3 * 8, 1.0
        for name, share in self._odds.items():
            part = QRectF(x, 2, 8 + room * share, high)
            chosen = name == self._likeliest
            pen.box(part, 3, fill="accent" if chosen else "track", line=None if chosen else "edge")
            x = part.right() + 3


class RangeBar(QWidget):
    """The whole's score of 0-100 on its track, with the likely range under it."""

    def __init__(self, theme: Theme, name: str, numbers: tuple[float, float, float]) -> None:
        super().__init__()
        self._theme, self._numbers = theme, numbers
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of bar and range."""
        return QSize(160, self._theme.px(self._theme.size("control", "bar")) + 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, bar and range."""
        pen, high = Pen(self, self._theme), self._theme.px(self._theme.size("control", "bar"))
        score, low, top = (self.width() * number / 100 for number in self._numbers)
        pen.box(QRectF(0, 2, self.width(), high), 3, fill="track", line=None)
        pen.box(QRectF(0, 2, max(2.0, score), high), 3, fill="accent", line=None)
        y = high + 8.0
        pen.line(QPointF(low, y), QPointF(top, y), "ink", 2)
        for x in (low, top):
            pen.line(QPointF(x, y - 4), QPointF(x, y + 4), "ink", 2)
