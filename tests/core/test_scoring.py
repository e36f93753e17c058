"""Areas, capability, ranges and the bottleneck (SCORING.md section 2), against independent arithmetic."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from statistics import NormalDist

import pytest

from builders import DOES_NOT_APPLY, DONT_KNOW, NOTHING_YET, PACK, a_business, a_shop, believes, diagnose, says
from plateau_doctor.core.scoring import (
    AreaScore,
    Chain,
    GroupScore,
    about_the_same,
    band_of,
    find_bottleneck,
    level_points,
    lifted,
    lowered,
    lowest_areas,
    moved,
    normal_cdf,
    score_capability,
    score_word,
)

RULES = PACK.scoring


def an_area(name: str, score: float, deviation: float) -> AreaScore:
    return AreaScore(name, score, None, None, score, deviation, 8, 5, "25to49")


def six_areas(*scores: float, deviation: float = 8.0) -> dict[str, AreaScore]:
    return {area.id: an_area(area.id, score, deviation) for area, score in zip(PACK.areas, scores, strict=True)}


# areas


def test_an_area_is_the_weighted_mean_of_its_levels() -> None:
    # Price: PR1 and PR2 weigh 1.5, the other four 1; together 7.
    price = diagnose(a_business(price=2, PR1=4, PR3=DONT_KNOW, PR6=believes(5))).areas["price"]
    assert price.score == pytest.approx(25 * (1.5 * 3 + 1.5 * 1 + 1 * 1 + 1 * 1 + 1 * 1 + 1 * 2) / 7)
    assert price.claimed == pytest.approx(25 * (1.5 * 3 + 1.5 * 1 + 1 * 1 + 1 * 1 + 1 * 1 + 1 * 4) / 7)
    assert price.answered == 6
    assert price.scored


def test_the_variance_of_an_area_worked_by_hand() -> None:
    # One recorded answer (.40), one belief at 2 (.75), one don't-know (1.00), three blanks (1.15).
    answers = {"PR1": says(3), "PR2": believes(2), "PR3": DONT_KNOW}
    area = diagnose(a_shop(**answers)).areas["price"]
    shares = [1.5 / 7, 1.5 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]
    errors = [0.40, 0.75, 1.00, 1.15, 1.15, 1.15]
    own = sum((share * error) ** 2 for share, error in zip(shares, errors, strict=True))
    shared = sum(share * error for share, error in zip(shares, errors, strict=True)) ** 2
    assert area.deviation == pytest.approx(math.sqrt(625 * (0.7 * own + 0.3 * shared)))
    # 1.5 + 1.5 + 1 of 7 is 57 %, so the third answer is one too few.
    assert not area.scored
    assert (area.low, area.high, area.claimed, area.word) == (None, None, None, None)


def test_the_range_of_an_area_reaches_to_both_sides_and_stops_at_the_ends() -> None:
    middle = diagnose(a_business(price=3)).areas["price"]
    assert middle.low == pytest.approx(50 - 1.28 * middle.deviation)
    assert middle.high == pytest.approx(50 + 1.28 * middle.deviation)
    assert diagnose(a_business(price=1)).areas["price"].low == 0
    assert diagnose(a_business(price=5)).areas["price"].high == 100


@pytest.mark.parametrize(
    ("answers", "answered", "needed", "scored"),
    [
        ({}, 0, 4, False),
        ({"PR1": 3, "PR2": 3}, 2, 4, False),
        ({"PR1": 3, "PR2": 3, "PR3": 3}, 3, 4, False),
        ({"PR1": 3, "PR2": 3, "PR3": 3, "PR4": 3}, 4, 4, True),
        ({"PR3": 3, "PR4": 3, "PR5": 3, "PR6": 3}, 4, 5, False),
        ({"PR3": 3, "PR4": 3, "PR5": 3, "PR6": DONT_KNOW, "PR1": 3}, 5, 4, True),
        ({"PR1": 3, "PR2": 3, "PR3": 3, "PR4": DOES_NOT_APPLY, "PR5": DOES_NOT_APPLY}, 3, 3, True),
        ({"PR1": 3, "PR2": 3, **dict.fromkeys(("PR3", "PR4", "PR5", "PR6"), DOES_NOT_APPLY)}, 2, 3, False),
        (dict.fromkeys(("PR1", "PR2", "PR3", "PR4", "PR5", "PR6"), DOES_NOT_APPLY), 0, 3, False),
    ],
)
def test_an_area_needs_three_answers_and_three_fifths_of_its_weight(
    answers: dict[str, object], answered: int, needed: int, scored: bool
) -> None:
    area = diagnose(a_shop(**answers)).areas["price"]
    assert (area.answered, area.needed, area.scored) == (answered, needed, scored)


def test_the_quick_form_is_content_with_two_answers() -> None:
    quick = diagnose(a_shop(form="quick", PR1=3, PR2=3)).areas["price"]
    assert (quick.score, quick.answered, quick.needed) == (50, 2, 2)
    assert not diagnose(a_shop(form="quick", PR1=3)).areas["price"].scored
    assert not diagnose(a_shop(form="full", PR1=3, PR2=3)).areas["price"].scored


@pytest.mark.parametrize(
    ("score", "word"),
    [(0, "under25"), (24.9, "under25"), (25, "25to49"), (50, "50to74"), (74.9, "50to74"), (75, "75up"), (100, "75up")],
)
def test_words_for_a_score(score: float, word: str) -> None:
    assert score_word(score, RULES) == word


# capability


@pytest.mark.parametrize(
    ("score", "band"), [(0, "low"), (39.9, "low"), (40, "middle"), (64.9, "middle"), (65, "high"), (100, "high")]
)
def test_bands(score: float, band: str) -> None:
    assert band_of(score, RULES) == band


def test_the_floor_is_taken_off_again() -> None:
    assert lifted(0, RULES) == 5
    assert lifted(100, RULES) == 100
    assert lowered(lifted(37.5, RULES), RULES) == pytest.approx(37.5)


def test_the_capability_is_a_geometric_mean_with_a_floor() -> None:
    one = diagnose(a_business(promotion=5, price=1)).capability
    assert one is not None
    product = 52.5 ** (0.3 + 0.125 + 0.125 + 0.2) * 100**0.125 * 5**0.125
    assert one.score == pytest.approx((product - 5) / 0.95)
    assert one.average == pytest.approx(50)
    assert one.score < 45


def test_the_range_of_the_capability_worked_by_hand() -> None:
    scores, deviations = (60.0, 45.0, 30.0, 80.0, 55.0, 20.0), (6.0, 9.0, 7.0, 5.0, 12.0, 10.0)
    areas = {
        area.id: an_area(area.id, score, deviation)
        for area, score, deviation in zip(PACK.areas, scores, deviations, strict=True)
    }
    one = score_capability(PACK, areas)
    assert one is not None
    weights = [area.weight for area in PACK.areas]
    lifts = [5 + 0.95 * score for score in scores]
    variance = 0.0
    for i in range(6):
        for j in range(6):
            together = 1.0 if i == j else 0.3
            spread = 0.95 * deviations[i] * 0.95 * deviations[j]
            variance += weights[i] * weights[j] * together * spread / (lifts[i] * lifts[j])
    geometric = math.prod(lift**weight for lift, weight in zip(lifts, weights, strict=True))
    assert one.deviation == pytest.approx(geometric * math.sqrt(variance) / 0.95)
    assert one.high - one.score == pytest.approx(1.28 * one.deviation)
    normal = NormalDist(one.score, one.deviation)
    assert one.band_odds["low"] == pytest.approx(normal.cdf(40))
    assert one.band_odds["middle"] == pytest.approx(normal.cdf(65) - normal.cdf(40))
    assert one.band_odds["high"] == pytest.approx(1 - normal.cdf(65))


def test_the_weights_of_unscored_areas_go_to_the_others() -> None:
    one = diagnose(a_business(alignment=None)).capability
    assert one is not None
    assert sum(one.weights.values()) == pytest.approx(1)
    assert one.weights["sales"] == pytest.approx(0.3 / 0.8)
    assert "alignment" not in one.weights


def test_nothing_answered_gives_no_capability_and_no_bottleneck() -> None:
    result = diagnose(a_shop(S1=NOTHING_YET))
    assert result.capability is None
    assert result.bottleneck.areas == ()
    assert result.bottleneck.odds == {}


# bottleneck


def test_the_normal_distribution() -> None:
    for z in (-4.0, -1.96, 0.0, 0.5, 1.28, 3.0):
        assert normal_cdf(z) == pytest.approx(NormalDist().cdf(z), abs=1e-12)


@pytest.mark.parametrize(
    ("scores", "deviations"),
    [
        ((50, 50, 50, 50, 50, 50), (8, 8, 8, 8, 8, 8)),
        ((60, 45, 30, 80, 55, 35), (6, 9, 7, 5, 12, 10)),
        ((10, 70, 70, 70, 70, 70), (5, 5, 5, 5, 5, 5)),
        ((40, 42, 44, 46, 48, 50), (4, 16, 6, 14, 8, 12)),
        ((25, 25, 75, 75, 80, 90), (10, 4, 20, 9, 18, 6)),
    ],
)
def test_the_odds_of_the_lowest_area_agree_with_a_simulation(
    scores: tuple[float, ...], deviations: tuple[float, ...]
) -> None:
    areas = {
        area.id: an_area(area.id, score, deviation)
        for area, score, deviation in zip(PACK.areas, scores, deviations, strict=True)
    }
    odds = find_bottleneck(areas, RULES).odds
    rng, draws = Random(20261123), 20_000  # noqa: S311 - a simulation
    wins = dict.fromkeys(odds, 0)
    for _ in range(draws):
        factor = rng.gauss(0, 1)
        drawn = {
            name: area.score + area.deviation * (math.sqrt(0.3) * factor + math.sqrt(0.7) * rng.gauss(0, 1))
            for name, area in areas.items()
            if area.score is not None
        }
        wins[min(drawn, key=lambda name: drawn[name])] += 1
    assert sum(odds.values()) == pytest.approx(1)
    for name, won in wins.items():
        assert odds[name] == pytest.approx(won / draws, abs=0.02)


def test_one_area_far_below_is_the_bottleneck() -> None:
    assert find_bottleneck(six_areas(70, 70, 20, 70, 70, 70), RULES).areas == ("price",)


def test_two_areas_far_below_share_the_lowest_place() -> None:
    assert find_bottleneck(six_areas(70, 70, 20, 70, 22, 70), RULES).areas == ("price", "place")


def test_areas_alike_have_no_single_bottleneck() -> None:
    assert find_bottleneck(six_areas(50, 50, 50, 50, 50, 50), RULES).areas == ()


def test_two_scored_areas_alike_are_not_named_as_a_pair() -> None:
    areas = {"sales": an_area("sales", 40, 8), "price": an_area("price", 40, 8)}
    areas["place"] = replace(an_area("place", 0, 8), score=None)
    assert find_bottleneck(areas, RULES).areas == ()
    assert set(find_bottleneck(areas, RULES).odds) == {"sales", "price"}


def test_the_only_scored_area_is_certainly_the_lowest() -> None:
    assert find_bottleneck({"sales": an_area("sales", 40, 8)}, RULES).odds == {"sales": 1.0}


# which areas can be ranked


def test_two_scores_differ_only_beyond_the_doubt_of_both() -> None:
    # 1.28 · sqrt(6² + 8² - 2·0.3·6·8) = 10.80
    reach = 1.28 * math.sqrt(36 + 64 - 0.6 * 48)
    one = an_area("price", 40, 6)
    assert about_the_same(one, an_area("place", 40 + reach - 0.01, 8), RULES)
    assert not about_the_same(one, an_area("place", 40 + reach + 0.01, 8), RULES)
    assert not about_the_same(one, an_area("place", 40 - reach - 0.01, 8), RULES)


def test_the_lowest_area_and_those_about_the_same_from_low_to_high() -> None:
    # 1.28 · 8 · sqrt(1.4) = 12.1 points
    assert lowest_areas(six_areas(60, 42, 30, 41, 43, 30), RULES) == ("alignment", "price", "promotion", "product")
    assert lowest_areas(six_areas(60, 60, 60, 10, 60, 60), RULES) == ("promotion",)
    assert lowest_areas(diagnose(a_shop()).areas, RULES) == ()
    assert diagnose(a_business(price=None, place=1)).lowest == ("place",)


# the sales steps as a chain, working together as two directions


def test_the_weakest_link_of_the_sales_steps() -> None:
    chain = diagnose(a_business(S1=4, S2=believes(5), S3=2, S8=1)).chain
    assert chain == Chain({"S1": 4, "S2": 3, "S3": 2, "S4": 3, "S5": 3}, ("S3",))
    assert diagnose(a_business(S1=2, S5=2)).chain.weakest == ("S1", "S5")


def test_a_chain_with_a_gap_or_with_even_links_has_no_weakest() -> None:
    assert diagnose(a_business(S1=1, S2=NOTHING_YET)).chain == Chain(
        {"S1": 1, "S2": None, "S3": 3, "S4": 3, "S5": 3}, ()
    )
    assert diagnose(a_business()).chain.weakest == ()
    assert diagnose(a_shop()).chain.weakest == ()


def test_a_dont_know_is_a_link_at_the_assumed_level_and_what_does_not_apply_is_none() -> None:
    chain = diagnose(a_business(S1=DONT_KNOW, S2=DOES_NOT_APPLY)).chain
    assert chain == Chain({"S1": 2, "S3": 3, "S4": 3, "S5": 3}, ("S1",))


def test_the_quick_form_asks_the_whole_chain() -> None:
    assert list(diagnose(a_business(form="quick")).chain.levels) == list(PACK.chain)


def test_each_direction_is_a_weighted_mean_with_a_word() -> None:
    one, other = diagnose(a_business(AL1=5, AL2=1, AL3=DONT_KNOW, AL4=2, AL5=1)).directions
    assert (one.id, one.score, one.word) == ("tosales", pytest.approx(25 * (1.5 * 4 + 0 + 1) / 3.5), "50to74")
    assert other == GroupScore("tomarketing", pytest.approx(25 * 1.5 / 2.5), "under25")


def test_a_direction_needs_three_fifths_of_its_weight() -> None:
    def scores(**story: object) -> list[float | None]:
        return [one.score for one in diagnose(a_business(**story)).directions]

    assert scores(AL2=NOTHING_YET) == [50, 50]  # 2.5 of 3.5
    assert scores(AL1=NOTHING_YET) == [None, 50]  # 2 of 3.5
    assert scores(AL5=NOTHING_YET) == [50, 50]  # 1.5 of 2.5 is just enough
    assert scores(AL4=DOES_NOT_APPLY, AL5=1) == [50, 0]
    assert scores(AL4=DOES_NOT_APPLY, AL5=DOES_NOT_APPLY) == [50, None]
    assert scores(form="quick", AL1=5, AL4=1) == [100, 0]
    assert scores(alignment=None) == [None, None]


# one area moved by hand


def test_moving_one_area_is_the_same_as_scoring_anew() -> None:
    before, after = diagnose(a_business(S5=2, S4=DONT_KNOW)), diagnose(a_business(S5=5, S4=DONT_KNOW))
    assert before.capability is not None
    assert after.capability is not None
    points = level_points(PACK, before.pooled)
    assert "O1" not in points
    assert points["S5"] == pytest.approx(25 * 1.5 / 9)
    assert moved(before.capability, before.areas["sales"], 3 * points["S5"], RULES) == pytest.approx(
        after.capability.score
    )


def test_blank_questions_carry_no_points() -> None:
    points = level_points(PACK, diagnose(a_business(S5=NOTHING_YET)).pooled)
    assert "S5" not in points
    assert points["S1"] == pytest.approx(25 / 7.5)


@pytest.mark.parametrize(
    ("score", "move", "band"),
    [
        (42, 0, "middle"),
        (42, 3, "low"),
        (64, 0, "middle"),
        (64, -3, "high"),
        (40 - 1e-12, 0, "middle"),
        (39.9, 0, "low"),
    ],
)
def test_bands_with_their_lines_moved(score: float, move: float, band: str) -> None:
    assert band_of(score, RULES, move) == band


def test_areas_at_nought_are_moved_and_compared_from_nought() -> None:
    nought, low = an_area("price", 0, 6), an_area("place", 13, 8)
    reach = 1.28 * math.sqrt(36 + 64 - 0.6 * 48)
    assert not about_the_same(nought, an_area("place", reach + 0.01, 8), RULES)
    assert about_the_same(nought, an_area("place", reach - 0.01, 8), RULES)
    assert not about_the_same(low, an_area("price", 13 - reach - 0.01, 6), RULES)
    case = diagnose(a_business(price=1))
    assert case.capability is not None
    raised = diagnose(a_business(price=2)).capability
    assert raised is not None
    assert moved(case.capability, case.areas["price"], 25, RULES) == pytest.approx(raised.score)


def test_the_range_of_the_capability_stops_at_both_ends() -> None:
    worst = score_capability(PACK, {area.id: an_area(area.id, 0, 40) for area in PACK.areas})
    best = score_capability(PACK, {area.id: an_area(area.id, 100, 40) for area in PACK.areas})
    assert worst is not None
    assert best is not None
    assert (worst.low, best.high) == (0.0, 100.0)
