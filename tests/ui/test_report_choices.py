"""What is chosen of a report: sections for each reader, the paper of last time, the plan as CSV, the usual brand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.preferences import FILE, Settings
from plateau_doctor.ui.typist import Typist

from . import test_report_page
from .conftest import opened
from .test_home import TODAY, a_check_up
from .test_report_page import pick, preview, reader, save, text_of, write

__all__ = ["reader"]
CTRL = Qt.KeyboardModifier.ControlModifier


def open_report(typist: Typist) -> None:
    """Go to the report, and wait until no page that is still drawn moves what stands below it."""
    test_report_page.open_report(typist)
    typist.wait(lambda: typist.window.guide.pages.report.preview.complete, "not every page")  # type: ignore[attr-defined]


def ticks(typist: Typist) -> dict[str, bool]:
    """Return the sections on offer, and whether each is in."""
    return {one.text(): one.isChecked() for one in typist.shown() if isinstance(one, QCheckBox)}


def paper(typist: Typist) -> str:
    return str(typist.window.guide.pages.report.options.paper)  # type: ignore[attr-defined]


# the contents follow the reader


def test_what_is_in_it_follows_the_reader(reader: Typist) -> None:
    open_report(reader)
    owner = ticks(reader)
    (receipts,) = (name for name, on in owner.items() if not on)
    pick(reader, "Reader: One page")
    assert ticks(reader) == {}
    assert reader.reads("The answer, and nothing else.")
    pick(reader, "Reader: Team")
    assert set(ticks(reader)) == set(owner) - {receipts}
    assert all(ticks(reader).values())
    pick(reader, "Reader: Board or bank")
    assert list(ticks(reader))[1] != list(owner)[1], "the board reads the method first"
    pick(reader, "Reader: Owner")
    assert ticks(reader) == owner
    before = len(reader.window.guide.pages.report.preview.data)  # type: ignore[attr-defined]
    pick(reader, receipts)
    page = reader.window.guide.pages.report  # type: ignore[attr-defined]
    reader.wait(lambda: len(page.preview.data) > before, "the receipts are not in it")


def test_the_last_section_can_t_be_left_out(reader: Typist) -> None:
    open_report(reader)
    names = [name for name, on in ticks(reader).items() if on]
    for name in names:
        button = reader.named(name)
        assert isinstance(button, QAbstractButton)
        button.click()
    assert [name for name, on in ticks(reader).items() if on] == names[-1:]


def test_another_text_size_changes_nothing_that_was_chosen(reader: Typist) -> None:
    open_report(reader)
    pick(reader, "Reader: Team")
    pick(reader, "Your plan")
    pick(reader, "Save as: Plan as CSV")
    before = ticks(reader)
    reader.press(Qt.Key.Key_Equal, CTRL)
    preview(reader)
    assert ticks(reader) == before
    assert reader.window.guide.pages.report.options.reader == "team"  # type: ignore[attr-defined]
    assert reader._find("Save the plan")


# the paper of last time


def test_paper_letters_and_ink_are_as_last_time(reader: Typist, data_folder: Path) -> None:
    open_report(reader)
    assert paper(reader) == "a4"
    pick(reader, "Paper: Letter")
    pick(reader, "Text size: Large print")
    pick(reader, "Ink: Greys only")
    pick(reader, "Text size: Usual")
    reader.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    open_report(reader)
    assert paper(reader) == "letter"
    again = Settings(data_folder).now
    assert (again.paper, again.large_print, again.greyscale) == ("letter", False, True)


def test_a_paper_that_makes_no_sense_counts_as_never_chosen(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[General]\npaper=a0\nlarge_print=perhaps\ngreyscale=true\n", encoding="utf-8")
    now = Settings(tmp_path).now
    assert (now.paper, now.large_print, now.greyscale) == ("", False, True)


# the plan as CSV


def test_the_plan_is_saved_as_csv(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    pick(reader, "Save as: Plan as CSV")
    reader.window.guide.pages.report.setFocus()  # type: ignore[attr-defined]
    data = save(reader, tmp_path / "plan.csv")
    head, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head[1] == "What to do"
    assert lines


def test_an_ending_that_is_typed_says_which_sheet_it_is(reader: Typist, tmp_path: Path) -> None:
    open_report(reader)
    pick(reader, "Save as: Plan as a sheet")
    reader.window.guide.pages.report.setFocus()  # type: ignore[attr-defined]
    assert save(reader, tmp_path / "plan.CSV").startswith(b"\xef\xbb\xbfNo.")
    reader.press(Qt.Key.Key_Escape)
    reader.window.guide.pages.report.setFocus()  # type: ignore[attr-defined]
    reader.press(Qt.Key.Key_Return)
    field = reader.named("Save the plan as")
    assert isinstance(field, QLineEdit)
    reader.wait(field.hasFocus, "the path has not the focus")
    reader.press(Qt.Key.Key_A, CTRL)
    reader.type(str(tmp_path / "plan.txt"))
    reader.press(Qt.Key.Key_Return)
    reader.wait((tmp_path / "plan.txt.xlsx").is_file, "not saved")


# the usual brand


def sign(typist: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill in a name, closing words and a logo."""
    for name, text in (("Name of your practice", "Acme Advisers"), ("Colour, like", "#0B5566")):
        field = typist.named(name)
        assert isinstance(field, QLineEdit)
        write(typist, field, text)
    logo = tmp_path / "logo.png"
    Image.new("RGB", (400, 120), "navy").save(logo)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_a, **_k: (str(logo), "")))
    pick(typist, "Choose a logo")
    preview(typist)


def begin(typist: Typist, name: str) -> dict[str, str]:
    """Begin a new check-up and return its brand."""
    typist.press(Qt.Key.Key_N, CTRL)
    field = typist.named("Name of the business")
    typist.wait(field.hasFocus, "no name asked")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(name)
    typist.press(Qt.Key.Key_Return)
    session = typist.window._session  # type: ignore[attr-defined]
    typist.wait(lambda: session.current and session.now_open.checkup.business.name == name, "not begun")
    return dict(session.now_open.checkup.brand)


def test_a_consultant_s_next_check_up_carries_the_last_brand_and_an_owner_s_none(
    reader: Typist, tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_report(reader)
    sign(reader, tmp_path, monkeypatch)
    brand = begin(reader, "Next Ltd")
    assert {name: brand[name] for name in ("name", "accent")} == {"name": "Acme Advisers", "accent": "#0B5566"}
    assert brand["logo"]
    assert Settings(data_folder).usual_brand == brand, "the next start knows it too"
    reader.window._parts.settings.change(mode="owner")  # type: ignore[attr-defined]
    assert begin(reader, "My own Ltd") == {}


@pytest.fixture
def client(qtbot: QtBot, data_folder: Path) -> Iterator[Typist]:
    """Return a consultant in front of a check-up that somebody else began, with a brand of their own at hand."""
    with Repository.open(data_folder) as store:
        store.add(a_check_up("one", "First Ltd", 3, TODAY), "end")
    Settings(data_folder).keep_brand({"name": "Acme Advisers", "closing": "Call us."})
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Check-ups"), "no list")
        typist.tab_to("Check-ups")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
        yield typist


def test_a_check_up_without_a_brand_is_offered_the_usual_one(client: Typist) -> None:
    open_report(client)
    pick(client, "As last time: Acme Advisers")
    field = client.named("Name of your practice")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Acme Advisers"
    assert client._find("As last time: ") is None
    page = client.window.guide.pages.report  # type: ignore[attr-defined]
    client.wait(lambda: page.preview.data and "by Acme Advisers" in text_of(page.preview.data), "not printed")


@pytest.mark.parametrize(
    ("kept", "left"),
    [
        ("", {}),
        ("{", {}),
        ("[1]", {}),
        ("[" * 100_000, {}),
        (json.dumps({"name": "A", "accent": "red", "logo": "none", "other": "x", "contact": 3}), {"name": "A"}),
    ],
)
def test_of_a_damaged_brand_only_what_can_be_printed_is_left(tmp_path: Path, kept: str, left: dict[str, str]) -> None:
    settings = Settings(tmp_path)
    file = settings._file()
    file.setValue("brand", kept)
    file.sync()
    assert Settings(tmp_path).usual_brand == left
