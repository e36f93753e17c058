"""Then and now: what changed since an earlier check-up of the same business, on the questions that both share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.phrasing import capital
from plateau_doctor.phrasing import compare as words
from plateau_doctor.ui.choices import Choices
from plateau_doctor.ui.earlier import Compared
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Foot, capped
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Text, rising

_MOST = 6
"""Earlier check-ups that are offered."""
_MEASURE = 720
"""Pixels across of the answers that changed, at 100 %: an eye finds its way from the name to the steps."""


class AnswerRows(QWidget):
    """Answers by their names, with their steps beside them and the note of now below."""

    def __init__(self, theme: Theme, answers: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.sp(24))
        grid.setVerticalSpacing(theme.sp(10))
        grid.setColumnStretch(0, 1)
        for row, (name, steps, note) in enumerate(answers):
            words = QVBoxLayout()
            words.setSpacing(theme.sp(2))
            words.addWidget(Text(theme, capital(name), "body-strong"))
            if note:
                words.addWidget(Text(theme, _("Your note: {note}").format(note=note), "body", "ink2"))
            grid.addLayout(words, row, 0)
            grid.addWidget(Text(theme, steps, wrap=False), row, 1, Qt.AlignmentFlag.AlignTop)
        rising(self)


class ComparePage(Sheet):
    """Shows a comparison."""

    place = "result"

    result_wanted = Signal()
    report_wanted = Signal()

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
        for line in (words.finding(phrasing, one), *words.said_of_both(phrasing, one), words.plan_kept(one)):
            if line:
                column.addWidget(Text(self.theme, line, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        if len(one.movements) > len(one.top):
            inside = self.section(column, _("Moved most"))
            for line in words.movements(phrasing, one):
                inside.addWidget(Text(self.theme, capital(line)))
        self._pictures = Pictures(self.theme, self._parts, Wanted(("change",), phrasing, one))
        self._pictures.grown.connect(self.scroll_area.fit)
        note = _("A ring for then, a dot for now; dotted is no more than chance.")
        if self._session.preferences.number_keys:
            note = _("{note} T shows a table.").format(note=note)
        inside = self.section(column, _("Areas"), note)
        inside.addWidget(self._pictures)
        self._add_answers(column, words.changed_answers(phrasing, one), folded=len(one.movements) > len(one.top))
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _add_answers(self, column: QVBoxLayout, answers: tuple[tuple[str, str, str], ...], *, folded: bool) -> None:
        """Show each answer that changed, with the note of now; folded where there are many."""
        if not answers:
            return
        title = _("Changed answers ({n})").format(n=len(answers))
        inside = self.section(column, title, _("Those with a step on both days."))
        rows = AnswerRows(self.theme, answers)
        if folded:
            fold = Button(self.theme, _("Show all {n}").format(n=len(answers)), "quiet", "chevron-down", compact=True)
            fold.clicked.connect(lambda: self._unfold(fold, rows))
            inside.addWidget(flowing(fold))
            rows.hide()
        inside.addLayout(capped(rows, self.theme, _MEASURE))

    def _unfold(self, fold: Button, rows: AnswerRows) -> None:
        """Show the answers in the place of their button, and give them the focus, so that the arrows scroll on."""
        fold.hide()
        rows.show()
        self.scroll_area.fit()
        self.arrive()

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
        plain = not event.modifiers() and self._session.preferences.number_keys
        if self._pictures is not None and plain and event.key() == Qt.Key.Key_T:
            self._pictures.switch()
        else:
            super().keyPressEvent(event)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Back to the result"), _("Report"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Show the result."""
        self.result_wanted.emit()

    def second(self) -> None:
        """Show the report."""
        self.report_wanted.emit()
