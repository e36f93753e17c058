"""What stands behind a number: the answers in the person's own words, and the sum line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core.answers import Kind
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.receipts import receipt, what_there_is
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text

_SUMS = {
    "direction": ("trajectory", "odds:declining", "odds:stuck", "odds:growing"),
    "capability": ("average", "unevenness", "capability", "low:capability", "high:capability"),
}
"""The numbers of the two signals that have a receipt."""


class BehindPage(Sheet):
    """Shows the answers of one area; each can be changed from here."""

    place = "result"

    change_wanted = Signal(str)
    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Answers behind a score"))
        self._session = session
        self._first: Button | None = None

    def show_behind(self, what: str) -> None:
        """Show what stands behind an area, `direction`, `capability` or a move (`plan:` and its question)."""
        column, self._first = self.fresh(), None
        if what in self._session.phrasing().result.areas:
            self._add_area(column, what)
        else:
            self._add_number(column, what)
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _add_number(self, column: QVBoxLayout, what: str) -> None:
        phrasing = self._session.phrasing()
        titles = {"direction": _("Where it is going"), "capability": _("How well it is run")}
        question = what.removeprefix("plan:")
        title = titles.get(what) or capital(phrasing.words.questions[question].plain_name)
        column.addWidget(Heading(self.theme, title))
        column.addSpacing(self.theme.sp(16))
        if what not in titles:
            self.section(column, _("Your answer")).addLayout(self._answer(phrasing, question))
        there = what_there_is(phrasing, self._session.now_open.inflation)
        for place, name in enumerate(name for name in _SUMS.get(what, (what,)) if name in there):
            self._add_sum(column, phrasing, name, first=place == 0)

    def _add_area(self, column: QVBoxLayout, area: str) -> None:
        phrasing = self._session.phrasing()
        score = phrasing.result.areas[area]
        column.addWidget(Heading(self.theme, phrasing.area_title(area)))
        column.addSpacing(self.theme.sp(6))
        column.addWidget(Text(self.theme, phrasing.area_line(score), "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        inside = self.section(column, _("Your answers"), _("A step counts in full with a record behind it."))
        for place, question in enumerate(phrasing.pack.of_area(area, phrasing.checkup.form)):
            if place:
                inside.addSpacing(self.theme.sp(10))
                inside.addWidget(Rule(self.theme))
                inside.addSpacing(self.theme.sp(10))
            inside.addLayout(self._answer(phrasing, question.id))
        if score.score is not None:
            self._add_sum(column, phrasing, area)

    def _answer(self, phrasing: Phrasing, question: str) -> QHBoxLayout:
        quote, one = phrasing.quote(question), phrasing.result.pooled[question]
        words = QVBoxLayout()
        words.setSpacing(self.theme.sp(2))
        words.addWidget(Text(self.theme, capital(quote.plain_name), "body-strong"))
        chosen = f"{quote.level}. {quote.chosen}" if quote.level is not None else quote.chosen
        words.addWidget(Text(self.theme, chosen, "body", "ink2"))
        if one.kind is Kind.LEVEL and (one.supported or 0) < (one.claimed or 0):
            told = _("Counts as step {step}: nothing to point to yet.").format(step=phrasing.level_of(question))
            words.addWidget(Text(self.theme, told, "small", "ink2"))
        if quote.note:
            words.addWidget(Text(self.theme, _("Your note: “{note}”").format(note=quote.note), "small", "ink2"))
        change = Button(self.theme, _("Change"), "secondary", compact=True)
        change.setAccessibleName(_("Change {name}").format(name=quote.plain_name))
        change.clicked.connect(lambda _checked=False, own=question: self.change_wanted.emit(own))
        self._first = self._first or change
        row = QHBoxLayout()
        row.setSpacing(self.theme.sp(16))
        row.addLayout(words, 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_sum(self, column: QVBoxLayout, phrasing: Phrasing, name: str, *, first: bool = True) -> None:
        one = receipt(phrasing, name, self._session.now_open.inflation)
        title, note = (_("The sum"), _("With a pocket calculator, line by line.")) if first else ("", "")
        inside = self.section(column, title, note)
        inside.addWidget(
            Text(self.theme, _("{number}: {value}").format(number=one.title, value=one.result), "body-strong")
        )
        inside.addSpacing(self.theme.sp(6))
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self.theme.sp(2))
        for line in (*one.lines, *one.notes):
            lines.addWidget(Text(self.theme, line, "small", "ink2"))
        inside.addWidget(holder)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Back to the result"))

    def arrive(self) -> None:
        """Put the focus on the first answer."""
        (self._first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Show the result."""
        self.result_wanted.emit()
