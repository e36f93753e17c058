"""The picture of a comparison: a ring for then, a dot for now, on one scale."""

from __future__ import annotations

from matplotlib.figure import Figure

from plateau_doctor.report.blocks import Pair, PairsData
from plateau_doctor.report.palette import Palette
from plateau_doctor.report.sheet import NARROW, STRONG, Sheet

_PITCH, _HEAD, _FOOT, _RADIUS = 26.0, 16.0, 20.0, 4.5


def score_pairs(data: PairsData, width: float, palette: Palette | None = None) -> Figure:
    """Draw a row for each pair: the ring is then, the dot is now, the line between is heavy where it is no noise."""
    narrow = width < NARROW
    left, right = (6.0, width - 6.0) if narrow else (118.0, width - 160.0)
    pitch = _PITCH + 12 * narrow
    sheet = Sheet(width, _HEAD + pitch * len(data.pairs) + _FOOT, palette)
    scale, top = (right - left) / 100, sheet.height - _HEAD
    for edge in (0.0, *data.edges, 100.0):
        x = left + edge * scale
        for low, high in _grid(top, len(data.pairs), pitch, narrow=narrow):
            sheet.line([(x, low), (x, high)], width=0.6, colour=sheet.colours.line)
        sheet.write(x, top + 5, str(round(edge)), align="center", colour=sheet.colours.ink2)
    for place, pair in enumerate(data.pairs):
        _one_pair(sheet, pair, (left, right, scale), top - (place + (0.72 if narrow else 0.5)) * pitch, narrow=narrow)
    then, now = data.key
    sheet.dot(left + 5, 5, _RADIUS, fill=sheet.colours.paper, edge=sheet.colours.ink, width=1.4)
    sheet.write(left + 14, 2, then, colour=sheet.colours.ink2)
    x = left + 34 + 4.4 * len(then)
    sheet.dot(x, 5, _RADIUS, fill=sheet.colours.accent, edge=sheet.colours.accent)
    sheet.write(x + 9, 2, now, colour=sheet.colours.ink2)
    return sheet.figure


def _grid(top: float, count: int, pitch: float, *, narrow: bool) -> list[tuple[float, float]]:
    """Return from where to where a line of the scale runs: all the way, or where words stand between, past each row."""
    if not narrow:
        return [(_FOOT, top)]
    rows = (top - (place + 0.72) * pitch for place in range(count))
    return [(row - 2 * _RADIUS, row + 2 * _RADIUS) for row in rows]


def _one_pair(sheet: Sheet, pair: Pair, frame: tuple[float, float, float], y: float, *, narrow: bool) -> None:
    left, right, scale = frame
    colours = sheet.colours
    before, after = left + pair.before * scale, left + pair.after * scale
    said = f"{round(pair.before)} → {round(pair.after)}"
    sheet.write(0, y + (12 if narrow else -4), pair.name, size=STRONG, strong=pair.moved)
    dash = "-" if pair.moved else (0, (2, 2))
    sheet.line([(before, y), (after, y)], width=2.4 if pair.moved else 1.2, colour=colours.ink2, dash=dash)
    sheet.dot(before, y, _RADIUS, fill=colours.paper, edge=colours.ink, width=1.4)
    sheet.dot(after, y, _RADIUS, fill=colours.accent, edge=colours.accent)
    if narrow:
        sheet.write(right, y + 12, f"{said}, {pair.word}", strong=pair.moved, align="right")
        return
    sheet.write(right + 12, y - 4, said, size=STRONG, strong=pair.moved)
    sheet.write(right + 66, y - 3.5, pair.word, colour=colours.ink2)
