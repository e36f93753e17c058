"""Check your answers: what needs a look first, then every answer in its words, each changed with one key or click."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import Answer, Kind
from plateau_doctor.core.pack import LEVELS, OUTCOMES
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import capital
from plateau_doctor.phrasing.standing import misfits
from plateau_doctor.ui.asking import in_words
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.painting import CENTRE, RIGHT, Pen, text_height, text_width
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Pressable, Rule, Text, rising

_NAME = 0.38
"""Where the answer begins, as a share of the row."""
_BADGE = 26
Levels = tuple[str, ...]


class ReviewRow(Pressable):
    """One answer; the whole row opens its question, a digit changes it in place."""

    level_wanted = Signal(str, int)
    moved = Signal(int)

    def __init__(  # noqa: PLR0913 - what a row shows and knows
        self, theme: Theme, question: str, words: tuple[str, str], answer: Answer, levels: Levels, *, by_digits: bool
    ) -> None:
        """Take the question's number and name, its answer, its levels' sentences, and whether digits change it."""
        number, name = words
        said = in_words(answer, levels)
        super().__init__(theme, name, _("Change {name}: {answer}").format(name=name, answer=said))
        self.question, self._number, self._by_digits = question, number, by_digits
        self._level = "" if answer.level is None else str(answer.level)
        self._said = said if answer.level is None else levels[answer.level - 1]
        self._open = answer.kind is Kind.BLANK
        self._way = _("Answer") if self._open else _("Change")
        self.setProperty("roomy_ring", True)  # noqa: FBT003 - Qt's own signature
        rising(self)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longer of name and answer at a width."""
        name, answer, _way = self._rooms(width)
        words = max(
            text_height(self.theme, self.text(), "body-strong", name.width()),
            text_height(self.theme, self._said, self._role, answer.width()),
        )
        return max(self.theme.ctl(44), words + self.theme.sp(16))

    @property
    def _role(self) -> str:
        return "body-strong" if self._open else "body"

    def _rooms(self, width: float) -> tuple[QRectF, QRectF, QRectF]:
        """Return where the name, the answer and the word at the end stand, without their heights."""
        first = self.theme.px(30) if self._number else 0
        way = max(text_width(self.theme, word, "body") for word in (_("Answer"), _("Change"))) + self.theme.sp(4)
        middle = width * _NAME
        answer = middle + (self.theme.px(_BADGE) + self.theme.sp(12) if self._level else 0)
        return (
            QRectF(first, 0, middle - first - self.theme.sp(16), 0),
            QRectF(answer, 0, width - answer - way - self.theme.sp(16), 0),
            QRectF(width - way, 0, way, 0),
        )

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(240, self.theme.ctl(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the answer by a digit, go from row to row by arrows."""
        level = event.key() - Qt.Key.Key_0
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        plain = self._by_digits and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if level in LEVELS and plain:
            self.level_wanted.emit(self.question, level)
        elif step is not None:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw number, name, the level in its badge, the answer, the word at the end, and a hairline below."""
        pen, rect = Pen(self, self.theme), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            pen.box(rect, 4, fill="accent_soft", line=None)
        name, answer, way = (room.adjusted(0, 0, 0, rect.height()) for room in self._rooms(rect.width()))
        if self._number:
            pen.words(QRectF(0, 0, name.left(), rect.height()), self._number, "small", "ink2", wrap=False)
        pen.words(name, self.text(), "body-strong")
        if self._level:
            side = self.theme.px(_BADGE)
            badge = QRectF(answer.left() - side - self.theme.sp(12), (rect.height() - side) / 2, side, side)
            pen.box(badge, 5, fill="surface", line="edge")
            pen.words(badge, self._level, "small-strong", "ink2", CENTRE, wrap=False)
        pen.words(answer, self._said, self._role, "ink" if self._open else "ink2")
        pen.words(way, self._way, "body", "accent", RIGHT, wrap=False)
        pen.painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), self.theme.color("line"))


class ReviewPage(Sheet):
    """Shows all answers before the result."""

    result_wanted = Signal()
    change_wanted = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Check your answers"))
        self._session = session
        self._rows: list[ReviewRow] = []
        self._open: list[QWidget] = []
        self._numbers: dict[str, str] = {}
        self._opened = ""
        session.place_changed.connect(self._on_place_changed)

    def show_review(self) -> None:
        """Show the answers of the open check-up."""
        one, answers = self._session.now_open, self._session.answers
        asked = [place for place in self._session.way if place in one.pack.by_id]
        left = [question for question in asked if not flow.is_answered(answers, question)]
        unknown = sum(answer.kind is Kind.UNKNOWN for question, answer in answers.items() if question in asked)
        practices = one.pack.practices(one.checkup.form)
        self._numbers = {question.id: str(number) for number, question in enumerate(practices, start=1)}
        column, self._rows = self.fresh(), []
        column.addWidget(Heading(self.theme, _("Check your answers")))
        column.addSpacing(self.theme.sp(6))
        done = _("{done} of {all} answered, {unknown} don't know. You can change any answer later.")
        text = done.format(done=len(asked) - len(left), all=len(asked), unknown=unknown)
        column.addWidget(Text(self.theme, text, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        phrasing = self._session.phrasing()
        checked = zip(misfits(phrasing), (check.questions[0] for check in phrasing.result.checks), strict=True)
        looks = [*checked, *self._rushed()]
        self._open = []
        if left or looks:
            inside = self.section(column, _("Needs a look ({n})").format(n=len(left) + len(looks)))
            for words, question in looks:
                self._add_look(inside, words, question)
            for question in left:
                self._add(inside, question)
        self._open += self._rows
        for area in dict.fromkeys(one.pack.question(question).area for question in asked):
            name = _("Results") if area == OUTCOMES else capital(one.words.messages[f"areashort.{area}"])
            questions = [q for q in asked if one.pack.question(q).area == area and q not in left]
            if questions:
                inside = self.section(column, name)
                for question in questions:
                    self._add(inside, question)
        self.settle()

    def _add_look(self, inside: QVBoxLayout, words: str, question: str) -> None:
        """Add a kind question about an answer, with the way to it."""
        look = Button(self.theme, _("Look"), "quiet", compact=True)
        look.setAccessibleName(_("Look: {words}").format(words=words))
        look.clicked.connect(lambda: self._open_question(question))
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.sp(6), 0, self.theme.sp(6))
        row.setSpacing(self.theme.sp(16))
        row.addWidget(Text(self.theme, words), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(row)
        inside.addWidget(Rule(self.theme))
        self._open.append(look)

    def _rushed(self) -> list[tuple[str, str]]:
        """Return the question about quick answers that are all the same, with the first of them."""
        run = self._session.pace.same_in_a_row(self._session.now_open.pack.scoring)
        if not run:
            return []
        level = self._session.answer_to(run[0]).level
        first, last = (self._session.now_open.words.questions[question].plain_name for question in (run[0], run[-1]))
        words = _("{n} quick answers in a row are {level}, from {first} to {last}. Is that so? Look again if you like.")
        return [(words.format(n=len(run), level=level, first=first, last=last), run[0])]

    def _add(self, inside: QVBoxLayout, question: str) -> None:
        one = self._session.now_open
        words = one.words.questions[question]
        levels = words.asked(one.checkup.business.alone)[1]
        name = self._numbers.get(question, ""), capital(words.plain_name)
        answer, by_digits = self._session.answer_to(question), self._session.preferences.number_keys
        row = ReviewRow(self.theme, question, name, answer, levels, by_digits=by_digits)
        row.clicked.connect(lambda _checked=False, own=question: self._open_question(own))
        row.level_wanted.connect(self._on_level)
        row.moved.connect(lambda step, here=row: self._on_moved(here, step))
        row.setSizePolicy(QSizePolicy.Policy.Expanding, row.sizePolicy().verticalPolicy())
        self._rows.append(row)
        inside.addWidget(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the keys of this page: arrows lead into the rows, F8 to the next open one, Ctrl+Z and Ctrl+Y change."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_F8:
            self._to_next_open()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk(event)
        elif control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            change = self._session.answering.undo if event.key() == Qt.Key.Key_Z else self._session.answering.redo
            question = change(stay=True)
            if question:
                self._again(question)
        else:
            super().keyPressEvent(event)

    def walk(self, event: QKeyEvent) -> None:
        """Lead into the first row from outside; from what is beside the rows, on to the next."""
        if self.window().focusWidget() in self._open:
            super().walk(event)
        elif self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_question(self, question: str) -> None:
        """Go to a question to change its answer, and come back to its row."""
        self._opened = question
        self.change_wanted.emit(question)

    def _on_place_changed(self, place: str) -> None:
        """Come back to no row once the person has gone somewhere else."""
        if place not in (self._opened, flow.REVIEW):
            self._opened = ""

    def _to_next_open(self) -> None:
        """Put the focus on the next that needs a look, from the last one to the first."""
        if self._open:
            now = next((place for place, row in enumerate(self._open) if row.hasFocus()), -1)
            self._open[(now + 1) % len(self._open)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_level(self, question: str, level: int) -> None:
        self._session.answering.set_level(question, level)
        self._again(question)

    def _again(self, question: str) -> None:
        """Show the answers as they are now, with the focus on one."""
        place = self.scroll_area.verticalScrollBar().value()
        self.show_review()
        self.scroll_area.verticalScrollBar().setValue(place)
        (self._row_of(question) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_of(self, question: str) -> ReviewRow | None:
        return next((row for row in self._rows if row.question == question), None)

    def _on_moved(self, here: ReviewRow, step: int) -> None:
        place = min(max(self._rows.index(here) + step, 0), len(self._rows) - 1)
        self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        by_digits = _("Up and Down select an answer, 1 to 5 change it")
        hint = by_digits if self._session.preferences.number_keys else _("Up and Down select an answer, Enter opens it")
        return Foot(_("See the result"), hint=hint)

    def arrive(self) -> None:
        """Come back to the row that was opened; else leave the focus on the page, so that Enter goes on."""
        row, self._opened = self._row_of(self._opened), ""
        (row or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)
        if row is not None:
            self.scroll_area.fit()
            self.scroll_area.ensureWidgetVisible(row, 20, 20)

    def commit(self) -> None:
        """Show the result."""
        self.result_wanted.emit()
