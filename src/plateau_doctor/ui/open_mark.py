"""A mark in the data folder while the window is open: found at the next start, the window closed by itself. No Qt."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from plateau_doctor.store.folder import DATABASE


class OpenMark:
    """The mark of one window; a folder that takes no mark is no reason to complain."""

    def __init__(self, folder: Path) -> None:
        """Know the folder; nothing is written yet."""
        self._path, self._data = folder / "open", folder / DATABASE
        self._ours = False

    def begin(self) -> datetime | None:
        """Set the mark, once the data are ours; where a window that did not close left one, return its last save."""
        last = None
        with suppress(OSError):
            if self._path.exists():
                saved = max(path.stat().st_mtime for path in (self._path, self._data) if path.exists())
                last = datetime.fromtimestamp(saved).astimezone()
            self._path.touch(mode=0o600)
            self._ours = True
        return last

    def end(self) -> None:
        """Take the mark away, if this window set it."""
        if self._ours:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
