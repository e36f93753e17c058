"""The pictures of the pages, as packaging/screenshots.py takes them; here of a few pages in one look."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from .all_pages import screenshots

FEW = 3
SIZE = (1024, 640)


def test_a_picture_is_taken_of_each_page_and_each_state(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pages, states = screenshots.pages, screenshots.states

    def few(way: Any, count: int) -> Any:
        return lambda built: islice(way(built), count)

    monkeypatch.setattr(screenshots, "LOOKS", (("dark", 1.0),))
    monkeypatch.setattr(screenshots, "REST", 20)
    monkeypatch.setattr(screenshots, "pages", few(pages, FEW))
    monkeypatch.setattr(screenshots, "states", few(states, 1))
    try:
        count = screenshots.take(tmp_path, SIZE)
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    taken = {path.name: QImage(str(path)) for path in tmp_path.iterdir()}
    of_pages = {f"{page}-{look}.png" for page in ("first-run", "home", "new") for look in ("dark", "right-to-left")}
    of_states = {"doors-dark.png"}
    mistakes = {"fault-dark.png", "fault-right-to-left.png"}
    assert set(taken) == of_pages | of_states | mistakes
    assert count == len(taken)
    assert {picture.size().toTuple() for name, picture in taken.items() if "fault" not in name} == {SIZE}
    dark, light = (taken[name].pixelColor(2, SIZE[1] // 2) for name in ("new-dark.png", "new-right-to-left.png"))
    assert dark == light, "both are taken in the first look"
    assert dark.lightness() < 50
    assert taken["home-dark.png"] != taken["new-dark.png"]
    assert taken["new-dark.png"] != taken["new-right-to-left.png"]
