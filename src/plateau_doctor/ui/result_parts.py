"""What both halves of the result are made of: pictures, rows that stack, the ways to what stands behind a number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QLayout

from plateau_doctor.core import flow
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.ui.page import Shape
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.widgets import Button

_GRID_LEAST = 290.0
"""Points across in which the words of the grid still stand in their cells."""


class ResultParts:
    """Makes the parts of one result, and remembers those that follow the shape of the window."""

    def __init__(self, page: Sheet, session: Session, parts: Parts, behind: Callable[[str], None]) -> None:
        """`behind` shows what stands behind a number."""
        self.page, self.session, self.theme = page, session, page.theme
        self.phrasing: Phrasing = session.phrasing()
        self.pictures: list[Pictures] = []
        self.behind = behind
        self._parts = parts
        self._rows: list[QBoxLayout] = []
        self._tables = False

    def fit_shape(self, shape: Shape) -> None:
        """Stack what has no room side by side."""
        way = QBoxLayout.Direction.TopToBottom if shape.narrow else QBoxLayout.Direction.LeftToRight
        for row in self._rows:
            row.setDirection(way)

    def turn_over(self) -> None:
        """Show tables for pictures, also for those still to come, or pictures again."""
        self._tables = not any(one.tables for one in self.pictures)
        for one in self.pictures:
            one.show_tables(tables=self._tables)

    def draw(self, name: str) -> Pictures:
        """Return a place for a picture, which comes when it is drawn."""
        wanted = Wanted((name,), self.phrasing)
        made = Pictures(self.theme, self._parts, wanted, **({"least": _GRID_LEAST} if name == "grid" else {}))
        made.grown.connect(self.page.scroll_area.fit)
        self.pictures.append(made)
        if self._tables:
            made.show_tables(tables=True)
        return made

    def side_by_side(self, apart: int, *parts: tuple[QLayout, int]) -> QBoxLayout:
        """Return layouts beside each other with their stretch, or below each other where it is narrow."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(self.theme.sp(apart))
        for part, stretch in parts:
            row.addLayout(part, stretch)
        self._rows.append(row)
        return row

    def way_to(self, words: str, place: str) -> Button:
        """Return the way to a question or to the figures, from where going on leads back here."""
        button = Button(self.theme, words, "secondary", compact=True)
        button.clicked.connect(lambda: self.session.change(place, flow.END))
        return button

    def way_behind(self, what: str, words: str, about: str) -> Button:
        """Return the way from a number to what stands behind it."""
        button = Button(self.theme, words, "quiet", compact=True)
        button.setAccessibleName(_("{about}: {words}").format(about=about, words=words))
        button.clicked.connect(lambda: self.behind(what))
        return button
