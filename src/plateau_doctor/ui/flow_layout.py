"""A layout that runs from left to right and wraps, as words do: nothing is cut when the text grows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from plateau_doctor.ui.widgets import rising


class FlowLayout(QLayout):
    """Items keep their natural width up to the width of the line."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        return self._run(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """Return a modest width and its height."""
        return QSize(300, self.heightForWidth(300))

    def minimumSize(self) -> QSize:
        """Return the least size; each line wraps above it."""
        return QSize(100, 20)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._run(rect, place=True)

    def _run(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self._down, 0
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if place:
                item.setGeometry(QRect(x, y, width, height))
            x, line = x + width + self._across, max(line, height)
        return y + line - rect.y()


def flowing(*widgets: QWidget, across: int = 12, down: int = 6) -> QWidget:
    """Return a widget whose parts flow."""
    holder = QWidget()
    layout = FlowLayout(across, down)
    holder.setLayout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    rising(holder)
    return holder
