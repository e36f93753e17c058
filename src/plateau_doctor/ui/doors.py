"""The first run: what the program is for in two sentences, and three doors."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.frame import Sign
from plateau_doctor.ui.page import Page, Shape
from plateau_doctor.ui.painting import CENTRE, LEFT, Pen, text_height
from plateau_doctor.ui.preferences import Settings
from plateau_doctor.ui.sizing import SizeButtons
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Phrase, Pressable, Rule, Text, rising

_WIDTH = 664
_STRETCH = 1000
_MINE, _CLIENTS, _SAMPLE = range(3)


class Door(Pressable):
    """One way in: its digit is its key, the whole box is the target."""

    def __init__(self, theme: Theme, digit: int, title: str, words: str) -> None:
        super().__init__(theme, title, f"{digit}. {title}. {words}")
        self._digit, self._words = digit, words
        rising(self)

    def _left(self) -> int:
        return self.theme.sp(20) + self.theme.px(28) + self.theme.sp(16)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and words at a width."""
        room = width - self._left() - self.theme.px(20) - self.theme.sp(36)
        return self._title_height(room) + text_height(self.theme, self._words, "body", room) + 2 * self.theme.sp(14)

    def _title_height(self, room: float) -> int:
        return text_height(self.theme, self.text(), "lead-strong", room) + self.theme.sp(2)

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(240, self.theme.ctl(60))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the digit, the words and an arrow."""
        pen, theme, rect = Pen(self, self.theme), self.theme, QRectF(self.rect())
        over = self.underMouse() or self.isDown()
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        pen.box(inner, 10, fill="accent_soft" if over else "surface", line="accent" if over else "edge")
        badge = QRectF(theme.sp(20), (rect.height() - theme.px(28)) / 2, theme.px(28), theme.px(28))
        pen.box(badge, 5, fill=None, line="edge", width=1.2)
        pen.words(badge, str(self._digit), "body-strong", "ink2", CENTRE, wrap=False)
        left, room = self._left(), rect.width() - self._left() - theme.px(20) - theme.sp(36)
        top, high = theme.sp(14), self._title_height(room)
        pen.words(QRectF(left, top, room, high), self.text(), "lead-strong", "ink", LEFT)
        below = QRectF(left, top + high, room, rect.height() - 2 * top - high)
        pen.words(below, self._words, "body", "ink2", LEFT)
        size = theme.px(20)
        pen.icon(QPointF(rect.width() - size - theme.sp(18), (rect.height() - size) / 2), "chevron-right", size, "ink2")


class DoorsPage(Page):
    """Asks once how the program will be used; everything can be changed later in the settings."""

    place = ""

    chosen = Signal(int)
    privacy_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(theme, _("Welcome"))
        self._settings = settings
        self._doors = [
            Door(theme, 1, _("Check my own business"), _("One name, then the first question.")),
            Door(theme, 2, _("I work with clients"), _("A list of clients, and reports with your name on them.")),
            Door(theme, 3, _("Look around with a sample"), _("A finished check-up of a made-up bakery.")),
        ]
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QWidget()
        column.addWidget(self._top)
        column.addWidget(Heading(theme, _("Find out why growth stopped, and what to do first."), "display"))
        column.addSpacing(theme.sp(10))
        words = _("About 15 minutes. One honest page, and three things to start with.")
        column.addWidget(Text(theme, words, "lead", "ink2"))
        column.addSpacing(theme.sp(28))
        for door in self._doors:
            door.clicked.connect(lambda _checked=False, one=door: self.chosen.emit(self._doors.index(one)))
            column.addWidget(door)
            column.addSpacing(theme.sp(10))
        column.addSpacing(theme.sp(14))
        promise = Phrase(theme, _("Everything stays on this computer. No account, no tracking."), "body", "ink2")
        private = Button(theme, _("How it stays private"), "quiet", compact=True)
        private.clicked.connect(self.privacy_wanted)
        column.addWidget(flowing(Sign(theme, "lock"), promise, private, across=12))
        column.addSpacing(theme.sp(16))
        column.addWidget(Rule(theme))
        column.addSpacing(theme.sp(16))
        size = QWidget()
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.sp(12))
        row.addWidget(Text(theme, _("Text size"), "body", "ink2", wrap=False))
        row.addWidget(SizeButtons(theme, settings))
        take_in = Button(theme, _("Import a file"), "quiet", "folder-open", compact=True)
        take_in.clicked.connect(self.import_wanted)
        column.addWidget(flowing(size, take_in, across=32))
        column.addStretch(1)
        # In the middle, and a little above it, stands what is there only once.
        self._row = QHBoxLayout()
        holder.setMaximumWidth(theme.px(_WIDTH))
        self._row.addStretch(1)
        self._row.addWidget(holder, _STRETCH)
        self._row.addStretch(1)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row, 1)

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        super().fit_shape(shape)
        self.margins(self._row)
        self._top.setFixedHeight(0 if shape.short else self.theme.sp(32))

    def arrive(self) -> None:
        """Put the focus on the first door."""
        door = self._doors[_MINE]
        door.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)
        self.scroll_area.ensureWidgetVisible(door, 0, self.theme.sp(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let 1, 2 and 3 open the doors; arrows lead from door to door."""
        place = event.key() - Qt.Key.Key_1
        keys = self._settings.now.number_keys
        if keys and _MINE <= place <= _SAMPLE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.chosen.emit(place)
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            now = next((n for n, door in enumerate(self._doors) if door.hasFocus()), _MINE)
            self._doors[(now + step) % len(self._doors)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
