"""A layout that runs from left to right and wraps, as words do: nothing is cut when the text grows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from plateau_doctor.ui.widgets import rising

Lines = list[list[tuple[QLayoutItem, QSize]]]


class FlowLayout(QLayout):
    """Items keep their natural width up to the width of the line; on a line they are in the middle, or at the top."""

    def __init__(self, across: int, down: int, *, top: bool = False) -> None:
        super().__init__()
        self._top = top
        self._items: list[QLayoutItem] = []
        self._laid: dict[int, Lines] = {}
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, None past the end."""
        item = self._items.pop(index) if 0 <= index < len(self._items) else None
        self.invalidate()
        return item

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
        y = rect.y()
        for line in self._lines(rect.width()):
            high = max(size.height() for _item, size in line)
            x = rect.x()
            for item, size in line:
                if place:
                    lower = 0 if self._top else (high - size.height()) // 2
                    box = QRect(QPoint(x, y + lower), size)
                    item.setGeometry(QStyle.visualRect(self._direction(), rect, box))
                x += size.width() + self._across
            y += high + self._down
        return max(0, y - self._down - rect.y())

    def _direction(self) -> Qt.LayoutDirection:
        """Return from which side the lines run."""
        parent = self.parentWidget()
        return parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight

    def invalidate(self) -> None:
        """Forget how the items lay: one of them, or what is around them, has changed."""
        self._laid.clear()
        super().invalidate()

    def _lines(self, width: int) -> Lines:
        """Return the items of each line with their sizes; those around ask for the same widths again and again."""
        if width not in self._laid:
            self._laid[width] = self._lay(width)
        return self._laid[width]

    def _lay(self, width: int) -> Lines:
        lines: Lines = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = min(item.sizeHint().width(), width)
            high = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append((item, QSize(wide, high)))
            left += wide + self._across
        return lines


def flowing(*widgets: QWidget, across: int = 12, down: int = 6, top: bool = False) -> QWidget:
    """Return a widget whose parts flow."""
    holder = QWidget()
    layout = FlowLayout(across, down, top=top)
    holder.setLayout(layout)
    for widget in widgets:
        layout.addWidget(widget)
    rising(holder)
    return holder
