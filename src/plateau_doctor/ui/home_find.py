"""The field by which a business is looked for, and what is said where none is found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.page import ENTER
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Card, Text


class FindField(Field):
    """Where the name is typed; `given_up` after Escape, `gone_on` for Down and `opened` for Enter: the list is next."""

    given_up = Signal()
    gone_on = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Find a business"), _("Find"))
        self.setMaximumWidth(theme.px(280))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what stands below it keeps its place when it comes
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on to the list; all else is typing."""
        ways = {Qt.Key.Key_Escape: self.given_up, Qt.Key.Key_Down: self.gone_on, **dict.fromkeys(ENTER, self.opened)}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            way.emit()


class NothingFound(Card):
    """Says that no business matches; `cleared` when the person wants to see all again."""

    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "sunken", (20, 10))
        self._words = Text(theme)
        clear = Button(theme, _("Clear"), "quiet", "x", compact=True)
        clear.setAccessibleName(_("Clear what is looked for"))
        clear.clicked.connect(self.cleared)
        row = QHBoxLayout()
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(clear)
        self.column.addLayout(row)
        self.hide()

    def tell(self, text: str, *, found: bool) -> None:
        """Say what was looked for in vain, or nothing."""
        vain = bool(text) and not found
        if vain:
            words = _("No business matches “{text}”.").format(text=text)
            self._words.setText(words)
        self.setVisible(vain)
        if vain:
            announce(self, self._words.text())  # only what is seen is heard
