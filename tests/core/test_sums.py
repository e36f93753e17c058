"""The three sums, with the figures of SCORING.md section 4 and EVIDENCE.md by name."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import PACK, WORDS, a_business, diagnose, figures
from plateau_doctor.core.answers import CustomerCount
from plateau_doctor.core.sums import (
    STAGES,
    Ceiling,
    Funnel,
    Levers,
    break_even_volume,
    customers_after,
    find_ceiling,
    find_funnel,
    find_levers,
    find_sums,
)
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.sums import sums

RULES = PACK.sums


def ceiling_of(active: int, new: int, lost: int, **facts: float) -> Ceiling | tuple[str, ...]:
    return find_ceiling(figures((), customers=CustomerCount(active, new, lost), facts=facts), RULES)


def test_the_number_of_customers_settles_at_300() -> None:
    one = ceiling_of(248, 60, 47)  # 235 at the start, of which 47 are a fifth
    assert isinstance(one, Ceiling)
    assert one.loss == pytest.approx(0.2)
    assert one.ceiling == pytest.approx(300)
    assert one.share == pytest.approx(248 / 300)
    assert one.more_new == pytest.approx(330)
    assert one.loss_cut == pytest.approx(0.15)
    assert one.less_loss == pytest.approx(400)
    assert one.half_years == pytest.approx(math.log(2) / -math.log(0.8))
    assert one.kind == "below"


def test_the_way_to_the_ceiling_from_250() -> None:
    assert [round(n) for n in customers_after(250, 60, 0.2, 3)] == [250, 260, 268, 274]
    assert round(customers_after(250, 60, 0.2, 4)[-1]) == 280
    assert customers_after(250, 60, 0.2, 0) == (250.0,)


def test_nobody_lost_is_no_ceiling() -> None:
    assert ceiling_of(100, 20, 0) == Ceiling("noloss", 100, 20, 0.0)


def test_customers_who_buy_once_make_the_ceiling_what_is_won() -> None:
    one = ceiling_of(40, 80, 3, buy_once=1)
    assert isinstance(one, Ceiling)
    assert (one.kind, one.ceiling, one.share, one.loss) == ("once", 80, 0.5, 1.0)
    only_new = find_ceiling(figures((), customers=CustomerCount(new=30), facts={"buy_once": 1}), RULES)
    assert isinstance(only_new, Ceiling)
    assert (only_new.active, only_new.share) == (30, 1.0)
    none_won = find_ceiling(figures((), customers=CustomerCount(new=0), facts={"buy_once": 1}), RULES)
    assert isinstance(none_won, Ceiling)
    assert none_won.share is None
    assert ceiling_of(40, 80, 50, buy_once=0) != one


def test_above_the_ceiling_is_said() -> None:
    one = ceiling_of(500, 10, 100)
    assert isinstance(one, Ceiling)
    assert one.kind == "above"
    assert one.ceiling == pytest.approx(10 / (100 / 590))


def test_everybody_lost_and_nobody_won() -> None:
    one = ceiling_of(0, 0, 50)
    assert isinstance(one, Ceiling)
    assert (one.loss, one.ceiling, one.share, one.half_years) == (1.0, 0.0, None, 0.0)


def test_a_ceiling_names_the_counts_it_lacks() -> None:
    assert find_ceiling(figures((), customers=CustomerCount(active=9)), RULES) == ("new", "lost")
    assert find_ceiling(figures(()), RULES) == ("active", "new", "lost")
    assert ceiling_of(10, 90, 20) == ("customers_at_start",)
    assert ceiling_of(1, 400, 400) == ("customers_at_start",), "nobody loses more than there were"


@pytest.mark.parametrize(
    ("change", "margin", "volume"),
    [(-0.10, 0.30, 0.50), (0.05, 0.35, -0.125), (0.05, 0.30, -0.143), (-0.30, 0.30, None), (-0.4, 0.3, None)],
)
def test_the_volume_that_a_price_change_needs(change: float, margin: float, volume: float | None) -> None:
    found = break_even_volume(change, margin)
    assert found == (volume if volume is None else pytest.approx(volume, abs=0.0005))


def test_one_per_cent_on_the_owner_s_own_accounts() -> None:
    one = find_levers(figures((500_000, 600_000), gross_margin=0.4, overhead=150_000), RULES)
    assert isinstance(one, Levers)
    assert (one.by_price, one.by_volume, one.by_cost, one.by_overhead) == (6000, 2400, 3600, 1500)
    assert (one.year, one.derived, one.profit) == (2022, False, None)
    assert one.more_sold == pytest.approx(1 / 3)
    assert one.may_lose == pytest.approx(0.05 / 0.45)


def test_overhead_follows_from_margin_and_profit_where_it_is_not_given() -> None:
    numbers = figures((500_000, 600_000, None), operating_profit=(None, 60_000, 1), gross_margin=0.4)
    one = find_levers(numbers, RULES)
    assert isinstance(one, Levers)
    assert one.derived
    assert (one.overhead, one.profit, one.year) == (180_000, 60_000, 2022)


def test_a_margin_may_be_given_as_a_fact_and_may_be_all_gone() -> None:
    one = find_levers(figures((100.0,), overhead=1.0, facts={"gross_margin": -0.5}), RULES)
    assert isinstance(one, Levers)
    assert one.more_sold is None
    assert one.may_lose is None


def test_levers_name_what_they_lack() -> None:
    assert find_levers(figures(()), RULES) == ("revenue", "gross_margin")
    assert find_levers(figures((100.0,)), RULES) == ("gross_margin", "overhead")
    assert find_levers(figures((100.0,), gross_margin=0.3), RULES) == ("overhead",)
    assert find_levers(figures((), gross_margin=0.3, overhead=3.0), RULES) == ("revenue",)


def test_of_100_enquiries() -> None:
    shares = dict(zip(STAGES, (0.9, 0.5, 0.8, 0.25, 0.4), strict=True))
    one = find_funnel(figures((), facts=shares))
    assert isinstance(one, Funnel)
    assert [round(value, 2) for value in one.of_hundred.values()] == [90, 45, 36, 9, 3.6]
    assert one.missing == ()
    assert one.room == "win_rate"


def test_a_funnel_with_gaps_goes_as_far_as_it_is_known() -> None:
    one = find_funnel(figures((), facts={"answered_share": 0.5, "win_rate": 0.2, "quoted_share": None}))
    assert isinstance(one, Funnel)
    assert one.of_hundred == {"answered_share": 50.0}
    assert one.missing == ("qualified_share", "quoted_share", "repeat_share")
    assert one.room == "win_rate"
    apart = find_funnel(figures((), facts={"win_rate": 0.2, "repeat_share": 0.5}))
    assert isinstance(apart, Funnel)
    assert (apart.room, apart.of_hundred) == ("win_rate", {})
    assert find_funnel(figures((), facts={"win_rate": 0.2})) == tuple(name for name in STAGES if name != "win_rate")
    assert find_funnel(figures(())) == STAGES


@given(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), st.sampled_from(STAGES))
def test_a_tenth_more_at_any_stage_gives_a_tenth_more_in_the_end(shares: list[float], stage: str) -> None:
    facts = dict(zip(STAGES, shares, strict=True))
    assume(facts[stage] * 1.1 <= 1)
    before, after = (find_funnel(figures((), facts=f)) for f in (facts, {**facts, stage: facts[stage] * 1.1}))
    assert isinstance(before, Funnel)
    assert isinstance(after, Funnel)
    assert after.of_hundred["repeat_share"] == pytest.approx(1.1 * before.of_hundred["repeat_share"])


@given(st.integers(1, 500), st.integers(0, 400), st.integers(1, 400))
def test_customers_drift_to_the_ceiling_and_stay_there(active: int, new: int, lost: int) -> None:
    one = ceiling_of(active, new, lost)
    assume(isinstance(one, Ceiling))
    assert isinstance(one, Ceiling)
    assert one.ceiling is not None
    assert customers_after(one.ceiling, new, one.loss, 5)[-1] == pytest.approx(one.ceiling)
    path = [abs(n - one.ceiling) for n in customers_after(active, new, one.loss, 8)]
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(path))


@given(st.floats(0.02, 0.9), st.floats(-0.5, 0.5))
def test_break_even_keeps_the_profit(margin: float, change: float) -> None:
    volume = break_even_volume(change, margin)
    assume(volume is not None)
    assert volume is not None
    assume(abs(volume) < 1e6)
    assert (1 + volume) * (margin + change) == pytest.approx(margin, rel=1e-6)


def said(**story: Any) -> dict[str, str]:
    checkup = a_business(**story)
    return {one.key: " ".join(one.lines) for one in sums(Phrasing(PACK, WORDS, checkup, diagnose(checkup)))}


def test_the_sums_in_words() -> None:
    words = said(customers=CustomerCount(248, 60, 47), facts={"answered_share": 0.9, "win_rate": 0.3})
    assert "You win 60 customers a year and lose 20 of every 100." in words["ceiling"]
    assert "settles at 300. You are at 83% of it now." in words["ceiling"]
    assert "settles at 330. Lose 15 of 100 in place of 20, and it settles at 400." in words["ceiling"]
    assert "takes about 3.1 years" in words["ceiling"]
    assert "Give your gross margin and overhead or operating profit on the figures page" in words["levers"]
    assert "Known so far, out of 100 enquiries: 90 get an answer." in words["funnel"]
    assert "Most room on your figures: the share of quotes you win." in words["funnel"]
    assert "The share of enquiries that fit is not counted yet." in words["funnel"]


def test_a_whole_funnel_in_words() -> None:
    shares = dict(zip(STAGES, (0.9, 0.5, 0.8, 0.25, 0.4), strict=True))
    funnel = said(facts=shares)["funnel"]
    assert "Of 100 enquiries, 90 get an answer, 45 fit, 36 get a quote, 9 buy and 4 buy again." in funnel
    assert "not counted" not in funnel


def test_other_ceilings_in_words() -> None:
    assert "no customer" in said(customers=CustomerCount(10, 2, 0))["ceiling"]
    assert "buy once" in said(customers=CustomerCount(10, 20, 1), facts={"buy_once": 1})["ceiling"]
    assert "drifts down to 59" in said(customers=CustomerCount(500, 10, 100))["ceiling"]
    assert "lose 100 of every 100" in said(customers=CustomerCount(0, 0, 5))["ceiling"]


def test_levers_in_words() -> None:
    words = find_sums(figures(()), RULES)
    assert set(words.missing) == {"ceiling", "levers", "funnel"}
    told = said(revenue=(600_000.0,), profit=(60_000.0,))
    assert "gross margin" in told["levers"]
    checkup = a_business(revenue=(600_000.0,))
    assert checkup.figures.gross_margin is None
