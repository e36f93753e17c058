"""JSON from outside, read strictly: every refusal is a UserError in plain words, never a traceback.

`read_json` turns a file into values, `schema_faults` compares values with a schema of resources/schema.
Places are written as key paths: `questions[S3].weight`. An entry of a list goes by its "id" if it has one,
else by its number, counted from 1. What a schema wants is said by its `description`, a noun phrase that ends
the sentence "Write ..." ("a number above 0"); without one it is told from the type and the limits.
"""

from __future__ import annotations

import difflib
import json
import math
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.resources import resource

MOST_DEPTH = 30
MOST_DIGITS = 18
MOST_VALUES = 200_000
MOST_FAULTS = 200
_MOST_SHOWN = 40
_MEGABYTE = 1_000_000

Step = str | int


class _Doubled(dict[str, object]):
    """An object in which a key stands twice; `twice` names these keys."""

    twice: tuple[str, ...] = ()


# --- reading ---------------------------------------------------------------------------------------------


def read_json(path: Path, limit_bytes: int, name: str | None = None) -> object:
    """Return the value of a JSON file (UTF-8, with or without a byte order mark).

    Faults carry `name` (default: the file's own name) as their place. Refused, with all faults of the last
    kind at once: what is no file or can't be read; more than `limit_bytes`, by the size before reading; other
    encodings; text that is not JSON (line and column); nesting deeper than MOST_DEPTH; keys that stand twice;
    NaN, infinite numbers and whole numbers of more than MOST_DIGITS digits; half characters.
    """
    label = path.name if name is None else name
    return parse_json(_read(path, limit_bytes, label), label)


def parse_json(data: bytes, name: str) -> object:
    """Return the value of JSON bytes; the same refusals as `read_json`."""
    try:
        text = data.decode("utf-8-sig")
        value: object = json.loads(text, object_pairs_hook=_pairs, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise _refusal(name, f"The text is not UTF-8 (byte {error.start + 1}).", "Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _refusal(
            name,
            f"This is not JSON: it stops making sense at line {error.lineno}, column {error.colno}.",
            "Look for a missing comma, quote or bracket just before that place.",
        ) from error
    except RecursionError as error:
        raise _too_deep(name) from error
    faults = tuple(islice(_value_faults(value, name), MOST_FAULTS))
    if faults:
        raise UserError(*faults)
    return value


def _read(path: Path, limit_bytes: int, name: str) -> bytes:
    """Return the bytes of a regular file of at most `limit_bytes`."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _refusal(name, "This is not a file.", "Choose a file, not a folder or a device.")
        if found.st_size > limit_bytes:
            raise _too_large(name, limit_bytes)
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise _refusal(name, "There is no such file.", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        raise _refusal(name, "The file can't be read.", "Check that you may open it.") from error
    if len(data) > limit_bytes:
        raise _too_large(name, limit_bytes)
    return data


def _refusal(name: str, sentence: str, remedy: str) -> UserError:
    return UserError(Fault(name, sentence, remedy))


def _too_large(name: str, limit_bytes: int) -> UserError:
    limit = f"{limit_bytes / _MEGABYTE:g} MB"
    return _refusal(name, f"The file is larger than {limit}.", f"Use a file of at most {limit}.")


def _too_deep(name: str) -> UserError:
    return _refusal(name, "Lists and objects lie too deep inside one another.", "Flatten them.")


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object, and remember the keys that stand in it twice."""
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    times = Counter(key for key, _ in pairs)
    doubled = _Doubled(value)
    doubled.twice = tuple(key for key in value if times[key] > 1)
    return doubled


def _whole(digits: str) -> float:
    """Return a whole number, or infinity (refused later, with its place) where it has too many digits."""
    return int(digits) if len(digits.lstrip("-")) <= MOST_DIGITS else math.inf


def _value_faults(root: object, name: str) -> Iterator[Fault]:
    """Walk through a value without recursion and yield what no schema can find."""
    waiting: list[tuple[tuple[Step, ...], object]] = [((), root)]
    seen = 1
    while waiting:
        path, value = waiting.pop()
        if len(path) > MOST_DEPTH:
            raise _too_deep(name)
        seen += len(value) if isinstance(value, dict | list) else 0
        if seen > MOST_VALUES:
            raise _refusal(name, f"It holds more than {MOST_VALUES:,} values.", "Split it into several files.")
        yield from _own_faults(value, partial(place, name, root, path))
        if isinstance(value, dict):
            waiting.extend(reversed([((*path, key), each) for key, each in value.items()]))
        elif isinstance(value, list):
            waiting.extend(reversed([((*path, number), each) for number, each in enumerate(value)]))


def _own_faults(value: object, where: Callable[[], str]) -> Iterator[Fault]:
    """Yield the faults of one value, not of what lies inside it."""
    if isinstance(value, _Doubled):
        for key in value.twice:
            yield Fault(where(), f"The key {shown(key)} stands here more than once.", "Keep one of them.")
    if isinstance(value, dict) and any(_is_broken(key) for key in value):
        yield Fault(where(), "A key holds half a character.", "Type the key again.")
    if isinstance(value, str) and _is_broken(value):
        yield Fault(where(), "The text holds half a character.", "Type the text again.")
    if isinstance(value, float) and not math.isfinite(value):
        yield Fault(
            where(),
            "This is not a number that can be reckoned with.",
            f"Write an ordinary number of at most {MOST_DIGITS} digits.",
        )


def _is_broken(text: str) -> bool:
    """Tell whether a text holds a lone surrogate, which no file can hold."""
    return any("\ud800" <= character <= "\udfff" for character in text)


# --- places ----------------------------------------------------------------------------------------------


def place(name: str, root: object, path: Iterable[Step]) -> str:
    """Return `file, questions[S3].weight` for a path of keys and list positions (from 0) into `root`."""
    text = ""
    value: Any = root
    for step in path:
        value = _inside(value, step)
        text += f"[{_entry(value, step)}]" if isinstance(step, int) else f".{_clean(step)}"
    return ", ".join(part for part in (name, text.removeprefix(".")) if part)


def _inside(value: Any, step: Step) -> Any:
    """Return the value under a key or position, None where there is none."""
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _entry(value: object, position: int) -> str:
    """Return the id of a list's entry, or its number from 1."""
    own = value.get("id") if isinstance(value, dict) else None
    return _clean(own) if isinstance(own, str) and own else str(position + 1)


def _clean(text: str) -> str:
    """Return a key that can stand in a line: printable and short."""
    kept = "".join(character if character.isprintable() else "?" for character in text)
    return kept if len(kept) <= _MOST_SHOWN else f"{kept[: _MOST_SHOWN - 3]}..."


def shown(value: object) -> str:
    """Return a value as it would stand in the file, shortened to one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return f'"{_clean(value)}"' if isinstance(value, str) else _clean(json.dumps(value))


# --- schemas ---------------------------------------------------------------------------------------------


def schema_faults(data: object, schema_name: str, name: str = "") -> tuple[Fault, ...]:
    """Return every fault of `data` against resources/schema/<schema_name>.schema.json, in plain words.

    `name` is the file's name that each place begins with. At most MOST_FAULTS are told, then one line says
    that there are more. `data` comes from `read_json`, so its nesting is bounded.
    """
    validator = _validator(schema_name)
    found = dict.fromkeys(
        fault for error in validator.iter_errors(data) for fault in _told(error, data, validator.schema, name)
    )
    faults = tuple(found)
    if len(faults) <= MOST_FAULTS:
        return faults
    more = Fault(name, f"There are {len(faults) - MOST_FAULTS} more faults.", "Mend these first.")
    return (*faults[:MOST_FAULTS], more)


@cache
def schema(schema_name: str) -> Mapping[str, Any]:
    """Return a shipped schema."""
    path = resource("schema", f"{schema_name}.schema.json")
    loaded: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _validator(schema_name: str) -> Any:
    """Return the validator of a shipped schema; 1.0 is no whole number here."""
    from jsonschema import Draft202012Validator, validators

    extend: Any = validators.extend
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _checker, value: isinstance(value, int) and not isinstance(value, bool)
    )
    strict = extend(Draft202012Validator, type_checker=checker)
    return strict(schema(schema_name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _told(error: Any, data: object, root: Any, name: str) -> Iterator[Fault]:
    """Yield the faults that one error of the validator stands for."""
    path = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        where = place(name, data, (*path, str(error.instance)))
        yield Fault(where, "This key is not known here.", f"Write {wanted(error.schema)}, or remove it.")
    elif error.validator == "required":
        for key in (key for key in error.validator_value if key not in error.instance):
            wants = wanted(_property(error.schema, key, root))
            where = place(name, data, (*path, key))
            yield Fault(where, f"The {key.replace('_', ' ')} is missing.", f'Add "{key}" with {wants}.')
    elif error.validator in ("additionalProperties", "unevaluatedProperties"):
        yield from _unknown_keys(error, data, name)
    else:
        yield Fault(place(name, data, path), _found(error), f"Write {wanted(error.schema)}.")


def _property(schema: Mapping[str, Any], key: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of a key, with a reference into the same file followed."""
    own = schema.get("properties", {}).get(key, {})
    target: Any = root
    for step in own.get("$ref", "").removeprefix("#").strip("/").split("/"):
        target = target.get(step, {}) if step else own
    return {**target, **own}


def _unknown_keys(error: Any, data: object, name: str) -> Iterator[Fault]:
    """Yield a fault for each key that the schema doesn't know, with the nearest known one."""
    known = tuple(error.schema.get("properties", {}))
    for key in (key for key in error.instance if key not in known):
        near = difflib.get_close_matches(key, known, 1)
        remedy = f'Did you mean "{near[0]}"? Rename it or remove it.' if near else "Remove it."
        yield Fault(place(name, data, (*error.absolute_path, key)), "This key is not known here.", remedy)


def _found(error: Any) -> str:
    """Return the sentence that says what stands there."""
    value = error.instance
    if error.validator in ("minItems", "maxItems"):
        return f"The list has {len(value)} {'entry' if len(value) == 1 else 'entries'}."
    if error.validator in ("minProperties", "maxProperties"):
        return f"The object has {len(value)} {'key' if len(value) == 1 else 'keys'}."
    if error.validator == "uniqueItems":
        return "An entry stands in the list more than once."
    if error.validator == "minLength" and not value:
        return "The text is empty."
    if error.validator == "maxLength":
        return f"The text has {len(value)} characters."
    return f"Here stands {shown(value)}."


def wanted(schema: Mapping[str, Any]) -> str:
    """Return what a schema wants as a noun phrase: its description, or one told from its type and limits."""
    if "description" in schema:
        return str(schema["description"])
    if "const" in schema:
        return shown(schema["const"])
    if "enum" in schema:
        return f"one of {', '.join(shown(choice) for choice in schema['enum'])}"
    kind = schema.get("type", "")
    kinds = [kind] if isinstance(kind, str) else kind
    nouns = " or ".join(_NOUNS[each] for each in kinds if each in _NOUNS)
    return f"{nouns or 'another value'}{_limits(schema)}"


_NOUNS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_LIMITS = {
    "exclusiveMinimum": "above {}",
    "minimum": "from {}",
    "exclusiveMaximum": "below {}",
    "maximum": "up to {}",
    "minItems": "of at least {} entries",
    "maxItems": "of at most {} entries",
    "minLength": "of at least {} characters",
    "maxLength": "of at most {} characters",
    "minProperties": "of at least {} keys",
    "maxProperties": "of at most {} keys",
}


def _limits(schema: Mapping[str, Any]) -> str:
    """Return the limits of a schema as words that follow a noun."""
    return "".join(f" {words.format(schema[key])}" for key, words in _LIMITS.items() if key in schema)
