"""The world's failures: what happened, where, and what the person can do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input: its place, what is wrong, and the remedy, in plain words."""

    place: str
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return one line: `place: sentence remedy`."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.sentence} {self.remedy}".rstrip()


class UserError(Exception):
    """A failure that the person can mend; carries every fault found, in the order of the input."""

    def __init__(self, *faults: Fault) -> None:
        """Keep the faults; at least one is expected."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
