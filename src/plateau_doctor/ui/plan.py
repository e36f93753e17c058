"""The plan: the moves in their order, what waits and why, and what to find out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import plan as plan_words
from plateau_doctor.phrasing.plan import SlotText
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.result import Sheet
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Rule, Text

_NEXT = 5
"""Moves shown of those that come later; the plan of the next quarter will hold them."""


class PlanPage(Sheet):
    """Shows the plan."""

    place = "plan"

    save_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Plan"))
        self._session = session

    def show_plan(self) -> None:
        """Show the plan of the open check-up."""
        phrasing = self._session.phrasing()
        plan = phrasing.result.plan
        column = self.fresh()
        column.addWidget(Heading(self.theme, _("Plan: few moves, in this order")))
        column.addSpacing(self.theme.sp(8))
        column.addWidget(Text(self.theme, phrasing.words.messages["plan.nopromise"], "body", "ink2"))
        column.addSpacing(self.theme.sp(24))
        if not plan.moves:
            words = _("No plan yet. It follows from your answers, once there are enough of them.")
            column.addWidget(Text(self.theme, words))
        self._add_slots(column, phrasing)
        if stop := plan_words.stops(phrasing):
            head, _colon, what = stop.partition(": ")
            self.section(column, head).addWidget(Text(self.theme, what[:1].upper() + what[1:]))
        later = list(phrasing.result.schedule.later)
        self._add_moves(column, phrasing, later[:_NEXT], _("Later"), _("When these are done."))
        waiting = [move for move in plan.moves if move.blocked_by is not None]
        self._add_moves(column, phrasing, waiting[:_NEXT], _("Waiting"), _("Something else comes first."))
        self._add_find_out(column, phrasing)
        self.scroll_area.fit()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _add_slots(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        planned = plan_words.slots(phrasing)
        for window in phrasing.pack.plan.windows:
            here = [text for text in planned if text.slot.window == window]
            if not here:
                continue
            note = plan_words.load(phrasing) if here[0].number == 1 else ""
            inside = self.section(column, plan_words.window_title(phrasing, window), note)
            for place, text in enumerate(here):
                self._part(inside, place)
                inside.addLayout(self._slot(phrasing, text))
        if phrasing.result.plan.moves and not planned:
            column.addWidget(Text(self.theme, plan_words.load(phrasing)))

    def _part(self, inside: QVBoxLayout, place: int) -> None:
        if place:
            inside.addSpacing(self.theme.sp(14))
            inside.addWidget(Rule(self.theme))
            inside.addSpacing(self.theme.sp(14))

    def _slot(self, phrasing: Phrasing, text: SlotText) -> QHBoxLayout:
        words, say = text.words, phrasing.words.say
        lines = [
            _("{when}, {hours}, {role}").format(when=text.when, hours=text.hours, role=words.role),
            say("plan.firststep", first_step=words.first_step),
            say("plan.done", done_when=words.done_when),
        ]
        lines.append(say("plan.stop", stop_rule=words.stop_rule))
        lines.append(plan_words.watch(phrasing, text.slot.move))
        lines.append(plan_words.grade(phrasing, text.slot.move) + ".")
        lines[0] = lines[0][:1].upper() + lines[0][1:]
        return self.numbered(str(text.number), words.do, tuple(lines))

    def _add_moves(self, column: QVBoxLayout, phrasing: Phrasing, moves: list[Move], title: str, note: str) -> None:
        if not moves:
            return
        inside = self.section(column, title, note)
        for place, move in enumerate(moves):
            self._part(inside, place)
            words = phrasing.move(move)
            effort = _("{effort}, {weeks}, {role}").format(effort=words.effort, weeks=words.weeks, role=words.role)
            lines = (plan_words.waits(phrasing, move), effort)
            inside.addLayout(self.numbered("–", words.do, tuple(line for line in lines if line)))

    def _add_find_out(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        wanted = phrasing.result.plan.find_out
        if not wanted:
            return
        inside = self.section(column, _("Find out"), _("From your don't-knows."))
        for place, question in enumerate(wanted):
            if place:
                inside.addSpacing(self.theme.sp(12))
            name = phrasing.words.questions[question].plain_name
            inside.addWidget(Text(self.theme, name[:1].upper() + name[1:], "body-strong"))
            inside.addWidget(Text(self.theme, phrasing.find_out(question), "body", "ink2"))

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Save PDF"), _("Back to the result"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save the report."""
        self.save_wanted.emit()

    def second(self) -> None:
        """Show the result."""
        self.result_wanted.emit()
