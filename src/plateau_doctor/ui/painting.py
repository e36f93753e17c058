"""Drawing words and icons, and measuring them: what the painted controls share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTextOption,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QStyle, QWidget

from plateau_doctor.resources import resource
from plateau_doctor.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
MIDDLE_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


def where_lines_begin(align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Return an alignment to the left, or to the right where words run from there, also for a text that does not."""
    if not QGuiApplication.isRightToLeft():
        return align
    return (align & ~Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


_TALL = 1e5
_ICON_SIZES = 16, 32, 64, 128
_HATCH = 5.0
"""Pixels from one slanting line to the next."""
_LEADING = 1.2
_CLOSE = 8.0
"""Pixels to which the width of even lines is looked for."""


def program_icon() -> QIcon:
    """Return the icon of the program for the window and the task bar."""
    made = QIcon()
    for size in _ICON_SIZES:
        made.addPixmap(icon("program", "", size, 1))
    return made


def text_height(theme: Theme, text: str, role: str, width: float) -> int:
    """Return the height of a text wrapped to a width, in pixels; layouts ask for the same ones again and again."""
    return _text_height(theme, theme.scale, text, role, width)


@lru_cache(maxsize=2048)
def _text_height(theme: Theme, _scale: float, text: str, role: str, width: float) -> int:
    box = QRectF(0, 0, max(width, 10), _TALL)
    return math.ceil(theme.metrics(role).boundingRect(box, Qt.TextFlag.TextWordWrap, text).height())


def heading_height(theme: Theme, text: str, role: str, width: float) -> int:
    """Return the height of a heading's tight lines at a width, in pixels."""
    return _heading_height(theme, theme.scale, text, role, width)


@lru_cache(maxsize=2048)
def _heading_height(theme: Theme, _scale: float, text: str, role: str, width: float) -> int:
    return tight_lines(theme, text, role, width)[1]


def text_width(theme: Theme, text: str, role: str) -> int:
    """Return the width of a text on one line, in pixels."""
    return _text_width(theme, theme.scale, text, role)


@lru_cache(maxsize=2048)
def _text_width(theme: Theme, _scale: float, text: str, role: str) -> int:
    return math.ceil(theme.metrics(role).horizontalAdvance(text)) + 1


def painter_on(widget: QWidget) -> QPainter:
    """Return a painter with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def draw_text(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag, flag: Qt.TextFlag) -> None:
    """Draw a text that runs the way its own letters do, on the side where lines begin in the window."""
    align = QStyle.visualAlignment(painter.layoutDirection(), align) | Qt.AlignmentFlag.AlignAbsolute
    way = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(box, int(align) | int(flag), text)
    painter.setLayoutDirection(way)


_POINTING = ("arrow-left", "chevron-right", "undo-2")
"""Icons that point along the line of reading."""


class Pen:
    """Draws words and icons on one widget in the theme's fonts and colours.

    Places are given as for a language that runs from left to right; for one that runs the other way they are mirrored.
    """

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        """Begin to draw on a widget, within its paintEvent."""
        self.painter = painter_on(widget)
        self._theme = theme
        self._mirror = float(widget.width()) if widget.isRightToLeft() else None

    def _placed(self, rect: QRectF) -> QRectF:
        if self._mirror is None:
            return rect
        return QRectF(self._mirror - rect.right(), rect.top(), rect.width(), rect.height())

    def words(  # noqa: PLR0913 - what, where and how
        self,
        box: QRectF,
        text: str,
        role: str = "body",
        color: str = "ink",
        align: Qt.AlignmentFlag = LEFT,
        *,
        wrap: bool = True,
    ) -> None:
        """Draw a text in a box, wrapped or on one line."""
        flag = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
        self.painter.setFont(self._theme.font(role))
        self.painter.setPen(self._theme.color(color))
        draw_text(self.painter, self._placed(box), text, align, flag)

    def icon(self, place: QPointF, name: str, size: int, color: str = "ink2") -> None:
        """Draw an icon with its upper left corner at a place."""
        ratio = self.painter.device().devicePixelRatio()
        drawn = icon(name, self._theme.color(color).name(), size, ratio)
        if self._mirror is not None and name in _POINTING:
            drawn = drawn.transformed(QTransform.fromScale(-1, 1))
        self.painter.drawPixmap(self._placed(QRectF(place, QSizeF(size, size))).topLeft(), drawn)

    def line(self, start: QPointF, end: QPointF, color: str, width: float, *, dashed: bool = False) -> None:
        """Draw a straight line with flat ends."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(self._theme.color(color), width, style, Qt.PenCapStyle.FlatCap))
        if self._mirror is not None:
            start, end = (QPointF(self._mirror - place.x(), place.y()) for place in (start, end))
        self.painter.drawLine(QLineF(start, end))

    def shape(self, points: Sequence[QPointF], fill: str) -> None:
        """Draw a filled shape without an edge."""
        if self._mirror is not None:
            points = [QPointF(self._mirror - point.x(), point.y()) for point in points]
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self._theme.color(fill))
        self.painter.drawPolygon(QPolygonF(list(points)))

    def hatched(self, rect: QRectF, radius: float) -> None:
        """Draw a box of slanting lines: lines under a clip stay sharp at any pixel ratio, a brush pattern does not."""
        shape, place = QPainterPath(), self._placed(rect)
        shape.addRoundedRect(place, radius, radius)
        self.painter.save()
        self.painter.setClipPath(shape)
        self.painter.fillRect(place, self._theme.color("surface"))
        self.painter.setPen(QPen(self._theme.color("accent"), 1.4))
        x = place.left() - place.height()
        while x < place.right():
            self.painter.drawLine(QLineF(x, place.bottom(), x + place.height(), place.top()))
            x += _HATCH
        self.painter.restore()
        self.painter.setPen(QPen(self._theme.color("accent"), 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def box(self, rect: QRectF, radius: float, *, fill: str | None, line: str | None, width: float = 1) -> None:
        """Draw a rounded box."""
        pen = self.painter.pen()
        pen.setWidthF(width)
        pen.setStyle(Qt.PenStyle.SolidLine if line else Qt.PenStyle.NoPen)
        pen.setColor(self._theme.color(line) if line else QColor())
        self.painter.setPen(pen)
        self.painter.setBrush(self._theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(self._placed(rect), radius, radius)


@cache
def icon(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """Return a Lucide icon in a colour, sharp at the screen's pixel ratio."""
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def tight_lines(theme: Theme, text: str, role: str, width: float) -> tuple[QTextLayout, int]:
    """Return a heading laid out with lines closer than the font sets them, and its height in pixels.

    It breaks where its sentence does, or else into lines of about the same length: no word stands alone at the end.
    """
    return _lines(theme, text, role, even_width(theme, text, role, width), width)


@lru_cache(maxsize=512)
def _even_width(theme: Theme, _scale: float, text: str, role: str, width: float) -> float:
    """Return the width, in pixels, at which a heading takes as many lines as at a width, but breaks well."""
    high = _lines(theme, text, role, width, width)[1]
    if high <= _lines(theme, text, role, _TALL, width)[1]:
        return width
    least = max(text_width(theme, word, role) for word in text.split())  # no word is cut
    for end in (place + 1 for place, sign in enumerate(text[:-1]) if sign in ",;:.?" and text[place + 1] == " "):
        part = float(text_width(theme, text[:end], role))
        if least <= part <= width and _lines(theme, text, role, part, width)[1] == high:
            return part
    low, wide = min(max(width / 2, least), width), width
    while wide - low > _CLOSE:
        middle = (low + wide) / 2
        low, wide = (low, middle) if _lines(theme, text, role, middle, width)[1] == high else (middle, wide)
    return wide


def even_width(theme: Theme, text: str, role: str, width: float) -> float:
    """Return the least width, in pixels, at which a text has as many lines as at a width: lines of about one length."""
    return _even_width(theme, theme.scale, text, role, width)


def _lines(theme: Theme, text: str, role: str, wrapped: float, width: float) -> tuple[QTextLayout, int]:
    """Lay out a heading wrapped to one width in the room of another."""
    font = theme.font(role)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    option.setAlignment(where_lines_begin(Qt.AlignmentFlag.AlignLeft))
    layout.setTextOption(option)
    layout.beginLayout()
    y, step = 0.0, font.pixelSize() * _LEADING
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(wrapped, 10))
        x = width - wrapped if QGuiApplication.isRightToLeft() and wrapped < width else 0.0
        line.setPosition(QPointF(x, y + (step - line.height()) / 2))
        y += step
    layout.endLayout()
    return layout, math.ceil(y)
