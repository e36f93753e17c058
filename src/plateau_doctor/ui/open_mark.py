"""A mark in the data folder while the window is open: found at the next start, the window closed by itself. No Qt."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


class OpenMark:
    """The mark of one window; a folder that takes no mark is no reason to complain."""

    def __init__(self, folder: Path) -> None:
        """Know the folder; nothing is written yet."""
        self._path = folder / "open"
        self._ours = False

    def begin(self) -> bool:
        """Set the mark, once the data are ours; tell whether one was there, left by a window that did not close."""
        left = False
        with suppress(OSError):
            left = self._path.exists()
            self._path.touch(mode=0o600)
            self._ours = True
        return left

    def end(self) -> None:
        """Take the mark away, if this window set it."""
        if self._ours:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
