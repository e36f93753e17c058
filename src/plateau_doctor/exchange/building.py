"""From checked JSON values to a `CheckUp`; what comes here has been found without a fault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from plateau_doctor.core.answers import (
    Agreed,
    Answer,
    Business,
    CheckUp,
    CustomerCount,
    Figures,
    FindOut,
    PlanEntry,
    PromotionRow,
    Sheet,
)

_WHOLE = ("level", "staff", "active", "new", "lost", "enquiries", "sales", "action", "group_size")
_TEXTS = ("id", "form", "own_verdict")


def build(data: Mapping[str, Any]) -> CheckUp:
    """Return the check-up of a value without faults, the earlier ones in the order of the file."""
    return CheckUp(
        pack_id=data["pack"]["id"],
        pack_version=int(data["pack"]["version"]),
        date=dt.date.fromisoformat(data["date"]),
        business=Business(**_plain(data["business"])),
        figures=_figures(data.get("figures", {})),
        promotion=tuple(PromotionRow(**_plain(row)) for row in data.get("promotion", ())),
        sheets=tuple(_sheet(sheet) for sheet in data["sheets"]),
        agreed=_frozen({id_: Agreed(**_plain(one)) for id_, one in data.get("agreed", {}).items()}),
        plan=tuple(_plan_entry(entry) for entry in data.get("plan", ())),
        find_out=_frozen({id_: _find_out(one) for id_, one in data.get("find_out", {}).items()}),
        edits=_frozen(data.get("edits", {})),
        brand=_frozen(data.get("brand", {})),
        settings=_frozen(_plain(data.get("settings", {}))),
        earlier=tuple(build(one) for one in data.get("earlier", ())),
        **{"id": "", **{key: data[key] for key in _TEXTS if key in data}},
    )


def _frozen(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(values))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with whole numbers as `int`, since JSON may write 3 as 3.0."""
    return {key: int(value) if key in _WHOLE else value for key, value in values.items()}


def _figures(data: Mapping[str, Any]) -> Figures:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    values["years"] = tuple(int(year) for year in data.get("years", ()))
    values["customers"] = CustomerCount(**_plain(data.get("customers", {})))
    values["facts"] = _frozen(data.get("facts", {}))
    return Figures(**values)


def _sheet(data: Mapping[str, Any]) -> Sheet:
    answers = {id_: _answer(answer) for id_, answer in data.get("answers", {}).items()}
    return Sheet(**{**data, "answers": _frozen(answers)})


def _answer(data: Mapping[str, Any]) -> Answer:
    return Answer(**{**_plain(data), "records": frozenset(int(record) for record in data.get("records", ()))})


def _plan_entry(data: Mapping[str, Any]) -> PlanEntry:
    return PlanEntry(**{**_plain(data), **_days(data)})


def _find_out(data: Mapping[str, Any]) -> FindOut:
    return FindOut(**{**data, **_days(data)})


def _days(data: Mapping[str, Any]) -> dict[str, dt.date]:
    return {key: dt.date.fromisoformat(data[key]) for key in ("start", "due") if key in data}
