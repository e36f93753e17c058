"""One plain line above the page for what went wrong, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text


class Notice(QWidget):
    """One plain line above the page for what the disk refused, with the button that tries again."""

    again = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = Text(theme, "", "body", "ink")
        self._again = Button(theme, _("Try again"), compact=True)
        self._again.clicked.connect(self.again)
        self._copy, self._report = Button(theme, _("Copy report"), compact=True), ""
        self._copy.clicked.connect(self._on_copy)
        close = Button(theme, _("Hide"), "quiet", compact=True)
        close.setAccessibleName(_("Hide this message"))
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.sp(16))
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._again)
        self._row.addWidget(self._copy)
        self._row.addWidget(close)
        self.hide()

    def tell(self, text: str, *, again: bool, report: str = "") -> None:
        """Show a line, with a button that tries again, and with one that copies a report where there is one."""
        self._words.setText(text)
        self._again.setVisible(again)
        self._report = report
        self._copy.setVisible(bool(report))
        self._copy.setText(_("Copy report"))
        announce(self, text)
        self.show()

    def settle(self) -> None:
        """Take away what was about saving, now that everything is saved."""
        if not self._report:
            self.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(_("Copied"))

    @property
    def text(self) -> str:
        """What the line says."""
        return self._words.text()

    def fit_margin(self, margin: int) -> None:
        """Take the margin of the grid, in pixels."""
        self._row.setContentsMargins(margin, self._theme.sp(8), margin, self._theme.sp(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        QPainter(self).fillRect(self.rect(), self._theme.color("accent_soft"))
