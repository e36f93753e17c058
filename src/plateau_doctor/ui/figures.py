"""The figures page: five years and a few facts, each of them optional, each echoed as it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import CustomerCount, Figures
from plateau_doctor.core.result import examine
from plateau_doctor.i18n import Formats, _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.figure_field import FigureField
from plateau_doctor.ui.numbers import Kind
from plateau_doctor.ui.page import Foot, Page, Shape
from plateau_doctor.ui.rail import Rail
from plateau_doctor.ui.sections import offer_sections, rail_lines, section_words
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Rule, Text

YEARS = 5
_STRETCH = 1000
_COLUMNS = 3
_THINK = 250
"""Milliseconds after which the trend is worked out, so that no key waits for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One single figure: where it is kept, what it is called, and how it is written."""

    key: str
    label: str
    kind: Kind


def asked_figures() -> tuple[Asked, ...]:
    """Return the single figures in their order."""
    return (
        Asked("owner_wage_gap", _("Owner's wage not yet paid, a year"), "money"),
        Asked("gross_margin", _("Gross margin, %"), "percent"),
        Asked("overhead", _("Overhead a year, such as rent and wages"), "money"),
        Asked("market_growth", _("Growth of your market a year, %"), "percent"),
        Asked("active", _("Customers now"), "count"),
        Asked("new", _("New customers in the past year"), "count"),
        Asked("lost", _("Customers lost in the past year"), "count"),
        Asked("cash_months", _("Months your cash would last"), "months"),
        Asked("largest_customer", _("Biggest customer's share of sales, %"), "percent"),
        Asked("average_discount", _("Average discount, %"), "percent"),
        Asked("months_since_price_change", _("Months since you changed prices"), "months"),
        Asked("owner_hours", _("Your working hours a week"), "hours"),
        Asked("owner_sales_share", _("Share of sales you bring in yourself, %"), "percent"),
    )


_CUSTOMERS = ("active", "new", "lost")
_OWN = ("owner_wage_gap", "gross_margin", "overhead", "market_growth", "cash_months")


class FiguresPage(Page):
    """Takes the figures of five years and single facts; nothing is needed, a wrong entry keeps its text."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("Your numbers"))
        self._session = session
        self._said = ""
        self._rail = Rail(theme)
        self._rail.wanted.connect(session.go_to)
        self._year_labels = [Text(theme, "", "small-strong", "ink2") for _column in range(YEARS)]
        self._years: tuple[int, ...] = ()
        self._yearly: dict[str, list[FigureField]] = {}
        self._names: list[Text] = []
        self._single: dict[str, FigureField] = {}
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(theme, _("Your numbers")))
        column.addSpacing(theme.sp(6))
        help_ = _("Leave empty what you don't have at hand. Round figures are fine, and they stay in your file.")
        column.addWidget(Text(theme, help_, "body", "ink2"))
        column.addSpacing(theme.sp(16))
        column.addLayout(self._make_yearly())
        self._trend = Text(theme, " ", "body", "ink2")
        column.addSpacing(theme.sp(4))
        column.addWidget(self._trend)
        self._thinking = QTimer(self, interval=_THINK, singleShot=True)
        self._thinking.timeout.connect(self._say_trend)
        self._trouble = Text(theme, "", "body", "error")
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addSpacing(theme.sp(8))
        column.addWidget(Rule(theme))
        column.addSpacing(theme.sp(16))
        column.addLayout(self._make_single())
        self._lay_out()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._rail, 0, Qt.AlignmentFlag.AlignTop)
        self._gap = QWidget()
        self._row.addWidget(self._gap)
        self._content.setMaximumWidth(self.theme.px(self.theme.size("measure", "wide")))
        self._row.addWidget(self._content, _STRETCH, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def _make_yearly(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.sp(12))
        grid.setVerticalSpacing(self.theme.sp(2))
        for place, label in enumerate(self._year_labels):
            grid.addWidget(label, 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        names = {"revenue": _("Revenue"), "operating_profit": _("Operating profit")}
        for row, (key, name) in zip((2, 4), names.items(), strict=True):
            words = Text(self.theme, name, "body", wrap=False)
            self._names.append(words)
            fields = [FigureField(self.theme, key, name, "money") for _year in range(YEARS)]
            for place, field in enumerate(fields):
                field.read.connect(self._on_read)
                grid.addWidget(field, row, place + 1, Qt.AlignmentFlag.AlignTop)
            words.setBuddy(fields[0].line)
            self._yearly[key] = fields
        self._grid = grid
        self._place_names(narrow=False)
        return grid

    def _place_names(self, *, narrow: bool) -> None:
        """Put the names of the lines beside their fields, or above them where there is little room."""
        for row, words in zip((2, 4), self._names, strict=True):
            words.setMinimumHeight(0 if narrow else self.theme.ctl(self.theme.size("control", "field")))
            self._grid.removeWidget(words)
            place = (row - 1, 1, 1, YEARS) if narrow else (row, 0, 1, 1)
            self._grid.addWidget(words, *place, Qt.AlignmentFlag.AlignTop)

    def _make_single(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.sp(24))
        grid.setVerticalSpacing(self.theme.sp(6))
        for place, asked in enumerate(asked_figures()):
            field = FigureField(self.theme, asked.key, asked.label, asked.kind, labelled=True)
            field.read.connect(self._on_read)
            self._single[asked.key] = field
            grid.addWidget(field, place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignTop)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def fit_shape(self, shape: Shape) -> None:
        """Drop the rail where it is narrow."""
        super().fit_shape(shape)
        self._place_names(narrow=shape.narrow)
        self.margins(self._row)
        self._rail.setVisible(not shape.narrow)
        self._gap.setFixedWidth(0 if shape.narrow else self.theme.sp(shape.gutter))

    # what is shown

    def show_figures(self, formats: Formats) -> None:
        """Show the figures of the open check-up."""
        checkup = self._session.now_open.checkup
        figures, last = checkup.figures, checkup.date.year
        self._years = tuple(range(last - YEARS, last))
        self._said = ""
        for place, year in enumerate(self._years):
            self._year_labels[place].setText(str(year))
            for key, name in (("revenue", _("Revenue")), ("operating_profit", _("Operating profit"))):
                known = by_year(figures, key)
                field = self._yearly[key][place]
                field.rename(_("{figure} {year}").format(figure=name, year=year))
                field.show_value(known.get(year), formats)
        for key, value in single_values(figures).items():
            if key in self._single:
                self._single[key].show_value(value, formats)
        self._rail.show_lines(rail_lines(self._session))
        self._on_read()
        self._say_trend()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _on_read(self) -> None:
        wrong = [field for fields in self._yearly.values() for field in fields if field.trouble]
        self._trouble.say(wrong[0].sentence() if wrong else "")
        self._said = ""
        self._thinking.start()
        self.tell_foot()

    def _say_trend(self) -> None:
        """Say what the figures that stand there amount to; no score and no verdict, which would steer answers."""
        one = self._session.current
        if one is None or not self._years:
            return
        checkup = replace(one.checkup, figures=self._figures())
        result = examine(one.pack, checkup, checkup.date, one.inflation)
        direction = {"declining": _("shrinking"), "stuck": _("about flat"), "growing": _("growing")}
        word = direction.get(result.trajectory.direction or "", "")
        growth = Phrasing(one.pack, one.words, checkup, result).growth() if result.trajectory.rate is not None else ""
        said = _("{growth} That is {word}.").format(growth=growth, word=word) if growth and word else growth or " "
        self._trend.setText(said)

    def _all(self) -> list[FigureField]:
        return [field for fields in self._yearly.values() for field in fields] + list(self._single.values())

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        hint, sections = self._said or _("Everything here may stay empty"), ""
        if self.shape_.narrow and self._session.current is not None:
            sections = section_words(self._session)
        return Foot(_("Continue"), _("Skip for now"), sections, hint=hint, opens=True)

    def third(self) -> None:
        """Open the list of sections, where it stands in the place of the rail."""
        offer_sections(self._session, self)

    def arrive(self) -> None:
        """Put the focus into the first year."""
        self._yearly["revenue"][0].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what can be read."""
        if self._session.current is not None and self._years:
            figures = self._figures()
            if figures != self._session.now_open.checkup.figures:
                self._session.details.save_figures(figures)

    def forget(self) -> None:
        """Know no years any more."""
        self._thinking.stop()
        self._years = ()

    def commit(self) -> None:
        """Go on once everything that is written can be read."""
        wrong = next((field for field in self._all() if field.trouble), None)
        if wrong is not None:
            wrong.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._said = _("One number needs another look")
            self.tell_foot()
            announce(self, self._said)
            return
        self.leave()
        if self._session.place == flow.FIGURES:
            self._session.go_on()

    def second(self) -> None:
        """Go on without them; what can be read is kept."""
        self.leave()
        if self._session.place == flow.FIGURES:
            self._session.go_on()

    def _figures(self) -> Figures:
        """Return what stands in the fields; what no field shows is kept as it was."""
        old = self._session.now_open.checkup.figures
        revenue, profit = (self._yearly_values(key) for key in ("revenue", "operating_profit"))
        years = tuple(sorted({*revenue, *profit}))
        single = {key: field.kept for key, field in self._single.items()}
        customers = CustomerCount(*(None if single[key] is None else round(single[key] or 0) for key in _CUSTOMERS))
        gap = single["owner_wage_gap"]
        asked = {key: value for key, value in single.items() if key not in (*_OWN, *_CUSTOMERS)}
        kept = {key: value for key, value in old.facts.items() if key not in asked or value is None}
        facts = {**kept, **{key: value for key, value in asked.items() if value is not None}}
        return replace(
            old,
            years=years,
            revenue=tuple(revenue.get(year) for year in years),
            operating_profit=tuple(profit.get(year) for year in years),
            owner_wage_gap=old.owner_wage_gap if isinstance(old.owner_wage_gap, tuple) and gap is None else gap,
            gross_margin=single["gross_margin"],
            overhead=single["overhead"],
            market_growth=single["market_growth"],
            customers=customers,
            cash_months=single["cash_months"],
            facts=MappingProxyType(facts),
        )

    def _yearly_values(self, key: str) -> dict[int, float | None]:
        """Return a yearly figure by its years: those of the fields, and those that no field shows."""
        old = self._session.now_open.checkup.figures
        hidden = {year: value for year, value in by_year(old, key).items() if year not in self._years}
        shown = {year: field.kept for year, field in zip(self._years, self._yearly[key], strict=True)}
        given = any(field.kept is not None for fields in self._yearly.values() for field in fields)
        return {**hidden, **(shown if given or hidden else {})}


def by_year(figures: Figures, key: str) -> dict[int, float | None]:
    """Return a yearly figure by its years."""
    return dict(zip(figures.years, getattr(figures, key), strict=False))


def single_values(figures: Figures) -> Mapping[str, float | None]:
    """Return the single figures by their keys."""
    gap = figures.owner_wage_gap
    return {
        **{asked.key: None for asked in asked_figures()},
        **figures.facts,
        "owner_wage_gap": None if isinstance(gap, tuple) else gap,
        "gross_margin": figures.gross_margin,
        "overhead": figures.overhead,
        "market_growth": figures.market_growth,
        "cash_months": figures.cash_months,
        "active": figures.customers.active,
        "new": figures.customers.new,
        "lost": figures.customers.lost,
    }
