"""What leaves and what comes in: a check-up as a file, a back-up of everything, on this computer and on another."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import outside
from plateau_doctor.resources import resource
from plateau_doctor.ui import file_bar
from plateau_doctor.ui.typist import Typist, pause
from ui.conftest import opened

CTRL = Qt.KeyboardModifier.ControlModifier
NAME, DAY, BAKERY = "Harbour Lane Bakery", "21 April 2026", "bakery-2026"


def shop(name: str = "leaky-bucket") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("samples", f"{name}.json").read_bytes())
    return found


def drop(window: QWidget, *paths: Path) -> bool:
    """Drop files on the window, and return whether it would have them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, keys = window.rect().center(), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, *keys)
    entering.setAccepted(False)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(middle.toPointF(), Qt.DropAction.CopyAction, data, *keys))
    return entering.isAccepted()


@pytest.fixture
def listed(typist: Typist, tmp_path: Path) -> Typist:
    """Return a person in front of a list with one check-up in it."""
    file = tmp_path / "listed.json"
    file.write_text(json.dumps({**shop("promotion-trap"), "id": BAKERY}), encoding="utf-8")
    assert drop(typist.window, file)
    typist.verdict()
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist._find("Check-ups") and typist.reads("1 check-up"), "not listed")
    typist.tab_to("Check-ups")
    return typist


def asked_for(typist: Typist, label: str, path: Path) -> None:
    field = typist.named(label)
    typist.wait(field.hasFocus, "the path has not the focus")
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(str(path))
    typist.press(Qt.Key.Key_Return)


def test_a_client_is_exported_deleted_and_imported_again(listed: Typist, tmp_path: Path) -> None:
    listed.press(Qt.Key.Key_E, CTRL)
    asked_for(listed, "Export the check-up as", tmp_path / "bakery")
    listed.wait(lambda: listed.reads("Saved: "), "not saved")
    data = json.loads((tmp_path / "bakery.json").read_text(encoding="utf-8"))
    assert data["business"]["name"] == NAME
    listed.press(Qt.Key.Key_Escape)
    listed.tab_to("Check-ups")
    listed.press(Qt.Key.Key_Delete)
    listed.wait(lambda: listed.reads("No check-ups yet"), "still listed")
    assert listed.reads(f"The check-up of {NAME} of {DAY} is deleted. Back-ups and exports made before still hold it.")
    listed.press(Qt.Key.Key_O, CTRL)
    asked_for(listed, "Import a check-up from", tmp_path / "bakery.json")
    assert "stuck" in listed.verdict()


def test_a_bare_name_means_the_folder_that_was_offered(
    listed: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    listed.press(Qt.Key.Key_E, CTRL)
    asked_for(listed, "Export the check-up as", Path("bakery"))
    listed.wait(lambda: listed.reads("Saved: "), "not saved")
    assert (tmp_path / "Documents" / "bakery.json").is_file()


def test_a_file_that_can_t_be_read_says_why_and_changes_nothing(listed: Typist, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"format": "plateau-doctor/check-up"', encoding="utf-8")
    listed.press(Qt.Key.Key_O, CTRL)
    asked_for(listed, "Import a check-up from", tmp_path / "nowhere.json")
    assert listed.reads("There is no file of this name.")
    asked_for(listed, "Import a check-up from", tmp_path / "broken.json")
    listed.wait(lambda: "broken.json" in listed.window.desk.bar.news, "no word")  # type: ignore[attr-defined]
    assert listed._find("Open what is readable") is None
    listed.press(Qt.Key.Key_Escape)
    assert listed.reads("1 check-up")


def test_a_file_dropped_on_the_window_is_imported(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    file.write_bytes(resource("samples", "leaky-bucket.json").read_bytes())
    assert drop(typist.window, file)
    assert typist.verdict()
    assert not drop(typist.window, tmp_path / "shop.txt")
    assert not drop(typist.window, file, file)


def test_a_back_up_dropped_on_the_window_is_asked_about(listed: Typist, tmp_path: Path) -> None:
    assert drop(listed.window, tmp_path / "copy.sqlite")
    assert listed.reads("A back-up takes the place of everything here.")
    listed.press(Qt.Key.Key_Escape)
    assert listed.reads("1 check-up")


def test_a_check_up_that_is_here_already_is_not_taken_twice(listed: Typist, tmp_path: Path) -> None:
    listed.press(Qt.Key.Key_E, CTRL)
    asked_for(listed, "Export the check-up as", tmp_path / "bakery.json")
    listed.wait(lambda: listed.reads("Saved: "), "not saved")
    listed.press(Qt.Key.Key_Escape)
    listed.press(Qt.Key.Key_O, CTRL)
    asked_for(listed, "Import a check-up from", tmp_path / "bakery.json")
    listed.wait(lambda: "is here already" in listed.window.desk.bar.news, "no word")  # type: ignore[attr-defined]
    assert "Nothing was changed." in listed.window.desk.bar.news  # type: ignore[attr-defined]
    listed.click("Open the one that is here")
    assert listed.wait(listed.verdict, "it is not opened")


def test_samples_do_not_count_among_what_a_back_up_replaces(listed: Typist, data_folder: Path) -> None:
    listed.named("Open the sample Promotion trap")
    listed.tab_to("Open the sample Promotion trap")
    listed.press(Qt.Key.Key_Return)
    listed.verdict()
    listed.press(Qt.Key.Key_Comma, CTRL)
    listed.tab_to("Back up now")
    listed.press(Qt.Key.Key_Space)
    listed.wait(lambda: listed.reads("Copied and checked: "), "no copy")
    (copy,) = (data_folder / "backups").iterdir()
    listed.tab_to("Restore a back-up")
    listed.press(Qt.Key.Key_Space)
    asked_for(listed, "Restore the back-up", copy)
    replacing = "This replaces 1 check-up with 1 check-up, the latest of 21 April 2026."
    listed.wait(lambda: listed.reads(replacing), "samples are counted")
    listed.tab_to("Replace what is here")
    listed.press(Qt.Key.Key_Space)
    listed.wait(lambda: listed.window.desk.bar.news.startswith("1 check-up is back."), "samples are counted")  # type: ignore[attr-defined]


def test_a_check_up_with_few_answers_opens_at_its_review_and_is_under_way(typist: Typist, tmp_path: Path) -> None:
    few, file = shop(), tmp_path / "few.json"
    answers = few["sheets"][0]["answers"]
    one = {**few["sheets"][0], "answers": {name: answers[name] for name in list(answers)[:5]}}
    few |= {"id": BAKERY, "sheets": [one], "agreed": {}, "plan": [], "earlier": []}
    file.write_text(json.dumps(few), encoding="utf-8")
    assert drop(typist.window, file)
    typist.named("See the result")
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist.reads("5 of 43 answered, about "), "not under way")


def test_what_is_readable_of_a_damaged_file_opens_and_the_file_stays(typist: Typist, tmp_path: Path) -> None:
    whole, file = json.dumps(shop()), tmp_path / "torn.json"
    file.write_text(whole[: whole.index('"S5"')], encoding="utf-8")
    before = file.read_bytes()
    typist.press(Qt.Key.Key_O, CTRL)
    asked_for(typist, "Import a check-up from", file)
    more = typist.named("Open what is readable")
    news = typist.window.desk.bar.news  # type: ignore[attr-defined]
    assert news.startswith("This file is damaged. ")
    assert "of its answers can be opened, and the file stays as it is." in news
    typist.tab_to("Open what is readable")
    assert more.hasFocus()
    typist.press(Qt.Key.Key_Space)
    assert typist.verdict()
    assert file.read_bytes() == before
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist._find("Check-ups"), "it is not in the list")


def test_a_file_of_a_newer_version_opens_read_only(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "newer.json"
    file.write_text(json.dumps({**shop(), "version": 2, "weather": "fine"}), encoding="utf-8")
    typist.press(Qt.Key.Key_O, CTRL)
    asked_for(typist, "Import a check-up from", file)
    typist.named("Open read-only")
    assert "made by a newer version" in typist.window.desk.bar.news  # type: ignore[attr-defined]
    typist.tab_to("Open read-only")
    typist.press(Qt.Key.Key_Space)
    assert typist.verdict()
    assert typist.reads("This file is from a newer version. Look at it and print it")
    assert typist.reads("Read-only")
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    typist.press(Qt.Key.Key_1)
    typist.press(Qt.Key.Key_1, CTRL)
    typist.wait(lambda: typist.reads("No check-ups yet"), "it was kept")
    typist.tab_to("Open the sample Growing")
    typist.press(Qt.Key.Key_Return)
    assert typist.verdict()
    assert not typist.reads("This file is from a newer version"), "said of another check-up"
    assert not typist.reads("Read-only")


def test_a_long_list_of_faults_is_told_in_short(typist: Typist, tmp_path: Path) -> None:
    file, data = tmp_path / "odd.json", shop()
    for answer in data["sheets"][0]["answers"].values():
        answer["colour"] = "red"
    file.write_text(json.dumps(data), encoding="utf-8")
    typist.press(Qt.Key.Key_O, CTRL)
    asked_for(typist, "Import a check-up from", file)
    typist.named("Open what is readable")
    lines = typist.window.desk.bar.news.splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 5
    assert "more faults like these" in lines[3]


def test_a_report_that_is_refused_is_saved_as_a_copy(
    listed: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, put = tmp_path / "report.pdf", Path.replace
    report.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        if target == report:
            raise PermissionError  # as Windows does while another program shows the file
        return put(self, target)

    monkeypatch.setattr(Path, "replace", held)
    listed.press(Qt.Key.Key_Return)
    listed.verdict()
    listed.press(Qt.Key.Key_P, CTRL)
    listed.wait(lambda: listed._find("Page 1 of"), "no preview")
    listed.press(Qt.Key.Key_Return)
    asked_for(listed, "Save the report as", report)
    listed.press(Qt.Key.Key_Return)
    listed.wait(lambda: listed.reads(f"{report}: The file is open in another program"), "not refused")
    listed.tab_to("Save a copy")
    listed.press(Qt.Key.Key_Space)
    listed.wait(lambda: listed.reads("Saved: "), "no copy")
    assert report.read_bytes() == b"old"
    assert (tmp_path / "report-2.pdf").read_bytes().startswith(b"%PDF")


def test_long_work_can_be_stopped_and_writes_nothing(
    qtbot: QtBot, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, make = Event(), outside._make_report

    def slow(*parts: Any) -> bytes:
        go.wait(20)
        return make(*parts)

    monkeypatch.setattr(file_bar, "_LONG", 50)
    monkeypatch.setattr(outside, "_make_report", slow)
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.tab_to("Open the sample Promotion trap")
        typist.press(Qt.Key.Key_Return)
        typist.verdict()
        typist.press(Qt.Key.Key_P, CTRL)
        typist.named("Save PDF")
        typist.press(Qt.Key.Key_Return)
        asked_for(typist, "Save the report as", tmp_path / "report.pdf")
        assert typist.reads("Making the file...")
        typist.named("Cancel")
        typist.tab_to("Cancel")
        typist.press(Qt.Key.Key_Space)
        assert typist.reads("Stopped. Nothing was written.")
        go.set()
        typist.wait(lambda: typist._find("Page 1 of"), "no preview")
        assert typist._find("Cancel") is None
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize("typed", ["~", ".", "{home}", "{home}/", "~nobody-of-this-name"])
def test_a_folder_is_taken_as_the_place_of_the_file(
    listed: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    listed.press(Qt.Key.Key_E, CTRL)
    asked_for(listed, "Export the check-up as", Path(typed.format(home=home)))
    bar = listed.window.desk.bar  # type: ignore[attr-defined]
    if typed in ("~", "{home}", "{home}/"):
        listed.wait(lambda: bar.news.startswith("Saved: "), "not saved")
        assert [one.name for one in home.iterdir()] == [Path(bar.news.removeprefix("Saved: ")).name]
        assert next(home.iterdir()).name.startswith(NAME)
    else:
        listed.wait(lambda: bar.news, "nothing is said")


def test_on_a_page_without_a_check_up_none_is_exported(listed: Typist) -> None:
    listed.press(Qt.Key.Key_Return)
    listed.verdict()
    for key in (Qt.Key.Key_N, Qt.Key.Key_Comma):
        listed.press(key, CTRL)
        listed.press(Qt.Key.Key_E, CTRL)
        pause(50)
        assert listed._find("Export the check-up as") is None
    listed.press(Qt.Key.Key_3, CTRL)
    listed.press(Qt.Key.Key_E, CTRL)
    assert listed.named("Export the check-up as")


def test_what_is_no_back_up_is_named_by_its_own_name(listed: Typist, tmp_path: Path) -> None:
    file = tmp_path / "holiday.sqlite"
    file.write_bytes(b"a picture of the sea" * 100)
    assert drop(listed.window, file)
    listed.press(Qt.Key.Key_Return)
    bar = listed.window.desk.bar  # type: ignore[attr-defined]
    listed.wait(lambda: bar.news.startswith("holiday.sqlite: "), "no word")
    assert bar.news.endswith("Choose another file. Nothing was changed.")
    assert "/" not in bar.news


def test_escape_in_the_reason_leads_back_to_the_answers(asked: Typist) -> None:
    asked.press(Qt.Key.Key_G, CTRL)
    asked.type("35")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 35 of"), "not there")
    asked.press(Qt.Key.Key_N)
    asked.press(Qt.Key.Key_PageUp)
    asked.tab_to("Why it doesn't apply")
    asked.press(Qt.Key.Key_Escape)
    assert asked._focus().accessibleName().startswith("Question 35 of")
