"""From neutral blocks to what reportlab's Platypus sets on the page; the only place that makes its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from plateau_doctor.report import blocks as b
from plateau_doctor.report.faces import REGULAR, STRONG, printable, width_of
from plateau_doctor.report.styles import colour, style
from plateau_doctor.report.text import escaped

_PAD = 6.0


def markup(text: str, *, strong: bool = False, href: str = "") -> str:
    """Return markup of a text that shows it as it was typed, or with a sign's stand-in where the face lacks it."""
    safe = escaped(printable(text))
    if strong:
        safe = f'<font name="{STRONG}">{safe}</font>'
    return f'<a href="#{href}">{safe}</a>' if href else safe


def paragraph(safe_markup: str, style_name: str, **options: Any) -> Paragraph:
    """Return a Platypus paragraph of markup that `markup` made."""
    return Paragraph(safe_markup, style(style_name, **options))


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

    def __init__(self, figure: b.Figure, width: float, *, dry: bool) -> None:
        """Draw the chart right away, so that its height is known."""
        super().__init__()
        from plateau_doctor.report.charts import draw

        self._chart = draw(figure.data, width)
        self.width, self.height = width, float(self._chart.get_size_inches()[1]) * 72
        self._dry = dry

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the vectors."""
        if self._dry:
            return
        from plateau_doctor.report.rlrenderer import draw_figure

        draw_figure(self._chart, self.canv, 0, 0)


class WriteLine(Flowable):  # type: ignore[misc]
    """A label with room to write on by hand."""

    def __init__(self, label: str, height: float = 20.0) -> None:
        """Keep the label."""
        super().__init__()
        self._label, self._height = printable(label), height
        self._width = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self._width = width
        return width, self._height

    def draw(self) -> None:
        """Draw the label and the line behind it."""
        canvas = self.canv
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(colour("ink2"))
        canvas.drawString(0, 4, self._label)
        canvas.setStrokeColor(colour("edge"))
        canvas.setLineWidth(0.6)
        canvas.line(width_of(self._label, REGULAR, 9) + 5, 2.5, self._width, 2.5)


def _columns(cells: Sequence[Any], widths: Sequence[float], commands: Sequence[tuple[Any, ...]] = ()) -> Table:
    """Return a row of cells side by side without any frame; a row that is longer than the page is split."""
    table = Table([list(cells)], colWidths=list(widths), splitInRow=1, hAlign="LEFT")
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
    """Turns blocks into flowables for a text width in points; `anchors` are the places that links may go to."""

    def __init__(self, width: float, anchors: frozenset[str], *, dry: bool) -> None:
        """Keep the width and the anchors."""
        self.width, self._anchors, self._dry = width, anchors, dry

    def set(self, block: b.Block) -> list[Flowable]:
        """Return the flowables of any block."""
        method = getattr(self, f"_{type(block).__name__.lower()}")
        result: list[Flowable] = method(block)
        return result

    def text(self, block: b.Paragraph, **options: Any) -> Paragraph:
        """Return the paragraph of a text block: label, text, references."""
        label = markup(block.label, strong=True) + " " if block.label else ""
        safe = label + markup(block.text) + _refs(block.refs, self._anchors)
        return paragraph(safe, block.style, **options)

    def _heading(self, block: b.Heading) -> list[Flowable]:
        return [paragraph(markup(block.text), f"h{block.level}")]

    def _paragraph(self, block: b.Paragraph) -> list[Flowable]:
        return [self.text(block)]

    def _bullets(self, block: b.Bullets) -> list[Flowable]:
        rows = [
            _columns(
                ("•", self.text(item)),
                (11, self.width - 11),
                [
                    ("LEADING", (0, 0), (0, 0), 14),
                    ("FONTSIZE", (0, 0), (0, 0), 10.5),
                    ("TEXTCOLOR", (0, 0), (0, 0), colour("accent")),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ],
            )
            for item in block.items
        ]
        return [*rows, Spacer(1, 3)]

    def _keyfacts(self, block: b.KeyFacts) -> list[Flowable]:
        gap = 16.0
        share = (self.width - gap * (len(block.facts) - 1)) / len(block.facts)
        cells: list[Any] = []
        widths: list[float] = []
        for place, (label, value, beneath) in enumerate(block.facts):
            if place:
                cells.append("")
                widths.append(gap)
            parts = [paragraph(markup(label), "small", tight=True), paragraph(markup(value), "fact")]
            if beneath:
                parts.append(paragraph(markup(beneath), "small", tight=True))
            cells.append(parts)
            widths.append(share)
        rules = [
            ("LINEABOVE", (0, 0), (-1, 0), 1.0, colour("ink")),
            ("TOPPADDING", (0, 0), (-1, -1), _PAD),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        return [Spacer(1, 8), _columns(cells, widths, rules), Spacer(1, 4)]

    def _quote(self, block: b.Quote) -> list[Flowable]:
        reference = _refs((block.question,), self._anchors)
        said = markup(block.label, strong=True) + " " + markup(block.text) + reference
        parts: list[Flowable] = [paragraph(said, "body", tight=True)]
        if block.note:
            parts.append(paragraph(markup(block.note), "body", tight=True))
        if block.following:
            parts.append(paragraph(markup(block.following), "small", tight=True))
        return [*parts, Spacer(1, 6)]

    def _lines(self, lines: Sequence[b.Line], step: float) -> list[Flowable]:
        """Return lines one under the other, `step` points apart."""
        return [part for line in lines for part in (Spacer(1, step), self._line(line))][1:]

    def _line(self, line: b.Line) -> Flowable:
        if not line.text:
            return WriteLine(line.label)
        return paragraph(markup(line.label, strong=True) + " " + markup(line.text), "body", tight=True)

    def _actionbox(self, block: b.ActionBox) -> list[Flowable]:
        side = 142.0 if block.side else 0.0
        gap, number = (18.0 if side else 0.0), 24.0
        middle = self.width - number - gap - side
        above, below, step = (10, 14, 3) if block.roomy else (7, 9, 1)
        title = paragraph(markup(block.title) + _refs(block.refs, self._anchors), "strong", tight=True)
        cells: list[Any] = [paragraph(markup(str(block.number)), "number", tight=True)]
        cells.append([title, Spacer(1, step), *self._lines(block.parts, step)])
        widths = [number, middle]
        if side:
            cells += ["", self._lines(block.side, step)]
            widths += [gap, side]
        rules = [
            ("LINEABOVE", (0, 0), (-1, 0), 0.6, colour("edge")),
            ("TOPPADDING", (0, 0), (-1, -1), above),
            ("TOPPADDING", (0, 0), (0, 0), above - 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), below),
        ]
        return [KeepTogether([_columns(cells, widths, rules)])]

    def _entry(self, block: b.Entry) -> list[Flowable]:
        ask = paragraph(
            f'<a name="answer-{block.question}"/>' + markup(block.question, strong=True) + " " + markup(block.ask),
            "body",
            tight=True,
        )
        chosen = paragraph(markup(block.step, strong=True) + " " + markup(block.chosen), "body", tight=True, indent=24)
        ask.keepWithNext = 1
        remarks = [self.text(remark, tight=True, indent=24) for remark in block.remarks]
        return [ask, chosen, *remarks, Spacer(1, 6)]

    def _figure(self, block: b.Figure) -> list[Flowable]:
        parts: list[Flowable] = [Picture(block, self.width, dry=self._dry), Spacer(1, 5)]
        if block.caption:
            parts.append(paragraph(markup(block.caption), "body"))
        parts += [paragraph(markup(value), "small") for value in block.values]
        return [KeepTogether(parts), Spacer(1, 6)]

    def _beside(self, block: b.Beside) -> list[Flowable]:
        gap, right = 18.0, 246.0
        left = self.width - gap - right
        cells = [[self.text(one) for one in block.left], "", Picture(block.figure, right, dry=self._dry)]
        return [_columns(cells, (left, gap, right)), Spacer(1, 8)]

    def _pagebreak(self, _block: b.PageBreak) -> list[Flowable]:
        return [PageBreak()]
