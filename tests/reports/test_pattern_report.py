"""The page on random firms is the one that the code makes, and what it promises holds."""

from __future__ import annotations

import pytest

from reports import pattern_report as report
from reports.random_firms import DISTRIBUTIONS, FIRMS


@pytest.fixture(scope="module")
def found() -> dict[str, report.Leading]:
    return {name: report.leading(name) for name in DISTRIBUTIONS}


@pytest.fixture(scope="module")
def steady() -> dict[str, report.Steadiness]:
    return {name: report.steadiness(name) for name in DISTRIBUTIONS}


def test_the_page_is_up_to_date(found: dict[str, report.Leading], steady: dict[str, report.Steadiness]) -> None:
    assert report.page(found, steady) == report.PAGE.read_text(encoding="utf-8")


def test_no_cause_leads_more_than_a_quarter_of_random_firms(found: dict[str, report.Leading]) -> None:
    for one in found.values():
        assert one.leads.total() == FIRMS
        assert max(count for cause, count in one.leads.items() if cause is not None) <= FIRMS / 4


def test_a_verdict_that_is_not_low_is_steady_and_few_are_low(steady: dict[str, report.Steadiness]) -> None:
    for one in steady.values():
        assert report.firm_share(one) >= 0.95
        assert one.confidence["low"] <= 0.4 * one.count
