"""The promotion mix: costs, what nobody counts, and how it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import PACK, WORDS, a_business, diagnose
from plateau_doctor.core.answers import PromotionRow
from plateau_doctor.core.promotion import find_mix
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing import promotion as words

ADS = PromotionRow("social_media_ads", "be_known", 1200.0, 60, 10)
SHOW = PromotionRow("trade_show", "be_known", 3000.0, 30, 5)
SIGN = PromotionRow("sign", "", 800.0)
EMAIL = PromotionRow("email", "bring_back", None, 40, 20)
PRINT = PromotionRow("print", "", 500.0, 25, 0)


def test_what_each_kind_costs() -> None:
    mix = find_mix([ADS, SHOW, SIGN, EMAIL, PRINT])
    assert [one.per_enquiry for one in mix.rows] == [20.0, 100.0, None, None, 20.0]
    assert [one.per_sale for one in mix.rows] == [120.0, 600.0, None, None, None]
    assert mix.spend == 5500
    assert mix.uncounted == pytest.approx(800 / 5500)
    assert mix.dearest is not None
    assert mix.dearest.row == SHOW


def test_one_count_is_enough_to_know_what_came_of_it() -> None:
    assert find_mix([replace(ADS, sales=None)]).uncounted == 0
    assert find_mix([replace(ADS, enquiries=None)]).uncounted == 0


def test_without_money_or_rivals_nothing_is_dearest() -> None:
    empty = find_mix([])
    assert (empty.rows, empty.spend, empty.uncounted, empty.dearest) == ((), None, None, None)
    assert find_mix([ADS]).dearest is None
    free = find_mix([replace(ADS, spend=0.0), EMAIL])
    assert (free.spend, free.uncounted) == (0.0, None)


def told(*rows: PromotionRow) -> Phrasing:
    checkup = replace(a_business(), promotion=rows)
    return Phrasing(PACK, WORDS, checkup, diagnose(checkup))


def test_the_mix_in_words() -> None:
    said = dict(words.rows(told(ADS, SHOW, SIGN, EMAIL, PRINT)))
    assert said == {
        "Social media ads": "be known, 1,200, 60 enquiries, 10 sales, 120 a sale",
        "Trade show": "be known, 3,000, 30 enquiries, 5 sales, 600 a sale",
        "Sign": "800, nobody counted what came of it",
        "Email": "bring back, 40 enquiries, 20 sales",
        "Print": "500, 25 enquiries, 0 sales, 20 an enquiry",
    }
    assert words.finding(told(ADS, SHOW, SIGN)) == (
        "Nobody counts what comes of 16% of the money. The dearest sales: Trade show, 600 each."
    )
    assert words.finding(told()) == ""
