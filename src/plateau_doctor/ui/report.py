"""The report before it leaves: for whom, on which paper, what is in it, whose words, and the real pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from plateau_doctor.i18n import _
from plateau_doctor.report import SECTIONS, ReportOptions, default_paper, make_outline
from plateau_doctor.report.edits import passages
from plateau_doctor.report.reader import sections_for
from plateau_doctor.ui.brand_form import BrandForm
from plateau_doctor.ui.choices import Choices, Tick
from plateau_doctor.ui.fields import WrittenLine
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Foot
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.preview import Preview
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Text

if TYPE_CHECKING:
    from plateau_doctor.core.compare import Comparison
    from plateau_doctor.report.blocks import Paragraph

_OWN_SECTIONS = ("answer", "standing", "why", "sums", "plan", "together", "change", "method")
"""Sections whose passages can be put into own words; the first page's stand there at once."""


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
        self._ticks: dict[str, Tick] = {}
        self._lines: dict[str, tuple[WrittenLine, str]] = {}
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
        self.preview = Preview(self.theme, self._parts)
        self.preview.grown.connect(self.scroll_area.fit)
        self.section(column, _("Pages")).addWidget(self.preview)
        self.brand = None
        if self._parts.settings.now.mode == "consultant":
            self.brand = BrandForm(self.theme, self._session)
            self.brand.changed.connect(self._again)
            inside = self.section(column, _("Your name on it"), _("Printed on the first page and at the end."))
            inside.addWidget(self.brand)
        self._add_words(column)
        self.settle()
        self.preview.ask(self._session.phrasing(), self._options, at_once=True)

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
        self.preview.ask(self._session.phrasing(), self._options)

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
