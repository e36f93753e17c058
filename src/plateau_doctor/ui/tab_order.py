"""The way of Tab: through the parts of the window as they are read, whenever each of them was made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


def pass_focus(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Put the focus on the next stop of Tab, through the parts of a window in their order and round again.

    Qt goes by when a widget was made: a page, or a row of one, that came late would stand behind the footer.
    """
    focus = window.focusWidget()
    order: list[QWidget] = []
    for part in parts:
        inside = [widget for widget in part.findChildren(QWidget) if widget is focus or _is_stop(widget)]
        order += [part] if part is focus else []
        order += sorted(inside, key=cmp_to_key(_compare))
    if focus in order:
        place = order.index(focus)
        order = [*order[place + 1 :], *order[:place]]
    if not order:
        return False
    order[0 if forward else -1].setFocus(
        Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    )
    return True


def _is_stop(widget: QWidget) -> bool:
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return stops and widget.isVisible() and widget.isEnabled()


def _compare(one: QWidget, other: QWidget) -> int:
    """Return under 0 where a widget is read before another: above it, or first in the same line.

    What is compared are the two parts that hold them in the nearest widget that holds both: a column is read to its
    end. Two parts are in one line where they share half of the height of the lower one.
    """
    common: QWidget | None = one
    while common is not None and common is not other and not common.isAncestorOf(other):
        common = common.parentWidget()
    if common is None or common is one:
        return -1
    if common is other:
        return 1
    first, second = _part(one, common), _part(other, common)
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    if shared * 2 < min(first.height(), second.height()):
        return first.center().y() - second.center().y()
    return second.right() - first.right() if common.isRightToLeft() else first.left() - second.left()


def _part(widget: QWidget, common: QWidget) -> QRect:
    """Return where the part of a widget lies that holds another one."""
    while (parent := widget.parentWidget()) is not None and parent is not common:
        widget = parent
    return widget.geometry()
