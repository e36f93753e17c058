"""From values to rows: every function writes within the transaction that it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, update

from plateau_doctor.core.answers import Answer, Business, CheckUp, Sheet
from plateau_doctor.store.documents import figures_document, promotion_document
from plateau_doctor.store.tables import agreed, answer, check_up, counter, edit, find_out, plan_entry, sheet


def next_revision(connection: Connection) -> int:
    """Count on and return the number of this change."""
    counted = update(counter).values(revision=counter.c.revision + 1).returning(counter.c.revision)
    return int(connection.execute(counted).scalar_one())


def business_columns(business: Business) -> dict[str, Any]:
    """Return the columns that hold a business."""
    columns = asdict(business)
    return {"business": columns.pop("name"), **columns}


def answer_columns(given: Answer) -> dict[str, Any]:
    """Return the columns that hold an answer."""
    return {**asdict(given), "records": sorted(given.records)}


def detail_columns(checkup: CheckUp) -> dict[str, Any]:
    """Return the columns that hold what a check-up says in one place: all but its lists."""
    return {
        "pack_id": checkup.pack_id,
        "pack_version": checkup.pack_version,
        "date": checkup.date,
        "form": checkup.form,
        "own_verdict": checkup.own_verdict,
        **business_columns(checkup.business),
        "figures": figures_document(checkup.figures),
        "promotion": promotion_document(checkup.promotion),
        "brand": dict(checkup.brand),
        "settings": dict(checkup.settings),
    }


def insert_check_up(
    connection: Connection,
    checkup: CheckUp,
    revision: int,
    place: str | None = None,
    within: tuple[int | None, int] = (None, 0),
) -> int:
    """Write a whole check-up and return its key; `within` is the key it is part of and its position there."""
    part_of, position = within
    columns = {
        **detail_columns(checkup),
        "id": checkup.id,
        "part_of": part_of,
        "position": position,
        "place": place,
        "revision": revision,
    }
    key = _insert(connection, check_up, columns)
    insert_sheets(connection, key, checkup.sheets, revision)
    insert_lists(connection, key, checkup, revision)
    return key


def insert_sheets(connection: Connection, key: int, sheets: Iterable[Sheet], revision: int) -> None:
    """Write sheets with their answers, in their order."""
    for position, each in enumerate(sheets):
        own = insert_sheet(connection, key, each, position)
        rows = [
            {"sheet": own, "question": question, "revision": revision, **answer_columns(given)}
            for question, given in each.answers.items()
        ]
        _insert_all(connection, answer, rows)


def insert_sheet(connection: Connection, key: int, empty: Sheet, position: int) -> int:
    """Write a sheet without its answers and return its key."""
    columns = {
        "check_up": key,
        "position": position,
        "respondent": empty.respondent,
        "role": empty.role,
        "way": empty.way,
    }
    return _insert(connection, sheet, columns)


def insert_lists(connection: Connection, key: int, checkup: CheckUp, revision: int) -> None:
    """Write what a check-up holds in lists: levels agreed on, plan, tasks, own texts and earlier check-ups."""
    levels = [{"check_up": key, "question": id_, **asdict(each)} for id_, each in checkup.agreed.items()]
    _insert_all(connection, agreed, levels)
    _insert_all(connection, plan_entry, [{"check_up": key, **asdict(entry)} for entry in checkup.plan])
    tasks = [{"check_up": key, "question": id_, **asdict(each)} for id_, each in checkup.find_out.items()]
    _insert_all(connection, find_out, tasks)
    texts = [{"check_up": key, "block": block, "text": text} for block, text in checkup.edits.items()]
    _insert_all(connection, edit, texts)
    for position, each in enumerate(checkup.earlier):
        insert_check_up(connection, each, revision, within=(key, position))


def delete_sheets(connection: Connection, key: int) -> None:
    """Remove the sheets of a check-up with their answers."""
    connection.execute(delete(sheet).where(sheet.c.check_up == key))


def delete_lists(connection: Connection, key: int) -> None:
    """Remove what `insert_lists` writes."""
    for table in (agreed, plan_entry, find_out, edit):
        connection.execute(delete(table).where(table.c.check_up == key))
    connection.execute(delete(check_up).where(check_up.c.part_of == key))


def _insert(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    result = connection.execute(insert(table).returning(table.c.key), dict(row))
    return int(result.scalar_one())


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
