"""One line above the footer that asks for a file, works on it away from the window, and says what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.band import Band
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 80
_MOST_BYTES = 180
"""Bytes of a name that is suggested: disks take 255, of which the rest of the file's name needs some."""
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")

_LONG = 5000
"""Milliseconds after which work can be stopped."""
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an errand, in words; `written` where a file was, `wrong` where the path was not taken.

    `more` is what can be done with the same path.
    """

    said: str
    written: bool = False
    more: Errand | None = None
    wrong: bool = False


Told = Callable[[Outcome], None]
Stop = Callable[[], None]


def suggested_name(checkup: CheckUp, suffix: str = ".pdf") -> str:
    """Return a file name for what leaves the program, one that every system takes."""
    bare = _NOT_IN_NAMES.sub(" ", clean(checkup.business.name))
    bare = " ".join(bare.split())[:_LONGEST_NAME].encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .")
    if not bare or _RESERVED.match(bare):
        bare = _("Business")
    return f"{bare} - check-up - {checkup.date.isoformat()}{suffix}"


@dataclass(frozen=True, slots=True)
class Errand:
    """What to ask for and what to do with it: `run` gets the path and tells what came of it.

    `writes` asks before a file is replaced, `folder` is for a folder and no file, `warning` is said from the
    beginning, `also` are other endings of a file's name that it knows. What `run` returns stops the work.
    """

    label: str
    go: str
    path: Path
    suffix: str
    busy: str
    run: Callable[[Path, Told], Stop | None]
    writes: bool = True
    warning: str = ""
    folder: bool = False
    also: tuple[str, ...] = ()


def in_short(error: UserError) -> str:
    """Return what is wrong in a few lines; a damaged file may have hundreds of faults."""
    lines = [str(fault) for fault in error.faults]
    more = len(lines) - _MOST_LINES
    last = [_("There are {count} more faults like these.").format(count=more)] if more > 1 else lines[_MOST_LINES:]
    return "\n".join([*lines[:_MOST_LINES], *last])


def refused(error: UserError) -> Outcome:
    """Return what is said of an errand that the world refused."""
    return Outcome(in_short(error), wrong=True)


def is_file(path: Path) -> bool:
    """Tell whether there is a file of this name; a name that no disk takes is nowhere."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _there(path: Path) -> bool:
    return is_file(path) or _is_folder(path)


def _path_of(typed: str, errand: Errand) -> Path:
    """Return the path that somebody typed: `~` is at home, and in a folder the file keeps its suggested name."""
    try:
        path = Path(typed).expanduser()
    except RuntimeError:  # nobody of this name has a home here: then it is a name like any other
        path = Path(typed)
    path = (errand.path.parent if errand.writes else errand.path) / path
    return path / errand.path.name if errand.writes and _is_folder(path) else path


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
        self._more = Button(theme, "", compact=True)
        self._stop = Button(theme, _("Cancel"), "secondary", compact=True)
        self._more.hide()
        self._stop.hide()
        self._next: Errand | None = None
        self._halt: Stop | None = None
        self._turn = 0
        self._long = QTimer(self, interval=_LONG, singleShot=True)
        self._long.timeout.connect(self._on_long)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.sp(12))
        for widget in (self._label, self._path, self._go, self._choose, self._open, self._close):
            self._row.addWidget(widget, 1 if widget is self._path else 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.sp(4))
        self._column.addLayout(self._row)
        below = QHBoxLayout()
        below.setSpacing(theme.sp(12))
        below.addWidget(self._news, 1, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self._more)
        below.addWidget(self._stop)
        self._column.addLayout(below)
        self._more.clicked.connect(self._on_more)
        self._stop.clicked.connect(self._on_stop)
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
        self._name_go(errand.go)
        self._path.setText(str(path or errand.path))
        self._choose.setText(_("Choose a folder") if errand.writes or errand.folder else _("Choose a file"))
        self._choose.setAccessibleName(self._choose.text())
        self._choose.updateGeometry()
        self._open.hide()
        self._offer_more(None)
        self._tell(errand.warning)
        self.show()
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)
        self._path.selectAll()

    def _name_go(self, words: str) -> None:
        self._go.setText(words)
        self._go.setAccessibleName(words)
        self._go.updateGeometry()

    def begin(self) -> None:
        """Do the errand, unless it would replace a file unasked."""
        typed, errand = clean(self._path.text()).strip().strip("\"'"), self._errand
        if errand is None or self._busy or not typed:
            return
        path = _path_of(typed, errand)
        if errand.writes and path.suffix.lower() not in (errand.suffix, *errand.also):
            path = path.with_name(f"{path.name}{errand.suffix}")
        if errand.writes and _there(path) and self._warned != path:
            self._warned = path
            self._name_go(_("Replace"))
            self._tell(_("There is a file of this name. Press Replace to write over it, or change the name."))
            return
        if not errand.writes and not errand.folder and not is_file(path):
            self._tell(_("There is no file of this name. Check it, or choose one."), wrong=True)
            return
        self._start(errand, path)

    def _start(self, errand: Errand, path: Path) -> None:
        self._busy = True
        self._turn += 1
        turn = self._turn
        self._go.setEnabled(False)
        self._offer_more(None)
        self._tell(errand.busy)
        self._halt = errand.run(path, lambda outcome: self._on_told(turn, path, outcome))
        if self._busy and self._halt is not None:
            self._long.start()

    def _on_told(self, turn: int, path: Path, outcome: Outcome) -> None:
        if turn != self._turn:  # it was stopped
            return
        self._end()
        if outcome.said:
            self.show()  # the page may have turned meanwhile; what came of it is said all the same
        self._written = path if outcome.written else None
        self._tell(outcome.said, wrong=outcome.wrong)
        self._open.setVisible(outcome.written)
        self._offer_more(outcome.more)

    def _offer_more(self, errand: Errand | None) -> None:
        """Offer what can be done with the path that was just worked on, if anything."""
        self._next = errand
        self._more.setVisible(errand is not None)
        if errand is not None:
            self._more.setText(errand.go)
            self._more.setAccessibleName(errand.go)

    def _on_more(self) -> None:
        errand = self._next
        if errand is not None and not self._busy:
            self._path.setText(str(errand.path))
            self._path.setFocus(Qt.FocusReason.OtherFocusReason)
            self._start(errand, errand.path)

    def _on_long(self) -> None:
        self._stop.setVisible(self._busy)

    def _on_stop(self) -> None:
        if self._halt is not None:
            self._halt()
        self._turn += 1
        self._end()
        self._tell(_("Stopped. Nothing was written."))
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._busy, self._warned, self._halt = False, None, None
        self._long.stop()
        self._stop.hide()
        self._go.setEnabled(True)
        if self._errand is not None:
            self._name_go(self._errand.go)

    @property
    def news(self) -> str:
        """What the line says."""
        return self._news.text()

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        self._news.recolor("error" if wrong else "ink2")
        self._path.mark(wrong=wrong)
        self._news.say(text)
        announce(self, text)

    def _on_edited(self) -> None:
        self._warned = None
        if self._errand is not None:
            self._name_go(self._errand.go)
        self._offer_more(None)
        self._tell("")

    def _on_choose(self) -> None:
        if self._errand is None:
            return
        here = Path(self._path.text())
        if self._errand.folder:
            path = QFileDialog.getExistingDirectory(self, self._errand.label, str(here))
        elif self._errand.writes:
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
