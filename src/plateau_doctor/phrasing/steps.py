"""How a step and an answer are written, and what came of another answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plateau_doctor.core.answers import Answer, Kind
from plateau_doctor.i18n import _

if TYPE_CHECKING:
    from plateau_doctor.phrasing.verdict import Phrasing


def step(level: float) -> str:
    """Return a level 1-5, or a difference of levels, in figures: 3, or 2.7 where several people answered."""
    text = f"{level:.1f}"
    return text.removesuffix(".0")


def short_answer(answer: Answer) -> str:
    """Return an answer in a word or two: its level, or what it is instead."""
    others = {Kind.UNKNOWN: _("don't know"), Kind.NOT_APPLICABLE: _("doesn't apply"), Kind.BLANK: _("no answer")}
    return str(answer.level) if answer.level is not None else others[answer.kind]


def changed(phrasing: Phrasing, question: str, before: Answer, after: Answer, capability: float | None) -> str:
    """Return what was changed and what came of it; `capability` is the score before, 0-100."""
    name = phrasing.words.questions[question].plain_name
    was, now = short_answer(before), short_answer(after)
    told = _("You changed {name} from {before} to {after}.").format(name=name, before=was, after=now)
    if was == now:
        told = _("You changed your answer on {name}.").format(name=name)
    whole = phrasing.result.capability
    if whole is None or capability is None:
        return told
    old, new = round(capability), round(whole.score)
    scores = _("How well it is run: {before} before, {after} now.") if old != new else _("The score stays at {after}.")
    return f"{told} {scores.format(before=old, after=new)}"
