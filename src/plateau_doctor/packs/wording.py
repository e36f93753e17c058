"""Whether the words of a pack fit its structure: nothing missing, nothing left over, every gap known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import Any

from plateau_doctor.errors import Fault
from plateau_doctor.packs.loose import at, entries, ids, pairs, texts
from plateau_doctor.strictjson import place, schema

_OF_AREA = ("area.{}", "areashort.{}", "open.{}", "workshop.{}.opening", "workshop.{}.trap")
_OF_GATE, _OF_STOP, _OF_GRADE = "plan.blocked.{}", "stop.{}", "plan.grade.{}"
_OF_CHECK = "fit.{}"
_OF_FIGURE = "figure.{}"


def wording_faults(pack: Any, text: Any, name: str, language: str) -> tuple[Fault, ...]:
    """Return the faults between structure and words; without a structure (None) only those of the words."""
    look = _Look(pack, text, name)
    return (
        *look.heading(language),
        *look.missing_and_surplus("questions", "question"),
        *look.missing_and_surplus("patterns", "pattern"),
        *look.questions(),
        *look.patterns(),
        *look.messages(),
        *look.gaps(),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """One look through the words of a pack."""

    pack: Any
    text: Any
    name: str

    def _fault(self, path: tuple[str | int, ...], sentence: str, remedy: str) -> Fault:
        return Fault(place(self.name, self.text, path), sentence, remedy)

    def heading(self, language: str) -> Iterator[Fault]:
        """Yield a fault where id, version or language name another pack or file."""
        wanted = {"id": at(self.pack, "id"), "version": at(self.pack, "version"), "language": language}
        for key, value in wanted.items():
            own = at(self.text, key)
            if value is not None and own is not None and own != value:
                source = "the file's name" if key == "language" else "pack.json"
                yield self._fault((key,), f"The {key} is {own}, and {source} says {value}.", f"Write {value}.")

    def missing_and_surplus(self, part: str, noun: str) -> Iterator[Fault]:
        """Yield a fault for each id that has no words, and for words that belong to no id."""
        wanted = ids(self.pack, part)
        written = at(self.text, part)
        if len(wanted) < len(entries(self.pack, part)) or not isinstance(written, dict) or self.pack is None:
            return
        for own in dict.fromkeys(wanted):
            if own not in written:
                yield self._fault((part, own), f"The words of this {noun} are missing.", f'Add "{own}" with its words.')
        for own in written:
            if own not in wanted:
                yield self._fault(
                    (part, own),
                    f"There is no such {noun} in pack.json.",
                    f"Remove it, or add the {noun} there.",
                )

    def _both(self, part: str) -> Iterator[tuple[str, Any, Any]]:
        """Yield id, structure and words of what has both."""
        for entry in entries(self.pack, part):
            own = at(entry, "id")
            words = at(self.text, part, own) if isinstance(own, str) else None
            if isinstance(words, dict):
                yield own, entry, words

    def questions(self) -> Iterator[Fault]:
        """Yield the faults between the structure and the words of single questions."""
        for own, question, words in self._both("questions"):
            path = ("questions", own)
            yield from self._count((*path, "records"), at(question, "records"), words, "records")
            actions = at(question, "actions")
            wanted = len(actions) if isinstance(actions, list) else None
            yield from self._count((*path, "actions"), wanted, words, "actions")
            yield from self._both_or_none(path, question, words, "one_person_variant", "one_person")
            yield from self._both_or_none(path, question, words, "may_not_apply", "does_not_apply_when")

    def _count(self, path: tuple[str, ...], wanted: Any, words: Any, key: str) -> Iterator[Fault]:
        written = at(words, key)
        if isinstance(wanted, int) and isinstance(written, list) and len(written) != wanted:
            yield self._fault(
                path,
                f"The list has {len(written)}, and pack.json says {wanted}.",
                f"Write {wanted}, or change it there.",
            )

    def _both_or_none(self, path: tuple[str, ...], question: Any, words: Any, flag: str, key: str) -> Iterator[Fault]:
        wanted = at(question, flag)
        if wanted is True and key not in words:
            yield self._fault(
                (*path, key),
                f'It is missing, and pack.json says "{flag}".',
                f'Add "{key}", or write false there.',
            )
        if wanted is False and key in words:
            yield self._fault(
                (*path, key),
                f'It is here, and pack.json says no "{flag}".',
                "Remove it, or write true there.",
            )

    def patterns(self) -> Iterator[Fault]:
        """Yield the faults between the conditions and moves of a pattern and its words."""
        for own, pattern, words in self._both("patterns"):
            moves = at(pattern, "moves")
            wanted = len(moves) if isinstance(moves, list) else None
            yield from self._count(("patterns", own, "moves"), wanted, words, "moves")
            conditions = [*texts(pattern, "must"), *texts(pattern, "support")]
            because = at(words, "fits_because")
            if not isinstance(because, dict):
                continue
            path = ("patterns", own, "fits_because")
            for condition in (each for each in conditions if each not in because):
                yield self._fault(
                    path, f"The sentence for {condition} is missing.", f'Add "{condition}" with a sentence.'
                )
            for condition in (each for each in because if each not in conditions):
                yield self._fault(
                    path,
                    f"The pattern has no condition {condition}.",
                    "Remove it, or add the condition there.",
                )

    def messages(self) -> Iterator[Fault]:
        """Yield a fault for each message that the pack's own areas, gates and checks need."""
        written = at(self.text, "messages")
        if not isinstance(written, dict):
            return
        keys = [form.format(area) for area in ids(self.pack, "areas") for form in _OF_AREA]
        keys += [_OF_GATE.format(gate) for gate in ids(self.pack, "gates")]
        keys += [_OF_STOP.format(stop) for stop in ids(self.pack, "stops")]
        keys += [_OF_GRADE.format(grade) for grade, _ in pairs(self.pack, "plan", "grade")]
        keys += [f"fact.{fact}" for fact in ids(self.pack, "facts")]
        for check in entries(self.pack, "checks"):
            unknown, own = at(check, "unknown"), at(check, "id")
            keys.append(_OF_CHECK.format(own) if unknown is None else _OF_FIGURE.format(unknown))
        for key in (key for key in dict.fromkeys(keys) if key not in written):
            yield self._fault(("messages", key), "The message is missing.", f'Add "{key}" with a text.')

    def gaps(self) -> Iterator[Fault]:
        """Yield a fault for each message with a gap that is malformed or that nothing will fill."""
        known = schema("pack-text")["properties"]["messages"]["properties"]
        for key, sentence in pairs(self.text, "messages"):
            if not isinstance(sentence, str):
                continue
            found = _gaps(sentence)
            allowed = known.get(key, {}).get("gaps", [])
            if found is None:
                yield self._fault(
                    ("messages", key),
                    "A gap is not closed or not named.",
                    "Write gaps like {area}, in braces.",
                )
            elif unknown := sorted(found.difference(allowed)):
                listed = ", ".join(f"{{{gap}}}" for gap in allowed) or "no gaps"
                yield self._fault(
                    ("messages", key),
                    f"Nothing fills the gap {{{unknown[0]}}}.",
                    f"Use {listed} in this message.",
                )


def _gaps(sentence: str) -> frozenset[str] | None:
    """Return the names of the gaps in a sentence, None where one is malformed."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        return None
    named = [(name, extra, turned) for _, name, extra, turned in parts if name is not None]
    plain = all(name.isidentifier() and not extra and not turned for name, extra, turned in named)
    return frozenset(name for name, _, _ in named) if plain else None
