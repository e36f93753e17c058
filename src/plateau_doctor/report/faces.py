"""The shipped typeface, registered with reportlab once under names of our own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from plateau_doctor.report.text import is_seen, joined
from plateau_doctor.resources import resource

REGULAR = "PlateauSans"
STRONG = "PlateauSans-Strong"
_FILES = {REGULAR: "SourceSans3-Regular.ttf", STRONG: "SourceSans3-SemiBold.ttf"}


STAND_IN, _UNSEEN = "?", "\u200b"
"""Drawn for a sign that the faces lack, plain and said in words at the end; and for one that nobody sees."""


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
    """Return a text as it can be printed: cleaned, and with the faces knowing a stand-in for each sign they lack.

    The stand-in is drawn; who copies the text or has it read aloud gets the sign itself.
    """
    known, whole = register(), joined(text)
    for sign in set(whole) - {"\n"}:
        if ord(sign) not in known:
            _teach(ord(sign), STAND_IN if is_seen(sign) else _UNSEEN)
    return whole


def _teach(code: int, stand_in: str) -> None:
    """Let both faces draw a sign that they lack as another one."""
    for name in _FILES:
        face = pdfmetrics.getFont(name).face
        face.charToGlyph[code] = face.charToGlyph[ord(stand_in)]
        face.charWidths[code] = face.charWidths[ord(stand_in)]


def lacks(text: str) -> bool:
    """Tell whether a text holds signs that the faces lack."""
    known = register()
    return any(sign != "\n" and ord(sign) not in known and is_seen(sign) for sign in joined(text))


def width_of(text: str, face: str, size: float) -> float:
    """Return the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, face, size))
