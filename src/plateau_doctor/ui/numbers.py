"""Reading numbers as people write them: 851000, 851,000, 851 000, 851k, 4.5 %. No Qt."""

from __future__ import annotations

import re
from typing import Literal

from plateau_doctor.i18n import _

Kind = Literal["money", "percent", "count", "months", "hours"]
"""`money` and `hours` may have decimals; a `percent` is stored as a fraction; a `count` is whole."""

_SIGNS = re.compile(r"[\s\u00a0\u2009\u202f'’_£$€¥₹]|^[Rr][Ss]\.?(?=\s|\d)|(?<![A-Za-z])[A-Z]{3}(?=\s|\d|$)|%$")
_SPACE = r"[ \u00a0\u2009\u202f'’_]"
_PARTED = re.compile(rf"[\t\n\v\f\r\x85\u2028\u2029]|[.,]\d+{_SPACE}+\d", re.ASCII)
"""What parts two numbers, such as two cells that were copied together."""
_SPACED = re.compile(rf"\d(?:{_SPACE}*\d)+", re.ASCII)
_SPACES = re.compile(rf"\d+|\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d{{1,2}}(?:{_SPACE}\d{{2}})+{_SPACE}\d{{3}}", re.ASCII)
"""Spaces between digits group them, by threes or as in India; others part two numbers."""
_TIMES = {
    "thousand": 1e3,
    "million": 1e6,
    "mio": 1e6,
    "mio.": 1e6,
    "mn": 1e6,
    "lakh": 1e5,
    "lac": 1e5,
    "crore": 1e7,
    "k": 1e3,
    "m": 1e6,
}
_GROUPED_TOO = ("lakh", "lac", "crore")
"""Units before which a number may be so large that its digits are grouped."""
_GROUPING = ("money", "count")
"""What may have so many digits that a sign groups them; in all else a single sign is that of the decimals."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+", re.ASCII)
_MIXED = re.compile(r"(\d{1,3}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3})\.(\d+)|(\d{1,3}(?:\.\d{3})+),(\d+)", re.ASCII)
_MOST = 1e15


class NotANumberError(ValueError):
    """What was typed can't be read as a number; the text is a whole sentence for the person."""


def read_number(text: str, kind: Kind, limits: tuple[float, float] | None = None) -> float | None:
    """Return what was typed as a number, None where nothing was; NotANumberError with a sentence otherwise.

    `limits` are the least and the most that the value may be, as it is stored.
    """
    bare = text.strip()
    if not bare:
        return None
    value = _value(bare, grouping=kind in _GROUPING)
    if value is None or abs(value) > _MOST:
        raise NotANumberError(_sentence(bare, kind))
    if kind not in {"money", "percent"} and value < 0:
        raise NotANumberError(_("This can't be less than nothing. Leave it empty if you don't know it."))
    if kind == "count" and value != round(value):
        raise NotANumberError(_("Write a whole number, such as 310."))
    value = round(value / 100, 12) if kind == "percent" else value
    if limits is not None and not limits[0] <= value <= limits[1]:
        raise NotANumberError(_beyond(limits, kind))
    return value


def _beyond(limits: tuple[float, float], kind: Kind) -> str:
    times = 100 if kind == "percent" else 1
    least, most = (round(limit * times, 6) for limit in limits)
    if most >= _MOST:
        return _("Write a number from {least:,.10g} up, or leave it empty.").format(least=least)
    return _("Write a number from {least:,.10g} to {most:,.10g}, or leave it empty.").format(least=least, most=most)


def _sentence(text: str, kind: Kind) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    example = {"money": "851000, 851,000 or 851k", "percent": "4.5 or 4.5%"}.get(kind, "12")
    return _("“{text}” is not a number we can read. Write it like {example}.").format(text=shown, example=example)


def _value(text: str, *, grouping: bool) -> float | None:
    if _PARTED.search(text) or not all(_SPACES.fullmatch(run) for run in _SPACED.findall(text)):
        return None
    bracketed = text.startswith("(") and text.endswith(")")
    negative = bracketed or text.startswith(("-", "\N{MINUS SIGN}", "\N{EN DASH}"))
    text = text.removeprefix("+")
    bare = _SIGNS.sub("", text[1 : -1 if bracketed else None] if negative else text).lower()
    unit = next((unit for unit in _TIMES if bare.endswith(unit)), "")
    times = _TIMES.get(unit, 1.0)
    number = _decimal(bare.removesuffix(unit), grouped=grouping and (not unit or unit in _GROUPED_TOO))
    if number is None:
        return None
    return (-number if negative else number) * times


def _decimal(digits: str, *, grouped: bool) -> float | None:
    """Return plain digits as a number; a single sign before exactly three digits groups them."""
    mixed = _MIXED.fullmatch(digits)
    if mixed:
        whole, part = (mixed[1], mixed[2]) if mixed[1] else (mixed[3], mixed[4])
        return float(f"{re.sub('[.,]', '', whole)}.{part}")
    if grouped and _GROUPED.fullmatch(digits):
        return float(re.sub("[.,]", "", digits))
    if _PLAIN.fullmatch(digits):
        return float(digits.replace(",", "."))
    return None
