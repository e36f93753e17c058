"""One action of the plan: a row while it is closed, a card with everything to fill in while it is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import STATUSES, PlanEntry
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.choices import Choices
from plateau_doctor.ui.day_field import DayField
from plateau_doctor.ui.fields import Field, WrittenLine, offering
from plateau_doctor.ui.painting import TOP, Pen, text_height
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Card, Pressable, Text, rising

_NAME_LIMIT, _TEXT_LIMIT, _SENTENCE_LIMIT = 120, 4000, 400
_NUMBER = 40
"""Room for the number before the words, in pixels at 100 %."""
_PADDING = 16
"""Room within a card, which a closed row keeps too: the words of both stand in one column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row and a card show of one action: `sign` is its number, `usual` the pack's words for it.

    `due` is the day the plan has for it where the person has named none, `practice` what it works on, `ways` where
    it can be moved in the order: -1 up, 1 down.
    """

    entry: PlanEntry
    sign: str
    usual: str
    line: str
    due: date
    practice: str
    first_step: str = ""
    details: tuple[str, ...] = ()
    ways: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """What to do, in the person's own words where there are some."""
        return self.entry.text.strip() or self.usual


class PlanRow(Pressable):
    """A closed action; the whole row opens it."""

    def __init__(self, theme: Theme, shown: Shown) -> None:
        name = _("Open {title}. {line}").format(title=shown.title, line=shown.line)
        super().__init__(theme, shown.title, name)
        self._shown, self.key = shown, (shown.entry.question, shown.entry.action)
        self.setProperty("roomy_ring", True)  # noqa: FBT003 - Qt's own signature
        rising(self)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and line at a width."""
        return round(sum(self._heights(width))) + self.theme.sp(28)

    def _heights(self, width: float) -> tuple[float, float]:
        room = width - self._left() - self.theme.px(36) - self.theme.sp(_PADDING)
        title = text_height(self.theme, self.text(), "lead-strong", room)
        return title, text_height(self.theme, self._shown.line, "body", room)

    def _left(self) -> int:
        return self.theme.sp(_PADDING) + self.theme.px(_NUMBER)

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(200, self.theme.ctl(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw number, title, the line below it and the arrow."""
        pen, left, size, edge = Pen(self, self.theme), self._left(), self.theme.px(20), self.theme.sp(_PADDING)
        title, line = self._heights(self.width())
        room, top = self.width() - left - self.theme.px(36) - edge, float(self.theme.sp(14))
        if self.underMouse():
            pen.box(QRectF(self.rect()), 8, fill="accent_soft", line=None)
        sign = QRectF(edge, top - self.theme.sp(3), left - edge, title + line)
        pen.words(sign, self._shown.sign, "number", "accent", TOP, wrap=False)
        pen.words(QRectF(left, top, room, title), self.text(), "lead-strong", "ink", TOP)
        pen.words(QRectF(left, top + title, room, line), self._shown.line, "body", "ink2", TOP)
        pen.icon(QPointF(self.width() - size - edge - self.theme.sp(8), top), "chevron-down", size, "ink2")


class PlanCard(Card):
    """An open action. `edited` carries the entry with what was filled in; nothing is said twice for the same entry."""

    edited = Signal(object)
    moved = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, shown: Shown, names: Iterable[str], country: str | None, *, narrow: bool) -> None:
        super().__init__(theme, "surface", (_PADDING, 18))
        self._shown, self._entry, self._retired = shown, shown.entry, False
        self.setProperty("card", shown.entry.question)
        self._matter = self._add_head()
        self._what = WrittenLine(theme, _("What"), _TEXT_LIMIT)
        self._what.setPlainText(shown.title)
        self._matter.addLayout(self._labelled(_("What"), self._what))
        self._original = Button(theme, _("Bring back the original words"), "quiet", "undo-2", compact=True)
        self._original.clicked.connect(self._restore)
        self._matter.addWidget(self._original)
        self._original.setHidden(not shown.entry.text.strip())
        self._who = Field(theme, _("Who"), _("Who?"))
        self._who.setText(shown.entry.who)
        self._who.setMaxLength(_NAME_LIMIT)
        self._who.setCompleter(offering(theme, names))
        self._by = DayField(theme, _("By"), country)
        self._by.show_day(shown.entry.due or shown.due)
        row = QHBoxLayout()
        row.setSpacing(theme.sp(20))
        row.addLayout(self._labelled(_("Who"), self._who), 1)
        row.addLayout(self._labelled(_("By"), self._by), 1)
        self._matter.addLayout(row)
        self._sentences = self._add_sentences(2 if narrow else 4)
        details = QVBoxLayout()
        details.setSpacing(theme.sp(2))
        for line in shown.details:
            details.addWidget(Text(theme, line, "body", "ink2"))
        self._matter.addLayout(details)
        self._status = Choices(
            theme,
            _("How far it is"),
            (
                ("not_started", _("Not started")),
                ("started", _("Started")),
                ("done", _("Done")),
                ("dropped", _("Dropped")),
            ),
        )
        self._status.take(shown.entry.status)
        self._matter.addWidget(self._status)
        self._advice = Text(theme, "", "body", "ink2")
        self._advice.hide()
        self._matter.addWidget(self._advice)
        self._connect()

    def _add_head(self) -> QVBoxLayout:
        """Add number, name and the buttons; return the column for the fields, under the name."""
        row, head, words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        row.setSpacing(0)
        head.setSpacing(0)
        words.setSpacing(self._theme.sp(8))
        number = Text(self._theme, self._shown.sign, "number", "accent", wrap=False)
        number.setFixedWidth(self._theme.px(_NUMBER))
        number.setContentsMargins(0, self._theme.sp(3), 0, 0)
        head.addWidget(Text(self._theme, self._shown.practice, "lead-strong"), 1, Qt.AlignmentFlag.AlignVCenter)
        self._movers: dict[int, Button] = {}
        for way, icon, name in (
            (-1, "arrow-up", _("Move this action up")),
            (1, "arrow-down", _("Move this action down")),
        ):
            self._movers[way] = mover = self._tool(icon, name)
            mover.setEnabled(way in self._shown.ways)
            mover.clicked.connect(partial(self.moved.emit, way))
            if self._shown.ways:
                head.addWidget(mover, 0, Qt.AlignmentFlag.AlignTop)
        close = self._tool("chevron-up", _("Close this action"))
        close.clicked.connect(self.closed)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(head)
        if self._shown.first_step:
            words.addWidget(Text(self._theme, self._shown.first_step, "body", "ink2"))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.column.addLayout(row)
        return words

    def _tool(self, icon: str, name: str) -> Button:
        """Return a small button that is an icon."""
        made = Button(self._theme, "", "plain", icon, compact=True)
        made.setAccessibleName(name)
        return made

    def _labelled(self, label: str, field: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._theme.sp(2))
        name = Text(self._theme, label, "small", "ink2")
        name.setBuddy(field)
        column.addWidget(name)
        column.addWidget(field)
        return column

    def _add_sentences(self, columns: int) -> dict[str, WrittenLine]:
        """Add the two sentences: when I ... I will ..., if ... then I will ..."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.sp(10))
        grid.setVerticalSpacing(self._theme.sp(8))
        made: dict[str, WrittenLine] = {}
        for place, (key, label) in enumerate(
            (("cue", _("When I")), ("will", _("I will")), ("obstacle", _("If")), ("response", _("then I will")))
        ):
            line = WrittenLine(self._theme, label, _SENTENCE_LIMIT)
            line.setPlainText(getattr(self._entry, key))
            word = Text(self._theme, label, "body", "ink2", wrap=False)
            word.setBuddy(line)
            word.setContentsMargins(0, 6, 0, 0)
            down, across = divmod(2 * place, columns)
            grid.addWidget(word, down, across, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, down, across + 1)
            grid.setColumnStretch(across + 1, 1)
            made[key] = line
        self._matter.addLayout(grid)
        return made

    def _connect(self) -> None:
        for line in (self._what, *self._sentences.values()):
            line.finished.connect(self.keep)
            line.left.connect(self.setFocus)
        self._who.editingFinished.connect(self.keep)
        self._by.day_changed.connect(lambda _day: self.keep())
        self._status.taken.connect(lambda _value: self.keep())

    def keep(self) -> None:
        """Tell what was filled in, if anything has changed."""
        if self._retired:
            return
        entry = self._filled_in()
        if entry != self._entry:
            self._entry = entry
            self._original.setVisible(bool(entry.text))
            self.edited.emit(entry)

    def advise(self, text: str) -> None:
        """Say something under how far it is, or nothing."""
        if text != self._advice.text():
            self._advice.say(text)
            self._advice.setVisible(bool(text))
            announce(self, text)

    def retire(self) -> None:
        """Tell nothing any more: another card takes this one's place."""
        self._retired = True

    def _filled_in(self) -> PlanEntry:
        what, day = clean(self._what.toPlainText(), _TEXT_LIMIT).strip(), self._by.day
        said = {key: clean(line.toPlainText(), _SENTENCE_LIMIT).strip() for key, line in self._sentences.items()}
        return replace(
            self._entry,
            text="" if what == self._shown.usual else what,
            who=clean(self._who.text(), _NAME_LIMIT).strip(),
            due=None if self._shown.entry.due is None and day == self._shown.due else day,
            status=next(one for one in STATUSES if one == self._status.value),
            cue=said["cue"],
            will=said["will"],
            obstacle=said["obstacle"],
            response=said["response"],
        )

    def _restore(self) -> None:
        self._what.setPlainText(self._shown.usual)
        self.keep()
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_mover(self, way: int) -> None:
        """Put the focus on the button that moves the action a way, or the other way where it is at the end."""
        mover = self._movers[way] if self._movers[way].isEnabled() else self._movers[-way]
        mover.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the focus where the filling in begins."""
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)
