"""The pictures of the sums: where the number of customers settles, and what one per cent does to profit."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from plateau_doctor.report.blocks import LeversData, PathsData
from plateau_doctor.report.palette import Palette
from plateau_doctor.report.sheet import BODY, NARROW, STRONG, Sheet

_DASHES: tuple[Any, ...] = ("-", (0, (5, 2.5)), (0, (1.5, 2)))
_APART, _LINE = 25.0, 12.5
"""Points between two labels of two lines each, and between lines of a key."""


def _spread(heights: list[float], lowest: float) -> list[float]:
    """Return label heights near those asked for, none under `lowest`, no two closer than two lines of text."""
    placed: dict[int, float] = {}
    below = max(heights) + _APART
    for place in sorted(range(len(heights)), key=lambda at: -heights[at]):
        below = placed[place] = min(heights[place], below - _APART)
    lift = max(0.0, lowest - below)
    return [placed[place] + lift for place in range(len(heights))]


def customer_paths(data: PathsData, width: float, palette: Palette | None = None) -> Figure:
    """Draw customers from today on: solid at this pace, dashed with more new ones, dotted with less loss."""
    narrow, count = width < NARROW, len(data.paths)
    below = (count * _LINE + 6) * narrow
    sheet = Sheet(width, 150 + below, palette)
    left, right, bottom, top = 34.0, width - (16.0 if narrow else 172.0), 18.0 + below, 134.0 + below
    reach, years = max(number for path in data.paths for number in path), len(data.paths[0]) - 1

    def at(year: float, number: float) -> tuple[float, float]:
        return left + year * (right - left) / years, bottom + (top - bottom) * number / max(reach, 1e-9)

    sheet.line([(left, bottom), (right, bottom)], width=0.8, colour=sheet.colours.edge)
    sheet.write(left - 5, bottom - 3, "0", align="right", colour=sheet.colours.ink2)
    sheet.write(left, bottom - 13, data.axis[0], colour=sheet.colours.ink2)
    sheet.write(right, bottom - 13, data.axis[1], align="right", colour=sheet.colours.ink2)
    heights = _spread([at(years, path[-1])[1] for path in data.paths], bottom + 8)
    for place, path in enumerate(data.paths):
        points = [at(year, number) for year, number in enumerate(path)]
        _pen(sheet, points, place)
        number, name = data.labels[place]
        if narrow:
            y = (count - 1 - place) * _LINE + 2
            _pen(sheet, [(0, y + 3), (22, y + 3)], place)
            sheet.write(28, y, f"{name}: {number}", colour=sheet.colours.ink)
            continue
        y = points[-1][1]
        if abs(heights[place] - y) > 1:
            tip = [(right, y), (right + 14, heights[place])]
            sheet.line(tip, width=0.6, colour=sheet.colours.edge)
        sheet.write(right + 18, heights[place] + 1, number, size=BODY, strong=place == 0)
        sheet.write(right + 18, heights[place] - 9.5, name, colour=sheet.colours.ink2)
    x, y = at(0, data.paths[0][0])
    sheet.dot(x, y, 3.5, fill=sheet.colours.accent, edge=sheet.colours.accent)
    sheet.write(x + 2, y - 14 if y > bottom + 24 else y + 10, data.today)
    return sheet.figure


def _pen(sheet: Sheet, points: list[tuple[float, float]], place: int) -> None:
    colour = sheet.colours.accent if place == 0 else sheet.colours.ink2
    sheet.line(points, width=2.2 if place == 0 else 1.4, colour=colour, dash=_DASHES[place])


def lever_bars(data: LeversData, width: float, palette: Palette | None = None) -> Figure:
    """Draw one bar a lever from the largest effect down, each with its money and its share of the profit."""
    narrow = width < NARROW
    pitch, left = (36.0, 0.0) if narrow else (22.0, 84.0)
    right = width if narrow else width - 168.0
    rows = sorted(data.levers, key=lambda lever: -lever[1])
    sheet = Sheet(width, pitch * len(rows) + 4, palette)
    largest = max(rows[0][1], 1e-9)
    for place, (name, effect, said, share) in enumerate(rows):
        y = sheet.height - (place + 1) * pitch + 6
        sheet.write(0, y + (15 if narrow else 1.5), name, size=BODY)
        sheet.box(left, y, right - left, 10, fill=sheet.colours.track)
        sheet.box(left, y, max(1.0, (right - left) * max(0.0, effect) / largest), 10, fill=sheet.colours.accent)
        if narrow:
            sheet.write(right, y + 15, f"{said}, {share}" if share else said, align="right")
            continue
        sheet.write(right + 10, y + 1, said, size=STRONG, strong=True)
        sheet.write(right + 78, y + 1, share, colour=sheet.colours.ink2)
    return sheet.figure
