"""Whole copies of the database, checked before they count: the live file is never copied as a file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from plateau_doctor.store.folder import make_private_file


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Write a checked copy to `target`, in place of what was there; old or new, never half.

    sqlite3.Error or OSError where it can't be written or is not sound; nothing is left then.
    """
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    make_private_file(beside, new=True)
    try:
        with closing(sqlite3.connect(beside)) as copy:
            source.backup(copy)
            check_sound(copy)
        _flush(beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def check_sound(connection: sqlite3.Connection) -> None:
    """Read every page of a database; sqlite3.DatabaseError where one is not sound or a row has lost its owner."""
    told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    if told != ["ok"] or orphans is not None:
        damage = sqlite3.DatabaseError("the database is not sound")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
