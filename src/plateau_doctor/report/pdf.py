"""The printed report: an outline set by Platypus, the same bytes for the same outline in any process."""

from __future__ import annotations

import io
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
)

from plateau_doctor.report import blocks as b
from plateau_doctor.report.faces import REGULAR, lacks, printable, register, width_of
from plateau_doctor.report.flowables import Anchor, Setter, Spoken
from plateau_doctor.report.palette import in_grey, paper_palette, with_accent
from plateau_doctor.report.structure import Node
from plateau_doctor.report.styles import Look
from plateau_doctor.report.tagged import TaggedCanvas, conforming
from plateau_doctor.report.text import one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 18 * mm
_PAPERS = {"a4": A4, "letter": LETTER}
_FOOTER_Y = _MARK_Y = 10 * mm
_FOOTER_SIZE = 9.0
_LONGEST_TITLE = 200
_APPENDICES = ("numbers", "receipts", "answers")
"""An appendix may begin on the last page of another; all else has pages of its own, which stay short."""
_GAP, _ROOM = 26.0, 300.0
"""Points between two sections on a page, and those that the second needs there."""
one_at_a_time = Lock()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """One column of text with a footer; counts its pages."""

    def __init__(self, buffer: io.BytesIO, outline: b.Outline, paper: b.Paper, look: Look, pages: int) -> None:
        self._outline, self._look, self._pages = outline, look, pages
        self.last_page = 0
        title = one_line(printable(outline.title), _LONGEST_TITLE)
        super().__init__(
            buffer,
            pagesize=_PAPERS[paper],
            title=title,
            author=one_line(printable(outline.business), _LONGEST_TITLE),
            subject="",
            keywords="",
            creator="Plateau Doctor",
            producer="Plateau Doctor",
            lang=outline.language,
            displayDocTitle=1,
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=10.5,
            initialLeading=14,
            allowSplitting=1,
        )
        width, height = _PAPERS[paper]
        frame = Frame(
            MARGIN,
            MARGIN,
            width - 2 * MARGIN,
            height - 2 * MARGIN,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [frame], onPageEnd=self._draw_footer))

    def _draw_footer(self, canvas: Any, _document: Any) -> None:
        """Write the footer; a name that is too long for the line is cut."""
        self.last_page = canvas.getPageNumber()
        width = _text_width(self.pagesize)
        size = self._look.size(_FOOTER_SIZE)
        text = footer_text(self._outline, self.last_page, self._pages, width, size)
        with canvas.artifact("Pagination"):
            canvas.saveState()
            canvas.setFont(REGULAR, size)
            canvas.setFillColor(self._look.colour("ink3"))
            canvas.drawString(MARGIN, _FOOTER_Y, text)
            canvas.drawRightString(self.pagesize[0] - MARGIN, self.pagesize[1] - _MARK_Y, self._outline.mark)
            canvas.restoreState()


def _text_width(size: tuple[float, float]) -> float:
    return float(size[0] - 2 * MARGIN)


def footer_text(outline: b.Outline, page: int, pages: int, width: float, size: float = _FOOTER_SIZE) -> str:
    """Return the footer of a page that fits the width: without our name where it is narrow, else the business cut."""
    name, form = one_line(printable(outline.business), _LONGEST_TITLE), outline.footer
    whole = form.format(business=name, page=page, pages=pages)
    if width_of(whole, REGULAR, size) > width:
        form = form.rpartition(" · ")[0] or form
    while True:
        text = form.format(business=name, page=page, pages=pages)
        if width_of(text, REGULAR, size) <= width or len(name) < 2:
            return text
        name = one_line(name[:-2].rstrip("…") + "……", len(name) - 1)


def _joined(story: list[Flowable]) -> list[Flowable]:
    """Put headings into what is kept together after them: Platypus itself loses them where both have a frame."""
    found: list[Flowable] = []
    waiting: list[Flowable] = []
    for one in story:
        if isinstance(one, Spoken) and one.getKeepWithNext():
            waiting.append(one)
        elif waiting and isinstance(one, KeepTogether):
            found.append(KeepTogether([*waiting, *one._content]))
            waiting = []
        else:
            found += [*waiting, one]
            waiting = []
    return found + waiting


def _opening(section: b.Section, before: str, look: Look) -> list[Flowable]:
    """Return how a section opens: on a new page, or between appendices below some room, where there is enough."""
    anchor = Anchor(f"section-{section.id}", section.title)
    if before in _APPENDICES and section.id in _APPENDICES:
        anchor.spaceBefore = _GAP * look.unit  # at the top of a page it counts for nothing
        return [CondPageBreak((_ROOM + _GAP) * look.unit), anchor]
    return [PageBreak(), anchor] if before else [anchor]


def _story(  # noqa: PLR0913 - what a story is set with
    outline: b.Outline, width: float, root: Node, look: Look, charts: dict[int, Figure], *, dry: bool
) -> list[Flowable]:
    """Return everything that goes on the pages; each section opens with its place in the list of contents."""
    anchors = frozenset(
        f"answer-{block.question}"
        for section in outline.sections
        for block in section.blocks
        if isinstance(block, b.Entry)
    )
    setter = Setter(width, anchors, root, look, charts, dry=dry)
    story: list[Flowable] = []
    before = ""
    for section in outline.sections:
        story += _opening(section, before, look)
        before = section.id
        setter.within = root.add("Sect")
        for block in section.blocks:
            story += setter.set(block)
    if any(lacks(text) for text in b.texts_of(outline)):
        story += setter.set(b.Paragraph(outline.unprintable, style="small"))
    return _joined(story)


def _build(  # noqa: PLR0913 - what a pass is made with
    outline: b.Outline, options: b.ReportOptions, look: Look, charts: dict[int, Figure], pages: int, *, dry: bool
) -> tuple[bytes, int]:
    buffer, root = io.BytesIO(), Node("Document")
    document = _Document(buffer, outline, options.paper, look, pages)
    story = _story(outline, _text_width(_PAPERS[options.paper]), root, look, charts, dry=dry)
    maker = partial(TaggedCanvas, root=root, day=outline.day, link=outline.link)
    document._doSave = not dry
    document.build(story, canvasmaker=maker)
    return buffer.getvalue(), document.last_page


def make_pdf(outline: b.Outline, options: b.ReportOptions) -> bytes:
    """Return the report as PDF; the first pass only counts the pages. reportlab's state is shared: one at a time."""
    palette = with_accent(paper_palette(), outline.brand.accent) if outline.brand.accent else paper_palette()
    look = Look(in_grey(palette) if options.greyscale else palette, options.large_print)
    charts: dict[int, Figure] = {}
    with one_at_a_time:
        register()
        with conforming(REGULAR):
            _, pages = _build(outline, options, look, charts, 1, dry=True)
            data, _ = _build(outline, options, look, charts, pages, dry=False)
    return data
