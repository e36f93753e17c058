"""Everything outside the window, made once it has been painted: threads, the store, files and the report."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QLocale, QStandardPaths

from plateau_doctor.store.folder import data_folder, may_move
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.open_mark import OpenMark
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.preferences import FILE

if TYPE_CHECKING:
    from datetime import datetime

    from plateau_doctor.core.answers import CheckUp
    from plateau_doctor.core.outcome import Inflation
    from plateau_doctor.core.pack import Pack
    from plateau_doctor.core.words import Words
    from plateau_doctor.phrasing import Phrasing
    from plateau_doctor.report import ReportOptions
    from plateau_doctor.report.blocks import KeyGroups
    from plateau_doctor.report.pictures import Picture
    from plateau_doctor.report.preview import PagePicture
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.store.thread import StoreThread
    from plateau_doctor.ui.preferences import Settings
    from plateau_doctor.ui.session import Session
    from plateau_doctor.ui.window import Window

T = TypeVar("T")
_TURN = 0.0003
"""Seconds after which loading gives way to the window's thread."""
PACK, PACK_VERSION = "sales-and-four-ps", 1


class LateStore:
    """The store's thread, made when it is first wanted: its parts stay out of the way of the first window."""

    def __init__(self, folder: Path | None) -> None:
        """Remember the folder; None stands for the usual one."""
        self._folder = folder
        self._thread: StoreThread | None = None

    def open(self) -> LateStore:
        """Start the thread, which opens the store; a thread that could not open it makes room for another."""
        from plateau_doctor.store.thread import StoreThread

        if self._thread is not None:
            self._thread.close(wait=False)
        self._thread = StoreThread(data_folder(self._folder))
        return self

    def submit(self, function: Callable[[Repository], T]) -> Future[T]:
        """Hand in a job; RuntimeError before `open`."""
        if self._thread is None:
            message = "the store has not been opened"
            raise RuntimeError(message)
        return self._thread.submit(function)

    def close(self) -> None:
        """Do the jobs that wait and close the store."""
        if self._thread is not None:
            self._thread.close()


class LongWork:
    """A thread for long work; what is asked for once it has ended is not done, and nobody waits for it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="report")

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Do a job there; its future is cancelled after `close`."""
        try:
            return self._pool.submit(function, *arguments)
        except RuntimeError:
            future: Future[T] = Future()
            future.cancel()
            return future

    def close(self) -> None:
        """Finish the job that is on."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class Outside:
    """The threads and the store of one window, and what has to be closed after it."""

    def __init__(
        self,
        window: Window,
        settings: Settings,
        folder: Path | None,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        """Load the rest of the program in a thread, then let the window be furnished."""
        self._now, self._clock = now, clock
        self._window = window
        self._session: Session | None = None
        self._store = LateStore(folder)
        self._background = LongWork()
        self._mark = OpenMark(data_folder(folder))
        self._settings, self._folder = settings, folder
        self._new_folder: Path | None = None
        self._parts = self._make_parts()
        Courier(window).bring(self._background.submit(_load_rest), lambda _none: self._furnish(), _raise)

    def _make_parts(self) -> Parts:
        """Return what the window needs of the outside world."""
        return Parts(
            open_store=self._store.open,
            background=self._background,
            find_pack=_find_pack,
            inflation=_inflation,
            samples=_samples,
            read_sample=_read_sample,
            make_report=_make_report,
            make_form=_make_form,
            make_key_card=_make_key_card,
            page_picture=_page_picture,
            write_file=_write_file,
            pictures=_pictures,
            warm_up=_warm_up,
            today=lambda: self._now().date(),
            now=self._now,
            clock=self._clock,
            mark=self._mark,
            new_id=_new_id,
            documents=_documents,
            country=_country,
            pack_id=PACK,
            pack_version=PACK_VERSION,
            settings=self._settings,
            folder=lambda: data_folder(self._folder),
            may_move=may_move(self._folder),
            move=self._move,
            use_folder=_use_folder,
        )

    def _furnish(self) -> None:
        from plateau_doctor.ui.session import Session

        self._session = Session(self._parts, self._window)
        self._window.furnish(self._session, self._parts)
        self._session.begin()
        self._background.submit(_load_pack)

    def _move(self, folder: Path) -> None:
        """Let everything go to another folder when the window closes; UserError where it can't take it."""
        from plateau_doctor.store.keeping import check_new_folder

        check_new_folder(folder)
        self._new_folder = folder

    def close(self) -> None:
        """Finish what is still to be written, and make the copies that were asked for. May be called twice."""
        session, self._session = self._session, None
        if session is not None:
            session.end()
            self._copy(data_folder(self._folder))
        self._background.close()
        self._store.close()
        self._mark.end()
        new, self._new_folder = self._new_folder, None
        if new is not None:
            self._finish_move(data_folder(self._folder), new)

    def _copy(self, here: Path) -> None:
        """Copy what has changed; what can't be copied now stays as it is, and is copied the next time."""
        from plateau_doctor.errors import UserError
        from plateau_doctor.store.keeping import back_up_at_the_end, copy_to

        new = self._new_folder
        try:
            if self._settings.now.copies:
                self._store.submit(lambda store: back_up_at_the_end(store, here / "backups")).result()
            if new is not None:
                self._store.submit(lambda store: copy_to(store, new)).result()
        except (UserError, OSError):
            self._new_folder = None

    def _finish_move(self, old: Path, new: Path) -> None:
        from plateau_doctor.errors import UserError
        from plateau_doctor.store.keeping import finish_move

        with suppress(UserError):
            finish_move(old, new, FILE)


def _load_rest() -> None:
    """Load, away from the window's thread, the modules that the first paint did without."""
    from plateau_doctor.ui import desk, figures, guide, home, new, plan, question, result, session

    del desk, figures, guide, home, new, plan, question, result, session


def _load_pack() -> None:
    """Read the question pack before anyone asks for it, so that the first question comes at once."""
    from plateau_doctor.i18n import formats_for

    _find_pack(PACK, PACK_VERSION)
    _inflation()
    formats_for("en", _country()).percent(0.1)


def _use_folder(folder: Path) -> None:
    from plateau_doctor.store.keeping import use_folder

    use_folder(folder)


def _raise(error: BaseException) -> None:
    raise error


def _find_pack(pack_id: str, version: int) -> tuple[Pack, Words]:
    from plateau_doctor.packs import shipped

    return shipped(pack_id, version)


def _inflation() -> Inflation:
    from plateau_doctor.packs import load_inflation

    return load_inflation()


def _samples() -> tuple[str, ...]:
    from plateau_doctor.samples import names

    return names()


def _read_sample(name: str) -> CheckUp:
    from plateau_doctor.exchange import read_checkup
    from plateau_doctor.samples import sample_path

    return read_checkup(sample_path(name), lambda pack_id, version: _find_pack(pack_id, version)[0])


def _make_report(phrasing: Phrasing, options: ReportOptions, suffix: str) -> bytes:
    from plateau_doctor.report import make_file

    return make_file(phrasing, options, suffix)


def _make_form(kind: str, country: str | None) -> bytes:
    """Return the questionnaire: `pen`, `quick` for a pen with fewer questions, or `screen`."""
    from plateau_doctor.report import FormOptions, default_paper, form_bytes

    pack, words = _find_pack(PACK, PACK_VERSION)
    options = FormOptions(default_paper(country), kind == "screen", "quick" if kind == "quick" else "full")
    return form_bytes(pack, words, options)


def _make_key_card(title: str, groups: KeyGroups) -> bytes:
    from plateau_doctor.report import key_card_bytes

    return key_card_bytes(title, groups, "en")


def _page_picture(data: bytes, page: int, width: int) -> PagePicture:
    from plateau_doctor.report.preview import page_picture

    return page_picture(data, page, width)


def _write_file(path: Path, data: bytes) -> None:
    from plateau_doctor.safewrite import write_beside

    write_beside(path, data)


def _pictures(wanted: Wanted, colours: Mapping[str, str], width: float, pixels: float) -> tuple[Picture, ...]:
    from plateau_doctor.report.pictures import Subject, draw_pictures

    subject = Subject(wanted.phrasing, _inflation(), wanted.comparison)
    return draw_pictures(wanted.names, subject, colours, width, pixels)


def _warm_up() -> None:
    from plateau_doctor.report import warm_up

    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)  # whoever answers meanwhile waits less for the interpreter
    gc.disable()  # what is loaded stays for good: looking through it for rubbish would hold up a key for some 60 ms
    try:
        warm_up()
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(usual)


def _new_id() -> str:
    import uuid

    return uuid.uuid4().hex


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _country() -> str:
    return QLocale.system().name().partition("_")[2]
