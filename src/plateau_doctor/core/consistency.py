"""Answers and figures that do not fit together: questions to ask kindly, never errors (SCORING.md section 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.core.known import Scores
from plateau_doctor.core.outcome import DIRECTIONS, Direction, Inflation, find_trajectory
from plateau_doctor.core.pack import FitCheck, OutcomeRules, Pack, Scoring
from plateau_doctor.core.patterns import parse

REVENUE = "revenue"
_ESTIMATE = "O1"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A check that failed: its questions, the value of every name that it read, and the figure marked as unknown."""

    id: str
    questions: tuple[str, ...]
    values: Mapping[str, float]
    unknown: str | None = None


def direction_of(level: float, rules: OutcomeRules) -> Direction:
    """Return the direction that a level 1-5 of the revenue question stands for."""
    weights = rules.level_weights[round(level)]
    return DIRECTIONS[weights.index(max(weights))]


def straight_run(answers: Sequence[tuple[str, int, float]], rules: Scoring) -> tuple[str, ...]:
    """Return the questions of the first run of one level, each given too fast; none where there is no such run.

    `answers` are (question, level 1-5, seconds) in the order of answering. No check-up keeps the seconds: whoever
    watches the answering calls this and asks for a second look then and there.
    """
    fast = ((level if seconds < rules.run_seconds else None, question) for question, level, seconds in answers)
    for level, run in groupby(fast, key=lambda one: one[0]):
        questions = tuple(question for _, question in run)
        if level is not None and len(questions) >= rules.run_length:
            return questions
    return ()


def _failed(check: FitCheck, known: Mapping[str, float], unknown: frozenset[str], pack: Pack) -> Misfit | None:
    conditions = [parse(text) for text in check.when]
    fails = all((condition.strength(known) or 0.0) >= 0.5 - 1e-9 for condition in conditions)
    if not fails or (check.unknown is not None and check.unknown not in unknown):
        return None
    names = [name for name in known if any(name in condition.names for condition in conditions)]
    questions = tuple(name for name in names if name in pack.by_id)
    return Misfit(check.id, questions, {name: known[name] for name in names}, check.unknown)


def _against_figures(pack: Pack, checkup: CheckUp, scores: Scores, table: Inflation) -> Misfit | None:
    """Compare the direction of the owner's estimate with that of the figures alone, where they say it is probable."""
    one = scores.pooled.get(_ESTIMATE)
    if one is None or one.supported is None:
        return None
    alone = find_trajectory(checkup.figures, checkup.business, None, pack.outcome, table)
    unclear = alone.rate is None or alone.chance < pack.outcome.probable
    if unclear or alone.direction == direction_of(one.supported, pack.outcome):
        return None
    return Misfit(REVENUE, (_ESTIMATE,), {_ESTIMATE: one.supported, "real_growth": alone.rate or 0.0})


def find_misfits(
    pack: Pack, checkup: CheckUp, scores: Scores, known: Mapping[str, float], table: Inflation
) -> tuple[Misfit, ...]:
    """Return the checks that failed, on supported levels; a don't-know fits with everything.

    A figure is unknown where its fact was answered so (None) and no figure gives it either; left empty is no failure.
    """
    said = {name: value for name, value in known.items() if not _assumed(scores, name)}
    unknown = frozenset(name for name, value in checkup.figures.facts.items() if value is None) - known.keys()
    failed = [_failed(check, said, unknown, pack) for check in pack.checks]
    failed.append(_against_figures(pack, checkup, scores, table))
    return tuple(misfit for misfit in failed if misfit is not None)


def _assumed(scores: Scores, name: str) -> bool:
    return name in scores.pooled and scores.pooled[name].kind is Kind.UNKNOWN
