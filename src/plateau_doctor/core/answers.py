"""What was said: the answers, figures and plan entries of one check-up, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

from plateau_doctor.core.pack import LEVELS

Form = Literal["full", "quick"]
OwnVerdict = Literal["growing", "flat", "shrinking"]
Role = Literal["owner", "sales", "marketing", "other"]
Way = Literal["window", "paper", "code"]
Ambition = Literal["grow", "same"]
Customers = Literal["people", "businesses", "both"]
Status = Literal["not_started", "started", "done", "dropped"]
STATUSES: tuple[Status, ...] = ("not_started", "started", "done", "dropped")
How = Literal["accepted", "talked"]

REVIEW_AFTER = timedelta(days=90)
"""When a check-up is made again, unless another day is set."""

NOTE_LIMIT = 4000
NAME_LIMIT = 120


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


class Kind(StrEnum):
    """What an answer is."""

    LEVEL = "level"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer: a level 1-5, don't know, does not apply with a reason, or nothing yet.

    Ticked records (their places from 0) and the note stay whatever the level becomes.
    """

    level: int | None = None
    unknown: bool = False
    not_applicable: str | None = None
    records: frozenset[int] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a level outside 1-5 and an answer that is two things at once (ValueError)."""
        if self.level is not None and self.level not in LEVELS:
            message = f"a level is 1 to 5, not {self.level}"
            raise ValueError(message)
        if (self.level is not None) + self.unknown + (self.not_applicable is not None) > 1:
            message = "an answer is a level, don't know or does not apply: one of them"
            raise ValueError(message)

    @property
    def kind(self) -> Kind:
        """Which of the four an answer is."""
        if self.level is not None:
            return Kind.LEVEL
        if self.unknown:
            return Kind.UNKNOWN
        return Kind.BLANK if self.not_applicable is None else Kind.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one person; `respondent` is a code such as P1, never a name."""

    respondent: str
    role: Role = "owner"
    way: Way = "window"
    answers: Mapping[str, Answer] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The level 1-5 that a group settled on for a question; it replaces the pooled one."""

    level: int
    note: str = ""
    how: How = "talked"


@dataclass(frozen=True, slots=True)
class Business:
    """The firm's profile; only the name is needed. `hours_a_week` are the owner's free hours for the plan."""

    name: str
    sells: str = ""
    customers: Customers | None = None
    staff: int | None = None
    currency: str | None = None
    country: str | None = None
    ambition: Ambition | None = None
    hours_a_week: float | None = None

    @property
    def alone(self) -> bool:
        """Whether one person runs the firm, so that the questions speak to that person."""
        return self.staff == 1


@dataclass(frozen=True, slots=True)
class CustomerCount:
    """Customers at the end of the last year, won in it and lost in it."""

    active: int | None = None
    new: int | None = None
    lost: int | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Yearly figures, oldest first, in the firm's currency; shares and rates are fractions.

    `owner_wage_gap` is the part of a fair owner's wage that profit doesn't yet bear: one number or one a year.
    """

    years: tuple[int, ...] = ()
    revenue: tuple[float | None, ...] = ()
    operating_profit: tuple[float | None, ...] = ()
    owner_wage_gap: float | tuple[float | None, ...] | None = None
    gross_margin: float | None = None
    overhead: float | None = None
    market_growth: float | None = None
    customers: CustomerCount = CustomerCount()
    cash_months: float | None = None
    facts: Mapping[str, float | None] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """One kind of promotion, the job it has, what it cost and what it brought in the past year."""

    kind: str
    job: str = ""
    spend: float | None = None
    enquiries: int | None = None
    sales: int | None = None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An action that the person took into the plan; `action` is its place in the question's list, from 0.

    The last four make two sentences: when I `cue` I will `will`; if `obstacle` then I will `response`.
    """

    question: str
    action: int
    who: str = ""
    start: date | None = None
    due: date | None = None
    status: Status = "not_started"
    text: str = ""
    cue: str = ""
    will: str = ""
    obstacle: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True)
class FindOut:
    """Who finds out, and by when, what nobody knew the answer to."""

    who: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CheckUp:
    """One check-up of one business: all that was said, nothing derived. `date` is "today" for every sum."""

    id: str
    pack_id: str
    pack_version: int
    date: date
    business: Business
    form: Form = "full"
    own_verdict: OwnVerdict | None = None
    figures: Figures = Figures()
    promotion: tuple[PromotionRow, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    agreed: Mapping[str, Agreed] = field(default_factory=_nothing)
    plan: tuple[PlanEntry, ...] = ()
    find_out: Mapping[str, FindOut] = field(default_factory=_nothing)
    edits: Mapping[str, str] = field(default_factory=_nothing)
    brand: Mapping[str, str] = field(default_factory=_nothing)
    settings: Mapping[str, Any] = field(default_factory=_nothing)
    earlier: tuple[CheckUp, ...] = ()


def review_day(settings: Mapping[str, Any], today: date) -> date:
    """Return the day of the next check-up: the one that was set, else 90 days on."""
    own = settings.get("review")
    return date.fromisoformat(own) if own else today + REVIEW_AFTER
