"""Old files: copied first, then brought up to date, all or nothing, and read as what was said."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import sqlalchemy as sa
from alembic import op

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
from plateau_doctor.errors import UserError
from plateau_doctor.store import database, migrations
from plateau_doctor.store.database import create, engine_for
from plateau_doctor.store.folder import DATABASE
from plateau_doctor.store.repository import Repository
from plateau_doctor.store.tables import VERSION

from .builders import a_check_up, a_full_check_up, answered

SENTENCES = ("cue", "will", "obstacle", "response")
OLD = Path(__file__).parent.parent / "old_databases"


def shape(path: Path) -> dict[str, str]:
    """Return the text of each table and index without its white space, and the marks of the file."""
    with closing(sqlite3.connect(path)) as file:
        made = {name: "".join((sql or "").split()) for name, sql in file.execute("SELECT name, sql FROM sqlite_schema")}
        marks = {name: str(file.execute(f"PRAGMA {name}").fetchone()) for name in ("application_id", "user_version")}
        rows = str(file.execute("SELECT * FROM counter").fetchall())
    return {**made, **marks, "counter's rows": rows}


def step(number: int, change: Callable[[], None]) -> ModuleType:
    """Return a version's module."""
    module = ModuleType(f"v{number:04}")
    vars(module).update(revision=number, upgrade=change)
    return module


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Make believe that there is a version after today's, reached by a change."""

    def believe(change: Callable[[], None]) -> None:
        monkeypatch.setattr(database, "VERSION", VERSION + 1)
        # The default was taken when the function was made.
        monkeypatch.setattr(migrations.upgrade, "__defaults__", ((*migrations.STEPS, step(VERSION + 1, change)),))

    return believe


def test_the_steps_lead_to_today_one_by_one() -> None:
    assert [each.revision for each in migrations.STEPS] == list(range(1, VERSION + 1))


def test_new_tables_and_those_brought_up_to_date_are_the_same(tmp_path: Path) -> None:
    for name, make in (("new", create), ("old", lambda connection: migrations.upgrade(connection, 0))):
        engine = engine_for(tmp_path / name)
        with engine.connect() as connection:
            make(connection)
    assert shape(tmp_path / "new") == shape(tmp_path / "old")
    assert len(shape(tmp_path / "new")) > 10


def test_an_older_file_is_copied_and_then_brought_up_to_date(
    folder: Path, next_version: Callable[[Callable[[], None]], None]
) -> None:
    whole = a_full_check_up(earlier=(a_full_check_up("c0"),))
    with Repository.open(folder) as store:
        store.add(whole, "S4")

    def rebuild() -> None:
        with op.batch_alter_table("check_up", recreate="always") as table:
            table.alter_column("place", new_column_name="stopped_at")
        with op.batch_alter_table("check_up", recreate="always") as table:
            table.alter_column("stopped_at", new_column_name="place")

    next_version(rebuild)
    for _ in ("old", "up to date"):
        with Repository.open(folder) as store:
            assert store.settings()["user_version"] == VERSION + 1
            assert store.settings()["foreign_keys"] == 1
            assert store.load("full").checkup == whole, "a table that is built anew must not take its answers with it"
    copies = [path for path in folder.iterdir() if "version" in path.name]
    assert [path.name for path in copies] == [f"check-ups.version-{VERSION}.sqlite"]
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert copy.execute("SELECT count(*) FROM check_up").fetchone() == (2,)


@pytest.mark.parametrize("orphan", [False, True])
def test_a_change_that_goes_wrong_changes_nothing_and_keeps_each_copy(
    folder: Path, next_version: Callable[[Callable[[], None]], None], orphan: bool
) -> None:
    with Repository.open(folder) as store:
        store.add(a_full_check_up())
    before = shape(folder / DATABASE)

    def half() -> None:
        op.add_column("check_up", sa.Column("mood", sa.Text()))
        op.execute("DELETE FROM sheet")
        if not orphan:
            raise ZeroDivisionError

    next_version(half)
    for _ in range(2):
        with pytest.raises(UserError if orphan else ZeroDivisionError):
            Repository.open(folder)
    assert shape(folder / DATABASE) == before
    copies = sorted(path.name for path in folder.iterdir() if "version" in path.name)
    assert copies == [f"check-ups.version-{VERSION}-2.sqlite", f"check-ups.version-{VERSION}.sqlite"]


VERSION_1 = CheckUp(
    id="sample-northgate",
    pack_id="sales-and-four-ps",
    pack_version=1,
    date=date(2026, 5, 12),
    business=Business("Northgate Joinery — Øst", "fitted kitchens", "people", 11, "GBP", "GB", "grow", 3),
    form="quick",
    own_verdict="growing",
    figures=Figures(
        years=(2021, 2022, 2023),
        revenue=(812000, None, 851000.5),
        operating_profit=(70000, None, -48000),
        owner_wage_gap=(0, None, 1.5),
        gross_margin=0.38,
        overhead=240000,
        market_growth=0.03,
        customers=CustomerCount(310, 60, 58),
        cash_months=5,
        facts={"win_rate": 0.31, "largest_customer": None},
    ),
    promotion=(PromotionRow("trade_show", "be_known", 9000, 12, 2),),
    sheets=(
        Sheet(
            "P1",
            "owner",
            "window",
            {
                "S2": Answer(level=4, records=frozenset({0, 2}), note="sheet in the van 🚐"),
                "S7": Answer(unknown=True),
                "PL7": Answer(not_applicable="no wish to franchise"),
                "O6": Answer(note="thinking"),
            },
        ),
        Sheet("P2", "sales", "code", {"S2": Answer(level=1)}),
    ),
    agreed={"S2": Agreed(2, "after talking", "accepted")},
    plan=(PlanEntry("S5", 0, "Dana", date(2026, 6, 1), date(2026, 6, 30), "started", "Answer within an hour"),),
    edits={"verdict": "You are steady..."},
    brand={"name": "Acme Advisers", "accent": "#0b5563"},
    settings={"group_size": 3},
    earlier=(
        CheckUp("older", "sales-and-four-ps", 1, date(2025, 5, 12), Business("Northgate Joinery"), own_verdict="flat"),
    ),
)
"""What lies in tests/old_databases/version-1.sqlite. Neither changes any more: people have such files."""

IF_THEN = ("close the books", "look at ten prices", "a customer objects", "offer the smaller package")
VERSION_2 = replace(VERSION_1, plan=(replace(VERSION_1.plan[0], **dict(zip(SENTENCES, IF_THEN, strict=True))),))
"""What lies in tests/old_databases/version-2.sqlite."""

VERSION_3 = replace(VERSION_2, find_out={"S7": FindOut("Sam", date(2026, 6, 15)), "PL7": FindOut("Øst")})
"""What lies in tests/old_databases/version-3.sqlite."""


@pytest.mark.parametrize(("version", "said"), [(1, VERSION_1), (2, VERSION_2), (3, VERSION_3)])
def test_a_file_of_each_version_reads_as_what_was_said(folder: Path, version: int, said: CheckUp) -> None:
    folder.mkdir()
    shutil.copy(OLD / f"version-{version}.sqlite", folder / DATABASE)
    with Repository.open(folder) as store:
        assert store.load("sample-northgate").checkup == said
        assert store.load("sample-northgate").place == "S8"
        assert [row.id for row in store.check_ups()] == ["second", "sample-northgate"]
        assert [answered(store, name) for name in ("second", "sample-northgate")] == [0, 4]
        store.answer("second", "P1", "S1", Answer(level=5))
        assert store.load("second").checkup == a_check_up(
            "second", "Second Ltd", sheets=(Sheet("P1", answers={"S1": Answer(level=5)}),)
        )
