"""Between two sections: what is done, what comes next, and a place to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from plateau_doctor.core import flow
from plateau_doctor.core.pack import OUTCOMES
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import capital
from plateau_doctor.ui.page import Foot, Section
from plateau_doctor.ui.rail import Rail
from plateau_doctor.ui.sections import rail_lines
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Text


class BreakPage(Sheet):
    """Says that a section is done; Enter goes on, a digit does nothing here."""

    place = "questions"

    stop_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Section done"))
        self._session = session

    def show_break(self, section: str) -> None:
        """Show what was answered in a section, and what the next one is about."""
        rail = Rail(self.theme)
        rail.show_lines(rail_lines(self._session))
        rail.wanted.connect(self._session.go_to)
        made = Section(self.theme, "", beside=rail)
        made.fit_shape(self.shape_)
        self.fresh().addWidget(made)
        self._sections.append(made)
        column = made.column
        column.addWidget(Heading(self.theme, _("{section} is done.").format(section=self._name(section))))
        column.addSpacing(self.theme.sp(8))
        for line in (self._learned(section), self._time()):
            column.addWidget(Text(self.theme, line, "lead", "ink2"))
        column.addSpacing(self.theme.sp(28))
        self._add_next(column)
        column.addStretch(1)
        self.settle()

    def _add_next(self, column: QVBoxLayout) -> None:
        one, place = self._session.now_open, self._session.place
        if place == flow.FIGURES:
            title, opening = _("Next: your figures"), one.words.messages.get("open.figures", "")
        else:
            area = one.pack.question(place).area
            title = _("Next: {section}").format(section=self._name(area)[:1].lower() + self._name(area)[1:])
            opening = one.words.messages.get(f"open.{area}", "")
        column.addWidget(Text(self.theme, title, "lead-strong"))
        if opening:
            column.addSpacing(self.theme.sp(4))
            column.addWidget(Text(self.theme, opening, "body", "ink2"))

    def _name(self, area: str) -> str:
        return _("Results") if area == OUTCOMES else capital(self._session.now_open.words.messages[f"areashort.{area}"])

    def _learned(self, section: str) -> str:
        """Return what was said in the section, without a score."""
        one, answers = self._session.now_open, self._session.answers
        own = [question.id for question in one.pack.of_area(section, one.checkup.form)]
        given = [answers[question] for question in own if flow.is_answered(answers, question)]
        shown = sum(bool(answer.records) for answer in given)
        if shown:
            words = _("You answered {n} questions, and can point to something for {shown} of them.")
            return words.format(n=len(given), shown=shown)
        count = len(given)
        return _("You answered 1 question.") if count == 1 else _("You answered {n} questions.").format(n=count)

    def _time(self) -> str:
        left = self._session.pace.minutes_left(len(self._session.now_open.unanswered))
        minutes = max(1, self._session.pace.minutes)
        so_far = _("1 minute so far") if minutes == 1 else _("{n} minutes so far").format(n=minutes)
        if not left:
            return _("{so_far}.").format(so_far=so_far)
        to_go = _("about 1 to go") if left == 1 else _("about {n} to go").format(n=left)
        return _("{so_far}, {to_go}.").format(so_far=so_far, to_go=to_go)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Z take the last answer back, which leads to its question."""
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._session.answering.undo()
        else:
            super().keyPressEvent(event)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Continue"), _("Stop here"), hint=_("Your answers are saved"))

    def arrive(self) -> None:
        """Take the focus, so that Enter goes on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Go on to the next section."""
        self._session.show_place()

    def second(self) -> None:
        """Stop for now; everything is saved."""
        self.stop_wanted.emit()
