"""The store's own thread: jobs go in by a queue, results come back as futures, and no job is lost at the end."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository

T = TypeVar("T")
Job = Callable[["Repository"], Any]


class StoreThread:
    """Runs a Repository in a thread that loads SQLAlchemy, opens the folder and does jobs in their order.

    `opened` is done when the store is open, or holds the UserError that says why it is not; jobs handed in then
    get the same error. A future is completed in the store's thread, and so are its callbacks called.
    """

    def __init__(self, folder: Path) -> None:
        """Start the thread at once; nothing waits."""
        self.opened: Future[None] = Future()
        self._folder = folder
        self._jobs: SimpleQueue[tuple[Future[Any], Job] | None] = SimpleQueue()
        self._door = Lock()
        self._closed = False
        # A daemon, since the interpreter would wait for any other thread before it asks us to close it.
        self._thread = Thread(target=self._run, name="store", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, function: Callable[[Repository], T]) -> Future[T]:
        """Hand in a job; its result or its exception is in the future. RuntimeError after `close`."""
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                message = "the store is closed"
                raise RuntimeError(message)
            self._jobs.put((future, function))
        return future

    def close(self, wait: bool = True) -> None:
        """Let no more jobs in; those that wait are done first, then the store is closed. May be called twice.

        With `wait`, return when that has happened. Without, the interpreter still waits for it at its end.
        """
        with self._door:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        if wait:
            self._thread.join()
            atexit.unregister(self.close)

    def _run(self) -> None:
        """Open the store, do the jobs, close it."""
        try:
            from plateau_doctor.store.repository import Repository

            repository = Repository.open(self._folder)
        except BaseException as error:  # noqa: BLE001 -- whoever waits for the store learns why it did not open
            self.opened.set_exception(error)
            self._refuse(error)
            return
        with repository:
            self.opened.set_result(None)
            while (job := self._jobs.get()) is not None:
                _do(*job, repository)
                del job

    def _refuse(self, error: BaseException) -> None:
        """Answer every job with the reason why the store is not open."""
        while (job := self._jobs.get()) is not None:
            future, _function = job
            if future.set_running_or_notify_cancel():
                future.set_exception(error)


def _do(future: Future[T], function: Callable[[Repository], T], repository: Repository) -> None:
    """Do one job and put what came of it into its future."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function(repository)
    except BaseException as error:  # noqa: BLE001 -- it belongs to whoever waits for the future
        future.set_exception(error)
    else:
        future.set_result(result)
