"""A page beside the way, such as the help: it is looked at and closed again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from plateau_doctor.i18n import _
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.page import Foot, Page
from plateau_doctor.ui.theme import Theme


class BesidePage(Page):
    """Has a line to look for something; Escape empties that line first, then closes the page, as Enter does."""

    scrolls = True

    def __init__(self, theme: Theme, name: str, find: str) -> None:
        """`find` is what the line is called for those who hear it."""
        super().__init__(theme, name)
        self._find = Field(theme, find, _("Find"))

    def look_for(self) -> None:
        """Put the focus where something is looked for."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape empty the line, then close the page."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self._find.text():
            self._find.clear()
        else:
            self.back_wanted.emit()

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Done"))

    def commit(self) -> None:
        """Go back to where the person came from."""
        self.back_wanted.emit()
