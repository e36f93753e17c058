"""The pictures of the report for a screen: the same figures in a theme's colours, each with its sentence and table."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from plateau_doctor.core.compare import Comparison
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.steps import step
from plateau_doctor.report import blocks as b
from plateau_doctor.report.page_answer import verdict_grid
from plateau_doctor.report.page_change import change_picture
from plateau_doctor.report.page_standing import revenue_picture, rough
from plateau_doctor.report.page_sums import customer_picture, lever_picture
from plateau_doctor.report.page_together import gap_picture
from plateau_doctor.report.palette import Palette

_GRID, _WIDE = 330.0, 520.0
"""Greatest widths in points."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, the sentence that stands in for it, and its values as a table."""

    title: str
    sentence: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    png: bytes


@dataclass(frozen=True, slots=True)
class Subject:
    """What pictures are drawn of: a result in words, the inflation it was worked out with, and a comparison."""

    phrasing: Phrasing
    inflation: Inflation
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn, with its title and its values as a table."""

    title: str
    figure: b.Figure
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widest: float = _WIDE


def draw_pictures(
    names: Iterable[str], of: Subject, colours: Mapping[str, str], width: float, pixels: float
) -> tuple[Picture, ...]:
    """Return those of the named pictures that there are: at most `width` points wide, `pixels` a point, in colours.

    KeyError for a name that is not one of `grid`, `revenue`, `ceiling`, `levers`, `gaps` and `change`.
    """
    palette = Palette(**{one.name: colours[one.name] for one in fields(Palette)})
    drawings = (_DRAWINGS[name](of) for name in names)
    return tuple(
        Picture(
            one.title,
            one.figure.alt,
            one.head,
            one.rows,
            png_of(one.figure.data, min(width, one.widest), pixels, palette),
        )
        for one in drawings
        if one is not None
    )


def _grid(of: Subject) -> _Drawing | None:
    figure = verdict_grid(of.phrasing)
    if figure is None or not isinstance(figure.data, b.GridData):
        return None
    return _Drawing("", figure, (_("Where it is going"), _("Chance")), figure.data.rows, _GRID)


def _revenue(of: Subject) -> _Drawing | None:
    found = revenue_picture(of.phrasing, of.inflation)
    if found is None or not isinstance(found[1].data, b.RevenueData):
        return None
    title, figure = found
    data = found[1].data
    booked, *held = data.series
    reckoned = [[value and rough(value) for value in series.values] for series in held]
    columns = [[_amount(of.phrasing, value) for value in values] for values in (booked.values, *reckoned)]
    rows = tuple(zip(map(str, data.years), *columns, strict=True))
    return _Drawing(title, figure, (_("Year"), *(series.name for series in data.series)), rows)


def _ceiling(of: Subject) -> _Drawing | None:
    figure = customer_picture(of.phrasing)
    if figure is None or not isinstance(figure.data, b.PathsData):
        return None
    whole, data = of.phrasing.formats.whole, figure.data
    head = (_("Years from now"), *(name for _number, name in data.labels))
    rows = tuple((str(year), *map(whole, numbers)) for year, numbers in enumerate(zip(*data.paths, strict=True)))
    return _Drawing("", figure, head, rows)


def _levers(of: Subject) -> _Drawing | None:
    figure = lever_picture(of.phrasing)
    if figure is None or not isinstance(figure.data, b.LeversData):
        return None
    rows = tuple((name, said, share) for name, _effect, said, share in figure.data.levers)
    return _Drawing("", figure, (_("One per cent on"), _("Profit"), _("Share")), rows)


def _gaps(of: Subject) -> _Drawing | None:
    figure = gap_picture(of.phrasing)
    if figure is None or not isinstance(figure.data, b.GapsData):
        return None
    head = (_("Question"), *(capital(role) for role in figure.data.key), _("Apart"))
    rows = tuple((row.name, step(row.sales), step(row.marketing), row.said) for row in figure.data.rows)
    return _Drawing(_("Where sales and marketing see it differently"), figure, head, rows)


def _change(of: Subject) -> _Drawing | None:
    figure = change_picture(of.phrasing, of.comparison) if of.comparison is not None else None
    if figure is None or not isinstance(figure.data, b.PairsData):
        return None
    then, now = figure.data.key
    pairs = figure.data.pairs
    rows = tuple((pair.name, str(round(pair.before)), str(round(pair.after)), pair.word) for pair in pairs)
    return _Drawing("", figure, (_("Area"), then, now, _("Change")), rows)


_DRAWINGS: Mapping[str, Callable[[Subject], _Drawing | None]] = {
    "grid": _grid,
    "revenue": _revenue,
    "ceiling": _ceiling,
    "levers": _levers,
    "gaps": _gaps,
    "change": _change,
}


def _amount(phrasing: Phrasing, value: float | None) -> str:
    return "–" if value is None else phrasing.formats.money(value, phrasing.checkup.business.currency)


def png_of(data: b.ChartData, width: float, pixels: float, palette: Palette | None = None) -> bytes:
    """Return a chart as PNG, `width` points wide with `pixels` a point; its colours are those of paper unless told."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from plateau_doctor.report.charts import draw

    figure = draw(data, width, palette)
    figure.set_dpi(72 * pixels)
    made = io.BytesIO()
    FigureCanvasAgg(figure).print_png(made)  # type: ignore[no-untyped-call]  # matplotlib leaves it without types
    return made.getvalue()
