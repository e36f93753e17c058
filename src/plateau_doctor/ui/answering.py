"""Answers: giving them, taking them back, giving them again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NOTE_LIMIT, Answer, Kind, Sheet

if TYPE_CHECKING:
    from plateau_doctor.ui.session import Session

OWNER = "P1"
"""The sheet of whoever answers alone."""
REASON_LIMIT = 300
"""Letters that a reason may have why a question does not apply."""


class Answering:
    """Takes what is answered in the check-up that is open, and keeps it with what was there before."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.forget()

    def forget(self) -> None:
        """Have nothing to undo or to give again: another check-up is open."""
        self._before: list[tuple[str, Answer]] = []
        self._after: list[tuple[str, Answer]] = []

    def choose(self, level: int) -> None:
        """Give the question a level; 1 to 3 move on, 4 and 5 stay for the records."""
        moves_on = level < self._session.now_open.pack.scoring.record_level
        self._answer(replace(self._bare(), level=level), moves_on=moves_on)

    def set_level(self, question: str, level: int) -> None:
        """Give any question a level, without going anywhere."""
        before = self._session.answer_to(question)
        self._remember(question)
        self.give(question, replace(before, level=level, unknown=False, not_applicable=None))

    def do_not_know(self) -> None:
        """Answer that this isn't known, and move on."""
        self._answer(replace(self._bare(), unknown=True), moves_on=True)

    def does_not_apply(self, reason: str) -> None:
        """Answer that the question does not apply and why, and move on."""
        self._answer(replace(self._bare(), not_applicable=clean(reason, REASON_LIMIT)), moves_on=True)

    def set_reason(self, question: str, reason: str) -> None:
        """Keep the person's own reason why a question does not apply."""
        answer, text = self._session.answer_to(question), clean(reason, REASON_LIMIT).strip()
        if answer.kind is Kind.NOT_APPLICABLE and text and text != answer.not_applicable:
            self.give(question, replace(answer, not_applicable=text))

    def toggle_record(self, record: int) -> None:
        """Tick a record, or take the tick away."""
        answer = self._session.answer_to(self._session.place)
        self._answer(replace(answer, records=answer.records ^ {record}))

    def set_note(self, question: str, note: str) -> None:
        """Keep the note of a question."""
        text = clean(note, NOTE_LIMIT)
        if text != self._session.answer_to(question).note:
            self.give(question, replace(self._session.answer_to(question), note=text))

    def undo(self, *, stay: bool = False) -> str:
        """Put back the answer before the last one; go to its question, or stay. Return the question, empty for none."""
        return self._swap(self._before, self._after, stay=stay)

    def redo(self, *, stay: bool = False) -> str:
        """Give the answer again that was put back last; go to its question, or stay."""
        return self._swap(self._after, self._before, stay=stay)

    def put_back(self, question: str, answer: Answer) -> None:
        """Put back an answer from before one or several changes, as one step that can be given again."""
        now = self._session.answer_to(question)
        while self._before and self._before[-1][0] == question:
            if replace(self._before.pop()[1], note="") == replace(answer, note=""):
                break
        self._after.append((question, now))
        self.give(question, replace(answer, note=now.note))

    def _swap(self, source: list[tuple[str, Answer]], target: list[tuple[str, Answer]], *, stay: bool) -> str:
        if not source:
            return ""
        question, answer = source.pop()
        now = self._session.answer_to(question)
        target.append((question, now))
        self.give(question, replace(answer, note=now.note))  # a note is typed, and has its own way back
        if not stay:
            self._session.go_to(question)
        return question

    def _bare(self) -> Answer:
        """Return the answer of this question without its level; records and note stay."""
        return replace(self._session.answer_to(self._session.place), level=None, unknown=False, not_applicable=None)

    def _answer(self, answer: Answer, *, moves_on: bool = False) -> None:
        if answer.kind is not Kind.BLANK:
            self._session.pace.answered(self._session.place, answer.level)
        if answer != self._session.answer_to(self._session.place):
            self._remember(self._session.place)
        moves_on = moves_on and self._session.preferences.move_on
        self.give(self._session.place, answer, tell=not moves_on)  # the next place is shown anew anyway
        if moves_on:
            self._session.go_on()

    def _remember(self, question: str) -> None:
        """Keep what is about to be changed, for undo; what was put back before can't be given again then."""
        self._before.append((question, self._session.answer_to(question)))
        self._after.clear()

    def give(self, question: str, answer: Answer, *, tell: bool = True) -> None:
        """Keep an answer; `tell` says it to the pages, unless all is shown anew anyway."""
        one = self._session.now_open
        sheet, *others = one.checkup.sheets or (Sheet(OWNER),)
        answers = MappingProxyType({**sheet.answers, question: answer})
        self._session.become(replace(one.checkup, sheets=(replace(sheet, answers=answers), *others)), tell=tell)
        id_, code = one.checkup.id, sheet.respondent
        self._session.keep(("answer", id_, question), lambda store: store.answer(id_, code, question, answer))
