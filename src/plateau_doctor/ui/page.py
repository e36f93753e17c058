"""What every page is: a scrolling body on the shared grid, a footer of its own, and the keys they all know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import SCROLL_BAR, Scroll, Text, edges

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCROLLS = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Space,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_LINE = 48
"""Pixels that an arrow key scrolls at 100 %."""
_TOP, _TOP_SHORT, _TOP_NARROW, _BOTTOM = 28, 16, 10, 24
_STRETCH = 1000
"""Against a spare stretch of 1: the content takes all the room up to its greatest width."""


LIST_HANG = 8
"""Pixels by which the lines of a list hang out where they begin, for the ring round one of them."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What the footer offers: words of up to three buttons, a hint after them and the place at the right.

    `opens` says that the third one opens a list.
    """

    primary: str = ""
    second: str = ""
    third: str = ""
    hint: str = ""
    place: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The window's size class at the text size in use: which columns there is room for."""

    wide: bool = True
    narrow: bool = False
    short: bool = False

    @property
    def margin(self) -> int:
        """Room at the left and right edge, in pixels at 100 %."""
        return 40 if self.wide else 20 if self.narrow else 32

    @property
    def gutter(self) -> int:
        """Room between rail and content, in pixels at 100 %."""
        return 40 if self.wide else 32


class Page(QWidget):
    """A page of the window; what its buttons do is in `commit`, `second` and `third`."""

    place = "questions"
    """Which of the header's places the page belongs to."""
    scrolls = False
    """Whether arrows, Space, Page Up and Page Down scroll it; else arrows lead from control to control."""
    foot_changed = Signal(object)
    back_wanted = Signal()
    arrived = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme, self.shape_ = theme, Shape()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ringless", True)  # noqa: FBT003 - Qt's own signature
        self.body = QWidget()
        self.scroll_area = Scroll(self.body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroll_area)

    # what a page may do

    def foot(self) -> Foot:
        """Return what the footer shows."""
        return Foot()

    def arrive(self) -> None:
        """Put the focus where a person would look first."""

    def leave(self) -> None:
        """Keep what is typed before the page is left."""

    def forget(self) -> None:
        """Know nothing of the check-up that was shown: another one is opened, or none is open any more."""

    def remember(self) -> object:
        """Return what the person chose here and what is kept nowhere else, for a page that is made anew."""
        return None

    def recall(self, kept: object) -> None:
        """Show again what the page before remembered; only the page's own kind is ever given."""

    def commit(self) -> None:
        """Do what the primary button says."""

    def second(self) -> None:
        """Do what the second button says."""

    def third(self) -> None:
        """Do what the third button says."""

    def fit_shape(self, shape: Shape) -> None:
        """Take the columns that there is room for."""
        self.shape_ = shape

    def tell_foot(self) -> None:
        """Let the footer follow."""
        self.foot_changed.emit(self.foot())

    def margins(self, layout: QBoxLayout, hang: int = 0) -> None:
        """Give a page's outermost layout the margins of the grid, less what hangs out where the lines begin."""
        side = self.theme.sp(self.shape_.margin)
        top = self.theme.sp(_TOP_NARROW if self.shape_.narrow else _TOP_SHORT if self.shape_.short else _TOP)
        # The scroll bar comes and goes: it takes its room from the margin, so that nothing moves.
        layout.setContentsMargins(edges(side - hang, top, max(0, side - SCROLL_BAR), self.theme.sp(_BOTTOM)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the keys of every page: Enter goes on, arrows scroll or lead on, Page Up and Backspace go back."""
        if event.key() in ENTER and not event.isAutoRepeat():
            self.commit()
        elif self.scrolls and event.key() in _SCROLLS:
            self._scroll(event.key())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk(event)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def walk(self, event: QKeyEvent) -> None:
        """Put the focus on what comes before or after what has it, as Tab does."""
        window = self.window()
        window.focusNextPrevChild(event.key() == Qt.Key.Key_Down)

    def _scroll(self, key: int) -> None:
        """Scroll by the keys that scroll everywhere."""
        bar = self.scroll_area.verticalScrollBar()
        line = self.theme.px(_LINE)
        leaf = bar.pageStep() - line
        ways = {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: leaf,
            Qt.Key.Key_Space: leaf,
            Qt.Key.Key_PageUp: -leaf,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        bar.setValue(bar.value() + ways[Qt.Key(key)])


class Section(QWidget):
    """A heading in the left column, its matter in the right one; one above the other where it is narrow.

    `beside` stands in the place of the heading, and nowhere where it is narrow.
    """

    def __init__(self, theme: Theme, title: str, note: str = "", *, beside: QWidget | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self._head = QWidget()
        left = QVBoxLayout(self._head)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.sp(4))
        self._beside = beside
        left.addWidget(beside or Text(theme, title, "lead-strong"))
        if note:
            left.addWidget(Text(theme, note, "small", "ink2"))
        left.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0 if beside else theme.sp(24), 0, theme.sp(24))
        self._grid.setVerticalSpacing(theme.sp(8))
        self._holder = QWidget()
        self._holder.setLayout(self.column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.fit_shape(Shape())

    def fit_shape(self, shape: Shape) -> None:
        """Place heading and matter for the room there is."""
        self._grid.removeWidget(self._head)
        self._grid.removeWidget(self._holder)
        self._grid.setHorizontalSpacing(self._theme.sp(shape.gutter))
        if shape.narrow:
            self._head.setMinimumWidth(0)
            self._head.setMaximumWidth(16777215)
            self._grid.addWidget(self._head, 0, 0, 1, 2)
            self._grid.addWidget(self._holder, 1, 0, 1, 2)
        else:
            self._head.setFixedWidth(self._theme.px(self._theme.size("measure", "rail")))
            self._grid.addWidget(self._head, 0, 0)
            self._grid.addWidget(self._holder, 0, 1)
            self._grid.setColumnStretch(1, 1)
        if self._beside is not None:
            self._head.setHidden(shape.narrow)


def capped(widget: QWidget, theme: Theme, width: int) -> QHBoxLayout:
    """Return a row in which a widget takes the room up to a greatest width, in pixels at 100 %."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    widget.setMaximumWidth(theme.px(width))
    row.addWidget(widget, _STRETCH)
    row.addStretch(1)
    return row
