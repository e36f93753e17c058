"""From neutral blocks to what reportlab's Platypus sets on the page; the only place that makes its paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from plateau_doctor.report import blocks as b
from plateau_doctor.report.faces import REGULAR, STRONG, printable, width_of
from plateau_doctor.report.structure import Node, Role
from plateau_doctor.report.styles import Look
from plateau_doctor.report.tagged import LayoutMarks
from plateau_doctor.report.text import escaped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHORT_LIST = 800
"""Signs of a list that stays on one page."""
_PAD = 6.0


def markup(text: str, *, strong: bool = False, href: str = "") -> str:
    """Return markup of a text that shows it as it was typed, or with a sign's stand-in where the face lacks it."""
    safe = escaped(printable(text))
    if strong:
        safe = f'<font name="{STRONG}">{safe}</font>'
    return f'<a href="#{href}">{safe}</a>' if href else safe


class Spoken(Paragraph):  # type: ignore[misc]
    """A paragraph that is the content of an element; its parts on other pages belong to the same one."""

    node: Node

    def split(self, width: float, height: float) -> list[Spoken]:
        """Return the parts of a paragraph that goes over a page."""
        parts: list[Spoken] = super().split(width, height)
        for part in parts:
            part.node = self.node
        return parts

    def draw(self) -> None:
        """Draw the words as marked content."""
        with self.canv.marked(self.node):
            super().draw()


def _refs(refs: Sequence[str], anchors: frozenset[str]) -> str:
    parts = [markup(ref, href=f"answer-{ref}" if f"answer-{ref}" in anchors else "") for ref in refs]
    return f" ({', '.join(parts)})" if parts else ""


class Anchor(Flowable):  # type: ignore[misc]
    """A place of no height that links and the list of contents can go to."""

    def __init__(self, name: str, title: str = "", level: int = 0) -> None:
        """Name the place; with a title it also stands in the list of contents."""
        super().__init__()
        self.width = self.height = 0
        self._name, self._title, self._level = name, title, level
        self.keepWithNext = 1

    def draw(self) -> None:
        """Mark the place on the page that is being drawn."""
        self.canv.bookmarkHorizontal(self._name, 0, 16)
        if self._title:
            self.canv.addOutlineEntry(printable(self._title), self._name, self._level, closed=False)


class Picture(Flowable):  # type: ignore[misc]
    """A chart of a width in points; `dry` only takes its room, for the pass that counts the pages."""

    def __init__(self, chart: Figure, width: float, node: Node, scale: float, *, dry: bool) -> None:
        """Keep the chart, whose height is known, to be drawn `scale` times as large."""
        super().__init__()
        self._chart, self._node, self._scale = chart, node, scale
        self.width, self.height = width, float(self._chart.get_size_inches()[1]) * 72 * self._scale
        self._dry = dry

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the vectors."""
        if self._dry:
            return
        from plateau_doctor.report.rlrenderer import draw_figure

        left, foot = self.canv.absolutePosition(0, 0)
        self._node.box = (left, foot, left + self.width, foot + self.height)
        with self.canv.marked(self._node):
            self.canv.saveState()
            self.canv.scale(self._scale, self._scale)
            draw_figure(self._chart, self.canv, 0, 0)
            self.canv.restoreState()


class Mark(Flowable):  # type: ignore[misc]
    """A logo in a box of at most 180 by 40 points."""

    def __init__(self, block: b.Logo, node: Node) -> None:
        """Read how large the picture is."""
        super().__init__()
        from reportlab.lib.utils import ImageReader

        self._picture, self._node = ImageReader(io.BytesIO(block.data)), node
        across, high = self._picture.getSize()
        scale = min(180 / across, 40 / high)
        self.width, self.height, self.spaceAfter = across * scale, high * scale, 8

    def draw(self) -> None:
        """Draw the picture as a figure."""
        left, foot = self.canv.absolutePosition(0, 0)
        self._node.box = (left, foot, left + self.width, foot + self.height)
        with self.canv.marked(self._node):
            self.canv.drawImage(self._picture, 0, 0, self.width, self.height)


class WriteLine(Flowable):  # type: ignore[misc]
    """A label with room to write on by hand."""

    def __init__(self, label: str, node: Node, look: Look) -> None:
        """Keep the label."""
        super().__init__()
        self._label, self._node, self._look = printable(label), node, look
        self._size, self._height = look.size(9), 20.0 * look.unit
        self._width = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self._width = width
        return width, self._height

    def draw(self) -> None:
        """Draw the label and the line behind it."""
        canvas = self.canv
        with canvas.marked(self._node):
            canvas.setFont(REGULAR, self._size)
            canvas.setFillColor(self._look.colour("ink2"))
            canvas.drawString(0, 4, self._label)
        with canvas.artifact():
            canvas.setStrokeColor(self._look.colour("edge"))
            canvas.setLineWidth(0.6)
            canvas.line(width_of(self._label, REGULAR, self._size) + 5, 2.5, self._width, 2.5)


def _columns(cells: Sequence[Any], widths: Sequence[float], commands: Sequence[tuple[Any, ...]] = ()) -> Table:
    """Return a row of cells side by side without any frame; a row that is longer than the page is split."""
    table = Table([list(cells)], colWidths=list(widths), splitInRow=1, hAlign="LEFT", renderCB=LayoutMarks())
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            *commands,
        ]
    )
    return table


class Setter:
    """Turns blocks into flowables for a text width in points; `anchors` are the places that links may go to.

    What it makes stands in the structure tree under `within`, in the order in which it is read.
    """

    def __init__(  # noqa: PLR0913 - what a page is set with
        self,
        width: float,
        anchors: frozenset[str],
        within: Node,
        look: Look,
        charts: dict[int, Figure],
        *,
        dry: bool,
    ) -> None:
        """Keep the width and the anchors; `charts` holds what was drawn before, by the id of its block."""
        self.width, self._anchors, self.within, self._look, self._dry = width, anchors, within, look, dry
        self._charts = charts

    def set(self, block: b.Block) -> list[Flowable]:
        """Return the flowables of any block."""
        method = getattr(self, f"_{type(block).__name__.lower()}")
        result: list[Flowable] = method(block)
        return result

    def _say(self, safe_markup: str, style_name: str, node: Node, **options: Any) -> Spoken:
        """Return a paragraph of markup that `markup` made, as the content of an element."""
        result = Spoken(safe_markup, self._look.style(style_name, **options))
        result.node = node
        return result

    def text(self, block: b.Paragraph, node: Node | None = None, **options: Any) -> Spoken:
        """Return the paragraph of a text block: label, text, references."""
        label = markup(block.label, strong=True) + " " if block.label else ""
        safe = label + markup(block.text) + _refs(block.refs, self._anchors)
        role: Role = "H1" if block.style == "verdict" else "P"
        return self._say(safe, block.style, node or self.within.add(role), **options)

    def _heading(self, block: b.Heading) -> list[Flowable]:
        roles: tuple[Role, ...] = ("H1", "H2", "H3")
        return [self._say(markup(block.text), f"h{block.level}", self.within.add(roles[block.level - 1]))]

    def _paragraph(self, block: b.Paragraph) -> list[Flowable]:
        return [self.text(block)]

    def _bullets(self, block: b.Bullets) -> list[Flowable]:
        points, rows, edge = self.within.add("L"), [], 11 * self._look.unit
        for item in block.items:
            point = points.add("LI")
            dot = self._say(markup("•"), "dot", point.add("Lbl"), tight=True)
            text = self.text(item, point.add("LBody"))
            rows.append(_columns((dot, text), (edge, self.width - edge), [("BOTTOMPADDING", (0, 0), (-1, -1), 3)]))
        short = sum(len(item.text) for item in block.items) < _SHORT_LIST
        return [*([KeepTogether(rows)] if short else rows), Spacer(1, 3)]

    def _keyfacts(self, block: b.KeyFacts) -> list[Flowable]:
        gap = 16.0
        share = (self.width - gap * (len(block.facts) - 1)) / len(block.facts)
        cells: list[Any] = []
        widths: list[float] = []
        for place, (label, value, beneath) in enumerate(block.facts):
            if place:
                cells.append("")
                widths.append(gap)
            fact = self.within.add("Div")
            parts = [self._say(markup(label), "small", fact.add("P"), tight=True)]
            parts.append(self._say(markup(value), "fact", fact.add("P")))
            if beneath:
                parts.append(self._say(markup(beneath), "small", fact.add("P"), tight=True))
            cells.append(parts)
            widths.append(share)
        rules = [
            ("LINEABOVE", (0, 0), (-1, 0), 1.0, self._look.colour("ink")),
            ("TOPPADDING", (0, 0), (-1, -1), _PAD),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        return [Spacer(1, 8), _columns(cells, widths, rules), Spacer(1, 4)]

    def _quote(self, block: b.Quote) -> list[Flowable]:
        reference = _refs((block.question,), self._anchors)
        said = markup(block.label, strong=True) + " " + markup(block.text) + reference
        quote = self.within.add("BlockQuote")
        parts: list[Flowable] = [self._say(said, "body", quote.add("P"), tight=True)]
        if block.note:
            parts.append(self._say(markup(block.note), "body", quote.add("P"), tight=True))
        if block.following:
            parts.append(self._say(markup(block.following), "small", self.within.add("P"), tight=True))
        return [*parts, Spacer(1, 6)]

    def _lines(self, lines: Sequence[b.Line], step: float, box: Node) -> list[Flowable]:
        """Return lines one under the other, `step` points apart."""
        return [part for line in lines for part in (Spacer(1, step), self._line(line, box.add("P")))][1:]

    def _in_pairs(self, lines: Sequence[b.Line], step: float, width: float, box: Node) -> Table:
        """Return lines in two columns, read down the first and then down the second."""
        half, gap = -(-len(lines) // 2), 18.0
        left, right = (self._lines(part, step, box) for part in (lines[:half], lines[half:]))
        return _columns((left, "", right), ((width - gap) / 2, gap, (width - gap) / 2))

    def _line(self, line: b.Line, node: Node) -> Flowable:
        if not line.text:
            return WriteLine(line.label, node, self._look)
        return self._say(markup(line.label, strong=True) + " " + markup(line.text), "body", node, tight=True)

    def _actionbox(self, block: b.ActionBox) -> list[Flowable]:
        side = 142.0 if block.side and not self._look.large else 0.0
        gap, number = (18.0 if side else 0.0), 24.0 * self._look.unit
        middle = self.width - number - gap - side
        above, below, step = (9, 11, 2) if block.roomy else (7, 9, 1)
        box = self.within.add("Div")
        cells: list[Any] = [self._say(markup(str(block.number)), "number", box.add("P"), tight=True)]
        title = markup(block.title) + _refs(block.refs, self._anchors)
        strong = self._say(title, "strong", box.add("P"), tight=True)
        below_title = [strong, Spacer(1, step), *self._lines(block.parts, step, box)]
        if block.side and not side:
            below_title += [Spacer(1, step), self._in_pairs(block.side, step, middle, box)]
        cells.append(below_title)
        widths = [number, middle]
        if side:
            cells += ["", self._lines(block.side, step, box)]
            widths += [gap, side]
        rules = [
            ("LINEABOVE", (0, 0), (-1, 0), 0.6, self._look.colour("edge")),
            ("TOPPADDING", (0, 0), (-1, -1), above),
            ("TOPPADDING", (0, 0), (0, 0), above - 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), below),
        ]
        return [KeepTogether([_columns(cells, widths, rules)])]

    def _entry(self, block: b.Entry) -> list[Flowable]:
        entry = self.within.add("Div")
        ask = self._say(
            f'<a name="answer-{block.question}"/>' + markup(block.question, strong=True) + " " + markup(block.ask),
            "body",
            entry.add("P"),
            tight=True,
        )
        step = markup(block.step, strong=True) + " " + markup(block.chosen)
        chosen = self._say(step, "body", entry.add("P"), tight=True, indent=24)
        remarks = [self.text(remark, entry.add("P"), tight=True, indent=24) for remark in block.remarks]
        return [KeepTogether([ask, chosen, *remarks]), Spacer(1, 6)]

    def _picture(self, figure: b.Figure, width: float) -> Picture:
        from plateau_doctor.report.charts import draw

        scale = self._look.unit
        if id(figure) not in self._charts:
            self._charts[id(figure)] = draw(figure.data, width / scale, self._look.palette)
        said = printable(" ".join((figure.alt, *figure.values)))
        return Picture(self._charts[id(figure)], width, self.within.add("Figure", said), scale, dry=self._dry)

    def _figure(self, block: b.Figure) -> list[Flowable]:
        parts: list[Flowable] = [self._picture(block, self.width), Spacer(1, 5)]
        if block.caption:
            parts.append(self._say(markup(block.caption), "body", self.within.add("P")))
        parts += [self._say(markup(value), "small", self.within.add("P")) for value in block.values]
        return [KeepTogether(parts), Spacer(1, 6)]

    def _beside(self, block: b.Beside) -> list[Flowable]:
        if self._look.large:
            return [*(self.text(one) for one in block.left), self._picture(block.figure, self.width), Spacer(1, 8)]
        gap, right = 18.0, 246.0
        left = self.width - gap - right
        cells = [[self.text(one) for one in block.left], "", self._picture(block.figure, right)]
        return [_columns(cells, (left, gap, right)), Spacer(1, 8)]

    def _logo(self, block: b.Logo) -> list[Flowable]:
        return [Mark(block, self.within.add("Figure", printable(block.alt)))]

    def _pagebreak(self, _block: b.PageBreak) -> list[Flowable]:
        return [PageBreak()]
