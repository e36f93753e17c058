"""The sections at the left: how far each one is, in words, and a way to jump to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.painting import RIGHT, Pen, text_height, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Pressable, rising

_USUAL = 8
"""Sections that a check-up has."""


@dataclass(frozen=True, slots=True)
class RailLine:
    """One section: where it leads, its name, its state in words, and whether it is done or the current one."""

    target: str
    name: str
    state: str
    done: bool
    current: bool


class RailRow(Pressable):
    """One row of the rail."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.line = RailLine("", "", "", done=False, current=False)
        rising(self)

    def show_line(self, line: RailLine) -> None:
        """Show a section."""
        if line == self.line:
            return
        self.line = line
        state = _("done") if line.done else line.state
        self.setText(line.name)
        self.setAccessibleName(", ".join(part for part in (line.name, state) if part))
        self.updateGeometry()
        self.update()

    def _room(self, width: float) -> float:
        """Return the room for the name, beside the state."""
        theme, state = self.theme, self.line.state
        there = theme.px(18) if self.line.done else text_width(theme, state, "small") if state else 0
        return width - theme.sp(14) - theme.sp(12) - (there + theme.sp(8) if there else 0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of a row: of one line, or of more for a long name."""
        least = self.theme.ctl(self.theme.size("control", "rail_row"))
        name = text_height(self.theme, self.line.name, "body-strong", self._room(width))
        return max(least, name + self.theme.sp(10))

    def sizeHint(self) -> QSize:
        """Return the size of a row."""
        wide = self.theme.px(208)
        return QSize(wide, self.heightForWidth(wide))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name and the state; the current row is filled and has a bar at its left."""
        pen, line, rect = Pen(self, self.theme), self.line, QRectF(self.rect())
        if line.current:
            pen.box(rect.adjusted(0, 1, 0, -1), 6, fill="accent_soft", line=None)
            pen.box(QRectF(0, 8, 3, self.height() - 16), 1.5, fill="accent", line=None)
        strong = line.current or line.done or line.state or self.underMouse()
        name = QRectF(self.theme.sp(14), 0, self._room(rect.width()), rect.height())
        role = "body-strong" if line.current else "body"
        pen.words(name, line.name, role, "ink" if strong else "ink2")
        if line.done:
            size = self.theme.px(18)
            spot = QPointF(self.width() - size - self.theme.sp(12), (self.height() - size) / 2)
            pen.icon(spot, "check", size, "accent")
        elif line.state:
            state = rect.adjusted(0, 0, -self.theme.sp(12), 0)
            pen.words(state, line.state, "small", "ink" if line.current else "ink2", RIGHT, wrap=False)


class Rail(QWidget):
    """All sections; a row that is pressed leads to its section."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[RailRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(_("Sections"))
        self.setFixedWidth(theme.px(theme.size("measure", "rail")))
        # Made at once, so that Tab comes to them before what stands at their right.
        for _row in range(_USUAL):
            self._add()

    def _add(self) -> None:
        row = RailRow(self._theme)
        row.clicked.connect(lambda: self.wanted.emit(row.line.target))
        self._rows.append(row)
        self._column.addWidget(row)

    def show_lines(self, lines: Iterable[RailLine]) -> None:
        """Show the sections, each in its row."""
        shown = list(lines)
        while len(self._rows) < len(shown):
            self._add()
        for row, line in zip(self._rows, shown, strict=False):
            row.show_line(line)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))
