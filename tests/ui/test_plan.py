"""The plan is filled in by the person who will do it, and keeps its order meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from plateau_doctor import app
from plateau_doctor.core.answers import FindOut, PlanEntry
from plateau_doctor.phrasing import plan as plan_words
from plateau_doctor.ui.typist import Typist
from ui.conftest import opened


@pytest.fixture
def plan(typist: Typist) -> Typist:
    """Return a person in front of the plan of the sample, whose first three actions are their own."""
    return at_the_plan(typist)


def at_the_plan(typist: Typist) -> Typist:
    typist.wait(lambda: typist._find("Open the sample Promotion trap"), "no samples")
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    typist.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    typist.wait(lambda: typist.reads("Plan: few moves"), "no plan")
    return typist


@contextmanager
def the_next_day(built: app.Built, qtbot: QtBot, data_folder: Path) -> Iterator[Typist]:
    """Close the window, open another one, and go to the plan again."""
    built.close()
    with opened(qtbot, data_folder) as again:
        yield at_the_plan(Typist(again.window))


def written(plan: Typist, name: str) -> str:
    """Return what stands in a field."""
    field = next(w for w in plan.shown() if w.accessibleName() == name and isinstance(w, QLineEdit | QPlainTextEdit))
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def kept(plan: Typist) -> tuple[PlanEntry, ...]:
    entries: tuple[PlanEntry, ...] = plan.window._session.now_open.checkup.plan  # type: ignore[attr-defined]
    return entries


def order(plan: Typist) -> list[str]:
    return [slot.move.question for slot in plan.window._session.phrasing().result.schedule.slots]  # type: ignore[attr-defined]


def row_of(plan: Typist, place: int) -> str:
    """Return the name of the row of an action, counted from 1."""
    shown = plan_words.slots(plan.window._session.phrasing())[place - 1]  # type: ignore[attr-defined]
    return f"Open {shown.slot.entry.text or shown.words.do if shown.slot.entry else shown.words.do}"


def test_what_is_filled_in_is_kept_and_said_as_two_sentences(
    plan: Typist, built: app.Built, qtbot: QtBot, data_folder: Path
) -> None:
    plan.write("Who", "Dana")
    plan.tab_to("By")
    plan.press(Qt.Key.Key_Down)
    plan.write("When I", "close the till")
    plan.write("I will", "answer what came in")
    plan.write("If", "the shop is full")
    plan.write("then I will", "do it at six")
    plan.tab_to("How far it is: Started")
    first = kept(plan)[0]
    assert (first.question, first.action, first.who) == ("S5", 0, "Dana")
    assert first.due == date(2026, 5, 30)
    assert plan_words.if_then(first) == (
        "When I close the till, I will answer what came in.",
        "If the shop is full, then I will do it at six.",
    )
    day = written(plan, "By")
    with the_next_day(built, qtbot, data_folder) as again:
        assert kept(again)[0] == first
        assert (written(again, "Who"), written(again, "By")) == ("Dana", day)
        assert (written(again, "When I"), written(again, "I will")) == ("close the till", "answer what came in")


def test_enter_leads_to_the_next_field_and_nowhere_else(plan: Typist) -> None:
    plan.write("Who", "Dana")
    plan.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "By"
    plan.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "When I"
    plan.press(Qt.Key.Key_Escape)
    assert plan.reads("Plan: few moves")
    assert not plan.window.desk.bar.isVisible()  # type: ignore[attr-defined]


def test_a_later_action_is_filled_in_without_changing_its_place(plan: Typist) -> None:
    before = order(plan)
    assert len(before) > 4
    for place, name in ((5, "Yan"), (4, "Bo")):
        plan.tab_to(row_of(plan, place))
        plan.press(Qt.Key.Key_Space)
        plan.write("Who", name)
        plan.tab_to("When I")
        assert order(plan) == before
    slots = plan_words.slots(plan.window._session.phrasing())  # type: ignore[attr-defined]
    assert [one.slot.entry.who for one in slots[3:5] if one.slot.entry] == ["Bo", "Yan"]
    assert plan_words.row_line(slots[4], slots[4].slot.entry or PlanEntry("", 0)).startswith("Yan, by ")


def test_what_is_done_makes_room_and_can_be_brought_back(plan: Typist) -> None:
    before = order(plan)
    plan.tab_to("How far it is: Started")
    plan.press(Qt.Key.Key_Right)
    plan.press(Qt.Key.Key_Right)
    assert kept(plan)[0].status == "dropped"
    plan.press(Qt.Key.Key_Left)
    plan.tab_to("Close this action")
    plan.press(Qt.Key.Key_Space)
    plan.wait(lambda: plan.reads("Done or dropped"), "not listed")
    assert kept(plan)[0].status == "done"
    slots = plan.window._session.phrasing().result.schedule.slots  # type: ignore[attr-defined]
    assert ("S5", 0) not in [(slot.move.question, slot.move.action) for slot in slots]
    plan.tab_to("Open Every cake enquiry")
    plan.press(Qt.Key.Key_Return)
    plan.tab_to("How far it is: Done")
    plan.press(Qt.Key.Key_Left)
    plan.tab_to("Close this action")
    plan.press(Qt.Key.Key_Space)
    plan.wait(lambda: not plan.reads("Done or dropped"), "still listed")
    assert order(plan) == before


def test_own_words_can_be_given_and_taken_back(plan: Typist) -> None:
    plan.write("What", "Ring them all back by six")
    plan.tab_to("Who")
    assert kept(plan)[0].text == "Ring them all back by six"
    plan.write("What", "Ring them all back by seven")
    plan.tab_to("Bring back the original words")
    plan.press(Qt.Key.Key_Space)
    assert kept(plan)[0].text == ""


def test_a_later_move_is_taken_into_the_plan(plan: Typist) -> None:
    count = len(kept(plan))
    plan.tab_to("Add to plan")
    name = QApplication.focusWidget().accessibleName().removeprefix("Add to plan: ")
    plan.press(Qt.Key.Key_Space)
    entry = kept(plan)[count]
    words = plan.window._session.now_open.words.questions[entry.question].actions[entry.action]  # type: ignore[attr-defined]
    assert words.do == name
    assert entry.question in order(plan)


def test_a_name_is_offered_again_and_a_click_opens_an_action(plan: Typist) -> None:
    plan.click(row_of(plan, 2))
    who = plan.named("Who")
    assert who.completer().completionModel().rowCount() >= 2  # type: ignore[attr-defined]
    plan.click("Close this action")
    plan.wait(lambda: plan._find("Close this action") is None, "not closed")
    assert QApplication.focusWidget().accessibleName().startswith(row_of(plan, 2))


def test_a_fourth_open_move_is_asked_about_and_still_kept(plan: Typist) -> None:
    for place in (1, 2, 3):
        if place > 1:
            plan.click(row_of(plan, place))
        plan.click("How far it is: Started")
        plan.click("Close this action")
    plan.click(row_of(plan, 4))
    assert not plan.reads("That makes ")
    plan.tab_to("How far it is: Not started")
    plan.press(Qt.Key.Key_Right)
    told = plan.wait(lambda: plan.reads("That makes 4 at once; 3 go well. Which one waits: "), "no question")
    assert told.endswith(", or this one?")
    assert [entry.status for entry in kept(plan)][:4] == ["started"] * 4
    plan.press(Qt.Key.Key_Left)
    plan.wait(lambda: not plan.reads("That makes "), "still asked")


def test_an_action_is_moved_up_and_down_by_buttons(plan: Typist) -> None:
    before = order(plan)
    plan.tab_to("Move this action down")
    plan.press(Qt.Key.Key_Space)
    assert order(plan) == [before[1], before[0], *before[2:]]
    assert QApplication.focusWidget().accessibleName() == "Move this action down"
    plan.press(Qt.Key.Key_Space)
    assert order(plan)[:3] == [before[1], before[2], before[0]]
    plan.tab_to("Move this action up")
    plan.press(Qt.Key.Key_Space)
    plan.press(Qt.Key.Key_Space)
    assert order(plan) == before
    assert QApplication.focusWidget().accessibleName() == "Move this action down"
    assert not plan.named("Move this action up").isEnabled()


def test_the_last_action_moves_up_with_all_before_it_taken_up(plan: Typist) -> None:
    before = order(plan)
    plan.tab_to(row_of(plan, len(before)))
    plan.press(Qt.Key.Key_Space)
    plan.tab_to("Move this action up")
    plan.press(Qt.Key.Key_Space)
    assert order(plan) == [*before[:-2], before[-1], before[-2]]
    assert [entry.question for entry in kept(plan)] == order(plan)


def test_who_finds_out_and_when_is_kept(plan: Typist, built: app.Built, qtbot: QtBot, data_folder: Path) -> None:
    question = plan.window._session.phrasing().result.plan.find_out[0]  # type: ignore[attr-defined]
    name = plan.window._session.now_open.words.questions[question].plain_name  # type: ignore[attr-defined]
    plan.write(f"Who finds out {name}", "Sam")
    plan.tab_to(f"By when, {name}")
    plan.press(Qt.Key.Key_Down)
    day = written(plan, f"By when, {name}")
    with the_next_day(built, qtbot, data_folder) as again:
        assert again.window._session.now_open.checkup.find_out == {question: FindOut("Sam", date(2026, 5, 20))}  # type: ignore[attr-defined]
        assert (written(again, f"Who finds out {name}"), written(again, f"By when, {name}")) == ("Sam", day)


def test_the_day_of_the_next_check_up_is_set_and_goes_into_a_calendar(plan: Typist, tmp_path: Path) -> None:
    plan.tab_to("Day of the next check-up")
    plan.press(Qt.Key.Key_Down)
    assert plan.window._session.now_open.checkup.settings["review"] == "2026-07-19"  # type: ignore[attr-defined]
    plan.tab_to("Dates for a calendar")
    plan.press(Qt.Key.Key_Space)
    field = plan.named("Save the dates as")
    plan.wait(field.hasFocus, "the path has not the focus")
    plan.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    plan.type(str(tmp_path / "plan"))
    plan.press(Qt.Key.Key_Return)
    plan.wait(lambda: plan.reads("Saved: "), "not saved")
    assert "DTSTART;VALUE=DATE:20260719" in (tmp_path / "plan.ics").read_text(encoding="utf-8")
    plan.press(Qt.Key.Key_Escape)
    plan.tab_to("Day of the next check-up")
    plan.press(Qt.Key.Key_Up)
    assert "review" not in plan.window._session.now_open.checkup.settings, "the usual day needs no keeping"  # type: ignore[attr-defined]
