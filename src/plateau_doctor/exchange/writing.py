"""The door through which a check-up goes out: equal check-ups give equal bytes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp, Sheet
from plateau_doctor.core.patterns import FACTS
from plateau_doctor.exchange.shape import FORMAT, VERSION

_SETTINGS = ("group_size", "claimed", "inflation", "growing_from", "declining_below")
_BRAND = ("name", "accent")
_MOST_EXACT = 2**53


def write_checkup(checkup: CheckUp) -> bytes:
    """Return a check-up as canonical JSON: UTF-8, one key order, defaults left out, a newline at the end.

    Earlier check-ups are written without earlier ones of their own, texts without signs that nobody sees.
    """
    text = json.dumps(document(checkup), ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def document(checkup: CheckUp, *, earlier: bool = True) -> dict[str, Any]:
    """Return a check-up as JSON values in the order of the format."""
    values = {
        "format": FORMAT,
        "version": VERSION,
        "id": checkup.id,
        "pack": {"id": checkup.pack_id, "version": checkup.pack_version},
        "date": checkup.date.isoformat(),
        "form": checkup.form if checkup.form != "full" else None,
        "business": _changed(checkup.business),
        "own_verdict": checkup.own_verdict,
        "figures": {**_changed(checkup.figures), **_figures_inside(checkup)},
        "promotion": [_changed(row) for row in checkup.promotion],
        "sheets": [_sheet(sheet) for sheet in checkup.sheets],
        "agreed": {id_: _changed(one) for id_, one in _in_order(checkup.agreed)},
        "plan": [_changed(entry) for entry in checkup.plan],
        "edits": {key: clean(text) for key, text in sorted(checkup.edits.items())},
        "brand": {key: clean(checkup.brand[key]) for key in _BRAND if key in checkup.brand},
        "settings": {key: _value(checkup.settings[key]) for key in _SETTINGS if key in checkup.settings},
        "earlier": [document(one, earlier=False) for one in checkup.earlier] if earlier else [],
    }
    return {key: value for key, value in values.items() if key == "sheets" or value not in (None, "", [], {})}
