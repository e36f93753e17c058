"""Colours, fonts and sizes from theme.json: the one place that widgets ask how they look."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from plateau_doctor.resources import resource

_LINE = 24
"""Pixels of one line of text at 100 %; what is left of a control's height is padding."""
_BIG, _HUGE = 20, 30
"""Pixels from which a font grows slower than the text size."""
_SPACE_SPEED, _BIG_SPEED, _HUGE_SPEED = 0.4, 0.72, 0.62
_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "edge",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "accent",
}


class Theme(QObject):
    """The tokens at one text size (1.0 is 100 %) in one palette; `changed` when either becomes another."""

    changed = Signal()

    def __init__(self, scale: float = 1.0, colours: str = "system") -> None:
        """Read the tokens and load the fonts; `colours` is a palette, or `system` to follow the system's."""
        super().__init__()
        self._tokens: dict[str, Any] = json.loads(resource("theme.json").read_text(encoding="utf-8"))
        for name in ("Regular", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{name}.ttf")))
        self.scale = scale
        self._colours = colours
        self.name = self._system() if colours == "system" else colours
        self._fonts: dict[str, QFont] = {}
        self._palettes: dict[str, QPalette] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)

    @staticmethod
    def _system() -> str:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"

    def _on_scheme_changed(self) -> None:
        if self._colours == "system" and self.name != self._system():
            self.use("system")

    def use(self, colours: str | None = None, scale: float | None = None) -> None:
        """Take another palette (`light`, `dark`, `contrast`, `system`) or text size and dress the application anew."""
        before = self.name, self.scale
        self._colours = colours or self._colours
        self.name = self._system() if self._colours == "system" else self._colours
        self.scale = scale or self.scale
        if (self.name, self.scale) == before:
            return
        self._fonts.clear()
        self._palettes.clear()
        self.dress()
        self.changed.emit()

    def dress(self) -> None:
        """Give the application its style, palette, font and the small style sheet."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setStyleSheet("")  # taken off first, it is put on in a quarter of the time
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self._sheet())

    def palette(self) -> QPalette:
        """Return every colour role that the style reads."""
        if "" not in self._palettes:
            self._palettes[""] = self._made_palette()
        return self._palettes[""]

    def text_palette(self, token: str) -> QPalette:
        """Return the palette of text in a colour."""
        if token not in self._palettes:
            made = QPalette(self.palette())
            made.setColor(QPalette.ColorRole.WindowText, self.color(token))
            self._palettes[token] = made
        return self._palettes[token]

    def _made_palette(self) -> QPalette:
        result = QPalette()
        for role, token in _ROLES.items():
            result.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            result.setColor(QPalette.ColorGroup.Disabled, role, self.color("off"))
        return result

    def _sheet(self) -> str:
        edge, ink, surface = (self.color(name).name() for name in ("edge", "ink", "surface"))
        soft, line = self.color("accent_soft").name(), self.color("line").name()
        return (
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none }"
            "QLineEdit, QPlainTextEdit { background: transparent; border: none }"
            "QScrollBar:vertical { background: transparent; width: 12px; margin: 0 }"
            f"QScrollBar::handle:vertical {{ background: {edge}; border-radius: 3px; min-height: 40px;"
            " margin: 2px 3px }"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0 }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: none }"
            "QTableView { background: transparent; selection-background-color: transparent; outline: none }"
            "QHeaderView { background: transparent } QHeaderView::section { background: transparent;"
            f" color: {self.color('ink2').name()}; border: none;"
            f" padding: 0 {self.sp(8)}px; font-size: {self.font('small').pixelSize()}px }}"
            f"QComboBox QAbstractItemView {{ background: {surface}; color: {ink}; border: 1px solid {line};"
            f" selection-background-color: {soft}; selection-color: {ink}; outline: none; padding: 4px }}"
            f"QCalendarWidget {{ background: {surface}; border: 1px solid {edge} }}"
            f"QCalendarWidget QWidget {{ background: {surface}; color: {ink};"
            f" alternate-background-color: {surface} }}"
            f"QCalendarWidget QTableView {{ background: {surface};"
            f" selection-background-color: {self.color('accent').name()};"
            f" selection-color: {self.color('on_accent').name()} }}"
            f"QCalendarWidget QTableView:disabled {{ color: {self.color('ink3').name()} }}"
            f"QCalendarWidget QToolButton {{ border: none; border-radius: 6px; padding: {self.sp(6)}px }}"
            f"QCalendarWidget QToolButton:hover {{ background: {soft} }}"
            "QCalendarWidget QToolButton::menu-indicator { image: none }"
        )

    def color(self, token: str) -> QColor:
        """Return a colour of the palette by its token."""
        return QColor(self._tokens[self.name][token])

    def size(self, group: str, token: str) -> int:
        """Return a size in pixels at 100 %: `measure`, `control`, `radius` or `breakpoints`."""
        value: int = self._tokens[group][token]
        return value

    def px(self, length: float) -> int:
        """Return a length that grows with the text."""
        return round(length * self.scale)

    def sp(self, length: float) -> int:
        """Return a space, which grows at 40 % of the speed of the text."""
        return round(length * (1 + (self.scale - 1) * _SPACE_SPEED))

    def ctl(self, height: float) -> int:
        """Return a control's height: its line grows with the text, its padding as space does."""
        return self.px(_LINE) + self.sp(height - _LINE)

    def font(self, role: str) -> QFont:
        """Return the font of a role such as `body` or `title`."""
        if role not in self._fonts:
            self._fonts[role] = self._made(role)
        return self._fonts[role]

    def _made(self, role: str) -> QFont:
        token = self._tokens["type"][role]
        size, grown = token["px"], self.scale - 1
        speed = _HUGE_SPEED if size > _HUGE else _BIG_SPEED if size > _BIG else 1
        font = QFont(self._tokens["font"])
        font.setPixelSize(round(size * (1 + grown * speed)))
        font.setWeight(QFont.Weight(token["weight"]))
        if role == "number" or size <= _BIG:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, role: str) -> QFontMetricsF:
        """Return the measures of a role's font."""
        return QFontMetricsF(self.font(role))
