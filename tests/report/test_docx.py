"""The report for a word processor, read back by the library and as a zip file."""

from __future__ import annotations

import io
import os
import platform
import zipfile
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.report import blocks as b
from plateau_doctor.report import docx_bytes
from plateau_doctor.report.docx import make_docx
from plateau_doctor.report.text import cleaned

from .conftest import Desk
from .hostile import HOSTILE, hostile
from .reading import squeezed
from .test_html import shown

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(desk: Desk, checkup: CheckUp) -> bytes:
    return make_docx(desk.outline(checkup), desk.options())


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """Return all words of the document in order, without white space."""
    body = opened(data).element.body
    return squeezed("".join(one.text or "" for one in body.iter(f"{_WORD}t")))


def test_every_text_of_the_outline_is_there_in_order(desk: Desk, sample: CheckUp) -> None:
    text, at = text_of(made(desk, sample)), 0
    for section in desk.outline(sample).sections:
        for block in section.blocks:
            for wanted in shown(block):
                found = text.find(squeezed(cleaned(wanted)), at)
                assert found >= 0, wanted
                at = found + len(squeezed(wanted))


def test_headings_are_headings_and_leave_no_rank_out(desk: Desk, sample: CheckUp) -> None:
    document, outline = opened(made(desk, sample)), desk.outline(sample)
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading ")]
    ranks = [int(one.style.name.split()[1]) for one in headings]
    assert ranks[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))
    wanted = [block.text for section in outline.sections for block in section.blocks if isinstance(block, b.Heading)]
    assert [one.text for one in headings][1:] == wanted
    assert [one.text for one in document.paragraphs if one.style.name == "List Bullet"]


def test_sections_start_on_new_pages(desk: Desk, bakery: CheckUp) -> None:
    document, outline = opened(made(desk, bakery)), desk.outline(bakery)
    breaks = [one for one in document.paragraphs if one.paragraph_format.page_break_before]
    inside = [block for section in outline.sections for block in section.blocks if isinstance(block, b.PageBreak)]
    assert len(breaks) == len(outline.sections) - 1 + len(inside)


def test_each_picture_has_the_sentence_that_stands_in_for_it(desk: Desk, sample: CheckUp) -> None:
    blocks = [block for section in desk.outline(sample).sections for block in section.blocks]
    figures = [
        one.figure if isinstance(one, b.Beside) else one for one in blocks if isinstance(one, b.Beside | b.Figure)
    ]
    found = [one._inline.docPr.get("descr") for one in opened(made(desk, sample)).inline_shapes]
    assert found == [figure.alt for figure in figures]


def test_what_the_file_says_of_itself(desk: Desk, bakery: CheckUp) -> None:
    data = made(desk, bakery)
    known = opened(data).core_properties
    assert (known.title, known.author) == ("Harbour Lane Bakery: check-up of 21 April 2026", "Harbour Lane Bakery")
    assert (known.last_modified_by, known.comments, known.language) == ("Harbour Lane Bakery", "", "en-GB")
    assert known.created.replace(tzinfo=None) == known.modified.replace(tzinfo=None) == datetime(2026, 4, 21)  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(parts.namelist())
        whole = b"".join(parts.read(name) for name in parts.namelist())
    for secret in (str(Path.home()), os.environ.get("USER", "-none-"), platform.node()):
        assert secret.encode() not in whole or len(secret) < 5
    assert b"python-docx" not in whole


def test_nothing_leads_outside(desk: Desk, bakery: CheckUp) -> None:
    with zipfile.ZipFile(io.BytesIO(made(desk, hostile(bakery, HOSTILE)))) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b"External" not in parts.read(name)
        document = ET.fromstring(parts.read("word/document.xml"))
    places = [one.get(f"{_WORD}name") for one in document.iter(f"{_WORD}bookmarkStart")]
    links = {one.get(f"{_WORD}anchor") for one in document.iter(f"{_WORD}hyperlink")}
    assert len(places) == len(set(places))
    assert "answer_S5" in links
    assert links <= set(places)


def test_the_parts_of_a_table_stand_in_the_order_of_the_format(desk: Desk, bakery: CheckUp) -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in opened(made(desk, bakery)).tables:
        found = [one.tag.removeprefix(_WORD) for one in table._tbl.tblPr]
        assert found == [name for name in order if name in found]


def test_the_footer_counts_the_pages_by_fields(desk: Desk, bakery: CheckUp) -> None:
    footer = opened(made(desk, bakery)).sections[0].footer.paragraphs[0]
    fields = [one.get(f"{_WORD}instr") for one in footer._p.iter(f"{_WORD}fldSimple")]
    words = "".join(one.text for one in footer._p.iter(f"{_WORD}t"))
    assert fields == ["PAGE", "NUMPAGES"]
    assert words == "Harbour Lane Bakery · 21 April 2026 · page 1 of 1 · made offline with Plateau Doctor"


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (216, 279))])
def test_paper_sizes(desk: Desk, bakery: CheckUp, paper: b.Paper, size: tuple[int, int]) -> None:
    page = opened(make_docx(desk.outline(bakery), desk.options(paper))).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == size


def test_the_same_report_is_the_same_bytes(desk: Desk, bakery: CheckUp) -> None:
    first = docx_bytes(desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
    assert first == docx_bytes(desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", [HOSTILE, "\ufffe\uffff\x00", "]]> <!-- -->", "line\n" * 50])
def test_hostile_text_stays_text(desk: Desk, bakery: CheckUp, text: str) -> None:
    found = text_of(made(desk, hostile(bakery, text)))
    assert found.count(squeezed(cleaned(text))) >= 40
    assert "\u202e" not in found
