"""The plan: the moves in their order, each to be filled in, what waits and why, and what to find out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from plateau_doctor.core.answers import FindOut, PlanEntry, review_day
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing import plan as plan_words
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.day_field import DayField
from plateau_doctor.ui.figure_field import FigureField
from plateau_doctor.ui.find_out import FindOutRow
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import ENTER, Foot
from plateau_doctor.ui.plan_card import PlanCard, PlanRow, Shown
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Phrase, Rule, Text

_NEXT = 5
"""Moves shown of those that come later; the plan of the next quarter will hold them."""
_OVER = ("done", "dropped")
Key = tuple[str, int]
"""An action: its question and its place in the question's list."""


class PlanPage(Sheet):
    """Shows the plan, one action of it open to be filled in."""

    place = "plan"

    save_wanted = Signal()
    result_wanted = Signal()
    dates_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Plan"))
        self._session = session
        self._open: Key | None = None
        self._card: PlanCard | None = None
        self._slots: list[Key] = []
        self._tasks: list[FindOutRow] = []

    def show_plan(self) -> None:
        """Show the plan of the open check-up, its first action open."""
        self._open = next((_key(slot.move) for slot in self._session.phrasing().result.schedule.slots), None)
        self._show()
        self.scroll_area.verticalScrollBar().setValue(0)

    def open_move(self, move: Move) -> None:
        """Open a move of the next 90 days; one that comes later leaves the page as it is."""
        if _key(move) in self._slots:
            self._turn_to(_key(move))

    def _show(self) -> None:
        phrasing = self._session.phrasing()
        result = phrasing.result
        if self._card is not None:
            self._card.retire()
        self._card, self._tasks = None, []
        column = self.fresh()
        column.addWidget(Heading(self.theme, _("Plan: few moves, in this order")))
        column.addSpacing(self.theme.sp(8))
        column.addWidget(Text(self.theme, phrasing.words.messages["plan.nopromise"], "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        if result.plan.moves:
            column.addWidget(self._hours(phrasing), 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(self.theme.sp(16))
        if not result.plan.moves:
            words = _("No plan yet. It follows from your answers, once there are enough of them.")
            column.addWidget(Text(self.theme, words))
        self._add_slots(column, phrasing)
        if stop := plan_words.stops(phrasing):
            head, _colon, what = stop.partition(": ")
            self.section(column, head).addWidget(Text(self.theme, what[:1].upper() + what[1:]))
        self._add_later(column, phrasing)
        waiting = [move for move in result.plan.moves if move.blocked_by is not None]
        self._add_moves(column, phrasing, waiting[:_NEXT], _("Waiting"), _("Something else comes first."))
        self._add_over(column, phrasing)
        self._add_find_out(column, phrasing)
        self._add_review(column, phrasing)
        self.settle()

    def _hours(self, phrasing: Phrasing) -> QWidget:
        """Ask for the hours a week that are free for the plan; everything is put in time by them."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.sp(12))
        self._free = FigureField(self.theme, "hours_a_week", _("Your free hours a week for this"), "hours")
        self._free.setFixedWidth(self.theme.px(110))
        self._free.show_value(phrasing.checkup.business.hours_a_week, phrasing.formats)
        self._free.line.setPlaceholderText(f"{phrasing.result.schedule.hours_a_week:g}")
        self._free.line.editingFinished.connect(self._on_hours)
        label = Phrase(self.theme, _("Your free hours a week for this"), "body", "ink2")
        label.setBuddy(self._free.line)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, self.theme.sp(8), 0, 0)
        row.addWidget(self._free)
        return holder

    def _on_hours(self) -> None:
        """Put the plan in time anew; the focus stays where it was going."""
        said = self._session.now_open.checkup.business.hours_a_week
        if self._free.trouble or self._free.value == said:
            return
        self._session.details.save_hours(self._free.value)
        QTimer.singleShot(0, self, self._again_with_focus)

    def _again_with_focus(self) -> None:
        focus = self.window().focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        self.leave()
        self._again()
        if here:
            self._free.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # the moves of the next 90 days

    def _add_slots(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        planned = plan_words.slots(phrasing)
        self._slots = [_key(text.slot.move) for text in planned]
        for window in phrasing.pack.plan.windows:
            here = [text for text in planned if text.slot.window == window]
            if not here:
                continue
            note = plan_words.load(phrasing) if here[0].number == 1 else ""
            inside = self.section(column, plan_words.window_title(phrasing, window), note)
            self._add_actions(inside, phrasing, [self._slot(phrasing, text) for text in here])
        if phrasing.result.plan.moves and not planned:
            column.addWidget(Text(self.theme, plan_words.load(phrasing)))

    def _add_actions(self, inside: QVBoxLayout, phrasing: Phrasing, shown: list[Shown]) -> None:
        """Add actions with a hairline between closed ones and some room around an open one."""
        before: QWidget | None = None
        for one in shown:
            action = self._action(phrasing, one)
            if isinstance(before, PlanRow) and isinstance(action, PlanRow):
                inside.addWidget(Rule(self.theme))
            elif before is not None:
                inside.addSpacing(self.theme.sp(8))
            inside.addWidget(action)
            before = action

    def _slot(self, phrasing: Phrasing, text: plan_words.SlotText) -> Shown:
        words, say, move = text.words, phrasing.words.say, text.slot.move
        entry = text.slot.entry or PlanEntry(*_key(move))
        line = plan_words.row_line(text, entry)
        details = self._details(phrasing, move)
        step = say("plan.firststep", first_step=words.first_step)
        practice, place, last = _practice(phrasing, entry), text.number, len(self._slots)
        ways = tuple(way for way in (-1, 1) if 1 <= place + way <= last)
        return Shown(entry, str(place), words.do, line, text.slot.due, practice, step, details, ways)

    def _details(self, phrasing: Phrasing, move: Move) -> tuple[str, ...]:
        """Return when a move is done, when to stop, what to watch, and what it rests on."""
        words, say = phrasing.move(move), phrasing.words.say
        return (
            say("plan.done", done_when=words.done_when),
            say("plan.stop", stop_rule=words.stop_rule),
            plan_words.watch(phrasing, move),
            _("{grade}. Suits: {role}.").format(grade=plan_words.grade(phrasing, move), role=words.role),
        )

    def _action(self, phrasing: Phrasing, shown: Shown) -> QWidget:
        key = (shown.entry.question, shown.entry.action)
        if key != self._open:
            row = PlanRow(self.theme, shown)
            row.clicked.connect(lambda: self._turn_to(key))
            return row
        names = [entry.who for entry in phrasing.checkup.plan if entry.who]
        country = phrasing.checkup.business.country
        card = PlanCard(self.theme, shown, names, country, narrow=not self.shape_.wide)
        card.edited.connect(self._on_edited)
        card.moved.connect(partial(self._on_moved, key))
        card.closed.connect(lambda: self._turn_to(None))
        self._card = card
        return card

    def _turn_to(self, key: Key | None) -> None:
        """Open an action in its place, or close the open one."""
        was, self._open = self._open, key
        self.leave()
        self._again()
        if self._card is not None:
            self._card.focus_first()
        else:
            rows = (row for row in self._matter.findChildren(PlanRow) if row.key == was)
            (next(rows, None) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        place = self.scroll_area.verticalScrollBar().value()
        self._show()
        self.scroll_area.verticalScrollBar().setValue(place)

    def _on_edited(self, entry: PlanEntry) -> None:
        """Keep an entry; the moves before it are taken up with it, so that none changes its place.

        The page stays as it is until the action is closed: what is done must not vanish under a hand.
        """
        key, plan = (entry.question, entry.action), list(self._session.now_open.checkup.plan)
        before = self._slots[: self._slots.index(key)] if key in self._slots else []
        there = {(one.question, one.action) for one in plan}
        plan += [PlanEntry(*own) for own in before if own not in there]
        place = next((n for n, one in enumerate(plan) if (one.question, one.action) == key), len(plan))
        plan[place : place + 1] = [entry]
        self._session.details.save_plan(tuple(plan))
        if self._card is not None:
            self._card.advise(self._which_waits(entry))

    def _on_moved(self, key: Key, way: int) -> None:
        """Let an action change places with its neighbour; both, and those before them, are the person's own then."""
        self.leave()
        if key not in self._slots:
            return
        order, place = list(self._slots), self._slots.index(key)
        order[place], order[place + way] = order[place + way], order[place]
        plan = self._session.now_open.checkup.plan
        there = {(one.question, one.action): one for one in plan}
        first = [there.get(own, PlanEntry(*own)) for own in order[: max(place, place + way) + 1]]
        self._session.details.save_plan((*first, *(one for one in plan if one not in first)))
        self._again()
        if self._card is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in self._slots:
            self._card.focus_mover(way)
            place, last = self._slots.index(key) + 1, len(self._slots)
            announce(self, _("Now number {place} of {all}").format(place=place, all=last))
        else:  # it was marked as done or dropped meanwhile, and is listed there now
            self._card.focus_first()

    def _which_waits(self, entry: PlanEntry) -> str:
        """Return the question which move waits, where one more is open than goes well; empty otherwise."""
        one = self._session.now_open
        others = [
            other
            for other in one.checkup.plan
            if other.status == "started" and (other.question, other.action) != (entry.question, entry.action)
        ]
        if entry.status != "started" or len(others) < one.pack.plan.open_at_once:
            return ""
        names = [one.words.questions[other.question].plain_name for other in others]
        text = _("That makes {count} at once; {most} go well. Which one waits: {names}, or this one?")
        listed = self._session.phrasing().formats.listed(names)
        return text.format(count=len(others) + 1, most=one.pack.plan.open_at_once, names=listed)

    # what comes later, what waits, what is over

    def _add_later(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Add the open moves that have to wait: all that the person took into the plan, then the next few others."""
        own = {(entry.question, entry.action): entry for entry in phrasing.checkup.plan if entry.status not in _OVER}
        later = phrasing.result.schedule.later
        taken = [self._own_later(phrasing, move, own[_key(move)]) for move in later if _key(move) in own]
        if taken:
            inside = self.section(column, _("In your plan, later"), _("When there are hours for them."))
            self._add_actions(inside, phrasing, taken)
        others = [move for move in later if _key(move) not in own]
        self._add_moves(column, phrasing, others[:_NEXT], _("Later"), _("When these are done."), plannable=True)

    def _own_later(self, phrasing: Phrasing, move: Move, entry: PlanEntry) -> Shown:
        """Return an action that the person took into the plan and that has no place in the next 90 days."""
        words, checkup = phrasing.move(move), phrasing.checkup
        line = _("{effort}, {weeks}, {role}").format(effort=words.effort, weeks=words.weeks, role=words.role)
        day = entry.due or review_day(checkup.settings, checkup.date)
        step = phrasing.words.say("plan.firststep", first_step=words.first_step)
        practice, details = _practice(phrasing, entry), self._details(phrasing, move)
        return Shown(entry, "–", words.do, line, day, practice, step, details)

    def _add_moves(  # noqa: PLR0913 - two lists that differ in their words
        self,
        column: QVBoxLayout,
        phrasing: Phrasing,
        moves: list[Move],
        title: str,
        note: str,
        *,
        plannable: bool = False,
    ) -> None:
        if not moves:
            return
        inside = self.section(column, title, note)
        for place, move in enumerate(moves):
            if place:
                inside.addSpacing(self.theme.sp(14))
                inside.addWidget(Rule(self.theme))
                inside.addSpacing(self.theme.sp(14))
            words = phrasing.move(move)
            effort = _("{effort}, {weeks}, {role}").format(effort=words.effort, weeks=words.weeks, role=words.role)
            lines = (plan_words.waits(phrasing, move), effort)
            row = self.numbered("–", words.do, tuple(line for line in lines if line))
            if plannable:
                add = Button(self.theme, _("Add to plan"), "secondary", compact=True)
                add.setAccessibleName(_("Add to plan: {title}").format(title=words.do))
                add.clicked.connect(lambda _checked=False, one=move: self._take_up(_key(one)))
                row.addSpacing(self.theme.sp(12))
                row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(row)

    def _take_up(self, key: Key) -> None:
        self._open = key
        self._session.details.save_plan((*self._session.now_open.checkup.plan, PlanEntry(*key)))
        self._show()
        if self._card is not None:
            self._card.focus_first()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_over(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        over = list(self._over(phrasing))
        if not over:
            return
        inside = self.section(column, _("Done or dropped"), _("Open one to bring it back."))
        self._add_actions(inside, phrasing, over)

    def _over(self, phrasing: Phrasing) -> Iterator[Shown]:
        for entry in phrasing.checkup.plan:
            words = phrasing.words.questions.get(entry.question)
            if entry.status not in _OVER or words is None or entry.action >= len(words.actions):
                continue
            due = entry.due or self._session.today()
            line = plan_words.over_line(entry)
            yield Shown(entry, "–", words.actions[entry.action].do, line, due, _practice(phrasing, entry))

    def _add_find_out(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        wanted = phrasing.result.plan.find_out
        if not wanted:
            return
        inside = self.section(column, _("Find out"), _("From your don't-knows."))
        for place, question in enumerate(wanted):
            if place:
                inside.addSpacing(self.theme.sp(20))
            words = phrasing.words.questions[question].plain_name, phrasing.find_out(question)
            task = phrasing.checkup.find_out.get(question, FindOut())
            usual = plan_words.find_out_by(phrasing)
            row = FindOutRow(self.theme, words, task, usual, phrasing.checkup.business.country)
            row.changed.connect(partial(self._session.details.save_find_out, question))
            self._tasks.append(row)
            inside.addWidget(row)

    def _add_review(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Ask for the day of the next check-up, and offer all dates for a calendar."""
        note = _("The same questions again show what has changed.")
        inside = self.section(column, _("Next check-up"), note)
        day = DayField(self.theme, _("Day of the next check-up"), phrasing.checkup.business.country)
        day.setFixedWidth(self.theme.px(220))
        day.show_day(review_day(phrasing.checkup.settings, phrasing.checkup.date))
        day.day_changed.connect(lambda _day: self._session.details.save_review(day.day))
        dates = Button(self.theme, _("Dates for a calendar"), "secondary", "calendar", compact=True)
        dates.clicked.connect(self._on_dates)
        inside.addWidget(flowing(day, dates, across=16))

    def _on_dates(self) -> None:
        self.leave()
        self.dates_wanted.emit()

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Report"), _("Back to the result"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is being filled in."""
        if self._card is not None:
            self._card.keep()
        for task in self._tasks:
            task.keep()

    def forget(self) -> None:
        """Know no action any more."""
        if self._card is not None:
            self._card.retire()
        self._card, self._tasks, self._open = None, [], None

    def remember(self) -> object:
        """Return which action is open."""
        return self._open

    def recall(self, kept: object) -> None:
        """Open the same action."""
        self._open = kept  # type: ignore[assignment]  # what `remember` returned
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter lead to the next field while one is being filled in."""
        focus = self.focusWidget()
        in_card = focus is not None and self._card is not None and self._card.isAncestorOf(focus)
        if event.key() in ENTER and (in_card or isinstance(focus, QLineEdit)):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Show the report."""
        self.leave()
        self.save_wanted.emit()

    def second(self) -> None:
        """Show the result."""
        self.result_wanted.emit()


def _practice(phrasing: Phrasing, entry: PlanEntry) -> str:
    return capital(phrasing.words.questions[entry.question].plain_name)


def _key(move: Move) -> Key:
    return move.question, move.action
