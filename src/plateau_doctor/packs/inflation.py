"""The shipped table of consumer-price inflation; its source and date stand in the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from plateau_doctor.errors import UserError
from plateau_doctor.resources import resource
from plateau_doctor.strictjson import read_json, schema_faults

_NAME = "inflation.json"
_MOST_BYTES = 1_000_000


@cache
def load_inflation() -> Mapping[str, Mapping[int, float]]:
    """Return country -> calendar year -> rate as a fraction; a year without a sourced figure is missing."""
    table: Any = read_json(resource(_NAME), _MOST_BYTES)
    faults = schema_faults(table, "inflation", _NAME)
    if faults:
        raise UserError(*faults)
    return MappingProxyType(
        {
            country: MappingProxyType({int(year): float(rate) for year, rate in rates.items()})
            for country, rates in table["rates"].items()
        }
    )
