"""An empty sheet to draw a chart on, measured in points, with the few pens of the house style."""

from __future__ import annotations

from typing import Any, Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon, Rectangle
from matplotlib.transforms import Affine2D

from plateau_doctor.report.palette import Palette, paper_palette
from plateau_doctor.report.text import one_line
from plateau_doctor.resources import resource

SMALL, BODY, STRONG = 9.0, 10.5, 12.0
NARROW = 360.0
"""Points under which a chart writes its words above and below its picture, not beside it."""
_LONGEST = 60
_HATCH_STEP = 3.4


class Sheet:
    """A figure of a size in points with a few pens; x grows to the right and y upwards, from the lower left."""

    def __init__(self, width: float, height: float, colours: Palette | None = None) -> None:
        """Make an empty, see-through sheet in the colours of paper, or in those of a screen."""
        self.width, self.height = width, height
        self.colours = colours or paper_palette()
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
        # Straight on the figure: axes with their ticks and limits take half of the time, and a sheet has none.
        self._points = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans

    def write(  # noqa: PLR0913 - where, what and the pen
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = SMALL,
        strong: bool = False,
        colour: str = "",
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write one line with its baseline at y; markup and formulas are shown as typed."""
        face = "SourceSans3-SemiBold.ttf" if strong else "SourceSans3-Regular.ttf"
        font = FontProperties(fname=str(resource("fonts", face)), size=size, weight="semibold" if strong else "normal")
        self.figure.text(
            x,
            y,
            one_line(text, _LONGEST),
            fontproperties=font,
            color=colour or self.colours.ink,
            ha=align,
            va="baseline",
            parse_math=False,
            transform=self._points,
        )

    def lines(self, x: float, y: float, parts: list[str], *, leading: float = 10.5, **pen: Any) -> None:
        """Write several lines downwards from a first baseline."""
        for place, part in enumerate(parts):
            self.write(x, y - place * leading, part, **pen)

    def line(self, points: list[tuple[float, float]], *, width: float = 1.0, colour: str = "", dash: Any = "-") -> None:
        """Draw a line through points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        pen = Line2D(xs, ys, linewidth=width, color=colour or self.colours.ink, linestyle=dash, transform=self._points)
        pen.set_solid_capstyle("butt")
        self.figure.add_artist(pen)

    def box(  # noqa: PLR0913 - where, how large and the pen
        self, x: float, y: float, width: float, height: float, *, fill: str = "none", edge: str = "none"
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        line_width = 0.8 if edge != "none" else 0.0
        shape = Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=line_width)
        self._add(shape)

    def dot(  # noqa: PLR0913 - where, how large and the pen
        self, x: float, y: float, radius: float, *, fill: str, edge: str, width: float = 1.2
    ) -> None:
        """Draw a circle around a centre, above all lines."""
        above = Line2D.zorder + 0.5
        self._add(Circle((x, y), radius, facecolor=fill, edgecolor=edge, linewidth=width, zorder=above))

    def triangle(self, x: float, y: float, radius: float, *, fill: str, edge: str) -> None:
        """Draw a triangle that points up around a centre, above all lines."""
        above = Line2D.zorder + 0.5
        points = [(x - radius, y - 0.8 * radius), (x + radius, y - 0.8 * radius), (x, y + radius)]
        self._add(Polygon(points, closed=True, facecolor=fill, edgecolor=edge, linewidth=1.4, zorder=above))

    def _add(self, shape: Patch) -> None:
        shape.set_transform(self._points)
        self.figure.add_artist(shape)

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle filled with slanted lines."""
        self.box(x, y, width, height, fill=self.colours.paper)
        offset = _HATCH_STEP - height
        while offset < width:
            start, end = max(0.0, offset), min(width, offset + height)
            if end > start:
                points = [(x + start, y + start - offset), (x + end, y + end - offset)]
                self.line(points, width=0.7, colour=self.colours.accent)
            offset += _HATCH_STEP
        self.box(x, y, width, height, edge=self.colours.accent)

    def capped(self, x: float, end: float, y: float) -> None:
        """Draw a level line with a cap at both ends."""
        self.line([(x, y), (end, y)], width=1.2)
        for at in (x, end):
            self.line([(at, y - 2.5), (at, y + 2.5)], width=1.2)
