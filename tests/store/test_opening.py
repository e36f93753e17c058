"""Opening: the right file with the right settings, in any folder, by one at a time, and never a stranger's."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from plateau_doctor.errors import UserError
from plateau_doctor.store.database import SETTINGS, engine_for
from plateau_doctor.store.folder import DATABASE, data_folder
from plateau_doctor.store.repository import Repository
from plateau_doctor.store.tables import APPLICATION_ID, VERSION

from .builders import a_check_up

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def refusal(folder: Path) -> str:
    """Return what is said when the folder is opened in vain."""
    with pytest.raises(UserError) as caught, Repository.open(folder, busy_timeout=50):
        pass
    return str(caught.value)


def test_the_settings_are_those_that_lose_nothing(store: Repository) -> None:
    told = dict(store.settings())
    assert told.pop("sqlite_version") == sqlite3.sqlite_version
    assert told == {
        "busy_timeout": 5000,
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "application_id": APPLICATION_ID,
        "user_version": VERSION,
    }
    assert set(SETTINGS) < set(told)


def test_a_transaction_with_a_change_of_the_schema_is_taken_back_whole(tmp_path: Path) -> None:
    def half_done() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE second (a)")
            connection.exec_driver_sql("ALTER TABLE first ADD COLUMN b")
            connection.exec_driver_sql("INSERT INTO first VALUES (1, 2)")
            raise ZeroDivisionError

    engine = engine_for(tmp_path / "x.sqlite")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE first (a)")
    with pytest.raises(ZeroDivisionError):
        half_done()
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as beside:
        assert beside.execute("SELECT sql FROM sqlite_schema").fetchall() == [("CREATE TABLE first (a)",)]
        assert beside.execute("SELECT * FROM first").fetchall() == []


@pytest.mark.parametrize(
    "name", ["what?x=1", "a#b", "50%20off", "two words", "Büro 木工 🚐", "a&b=c", "file:x", "it's"]
)
def test_the_file_lies_where_it_was_asked_for(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('?:"<>|*'):
        pytest.skip("Windows knows no such name")
    folder = tmp_path / name / "deeper"
    with Repository.open(folder) as store:
        store.add(a_check_up())
        store.back_up(folder / "copy?#%.sqlite" if sys.platform != "win32" else folder / "copy#%.sqlite")
    assert (folder / DATABASE).stat().st_size > 4096
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Repository.open(folder) as store:
        assert store.load("c1").checkup == a_check_up()


def test_a_folder_named_from_here_is_found_again_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with Repository.open(Path("data")) as store:
        monkeypatch.chdir(tmp_path / "elsewhere")
        store.add(a_check_up())
    assert (tmp_path / "data" / DATABASE).exists()


@posix
def test_only_the_owner_can_read_the_files(folder: Path) -> None:
    before = os.umask(0)
    try:
        with Repository.open(folder) as store:
            store.add(a_check_up())
            store.back_up(folder / "copy.sqlite")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes.keys() >= {DATABASE, f"{DATABASE}-journal", "copy.sqlite"}
    assert set(modes.values()) == {0o600}


@posix
def test_a_file_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    Repository.open(folder).close()
    (folder / DATABASE).chmod(0o644)
    Repository.open(folder).close()
    assert stat.S_IMODE((folder / DATABASE).stat().st_mode) == 0o600


def test_the_folder_is_the_one_given_then_the_one_named_then_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLATEAU_DOCTOR_DATA", str(tmp_path / "named"))
    assert data_folder(tmp_path / "given") == tmp_path / "given"
    assert data_folder(None) == tmp_path / "named"
    monkeypatch.setenv("PLATEAU_DOCTOR_DATA", "")
    assert data_folder(None).name == "Plateau Doctor"
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert data_folder() == tmp_path / "Plateau Doctor"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"not a database", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(4000), b"x" * 9000],
)
def test_a_file_that_is_not_ours_is_refused_and_stays_as_it_is(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(content)
    said = refusal(folder)
    assert "This file is not one of Plateau Doctor's" in said
    assert str(folder / DATABASE) in said
    assert (folder / DATABASE).read_bytes() == content


@pytest.mark.parametrize("mark", [0, 1, APPLICATION_ID + 1])
def test_a_database_of_another_program_is_refused_and_stays_as_it_is(folder: Path, mark: int) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as foreign:
        foreign.execute("CREATE TABLE mail (text)")
        foreign.execute(f"PRAGMA application_id = {mark}")
    before = (folder / DATABASE).read_bytes()
    assert "This file is not one of Plateau Doctor's" in refusal(folder)
    assert (folder / DATABASE).read_bytes() == before


def test_data_of_a_newer_version_is_refused_and_stays_as_it_is(folder: Path) -> None:
    Repository.open(folder).close()
    with closing(sqlite3.connect(folder / DATABASE)) as newer:
        newer.execute("PRAGMA journal_mode = WAL")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (folder / DATABASE).read_bytes()
    assert "This data was saved by a newer version of Plateau Doctor" in refusal(folder)
    assert (folder / DATABASE).read_bytes() == before
    assert sorted(path.name for path in folder.iterdir() if not path.name.endswith("-journal")) == [
        "check-ups.lock",
        DATABASE,
    ]


def test_an_empty_file_is_a_new_one(folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE).touch()
    with Repository.open(folder) as store:
        assert store.check_ups() == ()


def test_a_second_window_is_told_that_one_is_open(store: Repository, folder: Path) -> None:
    assert "Plateau Doctor is already open." in refusal(folder)
    store.add(a_check_up())
    store.close()
    store.close()
    with Repository.open(folder) as later:
        assert later.load("c1").checkup == a_check_up()


def test_the_lock_ends_with_the_life_of_its_holder(folder: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from plateau_doctor.store.repository import Repository; "
        "r = Repository.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n" or sys.platform == "win32"
        assert "Plateau Doctor is already open." in refusal(folder)
        holder.kill()
        holder.wait()
    assert holder.returncode in (-getattr(signal, "SIGKILL", -1), 1)
    Repository.open(folder).close()


def test_a_file_that_another_program_holds_is_said_to_be_in_use(folder: Path) -> None:
    Repository.open(folder).close()
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "Another program is using your check-ups." in refusal(folder)
    Repository.open(folder).close()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    assert "Your check-ups can't be written to." in refusal(tmp_path / "data")
    assert (tmp_path / "data").read_text() == "mine"


def test_opening_does_not_load_alembic(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from plateau_doctor.store.thread import StoreThread; "
        "from plateau_doctor.store.folder import data_folder; from plateau_doctor.store.values import Row; "
        "assert 'sqlalchemy' not in sys.modules; "
        "from plateau_doctor.store.repository import Repository; r = Repository.open(Path(sys.argv[1])); r.close(); "
        "assert 'sqlalchemy' in sys.modules; assert not [m for m in sys.modules if m.split('.')[0] == 'alembic']"
    )
    for _ in ("new", "up to date"):
        subprocess.run([sys.executable, "-c", code, folder], check=True)
