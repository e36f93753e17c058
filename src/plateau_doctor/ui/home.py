"""Home: what is under way, the list of check-ups, and the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.home_line import HomeLine
from plateau_doctor.ui.page import Foot, Page, Shape, capped
from plateau_doctor.ui.painting import RIGHT, Pen
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Card, Heading, Pressable, Rule, Text

if TYPE_CHECKING:
    from plateau_doctor.store.values import Stored
    from plateau_doctor.ui.session import Session

_WIDTH = 1200
_DAY, _STATE, _SCORE = 0.28, 0.53, 0.8
"""Where the columns of a line begin, as shares of its width."""


class LineRow(Pressable):
    """One check-up: the whole line opens it, Delete removes it."""

    unwanted = Signal()

    def __init__(self, theme: Theme, line: HomeLine) -> None:
        score = _("{score} of 100").format(score=line.score) if line.score is not None else ""
        action = _("Open") if line.finished else _("Resume")
        name = ", ".join(part for part in (line.business, line.day, line.state, score) if part)
        super().__init__(theme, line.business, f"{action} {name}")
        self._line = line
        self.setProperty("roomy_ring", True)  # noqa: FBT003 - Qt's own signature
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(320, self.theme.px(52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete ask for the line's removal, and arrows go from line to line."""
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns."""
        pen, width, line = Pen(self, self.theme), self.width(), self._line
        if self.underMouse():
            pen.box(QRectF(self.rect()), 4, fill="accent_soft", line=None)
        columns = (
            (0.0, _DAY, line.business, "body-strong", "ink"),
            (_DAY, _STATE, line.day, "body", "ink2"),
            (_STATE, _SCORE, line.state, "body", "ink"),
        )
        for start, end, text, role, color in columns:
            room = (end - start) * width - self.theme.sp(12)
            shown = self.theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room)
            pen.words(QRectF(start * width, 0, room, self.height()), shown, role, color, wrap=False)
        self._draw_score(pen, width)

    def _draw_score(self, pen: Pen, width: int) -> None:
        score, left = self._line.score, _SCORE * width
        if score is None:
            pen.words(QRectF(left, 0, width - left, self.height()), _("Resume"), "body", "accent", wrap=False)
            return
        number = QRectF(left, 0, self.theme.px(28), self.height())
        pen.words(number, str(score), "body-strong", "ink", RIGHT, wrap=False)
        bar = QRectF(left + self.theme.px(38), self.height() / 2 - 3, self.theme.px(72), 6)
        pen.box(bar, 3, fill="track", line=None)
        bar.setWidth(bar.width() * score / 100)
        pen.box(bar, 3, fill="accent", line=None)


class HomePage(Page):
    """Lists the check-ups; what is under way comes first and has the focus."""

    place = "home"

    new_wanted = Signal()
    open_wanted = Signal(object)

    _session: Session

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Home"))
        self._lines: tuple[HomeLine, ...] | None = None
        self._removed: Stored | None = None
        self._expecting = True
        self._first: QWidget | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._holder = QWidget()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(Heading(theme, _("Check-ups")))
        inner.addSpacing(theme.sp(20))
        inner.addLayout(self._column)
        self._row = capped(self._holder, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def take(self, session: Session) -> None:
        """Show what a session lists; it comes after the first painted window."""
        self._session = session
        session.listed.connect(self.show_lines)
        session.deleted.connect(self._on_deleted)

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        super().fit_shape(shape)
        self.margins(self._row)

    # what is shown

    def show_lines(self, lines: tuple[HomeLine, ...]) -> None:
        """Show the list."""
        focused = self.window().focusWidget()
        waits = self._expecting or focused is None or self.isAncestorOf(focused)
        self._expecting = False
        self._lines = lines
        _empty(self._column)
        self._first = None
        if self._removed is not None:
            self._add(self._undo_bar(self._removed), 20)
        if lines and not lines[0].finished:
            self._add(self._resume_card(lines[0]), 20)
        if lines:
            self._add_list(lines)
        else:
            self._add(self._empty_card(), 24)
        self._add_samples()
        self.tell_foot()
        if waits and self.isVisible():
            self.arrived.emit()

    def _add(self, widget: QWidget, gap: int = 0) -> None:
        self._column.addWidget(widget)
        self._column.addSpacing(self.theme.sp(gap))

    def _add_list(self, lines: tuple[HomeLine, ...]) -> None:
        self._add(Rule(self.theme))
        for line in lines:
            row = LineRow(self.theme, line)
            row.clicked.connect(lambda _checked=False, one=line: self.open_wanted.emit(one))
            row.unwanted.connect(lambda one=line: self._session.delete(one))
            remove = Button(self.theme, "", "plain", "trash-2", compact=True)
            remove.setAccessibleName(_("Delete {name}, {day}").format(name=line.business, day=line.day))
            remove.clicked.connect(lambda _checked=False, one=line: self._session.delete(one))
            holder = QWidget()
            box = QHBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(row, 1)
            box.addWidget(remove)
            self._first = self._first or row
            self._add(holder)
            self._add(Rule(self.theme))
        self._column.addSpacing(self.theme.sp(20))

    def _resume_card(self, line: HomeLine) -> QWidget:
        card = Card(self.theme, "accent_soft", (20, 14))
        resume = Button(self.theme, _("Resume"))
        resume.setAccessibleName(_("Resume {name}").format(name=line.business))
        resume.clicked.connect(lambda: self.open_wanted.emit(line))
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self.theme, line.business, "body-strong"))
        words.addWidget(Text(self.theme, line.state, "body", "ink2"))
        row.addLayout(words, 1)
        row.addWidget(resume)
        card.column.addLayout(row)
        self._first = resume
        return card

    def _undo_bar(self, stored: Stored) -> QWidget:
        card = Card(self.theme, "sunken", (20, 10))
        name = stored.checkup.business.name
        undo = Button(self.theme, _("Undo"), "quiet", "undo-2", compact=True)
        undo.setAccessibleName(_("Undo: bring {name} back").format(name=name))
        undo.clicked.connect(self._on_undo)
        row = QHBoxLayout()
        row.addWidget(Text(self.theme, _("{name} is deleted.").format(name=name)), 1)
        row.addWidget(undo)
        card.column.addLayout(row)
        self._first = undo
        return card

    def _empty_card(self) -> QWidget:
        card = Card(self.theme, "sunken", (24, 20))
        card.column.addWidget(Text(self.theme, _("No check-ups yet."), "body-strong"))
        words = _("Start one, or open a sample below to see what you get. Everything stays on this computer.")
        card.column.addWidget(Text(self.theme, words, "body", "ink2"))
        return card

    def _add_samples(self) -> None:
        widgets: list[QWidget] = [Text(self.theme, _("Open a sample:"), "body", "ink2", wrap=False)]
        for name in self._session.samples():
            words = name.replace("-", " ").capitalize()
            button = Button(self.theme, words, "quiet", compact=True)
            button.setAccessibleName(_("Open the sample {name}").format(name=words))
            button.clicked.connect(lambda _checked=False, one=name: self._session.open_sample(one))
            widgets.append(button)
        self._add(flowing(*widgets, across=20))

    def _on_deleted(self, stored: Stored) -> None:
        self._removed = stored

    def _on_undo(self) -> None:
        if self._removed is not None:
            stored, self._removed = self._removed, None
            self._session.put_back(stored)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        count = len(self._lines or ())
        words = _("1 check-up") if count == 1 else _("{count} check-ups").format(count=count) if count else ""
        return Foot(_("New check-up"), place=words)

    def arrive(self) -> None:
        """Put the focus on what is under way, else on the first line, else on the page."""
        (self._first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Forget what was deleted: the undo bar is for the moment after; the next list gets the focus."""
        self._expecting = True
        self._removed = None

    def commit(self) -> None:
        """Begin a new check-up."""
        self.new_wanted.emit()


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
