"""What a schema can't say about pack.json: ids that fit together, sums, conditions that mean something."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plateau_doctor.core.pack import OUTCOMES, TAGS
from plateau_doctor.core.patterns import FACTS, ConditionError, is_known_name, parse
from plateau_doctor.errors import Fault
from plateau_doctor.packs.loose import at, entries, ids, number, pairs, texts
from plateau_doctor.strictjson import place

_RISING = (
    ("outcome", "declining_below", "growing_from"),
    ("outcome", "leaning", "probable"),
    ("outcome", "probable", "sure"),
    ("scoring", "middle_from", "high_from"),
    ("scoring", "well_supported", "fair_support"),
    ("scoring", "record_level", "note_level"),
    ("plan", "medium_from", "high_from"),
    ("pattern_rules", "watch_from", "shown_from"),
)
_CONDITIONS = (
    ("patterns", ("must", "support")),
    ("gates", ("open_when",)),
    ("stops", ("when",)),
    ("checks", ("when",)),
)
_SUM_TOLERANCE = 1e-6


def structure_faults(pack: Any, name: str) -> tuple[Fault, ...]:
    """Return the faults in the meaning of a pack's structure; what has the wrong shape is passed over."""
    look = _Look(pack, name, frozenset(ids(pack, "questions")), frozenset(ids(pack, "areas")))
    return (
        *look.doubled_ids(),
        *look.areas(),
        *look.questions(),
        *look.conditions(),
        *look.named_questions(),
        *look.facts(),
        *look.rules(),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """One look through a pack; the ids are those that may be named."""

    pack: Any
    name: str
    question_ids: frozenset[str]
    area_ids: frozenset[str]

    def _fault(self, path: tuple[str | int, ...], sentence: str, remedy: str) -> Fault:
        return Fault(place(self.name, self.pack, path), sentence, remedy)

    def doubled_ids(self) -> Iterator[Fault]:
        """Yield a fault for each id that stands more than once in its list."""
        for part in ("areas", "questions", "patterns", "gates", "facts", "stops", "directions", "checks"):
            found = ids(self.pack, part)
            for own in dict.fromkeys(own for own in found if found.count(own) > 1):
                yield self._fault((part,), f"The id {own} stands here more than once.", "Give each its own id.")

    def areas(self) -> Iterator[Fault]:
        """Yield a fault where the weights of the areas don't add up to 1."""
        weights = [number(area, "weight") for area in entries(self.pack, "areas")]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights) and not math.isclose(sum(known), 1, abs_tol=_SUM_TOLERANCE):
            yield self._fault(
                ("areas",), f"The weights add up to {sum(known):g}.", "Change them so that they add up to 1."
            )

    def questions(self) -> Iterator[Fault]:
        """Yield the faults of single questions: area, order, grades and weeks of the actions."""
        seen_outcome = False
        for position, question in enumerate(entries(self.pack, "questions")):
            area = at(question, "area")
            if isinstance(area, str) and area != OUTCOMES and area not in self.area_ids:
                yield self._fault(
                    ("questions", position, "area"),
                    f'The area "{area}" is not in "areas".',
                    f"Write one of {', '.join([*sorted(self.area_ids), OUTCOMES])}.",
                )
            if seen_outcome and isinstance(area, str) and area != OUTCOMES:
                yield self._fault(
                    ("questions", position),
                    "This question stands after a question about outcomes.",
                    "Move it up: outcomes come last.",
                )
            seen_outcome = seen_outcome or area == OUTCOMES
            for number_, action in enumerate(entries(question, "actions")):
                yield from self._action(("questions", position, "actions", number_), action)

    def _action(self, path: tuple[str | int, ...], action: Any) -> Iterator[Fault]:
        grade = at(action, "grade")
        grades = [key for key, _ in pairs(self.pack, "plan", "grade")]
        if isinstance(grade, str) and grades and grade not in grades:
            yield self._fault(
                (*path, "grade"),
                f'The grade "{grade}" is not in plan.grade.',
                f"Write one of {', '.join(grades)}.",
            )
        weeks = [week for week in entries(action, "weeks") if isinstance(week, int)]
        if weeks != sorted(weeks):
            yield self._fault((*path, "weeks"), "The longest time comes first.", "Write the shortest time first.")
        figure = at(action, "figure")
        if isinstance(figure, str) and not is_known_name(figure, self.question_ids, self.area_ids):
            yield self._fault(
                (*path, "figure"), f'The figure "{figure}" is not known.', "Use a figure of the check-up."
            )

    def conditions(self) -> Iterator[Fault]:
        """Yield a fault for each condition that can't be read or names something unknown."""
        for part, lists in _CONDITIONS:
            for position, owner in enumerate(entries(self.pack, part)):
                for key in lists:
                    for number_, text in enumerate(entries(owner, key)):
                        if isinstance(text, str):
                            yield from self._condition((part, position, key, number_), text)

    def _condition(self, path: tuple[str | int, ...], text: str) -> Iterator[Fault]:
        try:
            names = parse(text).names
        except ConditionError as error:
            yield self._fault(
                path,
                f"The condition can't be read: {error}.",
                'Write it like "lo(S1, 2, 4)" or "any(..., ...)".',
            )
            return
        for unknown in sorted(n for n in names if not is_known_name(n, self.question_ids, self.area_ids)):
            yield self._fault(
                path,
                f'The condition names "{unknown}", which is not known.',
                "Use the id of a question or an area, or a figure of the check-up.",
            )

    def named_questions(self) -> Iterator[Fault]:
        """Yield a fault for each place that names a question which the pack lacks."""
        for path, question_id in self._namings():
            if question_id not in self.question_ids:
                yield self._fault(
                    path, f'The question "{question_id}" is not in "questions".', "Use the id of a question."
                )

    def _namings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for position, pattern in enumerate(entries(self.pack, "patterns")):
            for number_, move in enumerate(entries(pattern, "moves")):
                for question_id in texts({"move": move}, "move"):
                    yield ("patterns", position, "moves", number_), question_id
        for part, keys in (("gates", ("questions", "openers")), ("directions", ("questions",))):
            for position, owner in enumerate(entries(self.pack, part)):
                for key in keys:
                    for question_id in texts(owner, key):
                        yield (part, position, key), question_id
        for question_id in texts(self.pack, "chain"):
            yield ("chain",), question_id
        if isinstance(asked := at(self.pack, "mix_question"), str):
            yield ("mix_question",), asked
        yield from self._plan_namings()

    def _plan_namings(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for outcome, _ in pairs(self.pack, "plan", "outcome_questions"):
            yield ("plan", "outcome_questions", outcome), outcome
            for question_id in texts(self.pack, "plan", "outcome_questions", outcome):
                yield ("plan", "outcome_questions", outcome), question_id
        for state, _ in pairs(self.pack, "plan", "state_first"):
            for wanted in texts(self.pack, "plan", "state_first", state):
                if wanted not in TAGS:
                    yield ("plan", "state_first", state), wanted

    def facts(self) -> Iterator[Fault]:
        """Yield a fault for each fact that no check-up can hold or whose ranges don't rise."""
        for position, fact in enumerate(entries(self.pack, "facts")):
            own, edges = at(fact, "id"), [edge for edge in entries(fact, "edges") if isinstance(edge, (int, float))]
            if isinstance(own, str) and own not in FACTS:
                yield self._fault(
                    ("facts", position, "id"), f'There is no figure "{own}".', "Use a figure of the check-up."
                )
            asked = at(fact, "question")
            if isinstance(asked, str) and asked not in self.question_ids:
                path: tuple[str | int, ...] = ("facts", position, "question")
                yield self._fault(path, f'The question "{asked}" is not in "questions".', "Use the id of a question.")
            if edges != sorted(set(edges)):
                yield self._fault(("facts", position, "edges"), "The edges don't rise.", "Write them from low to high.")

    def rules(self) -> Iterator[Fault]:
        """Yield a fault where thresholds don't rise or shares don't add up."""
        for part, low, high in _RISING:
            lower, higher = number(self.pack, part, low), number(self.pack, part, high)
            if lower is not None and higher is not None and lower >= higher:
                yield self._fault(
                    (part, low),
                    f"It is {lower:g}, and {high} is {higher:g}.",
                    f"Make it smaller than {high}.",
                )
        words = entries(self.pack, "scoring", "words")
        for key in ("windows", "o1_edges"):
            numbers = [one for one in entries(self.pack, "plan", key) if isinstance(one, (int, float))]
            if numbers != sorted(set(numbers)):
                yield self._fault(("plan", key), "The numbers don't rise.", "Write them from low to high.")
        scores = [score for score in words if isinstance(score, (int, float))]
        if scores != sorted(set(scores)):
            yield self._fault(("scoring", "words"), "The scores don't rise.", "Write them from low to high.")
        for level, shares in pairs(self.pack, "outcome", "level_weights"):
            known = [share for share in entries({"": shares}, "") if isinstance(share, (int, float))]
            if known and not math.isclose(sum(known), 1, abs_tol=_SUM_TOLERANCE):
                yield self._fault(
                    ("outcome", "level_weights", level),
                    f"The shares add up to {sum(known):g}.",
                    "Change them so that they add up to 1.",
                )
