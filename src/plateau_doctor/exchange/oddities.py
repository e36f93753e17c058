"""What no schema can find, and what must be gone before a schema looks: odd numbers, doubled keys, unseen signs."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path as File
from typing import Any

from plateau_doctor.cleantext import clean
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.exchange.flaws import Flaw, Path, shortened
from plateau_doctor.strictjson import MOST_DEPTH, MOST_DIGITS, read_json, shown

MOST_BYTES = 5_000_000
MOST_VALUES = 200_000


class _Odd(float):
    """A number that can't be reckoned with, and how it was written."""

    __slots__ = ("written",)
    written: str


class _Doubled(dict[str, object]):
    """An object in which keys stand more than once."""

    __slots__ = ("keys_twice",)
    keys_twice: tuple[str, ...]


def read_values(file: File, name: str) -> object:
    """Return the value of a JSON file of at most 5 MB; UserError where there is none.

    Doubled keys, odd numbers and half characters don't end the reading, so that they are told with all other faults.
    """
    try:
        return read_json(file, MOST_BYTES, name)
    except UserError:
        with suppress(OSError, ValueError, RecursionError):
            if file.is_file() and file.stat().st_size <= MOST_BYTES:
                return lenient(file.read_bytes().decode("utf-8-sig"))
        raise


def lenient(text: str) -> object:
    """Return the value of a JSON text with its oddities marked."""
    value: object = json.loads(
        text, object_pairs_hook=_pairs, parse_constant=_odd, parse_float=_number, parse_int=_whole
    )
    return value


def _odd(written: str) -> _Odd:
    number = _Odd(math.nan)
    number.written = written
    return number


def _number(written: str) -> float:
    number = float(written)
    return number if math.isfinite(number) else _odd(written)


def _whole(written: str) -> float:
    return int(written) if len(written.lstrip("-")) <= MOST_DIGITS else _odd(written)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    doubled = _Doubled(value)
    doubled.keys_twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return doubled


def find_odd(root: object, name: str) -> Iterator[Flaw]:
    """Yield the flaws that no schema can find; UserError at once for values too many or too deep to look at."""
    waiting: list[tuple[Path, object]] = [((), root)]
    seen = 0
    while waiting:
        path, value = waiting.pop()
        seen += 1
        if len(path) > MOST_DEPTH:
            raise UserError(Fault(name, "Lists and objects lie too deep inside one another.", "Flatten them."))
        inside = len(value) if isinstance(value, (dict, list)) else 0
        if seen + len(waiting) + inside > MOST_VALUES:
            raise UserError(Fault(name, f"The file holds more than {MOST_VALUES:,} values.", "Leave some of it out."))
        yield from _own_flaws(path, value)
        if isinstance(value, dict):
            waiting.extend(((*path, key), each) for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, number), each) for number, each in enumerate(value))


def _own_flaws(path: Path, value: object) -> Iterator[Flaw]:
    if isinstance(value, _Doubled):
        for key in value.keys_twice:
            yield Flaw((*path, key), f"The key {shown(key)} stands here more than once.", "Keep one of them.")
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and _is_odd(value):
        written = value.written if isinstance(value, _Odd) else "This" if isinstance(value, int) else json.dumps(value)
        yield Flaw(
            path,
            f"{shortened(written)} is not a number that can be reckoned with.",
            f"Write an ordinary number of at most {MOST_DIGITS} digits, or remove it.",
        )


def _is_odd(number: float) -> bool:
    return abs(number) >= 10**MOST_DIGITS if isinstance(number, int) else not math.isfinite(number)


def cleaned(value: Any) -> Any:
    """Return a copy with every text cleaned, keys left as they are; nesting must be bounded."""
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    return clean(value) if isinstance(value, str) else value
