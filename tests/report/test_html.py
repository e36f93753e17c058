"""The report as a web page, read back as XML and as a browser would."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import PLAN_SUFFIXES, html_bytes, plan_bytes
from plateau_doctor.report import blocks as b
from plateau_doctor.report.docx import make_docx
from plateau_doctor.report.html import make_html
from plateau_doctor.report.order import Ranks
from plateau_doctor.report.text import cleaned

from .conftest import Desk
from .hostile import HOSTILE, hostile
from .reading import squeezed
from .test_pdf import WORLDS

_SVG = "{http://www.w3.org/2000/svg}"


def page(desk: Desk, checkup: CheckUp) -> ET.Element:
    return ET.fromstring(make_html(desk.outline(checkup), desk.options()))


def text_of(element: ET.Element) -> str:
    return squeezed("".join(element.itertext()))


def shown(block: b.Block) -> list[str]:  # noqa: PLR0911 - one line a kind
    """Return the texts of a block in the order in which the page has them; a chart's own words are drawn."""
    if isinstance(block, b.Entry):
        return [
            block.question,
            block.ask,
            block.step,
            block.chosen,
            *(text for one in block.remarks for text in shown(one)),
        ]
    if isinstance(block, b.Quote):
        return [block.label, block.text, block.question, block.note, block.following]
    if isinstance(block, b.ActionBox):
        return [block.title, *block.refs, *b.texts_of(block.parts), *b.texts_of(block.side)]
    if isinstance(block, b.Figure):
        return [block.caption, *block.values]
    if isinstance(block, b.Beside):
        return [text for part in (*block.left, block.figure) for text in shown(part)]
    if isinstance(block, b.Bullets):
        return [text for item in block.items for text in shown(item)]
    if isinstance(block, b.Paragraph):
        return [block.label, block.text, *block.refs]
    return list(b.texts_of(block))


def test_every_text_of_the_outline_is_there_in_order(desk: Desk, sample: CheckUp) -> None:
    main = page(desk, sample).find("body/main")
    assert main is not None
    text, at = text_of(main), 0
    for section in desk.outline(sample).sections:
        for block in section.blocks:
            for wanted in shown(block):
                found = text.find(squeezed(cleaned(wanted)), at)
                assert found >= 0, wanted
                at = found + len(squeezed(wanted))


def test_headings_leave_no_rank_out_and_one_says_the_verdict(desk: Desk, sample: CheckUp) -> None:
    ranks = [int(one.tag[1]) for one in page(desk, sample).iter() if re.fullmatch("h[1-6]", one.tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))


def test_ranks_of_headings() -> None:
    ranks = Ranks(2)
    assert [ranks.of(level) for level in (2, 3, 2, 1, 3, 2, 3)] == [2, 3, 2, 2, 3, 3, 4]


def test_without_a_verdict_paragraph_the_title_is_the_heading(desk: Desk, bakery: CheckUp) -> None:
    outline = desk.outline(bakery)
    made = ET.fromstring(make_html(replace(outline, sections=outline.sections[1:]), desk.options()))
    assert [one.text for one in made.iter("h1")] == ["Harbour Lane Bakery: check-up of 21 April 2026"]


def test_the_page_says_what_it_is(desk: Desk, bakery: CheckUp) -> None:
    root, outline = page(desk, bakery), desk.outline(bakery)
    assert root.get("lang") == "en"
    assert root.findtext("head/title") == outline.title
    places = {one.get("id"): one for one in root.iter() if one.get("id")}
    for section in root.iter("section"):
        assert text_of(places[section.get("aria-labelledby")])
    listed = [(link.get("href"), link.text) for link in root.iterfind("body/nav//a")]
    assert listed == [(f"#section-{one.id}", one.title) for one in outline.sections]


def test_nothing_leads_outside_and_nothing_runs(desk: Desk, bakery: CheckUp) -> None:
    root = page(desk, hostile(bakery, HOSTILE))
    places = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(places) == len(set(places))
    links = [one.get("href", "") for one in root.iter() if one.get("href") is not None]
    assert {link[1:] for link in links} <= set(places)
    assert all(link.startswith("#") for link in links)
    tags = {one.tag for one in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", f"{_SVG}script"}
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "src"]
    written = "".join(one.get("style", "") for one in root.iter()) + root.findtext("head/style", "")
    assert "url(" not in written
    assert "@import" not in written


def test_a_question_leads_to_its_answer(desk: Desk, bakery: CheckUp) -> None:
    root = page(desk, bakery)
    answers = [one.get("id") for one in root.iter("div") if one.get("class") == "entry"]
    assert "answer-S5" in answers
    assert "#answer-S5" in {one.get("href") for one in root.iter("a")}


def test_each_figure_is_read_aloud_as_its_sentence(desk: Desk, sample: CheckUp) -> None:
    blocks = [block for section in desk.outline(sample).sections for block in section.blocks]
    figures = [
        one.figure if isinstance(one, b.Beside) else one for one in blocks if isinstance(one, b.Beside | b.Figure)
    ]
    drawn = [figure.find(f"{_SVG}svg") for figure in page(desk, sample).iter("figure")]
    assert [(one.get("role"), one.get("aria-label")) for one in drawn if one is not None] == [
        ("img", figure.alt) for figure in figures
    ]


def test_the_same_report_is_the_same_bytes(desk: Desk, bakery: CheckUp) -> None:
    first = html_bytes(desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
    assert first == html_bytes(desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
    assert first.startswith(b"<!DOCTYPE html>\n<html lang=")


def test_the_paper_is_named_for_the_printer(desk: Desk, bakery: CheckUp) -> None:
    assert b"size: A4;" in make_html(desk.outline(bakery), desk.options("a4"))
    assert b"size: letter;" in make_html(desk.outline(bakery), desk.options("letter"))


@pytest.mark.parametrize("text", [HOSTILE, "\ufffe\uffff\x00", "]]> <!-- --> ]]>", "line\n" * 50, "=1+1"])
def test_hostile_text_stays_text(desk: Desk, bakery: CheckUp, text: str) -> None:
    checkup = hostile(bakery, text)
    root = page(desk, checkup)
    assert text_of(root).count(squeezed(cleaned(text))) >= 40
    assert "\u202e" not in text_of(root)
    assert not list(root.iter("i"))


@pytest.mark.parametrize("world", WORLDS)
def test_any_business_gets_its_files(desk: Desk, bakery: CheckUp, world: str) -> None:
    checkup = WORLDS[world](bakery)
    phrasing = Phrasing(desk.pack, desk.words, checkup, desk.result(checkup))
    root = page(desk, checkup)
    assert len(list(root.iter("h1"))) == 1
    assert make_docx(desk.outline(checkup), desk.options()).startswith(b"PK")
    assert all(plan_bytes(phrasing, suffix) for suffix in PLAN_SUFFIXES)
