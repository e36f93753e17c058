"""The page on random firms is the one that the code makes, and what it promises holds."""

from __future__ import annotations

from reports import pattern_report as report
from reports.random_firms import DISTRIBUTIONS, FIRMS


def test_the_page_is_up_to_date_and_what_it_promises_holds() -> None:
    found = {name: report.leading(name) for name in DISTRIBUTIONS}
    steady = {name: report.steadiness(name) for name in DISTRIBUTIONS}
    assert report.page(found, steady) == report.PAGE.read_text(encoding="utf-8")
    for leads in found.values():
        assert leads.leads.total() == FIRMS
        assert max(count for cause, count in leads.leads.items() if cause is not None) <= FIRMS / 4
    for one in steady.values():
        assert report.firm_share(one) >= 0.95, "a verdict that is not low stays"
        assert one.confidence["low"] <= 0.4 * one.count, "few are low"
