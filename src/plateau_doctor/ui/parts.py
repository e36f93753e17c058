"""What the window is given: everything outside it, as plain functions, so that a widget never fetches anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from plateau_doctor.ui.preferences import Settings

if TYPE_CHECKING:
    from plateau_doctor.core.answers import CheckUp
    from plateau_doctor.core.compare import Comparison
    from plateau_doctor.core.outcome import Inflation
    from plateau_doctor.core.pack import Pack
    from plateau_doctor.core.words import Words
    from plateau_doctor.phrasing import Phrasing
    from plateau_doctor.report.blocks import KeyGroups, ReportOptions
    from plateau_doctor.report.pictures import Picture
    from plateau_doctor.report.preview import PagePicture
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.ui.open_mark import OpenMark

T = TypeVar("T")


class Store(Protocol):
    """The store's thread: jobs in, futures out."""

    def submit(self, function: Callable[[Repository], T]) -> Future[T]:
        """Do a job in the store's thread."""
        ...


class Background(Protocol):
    """A thread for long work."""

    def submit(self, function: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """Do a job there."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pictures that are wanted, by their names, of a result or of a comparison."""

    names: tuple[str, ...]
    phrasing: Phrasing
    comparison: Comparison | None = None


@dataclass(frozen=True)
class Parts:
    """The outside world of one window."""

    open_store: Callable[[], Store]
    background: Background
    find_pack: Callable[[str, int], tuple[Pack, Words]]
    inflation: Callable[[], Inflation]
    samples: Callable[[], tuple[str, ...]]
    read_sample: Callable[[str], CheckUp]
    make_report: Callable[[Phrasing, ReportOptions, str], bytes]
    make_form: Callable[[str, str | None], bytes]
    make_key_card: Callable[[str, KeyGroups], bytes]
    page_picture: Callable[[bytes, int, int], PagePicture]
    write_file: Callable[[Path, bytes], None]
    pictures: Callable[[Wanted, Mapping[str, str], float, float], tuple[Picture, ...]]
    warm_up: Callable[[], None]
    today: Callable[[], date]
    now: Callable[[], datetime]
    clock: Callable[[], float]
    mark: OpenMark
    new_id: Callable[[], str]
    documents: Callable[[], Path]
    country: Callable[[], str]
    pack_id: str
    pack_version: int
    settings: Settings
    folder: Callable[[], Path]
    may_move: bool
    move: Callable[[Path], None]
    use_folder: Callable[[Path], None]
