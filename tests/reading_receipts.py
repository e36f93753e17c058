"""A small reader of receipts with a calculator of its own; it knows nothing of the program that wrote them.

Each line reads `letter. words: sum = figure` or `letter. words: figure`. A figure with a letter in square brackets
comes from the line of that letter. Reading is strict: every figure has to be where it says it comes from, every sum
has to give its figure, and every line but the last has to be used by a later one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

_LINE = re.compile(r"(?P<letter>[a-z]+)\. (?P<words>[^:]*(?:: [^:]*)*?): (?P<rest>[^:]+)")
_TOKEN = re.compile(
    r"\s*(?:(?P<figure>\d+(?:\.\d+)?)(?: \[(?P<letter>[a-z]+)\])?|(?P<key>[a-z]+)(?=\()|(?P<mark>[-+×÷();]))"
)


def _student(t: float, freedom: float) -> float:
    """Return the share of Student's curve under t: Simpson's rule over the angle whose tangent is t / root(freedom)."""
    end, parts = math.atan(t / math.sqrt(freedom)), 400
    heights = [math.cos(end * place / parts) ** (freedom - 1) for place in range(parts + 1)]
    area = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(math.pi) * math.gamma(freedom / 2))
    return 0.5 + scale * area * end / parts / 3


_KEYS: dict[str, Callable[..., float]] = {
    "ln": math.log,
    "exp": math.exp,
    "root": math.sqrt,
    "smallest": lambda *values: min(values),
    "largest": lambda *values: max(values),
    "rounded": round,
    "tenth": lambda value: round(value, 1),
    "kept": lambda value: sorted((0.0, value, 1.0))[1],
    "bell": lambda z: 0.5 * (1 + math.erf(z / 2**0.5)),
    "student": _student,
}


class WrongReceiptError(Exception):
    """The receipt does not hold; the text says where."""


class _Calculator:
    """Works out one sum; every figure with a letter has to be the figure of that line."""

    def __init__(self, text: str, lines: dict[str, str]) -> None:
        self.lines, self.used = lines, set[str]()
        self._tokens = []
        place = 0
        text = text.replace("\N{MINUS SIGN}", "-").strip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise WrongReceiptError(f"cannot read {text[place:]!r}")
            self._tokens.append(found)
            place = found.end()
        self._at = 0

    def _mark(self) -> str:
        return self._tokens[self._at]["mark"] or "" if self._at < len(self._tokens) else ""

    def whole(self) -> float:
        value = self.sum()
        if self._at < len(self._tokens):
            raise WrongReceiptError("something follows the sum")
        return value

    def sum(self) -> float:
        value = self.product()
        while (mark := self._mark()) in ("+", "-"):
            self._at += 1
            value = value + self.product() if mark == "+" else value - self.product()
        return value

    def product(self) -> float:
        value = self.factor()
        while (mark := self._mark()) in ("×", "÷"):
            self._at += 1
            other = self.factor()
            if mark == "÷" and other == 0:
                raise WrongReceiptError("a division by nothing")
            value = value * other if mark == "×" else value / other
        return value

    def factor(self) -> float:
        if self._at >= len(self._tokens):
            raise WrongReceiptError("the sum breaks off")
        token = self._tokens[self._at]
        self._at += 1
        if token["mark"] == "-":
            return self._figure(self._take_figure(), negative=True)
        if token["mark"] == "(":
            value = self.sum()
            self._close()
            return value
        if token["key"]:
            return self._call(token["key"])
        if token["figure"]:
            return self._figure(token, negative=False)
        raise WrongReceiptError(f"{token[0]!r} stands where a figure should")

    def _take_figure(self) -> re.Match[str]:
        token = self._tokens[self._at]
        self._at += 1
        if not token["figure"]:
            raise WrongReceiptError("a sign without a figure")
        return token

    def _figure(self, token: re.Match[str], *, negative: bool) -> float:
        text = ("\N{MINUS SIGN}" if negative else "") + token["figure"]
        if token["letter"]:
            if self.lines.get(token["letter"]) != text:
                raise WrongReceiptError(f"{text} is not the figure of line {token['letter']}")
            self.used.add(token["letter"])
        return -float(token["figure"]) if negative else float(token["figure"])

    def _call(self, key: str) -> float:
        self._at += 1  # the bracket
        parts = [self.sum()]
        while self._mark() == ";":
            self._at += 1
            parts.append(self.sum())
        self._close()
        if key not in _KEYS:
            raise WrongReceiptError(f"there is no key {key}")
        return float(_KEYS[key](*parts))

    def _close(self) -> None:
        if self._mark() != ")":
            raise WrongReceiptError("a bracket stays open")
        self._at += 1


def read_receipt(lines: list[str]) -> float:
    """Return the number that a receipt ends at; WrongReceiptError where a line does not hold."""
    figures: dict[str, str] = {}
    used: set[str] = set()
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            raise WrongReceiptError(f"cannot read the line {line!r}")
        sum_, equals, shown = found["rest"].rpartition(" = ")
        if equals:
            calculator = _Calculator(sum_, figures)
            try:
                value = calculator.whole()
            except (ValueError, OverflowError) as error:
                raise WrongReceiptError(str(error)) from error
            used |= calculator.used
            decimals = max(len(shown.partition(".")[2]), 4)  # what is printed with fewer has no more
            if not math.isclose(value, _number(shown), abs_tol=0.5 * 10**-decimals + 1e-9):
                raise WrongReceiptError(f"line {found['letter']}: {sum_} is {value}, not {shown}")
        figures[found["letter"]] = shown
    *before, last = figures
    if unused := [letter for letter in before if letter not in used]:
        raise WrongReceiptError(f"nothing uses line {unused[0]}")
    return _number(figures[last])


def _number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))
