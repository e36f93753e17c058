"""Small parts that every page is made of: text, headings, buttons, fields and the scrolling body."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from plateau_doctor.ui.painting import (
    CENTRE,
    LEFT,
    TOP,
    Pen,
    heading_height,
    painter_on,
    text_height,
    text_width,
    tight_lines,
    where_lines_begin,
)
from plateau_doctor.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SCROLL_BAR = 12
_LONG = 140
"""Pixels at 100 % from which a button may be put on several lines."""
_MOST_LINES = 3


def rising(widget: QWidget, horizontal: QSizePolicy.Policy = QSizePolicy.Policy.Expanding) -> None:
    """Let a widget's height follow its width."""
    policy = QSizePolicy(horizontal, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def edges(first: int, top: int, last: int, bottom: int) -> QMargins:
    """Return margins of which `first` is where a line begins: the left, or the right where words run from there."""
    if QGuiApplication.isRightToLeft():
        first, last = last, first
    return QMargins(first, top, last, bottom)


class Text(QLabel):
    """Plain text in a role and a colour; it wraps unless told otherwise."""

    def __init__(
        self, theme: Theme, text: str = "", role: str = "body", color: str = "ink", *, wrap: bool = True
    ) -> None:
        super().__init__(text)
        self._theme, self._role, self._color, self._shown = theme, role, color, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(where_lines_begin(TOP if wrap else LEFT))
        if wrap:
            rising(self, QSizePolicy.Policy.Preferred)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, text: str) -> None:
        """Show a text, and take no room where there is none."""
        self.setText(text)
        self.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        """Dress again the first time: a style sheet gives a widget that was never shown the palette of its birth."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self._dress()

    def recolor(self, color: str) -> None:
        """Show the text in another colour."""
        self._color = color
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._role))
        self.setPalette(self._theme.text_palette(self._color))


class Phrase(Text):
    """Text among other parts of a line: it wraps only where the whole line has no room for it."""

    def __init__(self, theme: Theme, text: str = "", role: str = "body", color: str = "ink") -> None:
        super().__init__(theme, text, role, color)

    def sizeHint(self) -> QSize:
        """Return the room for all words on one line."""
        words = text_width(self._theme, self.text(), self._role) + 1
        return QSize(words, self.heightForWidth(words))


class Heading(QLabel):
    """A heading with tight lines."""

    def __init__(self, theme: Theme, text: str = "", role: str = "title") -> None:
        super().__init__(text)
        self._theme, self._role = theme, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        rising(self)
        theme.changed.connect(self.updateGeometry)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        return heading_height(self._theme, self.text(), self._role, width) + 4

    def sizeHint(self) -> QSize:
        """Return a modest width; the layout asks for the height."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that still shows words."""
        return QSize(160, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        layout, _height = tight_lines(self._theme, self.text(), self._role, self.width())
        painter = painter_on(self)
        painter.setPen(self._theme.color("ink"))
        layout.draw(painter, QPointF(0, 2))


class Rule(QWidget):
    """A hairline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class Pressable(QAbstractButton):
    """A painted button that Enter presses too, as it does everywhere else on a computer."""

    def __init__(self, theme: Theme, text: str = "", name: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button; up and down belong to the page."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Button(Pressable):
    """`primary` (filled, one a screen), `secondary` (outlined), `quiet` (text), `plain` (header), `chip`."""

    def __init__(
        self, theme: Theme, text: str, kind: str = "secondary", icon: str = "", *, compact: bool = False
    ) -> None:
        super().__init__(theme, text)
        self._kind, self._icon, self._compact = kind, icon, compact or kind == "chip"
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str, icon: str = "") -> None:
        """Show other words, and an icon with them or none."""
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def _fit_height(self) -> None:
        """Be as high as the lines; what stands beside it in a row must not stretch it."""
        if self.height() != (high := self.heightForWidth(self.width())):
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew at another width."""
        super().resizeEvent(event)
        self._fit_height()

    def change_icon(self, icon: str) -> None:
        """Draw another icon."""
        self._icon = icon
        self.update()

    def _padding(self) -> int:
        if self._kind == "quiet":
            return 0
        return self.theme.sp(12 if self._kind == "plain" or not self.text() else 14 if self._compact else 20)

    def _role(self) -> str:
        strong = self._kind in ("primary", "secondary") or self.isChecked()
        return "body-strong" if strong else "body"

    def _beside(self) -> int:
        """Return the room that is not for words: padding and icon."""
        icon = self.theme.px(20) + (self.theme.sp(8) if self.text() else 0) if self._icon else 0
        return 2 * self._padding() + icon

    def _widest(self) -> str:
        return "body" if self._kind == "quiet" else "body-strong"  # the others may be chosen, which makes them strong

    def sizeHint(self) -> QSize:
        """Return the room that icon and words need on one line."""
        words = text_width(self.theme, self.text(), self._widest()) if self.text() else 0
        return QSize(self._beside() + words, self.theme.ctl(36 if self._compact else 44))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of more where a line has no room."""
        line = self.sizeHint()
        if width >= line.width():
            return line.height()
        words = text_height(self.theme, self.text(), self._widest(), width - self._beside())
        return max(line.height(), words + line.height() - self.theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Never be cut; only what is very long may be put on several lines."""
        line = self.sizeHint()
        return QSize(min(line.width(), self.theme.px(_LONG)), line.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button in its state."""
        pen, over = Pen(self, self.theme), self.underMouse() and self.isEnabled()
        rect, radius = QRectF(self.rect()), self.theme.size("radius", "control")
        self._fill(pen, rect, radius, over)
        color = str({"primary": "on_accent", "plain": "ink2", "chip": "ink2"}.get(self._kind, "accent"))
        if not self.isEnabled() or self.isChecked():
            color = "ink" if self.isEnabled() else "off"
        if over and self._kind in ("quiet", "plain"):
            color = "accent_hover" if self._kind == "quiet" else "ink"
        x, size = self._padding(), self.theme.px(20)
        if self._icon:
            pen.icon(QPointF(x, (self.height() - size) / 2), self._icon, size, color)
            x += size + self.theme.sp(8)
        box = self._kind in ("primary", "secondary", "chip") and not self._icon
        wrap = rect.width() < self.sizeHint().width()
        place = rect.adjusted(self._padding(), 0, -self._padding(), 0) if box and wrap else rect
        place = place if box else rect.adjusted(x, 0, 0, 0)
        pen.words(place, self.text(), self._role(), color, CENTRE if box else LEFT, wrap=wrap)

    def _fill(self, pen: Pen, rect: QRectF, radius: int, over: bool) -> None:
        down = self.isDown()
        if self._kind == "primary":
            fill = "accent_hover" if over or down else "accent"
            pen.box(rect, radius, fill=fill if self.isEnabled() else "track", line=None)
        elif self._kind in ("secondary", "chip"):
            chosen = self.isChecked()
            rest = None if self._kind == "chip" else "surface"
            inside = "accent_soft" if chosen or over or down else rest
            width = 2.0 if chosen else 1.0
            inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
            line = "accent" if chosen else "edge" if self.isEnabled() else "track"
            pen.box(inner, radius, fill=inside, line=line, width=width)


class Card(QFrame):
    """A filled block with round corners and its own column."""

    def __init__(self, theme: Theme, fill: str, padding: tuple[int, int] = (18, 12)) -> None:
        super().__init__()
        self._theme, self._color = theme, fill
        self.column = QVBoxLayout(self)
        across, down = theme.sp(padding[0]), theme.sp(padding[1])
        self.column.setContentsMargins(across, down, across, down)
        self.column.setSpacing(theme.sp(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the block; on a dark page sunken blocks stand out by the surface colour."""
        fill = "surface" if self._color == "sunken" and self._theme.name == "dark" else self._color
        pen = Pen(self, self._theme)
        line = "line" if self._color == "surface" else None
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5) if line else QRectF(self.rect())
        pen.box(rect, self._theme.size("radius", "card"), fill=fill, line=line)


class Scroll(QScrollArea):
    """Scrolls downwards only, and gives its content the height that its width asks for."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content
        self.setWidget(content)
        content.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the content to the new width."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again whenever the content's layout has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page, which knows what Page Down means there."""
        event.ignore()

    def fit(self) -> None:
        """Give the content the width of the view and the height it needs at that width."""
        size = self.maximumViewportSize()
        needed = self._needed(size.width())
        width = size.width()
        if needed > size.height():
            width -= SCROLL_BAR
            needed = self._needed(width)
        self._content.resize(width, max(needed, size.height()))

    def _needed(self, width: int) -> int:
        layout = self._content.layout()
        if layout is None:
            return 0
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
