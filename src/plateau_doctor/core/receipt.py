"""The arithmetic of any number, step by step: what a person needs to follow it with a pocket calculator.

A receipt is a tape of steps. Each step has a letter, a label and either a figure that somebody gave or a sum of
earlier steps and constants. A step's value is worked out from the values of the steps before *as they are printed*,
so that whoever follows it gets the printed value; the digits are chosen so that the last one is the number shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from plateau_doctor.core.outcome import student_cdf
from plateau_doctor.core.scoring import normal_cdf

_FEWEST_DIGITS, _MOST_DIGITS = 4, 12
_TIE = 1e-6


@dataclass(frozen=True, slots=True)
class Call:
    """An operation on parts.

    `+`, `-`, `*`, `/`, `ln`, `exp`, `root`, `least`, `most`, `kept` (between 0 and 1), `round`, `tenth` (to a tenth),
    `normal` (the bell curve), `student` (Student's table: t, then degrees of freedom).
    """

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line: its letter, a label with what fills its gaps, how its value comes about (None: given), the value."""

    letter: str
    label: str
    about: str
    sum: Call | None
    value: float
    digits: int


Part = float | Step | Call


@dataclass(frozen=True, slots=True)
class Receipt:
    """The steps that lead to a number; the value of the last one is the number as it is shown.

    `notes` are labels with what fills their gaps: what stands behind a step, and what was left out.
    """

    what: str
    steps: tuple[Step, ...]
    notes: tuple[tuple[str, str], ...] = ()


def add(*parts: Part) -> Call:
    """Return a sum."""
    return Call("+", parts)


def minus(left: Part, right: Part) -> Call:
    """Return a difference."""
    return Call("-", (left, right))


def times(*parts: Part) -> Call:
    """Return a product."""
    return Call("*", parts)


def over(left: Part, right: Part) -> Call:
    """Return a quotient."""
    return Call("/", (left, right))


def call(name: str, *parts: Part) -> Call:
    """Return a named operation."""
    return Call(name, parts)


_ACTS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "+": math.fsum,
    "-": lambda v: v[0] - v[1],
    "*": math.prod,
    "/": lambda v: v[0] / v[1],
    "ln": lambda v: math.log(v[0]),
    "exp": lambda v: math.exp(v[0]),
    "root": lambda v: math.sqrt(v[0]),
    "least": min,
    "most": max,
    "round": lambda v: float(round(v[0])),
    "tenth": lambda v: round(v[0], 1),
    "normal": lambda v: normal_cdf(v[0]),
    "student": lambda v: student_cdf(v[0], round(v[1])),
    "kept": lambda v: min(1.0, max(0.0, v[0])),
}


def value_of(part: Part) -> float:
    """Return the value of a part from the printed values of its steps."""
    if isinstance(part, Step):
        return part.value
    if isinstance(part, Call):
        return _ACTS[part.name]([value_of(one) for one in part.parts])
    return part


def _counts(constant: float, whole: Call, digits: int) -> bool:
    """Tell whether any other figure in the place of a constant would change the printed value."""
    value = value_of(whole)
    shown = max(decimals(value, digits), min(digits, _FEWEST_DIGITS))
    unit = 10.0 ** -decimals(constant, _MOST_DIGITS)
    for change in (-unit, unit):
        for changed in _with(whole, constant, constant + change):
            try:
                other = value_of(changed)
            except (ArithmeticError, ValueError):
                continue
            if round(other, shown) == round(value, shown):
                return False
    return True


def _with(part: Part, old: float, new: float) -> Iterator[Part]:
    """Yield the part once for each place of a constant, with another one there."""
    if isinstance(part, Call):
        for place, inner in enumerate(part.parts):
            for other in _with(inner, old, new):
                yield Call(part.name, (*part.parts[:place], other, *part.parts[place + 1 :]))
    elif not isinstance(part, Step) and part == old:
        yield new


def decimals(value: float, digits: int) -> int:
    """Return how many decimals a value has once it is rounded to `digits` and its last zeros are dropped."""
    text = f"{value:.{digits}f}".rstrip("0") if digits else ""
    return len(text.partition(".")[2])


def _letters(count: int) -> str:
    """Return a, b, ... z, aa, ab, ..."""
    word = ""
    while True:
        word = ascii_lowercase[count % 26] + word
        count = count // 26 - 1
        if count < 0:
            return word


@dataclass(slots=True)
class Tape:
    """Collects steps; values are rounded to `digits` as they will be printed."""

    digits: int = _FEWEST_DIGITS
    steps: list[Step] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def note(self, label: str, about: str) -> None:
        """Add what is said beside the lines and takes no part in the sums."""
        self.notes.append((label, about))

    def given(self, label: str, value: float, about: str = "", digits: int | None = None) -> Step:
        """Add a figure that somebody gave, or one that a receipt of its own explains."""
        return self._add(label, about, None, value, self.digits if digits is None else digits)

    def sum(self, label: str, sum_: Call, about: str = "", digits: int | None = None) -> Step:
        """Add a line of arithmetic.

        A constant that could be another without changing the value gets a line of its own before it, so that each
        figure on the tape is one that counts.
        """
        digits = self.digits if digits is None else digits
        told = self._told(sum_, sum_, digits)
        assert isinstance(told, Call)  # noqa: S101 - what went in
        return self._add(label, about, told, value_of(told), digits)

    def _told(self, part: Part, whole: Call, digits: int) -> Part:
        if isinstance(part, Call):
            return Call(part.name, tuple(self._told(one, whole, digits) for one in part.parts))
        if isinstance(part, Step) or _counts(part, whole, digits):
            return part
        return self.given("fixed", part, digits=_MOST_DIGITS)

    def _add(self, label: str, about: str, sum_: Call | None, value: float, digits: int) -> Step:
        step = Step(_letters(len(self.steps)), label, about, sum_, round(value, digits) + 0.0, digits)
        self.steps.append(step)
        return step


def receipt(what: str, write: Callable[[Tape], object], shown: float, places: int = 0) -> Receipt:
    """Return a receipt with as many digits as it takes to end at the number shown, rounded to `places`.

    Of a number in the middle between two, either neighbour will do. Raises ArithmeticError where no number of digits
    leads there: then the tape explains something else.
    """
    wanted, half = round(shown, places), 0.5 * 10.0**-places + _TIE
    for digits in range(_FEWEST_DIGITS, _MOST_DIGITS + 1, 2):
        tape = Tape(digits)
        try:
            write(tape)
        except ZeroDivisionError:  # a figure too small for so few digits
            continue
        if abs(tape.steps[-1].value - wanted) < _TIE or (
            digits == _MOST_DIGITS and abs(tape.steps[-1].value - shown) < half
        ):
            return Receipt(what, tuple(tape.steps), tuple(tape.notes))
    message = f"the receipt of {what} ends at {tape.steps[-1].value}, and {wanted} is shown"
    raise ArithmeticError(message)
