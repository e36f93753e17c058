"""What stands around the pages: header with the places, footer with the buttons, and the focus ring."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.page import Foot, Shape
from plateau_doctor.ui.painting import CENTRE, Pen, painter_on, text_width
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Pressable, Text, edges, rising

_STRETCH = 1000
_TAB = 24
"""Pixels at 100 % that a place in the header is wider than its words."""
_NAME = 120
"""Pixels at 100 % of the name of what is open that are always seen, if it has so many."""
_HARDLY = 30
"""Pixels of a control that have to be seen at least when it takes the focus."""


def place_words() -> dict[str, str]:
    """Return the words of the four places."""
    return {"home": _("Home"), "questions": _("Questions"), "result": _("Result"), "plan": _("Plan")}


class Tab(Pressable):
    """One of the four places; the current one is strong and underlined."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the room for the strong form of the words."""
        return QSize(text_width(self.theme, self.text(), "body-strong") + self.theme.sp(_TAB), self.theme.ctl(44))

    def nextCheckState(self) -> None:
        """Stay as it is: the window says which place is the current one."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, and the line under the current place."""
        pen, rect, current = Pen(self, self.theme), QRectF(self.rect()), self.isChecked()
        color = "ink" if current or (self.underMouse() and self.isEnabled()) else "ink2"
        color = color if self.isEnabled() else "off"
        pen.words(rect, self.text(), "body-strong" if current else "body", color, CENTRE, wrap=False)
        if current:
            line = QRectF(self.theme.sp(_TAB) / 2, self.height() - 3, self.width() - self.theme.sp(_TAB), 3)
            pen.box(line, 1.5, fill="accent", line=None)


class Sign(QWidget):
    """A small icon beside words that say the same."""

    def __init__(self, theme: Theme, icon: str, size: int = 18, color: str = "ink2") -> None:
        super().__init__()
        self._theme, self._icon, self._color = theme, icon, color
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        Pen(self, self._theme).icon(QPointF(0, 0), self._icon, self.width(), self._color)


class Bar(QWidget):
    """A band across the window with a hairline towards the page."""

    def __init__(self, theme: Theme, height: str, *, below: bool) -> None:
        super().__init__()
        self._theme, self._below = theme, below
        self._token = height
        self.row = QHBoxLayout(self)
        self.row.setSpacing(0)
        rising(self)

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        side = self._theme.sp(shape.margin)
        self.setMinimumHeight(self._theme.ctl(self._theme.size("control", self._token)))
        self.row.setContentsMargins(side, 1 if self._below else 0, side, 0 if self._below else 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        line = QRect(0, 0 if self._below else self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._theme.color("line"))


class Title(Text):
    """What is open, on one line: what has no room gives way to an ellipsis, and is heard all the same."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, "body-strong", wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def seen(self) -> str:
        """The words that have room."""
        room = self.contentsRect().width()
        return QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words that have room."""
        painter = painter_on(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QRectF(self.contentsRect()), flags, self.seen)


class Header(Bar):
    """Back, what is open, and the four places; where these have no room, one button opens a list of them."""

    back = Signal()
    wanted = Signal(str)
    aside = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "header", below=False)
        self._back = Button(theme, _("Back"), "plain", "arrow-left")
        self._back.clicked.connect(self.back)
        self._title = Title(theme, _("Plateau Doctor"))
        self._mark = Sign(theme, "plateau", 26, "accent")
        self.row.addWidget(self._back)
        self.row.addWidget(self._mark)
        self.row.addWidget(self._title, _STRETCH)
        self.row.addStretch(1)
        self._tabs: dict[str, Tab] = {}
        for place, words in place_words().items():
            tab = Tab(theme, words)
            tab.clicked.connect(lambda _checked=False, one=place: self.wanted.emit(one))
            self._tabs[place] = tab
            self.row.addWidget(tab)
        self._places = Button(theme, "", "plain", "chevron-down")
        self._places.clicked.connect(self._offer_places)
        self._places.hide()
        self.row.addWidget(self._places)
        self._aside_buttons: list[Button] = []
        self._has_places = True
        for place, icon, words in (
            ("settings", "a-large-small", _("Text size and settings")),
            ("help", "circle-question-mark", _("Help")),
        ):
            button = Button(theme, "", "plain", icon, compact=True)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, one=place: self.aside.emit(one))
            self._aside_buttons.append(button)
            self.row.addWidget(button)

    def show_place(self, place: str, title: str, *, open_: bool, back: bool) -> None:
        """Show where the person is; places that need an open check-up are greyed while there is none.

        Without a place, as on the first run, there is nowhere to go yet.
        """
        self._title.setText(title)
        self._back.setVisible(back)
        self._mark.setHidden(back)
        for name, tab in self._tabs.items():
            tab.setChecked(name == place)
            tab.setEnabled(open_ or name == "home")
        self._has_places = bool(place)
        self._places.show_words(place_words().get(place, _("Go to")), "chevron-down")
        self._make_room()

    def _make_room(self) -> None:
        """Show the four places side by side, or one button for all where the name of what is open has no room left."""
        margins, first = self.row.contentsMargins(), self._mark if self._back.isHidden() else self._back
        room = (
            self.width() - margins.left() - margins.right() - first.sizeHint().expandedTo(first.minimumSize()).width()
        )
        room -= sum(part.sizeHint().width() for part in (*self._aside_buttons, *self._tabs.values()))
        name = text_width(self._theme, self._title.text(), "body-strong")
        fits = room >= min(name, self._theme.px(_NAME)) + self._theme.sp(28)
        for tab in self._tabs.values():
            tab.setVisible(self._has_places and fits)
        self._places.setVisible(self._has_places and not fits)

    def _offer_places(self) -> None:
        """Open the list of the places."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._theme.font("body"))
        for place, tab in self._tabs.items():
            menu.addAction(tab.text(), partial(self.wanted.emit, place)).setEnabled(tab.isEnabled())
        menu.popup(self._places.mapToGlobal(QPoint(0, self._places.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether there is room for the places."""
        super().resizeEvent(event)
        self._make_room()

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid; the padding of words at the edges stands outside it."""
        super().fit_shape(shape)
        side = self._theme.sp(shape.margin)
        self.row.setContentsMargins(edges(side - self._theme.sp(12) * self._back.isVisibleTo(self), 0, side - 12, 1))
        before = self._theme.sp(12)
        self._title.setContentsMargins(edges(before, 0, self._theme.sp(16), 0))
        self._make_room()


class Footer(Bar):
    """What is saved, the page's buttons at the content's edge, a hint, and the place."""

    pressed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "footer", below=True)
        self._left = QWidget()
        left = QHBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        self._saved = Text(theme, "", "small", "ink2", wrap=False)
        self._check = Sign(theme, "check")
        self._check.hide()
        left.setSpacing(theme.sp(8))
        left.addWidget(self._check)
        left.addWidget(self._saved)
        left.addStretch(1)
        self.row.addWidget(self._left)
        self._buttons = [Button(theme, "", kind) for kind in ("primary", "secondary", "quiet")]
        self._hint = Text(theme, "", "small", "ink2", wrap=False)
        self._place = Text(theme, "", "small", "ink2", wrap=False)
        middle = QHBoxLayout()
        middle.setSpacing(theme.sp(16))
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, one=place: self.pressed.emit(one))
            button.hide()
            middle.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        middle.addWidget(self._hint)
        self.row.addLayout(middle)
        self.row.addStretch(1)
        self.row.addWidget(self._place)
        self._foot = Foot()

    def say_saved(self, text: str, *, done: bool = False) -> None:
        """Show what is on the disk, in words, and with a check once it is there."""
        self._check.setVisible(done)
        self._saved.setText(text)

    def focus_first(self) -> None:
        """Put the focus on the page's first button."""
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, before: Footer) -> None:
        """Say about saving what the footer before said."""
        self.say_saved(before._saved.text(), done=not before._check.isHidden())

    def show_foot(self, foot: Foot) -> None:
        """Show a page's buttons and words."""
        if foot == self._foot:
            return
        self._foot = foot
        for button, words in zip(self._buttons, (foot.primary, foot.second, foot.third), strict=True):
            opens = foot.opens and button is self._buttons[-1]
            button.show_words(words, "chevron-down" if opens else "")
            button.setVisible(bool(words))
        self._hint.setText(foot.hint)
        self.setVisible(foot != Foot())
        self._place.setText(foot.place)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out, the hint first, the words that would take room from the buttons."""
        margins, gap = self.row.contentsMargins(), self._theme.sp(16)
        room = self.width() - margins.left() - margins.right()
        room -= 0 if self._left.isHidden() else self._left.width()
        room -= sum(button.sizeHint().width() + gap for button in self._buttons if not button.isHidden())
        for part in (self._place, self._hint):
            needed = part.sizeHint().width() + gap
            there = bool(part.text()) and needed <= room
            part.setVisible(there)
            room -= needed if there else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See anew whether there is room for the hint."""
        super().resizeEvent(event)
        self._make_room()

    def fit_shape(self, shape: Shape) -> None:
        """Put the first button at the content's edge."""
        super().fit_shape(shape)
        self._left.setVisible(not shape.narrow)
        rail = self._theme.px(self._theme.size("measure", "rail"))
        self._left.setFixedWidth(rail + self._theme.sp(shape.gutter))


def _pressed() -> bool:
    """Whether a mouse button is down: what is under it must stay there until it is let go."""
    return QApplication.mouseButtons() != Qt.MouseButton.NoButton


class FocusRing(QWidget):
    """A ring around whatever has the focus, drawn outside it and above the page, so that no parent cuts it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._area: QScrollArea | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def let_go(self) -> None:
        """Leave what had the focus, before it is taken away."""
        self._on_focus_changed(None, None)
        self.setParent(self._window)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):  # a page that was built anew took its old parts with it
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is None or new.window() is not self._window or new.property("ringless"):
            self.hide()
            if new is not None and new.window() is self._window:
                self._bring(new)
            return
        self._target = new
        host = self._host(new)
        walk: QWidget | None = new
        while walk is not None and walk is not host:
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk = walk.parentWidget()
        self.setParent(host)
        self._follow()

    def _host(self, target: QWidget) -> QWidget:
        """Return the scrolled body that holds the target, scrolled so that it is seen, or else the window."""
        host = self._host_of(target)
        if self._area is not None and not _pressed():
            self._area.ensureWidgetVisible(target, 20, 20)
        return host

    def _host_of(self, target: QWidget) -> QWidget:
        """Return the scrolled body that holds the target, or else the window."""
        self._area = None
        walk: QWidget | None = target
        while walk is not None and walk is not self._window:
            view = walk.parentWidget()
            area = view.parentWidget() if view is not None else None
            if isinstance(area, QScrollArea):
                self._area = area
                return walk
            walk = view
        return self._window

    def _bring(self, target: QWidget) -> None:
        """Scroll to the top of what marks its focus itself, where hardly any of it is seen; it may be taller."""
        if _pressed() or target.visibleRegion().boundingRect().height() >= min(target.height(), _HARDLY):
            return
        host = self._host_of(target)
        if self._area is not None:
            self._area.ensureVisible(0, target.mapTo(host, QPoint(0, 0)).y(), 0, 20)

    def _follow(self) -> None:
        host, target = self.parentWidget(), self._target
        if target is None or host is None or not target.isVisible():
            self.hide()
            return
        seen = self.isVisible() and not self.visibleRegion().isEmpty()
        across, down = (12, 2) if target.property("roomy_ring") else (5, 5)
        whole = QRect(target.mapTo(host, QPoint(0, 0)), target.size()).adjusted(-across, -down, across, down)
        self.setGeometry(whole.intersected(host.rect()))
        self.raise_()
        self.show()
        if seen and self._area is not None and not _pressed():  # what comes in above must not push it out of sight
            self._area.ensureWidgetVisible(target, 20, 20)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target wherever the layout puts it."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = painter_on(self)
        painter.setPen(QPen(self._theme.color("focus"), self._theme.size("control", "ring")))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 11, 11)
