"""Where people type: a boxed line, and a written line that grows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCompleter, QDateEdit, QFrame, QLineEdit, QPlainTextEdit

from plateau_doctor.ui.painting import Pen
from plateau_doctor.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 3


class Field(QLineEdit):
    """One line of typing in a box; an error gives it a stronger edge (and words stand beside it)."""

    def __init__(self, theme: Theme, name: str, hint: str = "") -> None:
        super().__init__()
        self._theme, self._wrong = theme, False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFrame(False)
        theme.changed.connect(self._dress)
        self._dress()

    def mark(self, wrong: bool) -> None:
        """Show that what stands here can't be read, or that it can."""
        self._wrong = wrong
        self.update()

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        self.setFixedHeight(self._theme.ctl(self._theme.size("control", "field")))
        self.setTextMargins(self._theme.sp(8), 0, self._theme.sp(8), 0)
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the text."""
        pen, width = Pen(self, self._theme), 2.0 if self._wrong else 1.0
        rect = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        pen.box(rect, 6, fill="surface", line="error" if self._wrong else "edge", width=width)
        pen.painter.end()
        super().paintEvent(event)


def offering(theme: Theme, names: Iterable[str]) -> QCompleter:
    """Return what offers names that are known already, while one of them is typed."""
    made = QCompleter(sorted(set(names)))
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    if (offered := made.popup()) is not None:
        offered.setFont(theme.font("body"))
    return made


class WrittenLine(QPlainTextEdit):
    """A line as on a paper form, growing to three; Enter belongs to the page, Escape leaves."""

    left = Signal()
    finished = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(0, 6, 0, 6)
        self.textChanged.connect(self._grow)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self._grow()

    def _grow(self) -> None:
        lines = min(max(1, int(self.document().size().height())), _MOST_LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines anew at another width."""
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter, Page Up and Page Down to the page; Escape goes back to the answers."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (*_ENTER, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning again, and tell that the typing is over for now."""
        super().focusOutEvent(event)
        self.update()
        self.finished.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the line under it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(0, self.viewport().height() - 1, self.viewport().width(), 1, self._theme.color("edge"))


class DateLine(QDateEdit):
    """A day: typed, stepped with the arrows, or picked from the calendar that the icon opens."""

    def __init__(self, theme: Theme, name: str, country: str | None) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setLocale(QLocale(f"en_{country or 'GB'}"))
        self.setDisplayFormat("MMM d, yyyy" if country == "US" else "d MMM yyyy")
        self.setCalendarPopup(True)
        self.setFrame(False)
        # A wheel that scrolls the page must not change a day on its way.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._dress)
        self._dress()

    def show_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        self.setFixedHeight(self._theme.ctl(self._theme.size("control", "field")))
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.lineEdit().setTextMargins(self._theme.sp(6), 0, 0, 0)
        self.calendarWidget().setPalette(self._theme.palette())
        self.calendarWidget().setFont(self._theme.font("body"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and the icon; the day itself is a child that draws itself."""
        pen, size = Pen(self, self._theme), self._theme.px(18)
        pen.box(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, fill="surface", line="edge")
        place = QPointF(self.width() - size - self._theme.sp(8), (self.height() - size) / 2)
        pen.icon(place, "calendar", size, "ink2")
