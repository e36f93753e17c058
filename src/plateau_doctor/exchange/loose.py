"""Looking into a check-up whose shape isn't sure yet, so that one fault doesn't hide the next."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, TypeGuard

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def keys(value: object, *path: str) -> dict[str, Any]:
    """Return the object under a chain of keys, empty where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def entries(value: dict[str, Any], key: str) -> list[Any]:
    """Return the list under a key, empty where there is none."""
    found = value.get(key)
    return found if isinstance(found, list) else []


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value is a number; true and false are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_whole(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number."""
    return is_number(value) and value == value // 1


def day(text: object) -> dt.date | str | None:
    """Return the day that a text names, the text itself for a day that no calendar has, None for any other value."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
