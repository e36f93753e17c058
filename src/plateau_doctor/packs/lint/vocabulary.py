"""The words that the linter goes by in one language: resources/lint/<language>.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from plateau_doctor.resources import resource

Scale = tuple[tuple[str, ...], ...]
"""Words in ranks, the least demanding rank first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest and hardest that texts may be; lengths in words, `grade` in years of school."""

    stem_words: int
    screen_words: int
    median_words: int
    grade: float
    graded_from_words: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters; `avoided` maps a word to what to say in its place, empty where nothing is."""

    limits: Limits
    avoided: Mapping[str, str]
    unwritten: tuple[str, ...]
    negatives: tuple[str, ...]
    second_questions: tuple[str, ...]
    subjects: tuple[str, ...]
    second_verbs: tuple[str, ...]
    how_often: Scale
    how_regular: Scale
    how_many: Scale
    builds_on: tuple[str, ...]
    learning: tuple[str, ...]
    fillers: tuple[str, ...]
    syllables: Mapping[str, int]


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """Return the words for a language such as "en" or "en_GB", None where there are none."""
    path = resource("lint", f"{language.partition('_')[0]}.json")
    if not path.exists():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    scales = {key: tuple(tuple(rank) for rank in raw[key]) for key in ("how_often", "how_regular", "how_many")}
    lists = {key: tuple(value) for key, value in raw.items() if isinstance(value, list)}
    return Vocabulary(**{**raw, **lists, **scales, "limits": Limits(**raw["limits"])})


def found(words: Iterable[str], text: str) -> str | None:
    """Return the first of some words or phrases that a text holds, also in the plural, or None.

    A word of signs alone, such as "!", counts wherever it stands; "n't" counts at the end of a word.
    """
    hit = pattern(tuple(words)).search(text.replace("’", "'"))
    return hit[0].lower() if hit else None


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some words or phrases, the longest first, as whole words."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_one(word) for word in longest_first) or r"(?!)", re.IGNORECASE)


def _one(word: str) -> str:
    start = r"\b" if word[0].isalnum() and word != "n't" else ""
    end = r"s?\b" if word[-1].isalnum() else ""
    return start + re.escape(word) + end
