"""The list of check-ups as a table that fetches only the lines in sight, so that ten thousand open like a hundred."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from plateau_doctor.i18n import _
from plateau_doctor.ui.home_cells import BAR, ICONS, ROW, TALL_ROW, HomeCells
from plateau_doctor.ui.home_line import HomeLine
from plateau_doctor.ui.home_menu import line_menu
from plateau_doctor.ui.home_model import BUSINESS, CHANGE, DAY, MORE, REMOVE, REVIEW, SCORE, STATE, HomeModel, Shown
from plateau_doctor.ui.page import LIST_HANG
from plateau_doctor.ui.painting import LEFT, text_width
from plateau_doctor.ui.theme import Theme

_LEAST_ROWS = 3
_SHARES = {BUSINESS: 0.27, DAY: 0.15, STATE: 0.22, SCORE: 0.13, CHANGE: 0.09, REVIEW: 0.14}
_WHEN_NARROW = (BUSINESS, STATE, SCORE, MORE)
_WITH_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HomeTable(QTableView):
    """The check-ups: a line opens by a click or Enter, Delete removes it, a head sorts by its column.

    `looked_for` tells a letter that was typed: the list is searched by it.
    """

    opened = Signal(object)
    again_wanted = Signal(object)
    compare_wanted = Signal(object)
    unwanted = Signal(object)
    exported = Signal()
    looked_for = Signal(str)

    def __init__(self, theme: Theme, ask: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__()
        self._theme, self.hovered, self.is_narrow = theme, -1, False
        self.lines = HomeModel(self)
        self.lines.wanted.connect(ask)
        self.setModel(self.lines)
        self.setItemDelegate(HomeCells(theme, self))
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

    @property
    def row_height(self) -> int:
        """The height of a line, in pixels: what stands in columns of its own stands below where it is narrow."""
        return self._theme.px(TALL_ROW if self.is_narrow else ROW)

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.horizontalHeader().setFont(self._theme.font("small"))
        self.horizontalHeader().setFixedHeight(self._theme.ctl(32))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines, and scroll within where there are more than fit."""
        rows = self.lines.rowCount()
        head, line = self.horizontalHeader().height(), self.row_height
        self.setMinimumHeight(head + min(rows, _LEAST_ROWS) * line)
        self.setMaximumHeight(head + rows * line)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the least height; the page gives all it has, up to the height of all lines."""
        return QSize(320, self.minimumHeight())

    def show_columns(self, *, narrow: bool) -> None:
        """Show fewer columns where there is little room, and lines of two lines."""
        if narrow != self.is_narrow:
            self.is_narrow = narrow
            self._dress()
        for column in range(self.lines.columnCount()):
            self.setColumnHidden(column, narrow and column not in _WHEN_NARROW)
        self._share()

    def _share(self) -> None:
        one = self._theme.px(36)
        icons = [column for column in ICONS if not self.isColumnHidden(column)]
        room = self.viewport().width() - one * len(icons)
        seen = [column for column in _SHARES if not self.isColumnHidden(column)]
        least = max(text_width(self._theme, _("Resume"), "body"), self._theme.px(38 + BAR)) + self._theme.sp(16)
        total = sum(_SHARES[column] for column in seen if column != SCORE)
        for column in seen:
            wide = least if column == SCORE else int((room - least) * _SHARES[column] / total)
            self.setColumnWidth(column, max(40, wide))
        for column in icons:
            self.setColumnWidth(column, one)

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
        if self.current is not None:
            self._offer_menu(self.lines.shown(self.currentIndex().row()), event.globalPos())

    def _offer_menu(self, one: Shown, place: QPoint) -> None:
        line_menu(self, one).popup(place)

    def words_font(self) -> QFont:
        """Return the font of running words."""
        return self._theme.font("body")

    def _on_clicked(self, index: QModelIndex) -> None:
        one, column = self.lines.shown(index.row()), index.column()
        if column == REMOVE:
            self.unwanted.emit((one.line,))
        elif column == MORE:
            self._offer_menu(one, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        elif column == REVIEW and one.overdue:
            self.again_wanted.emit(one.line)
        else:
            self.opened.emit(one.line)

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
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete, look for what is typed; arrows, Home and End go from line to line."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in _ENTER and not event.isAutoRepeat():
            self.opened.emit(self.lines.line(row))
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit((self.lines.line(row),))
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & _WITH_KEYS:
            self.looked_for.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, one below the head, then the ring round the one in focus."""
        super().paintEvent(event)
        painter, hang = QPainter(self.viewport()), self._theme.sp(LIST_HANG)
        first = 0 if self.isRightToLeft() else hang
        painter.fillRect(first, 0, self.viewport().width() - hang, 1, self._theme.color("line"))
        row = self.currentIndex().row()
        if not self.hasFocus() or row < 0:
            return
        top = self.rowViewportPosition(row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), 3))
        ring = QRectF(1.5, top + 1.5, self.viewport().width() - 3, self.rowHeight(row) - 4)
        painter.drawRoundedRect(ring, 6, 6)
