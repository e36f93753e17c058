"""The result: its head first, its reasons once the head has been painted, and the keys of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from plateau_doctor.core import flow
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.i18n import _
from plateau_doctor.ui.afterwards import Afterwards
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.page import Foot, Shape
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.result_head import ResultHead
from plateau_doctor.ui.result_parts import ResultParts
from plateau_doctor.ui.result_reasons import ResultReasons
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button


class ResultPage(Sheet):
    """Shows what follows from the answers."""

    place = "result"

    plan_wanted = Signal()
    save_wanted = Signal()
    change_wanted = Signal()
    behind_wanted = Signal(str)
    move_wanted = Signal(int)
    try_wanted = Signal()
    compare_wanted = Signal()
    dates_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, parts: Parts) -> None:
        super().__init__(theme, _("Result"))
        self._session, self._parts = session, parts
        self._lower = Afterwards(self)
        self._lower.due.connect(self._show_reasons)
        self._left: tuple[CheckUp | None, int] = (None, 0)
        self._back_at = 0
        self._made: ResultParts | None = None
        self._head: ResultHead | None = None
        self._reasons: ResultReasons | None = None
        self._alone = False
        self._compare = Button(
            theme, _("What changed since the last check-up?"), "quiet", "chevron-right", compact=True
        )
        self._compare.clicked.connect(self.compare_wanted)
        self._compare.hide()

    def fit_shape(self, shape: Shape) -> None:
        """Put the grid beside the verdict or below it, and stack what has no room side by side."""
        super().fit_shape(shape)
        self._fit_parts()

    def _fit_parts(self) -> None:
        for part in (self._made, self._head, self._reasons):
            if part is not None:
                part.fit_shape(self.shape_)

    def offer_comparison(self, there: bool) -> None:
        """Offer the comparison where there is an earlier check-up; else say when there will be one."""
        self._compare.setVisible(there)
        self._alone = not there
        if self._reasons is not None:
            self._reasons.next.setVisible(self._alone)
        self.scroll_area.fit()

    def show_result(self, *, again: bool = False) -> None:
        """Work the result out and show it; the reasons, which lie lower, follow once it has been painted.

        Whoever looked aside and comes back `again` finds the same result where it was left.
        """
        left, place = self._left
        self._back_at = place if again and left is self._session.now_open.checkup else 0
        self._compare.setParent(None)
        column = self.fresh()
        self._compare.hide()
        self._alone = False
        self._made = ResultParts(self, self._session, self._parts, self.behind_wanted.emit)
        self._head = ResultHead(self._made, column, self._compare, self.move_wanted.emit)
        self._reasons = None
        self._fit_parts()
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)
        self._lower.begin()

    def forget(self) -> None:
        """Show no more of a check-up that is open no longer."""
        self._lower.cancel()
        self._left = (None, 0)

    def _show_reasons(self) -> None:
        if self._made is None:
            return
        self._reasons = ResultReasons(self._made, self.part(), self.dates_wanted.emit)
        self._reasons.next.setVisible(self._alone)
        self._fit_parts()
        self.settle()
        if self._back_at:
            self.scroll_area.verticalScrollBar().setValue(self._back_at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the single keys: T pictures or tables, W what if, P the plan, a digit one of the moves to fix first."""
        key, level = event.key(), event.key() - Qt.Key.Key_0
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._session.preferences.number_keys
        if control and key == Qt.Key.Key_Z:
            self._take_back()
        elif control and key == Qt.Key.Key_Y:
            self._session.give_again()
        elif plain and key == Qt.Key.Key_T and self._made is not None:
            self._made.turn_over()
        elif plain and key == Qt.Key.Key_W:
            self.try_wanted.emit()
        elif plain and key == Qt.Key.Key_P:
            self.plan_wanted.emit()
        elif plain and 1 <= level <= len(self._session.phrasing().result.first):
            self.move_wanted.emit(level)
        else:
            super().keyPressEvent(event)

    def _take_back(self) -> None:
        """Take back what was changed from here, or else the last answer, which leads to its question."""
        if self._shows_change and self._session.changed is not None:
            self._session.take_back()
        else:
            self._session.answering.undo()

    @property
    def _shows_change(self) -> bool:
        """Whether what was changed from here stands above the verdict."""
        return self._head is not None and self._head.undo is not None

    # what a page does

    def foot(self) -> Foot:
        """Return the footer; without a verdict there is no plan yet, and the way leads on to what is missing."""
        first = _("Answer the next question") if self._next_question() else _("See the plan")
        drawn = self._made is not None and bool(self._made.pictures)
        return Foot(first, _("Report"), _("What if?"), place=_("T shows pictures as tables") if drawn else "")

    def _next_question(self) -> str:
        """Return the next question that a verdict still needs, empty where there is a verdict."""
        missing = self._session.phrasing().result.missing if self._session.current is not None else None
        return missing.questions[0] if missing is not None and missing.questions else ""

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll and Enter goes on, and have the verdict read aloud first."""
        announce(self, self._session.phrasing().headline())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let a change stand: taking it back is for the moment after. Remember what was in sight."""
        if (one := self._session.current) is not None:
            self._left = (one.checkup, self.scroll_area.verticalScrollBar().value())
        if self._shows_change:
            self._session.settle()

    def commit(self) -> None:
        """Show the plan, or the next question that a verdict needs."""
        if question := self._next_question():
            self._session.change(question, flow.END)
        else:
            self.plan_wanted.emit()

    def second(self) -> None:
        """Show the report."""
        self.save_wanted.emit()

    def third(self) -> None:
        """Try other answers."""
        self.try_wanted.emit()
