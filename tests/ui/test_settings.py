"""The first run, the settings, the text size and the help, as a person uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import page as validation
import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.resources import resource
from plateau_doctor.store import folder as folders
from plateau_doctor.ui.preferences import FILE, Preferences, Settings
from plateau_doctor.ui.typist import Typist
from plateau_doctor.ui.widgets import Button

from .conftest import opened
from .test_errands import drop

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def fresh(qtbot: QtBot, data_folder: Path) -> Iterator[app.Built]:
    """The window as it is on its very first day."""
    with opened(qtbot, data_folder, mode="new") as built:
        Typist(built.window).wait(lambda: Typist(built.window)._find("1. "), "no doors")
        yield built


def focus(typist: Typist) -> str:
    widget = typist.window.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def test_the_first_door_leads_to_question_1_in_three_actions(fresh: app.Built) -> None:
    typist = Typist(fresh.window)
    typist.press(Qt.Key.Key_1)
    typist.wait(lambda: focus(typist) == "Name of the business", "no name asked")
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")
    assert fresh.settings.now.mode == "owner"


def test_the_second_door_leads_to_the_list(fresh: app.Built) -> None:
    typist = Typist(fresh.window)
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("No check-ups yet."), "no list")
    assert fresh.settings.now.mode == "consultant"


def test_the_third_door_shows_a_finished_sample(fresh: app.Built) -> None:
    typist = Typist(fresh.window)
    typist.press(Qt.Key.Key_3)
    assert "Your business is" in typist.verdict()
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist._find("Check-ups"), "the sample is not in the list")


def test_the_doors_are_there_once(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder, mode="new") as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("1. "), "no doors")
        typist.press(Qt.Key.Key_2)
    with opened(qtbot, data_folder, mode="consultant") as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet."), "no list")
        assert typist._find("1. ") is None


def test_text_grows_by_keys_and_nothing_typed_is_lost(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.type("Corner Shop")
    before = typist.named("Name of the business").height()
    for _step in range(3):
        typist.press(Qt.Key.Key_Equal, CTRL)
    field = typist.wait(lambda: typist._find("Name of the business"), "no field")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Corner Shop"
    assert field.height() > before
    assert field.hasFocus()
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")
    typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "no second question")
    typist.press(Qt.Key.Key_0, CTRL)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "the place is lost")
    typist.press(Qt.Key.Key_PageUp)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no way back")


def test_settings_hold_at_once_and_are_there_again(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet."), "no list")
        typist.press(Qt.Key.Key_Comma, CTRL)
        typist.pick("Colours: Dark")
        assert built.theme.name == "dark"
        typist.pick("Number and letter keys: Do nothing")
        typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        typist.wait(lambda: typist.reads("No check-ups yet."), "no way back")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        typist.wait(typist.question, "no question")
        typist.press(Qt.Key.Key_3)
        assert typist.question().startswith("Question 1 of"), "digits are switched off"
        typist.press(Qt.Key.Key_Down)
        typist.press(Qt.Key.Key_Return)
        typist.wait(lambda: typist.question().startswith("Question 2 of"), "arrows and Enter still answer")
    again = Settings(data_folder).now
    assert (again.colours, again.number_keys, again.mode) == ("dark", False, "consultant")


@pytest.mark.parametrize("text", ["", "rubbish", "[General]\nscale=900\ncolours=pink\nmode=king\n", "\x00\x01"])
def test_settings_that_cannot_be_read_count_as_never_set(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert Settings(tmp_path).now == Preferences()


def test_a_sizes_ends_are_ends(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for _step in range(20):
        settings.grow(1)
    assert settings.now.scale == 2.0
    for _step in range(20):
        settings.grow(-1)
    assert settings.now.scale == 0.9
    settings.grow(0)
    assert settings.now.scale == 1.0


def test_cut_points_and_inflation_change_the_open_check_up(typist: Typist) -> None:
    typist.tab_to("Open the sample Leaky bucket")
    typist.press(Qt.Key.Key_Return)
    before = typist.verdict()
    typist.press(Qt.Key.Key_Comma, CTRL)
    typist.write("Growing from, % a year", "0.5")
    typist.write("Shrinking below, % a year", "-20")
    typist.tab_to("Larger text")
    typist.press(Qt.Key.Key_Return)  # Done
    typist.press(Qt.Key.Key_3, CTRL)
    typist.press(Qt.Key.Key_Comma, CTRL)
    assert typist.reads("= 0.5%") or typist.reads("= 0.5 %")
    assert before
    typist.write("Growing from, % a year", "3")
    typist.write("Shrinking below, % a year", "-2")
    typist.press(Qt.Key.Key_3, CTRL)
    assert typist.verdict() == before


def test_a_copy_of_everything_is_made_and_said(typist: Typist, data_folder: Path) -> None:
    typist.press(Qt.Key.Key_Comma, CTRL)
    typist.tab_to("Back up now")
    typist.press(Qt.Key.Key_Return)
    said = typist.wait(lambda: typist.reads("Copied and checked: "), "no word of the copy")
    copy = Path(said.removeprefix("Copied and checked: "))
    assert copy.parent == data_folder / "backups"
    assert copy.stat().st_size > 0


def test_help_is_about_the_page_it_was_asked_on(typist: Typist) -> None:
    typist.press(Qt.Key.Key_F1)
    assert typist.reads("Home lists your check-ups.")
    typist.press(Qt.Key.Key_F1)
    typist.wait(lambda: typist.reads("No check-ups yet."), "F1 leads back")
    typist.press(Qt.Key.Key_N, CTRL)
    typist.press(Qt.Key.Key_F1)
    assert typist.reads("Only the name is needed. What you sell")
    typist.tab_to("What the words mean")
    typist.press(Qt.Key.Key_Return)
    assert typist.reads("A time in which a business neither")
    typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    typist.wait(lambda: typist._find("Name of the business"), "no way back")


def test_a_help_page_has_at_most_200_words() -> None:
    for name, topic in json.loads(resource("help", "en.json").read_text(encoding="utf-8")).items():
        words = " ".join(topic["text"]).split()
        assert len(words) <= 200, name
        assert topic["title"]


def saved_as(typist: Typist, label: str, path: Path) -> None:
    field = typist.named(label)
    typist.wait(field.hasFocus, "the path has not the focus")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(str(path))
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Saved: "), "not saved")
    typist.press(Qt.Key.Key_Escape)


def test_the_help_is_searched_by_its_words(typist: Typist) -> None:
    typist.press(Qt.Key.Key_F1)
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type("another computer")
    typist.wait(lambda: typist.reads("Everything moves in one file."), "not found")
    listed = [w.text() for w in typist.shown() if isinstance(w, Button) and w.isCheckable()]
    assert listed == ["Another computer"]
    typist.type(" on the moon")
    typist.wait(lambda: typist.reads("No topic holds “another computer on the moon”."), "found")


def test_the_settings_are_searched_by_their_words(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Comma, CTRL)
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type("contrast")
    assert typist._find("Colours: High contrast")
    assert typist._find("Back up now") is None
    typist.type("zz")
    assert typist.reads("No setting holds “contrastzz”.")


def test_the_questions_go_to_paper_and_come_back_as_a_check_up(typist: Typist, tmp_path: Path) -> None:
    typist.press(Qt.Key.Key_F1)
    typist.tab_to("Questions on paper")
    typist.press(Qt.Key.Key_Space)
    for action, name in (
        ("Save the questions for a pen", "pen.pdf"),
        ("Save the quick look for a pen", "quick.pdf"),
        ("Save the form to fill in", "form.pdf"),
    ):
        typist.tab_to(action)
        typist.press(Qt.Key.Key_Space)
        saved_as(typist, "Save the questions as", tmp_path / name)
    assert not PdfReader(tmp_path / "pen.pdf").get_fields()
    assert len(PdfReader(tmp_path / "quick.pdf").pages) < len(PdfReader(tmp_path / "pen.pdf").pages)
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "form.pdf"))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"business": "Kite Shop", "S1": "/3", "S2": "/D"})
    writer.write(tmp_path / "filled.pdf")
    assert drop(typist.window, tmp_path / "filled.pdf")
    typist.wait(lambda: typist.reads("Check your answers"), "not at the review")
    typist.wait(lambda: typist.reads("Kite Shop · Check-up"), "not its name")
    assert typist.reads("2 of 5")
    assert "No box is ticked for 49 questions." in typist.window.notice.text  # type: ignore[attr-defined]


def test_a_pdf_that_is_no_form_is_refused_in_a_sentence(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert drop(typist.window, tmp_path / "other.pdf")
    bar = typist.window.desk.bar  # type: ignore[attr-defined]
    typist.wait(lambda: "other.pdf" in bar.news, "no word")
    assert typist._find("Open what is readable") is None


def test_the_card_of_the_keys_is_of_a6_and_holds_them_all(typist: Typist, tmp_path: Path) -> None:
    typist.press(Qt.Key.Key_F1)
    typist.tab_to("Settings and keys")
    typist.press(Qt.Key.Key_Space)
    typist.tab_to("Save a card of the keys")
    typist.press(Qt.Key.Key_Space)
    saved_as(typist, "Save the keys as", tmp_path / "keys.pdf")
    card = PdfReader(tmp_path / "keys.pdf")
    assert len(card.pages) == 2
    assert [round(side) for side in card.pages[0].mediabox[2:]] == [298, 420]
    text = " ".join("".join(page.extract_text() for page in card.pages).split())
    for topic in ("settings", "question", "review", "result", "home"):
        for keys, what in json.loads(resource("help", "en.json").read_text(encoding="utf-8"))[topic]["keys"]:
            assert what in text
            assert keys in text
    for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
        assert not validation.validate_pdf_bytes((tmp_path / "keys.pdf").read_bytes(), profile=profile).failures


def test_everything_moves_to_another_folder_when_the_window_closes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(folders.VARIABLE, raising=False)
    monkeypatch.setattr(folders, "_usual_folder", lambda: tmp_path / "usual")
    with opened(qtbot, None) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.tab_to("Open the sample Growing")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
        typist.press(Qt.Key.Key_Comma, CTRL)
        typist.tab_to("Move to another folder")
        typist.press(Qt.Key.Key_Space)
        for path, said in ((tmp_path / "usual", "already"), (tmp_path / "clients", "When you close Plateau Doctor")):
            field = typist.named("Keep my check-ups in")
            typist.wait(field.hasFocus, "the path has not the focus")
            typist.press(Qt.Key.Key_A, CTRL)
            typist.type(str(path))
            typist.press(Qt.Key.Key_Return)
            assert said in built.window.desk.bar.news
    assert not (tmp_path / "usual" / "check-ups.sqlite").exists()
    assert len(list((tmp_path / "usual" / "backups").iterdir())) == 1, "a copy when the window closes"
    with opened(qtbot, None) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Check-ups"), "not there")
        typist.press(Qt.Key.Key_Comma, CTRL)
        assert typist.reads(str(tmp_path / "clients"))
        typist.pick("A checked copy whenever Plateau Doctor closes, in the folder backups beside them: No")
    assert not (tmp_path / "clients" / "backups").exists()


def test_the_first_page_tells_of_privacy_and_takes_a_file(fresh: app.Built) -> None:
    typist = Typist(fresh.window)
    typist.tab_to("How it stays private")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: typist.reads("Plateau Doctor never goes online."), "no word of it")
    typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    typist.wait(lambda: typist._find("1. "), "no way back")
    typist.tab_to("Import a file")
    typist.press(Qt.Key.Key_Space)
    field = typist.named("Import a check-up from")
    typist.wait(field.hasFocus, "the path has not the focus")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(str(resource("samples", "growing.json")))
    typist.press(Qt.Key.Key_Return)
    assert typist.verdict()


def test_another_folder_is_chosen_where_the_first_one_takes_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(folders.VARIABLE, raising=False)
    monkeypatch.setattr(folders, "_usual_folder", lambda: tmp_path / "usual")
    (tmp_path / "usual").mkdir()
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "usual" / "moved-to.txt").write_text(str(tmp_path / "file" / "clients"))
    with opened(qtbot, None) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Choose another folder"), "no word of it")
        assert str(tmp_path / "file" / "clients") in built.window.notice.text
        assert typist._find("Try again") is not None
        typist.click("Choose another folder")
        for path, said in ((tmp_path / "file" / "x", "Nothing can be saved"), (tmp_path / "clients", "from now on")):
            field = typist.named("Keep my check-ups in")
            typist.wait(field.hasFocus, "the path has not the focus")
            typist.press(Qt.Key.Key_A, CTRL)
            typist.type(str(path))
            typist.press(Qt.Key.Key_Return)
            typist.wait(lambda words=said: words in built.window.desk.bar.news, "not said")
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        assert not built.window.notice.isVisible()
        typist.press(Qt.Key.Key_Escape)
        typist.tab_to("Open the sample Growing")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
    assert (tmp_path / "clients" / "check-ups.sqlite").is_file()
    with opened(qtbot, None) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Check-ups"), "not there the next day")
