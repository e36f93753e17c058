"""Keeps what was said: each change goes to the store as soon as the window has shown it.

"Saved" is said only when it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.i18n import _
from plateau_doctor.ui.afterwards import Afterwards
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.parts import Store

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository

T = TypeVar("T")
Refused = Callable[[BaseException], None]
_NEW = "check-up"
Change = tuple[str, ...]
"""What a change is about, such as ("answer", check-up, question): a later change takes the earlier one's place."""


class Keeper(QObject):
    """Hands changes to the store in their order; one that the disk refused waits here until it is tried again."""

    saving = Signal()
    saved = Signal()
    complained = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._courier = Courier(self)
        self._under_way = 0
        self._ended = False
        self._refused: dict[Change, Callable[[Repository], Any]] = {}
        self._latest: dict[Change, int] = {}
        self._gone: set[str] = set()
        self._waiting: list[tuple[Callable[[Repository], Any], Callable[[Any], None], Refused]] = []
        # A writing thread and a painting one hold each other up: the next question is painted first.
        self._painted = Afterwards(self)
        self._painted.due.connect(self.hand_over)

    def keep(self, change: Change, job: Callable[[Repository], Any]) -> None:
        """Save one change, once the window has been painted."""
        self._refused.pop(change, None)
        number = self._latest[change] = self._latest.get(change, 0) + 1
        if self._new_one_refused(change):
            self._refused[change] = job  # it goes once the check-up it belongs to has been taken
            return
        self._under_way += 1
        self.saving.emit()

        def on_saved(_result: object) -> None:
            self._under_way -= 1
            self._refused.pop(change, None)
            if self._under_way:
                return
            if self._refused:
                self.try_again()  # the disk takes something again
            else:
                self.saved.emit()

        def on_refused(error: BaseException) -> None:
            self._under_way -= 1
            if change[1] in self._gone:
                return  # deleted meanwhile: there is nothing to keep it with
            if self._latest[change] == number:  # else a later change has taken its place
                self._refused[change] = job
            self.complained.emit(as_user_error(error))

        self._waiting.append((job, on_saved, on_refused))
        self._painted.begin()

    def _new_one_refused(self, change: Change) -> bool:
        """Tell whether the disk has not taken the check-up that a change belongs to."""
        return change[0] != _NEW and (_NEW, change[1]) in self._refused

    def forget(self, checkups: Iterable[str]) -> None:
        """Try no more to save what belongs to check-ups that are gone."""
        self._gone |= set(checkups)
        self._drop({change for change in self._refused if change[1] in self._gone})

    def remember(self, checkups: Iterable[str]) -> None:
        """Save again what belongs to check-ups that have come back."""
        self._gone -= set(checkups)

    def forget_all(self) -> None:
        """Try no more to save anything that was refused: all there was has been replaced."""
        self._drop(set(self._refused))

    def _drop(self, changes: set[Change]) -> None:
        self._refused = {change: job for change, job in self._refused.items() if change not in changes}
        if changes and not self.waits:
            self.saved.emit()

    @property
    def refused(self) -> bool:
        """Whether the disk has refused something that it has not taken since."""
        return bool(self._refused)

    @property
    def waits(self) -> bool:
        """Whether anything has not reached the disk yet."""
        return bool(self._under_way or self._refused)

    @property
    def under_way(self) -> bool:
        """Whether the disk is still to answer."""
        return bool(self._under_way)

    def end(self) -> None:
        """Give the store what it has not been given yet, and ask it for nothing any more."""
        self.hand_over()
        self._ended = True

    def hand_over(self) -> None:
        """Give the store what waits for the paint."""
        waiting, self._waiting = self._waiting, []
        for job, on_saved, on_refused in waiting:
            self._courier.bring(self._store.submit(job), on_saved, on_refused)

    def ask(
        self, job: Callable[[Repository], T], done: Callable[[T], None], complain: Callable[[UserError], None]
    ) -> None:
        """Read something, after all that was kept before, and call back in the window's thread."""
        if self._ended:
            return
        self.hand_over()

        def refused(error: BaseException) -> None:
            try:
                told = as_user_error(error)
            except BaseException:  # a mistake of ours is told elsewhere; whoever waits must not wait for good
                complain(UserError(Fault("", _("That did not work."), _("Try it again."))))
                raise
            complain(told)

        self._courier.bring(self._store.submit(job), done, refused)

    def try_again(self) -> None:
        """Save once more what was refused, in its order."""
        waiting, self._refused = self._refused, {}
        for change, job in sorted(waiting.items(), key=lambda one: one[0][0] != _NEW):
            self.keep(change, job)


def as_user_error(error: BaseException) -> UserError:
    """Return the world's failures as they are; a mistake of ours is raised where it is seen."""
    if isinstance(error, UserError):
        return error
    if not isinstance(error, OSError):
        raise error
    return UserError(Fault("", _("The disk did not take the last change."), _("Check the disk, then try again.")))
