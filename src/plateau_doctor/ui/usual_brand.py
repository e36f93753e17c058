"""The brand that a consultant signed the last report with: read back, and no more of it than can be printed."""

from __future__ import annotations

import json
import re
from contextlib import suppress

from plateau_doctor.errors import UserError

_FIELDS = ("name", "contact", "accent", "closing", "logo")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as reports know it."""
    return _COLOUR.fullmatch(text) is not None


def printable(text: str) -> dict[str, str]:
    """Return the brand that a text in JSON holds, without what a report could not print; nothing where it is none."""
    from plateau_doctor.report.brand import brand_of

    with suppress(ValueError, RecursionError):
        read = json.loads(text)
        said = read if isinstance(read, dict) else {}
        brand = {name: said[name] for name in _FIELDS if isinstance(said.get(name), str) and said[name]}
        if not is_colour(brand.get("accent", "")):
            brand.pop("accent", None)
        try:
            brand_of(brand)
        except UserError:
            brand.pop("logo", None)
        return brand
    return {}
