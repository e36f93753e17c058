"""Then and now: what changed since an earlier check-up of the same business, on the questions that both share."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.core.compare import Change, Comparison
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import compare as words
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.painting import Pen
from plateau_doctor.ui.result import Sheet, capital
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Text

_LINES = (0, 25, 50, 75, 100)


class ChangeBar(QWidget):
    """Then as a ring and now as a dot on a scale of 0-100; the line between is strong where it is more than noise."""

    def __init__(self, theme: Theme, name: str, change: Change) -> None:
        super().__init__()
        self._theme, self._change = theme, change
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(160, self._theme.ctl(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hairlines, the line between, the ring and the dot."""
        theme, painter = self._theme, Pen(self, self._theme).painter
        radius = theme.px(6)
        room, middle = self.width() - 2 * radius - 2, self.height() / 2
        painter.setPen(QPen(theme.color("line"), 1))
        for edge in _LINES:
            x = 1 + radius + room * edge / 100
            painter.drawLine(QLineF(x, 0, x, self.height()))
        then, now = (1 + radius + room * score / 100 for score in (self._change.before, self._change.after))
        moved = self._change.moved != "same"
        style = Qt.PenStyle.SolidLine if moved else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.color("ink2"), 3 if moved else 1.5, style))
        painter.drawLine(QLineF(then, middle, now, middle))
        painter.setPen(QPen(theme.color("ink"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QPointF(then, middle), radius - 1, radius - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(now, middle), radius, radius)


class ComparePage(Sheet):
    """Shows a comparison."""

    place = "result"

    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Compare"))
        self._session = session

    def show_comparison(self, one: Comparison) -> None:
        """Show what changed since the earlier check-up."""
        phrasing = self._session.phrasing()
        column = self.fresh()
        date = phrasing.formats.day(one.before)
        column.addWidget(Heading(self.theme, _("What changed since {date}").format(date=date)))
        column.addSpacing(self.theme.sp(8))
        for line in (words.finding(phrasing, one), words.direction(phrasing, one), words.shared(one)):
            if line:
                column.addWidget(Text(self.theme, line, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        self._add_areas(phrasing, one, column)
        named = words.movements(phrasing, one)
        if named:
            inside = self.section(column, _("Moved most"))
            for line in named:
                inside.addWidget(Text(self.theme, capital(line)))
        if kept := words.plan_kept(one):
            self.section(column, _("The plan")).addWidget(Text(self.theme, kept))
        self.scroll_area.fit()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _add_areas(self, phrasing: Phrasing, one: Comparison, column: QVBoxLayout) -> None:
        note = _("A ring for then, a dot for now. A dotted line is smaller than what answers can tell apart.")
        inside = self.section(column, _("Areas"), note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.sp(16))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        names = {phrasing.area_title(area): change for area, change in one.areas.items()}
        if one.capability is not None:
            names = {_("The whole"): one.capability, **names}
        for row, (name, change) in enumerate(names.items()):
            numbers = f"{round(change.before)} → {round(change.after)}"
            moved = change.moved != "same"
            cells = (
                Text(self.theme, name, "body-strong" if moved else "body", wrap=False),
                Text(self.theme, numbers, "body-strong" if moved else "body", wrap=False),
                ChangeBar(self.theme, f"{name}: {numbers}", change),
            )
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignVCenter if place < 2 else Qt.AlignmentFlag(0))
        inside.addLayout(grid)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Back to the result"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Show the result."""
        self.result_wanted.emit()
