"""The words of a pack in one language, as values; what the edges put around the core's ids and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionWords:
    """The words of one action, in the order of the question's actions.

    `watch` is the number to watch with its unit, `target` what to aim at with it.
    """

    do: str
    first_step: str
    done_when: str
    watch: str
    target: str
    role: str
    stop_rule: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of one question; `one_person` is (question, five levels) or None."""

    title: str
    plain_name: str
    ask: str
    levels: tuple[str, ...]
    why: str
    source: str
    records: tuple[str, ...]
    find_out: str
    actions: tuple[ActionWords, ...]
    hint: str = ""
    examples: Mapping[str, str] | None = None
    one_person: tuple[str, tuple[str, ...]] | None = None
    figures_ask: str = ""
    does_not_apply_when: str = ""

    def asked(self, alone: bool) -> tuple[str, tuple[str, ...]]:
        """Return the question and its five levels for a one-person firm or for any other."""
        if alone and self.one_person:
            return self.one_person
        return self.ask, self.levels


@dataclass(frozen=True, slots=True)
class PatternWords:
    """The words of one pattern; `fits_because` is keyed by the condition's own text."""

    name: str
    line: str
    cause: str
    fits_because: Mapping[str, str]
    speaks_against: tuple[str, ...]
    would_change_our_mind: str
    moves: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a pack in one language; `messages` holds whole sentences with named gaps in braces."""

    language: str
    level_names: tuple[str, ...]
    questions: Mapping[str, QuestionWords]
    patterns: Mapping[str, PatternWords]
    messages: Mapping[str, str]
    glossary: Mapping[str, str]
    method: tuple[str, ...]

    def say(self, key: str, **gaps: str) -> str:
        """Return the sentence of a key with its gaps filled; KeyError for an unknown key or a missing gap."""
        return self.messages[key].format_map(gaps)
