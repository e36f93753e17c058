"""Then and now: every answer on another step with the note of now, and the ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plateau_doctor.core.answers import Answer, CheckUp, Sheet
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist

from .conftest import opened
from .test_home import TODAY, a_check_up


def with_changes(one: CheckUp, levels: dict[str, int]) -> CheckUp:
    answers = dict(one.sheets[0].answers)
    answers |= {name: Answer(level=level, note=f"Since May, {name}.") for name, level in levels.items()}
    return replace(one, sheets=(Sheet("P1", answers=answers),))


@pytest.fixture
def compare(qtbot: QtBot, data_folder: Path, request: pytest.FixtureRequest) -> Iterator[Typist]:
    """Return a person in front of the comparison of a check-up in which some answers moved."""
    with Repository.open(data_folder) as store:
        store.add(a_check_up("old", "Bello Print", 2, TODAY - timedelta(days=90)), "end")
        store.add(with_changes(a_check_up("new", "Bello Print", 2, TODAY), request.param), "end")
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Check-ups"), "no list")
        typist.tab_to("Check-ups")
        typist.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        typist.press(Qt.Key.Key_Return)
        typist.named("What changed since the last check-up?")
        typist.tab_to("What changed since the last check-up?")
        typist.press(Qt.Key.Key_Return)
        typist.wait(lambda: typist.reads("What changed since "), "no comparison")
        yield typist


@pytest.mark.parametrize("compare", [{"S1": 3, "S2": 1, "PR1": 3, "PR2": 1, "PL1": 3}], indirect=True)
def test_all_answers_that_changed_are_there_with_their_notes(compare: Typist) -> None:
    assert compare.reads("Moved most")
    assert compare.reads("Changed answers (5)")
    assert not compare.reads("Your note: ")
    compare.tab_to("Show all 5")
    compare.press(Qt.Key.Key_Return)
    assert compare.reads("Your note: Since May, S1.")
    assert compare.reads("Your note: Since May, PL1.")
    assert compare.reads("Step 2 then, 3 now")
    assert compare.reads("Step 2 then, 1 now")
    assert compare._find("Show all 5") is None
    assert compare.window.guide.page.hasFocus(), "the arrows scroll on"  # type: ignore[attr-defined]


@pytest.mark.parametrize("compare", [{"S1": 3}], indirect=True)
def test_a_few_answers_are_said_once(compare: Typist) -> None:
    assert compare.reads("Changed answers (1)")
    assert compare.reads("Your note: Since May, S1.")
    assert not compare.reads("Moved most")
    assert compare._find("Show all ") is None


@pytest.mark.parametrize("compare", [{}], indirect=True)
def test_where_no_answer_changed_nothing_is_listed(compare: Typist) -> None:
    assert not compare.reads("Changed answers")


@pytest.mark.parametrize("compare", [{"S1": 3}], indirect=True)
def test_t_does_nothing_for_who_switched_single_keys_off(compare: Typist) -> None:
    compare.wait(lambda: compare._find("Scores of 100 then and now: "), "no picture")
    pictures = compare.window.guide.page._pictures  # type: ignore[attr-defined]
    compare.window._parts.settings.change(number_keys=False)  # type: ignore[attr-defined]
    compare.press(Qt.Key.Key_T)
    assert not pictures.tables
    compare.window._parts.settings.change(number_keys=True)  # type: ignore[attr-defined]
    compare.press(Qt.Key.Key_T)
    assert pictures.tables


@pytest.mark.parametrize("compare", [{"S1": 3}], indirect=True)
def test_the_report_is_one_button_away(compare: Typist, qtbot: QtBot) -> None:
    compare.tab_to("Report")
    with qtbot.waitSignal(compare.window.guide.page.report_wanted):  # type: ignore[attr-defined]
        compare.press(Qt.Key.Key_Return)
