"""The check-ups before the open one, of the same business: what changed since one of them, and last time's answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from plateau_doctor.core.answers import Answer, CheckUp
from plateau_doctor.core.compare import Comparison, Side, compare
from plateau_doctor.core.result import examine
from plateau_doctor.ui.home_lines import home_lines

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.ui.opened import Open
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.session import Session

SHOW = "show_before"
"""The check-up's setting by which last time's answers are shown."""


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier check-up: by its id in the store, or by its place among those that came with the open one."""

    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since one of the earlier check-ups, and which others there are, the latest first."""

    comparison: Comparison
    past: Past
    pasts: tuple[Past, ...]


class Earlier(QObject):
    """Reads what was before; `compared` carries a `Compared` or None, `known` that last time's answers are here."""

    compared = Signal(object)
    known = Signal()

    def __init__(self, session: Session, parts: Parts) -> None:
        super().__init__(session)
        self._session, self._parts = session, parts
        self._last: CheckUp | None = None
        session.opened.connect(self._on_opened)

    @property
    def day(self) -> date | None:
        """The day of the check-up whose answers are shown; None where none are."""
        return self._last.date if self._last is not None else None

    def answer_to(self, question: str) -> Answer:
        """Return last time's answer, a blank one where there was none."""
        sheets = self._last.sheets if self._last is not None else ()
        return sheets[0].answers.get(question, Answer()) if sheets else Answer()

    def ask_comparison(self, key: str = "") -> None:
        """Compare with an earlier check-up, the latest where none is named; `compared` tells what changed."""
        one, result = self._session.now_open, self._session.phrasing().result

        def read(store: Repository) -> Compared | None:
            pasts = _pasts(store, one)
            if not pasts:
                return None
            past = next((past for past in pasts if past.key == key), next(iter(pasts)))
            before = pasts[past]()
            pack, _words = self._parts.find_pack(before.pack_id, before.pack_version)
            then = Side(pack, before, examine(pack, before, before.date, one.inflation))
            return Compared(compare(then, Side(one.pack, one.checkup, result)), past, tuple(pasts))

        self._session.ask(read, self.compared.emit)

    def _on_opened(self, one: Open) -> None:
        self._last = None
        if one.checkup.settings.get(SHOW) is not True:
            return

        def read(store: Repository) -> CheckUp | None:
            return next((load() for load in _pasts(store, one).values()), None)

        def ready(found: CheckUp | None) -> None:
            now = self._session.current
            if now is not None and now.checkup.id == one.checkup.id:
                self._last = found
                self.known.emit()

        self._session.ask(read, ready)


def _pasts(store: Repository, one: Open) -> dict[Past, Callable[[], CheckUp]]:
    """Return what can be compared with, the latest first, each with what reads it."""
    found: dict[Past, Callable[[], CheckUp]] = {}
    lines = {line.id: line for line in home_lines(store.check_ups())}
    id_ = lines[one.checkup.id].earlier if one.checkup.id in lines else None
    while id_ is not None:
        found[Past(id_, lines[id_].date)] = lambda own=id_: store.load(own).checkup  # type: ignore[misc]
        id_ = lines[id_].earlier
    for place, checkup in enumerate(one.checkup.earlier):
        found[Past(f"within {place}", checkup.date)] = lambda own=checkup: own  # type: ignore[misc]
    return dict(sorted(found.items(), key=lambda item: item[0].day, reverse=True))
