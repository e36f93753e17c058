"""The database file: what it is, how it is opened, made and brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, insert

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.safewrite import free_name
from plateau_doctor.store.copying import copy_database
from plateau_doctor.store.faults import UnreadableError
from plateau_doctor.store.tables import APPLICATION_ID, VERSION, counter, metadata

SETTINGS = {
    "busy_timeout": 5000,
    "journal_mode": "truncate",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
}
"""What SQLite is told, as it tells it back. synchronous 3 is EXTRA, temp_store 2 is memory.

Simulated power cuts lost nothing with TRUNCATE and EXTRA; TRUNCATE also leaves no text of a deleted check-up.
"""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def engine_for(path: Path, busy_timeout: int | None = None) -> Engine:
    """Return an engine for a file at any path; every transaction writes, and takes schema changes back too.

    `busy_timeout` in milliseconds is for tests that don't want to wait.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, poolclass=NullPool)
    settings = SETTINGS if busy_timeout is None else {**SETTINGS, "busy_timeout": busy_timeout}

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        # sqlite3 would end a transaction before a change of the schema; now only we begin one.
        connection.isolation_level = None
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}").fetchall()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def pragma(connection: Connection, name: str) -> Any:
    """Return the value of one of SQLite's settings on this connection."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the connection of the standard library beneath SQLAlchemy's."""
    beneath = connection.connection.driver_connection
    if not isinstance(beneath, sqlite3.Connection):
        raise TypeError
    return beneath


def examine(path: Path) -> None:
    """Refuse a file that is not ours or too new, from its first bytes and without SQLite: not a byte of it changes.

    An empty file is a new one. While a change that was cut off waits to be taken back the version may be
    unsettled; it is then judged after that, by `bring_up_to_date`.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if not head:
        return
    if len(head) < _HEADER or not head.startswith(_MAGIC) or _number(head, 68) != APPLICATION_ID:
        raise UserError(
            Fault(
                str(path),
                "This file is not one of Plateau Doctor's, or it is damaged.",
                "Move it somewhere else, or choose another folder. Nothing in it was changed.",
            )
        )
    journal = path.with_name(f"{path.name}-journal")
    if not (journal.exists() and journal.stat().st_size):
        _refuse_newer(path, _number(head, 60))


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Make the tables in an empty file, or bring an older file up to date after copying it."""
    with connection.begin():
        version = pragma(connection, "user_version")
    _refuse_newer(path, version)
    if version == 0:
        create(connection)
        return
    if version < VERSION:
        kept = free_name(path.with_name(f"{path.stem}.version-{version}{path.suffix}"))
        copy_database(driver(connection), kept)
        from plateau_doctor.store.migrations import upgrade

        upgrade(connection, version)
    _check_tables(connection)


def create(connection: Connection) -> None:
    """Make the tables of today in an empty file, all or nothing."""
    with connection.begin():
        metadata.create_all(connection)
        connection.execute(insert(counter), {"key": 1, "revision": 0})
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _check_tables(connection: Connection) -> None:
    """Refuse a file that lacks something of ours or holds anything more, such as a trigger that somebody planted."""
    ours: set[tuple[str | None, str | None]] = set()
    for table in metadata.tables.values():
        ours.update((table.name, column.name) for column in table.columns)
        ours.update((index.name, None) for index in table.indexes)
    listed = (
        "SELECT made.name, part.name FROM sqlite_schema AS made LEFT JOIN pragma_table_info(made.name) AS part "
        "ON made.type <> 'index' WHERE made.name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    with connection.begin():
        there = {(made, part) for made, part in connection.exec_driver_sql(listed)}
    if there != ours:
        raise UnreadableError


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


def _refuse_newer(path: Path, version: int) -> None:
    if version > VERSION:
        raise UserError(
            Fault(
                str(path),
                "This data was saved by a newer version of Plateau Doctor.",
                "Install the newest version to open it. Nothing in it was changed.",
            )
        )
