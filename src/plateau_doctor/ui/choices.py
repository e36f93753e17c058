"""What a person picks from: the whole-row options of a question, small choices and tick boxes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.painting import CENTRE, Pen, text_height, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Text, rising

_ARROWS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
_BETWEEN = 8
"""Pixels between two choices."""


class Option(QRadioButton):
    """One answer: the row is the target, the badge is the key, the number on paper and the stored level.

    Qt reports a click when an arrow key moves the choice, so `clicked` is never used: `pointed` is a mouse
    click on the row, `arrowed` an arrow key (1 down, -1 up).
    """

    pointed = Signal(int)
    arrowed = Signal(int)

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme, self.level, self._short = theme, level, False
        self._heights: dict[int, int] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # Tab stops at the group; inside it the arrows lead from option to option.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        rising(self)
        theme.changed.connect(self._measure_anew)

    def show_text(self, text: str) -> None:
        """Show the sentence of this level."""
        self.setText(text)
        self.setAccessibleName(f"{self.level}. {text}")
        self._measure_anew()

    def measure(self, text: str) -> None:
        """Measure a sentence that is likely to be shown next, at the width of now."""
        self._height_of(text, self.width())

    def make_short(self, short: bool) -> None:
        """Take less height in a low window."""
        if short != self._short:
            self._short = short
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._heights.clear()
        self.updateGeometry()

    def _text_left(self) -> int:
        return self._theme.sp(12) + self._theme.px(28) + self._theme.sp(14)

    def _text_right(self) -> int:
        return self._theme.sp(16) + self._theme.px(22) + self._theme.sp(8)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the row at a width."""
        if width not in self._heights:  # a layout asks again and again
            self._heights[width] = self._height_of(self.text(), width)
        return self._heights[width]

    def _height_of(self, text: str, width: int) -> int:
        least = self._theme.ctl(self._theme.size("control", "option_short" if self._short else "option"))
        room = width - self._text_left() - self._text_right()
        words = text_height(self._theme, text, "body", room)
        return max(least, words + self._theme.sp(10 if self._short else 20))

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(160, self._theme.ctl(36))

    def hitButton(self, place: QPoint) -> bool:
        """Let the whole row be the target."""
        return self.rect().contains(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Report arrows, which select only; leave all else to the page."""
        if event.key() in _ARROWS:
            self.arrowed.emit(_ARROWS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.setChecked(True)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click for nothing: it would answer the next question, unread."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report a click on the row."""
        if not self.isDown():
            return
        inside = self.rect().contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self.pointed.emit(self.level)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw badge, sentence and, when chosen, fill, edge and check."""
        pen, chosen = Pen(self, self._theme), self.isChecked()
        width = 2.0 if chosen else 1.0
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        line = "accent" if chosen else "edge" if self._theme.name == "contrast" or self.underMouse() else "line"
        pen.box(inner, 8, fill="accent_soft" if chosen else "surface", line=line, width=width)
        badge = self._theme.px(28)
        place = QRectF(self._theme.sp(12), (self.height() - badge) // 2, badge, badge)
        around = place.adjusted(0.5, 0.5, -0.5, -0.5)  # a line between two pixels is a faint one
        pen.box(around, 5, fill="accent" if chosen else None, line="accent" if chosen else "edge", width=1)
        pen.words(place, str(self.level), "body-strong", "on_accent" if chosen else "ink2", CENTRE, wrap=False)
        left, right = self._text_left(), self._text_right()
        pen.words(QRectF(left, 0, self.width() - left - right, self.height()), self.text())
        if chosen:
            size = self._theme.px(22)
            spot = QPointF(self.width() - self._theme.sp(14) - size, (self.height() - size) / 2)
            pen.icon(spot, "check", size, "accent")


class Choice(QRadioButton):
    """One of a few short choices side by side; `value` is what is stored."""

    def __init__(self, theme: Theme, text: str, value: str, name: str = "") -> None:
        super().__init__(text)
        self._theme, self.value = theme, value
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        rising(self, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width: one line, or more where a line has no room."""
        words = text_height(self._theme, self.text(), "body-strong", width - 2 * self._theme.sp(14))
        return max(self._theme.ctl(40), words + self._theme.sp(16))

    def sizeHint(self) -> QSize:
        """Return the room for the words in their strong form."""
        words = text_width(self._theme, self.text(), "body-strong")
        return QSize(words + 2 * self._theme.sp(14), self._theme.ctl(40))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows each word whole."""
        words = max((text_width(self._theme, one, "body-strong") for one in self.text().split()), default=0)
        return QSize(words + 2 * self._theme.sp(14), self._theme.ctl(40))

    def hitButton(self, place: QPoint) -> bool:
        """Let the whole box be the target."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and its words, strong when chosen."""
        pen, chosen = Pen(self, self._theme), self.isChecked()
        width = 2.0 if chosen else 1.0
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        soft = chosen or self.underMouse()
        pen.box(inner, 6, fill="accent_soft" if soft else "surface", line="accent" if chosen else "edge", width=width)
        role = "body-strong" if chosen else "body"
        place = QRectF(self.rect()).adjusted(self._theme.sp(14) - 1, 0, 1 - self._theme.sp(14), 0)
        pen.words(place, self.text(), role, "ink" if chosen else "ink2", CENTRE)


class Tick(QCheckBox):
    """A record that a person can point to; the letter in the box is its key."""

    def __init__(self, theme: Theme, letter: str) -> None:
        super().__init__()
        self._theme, self.letter = theme, letter
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        rising(self, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def show_text(self, text: str) -> None:
        """Show the name of the record."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        room = width - self._theme.px(22) - self._theme.sp(12)
        words = text_height(self._theme, self.text(), "body", room) + self._theme.sp(10)
        return max(self._theme.ctl(36), words)

    def sizeHint(self) -> QSize:
        """Return the room for box and words on one line."""
        words = text_width(self._theme, self.text(), "body")
        return QSize(self._theme.px(22) + self._theme.sp(12) + words + 2, self._theme.ctl(36))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(120, self._theme.ctl(36))

    def hitButton(self, place: QPoint) -> bool:
        """Let box and words be the target."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box with its letter or a check, and the words."""
        pen, ticked, side = Pen(self, self._theme), self.isChecked(), self._theme.px(22)
        box = QRectF(1, (self.height() - side) // 2, side, side)
        around = box.adjusted(0.5, 0.5, -0.5, -0.5)
        pen.box(around, 4, fill="accent" if ticked else "surface", line="accent" if ticked else "edge", width=1)
        if ticked:
            size = self._theme.px(18)
            pen.icon(box.topLeft() + QPointF((side - size) / 2, (side - size) / 2), "check", size, "on_accent")
        else:
            pen.words(box, self.letter, "small", "ink2", CENTRE, wrap=False)
        left = side + self._theme.sp(12)
        pen.words(QRectF(left, 0, self.width() - left, self.height()), self.text())


class Choices(QWidget):
    """A few short choices side by side, of which one may be taken; `taken` tells which, when a person takes it."""

    taken = Signal(str)

    def __init__(self, theme: Theme, label: str, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._telling = True
        buttons = []
        for value, text in choices:
            button = Choice(theme, text, value, _("{label}: {choice}").format(label=label, choice=text))
            button.toggled.connect(lambda on, one=value: self._tell(one) if on else None)
            self._group.addButton(button)
            buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(4))
        self._label = Text(theme, label, "small", "ink2")
        column.addWidget(self._label)
        column.addWidget(flowing(*buttons, across=_BETWEEN))
        self._buttons = buttons
        self._lead()

    def _tell(self, value: str) -> None:
        if self._telling:
            self._lead()
            self.taken.emit(value)

    def take(self, value: str | None) -> None:
        """Show what is taken, or that nothing is."""
        self._telling = False
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.value == value)
        self._group.setExclusive(True)
        self._telling = True
        self._lead()

    def focus_taken(self) -> None:
        """Put the focus on what is taken."""
        next((one for one in self._buttons if one.isChecked()), self._buttons[0]).setFocus()

    def _lead(self) -> None:
        """Let Tab stop once, at what is taken; the arrows lead on from there."""
        stop = next((button for button in self._buttons if button.isChecked()), self._buttons[0])
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def keep_together(self) -> None:
        """Take the width of all choices side by side, where several of these stand in one line."""
        words = max(self._label.sizeHint().width(), sum(one.sizeHint().width() for one in self._buttons))
        self.setFixedWidth(words + _BETWEEN * (len(self._buttons) - 1))

    @property
    def value(self) -> str | None:
        """What is taken."""
        return next((button.value for button in self._buttons if button.isChecked()), None)


class Select(QComboBox):
    """One of many, in a list that opens; typing the first letters finds one."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setMinimumHeight(theme.ctl(theme.size("control", "field")))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # A wheel that scrolls the page must not choose on its way.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a field with an arrow that points down."""
        pen, rect, size = Pen(self, self._theme), QRectF(self.rect()), self._theme.px(18)
        pen.box(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, fill="surface", line="edge")
        room = rect.adjusted(self._theme.sp(10), 0, -size - self._theme.sp(18), 0)
        words = self._theme.metrics("body").elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        pen.words(room, words, wrap=False)
        place = QPointF(self.width() - size - self._theme.sp(10), (self.height() - size) / 2)
        pen.icon(place, "chevron-down", size, "ink2")
