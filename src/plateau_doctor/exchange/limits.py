"""Between which values a figure may lie: the schema of check-ups says it, and the window asks here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from plateau_doctor.exchange.shape import SCHEMA
from plateau_doctor.strictjson import schema

_LEAST_RATE = 0.001
"""How near a rate may come to an edge that it must not reach."""


@cache
def figure_limits() -> Mapping[str, tuple[float, float]]:
    """Return the least and the most of each figure and fact by its key; shares and rates as fractions."""
    definitions = schema(SCHEMA)["$defs"]
    figures = definitions["figures"]["properties"]
    money = definitions["yearly"]
    found: dict[str, Mapping[str, Any]] = {
        **figures,
        **figures["customers"]["properties"],
        **figures["facts"]["properties"],
        "revenue": figures["revenue"]["items"],
        "operating_profit": money,
        "hours_a_week": definitions["business"]["properties"]["hours_a_week"],
    }
    staff = definitions["business"]["properties"]["staff"]
    cuts = definitions["settings"]["properties"]
    rate = cuts["inflation"]["additionalProperties"]
    return {
        "staff": (staff["minimum"], staff["maximum"]),
        **{key: (one["minimum"], one["maximum"]) for key, one in found.items() if "minimum" in one},
        "rate": (rate["exclusiveMinimum"] + _LEAST_RATE, rate["exclusiveMaximum"] - _LEAST_RATE),
        "growing_from": (cuts["growing_from"]["exclusiveMinimum"] + _LEAST_RATE, cuts["growing_from"]["maximum"]),
        "declining_below": (
            cuts["declining_below"]["minimum"],
            cuts["declining_below"]["exclusiveMaximum"] - _LEAST_RATE,
        ),
    }
