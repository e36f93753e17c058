"""The shipped typeface, registered with reportlab once under names of our own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from plateau_doctor.report.text import fitted, has_unprintable
from plateau_doctor.resources import resource

REGULAR = "PlateauSans"
STRONG = "PlateauSans-Strong"
_FILES = {REGULAR: "SourceSans3-Regular.ttf", STRONG: "SourceSans3-SemiBold.ttf"}


def face_path(name: str) -> Path:
    """Return the file of a face."""
    return resource("fonts", _FILES[name])


@lru_cache(maxsize=1)
def register() -> frozenset[int]:
    """Make both faces known to reportlab; return the code points that both have."""
    known = []
    for name in _FILES:
        font = TTFont(name, str(face_path(name)))
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG)
    return known[0] & known[1]


def printable(text: str) -> str:
    """Return a text as it can be printed: cleaned, and with a stand-in for signs that the faces lack."""
    return fitted(text, register())


def lacks(text: str) -> bool:
    """Tell whether a text holds signs that the faces lack."""
    return has_unprintable(text, register())


def width_of(text: str, face: str, size: float) -> float:
    """Return the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
