"""The parts of a question: its heading, the five options, what can be pointed to, and why it is asked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QVBoxLayout, QWidget

from plateau_doctor.core.answers import Answer, Kind
from plateau_doctor.core.pack import LEVELS
from plateau_doctor.core.words import QuestionWords
from plateau_doctor.i18n import _
from plateau_doctor.ui.choices import Option, Tick
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.painting import TOP, Pen, heading_height, tight_lines
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Card, Text, edges, rising

LETTERS = "ABCEFGH"
"""Keys of the records; D is left out, since it means "don't know"."""
_LONGEST = 6
_BAR = 3
HANG = 12
"""Pixels by which the group of options hangs out to the left of the content, for the mark of its focus."""


class Ask(QWidget):
    """Number and question, as high as the longest question of the check-up, so that the options never move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._number, self._ask, self._bare = theme, "", "", False
        self._longest: tuple[str, ...] = ()
        self._highest: dict[int, int] = {}
        rising(self)
        theme.changed.connect(self._measure_anew)

    def make_room(self, asks: Iterable[str]) -> None:
        """Know every question that may be asked here; a few of the longest tell the height."""
        longest = tuple(sorted(asks, key=len)[-_LONGEST:])
        if longest != self._longest:
            self._longest = longest
            self._measure_anew()

    def fit_narrow(self, *, narrow: bool) -> None:
        """Leave the number to the footer where there is little room."""
        self._bare = narrow
        self._measure_anew()

    def measure(self, ask: str) -> None:
        """Lay out a question that is likely to be shown next."""
        tight_lines(self._theme, ask, "title", self.width())

    def _measure_anew(self) -> None:
        self._highest.clear()
        self.updateGeometry()

    def show_ask(self, number: str, ask: str) -> None:
        """Show a question."""
        self._number, self._ask = number, ask
        self.setAccessibleName(f"{number}. {ask}")
        self.update()

    def _number_height(self) -> int:
        return 0 if self._bare else round(self._theme.metrics("small").lineSpacing()) + self._theme.sp(2)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longest question at a width."""
        if width not in self._highest:
            highest = max((heading_height(self._theme, ask, "title", width) for ask in self._longest), default=0)
            self._highest[width] = highest + self._number_height() + 4
        return self._highest[width]

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the question at the bottom, next to its options, and the number above it."""
        layout, height = tight_lines(self._theme, self._ask, "title", self.width())
        pen, top = Pen(self, self._theme), self.height() - height - 2
        if not self._bare:
            number = QRectF(0, top - self._number_height(), self.width(), self._number_height())
            pen.words(number, self._number, "small", "ink2", TOP, wrap=False)
        pen.painter.setPen(self._theme.color("ink"))
        layout.draw(pen.painter, QPointF(0, top))


class Options(QGroupBox):
    """The five options as one group; the group itself has the focus until an arrow or Tab goes inside.

    It is a group box for those who hear it, named after the question; nothing of its frame is drawn or takes room.
    `committed` is a mouse click on an option; digits are the page's. Arrow keys select only.
    """

    committed = Signal(int)
    selected = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringless", True)  # noqa: FBT003 - Qt's own signature
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(edges(HANG, 0, 0, 0))
        self._options: list[Option] = []
        for level in LEVELS:
            option = Option(theme, level)
            option.pointed.connect(self.committed)
            option.arrowed.connect(self._on_arrowed)
            option.toggled.connect(self._on_toggled)
            self._group.addButton(option, level)
            self._column.addWidget(option)
            self._options.append(option)
        rising(self)
        self.fit_short(short=False)

    def fit_short(self, *, short: bool) -> None:
        """Stand closer in a low window."""
        self._column.setSpacing(self._theme.sp(5 if short else 8))
        for option in self._options:
            option.make_short(short)

    def measure(self, texts: Iterable[str]) -> None:
        """Measure sentences that are likely to be shown next."""
        for option, text in zip(self._options, texts, strict=True):
            option.measure(text)

    def show_texts(self, name: str, texts: Iterable[str]) -> None:
        """Show the five sentences of a question."""
        self.setAccessibleName(name)
        for option, text in zip(self._options, texts, strict=True):
            option.show_text(text)

    def show_level(self, level: int | None) -> None:
        """Show which option is chosen, if any."""
        self._group.setExclusive(False)
        for option in self._options:
            option.setChecked(option.level == level)
        self._group.setExclusive(True)

    @property
    def level(self) -> int | None:
        """The level that is selected, committed or not."""
        found = self._group.checkedId()
        return found if found in LEVELS else None

    def step(self, by: int) -> None:
        """Select the next option up or down; the first one when none is selected yet."""
        now = self.level
        level = (LEVELS[0] if by > 0 else LEVELS[-1]) if now is None else min(max(now + by, LEVELS[0]), LEVELS[-1])
        option = self._options[level - 1]
        option.setChecked(True)
        option.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_arrowed(self, by: int) -> None:
        self.step(by)

    def _on_toggled(self, _on: bool) -> None:
        if self._group.exclusive() and self.level is not None:
            self.selected.emit(self.level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the group box's own part, which takes room for a frame."""
        QWidget.resizeEvent(self, event)

    def changeEvent(self, event: QEvent) -> None:
        """Leave out the group box's own part, which takes room for a frame."""
        QWidget.changeEvent(self, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark the focus by a bar at the left: nothing looks chosen before it is."""
        if self.hasFocus():
            bar = QRectF(0, 0, _BAR, self.height())
            Pen(self, self._theme).box(bar, _BAR / 2, fill="focus", line=None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the mark of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.update()


class Evidence(Card):
    """What can you point to? Tick boxes for the records of a question."""

    toggled = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sunken")
        title = Text(theme, _("What can you point to?"), "body-strong", wrap=False)
        self._help = Text(theme, "", "small", "ink2", wrap=False)
        self.column.addWidget(flowing(title, self._help, across=12, down=0))
        self._ticks = [Tick(theme, letter) for letter in LETTERS]
        for place, tick in enumerate(self._ticks):
            tick.clicked.connect(lambda _checked=False, one=place: self.toggled.emit(one))
        self.column.addWidget(flowing(*self._ticks, across=28, down=0))

    def show_records(self, names: tuple[str, ...], ticked: frozenset[int], help_: str) -> None:
        """Show the records of a question and which of them are ticked."""
        self._help.say(help_)
        for place, tick in enumerate(self._ticks):
            tick.setVisible(place < len(names))
            tick.show_text(names[place] if place < len(names) else "")
            tick.setChecked(place in ticked)


class Aside(QWidget):
    """Why we ask, with an example from a firm like this one, for those who open it; a line at its left, no box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(edges(theme.sp(20), 0, 0, 0))
        column.setSpacing(theme.sp(4))
        self._intro = Text(theme, "", "body", "ink")
        self.opener = Button(theme, _("Why we ask"), "quiet", "chevron-right", compact=True)
        self._why = Text(theme, "", "body", "ink2")
        self._example_title = Text(theme, _("For example"), "small-strong")
        self._example = Text(theme, "", "body", "ink2")
        column.addWidget(self._intro)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        self._words = QWidget()
        inside = QVBoxLayout(self._words)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.sp(4))
        inside.addWidget(self._why)
        inside.addSpacing(theme.sp(4))
        inside.addWidget(self._example_title)
        inside.addWidget(self._example)
        column.addWidget(self._words)
        rising(self)

    @property
    def words(self) -> str:
        """Why it is asked, with the example."""
        return " ".join(part for part in (self._why.text(), self._example.text()) if part)

    def stand(self, *, open_: bool) -> None:
        """Show the words, or only the way to them."""
        self._words.setVisible(open_)
        self.opener.change_icon("chevron-down" if open_ else "chevron-right")

    def show_words(self, intro: str, words: QuestionWords, kind: str) -> None:
        """Show why a question is asked; `intro` opens a section, `kind` picks the example."""
        examples = words.examples or {}
        example = examples.get(kind) or next(iter(examples.values()), "")
        self._intro.say(intro)
        self._why.setText(words.why)
        self._example_title.setVisible(bool(example))
        self._example.say(example)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line at the left of what is open."""
        if not self._words.isHidden():
            Pen(self, self._theme).box(QRectF(0, 0, 2, self.height()), 0, fill="accent", line=None)


def in_words(answer: Answer, levels: tuple[str, ...]) -> str:
    """Return an answer in words: its number with its sentence, or why there is none."""
    if answer.level is not None:
        return f"{answer.level}. {levels[answer.level - 1]}"
    if answer.kind is Kind.UNKNOWN:
        return _("Don't know")
    return _("Doesn't apply") if answer.kind is Kind.NOT_APPLICABLE else _("Not answered")
