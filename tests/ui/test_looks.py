"""Every page in every theme and at double text size: nothing cut, nothing nameless, contrast by the numbers."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QImage, QPainter, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from pytestqt.qtbot import QtBot

from plateau_doctor import i18n, outside
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.words import Words
from plateau_doctor.resources import resource
from plateau_doctor.ui import asking, home_cells, painting, widgets
from plateau_doctor.ui.day_field import DayField
from plateau_doctor.ui.figure_field import FigureField
from plateau_doctor.ui.frame import FocusRing, Title
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.page import Page
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.typist import Typist, pause
from plateau_doctor.ui.widgets import Text
from plateau_doctor.ui.window import Window

from .conftest import opened

THEMES = ("light", "dark", "contrast")
SCRIPT = Path(__file__).parents[2] / "packaging" / "screenshots.py"
_LOOKS, _TRIES = 300, 5
_MOST_TABS, _MOST_PARTS = 300, 8
"""Times that Tab is pressed on one page, and in one field: one of several parts takes it itself."""
_RING, _LEAST_SEEN, _LEAST_CHANGED = 12, 24, 30
"""Pixels around a control where its ring may be; how much of it is seen; how many change."""
_PAGES, _STATES, _STOPS = 18, 24, 350
"""How many pages and states there are at least, and how many controls take the focus on all pages."""
_LONG_WORD = 25
"""Letters from which a word may be broken: a path, or a name that somebody made up."""
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

# contrast, by the numbers of the theme


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
    for ground in ("canvas", "surface", "sunken", "accent_soft", "track"):
        for ink in ("ink", "ink2", "ink3", "accent", "accent_hover", "error"):
            assert contrast(tokens[ink], tokens[ground]) >= 4.5, (ink, ground)
        for control in ("edge", "focus"):
            assert contrast(tokens[control], tokens[ground]) >= 3, (control, ground)
    for ground in ("accent", "accent_hover"):
        assert contrast(tokens["on_accent"], tokens[ground]) >= 4.5, ground


# what is cut


def cut(widget: QWidget, window: QWidget) -> str:
    """Return what is wrong with how a widget is shown, empty where nothing is.

    The heads of a table and the hint of an empty field have one line; whoever translates them knows that.
    """
    if isinstance(widget, FocusRing | Page) or (isinstance(widget, QHeaderView) and _is_twice()):
        return ""
    name = repr((widget.accessibleName() or _text(widget))[:60])
    if isinstance(widget, QHeaderView):
        return _cut_head(widget)
    if isinstance(widget, QLineEdit):
        return _cut_field(widget, name) or clipped(widget, window, name)
    ours = type(widget).__module__.startswith("plateau_doctor.")
    if not ours or widget.layout() is not None or isinstance(widget, QAbstractScrollArea | Pictures):
        return ""
    fault = _too_small(widget)
    if not fault and isinstance(widget, Text) and widget.wordWrap():
        fault = _cut_word(widget)
    return f"{type(widget).__name__} {name} {fault}" if fault else clipped(widget, window, name)


def _is_twice() -> bool:
    return isinstance(i18n._CATALOGUE, Twice)


def _text(widget: QWidget) -> str:
    said = getattr(widget, "text", None)
    return str(said()) if callable(said) else ""


def _too_small(widget: QWidget) -> str:
    """Compare the size of something painted with what it asks for; a title alone may be cut, by an ellipsis."""
    if isinstance(widget, QLabel) and not widget.text().strip() and widget.pixmap().isNull():
        return ""
    if widget.hasHeightForWidth() and widget.height() + 1 < widget.heightForWidth(widget.width()):
        return f"is {widget.height()} high and needs {widget.heightForWidth(widget.width())}"
    if isinstance(widget, Title):
        return "" if widget.seen == widget.text() or widget.seen.endswith("…") else f"is seen as {widget.seen!r}"
    least = widget.minimumSizeHint()
    if widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed:
        least = least.expandedTo(widget.sizeHint())
    least = least.boundedTo(widget.maximumSize())
    if widget.width() + 1 < least.width() or widget.height() + 1 < least.height():
        return f"is {widget.size().toTuple()} and needs {least.toTuple()}"
    return ""


def _cut_word(widget: Text) -> str:
    longest = max(widget.text().split(), key=len, default="")
    room = QFontMetricsF(widget.font()).horizontalAdvance(longest)
    return (
        f"has {widget.width()} and {longest!r} needs {room:.0f}"
        if widget.width() + 1 < room and (len(longest) < _LONG_WORD)
        else ""
    )


def _cut_field(widget: QLineEdit, name: str) -> str:
    """Look at what stands in a field for a number or a day, and at the hint of an empty one; other text scrolls."""
    shown = "" if _is_twice() else widget.placeholderText()
    if isinstance(widget.parentWidget(), DayField | FigureField):
        shown = widget.text() or shown
    margins = widget.textMargins()
    room = widget.width() - margins.left() - margins.right() - 4
    needed = QFontMetricsF(widget.font()).horizontalAdvance(shown)
    return f"{shown!r} in {name} has {room} and needs {needed:.0f}" if room < needed else ""


def _cut_head(head: QHeaderView) -> str:
    """Look at the words above the columns of a table."""
    model, metrics = head.model(), QFontMetricsF(head.font())
    for column in range(head.count()):
        words = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if not head.isSectionHidden(column) and head.sectionSize(column) < metrics.horizontalAdvance(words):
            return f"the head {words!r} has {head.sectionSize(column)}"
    return ""


def clipped(widget: QWidget, window: QWidget, name: str) -> str:
    """Return what stands beyond the edge of its parent, or of the window; what is scrolled may do so downwards."""
    place, walk, scrolled = widget.rect(), widget, False
    while walk is not window and (parent := walk.parentWidget()) is not None:
        place = place.translated(walk.pos())
        scrolled = scrolled or isinstance(parent.parentWidget(), QAbstractScrollArea)
        room = parent.rect().adjusted(-1, -1, 1, 1)
        if place.left() < room.left() or place.right() > room.right():
            return f"{name} lies at {place.left()} to {place.right()} in {type(parent).__name__} of {parent.width()}"
        if not scrolled and (place.top() < room.top() or place.bottom() > room.bottom()):
            return (
                f"{name} lies at {place.top()} to {place.bottom()} in {type(parent).__name__}, {parent.height()} high"
            )
        walk = parent
    return ""


def nameless(widget: QWidget) -> str:
    """Return what is wrong with how something that takes the focus is heard, empty where nothing is.

    A line within a field may have the field in its place; a page takes the focus so that the arrows scroll it.
    """
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None or isinstance(widget, Page):
        return ""
    told = QAccessible.queryAccessibleInterface(widget)
    if not told.text(QAccessible.Text.Name).strip():
        return f"{type(widget).__name__} has no name"
    if told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
        return f"{type(widget).__name__} {told.text(QAccessible.Text.Name)[:40]!r} has no role"
    return ""


def sideways(window: Window) -> str:
    """Return what the page would have to be wide, where it has less."""
    layout = window.page.body.layout()
    assert layout is not None
    needed, there = layout.minimumSize().width(), window.page.scroll_area.viewport().width()
    return f"needs {needed} and has {there}" if needed > there else ""


# what is painted too large


@contextmanager
def watched(spilled: list[str]) -> Iterator[None]:
    """Note every text that is painted while it is wider or higher than its room, or outside what it is painted on."""
    write, lay = painting.draw_text, painting.tight_lines

    def written(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag, flag: Qt.TextFlag) -> None:
        spilled.extend(_spilled(painter, box, text, flag))
        write(painter, box, text, align, flag)

    def laid(theme: Theme, text: str, role: str, width: float) -> tuple[QTextLayout, int]:
        layout, height = lay(theme, text, role, width)
        wide = max((layout.lineAt(line).naturalTextWidth() for line in range(layout.lineCount())), default=0)
        spilled.extend([f"{text[:60]!r} is {wide:.0f} wide and has {width}"] if wide > width + 1 else [])
        return layout, height

    with pytest.MonkeyPatch.context() as patch:
        for module in (painting, home_cells):
            patch.setattr(module, "draw_text", written)
        for part in (widgets, asking):
            patch.setattr(part, "tight_lines", laid)
        yield


def _spilled(painter: QPainter, box: QRectF, text: str, flag: Qt.TextFlag) -> Iterator[str]:
    metrics, on = QFontMetricsF(painter.font()), painter.device()
    words = text.split() if flag is Qt.TextFlag.TextWordWrap else [text]
    wide = max((metrics.horizontalAdvance(word) for word in words), default=0)
    high = metrics.boundingRect(QRectF(0, 0, max(box.width(), 1), 1e5), flag, text).height()
    name = f"{type(on).__name__} {text[:60]!r}"
    if wide > box.width() + 1 or high > box.height() + 3:
        yield f"{name} is painted {wide:.0f} by {high:.0f} in {box.width():.0f} by {box.height():.0f}"
    scrolled = isinstance(on, QWidget) and isinstance(on.parentWidget(), QAbstractScrollArea)  # a list ends anywhere
    if text and not scrolled and not QRectF(-1, -1, on.width() + 2, on.height() + 2).contains(box):
        yield f"{name} is painted in {box.getRect()} on {on.width()} by {on.height()}"


# coming to rest


def settled(window: Window) -> list[QWidget]:
    """Return what is shown once no picture is on its way and nothing has moved between two looks."""
    before: list[tuple[int, QRect]] = []
    for _look in range(_LOOKS):
        pause(10)
        shown = Typist(window).shown()
        if not Typist(window).is_whole() or any(isinstance(widget, Pictures) and widget.busy for widget in shown):
            continue
        now = [(id(widget), widget.geometry()) for widget in shown]
        if now == before:
            return shown
        before = now
    raise AssertionError("the page does not come to rest")


# the way of Tab


def tab_stops(window: Window) -> Iterator[QWidget]:
    """Press Tab from the head of the page until it has come round; yield what has the focus each time."""
    window.page.setFocus()
    first: QWidget | None = None
    last: QWidget | None = window.page
    same = 0
    for _press in range(_MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None, f"nothing has the focus after {last}"
        same = same + 1 if focus is last else 0
        assert same < _MOST_PARTS, f"Tab stays on {focus.accessibleName()!r}"
        if focus is first and not same:
            return
        if focus is not last:
            first, last = first or focus, focus
            yield focus
    raise AssertionError(f"Tab does not come back to {first.accessibleName() if first else 'anything'!r}")


def unreached(window: Window, reached: list[QWidget]) -> list[str]:
    """Return what Tab should have come to and did not."""
    there = (one for one in Typist(window).shown() if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    wanted = [one for one in there if one.focusProxy() is None and one not in reached]
    return [f"Tab never comes to {type(one).__name__} {one.accessibleName()!r}" for one in wanted]


def disorder(window: Window, stops: list[QWidget]) -> list[str]:
    """Return where Tab does not go the way of reading, from the header round to the footer."""
    start = next(place for place, one in enumerate(stops) if window.header.isAncestorOf(one))
    stops = [*stops[start:], *stops[:start]]
    pairs = ((one, other) for one, other in pairwise(stops) if not in_order(one, other))
    return [f"{one.accessibleName()!r} before {other.accessibleName()!r}" for one, other in pairs]


def in_order(before: QWidget, after: QWidget) -> bool:
    """Tell whether a widget is read before another: above it, or first in the same line.

    What is compared are the two parts that hold them in the nearest widget that holds both: a column is read to its
    end. Two parts are in one line where they share half of the height of the lower one.
    """
    if before.isAncestorOf(after):
        return True
    common = before.parentWidget()
    while common is not None and not common.isAncestorOf(after):
        common = common.parentWidget()
    assert common is not None
    one, other = (_part(widget, common) for widget in (before, after))
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    if shared * 2 < min(one.height(), other.height()):
        return one.center().y() < other.center().y()
    return one.right() >= other.right() if common.isRightToLeft() else one.left() <= other.left()


def _part(widget: QWidget, common: QWidget) -> QRect:
    """Return where the part of a widget lies that holds another one."""
    while (parent := widget.parentWidget()) is not common:
        assert parent is not None
        widget = parent
    return widget.geometry()


# the focus that is seen


def pixels(window: QWidget, around: QRect) -> Any:
    """Return the relative luminance of each pixel of a part of the window."""
    image = window.grab(around).toImage().convertToFormat(QImage.Format.Format_RGB888)
    shape = (image.height(), image.bytesPerLine())
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(shape)[:, : image.width() * 3]
    return _LINEAR[rows.reshape(image.height(), image.width(), 3)] @ np.array([0.2126, 0.7152, 0.0722])


_PARTS = np.arange(256) / 255
_LINEAR = np.where(_PARTS <= 0.03928, _PARTS / 12.92, ((_PARTS + 0.055) / 1.055) ** 2.4)


def in_sight(window: QWidget, focus: QWidget) -> tuple[QRect, QRect]:
    """Return where a control lies in the window, and the room in which it is seen: what scrolls it, or the window."""
    walk, room = focus, window.rect()
    while walk is not window and (parent := walk.parentWidget()) is not None:
        if isinstance(parent.parentWidget(), QScrollArea):
            room = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
            break
        walk = parent
    return QRect(focus.mapTo(window, QPoint(0, 0)), focus.size()), room


def unseen(window: QWidget, focus: QWidget) -> str:
    """Return what is wrong with how the focus is shown: too few pixels change by 3:1, or it isn't scrolled to."""
    for _try in range(_TRIES):
        pause(1)
        place, room = in_sight(window, focus)
        seen = place.intersected(room)
        if seen.height() < min(place.height(), _LEAST_SEEN) or seen.width() < min(place.width(), _LEAST_SEEN):
            return "is not scrolled into view"
        around = place.adjusted(-_RING, -_RING, _RING, _RING).intersected(room)
        with_focus = pixels(window, around)
        focus.clearFocus()
        pause(1)
        without = pixels(window, around)
        moved = in_sight(window, focus) != (place, room)
        focus.setFocus(Qt.FocusReason.TabFocusReason)
        if not moved:
            low, high = np.minimum(with_focus, without), np.maximum(with_focus, without)
            changed = int(((high + 0.05) / (low + 0.05) >= 3).sum())
            return "" if changed >= _LEAST_CHANGED else f"changes {changed} pixels only"
    return "does not keep its place"


# the walks


class Twice(NullTranslations):
    """Says everything twice; gaps are filled twice as well."""

    def gettext(self, message: str) -> str:
        return f"{message} {message}" if message.strip() else message


def doubled(words: Any) -> Any:
    """Return the words of a pack, or a part of them, twice as long."""
    if isinstance(words, str):
        return Twice().gettext(words)
    if isinstance(words, Mapping):
        return {key: doubled(one) for key, one in words.items()}
    if isinstance(words, tuple):
        return tuple(doubled(one) for one in words)
    if words is None:
        return None
    return replace(words, **{one.name: doubled(getattr(words, one.name)) for one in fields(words)})


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every message of the program and every word of the pack be twice as long, as in a wordy language."""
    find = outside._find_pack

    def found(name: str, version: int) -> tuple[Pack, Words]:
        pack, words = find(name, version)
        return pack, replace(doubled(words), language=words.language)

    monkeypatch.setattr(i18n, "_CATALOGUE", Twice())
    monkeypatch.setattr(outside, "_find_pack", found)


@pytest.fixture
def mirrored() -> Iterator[None]:
    """Let everything run from right to left."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def faults(window: Window, stops: list[QWidget]) -> list[str]:
    """Return all that is wrong with what is shown now; `stops` takes what Tab comes to."""
    shown = settled(window)
    spilled: list[str] = []
    with watched(spilled):
        for whole in (window, window.page.body):
            whole.grab()
    found = [f"asks for {window.minimumSizeHint().toTuple()}"] if window.size().toTuple() != (1024, 640) else []
    found += [fault for widget in shown if (fault := cut(widget, window) or nameless(widget))]
    found += dict.fromkeys(spilled)
    found += [wide] if (wide := sideways(window)) else []
    for focus in tab_stops(window):
        stops.append(focus)
        if fault := unseen(window, focus):
            found.append(f"{type(focus).__name__} {focus.accessibleName()!r} {fault}")
    return found + unreached(window, stops) + disorder(window, stops)


def look_at_all(
    qtbot: QtBot, folder: Path, look: tuple[str, float], ways: Callable[[Any], Iterator[str]], others: int = 0
) -> tuple[int, int]:
    """Go to all there is in a window of the least size we draw for; return how much that was, and how many stops."""
    screenshots.fill(folder, screenshots.sample(LONGEST), others)
    wrong, seen, stopped = [], 0, 0
    with opened(qtbot, folder) as built:
        built.settings.change(colours=look[0], scale=look[1])
        window = built.window
        window.resize(1024, 640)
        Typist(window).wait(lambda: window.findChild(HomeTable), "no list")
        for page in ways(built):
            stops: list[QWidget] = []
            before = QApplication.focusWidget()
            wrong += [f"{page}: {fault}" for fault in faults(window, stops)]
            seen, stopped = seen + 1, stopped + len(stops)
            (before if before is not None and shiboken6.isValid(before) else window.page).setFocus()
    assert not wrong, "\n".join(wrong)
    return seen, stopped


LOOKS = (("light", 1.0), ("dark", 1.15), ("contrast", 1.3), ("light", 1.5), ("dark", 2.0), ("contrast", 2.0))
"""Every palette and every text size: the ring that is seen hangs on the one, the room that there is on the other."""


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_can_be_read_heard_and_gone_through_by_keys(
    qtbot: QtBot, data_folder: Path, look: tuple[str, float]
) -> None:
    seen, stopped = look_at_all(qtbot, data_folder, look, screenshots.pages)
    assert seen >= _PAGES
    assert stopped >= _STOPS


@pytest.mark.parametrize("look", [("light", 1.0), ("contrast", 2.0)])
def test_every_page_can_be_read_at_other_times_too(qtbot: QtBot, data_folder: Path, look: tuple[str, float]) -> None:
    seen, _stopped = look_at_all(qtbot, data_folder, look, screenshots.states, screenshots.OTHERS)
    assert seen >= _STATES


@pytest.mark.usefixtures("twice")
def test_every_page_can_be_read_in_a_language_twice_as_long(qtbot: QtBot, data_folder: Path) -> None:
    look_at_all(qtbot, data_folder, ("light", 1.0), screenshots.pages)


@pytest.mark.usefixtures("mirrored")
def test_every_page_can_be_read_from_right_to_left(qtbot: QtBot, data_folder: Path) -> None:
    look_at_all(qtbot, data_folder, ("light", 1.0), screenshots.pages)


@pytest.mark.usefixtures("mirrored", "twice")
def test_every_page_can_be_read_with_little_room_for_many_words_from_right_to_left(
    qtbot: QtBot, data_folder: Path
) -> None:
    look_at_all(qtbot, data_folder, ("light", 2.0), screenshots.pages)
