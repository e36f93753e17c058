"""What the store hands out, as frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plateau_doctor.core.answers import CheckUp, Form


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the home list: what can be had of ten thousand check-ups without reading their answers."""

    id: str
    business: str
    date: dt.date
    form: Form
    place: str | None
    revision: int
    review: dt.date


@dataclass(frozen=True, slots=True)
class Stored:
    """A check-up and the question (its id) where the person was, None at the start.

    A higher revision was changed later; clocks play no part in it.
    """

    checkup: CheckUp
    place: str | None
    revision: int
