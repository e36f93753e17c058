"""Then and now: what changed since an earlier check-up of the same business, on the questions that both share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from plateau_doctor.i18n import _
from plateau_doctor.phrasing import capital
from plateau_doctor.phrasing import compare as words
from plateau_doctor.ui.choices import Choices
from plateau_doctor.ui.earlier import Compared
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Text

_MOST = 6
"""Earlier check-ups that are offered."""


class ComparePage(Sheet):
    """Shows a comparison."""

    place = "result"

    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, parts: Parts) -> None:
        super().__init__(theme, _("Compare"))
        self._session, self._parts = session, parts
        self._pictures: Pictures | None = None
        self._others: Choices | None = None

    def show_comparison(self, compared: Compared) -> None:
        """Show what changed since an earlier check-up, and offer the others there are."""
        one = compared.comparison
        phrasing = self._session.phrasing()
        column = self.fresh()
        date = phrasing.formats.day(one.before)
        column.addWidget(Heading(self.theme, _("What changed since {date}").format(date=date)))
        column.addSpacing(self.theme.sp(8))
        self._add_others(column, compared, phrasing.formats.day)
        for line in (words.finding(phrasing, one), *words.said_of_both(phrasing, one)):
            column.addWidget(Text(self.theme, line, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        self._pictures = Pictures(self.theme, self._parts, Wanted(("change",), phrasing, one))
        self._pictures.grown.connect(self.scroll_area.fit)
        note = _("A ring for then, a dot for now; dotted is no more than chance. T shows a table.")
        inside = self.section(column, _("Areas"), note)
        inside.addWidget(self._pictures)
        named = words.movements(phrasing, one)
        if named:
            inside = self.section(column, _("Moved most"))
            for line in named:
                inside.addWidget(Text(self.theme, capital(line)))
        if kept := words.plan_kept(one):
            self.section(column, _("The plan")).addWidget(Text(self.theme, kept))
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)

    def show_other(self, compared: Compared) -> None:
        """Show another comparison, with the focus where it was chosen."""
        self.show_comparison(compared)
        if self._others is not None:
            self._others.focus_taken()

    def _add_others(self, column: QVBoxLayout, compared: Compared, said: Callable[[date], str]) -> None:
        """Let another earlier check-up be taken, where there are several."""
        if len(compared.pasts) < 2:
            return
        days = [(past.key, said(past.day)) for past in compared.pasts[:_MOST]]
        choices = Choices(self.theme, _("Compare with the check-up of"), days)
        choices.take(compared.past.key)
        self._others = choices
        choices.taken.connect(self._session.earlier.ask_comparison)
        column.addWidget(choices)
        column.addSpacing(self.theme.sp(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let T change between the picture and its table."""
        if self._pictures is not None and event.key() == Qt.Key.Key_T and not event.modifiers():
            self._pictures.switch()
        else:
            super().keyPressEvent(event)

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
