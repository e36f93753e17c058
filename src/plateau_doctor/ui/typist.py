"""A person at keyboard and mouse, for the tour and the tests: presses keys, clicks, reads what the window shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from plateau_doctor.core.answers import Answer, CheckUp, Figures, Kind
from plateau_doctor.core.words import Words
from plateau_doctor.ui.afterwards import Afterwards
from plateau_doctor.ui.figure_field import typed
from plateau_doctor.ui.figures import asked_figures, single_values
from plateau_doctor.ui.page import Page
from plateau_doctor.ui.widgets import Heading

T = TypeVar("T")
_PATIENCE = 20.0
"""Seconds that the typist waits for the window to do what a key should have done."""
_STEP = 5
_MOST_TABS = _MOST_TURNS = 200
_NOTCH = 120
"""What one notch of a mouse's wheel is to Qt, in eighths of a degree."""
_NO = Qt.KeyboardModifier.NoModifier


class StuckError(AssertionError):
    """The window did not do what the keys should have made it do."""


def pause(milliseconds: int = _STEP) -> None:
    """Let the window work; unlike QTest.qWait, other threads work too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Typist:
    """Uses one window by its keys and its mouse; takes a whole check-up through it by keys alone."""

    def __init__(self, window: QWidget, patience: float = _PATIENCE) -> None:
        """Sit down in front of a window that is shown."""
        self.window = window
        self._patience = patience

    # what a person sees

    def shown(self) -> list[QWidget]:
        """Return what can be seen of the window."""
        return list(_seen_in(self.window))

    def named(self, start: str) -> QWidget:
        """Return the first thing in sight whose name begins so."""
        return self.wait(lambda: self._find(start), f"nothing in sight is named {start!r}")

    def _find(self, start: str) -> QWidget | None:
        return next((one for one in _seen_in(self.window) if one.accessibleName().startswith(start)), None)

    def reads(self, start: str) -> str:
        """Return the first text in sight that begins so, empty where there is none once all has come into sight."""
        found = self._read(start)
        if not found and not self.is_whole():
            self._rest()
            found = self._read(start)
        return found

    def is_whole(self) -> bool:
        """Tell whether nothing is still to come into sight that waits for the paint."""
        return not any(one.waits for one in self.window.findChildren(Afterwards))

    def _rest(self) -> None:
        self.wait(self.is_whole, "something never comes into sight")

    def _read(self, start: str) -> str:
        for widget in _seen_in(self.window):
            text = getattr(widget, "text", None)
            said = str(text()) if callable(text) else ""
            if said.startswith(start):
                return said
        return ""

    def question(self) -> str:
        """Return the number and the question that have the focus, empty on other pages."""
        found = next((w for w in _seen_in(self.window) if "uestion " in w.accessibleName()[:20]), None)
        return found.accessibleName() if found is not None else ""

    def wait(self, look: Callable[[], T | None], complaint: str) -> T:
        """Wait until a look at the window finds something."""
        until = time.monotonic() + self._patience
        while not (found := look()):
            if time.monotonic() > until:
                raise StuckError(complaint)
            pause()
        return found

    # what a person presses

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self._target(), key, modifiers)
        pause()

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        for letter in text:
            focus = self._target()
            if letter.isascii():
                QTest.keyClicks(focus, letter)
                continue
            # QTest ends the process at a letter outside ASCII; a keyboard sends it in an event like any other.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, Qt.Key.Key_unknown, _NO, letter))

    def _target(self) -> QWidget:
        """Return what a key goes to: a list that hangs open, else what has the focus."""
        return QApplication.activePopupWidget() or self._focus()

    def _focus(self) -> QWidget:
        return self.wait(self._in_front, "nothing has the focus")

    def _in_front(self) -> QWidget | None:
        """Return what has the focus; without a screen nobody gives it back to the window once a list is gone."""
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
            pause()
        return QApplication.focusWidget()

    def tab_to(self, start: str) -> None:
        """Press Tab until what is named so has the focus, on a page that is whole."""
        self._rest()
        for _press in range(_MOST_TABS):
            if self._focus().accessibleName().startswith(start):
                return
            QTest.keyClick(self._target(), Qt.Key.Key_Tab)
        raise StuckError(f"Tab does not lead to {start!r}")

    def write(self, start: str, text: str) -> None:
        """Go to a field and write in it."""
        self.tab_to(start)
        field = self._focus()
        if not isinstance(field, QLineEdit | QPlainTextEdit):
            raise StuckError(f"{start!r} is no field")
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def pick(self, start: str) -> None:
        """Go to a choice and take it."""
        self.tab_to(start.split(":", maxsplit=1)[0])
        for _press in range(_MOST_TABS):
            focus = self._focus()
            if focus.accessibleName() == start:
                QTest.keyClick(focus, Qt.Key.Key_Space)
                return
            QTest.keyClick(focus, Qt.Key.Key_Right)
        raise StuckError(f"the arrows do not lead to {start!r}")

    # what a person clicks

    def click(self, start: str) -> None:
        """Scroll to what is named so, and click in its middle."""
        self.click_on(self.named(start))

    def click_on(self, widget: QWidget) -> None:
        """Turn the wheel until the middle of a widget is in sight, and click there, on whatever is in front."""
        self._rest()
        pause(0)  # what is still being laid out must not move it away from under the pointer
        self.scroll_to(widget)
        place = widget.mapTo(self.window, widget.rect().center())
        hit = self.window.childAt(place)
        if hit is None or not (hit is widget or widget.isAncestorOf(hit)):
            raise StuckError(f"something lies over {widget.accessibleName()!r}")
        self.click_at(place)

    def click_at(self, place: QPoint) -> None:
        """Click at a place of the window."""
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, _NO, place)
        pause()

    def scroll_to(self, widget: QWidget) -> None:
        """Turn the wheel over the page until the middle of a widget is in sight."""
        for _turn in range(_MOST_TURNS):
            middle = widget.rect().center()
            if widget.visibleRegion().contains(middle):
                return
            view = _view_around(widget)
            if view is None:
                break
            below = widget.mapTo(view, middle).y() > view.rect().center().y()
            over = QPointF(view.mapTo(self.window, view.rect().center()))
            QTest.wheelEvent(self.window.windowHandle(), over, QPoint(0, -_NOTCH if below else _NOTCH))
            QApplication.processEvents()
        raise StuckError(f"the wheel does not lead to {widget.accessibleName()!r}")

    # a whole check-up

    def begin(self, checkup: CheckUp) -> None:
        """Start a new check-up of a business."""
        business = checkup.business
        self.wait(lambda: self._find("New check-up") or self._find("1. "), "no way in")
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self._focus().accessibleName() == "Name of the business", "no page for a new check-up")
        self.type(business.name)
        if business.sells:
            self.write("What you sell", business.sells)
        if business.staff is not None:
            self.write("People working in it", str(business.staff))
        if business.country == "GB":
            self.tab_to("Country")
            self.type("United")  # a space would open the list
        if business.ambition == "grow":
            self.pick("What do you want from it?: To grow")
        if checkup.own_verdict is not None:
            said = checkup.own_verdict.capitalize()
            self.pick(f"Over the last three years, is the business growing, flat or shrinking?: {said}")
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.question().startswith("Question 1 of"), "no first question")

    def answer(self, answer: Answer, records: tuple[str, ...]) -> None:
        """Give one answer and see the next page come."""
        before = self.question()
        if answer.note:
            self.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
            self.type(answer.note)
            self.press(Qt.Key.Key_Escape)
        if answer.kind is Kind.UNKNOWN:
            self.press(Qt.Key.Key_D)
        elif answer.kind is Kind.NOT_APPLICABLE:
            self.press(Qt.Key.Key_N)
        elif answer.level is None:
            self.press(Qt.Key.Key_PageDown)
        else:
            self.press(Qt.Key(Qt.Key.Key_0 + answer.level))
            if answer.level >= 4:
                self._tick([records[place] for place in sorted(answer.records)])
                self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.question() != before, f"the window stays at {before!r}")

    def _tick(self, names: list[str]) -> None:
        for name in names:
            self.tab_to(name)
            self.press(Qt.Key.Key_Space)

    def answer_all(self, checkup: CheckUp, words: Words) -> int:
        """Answer question after question as a check-up says, until another page comes; return how many."""
        answers = checkup.sheets[0].answers
        ids = {one.asked(checkup.business.alone)[0]: name for name, one in words.questions.items()}
        count = 0
        while self.went_on() and (shown := self.question()):
            question = ids[shown.split(". ", 1)[1]]
            self.answer(answers.get(question, Answer()), words.questions[question].records)
            count += 1
        return count

    def went_on(self) -> bool:
        """Go on where a section has ended; a person reads it and presses Enter."""
        if self._find("Section done") is not None:
            self.press(Qt.Key.Key_Return)
            self.wait(lambda: self._find("Section done") is None, "the window stays at the end of a section")
        return True

    def fill_figures(self, figures: Figures) -> None:
        """Write the figures that a check-up has, and go on."""
        self.wait(lambda: self._find("Revenue "), "no page for the figures")
        for year, revenue, profit in zip(figures.years, figures.revenue, figures.operating_profit, strict=True):
            for name, value in (("Revenue", revenue), ("Operating profit", profit)):
                if value is not None and self._find(f"{name} {year}") is not None:
                    self.write(f"{name} {year}", f"{value:,.0f}")
        for asked in asked_figures():
            value = single_values(figures).get(asked.key)
            if value is not None:
                self.write(asked.label, typed(value, asked.kind))
        self.press(Qt.Key.Key_Return)

    def verdict(self) -> str:
        """Return the verdict that the result page shows, going there from the review of the answers."""
        self.wait(lambda: self._verdict() or self._find("See the result"), "no result")
        if self._find("See the result") is not None:
            self.press(Qt.Key.Key_Return)
        return self.wait(self._verdict, "no result")

    def _verdict(self) -> str:
        """Return the heading of the result as it is heard, empty on other pages."""
        inside = _seen_in(
            next(
                (one for one in _seen_in(self.window) if isinstance(one, Page) and one.accessibleName() == "Result"),
                None,
            )
        )
        return next((one.accessibleName() for one in inside if isinstance(one, Heading)), "")

    def save_pdf(self, path: str) -> None:
        """Save the report under a path and wait until the window says so."""
        self.tab_to("Report")
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self._find("Page 1 of"), "no preview")
        self.press(Qt.Key.Key_Return)
        field = self.named("Save the report as")
        self.wait(field.hasFocus, "the path has not the focus")
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(path)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.reads("Saved: "), "no word of a saved PDF")


def _seen_in(widget: QWidget | None) -> Iterator[QWidget]:
    """Give what can be seen of a widget, in the order of its parts; lists and windows that hang over it are not."""
    for child in widget.children() if widget is not None else ():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield child
            yield from _seen_in(child)


def _view_around(widget: QWidget) -> QWidget | None:
    """Return the part of the window in which a widget is scrolled, None where it stands still."""
    walk = widget.parentWidget()
    while walk is not None and not isinstance(walk, QScrollArea):
        walk = walk.parentWidget()
    return walk.viewport() if walk is not None else None
