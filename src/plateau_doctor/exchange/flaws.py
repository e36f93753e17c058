"""What is wrong with a check-up, kept with its path until all is known; then told in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plateau_doctor.cleantext import clean
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.strictjson import MOST_FAULTS

Path = tuple[str | int, ...]

_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong; `path` holds keys and places in lists, from 0."""

    path: Path
    sentence: str
    remedy: str


def place(name: str, path: Path) -> str:
    """Return `file, sheets[0].answers.S3.level`; lists are counted from 0, as records and actions are."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{shortened(step)}" for step in path)
    return ", ".join(part for part in (name, text.removeprefix(".")) if part)


def shortened(text: str) -> str:
    """Return a text that can stand in a line: printable and at most 40 characters."""
    kept = "".join(sign if sign.isprintable() else "?" for sign in clean(text[: 2 * _MOST_SHOWN]))
    return kept if len(kept) <= _MOST_SHOWN else f"{kept[: _MOST_SHOWN - 3]}..."


def refusal(flaws: Iterable[Flaw], data: object, name: str) -> UserError:
    """Return the error that tells every flaw in the order of `data`, at most MOST_FAULTS of them."""
    told = list(dict.fromkeys(sorted(flaws, key=lambda flaw: _position(flaw.path, data))))
    faults = [Fault(place(name, flaw.path), flaw.sentence, flaw.remedy) for flaw in told[:MOST_FAULTS]]
    if len(told) > MOST_FAULTS:
        faults.append(Fault(name, "There are more faults than these.", "Mend these first."))
    return UserError(*faults)


def _position(path: Path, data: object) -> tuple[int, ...]:
    """Return where a path lies in the file; a key that isn't there comes after those that are."""
    position: list[int] = []
    value = data
    for step in path:
        keys = list(value) if isinstance(value, dict) else []
        position.append(step if isinstance(step, int) else keys.index(step) if step in keys else len(keys))
        value = _inside(value, step)
    return tuple(position)


def _inside(value: object, step: str | int) -> object:
    """Return what lies under a key or at a place in a list, None where there is nothing."""
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
