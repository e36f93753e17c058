"""What need not be seen at once, or saved before it is seen: it is done once the window has been painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_PAINTED = 15
"""Milliseconds that a page is left alone after it has been painted."""


class Afterwards(QObject):
    """Calls `due` once what was just shown has been painted; begun anew, it waits anew.

    A timer alone could ring right behind a long layout, before anything has been painted: this one begins to count
    once the window's events have had their turn.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = QTimer(self, interval=0, singleShot=True)
        self._rest = QTimer(self, interval=_PAINTED, singleShot=True)
        self._turn.timeout.connect(self._rest.start)
        self._rest.timeout.connect(self.due)

    @property
    def waits(self) -> bool:
        """Whether it is still to come."""
        return self._turn.isActive() or self._rest.isActive()

    def begin(self) -> None:
        """Wait for the paint."""
        self._rest.stop()
        self._turn.start()

    def cancel(self) -> None:
        """Wait no longer."""
        self._turn.stop()
        self._rest.stop()
