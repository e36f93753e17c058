"""Laws that hold for every business (SCORING.md), with random ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from builders import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    NOTHING_YET,
    PACK,
    TODAY,
    a_business,
    a_sheet,
    believes,
    diagnose,
    figures,
    says,
    with_answer,
)
from plateau_doctor.core.answers import Agreed, Answer, Business, CheckUp, CustomerCount, Figures, Kind, Sheet
from plateau_doctor.core.known import Scores
from plateau_doctor.core.plan import gain_of, lift_of
from plateau_doctor.core.result import Result

BANDS = ("low", "middle", "high")
PRACTICES = [question.id for question in PACK.practices()]
EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    database=None,  # law by law anew, and nothing is left on the disk
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

LEVELS = [
    *(says(level) for level in (1, 2, 3, 4, 5)),
    *(believes(level) for level in (1, 2, 3, 4, 5)),
    *(believes(level, "a note") for level in (2, 4, 5)),
    *(says(level, note="") for level in (1, 4, 5)),
]
GAPS = [
    DONT_KNOW,
    replace(DONT_KNOW, records=frozenset({1}), note="Ann knows"),
    DOES_NOT_APPLY,
    NOTHING_YET,
    replace(NOTHING_YET, records=frozenset({0})),
]
ANSWERS = [*LEVELS, *LEVELS, *GAPS]


def no_false_excuse(question: str, answer: Answer) -> Answer:
    """Return nothing yet where a question has to apply."""
    may = PACK.question(question).may_not_apply
    return NOTHING_YET if answer.kind is Kind.NOT_APPLICABLE and not may else answer


@st.composite
def sheets(draw: st.DrawFn, who: str = "P1", choices: list[Answer] = ANSWERS) -> Sheet:
    whole = draw(st.lists(st.sampled_from(choices), min_size=len(PACK.by_id), max_size=len(PACK.by_id)))
    answers = {question: no_false_excuse(question, answer) for question, answer in zip(PACK.by_id, whole, strict=True)}
    return a_sheet(answers, who, draw(st.sampled_from(["owner", "sales", "marketing", "other"])))


@st.composite
def some_figures(draw: st.DrawFn) -> Figures:
    money = st.one_of(st.none(), st.floats(1, 1e7))
    count = st.one_of(st.none(), st.integers(0, 500))
    number = draw(st.integers(0, 5))
    revenue = draw(st.lists(money, min_size=number, max_size=number))
    profit = draw(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=number))
    return figures(
        revenue,
        operating_profit=tuple(profit),
        market_growth=draw(st.one_of(st.none(), st.floats(-0.2, 0.3))),
        cash_months=draw(st.one_of(st.none(), st.floats(0, 12))),
        customers=CustomerCount(draw(count), draw(count), draw(count)),
        facts=draw(st.dictionaries(st.sampled_from(["win_rate", "owner_sales_share", "utilisation"]), st.floats(0, 1))),
    )


@st.composite
def check_ups(draw: st.DrawFn, people: int = 3) -> CheckUp:
    group = [draw(sheets(f"P{place}")) for place in range(draw(st.integers(1, people)))]
    ambitions: st.SearchStrategy[Any] = st.sampled_from(["grow", "same", None])
    agreed = st.builds(Agreed, st.integers(1, 5), st.sampled_from(["", "We wrote it down"]))
    return CheckUp(
        id="law",
        pack_id=PACK.id,
        pack_version=PACK.version,
        date=TODAY,
        business=Business("Any", country=draw(st.sampled_from(["GB", None])), ambition=draw(ambitions)),
        form=draw(st.sampled_from(["full", "full", "quick"])),
        figures=draw(some_figures()),
        sheets=tuple(group),
        agreed=draw(st.dictionaries(st.sampled_from(list(PACK.by_id)), agreed, max_size=4)) if len(group) > 1 else {},
    )


def scored(result: Result) -> set[str]:
    return {name for name, area in result.areas.items() if area.scored}


def check_rise(before: Result, after: Result) -> None:
    """Check that no score fell; `before` and `after` have the same scored areas."""
    assert scored(before) == scored(after)
    for name in scored(before):
        assert (after.areas[name].score or 0) >= (before.areas[name].score or 0) - 1e-9
    if before.capability is not None and after.capability is not None:
        assert after.capability.score >= before.capability.score - 1e-9
        assert BANDS.index(after.capability.band) >= BANDS.index(before.capability.band)


@given(check_ups(), st.data())
@EXAMPLES
def test_raising_a_level_lowers_no_area_nor_the_capability_nor_the_band(checkup: CheckUp, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(checkup.sheets) - 1))
    answers = checkup.sheets[person].answers
    low = [question for question in PRACTICES if (answers[question].level or 5) < 5]
    assume(low)
    question = data.draw(st.sampled_from(low))
    answer = answers[question]
    higher = replace(answer, level=data.draw(st.integers((answer.level or 0) + 1, 5)))
    check_rise(diagnose(checkup), diagnose(with_answer(checkup, question, higher, person)))


@given(check_ups(), st.data())
@EXAMPLES
def test_a_record_or_a_note_lowers_nothing(checkup: CheckUp, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(checkup.sheets) - 1))
    question = data.draw(st.sampled_from(PRACTICES))
    answer = checkup.sheets[person].answers[question]
    backed = replace(answer, records=frozenset({0, 1}), note="It changed our prices")
    check_rise(diagnose(checkup), diagnose(with_answer(checkup, question, backed, person)))


@given(check_ups(people=2), st.sampled_from(PRACTICES), st.integers(1, 4))
@EXAMPLES
def test_agreeing_on_a_higher_level_lowers_nothing(checkup: CheckUp, question: str, level: int) -> None:
    lower = replace(checkup, agreed={**checkup.agreed, question: Agreed(level)})
    higher = replace(checkup, agreed={**checkup.agreed, question: Agreed(level + 1)})
    check_rise(diagnose(lower), diagnose(higher))


@given(check_ups(), st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_of_answers_people_and_questions_is_irrelevant(checkup: CheckUp, rng: Any) -> None:
    def shuffled(mapping: Mapping[str, Any]) -> dict[str, Any]:
        return dict(rng.sample(list(mapping.items()), len(mapping)))

    group = [replace(sheet, answers=shuffled(sheet.answers)) for sheet in checkup.sheets]
    rng.shuffle(group)
    facts = replace(checkup.figures, facts=shuffled(checkup.figures.facts))
    other = replace(checkup, sheets=tuple(group), agreed=shuffled(checkup.agreed), figures=facts)
    assert diagnose(other) == diagnose(checkup)


@given(check_ups(), st.sets(st.sampled_from(PRACTICES), max_size=12))
@EXAMPLES
def test_does_not_apply_is_as_if_the_pack_lacked_the_question(checkup: CheckUp, lacking: set[str]) -> None:
    for person in range(len(checkup.sheets)):
        for question in lacking:
            checkup = with_answer(checkup, question, DOES_NOT_APPLY, person)
    checkup = replace(checkup, agreed={q: one for q, one in checkup.agreed.items() if q not in lacking})
    smaller = replace(PACK, questions=tuple(q for q in PACK.questions if q.id not in lacking))
    whole, without = diagnose(checkup), diagnose(checkup, smaller)
    applicable = {q: one for q, one in whole.pooled.items() if one.kind is not Kind.NOT_APPLICABLE}
    still = {q: one for q, one in without.pooled.items() if one.kind is not Kind.NOT_APPLICABLE}
    assert replace(whole, pooled=applicable) == replace(without, pooled=still)


def check_doubt(before: CheckUp, after: CheckUp, question: str) -> None:
    """Check that an area's range got no narrower, as long as the area stays scored."""
    area = PACK.question(question).area
    fuller, emptier = diagnose(before).areas[area], diagnose(after).areas[area]
    assume(emptier.scored)
    # The range before it is clipped to 0-100: a score that moves to an end may lose part of its range there.
    assert emptier.deviation >= fuller.deviation - 1e-9


@given(check_ups(), st.sampled_from(PRACTICES))
@EXAMPLES
def test_taking_a_question_s_answers_away_never_narrows_the_range(checkup: CheckUp, question: str) -> None:
    assume(diagnose(replace(checkup, form="full")).pooled[question].kind in (Kind.LEVEL, Kind.UNKNOWN))
    assume(question in diagnose(checkup).pooled)
    less = replace(checkup, agreed={q: one for q, one in checkup.agreed.items() if q != question})
    for person in range(len(checkup.sheets)):
        less = with_answer(less, question, NOTHING_YET, person)
    check_doubt(checkup, less, question)


@given(check_ups(), st.sampled_from(PRACTICES), st.data())
@EXAMPLES
def test_taking_one_person_s_answer_away_never_narrows_the_range_where_people_agree(
    checkup: CheckUp, question: str, data: st.DataObject
) -> None:
    person = data.draw(st.integers(0, len(checkup.sheets) - 1))
    assume(question in diagnose(checkup).pooled)
    assume(not diagnose(checkup).pooled[question].open)  # a dissenting voice widens the range: SCORING.md section 1
    assume(checkup.sheets[person].answers[question].kind in (Kind.LEVEL, Kind.UNKNOWN))
    assume(diagnose(checkup).pooled[question].kind is not Kind.NOT_APPLICABLE)
    less = with_answer(checkup, question, NOTHING_YET, person)
    assume(diagnose(less).pooled[question].kind is not Kind.NOT_APPLICABLE)
    check_doubt(checkup, less, question)


@given(check_ups(), st.sampled_from(PRACTICES), st.data())
@EXAMPLES
def test_taking_a_record_away_never_narrows_the_range(checkup: CheckUp, question: str, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(checkup.sheets) - 1))
    answer = checkup.sheets[person].answers[question]
    assume(answer.records)
    check_doubt(checkup, with_answer(checkup, question, replace(answer, records=frozenset()), person), question)


@given(check_ups(), st.randoms(use_true_random=False))
@EXAMPLES
def test_the_order_of_the_pack_s_questions_changes_no_number(checkup: CheckUp, rng: Any) -> None:
    other = replace(PACK, questions=tuple(rng.sample(PACK.questions, len(PACK.questions))))
    usual, mixed = diagnose(checkup), diagnose(checkup, other)
    for name in ("pooled", "areas", "capability", "bottleneck", "known", "patterns"):
        assert getattr(usual, name) == getattr(mixed, name)
    assert usual.plan.moves == mixed.plan.moves
    assert (usual.verdict is None) == (mixed.verdict is None)
    if usual.verdict and mixed.verdict:
        assert (usual.verdict.code, usual.verdict.confidence) == (mixed.verdict.code, mixed.verdict.confidence)


@given(check_ups(), st.sampled_from([area.id for area in PACK.areas]))
@EXAMPLES
def test_in_an_area_at_nothing_every_action_still_gains(checkup: CheckUp, area: str) -> None:
    empty = checkup
    for person in range(len(checkup.sheets)):
        for question in PACK.of_area(area):
            empty = with_answer(empty, question.id, believes(1), person)
    empty = replace(empty, agreed={})
    result = diagnose(empty)
    assert result.areas[area].score == 0
    assert result.capability is not None
    scores = Scores(result.pooled, result.areas, result.capability, result.trajectory)
    for question in PACK.of_area(area, empty.form):
        for action in question.actions:
            assert gain_of(question, lift_of(action, 1, PACK), scores, result.capability, PACK) > 0


@given(some_figures(), st.sampled_from(["full", "quick"]))
@EXAMPLES
@example(figures(()), "full")
def test_the_best_firm_is_high_and_the_least_is_low(numbers: Figures, form: Any) -> None:
    areas = [area.id for area in PACK.areas]
    best = diagnose(replace(a_business(form=form, **dict.fromkeys(areas, 5)), figures=numbers)).capability
    least = diagnose(replace(a_business(form=form, **dict.fromkeys(areas, 1)), figures=numbers)).capability
    assert best is not None
    assert least is not None
    assert (round(best.score), best.band) == (100, "high")
    assert (round(least.score), least.band) == (0, "low")


@given(check_ups())
@EXAMPLES
def test_a_step_under_the_target_always_gains(checkup: CheckUp) -> None:
    result = diagnose(checkup)
    assume(result.capability is not None)
    assert result.capability is not None
    scores = Scores(result.pooled, result.areas, result.capability, result.trajectory)
    for question in PACK.practices(checkup.form):
        level = result.pooled[question.id].supported
        if level is None or level >= PACK.plan.target_level or not result.areas[question.area].scored:
            continue
        for action in question.actions:
            assert gain_of(question, lift_of(action, level, PACK), scores, result.capability, PACK) > 0


@given(check_ups())
@EXAMPLES
def test_a_plan_is_in_order(checkup: CheckUp) -> None:
    moves = diagnose(checkup).plan.moves
    assert all(0 < move.priority <= 100 + 1e-9 for move in moves)
    assert len({move.question for move in moves}) == len(moves)
    blocked = [move.blocked_by is not None for move in moves]
    assert blocked == sorted(blocked)
    free = [PACK.question(move.question).area for move in moves if move.blocked_by is None]
    first, later = free[:7], free[7:]
    crowded = any(first.count(area) > 2 for area in first)
    # Only where no other area has a move left may a third one of an area stand among the first seven.
    assert not crowded or all(first.count(area) >= 2 for area in later)


@given(check_ups())
@EXAMPLES
def test_every_number_stays_on_its_scale(checkup: CheckUp) -> None:
    result = diagnose(checkup)
    for area in result.areas.values():
        if area.score is not None and area.low is not None and area.high is not None and area.claimed is not None:
            assert 0 <= area.low <= area.score <= area.high <= 100
            assert area.claimed >= area.score - 1e-9
        assert area.scored is (area.answered >= area.needed)
    for odds in (
        result.trajectory.odds,
        result.bottleneck.odds,
        result.capability.band_odds if result.capability else {},
    ):
        assert all(-1e-12 <= chance <= 1 + 1e-12 for chance in odds.values())
        assert not odds or abs(sum(odds.values()) - 1) < 1e-9
    assert all(fit.strength is None or 0 <= fit.strength <= 1 + 1e-9 for fit in result.patterns)
    assert sum(fit.role == "leading" for fit in result.patterns) <= 1
    assert (result.verdict is None) is (result.missing is not None)
