"""The pages of a report as they will be saved and printed, made in a thread and drawn one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.pictures import PictureBox
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Text

if TYPE_CHECKING:
    from plateau_doctor.phrasing import Phrasing
    from plateau_doctor.report import ReportOptions
    from plateau_doctor.report.preview import PagePicture

_PAGE_WIDTH = 380
"""Pixels of a page at 100 %."""
_SETTLED = 250
"""Milliseconds after which a choice counts as made."""


class Preview(QWidget):
    """Shows the pages of the last report asked for; `data` is its PDF. `grown` asks for room."""

    grown = Signal()

    def __init__(self, theme: Theme, parts: Parts) -> None:
        super().__init__()
        self._theme, self._parts = theme, parts
        self._courier = Courier(self)
        self._turn = 0
        self._wanted: tuple[Phrasing, ReportOptions] | None = None
        self.data = b""
        """The PDF that is seen; empty while it is being made."""
        self.complete = False
        """Whether every page is in sight."""
        self._news = Text(theme, "", "small", "ink2")
        self._pages = flowing(across=16, down=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._news)
        column.addWidget(self._pages)
        self._settled = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settled.timeout.connect(self._make)

    def ask(self, phrasing: Phrasing, options: ReportOptions, *, at_once: bool = False) -> None:
        """Make a report, once no more choices come."""
        self._wanted, self.data = (phrasing, options), b""
        self._turn, self.complete = self._turn + 1, False
        self.say(_("Making the pages..."))
        self._settled.start(0 if at_once else _SETTLED)

    def say(self, text: str) -> None:
        """Say something above the pages."""
        self._news.say(text)
        announce(self, text)

    def _make(self) -> None:
        if self._wanted is None:
            return
        turn, (phrasing, options) = self._turn, self._wanted
        future = self._parts.background.submit(self._parts.make_report, phrasing, options, ".pdf")
        self._courier.bring(future, lambda data: self._begin(turn, data), lambda error: self._complain(turn, error))

    def _begin(self, turn: int, data: bytes) -> None:
        if turn != self._turn:
            return
        self.data = data
        layout = self._pages.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._ask_page(turn, 1)

    def _ask_page(self, turn: int, page: int) -> None:
        ratio = self.devicePixelRatioF()
        width = round(min(self._theme.px(_PAGE_WIDTH), max(200, self._pages.width() - 4)) * ratio)
        future = self._parts.background.submit(self._parts.page_picture, self.data, page, width)
        self._courier.bring(
            future, lambda one: self._take_page(turn, one, ratio), lambda error: self._complain(turn, error)
        )

    def _take_page(self, turn: int, one: PagePicture, ratio: float) -> None:
        layout = self._pages.layout()
        if turn != self._turn or layout is None:
            return
        name = _("Page {page} of {pages}").format(page=one.page, pages=one.pages)
        layout.addWidget(PictureBox(one.png, ratio, name, self._theme))
        if one.page == 1:
            self.say(_("1 page.") if one.pages == 1 else _("{pages} pages.").format(pages=one.pages))
        self._pages.updateGeometry()
        QTimer.singleShot(0, self, self.grown.emit)
        if one.page < one.pages:
            self._ask_page(turn, one.page + 1)
        else:
            self.complete = True

    def _complain(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        if not isinstance(error, UserError):
            raise error
        self.say(str(error))
