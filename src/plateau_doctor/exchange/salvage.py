"""What can still be read of a check-up's file that was refused: a damaged one, or one of a newer version."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as File
from typing import Any

from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.errors import UserError
from plateau_doctor.exchange.building import build
from plateau_doctor.exchange.flaws import Path
from plateau_doctor.exchange.oddities import MOST_BYTES, cleaned, find_odd, lenient
from plateau_doctor.exchange.reading import all_flaws
from plateau_doctor.exchange.sense import FindPack
from plateau_doctor.exchange.shape import FORMAT, VERSION, foreign
from plateau_doctor.strictjson import MOST_FAULTS

_ROUNDS = 20
"""What is taken out may leave something else without sense: so often is looked again."""
_NUMBER_AT_THE_END = re.compile(r"[-+.0-9eE]+\Z")
_GONE = object()


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The part of a check-up that can be read, how many answers it holds, and whether a newer version wrote it."""

    checkup: CheckUp
    answers: int
    newer: bool


def salvage(file: File, find_pack: FindPack) -> Salvaged | None:
    """Return what can be read of a check-up's file; None where that is no answer at all. The file stays as it is."""
    values = _values(file)
    stranger = foreign(values)
    newer = stranger is not None and stranger.path == ("version",)
    if not isinstance(values, dict) or (stranger is not None and not newer):
        return None
    if newer:
        values["version"] = VERSION
    with suppress(UserError):  # too much to look at, or too deep
        sound = _sound({"sheets": [], **values}, find_pack)
        checkup = None if sound is None else build(sound)
        answers = 0 if checkup is None else _answers(checkup)
        if checkup is not None and answers:
            return Salvaged(checkup, answers, newer)
    return None


def is_stranger(file: File) -> bool:
    """Tell whether a file can be read and does not say of itself that it is a check-up."""
    try:
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            return False
        with file.open("rb") as opened:
            opened.read(1)
    except OSError:
        return False
    values = _values(file)
    return not isinstance(values, dict) or values.get("format") != FORMAT


def _answers(checkup: CheckUp) -> int:
    return sum(one.kind is not Kind.BLANK for sheet in checkup.sheets for one in sheet.answers.values())


def _values(file: File) -> Any:
    """Return the values of a JSON text, up to the place where it stops making sense; None where there are none."""
    import jiter

    with suppress(OSError, ValueError, RecursionError):
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            return None
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
        try:
            return lenient(text)
        except json.JSONDecodeError as error:
            # Half a number is another number: it goes with what comes after it.
            readable = _NUMBER_AT_THE_END.sub("", text[: error.pos])
            return jiter.from_json(readable.encode(), partial_mode=True)
    return None


def _sound(values: Any, find_pack: FindPack) -> Any:
    """Return values without anything that a check-up can't hold; None where its head is hurt."""
    for _round in range(_ROUNDS):
        odd = list(islice(find_odd(values, ""), MOST_FAULTS + 1))
        values = cleaned(values)
        paths = [flaw.path for flaw in all_flaws(values, odd, find_pack)]
        if not paths:
            return values
        for path in paths:
            if not _take_out(values, path):
                return None
        values = _left(values)
    return None


def _take_out(values: Any, path: Path) -> bool:
    """Mark what stands at a path as gone, or what should hold it where it is missing; tell whether that is allowed."""
    above, inside, last = None, values, None
    for step in path:
        if inside is _GONE:
            return True
        missing = step not in inside if isinstance(inside, dict) else not isinstance(inside, list)
        if missing:
            break
        above, inside, last = inside, inside[step], step
    if above is None or (above is values and last in _HEAD):
        return False
    above[last] = _GONE
    return True


_HEAD = ("format", "version", "pack", "date", "business", "sheets")
"""Without these there is no check-up."""


def _left(value: Any) -> Any:
    """Return a copy without what is gone."""
    if isinstance(value, dict):
        return {key: _left(each) for key, each in value.items() if each is not _GONE}
    if isinstance(value, list):
        return [_left(each) for each in value if each is not _GONE]
    return value
