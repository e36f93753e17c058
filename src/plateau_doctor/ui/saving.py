"""Saving the report: one line above the footer that asks where, works in a thread, and says what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.keeper import as_user_error
from plateau_doctor.ui.parts import Background
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 80
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")
SavePdf = Callable[[Path, Phrasing], None]


def suggested_name(checkup: CheckUp) -> str:
    """Return a file name for the report that every system takes."""
    bare = _NOT_IN_NAMES.sub(" ", clean(checkup.business.name))
    bare = " ".join(bare.split())[:_LONGEST_NAME].strip(" .")
    if not bare or _RESERVED.match(bare):
        bare = _("Business")
    return f"{bare} - check-up - {checkup.date.isoformat()}.pdf"


class SavingBar(QWidget):
    """Save as [path] [Save]: hidden until it is wanted, Escape closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, background: Background, save: SavePdf, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._theme, self._background, self._save, self._folder = theme, background, save, folder
        self._courier = Courier(self)
        self._phrasing: Phrasing | None = None
        self._written: Path | None = None
        self._warned: Path | None = None
        self._busy = False
        self.setAccessibleName(_("Save the report"))
        label = Text(theme, _("Save the report as"), "small", "ink2", wrap=False)
        self._path = Field(theme, _("Save the report as"))
        label.setBuddy(self._path)
        self._go = Button(theme, _("Save"), compact=True)
        self._choose = Button(theme, _("Choose a folder"), "quiet", "folder-open", compact=True)
        self._open = Button(theme, _("Open folder"), "quiet", "folder-open", compact=True)
        self._close = Button(theme, _("Close"), "quiet", compact=True)
        self._news = Text(theme, "", "small", "ink2")
        self._news.setAccessibleName("")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.sp(12))
        for widget in (label, self._path, self._go, self._choose, self._open, self._close):
            self._row.addWidget(widget, 1 if widget is self._path else 0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.sp(4))
        self._column.addLayout(self._row)
        self._column.addWidget(self._news)
        self._go.clicked.connect(self.write)
        self._path.returnPressed.connect(self.write)
        self._path.textEdited.connect(self._on_edited)
        self._choose.clicked.connect(self._on_choose)
        self._open.clicked.connect(self._on_open)
        self._close.clicked.connect(self.closed)
        self.hide()

    def fit_margin(self, margin: int) -> None:
        """Take the margin of the grid, in pixels."""
        self._column.setContentsMargins(margin, self._theme.sp(10), margin, self._theme.sp(10))

    def offer(self, phrasing: Phrasing) -> None:
        """Ask where to save this result."""
        self._phrasing, self._warned, self._written = phrasing, None, None
        self._path.setText(str(self._folder() / suggested_name(phrasing.checkup)))
        self._open.hide()
        self._news.say("")
        self.show()
        self._path.setFocus(Qt.FocusReason.OtherFocusReason)
        self._path.selectAll()

    def write(self) -> None:
        """Write the report in the background, unless it would replace a file unasked."""
        typed = self._path.text().strip()
        if self._phrasing is None or self._busy or not typed:
            return
        path = Path(typed).expanduser()
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        if path.exists() and self._warned != path:
            self._warned = path
            self._news.say(_("There is a file of this name. Press Save again to replace it."))
            return
        self._busy = True
        self._go.setEnabled(False)
        self._news.say(_("Making the PDF..."))
        future = self._background.submit(self._save, path, self._phrasing)
        self._courier.bring(future, lambda _none: self._on_written(path), self._on_refused)

    def _on_written(self, path: Path) -> None:
        self._end()
        self._written = path
        self._news.say(_("Saved: {path}").format(path=path))
        self._open.show()

    def _on_refused(self, error: BaseException) -> None:
        self._end()
        told: UserError = as_user_error(error)
        self._news.say(str(told))

    def _end(self) -> None:
        self._busy, self._warned = False, None
        self._go.setEnabled(True)

    @property
    def news(self) -> str:
        """What the line says."""
        return self._news.text()

    def _on_edited(self) -> None:
        self._warned = None
        self._news.say("")

    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(Path(self._path.text()).parent))
        if chosen:
            self._path.setText(str(Path(chosen) / Path(self._path.text()).name))

    def _on_open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the line; nothing typed here reaches the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
