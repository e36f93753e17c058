"""Between two sections: what is done, what comes next, and a place to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from plateau_doctor.core import flow
from plateau_doctor.core.pack import OUTCOMES
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import capital
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.page import Foot, Section
from plateau_doctor.ui.rail import Rail
from plateau_doctor.ui.sections import offer_sections, rail_lines, section_words
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Text


class BreakPage(Sheet):
    """Says that a section is done; Enter goes on, a digit does nothing here."""

    place = "questions"
    scrolls = False

    stop_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Section done"))
        self._session = session
        self._said = ""

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
        done = _("{section} is done.").format(section=self._name(section))
        lines = self._learned(section), self._time()
        self._said = " ".join((done, *lines))
        column.addWidget(Heading(self.theme, done))
        column.addSpacing(self.theme.sp(8))
        for line in lines:
            column.addWidget(Text(self.theme, line, "lead", "ink2"))
        column.addSpacing(self.theme.sp(28))
        self._add_next(column)
        column.addStretch(1)
        self.settle()

    def _add_next(self, column: QVBoxLayout) -> None:
        one, place = self._session.now_open, self._session.place
        if place == flow.FIGURES:
            title, opening = _("Next: your figures"), "open.figures"
        else:
            title, opening = _("Next"), f"open.{one.pack.question(place).area}"  # which begins with the section's name
        column.addWidget(Text(self.theme, title, "lead-strong"))
        column.addSpacing(self.theme.sp(4))
        column.addWidget(Text(self.theme, one.words.messages[opening], "body", "ink2"))

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
        if not left:
            return _("1 minute so far.") if minutes == 1 else _("{n} minutes so far.").format(n=minutes)
        one, more = _("1 minute so far, about {left} to go."), _("{n} minutes so far, about {left} to go.")
        return (one if minutes == 1 else more).format(n=minutes, left=left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Z take the last answer back, Ctrl+Y give it again; both lead to its question."""
        changes = {Qt.Key.Key_Z: self._session.answering.undo, Qt.Key.Key_Y: self._session.answering.redo}
        change = changes.get(Qt.Key(event.key()))
        if change is not None and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            change()
        else:
            super().keyPressEvent(event)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        sections = section_words(self._session) if self.shape_.narrow and self._session.current is not None else ""
        return Foot(_("Continue"), _("Stop here"), sections, hint=_("Your answers are saved"), opens=True)

    def third(self) -> None:
        """Open the list of sections, where it stands in the place of the rail."""
        offer_sections(self._session, self)

    def arrive(self) -> None:
        """Take the focus, so that Enter goes on, and have read aloud what is done."""
        announce(self, self._said)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Go on to the next section."""
        self._session.show_place()

    def second(self) -> None:
        """Stop for now; everything is saved."""
        self.stop_wanted.emit()
