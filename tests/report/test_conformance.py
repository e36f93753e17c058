"""The PDF against PDF/UA-1 and PDF/A-2a, in every variant; and five files broken on purpose, each found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import page as validation
import pytest

from plateau_doctor.core.answers import CheckUp, FindOut
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import read_checkup
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.receipts import receipt
from plateau_doctor.report import SECTIONS, Paper, Reader, ReportOptions, make_outline, pdf
from plateau_doctor.report import blocks as b
from plateau_doctor.report.structure import Node
from plateau_doctor.report.tagged import TaggedCanvas
from plateau_doctor.samples import names, sample_path

from .conftest import Desk
from .reading import fonts, page_texts, reader, squeezed

UA, ARCHIVE = validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A
VARIANTS: dict[str, dict[str, Any]] = {
    "owner": {},
    "team": {"reader": "team"},
    "board": {"reader": "board"},
    "one page": {"reader": "one-page"},
    "large print": {"large_print": True},
    "greyscale": {"greyscale": True},
}


def failures(data: bytes, profile: validation.ValidationProfile = UA) -> list[str]:
    """Return the rules that a file breaks."""
    return [f"{one.rule_id}: {one.message}" for one in validation.validate_pdf_bytes(data, profile=profile).failures]


def real(name: str, desk: Desk) -> CheckUp:
    """Return a sample as the real reader gives it, earlier check-ups included."""
    return read_checkup(sample_path(name), lambda _id, _version: desk.pack)


def printed(desk: Desk, checkup: CheckUp, **told: Any) -> bytes:
    options = ReportOptions(inflation=desk.inflation, **told)
    return pdf.make_pdf(make_outline(desk.pack, desk.words, checkup, desk.result(checkup), options), options)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", names())
def test_the_report_keeps_both_standards(desk: Desk, name: str, paper: Paper, variant: str) -> None:
    data = printed(desk, real(name, desk), paper=paper, **VARIANTS[variant])
    assert failures(data, UA) == []
    assert failures(data, ARCHIVE) == []
    assert all(embedded and "SourceSans3" in face for face, embedded in fonts(data))
    if (name, paper, variant) == ("growing", "letter", "greyscale"):
        assert data == printed(desk, real(name, desk), paper=paper, **VARIANTS[variant])


def test_a_report_with_a_brand_keeps_them_too(desk: Desk, bakery: CheckUp, logo: str) -> None:
    brand = {"name": "Acme Advisers", "accent": "#FFCC00", "contact": "Acme, 12 High Street", "logo": logo}
    data = printed(desk, replace(bakery, brand=brand))
    assert failures(data, UA) == []
    assert failures(data, ARCHIVE) == []


@contextmanager
def _silent(_self: TaggedCanvas, _kind: str = "") -> Iterator[None]:
    yield


def _without_alt(self: Node, role: Any, _alt: str = "") -> Node:
    node = Node(role)
    self.kids.append(node)
    return node


def _broken(way: str, outline: b.Outline, patch: pytest.MonkeyPatch) -> b.Outline:
    """Break one thing, and return the outline to print."""
    if way == "untagged footer":
        patch.setattr(TaggedCanvas, "artifact", _silent)
    elif way == "empty alternative text":
        patch.setattr(Node, "add", _without_alt)
    elif way == "a font that isn't embedded":
        patch.setattr(pdf, "REGULAR", "Helvetica")
    elif way == "skipped heading":
        first, *rest = outline.sections
        blocks = (*first.blocks, b.Heading(3, "Too deep at once"))
        blocks = tuple(one for one in blocks if not (isinstance(one, b.Heading) and one.level == 2))
        return replace(outline, sections=(replace(first, blocks=blocks), *rest))
    elif way == "no language":
        patch.setattr(pdf._Document, "_lang", "", raising=False)
        return replace(outline, language="")
    return outline


@pytest.mark.parametrize(
    ("way", "rule"),
    [
        ("untagged footer", "CONTENT-TAGGING"),
        ("skipped heading", "HEADING-NESTING"),
        ("empty alternative text", "FIGURE-ALTERNATIVE"),
        ("a font that isn't embedded", "FONT"),
        ("no language", "LANG"),
    ],
)
def test_a_broken_file_is_found_out(
    desk: Desk, bakery: CheckUp, monkeypatch: pytest.MonkeyPatch, way: str, rule: str
) -> None:
    options = ReportOptions(inflation=desk.inflation)
    outline = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), options)
    data = pdf.make_pdf(_broken(way, outline, monkeypatch), options)
    assert any(rule in found for found in failures(data))


def test_the_team_reads_no_notes_and_no_names(desk: Desk, bakery: CheckUp) -> None:
    notes = [answer.note for answer in bakery.sheets[0].answers.values() if answer.note]
    people = [entry.who for entry in bakery.plan if entry.who and entry.who != "Owner"]
    assert notes
    assert people
    for one, names_too in (("team", False), ("board", True)):
        text = squeezed("".join(page_texts(printed(desk, bakery, reader=one))))
        assert not [note for note in notes if squeezed(note) in text]
        assert any(squeezed(name) in text for name in people) == names_too
    first = replace(bakery.plan[0], text="Each enquiry within an hour, Lewis stands in")
    named = replace(bakery, plan=(first, *bakery.plan[1:]), find_out={"S7": FindOut("Yannick")})
    team, owner = (squeezed("".join(page_texts(printed(desk, named, reader=one)))) for one in ("team", "owner"))
    assert ("Lewis" in owner, "Yannick" in owner) == (True, True)
    assert ("Lewis" in team, "Yannick" in team) == (False, False)
    board = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), ReportOptions(reader="board"))
    assert [section.id for section in board.sections][:2] == ["answer", "method"]


@pytest.mark.parametrize("who", get_args(Reader))
def test_every_reader_gets_every_section_asked_for(desk: Desk, sample: CheckUp, who: Reader) -> None:
    whole = ReportOptions(reader=who, sections=SECTIONS, inflation=desk.inflation)
    made = {section.id for section in make_outline(desk.pack, desk.words, sample, desk.result(sample), whole).sections}
    assert "answer" in made
    assert ("receipts" in made) == (who in {"owner", "board"})


def test_a_report_never_comes_out_empty(desk: Desk, bakery: CheckUp) -> None:
    for who, section in (("one-page", "plan"), ("team", "receipts")):
        options = ReportOptions(reader=who, sections=(section,), inflation=desk.inflation)  # type: ignore[arg-type]
        outline = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), options)
        assert outline.sections[0].id == "answer"
    nothing = ReportOptions(sections=("change",), inflation=desk.inflation)
    with pytest.raises(UserError, match=r"Nothing is known yet of what these sections tell\. Choose others\."):
        make_outline(desk.pack, desk.words, bakery, desk.result(bakery), nothing)


@pytest.mark.parametrize("other", ["team", "board"])
def test_a_reader_s_scores_are_the_owner_s(desk: Desk, bakery: CheckUp, other: Reader) -> None:
    def figures(one: Reader) -> list[b.Block]:
        options = ReportOptions(reader=one)
        outline = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), options)
        section = outline.section("standing")
        assert section is not None
        return [block for block in section.blocks if isinstance(block, b.Figure)]

    assert figures(other) == figures("owner")


def test_only_the_sections_that_were_chosen(desk: Desk, bakery: CheckUp) -> None:
    options = ReportOptions(sections=("plan", "answer"))
    outline = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), options)
    assert [section.id for section in outline.sections] == ["answer", "plan"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", names())
def test_the_plan_to_tear_off_is_one_page(desk: Desk, name: str, paper: Paper) -> None:
    checkup = real(name, desk)
    plan = make_outline(desk.pack, desk.words, checkup, desk.result(checkup), ReportOptions()).section("plan")
    assert plan is not None
    upto = next((at for at, block in enumerate(plan.blocks) if isinstance(block, b.PageBreak)), len(plan.blocks))
    pages = [squeezed(text) for text in page_texts(printed(desk, checkup, paper=paper))]
    wanted = [squeezed(text) for block in plan.blocks[:upto] for text in b.texts_of(block)]
    assert any(all(text in page for text in wanted) for page in pages)


def test_receipts_are_printed_for_whoever_asks(desk: Desk, bakery: CheckUp) -> None:
    usual = make_outline(desk.pack, desk.words, bakery, desk.result(bakery), ReportOptions(inflation=desk.inflation))
    assert usual.section("receipts") is None
    data = printed(desk, bakery, sections=("answer", "receipts"))
    assert failures(data, UA) == []
    text = squeezed("".join(page_texts(data)))
    phrasing = Phrasing(desk.pack, desk.words, bakery, desk.result(bakery))
    for what in ("capability", "price", "trajectory", "margin"):
        one = receipt(phrasing, what, desk.inflation)
        assert squeezed("".join(one.lines)) in text


def _least_size(data: bytes) -> float:
    """Return the size of the smallest letters of a file in points."""
    found: list[float] = []

    def seen(text: str, _ctm: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            found.append(abs(matrix[3] or matrix[0]) * size * abs(_ctm[3]))

    for one in reader(data).pages:
        one.extract_text(visitor_text=seen)
    return min(found)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(("large", "least"), [(False, 9.0), (True, 16.0)])
def test_no_letter_is_too_small(desk: Desk, name: str, large: bool, least: float) -> None:
    assert _least_size(printed(desk, real(name, desk), large_print=large)) >= least - 0.01


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("large", [False, True])
def test_no_heading_stands_alone_at_the_foot_of_a_page(desk: Desk, name: str, large: bool) -> None:
    checkup = real(name, desk)
    options = ReportOptions(inflation=desk.inflation, large_print=large)
    outline = make_outline(desk.pack, desk.words, checkup, desk.result(checkup), options)
    headings = {
        squeezed(block.text) for section in outline.sections for block in section.blocks if isinstance(block, b.Heading)
    }
    for text in page_texts(pdf.make_pdf(outline, options)):
        body = squeezed(text.rsplit("\n", 1)[0]) if "made offline" in text.rsplit("\n", 1)[-1] else squeezed(text)
        assert not [heading for heading in headings if body.endswith(heading)]


def test_the_naughty_list_has_its_licence() -> None:
    assert "MIT" in (Path(__file__).parents[1] / "data" / "naughty_strings.LICENSE").read_text(encoding="utf-8")
