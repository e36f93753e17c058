"""One line above the footer that leads to a question by its number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.band import Band
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_DIGITS = 4


class GoToBar(Band):
    """Go to question [number] [Go]: hidden until it is wanted, Escape closes it."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme)
        self._session = session
        label = Text(theme, _("Go to question number"), "small", "ink2", wrap=False)
        self._number = Field(theme, _("Go to question number"), limit=_DIGITS)
        self._number.setFixedWidth(theme.px(88))
        label.setBuddy(self._number)
        self._news = Text(theme, "", "small", "error")
        go = Button(theme, _("Go"), compact=True)
        close = Button(theme, _("Close"), "quiet", compact=True)
        row = QHBoxLayout()
        row.setSpacing(theme.sp(12))
        for widget in (label, self._number, go, close):
            row.addWidget(widget)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.sp(4))
        self._column.addLayout(row)
        self._column.addWidget(self._news)
        go.clicked.connect(self._go)
        self._number.returnPressed.connect(self._go)
        close.clicked.connect(self.closed)
        self.hide()

    def fit_margin(self, margin: int) -> None:
        """Take the margin of the grid, in pixels."""
        self._column.setContentsMargins(margin, self._theme.sp(10), margin, self._theme.sp(10))

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self._number.text()

    def offer(self, typed: str = "") -> None:
        """Ask for a number, of which a part may be typed already."""
        self._number.setText(typed)
        self._say("")
        self.show()
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        one = self._session.now_open
        questions = [question.id for question in one.pack.practices(one.checkup.form)]
        typed = self._number.text().strip()
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(questions):
            self.hide()
            self._session.go_to(questions[int(typed) - 1])
        else:
            self._say(_("Write a number from 1 to {most}.").format(most=len(questions)))

    def _say(self, text: str) -> None:
        self._news.say(text)
        self._number.mark(wrong=bool(text))
        self._number.setAccessibleDescription(text)
        announce(self, text)
