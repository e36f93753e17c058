"""The result: the verdict in words, the two signals, three views, what to fix first, the areas, the cause."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import CheckUp, review_day
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.sensitivity import flips, holds
from plateau_doctor.phrasing.standing import (
    about_the_same,
    band_names,
    directions,
    keep_doing,
    misfits,
    promotion_ahead,
    sale_steps,
    weakest_step,
)
from plateau_doctor.phrasing.steps import changed
from plateau_doctor.phrasing.sums import sums
from plateau_doctor.phrasing.views import three_views
from plateau_doctor.ui.afterwards import Afterwards
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.areas import AreaRows
from plateau_doctor.ui.bars import OddsBar, RangeBar
from plateau_doctor.ui.chain import Chain, Exchange
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Foot, Shape, capped
from plateau_doctor.ui.painting import Pen
from plateau_doctor.ui.parts import Parts, Wanted
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.undo_bar import UndoBar
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text, edges, rising

_MEASURE = 830
_ESTIMATE = "O1"
"""The question in which people estimate how their revenue moved."""
_GRID = 480
"""Pixels across of the picture beside the verdict, at 100 %."""
_GRID_SHARE = 0.53
"""Its height as a share of its width."""
_GRID_LEAST = 290.0
"""Points across in which its words still stand in their cells."""
_VIEWS = (2, 3, 5)
"""Shares of the room that the three views take."""
_DRAWN_SUMS = ("ceiling", "levers")


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


class ResultPage(Sheet):
    """Shows what follows from the answers."""

    place = "result"

    plan_wanted = Signal()
    save_wanted = Signal()
    change_wanted = Signal()
    behind_wanted = Signal(str)
    move_wanted = Signal(int)
    try_wanted = Signal()
    compare_wanted = Signal()
    dates_wanted = Signal()

    def __init__(self, theme: Theme, session: Session, parts: Parts) -> None:
        super().__init__(theme, _("Result"))
        self._session, self._parts = session, parts
        self._lower = Afterwards(self)
        self._lower.due.connect(self._show_reasons)
        self._left: tuple[CheckUp | None, int] = (None, 0)
        self._back_at = 0
        self._forget()
        self._compare = Button(
            theme, _("What changed since the last check-up?"), "quiet", "chevron-right", compact=True
        )
        self._compare.clicked.connect(self.compare_wanted)
        self._compare.hide()

    def _forget(self) -> None:
        """Know none of the parts that were shown."""
        self._pictures: list[Pictures] = []
        self._beside: Pictures | None = None
        self._below: list[QWidget] = []
        self._areas: AreaRows | None = None
        self._chain: Chain | None = None
        self._exchange: Exchange | None = None
        self._rows: list[QBoxLayout] = []
        self._undo: UndoBar | None = None
        self._next: QWidget | None = None
        self._alone = False

    def fit_shape(self, shape: Shape) -> None:
        """Put the grid beside the verdict or below it, and stack what has no room side by side."""
        super().fit_shape(shape)
        self._fit_parts()

    def _fit_parts(self) -> None:
        shape = self.shape_
        if self._beside is not None:
            self._beside.setVisible(shape.wide)
        for part in self._below:
            part.setVisible(not shape.wide)
        if self._areas is not None:
            self._areas.fit_narrow(narrow=shape.narrow)
        if self._chain is not None:
            self._chain.stand(upright=shape.narrow)
        if self._exchange is not None:
            self._exchange.setVisible(not shape.narrow)
        for row in self._rows:
            way = QBoxLayout.Direction.TopToBottom if shape.narrow else QBoxLayout.Direction.LeftToRight
            row.setDirection(way)

    def offer_comparison(self, there: bool) -> None:
        """Offer the comparison where there is an earlier check-up; else say when there will be one."""
        self._compare.setVisible(there)
        self._alone = not there
        if self._next is not None:
            self._next.setVisible(self._alone)
        self.scroll_area.fit()

    def show_result(self, *, again: bool = False) -> None:
        """Work the result out and show it; the reasons, which lie lower, follow once it has been painted.

        Whoever looked aside and comes back `again` finds the same result where it was left.
        """
        phrasing = self._session.phrasing()
        left, place = self._left
        self._back_at = place if again and left is phrasing.checkup else 0
        self._compare.setParent(None)
        column = self.fresh()
        self._compare.hide()
        self._forget()
        self._add_change(column, phrasing)
        self._add_verdict(column, phrasing)
        if phrasing.result.verdict is None:
            self._add_missing(column, phrasing)
        else:
            column.addLayout(self._side_by_side(40, (self._direction(phrasing), 1), (self._capability(phrasing), 1)))
            column.addSpacing(self.theme.sp(24))
            self._add_views(column, phrasing)
            self._add_fixes(column, phrasing)
            self._add_grid(column, phrasing)
        self._fit_parts()
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)
        self._lower.begin()

    def forget(self) -> None:
        """Show no more of a check-up that is open no longer."""
        self._lower.cancel()
        self._left = (None, 0)

    def _show_reasons(self) -> None:
        phrasing, column = self._session.phrasing(), self.part()
        self._add_cause(column, phrasing)
        self._add_areas(column)
        self._add_sale(column, phrasing)
        self._add_together(column, phrasing)
        self._add_sums(column, phrasing)
        self._add_sureness(column, phrasing)
        self._add_next(column, phrasing)
        self._fit_parts()
        self.settle()
        if self._back_at:
            self.scroll_area.verticalScrollBar().setValue(self._back_at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the single keys: T pictures or tables, W what if, P the plan, a digit one of the moves to fix first."""
        key, level = event.key(), event.key() - Qt.Key.Key_0
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._session.preferences.number_keys
        if control and key == Qt.Key.Key_Z:
            self._take_back()
        elif plain and key == Qt.Key.Key_T:
            tables = not any(one.tables for one in self._pictures)
            for one in self._pictures:
                one.show_tables(tables=tables)
        elif plain and key == Qt.Key.Key_W:
            self.try_wanted.emit()
        elif plain and key == Qt.Key.Key_P:
            self.plan_wanted.emit()
        elif plain and 1 <= level <= len(self._session.phrasing().result.first):
            self.move_wanted.emit(level)
        else:
            super().keyPressEvent(event)

    def _take_back(self) -> None:
        """Take back what was changed from here, or else the last answer, which leads to its question."""
        if self._undo is not None and self._session.changed is not None:
            self._session.take_back()
        else:
            self._session.undo()

    def _draw(self, phrasing: Phrasing, name: str) -> Pictures:
        """Return a place for a picture, which comes when it is drawn."""
        wanted = Wanted((name,), phrasing)
        made = Pictures(self.theme, self._parts, wanted, **({"least": _GRID_LEAST} if name == "grid" else {}))
        made.grown.connect(self.scroll_area.fit)
        self._pictures.append(made)
        return made

    def _side_by_side(self, apart: int, *parts: tuple[QLayout, int]) -> QBoxLayout:
        """Return layouts beside each other with their stretch, or below each other where it is narrow."""
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(self.theme.sp(apart))
        for part, stretch in parts:
            row.addLayout(part, stretch)
        self._rows.append(row)
        return row

    # the verdict

    def _add_change(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Say what was changed since the result was last seen, with the way back."""
        one = self._session.changed
        if one is None:
            return
        text = changed(phrasing, one.question, one.before, self._session.answer_to(one.question), one.capability)
        self._undo = UndoBar(self.theme, text, _("Undo the change"))
        self._undo.undone.connect(self._session.take_back)
        column.addWidget(self._undo)
        column.addSpacing(self.theme.sp(20))

    def _add_verdict(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        first, rest = phrasing.headline_parts()
        words = QVBoxLayout()
        words.setSpacing(0)
        heading = Heading(self.theme, first, "display")
        heading.setAccessibleName(phrasing.headline())
        heading.setProperty("verdict", phrasing.headline())
        lines: list[QWidget] = [heading, *([Text(self.theme, rest, "lead", "ink2")] if rest else [])]
        if phrasing.result.trajectory.cash_alarm:
            messages = phrasing.words.messages
            lines.append(Text(self.theme, f"{messages['cash.title']}. {messages['cash.text']}", "body-strong"))
        if (cause := self._cause_in_short(phrasing)) is not None:
            lines.append(cause)
        for place, line in enumerate(lines):
            words.addSpacing(self.theme.sp(10) if place else 0)
            words.addLayout(capped(line, self.theme, _MEASURE))
        words.addSpacing(self.theme.sp(10))
        words.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(self.theme.sp(40))
        row.addLayout(words, 1)
        if phrasing.result.verdict is not None and phrasing.result.trajectory.odds:
            self._beside = self._draw(phrasing, "grid")
            self._beside.setFixedWidth(self.theme.px(_GRID))
            self._beside.reserve(_GRID_SHARE)
            row.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addSpacing(self.theme.sp(20))

    def _add_missing(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Lead to what a verdict still needs: the next open question, the figures, the person's own estimate."""
        missing = phrasing.result.missing
        if missing is None:
            return
        ways: list[tuple[str, str]] = []
        if missing.revenue:
            ways.append((_("Add your numbers"), flow.FIGURES))
            if _ESTIMATE in self._session.way:
                ways.append((_("Give your own estimate"), _ESTIMATE))
        if ways:
            column.addWidget(flowing(*(self._way_to(words, place) for words, place in ways), across=12))
            column.addSpacing(self.theme.sp(24))

    def _way_to(self, words: str, place: str) -> Button:
        """Return the way to a question or to the figures, from where going on leads back here."""
        button = Button(self.theme, words, "secondary", compact=True)
        button.clicked.connect(lambda: self._session.change(place, flow.END))
        return button

    def _cause_in_short(self, phrasing: Phrasing) -> QWidget | None:
        """Return what fits the answers, and that promotion is far ahead where it is; None where neither is so."""
        leading, ahead = phrasing.result.leading, promotion_ahead(phrasing)
        if phrasing.result.verdict is None or (leading is None and not ahead):
            return None
        block = Aside(self.theme)
        if leading is not None:
            pattern = phrasing.pattern(leading)
            block.column.addWidget(Text(self.theme, _("What fits your answers"), "small", "ink2"))
            block.column.addWidget(Text(self.theme, pattern.name, "lead-strong"))
            block.column.addWidget(Text(self.theme, pattern.line, "body", "ink2"))
        if ahead:
            block.column.addWidget(Text(self.theme, ahead, "body", "ink2"))
        return block

    def _signal(self, what: str, texts: tuple[str, str, str], bar: QWidget | None) -> QVBoxLayout:
        """Return one signal: label, value and the words below its bar, with the way to what stands behind it."""
        label, value, below = texts
        column = QVBoxLayout()
        column.setSpacing(self.theme.sp(2))
        column.addWidget(Text(self.theme, label, "small", "ink2"))
        column.addWidget(Text(self.theme, value, "lead-strong"))
        if bar is not None:
            column.addWidget(bar)
        if below:
            column.addSpacing(self.theme.sp(4))
            column.addWidget(Text(self.theme, below, "small", "ink2"))
        if bar is not None:
            column.addWidget(self._way_behind(what, _("How this comes about"), label), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _way_behind(self, what: str, words: str, about: str) -> Button:
        """Return the way from a number to what stands behind it."""
        button = Button(self.theme, words, "quiet", compact=True)
        button.setAccessibleName(_("{about}: {words}").format(about=about, words=words))
        button.clicked.connect(lambda: self.behind_wanted.emit(what))
        return button

    def _direction(self, phrasing: Phrasing) -> QVBoxLayout:
        odds, likeliest = phrasing.result.trajectory.odds, phrasing.result.trajectory.direction
        names = {"declining": _("declining"), "stuck": _("stuck"), "growing": _("growing")}
        parts = [
            (f"{names[name]} {phrasing.formats.percent(share)}", share, name == likeliest)
            for name, share in odds.items()
        ]
        label, value = _("Where it is going"), capital(phrasing.state())
        said = f"{label}: {value}. {', '.join(words for words, _share, _own in parts)}."
        bar = OddsBar(self.theme, said, parts) if odds else None
        return self._signal("direction", (label, value, phrasing.growth()), bar)

    def _capability(self, phrasing: Phrasing) -> QVBoxLayout:
        one, rules = phrasing.result.capability, phrasing.pack.scoring
        label, value = _("How well it is run"), phrasing.capability()
        if one is None:
            return self._signal("capability", (label, value, ""), None)
        ends = (0.0, rules.middle_from, rules.high_from, 100.0)
        names = (f"{name}, {reach}" for name, reach in band_names(phrasing))
        bands = list(zip(names, ends[:-1], ends[1:], strict=True))
        bar = RangeBar(self.theme, f"{label}: {value}.", (one.score, one.low, one.high), bands)
        band = capital(phrasing.words.messages[f"band.{one.band}"])
        return self._signal("capability", (label, value, f"{band}. {phrasing.unevenness()}"), bar)

    def _add_views(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        inside = self.section(column, _("Three views"))
        parts: list[tuple[QLayout, int]] = []
        for view, stretch in zip(three_views(phrasing), _VIEWS, strict=True):
            part = QVBoxLayout()
            part.setSpacing(self.theme.sp(2))
            part.addWidget(Text(self.theme, view.whose, "small", "ink2"))
            part.addWidget(Text(self.theme, view.says, "lead-strong"))
            part.addStretch(1)
            parts.append((part, stretch))
        inside.addLayout(self._side_by_side(24, *parts))
        inside.addSpacing(self.theme.sp(8))
        inside.addWidget(Text(self.theme, phrasing.own_view(), "body", "ink2"))
        inside.addSpacing(self.theme.sp(12))
        inside.addWidget(self._draw(phrasing, "revenue"))

    def _add_fixes(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        first = phrasing.result.first
        if not first:
            return
        note = _("The biggest lift for the least effort, from your own answers.")
        inside = self.section(column, _("Fix first"), note)
        for place, move in enumerate(first, start=1):
            if place > 1:
                inside.addSpacing(self.theme.sp(14))
                inside.addWidget(Rule(self.theme))
                inside.addSpacing(self.theme.sp(14))
            words = phrasing.move(move)
            quote = phrasing.quote(move.question)
            said = _("You said: “{answer}”").format(answer=quote.chosen)
            if quote.note:
                said = _("{said} Your note: “{note}”").format(said=said, note=quote.note)
            row = self.numbered(str(place), words.do, (words.because, said))
            plan = Button(self.theme, _("Plan it"), "secondary", compact=True)
            plan.setAccessibleName(_("Plan it: {do}").format(do=words.do))
            plan.clicked.connect(lambda _checked=False, own=place: self.move_wanted.emit(own))
            ways = QVBoxLayout()
            ways.setSpacing(0)
            ways.addWidget(plan)
            why = self._way_behind(f"plan:{move.question}", _("Why this"), words.do)
            ways.addWidget(why, 0, Qt.AlignmentFlag.AlignHCenter)
            ways.addStretch(1)
            row.addSpacing(self.theme.sp(16))
            row.addLayout(ways)
            inside.addLayout(row)
        if line := keep_doing(phrasing):
            inside.addSpacing(self.theme.sp(14))
            inside.addWidget(Rule(self.theme))
            inside.addSpacing(self.theme.sp(14))
            inside.addWidget(Text(self.theme, line, "body", "ink2"))

    def _add_grid(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Show the grid in a section of its own, for windows in which it has no room beside the verdict."""
        if self._beside is None:
            return
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.section(inner, _("Where you stand")).addWidget(self._draw(phrasing, "grid"))
        self._below.append(holder)
        column.addWidget(holder)

    # the reasons

    def _add_cause(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        leading, messages = phrasing.result.leading, phrasing.words.messages
        if phrasing.result.verdict is None:
            return
        inside = self.section(column, _("What fits your answers"))
        if phrasing.result.foundations:
            inside.addWidget(Text(self.theme, messages["foundations.title"], "lead-strong"))
            inside.addWidget(Text(self.theme, messages["foundations.text"], "body", "ink2"))
        elif leading is None:
            inside.addWidget(Text(self.theme, messages["pattern.none"]))
        else:
            pattern = phrasing.pattern(leading)
            inside.addWidget(Text(self.theme, pattern.name, "lead-strong"))
            inside.addWidget(Text(self.theme, pattern.line))
            inside.addSpacing(self.theme.sp(8))
            for reason in pattern.fits:
                inside.addWidget(Text(self.theme, f"– {capital(reason)}", "body", "ink2"))
            inside.addSpacing(self.theme.sp(8))
            change = phrasing.words.say("pattern.change", text=pattern.would_change_our_mind)
            inside.addWidget(Text(self.theme, change, "body", "ink2"))

    def _add_areas(self, column: QVBoxLayout) -> None:
        phrasing = self._session.phrasing()
        inside = self.section(column, _("Six areas"), _("A name opens the answers behind its score."))
        self._areas = AreaRows(self.theme, self._session)
        self._areas.behind_wanted.connect(self.behind_wanted)
        self._areas.answer_wanted.connect(lambda question: self._session.change(question, flow.END))
        inside.addWidget(self._areas)
        if line := about_the_same(phrasing):
            inside.addSpacing(self.theme.sp(8))
            inside.addWidget(Text(self.theme, line, "body", "ink2"))

    def _add_sale(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        steps = sale_steps(phrasing)
        if not any(phrasing.result.chain.levels.values()):
            return
        note = _("Steps 1 to 5. A chain is as strong as its weakest link.")
        inside = self.section(column, _("Your sale, step by step"), note)
        self._chain = Chain(self.theme, steps)
        self._chain.wanted.connect(self.behind_wanted)
        inside.addWidget(self._chain)
        if line := weakest_step(phrasing):
            inside.addSpacing(self.theme.sp(12))
            inside.addWidget(Text(self.theme, line, "body", "ink2"))

    def _add_together(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        said = directions(phrasing)
        if not said:
            return
        inside = self.section(column, _("Sales and marketing"), _("Two jobs. What each gives the other."))
        messages = phrasing.words.messages
        given = [(one, messages[f"areaword.{one.word}"]) for one in phrasing.result.directions]
        self._exchange = Exchange(self.theme, said, given)
        inside.addWidget(self._exchange)
        inside.addSpacing(self.theme.sp(12))
        inside.addWidget(Text(self.theme, said, "body", "ink2"))
        way = self._way_behind("alignment", _("See the answers behind it"), _("Sales and marketing"))
        inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._draw(phrasing, "gaps"))

    def _add_sums(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        made = [one for one in sums(phrasing) if one.made]
        if not made:
            return
        inside = self.section(column, _("Your own figures"), _("Arithmetic on what you gave, not a forecast."))
        for place, one in enumerate(made):
            if place:
                inside.addSpacing(self.theme.sp(20))
            inside.addWidget(Text(self.theme, one.title, "body-strong"))
            for line in one.lines:
                inside.addWidget(Text(self.theme, line, "body", "ink2"))
            if one.key in _DRAWN_SUMS:
                inside.addSpacing(self.theme.sp(8))
                inside.addWidget(self._draw(phrasing, one.key))

    def _add_sureness(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        if phrasing.result.verdict is None:
            return
        inside = self.section(column, _("How sure"))
        inside.addWidget(Text(self.theme, phrasing.confidence(), "body-strong"))
        inside.addWidget(Text(self.theme, phrasing.confidence_because(), "body", "ink2"))
        inside.addSpacing(self.theme.sp(8))
        for line in (holds(phrasing), *flips(phrasing)):
            inside.addWidget(Text(self.theme, line, "body", "ink2"))
        if phrasing.result.trajectory.rate is None:
            inside.addSpacing(self.theme.sp(10))
            way = self._way_to(_("Add your numbers"), flow.FIGURES)
            inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        if looks := misfits(phrasing):
            inside = self.section(column, _("Worth a second look"))
            for line in looks:
                inside.addWidget(Text(self.theme, line, "body", "ink2"))

    def _add_next(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Say when there will be two check-ups to compare; hidden until it is known that there is only one."""
        self._next = QWidget()
        column.addWidget(self._next)
        self._next.setVisible(self._alone)
        inside = QVBoxLayout(self._next)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        checkup = phrasing.checkup
        day = phrasing.formats.day(review_day(checkup.settings, checkup.date))
        words = _("What changed shows once there are two check-ups. The next one is due on {day}.").format(day=day)
        dates = Button(self.theme, _("Dates for a calendar"), "secondary", "calendar", compact=True)
        dates.clicked.connect(self.dates_wanted)
        matter = self.section(inside, _("Next check-up"))
        matter.addWidget(Text(self.theme, words))
        matter.addSpacing(self.theme.sp(8))
        matter.addWidget(dates, 0, Qt.AlignmentFlag.AlignLeft)

    # what a page does

    def foot(self) -> Foot:
        """Return the footer; without a verdict there is no plan yet, and the way leads on to what is missing."""
        first = _("Answer the next question") if self._next_question() else _("See the plan")
        return Foot(first, _("Report"), _("What if?"), place=_("T shows pictures as tables") if self._pictures else "")

    def _next_question(self) -> str:
        """Return the next question that a verdict still needs, empty where there is a verdict."""
        missing = self._session.phrasing().result.missing if self._session.current is not None else None
        return missing.questions[0] if missing is not None and missing.questions else ""

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll and Enter goes on, and have the verdict read aloud first."""
        announce(self, self._session.phrasing().headline())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let a change stand: taking it back is for the moment after. Remember what was in sight."""
        if (one := self._session.current) is not None:
            self._left = (one.checkup, self.scroll_area.verticalScrollBar().value())
        if self._undo is not None:
            self._session.settle()

    def commit(self) -> None:
        """Show the plan, or the next question that a verdict needs."""
        if question := self._next_question():
            self._session.change(question, flow.END)
        else:
            self.plan_wanted.emit()

    def second(self) -> None:
        """Show the report."""
        self.save_wanted.emit()

    def third(self) -> None:
        """Try other answers."""
        self.try_wanted.emit()
