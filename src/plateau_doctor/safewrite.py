"""Write beside, flush, then replace: a file is the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from plateau_doctor.errors import Fault, UserError

_TRIES = 5
_WAIT = 0.2
"""Seconds between tries: virus scanners and previewers on Windows hold a file for a moment."""


def _is_there(path: Path) -> bool:
    """Tell whether something has this name; a name that the system can't even look up has nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def _fault(path: Path, error: OSError) -> UserError:
    """Say in plain words why a file could not be written and what to do about it."""
    folder = path.parent
    if not folder.is_dir():
        sentence, remedy = f"The folder {folder} is not there.", "Make it, or choose another folder."
    elif _is_there(path) and path.is_dir():
        sentence, remedy = "A folder has this name already.", "Choose another name for the file."
    elif isinstance(error, PermissionError) and _is_there(path) and os.access(folder, os.W_OK):
        sentence = "The file is open in another program, or it may not be changed."
        remedy = "Close it there, or save under another name."
    elif isinstance(error, PermissionError):
        sentence, remedy = f"The folder {folder} may not be written to.", "Choose another folder."
    else:
        sentence = f"The file could not be written ({error.strerror or 'no reason given'})."
        remedy = "Check the disk and its free space, or choose another folder."
    return UserError(Fault(place=str(path), sentence=sentence, remedy=remedy))


def _replace(source: Path, target: Path) -> None:
    """Put the new file in place of the old one, trying again while another program holds the old one."""
    for _ in range(_TRIES - 1):
        try:
            source.replace(target)
        except PermissionError:
            if not target.exists() or target.is_dir():
                raise
            time.sleep(_WAIT)
        else:
            return
    source.replace(target)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _usual_mode(path: Path) -> int:
    """Return the permissions that the file has now, or those that a new file gets."""
    with suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_temporary(path: Path, data: bytes) -> Path:
    """Write the bytes to a hidden file in the same folder and flush it; nothing is left where that goes wrong."""
    handle, name = tempfile.mkstemp(prefix=".plateau-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            Path(name).chmod(_usual_mode(path))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def write_beside(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; UserError with the place and the remedy where it can't be written.

    A link is followed, so that the file it points to is replaced and the link stays.
    """
    try:
        path = path.resolve()
        if _is_there(path) and not os.access(path, os.W_OK):
            raise PermissionError
        temporary = _write_temporary(path, data)
        try:
            _replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
    except OSError as error:
        raise _fault(path, error) from error


def free_name(path: Path) -> Path:
    """Return the path, or the path with the first number in its name that is not taken."""
    name, number = path, 1
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return name
