"""The bars of the result: an area's score with its likely range below, the two signals, and the words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from plateau_doctor.ui.painting import LEFT, MIDDLE_TOP, Pen, text_height, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import rising

_LEAST = 120
"""Pixels across in which a bar still tells something."""
_APART = 16
"""Pixels between two labels on one line."""
_RANGE = 12
"""Pixels below a bar that its likely range takes; kept below each, so that the words of two bars stand in line."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words below a bar; `start` and `end` say which part of it they belong to, as shares of its width."""

    text: str
    start: float
    end: float
    strong: bool = False

    @property
    def role(self) -> str:
        """The role of the words."""
        return "small-strong" if self.strong else "small"


def placed(theme: Theme, labels: Sequence[Label], width: float) -> list[float] | None:
    """Return where each label begins on one line, each as near to its part as there is room; None where there is none.

    Widths and places are in pixels.
    """
    wide = [text_width(theme, one.text, one.role) for one in labels]
    room, gap = width - sum(wide) - _APART * (len(labels) - 1), float(_APART)
    if room < 0:
        return None
    places: list[float] = []
    for number, (one, own) in enumerate(zip(labels, wide, strict=True)):
        least = places[-1] + wide[number - 1] + gap if number else 0.0
        most = width - sum(wide[number:]) - gap * (len(labels) - 1 - number)
        places.append(min(max((one.start + one.end) / 2 * width - own / 2, least), most))
    return places


class LabelledBar(QWidget):
    """A bar with a word below each of its parts; one below the other where a line has no room for them."""

    def __init__(self, theme: Theme, name: str, labels: Sequence[Label]) -> None:
        super().__init__()
        self.theme, self._labels = theme, labels
        self.setAccessibleName(name)
        rising(self)
        theme.changed.connect(self.updateGeometry)

    @property
    def high(self) -> int:
        """Height of the bar alone, in pixels."""
        return self.theme.px(self.theme.size("control", "bar"))

    def _line(self) -> int:
        return text_height(self.theme, "0", "small", 1000)

    def _top(self) -> int:
        return 2 + self.high + self.theme.sp(6) + _RANGE

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of bar and words at a width."""
        lines = 1 if placed(self.theme, self._labels, width) is not None else len(self._labels)
        return self._top() + lines * self._line()

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows a bar and each of its words on a line of its own."""
        words = (text_width(self.theme, one.text, one.role) for one in self._labels)
        return QSize(max([_LEAST, *words]), self._top() + self._line())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, then the words."""
        pen, line, width = Pen(self, self.theme), self._line(), float(self.width())
        self.paint_bar(pen)
        places = placed(self.theme, self._labels, width)
        for number, one in enumerate(self._labels):
            x, y = (0.0, self._top() + number * line) if places is None else (places[number], self._top())
            color = "ink" if one.strong else "ink2"
            pen.words(QRectF(x, y, width - x, line), one.text, one.role, color, LEFT, wrap=False)

    def paint_bar(self, pen: Pen) -> None:
        """Draw the bar."""


class OddsBar(LabelledBar):
    """Declining, stuck and growing as one strip in three parts; the likeliest is filled, the others outlined."""

    def __init__(self, theme: Theme, name: str, odds: Sequence[tuple[str, float, bool]]) -> None:
        """Take each part's words, its share 0-1 and whether it is the likeliest."""
        labels, start = [], 0.0
        for words, share, likeliest in odds:
            labels.append(Label(words, start, start + share, likeliest))
            start += share
        super().__init__(theme, name, labels)
        self._odds = odds

    def paint_bar(self, pen: Pen) -> None:
        """Draw the three parts."""
        room, x = self.width() - 2 - 6 - 3 * 8, 1.0
        for _words, share, likeliest in self._odds:
            part = QRectF(x, 2, 8 + room * share, self.high)
            pen.box(part, 3, fill="accent" if likeliest else "track", line=None if likeliest else "edge")
            x = part.right() + 3


class RangeBar(LabelledBar):
    """The whole's score of 0-100 on its track, the likely range under it, and the bands below."""

    def __init__(
        self, theme: Theme, name: str, numbers: tuple[float, float, float], bands: Sequence[tuple[str, float, float]]
    ) -> None:
        """Take the score with the ends of its range, and each band's words with its edges, all 0-100."""
        score = numbers[0]
        labels = [Label(words, low / 100, high / 100, low <= score < high) for words, low, high in bands]
        super().__init__(theme, name, labels)
        self._numbers, self._edges = numbers, [low for _words, low, _high in bands[1:]]

    def paint_bar(self, pen: Pen) -> None:
        """Draw track, bar, the edges of the bands and the range."""
        width, high = self.width(), self.high
        score, low, top = (width * number / 100 for number in self._numbers)
        pen.box(QRectF(0, 2, width, high), 3, fill="track", line=None)
        pen.box(QRectF(0, 2, max(2.0, score), high), 3, fill="accent", line=None)
        for edge in self._edges:
            x = width * edge / 100
            pen.line(QPointF(x, high + 4), QPointF(x, high + 4 + _RANGE), "edge", 1)
        _capped(pen, low, top, high + 8.0)


class ScoreBar(QWidget):
    """A score of 0-100 as a bar: solid what counts, hatched what was claimed beyond it, the likely range under it."""

    def __init__(
        self, theme: Theme, name: str, numbers: tuple[float, float, float], claimed: float, edges: Sequence[float]
    ) -> None:
        """Take the score with the ends of its range, the claimed score, and the edges of the words, all 0-100."""
        super().__init__()
        self._theme, self._numbers, self._claimed, self._edges = theme, numbers, claimed, edges
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(160, self._theme.ctl(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hairlines, bar and range."""
        pen = Pen(self, self._theme)
        width, high = self.width() - 2, self._theme.px(self._theme.size("control", "bar"))
        top = self.height() / 2 - high / 2 - 3
        for edge in (0.0, *self._edges, 100.0):
            x = 1 + width * edge / 100
            pen.line(QPointF(x, 0), QPointF(x, self.height()), "line", 1)
        score, low, high_end = self._numbers
        if self._claimed > score + 0.5:
            pen.hatched(QRectF(1, top, width * self._claimed / 100, high), 3)
        pen.box(QRectF(1, top, max(2.0, width * score / 100), high), 3, fill="accent", line=None)
        _capped(pen, 1 + width * low / 100, 1 + width * high_end / 100, top + high + 6)


class BandWords(QWidget):
    """The words of the bands above the bars that they belong to; nothing where they have no room."""

    def __init__(self, theme: Theme, bands: Sequence[tuple[str, float, float]]) -> None:
        super().__init__()
        self._theme, self._bands = theme, bands
        rising(self)

    def _rooms(self, width: int) -> list[tuple[str, float, float]]:
        return [(words, low * width / 100, (high - low) * width / 100 - 8) for words, low, high in self._bands]

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width; 0 where one of them would be cut."""
        rooms = self._rooms(width)
        if any(text_width(self._theme, word, "small") > room for words, _x, room in rooms for word in words.split()):
            return 0
        return max(text_height(self._theme, words, "small", room) for words, _x, room in rooms) + self._theme.sp(4)

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(160, self.heightForWidth(160))

    def minimumSizeHint(self) -> QSize:
        """Ask for no room."""
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, each in the middle of its band."""
        if not self.heightForWidth(self.width()):
            return
        pen = Pen(self, self._theme)
        for words, x, room in self._rooms(self.width()):
            pen.words(QRectF(x + 4, 0, room, self.height()), words, "small", "ink2", MIDDLE_TOP)


class KeyMark(QWidget):
    """One entry of a key: `solid`, `hatched` or `range`, and what it stands for."""

    def __init__(self, theme: Theme, kind: str, words: str) -> None:
        super().__init__()
        self._theme, self._kind, self._words = theme, kind, words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for mark and words."""
        words = text_width(self._theme, self._words, "small")
        return QSize(self._theme.px(22) + self._theme.sp(8) + words, self._theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark and the words."""
        pen, wide, high = Pen(self, self._theme), self._theme.px(22), self._theme.px(10)
        mark = QRectF(0.5, (self.height() - high) / 2, wide - 1, high)
        if self._kind == "solid":
            pen.box(mark, 3, fill="accent", line=None)
        elif self._kind == "hatched":
            pen.hatched(mark, 3)
        else:
            _capped(pen, mark.left() + 1, mark.right() - 1, mark.center().y())
        left = wide + self._theme.sp(8)
        place = QRectF(left, 0, self.width() - left, self.height())
        pen.words(place, self._words, "small", "ink2", LEFT, wrap=False)


def _capped(pen: Pen, left: float, right: float, y: float) -> None:
    """Draw a likely range: a line with a cap at each end."""
    pen.line(QPointF(left, y), QPointF(right, y), "ink", 2)
    for x in (left, right):
        pen.line(QPointF(x, y - 4), QPointF(x, y + 4), "ink", 2)
