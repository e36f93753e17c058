"""Every text of a pack for people: whether it is written, in plain words and easy to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plateau_doctor.errors import Fault
from plateau_doctor.packs.lint.reading import grade, syllables, without_gaps, words_of
from plateau_doctor.packs.lint.vocabulary import Vocabulary, found
from plateau_doctor.strictjson import Step, place, schema

Path = tuple[Step, ...]

_KEYS = frozenset(("format", "id", "version", "language"))
_CITED = frozenset(("source", "evidence"))
_HARD_WORD = 4
_HARD_WORDS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Screen:
    """A question as people see it: the stem and its five levels, with its place."""

    question: str
    path: Path
    ask: str
    levels: tuple[str, ...]

    @property
    def length(self) -> int:
        """The words on the screen."""
        return sum(len(words_of(text)) for text in (self.ask, *self.levels))


@dataclass(frozen=True, slots=True)
class TextFile:
    """One checked text file: its name, its value and the words to go by in its language."""

    name: str
    raw: Any
    words: Vocabulary

    def fault(self, path: Path, sentence: str, remedy: str) -> Fault:
        """Return a finding at a place of this file."""
        return Fault(place(self.name, self.raw, path), sentence, remedy)

    def screens(self) -> Iterator[Screen]:
        """Yield each question's screen, and after it the one for a firm of one person where that differs."""
        for own, question in self.raw["questions"].items():
            yield Screen(own, ("questions", own), question["ask"], tuple(question["levels"]))
            alone = question.get("one_person")
            if alone:
                yield Screen(own, ("questions", own, "one_person"), alone["ask"], tuple(alone["levels"]))


def every_text(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each text for people in a text file, and its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from every_text(entry, (*path, position))
    else:
        for key, entry in value.items():
            if path or key not in _KEYS:
                yield from every_text(entry, (*path, key))


def unwritten(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each text without a word, still to be written, or a message without one of its gaps."""
    known = schema("pack-text")["properties"]["messages"]["properties"]
    for path, text in every_text(file.raw):
        mark = found(file.words.unwritten, text)
        if not words_of(without_gaps(text)):
            yield file.fault(path, "The text holds no word.", "Write it, or take the whole entry away.")
        elif mark:
            yield file.fault(path, f'The text is not written yet: it says "{mark}".', "Write it.")
    for key, text in file.raw["messages"].items():
        for gap in known.get(key, {}).get("gaps", ()):
            if f"{{{gap}}}" not in text:
                yield file.fault(
                    ("messages", key),
                    f"The gap {{{gap}}} is missing, so people don't see what belongs there.",
                    f"Put {{{gap}}} where it should stand.",
                )


def in_plain_words(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each text with a word that blames people or that they don't use."""
    for path, text in every_text(file.raw):
        word = found(file.words.avoided, without_gaps(text))
        if word:
            instead = file.words.avoided.get(word) or file.words.avoided.get(word.removesuffix("s"))
            remedy = f'Say "{instead}", or leave it out.' if instead else "Leave it out, or say what to do."
            yield file.fault(path, f'"{word}" is not for the people who read this.', remedy)


def easy_to_read(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for what people read in one go where it asks for more years of school than the limit.

    Judged are question screens, actions and patterns as a whole, and each single text, once they have
    `graded_from_words` words: in shorter ones a single long word decides. Cited sources are left out.
    """
    limits, known = file.words.limits, file.words.syllables
    for path, texts in _read_in_one_go(file):
        words = [word for text in texts for word in words_of(text)]
        if len(words) < limits.graded_from_words:
            continue
        reached = grade(texts, known)
        if reached > limits.grade:
            by_weight = sorted(dict.fromkeys(words), key=lambda word: -syllables(word, known))
            hard = [word for word in by_weight if syllables(word, known) >= _HARD_WORD][:_HARD_WORDS_NAMED]
            listed = ", ".join(f'"{word}"' for word in hard)
            yield file.fault(
                path,
                f"It reads like school year {reached:.1f}, and {limits.grade} is the limit.",
                f"Shorten the sentences, or find plainer words for {listed}." if hard else "Shorten the sentences.",
            )


def _read_in_one_go(file: TextFile) -> Iterator[tuple[Path, list[str]]]:
    for screen in file.screens():
        yield screen.path, [screen.ask, *screen.levels]
    for own, question in file.raw["questions"].items():
        for position, action in enumerate(question["actions"]):
            yield ("questions", own, "actions", position), list(action.values())
    for own, pattern in file.raw["patterns"].items():
        yield ("patterns", own), [text for path, text in every_text(pattern) if path[0] not in _CITED]
    for path, text in every_text(file.raw):
        if path[-1] not in _CITED:
            yield path, [without_gaps(text)]
