"""The question page, the heart of the window: one question, five sentences, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import NOTE_LIMIT, Answer, CheckUp, Kind
from plateau_doctor.core.pack import LEVELS
from plateau_doctor.i18n import _, formats_for
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.answering import REASON_LIMIT
from plateau_doctor.ui.asking import HANG, LETTERS, Aside, Ask, Evidence, Options, in_words
from plateau_doctor.ui.facts import FactsPanel, with_fact
from plateau_doctor.ui.fields import Field, WrittenLine
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Foot, Page, Shape
from plateau_doctor.ui.promotion import PromotionTable
from plateau_doctor.ui.question_words import facts_of, hint_of_digits, intro, kind, last_time, number, time_left
from plateau_doctor.ui.rail import Rail
from plateau_doctor.ui.sections import offer_sections, rail_lines, section_words
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Phrase, Text, edges

_AHEAD = 30
"""Milliseconds after which a question is on the screen, and the next one can be made ready."""
_PAUSE = 400
"""Milliseconds without typing after which a note is kept."""
_STRETCH = 1000


class QuestionPage(Page):
    """Shows the question of the session's place and hands every answer over."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Question"))
        self._session = session
        self._question = ""
        self._said = ""
        self._fitted: Shape | None = None
        self._make()
        self._typed = QTimer(self, interval=_PAUSE, singleShot=True)
        self._typed.timeout.connect(self.leave)
        self._ahead = QTimer(self, interval=_AHEAD, singleShot=True)
        self._ahead.timeout.connect(self._look_ahead)
        self._note.textChanged.connect(self._typed.start)
        self._note.full.connect(self._say)
        self._reason.textEdited.connect(lambda _text: self._typed.start())
        self._note.left.connect(self._options.setFocus)
        self._options.committed.connect(self._choose)
        self._unknown.clicked.connect(session.answering.do_not_know)
        self._not_applicable.clicked.connect(self._on_not_applicable)
        self._evidence.toggled.connect(session.answering.toggle_record)
        self._rail.wanted.connect(session.go_to)
        self._aside.opener.clicked.connect(self._turn_why)
        self._aside.stand(open_=session.preferences.why)
        self._facts.changed.connect(self._on_fact)
        self._facts.opening.connect(self._show_mix)
        self._facts.opened.connect(lambda: QTimer.singleShot(0, self, partial(self._bring, self._facts)))
        self._mix.changed.connect(session.details.save_promotion)
        session.answers_changed.connect(self._on_answers_changed)
        session.earlier.known.connect(self._on_earlier_known)

    def _make(self) -> None:
        theme = self.theme
        self._rail, self._aside, self._ask, self._options = Rail(theme), Aside(theme), Ask(theme), Options(theme)
        self._unknown = Button(theme, _("Don't know"), "chip")
        self._not_applicable = Button(theme, _("Doesn't apply to us"), "chip")
        self._when = Phrase(theme, "", "small", "ink2")
        for chip in (self._unknown, self._not_applicable):
            chip.setCheckable(True)
        self._before = Text(theme, "", "small", "ink2")
        self._evidence = Evidence(theme)
        self._reason_label = Text(theme, _("Why it doesn't apply"), "small", "ink2")
        self._reason = Field(theme, _("Why it doesn't apply"), limit=REASON_LIMIT)
        self._reason_label.setBuddy(self._reason)
        self._note_label = Text(theme, "", "small", "ink2")
        self._note = WrittenLine(theme, _("Note"), NOTE_LIMIT)
        self._note_label.setBuddy(self._note)
        self._content = QWidget()
        self._content.setMaximumWidth(theme.px(theme.size("measure", "content")) + HANG)
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(theme.sp(12))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._facts, self._mix = FactsPanel(theme), PromotionTable(theme)
        self._facts.hold(self._mix)
        parts = (self._before, self._chips(), self._evidence, self._reason_block(), self._note_block(), self._facts)
        for widget in (self._ask, self._options, *parts):
            hang = 0 if widget is self._options else HANG
            row = QHBoxLayout()
            row.setContentsMargins(edges(hang, 0, 0, 0))
            row.addWidget(widget)
            self._column.addLayout(row)
        self._lay_out()

    def _reason_block(self) -> QWidget:
        self._reason_holder = _stacked(self._reason_label, self._reason)
        return self._reason_holder

    def _note_block(self) -> QWidget:
        return _stacked(self._note_label, self._note)

    def _chips(self) -> QWidget:
        return flowing(self._unknown, self._not_applicable, self._when, across=12)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._rail, 0, Qt.AlignmentFlag.AlignTop)
        self._gap = QWidget()
        self._row.addWidget(self._gap)
        self._row.addWidget(self._content, _STRETCH, Qt.AlignmentFlag.AlignTop)
        self._between = QWidget()
        self._row.addWidget(self._between)
        self._row.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def fit_shape(self, shape: Shape) -> None:
        """Keep rail and aside where there is room; else the aside stands below the note."""
        super().fit_shape(shape)
        if shape == self._fitted:
            return
        self._fitted = shape
        self.margins(self._row, HANG if shape.narrow else 0)
        self._rail.setVisible(not shape.narrow)
        gutter = self.theme.sp(shape.gutter) - HANG
        self._gap.setFixedWidth(0 if shape.narrow else gutter)
        self._between.setFixedWidth(self.theme.sp(32) if shape.wide else 0)
        self._ask.fit_narrow(narrow=shape.narrow)
        self._options.fit_short(short=shape.short)
        self._column.setSpacing(self.theme.sp(8 if shape.short else 12))
        self._row.removeWidget(self._aside)
        self._column.removeWidget(self._aside)
        if shape.wide:
            self._aside.setFixedWidth(self.theme.px(self.theme.size("measure", "aside")))
            self._row.insertWidget(4, self._aside, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(16777215)
            self._column.addWidget(self._aside)
        first, top = (0, 0) if shape.wide else (HANG, self.theme.sp(20))
        self._aside.setContentsMargins(edges(first, top, 0, 0))
        self._row.invalidate()

    # what is shown

    def show_question(self, question: str) -> None:
        """Show a question with the answer it has."""
        self.leave()
        one = self._session.now_open
        self._question, self._said = question, ""
        alone = one.checkup.business.alone
        words = one.words.questions[question]
        ask, levels = words.asked(alone)
        asked = one.pack.asked(one.checkup.form)
        self._ask.make_room(one.words.questions[q.id].asked(alone)[0] for q in asked)
        place = number(self._session, question)
        self._ask.show_ask(place, ask)
        self._options.show_texts(f"{place}. {ask}", levels)
        may_not = one.pack.question(question).may_not_apply
        self._not_applicable.setVisible(may_not)
        self._aside.show_words(intro(self._session, question), words, kind(self._session))
        note = self._session.answer_to(question).note
        if note == self._note.toPlainText():
            self._note.document().clearUndoRedoStacks()  # what was typed there before belongs to another question
        else:
            self._note.setPlainText(note)
        self._reason.setText(self._session.answer_to(question).not_applicable or "")
        self._typed.stop()
        self._show_before(levels)
        self._show_facts()
        self._show_answer()
        self._show_rail()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _show_before(self, levels: tuple[str, ...]) -> None:
        """Show last time's answer, where the person wants to see it."""
        self._before.say(last_time(self._session, self._question, levels))

    def _on_earlier_known(self) -> None:
        if self._question and self.isVisible():
            one = self._session.now_open
            self._show_before(one.words.questions[self._question].asked(one.checkup.business.alone)[1])

    def _show_facts(self) -> None:
        one = self._session.now_open
        facts = one.pack.facts_by_question[self._question]
        if facts:
            mix = self._question == one.pack.mix_question
            self._facts.show_facts(*facts_of(self._session, self._question))
            self._facts.show_held(mix, given=mix and bool(one.checkup.promotion))
        self._facts.setVisible(bool(facts))
        self._ahead.start()

    def _look_ahead(self) -> None:
        """Make and measure what the next question needs while the person reads this one."""
        if self._session.current is None or not self.isVisible():
            return
        one, following = self._session.now_open, flow.after(self._session.way, self._question)
        if following not in one.pack.by_id:
            return
        ask, levels = one.words.questions[following].asked(one.checkup.business.alone)
        self._ask.measure(ask)
        self._options.measure(levels)
        if one.pack.facts_by_question[following]:
            self._facts.prepare(*facts_of(self._session, following))

    def _show_mix(self) -> None:
        """Fill the table of promotion, which is made only for those who open it."""
        one = self._session.now_open
        if self._question == one.pack.mix_question:
            formats = formats_for(one.words.language, one.checkup.business.country)
            self._mix.show_rows(one.checkup.promotion, formats, one.checkup.business.currency)

    def _on_fact(self, said: tuple[str, float | None, bool]) -> None:
        name, value, known = said
        figures = with_fact(self._session.now_open.checkup.figures, name, value, known=known)
        if figures != self._session.now_open.checkup.figures:
            self._session.details.save_figures(figures)

    def _on_answers_changed(self, _checkup: CheckUp) -> None:
        if self._question and self.isVisible():
            self._show_answer()
            self._show_rail()
            self.tell_foot()

    def _show_answer(self) -> None:
        one = self._session.now_open
        answer = self._session.answer_to(self._question)
        words = one.words.questions[self._question]
        high = answer.level is not None and answer.level >= one.pack.scoring.record_level
        self._options.show_level(answer.level)
        self._unknown.setChecked(answer.kind is Kind.UNKNOWN)
        self._not_applicable.setChecked(answer.kind is Kind.NOT_APPLICABLE)
        self._evidence.show_records(words.records, answer.records, one.words.messages["record.help"])
        self._evidence.setVisible(high and bool(words.records))
        self._show_reason(answer)
        changed = answer.level == one.pack.scoring.note_level
        label = one.words.messages["change.help"] if changed else _("Note, quoted in the report")
        self._note_label.setText(label)

    def _show_reason(self, answer: Answer) -> None:
        there, one = answer.kind is Kind.NOT_APPLICABLE, self._session.now_open
        offered = one.pack.question(self._question).may_not_apply and not there
        case = one.words.questions[self._question].does_not_apply_when
        self._when.say(_("such as {case}").format(case=case) if offered else "")
        self._reason_holder.setVisible(there)
        if there and not self._reason.hasFocus():
            self._reason.setText(answer.not_applicable or "")

    def _show_rail(self) -> None:
        self._rail.show_lines(rail_lines(self._session))

    # what a page does

    def foot(self) -> Foot:
        """Return the footer: Continue, and what the keys do here."""
        answer = self._session.answer_to(self._question) if self._question else Answer()
        high = answer.level is not None and answer.level >= self._session.now_open.pack.scoring.record_level
        hint = _("or tick what you can point to first") if high else hint_of_digits(self._session)
        if self.shape_.narrow and self._question:  # where it is short of room, the number stands here and not above
            hint, sections, place = (
                time_left(self._session),
                section_words(self._session),
                number(self._session, self._question),
            )
            return Foot(_("Continue"), third=sections, hint=self._said or hint, place=place, opens=True)
        return Foot(_("Continue"), hint=self._said or hint, place=time_left(self._session))

    def third(self) -> None:
        """Open the list of sections, where it stands in the place of the rail."""
        offer_sections(self._session, self)

    def _say(self, words: str) -> None:
        """Say something in the footer, until another question is shown."""
        self._said = words
        self.tell_foot()

    def _choose(self, level: int) -> None:
        before = self._question, self._evidence.isVisible()
        self._session.answering.choose(level)
        if self._evidence.isVisible() and before == (self._question, False):
            help_ = self._session.now_open.words.messages["record.help"]
            announce(self, " ".join((_("What can you point to?"), help_)))
        QTimer.singleShot(0, self, partial(self._bring, self._evidence))

    def _swap(self, change: Callable[[], str]) -> None:
        """Undo or redo, and have read aloud what stands there now."""
        if question := change():
            one = self._session.now_open
            levels = one.words.questions[question].asked(one.checkup.business.alone)[1]
            said = in_words(self._session.answer_to(question), levels)
            announce(
                self, _("{question}: {answer}").format(question=number(self._session, self._question), answer=said)
            )

    def _bring(self, part: QWidget) -> None:
        """Bring a part into sight that has just come, once the layout has made room for it."""
        if part.isVisible():
            self.scroll_area.fit()
            self.scroll_area.ensureWidgetVisible(part, 0, self.theme.sp(8))

    def _turn_why(self) -> None:
        """Show why it is asked, have it read aloud and keep it open from now on; or close it."""
        open_ = not self._session.preferences.why
        self._session.prefer(why=open_)
        self._aside.stand(open_=open_)
        if open_:
            self._bring(self._aside)
            announce(self, self._aside.words)

    def arrive(self) -> None:
        """Put the focus on the options, none of them chosen by it."""
        self._options.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep the note and the reason that are being typed."""
        self._typed.stop()
        if not self._question or self._session.current is None:
            return
        self._session.answering.set_reason(self._question, self._reason.text())
        self._session.answering.set_note(self._question, self._note.toPlainText())

    def remember(self) -> object:
        """Return that the figures of the question stand open; None where they don't."""
        return True if self._facts.isVisible() and self._facts.is_open else None

    def recall(self, kept: object) -> None:
        """Open the figures of the question again."""
        if kept:
            self._facts.reopen()

    def forget(self) -> None:
        """Know no question any more."""
        self._typed.stop()
        self._question = ""
        self._mix.empty()

    def commit(self) -> None:
        """Take the selected option, or go on where the answer is given already."""
        answer, selected = self._session.answer_to(self._question), self._options.level
        if selected is not None and selected != answer.level:
            self._choose(selected)
        elif answer.kind is not Kind.BLANK:
            self._session.go_on()
        else:
            keys = self._session.preferences.number_keys
            by_key = _("Press 1 to 5 to answer, or Page Down to leave it open")
            self._say(by_key if keys else _("Choose an answer, or press Page Down to leave it open"))
            announce(self, self._said)

    def _on_not_applicable(self) -> None:
        case = self._session.now_open.words.questions[self._question].does_not_apply_when
        self._session.answering.does_not_apply(case[:1].upper() + case[1:] or _("Does not apply to us"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the keys of a question; typing in a field never gets here."""
        held = event.isAutoRepeat() and event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if held and not self._is_off(event):
            return  # nobody reads as fast as a key repeats
        if self._is_off(event) or not self._pressed(
            event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)

    def _is_off(self, event: QKeyEvent) -> bool:
        """Tell whether this is a single key that the person has switched off."""
        return bool(event.text().strip()) and not event.modifiers() and not self._session.preferences.number_keys

    def _pressed(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        actions: dict[Qt.Key, Callable[[], object]]
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            actions = {
                Qt.Key.Key_M: self._note.setFocus,
                Qt.Key.Key_Z: partial(self._swap, self._session.answering.undo),
                Qt.Key.Key_Y: partial(self._swap, self._session.answering.redo),
                Qt.Key.Key_K: self._facts.toggle,
                Qt.Key.Key_I: self._turn_why,
            }
        elif modifiers == Qt.KeyboardModifier.NoModifier:
            actions = {
                Qt.Key.Key_D: self._session.answering.do_not_know,
                Qt.Key.Key_0: self._session.answering.do_not_know,
                Qt.Key.Key_PageDown: self._session.go_on,
                Qt.Key.Key_Escape: self._options.setFocus,
            }
            if self._options.hasFocus() or self.hasFocus():
                actions[Qt.Key.Key_Down] = partial(self._options.step, 1)
                actions[Qt.Key.Key_Up] = partial(self._options.step, -1)
            if self._session.now_open.pack.question(self._question).may_not_apply:
                actions[Qt.Key.Key_N] = self._on_not_applicable
            for level in LEVELS:
                actions[Qt.Key(Qt.Key.Key_0 + level)] = partial(self._choose, level)
            records = len(self._session.now_open.words.questions[self._question].records)
            if self._evidence.isVisible():
                for place, letter in enumerate(LETTERS[:records]):
                    actions[Qt.Key(ord(letter))] = partial(self._session.answering.toggle_record, place)
        else:
            return False
        action = actions.get(Qt.Key(key))
        if action is None:
            return False
        action()
        return True


def _stacked(*widgets: QWidget) -> QWidget:
    """Return widgets one below the other, close together."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for widget in widgets:
        column.addWidget(widget)
    return holder
