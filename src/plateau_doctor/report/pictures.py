"""The pictures of the report for a screen: the same figures in a theme's colours, each with its sentence and table."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, fields

from plateau_doctor.core.compare import Comparison
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.steps import step
from plateau_doctor.report import blocks as b
from plateau_doctor.report.page_answer import capital, verdict_grid
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


def draw_change(
    phrasing: Phrasing, one: Comparison, colours: Mapping[str, str], width: float, pixels: float
) -> tuple[Picture, ...]:
    """Return the picture of what changed since an earlier check-up, measured as by `draw_pictures`."""
    figure = change_picture(phrasing, one)
    if figure is None or not isinstance(figure.data, b.PairsData):
        return ()
    then, now = figure.data.key
    rows = tuple((pair.name, str(round(pair.before)), str(round(pair.after)), pair.word) for pair in figure.data.pairs)
    head = (_("Area"), then, now, _("Change"))
    return (Picture("", figure.alt, head, rows, png_of(figure.data, min(width, _WIDE), pixels, _palette(colours))),)


def _palette(colours: Mapping[str, str]) -> Palette:
    return Palette(**{one.name: colours[one.name] for one in fields(Palette)})


def draw_pictures(
    phrasing: Phrasing, inflation: Inflation, colours: Mapping[str, str], width: float, pixels: float
) -> tuple[Picture, ...]:
    """Return the pictures of a result: at most `width` points wide, `pixels` a point, in the colours of a theme."""
    palette = _palette(colours)
    found: list[Picture] = []
    if (grid := verdict_grid(phrasing)) is not None and isinstance(grid.data, b.GridData):
        png = png_of(grid.data, min(width, _GRID), pixels, palette)
        odds = (_("Where it is going"), _("Chance"))
        found.append(Picture(_("Where you stand"), grid.alt, odds, grid.data.rows, png))
    if (revenue := revenue_picture(phrasing, inflation)) is not None and isinstance(revenue[1].data, b.RevenueData):
        title, figure = revenue
        data = revenue[1].data
        head = (_("Year"), *(series.name for series in data.series))
        booked, *held = data.series
        reckoned = [[value and rough(value) for value in series.values] for series in held]
        columns = [[_amount(phrasing, value) for value in values] for values in (booked.values, *reckoned)]
        years = [str(year) for year in data.years]
        rows = tuple(zip(years, *columns, strict=True))
        found.append(Picture(title, figure.alt, head, rows, png_of(data, min(width, _WIDE), pixels, palette)))
    if (paths := customer_picture(phrasing)) is not None and isinstance(paths.data, b.PathsData):
        whole = phrasing.formats.whole
        head = (_("Years from now"), *(name for _number, name in paths.data.labels))
        rows = tuple(
            (str(year), *map(whole, numbers)) for year, numbers in enumerate(zip(*paths.data.paths, strict=True))
        )
        title = phrasing.words.messages["sum.ceiling.title"]
        found.append(Picture(title, paths.alt, head, rows, png_of(paths.data, min(width, _WIDE), pixels, palette)))
    if (levers := lever_picture(phrasing)) is not None and isinstance(levers.data, b.LeversData):
        head = (_("One per cent on"), _("Profit"), _("Share"))
        rows = tuple((name, said, share) for name, _effect, said, share in levers.data.levers)
        title = phrasing.words.messages["sum.levers.title"]
        found.append(Picture(title, levers.alt, head, rows, png_of(levers.data, min(width, _WIDE), pixels, palette)))
    if (gaps := gap_picture(phrasing)) is not None and isinstance(gaps.data, b.GapsData):
        head = (_("Question"), *(capital(role) for role in gaps.data.key), _("Apart"))
        rows = tuple((row.name, step(row.sales), step(row.marketing), row.said) for row in gaps.data.rows)
        title = _("Where sales and marketing see it differently")
        found.append(Picture(title, gaps.alt, head, rows, png_of(gaps.data, min(width, _WIDE), pixels, palette)))
    return tuple(found)


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
