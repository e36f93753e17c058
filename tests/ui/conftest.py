"""A real window for each test, on a data folder of its own, without a screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.ui.typist import Typist


@pytest.fixture
def built(qtbot: QtBot, data_folder: Path) -> Iterator[app.Built]:
    one = app.build(data_folder)
    with qtbot.waitActive(one.window):
        one.window.show()
    yield one
    one.close()


@pytest.fixture
def typist(built: app.Built) -> Typist:
    one = Typist(built.window)
    one.wait(lambda: one.reads("No check-ups yet"), "no list")
    return one
