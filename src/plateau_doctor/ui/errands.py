"""What leaves the program and what comes in: the report, a check-up as a file, a back-up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from plateau_doctor.core import flow
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import read_checkup, write_checkup
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.safewrite import write_beside
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.dropping import BACK_UP, CHECK_UP
from plateau_doctor.ui.file_bar import Errand, Told, suggested_name
from plateau_doctor.ui.keeper import as_user_error
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.session import Session

if TYPE_CHECKING:
    from plateau_doctor.report import ReportOptions
    from plateau_doctor.store.repository import Repository


class Errands(QObject):
    """Makes the errands of one window; each works in a thread and calls back."""

    def __init__(self, parts: Parts, session: Session) -> None:
        super().__init__(session)
        self._parts, self._session = parts, session
        self._courier = Courier(self)

    def report(self, phrasing: Phrasing, options: ReportOptions, suffix: str, data: bytes = b"") -> Errand:
        """Return the errand that saves a report; `data` is what the preview shows, where it is ready."""

        def make(path: Path) -> None:
            self._parts.write_file(path, data or self._parts.make_report(phrasing, options, suffix))

        def run(path: Path, done: Told, refused: Told) -> None:
            future = self._parts.background.submit(make, path)
            self._courier.bring(future, lambda _none: done(_saved(path)), lambda error: refused(_said(error)))

        path = self._parts.documents() / suggested_name(phrasing.checkup, suffix)
        labels = {
            ".pdf": _("Save the report as"),
            ".html": _("Save the web page as"),
            ".docx": _("Save the document as"),
            ".xlsx": _("Save the plan as"),
            ".ics": _("Save the dates as"),
        }
        return Errand(labels[suffix], _("Save"), path, suffix, _("Making the file..."), run)

    def export(self, id_: str, offer: Callable[[Errand], None]) -> None:
        """Offer to write a check-up to a file, once it has been read."""

        def ready(name: str) -> None:
            offer(Errand(_("Export the check-up as"), _("Export"), self._parts.documents() / name, CHECK_UP, "", run))

        def run(path: Path, done: Told, refused: Told) -> None:
            def job(store: Repository) -> None:
                write_beside(path, write_checkup(store.load(id_).checkup))

            self._session.ask(job, lambda _none: done(_saved(path)), lambda error: refused(str(error)))

        self._session.ask(lambda store: suggested_name(store.load(id_).checkup, CHECK_UP), ready)

    def take_in(self) -> Errand:
        """Return the errand that reads a check-up from a file and opens it."""

        def run(path: Path, done: Told, refused: Told) -> None:
            def job(store: Repository) -> str:
                checkup = read_checkup(path, lambda pack_id, version: self._parts.find_pack(pack_id, version)[0])
                store.add(checkup, flow.END)
                return checkup.id

            def ready(id_: str) -> None:
                done("")
                self._session.open(id_)

            self._session.ask(job, ready, lambda error: refused(str(error)))

        busy = _("Reading the file...")
        return Errand(
            _("Import a check-up from"), _("Import"), self._parts.documents(), CHECK_UP, busy, run, writes=False
        )

    def restore(self) -> Errand:
        """Return the errand that puts a back-up in the place of everything here."""

        def run(path: Path, done: Told, refused: Told) -> None:
            kept = self._session.backup_path()

            def job(store: Repository) -> int:
                store.back_up(kept)
                return store.restore(path)

            def ready(count: int) -> None:
                self._session.forget()
                back = _("1 check-up is back.") if count == 1 else _("{count} check-ups are back.").format(count=count)
                done(_("{back} What was here before is in {path}").format(back=back, path=kept))

            self._session.ask(job, ready, lambda error: refused(str(error)))

        warning = _("A back-up takes the place of everything here. What is here now is backed up first.")
        here = self._session.backup_path().parent
        label, busy = _("Restore the back-up"), _("Reading the back-up...")
        return Errand(label, _("Restore"), here, BACK_UP, busy, run, writes=False, warning=warning)


def _saved(path: Path) -> str:
    return _("Saved: {path}").format(path=path)


def _said(error: BaseException) -> str:
    told: UserError = as_user_error(error)
    return str(told)
