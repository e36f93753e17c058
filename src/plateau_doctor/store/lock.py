"""One writer at a time: a lock that the operating system holds, and lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.store.folder import make_private_file


def _lock(handle: int) -> None:
    """Lock the open file or raise BlockingIOError or PermissionError at once where another holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class AlreadyOpenError(UserError):
    """Another window holds the data."""


class Lock:
    """The right to write in a data folder. What counts is the system's lock, not that the file is there."""

    def __init__(self, path: Path) -> None:
        """Take the lock: UserError where another window holds it, OSError where the file can't be made."""
        make_private_file(path)
        self._handle: int | None = os.open(path, os.O_RDWR)
        try:
            _lock(self._handle)
        except (BlockingIOError, PermissionError) as error:
            self.release()
            raise AlreadyOpenError(
                Fault(
                    str(path.parent),
                    "Plateau Doctor is already open.",
                    "Use the window that is open, or close it and try again.",
                )
            ) from error
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go of the lock; the file stays, for taking it away would let two holders in. May be called twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
