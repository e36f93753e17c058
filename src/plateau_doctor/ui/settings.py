"""The settings, on one page: reading, keys, way of working, how the open check-up is worked out, and the data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from plateau_doctor import __version__
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.outcome import Inflation, inflation_of
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.beside import BesidePage
from plateau_doctor.ui.choices import Choice, Choices
from plateau_doctor.ui.figure_field import FigureField
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.page import Section, Shape, capped
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.sizing import SizeButtons
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Heading, Rule, Text

_WIDTH = 952
_YEARS_A_ROW = 5
_SAME = 1e-9


class SettingsPage(BesidePage):
    """Each choice holds from the moment it is made; there is nothing to save."""

    place = "settings"

    restore_wanted = Signal()
    move_wanted = Signal()
    topic_wanted = Signal(str)

    def __init__(self, theme: Theme, session: Session, parts: Parts, formats: Callable[..., Any]) -> None:
        super().__init__(theme, _("Settings"), _("Find a setting"))
        self._settings, self._session, self._parts, self._formats = parts.settings, session, parts, formats
        self._folder = parts.folder()
        self._sections: list[Section] = []
        self._rules: list[Rule] = []
        self._cuts: dict[str, FigureField] = {}
        self._rates: dict[int, FigureField] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._find.setMaximumWidth(theme.px(280))
        self._find.textChanged.connect(self._on_find)
        head = QHBoxLayout()
        head.addWidget(Heading(theme, _("Settings")), 1)
        head.addWidget(self._find)
        self._column.addLayout(head)
        self._column.addSpacing(theme.sp(6))
        self._words = Text(theme, _nothing_to_save(), "body", "ink2")
        self._column.addWidget(self._words)
        self._column.addSpacing(theme.sp(16))
        self._add_reading()
        self._add_keys()
        self._add_work()
        self._own = self._add(_("This check-up"), _("How the open check-up is worked out."))
        self._add_data()
        self._add_about()
        self._column.addStretch(1)
        self._row = capped(holder, theme, _WIDTH)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row, 1)

    def _add(self, title: str, note: str = "") -> Section:
        rule = Rule(self.theme)
        self._column.addWidget(rule)
        section = Section(self.theme, title, note)
        self._sections.append(section)
        self._rules.append(rule)
        self._column.addWidget(section)
        return section

    def _on_find(self, text: str) -> None:
        """Show the sections that hold a text."""
        wanted, found = text.strip().casefold(), 0
        for section, rule in zip(self._sections, self._rules, strict=True):
            there = wanted in _words_of(section)
            found += there
            section.setVisible(there)
            rule.setVisible(there)
        words = _nothing_to_save() if found else _("No setting holds “{text}”.").format(text=text.strip())
        self._words.setText(words)
        if not found:
            announce(self, words)

    # reading, keys, work

    def _add_reading(self) -> None:
        section = self._add(_("Reading"))
        self._sizes = SizeButtons(self.theme, self._settings)
        size = QHBoxLayout()
        size.addWidget(Text(self.theme, _("Text size"), "body", wrap=False))
        size.addSpacing(self.theme.sp(16))
        size.addWidget(self._sizes)
        size.addStretch(1)
        section.column.addLayout(size)
        section.column.addSpacing(self.theme.sp(16))
        self._colours = Choices(
            self.theme,
            _("Colours"),
            (
                ("system", _("As the system")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ),
        )
        self._colours.take(self._settings.now.colours)
        self._colours.taken.connect(lambda value: self._settings.change(colours=value))
        section.column.addWidget(self._colours)

    def _add_keys(self) -> None:
        section = self._add(_("Keys"))
        for place, (name, label, yes, no) in enumerate(
            (
                ("move_on", _("After an answer from 1 to 3"), _("Move on"), _("Stay, Enter moves on")),
                ("number_keys", _("Number and letter keys"), _("Answer the question"), _("Do nothing")),
            )
        ):
            section.column.addSpacing(self.theme.sp(16) if place else 0)
            choices = Choices(self.theme, label, (("true", yes), ("false", no)))
            choices.take(str(getattr(self._settings.now, name)).lower())
            choices.taken.connect(lambda value, one=name: self._settings.change(**{one: value == "true"}))
            section.column.addWidget(choices)

    def _add_work(self) -> None:
        section = self._add(_("How you work"))
        label = _("Who uses Plateau Doctor here")
        choices = Choices(
            self.theme, label, (("owner", _("An owner, for one business")), ("consultant", _("Someone with clients")))
        )
        mode = self._settings.now.mode
        choices.take("consultant" if mode == "consultant" else "owner")
        choices.taken.connect(lambda value: self._settings.change(mode=value))
        section.column.addWidget(choices)
        self._before_own: QWidget = choices.findChildren(Choice)[-1]

    # the open check-up

    def show_settings(self) -> None:
        """Show what the open check-up is worked out with."""
        self._find.clear()
        column = self._own.column
        while (item := column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cuts, self._rates = {}, {}
        one = self._session.current
        if one is None:
            column.addWidget(Text(self.theme, _("Open a check-up to see this."), "body", "ink2"))
            return
        rules, own = one.pack.outcome, one.checkup.settings
        claimed = Choices(
            self.theme,
            _("Steps 4 and 5 without a record count as"),
            (("false", _("Step 3")), ("true", _("The step chosen"))),
        )
        claimed.take("true" if own.get("claimed") is True else "false")
        claimed.taken.connect(lambda value: self._change("claimed", value == "true" or None))
        column.addWidget(claimed)
        column.addSpacing(self.theme.sp(16))
        self._cuts = {
            "growing_from": self._rate(
                _("Growing from, % a year"), own.get("growing_from", rules.growing_from), "growing_from"
            ),
            "declining_below": self._rate(
                _("Shrinking below, % a year"), own.get("declining_below", rules.declining_below), "declining_below"
            ),
        }
        column.addWidget(flowing(*self._cuts.values(), across=24))
        self._show_inflation(one.checkup, one.inflation)
        before = self._before_own
        for field in (*claimed.findChildren(Choice), *(f.line for f in (*self._cuts.values(), *self._rates.values()))):
            QWidget.setTabOrder(before, field)
            before = field

    def _rate(self, name: str, value: float, key: str = "") -> FigureField:
        field = FigureField(self.theme, key or "rate", name, "percent", labelled=True)
        field.setFixedWidth(self.theme.px(180))
        field.show_value(value, self._formats())
        field.line.editingFinished.connect(self.leave)
        return field

    def _show_inflation(self, checkup: CheckUp, table: Inflation) -> None:
        years = checkup.figures.years
        if len(years) < 2:
            return
        column, own = self._own.column, checkup.settings.get("inflation", {})
        column.addSpacing(self.theme.sp(16))
        words = _("Inflation, %. Yours takes the place of the shipped figure; empty brings that one back.")
        column.addWidget(Text(self.theme, words, "body", "ink2"))
        column.addSpacing(self.theme.sp(8))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self.theme.sp(12))
        for place, year in enumerate(range(years[0] + 1, years[-1] + 1)):
            shipped, assumed = inflation_of(table, checkup.business.country, year)
            value = own.get(str(year), None if assumed else shipped)
            field = FigureField(self.theme, "rate", str(year), "percent", labelled=True)
            field.show_value(value, self._formats())
            field.line.setPlaceholderText(self._formats().percent(shipped, 1))
            field.line.editingFinished.connect(self.leave)
            self._rates[year] = field
            grid.addWidget(field, place // _YEARS_A_ROW, place % _YEARS_A_ROW)
        holder = QWidget()
        holder.setLayout(grid)
        column.addWidget(holder)
        words = _("Shipped figures: World Bank, consumer prices, copied in November 2026. They are never fetched.")
        column.addWidget(Text(self.theme, words, "small", "ink2"))

    def _change(self, name: str, value: object) -> None:
        """Take one setting of the check-up; None brings the usual one back."""
        settings = {**self._session.now_open.checkup.settings, name: value}
        self._session.details.save_settings({key: one for key, one in settings.items() if one not in (None, {})})

    def leave(self) -> None:
        """Keep the rates that can be read; one that can't be leaves what was kept."""
        one = self._session.current
        if one is None or not self._cuts:
            return
        rules, table = one.pack.outcome, one.inflation
        settings: dict[str, Any] = dict(one.checkup.settings)
        for name, field in self._cuts.items():
            if field.trouble:
                continue
            usual = getattr(rules, name)
            own = field.value is not None and abs(field.value - usual) > _SAME
            settings[name] = field.value if own else None
        kept, rates = settings.get("inflation", {}), {}
        for year, field in self._rates.items():
            if field.trouble and str(year) in kept:
                rates[str(year)] = kept[str(year)]
            shipped, assumed = inflation_of(table, one.checkup.business.country, year)
            if field.value is not None and (assumed or abs(field.value - shipped) > _SAME):
                rates[str(year)] = field.value
        settings["inflation"] = rates
        settings = {key: value for key, value in settings.items() if value not in (None, {})}
        if settings != dict(one.checkup.settings):
            self._session.details.save_settings(settings)

    def forget(self) -> None:
        """Know nothing of the open check-up any more."""
        self._cuts, self._rates = {}, {}

    # the data

    def _add_data(self) -> None:
        section = self._add(_("Your data"))
        words = _("Your check-ups are in this folder, and nowhere else:")
        section.column.addWidget(Text(self.theme, words, "body"))
        section.column.addWidget(Text(self.theme, str(self._folder), "body-strong"))
        section.column.addSpacing(self.theme.sp(10))
        show = Button(self.theme, _("Open folder"), "secondary", compact=True)
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        copy = Button(self.theme, _("Back up now"), "secondary", compact=True)
        copy.clicked.connect(self._session.archive.back_up)
        back = Button(self.theme, _("Restore a back-up"), "secondary", compact=True)
        back.clicked.connect(self.restore_wanted)
        move = Button(self.theme, _("Move to another folder"), "secondary", compact=True)
        move.clicked.connect(self.move_wanted)
        buttons = (copy, back, show, *((move,) if self._parts.may_move else ()))
        section.column.addWidget(flowing(*buttons, across=12))
        self._backed_up = Text(self.theme, "", "body", "ink2")
        self._backed_up.hide()
        self._backed_up.setContentsMargins(0, self.theme.sp(8), 0, 0)
        section.column.addWidget(self._backed_up)
        section.column.addSpacing(self.theme.sp(16))
        copies = Choices(
            self.theme,
            _("A checked copy whenever Plateau Doctor closes, in the folder backups beside them"),
            (("true", _("Yes, the last ten are kept")), ("false", _("No"))),
        )
        copies.take(str(self._settings.now.copies).lower())
        copies.taken.connect(lambda value: self._settings.change(copies=value == "true"))
        section.column.addWidget(copies)
        section.column.addSpacing(self.theme.sp(16))
        self._session.archive.backed_up.connect(self._on_backed_up)

    def _add_about(self) -> None:
        section = self._add(_("About"))
        words = _("Plateau Doctor {version}, question set {questions}. It never goes online.")
        about = words.format(version=__version__, questions=self._parts.pack_version)
        section.column.addWidget(Text(self.theme, about, "body"))
        licences = _("Free under the MIT licence; typeface Source Sans 3 (SIL OFL 1.1), icons Lucide (ISC).")
        section.column.addWidget(Text(self.theme, licences, "small", "ink2"))
        section.column.addSpacing(self.theme.sp(8))
        ways = []
        for topic, words in (
            ("private", _("How it stays private")),
            ("settings", _("All keys")),
            ("move", _("Another computer")),
        ):
            way = Button(self.theme, words, "quiet", compact=True)
            way.clicked.connect(lambda _checked=False, one=topic: self.topic_wanted.emit(one))
            ways.append(way)
        section.column.addWidget(flowing(*ways, across=24))

    def _on_backed_up(self, path: Path) -> None:
        self._backed_up.say(_("Copied and checked: {path}").format(path=path))

    # what a page does

    def fit_shape(self, shape: Shape) -> None:
        """Take the margins of the grid."""
        super().fit_shape(shape)
        self.margins(self._row)
        for section in self._sections:
            section.fit_shape(shape)

    def arrive(self) -> None:
        """Put the focus on the text size."""
        self._sizes.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _nothing_to_save() -> str:
    return _("Changes hold at once. There is nothing to save.")


def _words_of(section: QWidget) -> str:
    """Return everything that a section says, for looking up."""
    widgets = section.findChildren(QWidget)
    said = [widget.text() for widget in widgets if isinstance(widget, QLabel | QAbstractButton)]
    return " ".join([*said, *(widget.accessibleName() for widget in widgets)]).casefold()
