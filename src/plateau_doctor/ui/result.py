"""The result: the verdict in words, the two signals, three fixes with their evidence, the areas, the cause."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.answers import review_day
from plateau_doctor.core.scoring import AreaScore
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.sensitivity import flips, holds
from plateau_doctor.phrasing.standing import about_the_same, directions, misfits, weakest_step
from plateau_doctor.phrasing.steps import changed
from plateau_doctor.phrasing.sums import sums
from plateau_doctor.ui.bars import OddsBar, RangeBar, ScoreBar
from plateau_doctor.ui.page import Foot, Page, Section, Shape, capped
from plateau_doctor.ui.painting import TOP, where_lines_begin
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.undo_bar import UndoBar
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text

_WIDTH = 1200
_LINE = 48
"""Pixels that an arrow key scrolls at 100 %."""
_MEASURE = 830
_MOST_QUOTES = 2
_HIGH = 4


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Sheet(Page):
    """A page set like a report: sections with their heading at the left, on hairlines."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._sections: list[Section] = []
        self._matter = QWidget()
        self._row = capped(self._matter, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def fresh(self) -> QVBoxLayout:
        """Return an empty column in the place of what stood here."""
        old = self._matter
        self._matter = QWidget()
        self._matter.setMaximumWidth(self.theme.px(_WIDTH))
        column = QVBoxLayout(self._matter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._row.replaceWidget(old, self._matter)
        old.hide()
        old.deleteLater()
        self._sections = []
        return column

    def settle(self) -> None:
        """Give the new matter its height before it is painted; what isn't shown yet counts for nothing in a layout."""
        self._matter.show()
        self.scroll_area.fit()

    def section(self, column: QVBoxLayout, title: str, note: str = "") -> QVBoxLayout:
        """Add a section on a hairline and return the column for its matter."""
        made = Section(self.theme, title, note)
        made.fit_shape(self.shape_)
        self._sections.append(made)
        column.addWidget(Rule(self.theme))
        column.addWidget(made)
        return made.column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys that scroll everywhere; the others are those of every page."""
        bar = self.scroll_area.verticalScrollBar()
        line, leaf = self.theme.px(_LINE), bar.pageStep() - self.theme.px(_LINE)
        ways = {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: leaf,
            Qt.Key.Key_Space: leaf,
            Qt.Key.Key_PageUp: -leaf,
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + way)

    def fit_shape(self, shape: Shape) -> None:
        """Put headings beside their matter or above it."""
        super().fit_shape(shape)
        self.margins(self._row)
        for section in self._sections:
            section.fit_shape(shape)

    def numbered(self, sign: str, title: str, lines: tuple[str, ...]) -> QHBoxLayout:
        """Return a row with a number or a dash, a strong line and lines below it."""
        row = QHBoxLayout()
        row.setSpacing(0)
        number = Text(self.theme, sign, "number", "accent", wrap=False)
        number.setFixedWidth(self.theme.px(40))
        number.setAlignment(where_lines_begin(TOP))
        words = QVBoxLayout()
        words.setSpacing(self.theme.sp(4))
        words.setContentsMargins(0, self.theme.sp(3), 0, 0)
        words.addWidget(Text(self.theme, title, "lead-strong"))
        for line in lines:
            words.addWidget(Text(self.theme, line, "body", "ink2"))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row


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
        self._pictures: Pictures | None = None
        self._undo: UndoBar | None = None
        self._next = QWidget(self)
        self._next.hide()
        self._compare = Button(
            theme, _("What changed since the last check-up?"), "quiet", "chevron-right", compact=True
        )
        self._compare.clicked.connect(self.compare_wanted)
        self._compare.hide()

    def offer_comparison(self, there: bool) -> None:
        """Offer the comparison where there is an earlier check-up; else say when there will be one."""
        self._compare.setVisible(there)
        self._next.setVisible(not there)
        self.scroll_area.fit()

    def show_result(self) -> None:
        """Work the result out and show it."""
        phrasing = self._session.phrasing()
        self._compare.setParent(None)
        column = self.fresh()
        self._compare.hide()
        self._undo = None
        self._add_change(column, phrasing)
        self._add_verdict(column, phrasing)
        if phrasing.result.verdict is not None:
            column.addLayout(self._signals(phrasing))
            column.addSpacing(self.theme.sp(24))
            self._add_own_view(column, phrasing)
            self._add_fixes(column, phrasing)
        self._add_areas(column, phrasing)
        self._add_pictures(column, phrasing)
        self._add_cause(column, phrasing)
        self._add_sums(column, phrasing)
        self._add_sureness(column, phrasing)
        self._add_next(column, phrasing)
        self.settle()
        self.scroll_area.verticalScrollBar().setValue(0)

    def _add_pictures(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        self._pictures = None
        if phrasing.result.verdict is None:
            return
        inside = self.section(column, _("In pictures"), _("T shows them as tables."))
        self._pictures = Pictures(self.theme, self._parts, phrasing)
        self._pictures.grown.connect(self.scroll_area.fit)
        inside.addWidget(self._pictures)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the single keys: T pictures or tables, W what if, P the plan, a digit one of the moves to fix first."""
        key, level = event.key(), event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._session.preferences.number_keys
        if plain and key == Qt.Key.Key_T and self._pictures is not None:
            self._pictures.switch()
        elif plain and key == Qt.Key.Key_W:
            self.try_wanted.emit()
        elif plain and key == Qt.Key.Key_P:
            self.plan_wanted.emit()
        elif plain and 1 <= level <= len(self._session.phrasing().result.first):
            self.move_wanted.emit(level)
        else:
            super().keyPressEvent(event)

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
        heading = Heading(self.theme, first, "display")
        heading.setAccessibleName(phrasing.headline())
        heading.setProperty("verdict", phrasing.headline())
        column.addLayout(capped(heading, self.theme, _MEASURE))
        if rest:
            column.addSpacing(self.theme.sp(10))
            column.addLayout(capped(Text(self.theme, rest, "lead", "ink2"), self.theme, _MEASURE))
        cash = phrasing.result.trajectory.cash_alarm
        if cash:
            messages = phrasing.words.messages
            text = f"{messages['cash.title']}. {messages['cash.text']}"
            column.addSpacing(self.theme.sp(10))
            column.addLayout(capped(Text(self.theme, text, "body-strong"), self.theme, _MEASURE))
        column.addSpacing(self.theme.sp(10))
        column.addWidget(self._compare)
        column.addSpacing(self.theme.sp(14))

    def _signals(self, phrasing: Phrasing) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.sp(40))
        row.addLayout(self._direction(phrasing), 1)
        row.addLayout(self._capability(phrasing), 1)
        return row

    def _signal(self, what: str, texts: tuple[str, str, str], bar: QWidget | None) -> QVBoxLayout:
        """Return one signal: label, value and the words below its bar, with the way to what stands behind it."""
        label, value, below = texts
        column = QVBoxLayout()
        column.setSpacing(self.theme.sp(2))
        column.addWidget(Text(self.theme, label, "small", "ink2"))
        column.addWidget(Text(self.theme, value, "lead-strong"))
        if bar is not None:
            column.addWidget(bar)
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
        odds = phrasing.result.trajectory.odds
        names = {"declining": _("declining"), "stuck": _("stuck"), "growing": _("growing")}
        parts = [f"{names[name]} {phrasing.formats.percent(share)}" for name, share in odds.items()]
        label, value = _("Where it is going"), capital(phrasing.state())
        likeliest = phrasing.result.trajectory.direction or ""
        said = f"{label}: {value}. {', '.join(parts)}."
        bar = OddsBar(self.theme, said, {str(name): share for name, share in odds.items()}, likeliest) if odds else None
        below = " · ".join(parts)
        growth = phrasing.growth()
        return self._signal("direction", (label, value, f"{below}. {growth}" if growth else below), bar)

    def _capability(self, phrasing: Phrasing) -> QVBoxLayout:
        one = phrasing.result.capability
        label, value = _("How well it is run"), phrasing.capability()
        band = phrasing.words.messages[f"band.{one.band}"] if one else ""
        bar = RangeBar(self.theme, f"{label}: {value}.", (one.score, one.low, one.high)) if one else None
        return self._signal("capability", (label, value, f"{capital(band)}. {phrasing.unevenness()}"), bar)

    def _add_own_view(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        inside = self.section(column, _("Your own view"))
        inside.addWidget(Text(self.theme, phrasing.own_view()))

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
            way = self._way_behind(f"plan:{move.question}", _("Why this"), words.do)
            row.addSpacing(self.theme.sp(12))
            row.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
            inside.addLayout(row)

    def _opener(self, name: str, title: str, area: AreaScore) -> QWidget:
        """Return the area's name as a button that opens the answers behind its score."""
        button = Button(self.theme, title, "quiet", compact=True)
        button.setAccessibleName(_("{area}: see the answers behind it").format(area=title))
        button.clicked.connect(lambda: self.behind_wanted.emit(name))
        button.setEnabled(area.answered > 0)
        return button

    def _add_areas(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        inside = self.section(column, _("Six areas"), _("The line below a bar is the likely range."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.sp(16))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(3, 1)
        weakest = phrasing.result.bottleneck.areas
        for row, (name, area) in enumerate(phrasing.result.areas.items()):
            title, line = phrasing.area_title(name), phrasing.area_line(area)
            if area.score is None or area.low is None or area.high is None:
                grid.addWidget(self._opener(name, title, area), row, 0, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(self._missing(name, line), row, 1, 1, 3)
                continue
            word = phrasing.area_word(area)
            words = _("{word}, weakest").format(word=word) if name in weakest else word
            cells = (
                self._opener(name, title, area),
                Text(self.theme, words, "body", "ink2", wrap=False),
                Text(self.theme, str(round(area.score)), "body-strong", wrap=False),
                ScoreBar(self.theme, f"{title}: {words}. {line}", (area.score, area.low, area.high)),
            )
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignVCenter if place < 3 else Qt.AlignmentFlag(0))
        inside.addLayout(grid)
        standing = (about_the_same(phrasing), weakest_step(phrasing), directions(phrasing))
        for line in (line for line in standing if line):
            inside.addSpacing(self.theme.sp(8))
            inside.addWidget(Text(self.theme, line, "body", "ink2"))

    def _add_next(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        """Say when there will be two check-ups to compare; hidden until it is known that there is only one."""
        self._next = QWidget()
        self._next.hide()
        column.addWidget(self._next)
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

    def _missing(self, area: str, line: str) -> QWidget:
        """Return what a score still lacks, with the way to the next open question of the area."""
        title, one = self._session.phrasing().area_title(area), self._session.now_open
        left = flow.unanswered(one.pack, one.checkup, self._session.answers)
        question = next((question for question in left if one.pack.question(question).area == area), None)
        holder = QWidget()
        holder.setMinimumHeight(self.theme.ctl(44))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.sp(12))
        row.addWidget(Text(self.theme, line, "small", "ink2"), 1, Qt.AlignmentFlag.AlignVCenter)
        if question is not None:
            button = Button(self.theme, _("Answer the next one"), "quiet", compact=True)
            button.setAccessibleName(_("{area}: answer the next question").format(area=title))
            button.clicked.connect(lambda: self._session.change(question, flow.END))
            row.addWidget(button)
        return holder

    def _add_sums(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        made = [one for one in sums(phrasing) if one.made]
        if not made:
            return
        inside = self.section(column, _("Your own figures"), _("Arithmetic on what you gave, not a forecast."))
        for place, one in enumerate(made):
            if place:
                inside.addSpacing(self.theme.sp(14))
            inside.addWidget(Text(self.theme, one.title, "body-strong"))
            for line in one.lines:
                inside.addWidget(Text(self.theme, line, "body", "ink2"))

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

    def _add_sureness(self, column: QVBoxLayout, phrasing: Phrasing) -> None:
        if phrasing.result.verdict is None:
            return
        inside = self.section(column, _("How sure"))
        inside.addWidget(Text(self.theme, phrasing.confidence()))
        inside.addWidget(Text(self.theme, phrasing.confidence_because(), "body", "ink2"))
        inside.addSpacing(self.theme.sp(8))
        for line in (holds(phrasing), *flips(phrasing)):
            inside.addWidget(Text(self.theme, line, "body", "ink2"))
        if looks := misfits(phrasing):
            inside = self.section(column, _("Worth a second look"))
            for line in looks:
                inside.addWidget(Text(self.theme, line, "body", "ink2"))

    # what a page does

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("See the plan"), _("Report"), _("What if?"))

    def arrive(self) -> None:
        """Take the focus, so that the arrows scroll and Enter goes on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Let a change stand: taking it back is for the moment after."""
        if self._undo is not None:
            self._session.settle()

    def commit(self) -> None:
        """Show the plan."""
        self.plan_wanted.emit()

    def second(self) -> None:
        """Show the report."""
        self.save_wanted.emit()

    def third(self) -> None:
        """Try other answers."""
        self.try_wanted.emit()
