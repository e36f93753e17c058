"""The promotion mix as a small table: kind, job, money, enquiries, sales, and what a sale costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NAME_LIMIT, PromotionRow
from plateau_doctor.core.promotion import find_mix
from plateau_doctor.i18n import Formats, _
from plateau_doctor.phrasing.promotion import named
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.figure_field import typed
from plateau_doctor.ui.numbers import NotANumberError, read_number
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_NUMBERS = ("spend", "enquiries", "sales")
_MOST = 12


class PromotionTable(QWidget):
    """Rows that are kept as they are typed; one without a kind is not kept."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._formats: Formats | None = None
        self._currency: str | None = None
        self._rows: list[dict[str, Field]] = []
        self._costs: list[Text] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(6))
        column.addWidget(Text(theme, _("What each kind of promotion cost and brought in the past year"), "body"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.sp(8))
        self._grid.setVerticalSpacing(theme.sp(6))
        column.addLayout(self._grid)
        add = Button(theme, _("Add a kind"), "quiet", "plus", compact=True)
        add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        column.addLayout(row)
        self._trouble = Text(theme, "", "small", "error")
        self._trouble.hide()
        column.addWidget(self._trouble)

    def show_rows(self, rows: tuple[PromotionRow, ...], formats: Formats, currency: str | None) -> None:
        """Show the mix, with an empty row at its end; what stands there already stays."""
        if self._rows and (formats, currency) == (self._formats, self._currency) and self._given() == rows:
            return
        self._formats, self._currency = formats, currency
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows, self._costs = [], []
        heads = (_("Kind"), _("Its job"), _("Spent"), _("Enquiries"), _("Sales"), _("A sale"))
        for place, words in enumerate(heads):
            self._grid.addWidget(Text(self._theme, words, "small", "ink2", wrap=False), 0, place)
        for place, stretch in enumerate((4, 3, 2, 2, 2, 2)):
            self._grid.setColumnStretch(place, stretch)
        for one in (*rows, PromotionRow("")):
            self._add(one)
        self._tell_costs()

    def empty(self) -> None:
        """Know nothing of the check-up that was shown."""
        self._formats = None
        self._trouble.say("")

    def _add(self, one: PromotionRow) -> None:
        number = len(self._rows) + 1
        names = {
            "kind": _("Kind of promotion {n}"),
            "job": _("Job of promotion {n}"),
            "spend": _("Spent on promotion {n}"),
            "enquiries": _("Enquiries from promotion {n}"),
            "sales": _("Sales from promotion {n}"),
        }
        fields: dict[str, Field] = {}
        for place, (key, name) in enumerate(names.items()):
            field = Field(self._theme, name.format(n=number), limit=NAME_LIMIT)
            value = getattr(one, key)
            field.setText(named(value) if key in ("kind", "job") else typed(value, "money"))
            field.editingFinished.connect(self._on_edited)
            fields[key] = field
            self._grid.addWidget(field, number, place)
        cost = Text(self._theme, "", "small", "ink2", wrap=False)
        self._grid.addWidget(cost, number, len(names), Qt.AlignmentFlag.AlignVCenter)
        self._rows.append(fields)
        self._costs.append(cost)

    def _on_add(self) -> None:
        if len(self._rows) < _MOST:
            self._add(PromotionRow(""))
            self._rows[-1]["kind"].setFocus()

    def _on_edited(self) -> None:
        self._trouble.say("")
        self._tell_costs()
        self.changed.emit(self._given())

    def _given(self) -> tuple[PromotionRow, ...]:
        return tuple(row for fields in self._rows if (row := self._read(fields)) is not None)

    def _read(self, fields: dict[str, Field]) -> PromotionRow | None:
        kind, job = (clean(fields[key].text(), NAME_LIMIT).strip() for key in ("kind", "job"))
        numbers: dict[str, float | None] = {}
        for key in _NUMBERS:
            limits = (0.0, 1e15 if key == "spend" else 1e9)
            try:
                numbers[key] = read_number(fields[key].text(), "money" if key == "spend" else "count", limits)
            except NotANumberError as error:
                numbers[key] = None
                self._trouble.say(str(error))
            fields[key].mark(wrong=bool(fields[key].text().strip()) and numbers[key] is None)
        if not kind:
            if job or any(value is not None for value in numbers.values()):
                self._trouble.say(_("Name the kind of promotion, so that this is kept."))
            return None
        enquiries, sales = (None if numbers[key] is None else round(numbers[key] or 0) for key in _NUMBERS[1:])
        return PromotionRow(kind, job, numbers["spend"], enquiries, sales)

    def _tell_costs(self) -> None:
        if self._formats is None:
            return
        rows = [self._read(fields) for fields in self._rows]
        costs = find_mix([row or PromotionRow("") for row in rows]).rows
        for label, one in zip(self._costs, costs, strict=True):
            label.setText("" if one.per_sale is None else self._formats.money(one.per_sale, self._currency))
