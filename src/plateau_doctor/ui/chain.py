"""The steps of a sale as a chain, and what sales and marketing give each other as two arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from plateau_doctor.core.scoring import GroupScore
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.standing import SaleStep
from plateau_doctor.ui.painting import CENTRE, LEFT, MIDDLE_TOP, Pen, even_width, text_height, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Pressable, rising

_CIRCLE, _LINK = 44, 3
_BOX = 124, 104
"""Pixels across and down of one of the two functions."""
_THIN, _THICKER = 1.6, 0.09
"""Pixels of an arrow at a score of 0, and what each point adds."""
_HEAD = 12


class Link(Pressable):
    """One step of the chain: its level in a circle, its name, and whether it is the weakest link."""

    def __init__(self, theme: Theme, steps: Sequence[SaleStep], place: int) -> None:
        step = steps[place]
        self._caption = _("weakest link") if step.weak else ""
        words = ", ".join(part for part in (_("step {level}").format(level=step.level), self._caption) if part)
        name = _("{name}, {words}: see the answer behind it").format(name=step.name, words=words)
        super().__init__(theme, step.name, name)
        self._step, self._upright = step, False
        self._before, self._after = place > 0, place + 1 < len(steps)
        self._next_weak = self._after and steps[place + 1].weak
        rising(self)

    def stand(self, *, upright: bool) -> None:
        """Stand below the step before it, or beside it."""
        self._upright = upright
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def _words_height(self, width: int) -> int:
        name = text_height(self.theme, self.text(), "body-strong", width)
        return name + (text_height(self.theme, self._caption, "small-strong", width) if self._caption else 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        circle = self.theme.px(_CIRCLE)
        if self._upright:
            return max(circle + self.theme.sp(20), self._words_height(width - circle - self.theme.sp(16)))
        return circle + self.theme.sp(8) + self._words_height(width - self.theme.sp(8)) + self.theme.sp(4)

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(120, self.heightForWidth(120))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows each word whole."""
        words = [text_width(self.theme, one, "body-strong") for one in self.text().split()]
        words += [text_width(self.theme, one, "small-strong") for one in self._caption.split()]
        circle = self.theme.px(_CIRCLE)
        beside = circle + self.theme.sp(16) if self._upright else self.theme.sp(8)
        return QSize(max(circle, beside + max(words, default=0)), circle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the links to its neighbours, the circle and the words."""
        pen, circle, weak = Pen(self, self.theme), self.theme.px(_CIRCLE), self._step.weak
        left = 2.0 if self._upright else (self.width() - circle) / 2
        top = (self.height() - circle) / 2 if self._upright else 2.0
        place = QRectF(left, top, circle - 2, circle - 2)
        middle = place.center()
        for there, start, end, dashed in (
            (self._before, QPointF(0, middle.y()), QPointF(place.left(), middle.y()), weak),
            (self._after, QPointF(place.right(), middle.y()), QPointF(self.width(), middle.y()), self._next_weak),
        ):
            if there:
                ends = (start, end)
                if self._upright:
                    x = middle.x()
                    up = end.x() == place.left()
                    ends = (
                        (QPointF(x, 0), QPointF(x, place.top()))
                        if up
                        else (QPointF(x, place.bottom()), QPointF(x, self.height()))
                    )
                pen.line(*ends, "edge" if dashed else "accent", _LINK, dashed=dashed)
        fill = "accent_soft" if not weak or self.underMouse() else "surface"
        pen.box(place, circle / 2, fill=fill, line="ink" if weak else "accent", width=2 if weak else 1.5)
        pen.words(place, self._step.level, "lead-strong", "ink", CENTRE, wrap=False)
        self._paint_words(pen, circle)

    def _paint_words(self, pen: Pen, circle: int) -> None:
        side = circle + self.theme.sp(16) if self._upright else self.theme.sp(4)
        room = self.width() - side - (0 if self._upright else self.theme.sp(4))
        name = text_height(self.theme, self.text(), "body-strong", room)
        top = float(circle + self.theme.sp(8))
        if self._upright:
            top = (self.height() - self._words_height(room)) / 2
        align = LEFT if self._upright else MIDDLE_TOP
        color = "accent_hover" if self.underMouse() else "accent"
        even = room if self._upright else even_width(self.theme, self.text(), "body-strong", room) + 2
        inner = (room - even) / 2
        pen.words(QRectF(side + inner, top, even, name), self.text(), "body-strong", color, align)
        if self._caption:
            low = text_height(self.theme, self._caption, "small-strong", room)
            pen.words(QRectF(side, top + name, room, low), self._caption, "small-strong", "ink", align)


class Chain(QWidget):
    """The steps of a sale side by side, or one below the other where there is little room; `wanted` is a question."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, steps: Sequence[SaleStep]) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._links = [Link(theme, steps, place) for place in range(len(steps))]
        for step, link in zip(steps, self._links, strict=True):
            link.clicked.connect(lambda _checked=False, own=step.question: self.wanted.emit(own))
            self._row.addWidget(link, 1)

    def stand(self, *, upright: bool) -> None:
        """Stand upright, or lie."""
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        for link in self._links:
            link.stand(upright=upright)


class Exchange(QWidget):
    """What marketing gives sales and what sales gives marketing, as two arrows between two boxes."""

    def __init__(self, theme: Theme, name: str, given: Sequence[tuple[GroupScore, str]]) -> None:
        """Take both directions, from marketing to sales first, each with the word for its score."""
        super().__init__()
        self._theme, self._given = theme, given
        self._flows = (_("information, support and tools"), _("what customers need, and news of the market"))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def _box(self) -> tuple[int, int]:
        wide = max(text_width(self._theme, one, "body-strong") for one in self._names()) + self._theme.sp(24)
        return max(self._theme.px(_BOX[0]), wide), self._theme.px(_BOX[1])

    @staticmethod
    def _names() -> tuple[str, str]:
        return _("Marketing"), _("Sales")

    def sizeHint(self) -> QSize:
        """Return the height of the boxes."""
        return QSize(480, self._box()[1] + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows the scores above their arrows."""
        wide, high = self._box()
        words = max(text_width(self._theme, one, "body-strong") for one in self._strong())
        return QSize(2 * (wide + 1 + self._theme.sp(12)) + words, high + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw boxes, arrows and words."""
        pen, (wide, high) = Pen(self, self._theme), self._box()
        right = self.width() - wide - 1.0
        for x, words in zip((1.0, right), self._names(), strict=True):
            box = QRectF(x, 1, wide, high)
            pen.box(box, 8, fill="surface", line="edge")
            pen.words(box, words, "body-strong", "ink", CENTRE, wrap=False)
        gap = self._theme.sp(12)
        line = text_height(self._theme, "0", "body-strong", 1000)
        given = zip(self._given, self._strong(), self._flows, strict=True)
        for number, ((group, _word), strong, flow) in enumerate(given):
            y = 1 + high * (0.4 if number == 0 else 0.86)
            start, end = QPointF(wide + gap, y), QPointF(right - gap, y)
            self._arrow(pen, (start, end) if number == 0 else (end, start), group.score or 0.0)
            room = QRectF(start.x(), y - line - 6, end.x() - start.x(), line)
            self._words(pen, room, strong, flow)

    def _strong(self) -> list[str]:
        """Return both scores in words."""
        return [f"{round(group.score or 0)}, {word}" for group, word in self._given]

    def _arrow(self, pen: Pen, ends: tuple[QPointF, QPointF], score: float) -> None:
        start, end = ends
        way = 1 if end.x() > start.x() else -1
        neck = QPointF(end.x() - way * _HEAD, end.y())
        pen.line(start, neck, "accent", _THIN + _THICKER * score, dashed=score < 25)
        half = _HEAD * 0.55
        head = (end, QPointF(neck.x(), neck.y() - half), QPointF(neck.x(), neck.y() + half))
        pen.shape(head, "accent")

    def _words(self, pen: Pen, room: QRectF, strong: str, flow: str) -> None:
        """Write the score and what flows above an arrow, in its middle; the score alone where both have no room."""
        first, gap = text_width(self._theme, strong, "body-strong"), self._theme.sp(10)
        second = text_width(self._theme, flow, "small")
        if first + gap + second > room.width():
            pen.words(room, strong, "body-strong", "ink", CENTRE, wrap=False)
            return
        x = room.left() + (room.width() - first - gap - second) / 2
        pen.words(QRectF(x, room.top(), first, room.height()), strong, "body-strong", "ink", LEFT, wrap=False)
        place = QRectF(x + first + gap, room.top() + 1, second, room.height())
        pen.words(place, flow, "small", "ink2", LEFT, wrap=False)
