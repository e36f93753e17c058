"""Draws a matplotlib figure as vectors on a reportlab canvas, in the fonts that the report embeds anyway."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.path import Path
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

from plateau_doctor.report.faces import REGULAR, STRONG, printable, width_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _face(prop: FontProperties) -> str:
    """Return our face for a weight; everything from 600 up is the strong one."""
    weight = prop.get_weight()
    heavy = weight >= 600 if isinstance(weight, int) else weight in ("semibold", "demibold", "bold", "heavy", "black")
    return STRONG if heavy else REGULAR


class CanvasRenderer(RendererBase):
    """A matplotlib renderer of one point a unit, with the origin at the lower left as on the canvas."""

    def __init__(self, canvas: Any, width: float, height: float) -> None:
        """Keep the canvas and the figure's size in points."""
        super().__init__()
        self._canvas, self._width, self._height = canvas, width, height

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the figure's size in points."""
        return self._width, self._height

    def flipy(self) -> bool:
        """Say that y grows upwards."""
        return False

    def points_to_pixels(self, points: Any) -> Any:
        """Return the same: a pixel is a point."""
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Fill and stroke one path."""
        canvas = self._canvas
        line_width, rgb = float(gc.get_linewidth()), gc.get_rgb()
        stroke = line_width > 0 and (len(rgb) < 4 or rgb[3] > 0)
        fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        if not (fill or stroke):
            return
        canvas.saveState()
        self._clip(gc)
        if fill:
            canvas.setFillColor(_colour(rgbFace))
        if stroke:
            self._set_pen(gc, line_width, rgb)
        canvas.drawPath(self._path(path, transform), stroke=int(stroke), fill=int(fill))
        canvas.restoreState()

    def draw_image(self, *_args: Any, **_named: Any) -> None:
        """Refuse pixels: a chart of ours has none."""
        message = "charts are vectors only"
        raise NotImplementedError(message)

    def draw_text(  # noqa: PLR0913, PLR0917 - matplotlib calls it so
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Draw one line of text from its baseline, turned by `angle` degrees."""
        del ismath, mtext
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColor(_colour(gc.get_rgb()[:3]))
        canvas.setFont(_face(prop), prop.get_size_in_points())
        canvas.translate(float(x), float(y))
        if angle:
            canvas.rotate(angle)
        canvas.drawString(0, 0, printable(s))
        canvas.restoreState()

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Return width, height and descent of a line in points, by the font's own measures."""
        del ismath
        face, size = _face(prop), float(prop.get_size_in_points())
        ascent, descent = pdfmetrics.getAscentDescent(face, size)
        return width_of(printable(s), face, size), ascent - descent, -descent

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        ascent, descent = pdfmetrics.getAscentDescent(_face(prop), float(prop.get_size_in_points()))
        return ascent, -descent, 0.0

    def _set_pen(self, gc: GraphicsContextBase, line_width: float, rgb: Sequence[float]) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(_colour(rgb))
        canvas.setLineWidth(line_width)
        canvas.setLineCap(_CAPS[gc.get_capstyle()])
        canvas.setLineJoin(_JOINS[gc.get_joinstyle()])
        dash_pattern: Any = gc.get_dashes()
        offset, dashes = dash_pattern
        if dashes is not None:
            canvas.setDash([float(dash) for dash in dashes], float(offset or 0))

    def _clip(self, gc: GraphicsContextBase) -> None:
        canvas = self._canvas
        bounds = gc.get_clip_rectangle()
        if bounds is not None:
            outline = canvas.beginPath()
            outline.rect(*(float(value) for value in bounds.bounds))
            canvas.clipPath(outline, stroke=0, fill=0)
        clip: Any = gc.get_clip_path()
        path, transform = clip
        if path is not None and transform is not None:
            canvas.clipPath(self._path(path, transform), stroke=0, fill=0)

    def _path(self, path: Path, transform: Transform) -> Any:
        """Return the canvas's path of a matplotlib path."""
        result = self._canvas.beginPath()
        last = (0.0, 0.0)
        for values, code in path.iter_segments(transform, remove_nans=True, simplify=False, curves=True):
            points = [float(value) for value in values]
            if code == Path.CLOSEPOLY:
                result.close()
                continue
            if code == Path.MOVETO:
                result.moveTo(*points)
            elif code == Path.LINETO:
                result.lineTo(*points)
            elif code == Path.CURVE4:
                result.curveTo(*points)
            else:
                result.curveTo(*_cubic(last, points))
            last = (points[-2], points[-1])
        return result


def _cubic(start: tuple[float, float], points: Sequence[float]) -> tuple[float, ...]:
    """Return the cubic curve that equals a quadratic one."""
    (x0, y0), (x1, y1, x2, y2) = start, points
    third = 2 / 3
    return (
        x0 + third * (x1 - x0),
        y0 + third * (y1 - y0),
        x2 + third * (x1 - x2),
        y2 + third * (y1 - y2),
        x2,
        y2,
    )


def _colour(rgb: Sequence[float]) -> Any:
    red, green, blue = (float(value) for value in rgb[:3])
    return Color(red, green, blue, alpha=float(rgb[3]) if len(rgb) > 3 else 1)


def draw_figure(figure: Figure, canvas: Any, x: float, y: float) -> None:
    """Draw a figure with its lower left corner at (x, y), one inch as 72 points."""
    figure.set_dpi(72)
    width, height = (float(size) * 72 for size in figure.get_size_inches())
    canvas.saveState()
    canvas.translate(x, y)
    figure.draw(CanvasRenderer(canvas, width, height))
    canvas.restoreState()
