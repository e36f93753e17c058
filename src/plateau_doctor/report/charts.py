"""The report's pictures as matplotlib figures; never through pyplot.

Every picture reads in grey: a shape, a word and a number say what a tone says. No text is under 9 points.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from plateau_doctor.report.blocks import (
    Bar,
    BarsData,
    ChainData,
    ChartData,
    GapsData,
    GridData,
    LeversData,
    PairsData,
    PathsData,
    RevenueData,
    Series,
)
from plateau_doctor.report.change_chart import score_pairs
from plateau_doctor.report.gap_chart import role_gaps
from plateau_doctor.report.palette import Palette
from plateau_doctor.report.sheet import BODY, NARROW, STRONG, Sheet
from plateau_doctor.report.sum_charts import customer_paths, lever_bars


def verdict_grid(data: GridData, width: float, palette: Palette | None = None) -> Figure:
    """Draw where the business stands: rows for where it is going, columns for how well it is run."""
    label, foot, cell_height = 56.0, 41.0, 44.0
    sheet = Sheet(width, foot + 3 * cell_height + 1, palette)
    colours, cell = sheet.colours, (width - label - 1) / 3
    for row, names in enumerate(data.cells):
        bottom = foot + (2 - row) * cell_height
        strong = data.sure and row == data.own[0]
        sheet.write(label - 7, bottom + 27, data.rows[row][0], strong=strong, align="right")
        sheet.write(label - 7, bottom + 15, data.rows[row][1], strong=strong, colour=colours.ink2, align="right")
        for column, name in enumerate(names):
            own = data.sure and (row, column) == data.own
            fill, edge = (colours.accent_soft, colours.accent) if own else (colours.paper, colours.edge)
            left = label + column * cell
            sheet.box(left + 1.2, bottom + 1.2, cell - 2.4, cell_height - 2.4, fill=fill, edge=edge)
            parts = textwrap.wrap(name, max(8, int(cell / 4.6)))[:2]
            sheet.lines(left + 6, bottom + cell_height - 12, parts, strong=own, leading=9.8, colour=colours.ink)
    for column, (name, small) in enumerate(data.columns):
        middle, strong = label + (column + 0.5) * cell, column == data.own[1]
        sheet.write(middle, foot - 11, name, strong=strong, align="center")
        sheet.write(middle, foot - 21.5, small, strong=strong, colour=colours.ink2, align="center")
    sheet.write(label + 1.5 * cell, 4, data.column_title, colour=colours.ink2, align="center")
    y = foot + (2 - data.own[0]) * cell_height + 10
    sheet.capped(label + data.low * cell, label + data.high * cell, y)
    fill = colours.accent if data.sure else colours.paper
    sheet.dot(label + data.x * cell, y, 4.5, fill=fill, edge=colours.accent if data.sure else colours.ink, width=1.5)
    return sheet.figure


_PITCH, _BARS_HEAD, _BARS_FOOT = 32.0, 27.0, 20.0
_KEY_LINE = 12.5


def area_bars(data: BarsData, width: float, palette: Palette | None = None) -> Figure:
    """Draw one bar an area: solid what counts, hatched what was claimed beyond it, the likely range beneath."""
    narrow = width < NARROW
    left, right = (0.0, width) if narrow else (104.0, width - 134.0)
    head, pitch = (0.0, _PITCH + 14) if narrow else (_BARS_HEAD, _PITCH)
    foot = _BARS_FOOT + (len(data.key) - 1) * _KEY_LINE * narrow
    sheet = Sheet(width, head + pitch * len(data.bars) + foot, palette)
    scale = (right - left) / 100
    top, bottom = sheet.height - head, foot
    if not narrow:
        _bands(sheet, data, left, scale)
    for place, bar in enumerate(data.bars):
        y = top - (place + 1) * pitch
        for edge in (0.0, *data.edges, 100.0):
            high = y + 28 if narrow else top + 2
            low = y + 8 if narrow else bottom + 4
            sheet.line([(left + edge * scale, low), (left + edge * scale, high)], width=0.6, colour=sheet.colours.edge)
        _one_bar(sheet, bar, (left, right, scale), y, narrow=narrow)
    _key(sheet, data.key, left, narrow=narrow)
    return sheet.figure


def _bands(sheet: Sheet, data: BarsData, left: float, scale: float) -> None:
    """Write the word of each band above it."""
    top = sheet.height - _BARS_HEAD
    for word, start, end in zip(data.bands, (0.0, *data.edges), (*data.edges, 100.0), strict=True):
        parts = textwrap.wrap(word, max(10, int((end - start) * scale / 4.2)))[:2]
        y = top + 6 + 10.5 * (len(parts) - 1)
        sheet.lines(left + (start + end) / 2 * scale, y, parts, colour=sheet.colours.ink2, align="center")


def _one_bar(sheet: Sheet, bar: Bar, frame: tuple[float, float, float], bottom: float, *, narrow: bool) -> None:
    left, right, scale = frame
    y, colours = bottom + 14, sheet.colours
    said = f"{bar.name}, {bar.mark}" if narrow and bar.mark else bar.name
    sheet.write(0, y + (17 if narrow else 1.5), said, size=STRONG, strong=bool(bar.mark))
    if bar.mark and not narrow:
        sheet.write(0, y - 9.5, bar.mark, strong=True)
    sheet.box(left, y, right - left, 10, fill=colours.track)
    if bar.score is None or bar.low is None or bar.high is None:
        x, line = (right, y + 17) if narrow else (right + 10, y + 1.5)
        sheet.write(x, line, bar.word, colour=colours.ink2, align="right" if narrow else "left")
        return
    if bar.claimed is not None and bar.claimed > bar.score + 0.5:
        sheet.hatched(left + bar.score * scale, y, (bar.claimed - bar.score) * scale, 10)
    sheet.box(left, y, bar.score * scale, 10, fill=colours.accent)
    sheet.capped(left + bar.low * scale, left + bar.high * scale, y - 5.5)
    if narrow:
        sheet.write(right, y + 17, f"{round(bar.score)}, {bar.word}", colour=colours.ink, align="right")
        return
    sheet.write(right + 26, y + 1, str(round(bar.score)), size=STRONG, strong=True, align="right")
    first, *rest = textwrap.wrap(bar.word, 24)[:2] or [""]
    sheet.lines(right + 34, y + (6.5 if rest else 1.5), [first, *rest], colour=colours.ink2)


def _key(sheet: Sheet, words: tuple[str, str, str], left: float, *, narrow: bool) -> None:
    """Write the key, on one line where there is room: solid, hatched, range."""
    x, y, colours = left, 2.0 + (len(words) - 1) * _KEY_LINE * narrow, sheet.colours
    for place, word in enumerate(words):
        if place == 0:
            sheet.box(x, y - 0.5, 16, 7, fill=colours.accent)
        elif place == 1:
            sheet.hatched(x, y - 0.5, 16, 7)
        else:
            sheet.capped(x, x + 16, y + 3)
        sheet.write(x + 21, y, word, colour=colours.ink2)
        if narrow:
            y -= _KEY_LINE
        else:
            x += 21 + 4.4 * len(word) + 16


def sales_chain(data: ChainData, width: float, palette: Palette | None = None) -> Figure:
    """Draw the steps of a sale as a chain; the weakest has a dashed link, an open ring and the words for it."""
    pitch, radius = width / len(data.steps), 15.0
    most = 4 if width < NARROW else 2
    names = [textwrap.wrap(name, max(8, int(pitch / 4.6)))[:most] for name, _step in data.steps]
    deepest = max(len(parts) + (place in data.weakest) for place, parts in enumerate(names))
    sheet = Sheet(width, 2 * radius + 10 + 10.5 * deepest, palette)
    colours, y = sheet.colours, sheet.height - radius - 2
    for place, (_name, step) in enumerate(data.steps):
        x, weak = (place + 0.5) * pitch, place in data.weakest
        if place:
            dash, pen = ((0, (2, 2)), colours.ink) if weak else ("-", colours.accent)
            sheet.line([(x - pitch + radius, y), (x - radius, y)], width=2.0, colour=pen, dash=dash)
        fill, edge = (colours.paper, colours.ink) if weak else (colours.accent_soft, colours.accent)
        sheet.dot(x, y, radius, fill=fill, edge=edge, width=2.4 if weak else 1.2)
        sheet.write(x, y - 4.2, step, size=STRONG, strong=True, align="center")
        parts = [*names[place], data.caption] if weak else names[place]
        sheet.lines(x, y - radius - 11, parts, align="center", strong=weak)
    return sheet.figure


def revenue_lines(data: RevenueData, width: float, palette: Palette | None = None) -> Figure:
    """Draw revenue over the years from zero: as booked dashed with rings, after inflation solid with dots."""
    narrow = width < NARROW
    below = (len(data.series) * _KEY_LINE + 6) * narrow
    sheet = Sheet(width, 118 + below, palette)
    left, right, bottom, top = 26.0, width - (24.0 if narrow else 168.0), 18.0 + below, 98.0 + below
    known = [value for series in data.series for value in series.values if value is not None]
    highest, steps = max(known), max(1, len(data.years) - 1)
    sheet.line([(12, bottom), (right + 10, bottom)], width=0.8, colour=sheet.colours.edge)
    sheet.write(2, bottom - 3, "0", colour=sheet.colours.ink2)

    def at(place: int, value: float) -> tuple[float, float]:
        return left + place * (right - left) / steps, bottom + (top - bottom) * max(0.0, value) / highest

    for place, year in enumerate(data.years):
        sheet.write(at(place, 0)[0], bottom - 13, str(year), align="center", colour=sheet.colours.ink2)
    taken: list[float] = []
    for order, series in enumerate(data.series):
        x, y = _one_series(sheet, series, at, solid=order == len(data.series) - 1)
        if narrow:
            _named_below(sheet, series, (len(data.series) - 1 - order) * _KEY_LINE + 2, solid=order > 0)
            continue
        while any(abs(y - 3 - other) < 24 for other in taken):
            y -= 1
        taken.append(y - 3)
        sheet.write(x + 11, y + 2, series.last, size=BODY, strong=True)
        sheet.write(x + 11, y - 8.5, series.name, colour=sheet.colours.ink2)
    return sheet.figure


def _named_below(sheet: Sheet, series: Series, y: float, *, solid: bool) -> None:
    """Write what a line is and where it ends, beside a piece of it."""
    _pen(sheet, [(0, y + 3), (11, y + 3), (22, y + 3)], solid=solid, dots=slice(1, 2))
    words = f"{series.name}: {series.first}, {series.last}" if series.first else f"{series.name}: {series.last}"
    sheet.write(28, y, words, colour=sheet.colours.ink)


def _one_series(
    sheet: Sheet, series: Series, at: Callable[[int, float], tuple[float, float]], *, solid: bool
) -> tuple[float, float]:
    """Draw one line and return where it ends."""
    points = [at(place, value) for place, value in enumerate(series.values) if value is not None]
    _pen(sheet, points, solid=solid)
    if series.first and sheet.width >= NARROW:
        sheet.write(points[0][0] - 6, points[0][1] + 8, series.first)
    return points[-1]


def _pen(sheet: Sheet, points: list[tuple[float, float]], *, solid: bool, dots: slice = slice(None)) -> None:
    colours = sheet.colours
    sheet.line(
        points,
        width=2.2 if solid else 1.2,
        colour=colours.accent if solid else colours.ink2,
        dash="-" if solid else (0, (4, 2.5)),
    )
    for x, y in points[dots]:
        fill, edge = (colours.accent, colours.accent) if solid else (colours.paper, colours.ink2)
        sheet.dot(x, y, 3.0, fill=fill, edge=edge)


_DRAWN_BY: dict[type, Callable[[Any, float, Palette | None], Figure]] = {
    GridData: verdict_grid,
    BarsData: area_bars,
    ChainData: sales_chain,
    RevenueData: revenue_lines,
    PathsData: customer_paths,
    LeversData: lever_bars,
    PairsData: score_pairs,
    GapsData: role_gaps,
}


def draw(data: ChartData, width: float, palette: Palette | None = None) -> Figure:
    """Return the picture of any chart data at a width in points; its height follows from what it shows.

    Its colours are those of paper unless told.
    """
    return _DRAWN_BY[type(data)](data, width, palette)


def warm() -> None:
    """Draw an empty sheet once, which loads the fonts' list."""
    Sheet(10, 10).write(1, 1, "a")
