"""What to do, in which order (SCORING.md section 6)."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from builders import DOES_NOT_APPLY, DONT_KNOW, GROWING, PACK, a_business, a_shop, believes, diagnose
from plateau_doctor.core.known import Scores
from plateau_doctor.core.pack import Action, Gate, Pack, Question
from plateau_doctor.core.plan import (
    Move,
    Plan,
    blocking_gate,
    gain_of,
    goal_factors,
    is_open,
    lift_of,
    o1_of_rate,
)
from plateau_doctor.core.result import Result


def plan(**story: Any) -> Plan:
    return diagnose(a_business(**story)).plan


def scores_of(result: Result) -> Scores:
    return Scores(result.pooled, result.areas, result.capability, result.trajectory)


def move_of(question: str, made: Plan) -> Move:
    return next(move for move in made.moves if move.question == question)


# lift and gain


@pytest.mark.parametrize(
    ("effort", "level", "lift"),
    [
        ("S", 1, 1),
        ("M", 2, 1),
        ("L", 1, 2),
        ("L", 2, 2),
        ("L", 3, 1),
        ("S", 3.5, 0.5),
        ("S", 4, 0),
        ("L", 5, 0),
    ],
)
def test_an_action_lifts_towards_step_four(effort: Any, level: float, lift: float) -> None:
    assert lift_of(Action(effort, (1, 2)), level, PACK) == lift


def test_the_gain_is_the_capability_after_less_the_capability_now() -> None:
    before = diagnose(a_business(price=2))
    after = diagnose(a_business(price=2, PR1=3))
    assert before.capability is not None
    assert after.capability is not None
    gain = gain_of(PACK.question("PR1"), 1.0, scores_of(before), before.capability, PACK)
    assert gain == pytest.approx(after.capability.score - before.capability.score)


def test_the_gain_respects_what_does_not_apply_and_what_is_blank() -> None:
    story: dict[str, Any] = {"PL3": DOES_NOT_APPLY, "PL4": DOES_NOT_APPLY, "PL7": DONT_KNOW}
    before, after = diagnose(a_business(**story)), diagnose(a_business(**story, PL1=4))
    assert before.capability is not None
    assert after.capability is not None
    gain = gain_of(PACK.question("PL1"), 1.0, scores_of(before), before.capability, PACK)
    assert gain == pytest.approx(after.capability.score - before.capability.score)


def test_an_area_without_a_score_promises_no_gain() -> None:
    result = diagnose(a_business(price=None, PR1=1))
    assert result.capability is not None
    assert gain_of(PACK.question("PR1"), 1.0, scores_of(result), result.capability, PACK) == 0
    assert "PR1" not in {move.question for move in result.plan.moves}


def test_every_action_of_an_area_at_nought_has_a_gain() -> None:
    for area in PACK.areas:
        result = diagnose(a_business(**{area.id: 1}))
        assert result.areas[area.id].score == 0
        assert result.capability is not None
        for question in PACK.of_area(area.id):
            for action in question.actions:
                lift = lift_of(action, 1.0, PACK)
                assert gain_of(question, lift, scores_of(result), result.capability, PACK) > 0
            assert move_of(question.id, result.plan).factors.gain > 0


# goals


@pytest.mark.parametrize(
    ("rate", "level"),
    [(-0.08, 1), (-0.05, 2), (-0.03, 2), (-0.02, 3), (0.0, 3), (0.029, 3), (0.03, 4), (0.099, 4), (0.10, 5)],
)
def test_a_growth_rate_as_a_step_of_the_revenue_question(rate: float, level: int) -> None:
    assert o1_of_rate(rate, PACK) == level


def goals(**story: Any) -> dict[str, float]:
    result = diagnose(a_business(**story))
    return goal_factors(PACK, scores_of(result), result.trajectory)


def test_the_weakest_outcome_pulls_most_and_the_second_less() -> None:
    assert goals(O3=1, O7=2, O8=4, revenue=GROWING) == {"PR2": 1.5, "PR4": 1.5, "S5": 1.25, "PM5": 1.25}


def test_a_question_that_both_outcomes_name_keeps_the_larger_factor() -> None:
    assert goals(O3=1, O5=1, revenue=GROWING) == {"PR2": 1.5, "PR4": 1.5}
    assert goals(O5=1, O3=2, revenue=GROWING) == {"PR2": 1.5, "PR4": 1.25}


def test_figures_replace_the_estimate_of_revenue() -> None:
    assert goals(O1=1, O3=2, revenue=GROWING)["PR2"] == 1.5
    assert goals(O1=1, O3=2, revenue=())["S1"] == 1.5


def test_no_outcome_at_all_pulls_nowhere() -> None:
    assert goals(revenue=()) == {}


# gates

PAID = Action("S", (1, 2), tags=("paid",))
PLAIN = Action("S", (1, 2))


@pytest.mark.parametrize(
    ("known", "stands_open"),
    [({}, True), ({"PM4": 3.0}, True), ({"PM4": 3.0, "S7": 3.0}, True), ({"PM4": 5.0, "S7": 2.9}, False)],
)
def test_an_unknown_figure_keeps_nothing_waiting(known: dict[str, float], stands_open: bool) -> None:
    gate = Gate("measure", ("hi(PM4, 2, 4)", "hi(S7, 2, 4)"), ("paid",), (), ())
    assert is_open(gate, known, PACK) is stands_open


def gate_id(pack: Pack, question: Question, action: Action, known: dict[str, float]) -> str | None:
    gate = blocking_gate(pack, question, action, known)
    return gate.id if gate is not None else None


def test_a_closed_gate_holds_back_by_tag_or_by_question() -> None:
    gates = (
        Gate("measure", ("hi(PM4, 2, 4)",), ("paid",), (), ()),
        Gate("offer", ("hi(PD3, 2, 4)",), (), ("PM1",), ()),
    )
    pack = replace(PACK, gates=gates)
    pm1, pm2 = PACK.question("PM1"), PACK.question("PM2")
    closed = {"PM4": 1.0, "PD3": 1.0}
    assert gate_id(pack, pm2, PAID, closed) == "measure"
    assert blocking_gate(pack, pm2, PLAIN, closed) is None
    assert gate_id(pack, pm1, PLAIN, closed) == "offer"
    assert gate_id(pack, pm1, PAID, closed) == "measure"
    assert blocking_gate(pack, pm1, PAID, {"PM4": 3.0, "PD3": 3.0}) is None


@pytest.mark.parametrize(
    ("gate", "closed", "opened"),
    [
        ("profit", {"adj_margin": 0.049}, {"adj_margin": 0.05}),
        ("measure", {"PM4": 2.9, "S7": 5.0}, {"PM4": 3.0, "S7": 3.0}),
        ("leak", {"S5": 2.9}, {"S5": 3.0}),
        ("offer", {"PD3": 2.0}, {"PD3": 3.0}),
        ("capacity", {"PL5": 2.0, "spare_capacity": 0.04}, {"PL5": 2.0, "spare_capacity": 0.05}),
        ("process", {"S6": 2.0}, {"S6": 3.0}),
        ("copy", {"S6": 4.0, "PR2": 3.9, "PL7": 3.0}, {"S6": 4.0, "PR2": 4.0, "PL7": 3.0, "adj_margin": 0.06}),
        ("alignment", {"AL1": 2.0}, {"AL1": 3.0}),
    ],
)
def test_the_gates_of_the_shipped_pack(gate: str, closed: dict[str, float], opened: dict[str, float]) -> None:
    found = next(one for one in PACK.gates if one.id == gate)
    assert not is_open(found, closed, PACK)
    assert is_open(found, opened, PACK)


def test_promotion_waits_for_the_offer_and_stands_last() -> None:
    made = plan(PD3=1, PM1=1)
    move = move_of("PM1", made)
    assert move.blocked_by == "offer"
    assert move in made.moves[-len([m for m in made.moves if m.blocked_by]) :]
    assert move_of("PM1", plan(PD3=3, PM1=1)).blocked_by is None


# the order


def test_a_priority_is_the_product_of_its_factors_worked_by_hand() -> None:
    result = diagnose(a_business(price=2, PR4=1, O3=1, revenue=GROWING))
    leading = next(pattern for pattern in PACK.patterns if result.leading and pattern.id == result.leading.id)
    assert "PR4" not in {question for group in leading.moves for question in group}
    move = move_of("PR4", result.plan)
    factors, action = move.factors, PACK.question("PR4").actions[move.action]
    assert factors.bottleneck == 1 + result.bottleneck.odds["price"]
    assert factors.goal == 1.5
    assert factors.evidence == {"strong": 1.0, "survey": 0.85, "practice": 0.7}[action.grade]
    assert factors.effort == {"S": 1, "M": 3, "L": 8}[action.effort] ** 0.7
    assert factors.time == 1 + action.weeks[1] / 13
    assert factors.product == pytest.approx(
        factors.gain * factors.bottleneck * factors.goal * factors.evidence / factors.effort / factors.time
    )


def test_the_leading_causes_moves_count_half_as_much_again() -> None:
    trap = diagnose(a_business(promotion=4, product=2, price=2, PM7=1, PM4=2, S5=2, revenue=()))
    assert trap.leading is not None
    assert trap.leading.id == "P01"
    assert move_of("PR1", trap.plan).factors.goal == 1.5
    assert move_of("PR3", trap.plan).factors.goal == 1.0


def test_priorities_are_rescaled_to_a_hundred_and_ranked() -> None:
    moves = plan(price=1, PM7=2).moves
    assert max(move.priority for move in moves) == pytest.approx(100)
    for move in moves:
        assert move.rank == ("high" if move.priority >= 60 else "medium" if move.priority >= 30 else "low")
    assert {move.rank for move in moves} == {"high", "medium", "low"}


def test_the_first_three_are_free_to_start() -> None:
    first = diagnose(a_business(PD3=1, S5=1, promotion=2)).first
    assert len(first) == 3
    assert all(move.blocked_by is None for move in first)


def test_two_moves_an_area_among_the_first_seven() -> None:
    made = plan(price=1)
    areas = [PACK.question(move.question).area for move in made.moves[:7]]
    assert all(areas.count(area) <= 2 for area in areas)
    assert areas.count("price") == 2


def test_nothing_is_planned_where_all_is_at_the_target() -> None:
    made = plan(sales=4, product=5, price=4, promotion=5, place=4, alignment=4)
    assert made == Plan((), (), ())


def test_dont_knows_become_tasks_to_find_out_and_not_moves() -> None:
    made = plan(S5=DONT_KNOW, O3=DONT_KNOW)
    assert made.find_out == ("S5", "O3")
    assert "S5" not in {move.question for move in made.moves}


def test_without_a_score_there_is_only_something_to_find_out() -> None:
    assert diagnose(a_shop(S1=DONT_KNOW, S2=1)).plan == Plan((), ("S1",), ("quotes",))


def test_an_open_action_is_chosen_before_a_better_one_that_has_to_wait() -> None:
    quick_but_closed = Action("S", (1, 1), tags=("paid",), grade="strong")
    slow_but_open = Action("L", (10, 40))
    question = replace(PACK.question("PM2"), actions=(quick_but_closed, slow_but_open))
    pack = replace(PACK, questions=tuple(question if q.id == "PM2" else q for q in PACK.questions))
    waiting = diagnose(a_business(PM2=1, PM4=1), pack).plan
    assert (move_of("PM2", waiting).action, move_of("PM2", waiting).blocked_by) == (1, None)
    free = diagnose(a_business(PM2=1), pack).plan
    assert (move_of("PM2", free).action, move_of("PM2", free).blocked_by) == (0, None)


def test_equal_priorities_are_settled_by_the_id() -> None:
    twin = (Action("S", (1, 1)),)
    pack = replace(PACK, questions=tuple(replace(q, actions=twin) for q in PACK.questions))
    moves = diagnose(a_business(revenue=(), S5=4, S6=4, PM7=4), pack).plan.moves
    names = [move.question for move in moves if math.isclose(move.priority, moves[0].priority)]
    assert names == sorted(names)
    assert len(names) > 1


def test_a_business_on_belief_alone_can_still_raise_its_fours() -> None:
    # A four without a record counts as three, so the record is worth a step.
    assert move_of("S1", plan(S1=believes(4))).factors.gain > 0


def test_find_out_tasks_stand_in_the_order_of_their_share_of_the_whole() -> None:
    result = diagnose(a_business(**dict.fromkeys((q.id for q in PACK.practices()), DONT_KNOW)))
    weights = {area.id: area.weight for area in PACK.areas}
    shares = {
        q.id: weights[q.area] * q.weight / sum(one.weight for one in PACK.of_area(q.area)) for q in PACK.practices()
    }
    found = [round(shares[question], 12) for question in result.plan.find_out]
    assert len(found) == len(PACK.practices())
    assert found == sorted(found, reverse=True)
