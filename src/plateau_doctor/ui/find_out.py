"""What nobody knew, as a task: how to find out, who does it and by when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import FindOut
from plateau_doctor.i18n import _
from plateau_doctor.ui.day_field import DayField
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Text

NAME_LIMIT = 120


class FindOutRow(QWidget):
    """One task; `changed` carries it when somebody is named or another day is set."""

    changed = Signal(object)

    def __init__(self, theme: Theme, words: tuple[str, str], task: FindOut, usual: date, country: str | None) -> None:
        """`words` are what is not known and how to find out; `usual` is the day shown where none was set."""
        super().__init__()
        self._task, self._usual, self._untouched = task, usual, task.due is None
        name, how = words
        self._who = Field(theme, _("Who finds out {name}").format(name=name), _("Who?"))
        self._who.setText(task.who)
        self._who.setMaxLength(NAME_LIMIT)
        self._by = DayField(theme, _("By when, {name}").format(name=name), country)
        self._by.show_day(task.due or usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(4))
        column.addWidget(Text(theme, name[:1].upper() + name[1:], "body-strong"))
        column.addWidget(Text(theme, how, "body", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(theme.sp(8))
        for label, field in ((_("Who"), self._who), (_("By"), self._by)):
            word = Text(theme, label, "small", "ink2", wrap=False)
            word.setBuddy(field)
            row.addWidget(word)
            row.addWidget(field, 1)
            if field is self._who:
                row.addSpacing(theme.sp(12))
        column.addSpacing(theme.sp(4))
        column.addLayout(row)
        self._who.editingFinished.connect(self.keep)
        self._by.day_changed.connect(lambda _day: self.keep())

    def keep(self) -> None:
        """Tell what was filled in, if anything has changed."""
        day = self._by.day
        due = None if self._untouched and day == self._usual else day
        task = FindOut(clean(self._who.text(), NAME_LIMIT).strip(), due)
        if task != self._task:
            self._task = task
            self.changed.emit(task)
