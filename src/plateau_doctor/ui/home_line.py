"""One line of the home list: what is known at once, and what is worked out when the line is seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One check-up; `earlier` is the id of the one before of the same business, `latest` whether none came after.

    `finished` is what the place says that the store remembers; what the answers say is in the standing. A sample is
    nobody's business: nobody waits for its next check-up.
    """

    id: str
    business: str
    date: dt.date
    finished: bool
    revision: int
    earlier: str | None
    latest: bool
    review_day: dt.date
    sample: bool = False

    @property
    def review(self) -> dt.date | None:
        """The day of the next check-up; None unless this one is finished and the latest of its business."""
        return self.review_day if self.finished and self.latest and not self.sample else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What came of a check-up: `state` in words, `score` 0-100 or None; `day` and `review` as they are written.

    `left` is how many questions are open in one that is under way; `finished` whether enough is answered and its
    result was seen.
    """

    state: str
    score: int | None
    day: str
    review: str
    left: int = 0
    finished: bool = True
