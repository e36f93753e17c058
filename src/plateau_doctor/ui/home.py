"""Home: what is under way, the list of check-ups, and the samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.pace import usual_minutes
from plateau_doctor.ui.page import Foot, Page, Shape, capped
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.undo_bar import UndoBar
from plateau_doctor.ui.widgets import Button, Card, Heading, Text

if TYPE_CHECKING:
    from plateau_doctor.store.values import Stored
    from plateau_doctor.ui.home_table import HomeTable
    from plateau_doctor.ui.session import Session

_WIDTH = 1200
_MANY = 8
"""From so many check-ups on there is a field to look for one."""


class HomePage(Page):
    """Lists the check-ups; what is under way comes first and has the focus."""

    place = "home"

    new_wanted = Signal()
    open_wanted = Signal(object)
    plan_wanted = Signal(object)
    again_wanted = Signal(object)
    compare_wanted = Signal(object)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Home"))
        self._session = session
        self._lines: tuple[HomeLine, ...] | None = None
        self._removed: tuple[Stored, ...] = ()
        self._expecting = True
        self._first: QWidget | None = None
        self._table: HomeTable | None = None
        self._resume: tuple[HomeLine, Text] | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._holder = QWidget()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        head = QHBoxLayout()
        self._title = Heading(theme, _("Check-ups"))
        head.addWidget(self._title, 1)
        self._find = Field(theme, _("Find a business"), _("Find"))
        self._find.setMaximumWidth(theme.px(280))
        self._find.textChanged.connect(self._on_find)
        self._find.hide()
        head.addWidget(self._find)
        inner.addLayout(head)
        inner.addSpacing(theme.sp(20))
        inner.addWidget(self._make_nothing())
        inner.addLayout(self._column, 1)
        self._row = capped(self._holder, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row, 1)
        session.listed.connect(self.show_lines)
        session.learned.connect(self._on_learned)
        session.deleted.connect(self._on_deleted)

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        super().fit_shape(shape)
        self.margins(self._row)
        if self._table is not None:
            self._table.show_columns(narrow=shape.narrow)

    # what is shown

    def show_lines(self, lines: tuple[HomeLine, ...]) -> None:
        """Show the list."""
        focused = self.window().focusWidget()
        waits = self._expecting or focused is None or self.isAncestorOf(focused)
        self._expecting = False
        self._lines = lines
        table = self._table
        if table is not None:
            self._column.removeWidget(table)
        _empty(self._column)
        self._first, self._resume = None, None
        owner = self._session.preferences.mode == "owner"
        self._title.setText(_("Your business") if owner else _("Clients"))
        if self._removed:
            self._add(self._undo_bar(self._removed), 20)
        own = next((line for line in lines if not line.sample), None)
        if own is not None and not own.finished:
            self._add(self._resume_card(own), 20)
        elif own is not None and owner:
            self._add(self._own_card(own), 20)
        if lines:
            self._show_table(lines)
        else:
            self._add(self._empty_card(), 24)
        self._find.setVisible(len(lines) >= _MANY)
        self._add_samples()
        self._column.addStretch(1)
        self._say_resume()
        self.tell_foot()
        if waits and self.isVisible():
            self.arrived.emit()

    def _add(self, widget: QWidget, gap: int = 0, stretch: int = 0) -> None:
        self._column.addWidget(widget, stretch)
        self._column.addSpacing(self.theme.sp(gap))

    def _show_table(self, lines: tuple[HomeLine, ...]) -> None:
        table = self._table or self._make_table()
        self._table = table
        table.lines.take(lines, self._session.today())
        table.show_columns(narrow=self.shape_.narrow)
        self._add(table, 20, stretch=1000)
        table.show()
        self._first = self._first or table

    def _make_table(self) -> HomeTable:
        from plateau_doctor.ui.home_table import HomeTable

        table = HomeTable(self.theme, self._session.ask_standings)
        table.opened.connect(self.open_wanted)
        table.unwanted.connect(self._session.delete)
        table.exported.connect(self.export_wanted)
        table.again_wanted.connect(self.again_wanted)
        table.compare_wanted.connect(self.compare_wanted)
        return table

    def _make_nothing(self) -> QWidget:
        """Return what is said where no business is found."""
        self._nothing = Card(self.theme, "sunken", (20, 10))
        self._nothing_words = Text(self.theme)
        clear = Button(self.theme, _("Clear"), "quiet", "x", compact=True)
        clear.setAccessibleName(_("Clear what is looked for"))
        clear.clicked.connect(self._find.clear)
        row = QHBoxLayout()
        row.addWidget(self._nothing_words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(clear)
        self._nothing.column.addLayout(row)
        self._nothing.hide()
        return self._nothing

    def _on_find(self, text: str) -> None:
        if self._table is None:
            return
        self._table.lines.look_for(text)
        nothing = bool(text.strip()) and self._table.lines.rowCount() == 0
        if nothing:
            words = _("No business matches “{text}”.").format(text=text.strip())
            self._nothing_words.setText(words)
            announce(self, words)
        self._nothing.setVisible(nothing)

    def _on_learned(self, standings: Mapping[str, Standing]) -> None:
        if self._table is not None:
            self._table.lines.learn(standings)
        self._say_resume()

    def _say_resume(self) -> None:
        if self._resume is not None and self._table is not None:
            line, words = self._resume
            standing = self._table.lines.standing(line.id)
            words.setText(" " if standing is None else _in_short(standing))

    def _resume_card(self, line: HomeLine) -> QWidget:
        resume = Button(self.theme, _("Resume"))
        resume.setAccessibleName(_("Resume {name}").format(name=line.business))
        resume.clicked.connect(lambda: self.open_wanted.emit(line))
        return self._line_card(line, resume)

    def _own_card(self, line: HomeLine) -> QWidget:
        """Return the owner's one business: how it stands, with the way to the result and to the plan."""
        result = Button(self.theme, _("See your result"))
        result.clicked.connect(lambda: self.open_wanted.emit(line))
        plan = Button(self.theme, _("See your plan"), "secondary")
        plan.clicked.connect(lambda: self.plan_wanted.emit(line))
        return self._line_card(line, result, plan)

    def _line_card(self, line: HomeLine, *buttons: Button) -> QWidget:
        card = Card(self.theme, "accent_soft", (20, 14))
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(self.theme.sp(2))
        words.addWidget(Text(self.theme, line.business, "lead-strong"))
        state = Text(self.theme, " ", "body", "ink2")
        words.addWidget(state)
        self._resume = (line, state)
        row.addLayout(words, 1)
        row.setSpacing(self.theme.sp(12))
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.column.addLayout(row)
        self._first = buttons[0]
        return card

    def _undo_bar(self, removed: tuple[Stored, ...]) -> QWidget:
        name, count = removed[0].checkup.business.name, len(removed)
        text = _("{name} is deleted. Back-ups and exports made before still hold it.").format(name=name)
        if count > 1:
            all_ = _("All {count} check-ups of {name} are deleted. Back-ups and exports made before still hold them.")
            text = all_.format(count=count, name=name)
        bar = UndoBar(self.theme, text, _("Undo: bring {name} back").format(name=name))
        bar.undone.connect(self._on_undo)
        self._first = bar.button
        return bar

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

    def _on_deleted(self, removed: tuple[Stored, ...]) -> None:
        self._removed = removed

    def _on_undo(self) -> None:
        removed, self._removed = self._removed, ()
        if removed:
            self._session.put_back(removed)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        count = sum(not line.sample for line in self._lines or ())
        words = _("1 check-up") if count == 1 else _("{count} check-ups").format(count=count) if count else ""
        hint = _("Enter opens, Ctrl+E exports, Delete removes") if self._lines else ""
        return Foot(_("New check-up"), _("Import a file"), hint=hint, place=words)

    def arrive(self) -> None:
        """Put the focus on what is under way, else on the first line, else on the page."""
        (self._first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(self) -> None:
        """Put the focus where a business is looked for."""
        if self._find.isVisible():
            self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Forget what was deleted: the undo bar is for the moment after; the next list gets the focus."""
        self._expecting = True
        self._removed = ()

    @property
    def line(self) -> HomeLine | None:
        """The line in focus."""
        return self._table.current if self._table is not None and self._lines else None

    def commit(self) -> None:
        """Begin a new check-up."""
        self.new_wanted.emit()

    def second(self) -> None:
        """Ask for a file to read."""
        self.import_wanted.emit()


def _in_short(standing: Standing) -> str:
    """Return how a check-up stands: its result, or the time that the rest is likely to take."""
    if not standing.left:
        if standing.score is None:
            return standing.state
        return _("{state}, {score} of 100. Check-up of {day}.").format(
            state=standing.state, score=standing.score, day=standing.day
        )
    minutes = usual_minutes(standing.left)
    left = _("about 1 minute left") if minutes == 1 else _("about {n} minutes left").format(n=minutes)
    return _("{state}, {left}").format(state=standing.state, left=left)


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
