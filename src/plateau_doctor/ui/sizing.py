"""The text size: smaller, the size in per cent, larger."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.preferences import SCALES, Settings
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text


class SizeButtons(QWidget):
    """Changes the text size step by step; the window follows at once."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.sp(8))
        scale = settings.now.scale
        smaller = Button(theme, "", "chip", "minus")
        smaller.setAccessibleName(_("Smaller text"))
        smaller.setEnabled(scale != SCALES[0])
        smaller.clicked.connect(lambda: settings.grow(-1))
        larger = Button(theme, "", "chip", "plus")
        larger.setAccessibleName(_("Larger text"))
        larger.setEnabled(scale != SCALES[-1])
        larger.clicked.connect(lambda: settings.grow(1))
        self.first = smaller if smaller.isEnabled() else larger
        row.addWidget(smaller)
        row.addWidget(Text(theme, _("{scale} %").format(scale=round(scale * 100)), "body", wrap=False))
        row.addWidget(larger)
