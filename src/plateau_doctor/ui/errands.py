"""What leaves the program and what comes in: the report, a check-up as a file, a back-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from plateau_doctor.core import flow
from plateau_doctor.core.result import examine
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import FilledForm, is_stranger, read_checkup, read_form, salvage, write_checkup
from plateau_doctor.i18n import _, formats_for
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.safewrite import free_name, write_beside
from plateau_doctor.samples import is_sample
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.dropping import BACK_UP, CHECK_UP, FORM
from plateau_doctor.ui.file_bar import Errand, Outcome, Stop, Told, in_short, is_file, refused, suggested_name
from plateau_doctor.ui.home_lines import is_enough
from plateau_doctor.ui.keeper import as_user_error
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.session import Session

if TYPE_CHECKING:
    from plateau_doctor.core.answers import CheckUp
    from plateau_doctor.core.pack import Pack
    from plateau_doctor.report import KeyGroups, ReportOptions
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.store.values import Row

_READABLE = f"{CHECK_UP} *{FORM}"
"""What may be taken in: a check-up's file, or a form that was filled in."""


Make = Callable[[str], bytes]
"""Makes the bytes of a file, of the kind that its ending says, in a thread."""
Chosen = tuple[Phrasing, "ReportOptions", bytes]
"""A result, how it is to be told, and the bytes of the pages that are seen, empty where they are not ready."""


class Errands(QObject):
    """Makes the errands of one window; each works in a thread and calls back. `remarked` says what a form lacks."""

    remarked = Signal(str)

    def __init__(self, parts: Parts, session: Session) -> None:
        super().__init__(session)
        self._parts, self._session = parts, session
        self._courier = Courier(self)

    def report(self, suffix: str, chosen: Callable[[], Chosen]) -> Errand:
        """Return the errand that saves a report as it is `chosen` at the moment it is saved."""
        labels = {
            ".pdf": _("Save the report as"),
            ".html": _("Save the web page as"),
            ".docx": _("Save the document as"),
            ".xlsx": _("Save the plan as"),
            ".csv": _("Save the plan as"),
            ".ics": _("Save the dates as"),
        }
        checkup, last = self._session.now_open.checkup, chosen()
        name = suggested_name(checkup, suffix)

        def made() -> Make:
            nonlocal last
            if self._session.current is not None and self._session.current.checkup.id == checkup.id:
                last = chosen()  # else it is the report of the check-up that was open when it was asked for
            phrasing, options, data = last

            def make(ending: str) -> bytes:
                return data if data and ending == suffix else self._parts.make_report(phrasing, options, ending)

            return make

        sheets = (".xlsx", ".csv")
        return self._made(labels[suffix], name, made, also=sheets if suffix in sheets else ())

    def form(self, kind: str) -> Errand:
        """Return the errand that saves the blank questionnaire: `pen`, `quick` or `screen`."""
        names = {
            "pen": _("Business check-up, questions.pdf"),
            "quick": _("Business check-up, quick questions.pdf"),
            "screen": _("Business check-up, to fill in.pdf"),
        }
        return self._made(
            _("Save the questions as"),
            names[kind],
            lambda: lambda _ending: self._parts.make_form(kind, self._parts.country()),
        )

    def key_card(self, groups: KeyGroups) -> Errand:
        """Return the errand that saves the card of the keys."""
        title = _("Plateau Doctor: keys")
        return self._made(
            _("Save the keys as"),
            _("Plateau Doctor keys.pdf"),
            lambda: lambda _ending: self._parts.make_key_card(title, groups),
        )

    def _made(self, label: str, name: str, made: Callable[[], Make], also: tuple[str, ...] = ()) -> Errand:
        """Return the errand that makes a file in a thread, as what its name ends with, and writes it."""

        def run(path: Path, told: Told) -> Stop:
            stopped, make = Event(), made()

            def write() -> None:
                data = make(path.suffix.lower())
                if not stopped.is_set():
                    self._parts.write_file(path, data)

            def refused(error: BaseException) -> None:
                try:
                    said = in_short(as_user_error(error))
                except BaseException:  # a mistake of ours is told elsewhere; here the way must be free for another try
                    told(Outcome(_("The file could not be made."), wrong=True))
                    raise
                copy = free_name(path) if is_file(path) else None
                more = replace(errand, go=_("Save a copy"), path=copy) if copy is not None else None
                told(Outcome(said, more=more))

            future = self._parts.background.submit(write)
            self._courier.bring(future, lambda _none: told(_saved(path)), refused)
            return stopped.set

        path = self._parts.documents() / name
        errand = Errand(label, _("Save"), path, path.suffix, _("Making the file..."), run, also=also)
        return errand

    def export(self, id_: str, offer: Callable[[Errand], None]) -> None:
        """Offer to write a check-up to a file, once it has been read."""

        def ready(name: str) -> None:
            offer(Errand(_("Export the check-up as"), _("Export"), self._parts.documents() / name, CHECK_UP, "", run))

        def run(path: Path, told: Told) -> None:
            def job(store: Repository) -> None:
                write_beside(path, write_checkup(store.load(id_).checkup))

            self._session.ask(job, lambda _none: told(_saved(path)), lambda error: told(refused(error)))

        self._session.ask(lambda store: suggested_name(store.load(id_).checkup, CHECK_UP), ready)

    def take_in(self) -> Errand:
        """Return the errand that reads a check-up from a file and opens it; of a damaged file, what is readable."""

        def run(path: Path, told: Told) -> None:
            def job(store: Repository) -> FilledForm | Outcome:
                try:
                    found = self._read(path)
                except UserError as error:
                    return self._damaged(path, error)
                if found.checkup.id in {row.id for row in store.check_ups()}:
                    return self._here_already(path, found.checkup.id)
                store.add(found.checkup, flow.REVIEW if found.remarks else self._place_of(found.checkup))
                return found

            def ready(found: FilledForm | Outcome) -> None:
                if isinstance(found, Outcome):
                    told(found)
                    return
                told(Outcome(""))
                self._session.open(found.checkup.id)
                if found.remarks:
                    self.remarked.emit(" ".join(found.remarks))

            self._session.ask(job, ready, lambda error: told(refused(error)))

        busy, here = _("Reading the file..."), self._parts.documents()
        return Errand(_("Import a check-up from"), _("Import"), here, _READABLE, busy, run, writes=False)

    def _here_already(self, path: Path, id_: str) -> Outcome:
        """Return what is said of a check-up that is on the list, with the way to open that one."""

        def run(_path: Path, told: Told) -> None:
            told(Outcome(""))
            self._session.open(id_)

        label, go = _("Import a check-up from"), _("Open the one that is here")
        more = Errand(label, go, path, CHECK_UP, _("Reading the file..."), run, writes=False)
        return Outcome(_("This check-up is here already. Nothing was changed."), more=more)

    def _read(self, path: Path) -> FilledForm:
        """Return the check-up of a file, or of a form that was filled in, with what could not be read on it."""
        if path.suffix.lower() == FORM:
            return read_form(path, self._pack, self._parts.today())
        return FilledForm(read_checkup(path, self._pack), ())

    def _pack(self, id_: str, version: int) -> Pack:
        return self._parts.find_pack(id_, version)[0]

    def _place_of(self, checkup: CheckUp) -> str:
        """Return where a check-up from a file opens: at its result, or at its review where too much is open."""
        pack, words = self._parts.find_pack(checkup.pack_id, checkup.pack_version)
        result = examine(pack, checkup, checkup.date, self._parts.inflation())
        return flow.END if is_enough(Phrasing(pack, words, checkup, result)) else flow.REVIEW

    def _damaged(self, path: Path, error: UserError) -> Outcome:
        """Return what is said of a file that was refused, with the way to open what is readable of it."""
        found = None if path.suffix.lower() == FORM else salvage(path, self._pack)
        if found is None and path.suffix.lower() != FORM and is_stranger(path):
            words = _("{name} is not a check-up of Plateau Doctor. Nothing was changed. Choose another file.")
            return Outcome(words.format(name=path.name), wrong=True)
        if found is None:
            return refused(error)
        if found.newer:
            words = _("It can be opened to look at: {count} answers. Nothing is kept, and the file stays as it is.")
            go = _("Open read-only")
        else:
            words = _("This file is damaged. {count} of its answers can be opened, and the file stays as it is.")
            go = _("Open what is readable")

        def run(_path: Path, told: Told) -> None:
            def take(store: Repository) -> None:
                store.add(found.checkup, self._place_of(found.checkup))

            def ready() -> None:
                told(Outcome(""))
                self._session.open(found.checkup.id)

            if found.newer:
                told(Outcome(""))
                self._session.look_at(found.checkup)
            else:
                self._session.ask(take, lambda _none: ready(), lambda error: told(refused(error)))

        more = Errand(_("Import a check-up from"), go, path, CHECK_UP, _("Reading the file..."), run, writes=False)
        lines = [words.format(count=found.answers)]
        if error.faults[0].place != path.name:  # a place inside tells more than that the whole makes no sense
            lines.insert(0, in_short(error))
        return Outcome("\n".join(lines), more=more)

    def move(self) -> Errand:
        """Return the errand that lets everything go to another folder when the window closes."""

        def run(path: Path, told: Told) -> None:
            try:
                self._parts.move(path)
            except UserError as error:
                told(refused(error))
                return
            words = _(
                "When you close Plateau Doctor, everything goes to {path}. The old file stays, under another name."
            )
            told(Outcome(words.format(path=path)))

        label, here = _("Keep my check-ups in"), self._parts.documents() / "Plateau Doctor"
        return Errand(label, _("Move"), here, "", "", run, writes=False, folder=True)

    def use_folder(self) -> Errand:
        """Return the errand that takes another folder at once, where the store could not be opened in its own."""

        def run(path: Path, told: Told) -> None:
            def ready() -> None:
                told(Outcome(_("Your check-ups are kept in {path} from now on.").format(path=path)))
                self._session.try_again()

            future = self._parts.background.submit(self._parts.use_folder, path)
            self._courier.bring(future, lambda _none: ready(), lambda error: told(refused(as_user_error(error))))

        label, here = _("Keep my check-ups in"), self._parts.documents() / "Plateau Doctor"
        return Errand(label, _("Use this folder"), here, "", "", run, writes=False, folder=True)

    def restore(self) -> Errand:
        """Return the errand that looks into a back-up, and then puts it in the place of everything here."""

        def run(path: Path, told: Told) -> None:
            def job(store: Repository) -> tuple[int, tuple[Row, ...]]:
                return len(_own(store.check_ups())), _own(store.look_into(path))

            def ready(found: tuple[int, tuple[Row, ...]]) -> None:
                here, rows = found
                told(Outcome(_replacing(here, rows), more=self._replacing(path)))

            self._session.ask(job, ready, lambda error: told(refused(error)))

        warning = _("A back-up takes the place of everything here. What is here now is backed up first.")
        here = self._session.archive.backup_path().parent
        label, busy = _("Restore the back-up"), _("Reading the back-up...")
        return Errand(label, _("Restore"), here, BACK_UP, busy, run, writes=False, warning=warning)

    def _replacing(self, path: Path) -> Errand:
        def run(path: Path, told: Told) -> None:
            kept = self._session.archive.backup_path()

            def job(store: Repository) -> int:
                store.back_up(kept)
                store.restore(path)
                return len(_own(store.check_ups()))

            def ready(count: int) -> None:
                self._session.forget()
                back = _("1 check-up is back.") if count == 1 else _("{count} check-ups are back.").format(count=count)
                told(Outcome(_("{back} What was here before is in {path}").format(back=back, path=kept)))

            self._session.ask(job, ready, lambda error: told(refused(error)))

        label, busy = _("Restore the back-up"), _("Reading the back-up...")
        return Errand(label, _("Replace what is here"), path, BACK_UP, busy, run, writes=False)


def _own(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the lines that are no samples: those are nobody's, and can be had again at any time."""
    return tuple(row for row in rows if not is_sample(row.id))


def _replacing(here: int, rows: tuple[Row, ...]) -> str:
    """Return what a back-up would do, with the numbers of both sides."""
    if not rows:
        return _("This back-up is empty. It would take away {here}, which is backed up first.").format(
            here=_check_ups(here)
        )
    latest = formats_for("en", "GB").day(max(row.date for row in rows))
    words = _("This replaces {here} with {there}, the latest of {day}. What is here now is backed up first.")
    return words.format(here=_check_ups(here), there=_check_ups(len(rows)), day=latest)


def _check_ups(count: int) -> str:
    return _("1 check-up") if count == 1 else _("{count} check-ups").format(count=count)


def _saved(path: Path) -> Outcome:
    return Outcome(_("Saved: {path}").format(path=path), written=True)
