"""Does the verdict hold: four other ways to score, and the answers nearest to flipping it (SCORING.md section 3).

The verdict holds where state and band stay the same. The four ways touch the band alone: outcome questions count as
they were answered in each of them, so the state stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from plateau_doctor.core.answers import Answer, CheckUp, Kind
from plateau_doctor.core.known import Scores
from plateau_doctor.core.outcome import Inflation, State, find_trajectory
from plateau_doctor.core.pack import LEVELS, Band, Pack
from plateau_doctor.core.scoring import (
    Capability,
    Pooled,
    band_of,
    geometric_mean,
    level_points,
    moved,
    pool,
    pool_all,
    score_areas,
)

Way = Literal["record", "note", "chosen", "agreed", "found"]

_ESTIMATE = "O1"


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict scored in another way: the band there, and whether it is the same.

    `key`: `weights` (all areas equal), `mean` (arithmetic), `claimed` (levels as they were chosen; `supported` where
    the check-up counts the claimed ones), `cuts` (the lines between the bands moved up and down).
    """

    key: str
    holds: bool
    band: Band


@dataclass(frozen=True, slots=True)
class Flip:
    """One answer that would flip the verdict if it counted as level `after` in place of `before` (1-5).

    `way`: tick a `record`, add a `note`, another level `chosen` with what supports it, one `agreed` on by several
    people, or one `found` out for a don't-know. `state` and `band` are those of the verdict then.
    """

    question: str
    way: Way
    before: float
    after: float
    state: State
    band: Band


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The four checks, how many of them hold, and the nearest flips."""

    checks: tuple[Check, ...]
    holding: int
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """A flip and by how many points the capability passes the line between the bands."""

    flip: Flip
    beyond: float

    @property
    def order(self) -> tuple[float, bool, bool, float]:
        """The fewest levels first; then records and notes, then the state, then the farthest beyond the line."""
        return (
            round(abs(self.flip.after - self.flip.before), 9),
            self.flip.way not in ("record", "note"),
            self.flip.question != _ESTIMATE,
            -round(self.beyond, 9),
        )


def find_sensitivity(pack: Pack, checkup: CheckUp, scores: Scores, table: Inflation) -> Sensitivity | None:
    """Return how firmly the verdict stands; None without a capability.

    Tried are the questions with a level or a don't-know: one question at a time, to each whole level. Several
    people's answers move together, as if they agreed. A blank is not tried: the ranges speak of it.
    """
    capability = scores.capability
    if capability is None:
        return None
    checks = _checks(pack, checkup, scores, capability)
    near = [
        *_flips_of_band(pack, checkup, scores, capability),
        *_flips_of_state(pack, checkup, scores, capability, table),
    ]
    near.sort(key=lambda one: one.order)
    flips = tuple(one.flip for one in near[: pack.scoring.flips_shown])
    return Sensitivity(checks, sum(check.holds for check in checks), flips)


def _checks(pack: Pack, checkup: CheckUp, scores: Scores, capability: Capability) -> tuple[Check, ...]:
    rules, band, weights = pack.scoring, capability.band, capability.weights
    counted = checkup.settings.get("claimed") is True
    settings = {**checkup.settings, "claimed": not counted}
    other = score_areas(pack, pool_all(pack, replace(checkup, settings=settings)), checkup.form)
    equal = [(1 / len(weights), scores.areas[area].score or 0.0) for area in weights]
    counted_otherwise = [(weight, other[area].score or 0.0) for area, weight in weights.items()]
    bands = {
        "weights": [band_of(geometric_mean(equal, rules), rules)],
        "mean": [band_of(capability.average, rules)],
        "supported" if counted else "claimed": [band_of(geometric_mean(counted_otherwise, rules), rules)],
        "cuts": [band_of(capability.score, rules, move) for move in (-rules.cut_move, rules.cut_move)],
    }
    there = {key: next((one for one in values if one != band), band) for key, values in bands.items()}
    return tuple(Check(key, one == band, one) for key, one in there.items())


def _backed(pack: Pack, checkup: CheckUp, one: Pooled) -> list[tuple[Way, float]]:
    """Return the level that a record would give a question (a note where there is a record); empty if nothing lacks."""
    question = pack.question(one.question)
    if one.supported is None or one.claimed is None or one.claimed <= one.supported:
        return []
    given = [sheet.answers.get(question.id, Answer()) for sheet in checkup.sheets]
    agreed = checkup.agreed.get(question.id)
    if one.recorded:
        given = [replace(answer, note="-") for answer in given]
        agreed = replace(agreed, note="-") if agreed else None
    elif question.records:
        given = [replace(answer, records=frozenset({0})) for answer in given]
    level = pool(question, given, agreed, pack.scoring).supported or 0.0
    return [("note" if one.recorded else "record", level)] if level > one.supported else []


def _way(one: Pooled) -> Way:
    if one.kind is Kind.UNKNOWN:
        return "found"
    return "agreed" if one.people > 1 and not one.agreed else "chosen"


def _flips_of_band(pack: Pack, checkup: CheckUp, scores: Scores, capability: Capability) -> Iterator[_Near]:
    """Yield for each question the nearest flip upwards, where a record goes before a higher level, and downwards."""
    rules, state = pack.scoring, scores.trajectory.state
    upper = rules.middle_from if capability.band == "low" else rules.high_from
    lower = rules.high_from if capability.band == "high" else rules.middle_from
    for question, points in level_points(pack, scores.pooled).items():
        one, area = scores.pooled[question], scores.areas[pack.question(question).area]
        if area.score is None:
            continue
        before = one.level(rules) or 0.0
        way = _way(one)
        backed = _backed(pack, checkup, one)
        most = max((level for _, level in backed), default=before)
        rising: list[tuple[Way, float]] = [*backed, *((way, level) for level in LEVELS if level > most)]
        falling: list[tuple[Way, float]] = [(way, level) for level in reversed(LEVELS) if level < before]
        for tries, line in ((rising, upper), (falling, lower)):
            for how, after in tries:
                whole = moved(capability, area, points * (after - before), rules)
                band = band_of(whole, rules)
                if band != capability.band:
                    yield _Near(Flip(question, how, before, after, state, band), abs(whole - line))
                    break


def _flips_of_state(
    pack: Pack, checkup: CheckUp, scores: Scores, capability: Capability, table: Inflation
) -> Iterator[_Near]:
    """Yield the nearest flips, up and down, of the owner's estimate of revenue where the state rests on it."""
    one, state = scores.pooled.get(_ESTIMATE), scores.trajectory.state
    if one is None or one.supported is None or scores.trajectory.basis == "figures":
        return
    before, levels = one.supported, sorted(pack.outcome.level_weights)
    rising, falling = [level for level in levels if level > before], [level for level in levels[::-1] if level < before]
    for tries in (rising, falling):
        for after in tries:
            then = find_trajectory(checkup.figures, checkup.business, after, pack.outcome, table).state
            if then != state:
                yield _Near(Flip(_ESTIMATE, _way(one), before, after, then, capability.band), 0.0)
                break
