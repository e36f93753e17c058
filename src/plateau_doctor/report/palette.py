"""The colours of paper: the light theme's tokens on white, read from theme.json where it is there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

from plateau_doctor.resources import resource

_DEFAULTS = {
    "ink": "#1B1C1D",
    "ink2": "#45474A",
    "ink3": "#63625E",
    "line": "#DEDBD4",
    "edge": "#85817A",
    "accent": "#0B5566",
    "accent_soft": "#E2EEF0",
    "track": "#E6E3DC",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #RRGGBB; the page itself is white."""

    ink: str
    ink2: str
    ink3: str
    line: str
    edge: str
    accent: str
    accent_soft: str
    track: str
    paper: str = "#FFFFFF"


@lru_cache(maxsize=1)
def paper_palette() -> Palette:
    """Return the colours of the light theme; a token that theme.json lacks has its usual value."""
    path = resource("theme.json")
    light = json.loads(path.read_text(encoding="utf-8")).get("light", {}) if path.is_file() else {}
    return Palette(**{name: str(light.get(name, usual)) for name, usual in _DEFAULTS.items()})


_LEAST_CONTRAST = 4.5


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB, 0 to 1, as WCAG 2.2 defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)


def readable(colour: str) -> str:
    """Return a colour, darkened in even steps until it can be read on white."""
    parts: tuple[float, ...] = _parts(colour)
    while contrast(found := _written(parts), "#FFFFFF") < _LEAST_CONTRAST:
        parts = tuple(part * 0.97 for part in parts)
    return found


def with_accent(palette: Palette, colour: str) -> Palette:
    """Return a palette with another accent, dark enough to be read, and a pale ground of the same kind."""
    accent = readable(colour)
    soft = _written(1 - (1 - part) * 0.12 for part in _parts(accent))
    return replace(palette, accent=accent, accent_soft=soft)


def in_grey(palette: Palette) -> Palette:
    """Return a palette with each colour as the grey of the same luminance."""

    def grey(colour: str) -> str:
        light = luminance(colour)
        part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
        return _written((part, part, part))

    return Palette(*(grey(colour) for colour in astuple(palette)))
