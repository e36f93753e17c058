"""The head of the result: the verdict in words, the two signals, three views, what to fix first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.standing import band_names, keep_doing, promotion_ahead
from plateau_doctor.phrasing.steps import changed
from plateau_doctor.phrasing.views import three_views
from plateau_doctor.ui.bars import OddsBar, RangeBar
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Shape, capped
from plateau_doctor.ui.painting import Pen
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.result_parts import ResultParts
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.undo_bar import UndoBar
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text, edges, rising

_MEASURE = 830
_ESTIMATE = "O1"
"""The question in which people estimate how their revenue moved."""
_GRID = 480
"""Pixels across of the picture beside the verdict, at 100 %."""
_GRID_SHARE = 0.6
"""Its height as a share of its width."""
_VIEWS = (2, 3, 5)
"""Shares of the room that the three views take."""


class Aside(QWidget):
    """A few lines with an accent line at their beginning, without a box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(edges(theme.sp(16), 0, 0, 0))
        self.column.setSpacing(theme.sp(2))
        rising(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        Pen(self, self._theme).box(QRectF(0, 2, 2, self.height() - 4), 0, fill="accent", line=None)


class ResultHead:
    """Shows what is read first."""

    def __init__(
        self, made: ResultParts, column: QVBoxLayout, compare: QWidget, move_wanted: Callable[[int], None]
    ) -> None:
        """`compare` leads to the comparison; `move_wanted` shows one of the moves to fix first in the plan."""
        self._made, self._theme = made, made.theme
        self._compare, self._move_wanted = compare, move_wanted
        self._beside: Pictures | None = None
        self._below: list[QWidget] = []
        self.undo: UndoBar | None = None
        phrasing = made.phrasing
        self._add_change(column, phrasing)
        self._add_verdict(column, phrasing)
        if phrasing.result.verdict is None:
            self._add_missing(column, phrasing)
            return
        signals = ((self._direction(phrasing), 1), (self._capability(phrasing), 1))
        column.addLayout(made.side_by_side(40, *signals))
        column.addSpacing(made.theme.sp(24))
        self._add_fixes(column, phrasing)
        self._add_views(column, phrasing)
        self._add_grid(column)

    def fit_shape(self, shape: Shape) -> None:
        """Put the grid beside the verdict or below it."""
        if self._beside is not None:
            self._beside.setVisible(shape.wide)
        for part in self._below:
            part.setVisible(not shape.wide)

    def _add_change(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Say what was changed since the result was last seen, with the way back."""
        one = self._made.session.changed
        if one is None:
            return
        text = changed(phrasing, one.question, one.before, self._made.session.answer_to(one.question), one.capability)
        self.undo = UndoBar(self._theme, text, _("Undo the change"))
        self.undo.undone.connect(self._made.session.take_back)
        column.addWidget(self.undo)
        column.addSpacing(self._theme.sp(20))

    def _add_verdict(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        first, rest = phrasing.headline_parts()
        words = QVBoxLayout()
        words.setSpacing(0)
        heading = Heading(self._theme, first, "display")
        heading.setAccessibleName(phrasing.headline())
        heading.setProperty("verdict", phrasing.headline())
        lines: list[QWidget] = [heading, *([Text(self._theme, rest, "lead", "ink2")] if rest else [])]
        if phrasing.result.trajectory.cash_alarm:
            messages = phrasing.words.messages
            lines.append(Text(self._theme, f"{messages['cash.title']}. {messages['cash.text']}", "body-strong"))
        if (cause := self._cause_in_short(phrasing)) is not None:
            lines.append(cause)
        for place, line in enumerate(lines):
            words.addSpacing(self._theme.sp(10) if place else 0)
            words.addLayout(capped(line, self._theme, _MEASURE))
        words.addSpacing(self._theme.sp(10))
        words.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(self._theme.sp(40))
        row.addLayout(words, 1)
        if phrasing.result.verdict is not None and phrasing.result.trajectory.odds:
            self._beside = self._made.draw("grid")
            self._beside.setFixedWidth(self._theme.px(_GRID))
            self._beside.reserve(_GRID_SHARE)
            row.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addSpacing(self._theme.sp(20))

    def _add_missing(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Lead to what a verdict still needs: the next open question, the figures, the person's own estimate."""
        missing = phrasing.result.missing
        if missing is None:
            return
        ways: list[tuple[str, str]] = []
        if missing.revenue:
            ways.append((_("Add your numbers"), flow.FIGURES))
            if _ESTIMATE in self._made.session.way:
                ways.append((_("Give your own estimate"), _ESTIMATE))
        if ways:
            column.addWidget(flowing(*(self._made.way_to(words, place) for words, place in ways), across=12))
            column.addSpacing(self._theme.sp(24))

    def _cause_in_short(self, phrasing: Phrasing) -> QWidget | None:
        """Return what fits the answers, and that promotion is far ahead where it is; None where neither is so."""
        leading, ahead = phrasing.result.leading, promotion_ahead(phrasing)
        if phrasing.result.verdict is None or (leading is None and not ahead):
            return None
        block = Aside(self._theme)
        if leading is not None:
            pattern = phrasing.pattern(leading)
            block.column.addWidget(Text(self._theme, _("What fits your answers"), "small", "ink2"))
            block.column.addWidget(Text(self._theme, pattern.name, "lead-strong"))
            block.column.addWidget(Text(self._theme, pattern.line, "body", "ink2"))
        if ahead:
            block.column.addWidget(Text(self._theme, ahead, "body", "ink2"))
        return block

    def _signal(self, what: str, texts: tuple[str, str, str], bar: QWidget | None) -> QVBoxLayout:
        """Return one signal: label, value and the words below its bar, with the way to what stands behind it."""
        label, value, below = texts
        column = QVBoxLayout()
        column.setSpacing(self._theme.sp(2))
        column.addWidget(Text(self._theme, label, "small", "ink2"))
        column.addWidget(Text(self._theme, value, "lead-strong"))
        if bar is not None:
            column.addWidget(bar)
        if below:
            column.addSpacing(self._theme.sp(4))
            column.addWidget(Text(self._theme, below, "small", "ink2"))
        if bar is not None:
            column.addWidget(
                self._made.way_behind(what, _("How we worked this out"), label), 0, Qt.AlignmentFlag.AlignLeft
            )
        column.addStretch(1)
        return column

    def _direction(self, phrasing: Phrasing) -> QVBoxLayout:
        odds, likeliest = phrasing.result.trajectory.odds, phrasing.result.trajectory.direction
        names = {"declining": _("declining"), "stuck": _("stuck"), "growing": _("growing")}
        parts = [
            (f"{names[name]} {phrasing.formats.percent(share)}", share, name == likeliest)
            for name, share in odds.items()
        ]
        label, value = _("Where it is going"), capital(phrasing.state())
        said = f"{label}: {value}. {', '.join(words for words, _share, _own in parts)}."
        bar = OddsBar(self._theme, said, parts) if odds else None
        return self._signal("direction", (label, value, phrasing.growth()), bar)

    def _capability(self, phrasing: Phrasing) -> QVBoxLayout:
        one, rules = phrasing.result.capability, phrasing.pack.scoring
        label, value = _("How well it is run"), phrasing.capability()
        if one is None:
            return self._signal("capability", (label, value, ""), None)
        ends = (0.0, rules.middle_from, rules.high_from, 100.0)
        names = (f"{name}, {reach}" for name, reach in band_names(phrasing))
        bands = list(zip(names, ends[:-1], ends[1:], strict=True))
        bar = RangeBar(self._theme, f"{label}: {value}.", (one.score, one.low, one.high), bands)
        band = capital(phrasing.words.messages[f"band.{one.band}"])
        return self._signal("capability", (label, value, f"{band}."), bar)

    def _add_views(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        inside = self._made.page.section(column, _("Three views"))
        parts: list[tuple[QLayout, int]] = []
        for view, stretch in zip(three_views(phrasing), _VIEWS, strict=True):
            part = QVBoxLayout()
            part.setSpacing(self._theme.sp(2))
            part.addWidget(Text(self._theme, view.whose, "small", "ink2"))
            part.addWidget(Text(self._theme, view.says, "lead-strong"))
            part.addStretch(1)
            parts.append((part, stretch))
        inside.addLayout(self._made.side_by_side(24, *parts))
        inside.addSpacing(self._theme.sp(8))
        inside.addWidget(Text(self._theme, phrasing.own_view(), "body", "ink2"))
        inside.addSpacing(self._theme.sp(12))
        inside.addWidget(self._made.draw("revenue"))

    def _add_fixes(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        first = phrasing.result.first
        if not first:
            return
        note = _("The biggest lift for the least effort, from your own answers.")
        inside = self._made.page.section(column, _("Fix first"), note)
        for place, move in enumerate(first, start=1):
            if place > 1:
                inside.addSpacing(self._theme.sp(14))
                inside.addWidget(Rule(self._theme))
                inside.addSpacing(self._theme.sp(14))
            words = phrasing.move(move)
            quote = phrasing.quote(move.question)
            said = _("You said: “{answer}”").format(answer=quote.chosen)
            if quote.note:
                said = _("{said} Your note: “{note}”").format(said=said, note=quote.note)
            row = self._made.page.numbered(str(place), words.do, (words.because, said))
            plan = Button(self._theme, _("Plan it"), "secondary", compact=True)
            plan.setAccessibleName(_("Plan it: {do}").format(do=words.do))
            plan.clicked.connect(lambda _checked=False, own=place: self._move_wanted(own))
            ways = QVBoxLayout()
            ways.setSpacing(0)
            ways.addWidget(plan)
            why = self._made.way_behind(f"plan:{move.question}", _("Why this"), words.do)
            ways.addWidget(why, 0, Qt.AlignmentFlag.AlignHCenter)
            ways.addStretch(1)
            row.addSpacing(self._theme.sp(16))
            row.addLayout(ways)
            inside.addLayout(row)
        if line := keep_doing(phrasing):
            inside.addSpacing(self._theme.sp(14))
            inside.addWidget(Rule(self._theme))
            inside.addSpacing(self._theme.sp(14))
            inside.addWidget(Text(self._theme, line, "body", "ink2"))

    def _add_grid(self, column: QVBoxLayout) -> None:
        """Show the grid in a section of its own, for windows in which it has no room beside the verdict."""
        if self._beside is None:
            return
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._made.page.section(inner, _("Where you stand")).addWidget(self._made.draw("grid"))
        self._below.append(holder)
        column.addWidget(holder)
