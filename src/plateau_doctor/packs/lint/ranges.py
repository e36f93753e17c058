"""Which values the names in conditions can take, and whether conditions can hold together.

Interval reasoning: each name has a range; conditions narrow it; what one name is worked out from narrows others
(a least level from its questions, an area from its questions, the capability from its areas). Conditions that are
said to exclude each other really do; some that exclude each other in a roundabout way are not found out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations, product

from plateau_doctor.core.pack import Pack
from plateau_doctor.core.patterns import Condition, Ramp, least_of, parse
from plateau_doctor.strictjson import schema

Range = tuple[float, float]
"""The lowest and the highest value."""
Box = dict[str, Range]
"""What is left for each name that is narrowed; every other name keeps its own range."""

_DERIVED: Mapping[str, Range] = {
    "promotion_minus_other_ps": (-100, 100),
    "min_sales_marketing": (0, 100),
    "max_promo_prospecting": (0, 100),
    "measure_mean": (1, 5),
    "ceiling_use": (0, math.inf),
    "loss_rate": (0, 1),
    "dont_know_share": (0, 1),
    "capability": (0, 100),
    "real_growth": (-1, math.inf),
    "abs_real_growth": (0, math.inf),
    "adj_margin": (-math.inf, math.inf),
    "rel_growth": (-1, math.inf),
    "market_growth_real": (-1, math.inf),
    "month_swing": (0, 1),
    "perception_gap": (0, 4),
    "staff": (1, math.inf),
}
_LEVELS: Range = (1, 5)
_SCORES: Range = (0, 100)
_MOST_WAYS = 10_000
"""With more ways for the parts of `any` to hold, the search would take too long and is left out."""
_ROUNDING = 1e-9


class Ranges:
    """The ranges of the names of one pack, and what follows from them."""

    def __init__(self, pack: Pack) -> None:
        """Keep the pack; its conditions can be read (the loader has seen to that)."""
        self._pack = pack

    @cached_property
    def _facts(self) -> Mapping[str, Range]:
        asked = schema("check-up")["$defs"]["figures"]["properties"]["facts"]["properties"]
        return {name: (entry["minimum"], entry["maximum"]) for name, entry in asked.items()}

    def of(self, name: str) -> Range:
        """Return the lowest and highest value of a name that conditions may read: a level, a fact or a score."""
        if name in self._pack.by_id or least_of(name, self._pack.by_id):
            return _LEVELS
        return _DERIVED.get(name) or self._facts.get(name) or _SCORES

    def outside(self, text: str) -> Iterator[tuple[Ramp, Range]]:
        """Yield each `hi` or `lo` in a condition with a bound that its name never takes, and the name's range."""
        for ramp in _ramps(parse(text)):
            low, high = self.of(ramp.name)
            if ramp.low < low or ramp.high > high:
                yield ramp, (low, high)

    def excluding(
        self, conditions: Iterable[str], strength: float, within: Mapping[str, Range]
    ) -> tuple[str, ...] | None:
        """Return the fewest conditions that can't all reach a strength within some ranges, or None if all can."""
        texts = tuple(dict.fromkeys(conditions))
        if self._possible(texts, strength, within):
            return None
        fewer = (chosen for count in (1, 2) for chosen in combinations(texts, count))
        return next((few for few in fewer if not self._possible(few, strength, within)), texts)

    def _possible(self, texts: tuple[str, ...], strength: float, within: Mapping[str, Range]) -> bool:
        ways = [tuple(_ramps(parse(text))) for text in texts]
        if math.prod(map(len, ways)) > _MOST_WAYS:
            return True
        return any(self._consistent(ramps, strength, within) for ramps in product(*ways))

    def _consistent(self, ramps: Iterable[Ramp], strength: float, within: Mapping[str, Range]) -> bool:
        box: Box = dict(within)
        for ramp in ramps:
            share = strength * (ramp.high - ramp.low)
            reached = (ramp.low + share, math.inf) if ramp.kind == "hi" else (-math.inf, ramp.high - share)
            self._narrow(box, ramp.name, reached)
        for name in list(box):
            for part in least_of(name, self._pack.by_id) or ():
                self._narrow(box, part, (box[name][0], math.inf))
        for name in list(box):
            follows = self._from_parts(name, box)
            if follows:
                self._narrow(box, name, follows)
        return all(low <= high + _ROUNDING for low, high in box.values())

    def _narrow(self, box: Box, name: str, to: Range) -> None:
        low, high = self._left(name, box)
        box[name] = max(low, to[0]), min(high, to[1])

    def _from_parts(self, name: str, box: Box) -> Range | None:
        """Return the range that follows for a worked-out name from the names it is worked out from."""
        least = least_of(name, self._pack.by_id)
        if least:
            return _each_end(min, [self._left(part, box) for part in least])
        if name in {area.id for area in self._pack.areas}:
            return self._area(name, box)
        formula = _FORMULAS.get(name)
        return formula(self, box) if formula else None

    def _left(self, name: str, box: Box) -> Range:
        return box.get(name) or self.of(name)

    def _capability(self, box: Box) -> Range:
        areas = [self._score(area.id, box) for area in self._pack.areas]
        return min(low for low, _ in areas), max(high for _, high in areas)

    def _weaker_side(self, box: Box) -> Range:
        marketing = [self._score(area, box) for area in ("product", "price", "promotion", "place")]
        return _each_end(min, [self._score("sales", box), _each_end(_mean, marketing)])

    def _stronger_reach(self, box: Box) -> Range:
        low, high = self._left("S1", box)
        return _each_end(max, [self._score("promotion", box), (25 * (low - 1), 25 * (high - 1))])

    def _promotion_lead(self, box: Box) -> Range:
        low, high = self._score("promotion", box)
        least, most = _each_end(_mean, [self._score(area, box) for area in ("product", "price", "place")])
        return low - most, high - least

    def _measures(self, box: Box) -> Range:
        return _each_end(_mean, [self._left(part, box) for part in ("S7", "PM4", "PR2", "PR5")])

    def _growth_size(self, box: Box) -> Range:
        low, high = self._left("real_growth", box)
        return max(0.0, low, -high), max(-low, high)

    def _score(self, area: str, box: Box) -> Range:
        """Return what is left for an area's score, of its own and from its questions."""
        own, follows = self._left(area, box), self._area(area, box)
        return max(own[0], follows[0]), min(own[1], follows[1])

    def _area(self, area: str, box: Box) -> Range:
        """Return the score's range from the levels; leaving a question out can't widen it."""
        questions = self._pack.of_area(area)
        whole = math.fsum(question.weight for question in questions) or 1.0
        shares = [(question.weight / whole, self._left(question.id, box)) for question in questions]
        low, high = (25 * math.fsum(share * (levels[end] - 1) for share, levels in shares) for end in (0, 1))
        return (low, high) if questions else _SCORES


_FORMULAS: Mapping[str, Callable[[Ranges, Box], Range]] = {
    "capability": Ranges._capability,
    "min_sales_marketing": Ranges._weaker_side,
    "max_promo_prospecting": Ranges._stronger_reach,
    "promotion_minus_other_ps": Ranges._promotion_lead,
    "measure_mean": Ranges._measures,
    "abs_real_growth": Ranges._growth_size,
}
"""As `core.known` works these names out."""


def _ramps(condition: Condition) -> Iterator[Ramp]:
    """Yield every `hi` and `lo` in a condition."""
    if isinstance(condition, Ramp):
        yield condition
    else:
        for part in condition.parts:
            yield from _ramps(part)


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return math.fsum(known) / len(known)


def _each_end(how: Callable[[Iterable[float]], float], ranges: list[Range]) -> Range:
    """Return the range of a value that rises with each of its parts."""
    return how([low for low, _ in ranges]), how([high for _, high in ranges])
