"""The tables as they are now. Their first shape is frozen in migrations/versions; a change here needs a new one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

APPLICATION_ID = 0x506C4472
"""The mark in the file's header by which our files are known: "PlDr"."""
VERSION = 3
"""The version of the schema; it stands in the file as its user_version."""


class Day(TypeDecorator[date]):
    """A day as the text 2026-05-12."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """Return the text to store."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """Return the day, ValueError where the text is none."""
        return None if value is None else date.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A value as JSON, None too: what people typed and nobody looks for by its parts.

    Numbers stay whole or fractional as they were typed. OverflowError for NaN and infinity.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str:
        """Return the text to store."""
        try:
            return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        except ValueError as error:
            raise OverflowError from error

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """Return the value, ValueError where the text is not JSON."""
        return json.loads(value or "")


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_result_value(self, value: int | None, _dialect: Dialect) -> bool:
        """Return the truth value."""
        return bool(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _owner(table: str) -> Column[int]:
    """Return the column that ties a row to its owner and lets it go with it."""
    return Column(table, Integer, ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=False)


def _table(name: str, *columns: SchemaItem) -> Table:
    """Return a table in which a value that isn't of its column's type is refused."""
    return Table(name, metadata, *columns, sqlite_strict=True)


counter = _table(
    "counter",
    Column("key", Integer, CheckConstraint("key = 1", name="one"), primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""One row: the last revision given out. It only ever grows, also when check-ups are deleted."""

check_up = _table(
    "check_up",
    _key(),
    _text("id"),
    Column("part_of", Integer, ForeignKey("check_up.key", ondelete="CASCADE")),
    Column("position", Integer, nullable=False),
    _text("pack_id"),
    Column("pack_version", Integer, nullable=False),
    Column("date", Day, nullable=False),
    _text("form"),
    Column("own_verdict", Text),
    _text("business"),
    _text("sells"),
    Column("customers", Text),
    Column("staff", Integer),
    Column("currency", Text),
    Column("country", Text),
    Column("ambition", Text),
    Column("hours_a_week", Json, nullable=False),
    Column("figures", Json, nullable=False),
    Column("promotion", Json, nullable=False),
    Column("brand", Json, nullable=False),
    Column("settings", Json, nullable=False),
    Column("place", Text),
    Column("revision", Integer, nullable=False),
)
"""A check-up with the business as it was then. One that came inside another as "earlier" is part of that one."""

Index("ix_check_up_id", check_up.c.id, unique=True, sqlite_where=check_up.c.part_of.is_(None))
Index("ix_check_up_part_of", check_up.c.part_of)

sheet = _table(
    "sheet",
    _key(),
    _owner("check_up"),
    Column("position", Integer, nullable=False),
    _text("respondent"),
    _text("role"),
    _text("way"),
    UniqueConstraint("check_up", "respondent"),
)

answer = _table(
    "answer",
    _key(),
    _owner("sheet"),
    _text("question"),
    Column("level", Integer, CheckConstraint("level BETWEEN 1 AND 5", name="level")),
    Column("unknown", Flag, nullable=False),
    Column("not_applicable", Text),
    Column("records", Json, nullable=False),
    _text("note"),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("sheet", "question"),
    CheckConstraint("(level IS NOT NULL) + unknown + (not_applicable IS NOT NULL) <= 1", name="one"),
)


agreed = _table(
    "agreed",
    _key(),
    _owner("check_up"),
    _text("question"),
    Column("level", Integer, nullable=False),
    _text("note"),
    _text("how"),
    UniqueConstraint("check_up", "question"),
)

plan_entry = _table(
    "plan_entry",
    _key(),
    _owner("check_up"),
    _text("question"),
    Column("action", Integer, nullable=False),
    _text("who"),
    Column("start", Day),
    Column("due", Day),
    _text("status"),
    _text("text"),
    _text("cue"),
    _text("will"),
    _text("obstacle"),
    _text("response"),
)
Index("ix_plan_entry_check_up", plan_entry.c.check_up)

find_out = _table(
    "find_out",
    _key(),
    _owner("check_up"),
    _text("question"),
    _text("who"),
    Column("due", Day),
    UniqueConstraint("check_up", "question"),
)

edit = _table(
    "edit",
    _key(),
    _owner("check_up"),
    _text("block"),
    _text("text"),
    UniqueConstraint("check_up", "block"),
)
