"""A page set like a report: sections with their heading at the left and their matter at the right, on hairlines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.ui.page import Page, Section, Shape, capped
from plateau_doctor.ui.painting import TOP, where_lines_begin
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Rule, Text

_WIDTH = 1200


class Sheet(Page):
    """A page set like a report: sections with their heading at the left, on hairlines."""

    scrolls = True

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._sections: list[Section] = []
        self._parts_below: list[QWidget] = []
        self._matter = QWidget()
        self._column = QVBoxLayout(self._matter)
        self._row = capped(self._matter, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def fresh(self) -> QVBoxLayout:
        """Return an empty column in the place of what stood here."""
        old = self._matter
        self._matter = QWidget()
        self._matter.setMaximumWidth(self.theme.px(_WIDTH))
        column = QVBoxLayout(self._matter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row.replaceWidget(old, self._matter)
        old.hide()
        old.deleteLater()
        self._sections, self._parts_below, self._column = [], [], column
        return column

    def part(self) -> QVBoxLayout:
        """Add a part below what stands there already, which `settle` brings into sight, and return its column."""
        holder = QWidget()
        holder.hide()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._parts_below.append(holder)
        self._column.addWidget(holder)
        return column

    def settle(self) -> None:
        """Give the new matter its height before it is painted; what isn't shown yet counts for nothing in a layout."""
        for part in (self._matter, *self._parts_below):
            part.show()
        self.scroll_area.fit()

    def section(self, column: QVBoxLayout, title: str, note: str = "") -> QVBoxLayout:
        """Add a section on a hairline and return the column for its matter."""
        made = Section(self.theme, title, note)
        made.fit_shape(self.shape_)
        self._sections.append(made)
        column.addWidget(Rule(self.theme))
        column.addWidget(made)
        return made.column

    def fit_shape(self, shape: Shape) -> None:
        """Put headings beside their matter or above it."""
        super().fit_shape(shape)
        self.margins(self._row)
        for section in self._sections:
            section.fit_shape(shape)

    def numbered(self, sign: str, title: str, lines: tuple[str, ...]) -> QHBoxLayout:
        """Return a row with a number or a dash, a strong line and lines below it."""
        row = QHBoxLayout()
        row.setSpacing(0)
        number = Text(self.theme, sign, "number", "accent", wrap=False)
        number.setFixedWidth(self.theme.px(40))
        number.setAlignment(where_lines_begin(TOP))
        words = QVBoxLayout()
        words.setSpacing(self.theme.sp(4))
        words.setContentsMargins(0, self.theme.sp(3), 0, 0)
        words.addWidget(Text(self.theme, title, "lead-strong"))
        for line in lines:
            words.addWidget(Text(self.theme, line, "body", "ink2"))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row
