"""Settings of a check-up that change its results: claimed levels, own inflation, own cut points."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from builders import PACK, STUCK, THREE_PER_CENT, TODAY, a_business, believes
from plateau_doctor.core.result import Result, examine


def under(settings: dict[str, Any], **told: Any) -> Result:
    return examine(PACK, replace(a_business(**told), settings=settings), TODAY, THREE_PER_CENT)


def test_claimed_levels_count_in_full_where_the_owner_asks_for_it() -> None:
    told = {question.id: believes(4) for question in PACK.of_area("price")}
    plain, claimed = under({}, **told).areas["price"], under({"claimed": True}, **told).areas["price"]
    assert (plain.score, plain.claimed) == (50, 75)
    assert (claimed.score, claimed.claimed) == (75, 75)


def test_own_inflation_takes_the_place_of_the_countrys_year_by_year() -> None:
    plain = under({}, revenue=STUCK).trajectory
    none = under({"inflation": {str(year): 0.0 for year in range(2010, 2027)}}, revenue=STUCK).trajectory
    assert plain.rate is not None
    assert none.rate is not None
    assert abs(plain.rate) < 1e-3
    assert abs(none.rate - 0.03) < 1e-3
    assert none.assumed == ()


def test_own_cut_points_move_the_line_between_stuck_and_growing() -> None:
    plain = under({}, revenue=STUCK).trajectory.odds["growing"]
    easier = under({"growing_from": 0.001}, revenue=STUCK).trajectory.odds["growing"]
    assert plain < 0.1 < easier
    assert under({"declining_below": -0.001}, revenue=STUCK).trajectory.odds["declining"] > 0.1
