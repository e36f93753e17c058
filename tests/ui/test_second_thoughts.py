"""People who change their mind: what was set back is set back, and what was shown for one is not kept for another."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from plateau_doctor.core.answers import Business, CheckUp
from plateau_doctor.ui.numbers import NotANumberError, read_number
from plateau_doctor.ui.opened import Open
from plateau_doctor.ui.typist import Typist, pause

from .test_carelessness import go_to
from .test_errands import asked_for, shop
from .test_home import TODAY, a_check_up, list_of, names  # noqa: F401 - a fixture
from .test_two_checkups import text_of

CTRL = Qt.KeyboardModifier.ControlModifier


def now(typist: Typist) -> CheckUp:
    one: CheckUp = typist.window._session.now_open.checkup  # type: ignore[attr-defined]
    return one


def now_open(typist: Typist) -> Open:
    one: Open = typist.window._session.now_open  # type: ignore[attr-defined]
    return one


def here(typist: Typist) -> str:
    return str(typist.window.guide.here)  # type: ignore[attr-defined]


def scrolled(typist: Typist) -> int:
    return int(typist.window.page.scroll_area.verticalScrollBar().value())  # type: ignore[attr-defined]


@pytest.fixture
def trap(typist: Typist) -> Typist:
    typist.tab_to("Open the sample Promotion trap")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    return typist


# days


def test_a_day_of_the_plan_that_is_set_back_is_stored_as_it_stands(trap: Typist) -> None:
    trap.press(Qt.Key.Key_4, CTRL)
    trap.tab_to("By")
    before = text_of(trap, "By")
    for way in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        trap.press(way)
    assert text_of(trap, "By") == before
    shown = trap.window.page._card._shown  # type: ignore[attr-defined]
    entry = next(one for one in now(trap).plan if one.question == shown.entry.question)
    assert entry.due in (shown.entry.due, shown.due)
    trap.press(Qt.Key.Key_3, CTRL)
    trap.press(Qt.Key.Key_4, CTRL)
    assert text_of(trap, "By") == before


def test_the_usual_day_to_find_out_can_be_chosen_again(asked: Typist) -> None:
    asked.press(Qt.Key.Key_D)
    for _question in range(60):
        if not asked.question():
            break
        asked.press(Qt.Key.Key_2)
    asked.press(Qt.Key.Key_4, CTRL)
    asked.tab_to("By when, ")
    name = QApplication.focusWidget().accessibleName()
    usual = text_of(asked, name)
    asked.press(Qt.Key.Key_Up)
    other = text_of(asked, name)
    assert other != usual
    for way_back in ("at once", "later"):
        if way_back == "later":
            asked.press(Qt.Key.Key_Up)
            asked.press(Qt.Key.Key_3, CTRL)
            asked.press(Qt.Key.Key_4, CTRL)
            asked.tab_to("By when, ")
        asked.press(Qt.Key.Key_Down)
        assert text_of(asked, name) == usual
        asked.press(Qt.Key.Key_3, CTRL)
        asked.press(Qt.Key.Key_4, CTRL)
        assert text_of(asked, name) == usual
        asked.tab_to("By when, ")


# the profile of another business


def two_clients(list_of: Callable[..., Typist]) -> Typist:  # noqa: F811
    alpha = Business("Alpha", "bread", "people", 5, "EUR", "FR", "grow", 3)
    beta = Business("Beta", "steel", "businesses", 90, "EUR", "DE", "same", 3)
    typist = list_of(
        replace(a_check_up("a", "Alpha", 3, TODAY), business=alpha),
        replace(a_check_up("b", "Beta", 3, TODAY), business=beta),
    )
    typist.press(Qt.Key.Key_N, CTRL)
    rename(typist, "Alpha")
    typist.wait(lambda: text_of(typist, "What you sell") == "bread", "not filled in")
    return typist


def rename(typist: Typist, name: str) -> None:
    typist.click_on(typist.named("Name of the business"))
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type(name)
    pause(50)
    if QApplication.activePopupWidget() is not None:
        typist.press(Qt.Key.Key_Escape)  # the list of names
    typist.press(Qt.Key.Key_Tab)


def test_the_profile_of_one_client_is_not_kept_for_another(list_of: Callable[..., Typist]) -> None:  # noqa: F811
    typist = two_clients(list_of)
    rename(typist, "Beta")
    typist.wait(lambda: text_of(typist, "What you sell") == "steel", "not that of the other")
    assert text_of(typist, "People working in it") == "90"
    rename(typist, "Gamma")
    typist.wait(lambda: text_of(typist, "What you sell") == "", "a new firm has no profile")
    assert not typist.reads("Filled in as last time.")
    assert typist._find("Last time's answers") is None
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    one = now(typist).business
    assert (one.name, one.sells, one.staff, one.customers, one.ambition) == ("Gamma", "", None, None, None)
    assert one.country not in ("FR", "DE")


def test_what_was_changed_of_a_profile_stays_at_another_text_size(list_of: Callable[..., Typist]) -> None:  # noqa: F811
    typist = two_clients(list_of)
    country = typist.named("Country")
    country.setCurrentIndex(country.findData("DE"))  # type: ignore[attr-defined]
    typist.click_on(typist.named("What you sell"))
    typist.press(Qt.Key.Key_A, CTRL)
    typist.press(Qt.Key.Key_Delete)
    assert text_of(typist, "What you sell") == ""
    typist.press(Qt.Key.Key_Equal, CTRL)
    pause(100)
    assert text_of(typist, "What you sell") == ""
    assert typist.named("Country").currentData() == "DE"  # type: ignore[attr-defined]
    assert typist.reads("Filled in as last time.")
    assert typist._find("Last time's answers") is not None


def test_page_up_in_a_new_check_up_loses_nothing(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.write("Name of the business", "Corner Shop")
    typist.press(Qt.Key.Key_PageUp)
    assert here(typist) == "new"
    assert text_of(typist, "Name of the business") == "Corner Shop"


# what if


def test_what_was_tried_is_not_thrown_away_by_enter(trap: Typist) -> None:
    trap.press(Qt.Key.Key_W)
    pause(50)
    for _press in range(5):
        trap.press(Qt.Key.Key_Return)
        assert here(trap) == "what_if"
    trap.tab_to("Show me")
    trap.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget().accessibleName() == "Show me"
    before = len(trap.window.page._shown)  # type: ignore[attr-defined]
    trap.tab_to("Another question")
    trap.press(Qt.Key.Key_Down)
    trap.press(Qt.Key.Key_Return)
    assert here(trap) == "what_if"
    assert len(trap.window.page._shown) == before + 1  # type: ignore[attr-defined]


# numbers and settings


@pytest.mark.parametrize(
    "text", ["840000\n862000", "840000\u2028862000", "1\t2", "1 2", "84 0000", "1,250 000", "12 50", "1'25"]
)
def test_two_numbers_are_not_taken_for_one(text: str) -> None:
    with pytest.raises(NotANumberError):
        read_number(text, "money")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 250 000", 1.25e6), ("12 50 000", 1.25e6), ("£ 500", 500.0), ("1'250'000", 1.25e6), ("1 250.50", 1250.5)],
)
def test_spaces_that_group_are_no_matter(text: str, value: float) -> None:
    assert read_number(text, "money") == value


def test_a_slip_in_the_settings_drops_no_rate(trap: Typist) -> None:
    trap.press(Qt.Key.Key_Comma, CTRL)
    for text in ("7", "7x"):
        trap.write("Growing from, % a year", text)
        trap.press(Qt.Key.Key_Tab)
    year = next(w.accessibleName() for w in trap.shown() if w.accessibleName() == "2024")
    for text in ("9", "9,,"):
        trap.write(year, text)
        trap.press(Qt.Key.Key_Tab)
    settings = dict(now(trap).settings)
    assert settings["growing_from"] == pytest.approx(0.07)
    assert settings["inflation"] == {"2024": pytest.approx(0.09)}


# two deletions, and what is looked for


def test_two_deletions_are_both_taken_back(list_of: Callable[..., Typist]) -> None:  # noqa: F811
    firms = [f"Firm {number}" for number in range(4)]
    typist = list_of(*(a_check_up(name, name, 3, TODAY - timedelta(days=1)) for name in firms))
    for left in (3, 2):
        typist.tab_to("Check-ups")
        typist.press(Qt.Key.Key_Delete)
        typist.wait(lambda count=left: len(names(typist)) == count and typist._find("Undo: bring"), "not deleted")
    for left in (3, 4):
        typist.wait(lambda: typist._find("Undo: bring"), "no way back")
        typist.press(Qt.Key.Key_Z, CTRL)
        typist.wait(lambda count=left: len(names(typist)) == count, "not back")
    assert sorted(names(typist)) == firms
    assert typist._find("Undo: bring") is None


def test_an_empty_list_says_what_was_looked_for(list_of: Callable[..., Typist]) -> None:  # noqa: F811
    typist = list_of(*(a_check_up(f"{number}", f"Firm {number}", 3, TODAY) for number in range(10)))
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type("Firm 3")
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Delete)
    typist.wait(lambda: typist.reads("No business matches “Firm 3”."), "not said")


# the report


def test_own_words_can_be_taken_back_at_once_and_enter_saves_nothing(trap: Typist) -> None:
    trap.press(Qt.Key.Key_P, CTRL)
    trap.wait(lambda: trap._find("Page 1 of"), "no preview")
    field = next(w for w in trap.shown() if isinstance(w, QPlainTextEdit) and "passage 1" in w.accessibleName())
    original = field.toPlainText()
    trap.click_on(field)
    trap.press(Qt.Key.Key_A, CTRL)
    trap.type("In my own words.")
    trap.press(Qt.Key.Key_Return)
    assert not trap.window.desk.bar.isVisible()  # type: ignore[attr-defined]
    assert list(now(trap).edits.values()) == ["In my own words."]
    assert trap._find("Back to the original: ") is not None
    trap.click_on(field)
    trap.press(Qt.Key.Key_A, CTRL)
    trap.press(Qt.Key.Key_Delete)
    trap.press(Qt.Key.Key_Tab)
    assert field.toPlainText() == original
    assert now(trap).edits == {}
    trap.click_on(field)
    trap.press(Qt.Key.Key_Escape)
    assert not field.hasFocus()


def test_what_is_said_of_a_colour_goes_with_it(trap: Typist) -> None:
    trap.press(Qt.Key.Key_P, CTRL)
    trap.wait(lambda: trap._find("Page 1 of"), "no preview")
    for text, said in (("red", "Write the colour as #"), ("#ffff00", "Too light to read on white: ")):
        trap.write("Colour", text)
        trap.press(Qt.Key.Key_Tab)
        trap.wait(lambda words=said: trap.reads(words), "not said")
        trap.click_on(trap.named("Colour"))
        trap.press(Qt.Key.Key_A, CTRL)
        trap.press(Qt.Key.Key_Delete)
        trap.press(Qt.Key.Key_Tab)
        trap.wait(lambda words=said: not trap.reads(words), "still said")


# keys that scroll


@pytest.mark.parametrize("page", ["help", "settings"])
def test_long_pages_beside_the_way_scroll_by_keys(trap: Typist, page: str) -> None:
    trap.window.resize(900, 560)
    trap.press(*((Qt.Key.Key_F1,) if page == "help" else (Qt.Key.Key_Comma, CTRL)))
    if page == "help":
        trap.window.page.show_topic("score")  # type: ignore[attr-defined]
    trap.window.page.setFocus()  # type: ignore[attr-defined]
    pause(50)
    for key, up in ((Qt.Key.Key_PageDown, Qt.Key.Key_PageUp), (Qt.Key.Key_End, Qt.Key.Key_Home)):
        trap.press(key)
        assert scrolled(trap) > 0
        trap.press(up)
        assert scrolled(trap) == 0
        assert here(trap) == page


def test_arrows_scroll_the_result_wherever_the_focus_is(trap: Typist) -> None:
    trap.window.resize(1024, 640)
    pause(100)
    for press in range(1, 4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert scrolled(trap) == 48 * press
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert scrolled(trap) == 96
    assert QApplication.focusWidget().accessibleName() == "See the plan"


def test_arrows_lead_through_the_topics_of_the_help(typist: Typist) -> None:
    typist.press(Qt.Key.Key_F1)
    first, second = list(typist.window.page._buttons.values())[:2]  # type: ignore[attr-defined]
    first.setFocus()
    typist.press(Qt.Key.Key_Down)
    assert second.hasFocus()


# what stands around the pages


def test_read_only_and_saved_are_said_at_any_text_size(typist: Typist, tmp_path: Path) -> None:
    file = tmp_path / "newer.json"
    file.write_text(json.dumps({**shop(), "version": 99}), encoding="utf-8")
    typist.press(Qt.Key.Key_O, CTRL)
    asked_for(typist, "Import a check-up from", file)
    typist.named("Open read-only")
    typist.tab_to("Open read-only")
    typist.press(Qt.Key.Key_Space)
    typist.verdict()
    typist.press(Qt.Key.Key_Equal, CTRL)
    assert typist.reads("Read-only")


def test_done_leads_from_the_keys_back_to_the_settings(trap: Typist) -> None:
    trap.press(Qt.Key.Key_Comma, CTRL)
    trap.click("All keys")
    assert here(trap) == "help"
    trap.window.page.setFocus()  # type: ignore[attr-defined]
    trap.press(Qt.Key.Key_Return)
    assert here(trap) == "settings"
    trap.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert here(trap) == "result"


def test_arrows_in_the_rail_choose_no_answer(asked: Typist) -> None:
    go_to(asked, 3)
    before: Any = asked.window.page._options.level  # type: ignore[attr-defined]
    asked.tab_to("Sales")
    asked.press(Qt.Key.Key_Down)
    assert asked.window.page._options.level == before is None  # type: ignore[attr-defined]


# why we ask


def test_why_we_ask_opens_for_those_who_want_it_and_is_open_again(
    list_of: Callable[..., Typist],  # noqa: F811
) -> None:
    typist = list_of(a_check_up("a", "Corner Shop", 3, TODAY))
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Return)
    typist.verdict()
    typist.press(Qt.Key.Key_2, CTRL)
    typist.wait(typist.question, "no question")
    why = now_open(typist).words.questions["S1"].why
    assert not typist.reads(why), "quiet until it is wanted"
    before = typist.named("1. ").mapTo(typist.window, typist.named("1. ").rect().topLeft())
    typist.press(Qt.Key.Key_I, CTRL)
    assert typist.reads(why)
    assert typist.named("1. ").mapTo(typist.window, typist.named("1. ").rect().topLeft()) == before
    typist.press(Qt.Key.Key_PageDown)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "no next")
    assert typist.reads(now_open(typist).words.questions["S2"].why)
    typist.press(Qt.Key.Key_Equal, CTRL)
    assert typist.reads(now_open(typist).words.questions["S2"].why), "at another text size too"
    typist.click("Why we ask")
    assert not typist.reads(now_open(typist).words.questions["S2"].why)
