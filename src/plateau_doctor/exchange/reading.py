"""The door through which a check-up comes in: every fault at once, or a value that needs no second look."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path as File
from typing import Any

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.exchange.building import build
from plateau_doctor.exchange.flaws import Flaw, Path, refusal
from plateau_doctor.exchange.loose import entries, keys
from plateau_doctor.exchange.oddities import cleaned, find_odd, read_values
from plateau_doctor.exchange.sense import FindPack, sense_flaws
from plateau_doctor.exchange.shape import foreign, shape_flaws
from plateau_doctor.strictjson import MOST_FAULTS


def read_checkup(path: File, find_pack: FindPack) -> CheckUp:
    """Return the check-up in a JSON file of at most 5 MB; UserError with every fault.

    `find_pack` returns a pack by id and version and raises UserError for one that isn't here.
    """
    name = clean(path.name) or str(path)
    return parse_checkup(read_values(path, name), find_pack, name)


def parse_checkup(data: object, find_pack: FindPack, place: str) -> CheckUp:
    """Return the check-up of JSON values; UserError with every fault, each after `place`, a file's name.

    Texts come out without signs that nobody sees.
    """
    odd = list(islice(find_odd(data, place), MOST_FAULTS + 1))
    values = cleaned(data)
    stranger = foreign(values)
    if stranger is not None:
        raise refusal((stranger,), values, place)
    flaws = all_flaws(values, odd, find_pack)
    if flaws:
        raise refusal(flaws, values, place)
    return build(values)


def all_flaws(values: Any, odd: list[Flaw], find_pack: FindPack) -> list[Flaw]:
    """Return the flaws of every kind; what is told of a place already, the schema doesn't tell again."""
    odd = [*odd, *_strangers(values)]
    shape: dict[Path, Flaw] = {flaw.path: flaw for flaw in odd}
    for flaw in shape_flaws(values):
        shape.setdefault(flaw.path, flaw)
        if len(shape) > MOST_FAULTS:
            break
    return [*odd, *shape.values(), *islice(_sense_of_all(values, find_pack), MOST_FAULTS + 1)]


def _strangers(values: Any) -> Iterator[Flaw]:
    """Yield the flaw of each earlier check-up that this version doesn't know."""
    for number, one in enumerate(entries(values, "earlier")):
        flaw = foreign(one)
        if flaw is not None:
            yield Flaw(("earlier", number, *flaw.path), flaw.sentence, flaw.remedy)


def _sense_of_all(values: Any, find_pack: FindPack) -> Iterator[Flaw]:
    yield from sense_flaws(values, find_pack)
    for number, one in enumerate(entries(keys(values), "earlier")):
        yield from sense_flaws(one, find_pack, ("earlier", number))
