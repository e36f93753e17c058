"""The list of check-ups: found, sorted, opened and removed by keys, and worked out only where it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QTableView
from pytestqt.qtbot import QtBot

from plateau_doctor.core.answers import Answer, Business, CheckUp, Sheet
from plateau_doctor.core.pack import Pack
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist, pause

from .conftest import opened

PACK: Pack = shipped("sales-and-four-ps", 1)[0]
TODAY = datetime.now().astimezone().date()


def a_check_up(id_: str, business: str, level: int, day: date) -> CheckUp:
    answers = {q.id: Answer(level=level, records=frozenset({0}), note="x") for q in PACK.questions}
    profile = Business(business, country="GB")
    return CheckUp(id_, PACK.id, PACK.version, day, profile, sheets=(Sheet("P1", answers=answers),))


@pytest.fixture
def list_of(qtbot: QtBot, data_folder: Path) -> Iterator[Callable[..., Typist]]:
    with ExitStack() as windows:

        def show(*checkups: CheckUp, mode: str = "consultant") -> Typist:
            with Repository.open(data_folder) as store:
                for one in checkups:
                    store.add(one, "end")
            typist = Typist(windows.enter_context(opened(qtbot, data_folder, mode=mode)).window)
            QAccessible.setActive(True)  # somebody hears the list
            windows.callback(lambda: QAccessible.setActive(False))
            typist.wait(lambda: rows(typist), "no list")
            return typist

        yield show


def table(typist: Typist) -> QTableView:
    return next(widget for widget in typist.shown() if isinstance(widget, QTableView))


def rows(typist: Typist) -> list[list[str]]:
    """Return what the cells of the list say."""
    if not any(isinstance(widget, QTableView) for widget in typist.shown()):
        return []
    model = table(typist).model()
    return [[str(model.index(row, column).data() or "") for column in range(6)] for row in range(model.rowCount())]


def names(typist: Typist) -> list[str]:
    return [row[0] for row in rows(typist)]


def place_of(typist: Typist, start: str) -> QPoint:
    """Return where a head or a cell of the list stands in the window, found by its name as a screen reader does."""

    def found() -> QPoint | None:
        told = QAccessible.queryAccessibleInterface(table(typist)) if rows(typist) else None
        parts = (told.child(place) for place in range(told.childCount())) if told is not None else ()
        one = next((part for part in parts if part.text(QAccessible.Text.Name).startswith(start)), None)
        return typist.window.mapFromGlobal(one.rect().center()) if one is not None else None

    return typist.wait(found, f"nothing in the list is called {start!r}")


def test_a_line_says_what_came_of_it_and_what_changed_since_the_one_before(list_of: Callable[..., Typist]) -> None:
    typist = list_of(
        a_check_up("old", "Bello Print", 2, TODAY - timedelta(days=60)),
        a_check_up("new", "Bello Print", 3, TODAY),
    )
    typist.wait(lambda: all(row[3] for row in rows(typist)), "no scores")
    now, then = rows(typist)
    assert (now[3], then[3]) == ("50", "25")
    assert now[4] == "+25"
    assert then[4] == ""
    assert now[5], "the latest has a day for the next one"
    assert then[5] == ""
    told = str(table(typist).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.startswith("Open Bello Print, ")
    assert told.endswith("50 of 100, change +25")


def test_what_is_overdue_stands_first(list_of: Callable[..., Typist]) -> None:
    typist = list_of(
        a_check_up("late", "Late Ltd", 3, TODAY - timedelta(days=200)), a_check_up("fresh", "Fresh Ltd", 3, TODAY)
    )
    assert names(typist) == ["Late Ltd", "Fresh Ltd"]
    typist.wait(lambda: rows(typist)[0][5] == "Overdue", "not said to be overdue")


def test_a_head_sorts_by_its_column(list_of: Callable[..., Typist]) -> None:
    levels = {"Alder": 4, "Birch": 1, "Cedar": 3}
    typist = list_of(*(a_check_up(name, name, level, TODAY) for name, level in levels.items()))
    typist.click_at(place_of(typist, "Business"))
    assert names(typist) == ["Alder", "Birch", "Cedar"]
    typist.click_at(place_of(typist, "Business"))
    assert names(typist) == ["Cedar", "Birch", "Alder"]
    typist.click_at(place_of(typist, "Score"))
    typist.wait(lambda: names(typist) == ["Birch", "Cedar", "Alder"], "not sorted by score")
    for _click in range(2):
        typist.click_at(place_of(typist, "Score"))
    assert names(typist) == ["Cedar", "Birch", "Alder"], "the one changed last stands first again"


def test_a_business_is_found_by_a_part_of_its_name(list_of: Callable[..., Typist]) -> None:
    typist = list_of(*(a_check_up(f"c{n}", f"Client {n}", 3, TODAY) for n in range(12)))
    typist.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    typist.type("IENT 1")
    assert sorted(names(typist)) == ["Client 1", "Client 10", "Client 11"]


def test_a_business_that_is_not_there_is_said_and_cleared(list_of: Callable[..., Typist]) -> None:
    typist = list_of(*(a_check_up(f"c{n}", f"Client {n}", 3, TODAY) for n in range(12)))
    typist.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    typist.type("norht")
    assert typist.reads("No business matches “norht”.")
    typist.tab_to("Clear what is looked for")
    typist.press(Qt.Key.Key_Space)
    assert not typist.reads("No business matches")
    assert len(names(typist)) == 12


def test_a_known_business_is_not_asked_its_profile_again(list_of: Callable[..., Typist], data_folder: Path) -> None:
    profile = Business("Bello Print", "print", "businesses", 12, "EUR", "IE", "grow", 3)
    typist = list_of(replace(a_check_up("one", "Bello Print", 3, TODAY), business=profile))
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("bello print")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")
    began = typist.window._session.now_open.checkup.business  # type: ignore[attr-defined]
    assert began == replace(profile, name="bello print", hours_a_week=None)


def test_an_owner_s_next_check_up_begins_with_the_business_and_one_enter(
    list_of: Callable[..., Typist],
) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY - timedelta(days=90)), mode="owner")
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.wait(lambda: typist.reads("Filled in as last time."), "not filled in")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 1 of"), "no first question")
    one = typist.window._session.now_open.checkup.business  # type: ignore[attr-defined]
    assert (one.name, one.country) == ("First Ltd", "GB")
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("Another Ltd")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: "Another Ltd" in typist.window._session.now_open.checkup.business.name, "not another")  # type: ignore[attr-defined]


def test_enter_opens_the_line_in_focus(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("one", "First Ltd", 3, TODAY), a_check_up("two", "Second Ltd", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("First Ltd · "), "not opened")


def test_only_what_is_seen_is_worked_out(list_of: Callable[..., Typist]) -> None:
    one = a_check_up("c", "Client", 3, TODAY)
    typist = list_of(*(replace(one, id=f"c{n}", business=Business(f"Client {n:03}")) for n in range(60)))
    view = table(typist)
    typist.wait(lambda: view.model().index(0, 3).data(), "no first score")
    last = view.rowAt(view.viewport().height() - 1)
    known = view.model()._standings
    typist.wait(lambda: len(known) >= last, "the lines in sight are not worked out")
    assert len(known) < 59


def test_three_actions_show_what_changed_since_the_check_up_before(list_of: Callable[..., Typist]) -> None:
    typist = list_of(
        a_check_up("old", "Bello Print", 2, TODAY - timedelta(days=90)), a_check_up("new", "Bello Print", 4, TODAY)
    )
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("What changed since the last check-up?"), "no comparison on offer")
    typist.tab_to("What changed since the last check-up?")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("What changed since "), "no comparison")
    told = typist.wait(lambda: typist.reads("Scores of 100 then and now: "), "no picture")
    for one in ("The whole", "Sales", "Product", "Price", "Promotion", "Place", "Working together"):
        assert f"{one} 25\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}75" in told
    assert typist._find("Scores of 100 then and now: ")
    typist.press(Qt.Key.Key_T)
    typist.wait(lambda: typist.reads("75"), "no table")
    typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    typist.wait(lambda: typist._find("See the plan"), "no way back")


def test_without_an_earlier_check_up_no_comparison_is_offered(list_of: Callable[..., Typist]) -> None:
    typist = list_of(a_check_up("only", "Bello Print", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("See the plan"), "not opened")
    assert typist._find("What changed since the last check-up?") is None
    typist.wait(
        lambda: typist.reads("What changed shows once there are two check-ups. The next one is due on"), "no day"
    )
    typist.tab_to("Dates for a calendar")
    typist.press(Qt.Key.Key_Space)
    assert typist._find("Save the dates as")


def test_an_owner_sees_the_business_first_with_the_way_to_result_and_plan(
    qtbot: QtBot, data_folder: Path, list_of: Callable[..., Typist]
) -> None:
    typist = list_of(a_check_up("only", "Bello Print", 3, TODAY), mode="owner")
    button = typist.named("See your result")
    typist.wait(button.hasFocus, "the business is not the first thing")
    typist.tab_to("See your plan")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Plan: few moves"), "no plan")
    typist.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    typist.named("See your result")
    typist.press(Qt.Key.Key_Return)
    assert typist.verdict()


def test_a_sample_is_marked_counts_for_nothing_and_is_nobody_s_business(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    typist.click("Who uses Plateau Doctor here: An owner")
    typist.click("Done")
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    assert typist.reads("Sample: Harbour Lane Bakery · Check-up, 21 April 2026")
    typist.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    typist.wait(lambda: rows(typist) and rows(typist)[0][2], "not listed")
    assert set(names(typist)) == {"Harbour Lane Bakery (sample)"}
    assert {row[5] for row in rows(typist)} == {""}, "nobody waits for its next check-up"
    assert typist._find("See your result") is None
    assert not typist.reads("1 check-up")
    assert str(table(typist).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Open Harbour")
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Delete)
    typist.wait(lambda: typist.reads("No check-ups yet"), "one press takes it away")


def choose(typist: Typist, business: str, label: str) -> None:
    """Open the menu of a business by its three dots, and take what is called so by keys."""
    pause(100)  # the list is read anew by now: a click in that moment would miss its line
    typist.click_at(place_of(typist, f"More for {business}"))
    menu = typist.wait(QApplication.activePopupWidget, "no menu")
    assert isinstance(menu, QMenu)
    for _step in range(12):
        typist.press(Qt.Key.Key_Down)
        chosen = menu.activeAction()
        if chosen is not None and chosen.text().replace("&", "") == label:
            typist.press(Qt.Key.Key_Return)
            return
    raise AssertionError([action.text() for action in menu.actions()])


def test_the_menu_of_a_line_begins_anew_compares_and_deletes_a_whole_client(list_of: Callable[..., Typist]) -> None:
    typist = list_of(
        a_check_up("old", "Bello Print", 2, TODAY - timedelta(days=30)),
        a_check_up("new", "Bello Print", 4, TODAY),
        a_check_up("other", "Other Ltd", 4, TODAY),
    )
    choose(typist, "Bello Print", "New check-up")
    field = typist.named("Name of the business")
    typist.wait(lambda: field.text() == "Bello Print", "not that business")  # type: ignore[attr-defined]
    typist.wait(lambda: typist.reads("Filled in as last time."), "not filled in")
    typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    typist.wait(lambda: rows(typist), "no list")
    choose(typist, "Bello Print", "Compare")
    typist.wait(lambda: typist.reads("What changed since "), "no comparison")
    typist.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    typist.wait(lambda: len(rows(typist)) == 3, "no list")
    before = rows(typist)
    choose(typist, "Bello Print", "Delete all 2 of Bello Print")
    typist.wait(lambda: names(typist) == ["Other Ltd"], "not deleted")
    said = "All 2 check-ups of Bello Print are deleted. Back-ups and exports made before still hold them."
    typist.wait(lambda: typist.reads(said), "not said")
    typist.tab_to("Undo: bring Bello Print back")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: len(rows(typist)) == 3, "not back")
    assert sorted(names(typist)) == sorted(row[0] for row in before)


def test_any_earlier_check_up_can_be_compared_with(list_of: Callable[..., Typist]) -> None:
    days = [TODAY - timedelta(days=ago) for ago in (400, 200, 0)]
    levels = zip(("first", "second", "now"), (1, 3, 4), days, strict=True)
    typist = list_of(*(a_check_up(name, "Bello Print", level, day) for name, level, day in levels))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist._find("What changed since the last check-up?"), "no comparison on offer")
    typist.tab_to("What changed since the last check-up?")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("What changed since "), "no comparison")
    near = typist.reads("What changed since ")
    typist.tab_to("Compare with the check-up of")
    typist.press(Qt.Key.Key_Right)
    far = typist.wait(lambda: (said := typist.reads("What changed since ")) != near and said, "no other comparison")
    assert str(days[0].year) in far
    told = typist.wait(lambda: typist.reads("Scores of 100 then and now: "), "no picture")
    assert "Price 0\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}75" in told
    focus = typist.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Compare with the check-up of: ")


def test_last_time_s_answers_stand_beside_the_questions_for_who_wants_them(list_of: Callable[..., Typist]) -> None:
    before = a_check_up("one", "Bello Print", 3, TODAY - timedelta(days=90))
    answers = {**before.sheets[0].answers, "S2": Answer(unknown=True)}
    del answers["S3"]
    typist = list_of(replace(before, sheets=(Sheet("P1", answers=answers),)))
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("Bello Print")
    typist.press(Qt.Key.Key_Tab)
    typist.wait(lambda: typist._find("Last time's answers: Start from blank answers"), "not offered")
    typist.pick("Last time's answers: Show them beside each question")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Last time, "), "last time's answer is not shown")
    for expected in (": 3. ", ": Don't know", ": Not answered"):
        assert expected in typist.reads("Last time, ")
        typist.press(Qt.Key.Key_2)
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("Somebody else")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Somebody else · "), "no other check-up")
    assert not typist.reads("Last time, ")


def test_what_is_under_way_says_how_long_the_rest_takes(qtbot: QtBot, data_folder: Path) -> None:
    one = a_check_up("half", "Bello Print", 3, TODAY)
    answers = dict(list(one.sheets[0].answers.items())[:26])
    with Repository.open(data_folder) as store:
        store.add(replace(one, sheets=(Sheet("P1", answers=answers),)), PACK.questions[26].id)
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("26 of 43 answered, about 9 minutes left"), "no word of the time")
        typist.press(Qt.Key.Key_Return)
        typist.wait(lambda: typist.question().startswith("Question 27 of"), "not where it was left")
        typist.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        assert typist.question().startswith("Question 27 of"), "the answers stay where they are"
