"""What a receipt is written from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import Pack, Question
from plateau_doctor.core.receipt import Step, Tape, call
from plateau_doctor.core.result import Result, with_own_cut_points, with_own_inflation
from plateau_doctor.core.scoring import AreaScore

Write = Callable[[Tape], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A check-up and its result, with the pack and the inflation table that both came with."""

    pack: Pack
    checkup: CheckUp
    result: Result
    inflation: Inflation

    def as_examined(self) -> Case:
        """Return the case with the check-up's own cut points and inflation in the place of the shipped ones."""
        pack = with_own_cut_points(self.pack, self.checkup.settings)
        return Case(pack, self.checkup, self.result, with_own_inflation(self.inflation, self.checkup))

    def scored(self) -> list[AreaScore]:
        """Return the areas that have a score."""
        return [area for area in self.result.areas.values() if area.scored]

    def of_kind(self, area: str, *kinds: Kind) -> list[Question]:
        """Return the questions of an area that were answered in one of these ways."""
        pooled = self.result.pooled
        return [one for one in self.pack.of_area(area, self.checkup.form) if pooled[one.id].kind in kinds]

    def known(self, area: str) -> list[Question]:
        """Return the questions of an area that count in its score."""
        return self.of_kind(area, Kind.LEVEL, Kind.UNKNOWN)


def fine(tape: Tape, digits: int = 8) -> int:
    """Return the decimals of a line whose rounding would be felt further down."""
    return max(tape.digits, digits)


def end(tape: Tape, label: str, value: Step, about: str, key: str = "round") -> Step:
    """Write the last line: the value as it is shown, whole or to a tenth."""
    return tape.sum(label, call(key, value), about, 1 if key == "tenth" else 0)
