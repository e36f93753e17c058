"""The list of check-ups as a table that fetches only the lines in sight, so that ten thousand open like a hundred."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from plateau_doctor.i18n import _
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.painting import LEFT, RIGHT, icon, text_width
from plateau_doctor.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW, _BAR = 52, 72
_LEAST_ROWS = 3
_ASK_AFTER, _SORT_AFTER = 15, 200
"""Milliseconds: lines that come into sight together are asked for together; a sorted list settles now and then."""
BUSINESS, DAY, STATE, SCORE, CHANGE, REVIEW, REMOVE = range(7)
_SHARES = {BUSINESS: 0.27, DAY: 0.15, STATE: 0.22, SCORE: 0.13, CHANGE: 0.09, REVIEW: 0.14}
_WHEN_NARROW = (BUSINESS, STATE, SCORE, REMOVE)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line with what is known of it by now."""

    line: HomeLine
    standing: Standing | None
    change: int | None
    overdue: bool


class HomeModel(QAbstractTableModel):
    """The lines, filtered and sorted; `wanted` names those whose standing somebody looks at."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[HomeLine, ...] = ()
        self._shown: list[HomeLine] = []
        self._revisions: dict[str, int] = {}
        self._standings: dict[str, tuple[int, Standing]] = {}
        self._today = date.min
        self._filter = ""
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._missing: dict[str, None] = {}
        self._asked: set[str] = set()
        self._ask, self._settle = QTimer(self), QTimer(self)
        for timer, wait, act in ((self._ask, _ASK_AFTER, self._on_ask), (self._settle, _SORT_AFTER, self._arrange)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)

    # what is shown

    def take(self, lines: tuple[HomeLine, ...], today: date) -> None:
        """Show other lines; standings of check-ups that have not changed stay known."""
        self._today = today
        self._lines = tuple(sorted(lines, key=lambda line: (line.sample, not self._overdue(line))))
        self._revisions = {line.id: line.revision for line in lines}
        self._asked.clear()
        self._arrange()

    def learn(self, standings: Mapping[str, Standing]) -> None:
        """Take what was worked out."""
        for name, standing in standings.items():
            if name in self._revisions:
                self._standings[name] = (self._revisions[name], standing)
        if self._sorted is not None and self._sorted[0] in (STATE, SCORE, CHANGE):
            if not self._settle.isActive():
                self._settle.start()
        elif self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, REMOVE))

    def look_for(self, text: str) -> None:
        """Show only the lines whose business holds a text."""
        self._filter = text.strip().casefold()
        self._arrange()

    def _overdue(self, line: HomeLine) -> bool:
        return line.review is not None and line.review < self._today

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._lines if self._filter in line.business.casefold()]
        if self._sorted is not None:
            column, order = self._sorted
            keys = {line.id: self._key(line, column) for line in self._shown}
            known = [line for line in self._shown if keys[line.id] is not None]
            known.sort(key=lambda line: keys[line.id], reverse=order is Qt.SortOrder.DescendingOrder)
            self._shown = known + [line for line in self._shown if keys[line.id] is None]
        self.endResetModel()

    def _key(self, line: HomeLine, column: int) -> Any:
        if column == BUSINESS:
            return line.business.casefold()
        if column == DAY:
            return line.date
        if column == REVIEW:
            return line.review
        standing = self.standing(line.id)
        if column == CHANGE:
            return self._change(line)
        if standing is None:
            return None
        return standing.state.casefold() if column == STATE else standing.score

    def standing(self, name: str | None) -> Standing | None:
        """Return what is known of a check-up, and ask for it where nothing is."""
        if name is None or name not in self._revisions:
            return None
        revision, standing = self._standings.get(name, (None, None))
        if revision != self._revisions[name] and name not in self._asked:
            self._missing[name] = None
            if not self._ask.isActive():
                self._ask.start()
        return standing

    def _on_ask(self) -> None:
        self._asked.update(self._missing)
        wanted, self._missing = tuple(self._missing), {}
        self.wanted.emit(wanted)

    def _change(self, line: HomeLine) -> int | None:
        now, then = self.standing(line.id), self.standing(line.earlier)
        if now is None or then is None or now.score is None or then.score is None:
            return None
        return now.score - then.score

    def shown(self, row: int) -> Shown:
        """Return a line as it stands."""
        line = self._shown[row]
        return Shown(line, self.standing(line.id), self._change(line), self._overdue(line))

    def line(self, row: int) -> HomeLine:
        """Return a line without asking for its standing."""
        return self._shown[row]

    def of_business(self, one: HomeLine) -> tuple[HomeLine, ...]:
        """Return all lines of the business that a line is of, samples apart."""
        name = one.business.casefold()
        return tuple(line for line in self._lines if line.business.casefold() == name and line.sample == one.sample)

    def row_of(self, name: str) -> int:
        """Return where a check-up stands, or -1."""
        return next((row for row, line in enumerate(self._shown) if line.id == name), -1)

    # what a table asks of its model

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else REMOVE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words over a column."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return (_("Business"), _("Check-up"), _("Verdict"), _("Score"), _("Change"), _("Next review"), "")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words; the first cell tells a screen reader the whole line."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.shown(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == BUSINESS:
            return told(one)
        return cell(one, index.column())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; lines not worked out yet follow the others and find their place as they come."""
        self._sorted = (column, order) if 0 <= column < REMOVE else None
        self._arrange()


def cell(one: Shown, column: int) -> str:
    """Return the words of a cell."""
    if column == BUSINESS:
        return _("{name} (sample)").format(name=one.line.business) if one.line.sample else one.line.business
    if column == REMOVE:
        return _("Delete {name}").format(name=one.line.business)
    return _standing_cell(one, one.standing, column) if one.standing is not None else ""


def _standing_cell(one: Shown, standing: Standing, column: int) -> str:
    score = "" if standing.score is None else str(standing.score)
    change = "" if one.change is None else f"{one.change:+d}".replace("+0", "0").replace("-", "\N{MINUS SIGN}")
    review = _("Overdue") if one.overdue else standing.review
    cells = {DAY: standing.day, STATE: standing.state, SCORE: score, CHANGE: change}
    return cells.get(column, review if one.line.review is not None else "")


def told(one: Shown) -> str:
    """Return a whole line as a screen reader says it."""
    score = _("{score} of 100").format(score=cell(one, SCORE)) if cell(one, SCORE) else ""
    change = _("change {change}").format(change=cell(one, CHANGE)) if cell(one, CHANGE) else ""
    parts = (cell(one, BUSINESS), cell(one, DAY), cell(one, STATE), score, change)
    action = _("Open") if one.line.finished else _("Resume")
    return f"{action} {', '.join(part for part in parts if part)}"


class _Painter(QStyledItemDelegate):
    """Draws the cells on hairlines; the line in focus gets the ring."""

    def __init__(self, theme: Theme, view: HomeTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(80, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, model = self._theme, self._view.lines
        one, column = model.shown(index.row()), index.column()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._view.hovered == index.row():
            painter.fillRect(rect, theme.color("accent_soft"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        if column == REMOVE:
            size = theme.px(20)
            place = rect.center().toPoint() - QPoint(size // 2, size // 2)
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(place, icon("trash-2", theme.color("ink2").name(), size, ratio))
        else:
            self._write(painter, rect, one, column)
        painter.restore()

    def _write(self, painter: QPainter, rect: QRectF, one: Shown, column: int) -> None:
        theme, text = self._theme, cell(one, column)
        strong = column in (BUSINESS, SCORE) or (column == REVIEW and one.overdue)
        role = "body-strong" if strong else "body"
        color = "ink2" if column == DAY else "ink"
        if column == SCORE and not text and one.standing is not None and not one.line.finished:
            role, color, text = "body", "accent", _("Resume")
        left = rect.adjusted(theme.sp(8), 0, -theme.sp(8), 0)
        if column == SCORE and one.standing is not None and one.standing.score is not None:
            self._draw_bar(painter, left, one.standing.score)
            left.setWidth(theme.px(28))
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(color))
        shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        align = RIGHT if column == SCORE and text.isdigit() else LEFT
        painter.drawText(left, int(align) | int(Qt.TextFlag.TextSingleLine), shown)

    def _draw_bar(self, painter: QPainter, rect: QRectF, score: int) -> None:
        theme = self._theme
        bar = QRectF(rect.left() + theme.px(38), rect.center().y() - 3, 0, 6)
        bar.setWidth(min(theme.px(_BAR), rect.right() - bar.left()))
        painter.setPen(Qt.PenStyle.NoPen)
        for share, color in ((1.0, "track"), (score / 100, "accent")):
            painter.setBrush(theme.color(color))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, 6), 3, 3)


class HomeTable(QTableView):
    """The check-ups: a line opens by a click or Enter, Delete removes it, a head sorts by its column."""

    opened = Signal(object)
    again_wanted = Signal(object)
    compare_wanted = Signal(object)
    unwanted = Signal(object)
    exported = Signal()

    def __init__(self, theme: Theme, ask: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__()
        self._theme, self.hovered = theme, -1
        self.lines = HomeModel(self)
        self.lines.wanted.connect(ask)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(theme, self))
        self.setAccessibleName(_("Check-ups"))
        self.setProperty("ringless", True)  # noqa: FBT003 - Qt's own signature; the line in focus draws the ring
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setHighlightSections(False)
        head.setDefaultAlignment(LEFT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(theme.px(36))
        self.setSortingEnabled(True)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)
        self.lines.modelReset.connect(self._on_reset)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setFont(self._theme.font("small"))
        self.horizontalHeader().setFixedHeight(self._theme.ctl(32))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines, and scroll within where there are more than fit."""
        rows = self.lines.rowCount()
        head, line = self.horizontalHeader().height(), self._theme.px(_ROW)
        self.setMinimumHeight(head + min(rows, _LEAST_ROWS) * line)
        self.setMaximumHeight(head + rows * line)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the least height; the page gives all it has, up to the height of all lines."""
        return QSize(320, self.minimumHeight())

    def show_columns(self, *, narrow: bool) -> None:
        """Show fewer columns where there is little room."""
        for column in range(REMOVE):
            self.setColumnHidden(column, narrow and column not in _WHEN_NARROW)
        self._share()

    def _share(self) -> None:
        remove = self._theme.px(36)
        room = self.viewport().width() - remove
        seen = [column for column in _SHARES if not self.isColumnHidden(column)]
        least = max(text_width(self._theme, _("Resume"), "body"), self._theme.px(38 + _BAR)) + self._theme.sp(16)
        total = sum(_SHARES[column] for column in seen if column != SCORE)
        for column in seen:
            wide = least if column == SCORE else int((room - least) * _SHARES[column] / total)
            self.setColumnWidth(column, max(40, wide))
        self.setColumnWidth(REMOVE, remove)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    @property
    def current(self) -> HomeLine | None:
        """The line that the keys are on."""
        row = self.currentIndex().row()
        return self.lines.line(row) if row >= 0 else None

    # what a person does

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a line."""
        line = self.current
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._theme.font("body"))
        menu.addAction(_("Open"), lambda: self.opened.emit(line))
        menu.addAction(_("New check-up"), lambda: self.again_wanted.emit(line))
        if line.earlier is not None and line.finished:
            menu.addAction(_("Compare"), lambda: self.compare_wanted.emit(line))
        menu.addAction(_("Export"), self.exported.emit)
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self.unwanted.emit((line,)))
        same = self.lines.of_business(line)
        if len(same) > 1:
            words = _("Delete all {count} of {business}").format(count=len(same), business=line.business)
            menu.addAction(words, lambda: self.unwanted.emit(same))
        menu.popup(event.globalPos())

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if index.column() == REMOVE:
            self.unwanted.emit((line,))
        else:
            self.opened.emit(line)

    def _on_entered(self, index: QModelIndex) -> None:
        self.hovered = index.row()
        self.viewport().update()

    def leaveEvent(self, event: Any) -> None:
        """Forget the line under the pointer."""
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be on a line: the first one, where none was."""
        super().focusInEvent(event)
        self._be_on_a_line()

    def _on_reset(self) -> None:
        self._fit()
        if self.hasFocus():
            self._be_on_a_line()

    def _be_on_a_line(self) -> None:
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(0, BUSINESS))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete; arrows, Home and End go from line to line."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in _ENTER and not event.isAutoRepeat():
            self.opened.emit(self.lines.line(row))
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit((self.lines.line(row),))
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, then the ring round the one in focus."""
        super().paintEvent(event)
        row = self.currentIndex().row()
        if not self.hasFocus() or row < 0:
            return
        top = self.rowViewportPosition(row)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), 3))
        ring = QRectF(1.5, top + 1.5, self.viewport().width() - 3, self.rowHeight(row) - 4)
        painter.drawRoundedRect(ring, 6, 6)
