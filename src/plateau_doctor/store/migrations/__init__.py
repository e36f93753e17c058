"""From older files to today's: one module a version, run by Alembic, which is imported only when one is due.

A version's module is frozen once it has shipped: it holds its own DDL and never looks at today's tables.
The file's user_version says where it stands; there is no table of Alembic's in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from plateau_doctor.store.copying import check_sound
from plateau_doctor.store.database import driver
from plateau_doctor.store.migrations.versions import v0001_baseline, v0002_if_then, v0003_find_out

STEPS: Sequence[ModuleType] = (v0001_baseline, v0002_if_then, v0003_find_out)
"""In order: the first brings a file from version 0 (empty) to 1. Each has `revision` and `upgrade()`."""


def upgrade(connection: Connection, from_version: int, steps: Sequence[ModuleType] = STEPS) -> None:
    """Bring a file of an older version to that of the last step, all or nothing.

    References are not followed meanwhile (a table that is built anew would take its rows' children with it);
    the whole file is checked before it counts (sqlite3.DatabaseError).
    """
    beneath = driver(connection)
    beneath.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin(), Operations.context(MigrationContext.configure(connection)):
            for step in steps[from_version:]:
                step.upgrade()
                connection.exec_driver_sql(f"PRAGMA user_version = {step.revision}")
            check_sound(beneath)
    finally:
        beneath.execute("PRAGMA foreign_keys = ON")
