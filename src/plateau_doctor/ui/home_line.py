"""One line of the home list, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One line: `state` in words, `score` 0-100 or None, and whether the person reached the end."""

    id: str
    business: str
    day: str
    state: str
    score: int | None
    finished: bool
    date: date
