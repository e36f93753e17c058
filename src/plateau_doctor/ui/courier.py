"""Brings what a thread has done into the window's thread, by a queued signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Expected = tuple[QObject, Callable[[Any], None], Callable[[BaseException], None]]


class _Post(QObject):
    """Hands news over in the thread in which it was made; news for somebody who is gone is dropped.

    A thread knows a number only: it must not hold, and so at the end take away, a part of a page.
    """

    _arrived = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._numbers, self._expected = count(), dict[int, Expected]()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def expect(self, expected: Expected) -> int:
        """Remember who waits for news, and return its number."""
        number = next(self._numbers)
        self._expected[number] = expected
        return number

    def send(self, number: int, future: Future[Any]) -> None:
        """Hand in news, from any thread."""
        self._arrived.emit(number, future)

    def _on_arrived(self, number: int, future: Future[Any]) -> None:
        receiver, done, complained = self._expected.pop(number)
        if not shiboken6.isValid(receiver) or future.cancelled():
            return
        error = future.exception()
        if error is None:
            done(future.result())
        else:
            complained(error)


@cache
def _post() -> _Post:
    """Return the one post of the window's thread.

    It is never taken away: a thread that sends to a part of a page while that part is being deleted ends the program.
    """
    return _Post()


class Courier:
    """Calls back in the window's thread when a future is done, as long as somebody is there."""

    def __init__(self, receiver: QObject) -> None:
        """`receiver` is who waits for the news; once it is gone, nobody does."""
        self._receiver, self._post = receiver, _post()

    def bring(self, future: Future[T], done: Callable[[T], None], complained: Callable[[BaseException], None]) -> None:
        """Call `done` with the future's result, or `complained` with its exception."""
        post, number = self._post, self._post.expect((self._receiver, done, complained))
        future.add_done_callback(lambda finished: post.send(number, finished))
