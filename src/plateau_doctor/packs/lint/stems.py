"""Whether a stem asks one thing, without a "not", and whether a question's screen is short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from plateau_doctor.errors import Fault
from plateau_doctor.packs.lint.reading import words_of
from plateau_doctor.packs.lint.texts import TextFile
from plateau_doctor.packs.lint.vocabulary import Vocabulary, found, pattern


def one_thing_asked(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each stem that asks two things, to which nobody can give one answer.

    Told by "and/or"; by two question marks; by "and" before a second question ("and how ..."), before a verb
    that is hardly ever a noun ("and keep ..."), or between two words right after a subject ("you find and keep").
    """
    for screen in file.screens():
        twice = _twice(screen.ask, file.words)
        if twice:
            yield file.fault(
                (*screen.path, "ask"),
                f"The question asks two things at once: {twice}.",
                "Ask one, and make the other a question of its own.",
            )


def _twice(ask: str, words: Vocabulary) -> str | None:
    if ask.count("?") > 1:
        return "it has two question marks"
    subjects, second = pattern(words.subjects).pattern, pattern((*words.second_questions, *words.second_verbs)).pattern
    double = re.search(rf"and/or|\band (?:{second})|(?:{subjects}) \w+ and \w+", ask, re.IGNORECASE)
    return f'"{double[0]}"' if double else None


def asked_plainly(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each stem with a negative word, which people read over or have to turn round."""
    for screen in file.screens():
        negative = found(file.words.negatives, screen.ask)
        if negative:
            yield file.fault(
                (*screen.path, "ask"),
                f'The question holds "{negative}", which is easy to read over.',
                "Ask for what is there or what is done.",
            )


def short_enough(file: TextFile) -> Iterator[Fault]:
    """Yield a finding for each stem and screen over their limits, and one if the median of all screens is."""
    limits = file.words.limits
    for screen in file.screens():
        asked = len(words_of(screen.ask))
        if asked > limits.stem_words:
            yield file.fault(
                (*screen.path, "ask"),
                f"The question has {asked} words.",
                f"Ask it in at most {limits.stem_words}.",
            )
        if screen.length > limits.screen_words:
            yield file.fault(
                screen.path,
                f"The question and its levels have {screen.length} words.",
                f"Shorten them to at most {limits.screen_words} in all.",
            )
    middle = median(screen.length for screen in file.screens())
    if middle > limits.median_words:
        yield file.fault(
            ("questions",),
            f"Half of the questions have over {middle:g} words with their levels.",
            f"Shorten the longest until half of them have at most {limits.median_words}.",
        )
