"""The questionnaire on two sheets of paper, to be filled by hand or on a screen; the numbers are the keys' own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from plateau_doctor.core.pack import OUTCOMES, Pack, Question
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import _
from plateau_doctor.report.blocks import FormOptions
from plateau_doctor.report.faces import REGULAR, STRONG, printable, register, width_of
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.pdf import one_at_a_time
from plateau_doctor.report.structure import Node
from plateau_doctor.report.styles import Look
from plateau_doctor.report.tagged import TaggedCanvas, conforming

FORM = "plateau-doctor/form"
"""How a form names itself in its subject: then the pack, its version and the form, with blanks between."""
RECORD = "R"
_MARGIN, _GUTTER = 13 * mm, 8 * mm
_SIZE, _LEADING, _BOX = 9.0, 10.6, 8.0
_HEAD, _INDENT = 17.0, 22.0
_ISSUED = date(2026, 1, 1)
"""The day that a blank form bears; it belongs to no check-up."""


class _Writer:
    """Sets questions one under the other in two columns a page."""

    def __init__(self, canvas: TaggedCanvas, root: Node, options: FormOptions, title: str) -> None:
        self._canvas, self._root, self._options, self._title = canvas, root, options, title
        self._width, self._height = A4 if options.paper == "a4" else LETTER
        self._across = (self._width - 2 * _MARGIN - _GUTTER) / 2
        self._look = Look(paper_palette())
        self._column, self._page = 0, 1
        self._top = self._y = self._height - _MARGIN

    # places

    @property
    def _x(self) -> float:
        return float(_MARGIN + self._column * (self._across + _GUTTER))

    def _need(self, height: float) -> None:
        """Go to the next column or page where there is too little room."""
        if self._y - height >= _MARGIN + 8:
            return
        if self._column == 0:
            self._column, self._y = 1, self._top
            return
        self.finish_page()
        self._canvas.showPage()
        self._page += 1
        self._column, self._top = 0, self._height - _MARGIN
        self._y = self._top

    def finish_page(self) -> None:
        """Write the foot of the page."""
        text = _("{title} · page {page}").format(title=self._title, page=self._page)
        with self._canvas.artifact("Pagination"):
            self._pen(REGULAR, 9, "ink3")
            self._canvas.drawString(_MARGIN, _MARGIN - 8, text)

    # marks

    def _pen(self, face: str, size: float, colour: str = "ink") -> None:
        self._canvas.setFont(face, size)
        self._canvas.setFillColor(self._look.colour(colour))

    def _lines(self, text: str, width: float, face: str = REGULAR) -> list[str]:
        found: list[str] = simpleSplit(printable(text), face, _SIZE, width)
        return found

    def _write(self, lines: list[str], x: float, node: Node, face: str = REGULAR) -> None:
        with self._canvas.marked(node):
            self._pen(face, _SIZE)
            for place, line in enumerate(lines):
                self._canvas.drawString(x, self._y - _SIZE - place * _LEADING + 1, line)

    def _choice(self, question: str, value: str, said: str, x: float, node: Node) -> None:
        """Draw one box to tick at the height of the present line."""
        y = self._y - _BOX
        if not self._options.fillable:
            with self._canvas.artifact():
                self._canvas.setStrokeColor(self._look.colour("ink2"))
                self._canvas.setLineWidth(0.7)
                self._canvas.rect(x, y, _BOX, _BOX)
            return
        self._canvas.within = node
        pens: dict[str, Any] = {
            "borderColor": self._look.colour("ink2"),
            "fillColor": self._look.colour("paper"),
            "textColor": self._look.colour("ink"),
            "borderWidth": 0.7,
        }
        place: dict[str, Any] = {"x": x, "y": y, "size": _BOX, "shape": "square", "buttonStyle": "cross"}
        form = self._canvas.acroForm
        if value == RECORD:
            form.checkbox(name=f"{question}-{RECORD}", tooltip=said, fieldFlags="", **place, **pens)
        else:
            form.radio(name=question, value=value, tooltip=said, fieldFlags="radio", **place, **pens)

    def _field(self, name: str, said: str, x: float, y: float, width: float) -> None:
        """Make room for a line of text."""
        if not self._options.fillable:
            with self._canvas.artifact():
                self._canvas.setStrokeColor(self._look.colour("edge"))
                self._canvas.line(x, y, x + width, y)
            return
        self._canvas.acroForm.textfield(
            name=name,
            tooltip=said,
            x=x,
            y=y - 2,
            width=width,
            height=15,
            fontSize=9,
            borderWidth=0.7,
            maxlen=120,
            borderColor=self._look.colour("edge"),
            fillColor=self._look.colour("paper"),
            textColor=self._look.colour("ink"),
        )

    # parts

    def head(self) -> None:
        """Write the title, what to do, and the lines for the business, the person and the day."""
        canvas, section = self._canvas, self._root.add("Sect")
        with canvas.marked(section.add("H1")):
            self._pen(STRONG, 16)
            canvas.drawString(_MARGIN, self._y - 15, printable(self._title))
        self._y -= 24
        how = _(
            "Tick one box a question: the sentence that comes nearest to how it is now. D: we don’t know. N: it "
            "doesn’t apply to us. R: a record shows it, after step 4 or 5."
        )
        lines = self._lines(how, self._width - 2 * _MARGIN)
        self._write(lines, _MARGIN, section.add("P"))
        self._y -= len(lines) * _LEADING + 16
        labels = (("business", _("Business")), ("person", _("Who answers")), ("date", _("Date, like 2026-05-12")))
        share = (self._width - 2 * _MARGIN) / len(labels)
        for place, (name, label) in enumerate(labels):
            x = _MARGIN + place * share
            node = section.add("P")
            canvas.within = node
            with canvas.marked(node):
                self._pen(REGULAR, _SIZE, "ink2")
                canvas.drawString(x, self._y, printable(label))
            room = width_of(label, REGULAR, _SIZE) + 6
            self._field(name, label, x + room, self._y, share - room - 12)
        self._y -= 10
        self._top = self._y

    def heading(self, text: str, following: float) -> None:
        """Write the name of an area, never at the foot of a column."""
        self._need(_HEAD + following)
        with self._canvas.marked(self._root.add("H2")):
            self._pen(STRONG, 11, "accent")
            self._canvas.drawString(self._x, self._y - 12, printable(text))
        self._y -= _HEAD

    def height_of(self, question: Question, words: Words) -> float:
        """Return how high a question stands."""
        ask, levels = words.questions[question.id].asked(alone=False)
        rows = len(self._lines(f"{question.id}  {ask}", self._across, STRONG))
        rows += sum(len(self._lines(text, self._across - _INDENT)) for text in levels) + 1
        return rows * _LEADING + 6

    def question(self, question: Question, words: Words) -> None:
        """Write one question with its five sentences and the letters beneath."""
        self._need(self.height_of(question, words))
        ask, levels = words.questions[question.id].asked(alone=False)
        whole = self._root.add("Div")
        lines = self._lines(f"{question.id}  {ask}", self._across, STRONG)
        self._write(lines, self._x, whole.add("P"), STRONG)
        self._y -= len(lines) * _LEADING
        for level, text in enumerate(levels, start=1):
            option = whole.add("Div")
            self._choice(question.id, str(level), f"{question.id}, {level}: {text}", self._x, option)
            lines, node = self._lines(text, self._across - _INDENT), option.add("P")
            self._write([str(level)], self._x + 13, node, STRONG)
            self._write(lines, self._x + _INDENT, node)
            self._y -= len(lines) * _LEADING
        letters = [("D", _("D don’t know"))]
        if question.may_not_apply:
            letters.append(("N", _("N doesn’t apply")))
        x = self._x
        for letter, said in letters:
            option = whole.add("Div")
            self._choice(question.id, letter, f"{question.id}, {said}", x, option)
            self._write([printable(said)], x + 14, option.add("P"))
            x += 92
        if question.records:
            option = whole.add("Div")
            said = _("{question}, a record shows it").format(question=question.id)
            self._choice(question.id, RECORD, said, x, option)
            self._write([printable(_("R record"))], x + 14, option.add("P"))
        self._y -= _LEADING + 6


@contextmanager
def small_pdf(  # noqa: PLR0913 - what a file says of itself
    root: Node, title: str, subject: str, pagesize: tuple[float, float], language: str, *, archive: bool = True
) -> Iterator[tuple[TaggedCanvas, io.BytesIO]]:
    """Open a tagged PDF that belongs to no check-up; it is whole after the block."""
    buffer = io.BytesIO()
    with one_at_a_time:
        register()
        with conforming(REGULAR):
            canvas = TaggedCanvas(
                buffer,
                root=root,
                day=_ISSUED,
                archive=archive,
                pagesize=pagesize,
                invariant=1,
                pageCompression=1,
                initialFontName=REGULAR,
                lang=language,
            )
            canvas.setTitle(title)
            canvas.setAuthor("Plateau Doctor")
            canvas.setSubject(subject)
            canvas.setKeywords("")
            canvas.setCreator("Plateau Doctor")
            canvas.setProducer("Plateau Doctor")
            canvas.setViewerPreference("DisplayDocTitle", "true")
            yield canvas, buffer
            canvas.save()


def make_form(pack: Pack, words: Words, options: FormOptions) -> bytes:
    """Return the questionnaire as a tagged PDF; the same questions give the same bytes."""
    root, title = Node("Document"), _("Business check-up")
    subject = f"{FORM} {pack.id} {pack.version} {options.form}"
    size = A4 if options.paper == "a4" else LETTER
    with small_pdf(root, title, subject, size, words.language, archive=not options.fillable) as (canvas, buffer):
        writer = _Writer(canvas, root, options, title)
        writer.head()
        asked = pack.asked(options.form)
        for area in dict.fromkeys(question.area for question in asked):
            ones = [question for question in asked if question.area == area]
            name = _("Results") if area == OUTCOMES else words.messages[f"areashort.{area}"].capitalize()
            writer.heading(name, writer.height_of(ones[0], words))
            for question in ones:
                writer.question(question, words)
        writer.finish_page()
    return buffer.getvalue()
