"""What the schema finds, told in words: missing and unknown keys, wrong kinds, values out of range."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from plateau_doctor.exchange.flaws import Flaw, Path, shortened
from plateau_doctor.strictjson import schema, shown, wanted

SCHEMA = "check-up"
FORMAT = "plateau-doctor/check-up"
VERSION = 1

_GROUPED = re.compile(r"[^\w-]*(-?[0-9]{1,3}(?:[ ,'\u2019\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?)\s*")
_PLAIN = re.compile(r"[^\w-]*(-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?)\s*")
_SHORTEN = {
    "maxLength": ("The text has {:,} characters.", "Shorten it to at most {:,}."),
    "maxItems": ("The list has {:,} entries.", "Leave at most {:,}."),
    "maxProperties": ("The object has {:,} keys.", "Leave at most {:,}."),
}


def foreign(data: object) -> Flaw | None:
    """Return the flaw of a value that is no check-up that this version knows, None for one to look into."""
    if not isinstance(data, dict):
        return Flaw((), f"A check-up is an object, but here stands {shown(data)}.", "Choose another file.")
    name, version = data.get("format"), data.get("version")
    if isinstance(name, str) and name != FORMAT:
        sentence = f"This is not a check-up of Plateau Doctor: its format is {shown(name)}."
        return Flaw(("format",), sentence, f'Choose a file whose format is "{FORMAT}".')
    if isinstance(version, int) and version > VERSION:
        sentence = f"This file was made by a newer version of Plateau Doctor (file version {shown(version)})."
        return Flaw(("version",), sentence, f"Update Plateau Doctor; this one reads file version {VERSION}.")
    return None


def shape_flaws(data: object) -> Iterator[Flaw]:
    """Yield every flaw of `data` against the schema of check-ups."""
    validator = _validator()
    for error in validator.iter_errors(data):
        yield from _told(error, validator.schema)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(SCHEMA))


def _told(error: Any, root: Mapping[str, Any]) -> Iterator[Flaw]:
    """Yield the flaws that one error of the validator stands for."""
    path: Path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        key = error.instance
        yield Flaw((*path, key), "This key is not known here.", f"Write {wanted(error.schema)}, or remove it.")
    elif error.validator == "required":
        for key in (key for key in error.validator_value if key not in error.instance):
            wants = wanted(_resolved(error.schema["properties"][key], root))
            yield Flaw((*path, key), f'The key "{key}" is missing.', f"Add it with {wants}.")
    elif error.validator == "additionalProperties":
        known = tuple(error.schema["properties"])
        for key in (key for key in error.instance if key not in known):
            yield Flaw((*path, key), "This key is not known here.", _nearest(key, known))
    else:
        yield _of_value(error, path)


def _resolved(piece: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a piece of the schema with a reference to one of its own definitions followed."""
    found: Mapping[str, Any] = root["$defs"][piece["$ref"].rpartition("/")[2]] if "$ref" in piece else piece
    return found


def _nearest(key: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(shortened(key), known, 1)
    return f'Did you mean "{near[0]}"? Rename it or remove it.' if near else "Remove it."


def _of_value(error: Any, path: Path) -> Flaw:
    value, limit = error.instance, error.validator_value
    if error.validator in _SHORTEN:
        sentence, remedy = _SHORTEN[error.validator]
        return Flaw(path, sentence.format(len(value)), remedy.format(limit))
    wants = wanted(error.schema)
    if isinstance(value, list) and not value:
        return Flaw(path, "The list is empty.", f"Write {wants}, or remove it.")
    if isinstance(value, str) and not value.strip():
        return Flaw(path, "The text is empty.", f"Write {wants}.")
    number = _number_in(value) if error.validator == "type" and {"number", "integer"} & _kinds(limit) else None
    remedy = f"Write {number} without quotes." if number else f"Write {wants}."
    return Flaw(path, f"Here stands {shown(value)}.", remedy)


def _kinds(type_: str | list[str]) -> set[str]:
    return {type_} if isinstance(type_, str) else set(type_)


def _number_in(value: object) -> str | None:
    """Return the number that a text holds, as JSON writes it; None for any other value."""
    found = (_PLAIN.fullmatch(value) or _GROUPED.fullmatch(value)) if isinstance(value, str) else None
    return re.sub(r"[^0-9.-]", "", found[1]) if found else None
