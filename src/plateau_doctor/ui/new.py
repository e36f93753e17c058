"""A new check-up: the firm's profile and the owner's own view, on one small page; only the name is needed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean, in_sight
from plateau_doctor.core.answers import NAME_LIMIT, Business, Form, OwnVerdict
from plateau_doctor.exchange import figure_limits
from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.choices import Choices, Select
from plateau_doctor.ui.fields import Field, offering
from plateau_doctor.ui.numbers import NotANumberError, read_number
from plateau_doctor.ui.page import Foot, Page, Shape
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Heading, Text

_STRETCH = 1000
_LIMIT = 200
_CURRENCIES = {
    "GB": "GBP", "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "IN": "INR", "ZA": "ZAR", "JP": "JPY",
    "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "MX": "MXN", "BR": "BRL",
}  # fmt: skip
_EURO = ("AT", "BE", "DE", "ES", "FI", "FR", "IE", "IT", "NL", "PT")


class Countries(Select):
    """The countries whose inflation is known; typing the first letters finds one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Country"))

    def fill(self, codes: Iterable[str]) -> None:
        """Offer the countries by their names."""
        if self.count():
            return
        from babel import Locale

        names = Locale.parse("en_GB").territories
        self.addItem(_("Another country"), "")
        for name, code in sorted((names.get(code, code), code) for code in codes if code != "EU"):
            self.addItem(name, code)


class NewPage(Page):
    """Asks for the profile and starts the check-up."""

    place = "home"

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("New check-up"))
        self._session = session
        self._said = ""
        self._name = Field(theme, _("Name of the business"), limit=NAME_LIMIT)
        self._sells = Field(theme, _("What you sell"), _("such as bread and cakes"), _LIMIT)
        self._staff = Field(theme, _("People working in it, you included"))
        self._country = Countries(theme)
        self._buyers = Choices(
            theme,
            _("Who buys"),
            (("people", _("People")), ("businesses", _("Businesses")), ("both", _("Both"))),
        )
        self._verdict = Choices(
            theme,
            _("Over the last three years, is the business growing, flat or shrinking?"),
            (("growing", _("Growing")), ("flat", _("Flat")), ("shrinking", _("Shrinking"))),
        )
        self._wish = Choices(
            theme,
            _("What do you want from it?"),
            (("grow", _("To grow")), ("same", _("To stay this size"))),
        )
        self._form = Choices(
            theme,
            _("How many questions"),
            (
                ("full", _("All of them, about 15 minutes")),
                ("quick", _("A quick look, about 7 minutes, with a shorter plan")),
            ),
        )
        self._before = Choices(
            theme,
            _("Last time's answers"),
            (("blank", _("Start from blank answers")), ("show", _("Show them beside each question"))),
        )
        self._asked = self._known = ""
        self._filled: dict[str, object] = {}
        self._waiting = False
        self._as_before = Text(theme, "", "body", "ink2")
        self._name.editingFinished.connect(self._look_up)
        self._name.returnPressed.connect(self._on_return)
        session.archive.listed.connect(self._on_listed)
        self._troubles = {field: Text(theme, "", "small", "error") for field in (self._name, self._staff)}
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.sp(24))
        grid.setVerticalSpacing(theme.sp(16))
        grid.addWidget(self._labelled(self._name), 0, 0)
        grid.addWidget(self._labelled(self._sells), 0, 1)
        grid.addWidget(self._labelled(self._staff), 1, 0)
        grid.addWidget(self._labelled(self._country), 1, 1)
        grid.addWidget(self._buyers, 2, 0)
        grid.addWidget(self._wish, 2, 1)
        grid.addWidget(self._verdict, 3, 0, 1, 2)
        grid.addWidget(self._form, 4, 0, 1, 2)
        grid.addWidget(self._before, 5, 0, 1, 2)
        self._before.hide()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self._content = QWidget()
        self._content.setMaximumWidth(theme.px(theme.size("measure", "content")))
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(theme, _("New check-up")))
        column.addSpacing(theme.sp(6))
        column.addWidget(Text(theme, _("Only the name is needed. The rest makes the questions fit."), "body", "ink2"))
        column.addWidget(self._as_before)
        column.addSpacing(theme.sp(20))
        column.addLayout(grid)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._gap = QWidget()
        self._row.addWidget(self._gap)
        self._row.addWidget(self._content, _STRETCH, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        outer = QVBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._row)
        outer.addStretch(1)

    def _labelled(self, field: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.sp(4))
        label: QLabel = Text(self.theme, field.accessibleName(), "small", "ink2")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        if isinstance(field, Field) and field in self._troubles:
            column.addWidget(self._troubles[field])
            self._troubles[field].hide()
        column.addStretch(1)
        return holder

    def fit_shape(self, shape: Shape) -> None:
        """Begin at the content's edge of the grid."""
        super().fit_shape(shape)
        self.margins(self._row)
        rail = self.theme.px(self.theme.size("measure", "rail")) + self.theme.sp(shape.gutter)
        self._gap.setFixedWidth(0 if shape.narrow else rail)

    def begin(self) -> None:
        """Empty the page for another business."""
        for field in (self._name, self._sells, self._staff):
            field.clear()
        self._country.fill(self._session.countries())
        self._country.setCurrentIndex(self._likely_country())
        for choices in (self._buyers, self._wish, self._verdict):
            choices.take(None)
        self._form.take("full")
        self._before.take("blank")
        self._before.hide()
        for field in self._troubles:
            self._complain(field, "")
        self._as_before.say("")
        self._asked = self._known = ""
        self._filled = {}
        self._waiting = False
        owner = self._session.preferences.mode == "owner"
        self._name.setPlaceholderText(_usual_name() if owner else "")
        self._offer_names()
        self._session.archive.list_again()

    def take_name(self, name: str) -> None:
        """Begin with a business that is known."""
        self._name.setText(name)
        self._look_up()

    def _offer_names(self) -> None:
        """Offer the businesses that are known; an owner's own stands there at once."""
        names = self._session.archive.businesses
        self._name.setCompleter(offering(self.theme, names))
        if names and self._session.preferences.mode == "owner" and not self._name.text():
            self._name.setText(next(iter(names)))
            self._name.selectAll()
            self._look_up()

    def _on_listed(self, _lines: object) -> None:
        if self.isVisible():
            self._offer_names()

    def _on_return(self) -> None:
        """Go on where a list of names hangs below and none of them is chosen: Qt would only put the list away."""
        completer = self._name.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            QTimer.singleShot(0, self, self.commit)

    def _likely_country(self) -> int:
        """Return the place of this machine's country in the list."""
        return max(0, self._country.findData(self._session.likely_country()))

    def _look_up(self) -> bool:
        """Ask for the profile of a business that is known; tell whether it is on its way."""
        typed = self._name.text().strip().casefold()
        known = {name.casefold(): id_ for name, id_ in self._session.archive.businesses.items()}.get(typed, "")
        if known != self._asked:
            self._take_out()
            self._asked = known
            if known:
                self._session.archive.ask_profile(known, lambda business: self._take_profile(known, business))
        return bool(known) and known != self._known

    def _take_profile(self, id_: str, business: Business | None) -> None:
        """Fill in what is still empty as it was the last time."""
        if id_ != self._asked:
            return
        self._known = id_
        if business is not None:
            before = self._profile()
            self._sells.setText(self._sells.text() or business.sells)
            self._staff.setText(self._staff.text() or ("" if business.staff is None else str(business.staff)))
            if self._country.currentIndex() == self._likely_country():
                self._country.setCurrentIndex(max(0, self._country.findData(business.country or "")))
            self._buyers.take(self._buyers.value or business.customers)
            self._wish.take(self._wish.value or business.ambition)
            self._filled = {key: now for key, now in self._profile().items() if now != before[key]}
            self._tell_known()
        if self._waiting:
            self._waiting = False
            self.commit()

    def _tell_known(self) -> None:
        """Say that the profile is that of the last time, and offer its answers."""
        self._before.setVisible(bool(self._known))
        self._as_before.say(_("Filled in as last time. Change what is different.") if self._known else "")

    def _take_out(self) -> None:
        """Take out again what was filled in for another business and has not been changed since."""
        now = self._profile()
        left = {key for key, value in self._filled.items() if now[key] == value}
        for key, field in (("sells", self._sells), ("staff", self._staff)):
            if key in left:
                field.clear()
        if "country" in left:
            self._country.setCurrentIndex(self._likely_country())
        for key, choices in (("buyers", self._buyers), ("wish", self._wish)):
            if key in left:
                choices.take(None)
        self._filled, self._known = {}, ""
        self._before.take("blank")
        self._tell_known()

    def _profile(self) -> dict[str, object]:
        """Return what stands there now of what a known business fills in."""
        return {
            "sells": self._sells.text(),
            "staff": self._staff.text(),
            "country": self._country.currentIndex(),
            "buyers": self._buyers.value,
            "wish": self._wish.value,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay while something is being written: the page before would know nothing of it."""
        if event.key() != Qt.Key.Key_PageUp:
            super().keyPressEvent(event)

    # what a page does

    def remember(self) -> object:
        """Return what is written and chosen."""
        choices = self._buyers, self._verdict, self._wish, self._form, self._before
        written = [field.text() for field in (self._name, self._sells, self._staff)]
        known = self._asked, self._known, self._filled
        return written, self._country.currentIndex(), [one.value for one in choices], known

    def recall(self, kept: object) -> None:
        """Write and choose the same again."""
        assert isinstance(kept, tuple)  # noqa: S101 - what `remember` returned
        written, country, chosen, (self._asked, self._known, self._filled) = kept
        for field, text in zip((self._name, self._sells, self._staff), written, strict=True):
            field.setText(text)
        self._country.setCurrentIndex(country)
        for choices, value in zip(
            (self._buyers, self._verdict, self._wish, self._form, self._before), chosen, strict=True
        ):
            choices.take(value)
        self._tell_known()
        if not self._known:
            self._asked = ""  # whoever was asked told the page before
            self._look_up()

    def foot(self) -> Foot:
        """Return the footer."""
        return Foot(_("Start the questions"), hint=_("You can stop at any time and carry on later"))

    def arrive(self) -> None:
        """Put the focus into the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def commit(self) -> None:
        """Start, or say what is missing; a profile that is on its way comes first."""
        if self._look_up():
            self._waiting = True
            return
        name = in_sight(clean(self._name.text(), NAME_LIMIT))
        staff, trouble = self._people()
        if not name and self._session.preferences.mode == "owner":
            name = _usual_name()
        nameless = "" if name else _("Give the business a name, so that you find it again.")
        for field, words in ((self._staff, trouble), (self._name, nameless)):
            self._complain(field, words)
            if words:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
        if nameless or trouble:
            announce(self, nameless or trouble)
            return
        form: Form = "quick" if self._form.value == "quick" else "full"
        show = self._before.isVisible() and self._before.value == "show"
        self._session.start(self._business(name, staff), form, self._own_verdict(), show_before=show)

    def _complain(self, field: Field, words: str) -> None:
        """Say below a field what is wrong with it, or nothing."""
        field.mark(wrong=bool(words))
        field.setAccessibleDescription(words)
        self._troubles[field].say(words)

    def _people(self) -> tuple[int | None, str]:
        try:
            staff = read_number(self._staff.text(), "count", figure_limits()["staff"])
        except NotANumberError as error:
            return None, str(error)
        return None if staff is None else round(staff), ""

    def _business(self, name: str, staff: int | None) -> Business:
        country = self._country.currentData() or None
        customers, wish = self._buyers.value, self._wish.value
        return Business(
            name=name,
            sells=clean(self._sells.text(), _LIMIT).strip(),
            customers=customers if customers in {"people", "businesses", "both"} else None,  # type: ignore[arg-type]
            staff=staff,
            currency="EUR" if country in _EURO else _CURRENCIES.get(country or ""),
            country=country,
            ambition="grow" if wish == "grow" else "same" if wish == "same" else None,
        )

    def _own_verdict(self) -> OwnVerdict | None:
        said: dict[str | None, OwnVerdict] = {"growing": "growing", "flat": "flat", "shrinking": "shrinking"}
        return said.get(self._verdict.value)


def _usual_name() -> str:
    """Return the name of an owner's business that was given none."""
    return _("My business")
