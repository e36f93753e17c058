"""The picture of what sales and marketing see differently: a circle and a triangle on the five steps."""

from __future__ import annotations

from matplotlib.figure import Figure

from plateau_doctor.core.pack import LEVELS
from plateau_doctor.report.blocks import GapRow, GapsData
from plateau_doctor.report.palette import Palette
from plateau_doctor.report.sheet import NARROW, STRONG, Sheet

_PITCH, _HEAD, _FOOT, _RADIUS = 26.0, 16.0, 20.0, 4.5
_NAMES, _SAID = 190.0, 76.0
"""Points for the questions at the left and for the gap in words at the right."""


def role_gaps(data: GapsData, width: float, palette: Palette | None = None) -> Figure:
    """Draw a row for each question: the circle is sales, the triangle marketing, the line between them the gap."""
    narrow = width < NARROW
    left, right = (8.0, width - 8.0) if narrow else (_NAMES, width - _SAID)
    pitch = _PITCH + 12 * narrow
    sheet = Sheet(width, _HEAD + pitch * len(data.rows) + _FOOT, palette)
    step, top = (right - left) / (len(LEVELS) - 1), sheet.height - _HEAD
    for level in LEVELS:
        x = left + (level - LEVELS[0]) * step
        if not narrow:
            sheet.line([(x, _FOOT), (x, top)], width=0.6, colour=sheet.colours.line)
        sheet.write(x, top + 5, str(level), align="center", colour=sheet.colours.ink2)
    for place, row in enumerate(data.rows):
        _one(sheet, row, (left, right, step), top - (place + (0.72 if narrow else 0.5)) * pitch, narrow=narrow)
    sales, marketing = data.key
    sheet.dot(left + 5, 5, _RADIUS, fill=sheet.colours.accent, edge=sheet.colours.accent)
    sheet.write(left + 14, 2, sales, colour=sheet.colours.ink2)
    x = left + 34 + 4.6 * len(sales)
    sheet.triangle(x, 5, _RADIUS, fill=sheet.colours.paper, edge=sheet.colours.ink)
    sheet.write(x + 9, 2, marketing, colour=sheet.colours.ink2)
    return sheet.figure


def _one(sheet: Sheet, row: GapRow, frame: tuple[float, float, float], y: float, *, narrow: bool) -> None:
    left, right, step = frame
    colours = sheet.colours
    sales, marketing = (left + (value - LEVELS[0]) * step for value in (row.sales, row.marketing))
    sheet.write(0, y + (12 if narrow else -4), row.name, size=STRONG if not narrow else 9.0, strong=row.apart)
    dash = "-" if row.apart else (0, (2, 2))
    sheet.line([(sales, y), (marketing, y)], width=2.4 if row.apart else 1.2, colour=colours.ink2, dash=dash)
    sheet.triangle(marketing, y, _RADIUS, fill=colours.paper, edge=colours.ink)
    sheet.dot(sales, y, _RADIUS, fill=colours.accent, edge=colours.accent)
    place, rise = (right, 12.0) if narrow else (right + 12, -3.5)
    sheet.write(place, y + rise, row.said, strong=row.apart, align="right" if narrow else "left")
