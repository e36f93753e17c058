"""What the disk refuses: it is tried again in the right order, and never written over what came later."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.ui.keeper import Keeper
from plateau_doctor.ui.typist import Typist, pause

from .test_carelessness import CTRL, FULL, refusing
from .test_two_checkups import begin, stored


class ByHand:
    """A store whose jobs are done when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Future[Any], Callable[[Any], Any]]] = []

    def submit(self, job: Callable[[Any], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self.jobs.append((future, job))
        return future

    def finish(self, *, refused: bool = False) -> None:
        future, job = self.jobs.pop(0)
        if refused:
            future.set_exception(FULL)
        else:
            future.set_result(job(None))
        pause(20)


@pytest.mark.parametrize("new_first", [True, False])
def test_an_older_answer_is_never_written_over_a_newer_one(qtbot: QtBot, new_first: bool) -> None:
    store, done = ByHand(), list[str]()
    keeper = Keeper(store)  # type: ignore[arg-type]
    if new_first:
        keeper.keep(("check-up", "A"), lambda _store: done.append("new"))
    keeper.keep(("answer", "A", "S1"), lambda _store: done.append("old"))
    pause(60)
    if new_first:
        store.finish(refused=True)
    keeper.keep(("answer", "A", "S1"), lambda _store: done.append("newer"))
    pause(60)
    store.finish(refused=True)
    keeper.try_again()
    pause(60)
    while store.jobs:
        store.finish()
    assert done[-1] == "newer"
    assert not keeper.waits


def is_full(typist: Typist) -> None:
    typist.wait(lambda: typist.reads("The disk is full."), "no word of it")


def test_a_delete_that_is_refused_loses_no_answer(
    asked: Typist, built: app.Built, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_4)
    is_full(asked)
    asked.press(Qt.Key.Key_1, CTRL)
    asked.named("Check-ups")
    asked.tab_to("Check-ups")
    refusing(monkeypatch, "delete")
    asked.press(Qt.Key.Key_Delete)
    pause(100)
    accept()
    begin(asked, "Beta")
    asked.press(Qt.Key.Key_1)
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    built.close()
    assert stored(data_folder, "Corner Shop").sheets[0].answers["S1"].level == 4


def test_nothing_is_unsaved_any_more_once_it_is_deleted(asked: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_4)
    is_full(asked)
    asked.press(Qt.Key.Key_1, CTRL)
    asked.named("Check-ups")
    asked.tab_to("Check-ups")
    asked.press(Qt.Key.Key_Delete)
    asked.wait(lambda: not asked.reads("Not saved yet"), "something is unsaved")
    assert not asked.reads("The disk is full.")
    assert asked.window.close()


@pytest.mark.parametrize("there", [True, False])
def test_what_was_refused_is_not_written_over_a_back_up(
    asked: Typist, built: app.Built, data_folder: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    session = asked.window._session  # type: ignore[attr-defined]
    asked.press(Qt.Key.Key_5)
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    session.archive.back_up()
    path = asked.wait(lambda: next((data_folder / "backups").glob("*.sqlite"), None), "no back-up")
    pause(200)
    if not there:
        begin(asked, "Later")
    accept = refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_1)
    is_full(asked)
    accept()
    asked.press(Qt.Key.Key_1, CTRL)
    built.window.desk.take_dropped(path)
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Replace what is here"), "not looked into")
    asked.click("Replace what is here")
    asked.wait(lambda: "back." in built.window.desk.bar.news, "not back")
    asked.press(Qt.Key.Key_Escape)
    begin(asked, "Other")
    asked.press(Qt.Key.Key_2)
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    assert not session.refused
    built.close()
    assert stored(data_folder, "Corner Shop").sheets[0].answers["S1"].level == 5


def test_who_goes_on_after_the_warning_is_warned_again(asked: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_2)
    is_full(asked)
    assert not asked.window.close()
    asked.wait(lambda: asked.reads("Not everything is saved yet."), "no warning")
    asked.press(Qt.Key.Key_3)
    asked.wait(lambda: not asked.reads("Not everything is saved yet."), "the old warning stays")
    is_full(asked)
    assert not asked.window.close()
    asked.wait(lambda: asked.reads("Not everything is saved yet."), "no second warning")
    assert asked.window.close()


def test_a_note_typed_right_before_closing_is_saved_or_warned_of(
    asked: Typist, built: app.Built, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = refusing(monkeypatch, "answer")
    asked.press(Qt.Key.Key_M, CTRL)
    asked.type("the trade show")
    asked.window.close()
    asked.wait(lambda: asked.reads("Not everything is saved yet."), "no warning")
    assert asked.window.isVisible()
    accept()
    asked.click("Try again")
    asked.wait(lambda: asked.reads("Saved "), "not saved")
    asked.press(Qt.Key.Key_M, CTRL)
    asked.type(" of May")
    asked.window.close()
    asked.wait(lambda: not asked.window.isVisible(), "it does not close by itself")
    built.close()
    assert stored(data_folder, "Corner Shop").sheets[0].answers["S1"].note.startswith("the trade show")
    assert "of May" in stored(data_folder, "Corner Shop").sheets[0].answers["S1"].note
