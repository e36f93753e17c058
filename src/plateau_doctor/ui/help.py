"""The help: a page about the screen the person came from, and a few more to choose from; all of it offline."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.phrasing.method import method
from plateau_doctor.resources import resource
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.beside import BesidePage
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Shape, capped
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text

_WIDTH = 952
_FIRST = "home"
_ON_CARD = ("settings", "question", "review", "result", "home")
"""The topics whose keys stand on the card, in its order."""


@cache
def topics() -> dict[str, Any]:
    """Return the help's topics: title, paragraphs and keys (what to press, what it does) by their names."""
    read: dict[str, Any] = json.loads(resource("help", "en.json").read_text(encoding="utf-8"))
    return read


class HelpPage(BesidePage):
    """One topic at a time; the list of all at the left."""

    place = "help"

    form_wanted = Signal(str)
    card_wanted = Signal(object)

    def __init__(self, theme: Theme, session: Session, folder: Path) -> None:
        super().__init__(theme, _("Help"), _("Find in the help"))
        self._session, self._folder = session, folder
        self._topic = _FIRST
        self._buttons: dict[str, Button] = {}
        self._list = QWidget()
        names = QVBoxLayout(self._list)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(theme.sp(2))
        self._find.textChanged.connect(self._on_find)
        self._nothing = Text(theme, "", "small", "ink2")
        self._nothing.hide()
        names.addWidget(self._find)
        self._nothing.setContentsMargins(0, theme.sp(8), 0, 0)
        names.addWidget(self._nothing)
        names.addSpacing(theme.sp(8))
        for name, topic in topics().items():
            button = Button(theme, topic["title"], "plain", compact=True)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, one=name: self._choose(one))
            self._buttons[name] = button
            names.addWidget(button)
        names.addStretch(1)
        self._text = QVBoxLayout()
        self._text.setSpacing(0)
        holder = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(self._list)
        self._both.addLayout(self._text, 1)
        self._row = capped(holder, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row, 1)

    def show_topic(self, name: str) -> None:
        """Show one topic; the page of that name, or the first one."""
        self._topic = name if name in topics() else _FIRST
        topic = topics()[self._topic]
        for one, button in self._buttons.items():
            button.setChecked(one == self._topic)
            button.updateGeometry()
        self._clear()
        self._text.addWidget(Heading(self.theme, topic["title"]))
        self._text.addSpacing(self.theme.sp(12))
        for paragraph in topic["text"]:
            self._text.addWidget(Text(self.theme, paragraph.replace("{path}", str(self._folder))))
            self._text.addSpacing(self.theme.sp(10))
        if self._topic == "score":
            self._add_method()
        if "actions" in topic:
            self._text.addWidget(self._actions(topic["actions"]))
            self._text.addSpacing(self.theme.sp(12))
        pairs = [*topic.get("keys", ()), *(self._words() if self._topic == "words" else ())]
        if pairs:
            self._text.addSpacing(self.theme.sp(8))
            self._text.addWidget(self._pairs(pairs))
        self._text.addStretch(1)
        self.scroll_area.verticalScrollBar().setValue(0)

    def begin(self, name: str) -> None:
        """Show a topic to somebody who just came, with nothing looked for."""
        self._find.clear()
        self.show_topic(name)

    def _on_find(self, text: str) -> None:
        """List the topics that hold a text, and show the first of them."""
        wanted = text.strip().casefold()
        found = [name for name in self._buttons if wanted in self._all_words(name)]
        for name, button in self._buttons.items():
            button.setVisible(name in found)
        nothing = "" if found else _("No topic holds “{text}”.").format(text=text.strip())
        self._nothing.say(nothing)
        if nothing:
            announce(self, nothing)
        elif self._topic not in found:
            self.show_topic(found[0])

    def _all_words(self, name: str) -> str:
        """Return everything that a topic says, for looking up."""
        topic = topics()[name]
        pairs = [*topic.get("keys", ()), *topic.get("actions", ()), *(self._words() if name == "words" else ())]
        return " ".join([topic["title"], *topic["text"], *(word for pair in pairs for word in pair)]).casefold()

    def _actions(self, actions: list[tuple[str, str]]) -> QWidget:
        buttons = []
        for name, words in actions:
            button = Button(self.theme, words, "secondary", compact=True)
            button.clicked.connect(lambda _checked=False, one=name: self._on_action(one))
            buttons.append(button)
        return flowing(*buttons, across=12)

    def _on_action(self, name: str) -> None:
        if name == "card":
            titles = {**{one: topics()[one]["title"] for one in _ON_CARD}, "settings": _("On every page")}
            self.card_wanted.emit([(titles[one], topics()[one]["keys"]) for one in _ON_CARD])
        else:
            self.form_wanted.emit(name)

    def _choose(self, name: str) -> None:
        self.show_topic(name)
        self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_method(self) -> None:
        from plateau_doctor.i18n import formats_for

        pack, words = self._session.usual_pack()
        for part in method(pack, words, formats_for(words.language, None)):
            self._text.addSpacing(self.theme.sp(8))
            self._text.addWidget(Text(self.theme, part.title, "body-strong"))
            for line in part.lines:
                self._text.addWidget(Text(self.theme, line, "body", "ink2"))

    def _words(self) -> list[tuple[str, str]]:
        return list(self._session.usual_pack()[1].glossary.items())

    def _pairs(self, pairs: list[tuple[str, str]]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.sp(24))
        grid.setVerticalSpacing(self.theme.sp(8))
        for row, (left, right) in enumerate(pairs):
            grid.addWidget(Rule(self.theme), 2 * row, 0, 1, 2)
            grid.addWidget(Text(self.theme, left, "body-strong"), 2 * row + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text(self.theme, right, "body", "ink2"), 2 * row + 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        return holder

    def _clear(self) -> None:
        while (item := self._text.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows lead through the list of topics; elsewhere they scroll."""
        focus = self.focusWidget()
        listed = focus is not None and focus.isVisible() and self._list.isAncestorOf(focus)
        if listed and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walk(event)
        else:
            super().keyPressEvent(event)

    # what a page does

    def fit_shape(self, shape: Shape) -> None:
        """Put the list beside the topic, or below it where it is narrow."""
        super().fit_shape(shape)
        self.margins(self._row)
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.BottomToTop if shape.narrow else ways.LeftToRight)
        self._both.setSpacing(self.theme.sp(shape.gutter))
        self._list.setFixedWidth(self.theme.px(self.theme.size("measure", "rail")))

    def arrive(self) -> None:
        """Take the focus: on its line in the long list of topics it would scroll the topic itself away."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.verticalScrollBar().setValue(0)
