"""When the disk is full or the file is damaged: plain words, nothing lost, and the same answer can be sent again."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from plateau_doctor.core.answers import Answer, Sheet
from plateau_doctor.errors import UserError
from plateau_doctor.store import faults
from plateau_doctor.store.faults import plainly
from plateau_doctor.store.folder import DATABASE
from plateau_doctor.store.repository import Repository

from .builders import a_check_up, a_full_check_up, answered

CANARY = "canary-51c0"
LONG = Answer(level=3, note=CANARY * 5000)


def limit(store: Repository, pages: int) -> None:
    """Let the file grow to so many pages and no further, as a full disk would."""
    with store._transaction() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_on_a_full_disk_the_answer_can_be_sent_again_when_there_is_room(store: Repository) -> None:
    store.add(a_check_up(sheets=(Sheet("P1", answers={"S1": Answer(level=1)}),)))
    limit(store, 1)
    for _ in range(3):
        with pytest.raises(UserError, match="The disk is full, so the last change is not saved yet") as caught:
            store.answer("c1", "P1", "S1", LONG)
        assert CANARY not in str(caught.value) + repr(caught.value.__cause__)
    assert store.load("c1").checkup.sheets[0].answers == {"S1": Answer(level=1)}
    limit(store, 10_000)
    store.answer("c1", "P1", "S1", LONG)
    assert store.load("c1").checkup.sheets[0].answers == {"S1": LONG}


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_write_that_the_system_refuses_loses_nothing(folder: Path) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from plateau_doctor.core.answers import Answer
from plateau_doctor.errors import UserError
from plateau_doctor.store.repository import Repository
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Repository.open(Path(sys.argv[1]))
file = Path(sys.argv[1], "check-ups.sqlite")
long = Answer(level=3, note="x" * 200_000)
for room in (0, 1, 5_000, 60_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + room, resource.RLIM_INFINITY))
    try:
        store.answer("c1", "P1", f"S{room}", long)
    except UserError as error:
        print(error.faults[0].sentence)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.answer("c1", "P1", "S1", long)
"""
    with Repository.open(folder) as store:
        store.add(a_check_up())
    said = subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True, text=True).stdout
    assert set(said.splitlines()) <= {
        "The disk did not take the last change, so it is not saved yet.",
        "The disk is full, so the last change is not saved yet.",
    }
    assert len(said.splitlines()) == 4
    with Repository.open(folder) as store:
        assert store.load("c1").checkup.sheets[0].answers == {"S1": Answer(level=3, note="x" * 200_000)}


def test_a_lock_met_in_the_middle_is_told_and_the_answer_can_be_sent_again(folder: Path) -> None:
    with Repository.open(folder, busy_timeout=50) as store:
        store.add(a_check_up())
        with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UserError, match="Another program is using your check-ups"):
                store.answer("c1", "P1", "S1", Answer(level=1))
        store.answer("c1", "P1", "S1", Answer(level=1))
        assert answered(store) == 1


def test_damage_is_told_in_plain_words_or_changes_nothing(folder: Path, tmp_path: Path) -> None:
    whole = a_full_check_up()
    with Repository.open(folder) as store:
        for number in range(20):
            store.add(a_full_check_up(f"c{number}"))
        store.add(whole)
    sound = (folder / DATABASE).read_bytes()
    chance = random.Random(20261123)  # noqa: S311 -- the same damage every time
    told: list[str] = []
    for _ in range(60):
        damaged = bytearray(sound)
        start = chance.randrange(100, len(sound))
        damaged[start : start + 300] = chance.randbytes(len(damaged[start : start + 300]))
        (folder / DATABASE).write_bytes(damaged)
        try:
            with Repository.open(folder) as store:
                store.check_ups()
                store.load("full")
        except UserError as error:
            told.append(str(error))
    assert len(told) > 10
    assert [line for line in told if "damaged" not in line and "no longer here" not in line] == []


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE check_up SET figures = '{'",
        "UPDATE check_up SET figures = '{}'",
        "UPDATE check_up SET figures = '[1]'",
        "UPDATE check_up SET promotion = '[{\"a\": 1}]'",
        "UPDATE check_up SET brand = '7'",
        "UPDATE check_up SET date = 'yesterday'",
        "UPDATE answer SET records = 'null'",
    ],
)
def test_a_file_changed_by_hand_is_said_to_be_damaged(folder: Path, harm: str) -> None:
    with Repository.open(folder) as store:
        store.add(a_full_check_up())
    with closing(sqlite3.connect(folder / DATABASE)) as other, other:
        other.execute(harm)
    with (
        Repository.open(folder) as store,
        pytest.raises(UserError, match="The file with your check-ups is damaged"),
    ):
        store.load("full")


@pytest.mark.parametrize(
    "harm",
    [
        "CREATE TRIGGER planted AFTER INSERT ON answer BEGIN DELETE FROM check_up; END",
        "CREATE VIEW planted AS SELECT 1",
        "CREATE TABLE planted (a)",
        "DROP INDEX ix_plan_entry_check_up",
        "DROP TABLE edit",
        "ALTER TABLE edit ADD COLUMN planted TEXT",
    ],
)
def test_a_file_with_other_tables_than_ours_is_not_used(folder: Path, harm: str) -> None:
    Repository.open(folder).close()
    with closing(sqlite3.connect(folder / DATABASE)) as other, other:
        other.execute(harm)
    with pytest.raises(UserError, match="The file with your check-ups is damaged"):
        Repository.open(folder)


def test_a_row_of_the_home_list_changed_by_hand_is_said_to_be_damaged(folder: Path) -> None:
    with Repository.open(folder) as store:
        store.add(a_check_up())
    with closing(sqlite3.connect(folder / DATABASE)) as other, other:
        other.execute("UPDATE check_up SET date = ''")
    with Repository.open(folder) as store, pytest.raises(UserError, match="damaged"):
        store.check_ups()


def test_our_own_mistakes_are_not_dressed_up_and_name_no_client(store: Repository) -> None:
    with pytest.raises(DBAPIError) as caught, store._transaction() as connection:
        connection.exec_driver_sql("INSERT INTO edit VALUES (1, 99, ?, 'x')", (CANARY,))
    assert CANARY not in str(caught.value)
    with pytest.raises(ZeroDivisionError), plainly(Path("x")):
        raise ZeroDivisionError
    with pytest.raises(sqlite3.Error), plainly(Path("x")):
        raise sqlite3.ProgrammingError


def test_a_disk_without_room_is_called_full_however_sqlite_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(code: int) -> str:
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = code
        with pytest.raises(UserError) as caught, plainly(tmp_path / "x"):
            raise error
        return caught.value.faults[0].sentence

    fsync = sqlite3.SQLITE_IOERR | 4 << 8
    assert "did not take" in fail(fsync)
    assert "can't be written to" in fail(sqlite3.SQLITE_READONLY)
    monkeypatch.setattr(faults, "_SMALL", 10**30)
    assert "full" in fail(fsync)
    assert "full" in fail(sqlite3.SQLITE_CANTOPEN)
    assert "damaged" in fail(sqlite3.SQLITE_CORRUPT)


def test_a_copy_holds_everything_and_an_old_one_stays_when_it_can_not_be_made(
    store: Repository, tmp_path: Path
) -> None:
    store.add(a_full_check_up(), "S4")
    target = tmp_path / "copies" / DATABASE
    with pytest.raises(UserError):
        store.back_up(target)
    target.parent.mkdir()
    store.back_up(target)
    store.add(a_check_up())
    store.back_up(target)
    assert [path.name for path in target.parent.iterdir()] == [DATABASE]
    with Repository.open(target.parent) as copied:
        assert copied.check_ups() == store.check_ups()
        assert copied.load("full") == store.load("full")
