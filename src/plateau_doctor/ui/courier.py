"""Brings what a thread has done into the window's thread, by a queued signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Courier(QObject):
    """Calls back in the window's thread when a future is done."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def bring(self, future: Future[T], done: Callable[[T], None], complained: Callable[[BaseException], None]) -> None:
        """Call `done` with the future's result, or `complained` with its exception."""

        def hand_over(finished: Future[T]) -> None:
            # The window may be gone by the time the thread is done: then nobody waits for the news.
            with suppress(RuntimeError):
                self._arrived.emit((finished, done, complained))

        future.add_done_callback(hand_over)

    def _on_arrived(self, news: tuple[Future[Any], Callable[[Any], None], Callable[[BaseException], None]]) -> None:
        future, done, complained = news
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            done(future.result())
        else:
            complained(error)
