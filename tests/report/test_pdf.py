"""The printed report, read back."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plateau_doctor.core.answers import Answer, Business, CheckUp, Figures
from plateau_doctor.errors import UserError
from plateau_doctor.report import Paper, default_paper, save_report
from plateau_doctor.report import blocks as b
from plateau_doctor.report.faces import printable

from .conftest import Desk
from .hostile import hostile
from .reading import bookmark_titles, fonts, images, in_any_direction, links, page_texts, reader, squeezed

_HOSTILE = (
    '<b>x</b> & <img src="/etc/hostname"/> <a href="javascript:x">y</a> $\\frac{1}$ ${{{ {page} '
    "\x00\x07\u202eevil\u202c\ud800 😀 中文 אבג e\u0301 %s"
)


@pytest.fixture(scope="module")
def printed(desk: Desk, bakery: CheckUp) -> bytes:
    return desk.pdf(bakery)


def test_every_text_of_the_outline_is_on_the_pages_in_order(desk: Desk, sample: CheckUp) -> None:
    pages = squeezed("".join(page_texts(desk.pdf(sample))))
    at = 0
    for section in desk.outline(sample).sections:
        for block in section.blocks:
            if isinstance(block, (b.Heading, b.Entry, b.Quote)):
                for text in b.texts_of(block):
                    found = pages.find(squeezed(printable(text)), at if text == getattr(block, "ask", "") else 0)
                    assert found >= 0, text
                    at = max(at, found) if text == getattr(block, "ask", "") else at


def test_all_fonts_are_ours_and_embedded(printed: bytes) -> None:
    found = set(fonts(printed))
    assert found
    assert all(embedded and "SourceSans3" in name for name, embedded in found)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_paper_sizes(desk: Desk, bakery: CheckUp, paper: Paper, size: tuple[int, int]) -> None:
    for page in reader(desk.pdf(bakery, paper)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_what_the_file_says_of_itself(printed: bytes) -> None:
    pdf = reader(printed)
    known = {key: str(value) for key, value in (pdf.metadata or {}).items()}
    assert known["/Title"] == "Harbour Lane Bakery: check-up of 21 April 2026"
    assert known["/Author"] == "Harbour Lane Bakery"
    assert known["/Creator"] == known["/Producer"] == "Plateau Doctor"
    assert known["/CreationDate"] == known["/ModDate"] == "D:20260421000000+00'00'"
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    for secret in (str(Path.home()), os.environ.get("USER", "-none-"), platform.node()):
        assert secret.encode() not in printed or len(secret) < 4


def test_bookmarks_name_the_sections(desk: Desk, bakery: CheckUp, printed: bytes) -> None:
    assert bookmark_titles(printed) == [section.title for section in desk.outline(bakery).sections]


def test_links_stay_inside(printed: bytes) -> None:
    found = links(printed)
    assert found
    assert all("/A" not in link or "/URI" not in link["/A"] for link in found)


def test_footers_count_the_pages(printed: bytes) -> None:
    texts = page_texts(printed)
    for number, text in enumerate(texts, start=1):
        footer = (
            f"Harbour Lane Bakery · 21 April 2026 · page {number} of {len(texts)} · made offline with Plateau Doctor"
        )
        assert squeezed(footer) in squeezed(text)


def test_page_one_holds_the_whole_answer(desk: Desk, sample: CheckUp) -> None:
    first = squeezed(page_texts(desk.pdf(sample))[0])
    answer = desk.outline(sample).section("answer")
    assert answer is not None
    for block in answer.blocks:
        if isinstance(block, b.ActionBox):
            assert squeezed(block.title) in first


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_hostile_text_is_printed_as_it_was_typed(desk: Desk, bakery: CheckUp, paper: Paper) -> None:
    data = desk.pdf(hostile(bakery, _HOSTILE), paper)
    pages = in_any_direction("".join(page_texts(data)))
    wanted = in_any_direction(printable(_HOSTILE))
    assert '<imgsrc="/etc/hostname"/>' in wanted
    assert pages.count(wanted) >= 40
    assert "printed as a question mark" in " ".join(" ".join(page_texts(data)).split())
    assert images(data) == []
    assert all("/A" not in link or "/URI" not in link["/A"] for link in links(data))
    assert all(embedded for _name, embedded in fonts(data))


@pytest.mark.parametrize("text", ["W" * 4000, "A note that goes on. " * 190, "line\n" * 100, "\x00", "   "])
def test_no_length_breaks_the_page(desk: Desk, bakery: CheckUp, text: str) -> None:
    data = desk.pdf(hostile(bakery, text))
    assert len(reader(data).pages) >= 8


def test_no_heading_is_left_alone_at_the_foot(desk: Desk, bakery: CheckUp) -> None:
    checkup = hostile(bakery, "A note that goes on about the shop. " * 40)
    headings = {
        squeezed(printable(block.text))
        for section in desk.outline(checkup).sections
        for block in section.blocks
        if isinstance(block, b.Heading)
    }
    for text in page_texts(desk.pdf(checkup)):
        lines = [squeezed(line) for line in text.splitlines() if "made offline" not in line and line.strip()]
        assert lines[-1] not in headings


_CHILD = """
import hashlib, sys
from datetime import date
sys.path.insert(0, {tests!r})
from report.conftest import Desk, read_sample, load_inflation, shipped, resource
desk = Desk(*shipped("sales-and-four-ps", 1), load_inflation())
data = desk.pdf(read_sample(resource("samples", "leaky-bucket.json")))
again = desk.pdf(read_sample(resource("samples", "leaky-bucket.json")))
assert data == again, "a second report in the same process differs"
print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    tests = Path(__file__).resolve().parents[1]
    code = _CHILD.format(tests=str(tests))
    source = str(tests.parent / "src")
    worlds = [
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1", "USER": "one"},
        {"TZ": "America/Los_Angeles", "LANG": "C", "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1", "USER": "two"},
    ]
    digests = set()
    for place, world in enumerate(worlds):
        home = tmp_path / str(place)
        home.mkdir()
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": source, **world}
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_importing_the_report_loads_nothing_heavy() -> None:
    code = (
        "import sys, plateau_doctor.report;"
        "heavy = {'reportlab', 'matplotlib', 'numpy', 'PIL', 'docx', 'lxml', 'xlsxwriter', 'icalendar'};"
        "heavy &= set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _all_at(checkup: CheckUp, level: int) -> CheckUp:
    answers = {
        question: Answer(level=level, records=frozenset({0}), note="x") for question in checkup.sheets[0].answers
    }
    return replace(checkup, sheets=(replace(checkup.sheets[0], answers=answers),))


_FALLING = Figures(years=(2024, 2025), revenue=(500000.0, 380000.0), cash_months=1.0)
WORLDS: dict[str, Callable[[CheckUp], CheckUp]] = {
    "first steps everywhere": lambda c: _all_at(c, 1),
    "all managed": lambda c: _all_at(c, 4),
    "no room left": lambda c: replace(_all_at(c, 5), figures=Figures()),
    "quick form": lambda c: replace(c, form="quick"),
    "falling, with little cash": lambda c: replace(c, figures=_FALLING),
    "alone, no country, no currency": lambda c: replace(c, business=Business(name="A", staff=1)),
    "wants to stay this size": lambda c: replace(
        c, business=replace(c.business, ambition="same"), figures=replace(c.figures, cash_months=12.0, owner_wage_gap=0)
    ),
    "only don't-knows": lambda c: replace(
        c, sheets=(replace(c.sheets[0], answers=dict.fromkeys(c.sheets[0].answers, Answer(unknown=True))),)
    ),
    "figures and no answers": lambda c: replace(c, sheets=(), plan=()),
}


@pytest.mark.parametrize("world", WORLDS)
def test_any_business_gets_its_report(desk: Desk, bakery: CheckUp, world: str) -> None:
    checkup = WORLDS[world](bakery)
    answer = desk.outline(checkup).section("answer")
    assert answer is not None
    data = desk.pdf(checkup)
    assert all(embedded for _name, embedded in fonts(data))
    first = squeezed(page_texts(data)[0])
    for block in answer.blocks:
        if isinstance(block, (b.Paragraph, b.KeyFacts)):
            assert all(squeezed(text) in first for text in b.texts_of(block))


def test_paper_follows_the_country() -> None:
    assert [default_paper(country) for country in ("US", "ca", "GB", None)] == ["letter", "letter", "a4", "a4"]


def test_saving_writes_the_same_bytes(desk: Desk, bakery: CheckUp, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    save_report(target, desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(desk.pdf(bakery)).digest()
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_missing_folder_is_named(desk: Desk, bakery: CheckUp, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not there"):
        save_report(tmp_path / "no" / "x.pdf", desk.pack, desk.words, bakery, desk.result(bakery), desk.options())
