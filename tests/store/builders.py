"""Check-ups to keep: a small one, one that fills every field, and any one at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from plateau_doctor.core.answers import (
    Agreed,
    Answer,
    Business,
    CheckUp,
    CustomerCount,
    Figures,
    FindOut,
    Kind,
    PlanEntry,
    PromotionRow,
    Sheet,
)
from plateau_doctor.store.repository import Repository

PACK = ("sales-and-four-ps", 1)
DAY = date(2026, 5, 12)


def answered(store: Repository, id_: str = "c1") -> int:
    """Return how many answers a check-up holds."""
    sheets = store.load(id_).checkup.sheets
    return sum(answer.kind is not Kind.BLANK for sheet in sheets for answer in sheet.answers.values())


def a_check_up(id_: str = "c1", name: str = "Northgate Joinery", **said: Any) -> CheckUp:
    """Return a check-up in which little has been said."""
    return CheckUp(id_, *PACK, **{"date": DAY, "business": Business(name), **said})


def a_full_check_up(id_: str = "full", earlier: tuple[CheckUp, ...] = ()) -> CheckUp:
    """Return a check-up that fills every field with something that is not its default."""
    return CheckUp(
        id=id_,
        pack_id="own-pack",
        pack_version=7,
        date=date(2026, 2, 28),
        business=Business("Øster & Søn 木工", "doors", "both", 26, "GBP", "GB", "grow", 3.5),
        form="quick",
        own_verdict="flat",
        figures=Figures(
            years=(2021, 2022, 2023),
            revenue=(812_000, None, 0.1 + 0.2),
            operating_profit=(-5.5, None, 7),
            owner_wage_gap=(1.5, None, 2),
            gross_margin=0.38,
            overhead=240_000,
            market_growth=-0.03,
            customers=CustomerCount(310, 60, 58),
            cash_months=5.25,
            facts={"win_rate": 0.31, "largest_customer": None},
        ),
        promotion=(PromotionRow("trade_show", "be_known", 9000.5, 12, 2), PromotionRow("email")),
        sheets=(
            Sheet(
                "P1",
                "owner",
                "window",
                {
                    "S2": Answer(level=4, records=frozenset({0, 2}), note="sheet in the van\nand a 'copy'; \x00 🚐"),
                    "S1": Answer(unknown=True),
                    "PL7": Answer(not_applicable="no wish to franchise"),
                    "O6": Answer(note="thinking", records=frozenset({1})),
                },
            ),
            Sheet("P2", "sales", "paper", {"S1": Answer(level=1)}),
            Sheet("P3", "marketing", "code"),
        ),
        agreed={"S2": Agreed(2, "after talking", "accepted"), "S1": Agreed(5)},
        plan=(
            PlanEntry(
                "S5",
                1,
                "Dana",
                date(2026, 6, 1),
                date(2026, 6, 30),
                "started",
                "Answer within an hour",
                "open the post",
                "answer first",
                "we are out",
                "ask Sam",
            ),
            PlanEntry("S5", 1),
        ),
        find_out={"S7": FindOut("Sam", date(2026, 6, 15)), "PR1": FindOut()},
        edits={"verdict": "You are steady...", "note": ""},
        brand={"name": "Acme Advisers", "accent": "#0b5563"},
        settings={"group_size": 3, "review": "2026-08-10", "nested": {"a": [1, None, True, 0.5]}},
        earlier=earlier,
    )


# Half characters can't be stored; their refusal has a test of its own.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text("ABCxyz0123456789-é", min_size=1, max_size=6)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15)
counts = st.none() | st.integers(0, 10**9)
maybe = st.none() | numbers
rows_of_numbers = st.lists(maybe, max_size=4).map(tuple)
notes = {"records": st.frozensets(st.integers(0, 9), max_size=3), "note": texts}
answers = st.one_of(
    st.builds(Answer, level=st.none() | st.integers(1, 5), **notes),
    st.builds(Answer, unknown=st.booleans(), **notes),
    st.builds(Answer, not_applicable=texts, **notes),
)
sheets = st.lists(
    st.builds(
        Sheet,
        ids,
        st.sampled_from(["owner", "sales", "marketing", "other"]),
        st.sampled_from(["window", "paper", "code"]),
        st.dictionaries(ids, answers, max_size=4),
    ),
    max_size=3,
    unique_by=lambda sheet: sheet.respondent,
).map(tuple)
figures = st.builds(
    Figures,
    years=st.lists(st.integers(1990, 2100), max_size=4).map(tuple),
    revenue=rows_of_numbers,
    operating_profit=rows_of_numbers,
    owner_wage_gap=maybe | rows_of_numbers,
    gross_margin=maybe,
    overhead=maybe,
    market_growth=maybe,
    customers=st.builds(CustomerCount, counts, counts, counts),
    cash_months=maybe,
    facts=st.dictionaries(ids, maybe, max_size=3),
)
businesses = st.builds(
    Business,
    texts,
    texts,
    st.sampled_from([None, "people", "businesses", "both"]),
    counts,
    st.none() | texts,
    st.none() | texts,
    st.sampled_from([None, "grow", "same"]),
    maybe,
)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def check_ups(earlier: st.SearchStrategy[tuple[CheckUp, ...]]) -> st.SearchStrategy[CheckUp]:
    """Return any check-up, with the earlier ones in it that are given."""
    days = st.dates()
    return st.builds(
        CheckUp,
        id=ids,
        pack_id=texts,
        pack_version=st.integers(0, 10**6),
        date=days,
        business=businesses,
        form=st.sampled_from(["full", "quick"]),
        own_verdict=st.sampled_from([None, "growing", "flat", "shrinking"]),
        figures=figures,
        promotion=st.lists(st.builds(PromotionRow, texts, texts, maybe, counts, counts), max_size=3).map(tuple),
        sheets=sheets,
        agreed=st.dictionaries(
            ids, st.builds(Agreed, st.integers(1, 5), texts, st.sampled_from(["accepted", "talked"])), max_size=3
        ),
        plan=st.lists(
            st.builds(
                PlanEntry,
                ids,
                st.integers(0, 5),
                texts,
                st.none() | days,
                st.none() | days,
                st.sampled_from(["not_started", "started", "done", "dropped"]),
                texts,
            ),
            max_size=3,
        ).map(tuple),
        edits=st.dictionaries(texts, texts, max_size=3),
        brand=st.dictionaries(texts, texts, max_size=3),
        settings=st.dictionaries(texts, json_values, max_size=3),
        earlier=earlier,
    )


alone = check_ups(st.just(()))
with_earlier = check_ups(st.lists(alone, max_size=1).map(tuple))
