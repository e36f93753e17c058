"""A card of A6 with what each key does, to be put beside the keyboard."""

from __future__ import annotations

from reportlab.lib.pagesizes import A6
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit

from plateau_doctor.report.blocks import KeyGroups
from plateau_doctor.report.faces import REGULAR, STRONG, printable
from plateau_doctor.report.form import small_pdf
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.structure import Node, Role
from plateau_doctor.report.styles import Look
from plateau_doctor.report.tagged import TaggedCanvas

_MARGIN = 8 * mm
_SIZE, _LEADING = 9.0, 11.0
_KEYS = 88.0
"""Points for the keys; what they do stands at the right of them."""


def make_key_card(title: str, groups: KeyGroups, language: str) -> bytes:
    """Return the card as a tagged PDF; a group is never broken over two sides."""
    root = Node("Document")
    with small_pdf(root, title, "", A6, language) as (canvas, buffer):
        card = _Card(canvas, root)
        card.heading("H1", title, 13)
        for name, pairs in groups:
            rows = [(_split(keys, _KEYS - 8, STRONG), _split(what, card.room, REGULAR)) for keys, what in pairs]
            card.need(30 + sum(max(len(left), len(right)) for left, right in rows) * _LEADING)
            card.heading("H2", name, 10)
            for left, right in rows:
                card.row(left, right)
    return buffer.getvalue()


def _split(text: str, width: float, face: str) -> list[str]:
    found: list[str] = simpleSplit(printable(text), face, _SIZE, width)
    return found


class _Card:
    """Sets lines one under the other, on as many sides as they need."""

    def __init__(self, canvas: TaggedCanvas, root: Node) -> None:
        self._canvas, self._root = canvas, root
        self._look = Look(paper_palette())
        self._y = A6[1] - _MARGIN
        self.room = A6[0] - 2 * _MARGIN - _KEYS

    def need(self, height: float) -> None:
        """Turn the card where there is too little room."""
        if self._y - height < _MARGIN:
            self._canvas.showPage()
            self._y = A6[1] - _MARGIN

    def heading(self, role: Role, text: str, size: float) -> None:
        """Write a heading."""
        if self._y < A6[1] - _MARGIN:
            self._y -= 8
        with self._canvas.marked(self._root.add(role)):
            self._pen(STRONG, size, "accent")
            self._canvas.drawString(_MARGIN, self._y - size, printable(text))
        self._y -= size + 5

    def row(self, keys: list[str], what: list[str]) -> None:
        """Write keys and what they do, side by side."""
        with self._canvas.marked(self._root.add("P")):
            for lines, x, face in ((keys, _MARGIN, STRONG), (what, _MARGIN + _KEYS, REGULAR)):
                self._pen(face, _SIZE, "ink")
                for place, line in enumerate(lines):
                    self._canvas.drawString(x, self._y - _SIZE - place * _LEADING, line)
        self._y -= max(len(keys), len(what)) * _LEADING

    def _pen(self, face: str, size: float, colour: str) -> None:
        self._canvas.setFont(face, size)
        self._canvas.setFillColor(self._look.colour(colour))
