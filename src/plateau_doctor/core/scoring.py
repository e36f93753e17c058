"""Supported levels, area scores with their ranges, capability and bottleneck (SCORING.md sections 1 and 2).

A level is 1 to 5 and x = level - 1; scores are 0-100; a deviation is a standard error in score points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from plateau_doctor.core.agreement import far_apart
from plateau_doctor.core.answers import Agreed, Answer, CheckUp, Kind
from plateau_doctor.core.pack import Band, Pack, Question, QuestionGroup, ScoreWord, Scoring

_FACTOR_NODES = tuple(i * 0.5 for i in range(-9, 10))
_HAIR = 1e-9  # a score that arithmetic leaves this little under a line is on it
_PLACES = 9
"""Decimals of scores: enough for any sum, and few enough to lose the noise that would tip a half up or down."""
_OWN_NODES = tuple(i * 0.4 for i in range(-11, 12))


@dataclass(frozen=True, slots=True)
class Pooled:
    """What all people together said to one question.

    `claimed` and `supported` are mean levels 1-5 (None where there is no level); `variance` is in levels squared;
    `spread` is the range of the people's levels; `open` asks for a talk about it.
    """

    question: str
    kind: Kind
    claimed: float | None
    supported: float | None
    variance: float
    people: int
    spread: int
    open: bool
    agreed: bool
    recorded: bool

    def level(self, rules: Scoring) -> float | None:
        """Return the level that counts: the supported one, the assumed one for a don't-know, or None."""
        return float(rules.unknown_level) if self.kind is Kind.UNKNOWN else self.supported


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area: score and 80 % range 0-100 (None where there are not enough answers), and what it rests on."""

    area: str
    score: float | None
    low: float | None
    high: float | None
    claimed: float | None
    deviation: float
    answered: int
    needed: int
    word: ScoreWord | None

    @property
    def scored(self) -> bool:
        """Whether there are enough answers for a score."""
        return self.score is not None


@dataclass(frozen=True, slots=True)
class Capability:
    """The whole: a weighted geometric mean of the scored areas, its average beside it, its range and band."""

    score: float
    average: float
    low: float
    high: float
    deviation: float
    band: Band
    band_odds: Mapping[Band, float]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GroupScore:
    """Questions of one area that are read together: their score 0-100 (None without enough answers) and its word."""

    id: str
    score: float | None
    word: ScoreWord | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a sale in their order, each with the level 1-5 that counts (None: nothing yet).

    `weakest` holds the step at the lowest level, several on a tie; none while a step has no answer, or all are even.
    """

    levels: Mapping[str, float | None]
    weakest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The area or two areas most likely to be the lowest (none where it can't be told), and every area's odds."""

    areas: tuple[str, ...]
    odds: Mapping[str, float]


def normal_cdf(z: float) -> float:
    """Return P(Z <= z) of the standard normal."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def supported_level(level: int, *, recorded: bool, noted: bool, rules: Scoring) -> int:
    """Return the level that counts: 4 needs a record, 5 a record and a note; else one step below that need."""
    if level >= rules.record_level and not recorded:
        return rules.record_level - 1
    if level >= rules.note_level and not noted:
        return rules.note_level - 1
    return level


def error_of(level: int, *, recorded: bool, rules: Scoring) -> float:
    """Return the standard error of one person's level, in levels."""
    if recorded:
        return rules.error_with_record
    return rules.error_on_belief[level]


def backing(answers: Iterable[Answer], agreed: Agreed | None, rules: Scoring) -> tuple[bool, bool]:
    """Return whether anyone ticked a record, and whether anyone noted a change; a blank answer backs nothing."""
    given = [answer for answer in answers if answer.kind is not Kind.BLANK]
    noted = any(answer.note.strip() for answer in given if answer.level in (None, rules.note_level))
    return any(answer.records for answer in given), noted or (agreed is not None and bool(agreed.note.strip()))


def pool(
    question: Question,
    answers: Iterable[Answer],
    agreed: Agreed | None,
    rules: Scoring,
    *,
    count_claimed: bool = False,
) -> Pooled:
    """Return what several people's answers to one question say together; an agreed level replaces theirs.

    With `count_claimed` (a setting of the check-up) a level counts as it was chosen, record or not.
    """
    given = [answer for answer in answers if answer.kind is not Kind.BLANK]
    levels = [answer.level for answer in given if answer.level is not None]
    if agreed is None and not levels:
        unknown = any(answer.kind is Kind.UNKNOWN for answer in given)
        kind = Kind.UNKNOWN if unknown else Kind.NOT_APPLICABLE if given else Kind.BLANK
        error = rules.error_unknown if unknown else rules.error_blank
        return Pooled(question.id, kind, None, None, error**2, 0, 0, open=False, agreed=False, recorded=False)
    recorded, noted = backing(given, agreed, rules)
    counted = levels if agreed is None else [agreed.level]
    supported = (
        counted
        if question.is_outcome or count_claimed
        else [supported_level(level, recorded=recorded, noted=noted, rules=rules) for level in counted]
    )
    errors = [error_of(level, recorded=recorded, rules=rules) for level in supported]
    variance = math.fsum(error**2 for error in errors) / len(errors) ** 2
    is_open = agreed is None and far_apart(levels, rules)
    return Pooled(
        question.id,
        Kind.LEVEL,
        claimed=math.fsum(counted) / len(counted),
        supported=math.fsum(supported) / len(supported),
        variance=variance * (2 if is_open else 1),
        people=len(levels),
        spread=max(levels) - min(levels) if levels else 0,
        open=is_open,
        agreed=agreed is not None,
        recorded=recorded,
    )


def pool_all(pack: Pack, checkup: CheckUp) -> dict[str, Pooled]:
    """Return every question of the check-up's form, pooled over all sheets, in the order of the pack."""
    blank = Answer()
    return {
        question.id: pool(
            question,
            [sheet.answers.get(question.id, blank) for sheet in checkup.sheets],
            checkup.agreed.get(question.id),
            pack.scoring,
            count_claimed=checkup.settings.get("claimed") is True,
        )
        for question in pack.asked(checkup.form)
    }


def score_word(score: float, rules: Scoring) -> ScoreWord:
    """Return the key of the word for a score 0-100."""
    first, second, third = rules.words
    if score < first:
        return "under25"
    if score < second:
        return "25to49"
    return "50to74" if score < third else "75up"


def _needed(known: Sequence[Question], applicable: Sequence[Question], least: int, share: float) -> int:
    """Return how many answers score an area: those there are first, then the blank ones, the weightiest first."""
    wanted = share * math.fsum(q.weight for q in applicable) - _HAIR
    weights = sorted((q.weight for q in known), reverse=True)
    weights += sorted((q.weight for q in applicable if q not in known), reverse=True)
    enough = (n for n in range(len(weights) + 1) if math.fsum(weights[:n]) >= wanted)
    return max(least, next(enough))


def score_area(pack: Pack, area: str, pooled: Mapping[str, Pooled], form: str) -> AreaScore:
    """Return one area's score, range and what is missing for it."""
    rules = pack.scoring
    applicable = [q for q in pack.of_area(area, form) if pooled[q.id].kind is not Kind.NOT_APPLICABLE]
    known = [q for q in applicable if pooled[q.id].kind is not Kind.BLANK]
    weight = math.fsum(q.weight for q in applicable)
    covered = math.fsum(q.weight for q in known)
    least = rules.least_answers_quick if form == "quick" else rules.least_answers
    needed = _needed(known, applicable, least, rules.answered_share)
    variance = _area_variance([(q.weight / weight, pooled[q.id].variance) for q in applicable], rules)
    deviation = math.sqrt(variance)
    if len(known) < needed:
        return AreaScore(area, None, None, None, None, deviation, len(known), needed, None)

    def mean(claimed: bool) -> float:
        total = []
        for question in known:
            one = pooled[question.id]
            level = one.claimed if claimed and one.claimed is not None else one.level(rules)
            total.append(question.weight * ((level or 1.0) - 1))
        return round(25 * math.fsum(total) / covered, _PLACES)

    score = mean(claimed=False)
    reach = rules.range_factor * deviation
    low, high = max(0.0, score - reach), min(100.0, score + reach)
    word = score_word(score, rules)
    return AreaScore(area, score, low, high, mean(claimed=True), deviation, len(known), needed, word)


def _area_variance(parts: Sequence[tuple[float, float]], rules: Scoring) -> float:
    rho = rules.within_correlation
    own = math.fsum(weight**2 * variance for weight, variance in parts)
    shared = math.fsum(weight * math.sqrt(variance) for weight, variance in parts) ** 2
    return 625 * ((1 - rho) * own + rho * shared)


def level_points(pack: Pack, pooled: Mapping[str, Pooled]) -> dict[str, float]:
    """Return how many points its area's score moves with one level of each practice question that counts."""
    known = [pack.question(one.question) for one in pooled.values() if one.kind in (Kind.LEVEL, Kind.UNKNOWN)]
    practices = [question for question in known if not question.is_outcome]
    covered = {area.id: math.fsum(q.weight for q in practices if q.area == area.id) for area in pack.areas}
    return {question.id: 25 * question.weight / covered[question.area] for question in practices}


def score_areas(pack: Pack, pooled: Mapping[str, Pooled], form: str) -> dict[str, AreaScore]:
    """Return all areas in the order of the pack."""
    return {area.id: score_area(pack, area.id, pooled, form) for area in pack.areas}


def lifted(score: float, rules: Scoring) -> float:
    """Return L = floor + (1 - floor/100)·A, the score with a floor that keeps the geometric mean alive."""
    return rules.floor + (1 - rules.floor / 100) * score


def lowered(level: float, rules: Scoring) -> float:
    """Return the score 0-100 whose L this is; the inverse of `lifted`."""
    return (level - rules.floor) / (1 - rules.floor / 100)


def geometric_mean(parts: Iterable[tuple[float, float]], rules: Scoring) -> float:
    """Return the weighted geometric mean, 0-100, of (weight, score) pairs; it is taken of L, so no zero kills it."""
    mean = math.exp(math.fsum(weight * math.log(lifted(score, rules)) for weight, score in parts))
    return round(lowered(mean, rules), _PLACES)


def band_of(score: float, rules: Scoring, move: float = 0.0) -> Band:
    """Return the verdict band of a capability 0-100, with the lines between the bands moved by `move` points."""
    if score < rules.middle_from + move - _HAIR:
        return "low"
    return "middle" if score < rules.high_from + move - _HAIR else "high"


def score_capability(pack: Pack, areas: Mapping[str, AreaScore]) -> Capability | None:
    """Return the capability over the scored areas, their weights made to add up to 1; None without any."""
    rules = pack.scoring
    scored = [(area.weight, areas[area.id]) for area in pack.areas if areas[area.id].scored]
    if not scored:
        return None
    total = math.fsum(weight for weight, _ in scored)
    parts = [(weight / total, area.score or 0.0, area.deviation) for weight, area in scored]
    score = geometric_mean(((v, a) for v, a, _ in parts), rules)
    terms = [v * sd / lifted(a, rules) for v, a, sd in parts]  # how far each moves the logarithm of the whole
    rho = rules.between_correlation
    variance = (1 - rho) * math.fsum(t * t for t in terms) + rho * math.fsum(terms) ** 2
    deviation = lifted(score, rules) * math.sqrt(variance)
    reach = rules.range_factor * deviation
    under_middle = normal_cdf((rules.middle_from - score) / deviation)
    under_high = normal_cdf((rules.high_from - score) / deviation)
    return Capability(
        score=score,
        average=round(math.fsum(v * a for v, a, _ in parts), _PLACES),
        low=max(0.0, score - reach),
        high=min(100.0, score + reach),
        deviation=deviation,
        band=band_of(score, rules),
        band_odds={"low": under_middle, "middle": under_high - under_middle, "high": 1 - under_high},
        weights={area.area: weight / total for weight, area in scored},
    )


def moved(capability: Capability, area: AreaScore, points: float, rules: Scoring) -> float:
    """Return the capability 0-100 after a scored area moved by `points`, the other areas standing still."""
    ratio = lifted((area.score or 0.0) + points, rules) / lifted(area.score or 0.0, rules)
    return lowered(lifted(capability.score, rules) * ratio ** capability.weights[area.area], rules)


def about_the_same(one: AreaScore, other: AreaScore, rules: Scoring) -> bool:
    """Tell whether the answers can't rank two scored areas."""
    a, b = one.deviation, other.deviation
    error = math.sqrt(a * a + b * b - 2 * rules.between_correlation * a * b)
    return abs((one.score or 0.0) - (other.score or 0.0)) <= rules.range_factor * error


def lowest_areas(areas: Mapping[str, AreaScore], rules: Scoring) -> tuple[str, ...]:
    """Return the lowest scored area and then those that are about the same, from low to high (ties by id)."""
    ranked = sorted((area for area in areas.values() if area.scored), key=lambda area: (area.score or 0.0, area.area))
    return tuple(area.area for area in ranked if about_the_same(ranked[0], area, rules))


def score_group(pack: Pack, group: QuestionGroup, pooled: Mapping[str, Pooled]) -> GroupScore:
    """Return the score of a group over its questions that were asked and apply, if enough weight has an answer."""
    rules = pack.scoring
    asked = [pooled[question] for question in group.questions if question in pooled]
    applicable = [(pack.question(one.question).weight, one) for one in asked if one.kind is not Kind.NOT_APPLICABLE]
    known = [(weight, level - 1) for weight, one in applicable if (level := one.level(rules)) is not None]
    covered = math.fsum(weight for weight, _ in known)
    if not known or covered < rules.answered_share * math.fsum(weight for weight, _ in applicable) - _HAIR:
        return GroupScore(group.id, None, None)
    score = 25 * math.fsum(weight * x for weight, x in known) / covered
    return GroupScore(group.id, score, score_word(score, rules))


def find_chain(pack: Pack, pooled: Mapping[str, Pooled]) -> Chain:
    """Return the chain of the sales steps that were asked and apply; a don't-know counts as the assumed level."""
    asked = [pooled[question] for question in pack.chain if question in pooled]
    levels = {one.question: one.level(pack.scoring) for one in asked if one.kind is not Kind.NOT_APPLICABLE}
    known = {question: level for question, level in levels.items() if level is not None}
    lowest = min(known.values(), default=0.0)
    weakest = tuple(question for question, level in known.items() if level <= lowest + _HAIR)
    told = len(known) == len(levels) and len(weakest) < len(known)
    return Chain(levels, weakest if told else ())


def find_bottleneck(areas: Mapping[str, AreaScore], rules: Scoring) -> Bottleneck:
    """Return which scored area is likely the lowest, by quadrature over a common factor and the area's own error.

    Equally spaced nodes under normal weights: no random numbers, so the same on every machine.
    """
    scored = [(area.area, area.score or 0.0, area.deviation) for area in areas.values() if area.scored]
    common, own = math.sqrt(rules.between_correlation), math.sqrt(1 - rules.between_correlation)
    odds = dict.fromkeys((name for name, _, _ in scored), 0.0)
    root, erfc = math.sqrt(2), math.erfc
    for factor, z in product(_FACTOR_NODES, _OWN_NODES):
        weight = math.exp(-(factor**2 + z**2) / 2)
        centres = [(name, score + sd * common * factor, sd * own * root) for name, score, sd in scored]
        for name, centre, spread in centres:
            at, chance = centre + spread * z / root, weight
            for other, mean, wide in centres:
                if other != name:
                    chance *= erfc((at - mean) / wide)  # twice the chance that the other lies above: halves cancel
            odds[name] += chance
    total = math.fsum(odds.values())
    odds = {name: value / total for name, value in odds.items()}
    ranked = sorted(odds, key=lambda name: (-odds[name], name))
    if ranked and odds[ranked[0]] >= rules.bottleneck_one:
        return Bottleneck((ranked[0],), odds)
    if len(ranked) > 2 and odds[ranked[0]] + odds[ranked[1]] >= rules.bottleneck_two:
        return Bottleneck((ranked[0], ranked[1]), odds)
    return Bottleneck((), odds)
