"""The plan: what each action would lift, what has to come first, and the order (SCORING.md section 6)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from plateau_doctor.core.answers import Kind, PlanEntry
from plateau_doctor.core.known import Scores
from plateau_doctor.core.outcome import Trajectory
from plateau_doctor.core.pack import Action, Gate, Pack, Question
from plateau_doctor.core.patterns import PatternFit, parse
from plateau_doctor.core.scoring import Bottleneck, Capability, moved

Rank = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Factors:
    """The factors whose product is an action's priority; `gain` is in points of the capability."""

    gain: float
    bottleneck: float
    goal: float
    evidence: float
    effort: float
    time: float

    @property
    def product(self) -> float:
        """The priority before it is scaled to 100."""
        return self.gain * self.bottleneck * self.goal * self.evidence / (self.effort * self.time)


@dataclass(frozen=True, slots=True)
class Move:
    """One action of the plan; `action` is its place in the question's list, `priority` is 0-100.

    `blocked_by` names the gate that has to open first, or is None; `opened_by` the questions whose moves open it.
    """

    question: str
    action: int
    effort: str
    priority: float
    rank: Rank
    factors: Factors
    blocked_by: str | None
    opened_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The moves by priority, the blocked ones last, the questions to find out about, and what to stop doing.

    `find_out` begins with the weightiest question; `stops` are ids, the clearest first.
    """

    moves: tuple[Move, ...]
    find_out: tuple[str, ...]
    stops: tuple[str, ...]

    @property
    def free(self) -> tuple[Move, ...]:
        """The moves that nothing blocks."""
        return tuple(move for move in self.moves if move.blocked_by is None)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the plan builds on beside the scores: the bottleneck, the patterns that fit and every known value."""

    bottleneck: Bottleneck
    patterns: tuple[PatternFit, ...]
    known: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Setting:
    pack: Pack
    scores: Scores
    capability: Capability
    bottleneck: Bottleneck
    goals: Mapping[str, float]
    named: frozenset[str]
    known: Mapping[str, float]
    entries: Mapping[str, Mapping[int, PlanEntry]]


def lift_of(action: Action, level: float, pack: Pack) -> float:
    """Return by how many levels an action lifts a question at `level`: by its effort, up to the target."""
    return min(float(pack.plan.lift[action.effort]), max(0.0, pack.plan.target_level - level))


def gain_of(question: Question, lift: float, scores: Scores, capability: Capability, pack: Pack) -> float:
    """Return the points that the capability gains when a question rises by `lift` levels; 0 without an area score."""
    area = scores.areas[question.area]
    if area.score is None:
        return 0.0
    known = [
        q
        for q in pack.questions
        if q.area == question.area and q.id in scores.pooled and scores.pooled[q.id].kind in (Kind.LEVEL, Kind.UNKNOWN)
    ]
    points = 25 * question.weight * lift / math.fsum(q.weight for q in known)
    return moved(capability, area, points, pack.scoring) - capability.score


def o1_of_rate(rate: float, pack: Pack) -> int:
    """Return the level of the revenue question (O1) that a yearly real growth rate stands for."""
    return 1 + sum(rate >= edge for edge in pack.plan.o1_edges)


def goal_factors(pack: Pack, scores: Scores, trajectory: Trajectory) -> dict[str, float]:
    """Return the extra weight of questions that the weakest and the second weakest outcome point to."""
    levels = {
        q.id: level
        for q in pack.questions
        if q.is_outcome and q.id in scores.pooled and (level := scores.pooled[q.id].supported) is not None
    }
    if trajectory.rate is not None:
        levels["O1"] = float(o1_of_rate(trajectory.rate, pack))
    ranked = sorted((level, outcome) for outcome, level in levels.items() if outcome in pack.plan.outcome_questions)
    result: dict[str, float] = {}
    factors = (pack.plan.weakest_factor, pack.plan.second_factor)
    for (_, outcome), factor in zip(ranked, factors, strict=False):
        for question_id in pack.plan.outcome_questions[outcome]:
            result[question_id] = max(result.get(question_id, 1.0), factor)
    return result


def is_open(gate: Gate, known: Mapping[str, float], pack: Pack) -> bool:
    """Tell whether a gate stands open; a condition that can't be known yet keeps nothing waiting."""
    strengths = [parse(text).strength(known) for text in gate.open_when]
    return all(strength is None or strength >= pack.pattern_rules.fits_from - 1e-9 for strength in strengths)


def waits_for(gate: Gate, question: Question, action: Action) -> bool:
    """Tell whether a gate concerns an action: by its tags, or by its question unless that one opens the gate."""
    tagged = not set(gate.tags).isdisjoint(action.tags)
    return tagged or (question.id in gate.questions and question.id not in gate.openers)


def blocking_gate(pack: Pack, question: Question, action: Action, known: Mapping[str, float]) -> Gate | None:
    """Return the first closed gate that an action has to wait for, or None."""
    for gate in pack.gates:
        if waits_for(gate, question, action) and not is_open(gate, known, pack):
            return gate
    return None


def find_stops(pack: Pack, known: Mapping[str, float]) -> tuple[str, ...]:
    """Return what to stop doing for now: those whose conditions all hold, the clearest first."""
    strengths = {}
    for stop in pack.stops:
        given = [parse(text).strength(known) for text in stop.when]
        sure = [strength for strength in given if strength is not None]
        if len(sure) == len(given) and min(sure) >= pack.pattern_rules.fits_from - 1e-9:
            strengths[stop.id] = min(sure)
    return tuple(sorted(strengths, key=lambda own: -strengths[own]))[: pack.plan.most_stops]


def _factors(setting: _Setting, question: Question, action: Action, level: float) -> Factors:
    rules = setting.pack.plan
    lift = lift_of(action, level, setting.pack)
    named = rules.pattern_factor if question.id in setting.named else 1.0
    return Factors(
        gain=gain_of(question, lift, setting.scores, setting.capability, setting.pack),
        bottleneck=1 + setting.bottleneck.odds.get(question.area, 0.0),
        goal=setting.goals.get(question.id, 1.0) * named,
        evidence=rules.grade[action.grade],
        effort=rules.effort[action.effort] ** rules.effort_power,
        time=1 + action.weeks[1] / rules.weeks_scale,
    )


def _best_move(setting: _Setting, question: Question) -> tuple[Factors, Move] | None:
    level = setting.scores.pooled[question.id].supported
    if level is None:
        return None
    best: tuple[tuple[bool, bool, float, float, int], Factors, Move] | None = None
    entries = setting.entries.get(question.id, {})
    open_ones = [place for place, entry in entries.items() if entry.status in ("not_started", "started")]
    for place, action in enumerate(question.actions):
        if place in entries and place not in open_ones:
            continue
        factors = _factors(setting, question, action, level)
        blocked = blocking_gate(setting.pack, question, action, setting.known)
        key = (place not in open_ones, blocked is not None, -factors.product, factors.effort, place)
        gate, openers = (blocked.id, blocked.openers) if blocked is not None else (None, ())
        move = Move(question.id, place, action.effort, 0.0, "low", factors, gate, openers)
        if factors.gain > 0 and (best is None or key < best[0]):
            best = (key, factors, move)
    return (best[1], best[2]) if best else None


def _rank(priority: float, pack: Pack) -> Rank:
    if priority >= pack.plan.high_from:
        return "high"
    return "medium" if priority >= pack.plan.medium_from else "low"


def _spread_over_areas(moves: list[Move], pack: Pack) -> list[Move]:
    """Keep at most `area_cap` moves of one area among the first `first_count`; the others follow in their order."""
    first: list[Move] = []
    rest: list[Move] = []
    taken: dict[str, int] = {}
    for move in moves:
        area = pack.question(move.question).area
        if len(first) < pack.plan.first_count and taken.get(area, 0) < pack.plan.area_cap:
            first.append(move)
            taken[area] = taken.get(area, 0) + 1
        else:
            rest.append(move)
    return first + rest


def make_plan(pack: Pack, scores: Scores, findings: Findings, entries: Iterable[PlanEntry] = ()) -> Plan:
    """Return one best move a question, the open ones by priority and then those that a gate holds back.

    An action that the person's own plan (`entries`) has done or dropped gives way to the question's next best one;
    one that is open there stays the question's move.
    """
    bottleneck, known = findings.bottleneck, findings.known
    unknown = [one.question for one in scores.pooled.values() if one.kind is Kind.UNKNOWN]
    find_out = tuple(sorted(unknown, key=lambda own: -_weight(pack, scores, own)))
    stops = find_stops(pack, known)
    if scores.capability is None:
        return Plan((), find_out, stops)
    by_question: dict[str, dict[int, PlanEntry]] = {}
    for entry in entries:
        by_question.setdefault(entry.question, {})[entry.action] = entry
    leading = {fit.id for fit in findings.patterns if fit.role == "leading"}
    named = {q for pattern in pack.patterns if pattern.id in leading for move in pattern.moves for q in move}
    goals = goal_factors(pack, scores, scores.trajectory)
    setting = _Setting(pack, scores, scores.capability, bottleneck, goals, frozenset(named), known, by_question)
    practices = [q for q in pack.questions if not q.is_outcome and q.id in scores.pooled]
    found = [best for q in practices if (best := _best_move(setting, q)) is not None]
    top = max((factors.product for factors, _ in found), default=1.0)
    scaled = [(factors.product / top * 100, factors, move) for factors, move in found]
    ranked = [
        replace(m, priority=priority, rank=_rank(priority, pack), factors=factors) for priority, factors, m in scaled
    ]
    ranked.sort(
        key=lambda m: (
            -round(m.priority, 9),
            m.factors.effort,
            pack.question(m.question).area not in bottleneck.areas,
            m.question,
        )
    )
    free = _spread_over_areas([m for m in ranked if m.blocked_by is None], pack)
    return Plan((*free, *(m for m in ranked if m.blocked_by is not None)), find_out, stops)


def _weight(pack: Pack, scores: Scores, own: str) -> float:
    """Return the share of the whole that rests on a question, 0-1; outcome questions carry none."""
    question = pack.question(own)
    area = next((area.weight for area in pack.areas if area.id == question.area), 0.0)
    applicable = (pack.question(q) for q, one in scores.pooled.items() if one.kind is not Kind.NOT_APPLICABLE)
    total = math.fsum(one.weight for one in applicable if one.area == question.area)
    return area * question.weight / total
