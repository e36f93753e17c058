"""A field for one figure: what is typed stays, what was understood is said below it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.exchange import figure_limits
from plateau_doctor.i18n import Formats, _
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.numbers import Kind, NotANumberError, read_number
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Text


class FigureField(QWidget):
    """One figure; `value` is None while the field is empty or can't be read, `trouble` says why it can't.

    What was understood is said below the field, or beside it once `lie_flat` was asked for.
    """

    read = Signal()

    def __init__(self, theme: Theme, key: str, name: str, kind: Kind, *, labelled: bool = False) -> None:
        super().__init__()
        self._key, self._kind, self._name, self._labelled = key, kind, name, labelled
        self._formats: Formats | None = None
        self.value: float | None = None
        self._stored: float | None = None
        self.trouble = ""
        self.line = Field(theme, name)
        self._echo = Text(theme, " ", "small", "ink2")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(3))
        if labelled:
            label = Text(theme, name, "small", "ink2")
            label.setBuddy(self.line)
            column.addWidget(label)
        column.addWidget(self.line)
        column.addWidget(self._echo)
        self._theme = theme
        self.line.textEdited.connect(self._on_edited)

    def lie_flat(self, width: int) -> None:
        """Give the line a width, in pixels, and say beside it what was understood."""
        self.line.setFixedWidth(width)
        self._column.setDirection(QBoxLayout.Direction.LeftToRight)
        self._column.setSpacing(self._theme.sp(10))

    def rename(self, name: str) -> None:
        """Take another name for those who hear it."""
        self._name = name
        self.line.setAccessibleName(name)

    def show_value(self, value: float | None, formats: Formats) -> None:
        """Show a stored value."""
        self._formats = formats
        self.value, self._stored, self.trouble = value, value, ""
        self.line.setText(typed(value, self._kind))
        self.line.mark(wrong=False)
        self._say()

    @property
    def kept(self) -> float | None:
        """What is to be kept: the value, or the stored one while what stands there can't be read."""
        return self._stored if self.trouble else self.value

    def sentence(self) -> str:
        """Return what is wrong with the entry, with the name of the field; empty when nothing is."""
        return _("{figure}: {sentence}").format(figure=self._name, sentence=self.trouble) if self.trouble else ""

    def _on_edited(self, text: str) -> None:
        try:
            self.value, self.trouble = read_number(text, self._kind, figure_limits().get(self._key)), ""
        except NotANumberError as error:
            self.value, self.trouble = None, str(error)
        self.line.mark(wrong=bool(self.trouble))
        self._say()
        self.read.emit()

    def _say(self) -> None:
        wrong = bool(self.trouble)
        self._echo.recolor("error" if wrong else "ink2")
        if wrong and self._labelled:
            said = self.trouble
        elif wrong:
            said = _("look again")
        else:
            said = self._understood()
        # What stands there already in the same words needs no echo.
        self._echo.setText(" " if not said or said.removeprefix("= ") == self.line.text().strip() else said)
        self.line.setAccessibleDescription(self.trouble or said)

    def _understood(self) -> str:
        if self.value is None or self._formats is None:
            return ""
        if self._kind == "percent":
            return f"= {self._formats.percent(self.value, 1)}"
        if self.value != round(self.value):
            return f"= {self._formats.decimal(self.value)}"
        return f"= {self._formats.whole(self.value)}"


def typed(value: float | None, kind: Kind) -> str:
    """Return a value as it could have been typed."""
    if value is None:
        return ""
    shown = round(value * 100, 6) if kind == "percent" else value
    return str(int(shown)) if shown == int(shown) else f"{shown:.15g}"
