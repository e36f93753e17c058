"""What if: answers tried without touching the real ones, and the shortest way to the next band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core.pack import LEVELS
from plateau_doctor.core.whatif import next_band, try_answers
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.sensitivity import climb
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.choices import Select
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import ENTER, Foot
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sheet import Sheet
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text

_OFFERED = 6
_LIST = 320
"""Pixels of the list of the other questions."""


class WhatIfPage(Sheet):
    """Steps up and down on the answers that weigh most; the real answers stay as they are."""

    place = "result"

    result_wanted = Signal()
    planned = Signal(object)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("What if"))
        self._session = session
        self._tried: dict[str, int] = {}
        self._shown: list[str] = []
        self._focus = ""
        self._opposite: dict[str, str] = {}
        self._more: Select | None = None

    def begin(self) -> None:
        """Start from the real answers, with the moves of the plan and the shortest way on offer."""
        self._tried = {}
        phrasing = self._session.phrasing()
        way = next_band(phrasing.pack, phrasing.result)
        near = [step.question for step in way.steps] if way is not None else []
        planned = [move.question for move in (*phrasing.result.first, *phrasing.result.plan.free)]
        self._shown = list(dict.fromkeys([*near, *planned]))[: max(_OFFERED, len(near))]
        self._show()

    def _show(self) -> None:
        phrasing = self._session.phrasing()
        one = self._session.now_open
        result = try_answers(one.pack, one.checkup, self._tried, one.checkup.date, one.inflation)
        after = Phrasing(one.pack, one.words, result.checkup, result.after)
        column = self.fresh()
        self._more = None
        column.addWidget(Heading(self.theme, _("What if?")))
        column.addSpacing(self.theme.sp(6))
        column.addWidget(Text(self.theme, _("Nothing here changes your answers."), "body", "ink2"))
        column.addSpacing(self.theme.sp(16))
        column.addWidget(self._standing(phrasing, after))
        column.addSpacing(self.theme.sp(16))
        inside = self.section(column, _("Try a step"), _("One step up or down at a time."))
        for place, question in enumerate(self._shown):
            if place:
                inside.addSpacing(self.theme.sp(8))
                inside.addWidget(Rule(self.theme))
                inside.addSpacing(self.theme.sp(8))
            inside.addLayout(self._stepper(phrasing, question))
        inside.addSpacing(self.theme.sp(14))
        inside.addWidget(flowing(*self._ways_on(phrasing), across=16))
        way = next_band(one.pack, phrasing.result)
        if way is not None:
            inside = self.section(column, _("Shortest way"), _("The fewest single steps to the next band."))
            inside.addWidget(Text(self.theme, climb(phrasing, way)))
            if way.steps:
                show = Button(self.theme, _("Show me"), "secondary", compact=True)
                show.clicked.connect(lambda: self._show_way({one.question: round(one.after) for one in way.steps}))
                make = Button(self.theme, _("Put these into my plan"), "secondary", compact=True)
                make.clicked.connect(lambda: self.planned.emit([one.question for one in way.steps]))
                inside.addSpacing(self.theme.sp(10))
                inside.addWidget(flowing(show, make, across=12))
        note = _("Steps, not forecasts: moving up a step takes work, and it may not pay.")
        column.addWidget(Text(self.theme, note, "small", "ink2"))
        self.settle()
        self._refocus()

    def _ways_on(self, phrasing: Phrasing) -> Iterator[QWidget]:
        """Yield the list of the other questions, and the way to take what was tried into the plan."""
        questions, pooled = phrasing.words.questions, phrasing.result.pooled
        others = [q.id for q in phrasing.pack.practices(phrasing.checkup.form) if q.id not in self._shown]
        others = [question for question in others if pooled[question].supported is not None]
        if others:
            more = Select(self.theme, _("Another question"))
            more.setFixedWidth(self.theme.px(_LIST))
            for question in others:
                more.addItem(capital(questions[question].plain_name), question)
            add = Button(self.theme, _("Try this one too"), "secondary", compact=True)
            add.clicked.connect(lambda: self._add(more.currentData()))
            self._more = more
            yield more
            yield add
        raised = [question for question, level in self._tried.items() if level > (pooled[question].supported or 0)]
        if raised:
            make = Button(self.theme, _("Put what I tried into my plan"), "secondary", compact=True)
            make.clicked.connect(lambda: self.planned.emit(raised))
            yield make

    def _add(self, question: str) -> None:
        self._shown.append(question)
        self._focus = _("Raise {name}").format(name=self._session.phrasing().words.questions[question].plain_name)
        self._take({})

    def _gain(self, question: str, level: int) -> str:
        """Return by how much the whole would change by this one alone, in points."""
        one, now = self._session.now_open, self._session.phrasing().result.capability
        then = try_answers(one.pack, one.checkup, {question: level}, one.checkup.date, one.inflation).after.capability
        if now is None or then is None:
            return ""
        points = round(then.score) - round(now.score)
        return f"{points:+d}".replace("+0", "0").replace("-", "\N{MINUS SIGN}")

    def _standing(self, before: Phrasing, after: Phrasing) -> Text:
        then, now = before.result.capability, after.result.capability
        if then is None or now is None:
            return Text(self.theme, before.missing(), "lead-strong")
        bands = before.words.messages
        untried = _("Now {before} of 100, {band}. Press + beside a question to try a step.")
        tried = _("Now {before} of 100, {band}. Tried: {after}, {tried}.")
        text = (tried if self._tried else untried).format(
            before=round(then.score), band=bands[f"band.{then.band}"], after=round(now.score),
            tried=bands[f"band.{now.band}"],
        )  # fmt: skip
        words = Text(self.theme, text, "lead-strong")
        words.setAccessibleName(text)
        announce(self, text)
        return words

    def _stepper(self, phrasing: Phrasing, question: str) -> QHBoxLayout:
        real = phrasing.result.pooled[question].supported
        start = round(real) if real is not None else 1
        level = self._tried.get(question, start)
        name = phrasing.words.questions[question].plain_name
        words = QVBoxLayout()
        words.setSpacing(self.theme.sp(2))
        words.addWidget(Text(self.theme, capital(name), "body-strong"))
        levels = phrasing.words.questions[question].asked(phrasing.checkup.business.alone)[1]
        words.addWidget(Text(self.theme, levels[level - 1], "body", "ink2"))
        down, up = (Button(self.theme, "", "chip", icon) for icon in ("minus", "plus"))
        down.setAccessibleName(_("Lower {name}").format(name=name))
        up.setAccessibleName(_("Raise {name}").format(name=name))
        self._opposite |= {down.accessibleName(): up.accessibleName(), up.accessibleName(): down.accessibleName()}
        down.setEnabled(level > LEVELS[0])
        up.setEnabled(level < LEVELS[-1])
        down.clicked.connect(lambda: self._step(question, level - 1, down.accessibleName()))
        up.clicked.connect(lambda: self._step(question, level + 1, up.accessibleName()))
        told = _("now {real}").format(real=start)
        if level != start:
            form = _("now {real}, tried {level}: {gain} alone")
            told = form.format(real=start, level=level, gain=self._gain(question, level))
        row = QHBoxLayout()
        row.setSpacing(self.theme.sp(12))
        row.addLayout(words, 1)
        row.addWidget(Text(self.theme, told, "body", wrap=False))
        row.addWidget(down)
        row.addWidget(up)
        return row

    def _step(self, question: str, level: int, focus: str) -> None:
        self._focus = focus
        self._take({question: level})

    def _show_way(self, levels: Mapping[str, int]) -> None:
        self._focus = _("Show me")
        self._take(levels)

    def _take(self, levels: Mapping[str, int]) -> None:
        self._tried |= levels
        self._shown += [question for question in levels if question not in self._shown]
        place = self.scroll_area.verticalScrollBar().value()
        self._show()
        self.scroll_area.verticalScrollBar().setValue(place)

    def _refocus(self) -> None:
        """Put the focus where it was; at the end of the steps, on the way back down or up."""
        buttons = {one.accessibleName(): one for one in self._matter.findChildren(Button) if one.isEnabled()}
        found = buttons.get(self._focus) or buttons.get(self._opposite.get(self._focus, ""))
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # what a page does

    def remember(self) -> object:
        """Return what is tried, and the questions that are shown."""
        return dict(self._tried), list(self._shown)

    def recall(self, kept: object) -> None:
        """Try the same again."""
        assert isinstance(kept, tuple)  # noqa: S101 - what `remember` returned
        self._tried, self._shown = kept
        self._show()

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Back to the result"), _("Clear what I tried"))

    def arrive(self) -> None:
        """Put the focus on the first step up."""
        first = next((b for b in self._matter.findChildren(Button) if b.accessibleName().startswith(_("Raise"))), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the list of other questions try the one that is chosen."""
        if event.key() in ENTER and self._more is not None and self._more.hasFocus():
            self._add(self._more.currentData())
        else:
            super().keyPressEvent(event)

    def commit(self) -> None:
        """Show the result."""
        self.result_wanted.emit()

    def second(self) -> None:
        """Take back everything that was tried."""
        self._focus = ""
        self.begin()
