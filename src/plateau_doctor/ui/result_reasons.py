"""The reasons, lower on the result: what fits the answers, the areas, the sale, the sums, how sure it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import review_day
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.sensitivity import flips, holds
from plateau_doctor.phrasing.standing import about_the_same, directions, misfits, sale_steps, weakest_step
from plateau_doctor.phrasing.sums import sums
from plateau_doctor.ui.areas import AreaRows
from plateau_doctor.ui.chain import Chain, Exchange
from plateau_doctor.ui.page import Shape
from plateau_doctor.ui.result_parts import ResultParts
from plateau_doctor.ui.widgets import Button, Text

_DRAWN_SUMS = ("ceiling", "levers")


class ResultReasons:
    """Shows what the verdict rests on."""

    def __init__(self, made: ResultParts, column: QVBoxLayout, dates_wanted: Callable[[], None]) -> None:
        """`dates_wanted` saves the plan's dates for a calendar."""
        self._made, self._theme = made, made.theme
        self._dates_wanted = dates_wanted
        self._areas: AreaRows | None = None
        self._chain: Chain | None = None
        self._exchange: Exchange | None = None
        phrasing = made.phrasing
        self._add_cause(column, phrasing)
        self._add_areas(column, phrasing)
        self._add_sale(column, phrasing)
        self._add_together(column, phrasing)
        self._add_sums(column, phrasing)
        self._add_sureness(column, phrasing)
        self.next = self._add_next(column, phrasing)

    def fit_shape(self, shape: Shape) -> None:
        """Stack what has no room side by side."""
        if self._areas is not None:
            self._areas.fit_narrow(narrow=shape.narrow)
        if self._chain is not None:
            self._chain.stand(upright=shape.narrow)
        if self._exchange is not None:
            self._exchange.setVisible(not shape.narrow)

    def _add_cause(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        leading, messages = phrasing.result.leading, phrasing.words.messages
        if phrasing.result.verdict is None:
            return
        inside = self._made.page.section(column, _("What fits your answers"))
        if phrasing.result.foundations:
            inside.addWidget(Text(self._theme, messages["foundations.title"], "lead-strong"))
            inside.addWidget(Text(self._theme, messages["foundations.text"], "body", "ink2"))
        elif leading is None:
            inside.addWidget(Text(self._theme, messages["pattern.none"]))
        else:
            pattern = phrasing.pattern(leading)
            inside.addWidget(Text(self._theme, pattern.name, "lead-strong"))
            inside.addWidget(Text(self._theme, pattern.line))
            inside.addSpacing(self._theme.sp(8))
            for reason in pattern.fits:
                inside.addWidget(Text(self._theme, f"– {capital(reason)}", "body", "ink2"))
            inside.addSpacing(self._theme.sp(8))
            change = phrasing.words.say("pattern.change", text=pattern.would_change_our_mind)
            inside.addWidget(Text(self._theme, change, "body", "ink2"))

    def _add_areas(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        inside = self._made.page.section(column, _("Six areas"), _("A name opens the answers behind its score."))
        self._areas = AreaRows(self._theme, self._made.session)
        self._areas.behind_wanted.connect(self._made.behind)
        self._areas.answer_wanted.connect(lambda question: self._made.session.change(question, flow.END))
        inside.addWidget(self._areas)
        if line := about_the_same(phrasing):
            inside.addSpacing(self._theme.sp(8))
            inside.addWidget(Text(self._theme, line, "body", "ink2"))

    def _add_sale(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        steps = sale_steps(phrasing)
        if not any(phrasing.result.chain.levels.values()):
            return
        note = _("Steps 1 to 5. A chain is as strong as its weakest link.")
        inside = self._made.page.section(column, _("Your sale, step by step"), note)
        self._chain = Chain(self._theme, steps)
        self._chain.wanted.connect(self._made.behind)
        inside.addWidget(self._chain)
        if line := weakest_step(phrasing):
            inside.addSpacing(self._theme.sp(12))
            inside.addWidget(Text(self._theme, line, "body", "ink2"))

    def _add_together(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        said = directions(phrasing)
        if not said:
            return
        inside = self._made.page.section(column, _("Sales and marketing"), _("Two jobs. What each gives the other."))
        messages = phrasing.words.messages
        given = [(one, messages[f"areaword.{one.word}"]) for one in phrasing.result.directions]
        self._exchange = Exchange(self._theme, said, given)
        inside.addWidget(self._exchange)
        inside.addSpacing(self._theme.sp(12))
        inside.addWidget(Text(self._theme, said, "body", "ink2"))
        way = self._made.way_behind("alignment", _("See the answers behind it"), _("Sales and marketing"))
        inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._made.draw("gaps"))

    def _add_sums(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        made = [one for one in sums(phrasing) if one.made]
        if not made:
            return
        inside = self._made.page.section(
            column, _("Your own figures"), _("Arithmetic on what you gave, not a forecast.")
        )
        for place, one in enumerate(made):
            if place:
                inside.addSpacing(self._theme.sp(20))
            inside.addWidget(Text(self._theme, one.title, "body-strong"))
            for line in one.lines:
                inside.addWidget(Text(self._theme, line, "body", "ink2"))
            if one.key in _DRAWN_SUMS:
                inside.addSpacing(self._theme.sp(8))
                inside.addWidget(self._made.draw(one.key))

    def _add_sureness(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        if phrasing.result.verdict is None:
            return
        inside = self._made.page.section(column, _("How sure"))
        inside.addWidget(Text(self._theme, phrasing.confidence(), "body-strong"))
        inside.addWidget(Text(self._theme, phrasing.confidence_because(), "body", "ink2"))
        inside.addSpacing(self._theme.sp(8))
        for line in (holds(phrasing), *flips(phrasing)):
            inside.addWidget(Text(self._theme, line, "body", "ink2"))
        if phrasing.result.trajectory.rate is None:
            inside.addSpacing(self._theme.sp(10))
            way = self._made.way_to(_("Add your numbers"), flow.FIGURES)
            inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        if looks := misfits(phrasing):
            inside = self._made.page.section(column, _("Worth a second look"))
            for line in looks:
                inside.addWidget(Text(self._theme, line, "body", "ink2"))

    def _add_next(self, column: QVBoxLayout, phrasing: Phrasing) -> QWidget:
        """Say when there will be two check-ups to compare; hidden until it is known that there is only one."""
        holder = QWidget()
        holder.hide()
        column.addWidget(holder)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        checkup = phrasing.checkup
        day = phrasing.formats.day(review_day(checkup.settings, checkup.date))
        words = _("What changed shows once there are two check-ups. The next one is due on {day}.").format(day=day)
        dates = Button(self._theme, _("Dates for a calendar"), "secondary", "calendar", compact=True)
        dates.clicked.connect(self._dates_wanted)
        matter = self._made.page.section(inside, _("Next check-up"))
        matter.addWidget(Text(self._theme, words))
        matter.addSpacing(self._theme.sp(8))
        matter.addWidget(dates, 0, Qt.AlignmentFlag.AlignLeft)
        return holder
