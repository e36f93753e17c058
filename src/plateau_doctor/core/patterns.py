"""The condition language of patterns and gates, and how strongly each pattern fits.

A condition is `hi(name, a, b)`, `lo(name, a, b)` or `any(condition, ...)`; its strength is 0 to 1, or None
where nothing it names is known (SCORING.md section 5). It is data, read by the small parser below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from plateau_doctor.core.pack import Pack, Pattern, PatternKind

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<number>-?\d+(?:\.\d+)?)|(?P<mark>[(),]))")
_MOST_BRACKETS = 20
_DERIVED = (
    "promotion_minus_other_ps",
    "min_sales_marketing",
    "max_promo_prospecting",
    "measure_mean",
    "ceiling_use",
    "loss_rate",
    "gross_margin",
    "dont_know_share",
    "capability",
    "real_growth",
    "abs_real_growth",
    "adj_margin",
    "rel_growth",
    "market_growth_real",
    "month_swing",
    "perception_gap",
    "staff",
)
FACTS = (
    "win_rate",
    "average_discount",
    "months_since_price_change",
    "owner_sales_share",
    "owner_hours",
    "largest_customer",
    "largest_channel",
    "share_mature_or_fading",
    "promo_share_of_marketing_effort",
    "promo_spend_growth",
    "spare_capacity",
    "work_turned_away",
    "utilisation",
    "strongest_month",
    "weakest_month",
    "expansion_intent",
    "answered_share",
    "qualified_share",
    "quoted_share",
    "repeat_share",
    "buy_once",
    "cost_per_customer",
    "gross_margin",
    "loss_rate",
)


class ConditionError(ValueError):
    """A condition that the small language doesn't allow; says what and at which character (from 1)."""


@dataclass(frozen=True, slots=True)
class Ramp:
    """`hi` rises from 0 at `low` to 1 at `high`; `lo` falls from 1 at `low` to 0 at `high`."""

    kind: Literal["hi", "lo"]
    name: str
    low: float
    high: float

    @property
    def names(self) -> frozenset[str]:
        """The names that this condition reads."""
        return frozenset((self.name,))

    def strength(self, known: Mapping[str, float]) -> float | None:
        """Return the strength 0-1, or None where the name is unknown."""
        value = known.get(self.name)
        if value is None:
            return None
        share = (value - self.low) / (self.high - self.low)
        rising = min(1.0, max(0.0, share))
        return rising if self.kind == "hi" else 1.0 - rising


@dataclass(frozen=True, slots=True)
class Largest:
    """`any(...)`: the largest of the parts that are known."""

    parts: tuple[Condition, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names that any part reads."""
        return frozenset().union(*(part.names for part in self.parts))

    def strength(self, known: Mapping[str, float]) -> float | None:
        """Return the largest known strength 0-1, or None where no part is known."""
        strengths = [s for part in self.parts if (s := part.strength(known)) is not None]
        return max(strengths, default=None)


Condition = Ramp | Largest


class _Reader:
    """Reads one condition, token by token."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def take(self, group: str, wanted: str) -> str:
        """Return the next token of a group; ConditionError where another stands there."""
        match = _TOKEN.match(self._text, self._at)
        if match is None or match.lastgroup != group or (group == "mark" and match[group] not in wanted):
            message = f"character {self._at + 1}: expected {' or '.join(wanted) if group == 'mark' else wanted}"
            raise ConditionError(message)
        self._at = match.end()
        return str(match[group])

    def condition(self) -> Condition:
        """Read one `hi`, `lo` or `any`."""
        word = self.take("name", "hi, lo or any")
        start = self._at - len(word) + 1
        self.take("mark", "(")
        if word == "any":
            parts = [self.condition()]
            while self.take("mark", ",)") == ",":
                parts.append(self.condition())
            return Largest(tuple(parts))
        if word not in ("hi", "lo"):
            message = f"character {start}: expected hi, lo or any, found {word}"
            raise ConditionError(message)
        name = self.take("name", "a name")
        self.take("mark", ",")
        low = float(self.take("number", "a number"))
        self.take("mark", ",")
        high = float(self.take("number", "a number"))
        self.take("mark", ")")
        if low >= high:
            message = f"character {start}: the first number of {word}({name}, ...) must be smaller than the second"
            raise ConditionError(message)
        return Ramp("hi" if word == "hi" else "lo", name, low, high)

    def end(self) -> None:
        """Check that nothing follows."""
        if self._text[self._at :].strip():
            message = f"character {self._at + 1}: nothing may follow"
            raise ConditionError(message)


@lru_cache(maxsize=1024)
def parse(text: str) -> Condition:
    """Return the condition that a text holds; ConditionError says what is wrong and where."""
    brackets = [place for place, sign in enumerate(text, 1) if sign == "("]
    if len(brackets) > _MOST_BRACKETS:
        message = f"character {brackets[_MOST_BRACKETS]}: it holds more than {_MOST_BRACKETS} brackets"
        raise ConditionError(message)
    reader = _Reader(text)
    condition = reader.condition()
    reader.end()
    return condition


def least_of(name: str, question_ids: Iterable[str]) -> tuple[str, ...] | None:
    """Return the questions that a name `min_X_Y...` reads, or None where it isn't such a name."""
    parts = tuple(name.removeprefix("min_").split("_"))
    known = set(question_ids)
    return parts if name.startswith("min_") and len(parts) > 1 and known.issuperset(parts) else None


def is_known_name(name: str, question_ids: Iterable[str], area_ids: Iterable[str]) -> bool:
    """Tell whether a condition may read this name."""
    ids = tuple(question_ids)
    return name in _DERIVED or name in FACTS or name in ids or name in area_ids or least_of(name, ids) is not None


@dataclass(frozen=True, slots=True)
class PatternFit:
    """How well one pattern fits: strength 0-1 (None where too little is known), and the conditions at .5 or more.

    `role`: `leading` (one cause at most), `also`, `watch`, `risk`, `enabler` or `none`.
    """

    id: str
    kind: PatternKind
    strength: float | None
    role: Literal["leading", "also", "watch", "risk", "enabler", "none"]
    fits: tuple[str, ...]


def pattern_strength(pattern: Pattern, known: Mapping[str, float], known_share: float, base: float) -> float | None:
    """Return min(must) times (base + (1 - base) times the mean known support), or None where too little is known."""
    must = [parse(text).strength(known) for text in pattern.must]
    support = [parse(text).strength(known) for text in pattern.support]
    given = [s for s in must if s is not None]
    supporting = [s for s in support if s is not None]
    if len(given) < len(must):
        return None
    if len(given) + len(supporting) < known_share * (len(must) + len(support)) - 1e-9:
        return None
    mean = sum(supporting) / len(supporting) if supporting else 0.0
    return min(given) * (base + (1 - base) * mean)


def fit_patterns(
    pack: Pack, known: Mapping[str, float], form: str, *, name_causes: bool = True
) -> tuple[PatternFit, ...]:
    """Return every pattern's fit, the strongest first (ties by id); without `name_causes` no cause gets a role."""
    rules = pack.pattern_rules
    shown_from = rules.shown_from_quick if form == "quick" else rules.shown_from
    strengths = {
        pattern.id: pattern_strength(pattern, known, rules.known_share, rules.base_share) for pattern in pack.patterns
    }
    ranked = sorted(pack.patterns, key=lambda p: (-(strengths[p.id] or 0.0), p.id))
    shown, result = 0, []
    for pattern in ranked:
        strength = strengths[pattern.id] or 0.0
        role: Literal["leading", "also", "watch", "risk", "enabler", "none"] = "none"
        if strength >= shown_from:
            if pattern.kind != "cause":
                role = "risk" if pattern.kind == "risk" else "enabler"
            elif name_causes and shown < rules.most_shown:
                role = "leading" if shown == 0 else "also"
                shown += 1
        elif strength >= rules.watch_from and name_causes:
            role = "watch"
        fits = tuple(
            text for text in pattern.must + pattern.support if (parse(text).strength(known) or 0.0) >= rules.fits_from
        )
        result.append(PatternFit(pattern.id, pattern.kind, strengths[pattern.id], role, fits))
    return tuple(result)
