"""Businesses for tests: builders whose arguments read like a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from plateau_doctor.core.answers import (
    Agreed,
    Ambition,
    Answer,
    Business,
    CheckUp,
    CustomerCount,
    Figures,
    Form,
    OwnVerdict,
    Role,
    Sheet,
)
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result, examine
from plateau_doctor.packs import shipped

PACK, WORDS = shipped("sales-and-four-ps", 1)
TODAY = date(2026, 11, 23)
THREE_PER_CENT: Inflation = {"GB": dict.fromkeys(range(2010, 2027), 0.03)}

GROWING = (500.0, 570.0, 650.0, 741.0, 845.0)
STUCK = (500.0, 515.0, 530.45, 546.36, 562.75)
SHRINKING = (500.0, 480.0, 461.0, 442.0, 425.0)


def says(level: int, *, record: bool = True, note: str = "It changed what we do.") -> Answer:
    """Return a level with what stands behind it."""
    return Answer(level=level, records=frozenset({0}) if record else frozenset(), note=note)


def believes(level: int, note: str = "") -> Answer:
    """Return a level without a record."""
    return says(level, record=False, note=note)


DONT_KNOW = Answer(unknown=True)
DOES_NOT_APPLY = Answer(not_applicable="We have none of that.")
NOTHING_YET = Answer()


def answers_of(areas: Mapping[str, int | None], *, record: bool = True, pack: Pack = PACK) -> dict[str, Answer]:
    """Return one level for each practice question of an area; an area at None stays without answers."""
    return {
        question.id: says(level, record=record)
        for question in pack.practices()
        if (level := areas.get(question.area)) is not None
    }


def a_sheet(answers: Mapping[str, Answer | int], who: str = "P1", role: Role = "owner") -> Sheet:
    """Return one person's sheet; a bare number is a level with a record and a note."""
    whole = {question: says(one) if isinstance(one, int) else one for question, one in answers.items()}
    return Sheet(who, role, answers=whole)


def figures(
    revenue: Iterable[float | None] = (), *, since: int = 2021, years: tuple[int, ...] = (), **others: Any
) -> Figures:
    """Return revenue year after year from `since`, or in the `years` named; others by the names of `Figures`."""
    revenue = tuple(revenue)
    return Figures(years=years or tuple(range(since, since + len(revenue))), revenue=revenue, **others)


def a_business(
    *,
    sales: int | None = 3,
    product: int | None = 3,
    price: int | None = 3,
    promotion: int | None = 3,
    place: int | None = 3,
    alignment: int | None = 3,
    record: bool = True,
    form: Form = "full",
    revenue: Iterable[float | None] = STUCK,
    since: int = 2021,
    profit: Iterable[float | None] = (),
    wage_gap: float | tuple[float | None, ...] | None = None,
    market: float | None = None,
    cash: float | None = None,
    customers: CustomerCount | None = None,
    facts: Mapping[str, float | None] | None = None,
    country: str | None = "GB",
    staff: int | None = None,
    wants: Ambition | None = None,
    said: OwnVerdict | None = None,
    agreed: Mapping[str, Agreed] | None = None,
    colleagues: Iterable[Sheet] = (),
    **answers: Answer | int,
) -> CheckUp:
    """Return a check-up: each area at one level, single answers by question id (`S5=1, PM4=DONT_KNOW`)."""
    areas = {
        "sales": sales,
        "product": product,
        "price": price,
        "promotion": promotion,
        "place": place,
        "alignment": alignment,
    }
    sheet = a_sheet({**answers_of(areas, record=record), **answers})
    return CheckUp(
        id="test",
        pack_id=PACK.id,
        pack_version=PACK.version,
        date=TODAY,
        business=Business("Bright Bikes", country=country, staff=staff, ambition=wants),
        form=form,
        own_verdict=said,
        figures=figures(
            revenue,
            since=since,
            operating_profit=tuple(profit),
            owner_wage_gap=wage_gap,
            market_growth=market,
            cash_months=cash,
            customers=customers or CustomerCount(),
            facts=facts or {},
        ),
        sheets=(sheet, *colleagues),
        agreed=agreed or {},
    )


def a_shop(**story: Any) -> CheckUp:
    """Return a business that has answered nothing but what the story tells."""
    nothing: dict[str, Any] = dict.fromkeys(area.id for area in PACK.areas)
    return a_business(**{**nothing, "revenue": (), **story})


def with_answer(checkup: CheckUp, question: str, answer: Answer, person: int = 0) -> CheckUp:
    """Return the check-up with one answer of one person in place of another."""
    sheets = list(checkup.sheets)
    sheets[person] = replace(sheets[person], answers={**sheets[person].answers, question: answer})
    return replace(checkup, sheets=tuple(sheets))


def diagnose(checkup: CheckUp, pack: Pack = PACK, inflation: Inflation = THREE_PER_CENT) -> Result:
    """Return the result at 3 % inflation a year."""
    return examine(pack, checkup, TODAY, inflation)
