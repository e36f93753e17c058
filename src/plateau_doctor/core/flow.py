"""Which page comes next, what is missing: the way through a check-up, without a window.

The way: the practice questions in the pack's order, then the figures, then the outcome questions that the figures
left open, then a look at all answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plateau_doctor.core.answers import Answer, CheckUp, Figures, Form, Kind
from plateau_doctor.core.pack import Pack

FIGURES = "figures"
REVIEW = "review"
END = "end"


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is: an area id or `outcomes`; questions answered and asked."""

    section: str
    answered: int
    asked: int


def answered_by_figures(figures: Figures) -> frozenset[str]:
    """Return the outcome questions that the figures answer already."""
    revenue = sum(value is not None for value in figures.revenue)
    profit = sum(value is not None for value in figures.operating_profit)
    covered = {
        "O1": revenue >= 4,
        "O2": revenue >= 2 and figures.market_growth is not None,
        "O3": profit >= 2,
        "O7": figures.customers.new is not None and figures.customers.lost is not None,
        "O8": figures.facts.get("largest_customer") is not None,
    }
    return frozenset(question for question, holds in covered.items() if holds)


def places(pack: Pack, form: Form, figures: Figures) -> tuple[str, ...]:
    """Return all places of the way in order: question ids, `figures`, `review` and the closing `end`."""
    practices = [q.id for q in pack.practices(form)]
    covered = answered_by_figures(figures)
    outcomes = [q.id for q in pack.outcomes(form) if q.id not in covered]
    return (*practices, FIGURES, *outcomes, REVIEW, END)


def after(way: Sequence[str], place: str) -> str:
    """Return the place that follows; the end follows itself, an unknown place is followed by the first."""
    if place not in way:
        return way[0]
    return way[min(way.index(place) + 1, len(way) - 1)]


def before(way: Sequence[str], place: str) -> str:
    """Return the place before; the first one precedes itself."""
    if place not in way:
        return way[0]
    return way[max(way.index(place) - 1, 0)]


def is_answered(answers: Mapping[str, Answer], question_id: str) -> bool:
    """Tell whether a sheet has a level, a don't-know or a does-not-apply for a question."""
    answer = answers.get(question_id)
    return answer is not None and answer.kind is not Kind.BLANK


def unanswered(pack: Pack, checkup: CheckUp, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the questions of the way that one sheet leaves without an answer."""
    way = places(pack, checkup.form, checkup.figures)
    return tuple(p for p in way if p in pack.by_id and not is_answered(answers, p))


def progress(pack: Pack, checkup: CheckUp, answers: Mapping[str, Answer]) -> tuple[SectionProgress, ...]:
    """Return how far each section of questions is, in the order of the way; the figures are not counted."""
    way = [place for place in places(pack, checkup.form, checkup.figures) if place in pack.by_id]
    result: list[SectionProgress] = []
    for section in dict.fromkeys(pack.question(place).area for place in way):
        inside = [place for place in way if pack.question(place).area == section]
        done = sum(is_answered(answers, place) for place in inside)
        result.append(SectionProgress(section, done, len(inside)))
    return tuple(result)
