"""What a person goes through, as they do it: keys and clicks on the real window, found by what is read or heard.

The numbers are those of the acceptance scenarios. A time is given as a number of actions here; seconds are in
tests/benchmarks. The words of scenario 2 are counted in tests/packs and 6 is test_kill.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor.packs import shipped
from plateau_doctor.phrasing import capital
from plateau_doctor.ui.typist import Typist, pause
from ui.conftest import launched
from ui.test_errands import BAKERY, NAME, asked_for, shop

PACK, WORDS = shipped("sales-and-four-ps", 1)
CTRL = Qt.KeyboardModifier.ControlModifier
PRACTICES = [question.id for question in PACK.practices("full")]
QUICK = [question.id for question in PACK.practices("quick")]
RESULTS = [question.id for question in PACK.outcomes("full")]
QUESTIONS = len(PRACTICES)
ALL = QUESTIONS + len(RESULTS)
AREAS = 6
A_MOMENT = 300
"""Milliseconds in which a page that moves on by itself would have done so."""
LAPTOP = (1366, 768)
MONDAY = datetime(2026, 8, 24, 9, 30, tzinfo=UTC)


PICTURES = ("Where it is going: ", "Revenue went from ", "Customers over the next ", "One per cent changes profit by: ")
"""How the pictures are heard that stand below a result with figures."""


class Counted(Typist):
    """Counts the keys that are pressed and the clicks."""

    keys = clicks = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        super().press(key, modifiers)

    def click_at(self, place: QPoint) -> None:
        self.clicks += 1
        super().click_at(place)


@contextmanager
def sitting(
    qtbot: QtBot, folder: Path, door: Qt.Key | None = None, moment: datetime | None = None
) -> Iterator[Counted]:
    """Start the program, at a moment where one is given, and go through one of its doors if it is the first time."""
    times = {"now": lambda: moment} if moment is not None else {}
    with launched(qtbot, folder, **times) as built:
        typist = Counted(built.window)
        if door is not None:
            typist.wait(lambda: typist._find("1. "), "no doors")
            typist.press(door)
        yield typist


@pytest.fixture
def listed(qtbot: QtBot, data_folder: Path) -> Iterator[Counted]:
    """Return somebody who works with clients and has none yet."""
    with sitting(qtbot, data_folder, Qt.Key.Key_2) as typist:
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        yield typist


@pytest.fixture
def asked(listed: Counted) -> Counted:
    begin(listed)
    listed.keys = listed.clicks = 0
    return listed


def begin(typist: Typist, name: str = "Corner Shop") -> None:
    """Begin a new check-up by its name."""
    typist.press(Qt.Key.Key_N, CTRL)
    typist.wait(lambda: focused(typist) == "Name of the business", "nothing to type in")
    typist.type(name)
    typist.press(Qt.Key.Key_Return)
    at(typist, 1)


def focused(typist: Typist) -> str:
    """Return the name of what has the focus."""
    focus = typist.window.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def chosen(typist: Typist) -> str:
    """Return the name of the option that is chosen, empty where none is."""
    found = (one for one in typist.shown() if isinstance(one, QRadioButton) and one.isChecked())
    return next((one.accessibleName() for one in found if one.accessibleName()[:2].strip(". ").isdigit()), "")


def texts(typist: Typist) -> list[str]:
    """Return every text in sight."""
    return [str(said()) for widget in typist.shown() if callable(said := getattr(widget, "text", None))]


def names(typist: Typist) -> list[str]:
    """Return every name in sight, as it is heard."""
    return [name for widget in typist.shown() if (name := widget.accessibleName())]


def at(typist: Typist, number: int, kind: str = "Question") -> None:
    typist.wait(lambda: typist.question().startswith(f"{kind} {number} of"), f"not at {kind} {number}")


def answer_all(typist: Typist, levels: dict[int, Qt.Key] | None = None, usual: Qt.Key = Qt.Key.Key_2) -> None:
    """Answer every practice question that is still open by one key, the numbers in `levels` by theirs."""
    first = int(typist.question().split()[1])
    for number in range(first, QUESTIONS + 1):
        at(typist, number)
        key = (levels or {}).get(number, usual)
        typist.press(key)
        if key in (Qt.Key.Key_4, Qt.Key.Key_5):
            typist.press(Qt.Key.Key_Return)
        typist.went_on()


def answer_results(typist: Typist, count: int = len(RESULTS)) -> None:
    """Skip the figures and answer the questions that stand in for them, up to the review."""
    typist.wait(lambda: typist._find("Revenue "), "no figures")
    typist.press(Qt.Key.Key_Return)
    for number in range(1, count + 1):
        at(typist, number, "Results, question")
        typist.press(Qt.Key.Key_3)
    typist.wait(lambda: typist.reads("Check your answers"), "no review")


def reviewed(typist: Typist) -> list[str]:
    """Return the answers that the review shows, each with its question."""
    typist.wait(lambda: typist.reads("Check your answers"), "no review")
    return [name.removeprefix("Change ") for name in names(typist) if name.startswith("Change ")]


def given(levels: dict[str, str]) -> list[str]:
    """Return how answers begin in the review: the question and the step."""
    return [f"{capital(WORDS.questions[question].plain_name)}: {level}. " for question, level in levels.items()]


def score(typist: Typist) -> int:
    """Return the score of the whole that the result shows."""
    found = typist.wait(
        lambda: next(filter(None, (re.match(r"How well it is run: (\d+) of 100", one) for one in names(typist))), None),
        "no score",
    )
    return int(found[1])


def test_1_the_first_question_comes_in_three_actions(qtbot: QtBot, data_folder: Path) -> None:
    with sitting(qtbot, data_folder) as typist:
        typist.wait(lambda: typist._find("1. "), "no doors")
        typist.press(Qt.Key.Key_1)
        typist.wait(lambda: focused(typist) == "Name of the business", "nothing to type in")
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        at(typist, 1)
        assert typist.keys + 1 <= 3, "a door, the name, Enter"


def test_2_the_mouse_leads_from_the_first_run_through_every_question_to_the_verdict(
    qtbot: QtBot, data_folder: Path
) -> None:
    levels = [1 + number % 4 for number in range(QUESTIONS)]
    with sitting(qtbot, data_folder) as typist:
        typist.window.resize(*LAPTOP)
        typist.click("1. Check my own business")
        typist.wait(lambda: focused(typist) == "Name of the business", "nothing to type in")
        typist.type("Corner Shop")
        typist.click("Start the questions")
        for number, level in enumerate(levels, start=1):
            at(typist, number)
            typist.click(f"{level}. ")
            if level == 4:
                typist.click(WORDS.questions[PRACTICES[number - 1]].records[0])
                typist.click("Continue")
            if typist._find("Section done"):
                typist.click("Continue")
        typist.wait(lambda: typist._find("Revenue "), "no figures")
        typist.click("Continue")
        for number in range(1, len(RESULTS) + 1):
            at(typist, number, "Results, question")
            typist.click("3. ")
        shown = reviewed(typist)
        for expected in given(dict(zip(PRACTICES, map(str, levels), strict=True))):
            assert any(one.startswith(expected) for one in shown), expected
        typist.click("See the result")
        typist.wait(lambda: typist._find("Your business is "), "no verdict")
        assert typist.keys == 0
        fours = levels.count(4)
        assert typist.clicks <= ALL + 2 * fours + AREAS + 4


def test_3_digits_alone_lead_to_the_result_within_the_budget_of_keys(asked: Counted) -> None:
    fours = {3: Qt.Key.Key_4, 20: Qt.Key.Key_5}
    answer_all(asked, fours)
    assert asked.keys <= QUESTIONS + len(fours) + AREAS
    answer_results(asked)
    assert asked.reads(f"{ALL} of {ALL} answered, 0 don't know.")
    kept = dict.fromkeys(PRACTICES, "2") | {PRACTICES[2]: "4", PRACTICES[19]: "5"} | dict.fromkeys(RESULTS, "3")
    shown = reviewed(asked)
    assert len(shown) == ALL
    for expected in given(kept):
        assert any(one.startswith(expected) for one in shown), expected
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Your business is "), "no verdict")
    assert asked.keys <= ALL + len(fours) + 8
    assert asked.clicks == 0


def test_4_arrows_move_the_choice_and_not_the_page(asked: Typist) -> None:
    asked.press(Qt.Key.Key_2)
    at(asked, 2)
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 1)
    assert chosen(asked).startswith("2. ")
    for keys, ends in (
        ((Qt.Key.Key_Down,) * 4, "345"),
        ((Qt.Key.Key_Up,) * 5, "4321"),
        ((Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Right), "2323"),
    ):
        passed = ""
        for key in keys:
            asked.press(key)
            passed += "" if passed.endswith(chosen(asked)[0]) else chosen(asked)[0]
        assert passed == ends
        pause(A_MOMENT)
        at(asked, 1)
        assert chosen(asked).startswith(ends[-1])
    asked.press(Qt.Key.Key_Return)
    at(asked, 2)
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 1)
    assert chosen(asked).startswith("3. ")


def test_5_a_wrong_answer_is_put_right_in_two_keys_and_the_result_follows(asked: Counted) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_5):
        asked.press(key)
    asked.press(Qt.Key.Key_Return)
    at(asked, 4)
    asked.keys = 0
    asked.press(Qt.Key.Key_Z, CTRL)
    at(asked, 3)
    assert not chosen(asked)
    asked.press(Qt.Key.Key_3)
    at(asked, 4)
    assert asked.keys == 2
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 3)
    assert chosen(asked).startswith("3. ")
    asked.keys = 0
    asked.press(Qt.Key.Key_PageUp)
    at(asked, 2)
    asked.press(Qt.Key.Key_1)
    at(asked, 3)
    assert asked.keys == 2
    assert chosen(asked).startswith("3. "), "nothing else is lost"
    for number in (2, 1):
        asked.press(Qt.Key.Key_PageUp)
        at(asked, number)
        assert chosen(asked).startswith("1. ")
    for number in (2, 3, 4):
        asked.press(Qt.Key.Key_PageDown)
        at(asked, number)
    answer_all(asked)
    answer_results(asked)
    asked.verdict()
    before = score(asked)
    asked.press(Qt.Key.Key_2, CTRL)
    at(asked, 1)
    asked.press(Qt.Key.Key_3)
    at(asked, 2)
    asked.press(Qt.Key.Key_3)
    at(asked, 3)
    asked.press(Qt.Key.Key_3, CTRL)
    asked.verdict()
    assert score(asked) > before


def test_7_closed_midway_one_action_leads_back_a_week_later(qtbot: QtBot, data_folder: Path) -> None:
    half = 26
    with sitting(qtbot, data_folder, Qt.Key.Key_2, MONDAY) as typist:
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        begin(typist)
        for number in range(1, half + 1):
            at(typist, number)
            typist.press(Qt.Key.Key_2)
            typist.went_on()
        at(typist, half + 1)
    with sitting(qtbot, data_folder, moment=MONDAY + timedelta(weeks=1)) as again:
        again.wait(lambda: focused(again) == "Resume Corner Shop", "Resume is not the first focus")
        assert QApplication.focusWidget() is again.window.focusWidget()
        again.wait(lambda: again.reads(f"{half} of "), "how far it is is not said")
        again.press(Qt.Key.Key_Return)
        at(again, half + 1)
        assert again.keys == 1
        assert again.reads("Corner Shop · Check-up, ").endswith("24 August 2026"), "it is the one of last week"
        begin(again, "Other Shop")
        assert again.reads("Other Shop · Check-up, ").endswith("31 August 2026"), "and a week has gone by"


def test_8_don_t_knows_lower_the_confidence_and_become_tasks(asked: Typist) -> None:
    unknown = (2, 11, 19, 30)
    answer_all(asked, dict.fromkeys(unknown, Qt.Key.Key_D))
    answer_results(asked)
    asked.verdict()
    assert asked.reads("Confidence: low.") or asked.reads("Confidence: fair.")
    assert "4 answers are don't know" in asked.reads("Because ")
    scores = [int(found[1]) for name in names(asked) if (found := re.search(r": .*?\b(\d+) of 100, likely", name))]
    assert len(scores) >= AREAS + 1, "each area and the whole"
    assert 0 not in scores
    zeros = re.compile(r"(?<!\d)0 of 100|\s*0\s*")
    assert not [one for one in (*texts(asked), *names(asked)) if zeros.fullmatch(one) or " 0 of 100" in f" {one}"]
    asked.press(Qt.Key.Key_4, CTRL)
    asked.wait(lambda: asked.reads("Find out"), "no tasks")
    tasks = [name.removeprefix("Who finds out ") for name in names(asked) if name.startswith("Who finds out ")]
    assert sorted(tasks) == sorted(WORDS.questions[PRACTICES[number - 1]].plain_name for number in unknown)


def test_9_two_actions_lead_from_price_to_its_answers_and_a_change_redraws(asked: Counted) -> None:
    answer_all(asked, dict.fromkeys(range(1, 10), Qt.Key.Key_2), usual=Qt.Key.Key_3)
    answer_results(asked)
    verdict, before = asked.verdict(), score(asked)
    name = WORDS.questions["PR1"].plain_name
    sentences = WORDS.questions["PR1"].levels
    asked.clicks = 0
    asked.click("Price: see the answers behind it")
    asked.wait(lambda: asked.reads(f"3. {sentences[2]}"), "not the answers themselves")
    assert asked.clicks <= 2
    asked.click(f"Change {name}")
    asked.wait(asked.question, "not at the question")
    asked.click("1. ")
    told = f"You changed {name} from 3 to 1. How well it is run: {before} before, {before - 1} now."
    asked.wait(lambda: asked.reads(told), "the change is not said")
    assert score(asked) == before - 1
    assert "much of it works well" in verdict
    assert "at the ceiling of its routines" in asked.verdict()
    asked.click("Undo the change")
    asked.wait(lambda: score(asked) == before, "the score is not as it was")
    assert asked.verdict() == verdict
    assert not asked.reads("You changed")
    asked.click("Price: see the answers behind it")
    asked.wait(lambda: asked.reads(f"3. {sentences[2]}"), "the answer is not as it was")


def test_10_the_shortest_way_becomes_the_plan_and_changes_no_answer(asked: Counted) -> None:
    answer_all(asked)
    answer_results(asked)
    answers = reviewed(asked)
    asked.verdict()
    before = score(asked)
    asked.keys = asked.clicks = 0
    asked.click("What if?")
    asked.wait(lambda: asked.reads("Nothing here changes your answers."), "no what-if")
    asked.click("Raise following up")
    asked.wait(lambda: asked.reads("now 2, tried 3: +"), "the step is not tried")
    tried = asked.reads(f"Now {before} of 100")
    assert int(re.findall(r"Tried: (\d+)", tried)[0]) > before
    asked.click("Show me")
    asked.wait(lambda: "part of the routines in place" in asked.reads(f"Now {before} of 100"), "not in the next band")
    way = tried_ones(asked)
    assert len(way) > 3
    asked.click("Put these into my plan")
    asked.wait(lambda: asked.reads("Plan: few moves"), "no plan")
    assert asked.clicks + asked.keys <= 5
    shown = [*asked_of(asked, "What"), *texts(asked)]
    missing = [q for q in way if not any(action.do in shown for action in WORDS.questions[q].actions)]
    asked.press(Qt.Key.Key_R, CTRL)
    assert reviewed(asked) == answers
    asked.verdict()
    assert score(asked) == before
    assert not missing, "every one of them stands on the page of the plan"


def tried_ones(typist: Typist) -> list[str]:
    """Return the questions at which another step is tried, as what-if shows them."""
    ids = {words.plain_name: question for question, words in WORDS.questions.items()}
    found, tried = [], False
    for widget in typist.shown():
        said = getattr(widget, "text", str)()
        tried = tried or bool(re.match(r"now \d, tried \d", said))
        if tried and (name := widget.accessibleName()).startswith("Raise "):
            found.append(ids[name.removeprefix("Raise ")])
            tried = False
    return found


def asked_of(typist: Typist, name: str) -> list[str]:
    """Return what is written in the fields of a name."""
    fields = (one for one in typist.shown() if isinstance(one, QPlainTextEdit) and one.accessibleName() == name)
    return [field.toPlainText() for field in fields]


def test_18_three_actions_show_ninety_days_later_what_changed_on_one_screen(qtbot: QtBot, data_folder: Path) -> None:
    with sitting(qtbot, data_folder, Qt.Key.Key_1, MONDAY) as typist:
        take_a_quick_look(typist)
    risen = [question for question in QUICK if question in ("S5", "PD1", "AL1")]
    with sitting(qtbot, data_folder, moment=MONDAY + timedelta(days=90)) as typist:
        typist.window.resize(*LAPTOP)
        answer_again(typist, {**dict.fromkeys(risen, Qt.Key.Key_4), QUICK[-1]: Qt.Key.Key_3})
        typist.press(Qt.Key.Key_1, CTRL)
        typist.wait(lambda: "Check-up of 22 November 2026" in " ".join(texts(typist)), "the new one is not there")
        typist.keys = typist.clicks = 0
        typist.press(Qt.Key.Key_Return)
        typist.wait(lambda: typist._find("What changed since the last check-up?"), "no comparison on offer")
        typist.click("What changed since the last check-up?")
        typist.wait(lambda: typist.reads("What changed since 24 August 2026"), "no comparison")
        typist.wait(lambda: typist._find("Scores of 100 then and now: "), "no picture")
        assert typist.clicks + typist.keys <= 3
        moved = [f"{capital(WORDS.questions[question].plain_name)}: step 2 to step 4" for question in risen]
        assert [one for one in texts(typist) if ": step 2 to step " in one] == moved, "the largest three"
        kept = typist.reads("Of 2 moves in the earlier plan: 1 done, 1 started. ")
        assert "they aimed at stand" in kept
        same = f"{len(PACK.asked('quick'))} of {ALL} questions are the same in both, and only those are compared."
        assert typist.reads(same), "another set of questions is said"
        for start in ("What changed since", "The whole", same, *moved, kept):
            assert in_sight(typist, start), f"{start!r} has to be scrolled to"


def take_a_quick_look(typist: Typist) -> None:
    """Answer the quick set; one move of the plan is done, another one started."""
    typist.wait(lambda: focused(typist) == "Name of the business", "nothing to type in")
    typist.type("Corner Shop")
    typist.click("How many questions: A quick look")
    typist.click("Start the questions")
    for number in range(1, len(QUICK) + 1):
        at(typist, number)
        typist.press(Qt.Key.Key_2)
        typist.went_on()
    answer_results(typist, len(PACK.outcomes("quick")))
    typist.verdict()
    typist.press(Qt.Key.Key_4, CTRL)
    typist.wait(lambda: typist.reads("Plan: few moves"), "no plan")
    typist.click("How far it is: Done")
    typist.click("Close this action")
    typist.click("Open ")
    typist.click("How far it is: Started")


def answer_again(typist: Typist, levels: dict[str, Qt.Key]) -> None:
    """Take the same business through all questions, those in `levels` by their key; from 4 on with a record."""
    typist.wait(lambda: focused(typist) == "See your result", "the business is not the first thing")
    typist.press(Qt.Key.Key_N, CTRL)
    typist.wait(lambda: typist.reads("Filled in as last time."), "not filled in")
    typist.press(Qt.Key.Key_Return)
    for number, question in enumerate(PRACTICES, start=1):
        at(typist, number)
        key = levels.get(question, Qt.Key.Key_2)
        for press in (key, Qt.Key.Key_A, Qt.Key.Key_Return) if key == Qt.Key.Key_4 else (key,):
            typist.press(press)
        typist.went_on()
    answer_results(typist)
    typist.verdict()


def in_sight(typist: Typist, start: str) -> bool:
    """Tell whether the whole of a text can be seen without scrolling."""
    found = (one for one in typist.shown() if str(getattr(one, "text", str)()).startswith(start))
    return any(one.visibleRegion().boundingRect() == one.rect() for one in found)


def test_19_every_option_is_heard_with_its_number_and_state_and_the_review_with_its_answers(asked: Counted) -> None:
    for number in range(1, 6):
        at(asked, number)
        assert focus(asked)[0].startswith(f"Question {number} of {QUESTIONS}. "), "it is heard first"
        options = [one for one in heard_in_order(asked) if re.match(r"[1-5]\. ", one[0])]
        assert [name[0] for name, _role, _checked in options] == list("12345")
        assert all(role == QAccessible.Role.RadioButton for _name, role, _checked in options)
        assert not any(checked for _name, _role, checked in options)
        for level in range(1, 6):
            asked.press(Qt.Key.Key_Down)
            name, role, checked = focus(asked)
            assert (name[:3], role, checked) == (f"{level}. ", QAccessible.Role.RadioButton, True)
            assert [one[2] for one in heard_in_order(asked) if re.match(r"[1-5]\. ", one[0])].count(True) == 1
        for _step in range(3):
            asked.press(Qt.Key.Key_Up)
        assert focus(asked)[0].startswith("2. ")
        asked.press(Qt.Key.Key_Return)
    asked.press(Qt.Key.Key_R, CTRL)
    assert len(reviewed(asked)) == ALL
    assert focus(asked)[0] == "Check your answers"
    rows = [name for name, role, _checked in heard_in_order(asked) if role == QAccessible.Role.Button]
    expected = given(dict.fromkeys(PRACTICES[:5], "2"))
    assert [one for one in expected if any(row.startswith(f"Change {one}") for row in rows)] == expected


def test_19_the_verdict_is_the_first_thing_on_the_result_and_the_first_thing_heard(
    asked: Typist, said: list[str]
) -> None:
    answer_all(asked)
    answer_results(asked)
    said.clear()
    asked.press(Qt.Key.Key_Return)
    asked.wait(lambda: asked._find("Your business is "), "no verdict")
    heard_first = [*said, focus(asked)[0]][0]
    order = [name for name, _role, _checked in heard_in_order(asked)]
    inside = order[order.index("Result", order.index("Plan")) + 1 :]
    assert inside[0].startswith("Your business is probably stuck at the ceiling of its routines. ")
    top = min((one for one in asked.shown() if one.accessibleName() in inside), key=lambda one: below(asked, one))
    assert top.accessibleName() == inside[0], "what is read first stands first"
    asked.click("Price: see the answers behind it")
    asked.click("Change ")
    asked.click("3. ")
    asked.wait(lambda: asked.reads("You changed "), "the change is not said")
    assert asked.reads("You changed ") in said, "both scores are heard with it"
    assert heard_first.startswith("Your business is "), "the verdict has to be looked for"


def below(typist: Typist, widget: QWidget) -> int:
    """Return how far below the window's top a widget begins."""
    return widget.mapTo(typist.window, QPoint(0, 0)).y()


Heard = tuple[str, QAccessible.Role, bool]


def hear(told: QAccessibleInterface) -> Heard:
    """Return the name, the role and whether it is checked, as a screen reader gets them."""
    return told.text(QAccessible.Text.Name), told.role(), bool(told.state().checked)


def focus(typist: Typist) -> Heard:
    """Return what has the focus as it is heard."""
    found = typist.wait(typist.window.focusWidget, "nothing has the focus")
    return hear(QAccessible.queryAccessibleInterface(found))


def heard_in_order(typist: Typist) -> list[Heard]:
    """Return everything in sight that has a name, in the order in which it is read."""
    return list(read_out(QAccessible.queryAccessibleInterface(typist.window)))


def read_out(told: QAccessibleInterface) -> Iterator[Heard]:
    for place in range(told.childCount()):
        child = told.child(place)
        if child is None or child.state().invisible:
            continue
        if child.text(QAccessible.Text.Name):
            yield hear(child)
        yield from read_out(child)


def look(typist: Typist) -> list[str]:
    """Return everything that the window says, in the order of its parts, except when it was saved."""
    said = [(one.accessibleName(), str(getattr(one, "text", str)())) for one in typist.shown()]
    return [" | ".join(part) for part in said if any(part) and not part[1].startswith("Saved ")]


def shown(typist: Typist) -> list[str]:
    """Return everything that a result says once no more comes: its pictures are drawn in a thread."""
    for picture in PICTURES:
        typist.named(picture)
    looks: list[list[str]] = []

    def settled() -> bool:
        pause(75)
        looks.append(look(typist))
        return looks[-5:].count(looks[-1]) == 5

    typist.wait(settled, "the page never comes to rest")
    return looks[-1]


def test_20_a_client_is_exported_and_deleted_and_one_back_up_moves_the_rest_to_another_computer(
    listed: Counted, qtbot: QtBot, data_folder: Path, tmp_path: Path
) -> None:
    for name, id_ in (("promotion-trap", BAKERY), ("leaky-bucket", "other-2026")):
        file, data = tmp_path / f"{name}.json", {**shop(name), "id": id_}
        file.write_text(json.dumps(data), encoding="utf-8")
        listed.press(Qt.Key.Key_O, CTRL)
        asked_for(listed, "Import a check-up from", file)
        opened = f"{data['business']['name']} · Check-up, "
        listed.wait(lambda title=opened: listed.reads(title), "not opened")
    verdict, result = listed.verdict(), shown(listed)
    listed.save_pdf(str(tmp_path / "here.pdf"))

    listed.press(Qt.Key.Key_1, CTRL)
    listed.wait(lambda: listed._find("Check-ups") and listed.reads("2 check-ups"), "not listed")
    listed.tab_to("Check-ups")
    listed.press(Qt.Key.Key_End, CTRL)
    listed.press(Qt.Key.Key_E, CTRL)
    asked_for(listed, "Export the check-up as", tmp_path / "bakery.json")
    listed.wait(lambda: listed.reads("Saved: "), "not saved")
    assert json.loads((tmp_path / "bakery.json").read_text(encoding="utf-8"))["business"]["name"] == NAME
    listed.press(Qt.Key.Key_Escape)
    listed.tab_to("Check-ups")
    listed.press(Qt.Key.Key_Delete)
    statement = f"The check-up of {NAME} of 21 April 2026 is deleted. Back-ups and exports made before still hold it."
    listed.wait(lambda: listed.reads(statement), "what still holds it is not said")
    listed.wait(lambda: listed.reads("1 check-up"), "still listed")

    listed.press(Qt.Key.Key_Comma, CTRL)
    listed.click("Back up now")
    listed.wait(lambda: listed.reads("Copied and checked: "), "no copy")
    (copy,) = (data_folder / "backups").iterdir()
    with sitting(qtbot, tmp_path / "new" / "data", Qt.Key.Key_2) as typist:
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_Comma, CTRL)
        typist.click("Restore a back-up")
        assert typist.reads("A back-up takes the place of everything here.")
        asked_for(typist, "Restore the back-up", copy)
        replacing = "This replaces 0 check-ups with 1 check-up, the latest of "
        typist.wait(lambda: typist.reads(replacing), "the back-up was not looked into")
        typist.click("Replace what is here")
        typist.wait(lambda: typist.reads("1 check-up is back"), "not restored")
        typist.press(Qt.Key.Key_1, CTRL)
        typist.wait(lambda: typist.reads("1 check-up"), "not listed")
        typist.tab_to("Check-ups")
        typist.press(Qt.Key.Key_Return)
        assert typist.verdict() == verdict
        typist.wait(lambda: shown(typist) == result, "another result")
        typist.save_pdf(str(tmp_path / "there.pdf"))
    assert (tmp_path / "there.pdf").read_bytes() == (tmp_path / "here.pdf").read_bytes()
