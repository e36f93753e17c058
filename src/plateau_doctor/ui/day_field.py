"""Where a day is typed as people write it, or picked from a calendar."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QResizeEvent, QTextCharFormat, QTransform
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.announce import announce
from plateau_doctor.ui.fields import Field
from plateau_doctor.ui.painting import icon
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_WHOLE = ("d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy", "d MMM yy", "MMM d yy", "yyyy MM dd")
_DIGITS = ("d M yyyy", "d M yy")
_AMERICAN = ("M d yyyy", "M d yy")
_YEARLESS = ("d MMMM", "d MMM", "MMMM d", "MMM d")
_ENGLISH = (QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), QLocale("en_GB"))
_BACK, _LEAP = timedelta(days=14), 5
"""How far before the day that stands there one without a year may lie; years in which there is a 29th of February."""
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)
_CENTURY = 2000
_CALENDAR = 340, 290
"""Pixels of the calendar at 100 %."""


def read_day(text: str, locale: QLocale, near: date) -> date | None:
    """Return a day as people write it, None where it can't be read.

    One without a year is the next one, seen from some weeks before `near`. Months have their English names too, since
    each English has short ones of its own: Sep and Sept.
    """
    bare = " ".join(text.replace(",", " ").replace(".", " ").replace("/", " ").replace("-", " ").split())
    american = locale.territory() is QLocale.Country.UnitedStates
    tried = [(one, form) for one in (locale, *_ENGLISH) for form in _WHOLE]
    for one, form in (*tried, *((locale, form) for form in (_AMERICAN if american else _DIGITS))):
        found = one.toDate(bare, form, _CENTURY)
        if found.isValid():
            return _within(found)
    least = near - _BACK
    for year in range(least.year, least.year + _LEAP):
        for one, form in ((one, form) for one in (locale, *_ENGLISH) for form in _YEARLESS):
            found = one.toDate(f"{bare} {year}", f"{form} yyyy", _CENTURY)
            if found.isValid() and _within(found) is not None and (_within(found) or least) >= least:
                return _within(found)
    return None


def _today() -> date:
    now = QDate.currentDate()
    return date(now.year(), now.month(), now.day())


def _within(day: QDate) -> date | None:
    """Return a day as Python has it, None where no plan would have it."""
    found = date(day.year(), day.month(), day.day())
    return found if _FIRST <= found <= _LAST else None


class DayLine(Field):
    """The line in which a day stands; Up and Down go to the next and the last one, Alt and Down open the calendar."""

    stepped = Signal(int)
    asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know the keys that change a day without typing."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.asked.emit()
        else:
            self.stepped.emit(step)


class DayField(QWidget):
    """A day: typed, stepped with the arrows, or picked from the calendar; what can't be read is said below."""

    day_changed = Signal(object)

    def __init__(self, theme: Theme, name: str, country: str | None) -> None:
        super().__init__()
        self._theme, self._locale = theme, QLocale(f"en_{country or 'GB'}")
        self._form = "MMM d, yyyy" if country == "US" else "d MMM yyyy"
        self._day = _FIRST
        self._calendar: QCalendarWidget | None = None
        self.line = DayLine(theme, name)
        self.line.editingFinished.connect(self._on_typed)
        self.line.stepped.connect(self._on_stepped)
        self.line.asked.connect(self._open_calendar)
        self.setFocusProxy(self.line)
        self._pick = Button(theme, "", "plain", "calendar", compact=True)
        self._pick.setParent(self.line)
        self._pick.setAccessibleName(_("Pick from a calendar: {name}").format(name=name))
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt and Down open it for those who use keys
        self._pick.clicked.connect(self._open_calendar)
        self._trouble = Text(theme, "", "small", "error")
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(2))
        column.addWidget(self.line)
        column.addWidget(self._trouble)

    def show_day(self, day: date) -> None:
        """Show a day."""
        self._day = day
        self.line.setText(self._locale.toString(QDate(day.year, day.month, day.day), self._form))
        self._say("")

    @property
    def day(self) -> date:
        """The day that counts: the last one that could be read."""
        return self._day

    def _take(self, day: date) -> None:
        before = self._day
        self.show_day(day)
        if day != before:
            self.day_changed.emit(day)

    def _on_typed(self) -> None:
        """Take what was typed, or say that it can't be read and leave it there."""
        found = read_day(self.line.text(), self._locale, min(self._day, _today()))
        if found is not None:
            self._take(found)
        else:
            example = self._locale.toString(QDate(self._day.year, self._day.month, self._day.day), self._form)
            self._say(_("Write a day such as {example}.").format(example=example))

    def _on_stepped(self, step: int) -> None:
        day = QDate(self._day.year, self._day.month, self._day.day).addDays(step)
        if (found := _within(day)) is not None:
            self._take(found)

    def _say(self, trouble: str) -> None:
        self.line.mark(wrong=bool(trouble))
        self.line.setAccessibleDescription(trouble)
        if trouble and trouble != self._trouble.text():
            announce(self, trouble)
        self._trouble.say(trouble)

    def _make_calendar(self) -> QCalendarWidget:
        theme, made = self._theme, QCalendarWidget(self)
        made.setWindowFlag(Qt.WindowType.Popup)
        made.setLocale(self._locale)
        made.setFont(theme.font("body"))
        made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setContentsMargins(*[theme.sp(8)] * 4)
        made.setMinimumSize(theme.px(_CALENDAR[0]), theme.px(_CALENDAR[1]))
        quiet = QTextCharFormat()
        quiet.setForeground(theme.color("ink2"))
        made.setHeaderTextFormat(quiet)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            made.setWeekdayTextFormat(weekday, quiet)
        size = theme.px(20)
        arrow = icon("chevron-right", theme.color("ink2").name(), size, self.devicePixelRatioF())
        for name, sign in (("prevmonth", arrow.transformed(QTransform.fromScale(-1, 1))), ("nextmonth", arrow)):
            button = made.findChild(QToolButton, f"qt_calendar_{name}")
            if button is not None:
                button.setIcon(QIcon(sign))
                button.setIconSize(QSize(size, size))
        made.setMinimumDate(QDate(_FIRST.year, _FIRST.month, _FIRST.day))
        made.setMaximumDate(QDate(_LAST.year, _LAST.month, _LAST.day))
        made.activated.connect(self._on_picked)
        made.clicked.connect(self._on_picked)
        return made

    def _open_calendar(self) -> None:
        self._calendar = self._calendar or self._make_calendar()
        self._calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _on_picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        if (found := _within(day)) is not None:
            self._take(found)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the calendar away with the line that it belongs to."""
        super().hideEvent(event)
        if self._calendar is not None:
            self._calendar.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icon at the end of the line, and the day clear of it."""
        super().resizeEvent(event)
        size, side = self._pick.sizeHint(), self._theme.sp(8)
        before, after = (size.width(), side) if self.isRightToLeft() else (side, size.width())
        self.line.setTextMargins(before, 0, after, 0)
        x = 2 if self.isRightToLeft() else self.line.width() - size.width() - 2
        self._pick.setGeometry(x, (self.line.height() - size.height()) // 2, size.width(), size.height())
