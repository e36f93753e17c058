"""The door through which a check-up goes out: equal check-ups give equal bytes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.exchange.shape import FORMAT, VERSION

_FIRST = ("name", "accent", "group_size", "claimed", "inflation", "growing_from", "declining_below")
"""Keys of brand and settings in the order of the format; other mappings go by their keys."""
_MIDDLE: tuple[str, ...] = ("own_verdict", "figures", "promotion")
_OWN = ("id", "pack_id", "pack_version", "date", "business", "sheets", "earlier")
"""What `document` writes itself, or always."""


def write_checkup(checkup: CheckUp) -> bytes:
    """Return a check-up as canonical JSON: UTF-8, one key order, defaults left out, a newline at the end.

    Earlier check-ups go without earlier ones of their own, texts without signs that nobody sees. ValueError for a
    number that isn't finite.
    """
    text = json.dumps(_document(checkup), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _document(checkup: CheckUp, *, alone: bool = False) -> dict[str, Any]:
    """Return a check-up as JSON values in the order of the format; `alone` leaves the earlier ones out."""
    changed = _changed(checkup)
    head = {
        "format": FORMAT,
        "version": VERSION,
        **({"id": checkup.id} if checkup.id else {}),
        "pack": {"id": checkup.pack_id, "version": checkup.pack_version},
        "date": checkup.date.isoformat(),
        **({"form": changed.pop("form")} if "form" in changed else {}),
        "business": _changed(checkup.business),
    }
    middle: dict[str, Any] = {key: changed.pop(key) for key in _MIDDLE if key in changed}
    sheets = {"sheets": [_changed(sheet) for sheet in checkup.sheets]}
    rest = {key: value for key, value in changed.items() if key not in _OWN}
    earlier = [] if alone else [_document(one, alone=True) for one in checkup.earlier]
    return {**head, **middle, **sheets, **rest, **({"earlier": earlier} if earlier else {})}


def _changed(value: Any) -> dict[str, Any]:
    """Return the fields of a value that aren't at their default, as JSON values in the order of the fields."""
    result: dict[str, Any] = {}
    for one in fields(value):
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        own = getattr(value, one.name)
        if default is MISSING or own != default:
            result[one.name] = _json(own)
    return result


def _json(value: Any) -> Any:
    """Return a value as JSON holds it: clean texts, sorted keys, whole numbers without a point."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _json(each) for key, each in sorted(value.items(), key=lambda item: _rank(str(item[0])))}
    if isinstance(value, (tuple, frozenset)):
        return [_json(each) for each in (value if isinstance(value, tuple) else sorted(value))]
    return _changed(value) if is_dataclass(value) else value


def _rank(key: str) -> tuple[Any, ...]:
    """Return what sorts keys: brand and settings as the format has them, S2 before S10."""
    first = _FIRST.index(key) if key in _FIRST else len(_FIRST)
    pieces = tuple(int(piece) if piece.isdecimal() else piece for piece in re.split(r"([0-9]+)", key))
    return first, pieces, key
