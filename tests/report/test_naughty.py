"""The Big List of Naughty Strings through every text that a person can give (tests/data, MIT licence beside it)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import icalendar
import openpyxl
import pytest

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import blocks as b
from plateau_doctor.report import plan_bytes
from plateau_doctor.report.docx import make_docx
from plateau_doctor.report.faces import printable
from plateau_doctor.report.html import make_html
from plateau_doctor.report.text import cleaned

from .conftest import Desk
from .reading import images, in_any_direction, is_read_in, links, page_texts, squeezed

_FILE = Path(__file__).parents[1] / "data" / "naughty_strings.json"
_NOTHING = " \t\n\u200b\ufeff\u3000"
NAUGHTY = [text for text in json.loads(_FILE.read_text(encoding="utf-8")) if clean(text).strip(_NOTHING)]


def told(checkup: CheckUp, texts: Iterator[str]) -> CheckUp:
    """Return a check-up whose notes, plan and brand are these texts, as many as there is room for."""
    answers = {own: replace(one, note=next(texts)) for own, one in checkup.sheets[0].answers.items()}
    plan = tuple(replace(one, who=next(texts), text=next(texts)) for one in checkup.plan)
    brand = {"name": next(texts), "contact": next(texts), "closing": next(texts)}
    edits = {"answer.verdict": next(texts), "method.closing": next(texts)}
    sheet = replace(checkup.sheets[0], answers=answers)
    return replace(checkup, sheets=(sheet,), plan=plan, brand=brand, edits=edits)


def chunks() -> list[list[str]]:
    """Return the strings, as many at a time as one check-up takes."""
    return [NAUGHTY[start : start + 40] for start in range(0, len(NAUGHTY), 40)]


@pytest.mark.parametrize("place", range(len(chunks())))
def test_every_naughty_string_is_read_back_as_it_was_typed(desk: Desk, bakery: CheckUp, place: int) -> None:
    strings = chunks()[place]
    notes = {
        own: replace(one, note=strings[at % len(strings)])
        for at, (own, one) in enumerate(bakery.sheets[0].answers.items())
        if not one.not_applicable
    }
    checkup = replace(bakery, sheets=(replace(bakery.sheets[0], answers={**bakery.sheets[0].answers, **notes}),))
    data = desk.pdf(checkup)
    pages = in_any_direction("".join(page_texts(data)))
    missing = [one.note for one in notes.values() if not is_read_in(printable(one.note), pages)]
    assert not missing
    assert images(data) == []
    assert all("/A" not in link or "/URI" not in link["/A"] for link in links(data))


@pytest.mark.parametrize("place", range(0, len(NAUGHTY), 61))
def test_naughty_names_brands_and_edits_are_printed(desk: Desk, bakery: CheckUp, place: int) -> None:
    text = NAUGHTY[place]
    checkup = told(bakery, iter([text] * 500))
    checkup = replace(checkup, business=replace(checkup.business, name=text[:120]))
    pages = in_any_direction("".join(page_texts(desk.pdf(checkup))))
    assert pages.count(in_any_direction(printable(text))) >= 40


def test_nearly_every_sign_survives() -> None:
    typed = "".join(NAUGHTY)
    assert len(printable(typed)) >= 0.99 * len(typed)


def noted(bakery: CheckUp, strings: list[str]) -> CheckUp:
    """Return a check-up whose notes are these strings, and whose plan and brand have some of them."""
    return told(bakery, cycle(strings))


@pytest.mark.parametrize("place", range(len(chunks())))
def test_the_web_page_and_the_document_hold_what_was_typed(desk: Desk, bakery: CheckUp, place: int) -> None:
    checkup = noted(bakery, chunks()[place])
    outline, options = desk.outline(checkup), desk.options()
    page = ET.fromstring(make_html(outline, options))
    words = squeezed("".join(page.itertext()))
    paper = docx.Document(io.BytesIO(make_docx(outline, options)))
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    parts = [*paper.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    written = squeezed("".join(one.text for one in parts))
    for answer in checkup.sheets[0].answers.values():
        note = squeezed(cleaned(answer.note))
        assert note in words
        assert note in written
    assert not page.findall(".//script")
    assert all(link.get("href", "#").startswith("#") for link in page.iter("a"))
    assert not list(page.iter("img"))
    figures = [block for part in outline.sections for block in part.blocks if isinstance(block, (b.Figure, b.Beside))]
    assert len(paper.inline_shapes) == len(figures)


@pytest.mark.parametrize("place", range(len(chunks())))
def test_the_plan_s_files_hold_what_was_typed(desk: Desk, bakery: CheckUp, place: int) -> None:
    checkup = noted(bakery, chunks()[place])
    phrasing = Phrasing(desk.pack, desk.words, checkup, desk.result(checkup))
    sheet = openpyxl.load_workbook(io.BytesIO(plan_bytes(phrasing, ".xlsx"))).active
    assert sheet is not None
    found = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink]
    values = {squeezed(str(cell.value)) for cell in found}
    for entry in checkup.plan:
        who = squeezed(cleaned(entry.who))
        assert who in values or squeezed(cleaned(entry.who)[:120]) in values
    assert plan_bytes(phrasing, ".csv").decode("utf-8-sig")
    assert icalendar.Calendar.from_ical(plan_bytes(phrasing, ".ics")).walk("VEVENT")
