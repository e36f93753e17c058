"""What hurried people do: hold a key, click twice, change the text size in the middle, close on a full disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.core.answers import Business, PromotionRow
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.i18n import formats_for
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.day_field import read_day
from plateau_doctor.ui.figure_field import typed
from plateau_doctor.ui.file_bar import suggested_name
from plateau_doctor.ui.numbers import read_number
from plateau_doctor.ui.typist import Typist, pause

from .conftest import opened
from .test_home import TODAY, a_check_up
from .test_two_checkups import begin, stored, text_of

CTRL = Qt.KeyboardModifier.ControlModifier
FULL = UserError(Fault("file", "The disk is full.", "Free some space."))


def answers(typist: Typist) -> dict[str, int | None]:
    return {key: one.level for key, one in typist.window._session.answers.items()}  # type: ignore[attr-defined]


def go_to(typist: Typist, number: int) -> None:
    typist.press(Qt.Key.Key_G, CTRL)
    typist.type(str(number))
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith(f"Question {number} of"), "not there")


# keys and clicks


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_D, Qt.Key.Key_PageDown])
def test_a_key_that_is_held_answers_once(asked: Typist, key: Qt.Key) -> None:
    for press in range(12):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=press > 0)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        pause(20)
    assert asked.question().startswith("Question 2 of")
    assert len(answers(asked)) <= 1


def test_a_double_click_answers_once(asked: Typist) -> None:
    option = asked.named("2. ")
    place = option.mapTo(asked.window, option.rect().center())
    QTest.mouseDClick(asked.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    pause(50)
    assert answers(asked) == {"S1": 2}
    assert asked.question().startswith("Question 2 of")


def test_enter_pressed_twice_on_the_way_in_opens_once(
    qtbot: QtBot, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Repository.open(data_folder) as store:
        store.add(a_check_up("a", "Corner Shop", 3, TODAY), "S1")
    load = Repository.load

    def slowly(*words: Any) -> Any:
        time.sleep(0.1)
        return load(*words)

    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.named("Check-ups")
        typist.tab_to("Check-ups")
        monkeypatch.setattr(Repository, "load", slowly)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        typist.wait(typist.question, "no question")
        typist.press(Qt.Key.Key_5)
        pause(400)
        assert answers(typist)["S1"] == 5


def test_an_answer_given_while_the_same_check_up_is_being_opened_is_not_replaced_by_an_older_one(
    asked: Typist, built: app.Built, data_folder: Path
) -> None:
    asked.press(Qt.Key.Key_4)
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    asked.press(Qt.Key.Key_1, CTRL)
    asked.named("Check-ups")
    asked.tab_to("Check-ups")
    read, go_on = Event(), Event()
    load = Repository.load

    def slowly(*words: Any) -> Any:
        found = load(*words)
        read.set()
        assert go_on.wait(10)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Repository, "load", slowly)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        asked.wait(read.is_set, "not read")
    asked.press(Qt.Key.Key_2, CTRL)
    asked.wait(asked.question, "no question")
    asked.press(Qt.Key.Key_5)
    go_on.set()
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    pause(100)
    assert answers(asked) == {"S1": 5}
    built.close()
    assert stored(data_folder, "Corner Shop").sheets[0].answers["S1"].level == 5


# the text size in the middle


def test_larger_text_while_a_figure_is_typed_keeps_the_keys_there(asked: Typist) -> None:
    go_to(asked, 4)
    asked.press(Qt.Key.Key_K, CTRL)
    asked.type("1")
    asked.press(Qt.Key.Key_Plus, CTRL)
    asked.type("2")
    pause(50)
    assert asked.question().startswith("Question 4 of")
    assert answers(asked) == {}
    assert text_of(asked, "Of those that fit, how many get a quote?") == "12"


def test_larger_text_while_a_number_to_go_to_is_typed_keeps_the_keys_there(asked: Typist) -> None:
    asked.press(Qt.Key.Key_G, CTRL)
    asked.type("1")
    asked.press(Qt.Key.Key_Plus, CTRL)
    asked.type("2")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 12 of"), "not there")
    assert answers(asked) == {}


# what belongs together


def test_the_reason_of_one_question_stays_with_it(asked: Typist) -> None:
    for number in (31, 32):  # two of place, both of which may not apply
        go_to(asked, number)
        asked.press(Qt.Key.Key_N)
    before = asked.window._session.answers  # type: ignore[attr-defined]
    go_to(asked, 31)
    asked.write("Why it doesn't apply", "Only for the first")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 32 of"), "not on")
    asked.press(Qt.Key.Key_PageDown)
    after = asked.window._session.answers  # type: ignore[attr-defined]
    changed = {key for key in after if after[key] != before[key]}
    assert {after[key].not_applicable for key in changed} == {"Only for the first"}
    assert len(changed) == 1


def test_what_was_typed_into_the_promotion_of_one_business_is_not_there_for_the_next(
    typist: Typist, built: app.Built, data_folder: Path
) -> None:
    begin(typist, "Alpha")
    go_to(typist, 23)
    typist.press(Qt.Key.Key_K, CTRL)
    typist.write("Spent on promotion 1", "1200")
    typist.press(Qt.Key.Key_Tab)
    assert typist.reads("Name the kind of promotion, so that this is kept.")
    begin(typist, "Beta")
    go_to(typist, 23)
    typist.press(Qt.Key.Key_K, CTRL)
    assert text_of(typist, "Spent on promotion 1") == ""
    typist.write("Kind of promotion 1", "Radio")
    typist.write("Spent on promotion 1", "1,250,000.50")
    typist.press(Qt.Key.Key_Tab)
    typist.wait(lambda: typist.reads("Saved "), "not saved")
    built.close()
    assert stored(data_folder, "Beta").promotion == (PromotionRow("Radio", spend=1250000.5),)
    assert stored(data_folder, "Alpha").promotion == ()


def test_a_reader_chosen_while_the_path_is_asked_for_is_the_reader_of_the_file(typist: Typist, tmp_path: Path) -> None:
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    typist.press(Qt.Key.Key_P, CTRL)
    typist.wait(lambda: typist._find("Page 1 of"), "no preview")
    typist.press(Qt.Key.Key_Return)
    path = typist.named("Save the report as")
    typist.wait(path.hasFocus, "no path")
    typist.click("Reader: One page")
    typist.wait(lambda: typist.reads("1 page."), "no pages")
    typist.click_on(path)
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(str(tmp_path / "one.pdf"))
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Saved: "), "not saved")
    shown = typist.window.guide.pages.report.preview.data  # type: ignore[attr-defined]
    assert (tmp_path / "one.pdf").read_bytes() == shown


# the disk


def refusing(monkeypatch: pytest.MonkeyPatch, name: str) -> Callable[[], None]:
    """Let the store refuse something until what is returned is called."""
    real = getattr(Repository, name)

    def refuse(*_words: Any) -> Any:
        raise FULL

    monkeypatch.setattr(Repository, name, refuse)
    return lambda: monkeypatch.setattr(Repository, name, real)


def test_what_the_disk_refused_once_is_saved_with_the_next_answer(
    asked: Typist, built: app.Built, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_2)
    asked.wait(lambda: asked.reads("The disk is full."), "no word of it")
    accept()
    asked.press(Qt.Key.Key_3)
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    assert not asked.reads("The disk is full.")
    built.close()
    kept = stored(data_folder, "Corner Shop").sheets[0].answers
    assert {key: one.level for key, one in kept.items()} == {"S1": 2, "S2": 3}


def test_a_window_with_something_unsaved_closes_when_asked_twice(
    asked: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_2)
    asked.wait(lambda: asked.reads("The disk is full."), "no word of it")
    assert not asked.window.close()
    asked.wait(lambda: asked.reads("Not everything is saved yet."), "no warning")
    assert asked.window.isVisible()
    assert asked.window.close()


def test_answers_wait_for_the_check_up_that_the_disk_refused(
    typist: Typist, built: app.Built, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = refusing(monkeypatch, "add")
    begin(typist, "Corner Shop")
    typist.wait(lambda: typist.reads("The disk is full."), "no word of it")
    typist.press(Qt.Key.Key_4)
    pause(100)
    assert typist.reads("The disk is full.")
    accept()
    typist.click("Try again")
    typist.wait(lambda: typist.reads("Saved "), "not saved")
    built.close()
    assert stored(data_folder, "Corner Shop").sheets[0].answers["S1"].level == 4


def test_the_way_to_files_is_free_again_after_a_name_that_no_disk_takes(asked: Typist, tmp_path: Path) -> None:
    for name in ("x" * 300, "again"):
        asked.press(Qt.Key.Key_E, CTRL)
        path = asked.named("Export the check-up as")
        asked.wait(path.hasFocus, "no path")
        asked.press(Qt.Key.Key_A, CTRL)
        asked.type(f'"{tmp_path / name}.json"')  # as a path is copied in Windows
        asked.press(Qt.Key.Key_Return)
        asked.wait(lambda: asked.reads("Saved: ") or asked.reads(str(tmp_path)), "nothing is said")
    assert [one.name for one in tmp_path.iterdir()] == ["again.json"]


def test_a_name_that_is_suggested_is_one_that_every_disk_takes() -> None:
    checkup = a_check_up("a", "दु" * 60, 3, TODAY)
    assert isinstance(checkup.business, Business)
    assert len(suggested_name(checkup).encode()) < 255


# fields


def test_a_full_note_refuses_letters_and_loses_none(asked: Typist) -> None:
    asked.press(Qt.Key.Key_M, CTRL)
    QApplication.clipboard().setText("a" * 3996 + "1234")
    asked.press(Qt.Key.Key_V, CTRL)
    note = asked.named("Note")
    assert isinstance(note, QPlainTextEdit)
    asked.press(Qt.Key.Key_Home, CTRL)
    asked.type("XYZ")
    assert note.toPlainText() == "a" * 3996 + "1234"
    assert asked.reads("There is room for 4,000 letters here.")
    asked.press(Qt.Key.Key_Delete)
    asked.type("b")
    assert note.toPlainText() == "b" + "a" * 3995 + "1234"
    asked.press(Qt.Key.Key_Z, CTRL)
    asked.press(Qt.Key.Key_Z, CTRL)
    assert note.toPlainText() == "a" * 3996 + "1234"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("₹5,00,000", 500_000),
        ("Rs. 5,00,000", 500_000),
        ("12 lakh", 1_200_000),
        ("5 crore", 50_000_000),
        ("1,00,000.50", 100_000.5),
        ("+500", 500),
        ("–500", -500),
        ("1,5 Mio.", 1_500_000),
        ("1,500 crore", 15_000_000_000),
        ("12,50,000 lakh", 125_000_000_000),
        ("1.500k", 1_500),
    ],
)
def test_money_is_read_as_people_write_it(text: str, value: float) -> None:
    assert read_number(text, "money") == value


@pytest.mark.parametrize("value", [1_250_000.0, 1_000_000.25, 123_456.78, 851_000.5, 999_999_999_999.0, -1_000.0])
def test_a_figure_is_shown_as_it_can_be_read_again(value: float) -> None:
    assert read_number(typed(value, "money"), "money") == value
    assert read_number(formats_for("en", "GB").decimal(value), "money") == value


@pytest.mark.parametrize("country", ["en_GB", "en_US", "en_AU", "en_CA", "en_IN", "de_DE"])
def test_short_names_of_months_are_known_everywhere(country: str, day_of: Callable[[str, str], str]) -> None:
    for text in ("12 Sep 2027", "12 Sept 2027", "Sept 12, 2027"):
        assert day_of(text, country) == "2027-09-12"
    assert day_of("3 Jun", country) == "2027-06-03"
    assert day_of("15 Jan", country) == "2027-01-15", "the next one, not the one that is past"
    assert day_of("20 Nov", country) == "2026-11-20", "a few days back is meant"
    assert day_of("29 Feb", country) == "2028-02-29"


@pytest.fixture
def day_of() -> Callable[[str, str], str]:
    from datetime import date

    from PySide6.QtCore import QLocale

    return lambda text, country: str(read_day(text, QLocale(country), date(2026, 11, 28)))


def test_an_older_file_that_is_only_looked_at_leaves_the_keys_to_the_page(typist: Typist, tmp_path: Path) -> None:
    import json

    from .test_errands import asked_for, shop

    file = tmp_path / "newer.json"
    file.write_text(json.dumps({**shop(), "version": 2}), encoding="utf-8")
    typist.press(Qt.Key.Key_O, CTRL)
    asked_for(typist, "Import a check-up from", file)
    typist.named("Open read-only")
    typist.tab_to("Open read-only")
    typist.press(Qt.Key.Key_Space)
    typist.verdict()
    pause(50)
    assert QApplication.focusWidget().isVisible()
    typist.press(Qt.Key.Key_2, CTRL)
    pause(50)
    assert QApplication.focusWidget().isVisible()


def test_what_was_deleted_from_one_note_does_not_come_back_in_another(typist: Typist) -> None:
    begin(typist, "Alpha")
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type("Alpha's own")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.press(Qt.Key.Key_Delete)
    begin(typist, "Beta")
    typist.press(Qt.Key.Key_M, CTRL)
    typist.press(Qt.Key.Key_Z, CTRL)
    assert text_of(typist, "Note") == ""


def test_a_picture_on_the_clipboard_deletes_nothing(asked: Typist) -> None:
    asked.press(Qt.Key.Key_M, CTRL)
    asked.type("A long note")
    asked.press(Qt.Key.Key_A, CTRL)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QApplication.clipboard().setMimeData(picture)
    asked.press(Qt.Key.Key_V, CTRL)
    assert text_of(asked, "Note") == "A long note"


def test_what_could_not_be_read_of_one_business_is_not_said_to_the_next(typist: Typist) -> None:
    begin(typist, "Alpha")
    go_to(typist, 23)
    typist.press(Qt.Key.Key_K, CTRL)
    typist.write("Spent on promotion 1", "owe Smith 12")
    typist.press(Qt.Key.Key_Tab)
    assert typist.reads("“owe Smith 12” is not a number")
    begin(typist, "Beta")
    go_to(typist, 23)
    typist.press(Qt.Key.Key_K, CTRL)
    pause(50)
    assert not typist.reads("“owe Smith 12” is not a number")
