"""Every page in every theme and at double text size: nothing cut, nothing nameless, contrast by the numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor import app, samples
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.resources import resource
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.typist import Typist, pause
from plateau_doctor.ui.widgets import Pressable, Text

from .conftest import opened

THEMES = ("light", "dark", "contrast")
SAMPLE = read_checkup(samples.sample_path("promotion-trap"), lambda name, version: shipped(name, version)[0])
_LOOKS = 15
LONGEST = "Ødegård & Sønner Gesellschaft mit beschränkter Haftung für Küchen und Bäder"


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


def pages(built: app.Built) -> Iterator[str]:
    """Go to every page, each with the longest name and the sample's answers on it."""
    window, session = built.window, built.window._session
    yield "home"
    window._on_new()
    yield "new"
    session.open("long")
    Typist(window).wait(lambda: Typist(window)._find("See the plan"), "not opened")
    yield "result"
    window.go_to_place("plan")
    yield "plan"
    for question in ("S4", "PM2", "PL7"):
        session.go_to(question)
        yield f"question {question}"
    session.go_to("figures")
    yield "figures"
    session.go_to("review")
    yield "review"
    window._on_behind("price")
    yield "behind"
    window._on_try()
    yield "what_if"
    window.go_to_place("result")
    Typist(window).wait(lambda: window._comparison, "no comparison")
    window._on_compare()
    yield "compare"
    window.go_aside("settings")
    yield "settings"
    window.go_aside("help")
    yield "help"
    window._show_page(window.doors)
    yield "doors"


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
    long = replace(SAMPLE, id="long", business=replace(SAMPLE.business, name=LONGEST))
    with Repository.open(data_folder) as store:
        store.add(replace(long, id="before", date=date(2026, 1, 5)), "end")
        store.add(long, "end")
    return data_folder


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_and_everything_has_a_name(qtbot: QtBot, full_folder: Path, theme: str, scale: float) -> None:
    with opened(qtbot, full_folder) as built:
        built.settings.change(colours=theme, scale=scale)
        window = built.window
        window.resize(1024, 640)
        Typist(window).wait(lambda: Typist(window)._find("Check-ups"), "no list")
        wrong = []
        for page in pages(built):
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
