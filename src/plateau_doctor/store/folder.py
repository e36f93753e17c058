"""The folder that holds the check-ups, and files in it that only their owner can read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

APP = "Plateau Doctor"
VARIABLE = "PLATEAU_DOCTOR_DATA"
DATABASE = "check-ups.sqlite"
LOCK = "check-ups.lock"
_MOVED = "moved-to.txt"
"""In the platform's own folder: where the data are now."""

_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


def data_folder(explicit: Path | None = None) -> Path:
    """Return the folder for the data: the one given, else PLATEAU_DOCTOR_DATA, else the person's or the platform's own.

    Nothing is made; that happens when the store is opened.
    """
    if explicit is not None:
        return explicit.absolute()
    if named := os.environ.get(VARIABLE):
        return Path(named).absolute()
    usual = _usual_folder()
    with suppress(OSError, UnicodeDecodeError):
        if moved := (usual / _MOVED).read_text(encoding="utf-8").strip():
            return Path(moved).absolute()
    return usual


def is_moved(folder: Path) -> bool:
    """Tell whether a folder is one that the data were moved to: it is not made anew where it is missing."""
    with suppress(OSError, UnicodeDecodeError):
        return Path((_usual_folder() / _MOVED).read_text(encoding="utf-8").strip()).absolute() == folder
    return False


def may_move(explicit: Path | None) -> bool:
    """Tell whether the folder may be chosen by the person: not where it was named from outside."""
    return explicit is None and not os.environ.get(VARIABLE)


def remember_folder(folder: Path) -> None:
    """Let the data be looked for in a folder from now on; UserError where that can't be written down."""
    from plateau_doctor.safewrite import write_beside

    usual = _usual_folder()
    with suppress(OSError):
        make_private_folder(usual)
    write_beside(usual / _MOVED, f"{folder.absolute()}\n".encode())


def _usual_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def make_private_folder(folder: Path) -> None:
    """Make the folder, open to its owner only; one that is there stays as it is (OSError where it can't be)."""
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)


def make_private_file(path: Path, *, new: bool = False) -> None:
    """Make an empty file, or take a file that is there, and let only its owner read and write it (POSIX).

    With `new`, a file that is there is refused (FileExistsError).
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0), _PRIVATE_FILE))
    if os.name == "posix" and path.stat().st_mode & 0o077:
        # Discs without owners (a camera card, a share) know no such thing.
        with suppress(OSError):
            path.chmod(_PRIVATE_FILE)
