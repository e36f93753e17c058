"""The report for a word processor: real headings, lists and tables, to be changed, copied from and printed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from string import Formatter
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from plateau_doctor.report import blocks as b
from plateau_doctor.report.docx_parts import (
    add_field,
    add_link,
    always_the_same,
    keep_whole,
    mark_place,
    rule_above,
    set_padding,
)
from plateau_doctor.report.docx_style import LINK, MARGIN, PAPERS, new_document
from plateau_doctor.report.order import Ranks, answer_ids, has_verdict, runs
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.pictures import png_of
from plateau_doctor.report.text import cleaned, one_line

_LOGO = 36.0
_SMALL_WIDTH = 256.0
_PIXELS = 200 / 72
"""Pixels a point: 200 an inch."""
_NUMBER, _SIDE = 9.0, 48.0
"""Widths of an action's first and last column in millimetres."""
_LONGEST_NAME = 60
_STYLES = {"body": "Normal", "lead": "Report lead", "small": "Report small", "verdict": "Heading 1"}


def make_docx(outline: b.Outline, options: b.ReportOptions) -> bytes:
    """Return the report as a DOCX; the same outline gives the same bytes."""
    document = new_document(outline, options.paper)
    width = PAPERS[options.paper][0] - 2 * MARGIN
    _write_footer(document, outline)
    setter = _Setter(document, outline, width)
    if not has_verdict(outline):
        setter.heading(outline.title, 1)
    for section in outline.sections:
        setter.section(section)
    made = io.BytesIO()
    document.save(made)
    return always_the_same(made.getvalue())


def _write_footer(document: Any, outline: b.Outline) -> None:
    """Write the footer with the numbers as fields, a long name cut, and the mark of every page above it."""
    if outline.mark:
        document.sections[0].header.paragraphs[0].add_run(outline.mark)
    paragraph = document.sections[0].footer.paragraphs[0]
    for text, gap, _form, _turn in Formatter().parse(outline.footer):
        if text:
            paragraph.add_run(text)
        if gap == "business":
            paragraph.add_run(one_line(outline.business, _LONGEST_NAME))
        elif gap in ("page", "pages"):
            add_field(paragraph, "PAGE" if gap == "page" else "NUMPAGES")


def _place(question: str) -> str:
    """Return the name of the place where an answer stands; Word knows letters, digits and underscores."""
    return "answer_" + re.sub(r"\W", "_", question)


class _Setter:
    """Turns blocks into paragraphs and tables for a text width in millimetres."""

    def __init__(self, document: Any, outline: b.Outline, width: float) -> None:
        self._document, self._width, self._answers = document, width, answer_ids(outline)
        self._ranks = Ranks(1)
        self._new_page = False
        self._places = 0

    def section(self, section: b.Section) -> None:
        """Set a section; each but the first starts on a new page."""
        self._new_page = bool(self._document.element.body.xpath("w:p|w:tbl"))
        self._ranks = Ranks(1)
        for run in runs(section.blocks):
            if isinstance(run[0], b.ActionBox):
                self._moves([block for block in run if isinstance(block, b.ActionBox)])
            else:
                getattr(self, f"_{type(run[0]).__name__.lower()}")(run[0])

    def heading(self, text: str, rank: int) -> None:
        """Set a heading."""
        self._write(self._add(f"Heading {rank}"), text)

    def _add(self, style: str, cell: Any = None) -> Any:
        """Return a new paragraph at the end of the document or of a cell, on a new page where one is due."""
        if cell is not None:
            empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs and not cell.paragraphs[0].text
            paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
            paragraph.style = style
            return paragraph
        paragraph = self._document.add_paragraph(style=style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before, self._new_page = True, False
        return paragraph

    @staticmethod
    def _write(paragraph: Any, text: str, *, strong: bool = False) -> Any:
        """Add a text as it was typed; line ends become line breaks."""
        run = paragraph.add_run(cleaned(text))
        if strong:
            run.bold = True
        return paragraph

    def _write_refs(self, paragraph: Any, refs: Sequence[str]) -> None:
        for place, ref in enumerate(refs):
            self._write(paragraph, ", " if place else " (")
            if ref in self._answers:
                add_link(paragraph, cleaned(ref), _place(ref), LINK)
            else:
                self._write(paragraph, ref)
        if refs:
            self._write(paragraph, ")")

    def _text(self, block: b.Paragraph, style: str, cell: Any = None) -> Any:
        paragraph = self._add(style, cell)
        if block.label:
            self._write(paragraph, block.label, strong=True)
            self._write(paragraph, " ")
        self._write(paragraph, block.text)
        self._write_refs(paragraph, block.refs)
        return paragraph

    def _heading(self, block: b.Heading) -> None:
        self.heading(block.text, self._ranks.of(block.level))

    def _paragraph(self, block: b.Paragraph) -> None:
        if block.style == "verdict":
            self._ranks.of(1)
        self._text(block, _STYLES[block.style])

    def _bullets(self, block: b.Bullets) -> None:
        for item in block.items:
            self._text(item, "List Bullet")

    def _table(self, widths: Sequence[float]) -> Any:
        """Return a table without rows, its columns in millimetres; a table can't start a page, so a gap does."""
        if self._new_page:
            self._add("Report gap")
        table = self._document.add_table(rows=0, cols=len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    @staticmethod
    def _row(table: Any, widths: Sequence[float]) -> Any:
        row = table.add_row()
        keep_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        return row.cells

    def _keyfacts(self, block: b.KeyFacts) -> None:
        widths = [self._width / len(block.facts)] * len(block.facts)
        table = self._table(widths)
        rule_above(table, paper_palette().ink, 8)
        set_padding(table, 100, 60, 160)
        for cell, (label, value, beneath) in zip(self._row(table, widths), block.facts, strict=True):
            self._write(self._add("Report small", cell), label)
            self._write(self._add("Report fact", cell), value)
            if beneath:
                self._write(self._add("Report small", cell), beneath)
        self._add("Report gap")

    def _moves(self, boxes: Sequence[b.ActionBox]) -> None:
        """Set actions as the rows of one table: number, what to do, who and by when."""
        sided = any(box.side for box in boxes)
        side = _SIDE if sided else 0.0
        widths = [_NUMBER, self._width - _NUMBER - side, *([side] if sided else [])]
        table = self._table(widths)
        rule_above(table, paper_palette().edge, 4, between=True)
        set_padding(table, 120, 160, 120)
        for box in boxes:
            number, middle, *last = self._row(table, widths)
            self._write(self._add("Report number", number), str(box.number))
            title = self._write(self._add("Report tight", middle), box.title, strong=True)
            self._write_refs(title, box.refs)
            self._lines(box.parts, middle, widths[1] - 3)
            for cell in last:
                self._lines(box.side, cell, side - 3)
        self._add("Report gap")

    def _lines(self, lines: Sequence[b.Line], cell: Any, width: float) -> None:
        for line in lines:
            paragraph = self._write(self._add("Report tight", cell), line.label, strong=True)
            if line.text:
                self._write(paragraph, f" {line.text}")
                continue
            form = paragraph.paragraph_format
            form.space_before = Pt(6)
            form.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
            paragraph.add_run(" \t")

    def _quote(self, block: b.Quote) -> None:
        said = b.Paragraph(block.text, label=block.label, refs=(block.question,))
        self._text(said, "Report tight")
        if block.note:
            self._write(self._add("Report tight"), block.note)
        if block.following:
            self._write(self._add("Report small"), block.following)
        self._add("Report gap")

    def _entry(self, block: b.Entry) -> None:
        asked = self._text(b.Paragraph(block.ask, label=block.question), "Report tight")
        asked.paragraph_format.keep_with_next = True
        asked.paragraph_format.space_before = Pt(7)
        self._places += 1
        mark_place(asked, _place(block.question), self._places)
        self._text(b.Paragraph(block.chosen, label=block.step), "Report answer")
        for remark in block.remarks:
            self._text(remark, "Report remark")

    def _picture(self, figure: b.Figure, points: float) -> None:
        """Set a chart with the sentence that is read aloud for it."""
        paragraph = self._add("Normal")
        paragraph.paragraph_format.keep_with_next = bool(figure.caption or figure.values)
        picture = paragraph.add_run().add_picture(io.BytesIO(png_of(figure.data, points, _PIXELS)), width=Pt(points))
        picture._inline.docPr.set("descr", cleaned(figure.alt))

    def _figure(self, block: b.Figure) -> None:
        self._picture(block, Mm(self._width).pt)
        if block.caption:
            self._write(self._add("Normal"), block.caption)
        for value in block.values:
            self._write(self._add("Report small"), value)

    def _beside(self, block: b.Beside) -> None:
        """Set the text, then the figure beneath it: headings in a table are missing from the list of headings."""
        for one in block.left:
            self._paragraph(one)
        self._picture(block.figure, _SMALL_WIDTH)

    def _logo(self, block: b.Logo) -> None:
        picture = self._add("Normal").add_run().add_picture(io.BytesIO(block.data), height=Pt(_LOGO))
        picture._inline.docPr.set("descr", cleaned(block.alt))

    def _pagebreak(self, _block: b.PageBreak) -> None:
        self._new_page = True
