"""Where files come in and go out, from wherever in the window they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from plateau_doctor.i18n import _
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.dropping import CHECK_UP, FORM
from plateau_doctor.ui.errands import Chosen, Errands
from plateau_doctor.ui.file_bar import FileBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from plateau_doctor.ui.guide import Guide
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.session import Session
    from plateau_doctor.ui.theme import Theme


_OF_CHECK_UP = ("questions", "result", "plan")
"""Places whose pages are about the check-up that is open."""


class Desk(QObject):
    """Offers each errand in the bar above the footer, which outlives a change of the text size: an errand may be on."""

    def __init__(self, theme: Theme, parts: Parts, session: Session, guide: Guide, window: QWidget) -> None:
        super().__init__(window)
        self.bar = FileBar(theme)
        self._parts, self._session, self._guide, self._window = parts, session, guide, window
        self._errands, self._courier = Errands(parts, session), Courier(self)
        guide.import_wanted.connect(self.take_in)
        guide.export_wanted.connect(self.export)
        guide.restore_wanted.connect(lambda: self.bar.offer(self._errands.restore()))
        guide.form_wanted.connect(lambda kind: self.bar.offer(self._errands.form(kind)))
        guide.card_wanted.connect(lambda groups: self.bar.offer(self._errands.key_card(groups)))
        self.remarked = self._errands.remarked
        guide.move_wanted.connect(lambda: self.bar.offer(self._errands.move()))
        guide.save_wanted.connect(self._on_save)
        guide.dates_wanted.connect(self._on_dates)
        guide.print_wanted.connect(self._on_print)

    def take_in(self) -> None:
        """Ask for a check-up to read."""
        if self._guide.here not in ("home", "doors"):
            self._guide.go_to_place("home")
        self.bar.offer(self._errands.take_in())

    def choose_folder(self) -> None:
        """Ask for another folder for the check-ups."""
        self.bar.offer(self._errands.use_folder())

    def export(self) -> None:
        """Offer to write the check-up that is open, or on the list the one in focus, to a file."""
        one, page = self._session.current, self._guide.page
        if self._guide.here == "home":
            line = self._guide.pages.home.line
            if line is not None:
                self._errands.export(line.id, self.bar.offer)
        elif one is not None and one.kept and page.place in _OF_CHECK_UP:
            page.leave()
            self._errands.export(one.checkup.id, self.bar.offer)

    def take_dropped(self, path: Path) -> None:
        """Read a check-up that was dropped; a back-up is only asked about."""
        if path.suffix.lower() in (CHECK_UP, FORM):
            self.bar.offer(self._errands.take_in(), path)
            self.bar.begin()
        else:
            self.bar.offer(self._errands.restore(), path)

    def _on_save(self) -> None:
        page = self._guide.pages.report
        suffix = page.format

        def chosen() -> Chosen:
            data = page.preview.data if suffix == ".pdf" else b""
            return self._session.phrasing(), page.options, data

        self.bar.offer(self._errands.report(suffix, chosen))

    def _on_dates(self) -> None:
        from plateau_doctor.report import ReportOptions

        self.bar.offer(self._errands.report(".ics", lambda: (self._session.phrasing(), ReportOptions(), b"")))

    def _on_print(self) -> None:
        """Ask for a printer, then print in a thread: a page takes a while to be drawn for paper."""
        page = self._guide.pages.report
        data = page.preview.data
        if not data:
            return
        from plateau_doctor.ui.printing import asks_for_printer, print_pages, printer_for

        printer = printer_for(self._session.phrasing().checkup.business.name, page.options.paper)
        if not asks_for_printer(printer, self._window):
            return
        page.preview.say(_("Printing..."))
        future = self._parts.background.submit(print_pages, printer, data, self._parts.page_picture)
        self._courier.bring(future, lambda count: self._guide.pages.report.preview.say(_printed(count)), _raise)


def _printed(count: int) -> str:
    if count == 1:
        return _("1 page has gone to the printer.")
    return _("{count} pages have gone to the printer.").format(count=count)


def _raise(error: BaseException) -> None:
    raise error
