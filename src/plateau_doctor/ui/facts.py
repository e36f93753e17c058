"""Figures that belong to a question, for whoever knows them: a number, a range, or that it isn't known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core.answers import Figures
from plateau_doctor.core.pack import Fact
from plateau_doctor.i18n import Formats, _
from plateau_doctor.ui.afterwards import Afterwards
from plateau_doctor.ui.figure_field import FigureField
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.numbers import Kind
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_FIELD = 150
"""Pixels across of the field for a figure, at 100 %."""
_KINDS: dict[str, Kind] = {
    "percent": "percent",
    "money": "money",
    "months": "months",
    "hours": "hours",
    "count": "count",
}


def range_words(fact: Fact, place: int, formats: Formats) -> str:
    """Return a range in words: under 15%, 15% to 30%, 50% or more."""
    low, high = fact.ranges[place]

    def said(value: float) -> str:
        return formats.percent(value) if fact.kind == "percent" else formats.whole(value)

    if place == 0:
        return _("under {high}").format(high=said(high))
    if place == len(fact.ranges) - 1:
        return _("{low} or more").format(low=said(low))
    return _("{low} to {high}").format(low=said(low), high=said(high))


def with_fact(figures: Figures, name: str, value: float | None, *, known: bool) -> Figures:
    """Return the figures with one fact: a value, None for "not known", or taken out where nothing was said."""
    facts = {key: one for key, one in figures.facts.items() if key != name}
    if known:
        facts[name] = value
    return replace(figures, facts=MappingProxyType(facts))


class FactRow(QWidget):
    """One fact; `said` tells a value, None for "not known", and whether anything was said."""

    said = Signal(object, bool)

    def __init__(self, theme: Theme, fact: Fact, ask: str, formats: Formats) -> None:
        super().__init__()
        self.fact = fact
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(4))
        column.addWidget(Text(theme, ask, "body"))
        self._chips: list[tuple[float, Button]] = []
        self._field: FigureField | None = None
        parts: list[QWidget] = []
        if fact.kind == "yes_no":
            choices = [(1.0, _("Yes")), (0.0, _("No"))]
        else:
            self._field = FigureField(theme, fact.id, ask, _KINDS[fact.kind])
            self._field.lie_flat(theme.px(_FIELD))
            self._field.read.connect(self._on_typed)
            column.addWidget(self._field)
            column.addSpacing(theme.sp(4))
            choices = [((low + high) / 2, range_words(fact, n, formats)) for n, (low, high) in enumerate(fact.ranges)]
        for value, words in choices:
            chip = Button(theme, words, "chip")
            chip.setCheckable(True)
            chip.setAccessibleName(f"{ask} {words}")
            chip.clicked.connect(lambda _on=False, one=value: self.said.emit(one, True))  # noqa: FBT003
            self._chips.append((value, chip))
            parts.append(chip)
        self._unknown = Button(theme, _("Not known"), "chip")
        self._unknown.setCheckable(True)
        self._unknown.setAccessibleName(_("{fact} Not known").format(fact=ask))
        self._unknown.clicked.connect(lambda _on=False: self.said.emit(None, self._unknown.isChecked()))
        column.addWidget(flowing(*parts, self._unknown, across=8))

    def show_value(self, facts: Mapping[str, float | None], formats: Formats) -> None:
        """Show what was said."""
        value = facts.get(self.fact.id)
        for middle, chip in self._chips:
            chip.setChecked(value is not None and abs(middle - value) < 1e-9)
        self._unknown.setChecked(self.fact.id in facts and value is None)
        if self._field is not None and not self._field.line.hasFocus():
            self._field.show_value(value, formats)

    def _on_typed(self) -> None:
        field = self._field
        if field is not None and not field.trouble:
            self.said.emit(field.value, field.value is not None)


class FactsPanel(QWidget):
    """The facts of one question, closed until somebody opens it; digits typed here are no answers."""

    changed = Signal(object)
    opening = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[FactRow] = []
        self._made: dict[tuple[Fact, ...], list[FactRow]] = {}
        self._facts: tuple[Fact, ...] = ()
        self._asks: dict[str, str] = {}
        self._figures = Figures()
        self._formats: Formats | None = None
        self._held: QWidget | None = None
        self._opening = Afterwards(self)
        self._opening.due.connect(self._show_given)
        self._open = Button(theme, "", "quiet", "chevron-right", compact=True)
        self._open.clicked.connect(self.toggle)
        self._holder = QWidget()
        self._inside = QVBoxLayout(self._holder)
        self._inside.setContentsMargins(0, theme.sp(6), 0, 0)
        self._inside.setSpacing(theme.sp(12))
        self._holder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._holder)

    def show_facts(self, facts: tuple[Fact, ...], asks: dict[str, str], figures: Figures, formats: Formats) -> None:
        """Show the facts of a question, closed unless one of them was given."""
        self._figures, self._formats = figures, formats
        if facts != self._facts:
            self._facts, self._asks = facts, asks
            self._stand(open_=False)  # so that the rows come into sight once, together
            self._change_rows()
        given = any(fact.id in figures.facts for fact in facts)
        self._tell(given=given)
        if not given:
            self._opening.cancel()
            self._stand(open_=False)
        elif not self._holder.isHidden():
            self._fill()
        else:
            self._opening.begin()

    def _show_given(self) -> None:
        """Show what was given; it stands below the answers, and comes once they have been painted."""
        self._fill()
        self._stand(open_=True)

    def _stand(self, *, open_: bool) -> None:
        self._holder.setVisible(open_)
        self._open.change_icon("chevron-down" if open_ else "chevron-right")

    @property
    def is_open(self) -> bool:
        """Whether the rows are seen."""
        return not self._holder.isHidden()

    def reopen(self) -> None:
        """Show the rows at once: somebody had them open, and types in one of them."""
        self._opening.cancel()
        self.opening.emit()
        self._show_given()

    def hold(self, widget: QWidget) -> None:
        """Take another widget into the panel, below the facts."""
        self._held = widget
        self._inside.addWidget(widget)
        widget.hide()

    def show_held(self, there: bool, *, given: bool) -> None:
        """Have the other widget on this question; it is large, so that the panel stays closed for it."""
        if self._held is not None:
            self._held.setVisible(there)
        if there:
            self._opening.cancel()
            self._stand(open_=False)
        if given:
            self._tell(given=True)

    def _tell(self, *, given: bool) -> None:
        self._open.setText(_("Figures for this question") if given else _("Add a figure, if you know it"))
        self._open.setAccessibleName(self._open.text())
        self._open.updateGeometry()

    def toggle(self) -> None:
        """Open or close the panel; a question without figures has none."""
        if self.isHidden():
            return
        if self._holder.isVisible():
            self._stand(open_=False)
            return
        self._opening.cancel()
        self.opening.emit()
        self._fill()
        self._stand(open_=True)
        if self._rows:
            self._rows[0].setFocus()
            self._rows[0].focusNextChild()
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape close the panel."""
        if event.key() == Qt.Key.Key_Escape and self._holder.isVisible():
            self._stand(open_=False)
            self._open.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def prepare(self, facts: tuple[Fact, ...], asks: dict[str, str], figures: Figures, formats: Formats) -> None:
        """Make the rows of another question ahead, if its panel will stand open: making them takes a while."""
        if facts not in self._made and any(fact.id in figures.facts for fact in facts):
            for row in self._make_rows(facts, asks, formats):
                row.hide()
                for part in row.findChildren(QWidget):
                    part.ensurePolished()

    def _make_rows(self, facts: tuple[Fact, ...], asks: dict[str, str], formats: Formats) -> list[FactRow]:
        made = self._made.setdefault(facts, [])
        for place, fact in enumerate(facts):
            row = FactRow(self._theme, fact, asks[fact.id], formats)
            row.said.connect(lambda value, known, one=fact.id: self._on_said(one, value, known=known))
            made.append(row)
            self._inside.insertWidget(place, row)
        return made

    def _fill(self) -> None:
        assert self._formats is not None  # noqa: S101 - filled only after facts were shown
        if not self._rows:
            self._rows = self._make_rows(self._facts, self._asks, self._formats)
        for row in self._rows:
            row.show_value(dict(self._figures.facts), self._formats)

    def _on_said(self, name: str, value: float | None, *, known: bool) -> None:
        self._figures = with_fact(self._figures, name, value, known=known)
        self._fill()
        self.changed.emit((name, value, known))

    def _change_rows(self) -> None:
        """Put the rows of the facts of before away, and bring those of the facts of now if they were made already."""
        for row in self._rows:
            row.hide()
        self._rows = self._made.get(self._facts, [])
        for row in self._rows:
            row.show()
