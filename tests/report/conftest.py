"""The shipped samples as check-ups, and reports made from them."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plateau_doctor.core.answers import Agreed, Answer, Business, CheckUp, CustomerCount, Figures, PlanEntry, Sheet
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result, examine
from plateau_doctor.core.words import Words
from plateau_doctor.packs import load_inflation, shipped
from plateau_doctor.report import Outline, Paper, ReportOptions, make_outline, report_bytes
from plateau_doctor.resources import resource


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _answer(value: Mapping[str, Any]) -> Answer:
    return Answer(
        level=value.get("level"),
        unknown=value.get("unknown", False),
        not_applicable=value.get("not_applicable"),
        records=frozenset(value.get("records", ())),
        note=value.get("note", ""),
    )


def _sheet(value: Mapping[str, Any]) -> Sheet:
    answers = {question: _answer(answer) for question, answer in value["answers"].items()}
    return Sheet(value["respondent"], value.get("role", "owner"), value.get("way", "window"), answers)


def _figures(value: Mapping[str, Any]) -> Figures:
    plain = {key: tuple(part) if isinstance(part, list) else part for key, part in value.items()}
    return Figures(**{**plain, "customers": CustomerCount(**plain.get("customers", {}))})


def _entry(value: Mapping[str, Any]) -> PlanEntry:
    return PlanEntry(**{**value, "start": _day(value.get("start")), "due": _day(value.get("due"))})


def read_sample(path: Path) -> CheckUp:
    """Return a sample as it stands in the file; the real reader, with all its checks, has tests of its own."""
    value = json.loads(path.read_text(encoding="utf-8"))
    return CheckUp(
        id=value["id"],
        pack_id=value["pack"]["id"],
        pack_version=value["pack"]["version"],
        date=date.fromisoformat(value["date"]),
        business=Business(**value["business"]),
        form=value.get("form", "full"),
        own_verdict=value.get("own_verdict"),
        figures=_figures(value.get("figures", {})),
        sheets=tuple(_sheet(sheet) for sheet in value["sheets"]),
        agreed={question: Agreed(**agreed) for question, agreed in value.get("agreed", {}).items()},
        plan=tuple(_entry(entry) for entry in value.get("plan", ())),
    )


SAMPLES = sorted(path.stem for path in resource("samples").glob("*.json"))


@dataclass(frozen=True)
class Desk:
    """What a report is made from, with the check-up as the only thing that changes."""

    pack: Pack
    words: Words
    inflation: Mapping[str, Mapping[int, float]]

    def result(self, checkup: CheckUp) -> Result:
        return examine(self.pack, checkup, checkup.date, self.inflation)

    def options(self, paper: Paper = "a4") -> ReportOptions:
        return ReportOptions(paper, self.inflation)

    def outline(self, checkup: CheckUp) -> Outline:
        return make_outline(self.pack, self.words, checkup, self.result(checkup), self.options())

    def pdf(self, checkup: CheckUp, paper: Paper = "a4") -> bytes:
        return report_bytes(self.pack, self.words, checkup, self.result(checkup), self.options(paper))


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(*shipped("sales-and-four-ps", 1), load_inflation())


@pytest.fixture(scope="session")
def bakery() -> CheckUp:
    return read_sample(resource("samples", "promotion-trap.json"))


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> CheckUp:
    return read_sample(resource("samples", f"{request.param}.json"))


@pytest.fixture(scope="session")
def logo() -> str:
    """Return a logo as a check-up file carries it."""
    made = io.BytesIO()
    Image.new("RGBA", (300, 80), (11, 85, 102, 128)).save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()
