"""What can be chosen of a report: for whom, on which paper, as which file, and which sections are in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.report import ReportOptions
from plateau_doctor.ui.choices import Choices, Tick
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Text

_FLAGS = ("large_print", "greyscale")
Values = tuple[tuple[str, str], ...]


class ReportChoices(QWidget):
    """Reader, paper, letters, ink and kind of file; `chosen` tells an option by its name and value."""

    chosen = Signal(str, object)
    format_chosen = Signal(str)

    def __init__(self, theme: Theme, options: ReportOptions, suffix: str) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(12))
        made = [
            self._choices(label, values, str(getattr(options, name)), partial(self._choose, name))
            for name, label, values in _options()
        ]
        for one in made[1:]:
            one.keep_together()
        column.addWidget(made[0])
        column.addWidget(flowing(*made[1:], across=40, down=12))
        column.addWidget(self._choices(_("Save as"), _formats(), suffix, self.format_chosen.emit))

    def _choices(self, label: str, values: Values, now: str, taken: Callable[[str], None]) -> Choices:
        made = Choices(self._theme, label, values)
        made.take(now)
        made.taken.connect(taken)
        return made

    def _choose(self, name: str, value: str) -> None:
        self.chosen.emit(name, value == "True" if name in _FLAGS else value)


def _options() -> tuple[tuple[str, str, Values], ...]:
    """Return the options that are chosen among a few values: their names, their words, and the values with theirs."""
    readers = (
        ("owner", _("Owner")),
        ("team", _("Team")),
        ("board", _("Board or bank")),
        ("one-page", _("One page")),
    )
    return (
        ("reader", _("Reader"), readers),
        ("paper", _("Paper"), (("a4", "A4"), ("letter", _("Letter")))),
        ("large_print", _("Text size"), (("False", _("Usual")), ("True", _("Large print")))),
        ("greyscale", _("Ink"), (("False", _("Colours")), ("True", _("Greys only")))),
    )


def _formats() -> Values:
    return (
        (".pdf", "PDF"),
        (".html", _("Web page")),
        (".docx", _("Editable document")),
        (".xlsx", _("Plan as a sheet")),
        (".csv", _("Plan as CSV")),
        (".ics", _("Dates for a calendar")),
    )


class Contents(QWidget):
    """A tick for each section that the reader may have; `chosen` tells those that are wanted, at least one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ticks: dict[str, Tick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_sections(self, sections: Sequence[tuple[str, str]], wanted: Sequence[str]) -> None:
        """Show the sections on offer, by id and title, of which some are wanted; of a single one there is no choice."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._ticks = {}
        if len(sections) == 1:
            words = _("{section}, and nothing else.").format(section=sections[0][1])
            self._column.addWidget(Text(self._theme, words, "body", "ink2"))
            return
        for name, title in sections:
            tick = Tick(self._theme, "")
            tick.show_text(title)
            tick.setChecked(name in wanted)
            tick.clicked.connect(partial(self._on_ticked, name))
            self._ticks[name] = tick
        self._column.addWidget(flowing(*self._ticks.values(), across=24))

    def _on_ticked(self, name: str) -> None:
        wanted = tuple(one for one, tick in self._ticks.items() if tick.isChecked())
        if not wanted:
            self._ticks[name].setChecked(True)
            wanted = (name,)
        self.chosen.emit(wanted)
