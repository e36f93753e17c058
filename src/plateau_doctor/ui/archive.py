"""All check-ups that are kept: their list and what it says of them, their deletion, the back-up of them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from plateau_doctor.core import flow
from plateau_doctor.core.answers import Business
from plateau_doctor.safewrite import free_name
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.home_lines import home_lines, standings
from plateau_doctor.ui.parts import Parts

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.store.values import Stored
    from plateau_doctor.ui.session import Session

_AT_ONCE = 4
"""Check-ups whose standings are worked out in one go."""


class Archive(QObject):
    """Asks the store for what concerns more than the check-up that is open."""

    listed = Signal(object)
    learned = Signal(object)
    deleted = Signal(object)
    backed_up = Signal(object)

    def __init__(self, session: Session, parts: Parts) -> None:
        super().__init__(session)
        self._session, self._parts = session, parts
        self._lines: tuple[HomeLine, ...] | None = None

    def list_again(self) -> None:
        """Read the lines of the home list."""
        self._session.ask(lambda store: home_lines(store.check_ups()), self._on_listed)

    def _on_listed(self, lines: tuple[HomeLine, ...]) -> None:
        self._lines = lines
        self.listed.emit(lines)

    @property
    def there(self) -> bool:
        """Whether the list has been read."""
        return self._lines is not None

    @property
    def listed_any(self) -> bool:
        """Whether there is any check-up, a sample too."""
        return bool(self._lines)

    @property
    def businesses(self) -> dict[str, str]:
        """The latest check-up's id by the name of its business, the one changed last first; samples are nobody's."""
        return {line.business: line.id for line in self._lines or () if line.latest and not line.sample}

    def ask_profile(self, id_: str, done: Callable[[Business | None], None]) -> None:
        """Read what a check-up says of its business; None where it can't be read."""
        self._session.ask(lambda store: store.load(id_).checkup.business, done, lambda _error: done(None))

    def ask_progress(self, id_: str, done: Callable[[int, int], None]) -> None:
        """Read how many answers a check-up has, and the number of the question where the person was (0: elsewhere)."""

        def read(store: Repository) -> tuple[int, int]:
            stored = store.load(id_)
            sheets = stored.checkup.sheets
            asked = self._parts.find_pack(stored.checkup.pack_id, stored.checkup.pack_version)[0]
            practices = [question.id for question in asked.practices(stored.checkup.form)]
            number = practices.index(stored.place) + 1 if stored.place in practices else 0
            return sum(flow.is_answered(sheets[0].answers, id_) for id_ in sheets[0].answers) if sheets else 0, number

        self._session.ask(read, lambda found: done(*found), lambda _error: None)

    def ask_standings(self, ids: tuple[str, ...]) -> None:
        """Work out how check-ups stand, a few at a time, so that nobody's answer waits behind them; see `learned`."""
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]

            def work_out(store: Repository, some: tuple[str, ...] = some) -> dict[str, Standing]:
                return standings(store, some, self._parts.find_pack, self._parts.inflation())

            self._session.ask(work_out, self.learned.emit)

    def delete(self, lines: tuple[HomeLine, ...]) -> None:
        """Delete check-ups, which are open no longer from now on; `deleted` carries what brings them back."""
        ids = [line.id for line in lines]
        self._session.close(ids)

        def on_deleted(stored: tuple[Stored, ...]) -> None:
            self._session.keeper.forget(ids)
            self.deleted.emit(stored)
            self.list_again()

        self._session.ask(lambda store: tuple(store.delete(id_) for id_ in ids), on_deleted)

    def put_back(self, deleted: tuple[Stored, ...]) -> None:
        """Bring deleted check-ups back, so that the one changed last is so again."""
        self._session.keeper.remember(stored.checkup.id for stored in deleted)

        def add(store: Repository) -> None:
            for stored in sorted(deleted, key=lambda stored: stored.revision):
                store.add(stored.checkup, stored.place)

        self._session.ask(add, lambda _none: self.list_again())

    def back_up(self) -> None:
        """Write a checked copy of everything beside the check-ups; `backed_up` tells where."""
        path = self.backup_path()

        def copy(store: Repository) -> Path:
            store.back_up(path)
            return path

        self._session.ask(copy, self.backed_up.emit)

    def backup_path(self) -> Path:
        """Return where a back-up of now goes, over none that is there; the folder is made."""
        folder = self._parts.folder() / "backups"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"check-ups {self._parts.now():%Y-%m-%d %H-%M-%S}.sqlite"
        return free_name(path)
