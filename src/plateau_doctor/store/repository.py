"""Reads and writes check-ups: one connection, used in the one thread that opened it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from plateau_doctor.core.answers import Answer, Business, CheckUp, Figures, Sheet
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.store import writing
from plateau_doctor.store.copying import copy_database
from plateau_doctor.store.database import SETTINGS, bring_up_to_date, driver, engine_for, examine, pragma
from plateau_doctor.store.documents import figures_document
from plateau_doctor.store.faults import plainly
from plateau_doctor.store.folder import DATABASE, LOCK, is_moved, make_private_file, make_private_folder
from plateau_doctor.store.lock import Lock
from plateau_doctor.store.reading import read_key, read_rows, read_stored
from plateau_doctor.store.tables import answer as answers
from plateau_doctor.store.tables import check_up, counter, sheet
from plateau_doctor.store.values import Row, Stored


class Repository:
    """The check-ups of one data folder.

    Each method is one transaction: when it returns, the change is on the disk; when it raises, nothing has
    changed and it may be called again with the same values. The world's failures are UserErrors.
    """

    def __init__(self, connection: Connection, path: Path, resources: ExitStack) -> None:
        """Keep what `open` made; `resources` gives it back."""
        self._connection = connection
        self._path = path
        self._resources = resources

    @classmethod
    def open(cls, folder: Path, *, busy_timeout: int | None = None) -> Self:
        """Open the data of a folder, which is made where it is missing; an older file is copied and brought up to date.

        UserError, with the file unchanged, where another window has it open, where it is not ours or from a
        newer version, and where it can't be read or written. `busy_timeout` in milliseconds is for tests.
        """
        path = folder.absolute() / DATABASE
        if not path.exists() and is_moved(path.parent):
            sentence = "Your check-ups were moved to this folder, and they are not there now."
            raise UserError(Fault(str(path.parent), sentence, "Connect the disk that holds it, then try again."))
        with plainly(path), ExitStack() as resources:
            make_private_folder(path.parent)
            lock = Lock(path.with_name(LOCK))
            resources.callback(lock.release)
            make_private_file(path)
            examine(path)
            engine = engine_for(path, busy_timeout)
            resources.callback(engine.dispose)
            connection = resources.enter_context(engine.connect())
            bring_up_to_date(connection, path)
            return cls(connection, path, resources.pop_all())

    def close(self) -> None:
        """Close the file and let others in; may be called twice."""
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def check_ups(self) -> tuple[Row, ...]:
        """Return the lines of the home list, the check-up changed last at the top."""
        with self._transaction() as connection:
            return read_rows(connection)

    def load(self, id_: str) -> Stored:
        """Return a check-up, exactly as it was handed in, and the place where the person was."""
        with self._transaction() as connection:
            return read_stored(connection, self._key(connection, id_))

    def add(self, checkup: CheckUp, place: str | None = None) -> None:
        """Keep a new check-up, or put a deleted one back; UserError where its id is taken already."""
        with self._transaction() as connection:
            if read_key(connection, checkup.id) is not None:
                raise self._fault("This check-up is here already.", "Open the one that is here.")
            self._refuse_doubled_sheets(checkup)
            writing.insert_check_up(connection, checkup, writing.next_revision(connection), place)

    def replace(self, checkup: CheckUp) -> None:
        """Put a whole check-up, sheets and all, in the place of the one with its id; the place stays."""
        with self._transaction() as connection:
            self._refuse_doubled_sheets(checkup)
            key = self._write_details(connection, checkup)
            revision = self._changed(connection, key)
            writing.delete_sheets(connection, key)
            writing.insert_sheets(connection, key, checkup.sheets, revision)

    def save_details(self, checkup: CheckUp) -> None:
        """Keep everything of a check-up but its sheets, so that no answer is touched."""
        with self._transaction() as connection:
            self._write_details(connection, checkup)

    def save_figures(self, id_: str, figures: Figures) -> None:
        """Keep the yearly figures and facts."""
        with self._transaction() as connection:
            self._changed(connection, self._key(connection, id_), figures=figures_document(figures))

    def save_business(self, id_: str, business: Business) -> None:
        """Keep the firm's profile, in this check-up only: an earlier one keeps what was true then."""
        with self._transaction() as connection:
            self._changed(connection, self._key(connection, id_), **writing.business_columns(business))

    def save_place(self, id_: str, place: str | None) -> None:
        """Keep the id of the question where the person is; looking is no change, so the revision stays."""
        with self._transaction() as connection:
            key = self._key(connection, id_)
            connection.execute(update(check_up).where(check_up.c.key == key).values(place=place))

    def answer(self, id_: str, respondent: str, question: str, answer: Answer) -> None:
        """Keep one answer in the place of the one before; the same again changes nothing but the revision.

        The answer is kept as it is given, a blank one with its note and records too. A respondent who has no
        sheet yet gets one.
        """
        with self._transaction() as connection:
            key = self._key(connection, id_)
            revision = self._changed(connection, key)
            columns = {**writing.answer_columns(answer), "revision": revision}
            own = self._sheet(connection, key, respondent)
            given = insert(answers).values(sheet=own, question=question, **columns)
            connection.execute(
                given.on_conflict_do_update(
                    index_elements=["sheet", "question"],
                    set_={name: given.excluded[name] for name in columns},
                )
            )

    def delete(self, id_: str) -> Stored:
        """Remove a check-up, so that no word of it stays in the file; what was removed comes back, to be undone."""
        with self._transaction() as connection:
            key = self._key(connection, id_)
            removed = read_stored(connection, key)
            connection.execute(delete(check_up).where(check_up.c.key == key))
            return removed

    def back_up(self, target: Path) -> None:
        """Write a checked copy of everything to a file, in place of what was there: old or new, never half."""
        with plainly(target):
            copy_database(driver(self._connection), target)

    def restore(self, source: Path) -> int:
        """Put what a back-up holds in the place of everything here; return how many check-ups that are.

        The back-up is read from a copy, so that an older one is brought up to date and stays as it is. UserError,
        with nothing changed, where it is not ours, damaged or from a newer version.
        """
        with self._copy_of(source) as other:
            found = [other.load(row.id) for row in reversed(other.check_ups())]
        with self._transaction() as connection:
            connection.execute(delete(check_up))
            for stored in found:
                writing.insert_check_up(connection, stored.checkup, writing.next_revision(connection), stored.place)
        return len(found)

    @property
    def revision(self) -> int:
        """The number of the last change; it only ever grows."""
        with self._transaction() as connection:
            found: int = connection.execute(select(counter.c.revision)).scalar_one()
            return found

    def look_into(self, source: Path) -> tuple[Row, ...]:
        """Return the lines that a back-up's list would have; nothing is changed, UserErrors as in `restore`."""
        with self._copy_of(source) as other:
            return other.check_ups()

    @contextmanager
    def _copy_of(self, source: Path) -> Iterator[Repository]:
        """Open a copy of a back-up for the length of the block."""
        with plainly(source), TemporaryDirectory(dir=self._path.parent) as beside:
            shutil.copyfile(source, Path(beside) / DATABASE)
            try:
                other = Repository.open(Path(beside))
            except UserError as error:  # what is wrong with the copy is wrong with the file that was chosen
                remedy = "Choose another file. Nothing was changed."
                faults = [replace(fault, place=source.name, remedy=remedy) for fault in error.faults]
                raise UserError(*faults) from error
            with other:
                yield other

    def settings(self) -> Mapping[str, Any]:
        """Return what SQLite says of its settings, its version and the marks of the file."""
        with self._transaction() as connection:
            marks = {name: pragma(connection, name) for name in (*SETTINGS, "application_id", "user_version")}
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
            return {**marks, "sqlite_version": version}

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Run the block as one transaction: all of it is on the disk afterwards, or nothing."""
        with plainly(self._path), self._connection.begin():
            yield self._connection

    def _key(self, connection: Connection, id_: str) -> int:
        key = read_key(connection, id_)
        if key is None:
            raise self._fault("This check-up is no longer here.", "Go back to the list and open another one.")
        return key

    def _changed(self, connection: Connection, key: int, **columns: Any) -> int:
        """Set columns of a check-up and its new revision, which is returned."""
        revision = writing.next_revision(connection)
        connection.execute(update(check_up).where(check_up.c.key == key).values(revision=revision, **columns))
        return revision

    def _write_details(self, connection: Connection, checkup: CheckUp) -> int:
        """Write all of a check-up but its sheets, and return its key."""
        key = self._key(connection, checkup.id)
        revision = self._changed(connection, key, **writing.detail_columns(checkup))
        writing.delete_lists(connection, key)
        writing.insert_lists(connection, key, checkup, revision)
        return key

    def _sheet(self, connection: Connection, key: int, respondent: str) -> int:
        """Return the key of a person's sheet, made where it is missing."""
        found = select(sheet.c.key).where(sheet.c.check_up == key, sheet.c.respondent == respondent)
        own: int | None = connection.execute(found).scalar_one_or_none()
        if own is not None:
            return own
        count = select(func.count()).select_from(sheet).where(sheet.c.check_up == key)
        return writing.insert_sheet(connection, key, Sheet(respondent), connection.execute(count).scalar_one())

    def _refuse_doubled_sheets(self, checkup: CheckUp) -> None:
        codes = [own.respondent for own in checkup.sheets]
        if len(set(codes)) < len(codes):
            raise self._fault("Two sheets carry the same code.", "Give each person a code of their own.")
        for each in checkup.earlier:
            self._refuse_doubled_sheets(each)

    def _fault(self, sentence: str, remedy: str) -> UserError:
        return UserError(Fault(str(self._path), sentence, remedy))
