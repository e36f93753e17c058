"""What can be asked: a question pack as frozen values, without a word of its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

Effort = Literal["S", "M", "L"]
PatternKind = Literal["cause", "risk", "enabler"]
ScoreWord = Literal["under25", "25to49", "50to74", "75up"]
FactKind = Literal["percent", "money", "months", "hours", "count", "yes_no"]
Band = Literal["low", "middle", "high"]

LEVELS = (1, 2, 3, 4, 5)
OUTCOMES = "outcomes"
TAGS = ("measure", "promotion", "paid", "scaling", "hiring", "copying", "rewards", "cash")


@dataclass(frozen=True, slots=True)
class Action:
    """One possible move of a question; `weeks` is the shortest and longest time to an effect.

    `figure` is the known value that its number to watch is, where it is one.
    """

    effort: Effort
    weeks: tuple[int, int]
    tags: tuple[str, ...] = ()
    grade: str = "practice"
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `records` counts the records a person may tick."""

    id: str
    area: str
    weight: float
    short_form: bool
    records: int
    may_not_apply: bool
    one_person_variant: bool
    actions: tuple[Action, ...]

    @property
    def is_outcome(self) -> bool:
        """Whether the question asks for a result and not for a practice."""
        return self.area == OUTCOMES


@dataclass(frozen=True, slots=True)
class Area:
    """A scored area and its weight in the capability (the weights of all areas add up to 1)."""

    id: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A plateau pattern: conditions as text of the small language in `patterns.py`, moves as question ids."""

    id: str
    kind: PatternKind
    must: tuple[str, ...]
    support: tuple[str, ...]
    moves: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Actions with one of `tags` (or of `questions`) wait until every condition in `open_when` reaches .5.

    `openers` are the questions whose moves open it.
    """

    id: str
    open_when: tuple[str, ...]
    tags: tuple[str, ...]
    questions: tuple[str, ...]
    openers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that people may give on the page of `question`; its words are `fact.<id>`.

    `edges` part the ranges that may stand in for a number; the middle of a range is what is stored. Shares are
    fractions, a yes is 1 and a no 0.
    """

    id: str
    question: str
    kind: FactKind
    edges: tuple[float, ...]

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The ranges, from low to high."""
        return tuple(pairwise(self.edges))


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to stop doing for now, when every condition in `when` reaches .5; its words are `stop.<id>`."""

    id: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that are read together, such as those about one direction between sales and marketing."""

    id: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FitCheck:
    """Answers that do not fit together: every condition reaches .5 and, where one is named, a figure is unknown."""

    id: str
    when: tuple[str, ...]
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """Thresholds and weights of the scores (SCORING.md sections 1 and 2); levels 1-5, scores 0-100."""

    record_level: int
    note_level: int
    unknown_level: int
    error_with_record: float
    error_on_belief: Mapping[int, float]
    error_unknown: float
    error_blank: float
    spread_range: float
    spread_mean_deviation: float
    spread_people: int
    answered_share: float
    least_answers: int
    least_answers_quick: int
    floor: float
    within_correlation: float
    between_correlation: float
    range_factor: float
    well_supported: float
    fair_support: float
    words: tuple[float, float, float]
    middle_from: float
    high_from: float
    bottleneck_one: float
    bottleneck_two: float
    areas_for_verdict: int
    sure_answered: float
    sure_levels: float
    cut_move: float
    flips_shown: int
    gap_from: float
    run_length: int
    run_seconds: float


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """Cut points of the trajectory (SCORING.md section 3); rates are fractions a year."""

    growing_from: float
    declining_below: float
    prior_noise: float
    prior_freedom: int
    two_year_cap: float
    level_weights: Mapping[int, tuple[float, float, float]]
    sure: float
    probable: float
    leaning: float
    many_years: int
    market_points: float
    margin_points: float
    profit_floor: float
    steady_cash_months: float
    cash_alarm_months: float


@dataclass(frozen=True, slots=True)
class PlanRules:
    """Weights of the plan (SCORING.md section 6); hours are of the owner, weeks are calendar weeks.

    `windows` are days from the start; `fewest` moves should fit in them. `o1_edges` are the yearly growth rates that
    part the levels of the revenue question. `state_first` names the questions and tags that a state calls for first,
    `state_most` the most moves in it.
    """

    target_level: int
    lift: Mapping[str, int]
    effort: Mapping[str, float]
    effort_power: float
    hours: Mapping[str, float]
    grade: Mapping[str, float]
    weeks_scale: float
    outcome_questions: Mapping[str, tuple[str, ...]]
    weakest_factor: float
    second_factor: float
    pattern_factor: float
    high_from: float
    medium_from: float
    first_count: int
    area_cap: int
    open_at_once: int
    default_hours: float
    windows: tuple[int, ...]
    fewest: int
    effect_weeks: int
    o1_edges: tuple[float, ...]
    most_stops: int
    state_first: Mapping[str, tuple[str, ...]]
    state_most: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SumRules:
    """What the three sums try out, as fractions: more new customers, a lower loss rate, a discount, a price rise."""

    more_new: float
    loss_cut: float
    discount: float
    rise: float


@dataclass(frozen=True, slots=True)
class PatternRules:
    """When a pattern is shown (SCORING.md section 5); strengths are fractions."""

    shown_from: float
    shown_from_quick: float
    watch_from: float
    fits_from: float
    most_shown: int
    known_share: float
    base_share: float
    foundations_level: float


@dataclass(frozen=True)
class Pack:
    """A whole question pack; questions keep their order, practices first and outcomes last."""

    id: str
    version: int
    areas: tuple[Area, ...]
    questions: tuple[Question, ...]
    patterns: tuple[Pattern, ...]
    gates: tuple[Gate, ...]
    facts: tuple[Fact, ...]
    mix_question: str
    stops: tuple[Stop, ...]
    chain: tuple[str, ...]
    directions: tuple[QuestionGroup, ...]
    checks: tuple[FitCheck, ...]
    scoring: Scoring
    outcome: OutcomeRules
    plan: PlanRules
    pattern_rules: PatternRules
    sums: SumRules

    def question(self, question_id: str) -> Question:
        """Return the question with this id; KeyError if the pack has none."""
        return self.by_id[question_id]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """All questions by their id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def facts_by_question(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that are asked on the page of each question."""
        return {own: tuple(fact for fact in self.facts if fact.question == own) for own in self.by_id}

    @cached_property
    def _forms(self) -> Mapping[bool, tuple[Question, ...]]:
        """The questions of the full form, under True, and of the quick one."""
        return {True: self.questions, False: tuple(q for q in self.questions if q.short_form)}

    def asked(self, form: str) -> tuple[Question, ...]:
        """Return the questions of a form, `full` or `quick`, in the order of the pack."""
        return self._forms[form == "full"]

    def practices(self, form: str = "full") -> tuple[Question, ...]:
        """Return the questions of a form about what the business does."""
        return tuple(q for q in self.asked(form) if not q.is_outcome)

    def outcomes(self, form: str = "full") -> tuple[Question, ...]:
        """Return the questions of a form about what came of it."""
        return tuple(q for q in self.asked(form) if q.is_outcome)

    def of_area(self, area: str, form: str = "full") -> tuple[Question, ...]:
        """Return the questions of one area in a form."""
        return tuple(q for q in self.asked(form) if q.area == area)
