"""Days as people write them, on the plan: what can't be read is said, and the day before stays."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plateau_doctor.ui.day_field import read_day
from plateau_doctor.ui.typist import Typist
from ui.test_plan import kept, plan  # noqa: F401 - a fixture

NEAR = date(2027, 2, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 Jun", date(2027, 6, 30)),
        ("Jun 30", date(2027, 6, 30)),
        ("31 Dec 2026", date(2026, 12, 31)),
        ("30 june 2027", date(2027, 6, 30)),
        ("Jun 30, 2027", date(2027, 6, 30)),
        ("30 Jun 27", date(2027, 6, 30)),
        ("1.6.27", date(2027, 6, 1)),
        ("1/6/2027", date(2027, 6, 1)),
        ("2027-06-01", date(2027, 6, 1)),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    assert read_day(text, QLocale("en_GB"), NEAR) == day


def test_americans_write_the_month_first() -> None:
    assert read_day("6/1/27", QLocale("en_US"), NEAR) == date(2027, 6, 1)


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "31/02/2027", "30 Feb", "12", "June", "9998-01-01", "1 Jan 1999", "1 Jan 0001"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, QLocale("en_GB"), NEAR) is None


def test_a_day_is_typed_over_another(plan: Typist) -> None:  # noqa: F811 - the fixture
    plan.write("By", "15 Feb 2027")
    plan.press(Qt.Key.Key_Return)
    assert kept(plan)[0].due == date(2027, 2, 15)


def test_what_cant_be_read_is_said_and_changes_nothing(plan: Typist) -> None:  # noqa: F811 - the fixture
    before = kept(plan)
    plan.write("By", "tomorrow")
    plan.press(Qt.Key.Key_Return)
    assert plan.reads("Write a day such as ")
    assert kept(plan) == before
    plan.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    plan.write("By", "1.6.27")
    plan.press(Qt.Key.Key_Return)
    assert not plan.reads("Write a day such as ")
    assert kept(plan)[0].due == date(2027, 6, 1)


def test_the_calendar_opens_by_keys_and_gives_its_day(plan: Typist) -> None:  # noqa: F811 - the fixture
    plan.tab_to("By")
    plan.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(calendar.focusWidget(), key)
    assert kept(plan)[0].due == date(2026, 6, 1)
    assert plan.window.focusWidget().accessibleName() == "By"
