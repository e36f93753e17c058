"""The plan in time: under the owner's hours, small moves first, one that counts among the first three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DONT_KNOW, PACK, SHRINKING, TODAY, WORDS, a_business, diagnose
from core.test_laws import EXAMPLES, check_ups
from plateau_doctor.core.answers import CheckUp, PlanEntry
from plateau_doctor.core.pack import Action
from plateau_doctor.core.plan import Move
from plateau_doctor.core.result import Result
from plateau_doctor.core.schedule import Schedule, action_of, in_order
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import plan as words

LOW = {"sales": 2, "product": 2, "price": 2, "promotion": 2, "place": 2, "alignment": 2}


def firm(hours: float | None = None, plan: tuple[PlanEntry, ...] = (), **story: Any) -> CheckUp:
    checkup = a_business(**{**LOW, **story})
    return replace(checkup, business=replace(checkup.business, hours_a_week=hours), plan=plan)


def schedule(hours: float | None = None, plan: tuple[PlanEntry, ...] = (), **story: Any) -> Schedule:
    return diagnose(firm(hours, plan, **story)).schedule


def tags(result: Result, move: Move) -> tuple[str, ...]:
    return action_of(PACK, move).tags


def told(**story: Any) -> Phrasing:
    checkup = firm(**story)
    return Phrasing(PACK, WORDS, checkup, diagnose(checkup))


def test_five_to_seven_moves_in_90_days_at_the_usual_three_hours() -> None:
    made = schedule()
    assert 5 <= len(made.slots) <= 7
    assert made.assumed
    assert made.hours_a_week == 3
    assert made.why is None
    assert made.slots[0].start == TODAY
    assert made.slots[0].due == TODAY + timedelta(days=14)
    assert [slot.window for slot in made.slots] == sorted(slot.window for slot in made.slots)
    assert made.slots[-1].due <= TODAY + timedelta(days=90)


@pytest.mark.parametrize("hours", [1.4, 2.2, 3.1, 4.0, 5.3, 6.0, 7.0, 9.7, 13.0])
def test_a_windows_slots_are_due_in_it(hours: float) -> None:
    for slot in schedule(hours).slots:
        assert (slot.due - TODAY).days <= slot.window
        assert slot.window == 30 or (slot.due - TODAY).days > slot.window - 30


def test_own_entries_beyond_the_last_window_stand_in_it() -> None:
    moves = diagnose(firm()).plan.free[:3]
    made = schedule(0.5, tuple(entry(move.question, move.action) for move in moves))
    assert [slot.window for slot in made.slots] == [90, 90, 90]
    assert made.slots[-1].due > TODAY + timedelta(days=90)


def test_the_first_30_days_are_for_small_moves() -> None:
    for hours in (2.0, 5.0, 20.0):
        for slot in schedule(hours).slots:
            assert slot.move.effort == "S" or slot.start >= TODAY + timedelta(days=30)


def test_too_few_hours_are_said() -> None:
    made = schedule(0.6)
    assert (len(made.slots), made.why) == (1, "hours")
    none = schedule(0)
    assert (none.slots, none.why, none.hours_a_week) == ((), "hours", 0.0)
    assert len(none.later) == len(diagnose(firm()).plan.free)
    assert diagnose(firm(0)).first == none.later[:3]


def test_little_left_to_do_is_said() -> None:
    high = dict.fromkeys(LOW, 4)
    made = diagnose(a_business(**high, S1=3)).schedule
    assert (len(made.slots), made.why) == (1, "few")


def test_one_of_the_first_three_counts_something() -> None:
    result = diagnose(firm())
    assert any("measure" in tags(result, move) for move in result.first)


def measuring(question: str) -> Move:
    return next(move for move in diagnose(firm()).plan.moves if move.question == question)


def test_a_measuring_move_comes_up_to_the_third_place() -> None:
    moves = diagnose(firm()).plan.free
    plain = [move for move in moves if "measure" not in action_of(PACK, move).tags]
    counting = next(move for move in moves if "measure" in action_of(PACK, move).tags)
    spread: dict[str, Move] = {}
    for move in plain:
        spread.setdefault(PACK.question(move.question).area, move)
    others = [move for move in spread.values() if move.question != counting.question][:5]
    ordered = in_order(PACK, [*others, counting], "stuck", ())
    assert ordered[2] == counting
    assert [move for move in ordered if move is not counting] == others
    assert in_order(PACK, others, "stuck", ()) == tuple(others)


def test_the_enabler_s_first_move_joins_the_first_seven() -> None:
    moves = diagnose(firm()).plan.free
    last = moves[-1]
    assert last not in in_order(PACK, moves, "stuck", ())[:7]
    joined = in_order(PACK, moves, "stuck", (last.question,))
    assert last in joined[:7]
    assert sorted(move.question for move in joined) == sorted(move.question for move in moves)


def test_flying_blind_brings_its_first_move_into_the_plan() -> None:
    result = diagnose(firm(PM4=1, S7=1, PR2=1, PR5=1, AL6=2))
    assert next(fit.role for fit in result.patterns if fit.id == "P10") == "enabler"
    first = {move.question for move in (*[s.move for s in result.schedule.slots], *result.schedule.later)[:7]}
    assert "AL6" in first


def test_two_an_area_among_the_first_seven() -> None:
    result = diagnose(a_business(price=1))
    ordered = [*(slot.move for slot in result.schedule.slots), *result.schedule.later]
    areas = [PACK.question(move.question).area for move in ordered[: len(result.schedule.slots)]]
    assert all(areas.count(area) <= 2 for area in areas)


def test_a_shrinking_firm_gets_few_moves_and_cash_first() -> None:
    result = diagnose(firm(revenue=SHRINKING))
    assert result.trajectory.state == "declining"
    assert len(result.schedule.slots) == 3
    assert result.schedule.why == "cash"
    wanted = set(PACK.plan.state_first["declining"])
    for slot in result.schedule.slots:
        assert slot.move.question in wanted or "cash" in action_of(PACK, slot.move).tags
    assert "Few moves on purpose" in words.load(Phrasing(PACK, WORDS, firm(), result))


def test_a_larger_move_waits_where_it_would_leave_too_few() -> None:
    large, slow = Action("M", (1, 2), grade="strong"), Action("S", (10, 60))
    questions = tuple(replace(q, actions=(large if q.id == "S5" else slow,)) for q in PACK.questions)
    pack = replace(PACK, questions=questions)
    few = diagnose(firm(3), pack).schedule
    assert "S5" not in {slot.move.question for slot in few.slots}
    assert "S5" in {move.question for move in few.later}
    many = diagnose(firm(12), pack).schedule
    (slot,) = [slot for slot in many.slots if slot.move.question == "S5"]
    assert slot.start >= TODAY + timedelta(days=30)
    assert len(many.slots) >= 5


@pytest.mark.parametrize("hours", [place / 4 for place in range(8, 60)])
def test_a_larger_move_is_taken_exactly_where_five_moves_remain_possible(hours: float) -> None:
    large, slow = Action("M", (1, 2), grade="strong"), Action("S", (10, 60))
    questions = tuple(replace(q, actions=(large if q.id == "S5" else slow,)) for q in PACK.questions)
    made = diagnose(firm(hours), replace(PACK, questions=questions)).schedule
    small_days, large_days = 7 * 6 / hours, 7 * 25 / hours
    before = 0
    while before * small_days < 30 - 1e-9 and (before + 1) * small_days <= 90 and before < 6:
        before += 1
    start = max(30.0, before * small_days)
    after = sum(start + large_days + place * small_days <= 90 + 1e-9 for place in range(1, 7 - before))
    taken = start + large_days <= 90 + 1e-9 and before + 1 + after >= min(5, 7)
    assert ("S5" in {slot.move.question for slot in made.slots}) == taken


def test_an_effect_within_four_weeks_comes_in_the_first_30_days() -> None:
    slow, quick = Action("S", (10, 20), tags=("measure",), grade="strong"), Action("S", (1, 2), grade="practice")
    questions = tuple(
        replace(q, actions=(quick if q.id == "PL1" else slow,) if q.actions else ()) for q in PACK.questions
    )
    made = diagnose(firm(3), replace(PACK, questions=questions)).schedule
    first = [slot.move.question for slot in made.slots if slot.window == 30]
    assert "PL1" in first


# the person's own plan


def entry(question: str, action: int = 0, **said: Any) -> PlanEntry:
    return PlanEntry(question, action, **said)


def test_an_own_entry_keeps_its_place_and_its_days() -> None:
    due = date(2027, 1, 31)
    last = diagnose(firm()).plan.free[-1]
    made = schedule(None, (entry(last.question, last.action, status="started", due=due, who="Dana"),))
    assert made.slots[0].move.question == last.question
    assert made.slots[0].due == due
    assert made.slots[0].entry is not None
    assert made.slots[0].entry.who == "Dana"


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_done_gives_way_to_the_next_action_of_its_question(status: Any) -> None:
    before = next(move for move in diagnose(firm()).plan.moves if move.question == "S5")
    after = diagnose(firm(plan=(entry("S5", before.action, status=status),))).plan
    again = next(move for move in after.moves if move.question == "S5")
    assert again.action != before.action
    all_done = tuple(entry("S5", place, status=status) for place in range(len(PACK.question("S5").actions)))
    assert "S5" not in {move.question for move in diagnose(firm(plan=all_done)).plan.moves}


def test_every_action_is_reached_in_the_end() -> None:
    done: list[PlanEntry] = []
    for _turn in range(4):
        moves = diagnose(firm(plan=tuple(done))).plan.moves
        done += [entry(move.question, move.action, status="done") for move in moves]
    reached = {(one.question, one.action) for one in done}
    wanted = {(q.id, place) for q in PACK.practices() for place in range(len(q.actions))}
    assert wanted <= reached


def test_an_open_entry_stays_the_question_s_move() -> None:
    chosen = next(move for move in diagnose(firm()).plan.moves if move.question == "S5").action
    other = 1 if chosen != 1 else 2
    again = diagnose(firm(plan=(entry("S5", other, status="started"),))).plan
    assert next(move for move in again.moves if move.question == "S5").action == other


# stops


def test_what_to_stop_is_said_only_where_all_of_it_is_known_and_holds() -> None:
    assert "discounts" in diagnose(firm(PR3=1)).plan.stops
    assert "discounts" not in diagnose(firm(PR3=4)).plan.stops
    assert "sites" in diagnose(firm(facts={"expansion_intent": 1.0}, S6=1)).plan.stops or (
        len(diagnose(firm(facts={"expansion_intent": 1.0}, S6=1)).plan.stops) == PACK.plan.most_stops
    )
    assert len(diagnose(firm(PR3=1, S2=1, PR6=1, PM1=1)).plan.stops) == 3
    everything = dict.fromkeys(LOW, 4)
    quiet = replace(PACK, stops=tuple(stop for stop in PACK.stops if stop.id == "sites"))
    assert diagnose(a_business(**everything), quiet).plan.stops == ()
    assert diagnose(a_business(**everything, facts={"expansion_intent": 1.0}, S6=1), quiet).plan.stops == ("sites",)
    assert diagnose(a_business(**everything, S6=1), quiet).plan.stops == ()


# in words


def test_the_plan_in_words() -> None:
    one = told(PR3=1)
    (first, *_rest) = words.slots(one)
    assert (first.number, first.when, first.hours) == (1, "by 7 December 2026", "about 6 hours")
    assert words.window_title(one, 30) == "First 30 days"
    assert words.window_title(one, 60) == "By day 60"
    assert words.load(one).startswith("We took 3 free hours a week. Tell us yours, and the plan follows. This fits")
    assert "discount" in words.stops(one)
    assert words.load(told(hours=0)).startswith("You have no free hours")
    assert "allow this many" in words.load(told(hours=0.6))
    assert "Little else" in words.load(
        Phrasing(PACK, WORDS, firm(), diagnose(a_business(**dict.fromkeys(LOW, 4), S1=3)))
    )
    assert words.stops(Phrasing(PACK, WORDS, firm(), diagnose(a_business(**dict.fromkeys(LOW, 4))))) == ""
    assert words.grade(one, first.slot.move).startswith("Backed by ")


def test_two_entries_of_one_question_keep_their_own_words() -> None:
    first, second = PlanEntry("S5", 0, who="Ann", text="Answer today"), PlanEntry("S5", 1, who="Bo", text="Ring them")
    for plan in ((first, second), (second, first)):
        one = told(plan=plan, S5=1, PD3=1)
        slot = next(slot for slot in one.result.schedule.slots if slot.move.question == "S5")
        assert slot.entry in plan
        assert slot.entry is not None
        assert slot.entry.action == slot.move.action


def test_what_a_move_waits_for_names_the_move_that_comes_first() -> None:
    one = told(PD3=1, PM1=1)
    waiting = next(move for move in one.result.plan.moves if move.question == "PM1")
    assert words.waits(one, waiting).endswith("First: a clear reason to choose you.")
    assert words.waits(one, one.result.first[0]) == ""
    alone = told(PD3=DONT_KNOW, PM1=1)
    waiting = next(move for move in alone.result.plan.moves if move.question == "PM1")
    assert words.waits(alone, waiting) == "Later: first find the reason to choose you."


def test_a_number_to_watch_says_where_it_stands_today() -> None:
    share, months = Action("S", (1, 2), figure="win_rate"), Action("S", (1, 2), figure="months_since_price_change")
    cost = Action("S", (1, 2), figure="cost_per_customer")
    by_question = {"S4": share, "PR4": months, "PM2": cost, "S1": Action("S", (1, 2), figure="average_discount")}
    pack = replace(
        PACK,
        questions=tuple(
            replace(q, actions=(by_question[q.id],) * 3) if q.id in by_question else q for q in PACK.questions
        ),
    )
    checkup = firm(facts={"win_rate": 0.31, "months_since_price_change": 14.0, "cost_per_customer": 52.0})
    checkup = replace(checkup, business=replace(checkup.business, currency="GBP"))
    one = Phrasing(pack, WORDS, checkup, diagnose(checkup, pack))
    said = {move.question: words.watch(one, move) for move in one.result.plan.moves if move.question in by_question}
    assert said["S4"].endswith(" Now: 31%.")
    assert said["PR4"].endswith(" Now: 14.")
    assert said["PM2"].endswith(" Now: £52.")
    assert "Now" not in said["S1"]


# laws


def weeks_of(made: Schedule) -> Iterator[float]:
    """Yield the hours that each of the 13 weeks asks for."""
    for week in range(13):
        begin, end = 7 * week, 7 * week + 7
        total, at = 0.0, 0.0
        for slot in made.slots:
            length = 7 * slot.hours / made.hours_a_week
            start = at if slot.move.effort == "S" else max(at, 30)
            at = start + length
            total += slot.hours * max(0.0, min(end, at) - max(begin, start)) / length
        yield total


@given(check_ups(), st.sampled_from([None, 0.0, 0.5, 2.0, 3.0, 8.0, 40.0]))
@settings(parent=EXAMPLES, max_examples=60)
def test_a_plan_fits_the_owner_s_hours(checkup: CheckUp, hours: float | None) -> None:
    checkup = replace(checkup, business=replace(checkup.business, hours_a_week=hours))
    result = diagnose(checkup)
    made = result.schedule
    assert all(total <= made.hours_a_week + 1e-6 for total in weeks_of(made))
    assert len(made.slots) <= 7
    for slot in made.slots:
        assert slot.move.blocked_by is None
        assert slot.due <= TODAY + timedelta(days=90)
        assert slot.move.effort == "S" or slot.start >= TODAY + timedelta(days=30)
    for day in range(91):
        today = TODAY + timedelta(days=day)
        assert sum(slot.start <= today < slot.due for slot in made.slots) <= PACK.plan.open_at_once
    taken = [slot.move.question for slot in made.slots] + [move.question for move in made.later]
    assert sorted(taken) == sorted(move.question for move in result.plan.free)
    if len(made.slots) >= 5:
        assert made.why is None


@given(check_ups(), st.data())
@EXAMPLES
def test_what_is_done_never_comes_back(checkup: CheckUp, data: st.DataObject) -> None:
    moves = diagnose(checkup).plan.moves
    done = data.draw(st.lists(st.sampled_from(moves), unique_by=lambda move: move.question)) if moves else []
    entries = tuple(entry(move.question, move.action, status="done") for move in done)
    again = diagnose(replace(checkup, plan=entries)).plan.moves
    assert not {(move.question, move.action) for move in done} & {(move.question, move.action) for move in again}


@pytest.mark.parametrize("status", ["not_started", "started"])
def test_an_open_entry_of_either_kind_is_the_question_s_move_and_comes_first(status: Any) -> None:
    usual = {move.question: move.action for move in diagnose(firm()).plan.free}
    first = diagnose(firm()).schedule.slots[0].move.question
    tried = 0
    for question in [name for name in usual if name != first]:
        other = 1 if usual[question] != 1 else 2
        result = diagnose(firm(plan=(entry(question, other, status=status),)))
        move = next(one for one in result.plan.moves if one.question == question)
        assert move.action == other
        if move.blocked_by is None:
            tried += 1
            assert (result.schedule.slots[0].move.question, result.schedule.slots[0].move.action) == (question, other)
    assert tried > 5


def test_more_of_one_s_own_than_go_well_at_once_come_one_after_another() -> None:
    moves = diagnose(firm()).plan.free[:5]
    made = schedule(20.0, tuple(entry(move.question, move.action) for move in moves))
    assert [slot.move.question for slot in made.slots[:5]] == [move.question for move in moves]
    assert PACK.plan.open_at_once < 5
    busy = schedule(0.5, tuple(entry(move.question, move.action) for move in moves))
    assert len(busy.slots) == PACK.plan.open_at_once, "what does not fit into the 90 days waits"
