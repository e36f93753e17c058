"""Figures as people write them, and what the page says of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from plateau_doctor.exchange import figure_limits
from plateau_doctor.ui.numbers import NotANumberError, read_number
from plateau_doctor.ui.typist import Typist


@pytest.mark.parametrize(
    "text", ["851000", "851,000", "851 000", "851.000", "851'000", "851k", "851 K", "0.851m", "£851,000", "GBP 851 000"]
)
def test_the_same_sum_in_many_hands(text: str) -> None:
    assert read_number(text, "money") == 851_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", 1_234_567),
        ("1.234.567,5", 1_234_567.5),
        ("-12,000", -12_000),
        ("(12 000)", -12_000),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1.25k", 1_250),
        ("", None),
        ("  ", None),
        ("0", 0),
    ],
)
def test_other_sums(text: str, value: float | None) -> None:
    assert read_number(text, "money") == value


def test_shares_are_kept_as_fractions() -> None:
    assert read_number("4.5 %", "percent") == pytest.approx(0.045)
    assert read_number("38", "percent") == pytest.approx(0.38)
    assert read_number("-3", "percent") == pytest.approx(-0.03)


@pytest.mark.parametrize(
    "text", ["85x", "12,34,5", "1.2.3", "k", "--5", "1e5", "nan", "inf", "12 apples", "٣", "9" * 400]
)
def test_what_is_no_number_gets_a_sentence(text: str) -> None:
    with pytest.raises(NotANumberError, match="is not a number we can read"):
        read_number(text, "money")


@pytest.mark.parametrize(("text", "kind"), [("-1", "count"), ("2.5", "count"), ("-2", "months")])
def test_counts_are_whole_and_nothing_is_less_than_nothing(text: str, kind: str) -> None:
    with pytest.raises(NotANumberError):
        read_number(text, kind)


@pytest.fixture
def figures(typist: Typist) -> Typist:
    typist.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    while typist.question():
        before = typist.question()
        typist.press(Qt.Key.Key_PageDown)
        typist.wait(lambda one=before: typist.question() != one, "no next page")
    return typist


def test_the_page_says_what_it_understood(figures: Typist) -> None:
    figures.type("851k")
    assert figures.reads("= 851,000")


def test_a_wrong_entry_stays_and_is_explained(figures: Typist) -> None:
    figures.type("85x")
    figures.press(Qt.Key.Key_Return)
    assert figures.reads("Revenue ").endswith(
        "“85x” is not a number we can read. Write it like 851000, 851,000 or 851k."
    )
    field = figures.window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == "85x"
    figures.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    figures.type("85,000")
    figures.press(Qt.Key.Key_Return)
    figures.wait(lambda: figures.question().startswith("Results, question 1 of"), "no way on")
    figures.press(Qt.Key.Key_PageUp)
    figures.wait(lambda: figures._find("Revenue "), "no way back")
    assert figures.reads("= 85,000")


@pytest.mark.parametrize(
    ("text", "kind", "key", "sentence"),
    [
        ("0", "money", "revenue", "Write a number from 0.01 up, or leave it empty."),
        ("-5", "money", "revenue", "Write a number from 0.01 up, or leave it empty."),
        ("380", "percent", "gross_margin", "Write a number from -100 to 100, or leave it empty."),
        ("101", "percent", "win_rate", "Write a number from 0 to 100, or leave it empty."),
    ],
)
def test_what_a_file_could_not_hold_is_not_taken(text: str, kind: str, key: str, sentence: str) -> None:
    with pytest.raises(NotANumberError) as told:
        read_number(text, kind, figure_limits()[key])
    assert str(told.value) == sentence


def test_the_limits_themselves_are_taken() -> None:
    assert read_number("0.01", "money", figure_limits()["revenue"]) == 0.01
    assert read_number("100%", "percent", figure_limits()["win_rate"]) == 1
    assert read_number("-12", "money", figure_limits()["operating_profit"]) == -12


def test_no_revenue_at_all_is_asked_again(figures: Typist) -> None:
    figures.type("0")
    figures.press(Qt.Key.Key_Return)
    assert figures.reads("Revenue ").endswith("Write a number from 0.01 up, or leave it empty.")


def test_a_fact_taken_out_again_is_gone_and_not_said_to_be_unknown(figures: Typist) -> None:
    figures.write("Average discount, %", "4")
    figures.write("Overhead a year, such as rent and wages", "120k")
    figures.press(Qt.Key.Key_Return)
    session = figures.window._session
    figures.wait(lambda: session.now_open.checkup.figures.overhead == 120_000, "not kept")
    assert dict(session.now_open.checkup.figures.facts) == {"average_discount": 0.04}
    figures.press(Qt.Key.Key_PageUp)
    figures.wait(lambda: figures._find("Revenue "), "no way back")
    figures.tab_to("Average discount, %")
    figures.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    figures.press(Qt.Key.Key_Delete)
    figures.press(Qt.Key.Key_Return)
    figures.wait(lambda: not session.now_open.checkup.figures.facts, "still there")


def test_the_trend_is_said_while_the_figures_are_typed(figures: Typist) -> None:
    assert not figures.reads("Revenue after inflation")
    last = figures.window._session.today().year - 1  # type: ignore[attr-defined]
    for year, revenue in ((last - 2, "840k"), (last - 1, "1 200 000"), (last, "1.9m")):
        figures.write(f"Revenue {year}", revenue)
    said = figures.wait(lambda: figures.reads("Revenue after inflation: "), "no trend")
    assert said.endswith("a year over 3 years. That is growing.")
    figures.write(f"Revenue {last}", "850k")
    figures.write(f"Revenue {last - 1}", "845k")
    figures.wait(lambda: "That is shrinking." in figures.reads("Revenue after inflation: "), "not said anew")
    for year in (last - 2, last - 1):
        figures.write(f"Revenue {year}", " ")
    figures.wait(lambda: not figures.reads("Revenue after inflation"), "one year has no trend")
