"""What python-docx has no words for: fields, links inside the document, places, borders, and one file for one input."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The date of every part in the file: the first that a zip can hold."""


def element(name: str, /, **values: object) -> Any:
    """Return an element such as `w:tab` with its values in the same namespace."""
    made = OxmlElement(name)
    prefix = name.split(":", maxsplit=1)[0]
    for key, value in values.items():
        made.set(qn(f"{prefix}:{key}"), str(value))
    return made


def add_field(paragraph: Any, instruction: str) -> None:
    """Add a number that the word processor fills in, PAGE or NUMPAGES."""
    field = element("w:fldSimple", instr=instruction)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def add_link(paragraph: Any, text: str, place: str, style: str) -> None:
    """Add a text that leads to a place in the same document."""
    link = element("w:hyperlink", anchor=place, history=1)
    run = paragraph.add_run(text, style=style)
    link.append(run._r)
    paragraph._p.append(link)


def mark_place(paragraph: Any, place: str, number: int) -> None:
    """Make a paragraph a place that links lead to."""
    start = element("w:bookmarkStart", id=number, name=place)
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def _insert(table: Any, made: Any, followers: tuple[str, ...]) -> None:
    """Put a property of a table before those that the file format wants after it."""
    properties = table._tbl.tblPr
    later = [one for one in properties if one.tag in {qn(name) for name in followers}]
    if later:
        later[0].addprevious(made)
    else:
        properties.append(made)


def rule_above(table: Any, colour: str, eighths: int, *, between: bool = False) -> None:
    """Draw a line above a table, and between its rows where that is wanted."""
    borders = element("w:tblBorders")
    for side in ("top", "insideH") if between else ("top",):
        edge = f"w:{side}"
        borders.append(element(edge, val="single", sz=eighths, space=0, color=colour.lstrip("#")))
    _insert(table, borders, ("w:tblLayout", "w:tblCellMar", "w:tblLook"))


def set_padding(table: Any, above: int, below: int, right: int) -> None:
    """Set the room inside the cells, in twentieths of a point."""
    margins = element("w:tblCellMar")
    for side, room in (("top", above), ("left", 0), ("bottom", below), ("right", right)):
        margins.append(element(f"w:{side}", w=room, type="dxa"))
    _insert(table, margins, ("w:tblLook",))


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def always_the_same(data: bytes) -> bytes:
    """Return the same zip file with its parts under one constant date, whatever the clock and the system."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _DAY_ONE)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(part, old.read(name))
    return made.getvalue()
