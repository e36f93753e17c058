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
        assert leads.ahead.most_common(1)[0][0] == report.TRAP, "the mistake this product exists to catch"
        assert leads.trapped >= 0.9 * leads.ahead.total()
    for one in steady.values():
        assert report.firm_share(one) >= 0.95, "a verdict that is not low stays"
        assert one.confidence["low"] <= 0.4 * one.count, "few are low"


def test_patterns_are_known_by_firms_written_without_seeing_their_conditions() -> None:
    firms = report.read_blind()
    assert sorted(firms) == sorted(pattern.id for pattern in report.PACK.patterns)
    kinds = {pattern.id: pattern.kind for pattern in report.PACK.patterns}
    found = {own: report.roles(checkup)[own] for own, checkup in firms.items()}
    assert found == {own: "leading" if kind == "cause" else kind for own, kind in kinds.items()}
