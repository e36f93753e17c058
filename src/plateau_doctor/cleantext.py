"""Text from outside, without what nobody sees: used where text comes in, and again where it is shown."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, all but tab and newline
    "\u202a-\u202e\u2066-\u2069"  # signs that turn the direction of the text after them
    "\ud800-\udfff"  # halves of a character
    "\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (65534, 65535))
    + "]"
)


def in_sight(text: str) -> str:
    """Return a text on one line without space around it; empty where nothing of it can be seen."""
    line = " ".join(text.split())
    return line if any(unicodedata.category(sign)[0] not in "CZM" for sign in line) else ""


def clean(text: str, limit: int | None = None) -> str:
    """Return a text without control characters, direction overrides, half characters and non-characters.

    Tabs stay; every kind of line end becomes one newline. At most `limit` characters are kept. Cleaning twice
    changes nothing more; accents are left as they were typed.
    """
    kept = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    return kept if limit is None else kept[:limit]
