"""The few paragraph styles of the printed report; every font name is our own, so that no other leaks in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from plateau_doctor.report.faces import REGULAR, STRONG
from plateau_doctor.report.palette import Palette

_SIZES = {
    "body": (10.5, 14.0, REGULAR),
    "strong": (10.5, 14.0, STRONG),
    "small": (9.0, 12.0, REGULAR),
    "small-strong": (9.0, 12.0, STRONG),
    "dot": (10.5, 14.0, REGULAR),
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
_SMALLEST, _LEAST_LARGE, _GROWTH = 9.0, 16.0, 1.25
_COLOURS = {"small": "ink2", "dot": "accent", "number": "accent", "lead": "ink2"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is dressed: its colours, and whether in large print, where no letter is under 16 points."""

    palette: Palette
    large: bool = False

    def colour(self, token: str) -> Any:
        """Return a colour of the palette for reportlab."""
        return HexColor(getattr(self.palette, token))

    def style(self, name: str, *, tight: bool = False, indent: float = 0.0) -> ParagraphStyle:
        """Return a style by its name; `tight` has no space around it, `indent` is in points."""
        return _style(self, name, tight, indent)

    def size(self, points: float) -> float:
        """Return a size of letters in points."""
        return max(_LEAST_LARGE, points * _GROWTH) if self.large else points

    @property
    def unit(self) -> float:
        """By how much what goes with letters grows with them: indents, numbers, pictures."""
        return _LEAST_LARGE / _SMALLEST if self.large else 1.0


@lru_cache(maxsize=256)
def _style(look: Look, name: str, tight: bool, indent: float) -> ParagraphStyle:
    usual, leading, face = _SIZES[name]
    size = look.size(usual)
    before, after = (0.0, 0.0) if tight else _SPACE.get(name, (0.0, 0.0))
    return ParagraphStyle(
        f"{name}-{tight}-{indent}-{look.large}",
        fontName=face,
        fontSize=size,
        leading=leading * size / usual,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent * look.unit,
        bulletFontName=face,
        bulletFontSize=size,
        textColor=look.colour(_COLOURS.get(name, "ink")),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        keepWithNext=int(name.startswith("h")),
    )
