"""The linter: what the loader lets through and an author would still want to know before people see the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plateau_doctor.core.pack import Pack
from plateau_doctor.errors import Fault
from plateau_doctor.packs.building import build_pack
from plateau_doctor.packs.lint import ladders, reach, stems, texts, weights
from plateau_doctor.packs.lint.vocabulary import vocabulary
from plateau_doctor.strictjson import place

_OF_TEXT = (
    texts.unwritten,
    texts.in_plain_words,
    texts.easy_to_read,
    ladders.no_two_alike,
    ladders.rising,
    stems.one_thing_asked,
    stems.asked_plainly,
    stems.short_enough,
)
_OF_STRUCTURE = (
    weights.balanced,
    weights.enough_questions,
    reach.within_ranges,
    reach.patterns_can_fire,
    reach.patterns_differ,
    reach.gates_can_open,
    reach.actions_come_up,
)


def lint(structure: Any, structure_name: str, written: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return every finding in a pack without loader's faults; `written` maps file names to text files.

    What depends on words is looked for in the languages that resources/lint has words for.
    """
    pack = build_pack(structure)
    found = [
        Fault(place(structure_name, structure, one.path), one.sentence, one.remedy)
        for rule in _OF_STRUCTURE
        for one in rule(pack)
    ]
    for name, raw in written.items():
        found += _in_words(pack, name, raw)
    return tuple(found)


def _in_words(pack: Pack, name: str, raw: Any) -> Iterator[Fault]:
    words = vocabulary(raw["language"])
    if words is None:
        return
    file = texts.TextFile(name, raw, words)
    for rule in _OF_TEXT:
        yield from rule(file)
    yield from ladders.learning_at_the_top(file, pack)
