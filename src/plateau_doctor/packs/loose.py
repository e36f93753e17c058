"""Looking into values that may have any shape, so that one fault doesn't hide the next."""

from __future__ import annotations

from typing import Any


def at(value: Any, *keys: str) -> Any:
    """Return what stands under a chain of keys, None where the chain breaks."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def entries(value: Any, *keys: str) -> list[Any]:
    """Return the list under a chain of keys, empty where there is none."""
    found = at(value, *keys)
    return found if isinstance(found, list) else []


def pairs(value: Any, *keys: str) -> list[tuple[str, Any]]:
    """Return keys and values of the object under a chain of keys, empty where there is none."""
    found = at(value, *keys)
    return list(found.items()) if isinstance(found, dict) else []


def texts(value: Any, *keys: str) -> list[str]:
    """Return the texts in the list under a chain of keys."""
    return [entry for entry in entries(value, *keys) if isinstance(entry, str)]


def ids(value: Any, *keys: str) -> list[str]:
    """Return the ids of the objects in the list under a chain of keys."""
    return [own for entry in entries(value, *keys) if isinstance(own := at(entry, "id"), str)]


def number(value: Any, *keys: str) -> float | None:
    """Return the number under a chain of keys, None where there is none."""
    found = at(value, *keys)
    return found if isinstance(found, (int, float)) and not isinstance(found, bool) else None
