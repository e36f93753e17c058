"""Whether each pattern can fire, each gate can open and each action can come up."""

from __future__ import annotations

from collections.abc import Iterator

from plateau_doctor.core.pack import Pack
from plateau_doctor.core.patterns import Ramp
from plateau_doctor.core.plan import waits_for
from plateau_doctor.packs.lint.ranges import Range, Ranges
from plateau_doctor.packs.lint.weights import Finding

_LIFT = 0.01
"""A level's distance to the target below which there is nothing left to lift."""


def within_ranges(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each bound in a condition that its name never takes."""
    ranges = Ranges(pack)
    for position, pattern in enumerate(pack.patterns):
        for key, conditions in (("must", pattern.must), ("support", pattern.support)):
            for number, text in enumerate(conditions):
                yield from _outside(ranges, ("patterns", position, key, number), text)
    lists = (
        ("gates", "open_when", [gate.open_when for gate in pack.gates]),
        ("stops", "when", [stop.when for stop in pack.stops]),
        ("checks", "when", [check.when for check in pack.checks]),
    )
    for part, key, owners in lists:
        for position, listed in enumerate(owners):
            for number, text in enumerate(listed):
                yield from _outside(ranges, (part, position, key, number), text)


def _outside(ranges: Ranges, path: tuple[str | int, ...], text: str) -> Iterator[Finding]:
    for ramp, (low, high) in ranges.outside(text):
        yield Finding(
            path,
            f"{_written(ramp)} goes beyond {ramp.name}, which lies {_span(low, high)}.",
            "Move its bounds inside.",
        )


def _written(ramp: Ramp) -> str:
    return f"{ramp.kind}({ramp.name}, {ramp.low:g}, {ramp.high:g})"


def _span(low: float, high: float) -> str:
    return f"between {low:g} and {high:g}" if high < float("inf") else f"at {low:g} or above"


def patterns_can_fire(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each pattern whose musts never reach the strength at which it is shown."""
    ranges, shown_from = Ranges(pack), pack.pattern_rules.shown_from
    for position, pattern in enumerate(pack.patterns):
        clash = ranges.excluding(pattern.must, shown_from, {})
        if clash:
            yield Finding(
                ("patterns", position, "must"),
                f"The pattern is never shown: {_exclude(clash)} at a strength of {shown_from:g}.",
                "Change one so that all can hold for one firm.",
            )


def patterns_differ(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each pattern with the same musts as one before it."""
    first: dict[frozenset[str], str] = {}
    for position, pattern in enumerate(pack.patterns):
        own = frozenset("".join(text.split()) for text in pattern.must)
        if first.setdefault(own, pattern.id) != pattern.id:
            yield Finding(
                ("patterns", position, "must"),
                f"The pattern has the same musts as {first[own]}, so both always come together.",
                "Make one a part of the other, or say what tells them apart.",
            )


def gates_can_open(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each gate that no known answers open, or that holds no action back."""
    ranges = Ranges(pack)
    for position, gate in enumerate(pack.gates):
        held = [
            question.id for question in pack.practices() if any(waits_for(gate, question, a) for a in question.actions)
        ]
        if not held:
            yield Finding(
                ("gates", position),
                "The gate holds no action back.",
                "Give it the tag of an action or a question, or remove it.",
            )
        clash = ranges.excluding(gate.open_when, pack.pattern_rules.fits_from, {})
        if clash:
            behind = f", so actions of {', '.join(held)} never come up" if held else ""
            yield Finding(
                ("gates", position, "open_when"),
                f"The gate never opens: {_exclude(clash)}{behind}.",
                "Change one so that all can hold for one firm.",
            )


def actions_come_up(pack: Pack) -> Iterator[Finding]:
    """Yield a finding for each action of a practice that is offered in no state of a firm.

    A question's actions are a sequence: one is offered at a time, and the next when it is done or dropped. So an
    action comes up unless it lifts nothing at any level, or unless its gates open together only where the question
    stands at the target already. Gates that never open and areas without a score have findings of their own;
    outcome questions are no part of the capability, so theirs are not judged.
    """
    ranges, target, open_from = Ranges(pack), pack.plan.target_level, pack.pattern_rules.fits_from
    if target <= 1:
        yield Finding(
            ("plan", "target_level"),
            f"The target is level {target}, which no action can lift anything to.",
            "Write 2 to 5.",
        )
        return
    for position, question in enumerate(pack.questions):
        below: dict[str, Range] = {question.id: (1, target - _LIFT)}
        for number, action in enumerate(() if question.is_outcome else question.actions):
            gates = [gate for gate in pack.gates if waits_for(gate, question, action)]
            opening = [gate for gate in gates if not ranges.excluding(gate.open_when, open_from, {})]
            clash = ranges.excluding([text for gate in opening for text in gate.open_when], open_from, below)
            if clash:
                waits = " and ".join(f'"{gate.id}"' for gate in opening if not set(gate.open_when).isdisjoint(clash))
                yield Finding(
                    ("questions", position, "actions", number),
                    f"The action never comes up: it waits for {waits}, where {_exclude(clash)} "
                    f"while {question.id} is below level {target}.",
                    "Take the tag away that makes it wait, or change a gate.",
                )


def _exclude(conditions: tuple[str, ...]) -> str:
    """Return the part of a sentence that says which conditions can't be met."""
    if len(conditions) == 1:
        return f"{conditions[0]} can't be met"
    return f"{', '.join(conditions[:-1])} and {conditions[-1]} can't be met together"
