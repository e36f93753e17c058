"""Which receipts there are, and what each ends at: from answers and figures to the number on the page.

A topic is one of the functions below: it returns, for each number, how its receipt is written, the number itself and
the decimals it is shown with. A new kind of number is a new topic.
"""

from __future__ import annotations

from functools import partial

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.explain import answers, figures, moves
from plateau_doctor.core.explain.case import Case, Write
from plateau_doctor.core.receipt import Receipt, receipt

__all__ = ["Case", "explain", "explainable"]

_Numbers = dict[str, tuple[Write, float, int]]


def explainable(case: Case) -> tuple[str, ...]:
    """Return the names of all numbers that have a receipt for this check-up."""
    return tuple(_numbers(case))


def explain(case: Case, what: str) -> Receipt:
    """Return the receipt of a number; KeyError for one that this check-up does not have."""
    write, shown, places = _numbers(case)[what]
    return receipt(what, write, shown, places)


def _numbers(case: Case) -> _Numbers:
    case = case.as_examined()
    topics = (_whole, _verdict, _areas, _questions, _trajectory, _profit, _sums, _causes, _plan)
    return {what: number for topic in topics for what, number in topic(case).items()}


def _whole(case: Case) -> _Numbers:
    one = case.result.capability
    if one is None:
        return {}
    return {
        "capability": (partial(answers.capability, case), one.score, 0),
        "average": (partial(answers.average, case), one.average, 0),
        "low:capability": (partial(answers.capability_edge, case, "low"), one.low, 0),
        "high:capability": (partial(answers.capability_edge, case, "high"), one.high, 0),
        "unevenness": (partial(answers.unevenness, case), round(one.average) - round(one.score), 0),
        "band": (partial(answers.band, case), one.band_odds[one.band] * 100, 0),
    }


def _verdict(case: Case) -> _Numbers:
    verdict, whole = case.result.verdict, case.result.capability
    if verdict is None or whole is None:
        return {}
    chance = min(case.result.trajectory.chance, whole.band_odds[whole.band])
    return {
        "confidence": (partial(answers.confidence, case), round(chance * 100, 9), 0),
        "answered": (partial(answers.answered, case), round(verdict.answered * 100, 9), 0),
    }


def _areas(case: Case) -> _Numbers:
    found: _Numbers = {}
    for one in case.result.areas.values():
        if one.score is not None and one.low is not None and one.high is not None:
            found[one.area] = (partial(answers.area, case, one), one.score, 0)
            found[f"low:{one.area}"] = (partial(answers.area_edge, case, one, "low"), one.low, 0)
            found[f"high:{one.area}"] = (partial(answers.area_edge, case, one, "high"), one.high, 0)
    return found


def _questions(case: Case) -> _Numbers:
    found: _Numbers = {}
    for own, pooled in case.result.pooled.items():
        question = case.pack.question(own)
        level = pooled.level(case.pack.scoring)
        if level is not None and not (question.is_outcome and pooled.kind is Kind.UNKNOWN):
            found[own] = (partial(answers.step, case, question), level, 1)
    return found


def _trajectory(case: Case) -> _Numbers:
    one = case.result.trajectory
    found: _Numbers = {}
    if one.rate is not None:
        found["trajectory"] = (partial(figures.growth, case), one.rate * 100, 1)
    for direction, chance in one.odds.items():
        found[f"odds:{direction}"] = (partial(figures.odds, case, direction), round(chance * 100, 9), 0)
    if one.relative is not None:
        found["market"] = (partial(figures.market, case), one.relative * 100, 1)
    return found


def _profit(case: Case) -> _Numbers:
    margin = case.result.trajectory.margin
    return {} if margin is None else {"margin": (partial(figures.margin, case), margin * 100, 1)}


def _sums(case: Case) -> _Numbers:
    found: _Numbers = {}
    ceiling, levers, funnel = case.result.sums.ceiling, case.result.sums.levers, case.result.sums.funnel
    if ceiling is not None and ceiling.kind in ("below", "above") and ceiling.ceiling is not None:
        found["ceiling"] = (partial(figures.ceiling, case), ceiling.ceiling, 0)
    if levers is not None:
        found["levers"] = (partial(figures.levers, case), levers.by_volume, 0)
    if funnel is not None and not funnel.missing:
        found["funnel"] = (partial(figures.funnel, case), funnel.of_hundred["repeat_share"], 0)
    return found


def _causes(case: Case) -> _Numbers:
    return {
        f"pattern:{fit.id}": (partial(moves.pattern, case, fit.id), round(fit.strength * 100, 9), 0)
        for fit in case.result.patterns
        if fit.strength is not None
    }


def _plan(case: Case) -> _Numbers:
    return {
        f"plan:{move.question}": (partial(moves.priority, case, move), round(move.priority, 9), 0)
        for move in case.result.plan.moves
    }
