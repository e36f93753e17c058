"""How a second window brings the first one to the front: by a file in the data folder, which the first one watches."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_FILE = "show"


class Summons(QObject):
    """`heard` when another window was started on the same data."""

    heard = Signal()

    def __init__(self, folder: Callable[[], Path], parent: QObject) -> None:
        """`folder` tells where the data are now."""
        super().__init__(parent)
        self._folder = folder
        self._watcher: QFileSystemWatcher | None = None

    @property
    def _path(self) -> Path:
        return self._folder() / _FILE

    def listen(self) -> None:
        """Listen, once the data are ours; what was called before that is over."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._watcher = QFileSystemWatcher([str(self._path.parent)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def call(self) -> None:
        """Call the window that has the data; a folder that takes no file is no reason to complain."""
        with suppress(OSError):
            self._path.touch(mode=0o600)

    def _on_changed(self, _folder: str) -> None:
        with suppress(OSError):
            self._path.unlink()
            self.heard.emit()
