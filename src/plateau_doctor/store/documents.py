"""Figures and promotion as JSON: values that a person typed and that are only ever read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from plateau_doctor.core.answers import CustomerCount, Figures, PromotionRow

_LISTS = ("years", "revenue", "operating_profit")
_NUMBERS = ("gross_margin", "overhead", "market_growth", "cash_months")


def frozen(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a read-only copy of a mapping."""
    return MappingProxyType(dict(values))


def figures_document(figures: Figures) -> dict[str, Any]:
    """Return figures as a value that JSON can hold."""
    gap = figures.owner_wage_gap
    return {
        **{name: list(getattr(figures, name)) for name in _LISTS},
        "owner_wage_gap": list(gap) if isinstance(gap, tuple) else gap,
        **{name: getattr(figures, name) for name in _NUMBERS},
        "customers": asdict(figures.customers),
        "facts": dict(figures.facts),
    }


def figures_from(document: Mapping[str, Any]) -> Figures:
    """Return the figures of a document; KeyError or TypeError where it is none."""
    gap = document["owner_wage_gap"]
    lists: dict[str, Any] = {name: tuple(document[name]) for name in _LISTS}
    numbers: dict[str, Any] = {name: document[name] for name in _NUMBERS}
    return Figures(
        **lists,
        owner_wage_gap=tuple(gap) if isinstance(gap, list) else gap,
        **numbers,
        customers=CustomerCount(**document["customers"]),
        facts=frozen(document["facts"]),
    )


def promotion_document(rows: Iterable[PromotionRow]) -> list[dict[str, Any]]:
    """Return promotion rows as a value that JSON can hold."""
    return [asdict(row) for row in rows]


def promotion_from(document: Iterable[Mapping[str, Any]]) -> tuple[PromotionRow, ...]:
    """Return the promotion rows of a document; TypeError where it is none."""
    return tuple(PromotionRow(**row) for row in document)
