"""Home: what is under way, the list of check-ups, and the samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.home_cards import LineCard, deleted_bar, empty_card
from plateau_doctor.ui.home_find import FindField, NothingFound
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.page import LIST_HANG, Foot, Page, Shape, capped
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Text, edges

if TYPE_CHECKING:
    from plateau_doctor.store.values import Stored
    from plateau_doctor.ui.home_table import HomeTable
    from plateau_doctor.ui.session import Session

_WIDTH = 1200
_MANY = 8
"""From so many check-ups on the field to look for one is always there; before, once somebody looks for one."""


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
        self._removed: list[tuple[Stored, ...]] = []
        self._expecting = True
        self._first: QWidget | None = None
        self._table: HomeTable | None = None
        self._card: LineCard | None = None
        self._under_way = False
        self._stands: object = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._holder = QWidget()
        inner = QVBoxLayout(self._holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        hang = theme.sp(LIST_HANG)
        head = QHBoxLayout()
        head.setContentsMargins(edges(hang, 0, 0, 0))
        self._title = Heading(theme, _("Check-ups"))
        head.addWidget(self._title, 1)
        self._find, self._nothing = FindField(theme), NothingFound(theme)
        self._find.hide()
        head.addWidget(self._find)
        inner.addLayout(head)
        inner.addSpacing(theme.sp(20))
        inner.addLayout(_beginning_at(self._nothing, hang))
        inner.addLayout(self._column, 1)
        self._row = capped(self._holder, theme, _WIDTH + LIST_HANG)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row, 1)
        self._find.textChanged.connect(self._on_find)
        self._find.gone_on.connect(self._go_to_list)
        self._find.given_up.connect(self._give_up)
        self._find.opened.connect(self._open_found)
        self._nothing.cleared.connect(self._give_up)
        session.archive.listed.connect(self.show_lines)
        session.archive.learned.connect(self._on_learned)
        session.archive.deleted.connect(self._on_deleted)

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        super().fit_shape(shape)
        self.margins(self._row, self.theme.sp(LIST_HANG))
        if self._table is not None:
            self._table.show_columns(narrow=shape.narrow)

    # what is shown

    def show_lines(self, lines: tuple[HomeLine, ...]) -> None:
        """Show the list."""
        focused = self.window().focusWidget()
        waits = self._expecting or focused is None or self.isAncestorOf(focused)
        self._expecting = False
        self._lines = lines
        if self._what_stands() == self._stands:
            self._tell_card()  # what is made anew under a pointer is missed by it
        else:
            self._fill(lines)
            self._stands = self._what_stands()
        self.tell_foot()
        if waits and self.isVisible():
            self.arrived.emit()

    def _what_stands(self) -> object:
        """Return everything by which the page is made."""
        own = next((line for line in self._lines or () if not line.sample), None)
        finished = own is not None and self._table is not None and self._table.lines.is_finished(own)
        removed = [stored.checkup.id for deleted in self._removed for stored in deleted]
        return self._lines, self._session.preferences.mode, removed, finished

    def _fill(self, lines: tuple[HomeLine, ...]) -> None:
        table = self._table
        if table is not None:
            self._column.removeWidget(table)
            table.setHidden(not lines)
        _empty(self._column)
        self._first, self._card = None, None
        owner = self._session.preferences.mode == "owner"
        self._title.setText(_("Your business") if owner else _("Clients"))
        if self._removed:
            self._add_undo_bar(self._removed[-1])
        if lines:
            table = self._fill_table(lines)
            self._add_card(lines, table, owner=owner)
            self._column.addWidget(table, 1000)  # its lines hang out, for the ring round the one in focus
            self._column.addSpacing(self.theme.sp(20))
            table.setVisible(table.lines.rowCount() > 0)
            self._first = self._first or table
        else:
            self._add(empty_card(self.theme), 24)
        self._fit_find()
        self._tell_nothing()
        self._add_samples()
        self._column.addStretch(1)
        self._tell_card()

    def _add(self, widget: QWidget, gap: int = 0) -> None:
        self._column.addLayout(_beginning_at(widget, self.theme.sp(LIST_HANG)))
        self._column.addSpacing(self.theme.sp(gap))

    def _fill_table(self, lines: tuple[HomeLine, ...]) -> HomeTable:
        table = self._table or self._make_table()
        self._table = table
        table.lines.take(lines, self._session.today())
        table.show_columns(narrow=self.shape_.narrow)
        return table

    def _make_table(self) -> HomeTable:
        from plateau_doctor.ui.home_table import HomeTable

        table = HomeTable(self.theme, self._session.archive.ask_standings)
        table.opened.connect(self.open_wanted)
        table.unwanted.connect(self._session.archive.delete)
        table.exported.connect(self.export_wanted)
        table.again_wanted.connect(self.again_wanted)
        table.compare_wanted.connect(self.compare_wanted)
        table.looked_for.connect(self._look_for)
        return table

    def _add_card(self, lines: tuple[HomeLine, ...], table: HomeTable, *, owner: bool) -> None:
        """Show what is under way, or the owner's one business."""
        own = next((line for line in lines if not line.sample), None)
        if own is None:
            return
        self._under_way = not table.lines.is_finished(own)
        if self._under_way or owner:
            self._card = LineCard(self.theme, own, *(self._resume(own) if self._under_way else self._own(own)))
            self._first = self._first or self._card.first
            self._add(self._card, 20)

    def _resume(self, line: HomeLine) -> tuple[Button, ...]:
        resume = Button(self.theme, _("Resume"))
        resume.setAccessibleName(_("Resume {name}").format(name=line.business))
        resume.clicked.connect(lambda: self.open_wanted.emit(line))
        return (resume,)

    def _own(self, line: HomeLine) -> tuple[Button, ...]:
        """Return the ways to the result and to the plan of the owner's one business."""
        result = Button(self.theme, _("See your result"))
        result.clicked.connect(lambda: self.open_wanted.emit(line))
        plan = Button(self.theme, _("See your plan"), "secondary")
        plan.clicked.connect(lambda: self.plan_wanted.emit(line))
        return (result, plan)

    def _on_learned(self, standings: Mapping[str, Standing]) -> None:
        if self._table is None:
            return
        self._table.lines.learn(standings)
        own = next((line for line in self._lines or () if not line.sample), None)
        if own is not None and self._under_way is self._table.lines.is_finished(own):
            self.show_lines(self._lines or ())  # its answers say something else than its place
        else:
            self._tell_card()

    def _tell_card(self) -> None:
        if self._card is not None and self._table is not None:
            self._card.tell(self._table.lines.standing(self._card.line.id))

    def _add_undo_bar(self, removed: tuple[Stored, ...]) -> None:
        bar = deleted_bar(self.theme, removed)
        bar.undone.connect(self._on_undo)
        self._first = bar.button
        self._add(bar, 20)

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
        self._removed.append(removed)

    def _on_undo(self) -> None:
        """Bring back what was deleted last; what was deleted before that can then be brought back too."""
        if self._removed:
            self._session.archive.put_back(self._removed.pop())

    # looking for a business

    def _fit_find(self) -> None:
        """Show the field where there are many check-ups, or where somebody looks for one."""
        count = len(self._lines or ())
        used = self._find.hasFocus() or bool(self._find.text())
        self._find.setVisible(count >= _MANY or (used and count > 1))

    def look_for(self) -> None:
        """Put the focus where a business is looked for."""
        if len(self._lines or ()) > 1:
            self._find.show()
            self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_for(self, text: str) -> None:
        """Look for what was typed while the list had the focus."""
        self.look_for()
        if self._find.hasFocus():
            self._find.insert(text)

    def _on_find(self, text: str) -> None:
        if self._table is not None:
            self._table.lines.look_for(text)
            self._table.setVisible(self._table.lines.rowCount() > 0)
            self._tell_nothing()

    def _tell_nothing(self) -> None:
        """Say so where nothing matches what is looked for."""
        found = not self._lines or self._table is None or self._table.lines.rowCount() > 0
        self._nothing.tell(self._find.text().strip(), found=found)

    def _go_to_list(self) -> None:
        if self._table is not None and self._table.lines.rowCount():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self) -> None:
        """Show all lines again."""
        self._find.clear()
        self._go_to_list()
        self._fit_find()

    def _open_found(self) -> None:
        if self._table is not None and self._table.lines.rowCount():
            self.open_wanted.emit(self._table.lines.line(0))

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

    def leave(self) -> None:
        """Forget what was deleted: the undo bar is for the moment after; the next list gets the focus."""
        self._expecting = True
        self._removed = []

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bring back with Ctrl+Z what was just deleted."""
        if self._removed and event.matches(QKeySequence.StandardKey.Undo):
            self._on_undo()
        else:
            super().keyPressEvent(event)


def _beginning_at(widget: QWidget, hang: int) -> QHBoxLayout:
    """Return a row in which a widget begins so many pixels in."""
    row = QHBoxLayout()
    row.setContentsMargins(edges(hang, 0, 0, 0))
    row.addWidget(widget)
    return row


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout, and of those in it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            _empty(inner)
            inner.deleteLater()
