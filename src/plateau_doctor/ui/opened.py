"""The check-up that is open, with what follows from its answers alone; worked out once for each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plateau_doctor.core import flow
from plateau_doctor.core.answers import Answer, CheckUp
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.words import Words


@dataclass(frozen=True)
class Open:
    """The open check-up with its pack, its words and the inflation it is read with; `kept` unless it is read-only."""

    checkup: CheckUp
    pack: Pack
    words: Words
    inflation: Inflation
    kept: bool = True

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The person's answers by question."""
        return self.checkup.sheets[0].answers if self.checkup.sheets else {}

    @cached_property
    def way(self) -> tuple[str, ...]:
        """All places of the way in order."""
        return flow.places(self.pack, self.checkup.form, self.checkup.figures)

    @cached_property
    def progress(self) -> tuple[flow.SectionProgress, ...]:
        """How far each section of questions is, in the order of the way."""
        return flow.progress(self.pack, self.checkup, self.answers)

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """The questions of the way that have no answer yet, in order."""
        return flow.unanswered(self.pack, self.checkup, self.answers)


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer that is changed from the result: what it was, and the capability (0-100) that came of it."""

    question: str
    before: Answer
    capability: float | None
