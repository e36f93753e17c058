"""Where people type: a boxed line, and a written line that grows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QPlainTextEdit, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.i18n import _, formats_for
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.painting import LEFT, TOP, Pen, where_lines_begin
from plateau_doctor.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 3


class Field(QLineEdit):
    """One line of typing in a box; an error gives it a stronger edge (and words stand beside it)."""

    def __init__(self, theme: Theme, name: str, hint: str = "", limit: int | None = None) -> None:
        super().__init__()
        self._theme, self._wrong = theme, False
        if limit is not None:
            self.setMaxLength(limit)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFrame(False)
        self.setAlignment(where_lines_begin(LEFT))
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
    """A line as on a paper form, growing to three; Enter belongs to the page, Escape leaves.

    It takes no more letters than its limit: `full` tells it when more were typed or pasted.
    """

    left = Signal()
    finished = Signal()
    full = Signal(str)

    def __init__(self, theme: Theme, name: str, limit: int) -> None:
        super().__init__()
        self._theme, self._limit = theme, limit
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setDefaultTextOption(QTextOption(where_lines_begin(TOP)))
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

    def _room(self) -> int:
        """Return how many letters more there is room for."""
        chosen = self.textCursor()
        return self._limit - len(self.toPlainText()) + len(chosen.selectedText())

    def _say_full(self) -> None:
        words = _("There is room for {count} letters here. What was more is left out.")
        said = words.format(count=formats_for("en", "GB").whole(self._limit))
        announce(self, said)
        self.full.emit(said)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take as much of what is pasted or dropped as there is room for."""
        text, room = clean(source.text()), self._room()
        if not text:
            return
        self.textCursor().insertText(text[: max(0, room)])
        self.ensureCursorVisible()
        if len(text) > room:
            self._say_full()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take letters that a keyboard composes while there is room."""
        if len(event.commitString()) > self._room():
            self._say_full()
            event = QInputMethodEvent()  # what was composed is drawn no longer
        super().inputMethodEvent(event)

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
        elif _writes(event) and len(event.text()) > self._room():
            self._say_full()
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


def _writes(event: QKeyEvent) -> bool:
    """Tell whether a key writes a letter; Control alone makes it a command, with Alt it may be a third letter."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return held != Qt.KeyboardModifier.ControlModifier and bool(event.text()) and event.text().isprintable()


def caret_of(widget: QWidget | None) -> int:
    """Return where the next letter would go in a field, 0 where nobody types."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return widget.textCursor().position() if isinstance(widget, QPlainTextEdit) else 0


def put_caret(widget: QWidget, place: int) -> None:
    """Let the next letter go to a place of a field."""
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(place)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(place, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
