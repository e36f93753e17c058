"""A chart as SVG to stand inside a page: letters as shapes, no name that another chart on the page has too."""

from __future__ import annotations

import io
from threading import Lock
from typing import Any
from xml.etree import ElementTree as ET

from plateau_doctor.report import blocks as b

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SETTINGS: Any = {"svg.fonttype": "path", "svg.hashsalt": "plateau-doctor"}
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}
_one_at_a_time = Lock()


def svg_of(figure: b.Figure, width: float, prefix: str) -> str:
    """Return a figure as an SVG element that is read aloud as its sentence; `prefix` begins each of its ids."""
    root = _drawn(figure.data, width)
    _rename(root, prefix)
    root.set("xmlns", _SVG[1:-1])
    root.set("role", "img")
    root.set("aria-label", figure.alt)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _drawn(data: b.ChartData, width: float) -> ET.Element:
    """Return what matplotlib draws; its settings belong to the process, so one is drawn at a time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    from plateau_doctor.report.charts import draw

    made = io.BytesIO()
    with _one_at_a_time, mpl.rc_context(_SETTINGS):
        FigureCanvasSVG(draw(data, width)).print_svg(made, metadata=_NOTHING)  # type: ignore[no-untyped-call]
    return ET.fromstring(made.getvalue())  # noqa: S314 - written by our own program a line above


def _rename(root: ET.Element, prefix: str) -> None:
    """Make the tree fit for a page: plain names, only the ids that are referred to, and no rules for other elements."""
    for parent in list(root.iter()):
        for style in parent.findall(f"{_SVG}style"):
            parent.remove(style)
    root.set("style", "stroke-linejoin:round;stroke-linecap:butt")  # what those rules said
    used = {one.get(_LINK, "")[1:] for one in root.iter()}
    for one in root.iter():
        one.tag = one.tag.removeprefix(_SVG)
        one.text = one.tail = None
        name = one.attrib.pop("id", "")
        if name and (name in used or one.tag == "clipPath"):
            one.set("id", prefix + name)
        if link := one.attrib.pop(_LINK, ""):
            one.set("href", f"#{prefix}{link[1:]}")
        if clip := one.get("clip-path"):
            one.set("clip-path", clip.replace("url(#", f"url(#{prefix}"))
        if shape := one.get("d"):
            one.set("d", " ".join(shape.split()))
