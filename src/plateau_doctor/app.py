"""Door 2: builds the window and hands it over. The first painted window needs Qt alone; `outside` comes after it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from plateau_doctor.store.folder import data_folder
from plateau_doctor.ui.preferences import Settings
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.window import Window

if TYPE_CHECKING:
    from types import TracebackType

    from plateau_doctor.outside import Outside


def _now() -> datetime:
    return datetime.now().astimezone()


class Built:
    """The window with what has to be closed after it."""

    def __init__(
        self,
        application: QApplication,
        folder: Path | None,
        now: Callable[[], datetime] = _now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make the window; once it has been painted, everything else follows."""
        self.application, self._folder, self._now, self._clock = application, folder, now, clock
        self.settings = Settings(data_folder(folder))
        self.theme = Theme(self.settings.now.scale, self.settings.now.colours)
        self.settings.changed.connect(lambda: self.theme.use(self.settings.now.colours, self.settings.now.scale))
        self.window = Window(self.theme)
        self._outside: Outside | None = None
        self.window.first_painted.connect(self._on_painted)

    def _on_painted(self) -> None:
        from plateau_doctor.outside import Outside

        self.theme.dress()
        self._outside = Outside(self.window, self.settings, self._folder, self._now, self._clock)

    def close(self) -> None:
        """Close the window, then finish what is still to be written."""
        self.window.close()
        if self._outside is not None:
            self._outside.close()


def build(
    folder: Path | None = None,
    *,
    now: Callable[[], datetime] = _now,
    clock: Callable[[], float] = time.monotonic,
) -> Built:
    """Return the window, not yet shown; the store opens once it has been painted.

    `now` tells the moment with its time zone, `clock` seconds that only grow.
    """
    application = QApplication.instance() or QApplication(["Plateau Doctor"])
    assert isinstance(application, QApplication)  # noqa: S101 - we are the only one who makes it
    application.setApplicationName("Plateau Doctor")
    return Built(application, folder, now, clock)


def run(folder: Path | None = None) -> int:
    """Show the window until it is closed; return the exit code."""
    built = build(folder)
    catch_mistakes(built.window)
    built.window.show()
    try:
        code: int = built.application.exec()
    finally:
        built.close()
    return code


def catch_mistakes(window: Window) -> None:
    """Let a mistake of ours be said in one line with a report to copy, and written to stderr; the window goes on."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        from plateau_doctor.ui.fault import fault_report

        traceback.print_exception(kind, error, trace)
        window.tell_of_mistake(fault_report(kind, trace))

    sys.excepthook = told
