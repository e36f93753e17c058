"""How fast a person answers in this sitting; no file keeps it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from plateau_doctor.core.consistency import straight_run
from plateau_doctor.core.pack import Scoring

_USUAL = 20.0
"""Seconds that a question takes most people."""
_ENOUGH = 5
"""Answers after which a person's own pace counts."""
_PAUSE = 120.0
"""Seconds after which somebody was away rather than thinking."""


def usual_minutes(questions: int) -> int:
    """Return the whole minutes that so many questions take most people, at least 1."""
    return max(1, -int(-questions * _USUAL // 60))


class Pace:
    """Watches the answering: which question was shown when, and how long its answer took."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with no answer; `clock` tells seconds that only grow."""
        self._clock = clock
        self._question = ""
        self._since = 0.0
        self._given: list[tuple[str, int, float]] = []
        self._seconds: list[float] = []

    def begin(self, question: str) -> None:
        """Take note that a question is shown now."""
        self._question, self._since = question, self._clock()

    def answered(self, question: str, level: int | None) -> None:
        """Take note of an answer; `level` is None for one without a level, which ends a row of the same."""
        if question != self._question:
            return
        seconds = self._clock() - self._since
        self._given = [one for one in self._given if one[0] != question]
        self._given.append((question, level or 0, seconds))
        if seconds < _PAUSE:
            self._seconds.append(seconds)

    def minutes_left(self, questions: int) -> int:
        """Return the whole minutes that so many questions are likely to take, at least 1 unless there are none."""
        each = median(self._seconds) if len(self._seconds) >= _ENOUGH else _USUAL
        return max(1, -int(-questions * each // 60)) if questions else 0

    @property
    def minutes(self) -> int:
        """The whole minutes that answering has taken so far."""
        return round(sum(self._seconds) / 60)

    def same_in_a_row(self, rules: Scoring) -> tuple[str, ...]:
        """Return the questions of the first run of one level that was given too fast to have been read."""
        return straight_run(
            [(q, level, seconds if level else rules.run_seconds) for q, level, seconds in self._given], rules
        )
