"""The ways between pages: Back leads to where somebody came from, and what is missing has a way to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from plateau_doctor import app
from plateau_doctor.ui.help import topics
from plateau_doctor.ui.typist import Typist
from ui.test_by_keys import SAMPLE
from ui.test_errands import drop, shop

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def here(typist: Typist) -> str:
    found: str = typist.window.guide.here  # type: ignore[attr-defined]
    return found


def opened_as(typist: Typist, folder: Path, **changed: Any) -> Typist:
    path = folder / "shop.json"
    path.write_text(json.dumps({**shop("promotion-trap"), "id": "shop", **changed}), encoding="utf-8")
    assert drop(typist.window, path)
    typist.verdict()
    return typist


def test_back_from_the_report_leads_to_where_it_was_opened(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    for keys, place in ((Qt.Key.Key_3, "result"), (Qt.Key.Key_4, "plan"), (Qt.Key.Key_2, "question")):
        typist.press(keys, CTRL)
        typist.wait(lambda place=place: here(typist) == place, f"not at the {place}")
        typist.press(Qt.Key.Key_P, CTRL)
        typist.wait(lambda: here(typist) == "report", "no report")
        typist.press(Qt.Key.Key_Left, ALT)
        assert here(typist) == place


def test_back_from_a_change_leads_to_where_it_was_asked_for(typist: Typist) -> None:
    typist.begin(SAMPLE)
    typist.press(Qt.Key.Key_R, CTRL)
    typist.tab_to("Change Answering buyers' doubts")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no question")
    typist.press(Qt.Key.Key_Left, ALT)
    assert here(typist) == "review"


def test_back_from_the_first_name_leads_to_the_doors(built: app.Built, typist: Typist) -> None:
    built.window.guide.show("doors")
    typist.press(Qt.Key.Key_1)
    typist.wait(lambda: typist._find("Name of the business"), "no page for a new check-up")
    typist.press(Qt.Key.Key_Left, ALT)
    assert here(typist) == "doors"


def test_help_is_about_the_page_that_is_seen(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    for way, title in (
        (lambda: typist.press(Qt.Key.Key_W), "What if"),
        (lambda: typist.press(Qt.Key.Key_Comma, CTRL), "Settings and keys"),
        (lambda: typist.press(Qt.Key.Key_4, CTRL), "Plan"),
    ):
        way()
        typist.press(Qt.Key.Key_F1)
        assert typist.reads(title) == title
        typist.press(Qt.Key.Key_F1)


def test_every_page_has_a_topic(built: app.Built, typist: Typist) -> None:
    pages = type(built.window.guide.pages)
    names = {name for name, one in vars(pages).items() if type(one).__name__ == "cached_property"} - {"help"}
    assert names <= set(topics())


def test_what_was_chosen_is_still_there_after_the_help(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.wait(lambda: typist._find("Name of the business"), "no page for a new check-up")
    typist.type("Corner Shop")
    typist.pick("Who buys: Both")
    typist.press(Qt.Key.Key_F1)
    typist.press(Qt.Key.Key_F1)
    typist.press(Qt.Key.Key_Equal, CTRL)
    typist.press(Qt.Key.Key_0, CTRL)
    typist.tab_to("Name of the business")
    assert typist.window.focusWidget().text() == "Corner Shop"  # type: ignore[attr-defined]
    assert typist.named("Who buys: Both").isChecked()  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["report", "what_if", "new"])
def test_a_page_with_choices_is_whole_after_another_text_size_beside_it(
    typist: Typist, page: str, tmp_path: Path
) -> None:
    opened_as(typist, tmp_path)
    if page == "new":
        typist.press(Qt.Key.Key_N, CTRL)
        typist.wait(lambda: here(typist) == "new", "no page for a new check-up")
        typist.type("Corner Shop")
    else:
        typist.press(Qt.Key.Key_P if page == "report" else Qt.Key.Key_W, CTRL if page == "report" else NONE)
    assert here(typist) == page
    typist.press(Qt.Key.Key_F1)
    typist.press(Qt.Key.Key_Equal, CTRL)
    typist.press(Qt.Key.Key_F1)
    assert here(typist) == page
    if page == "new":
        assert typist.named("Name of the business").text() == "Corner Shop"  # type: ignore[attr-defined]
        assert typist.named("Country").count() > 1  # type: ignore[attr-defined]
    else:
        assert typist.reads("Report" if page == "report" else "What if?")
        assert typist.reads("Reader and paper" if page == "report" else "Try a step")


def test_a_verdict_that_lacks_revenue_leads_to_the_figures_and_back(typist: Typist, tmp_path: Path) -> None:
    answers = {key: one for key, one in shop("promotion-trap")["sheets"][0]["answers"].items() if key != "O1"}
    sheet = {**shop("promotion-trap")["sheets"][0], "answers": answers}
    opened_as(typist, tmp_path, figures={}, sheets=[sheet])
    assert typist.reads("A verdict needs")
    typist.tab_to("Add your numbers")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: here(typist) == "figures", "no figures")
    for year, revenue in zip(range(2021, 2026), ("400k", "410k", "405k", "412k", "409k"), strict=True):
        typist.write(f"Revenue {year}", revenue)
    typist.press(Qt.Key.Key_Return)
    assert "business" in typist.verdict()
    assert typist.reads("Your figures say")


def test_the_figures_can_be_skipped(typist: Typist) -> None:
    typist.begin(SAMPLE)
    typist.tab_to("Your numbers")
    typist.press(Qt.Key.Key_Return)
    typist.click("Skip for now")
    assert typist.wait(typist.question, "no question").startswith("Results, question 1 of")


def test_control_z_on_the_result_takes_back_what_was_changed_there(typist: Typist, tmp_path: Path) -> None:
    verdict = opened_as(typist, tmp_path).verdict()
    typist.tab_to("Price: see the answers behind it")
    typist.press(Qt.Key.Key_Return)
    typist.tab_to("Change yearly price reviews")
    typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_3)
    typist.wait(lambda: typist.reads("You changed yearly price reviews"), "no word of the change")
    typist.press(Qt.Key.Key_Z, CTRL)
    typist.wait(lambda: not typist.reads("You changed"), "not taken back")
    assert typist.verdict() == verdict


def test_control_z_after_a_section_leads_to_its_last_question(typist: Typist) -> None:
    typist.begin(SAMPLE)
    for number in range(1, 9):
        typist.wait(lambda number=number: typist.question().startswith(f"Question {number} of"), "not there")
        typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.reads("Sales is done."), "no pause")
    typist.press(Qt.Key.Key_Z, CTRL)
    assert typist.wait(typist.question, "no question").startswith("Question 8 of")


@pytest.mark.parametrize("page", ["review", "compare", "doors"])
def test_single_keys_that_are_switched_off_do_nothing(
    built: app.Built, typist: Typist, page: str, tmp_path: Path
) -> None:
    typist.press(Qt.Key.Key_Comma, CTRL)
    typist.pick("Number and letter keys: Do nothing")
    opened_as(typist, tmp_path)
    before = built.window._session.now_open.checkup
    if page == "review":
        typist.press(Qt.Key.Key_R, CTRL)
        typist.tab_to("Change Finding new customers")
        typist.press(Qt.Key.Key_5)
    elif page == "compare":
        typist.wait(lambda: typist._find("What changed since the last check-up?"), "no way to what changed")
        typist.click("What changed since the last check-up?")
        typist.wait(lambda: typist._find("Scores of 100 then and now"), "no picture")
        typist.press(Qt.Key.Key_T)
        assert typist.reads("Show as a table")
    else:
        built.window.guide.show("doors")
        typist.press(Qt.Key.Key_1)
        assert here(typist) == "doors"
    assert built.window._session.now_open.checkup == before


def test_answers_that_do_not_fit_lead_to_their_question(typist: Typist, tmp_path: Path) -> None:
    sheet = shop("promotion-trap")["sheets"][0]
    apart = {"AL4": {"level": 5, "records": [0], "note": "weekly"}, "S4": {"level": 1}}
    opened_as(typist, tmp_path, sheets=[{**sheet, "answers": {**sheet["answers"], **apart}}])
    typist.press(Qt.Key.Key_R, CTRL)
    typist.wait(lambda: here(typist) == "review", "no review")
    look = typist._find("Look: ")
    if look is None:
        pytest.fail("nothing needs a look")
    typist.press(Qt.Key.Key_F8)
    assert typist.window.focusWidget() is look
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no question")


def test_free_hours_put_the_plan_in_time_anew(built: app.Built, typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    typist.press(Qt.Key.Key_4, CTRL)
    assert typist.reads("This fits your 3 free hours a week.")
    typist.write("Your free hours a week for this", "8")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("This fits your 8 free hours a week."), "the plan does not follow")
    assert built.window._session.now_open.checkup.business.hours_a_week == 8
    typist.write("Your free hours a week for this", "170")
    typist.press(Qt.Key.Key_Tab)
    assert typist.reads("look again")
    assert built.window._session.now_open.checkup.business.hours_a_week == 8


def test_the_promotion_trap_is_said_in_the_firms_own_numbers(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    assert typist.reads("Promotion stands at 58; product 32, price 29 and place 33.")
    assert typist.reads("Promotion-only trap")
    assert typist.reads("Keep doing: promotion, 58 of 100")


def test_three_views_stand_side_by_side(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    texts = [one.text() for one in typist.shown() if isinstance(one, QLabel)]
    at = texts.index("You said")
    assert texts[at : at + 6] == [
        "You said",
        "Growing",
        "Your answers say",
        "Few routines in place",
        "Your figures say",
        "Flat: 0.0% a year after inflation",
    ]


def test_the_areas_can_be_sorted_and_each_step_of_a_sale_opens_its_answer(typist: Typist, tmp_path: Path) -> None:
    opened_as(typist, tmp_path)
    typist.tab_to("Weakest first")
    typist.press(Qt.Key.Key_Space)
    areas = [one for one in typist.shown() if one.accessibleName().endswith(": see the answers behind it")]
    areas = [one for one in areas if "step" not in one.accessibleName()]
    highest = min(areas, key=lambda one: one.mapTo(typist.window, one.rect().topLeft()).y())
    assert highest.accessibleName().startswith("Working together")
    typist.tab_to("Following up, step 1, weakest link")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Following up"), "no answer behind it")
    assert typist.reads("1. It happens by itself")


def test_a_newer_message_does_not_hide_an_older_one_for_good(built: app.Built, typist: Typist) -> None:
    built.window.notice.tell("The disk is full.", "Try again", lambda: None, about="saving")
    built.window.notice.tell("This file is damaged.")
    assert typist.reads("This file is damaged.")
    typist.click("Hide this message")
    assert typist.reads("The disk is full.")
    assert typist.named("Try again").isVisible()
