"""News from a thread reaches whoever still waits for it, and never somebody who is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.typist import pause

MANY = 500


def test_news_for_somebody_who_is_gone_is_dropped(qtbot: QtBot) -> None:
    heard: list[int] = []
    with ThreadPoolExecutor(max_workers=4) as threads:
        for number in range(MANY):
            receiver = QObject()
            future = threads.submit(lambda own=number: own)
            Courier(receiver).bring(future, heard.append, lambda _error: None)
            shiboken6.delete(receiver)
        lasting = QObject()
        Courier(lasting).bring(threads.submit(lambda: MANY), heard.append, lambda _error: None)
    qtbot.waitUntil(lambda: MANY in heard)
    pause(20)
    assert heard == [MANY]


def test_a_failure_is_brought_to_whoever_listens_for_it(qtbot: QtBot) -> None:
    def fail() -> None:
        raise OSError("no room")

    told: list[BaseException] = []
    lasting = QObject()
    with ThreadPoolExecutor(max_workers=1) as threads:
        Courier(lasting).bring(threads.submit(fail), lambda _none: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "no room"
