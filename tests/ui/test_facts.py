"""Figures beside a question: typed, picked as a range, said not to be known, and never taken for an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from plateau_doctor.core.answers import CustomerCount, Figures
from plateau_doctor.i18n import Formats
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.facts import range_words, with_fact
from plateau_doctor.ui.typist import Typist

from .conftest import opened

CTRL = Qt.KeyboardModifier.ControlModifier
PACK = shipped("sales-and-four-ps", 1)[0]
WINS = "Of the quotes you send, how many do you win?"


@pytest.fixture
def at_s4(typist: Typist) -> Typist:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    for number in range(2, 5):
        typist.press(Qt.Key.Key_PageDown)
        typist.wait(lambda n=number: typist.question().startswith(f"Question {n} of"), "no next question")
    return typist


def facts_of(folder: Path) -> dict[str, float | None]:
    with Repository.open(folder) as store:
        (row,) = store.check_ups()
        return dict(store.load(row.id).checkup.figures.facts)


def test_a_figure_is_typed_picked_or_said_not_to_be_known_and_kept(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        typist.wait(typist.question, "no first question")
        for number in range(2, 5):
            typist.press(Qt.Key.Key_PageDown)
            typist.wait(lambda n=number: typist.question().startswith(f"Question {n} of"), "no next question")
        typist.press(Qt.Key.Key_K, CTRL)
        typist.write(WINS, "31 %")
        assert typist.reads("= 31.0%")
        assert typist.question().startswith("Question 4 of"), "a digit typed here is no answer"
        typist.tab_to("Of those that fit, how many get a quote? Not known")
        typist.press(Qt.Key.Key_Space)
        typist.press(Qt.Key.Key_PageUp)
        typist.wait(lambda: typist.question().startswith("Question 3 of"), "no way back")
        typist.press(Qt.Key.Key_PageUp)
        typist.wait(lambda: typist.question().startswith("Question 2 of"), "no way back")
        typist.press(Qt.Key.Key_K, CTRL)
        typist.tab_to("Of the enquiries you answer, how many fit what you do? 25% to 50%")
        typist.press(Qt.Key.Key_Space)
    assert facts_of(data_folder) == {"win_rate": 0.31, "quoted_share": None, "qualified_share": 0.375}


def test_what_was_given_is_there_again_and_can_be_taken_back(at_s4: Typist, data_folder: Path) -> None:
    at_s4.press(Qt.Key.Key_K, CTRL)
    at_s4.write(WINS, "31")
    at_s4.press(Qt.Key.Key_PageDown)
    at_s4.wait(lambda: at_s4.question().startswith("Question 5 of"), "no next question")
    assert at_s4.reads("Add a figure, if you know it")
    at_s4.press(Qt.Key.Key_PageUp)
    at_s4.wait(lambda: at_s4.reads("Figures for this question"), "the figure is gone")
    field = at_s4.named(WINS)
    assert field.property("text") == "31"
    at_s4.tab_to(WINS)
    at_s4.press(Qt.Key.Key_A, CTRL)
    at_s4.press(Qt.Key.Key_Delete)
    at_s4.press(Qt.Key.Key_PageDown)
    at_s4.press(Qt.Key.Key_PageUp)
    at_s4.wait(lambda: at_s4.reads("Add a figure, if you know it"), "it is still there")


def test_a_wrong_figure_is_not_kept(at_s4: Typist) -> None:
    at_s4.press(Qt.Key.Key_K, CTRL)
    at_s4.write(WINS, "310")
    assert at_s4.reads("look again")
    at_s4.press(Qt.Key.Key_PageDown)
    at_s4.press(Qt.Key.Key_PageUp)
    assert at_s4.reads("Figures for this question") or at_s4.reads("Add a figure")


def test_a_question_without_figures_has_no_panel(typist: Typist) -> None:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    typist.press(Qt.Key.Key_K, CTRL)
    typist.press(Qt.Key.Key_2)
    typist.wait(lambda: typist.question().startswith("Question 2 of"), "the keys no longer answer")


def test_not_known_is_not_the_same_as_nothing_said() -> None:
    figures = Figures(customers=CustomerCount(1, 2, 3))
    unknown = with_fact(figures, "win_rate", None, known=True)
    assert dict(unknown.facts) == {"win_rate": None}
    assert with_fact(unknown, "win_rate", None, known=False) == figures


def test_ranges_in_words() -> None:
    formats = Formats("en_GB")
    facts = {fact.id: fact for fact in PACK.facts}
    win, months = facts["win_rate"], facts["months_since_price_change"]
    assert [range_words(win, n, formats) for n in range(4)] == ["under 15%", "15% to 30%", "30% to 50%", "50% or more"]
    assert range_words(months, 1, formats) == "12 to 24"


def test_every_fact_has_its_question_and_lies_within_its_limits() -> None:
    from plateau_doctor.exchange import figure_limits

    assert len({fact.id for fact in PACK.facts}) == len(PACK.facts)
    for fact in PACK.facts:
        assert fact.question in PACK.by_id
        least, most = figure_limits()[fact.id]
        for low, high in fact.ranges:
            assert least <= (low + high) / 2 <= most


def test_the_promotion_mix_is_typed_and_costed(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        typist.wait(lambda: typist.reads("No check-ups yet"), "no list")
        typist.press(Qt.Key.Key_N, CTRL)
        typist.type("Corner Shop")
        typist.press(Qt.Key.Key_Return)
        typist.wait(typist.question, "no first question")
        while not typist.question().endswith(built.window._session.now_open.words.questions["PM2"].ask):
            before = typist.question()
            typist.press(Qt.Key.Key_PageDown)
            typist.wait(lambda one=before: typist.question() != one, "no next question")
        typist.press(Qt.Key.Key_K, CTRL)
        for name, text in (
            ("Kind of promotion 1", "Trade show"),
            ("Job of promotion 1", "be known"),
            ("Spent on promotion 1", "3k"),
            ("Enquiries from promotion 1", "30"),
            ("Sales from promotion 1", "5"),
        ):
            typist.write(name, text)
        typist.tab_to("Add a kind")
        assert typist.reads("600")
        typist.press(Qt.Key.Key_Return)
        typist.type("Sign")
        typist.write("Enquiries from promotion 2", "some")
        typist.press(Qt.Key.Key_Tab)
        assert typist.reads("“some” is not a number")
    with Repository.open(data_folder) as store:
        (row,) = store.check_ups()
        rows = store.load(row.id).checkup.promotion
    assert [(one.kind, one.job, one.spend, one.enquiries, one.sales) for one in rows] == [
        ("Trade show", "be known", 3000.0, 30, 5),
        ("Sign", "", None, None, None),
    ]
