"""The promotion mix: what each kind costs for each enquiry and each sale, and how much of it nobody counts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from plateau_doctor.core.answers import PromotionRow


@dataclass(frozen=True, slots=True)
class MixRow:
    """One kind of promotion; `per_enquiry` and `per_sale` in money, None where they can't be worked out."""

    row: PromotionRow
    per_enquiry: float | None
    per_sale: float | None


@dataclass(frozen=True, slots=True)
class Mix:
    """All kinds in the order given; `uncounted` is the share of the money whose enquiries and sales nobody counts.

    `spend` is the money in all, None where no row has any; `dearest` is the row with the highest cost for a sale of
    at least two that have one.
    """

    rows: tuple[MixRow, ...]
    spend: float | None
    uncounted: float | None
    dearest: MixRow | None


def _cost(spend: float | None, count: int | None) -> float | None:
    return spend / count if spend is not None and count else None


def find_mix(rows: Iterable[PromotionRow]) -> Mix:
    """Return what the rows come to."""
    found = tuple(MixRow(row, _cost(row.spend, row.enquiries), _cost(row.spend, row.sales)) for row in rows)
    paid = [one.row for one in found if one.row.spend is not None]
    spend = math.fsum(row.spend or 0.0 for row in paid) if paid else None
    blind = math.fsum(row.spend or 0.0 for row in paid if row.enquiries is None and row.sales is None)
    costed = [one for one in found if one.per_sale is not None]
    return Mix(
        rows=found,
        spend=spend,
        uncounted=blind / spend if spend else None,
        dearest=max(costed, key=lambda one: one.per_sale or 0.0) if len(costed) > 1 else None,
    )
