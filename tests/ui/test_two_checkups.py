"""What belongs to one check-up never reaches another: not a note, not a figure, not a reason, however one leaves."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from plateau_doctor import app
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist
from ui.test_errands import drop, shop

CTRL = Qt.KeyboardModifier.ControlModifier
ALPHAS = "only of Alpha"


def begin(typist: Typist, name: str) -> None:
    typist.wait(lambda: typist._find("New check-up") or typist._find("1. "), "no way in")
    typist.press(Qt.Key.Key_N, CTRL)
    typist.wait(lambda: typist._find("Name of the business"), "no page for a new check-up")
    typist.type(name)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")


def text_of(typist: Typist, name: str) -> str:
    field = typist.named(name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def stored(folder: Path, name: str) -> CheckUp:
    with Repository.open(folder) as store:
        found = next(row.id for row in store.check_ups() if row.business == name)
        return store.load(found).checkup


def file_of(folder: Path, name: str) -> Path:
    path = folder / f"{name}.json"
    data = shop()
    path.write_text(json.dumps({**data, "id": name, "business": {**data["business"], "name": name}}), encoding="utf-8")
    return path


def test_a_note_stays_with_its_check_up(typist: Typist, built: app.Built, data_folder: Path) -> None:
    begin(typist, "Beta")
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type("Beta's own")
    begin(typist, "Alpha")
    assert text_of(typist, "Note") == ""
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type(ALPHAS)
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist.window.focusWidget().accessibleName() == "Resume Alpha", "no list")
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "not opened")
    assert text_of(typist, "Note") == "Beta's own"
    built.close()
    assert stored(data_folder, "Beta").sheets[0].answers["S1"].note == "Beta's own"
    assert stored(data_folder, "Alpha").sheets[0].answers["S1"].note == ALPHAS


def test_a_file_dropped_on_a_question_leaves_its_note_behind(
    typist: Typist, built: app.Built, data_folder: Path, tmp_path: Path
) -> None:
    begin(typist, "Alpha")
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type(ALPHAS)
    assert drop(typist.window, file_of(tmp_path, "Gamma"))
    typist.verdict()
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    built.close()
    assert ALPHAS not in str(stored(data_folder, "Gamma"))
    assert stored(data_folder, "Alpha").sheets[0].answers["S1"].note == ALPHAS


def test_a_file_dropped_on_the_figures_leaves_them_behind(
    typist: Typist, built: app.Built, data_folder: Path, tmp_path: Path
) -> None:
    begin(typist, "Alpha")
    typist.tab_to("Your numbers")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("Revenue "), "no figures")
    typist.type("123456")
    assert drop(typist.window, file_of(tmp_path, "Gamma"))
    typist.verdict()
    built.close()
    assert 123456 in stored(data_folder, "Alpha").figures.revenue
    assert 123456 not in stored(data_folder, "Gamma").figures.revenue


def test_years_that_no_field_shows_are_kept(
    typist: Typist, built: app.Built, data_folder: Path, tmp_path: Path
) -> None:
    data, path = shop(), tmp_path / "long.json"
    figures = {**data["figures"], "years": list(range(2016, 2026)), "revenue": list(range(100, 110))}
    figures.pop("operating_profit", None)
    path.write_text(json.dumps({**data, "id": "long", "figures": figures}), encoding="utf-8")
    assert drop(typist.window, path)
    typist.verdict()
    before = built.window._session.now_open.checkup.figures
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    typist.tab_to("Your numbers")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("Revenue 2025"), "no figures")
    typist.press(Qt.Key.Key_3, CTRL)
    typist.verdict()
    assert built.window._session.now_open.checkup.figures.revenue == before.revenue
    assert built.window._session.now_open.checkup.figures.years == before.years


def test_a_number_that_cant_be_read_does_not_take_the_place_of_one_that_was(typist: Typist, tmp_path: Path) -> None:
    assert drop(typist.window, file_of(tmp_path, "Gamma"))
    typist.verdict()
    session = typist.window._session  # type: ignore[attr-defined]
    before = session.now_open.checkup.figures
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    typist.tab_to("Your numbers")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("Revenue "), "no figures")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("abc")
    typist.press(Qt.Key.Key_3, CTRL)
    typist.verdict()
    assert session.now_open.checkup.figures == before


def test_a_larger_text_leaves_the_typing_where_it_is(typist: Typist) -> None:
    begin(typist, "Alpha")
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type("We sold ")
    typist.press(Qt.Key.Key_Equal, CTRL)
    typist.type("21 D")
    assert text_of(typist, "Note") == "We sold 21 D"
    session = typist.window._session  # type: ignore[attr-defined]
    assert all(answer.level is None and not answer.unknown for answer in session.answers.values())


def test_taking_an_answer_back_leaves_the_note(typist: Typist) -> None:
    begin(typist, "Alpha")
    typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "no second question")
    typist.press(Qt.Key.Key_PageUp)
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type(ALPHAS)
    typist.press(Qt.Key.Key_Escape)
    typist.press(Qt.Key.Key_Z, CTRL)
    assert text_of(typist, "Note") == ALPHAS
    session = typist.window._session  # type: ignore[attr-defined]
    assert session.answers["S1"].level is None
    typist.press(Qt.Key.Key_Y, CTRL)
    assert session.answers["S1"].level == 2
    assert text_of(typist, "Note") == ALPHAS


def test_a_restored_back_up_leads_home(typist: Typist, data_folder: Path) -> None:
    begin(typist, "Alpha")
    typist.press(Qt.Key.Key_Comma, CTRL)
    typist.tab_to("Back up now")
    typist.press(Qt.Key.Key_Return)
    said = typist.wait(lambda: typist.reads("Copied and checked: "), "no back-up")
    typist.tab_to("Done")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "not back at the question")
    assert drop(typist.window, Path(said.removeprefix("Copied and checked: ")))
    typist.wait(lambda: typist._find("Restore the back-up"), "not asked")
    typist.tab_to("Restore the back-up")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("Replace what is here"), "not looked into")
    typist.tab_to("Replace what is here")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: typist.window.guide.here == "home", "not at home")  # type: ignore[attr-defined]
    typist.press(Qt.Key.Key_2)
    typist.press(Qt.Key.Key_2, CTRL)
    assert typist.window.guide.here == "home"  # type: ignore[attr-defined]
