"""How the cells of the home list look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from plateau_doctor.i18n import _
from plateau_doctor.ui.home_model import BUSINESS, DAY, MORE, REMOVE, REVIEW, SCORE, STATE, Index, Shown, cell
from plateau_doctor.ui.page import LIST_HANG
from plateau_doctor.ui.painting import LEFT, RIGHT, draw_text, icon, text_width
from plateau_doctor.ui.theme import Theme

if TYPE_CHECKING:
    from plateau_doctor.ui.home_table import HomeTable

ROW, TALL_ROW, BAR = 52, 64, 72
"""Pixels at 100 %: the height of a line, with a second one below it, and the length of the bar beside a score."""
_BELOW = {BUSINESS: DAY, STATE: REVIEW}
"""What stands below what where it is narrow: there the lines have two lines each."""
ICONS = {MORE: "ellipsis", REMOVE: "trash-2"}
"""The columns that hold an icon to press."""

_MIDDLE = 0.52
"""The share of the height that the first of two lines has."""


class HomeCells(QStyledItemDelegate):
    """Draws the cells on hairlines; the line in focus gets the ring."""

    def __init__(self, theme: Theme, view: HomeTable) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(80, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme, model = self._theme, self._view.lines
        one, column = model.shown(index.row()), index.column()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if self._view.hovered == index.row():
            painter.fillRect(rect, theme.color("accent_soft"))
        begins = theme.sp(LIST_HANG) if column == BUSINESS else 0
        under = QRectF(rect.left() + begins, rect.bottom() - 1, rect.width() - begins, 1)
        painter.fillRect(self._mirrored(under, rect), theme.color("line"))
        if column in ICONS:
            size = theme.px(20)
            place = rect.center().toPoint() - QPoint(size // 2, size // 2)
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(place, icon(ICONS[column], theme.color("ink2").name(), size, ratio))
        elif column == REVIEW and one.overdue:
            self._write_overdue(painter, rect)
        elif self._view.is_narrow and column in _BELOW:
            middle = rect.top() + rect.height() * _MIDDLE
            self._write(painter, QRectF(rect.topLeft(), QPointF(rect.right(), middle)), one, column)
            low = QRectF(QPointF(rect.left(), middle), rect.bottomRight()).adjusted(0, 0, 0, -theme.sp(6))
            self._write(painter, low, one, _BELOW[column])
        else:
            self._write(painter, rect, one, column)
        painter.restore()

    def _write_overdue(self, painter: QPainter, rect: QRectF) -> None:
        """Write that the next check-up is overdue, and what a click here does, where there is room for both."""
        theme = self._theme
        left = rect.adjusted(theme.sp(LIST_HANG), 0, -theme.sp(LIST_HANG), 0)
        parts = ((_("Overdue"), "body-strong", "ink"), (_("Start"), "body", "accent"))
        for text, role, color in parts:
            wide = text_width(theme, text, role)
            if wide > left.width() and role == "body":
                return
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(color))
            shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
            draw_text(painter, left, shown, LEFT, Qt.TextFlag.TextSingleLine)
            step = wide + theme.sp(10)
            left = left.adjusted(0, 0, -step, 0) if self._view.isRightToLeft() else left.adjusted(step, 0, 0, 0)

    def _write(self, painter: QPainter, rect: QRectF, one: Shown, column: int) -> None:
        theme, text = self._theme, cell(one, column)
        strong = column in (BUSINESS, SCORE) or (column == REVIEW and one.overdue)
        color = "ink2" if column == DAY else "ink"
        role = "body-strong" if strong else "body"
        if column == SCORE and not text and one.standing is not None and not one.finished:
            role, color, text = "body", "accent", _("Resume")
        left = rect.adjusted(theme.sp(LIST_HANG), 0, -theme.sp(LIST_HANG), 0)
        if column == SCORE and one.standing is not None and one.standing.score is not None:
            self._draw_bar(painter, left, one.standing.score)
            left = self._mirrored(QRectF(left.left(), left.top(), theme.px(28), left.height()), left)
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(color))
        shown = theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        align = RIGHT if column == SCORE and text.isdigit() else LEFT
        draw_text(painter, left, shown, align, Qt.TextFlag.TextSingleLine)

    def _draw_bar(self, painter: QPainter, rect: QRectF, score: int) -> None:
        theme = self._theme
        bar = QRectF(rect.left() + theme.px(38), rect.center().y() - 3, 0, 6)
        bar.setWidth(min(theme.px(BAR), rect.right() - bar.left()))
        painter.setPen(Qt.PenStyle.NoPen)
        for share, color in ((1.0, "track"), (score / 100, "accent")):
            painter.setBrush(theme.color(color))
            part = QRectF(bar.left(), bar.top(), bar.width() * share, 6)
            painter.drawRoundedRect(self._mirrored(part, rect), 3, 3)

    def _mirrored(self, part: QRectF, whole: QRectF) -> QRectF:
        """Return where a part of a cell lies, for the direction in which lines run."""
        if not self._view.isRightToLeft():
            return part
        return QRectF(whole.left() + whole.right() - part.right(), part.top(), part.width(), part.height())
