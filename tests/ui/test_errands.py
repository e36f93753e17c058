"""What leaves and what comes in: a check-up as a file, a back-up of everything, on this computer and on another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor.exchange import write_checkup
from plateau_doctor.resources import resource
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist
from ui.conftest import opened

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "Harbour Lane Bakery"


@pytest.fixture
def listed(typist: Typist) -> Typist:
    """Return a person in front of a list with one check-up in it, the sample's."""
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
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
    assert listed.reads(f"{NAME} is deleted. Back-ups and exports made before still hold it.")
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
    listed.press(Qt.Key.Key_Escape)
    assert listed.reads("1 check-up")


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


def test_one_back_up_moves_everything_to_another_computer(
    listed: Typist, qtbot: QtBot, data_folder: Path, tmp_path: Path
) -> None:
    listed.press(Qt.Key.Key_Comma, CTRL)
    listed.tab_to("Back up now")
    listed.press(Qt.Key.Key_Space)
    listed.wait(lambda: listed.reads("Copied and checked: "), "no copy")
    (copy,) = (data_folder / "backups").iterdir()
    with opened(qtbot, tmp_path / "new" / "data") as other:
        typist = Typist(other.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_Comma, CTRL)
        typist.tab_to("Restore a back-up")
        typist.press(Qt.Key.Key_Space)
        assert typist.reads("A back-up takes the place of everything here.")
        asked_for(typist, "Restore the back-up", copy)
        typist.wait(lambda: typist.reads("1 check-ups are back") or typist.reads("1 check-up is back"), "not restored")
        typist.press(Qt.Key.Key_1, CTRL)
        typist.wait(lambda: typist.reads("1 check-up"), "not listed")
        typist.tab_to("Check-ups")
        typist.press(Qt.Key.Key_Return)
        assert "stuck" in typist.verdict()
    with Repository.open(tmp_path / "new" / "data") as store:
        there = store.load("sample-promotion-trap").checkup
    kept = listed.window._session  # type: ignore[attr-defined]
    assert write_checkup(there) == write_checkup(kept.now_open.checkup)
