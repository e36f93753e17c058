"""From rows to values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select
from sqlalchemy.exc import NoResultFound

from plateau_doctor.core.answers import (
    Agreed,
    Answer,
    Business,
    CheckUp,
    FindOut,
    Form,
    PlanEntry,
    Sheet,
    review_day,
)
from plateau_doctor.store.documents import figures_from, frozen, promotion_from
from plateau_doctor.store.faults import UnreadableError
from plateau_doctor.store.tables import agreed, answer, check_up, edit, find_out, plan_entry, sheet
from plateau_doctor.store.values import Row, Stored

_PROFILE = ("sells", "customers", "staff", "currency", "country", "ambition", "hours_a_week")
_ANSWER = ("level", "unknown", "not_applicable", "note")
_PLAN = tuple(field.name for field in fields(PlanEntry))


def read_rows(connection: Connection) -> tuple[Row, ...]:
    """Return the lines of the home list, the one changed last at the top."""
    own = check_up.c
    wanted = (
        select(own.id, own.business, own.date, own.form, own.place, own.revision, own.settings)
        .where(own.part_of.is_(None))
        .order_by(own.revision.desc(), own.key.desc())
    )
    try:
        return tuple(_row(*row) for row in connection.execute(wanted))
    except (ValueError, TypeError) as error:
        raise UnreadableError from error


def _row(  # noqa: PLR0913, PLR0917 - the columns that were asked for
    id_: str, business: str, day: dt.date, form: Form, place: str | None, revision: int, settings: Mapping[str, Any]
) -> Row:
    return Row(id_, business, day, form, place, revision, review_day(settings, day))


def read_key(connection: Connection, id_: str) -> int | None:
    """Return the key of a check-up, None where there is none of this id."""
    found = select(check_up.c.key).where(check_up.c.id == id_, check_up.c.part_of.is_(None))
    return connection.execute(found).scalar_one_or_none()


def read_stored(connection: Connection, key: int) -> Stored:
    """Return a check-up with the place and the revision; UnreadableError where the rows make no check-up."""
    try:
        row = connection.execute(select(check_up).where(check_up.c.key == key)).mappings().one()
        return Stored(_check_up(connection, row), row["place"], row["revision"])
    except (ValueError, TypeError, KeyError, AttributeError, NoResultFound) as error:
        raise UnreadableError from error


def _check_up(connection: Connection, row: RowMapping) -> CheckUp:
    key: int = row["key"]
    day: dt.date = row["date"]
    parts = select(check_up).where(check_up.c.part_of == key).order_by(check_up.c.position)
    return CheckUp(
        id=row["id"],
        pack_id=row["pack_id"],
        pack_version=row["pack_version"],
        date=day,
        business=Business(row["business"], **{name: row[name] for name in _PROFILE}),
        form=row["form"],
        own_verdict=row["own_verdict"],
        figures=figures_from(row["figures"]),
        promotion=promotion_from(row["promotion"]),
        sheets=_sheets(connection, key),
        agreed=_agreed(connection, key),
        plan=tuple(PlanEntry(**{name: each[name] for name in _PLAN}) for each in _of(connection, plan_entry, key)),
        find_out=MappingProxyType(
            {each["question"]: FindOut(each["who"], each["due"]) for each in _of(connection, find_out, key)}
        ),
        edits=MappingProxyType({each["block"]: each["text"] for each in _of(connection, edit, key)}),
        brand=frozen(row["brand"]),
        settings=frozen(row["settings"]),
        earlier=tuple(_check_up(connection, each) for each in connection.execute(parts).mappings().all()),
    )


def _of(connection: Connection, table: Table, key: int) -> list[RowMapping]:
    """Return the rows of a check-up in the order they were written."""
    wanted = select(table).where(table.c.check_up == key).order_by(table.c.key)
    return list(connection.execute(wanted).mappings())


def _agreed(connection: Connection, key: int) -> Mapping[str, Agreed]:
    rows = _of(connection, agreed, key)
    return MappingProxyType({row["question"]: Agreed(row["level"], row["note"], row["how"]) for row in rows})


def _sheets(connection: Connection, key: int) -> tuple[Sheet, ...]:
    """Return the sheets of a check-up, each with its answers in the order they were first given."""
    answers: dict[int, dict[str, Answer]] = {}
    given = select(answer).join_from(answer, sheet).where(sheet.c.check_up == key).order_by(answer.c.key)
    for row in connection.execute(given).mappings():
        answers.setdefault(row["sheet"], {})[row["question"]] = _answer(row)
    wanted = select(sheet).where(sheet.c.check_up == key).order_by(sheet.c.position)
    return tuple(
        Sheet(row["respondent"], row["role"], row["way"], MappingProxyType(answers.get(row["key"], {})))
        for row in connection.execute(wanted).mappings()
    )


def _answer(row: RowMapping) -> Answer:
    columns: dict[str, Any] = {name: row[name] for name in _ANSWER}
    return Answer(**columns, records=frozenset(row["records"]))
