"""The few paragraph styles of the printed report; every font name is our own, so that no other leaks in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from plateau_doctor.report.faces import REGULAR, STRONG
from plateau_doctor.report.palette import paper_palette

_SIZES = {
    "body": (10.5, 14.0, REGULAR),
    "strong": (10.5, 14.0, STRONG),
    "small": (9.0, 12.0, REGULAR),
    "small-strong": (9.0, 12.0, STRONG),
    "lead": (13.0, 18.0, REGULAR),
    "fact": (13.0, 16.5, STRONG),
    "verdict": (20.0, 25.0, STRONG),
    "h1": (20.0, 24.5, STRONG),
    "h2": (13.0, 17.0, STRONG),
    "h3": (10.5, 14.0, STRONG),
    "number": (17.0, 19.0, STRONG),
}
_SPACE = {
    "body": (0.0, 6.0),
    "lead": (0.0, 8.0),
    "verdict": (0.0, 6.0),
    "h1": (0.0, 8.0),
    "h2": (15.0, 5.0),
    "h3": (9.0, 3.0),
    "small": (0.0, 4.0),
}
_COLOURS = {"small": "ink2", "number": "accent", "lead": "ink2"}


def colour(token: str) -> Any:
    """Return a colour of the palette for reportlab."""
    return HexColor(getattr(paper_palette(), token))


@lru_cache(maxsize=64)
def style(name: str, *, tight: bool = False, indent: float = 0.0) -> ParagraphStyle:
    """Return a style by its name; `tight` has no space around it, `indent` is in points."""
    size, leading, face = _SIZES[name]
    before, after = (0.0, 0.0) if tight else _SPACE.get(name, (0.0, 0.0))
    return ParagraphStyle(
        f"{name}-{tight}-{indent}",
        fontName=face,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletFontName=face,
        bulletFontSize=size,
        textColor=colour(_COLOURS.get(name, "ink")),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        keepWithNext=int(name.startswith("h")),
    )
