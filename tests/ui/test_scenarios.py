"""What a person goes through, as they do it: keys and clicks on the real window, found by what is read or heard.

The numbers are those of the acceptance scenarios. A time is given as a number of actions here; seconds are in
tests/benchmarks. Scenario 2 is the number of words a page (tests/packs), 6 is test_kill.py, 20 is test_errands.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor.packs import shipped
from plateau_doctor.ui.typist import Typist, pause
from ui.conftest import opened

PACK, WORDS = shipped("sales-and-four-ps", 1)
CTRL = Qt.KeyboardModifier.ControlModifier
QUESTIONS = len(PACK.practices("full"))
AREAS = 6


class Counted(Typist):
    """Counts the keys that are pressed."""

    keys = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        super().press(key, modifiers)


@pytest.fixture
def asked(typist: Typist) -> Typist:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no question")
    return typist


def chosen(typist: Typist) -> str:
    """Return the name of the option that is chosen, empty where none is."""
    found = (one for one in typist.shown() if isinstance(one, QRadioButton) and one.isChecked())
    return next((one.accessibleName() for one in found if one.accessibleName()[:2].strip(". ").isdigit()), "")


def texts(typist: Typist) -> list[str]:
    """Return every text in sight."""
    return [str(said()) for widget in typist.shown() if callable(said := getattr(widget, "text", None))]


def at(typist: Typist, number: int) -> None:
    typist.wait(lambda: typist.question().startswith(f"Question {number} of"), f"not at question {number}")


def answer_all(typist: Typist, levels: dict[int, Qt.Key] | None = None, usual: Qt.Key = Qt.Key.Key_2) -> None:
    """Answer every practice question by one key, the numbers in `levels` by theirs."""
    for number in range(1, QUESTIONS + 1):
        at(typist, number)
        key = (levels or {}).get(number, usual)
        typist.press(key)
        if key in (Qt.Key.Key_4, Qt.Key.Key_5):
            typist.press(Qt.Key.Key_Return)
        if typist._find("Section done") is not None:
            typist.press(Qt.Key.Key_Return)


def answer_results(typist: Typist) -> None:
    """Skip the figures and answer the questions that stand in for them."""
    typist.wait(lambda: typist._find("Revenue "), "no figures")
    typist.press(Qt.Key.Key_Return)
    while typist.question():
        typist.press(Qt.Key.Key_3)


def test_1_the_first_question_comes_in_three_actions(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder, mode="new") as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("1. "), "no doors")
        typist.press(Qt.Key.Key_1)
        typist.wait(lambda: QApplication.focusWidget().accessibleName() == "Name of the business", "nothing to type in")
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        at(typist, 1)


def test_3_digits_alone_lead_to_the_result_within_the_budget_of_keys(built: object, asked: Typist) -> None:
    del built
    typist = Counted(asked.window)
    fours = {3: Qt.Key.Key_4, 20: Qt.Key.Key_5}
    answer_all(typist, fours)
    practices = typist.keys
    assert practices <= QUESTIONS + len(fours) + AREAS
    typist.keys = 0
    answer_results(typist)
    outcomes = sum(question.is_outcome for question in PACK.asked("full"))
    typist.verdict()
    assert typist.keys <= outcomes + 2
    assert practices + typist.keys <= QUESTIONS + outcomes + len(fours) + 8


def test_4_arrows_move_the_choice_and_not_the_page(asked: Typist) -> None:
    asked.press(Qt.Key.Key_2)
    at(asked, 2)
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 1)
    assert chosen(asked).startswith("2. ")
    asked.press(Qt.Key.Key_Down)
    assert chosen(asked).startswith("3. ")
    at(asked, 1)
    asked.press(Qt.Key.Key_Return)
    at(asked, 2)
    asked.press(Qt.Key.Key_PageUp)
    assert chosen(asked).startswith("3. ")


def test_5_a_wrong_answer_is_put_right_in_two_ways(asked: Typist) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        asked.press(key)
    asked.press(Qt.Key.Key_Z, CTRL)
    at(asked, 3)
    assert not chosen(asked)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_4)
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 1)
    assert chosen(asked).startswith("1. ")
    asked.press(Qt.Key.Key_PageDown)
    assert chosen(asked).startswith("4. ")


def test_7_closed_midway_one_action_leads_back(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        for number in range(1, 5):
            at(typist, number)
            typist.press(Qt.Key.Key_2)
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist._find("Resume Corner Shop"), "no Resume")
        typist.wait(lambda: QApplication.focusWidget().accessibleName() == "Resume Corner Shop", "not the first focus")
        typist.press(Qt.Key.Key_Return)
        at(typist, 5)


def test_8_don_t_knows_lower_the_confidence_and_become_tasks(asked: Typist) -> None:
    unknown = (2, 11, 19, 30)
    answer_all(asked, dict.fromkeys(unknown, Qt.Key.Key_D))
    answer_results(asked)
    asked.verdict()
    assert asked.reads("Confidence: low.") or asked.reads("Confidence: fair.")
    assert "4 answers are don't know" in asked.reads("Because ")
    assert not [text for text in texts(asked) if " 0 of 100" in text]
    asked.press(Qt.Key.Key_4, CTRL)
    asked.wait(lambda: asked.reads("Find out"), "no tasks")
    names = [WORDS.questions[PACK.practices("full")[number - 1].id].plain_name for number in unknown]
    for name in names:
        assert asked.reads(name[:1].upper() + name[1:]), name


def test_9_two_actions_lead_from_price_to_its_answers_and_a_change_redraws(asked: Typist) -> None:
    answer_all(asked)
    answer_results(asked)
    asked.verdict()
    before = asked.named("Price: see the answers behind it")
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    asked.wait(lambda: asked._find("Change "), "no answers")
    pause(50)
    QTest.mouseClick(asked.named("Change "), Qt.MouseButton.LeftButton)
    asked.wait(asked.question, "not at the question")
    asked.press(Qt.Key.Key_4)
    asked.press(Qt.Key.Key_Return)
    asked.verdict()
    asked.tab_to("Price: see the answers behind it")
    asked.press(Qt.Key.Key_Return)
    assert asked.reads("4. ")


def test_10_the_shortest_way_becomes_the_plan_and_changes_no_answer(asked: Typist) -> None:
    answer_all(asked)
    answer_results(asked)
    asked.verdict()
    asked.tab_to("What if?")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.reads("Nothing here changes your answers."), "no what-if")
    asked.tab_to("Put these into my plan")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.reads("Plan: few moves"), "no plan")
    asked.press(Qt.Key.Key_R, CTRL)
    asked.wait(lambda: asked._find("Change finding new customers") or asked._find("Change Finding"), "no review")
    assert not [w for w in asked.shown() if w.accessibleName().endswith((": 3", ": 4"))]


def test_19_every_option_is_heard_with_its_number_and_state(asked: Typist) -> None:
    for number in range(1, 6):
        at(asked, number)
        heard = [hear(one) for one in asked.shown() if isinstance(one, QRadioButton)]
        options = [one for one in heard if one[0][:2] in {f"{level}." for level in range(1, 6)}]
        assert [name[0] for name, _role, _checked in options] == list("12345")
        assert all(role == QAccessible.Role.RadioButton for _name, role, _checked in options)
        assert not any(checked for _name, _role, checked in options)
        asked.press(Qt.Key.Key_Down)
        state = [hear(one)[2] for one in asked.shown() if isinstance(one, QRadioButton)]
        assert sum(state) == 1
        asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_R, CTRL)
    asked.wait(lambda: asked._find("Change "), "no review")
    assert hear(asked.named("Change "))[0].startswith("Change ")


def hear(widget: QWidget) -> tuple[str, QAccessible.Role, bool]:
    """Return the name, the role and whether it is checked, as a screen reader gets them."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name), told.role(), bool(told.state().checked)
