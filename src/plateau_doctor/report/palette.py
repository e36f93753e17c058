"""The colours of paper: the light theme's tokens on white, read from theme.json where it is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
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
