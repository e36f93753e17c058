"""The report before it leaves: for whom, on which paper, what is in it, whose words, and the real pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NOTE_LIMIT
from plateau_doctor.i18n import _
from plateau_doctor.report import SECTIONS, ReportOptions, default_paper, make_outline
from plateau_doctor.report.edits import passages
from plateau_doctor.report.reader import sections_for
from plateau_doctor.ui.brand_form import BrandForm
from plateau_doctor.ui.fields import WrittenLine
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import ENTER, Foot
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.preview import Preview
from plateau_doctor.ui.report_choices import Contents, ReportChoices
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Text

if TYPE_CHECKING:
    from plateau_doctor.core.compare import Comparison
    from plateau_doctor.report.blocks import Paragraph

_OWN_SECTIONS = ("answer", "standing", "why", "sums", "plan", "together", "change", "method")
"""Sections whose passages can be put into own words; the first page's stand there at once."""
_REMEMBERED = ("paper", "large_print", "greyscale")
"""What the next report begins with."""


class ReportPage(Sheet):
    """Choices at the top, the pages below them; what is chosen is drawn anew at once."""

    place = "result"
    preview: Preview

    save_wanted = Signal()
    print_wanted = Signal()
    result_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, parts: Parts) -> None:
        super().__init__(theme, _("Report"))
        self._session, self._parts = session, parts
        self._options = ReportOptions()
        self._format = ".pdf"
        self._every_passage = False
        self._lines: dict[str, tuple[WrittenLine, str, QWidget]] = {}
        self.brand: BrandForm | None = None

    @property
    def options(self) -> ReportOptions:
        """How the report is to be made."""
        return self._options

    @property
    def format(self) -> str:
        """The suffix of the file that is to be saved."""
        return self._format

    def show_report(self, comparison: Comparison | None = None) -> None:
        """Show the choices as they were, and the pages of the check-up that is open, with what changed since one."""
        one, usual = self._session.now_open, self._parts.settings.now
        self._options = replace(
            self._options,
            paper=usual.paper or default_paper(one.checkup.business.country),
            large_print=usual.large_print,
            greyscale=usual.greyscale,
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
        words = _(
            "What you see below is what is saved and printed. It never holds the name of your computer or of its user."
        )
        column.addWidget(Text(self.theme, words, "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        self._add_choices(column)
        self.preview = Preview(self.theme, self._parts)
        self.preview.grown.connect(self.scroll_area.fit)
        self.section(column, _("Pages")).addWidget(self.preview)
        self.brand = None
        if self._parts.settings.now.mode == "consultant":
            self.brand = BrandForm(self.theme, self._session, self._parts.settings)
            self.brand.changed.connect(self._again)
            self.brand.taken.connect(self._show)
            inside = self.section(column, _("Your name on it"), _("Printed on the first page and at the end."))
            inside.addWidget(self.brand)
        self._add_words(column)
        self.settle()
        self.preview.ask(self._session.phrasing(), self._options, at_once=True)

    # choices

    def _add_choices(self, column: QVBoxLayout) -> None:
        choices = ReportChoices(self.theme, self._options, self._format)
        choices.chosen.connect(self._choose)
        choices.format_chosen.connect(self._choose_format)
        note = _("The team sees no notes and no names, the board no notes.")
        self.section(column, _("Reader and paper"), note).addWidget(choices)
        self._contents = Contents(self.theme)
        self._contents.chosen.connect(self._choose_sections)
        self.section(column, _("What is in it")).addWidget(self._contents)
        self._show_contents()

    def _choose(self, name: str, value: Any) -> None:
        self._options = replace(self._options, **{name: value})
        if name in _REMEMBERED:
            self._parts.settings.change(**{name: value})
        if name == "reader":
            self._options = replace(self._options, sections=())
            self._show_contents()
        self._again()

    def _show_contents(self) -> None:
        """Offer the sections that the reader may have and that have something to tell."""
        phrasing, options = self._session.phrasing(), replace(self._options, sections=SECTIONS)
        outline = make_outline(phrasing.pack, phrasing.words, phrasing.checkup, phrasing.result, options)
        wanted = sections_for(self._options.reader, self._options.sections)
        self._contents.show_sections([(one.id, one.title) for one in outline.sections], wanted)

    def _choose_sections(self, wanted: tuple[str, ...]) -> None:
        self._options = replace(self._options, sections=wanted)
        self._again()

    def _choose_format(self, suffix: str) -> None:
        self._format = suffix
        self.tell_foot()

    def _again(self) -> None:
        """Draw the pages anew once no more choices come."""
        self.preview.ask(self._session.phrasing(), self._options)

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
                for number, passage in enumerate(passages(section), start=1):
                    name = passage.label or _("{section}, passage {n}").format(section=section.title, n=number)
                    self._add_passage(inside, passage, name)
        if not self._every_passage:
            more = Button(self.theme, _("Passages of the other pages"), "secondary", compact=True)
            more.clicked.connect(self._show_every_passage)
            inside.addWidget(flowing(more))

    def _show_every_passage(self) -> None:
        self._every_passage = True
        self._show()

    def _add_passage(self, inside: QVBoxLayout, passage: Paragraph, name: str) -> None:
        edits = self._session.now_open.checkup.edits
        line = WrittenLine(self.theme, name, NOTE_LIMIT)
        original = passage.original or passage.text
        line.setPlainText(edits.get(passage.id, original))
        line.finished.connect(lambda one=passage.id: self._keep_words(one))
        line.left.connect(self.setFocus)
        inside.addWidget(line)
        back = Button(self.theme, _("Back to the original"), "quiet", "undo-2", compact=True)
        back.setAccessibleName(_("Back to the original: {text}").format(text=original[:60]))
        back.clicked.connect(lambda _checked=False, one=passage.id: self._restore_words(one))
        before = QWidget()
        row = QHBoxLayout(before)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self.theme, original, "small", "ink2"), 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        before.setVisible(passage.id in edits)
        inside.addWidget(before)
        inside.addSpacing(self.theme.sp(12))
        self._lines[passage.id] = (line, original, before)

    def _keep_words(self, passage: str) -> None:
        line, original, before = self._lines[passage]
        text = clean(line.toPlainText()).strip()
        if not text:
            line.setPlainText(original)
        edits = dict(self._session.now_open.checkup.edits)
        edits.pop(passage, None)
        if text and text != original:
            edits[passage] = text
        if edits != dict(self._session.now_open.checkup.edits):
            self._session.details.save_edits(edits)
            before.setVisible(passage in edits)
            self.scroll_area.fit()
            self._again()

    def _restore_words(self, passage: str) -> None:
        edits = {own: text for own, text in self._session.now_open.checkup.edits.items() if own != passage}
        self._session.details.save_edits(edits)
        self._show()

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        names = {
            ".pdf": _("Save PDF"),
            ".html": _("Save the web page"),
            ".docx": _("Save the document"),
            ".xlsx": _("Save the plan"),
            ".csv": _("Save the plan"),
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

    def remember(self) -> object:
        """Return the reader, the sections, the kind of file, and whether every passage is shown."""
        return self._options.reader, self._options.sections, self._format, self._every_passage

    def recall(self, kept: object) -> None:
        """Choose again what was chosen."""
        if isinstance(kept, tuple):
            reader, sections, self._format, self._every_passage = kept
            self._options = replace(self._options, reader=reader, sections=sections)
            self._show()
            self.tell_foot()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter lead to the next field while one is being filled in."""
        if event.key() in ENTER and isinstance(self.focusWidget(), QLineEdit | WrittenLine):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Save it."""
        self.save_wanted.emit()

    def second(self) -> None:
        """Print it."""
        self.print_wanted.emit()

    def third(self) -> None:
        """Show the result."""
        self.result_wanted.emit()
