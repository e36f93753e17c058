"""The list of check-ups as a table that fetches only the lines in sight, so that ten thousand open like a hundred."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
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
)

from plateau_doctor.i18n import _
from plateau_doctor.ui.home_line import HomeLine
from plateau_doctor.ui.home_model import (
    BUSINESS,
    CHANGE,
    DAY,
    REMOVE,
    REVIEW,
    SCORE,
    STATE,
    HomeModel,
    Index,
    Shown,
    cell,
)
from plateau_doctor.ui.painting import LEFT, RIGHT, icon, text_width
from plateau_doctor.ui.theme import Theme

_ROW, _BAR = 52, 72
_LEAST_ROWS = 3
_SHARES = {BUSINESS: 0.27, DAY: 0.15, STATE: 0.22, SCORE: 0.13, CHANGE: 0.09, REVIEW: 0.14}
_WHEN_NARROW = (BUSINESS, STATE, SCORE, REMOVE)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
