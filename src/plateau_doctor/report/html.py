"""The report as one web page that needs nothing else: no script, no picture file, no font, no link to the outside."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from plateau_doctor.i18n import _
from plateau_doctor.report import blocks as b
from plateau_doctor.report.html_style import style_sheet
from plateau_doctor.report.order import Ranks, answer_ids, has_verdict, runs
from plateau_doctor.report.svg import svg_of
from plateau_doctor.report.text import cleaned, one_line

_WIDTH, _SMALL_WIDTH = 520.0, 256.0
"""Widths of the figures in points, those of the printed page or near them."""
_LONGEST_TITLE = 200
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may do with the page: show it."""


def safe(text: str) -> str:
    """Return a text that the page shows as it was typed; line ends become line breaks."""
    return escape(cleaned(text)).replace("\n", "<br/>")


def make_html(outline: b.Outline, options: b.ReportOptions) -> bytes:
    """Return the report as a web page in UTF-8; it is well-formed XML too."""
    title = escape(one_line(outline.title, _LONGEST_TITLE))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(outline.language)}">',
        "<head>",
        '<meta charset="utf-8"/>',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        '<meta name="generator" content="Plateau Doctor"/>',
        f"<title>{title}</title>",
        f"<style>{style_sheet(options.paper)}</style>",
        "</head>",
        "<body>",
        *_contents(outline),
        "<main>",
        *([f'<p class="mark">{safe(outline.mark)}</p>'] if outline.mark else []),
        *([] if has_verdict(outline) else [f"<h1>{title}</h1>"]),
        *_Setter(outline).sections(),
        "</main>",
        f"<footer><p>{title}</p><p>{safe(_('Made offline with Plateau Doctor.'))}</p></footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode("utf-8")


def _contents(outline: b.Outline) -> list[str]:
    links = [
        f'<li><a href="#section-{escape(section.id)}">{safe(section.title)}</a></li>' for section in outline.sections
    ]
    return [f'<nav aria-label="{escape(_("In this report"))}">', "<ul>", *links, "</ul>", "</nav>"]


class _Setter:
    """Turns blocks into elements; knows which headings are open and how many figures there were."""

    def __init__(self, outline: b.Outline) -> None:
        self._outline, self._answers = outline, answer_ids(outline)
        self._ranks = Ranks(2)
        self._verdict = self._named = False
        self._figures = 0
        self._name = ""

    def sections(self) -> list[str]:
        """Return all sections, each under the name of its first heading."""
        return [part for section in self._outline.sections for part in self._section(section)]

    def _section(self, section: b.Section) -> list[str]:
        self._ranks, self._named, self._name = Ranks(2), False, f"title-{escape(section.id)}"
        parts = [part for run in runs(section.blocks) for part in self._set(run)]
        name = f'aria-labelledby="{self._name}"' if self._named else f'aria-label="{escape(section.title)}"'
        return [f'<section id="section-{escape(section.id)}" {name}>', *parts, "</section>"]

    def _set(self, run: tuple[b.Block, ...]) -> list[str]:
        if isinstance(run[0], b.ActionBox):
            return self._moves([block for block in run if isinstance(block, b.ActionBox)])
        method = getattr(self, f"_{type(run[0]).__name__.lower()}")
        result: list[str] = method(run[0])
        return result

    def _id(self) -> str:
        """Return the id that names the section, for its first heading only."""
        first, self._named = not self._named, True
        return f' id="{self._name}"' if first else ""

    def _heading(self, block: b.Heading) -> list[str]:
        rank = self._ranks.of(block.level)
        return [f'<h{rank}{self._id()} class="l{block.level}">{safe(block.text)}</h{rank}>']

    def _refs(self, refs: Sequence[str]) -> str:
        links = [
            f'<a href="#answer-{escape(ref)}">{safe(ref)}</a>' if ref in self._answers else safe(ref) for ref in refs
        ]
        return f" ({', '.join(links)})" if links else ""

    def _text(self, block: b.Paragraph) -> str:
        label = f"<b>{safe(block.label)}</b> " if block.label else ""
        return label + safe(block.text) + self._refs(block.refs)

    def _paragraph(self, block: b.Paragraph) -> list[str]:
        if block.style == "verdict" and not self._verdict:
            self._verdict = True
            return [f"<h1{self._id()}>{self._text(block)}</h1>"]
        style = "" if block.style == "body" else f' class="{block.style}"'
        return [f"<p{style}>{self._text(block)}</p>"]

    def _bullets(self, block: b.Bullets) -> list[str]:
        return ["<ul>", *(f"<li>{self._text(item)}</li>" for item in block.items), "</ul>"]

    @staticmethod
    def _keyfacts(block: b.KeyFacts) -> list[str]:
        parts = []
        for label, value, beneath in block.facts:
            last = f'<dd class="small">{safe(beneath)}</dd>' if beneath else ""
            parts.append(f'<div><dt>{safe(label)}</dt><dd class="value">{safe(value)}</dd>{last}</div>')
        return ['<dl class="facts">', *parts, "</dl>"]

    def _quote(self, block: b.Quote) -> list[str]:
        parts = [f"<p><b>{safe(block.label)}</b> {safe(block.text)}{self._refs((block.question,))}</p>"]
        if block.note:
            parts.append(f"<p>{safe(block.note)}</p>")
        if block.following:
            parts.append(f'<p class="small">{safe(block.following)}</p>')
        return ['<div class="quote">', *parts, "</div>"]

    def _moves(self, boxes: Sequence[b.ActionBox]) -> list[str]:
        return ['<ol class="moves">', *(part for box in boxes for part in self._move(box)), "</ol>"]

    def _move(self, box: b.ActionBox) -> list[str]:
        title = f'<p class="title">{safe(box.title)}{self._refs(box.refs)}</p>'
        number = f'<li value="{box.number}"><div class="move">'
        return [number, f"<div>{title}", *_lines(box.parts), "</div>", *_lines(box.side), "</div></li>"]

    def _entry(self, block: b.Entry) -> list[str]:
        question = escape(block.question)
        chosen = f"<b>{safe(block.step)}</b> " if block.step else ""
        return [
            f'<div class="entry" id="answer-{question}">',
            f"<p><b>{question}</b> {safe(block.ask)}</p>",
            f"<p>{chosen}{safe(block.chosen)}</p>",
            *(part for remark in block.remarks for part in self._paragraph(remark)),
            "</div>",
        ]

    def _picture(self, block: b.Figure, width: float) -> str:
        self._figures += 1
        return svg_of(block, width, f"figure{self._figures}-")

    def _figure(self, block: b.Figure) -> list[str]:
        beneath = [f"<p>{safe(block.caption)}</p>"] if block.caption else []
        if block.values:
            beneath += ["<ul>", *(f"<li>{safe(value)}</li>" for value in block.values), "</ul>"]
        caption = ["<figcaption>", *beneath, "</figcaption>"] if beneath else []
        return ["<figure>", self._picture(block, _WIDTH), *caption, "</figure>"]

    def _beside(self, block: b.Beside) -> list[str]:
        left = [part for one in block.left for part in self._paragraph(one)]
        picture = self._picture(block.figure, _SMALL_WIDTH)
        return ['<div class="beside">', "<div>", *left, "</div>", f"<figure>{picture}</figure>", "</div>"]

    @staticmethod
    def _logo(block: b.Logo) -> list[str]:
        data = base64.b64encode(block.data).decode()
        return [f'<p><img class="logo" src="data:image/png;base64,{data}" alt="{escape(cleaned(block.alt))}"/></p>']

    @staticmethod
    def _pagebreak(_block: b.PageBreak) -> list[str]:
        return ['<div class="page"></div>']


def _lines(lines: Sequence[b.Line]) -> list[str]:
    """Return particulars, each a name with its text, or with an empty text room to write by hand."""
    if not lines:
        return []
    parts = []
    for line in lines:
        room = "" if line.text else ' class="write"'
        parts.append(f"<div{room}><dt>{safe(line.label)}</dt> <dd>{safe(line.text)}</dd></div>")
    return ["<dl>", *parts, "</dl>"]
