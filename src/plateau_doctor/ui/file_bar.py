"""One line above the footer that asks for a file, works on it away from the window, and says what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.band import Band
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 80
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")

Told = Callable[[str], None]
"""Takes a sentence for the person."""


def suggested_name(checkup: CheckUp, suffix: str = ".pdf") -> str:
    """Return a file name for what leaves the program, one that every system takes."""
    bare = _NOT_IN_NAMES.sub(" ", clean(checkup.business.name))
    bare = " ".join(bare.split())[:_LONGEST_NAME].strip(" .")
    if not bare or _RESERVED.match(bare):
        bare = _("Business")
    return f"{bare} - check-up - {checkup.date.isoformat()}{suffix}"


@dataclass(frozen=True, slots=True)
class Errand:
    """What to ask for and what to do with it: `run` gets the path, and tells what was done or what went wrong.

    `warning` is said before the first press of the button counts, `writes` asks before a file is replaced.
    """

    label: str
    go: str
    path: Path
    suffix: str
    busy: str
    run: Callable[[Path, Told, Told], None]
    writes: bool = True
    warning: str = ""


def _there(path: Path) -> bool:
    """Tell whether there is something of this name; a name that no disk takes is nowhere."""
    try:
        return path.exists()
    except OSError:
        return False


class FileBar(Band):
    """Save as [path] [Save]: hidden until it is wanted, Escape closes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._errand: Errand | None = None
        self._written: Path | None = None
        self._warned: Path | None = None
        self._busy = False
        self._label = Text(theme, "", "small", "ink2", wrap=False)
        self._path = Field(theme, "")
        self._label.setBuddy(self._path)
        self._go = Button(theme, "", compact=True)
        self._choose = Button(theme, _("Choose"), "quiet", "folder-open", compact=True)
        self._open = Button(theme, _("Open folder"), "quiet", "folder-open", compact=True)
        self._close = Button(theme, _("Close"), "quiet", compact=True)
        self._news = Text(theme, "", "small", "ink2")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.sp(12))
        for widget in (self._label, self._path, self._go, self._choose, self._open, self._close):
            self._row.addWidget(widget, 1 if widget is self._path else 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.sp(4))
        self._column.addLayout(self._row)
        self._column.addWidget(self._news)
        self._go.clicked.connect(self.begin)
        self._path.returnPressed.connect(self.begin)
        self._path.textEdited.connect(self._on_edited)
        self._choose.clicked.connect(self._on_choose)
        self._open.clicked.connect(self._on_open)
        self._close.clicked.connect(self.closed)
        self.hide()

    def fit_margin(self, margin: int) -> None:
        """Take the margin of the grid, in pixels."""
        self._column.setContentsMargins(margin, self._theme.sp(10), margin, self._theme.sp(10))

    def offer(self, errand: Errand, path: Path | None = None) -> None:
        """Ask for the file of an errand, with a path that is known already; one under way is finished first."""
        if self._busy:
            return
        self._errand, self._warned, self._written = errand, None, None
        self._label.setText(errand.label)
        self._path.setAccessibleName(errand.label)
        self._go.setText(errand.go)
        self._go.setAccessibleName(errand.go)
        self._path.setText(str(path or errand.path))
        self._open.hide()
        self._tell(errand.warning)
        self.show()
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)
        self._path.selectAll()

    def begin(self) -> None:
        """Do the errand, unless it would replace a file unasked."""
        typed, errand = clean(self._path.text()).strip(), self._errand
        if errand is None or self._busy or not typed:
            return
        folder = errand.path.parent if errand.writes else errand.path
        path = folder / Path(typed).expanduser()
        if errand.writes and path.suffix.lower() != errand.suffix:
            path = path.with_name(f"{path.name}{errand.suffix}")
        if errand.writes and _there(path) and self._warned != path:
            self._warned = path
            again = _("There is a file of this name. Press {button} again to replace it.")
            self._tell(again.format(button=errand.go))
            return
        if not errand.writes and not (_there(path) and path.is_file()):
            self._tell(_("There is no file of this name. Check it, or choose one."))
            return
        self._busy = True
        self._go.setEnabled(False)
        self._tell(errand.busy)
        errand.run(path, lambda said: self._on_done(path if errand.writes else None, said), self._on_refused)

    def _on_done(self, written: Path | None, said: str) -> None:
        self._end()
        self._written = written
        self._tell(said)
        self._open.setVisible(written is not None)

    def _on_refused(self, said: str) -> None:
        self._end()
        self._tell(said)

    def _end(self) -> None:
        self._busy, self._warned = False, None
        self._go.setEnabled(True)

    @property
    def news(self) -> str:
        """What the line says."""
        return self._news.text()

    def _tell(self, text: str) -> None:
        self._news.say(text)
        announce(self, text)

    def _on_edited(self) -> None:
        self._warned = None
        self._tell("")

    def _on_choose(self) -> None:
        if self._errand is None:
            return
        here = Path(self._path.text())
        if self._errand.writes:
            chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(here.parent))
            path = str(Path(chosen) / here.name) if chosen else ""
        else:
            path, _filter = QFileDialog.getOpenFileName(self, self._errand.label, str(here), f"*{self._errand.suffix}")
        if path:
            self._path.setText(path)
            self._on_edited()

    def _on_open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
