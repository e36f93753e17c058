"""Check-up files for tests: a small good one, changed at one place, and what is said about it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from plateau_doctor import packs
from plateau_doctor.core.pack import Pack
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import parse_checkup, read_checkup

GOOD: dict[str, Any] = {
    "format": "plateau-doctor/check-up",
    "version": 1,
    "id": "c0ffee",
    "pack": {"id": "sales-and-four-ps", "version": 1},
    "date": "2026-05-12",
    "business": {"name": "Northgate Joinery", "currency": "GBP", "country": "GB", "staff": 11},
    "figures": {
        "years": [2023, 2024, 2025],
        "revenue": [812000, None, 851000.5],
        "operating_profit": [70000, None, -4000],
        "owner_wage_gap": [0, None, 9000],
        "customers": {"active": 310, "new": 60, "lost": 58},
        "facts": {"win_rate": 0.31, "strongest_month": 90000, "weakest_month": 40000, "owner_hours": None},
    },
    "promotion": [{"kind": "trade_show", "job": "be_known", "spend": 9000, "enquiries": 12, "sales": 2}],
    "sheets": [
        {
            "respondent": "P1",
            "answers": {
                "S1": {"level": 4, "records": [0, 2], "note": "sheet in the van"},
                "S7": {"unknown": True},
                "PL7": {"not_applicable": "no wish to franchise"},
            },
        },
        {"respondent": "P2", "role": "sales", "way": "paper", "answers": {"S1": {"level": 2}, "S2": {}}},
    ],
    "agreed": {"S1": {"level": 3, "note": "after talking"}},
    "plan": [{"question": "S5", "action": 0, "who": "Dana", "due": "2026-06-30", "status": "started"}],
    "find_out": {"S7": {"who": "Sam", "due": "2026-06-15"}},
    "edits": {"verdict": "You are steady."},
    "brand": {"name": "Acme Advisers", "accent": "#0b5563"},
    "settings": {"group_size": 4, "claimed": True, "inflation": {"2024": 0.03}},
    "earlier": [
        {
            "format": "plateau-doctor/check-up",
            "version": 1,
            "pack": {"id": "sales-and-four-ps", "version": 1},
            "date": "2025-05-12",
            "business": {"name": "Northgate Joinery"},
            "sheets": [],
        }
    ],
}

GONE = object()


def find_pack(id_: str, version: int) -> Pack:
    return packs.shipped(id_, version)[0]


def good_with(path: str, value: object) -> dict[str, Any]:
    """Return the good file with the value at `a.0.b` replaced, added, or taken out (GONE)."""
    whole = copy.deepcopy(GOOD)
    *way, last = (int(step) if step.isdecimal() and not step.startswith("20") else step for step in path.split("."))
    inside: Any = whole
    for step in way:
        inside = inside[step]
    if value is GONE:
        del inside[last]
    else:
        inside[last] = value
    return whole


def said_of(data: object) -> list[str]:
    """Return the lines that are said about values with faults."""
    with pytest.raises(UserError) as error:
        parse_checkup(data, find_pack, "x.json")
    return [str(fault) for fault in error.value.faults]


def said_of_file(path: Path) -> list[str]:
    """Return the lines that are said about a file with faults."""
    with pytest.raises(UserError) as error:
        read_checkup(path, find_pack)
    return [str(fault) for fault in error.value.faults]
