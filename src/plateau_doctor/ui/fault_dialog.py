"""What is shown after a mistake of ours: what happened, what was kept, and a report that can be read and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.frame import FocusRing
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Scroll, Text, edges

_WIDE, _MARGIN, _LINES = 520, 28, 7
_MOST = 5
"""Reports that are kept: whoever helps needs the first ones, not all that followed."""


class FaultDialog(QDialog):
    """One dialog beside the window, which goes on; a mistake that follows joins it and makes no second one."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._reports: list[str] = []
        self.setWindowTitle(_("Something went wrong"))
        self.setModal(False)
        self._kept = Text(theme, "")
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(_("The report"))
        self._report.setFont(theme.font("small"))
        self._report.document().setDocumentMargin(theme.sp(10))
        self._report.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        palette = self._report.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color("edge"))  # the line round it
        self._report.setPalette(palette)
        self._report.setFixedHeight(round(theme.metrics("small").lineSpacing() * _LINES) + theme.sp(16))
        self._copy = Button(theme, _("Copy report"), "primary")
        close = Button(theme, _("Close"))
        self._copy.clicked.connect(self._on_copy)
        close.clicked.connect(self.reject)
        self._body = QWidget()
        self._fill()
        margin = theme.sp(_MARGIN)
        self._body.setContentsMargins(edges(margin, margin, margin, theme.sp(8)))
        self._foot = flowing(self._copy, close, across=12)
        self._foot.setContentsMargins(edges(margin, theme.sp(12), margin, margin))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroll(self._body), 1)
        whole.addWidget(self._foot)
        self._ring = FocusRing(theme, self)

    def _fill(self) -> None:
        theme = self._theme
        done = Text(theme, _("Plateau Doctor made a mistake. It goes on running."))
        advice = _(
            "Go on. If it happens again, give this report to whoever helps you. It says nothing of your check-ups."
        )
        to_do = Text(theme, advice)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(theme, _("Something went wrong")))
        parts = ((_("What happened"), done), (_("What was kept"), self._kept), (_("What you can do"), to_do))
        for title, words in parts:
            column.addSpacing(theme.sp(12))
            column.addWidget(Text(theme, title, "small", "ink2"))
            column.addSpacing(theme.sp(2))
            column.addWidget(words)
        column.addSpacing(theme.sp(12))
        column.addWidget(self._report)
        column.addStretch(1)

    def tell(self, kept: str, report: str) -> None:
        """Show what was kept and a report; what was reported before stays above it."""
        self._kept.setText(kept)
        if report not in self._reports[:_MOST]:
            self._reports = [*self._reports, report][:_MOST]
        self._report.setPlainText("\n\n".join(self._reports))
        self._name_copy(_("Copy report"))
        if not self.isVisible():
            self.show()
            self._fit()
            self._report.setFocus(Qt.FocusReason.OtherFocusReason)  # what was being typed must press nothing here
        announce(self, f"{self.windowTitle()}. {kept}")

    def _fit(self) -> None:
        """Take the height at which every line is whole, and no more than the window has; the rest is scrolled."""
        window, least = self.parentWidget(), self._body.layout()
        assert window is not None  # noqa: S101 - it is made for a window
        assert least is not None  # noqa: S101 - it was filled
        width = min(self._theme.px(_WIDE), window.width())
        needed = least.totalHeightForWidth(width) + self._foot.sizeHint().height()
        self.resize(width, min(needed, window.height()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._name_copy(_("Copied"))
        announce(self, _("Copied"))

    def _name_copy(self, words: str) -> None:
        self._copy.setText(words)
        self._copy.setAccessibleName(words)
        self._copy.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))
