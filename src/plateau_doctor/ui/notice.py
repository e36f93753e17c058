"""One plain line above the page for what went wrong, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text


@dataclass(frozen=True, slots=True)
class Message:
    """One line; `go` names a button that does `act`, `about` says what it is about, so that it can be taken away.

    `other` is the name of a second button with what it does.
    """

    text: str
    go: str = ""
    act: Callable[[], None] | None = None
    about: str = ""
    other: tuple[str, Callable[[], None]] | None = None


class Notice(QWidget):
    """Says what happened and what was done about it; one button leads on, another hides the line.

    A newer line stands before an older one, which comes back once the newer one is hidden: nothing is lost unread.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._messages: list[Message] = []
        self._words = Text(theme, "", "body", "ink")
        self._go = Button(theme, "", compact=True)
        self._go.clicked.connect(self._on_go)
        self._other = Button(theme, "", compact=True)
        self._other.clicked.connect(self._on_other)
        close = Button(theme, _("Hide"), "quiet", compact=True)
        close.setAccessibleName(_("Hide this message"))
        close.clicked.connect(self.drop)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.sp(16))
        self._row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._go)
        self._row.addWidget(self._other)
        self._row.addWidget(close)
        self.hide()

    def tell(
        self,
        text: str,
        go: str = "",
        act: Callable[[], None] | None = None,
        *,
        about: str = "",
        other: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a line, with a button or two that do something about it where there is something to do."""
        kept = [one for one in self._messages if one.text != text and not (about and one.about == about)]
        self._messages = [*kept, Message(text, go, act, about, other)]
        self._show()
        announce(self, text)  # only what is seen is heard

    def drop(self) -> None:
        """Take away the line that is seen, and show the one before it."""
        self._messages = self._messages[:-1]
        self._show()

    def _show(self) -> None:
        if not self._messages:
            self.hide()
            return
        one = self._messages[-1]
        self._words.setText(one.text)
        for button, name in ((self._go, one.go), (self._other, one.other[0] if one.other else "")):
            button.setText(name)
            button.setAccessibleName(name)
            button.setVisible(bool(name))
            button.updateGeometry()
        self.show()

    def _on_go(self) -> None:
        act = self._messages[-1].act
        if act is None:
            self.drop()
        else:
            act()

    def _on_other(self) -> None:
        other = self._messages[-1].other
        if other is not None:
            other[1]()

    def settle(self, about: str) -> None:
        """Take away what was about something that is over now."""
        self._messages = [one for one in self._messages if one.about != about]
        self._show()

    def take_over(self, before: Notice) -> None:
        """Show what another one showed, without saying it aloud again."""
        self._messages = before._messages
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape hide the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)

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
