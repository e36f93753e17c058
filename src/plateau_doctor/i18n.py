"""Words of the program itself through gettext; numbers, dates and money through Babel (imported when first used)."""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

_CATALOGUE = gettext.NullTranslations()
"""English, in which the messages are written and the only language so far; no folder of the machine is searched."""
_PERCENT_DIGITS = {0: "#,##0%", 1: "#,##0.0%"}


def _(message: str) -> str:
    """Return a message of the program in the language of the catalogue."""
    return _CATALOGUE.gettext(message)


class Formats(NamedTuple):
    """How numbers, dates and money are written; `locale` is a name such as `en_GB`."""

    locale: str

    def whole(self, value: float) -> str:
        """Return a number without decimals and with its groups, 851,000."""
        from babel.numbers import format_decimal

        return format_decimal(round(value), locale=self.locale).replace("-", "\N{MINUS SIGN}")

    def decimal(self, value: float) -> str:
        """Return a number with its decimals, at most three: 1,000,000.25."""
        from babel.numbers import format_decimal

        return format_decimal(value, format="#,##0.###", locale=self.locale).replace("-", "\N{MINUS SIGN}")

    def percent(self, fraction: float, digits: int = 0) -> str:
        """Return a fraction as a percentage, with no or one decimal; -0.016 gives -1.6%."""
        from babel.numbers import format_percent

        rounded = round(fraction, digits + 2) + 0.0
        return format_percent(rounded, format=_PERCENT_DIGITS[digits], locale=self.locale).replace(
            "-", "\N{MINUS SIGN}"
        )

    def money(self, amount: float, currency: str | None) -> str:
        """Return an amount without decimals, with its currency where one is known."""
        from babel.numbers import format_currency

        if currency is None:
            return self.whole(amount)
        written = format_currency(round(amount), currency, "¤#,##0", locale=self.locale, currency_digits=False)
        return written.replace("-", "\N{MINUS SIGN}")

    def day(self, day: date) -> str:
        """Return a date in words, 12 May 2026."""
        from babel.dates import format_date

        return format_date(day, "d MMMM y", locale=self.locale)

    def time(self, moment: datetime) -> str:
        """Return a time of day, 14:32 or 2:32 PM."""
        from babel.dates import format_time

        return format_time(moment, "short", locale=self.locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Return parts as a list in words: a, b and c."""
        from babel.lists import format_list

        return format_list(list(parts), locale=self.locale) if parts else ""


@cache
def formats_for(language: str, country: str | None) -> Formats:
    """Return the formats of a language in a country, of British English where that pair is unknown."""
    from babel import Locale, UnknownLocaleError

    for name in (f"{language}_{country}", f"{language}_GB", language):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        if locale.territory or name == language:  # Babel drops a country that it doesn't know
            return Formats(str(locale))
    return Formats("en_GB")
