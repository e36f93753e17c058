"""Whether the five levels of a question rise: no two alike, none less demanding, the fifth about learning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from plateau_doctor.core.pack import OUTCOMES, Pack
from plateau_doctor.errors import Fault
from plateau_doctor.packs.lint.texts import TextFile
from plateau_doctor.packs.lint.vocabulary import Scale, Vocabulary, found

_AS_A_RULE = 0.75
"""From this share of the fifth levels on, speaking of what was learned is the pack's habit."""


def no_two_alike(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each two levels with the same words but for small words, endings, order and signs."""
    for screen in file.screens():
        said = [sorted(_content(text, file.words)) for text in screen.levels]
        for low, high in combinations(range(len(said)), 2):
            if said[low] == said[high]:
                yield file.fault(
                    (*screen.path, "levels", high),
                    f"Level {high + 1} says the same as level {low + 1}.",
                    f"Write what a firm at level {high + 1} does more than one at level {low + 1}.",
                )


def rising(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each level that by its own words asks for less than the one below it.

    Compared are how often ("now and then" after "usually"), how regularly ("once a year" after "monthly", about
    the same thing) and how many of the same ("most quotes" after "every quote"). Level 1 often says "always" or
    "every" of a bad habit, and a level that builds on the one before holds all of it: both are passed over.
    """
    for screen in file.screens():
        for position in range(2, len(screen.levels)):
            below, above = screen.levels[position - 1 : position + 1]
            fall = None if found(file.words.builds_on, above) else _fall(below, above, file.words)
            if fall:
                yield file.fault(
                    (*screen.path, "levels", position),
                    f'Level {position + 1} says "{fall[1]}" where level {position} says "{fall[0]}", '
                    "so it asks for less.",
                    "Make the higher level ask for more, or say what people do and not how often it goes wrong.",
                )


def _fall(below: str, above: str, words: Vocabulary) -> tuple[str, str] | None:
    """Return the two wordings that fall from one level to the next, or None."""
    shared = _content(below, words) & _content(above, words)
    for scale in (words.how_often, words.how_regular):
        low, high = _rank(below, scale), _rank(above, scale)
        about_the_same = bool(shared) or (scale is words.how_often and high is not None and high[0] > 0)
        if low and high and high[0] < low[0] and about_the_same:
            return low[1], high[1]
    lower, higher = _amounts(below, words.how_many), _amounts(above, words.how_many)
    for noun in lower.keys() & higher.keys():
        if higher[noun][0] < lower[noun][0]:
            return lower[noun][1], higher[noun][1]
    return None


def _rank(text: str, scale: Scale) -> tuple[int, str] | None:
    """Return rank and wording of what a text says on a scale, None where it says nothing or several things."""
    hits = [(rank, word) for rank, words in enumerate(scale) if (word := found(words, text))]
    return hits[0] if len(hits) == 1 else None


def _amounts(text: str, scale: Scale) -> dict[str, tuple[int, str]]:
    """Return for each noun that an amount stands before its rank and wording: {"quote": (3, "every quote")}."""
    ranks = {word: rank for rank, words in enumerate(scale) for word in words}
    amounts = "|".join(sorted(ranks, key=len, reverse=True))
    hits = re.finditer(rf"\b(?P<amount>{amounts}) (?P<noun>[^\W\d_]+)", text, re.IGNORECASE)
    return {_bare(hit["noun"]): (ranks[hit["amount"].lower()], hit[0].lower()) for hit in hits}


def learning_at_the_top(file: TextFile, pack: Pack) -> Iterator[Fault]:
    """Yield a finding for each fifth level that speaks neither of results nor of change, where most others do.

    A five counts in full only with a note of what changed in the past year; a level that nothing could be
    noted for puts people off. Outcome questions end in a number and are passed over.
    """
    tops = [s for s in file.screens() if pack.question(s.question).area != OUTCOMES]
    silent = [screen for screen in tops if not found(file.words.learning, screen.levels[-1])]
    if len(silent) <= (1 - _AS_A_RULE) * len(tops):
        for screen in silent:
            yield file.fault(
                (*screen.path, "levels", len(screen.levels) - 1),
                "The highest level says nothing of results or of what changed, as the others do.",
                'Add what was checked, learned or changed, such as "in the past year results changed a step".',
            )


def _content(text: str, words: Vocabulary) -> frozenset[str]:
    """Return the words that carry the meaning, in small letters and without plural."""
    plain = re.findall(r"[^\W_]+", text.lower())
    return frozenset(_bare(word) for word in plain if word not in words.fillers)


def _bare(word: str) -> str:
    return word.lower().removesuffix("s")
