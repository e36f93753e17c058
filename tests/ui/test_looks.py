"""Every page in every theme and at double text size: nothing cut, nothing nameless, contrast by the numbers."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import i18n
from plateau_doctor.resources import resource
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.typist import Typist, pause
from plateau_doctor.ui.widgets import Pressable, Text
from plateau_doctor.ui.window import Window

from .conftest import opened

THEMES = ("light", "dark", "contrast")
SCRIPT = Path(__file__).parents[2] / "packaging" / "screenshots.py"
_LOOKS = 15
_MOST_TABS = 200
_RING, _LEAST_SEEN, _LEAST_CHANGED, _FOCUSABLE = 6, 24, 30, 250
"""Pixels around a control where its ring may be; how much of it is seen; how many change; controls in all."""
LONGEST = "Ødegård & Sønner Gesellschaft mit beschränkter Haftung für Küchen und Bäder"


def load_screenshots() -> Any:
    """Return the module that goes to every page, for pictures and for this test."""
    spec = importlib.util.spec_from_file_location("screenshots", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


screenshots = load_screenshots()


def luminance(color: str) -> float:
    parts = [QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_controls_stand_out_from_what_is_behind_them(theme: str) -> None:
    tokens = json.loads(resource("theme.json").read_text(encoding="utf-8"))[theme]
    for ground in ("canvas", "surface", "accent_soft"):
        for ink in ("ink", "ink2", "accent"):
            assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
    for ground in ("canvas", "surface"):
        assert contrast(tokens["ink3"], tokens[ground]) >= 4.5, ground
        assert contrast(tokens["error"], tokens[ground]) >= 4.5, ground
        for control in ("edge", "focus", "accent"):
            assert contrast(tokens[control], tokens[ground]) >= 3, (control, ground)
    assert contrast(tokens["on_accent"], tokens["accent"]) >= 4.5
    assert contrast(tokens["accent"], tokens["track"]) >= 3


class Twice(NullTranslations):
    """Says everything twice; gaps are filled twice as well."""

    def gettext(self, message: str) -> str:
        return f"{message} {message}" if message.strip() else message


def cut(widget: QWidget, window: QWidget) -> str:
    """Return what is wrong with how a widget is shown, empty where nothing is."""
    name = (widget.accessibleName() or getattr(widget, "text", str)())[:60]
    if isinstance(widget, QLabel) and widget.text().strip():
        if widget.hasHeightForWidth() and widget.height() + 1 < widget.heightForWidth(widget.width()):
            return f"{name!r} is {widget.height()} high and needs {widget.heightForWidth(widget.width())}"
        if isinstance(widget, Text) and widget.wordWrap():
            longest = max(widget.text().split(), key=len)
            room = QFontMetricsF(widget.font()).horizontalAdvance(longest)
            if widget.width() + 1 < room and len(longest) < 25:
                return f"{longest!r} needs {room:.0f} and has {widget.width()}"
    if isinstance(widget, Pressable):
        least = widget.minimumSizeHint()
        if widget.width() + 1 < least.width() or widget.height() + 1 < least.height():
            return f"{name!r} is {widget.size().toTuple()} and needs {least.toTuple()}"
        if widget.hasHeightForWidth() and widget.height() + 1 < widget.heightForWidth(widget.width()):
            return f"{name!r} is too low"
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        right = widget.mapTo(window, QPoint(widget.width(), 0)).x()
        if right > window.width() + 1:
            return f"{name!r} ends at {right}, outside the window"
    return ""


def settled(window: QWidget) -> tuple[list[QWidget], list[str]]:
    """Return what is shown and what is cut of it, once the layouts have come to rest."""
    for _look in range(_LOOKS):
        pause(20)
        shown = Typist(window).shown()
        faults = [fault for widget in shown if (fault := cut(widget, window))]
        if not faults:
            break
    return shown, faults


@pytest.fixture
def full_folder(data_folder: Path) -> Path:
    screenshots.fill(data_folder, screenshots.sample(LONGEST))
    return data_folder


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every message of the program be twice as long, as in a language that needs more room."""
    monkeypatch.setattr(i18n, "_CATALOGUE", Twice())


@pytest.fixture
def mirrored() -> Iterator[None]:
    """Let everything run from right to left."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_and_everything_has_a_name(qtbot: QtBot, full_folder: Path, theme: str, scale: float) -> None:
    look_at_all(qtbot, full_folder, theme, scale)


@pytest.mark.usefixtures("twice")
def test_nothing_is_cut_in_a_language_twice_as_long(qtbot: QtBot, full_folder: Path) -> None:
    look_at_all(qtbot, full_folder, "light", 1.0)


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_from_right_to_left(qtbot: QtBot, full_folder: Path, scale: float) -> None:
    look_at_all(qtbot, full_folder, "light", scale)


def test_tab_leads_in_the_order_of_reading(qtbot: QtBot, full_folder: Path) -> None:
    for page, window in walk(qtbot, full_folder):
        settled(window)
        inside = [one for one in tab_stops(window) if window.page.body.isAncestorOf(one)]
        for before, after in pairwise(inside):
            assert in_order(before, after, window.page.body), f"{page}: {before.accessibleName()!r} before"


def walk(qtbot: QtBot, folder: Path, theme: str = "light", scale: float = 1.0) -> Iterator[tuple[str, Window]]:
    """Go to every page of a window of the least size we draw for; yield the page's name and the window."""
    with opened(qtbot, folder) as built:
        built.settings.change(colours=theme, scale=scale)
        window = built.window
        window.resize(1024, 640)
        Typist(window).wait(lambda: window.findChild(HomeTable), "no list")
        for page in screenshots.pages(built):
            yield page, window


def tab_stops(window: Window) -> Iterator[QWidget]:
    """Press Tab from the head of the page until it has come round; yield what has the focus each time."""
    window.page.setFocus()
    seen: list[QWidget] = []
    for _press in range(_MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen:
            break
        seen.append(focus)
        yield focus


def in_order(before: QWidget, after: QWidget, body: QWidget) -> bool:
    """Tell whether a widget is read before another: above it, or at the same height and not to its right."""
    one, other = (QRect(w.mapTo(body, QPoint(0, 0)), w.size()) for w in (before, after))
    beside = one.top() < other.bottom() and other.top() < one.bottom()
    return one.left() <= other.left() if beside else one.top() < other.top() or one.right() < other.left()


def pixels(window: QWidget, around: QRect) -> Any:
    """Return the relative luminance of each pixel of a part of the window."""
    image = window.grab(around).toImage().convertToFormat(QImage.Format.Format_RGB888)
    shape = (image.height(), image.bytesPerLine())
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(shape)[:, : image.width() * 3]
    parts = rows.reshape(image.height(), image.width(), 3) / 255
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def unseen(window: QWidget, focus: QWidget) -> str:
    """Return what is wrong with how the focus is shown: too few pixels change by 3:1, or it isn't scrolled to."""
    origin = focus.mapTo(window, QPoint(0, 0))
    around = QRect(origin, focus.size()).adjusted(-_RING, -_RING, _RING, _RING).intersected(window.rect())
    if around.height() < min(focus.height(), _LEAST_SEEN):
        return "is not scrolled into view"
    pause(1)
    with_focus = pixels(window, around)
    focus.clearFocus()
    pause(1)
    without = pixels(window, around)
    focus.setFocus(Qt.FocusReason.TabFocusReason)
    low, high = np.minimum(with_focus, without), np.maximum(with_focus, without)
    changed = int(((high + 0.05) / (low + 0.05) >= 3).sum())
    return "" if changed >= _LEAST_CHANGED else f"changes {changed} pixels only"


@pytest.mark.parametrize(("theme", "scale"), [("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 2.0)])
def test_the_focus_is_seen_on_every_control(qtbot: QtBot, full_folder: Path, theme: str, scale: float) -> None:
    wrong, looked_at = [], 0
    for page, window in walk(qtbot, full_folder, theme, scale):
        settled(window)
        for focus in tab_stops(window):
            looked_at += 1
            if fault := unseen(window, focus):
                wrong.append(f"{page}, {type(focus).__name__}, {focus.accessibleName()} {fault}")
    assert looked_at > _FOCUSABLE
    assert not wrong, "\n".join(wrong)


def look_at_all(qtbot: QtBot, folder: Path, theme: str, scale: float) -> None:
    """Go to every page and look for what is cut, has no name or scrolls sideways."""
    wrong = []
    for page, window in walk(qtbot, folder, theme, scale):
        shown, faults = settled(window)
        assert window.size().toTuple() == (1024, 640), f"{page} asks for {window.minimumSizeHint().toTuple()}"
        wrong += [f"{page}: {fault}" for fault in faults]
        for widget in shown:
            focusable = isinstance(widget, (QAbstractButton, QLineEdit, QPlainTextEdit, QTableView))
            if focusable:
                told = QAccessible.queryAccessibleInterface(widget)
                assert told.text(QAccessible.Text.Name).strip(), (page, type(widget).__name__)
                assert told.role() != QAccessible.Role.NoRole
        bar = window.page.scroll_area.horizontalScrollBar()
        assert bar.maximum() == 0, f"{page} scrolls sideways"
    assert not wrong, "\n".join(wrong)
