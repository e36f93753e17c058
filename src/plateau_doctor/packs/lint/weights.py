"""Whether no question and no area rules the result, and whether each area can be scored."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from plateau_doctor.core.pack import Pack

_MOST_OF_AREA = 1 / 3
_MOST_OF_ALL = 0.4
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend at a path of pack.json (keys, and places in lists from 0)."""

    path: tuple[str | int, ...]
    sentence: str
    remedy: str


def balanced(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each area or question that weighs too much; areas of two questions have another fault."""
    for position, area in enumerate(pack.areas):
        if area.weight > _MOST_OF_ALL + _ROUNDING:
            yield Finding(
                ("areas", position, "weight"),
                f"The area has {area.weight:.0%} of the whole weight, so the others hardly count.",
                f"Give it at most {_MOST_OF_ALL:.0%}, and the rest to the others.",
            )
        own = pack.of_area(area.id)
        whole = math.fsum(question.weight for question in own)
        for place, question in enumerate(pack.questions):
            shared = question in own and len(own) * _MOST_OF_AREA >= 1
            if shared and question.weight / whole > _MOST_OF_AREA + _ROUNDING:
                yield Finding(
                    ("questions", place, "weight"),
                    f'The question has {question.weight / whole:.0%} of the weight of "{area.id}", '
                    "so one answer decides the area.",
                    "Give it at most a third: lower its weight, or add questions to the area.",
                )


def enough_questions(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each area that no sheet of answers could score, in the full or the quick form."""
    needed = {"full": pack.scoring.least_answers, "quick": pack.scoring.least_answers_quick}
    for position, area in enumerate(pack.areas):
        for form, least in needed.items():
            there = len(pack.of_area(area.id, form))
            if there < least:
                yield Finding(
                    ("areas", position),
                    f"The {form} form asks {there} of its questions and a score needs {least}, "
                    "so the area gets none and its actions never come up.",
                    "Add questions to the area, or join it with another.",
                )
