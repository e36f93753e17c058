"""How long it takes, what ends a section and the way to a number."""

from __future__ import annotations

from PySide6.QtCore import Qt

from plateau_doctor.packs import shipped
from plateau_doctor.ui.pace import Pace
from plateau_doctor.ui.typist import Typist

PACK = shipped("sales-and-four-ps", 1)[0]
RULES = PACK.scoring
CTRL = Qt.KeyboardModifier.ControlModifier


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def answered(seconds: float, levels: list[int | None]) -> Pace:
    clock = Clock()
    pace = Pace(clock)
    for place, level in enumerate(levels):
        pace.begin(f"Q{place}")
        clock.now += seconds
        pace.answered(f"Q{place}", level)
    return pace


def test_the_rest_is_timed_by_the_person_s_own_pace_once_it_is_known() -> None:
    assert answered(60, [1] * 4).minutes_left(6) == 2
    assert answered(60, [1] * 5).minutes_left(6) == 6
    assert answered(5, [1] * 5).minutes_left(6) == 1
    assert answered(5, [1] * 5).minutes_left(0) == 0
    assert answered(300, [1] * 9).minutes_left(6) == 2, "somebody who was away is not slow"
    assert answered(60, [1, 2, 3]).minutes == 3


def test_many_quick_answers_alike_are_noticed() -> None:
    count = RULES.run_length
    fast, slow = RULES.run_seconds / 2, RULES.run_seconds * 2
    assert len(answered(fast, [3] * count).same_in_a_row(RULES)) == count
    assert not answered(slow, [3] * count).same_in_a_row(RULES)
    assert not answered(fast, [3] * (count - 1)).same_in_a_row(RULES)
    assert not answered(fast, [3, 2] * count).same_in_a_row(RULES)
    assert not answered(fast, [3] * (count - 1) + [None, 3]).same_in_a_row(RULES)
    assert not answered(fast, [None] * count).same_in_a_row(RULES)


def test_an_answer_changed_counts_once_and_another_page_s_not_at_all() -> None:
    pace = answered(RULES.run_seconds / 2, [3] * (RULES.run_length - 1))
    pace.answered(f"Q{RULES.run_length - 2}", 3)
    pace.answered("elsewhere", 3)
    assert not pace.same_in_a_row(RULES)


def questions_of(area: str) -> int:
    return len(PACK.of_area(area))


def test_a_finished_section_is_said_and_enter_goes_on(asked: Typist) -> None:
    for _question in range(questions_of("sales")):
        asked.press(Qt.Key.Key_2)
    assert asked.reads("Sales is done.")
    assert asked.reads("1 minute so far, about ")
    assert asked.reads("Next") == "Next"
    assert asked.reads("Product: what you offer"), "which says the section once"
    asked.press(Qt.Key.Key_3)
    assert asked.reads("Sales is done."), "a digit answers nothing here"
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 9 of"), "not on")
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_3)
    assert asked.reads("Sales is done."), "the next section has not been begun"
    asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_PageUp)
    asked.press(Qt.Key.Key_3)
    asked.wait(lambda: asked.question().startswith("Question 9 of"), "a section that has been begun needs no break")


def test_stopping_at_a_section_leads_home_and_back_to_the_next_question(asked: Typist) -> None:
    for _question in range(questions_of("sales")):
        asked.press(Qt.Key.Key_2)
    asked.tab_to("Stop here")
    asked.press(Qt.Key.Key_Space)
    asked.wait(lambda: asked._find("Check-ups"), "not home")
    asked.press(Qt.Key.Key_2, CTRL)
    asked.wait(lambda: asked.question().startswith("Question 9 of"), "not at the next question")


def test_many_quick_answers_alike_are_asked_about_at_the_end(asked: Typist) -> None:
    for _question in range(RULES.run_length):
        asked.press(Qt.Key.Key_2)
        asked.went_on()
    asked.press(Qt.Key.Key_R, CTRL)
    assert asked.reads("12 quick answers in a row are 2, from finding new customers to ")


def test_a_number_leads_to_its_question(asked: Typist) -> None:
    asked.press(Qt.Key.Key_G, CTRL)
    asked.type("12")
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked.question().startswith("Question 12 of"), "not there")
    asked.press(Qt.Key.Key_G, CTRL)
    asked.type("99")
    asked.press(Qt.Key.Key_Return)
    assert asked.reads("Write a number from 1 to 43.")
    asked.press(Qt.Key.Key_Escape)
    asked.press(Qt.Key.Key_1)
    asked.wait(lambda: asked.question().startswith("Question 13 of"), "the focus is lost")
