"""One plain line above the page for what went wrong, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text


class Notice(QWidget):
    """Says what happened and what was done about it; one button leads on, another hides the line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._about = ""
        self._act: Callable[[], None] = self.hide
        self._words = Text(theme, "", "body", "ink")
        self._go = Button(theme, "", compact=True)
        self._go.clicked.connect(self._on_go)
        close = Button(theme, _("Hide"), "quiet", compact=True)
        close.setAccessibleName(_("Hide this message"))
        close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.sp(16))
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._go)
        self._row.addWidget(close)
        self.hide()

    def tell(self, text: str, go: str = "", act: Callable[[], None] | None = None, *, about: str = "") -> None:
        """Show a line, with a button that does something about it where there is something to do."""
        self._words.setText(text)
        self._about, self._act = about, act or self.hide
        self._go.setText(go)
        self._go.setAccessibleName(go)
        self._go.setVisible(bool(go))
        announce(self, text)
        self.show()

    def offer_report(self, text: str, report: str) -> None:
        """Show a line, with a button that copies a report of what happened."""

        def copy() -> None:
            QGuiApplication.clipboard().setText(report)
            self._go.setText(_("Copied"))

        self.tell(text, _("Copy report"), copy)

    def _on_go(self) -> None:
        self._act()

    def settle(self, about: str) -> None:
        """Take away what was about something that is over now."""
        if self._about == about:
            self.hide()

    def take_over(self, before: Notice) -> None:
        """Show what another one showed, without saying it aloud again."""
        if before.isHidden():
            return
        self._words.setText(before.text)
        self._about, self._act = before._about, before._act
        self._go.setText(before._go.text())
        self._go.setAccessibleName(self._go.text())
        self._go.setVisible(bool(self._go.text()))
        self.show()

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
