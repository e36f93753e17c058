"""Receipts of causes and moves: how well a pattern fits, and a move's priority."""

from __future__ import annotations

import math
from collections.abc import Mapping

from plateau_doctor.core.explain.case import Case, end, fine
from plateau_doctor.core.known import Scores
from plateau_doctor.core.patterns import Condition, Ramp, parse
from plateau_doctor.core.plan import Move, goal_factors, lift_of
from plateau_doctor.core.receipt import Part, Step, Tape, add, call, minus, over, times
from plateau_doctor.core.schedule import action_of


def pattern(case: Case, own: str, tape: Tape) -> Step:
    """Write how strongly a pattern fits: the weakest condition it needs, raised by those that support it."""
    one = next(one for one in case.pack.patterns if one.id == own)
    known, rules = case.result.known, case.pack.pattern_rules
    must = [_strength(tape, parse(text), known) for text in one.must]
    support = [
        _strength(tape, condition, known)
        for condition in map(parse, one.support)
        if condition.strength(known) is not None
    ]
    least = must[0] if len(must) == 1 else tape.sum("least", call("least", *must), own)
    mean: Part = tape.sum("meansupport", over(add(*support), float(len(support))), own) if support else 0.0
    base = rules.base_share
    strength = times(least, add(base, times(1 - base, mean))) if support else times(least, base)
    whole = tape.sum("strength", times(100.0, strength), own)
    return end(tape, "percent", whole, own)


def _strength(tape: Tape, condition: Condition, known: Mapping[str, float]) -> Step:
    if isinstance(condition, Ramp):
        value = tape.given("value", known[condition.name], condition.name, fine(tape))
        digits = fine(tape)
        low, high = tape.given("from", condition.low, "", digits), tape.given("to", condition.high, "", digits)
        whole = tape.sum("ramp", minus(high, low), "", digits)
        way = over(minus(value, low), whole) if condition.kind == "hi" else over(minus(high, value), whole)
        along = tape.sum("rises" if condition.kind == "hi" else "falls", way, condition.name, digits)
        return tape.sum("kept", call("kept", along), "", digits)
    parts = [_strength(tape, part, known) for part in condition.parts if part.strength(known) is not None]
    return parts[0] if len(parts) == 1 else tape.sum("largest", call("most", *parts), "")


def priority(case: Case, move: Move, tape: Tape) -> Step:
    """Write a move's priority: its gain by recomputation times and over its factors, on a scale to 100."""
    product = _product(case, tape, move)
    top = max(case.result.plan.moves, key=lambda one: one.factors.product)
    best = tape.given("top", top.factors.product, top.question, fine(tape))
    scaled = tape.sum("scaled", times(100.0, over(product, best)), move.question)
    return end(tape, "shown", scaled, move.question)


def _gain(case: Case, tape: Tape, move: Move) -> Step:
    capability, rules = case.result.capability, case.pack.scoring
    question = case.pack.question(move.question)
    score = case.result.areas[question.area].score
    level = case.result.pooled[question.id].supported
    assert capability is not None  # noqa: S101 - a move has a gain
    digits, slope = fine(tape), 1 - rules.floor / 100
    lift = tape.given("lift", lift_of(action_of(case.pack, move), level or 0.0, case.pack), question.id, digits)
    weight = tape.given("weight", question.weight, question.id, 4)
    weights = tape.given("weights", math.fsum(one.weight for one in case.known(question.area)), question.area, 4)
    before = tape.given("areascore", score or 0.0, question.area, digits)
    after = tape.sum("after", add(before, over(times(25.0, weight, lift), weights)), question.area, digits)
    ratio = over(add(rules.floor, times(slope, after)), add(rules.floor, times(slope, before)))
    grows = tape.sum("growsby", ratio, question.area, digits)
    share = tape.given("share", capability.weights[question.area], question.area, digits)
    whole = tape.given("wholescore", capability.score, "whole", digits)
    raised = times(add(rules.floor, times(slope, whole)), call("exp", times(share, call("ln", grows))))
    lifted = tape.sum("wholeafter", over(minus(raised, rules.floor), slope), "whole", digits)
    return tape.sum("gain", minus(lifted, whole), question.id, digits)


def _product(case: Case, tape: Tape, move: Move) -> Step:
    rules, factors, digits = case.pack.plan, move.factors, fine(tape)
    gain = _gain(case, tape, move)
    area = case.pack.question(move.question).area
    odds = tape.given("odds", case.result.bottleneck.odds[area], area, digits)
    lowest = tape.sum("bottleneck", add(1.0, odds), area, digits)
    weakest = _weakest(case).get(move.question, 1.0)
    goal = tape.given("goal", weakest, move.question, digits)
    named = tape.given("named", factors.goal / weakest, move.question, digits)
    grade = tape.given("evidence", factors.evidence, move.question, digits)
    effort = tape.given("effort", rules.effort[move.effort], move.question, digits)
    weeks = tape.given("weeks", action_of(case.pack, move).weeks[1], move.question, 0)
    slow = times(call("exp", times(rules.effort_power, call("ln", effort))), add(1.0, over(weeks, rules.weeks_scale)))
    return tape.sum("product", over(times(gain, lowest, goal, named, grade), slow), move.question, digits)


def _weakest(case: Case) -> dict[str, float]:
    """Return the extra weight of the questions that the weakest results point to."""
    result = case.result
    scores = Scores(result.pooled, result.areas, result.capability, result.trajectory)
    return goal_factors(case.pack, scores, result.trajectory)
