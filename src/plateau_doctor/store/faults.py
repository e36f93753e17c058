"""The one place where failures of the disk, the file and the database become plain words.

No text of a person ever enters a sentence here: only the place of the file.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import StatementError

from plateau_doctor.errors import Fault, UserError

_PRIMARY = 0xFF
"""The low byte of an SQLite result code says what kind of failure it is."""
_SMALL = 1_000_000
"""Bytes; with less room than this, a write that went wrong is put down to a full disk."""
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
"""The second, an account's share that is used up, is not known on Windows."""

_UNDECODED = "Could not decode to UTF-8"
"""What sqlite3 says, without a code, of stored text that is none."""

_BUSY = ("Another program is using your check-ups.", "Close it, then try again.")
_FULL = (
    "The disk is full, so the last change is not saved yet.",
    "Free some space, then try again. Everything saved before is safe.",
)
_LOCKED_AWAY = (
    "Your check-ups can't be written to.",
    "Check that you may change this folder, or choose another one.",
)
_DISK = (
    "The disk did not take the last change, so it is not saved yet.",
    "Check that the disk is connected, then try again.",
)
_DAMAGED = (
    "The file with your check-ups is damaged.",
    "Keep it as it is, and put a back-up copy in its place.",
)
_HALF = ("The text holds half a character, which can't be saved.", "Type the text again.")
_NUMBER = ("A number is not one that can be saved.", "Type the number again.")
_LONG = ("A text is too long to be saved.", "Shorten it, then try again.")

_WORDS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _LOCKED_AWAY,
    sqlite3.SQLITE_PERM: _LOCKED_AWAY,
    sqlite3.SQLITE_CANTOPEN: _LOCKED_AWAY,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_TOOBIG: _LONG,
}


class UnreadableError(Exception):
    """Stored rows that make no check-up: the file was damaged or changed by hand."""


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn the world's failures within the block into UserErrors about this file; others pass through."""
    try:
        yield
    except UserError:
        raise
    except UnicodeEncodeError:
        # The chain is cut where the failure quotes what a person typed: a log would keep it.
        raise _refusal(path, _HALF) from None
    except OverflowError:
        raise _refusal(path, _NUMBER) from None
    except (UnreadableError, UnicodeDecodeError):
        raise _refusal(path, _DAMAGED) from None
    except (StatementError, sqlite3.Error) as error:
        words = _words(error.orig if isinstance(error, StatementError) else error, path)
        if words is None:
            raise
        raise _refusal(path, words) from error
    except OSError as error:
        raise _refusal(path, _FULL if error.errno in _NO_ROOM else _LOCKED_AWAY) from error


def _refusal(path: Path, words: tuple[str, str]) -> UserError:
    return UserError(Fault(str(path), *words))


def _words(error: BaseException | None, path: Path) -> tuple[str, str] | None:
    """Return sentence and remedy for a failure of SQLite; None for one that is a mistake of ours."""
    if isinstance(error, OverflowError):
        return _NUMBER
    if str(error).startswith(_UNDECODED):
        return _DAMAGED
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    words = _WORDS.get(code)
    return _FULL if words in (_DISK, _LOCKED_AWAY) and _is_full(path) else words


def _is_full(path: Path) -> bool:
    """Tell whether the disk has next to no room; SQLite says so in several ways."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < _SMALL
    return False
