"""The report before it leaves: for whom, on which paper, what is in it, whose words, and the real pages."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.report import SECTIONS, ReportOptions, default_paper, make_outline
from plateau_doctor.report.brand import checked_logo
from plateau_doctor.report.edits import passages
from plateau_doctor.report.palette import readable
from plateau_doctor.report.reader import sections_for
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.choices import Tick
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.fields import Field, WrittenLine
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.new import Choices
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.result import Sheet
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Text

if TYPE_CHECKING:
    from plateau_doctor.core.compare import Comparison
    from plateau_doctor.report.blocks import Paragraph
    from plateau_doctor.report.preview import PagePicture

_PAGE_WIDTH = 380
"""Pixels of a page in the preview at 100 %."""
_SETTLED = 250
"""Milliseconds after which a choice counts as made."""
_COLOUR = 7
_OWN_SECTIONS = ("answer", "standing", "why", "sums", "plan", "together", "change", "method")
"""Sections whose passages can be put into own words; the first page's stand there at once."""


class PageBox(QWidget):
    """One page of the preview."""

    def __init__(self, theme: Theme, one: PagePicture, ratio: float) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(one.png, "PNG")
        self._pixmap.setDevicePixelRatio(ratio)
        self.setAccessibleName(_("Page {page} of {pages}").format(page=one.page, pages=one.pages))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the page and its edge."""
        return self._pixmap.deviceIndependentSize().toSize() + QSize(2, 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page on its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("edge"))
        painter.drawPixmap(1, 1, self._pixmap)


class ReportPage(Sheet):
    """Choices at the top, the pages below them; what is chosen is drawn anew at once."""

    place = "result"

    save_wanted = Signal()
    print_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, parts: Parts) -> None:
        super().__init__(theme, _("Report"))
        self._session, self._parts = session, parts
        self._courier = Courier(self)
        self._options = ReportOptions()
        self._format = ".pdf"
        self._turn, self._complete, self._every_passage = 0, False, False
        self._data = b""
        self._ticks: dict[str, Tick] = {}
        self._lines: dict[str, tuple[WrittenLine, str]] = {}
        self._fields: dict[str, Field | WrittenLine] = {}
        self._settled = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settled.timeout.connect(self._draw)

    @property
    def options(self) -> ReportOptions:
        """How the report is to be made."""
        return self._options

    @property
    def format(self) -> str:
        """The suffix of the file that is to be saved."""
        return self._format

    @property
    def data(self) -> bytes:
        """The PDF in the preview, empty while it is being made."""
        return self._data

    @property
    def complete(self) -> bool:
        """Whether every page is in sight."""
        return self._complete

    def show_report(self, comparison: Comparison | None = None) -> None:
        """Show the choices as they were, and the pages of the check-up that is open, with what changed since one."""
        one = self._session.now_open
        self._options = replace(
            self._options,
            paper=default_paper(one.checkup.business.country),
            inflation=one.inflation,
            sections=(),
            comparison=comparison,
        )
        self._show()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        column = self.fresh()
        column.addWidget(Heading(self.theme, _("Report")))
        column.addSpacing(self.theme.sp(8))
        words = _("What you see below is what is saved and printed. Nothing of this computer goes into it.")
        column.addWidget(Text(self.theme, words, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        self._add_choices(column)
        self._add_sections(column)
        inside = self.section(column, _("Pages"))
        self._news = Text(self.theme, _("Making the pages..."), "small", "ink2")
        self._pages = flowing(across=16, down=16)
        inside.addWidget(self._news)
        inside.addWidget(self._pages)
        if self._parts.settings.now.mode == "consultant":
            self._add_brand(column)
        self._add_words(column)
        self.settle()
        self._settled.start(0)

    # choices

    def _add_choices(self, column: QVBoxLayout) -> None:
        inside = self.section(column, _("For whom"), _("The team sees no notes and no names, the board no notes."))
        rows: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
            (
                "reader",
                _("Reader"),
                self._options.reader,
                (
                    ("owner", _("Owner")),
                    ("team", _("Team")),
                    ("board", _("Board or bank")),
                    ("one-page", _("One page")),
                ),
            ),
            ("paper", _("Paper"), self._options.paper, (("a4", "A4"), ("letter", _("Letter")))),
            (
                "large_print",
                _("Letters"),
                str(self._options.large_print),
                (("False", _("Usual")), ("True", _("Large print"))),
            ),
            ("greyscale", _("Ink"), str(self._options.greyscale), (("False", _("Colours")), ("True", _("Greys only")))),
        )
        made = [self._choices(label, values, now, partial(self._choose, name)) for name, label, now, values in rows]
        inside.addWidget(made[0])
        inside.addSpacing(self.theme.sp(12))
        for one in made[1:]:
            one.keep_together()
        inside.addWidget(flowing(*made[1:], across=40, down=12))
        inside.addSpacing(self.theme.sp(12))
        formats = (
            (".pdf", "PDF"),
            (".html", _("Web page")),
            (".docx", _("Editable document")),
            (".xlsx", _("Plan as a sheet")),
            (".ics", _("Dates for a calendar")),
        )
        inside.addWidget(self._choices(_("Save as"), formats, self._format, self._choose_format))

    def _choices(
        self, label: str, values: tuple[tuple[str, str], ...], now: str, taken: Callable[[str], None]
    ) -> Choices:
        made = Choices(self.theme, label, values)
        made.take(now)
        made.taken.connect(taken)
        return made

    def _choose(self, name: str, value: str) -> None:
        told: Any = value == "True" if name in {"large_print", "greyscale"} else value
        self._options = replace(self._options, **{name: told})
        self._again()

    def _choose_format(self, suffix: str) -> None:
        self._format = suffix
        self.tell_foot()

    def _again(self) -> None:
        """Draw the pages anew once no more choices come."""
        self._data = b""
        self._news.say(_("Making the pages..."))
        self._settled.start()

    def _add_sections(self, column: QVBoxLayout) -> None:
        phrasing = self._session.phrasing()
        whole = replace(self._options, sections=SECTIONS)
        outline = make_outline(phrasing.pack, phrasing.words, phrasing.checkup, phrasing.result, whole)
        inside = self.section(column, _("What is in it"))
        self._ticks = {}
        for section in outline.sections:
            tick = Tick(self.theme, "")
            tick.show_text(section.title)
            tick.setChecked(section.id in sections_for(self._options.reader, self._options.sections))
            tick.clicked.connect(self._on_ticked)
            self._ticks[section.id] = tick
        inside.addWidget(flowing(*self._ticks.values(), across=24))

    def _on_ticked(self) -> None:
        chosen = tuple(name for name, tick in self._ticks.items() if tick.isChecked())
        if not chosen:
            first = next(iter(self._ticks.values()))
            first.setChecked(True)
            chosen = (next(iter(self._ticks)),)
        self._options = replace(self._options, sections=chosen)
        self._again()

    # brand

    def _add_brand(self, column: QVBoxLayout) -> None:
        brand = self._session.now_open.checkup.brand
        inside = self.section(column, _("Your name on it"), _("Printed on the first page and at the end."))
        self._fields = {}
        for name, label, hint in (
            ("name", _("Name of your practice"), ""),
            ("contact", _("How to reach you"), ""),
            ("accent", _("Colour, like #0B5563"), "#0B5566"),
        ):
            field = Field(self.theme, label, hint)
            field.setText(brand.get(name, ""))
            field.editingFinished.connect(self._keep_brand)
            self._fields[name] = field
            inside.addWidget(Text(self.theme, label, "small", "ink2"))
            inside.addWidget(field)
            inside.addSpacing(self.theme.sp(10))
        self._accent_news = Text(self.theme, "", "small", "ink2")
        inside.addWidget(self._accent_news)
        closing = WrittenLine(self.theme, _("Closing words"))
        closing.setPlainText(brand.get("closing", ""))
        closing.finished.connect(self._keep_brand)
        self._fields["closing"] = closing
        inside.addWidget(Text(self.theme, _("Closing words"), "small", "ink2"))
        inside.addWidget(closing)
        inside.addSpacing(self.theme.sp(10))
        choose = Button(self.theme, _("Choose a logo"), "secondary", "folder-open", compact=True)
        choose.clicked.connect(self._choose_logo)
        remove = Button(self.theme, _("Remove the logo"), "quiet", compact=True)
        remove.clicked.connect(lambda: self._take_logo(""))
        remove.setVisible("logo" in brand)
        inside.addWidget(flowing(choose, *((remove,) if "logo" in brand else ()), across=12))
        self._logo_news = Text(self.theme, _("PNG or JPEG, at most 2 MB."), "small", "ink2")
        inside.addWidget(self._logo_news)
        self._tell_accent(brand.get("accent", ""))

    def _keep_brand(self) -> None:
        brand = dict(self._session.now_open.checkup.brand)
        for name, field in self._fields.items():
            text = (field.text() if isinstance(field, Field) else field.toPlainText()).strip()
            if name == "accent" and text and not _is_colour(text):
                self._accent_news.say(_("Write the colour as # and six of 0-9 and A-F, for example #0B5563."))
                continue
            brand.pop(name, None)
            if text:
                brand[name] = text
        if brand != dict(self._session.now_open.checkup.brand):
            self._session.save_brand(brand)
            self._again()
        if _is_colour(brand.get("accent", "")):
            self._tell_accent(brand["accent"])

    def _tell_accent(self, colour: str) -> None:
        if not colour:
            self._accent_news.say("")
        elif readable(colour).upper() == colour.upper():
            self._accent_news.say(_("This colour can be read on white."))
        else:
            text = _("Too light to read on white: {colour} is printed instead.")
            self._accent_news.say(text.format(colour=readable(colour)))

    def _choose_logo(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", "*.png *.jpg *.jpeg")
        if path:
            self.take_logo(Path(path))

    def take_logo(self, path: Path) -> None:
        """Put a picture on the report, or say why it can't be."""
        try:
            data = checked_logo(path.read_bytes(), path.name)
        except OSError:
            self._logo_news.say(_("The picture can’t be read. Choose another one."))
        except UserError as error:
            self._logo_news.say(str(error))
        else:
            self._take_logo(base64.b64encode(data).decode())

    def _take_logo(self, text: str) -> None:
        brand = {name: value for name, value in self._session.now_open.checkup.brand.items() if name != "logo"}
        self._session.save_brand({**brand, "logo": text} if text else brand)
        self._show()

    # own words

    def _add_words(self, column: QVBoxLayout) -> None:
        phrasing = self._session.phrasing()
        outline = make_outline(phrasing.pack, phrasing.words, phrasing.checkup, phrasing.result, self._options)
        note = _("Put a passage into your own words. It is marked as edited, and can be taken back.")
        inside = self.section(column, _("Your own words"), note)
        self._lines = {}
        for section in outline.sections:
            if section.id in _OWN_SECTIONS and (self._every_passage or section.id == _OWN_SECTIONS[0]):
                inside.addWidget(Text(self.theme, section.title, "body-strong"))
                inside.addSpacing(self.theme.sp(6))
                for passage in passages(section):
                    self._add_passage(inside, passage)
        if not self._every_passage:
            more = Button(self.theme, _("Passages of the other pages"), "secondary", compact=True)
            more.clicked.connect(self._show_every_passage)
            inside.addWidget(flowing(more))

    def _show_every_passage(self) -> None:
        self._every_passage = True
        self._show()

    def _add_passage(self, inside: QVBoxLayout, passage: Paragraph) -> None:
        edits = self._session.now_open.checkup.edits
        line = WrittenLine(self.theme, passage.label or _("Passage"))
        original = passage.original or passage.text
        line.setPlainText(edits.get(passage.id, original))
        line.finished.connect(lambda one=passage.id: self._keep_words(one))
        self._lines[passage.id] = (line, original)
        inside.addWidget(line)
        if passage.id in edits:
            back = Button(self.theme, _("Back to the original"), "quiet", "undo-2", compact=True)
            back.setAccessibleName(_("Back to the original: {text}").format(text=original[:60]))
            back.clicked.connect(lambda _checked=False, one=passage.id: self._restore_words(one))
            row = QHBoxLayout()
            row.addWidget(Text(self.theme, original, "small", "ink2"), 1)
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(row)
        inside.addSpacing(self.theme.sp(12))

    def _keep_words(self, passage: str) -> None:
        line, original = self._lines[passage]
        text = line.toPlainText().strip()
        edits = dict(self._session.now_open.checkup.edits)
        edits.pop(passage, None)
        if text and text != original:
            edits[passage] = text
        if edits != dict(self._session.now_open.checkup.edits):
            self._session.save_edits(edits)
            self._again()

    def _restore_words(self, passage: str) -> None:
        edits = {own: text for own, text in self._session.now_open.checkup.edits.items() if own != passage}
        self._session.save_edits(edits)
        self._show()

    # pages

    def _draw(self) -> None:
        self._turn, self._complete = self._turn + 1, False
        turn, phrasing = self._turn, self._session.phrasing()
        future = self._parts.background.submit(self._parts.make_report, phrasing, self._options, ".pdf")
        self._courier.bring(future, lambda data: self._begin(turn, data), lambda error: self._complain(turn, error))

    def _begin(self, turn: int, data: bytes) -> None:
        if turn != self._turn:
            return
        self._data = data
        layout = self._pages.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._ask_page(turn, 1)

    def _ask_page(self, turn: int, page: int) -> None:
        ratio = self.devicePixelRatioF()
        width = round(min(self.theme.px(_PAGE_WIDTH), max(200, self._pages.width() - 4)) * ratio)
        future = self._parts.background.submit(self._parts.page_picture, self._data, page, width)
        self._courier.bring(
            future, lambda one: self._take_page(turn, one, ratio), lambda error: self._complain(turn, error)
        )

    def _take_page(self, turn: int, one: PagePicture, ratio: float) -> None:
        layout = self._pages.layout()
        if turn != self._turn or layout is None:
            return
        layout.addWidget(PageBox(self.theme, one, ratio))
        if one.page == 1:
            text = _("1 page.") if one.pages == 1 else _("{pages} pages.").format(pages=one.pages)
            self._news.say(text)
            announce(self, text)
        self._pages.updateGeometry()
        QTimer.singleShot(0, self, self.scroll_area.fit)
        if one.page < one.pages:
            self._ask_page(turn, one.page + 1)
        else:
            self._complete = True

    def _complain(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        if not isinstance(error, UserError):
            raise error
        self._news.say(str(error))

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        names = {
            ".pdf": _("Save PDF"),
            ".html": _("Save the web page"),
            ".docx": _("Save the document"),
            ".xlsx": _("Save the plan"),
            ".ics": _("Save the dates"),
        }
        return Foot(names[self._format], _("Print"), _("Back to the result"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll and Enter saves."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is being typed."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()

    def commit(self) -> None:
        """Save it."""
        self.save_wanted.emit()

    def second(self) -> None:
        """Print it."""
        self.print_wanted.emit()

    def third(self) -> None:
        """Show the result."""
        self.result_wanted.emit()


def _is_colour(text: str) -> bool:
    return len(text) == _COLOUR and text[0] == "#" and all(sign in "0123456789abcdefABCDEF" for sign in text[1:])
