"""Pictures of a result or a comparison, drawn in a thread: each has a sentence, and a table on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.courier import Courier
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

if TYPE_CHECKING:
    from plateau_doctor.report.pictures import Picture

_PIXELS = 1.65
"""Pixels a point at 100 %: the smallest words of a picture are then as large as the small ones of a page."""
_LEAST = 330.0
"""Points that a picture needs across, but for the grid, which is drawn in fewer."""
_SETTLED = 100
"""Milliseconds after which the room counts as settled."""
_COLOURS = ("ink", "ink2", "ink3", "line", "edge", "accent", "accent_soft", "track")


class PictureBox(QLabel):
    """One picture; it is as large as it was drawn. With a theme it lies on an edge, as paper does."""

    def __init__(self, png: bytes, ratio: float, sentence: str, theme: Theme | None = None) -> None:
        super().__init__()
        self._theme, self._edge = theme, 1 if theme is not None else 0
        pixmap = QPixmap()
        pixmap.loadFromData(png, "PNG")
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        return self.pixmap().deviceIndependentSize().toSize() + QSize(2 * self._edge, 2 * self._edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, on its edge where it has one."""
        painter = QPainter(self)
        if self._theme is not None:
            painter.fillRect(self.rect(), self._theme.color("edge"))
        painter.drawPixmap(self._edge, self._edge, self.pixmap())


class Pictures(QWidget):
    """Some pictures below each other; nothing at all where there is none. `grown` asks for room."""

    grown = Signal()

    def __init__(self, theme: Theme, parts: Parts, wanted: Wanted, least: float = _LEAST) -> None:
        super().__init__()
        self._least = least
        self._theme, self._parts, self._wanted, self._room = theme, parts, wanted, 0
        self._courier = Courier(self)
        self._tables, self._drawn_now, self._reserved = False, 0, 0
        self._pairs: list[tuple[QWidget, QWidget]] = []
        self._switch = Button(theme, _("Show as a table"), "quiet", compact=True)
        self._switch.clicked.connect(self.switch)
        self._switch.setParent(self)  # at once, so that Tab comes to it before what stands below the pictures
        self._switch.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.sp(6))
        theme.changed.connect(self._draw)
        self._settled = QTimer(self, interval=_SETTLED, singleShot=True)
        self._settled.timeout.connect(self._draw)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was not seen until now."""
        super().showEvent(event)
        self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the room there is, once it is known, and again when it changes."""
        super().resizeEvent(event)
        if self.width() != self._room:
            self._room = self.width()
            self._settled.start()

    def _draw(self) -> None:
        """Draw in the colours of now, if anyone can see it; the pictures come when they are ready."""
        if not self.isVisible():
            return
        theme, ratio = self._theme, self.devicePixelRatioF()
        # Words grow with the text size as far as the narrowest picture that can still be read has room.
        pixels = min(_PIXELS * theme.scale, max(self._room, 1) / self._least)
        colours = {name: theme.color(name).name() for name in _COLOURS} | {"paper": theme.color("surface").name()}
        future = self._parts.background.submit(
            self._parts.pictures, self._wanted, colours, self._room / pixels, pixels * ratio
        )
        self._drawn_now += 1
        self._courier.bring(future, lambda found: self._on_drawn(found, ratio), self._on_failed)

    @property
    def busy(self) -> bool:
        """Whether pictures are still to come: the room is not settled, or they are being drawn."""
        return self._settled.isActive() or self._drawn_now > 0

    def _on_drawn(self, found: tuple[Picture, ...], ratio: float) -> None:
        self._drawn_now -= 1
        self._show(found, ratio)

    def _on_failed(self, error: BaseException) -> None:
        self._drawn_now -= 1
        raise error

    def _show(self, found: tuple[Picture, ...], ratio: float) -> None:
        self._pairs = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self._switch:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(found):
            if place:
                self._column.addSpacing(self._theme.sp(18))
            box, table = PictureBox(one.png, ratio, one.sentence), self._table(one)
            self._pairs.append((box, table))
            if one.title:
                self._column.addWidget(Text(self._theme, one.title, "body-strong"))
            self._column.addWidget(box)
            self._column.addWidget(table)
            self._column.addWidget(Text(self._theme, one.sentence, "small", "ink2"))
        self._column.addWidget(self._switch)
        self._switch.setVisible(bool(found))
        self._choose()

    def _table(self, one: Picture) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.sp(24))
        grid.setVerticalSpacing(self._theme.sp(4))
        for down, row in enumerate((one.head, *one.rows)):
            for across, words in enumerate(row):
                grid.addWidget(
                    Text(self._theme, words, "body" if down else "small", "ink" if down else "ink2"), down, across
                )
        grid.setColumnStretch(len(one.head), 1)
        return holder

    @property
    def tables(self) -> bool:
        """Whether tables stand in the place of the pictures."""
        return self._tables

    def switch(self) -> None:
        """Show the tables for the pictures, or the pictures for the tables."""
        self.show_tables(tables=not self._tables)

    def show_tables(self, *, tables: bool) -> None:
        """Show the tables, or the pictures."""
        self._tables = tables
        self._choose()

    def reserve(self, share: float) -> None:
        """Keep room for one picture whose height is a share of its width, so that nothing moves when it comes.

        The room for its sentence is that of two lines.
        """
        words = 2 * self._theme.metrics("small").lineSpacing() + self._switch.sizeHint().height()
        self._reserved = round(self.width() * share + words) + 2 * self._column.spacing()
        self.setMinimumHeight(self._reserved)

    def _choose(self) -> None:
        self._switch.setText(_("Show as a picture") if self._tables else _("Show as a table"))
        self._switch.setAccessibleName(self._switch.text())
        self._switch.updateGeometry()
        for box, table in self._pairs:
            box.setVisible(not self._tables)
            table.setVisible(self._tables)
        self.setMinimumHeight(0 if self._tables else self._reserved)
        around: QWidget | None = self
        while around is not None:  # Qt tells one level a turn, and each turn may be painted
            if (layout := around.layout()) is not None:
                layout.invalidate()
            around = around.parentWidget()
        self.grown.emit()
        QTimer.singleShot(0, self, self.grown.emit)
