"""The report before it leaves: what is seen is what is saved, printed, and put into own words."""

from __future__ import annotations

import getpass
import io
import platform
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.report.preview import page_picture
from plateau_doctor.ui import printing
from plateau_doctor.ui.printing import print_pages, printer_for
from plateau_doctor.ui.typist import Typist

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reader(typist: Typist) -> Typist:
    """Return a person in front of a result."""
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    return typist


def preview(typist: Typist) -> None:
    typist.wait(lambda: typist._find("Page 1 of"), "no preview")


def open_report(typist: Typist) -> None:
    typist.press(Qt.Key.Key_P, CTRL)
    preview(typist)


def pick(typist: Typist, name: str) -> None:
    """Choose by a click, and wait until the pages are there."""
    typist.click(name)
    typist.wait(lambda: typist.reads("Making the pages") or typist._find("Page 1 of"), "nothing happens")
    typist.wait(lambda: not typist.reads("Making the pages") and typist._find("Page 1 of"), "no pages")


def save(typist: Typist, path: Path) -> bytes:
    typist.press(Qt.Key.Key_Return)
    lines = [one for one in typist.shown() if isinstance(one, QLineEdit)]
    field = next(one for one in lines if one.accessibleName().startswith("Save the"))
    typist.wait(field.hasFocus, "the path has not the focus")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(str(path))
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Saved: "), "not saved")
    return path.read_bytes()


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def printed(typist: Typist) -> str:
    """Return what the pages say that are seen, once they are there."""
    return text_of(typist.wait(lambda: typist.window.guide.pages.report.preview.data, "no pages"))  # type: ignore[attr-defined]


def passage(typist: Typist, start: str) -> QPlainTextEdit:
    """Return the passage that begins so."""
    lines = (one for one in typist.shown() if isinstance(one, QPlainTextEdit))
    return next(one for one in lines if one.toPlainText().startswith(start))


def write(typist: Typist, field: QWidget, text: str) -> None:
    """Click into a field and write in it."""
    typist.click_on(field)
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(text)
    typist.press(Qt.Key.Key_Tab)


def test_the_report_is_two_actions_from_the_result_and_saved_as_it_is_seen(reader: Typist, tmp_path: Path) -> None:
    reader.press(Qt.Key.Key_P, CTRL)
    preview(reader)
    shown = reader.window.guide.pages.report.preview.data  # type: ignore[attr-defined]
    data = save(reader, tmp_path / "report.pdf")
    assert data == shown
    pages = PdfReader(io.BytesIO(data)).pages
    assert [round(side) for side in pages[0].mediabox[2:]] == [595, 842]
    body = [page for page in pages if "Every weight" not in page.extract_text()]
    assert len(body) >= 6
    assert "stuck" in pages[0].extract_text()
    reader.wait(lambda: reader._find(f"Page {len(pages)} of {len(pages)}"), "not every page")


def test_what_is_chosen_is_what_is_shown(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    pick(reader, "Reader: One page")
    assert reader.reads("1 page.")
    pick(reader, "Paper: Letter")
    pick(reader, "Ink: Greys only")
    data = save(reader, tmp_path / "one.pdf")
    (page,) = PdfReader(io.BytesIO(data)).pages
    assert [round(side) for side in page.mediabox[2:]] == [612, 792]
    picture = Image.open(io.BytesIO(page_picture(data, 1, 600).png)).convert("RGB")
    assert all(max(colour) - min(colour) <= 3 for _count, colour in picture.getcolors(1_000_000) or ())


def test_sections_can_be_left_out(reader: Typist) -> None:
    open_report(reader)
    for name in ("Every weight and line", "All your answers"):
        pick(reader, name)
    text = text_of(reader.window.guide.pages.report.preview.data)  # type: ignore[attr-defined]
    assert "Every weight and line" not in text
    assert "How this works, and how far to trust it" in text


def test_own_words_are_marked_survive_a_new_answer_and_can_be_taken_back(reader: Typist) -> None:
    open_report(reader)
    write(reader, passage(reader, "Your business is stuck"), "You stand still, and we know why.")
    reader.wait(lambda: "You stand still, and we know why. (edited)" in printed(reader), "not printed")
    reader.press(Qt.Key.Key_3, CTRL)
    reader.verdict()
    reader.press(Qt.Key.Key_2, CTRL)
    reader.wait(lambda: reader.question().startswith("Question 1 of"), "no question")
    reader.press(Qt.Key.Key_5)
    reader.press(Qt.Key.Key_3, CTRL)
    now = reader.verdict().partition(". ")[0]
    open_report(reader)
    assert "You stand still, and we know why. (edited)" in printed(reader)
    assert reader.reads(now), "the original stands below it"
    reader.click("Back to the original")
    reader.wait(lambda: reader._find("Page 1 of") and not reader._find("Back to the original"), "not restored")
    assert "(edited)" not in printed(reader)
    assert now in printed(reader)


def test_any_passage_can_be_put_into_own_words(reader: Typist) -> None:
    open_report(reader)
    few = len([one for one in reader.shown() if isinstance(one, QPlainTextEdit)])
    reader.click("Passages of the other pages")
    preview(reader)
    every = [one for one in reader.shown() if isinstance(one, QPlainTextEdit)]
    assert len(every) > 3 * few
    last = every[-1].toPlainText()
    write(reader, every[-1], "How we asked, in our own words.")
    reader.wait(lambda: "How we asked, in our own words. (edited)" in printed(reader), "not printed")
    assert last not in printed(reader)


def test_a_consultant_s_name_colour_and_logo_are_printed_and_nobody_else_s(
    reader: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_report(reader)
    for name, text in (
        ("Name of your practice", "Acme Advisers"),
        ("How to reach you", "12 High Street, Leeds"),
        ("Colour, like", "#FFCC00"),
    ):
        write(reader, reader.named(name), text)
    assert reader.reads("Too light to read on white: #")
    logo = tmp_path / "logo.png"
    Image.new("RGB", (400, 120), "navy").save(logo)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(logo), "")))
    pick(reader, "Choose a logo")
    preview(reader)
    data = reader.wait(lambda: reader.window.guide.pages.report.preview.data, "no file")  # type: ignore[attr-defined]
    text = text_of(data)
    assert "by Acme Advisers" in text
    assert "12 High Street, Leeds" in text
    assert b"/Subtype /Image" in data
    for secret in (getpass.getuser(), platform.node(), str(Path.home())):
        assert secret.encode() not in data or len(secret) < 5


def test_everything_a_consultant_hands_over_names_neither_computer_nor_user(reader: Typist, tmp_path: Path) -> None:
    owners = ("Dana", "Lee", "Sam")
    reader.press(Qt.Key.Key_4, CTRL)
    reader.wait(lambda: reader.reads("Plan: few moves"), "no plan")
    others = [one.accessibleName() for one in reader.shown() if one.accessibleName().startswith("Open ")]
    for name, who in zip(("Close this action", *others), owners, strict=False):
        if name in others:
            reader.click(name)
        write(reader, reader.named("Who"), who)
    open_report(reader)
    for start, text in (
        ("Your business is", "You stand still."),
        ("Money and hope", "Money goes into promotion first."),
    ):
        write(reader, passage(reader, start), text)
    printed(reader)
    made = {}
    kinds = {"PDF": "pdf", "Editable document": "docx", "Plan as a sheet": "xlsx", "Web page": "html"}
    for name, suffix in kinds.items():
        reader.click(f"Save as: {name}")
        made[suffix] = save(reader, tmp_path / f"handed.{suffix}")
        reader.press(Qt.Key.Key_Escape)
    words = " ".join(one.text for one in docx.Document(io.BytesIO(made["docx"])).paragraphs)
    assert "You stand still. (edited)" in words
    assert "You stand still. (edited)" in text_of(made["pdf"])
    assert "Money goes into promotion first. (edited)" in made["html"].decode()
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"])).active
    assert sheet is not None
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert cells.issuperset(owners)
    for secret in (getpass.getuser(), platform.node(), str(Path.home())):
        for data in made.values():
            parts = [data]
            if data[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(data)) as packed:
                    parts = [packed.read(part) for part in packed.namelist()]
            assert len(secret) < 5 or not any(secret.encode() in part for part in parts)


def test_a_logo_that_is_none_says_so(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    (tmp_path / "bad.png").write_bytes(b"nothing")
    reader.window.guide.pages.report.brand.take_logo(tmp_path / "bad.png")  # type: ignore[attr-defined]
    assert "not a picture that can be printed" in reader.window.guide.pages.report.brand._logo_news.text()  # type: ignore[attr-defined]
    reader.window.guide.pages.report.brand.take_logo(tmp_path / "nowhere.png")  # type: ignore[attr-defined]
    assert reader.reads("The picture can’t be read.")


def test_what_is_seen_goes_to_the_printer_and_is_said(
    reader: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def onto_a_file(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "sent.pdf"))
        return True

    monkeypatch.setattr(printing, "asks_for_printer", onto_a_file)
    open_report(reader)
    pick(reader, "Reader: One page")
    reader.wait(lambda: reader.reads("1 page."), "no page")
    reader.tab_to("Print")
    reader.press(Qt.Key.Key_Return)
    reader.wait(lambda: reader.reads("1 page has gone to the printer."), "not said")
    assert len(PdfReader(tmp_path / "sent.pdf").pages) == 1


def test_the_printer_gets_every_page(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    pick(reader, "Reader: One page")
    data = reader.window.guide.pages.report.preview.data  # type: ignore[attr-defined]
    printer = printer_for("A bakery", "a4")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert print_pages(printer, data, page_picture) == 1
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    assert [round(side) for side in page.mediabox[2:]] == [595, 842]


def test_no_line_of_the_brand_is_longer_than_a_file_may_hold(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    for name, long in (("Name of your practice", 121), ("How to reach you", 201), ("Closing words", 2001)):
        line = reader.named(name)
        reader.click_on(line)
        QApplication.clipboard().setText("x" * long)
        reader.press(Qt.Key.Key_V, CTRL)
        assert len(line.text() if isinstance(line, QLineEdit) else line.toPlainText()) == long - 1
    reader.press(Qt.Key.Key_E, CTRL)
    path = reader.named("Export the check-up as")
    reader.wait(path.hasFocus, "the path has not the focus")
    reader.press(Qt.Key.Key_A, CTRL)
    reader.type(str(tmp_path / "branded.json"))
    reader.press(Qt.Key.Key_Return)
    reader.wait(lambda: reader.reads("Saved: "), "not exported")
    found = read_checkup(tmp_path / "branded.json", lambda name, version: shipped(name, version)[0])
    assert {key: len(value) for key, value in found.brand.items()} == {"name": 120, "contact": 200, "closing": 2000}


def test_each_passage_has_a_name_of_its_own(reader: Typist) -> None:
    open_report(reader)
    reader.click("Passages of the other pages")
    names = [one.accessibleName() for one in reader.shown() if isinstance(one, QPlainTextEdit)]
    assert len(names) > 5
    assert len(set(names)) == len(names)
