"""Whose report it is: name, way to reach them, colour, closing words and a logo."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NAME_LIMIT
from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.report.brand import checked_logo
from plateau_doctor.report.palette import readable
from plateau_doctor.ui.fields import Field, WrittenLine
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.preferences import Settings
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.usual_brand import is_colour
from plateau_doctor.ui.widgets import Button, Text

_LIMITS = {"name": NAME_LIMIT, "contact": 200, "accent": 7, "closing": 2000}
"""Letters that each line may have, as in a check-up's file."""


class BrandForm(QWidget):
    """Keeps what is filled in with the check-up that is open, and as the usual brand of check-ups to come.

    `changed` tells that the pages are others now, `taken` that the whole form is: the usual brand was taken.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, theme: Theme, session: Session, settings: Settings) -> None:
        super().__init__()
        self._theme, self._session, self._settings = theme, session, settings
        brand = session.now_open.checkup.brand
        self._fields: dict[str, Field | WrittenLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if not brand:
            self._offer_usual()
        for name, label in (
            ("name", _("Name of your practice")),
            ("contact", _("How to reach you")),
            ("accent", _("Colour, like #0B5563")),
        ):
            field = Field(theme, label, "#0B5566" if name == "accent" else "", _LIMITS[name])
            field.setText(brand.get(name, ""))
            field.editingFinished.connect(self._keep)
            self._add(name, label, field)
        self._accent_news = Text(theme, "", "small", "ink2")
        self._column.addWidget(self._accent_news)
        closing = WrittenLine(theme, _("Closing words"), _LIMITS["closing"])
        closing.setPlainText(brand.get("closing", ""))
        closing.finished.connect(self._keep)
        self._add("closing", _("Closing words"), closing)
        self._add_logo("logo" in brand)
        self._tell_accent(brand.get("accent", ""))

    def _offer_usual(self) -> None:
        """Offer the usual brand to a check-up that has none: it was begun by somebody else, or came from a file."""
        usual = self._settings.usual_brand
        if not usual:
            return
        name = usual.get("name") or _("the usual one")
        self._usual = Button(self._theme, _("As last time: {name}").format(name=name), "quiet", "check", compact=True)
        self._usual.clicked.connect(lambda: self._take_usual(usual))
        self._column.addWidget(flowing(self._usual))
        self._column.addSpacing(self._theme.sp(10))

    def _take_usual(self, usual: Mapping[str, str]) -> None:
        self._session.details.save_brand(usual)
        self.taken.emit()

    def _add_logo(self, there: bool) -> None:
        choose = Button(self._theme, _("Choose a logo"), "secondary", "folder-open", compact=True)
        choose.clicked.connect(self._choose_logo)
        self._remove = Button(self._theme, _("Remove the logo"), "quiet", compact=True)
        self._remove.clicked.connect(lambda: self._take_logo(""))
        self._column.addWidget(flowing(choose, self._remove, across=12))
        self._remove.setVisible(there)
        self._logo_news = Text(self._theme, _("PNG or JPEG, at most 2 MB."), "small", "ink2")
        self._column.addWidget(self._logo_news)

    def _add(self, name: str, label: str, field: Field | WrittenLine) -> None:
        self._fields[name] = field
        word = Text(self._theme, label, "small", "ink2")
        word.setBuddy(field)
        self._column.addWidget(word)
        self._column.addWidget(field)
        self._column.addSpacing(self._theme.sp(10))

    def _keep(self) -> None:
        before = dict(self._session.now_open.checkup.brand)
        brand = dict(before)
        wrong = ""
        for name, field in self._fields.items():
            text = clean(field.text() if isinstance(field, Field) else field.toPlainText()).strip()
            if name == "accent" and text and not is_colour(text):
                wrong = _("Write the colour as # and six of 0-9 and A-F, for example #0B5563.")
                continue
            brand.pop(name, None)
            if text:
                brand[name] = text
        if brand != before:
            self._save(brand)
        if wrong:
            self._accent_news.say(wrong)
        else:
            self._tell_accent(brand.get("accent", ""))

    def _tell_accent(self, colour: str) -> None:
        if not colour:
            self._accent_news.say("")
        elif readable(colour).upper() == colour.upper():
            self._accent_news.say(_("This colour can be read on white."))
        else:
            text = _("Too light to read on white: {colour} is printed instead.")
            self._accent_news.say(text.format(colour=readable(colour)))

    def _choose_logo(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", "*.png *.jpg *.jpeg")
        if path:
            self.take_logo(Path(path))

    def take_logo(self, path: Path) -> None:
        """Put a picture on the report, or say why it can't be."""
        try:
            data = checked_logo(path.read_bytes(), path.name)
        except OSError:
            self._logo_news.say(_("The picture can’t be read. Choose another one."))
        except UserError as error:
            self._logo_news.say(str(error))
        else:
            self._take_logo(base64.b64encode(data).decode())

    def _take_logo(self, text: str) -> None:
        brand = {name: value for name, value in self._session.now_open.checkup.brand.items() if name != "logo"}
        self._remove.setVisible(bool(text))
        self._save({**brand, "logo": text} if text else brand)

    def _save(self, brand: Mapping[str, str]) -> None:
        """Keep it with this check-up, and for those to come unless this one is only looked at."""
        self._session.details.save_brand(brand)
        if self._session.now_open.kept:
            self._settings.keep_brand(brand)
        self.changed.emit()
