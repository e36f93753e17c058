"""Does the verdict hold in other ways of scoring, and which single answers would flip it (SCORING.md section 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings

from builders import (
    DONT_KNOW,
    NOTHING_YET,
    PACK,
    STUCK,
    THREE_PER_CENT,
    TODAY,
    a_business,
    a_sheet,
    a_shop,
    believes,
    diagnose,
    says,
    with_answer,
)
from core.test_laws import BANDS, EXAMPLES, check_ups
from plateau_doctor.core.answers import Agreed, Answer, CheckUp, Kind
from plateau_doctor.core.known import Scores
from plateau_doctor.core.pack import LEVELS, Pack
from plateau_doctor.core.result import Result
from plateau_doctor.core.scoring import Pooled, score_areas, score_capability
from plateau_doctor.core.sensitivity import Flip, Sensitivity, find_sensitivity
from plateau_doctor.core.whatif import try_answers

EVERY = replace(PACK, scoring=replace(PACK.scoring, flips_shown=1000))
# capability 42.3, average 43.8, 39.9 with equal weights: just inside the middle band
NEAR_LOW = {"product": 2, "promotion": 2}


def look(checkup: CheckUp, pack: Pack = PACK) -> Sensitivity:
    found = diagnose(checkup, pack).sensitivity
    assert found is not None
    return found


def bands(**story: Any) -> dict[str, tuple[bool, str]]:
    return {check.key: (check.holds, check.band) for check in look(a_business(**story)).checks}


def flips(shown: int = 1000, **story: Any) -> tuple[Flip, ...]:
    """Return the flips under the shipped lines at 40 and 65."""
    pack = replace(PACK, scoring=replace(PACK.scoring, flips_shown=shown))
    return look(a_business(**story), pack).flips


def with_lines(checkup: CheckUp, above: float, below: float, pack: Pack = EVERY) -> Pack:
    """Return the pack with its lines so many points above and below the check-up's capability."""
    whole = diagnose(checkup, pack).capability
    assert whole is not None
    rules = replace(pack.scoring, high_from=whole.score + above, middle_from=whole.score - below)
    return replace(pack, scoring=rules)


def near_flips(checkup: CheckUp, above: float = 0.3, below: float = 20, pack: Pack = EVERY) -> tuple[Flip, ...]:
    return look(checkup, with_lines(checkup, above, below, pack)).flips


# four other ways


def test_a_verdict_far_from_every_line_holds_in_all_four_ways() -> None:
    found = look(a_business())
    assert [check.key for check in found.checks] == ["weights", "mean", "claimed", "cuts"]
    assert {(check.holds, check.band) for check in found.checks} == {(True, "middle")}
    assert found.holding == 4


def test_equal_weights_and_moved_lines_may_lower_the_band() -> None:
    assert bands(**NEAR_LOW) == {
        "weights": (False, "low"),
        "mean": (True, "middle"),
        "claimed": (True, "middle"),
        "cuts": (False, "low"),
    }
    assert look(a_business(**NEAR_LOW)).holding == 2


def test_a_plain_mean_lets_strong_areas_make_up_for_a_weak_one() -> None:
    strong = dict.fromkeys(("product", "price", "promotion", "place", "alignment"), 4)
    assert bands(sales=1, **strong)["mean"] == (False, "middle")
    assert bands(sales=1, **strong)["claimed"] == (True, "low")


def test_claimed_levels_are_the_other_way_to_count() -> None:
    steps = dict.fromkeys((area.id for area in PACK.areas), 4)
    assert bands(record=False, **steps)["claimed"] == (False, "high")
    assert bands(**steps)["claimed"] == (True, "high")


def test_where_claimed_levels_count_the_supported_ones_are_the_other_way() -> None:
    steps = dict.fromkeys((area.id for area in PACK.areas), 4)
    shop = replace(a_business(record=False, **steps), settings={"claimed": True})
    found = {check.key: (check.holds, check.band) for check in look(shop).checks}
    assert "claimed" not in found
    assert found["supported"] == (False, "middle")


@pytest.mark.parametrize(("move", "holds"), [(2.2, True), (2.4, False)])
def test_the_lines_move_by_as_much_as_the_pack_says(move: float, holds: bool) -> None:
    pack = replace(PACK, scoring=replace(PACK.scoring, cut_move=move))
    (cuts,) = [check for check in look(a_business(**NEAR_LOW), pack).checks if check.key == "cuts"]
    assert cuts.holds is holds


def test_a_line_is_moved_down_too() -> None:
    # capability 64.1: a line at 62 would put it into the top band
    above = {"sales": 4, "product": 4, "alignment": 4, "price": 3, "promotion": 3}
    assert bands(**above)["cuts"] == (False, "high")


def test_without_a_verdict_nothing_is_tried() -> None:
    assert diagnose(a_shop()).sensitivity is None
    assert diagnose(a_business(revenue=())).sensitivity is None
    nothing = diagnose(a_shop())
    scores = Scores(nothing.pooled, nothing.areas, None, nothing.trajectory)
    assert find_sensitivity(PACK, a_shop(), scores, THREE_PER_CENT) is None


# the nearest flips


def test_far_from_a_line_no_single_answer_flips_the_verdict() -> None:
    assert flips() == ()


def test_the_fewest_levels_come_first_and_then_the_farthest_beyond_the_line() -> None:
    found = near_flips(a_business(), above=1)
    assert [flip.question for flip in found[:2]] == ["S5", "S6"]
    assert found[0] == Flip("S5", "chosen", 3, 4, "stuck", "high")
    sizes = [abs(flip.after - flip.before) for flip in found]
    assert sizes == sorted(sizes)
    assert set(sizes) == {1, 2}
    assert "PD2" not in {flip.question for flip in found}


def test_a_fall_may_be_nearer_than_a_rise() -> None:
    found = near_flips(a_business(), above=20, below=0.2)
    assert {(flip.after, flip.band) for flip in found} == {(2, "low")}
    assert found[0].question == "S5"
    assert len(found) == 43


def test_as_many_are_shown_as_the_pack_says() -> None:
    assert len(near_flips(a_business(), pack=PACK)) == PACK.scoring.flips_shown == 3


def test_a_record_for_a_high_answer_goes_before_other_answers() -> None:
    found = near_flips(a_business(PM4=believes(4)))
    assert found[0] == Flip("PM4", "record", 3, 4, "stuck", "high")
    assert "PM4" not in {flip.question for flip in found[1:]}


@pytest.mark.parametrize(
    ("answer", "backed", "way"),
    [
        (believes(4), says(4, note=""), "record"),
        (believes(5), says(5, note=""), "record"),
        (believes(5, "It changed our offer."), says(5), "record"),
        (says(5, note=""), says(5), "note"),
    ],
)
def test_what_backs_an_answer_up_really_flips_the_verdict(answer: Answer, backed: Answer, way: str) -> None:
    shop = a_business(PM4=answer)
    pack = with_lines(shop, above=0.3, below=20)
    (flip,) = [one for one in look(shop, pack).flips if one.question == "PM4" and one.after > one.before]
    after = diagnose(with_answer(shop, "PM4", backed), pack)
    assert after.verdict is not None
    assert (flip.way, flip.after, flip.band) == (way, after.pooled["PM4"].supported, after.verdict.band)


def test_where_the_record_is_not_enough_a_higher_level_may_be() -> None:
    found = near_flips(a_business(PM4=believes(4)), above=0.8)
    assert Flip("PM4", "chosen", 3, 5, "stuck", "high") in found


def test_a_note_is_asked_for_where_the_record_is_there() -> None:
    assert Flip("PM4", "note", 4, 5, "stuck", "high") in near_flips(a_business(PM4=says(5, note="")))


def test_the_note_of_an_agreed_level_counts_too() -> None:
    shop = a_business(PM4=says(4, note=""), agreed={"PM4": Agreed(5)})
    assert Flip("PM4", "note", 4, 5, "stuck", "high") in near_flips(shop)


def test_a_question_without_records_cannot_lack_one() -> None:
    questions = tuple(replace(one, records=0) if one.id == "PM4" else one for one in PACK.questions)
    found = near_flips(a_business(PM4=believes(4)), pack=replace(EVERY, questions=questions))
    assert Flip("PM4", "chosen", 3, 4, "stuck", "high") in found
    assert "record" not in {flip.way for flip in found}


def test_an_agreed_level_that_nobody_chose_has_no_record_to_tick() -> None:
    found = near_flips(a_business(PM4=NOTHING_YET, agreed={"PM4": Agreed(4)}))
    assert {flip.way for flip in found if flip.question == "PM4"} == {"chosen"}


def test_a_dont_know_may_be_found_out_and_a_blank_is_not_tried() -> None:
    found = near_flips(a_business(PM4=DONT_KNOW, PM5=NOTHING_YET))
    assert Flip("PM4", "found", 2, 3, "stuck", "high") in found
    assert "PM5" not in {flip.question for flip in found}


def test_several_people_would_have_to_agree() -> None:
    shop = a_business(colleagues=[a_sheet({"PM4": 2}, "P2")])
    assert near_flips(shop)[0] == Flip("PM4", "agreed", 2.5, 3, "stuck", "high")
    assert Flip("PM4", "chosen", 3, 4, "stuck", "high") in near_flips(replace(shop, agreed={"PM4": Agreed(3)}))


def test_an_area_without_a_score_flips_nothing() -> None:
    found = near_flips(a_business(promotion=None, PM4=3))
    assert found
    assert "PM4" not in {flip.question for flip in found}


def test_the_estimate_of_revenue_flips_the_state_where_the_state_rests_on_it() -> None:
    assert flips(revenue=(), O1=3) == (
        Flip("O1", "chosen", 3, 4, "growing", "middle"),
        Flip("O1", "chosen", 3, 2, "declining", "middle"),
    )
    assert "O1" in {flip.question for flip in flips(revenue=(500, 540), O1=3)}
    assert flips(revenue=STUCK, O1=3) == ()
    assert flips(revenue=(), O1=3, colleagues=[a_sheet({"O1": 3}, "P2")])[0].way == "agreed"
    assert flips(revenue=(500, 560), O1=DONT_KNOW) == ()


def test_the_state_comes_before_the_band_where_both_are_as_near() -> None:
    first, second, third, *_ = near_flips(a_business(revenue=(), O1=3))
    assert (first.question, second.question) == ("O1", "O1")
    assert (third.question, third.band) == ("S5", "high")


# laws


def at(result: Result, question: str, level: float) -> str:
    """Return the band where a question counts as a level, scored anew from the pooled answers."""
    one: Pooled = replace(result.pooled[question], kind=Kind.LEVEL, claimed=level, supported=level)
    pooled: Mapping[str, Pooled] = {**result.pooled, question: one}
    capability = score_capability(PACK, score_areas(PACK, pooled, "full" if "S7" in pooled else "quick"))
    assert capability is not None
    return capability.band


@given(check_ups())
@settings(EXAMPLES, max_examples=25)
def test_flips_flip_and_nothing_nearer_does(checkup: CheckUp) -> None:
    result = diagnose(checkup, EVERY)
    assume(result.sensitivity is not None)
    assert result.sensitivity is not None
    assert result.capability is not None
    band = result.capability.band
    found = {(flip.question, flip.after > flip.before): flip for flip in result.sensitivity.flips}
    assert len(found) == len(result.sensitivity.flips)
    for question in PACK.practices(checkup.form):
        one = result.pooled[question.id]
        level = one.level(PACK.scoring)
        if level is None or not result.areas[question.area].scored:
            continue
        for up in (True, False):
            flip = found.get((question.id, up))
            if flip is not None:
                assert at(result, question.id, flip.after) == flip.band != band
                assert BANDS.index(flip.band) > BANDS.index(band) if up else BANDS.index(flip.band) < BANDS.index(band)
            edge = flip.after if flip is not None else 5.5 if up else 0.5
            nearer = [one for one in LEVELS if (level < one < edge if up else edge < one < level)]
            assert {at(result, question.id, one) for one in nearer} <= {band}


@given(check_ups())
@settings(EXAMPLES, max_examples=25)
def test_making_the_change_of_a_flip_changes_the_verdict_to_what_it_says(checkup: CheckUp) -> None:
    found = diagnose(checkup).sensitivity
    assume(found is not None and found.flips)
    assert found is not None
    for flip in found.flips:
        if flip.way in ("record", "note"):
            backing: dict[str, Any] = {"records": frozenset({0})} if flip.way == "record" else {"note": "It did."}
            sheets = [
                replace(sheet, answers={q: replace(a, **backing) if q == flip.question else a
                                        for q, a in sheet.answers.items()})
                for sheet in checkup.sheets
            ]  # fmt: skip
            agreed = {q: replace(one, note="We wrote it down") if flip.way == "note" and q == flip.question else one
                      for q, one in checkup.agreed.items()}  # fmt: skip
            after = diagnose(replace(checkup, sheets=tuple(sheets), agreed=agreed))
        else:
            after = try_answers(PACK, checkup, {flip.question: int(flip.after)}, TODAY, THREE_PER_CENT).after
        assert after.verdict is not None
        assert (after.verdict.state, after.verdict.band) == (flip.state, flip.band)


@pytest.mark.parametrize(("level", "above", "below"), [(2, 0.3, -99), (4, 99, 0.3), (3, 0.3, 99), (3, 99, 0.3)])
def test_among_flips_of_one_size_the_farthest_beyond_the_line_comes_first(
    level: int, above: float, below: float
) -> None:
    areas = dict.fromkeys((area.id for area in PACK.areas), level)
    checkup = a_business(**areas)
    whole = diagnose(checkup, EVERY).capability
    assert whole is not None
    lines = (whole.score + above, 1e9) if below < 0 else (-1e9, whole.score - below) if above > 90 else (0.0, 0.0)
    if lines == (0.0, 0.0):
        lines = (whole.score - below, whole.score + above)
    rules = replace(EVERY.scoring, middle_from=lines[0], high_from=lines[1])
    pack = replace(EVERY, scoring=rules)
    found = [flip for flip in look(checkup, pack).flips if abs(flip.after - flip.before) == 1]
    assert len(found) > 5
    line = lines[0] if found[0].after > found[0].before and lines[0] > whole.score else lines[1]
    line = min(lines, key=lambda one: abs(one - whole.score))

    def beyond(flip: Flip) -> float:
        tried = try_answers(pack, checkup, {flip.question: int(flip.after)}, TODAY, THREE_PER_CENT).after.capability
        assert tried is not None
        return round(abs(tried.score - line), 9)

    distances = [beyond(flip) for flip in found]
    assert distances == sorted(distances, reverse=True)
