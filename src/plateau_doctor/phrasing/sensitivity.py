"""Does the verdict hold, what would change it, and the fewest steps to the next band, in sentences."""

from __future__ import annotations

from plateau_doctor.core.sensitivity import Flip
from plateau_doctor.core.whatif import Climb
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.steps import step
from plateau_doctor.phrasing.verdict import Phrasing

_LISTED = 5


def holds(phrasing: Phrasing) -> str:
    """Return in how many of the other ways the verdict holds, and what else it depends on; empty without a verdict."""
    one = phrasing.result.sensitivity
    if one is None:
        return ""
    say = phrasing.words.say
    failed = [phrasing.words.messages[f"check.{check.key}"] for check in one.checks if not check.holds]
    if not failed:
        return say("hold.4")
    if len(failed) == 1:
        return say("hold.3", check=failed[0])
    return say("hold.2", check=failed[0], check2=failed[1]) if len(failed) == 2 else say("hold.few", n=str(one.holding))


def flips(phrasing: Phrasing) -> tuple[str, ...]:
    """Return the answers nearest to flipping the verdict, one sentence for each way; empty without a verdict."""
    one = phrasing.result.sensitivity
    if one is None:
        return ()
    if not one.flips:
        return (phrasing.words.messages["flip.none"],)
    first, *others = one.flips
    if others and _is_one_step(first) and _is_one_step(others[0]):
        named = {"question": _name(phrasing, first), "question2": _name(phrasing, others[0])}
        return (phrasing.words.say("flip.two", **named),)
    nearest = {flip.way: flip for flip in reversed(one.flips)}
    return tuple(_flip(phrasing, flip) for flip in one.flips if nearest[flip.way] is flip)


def climb(phrasing: Phrasing, way: Climb) -> str:
    """Return the fewest steps to the next band, or why there are none."""
    if way.target is None:
        return phrasing.words.messages["whatif.top"]
    if not way.steps:
        return phrasing.words.messages["whatif.out"]
    names = [
        _("{question} to step {step}").format(
            question=phrasing.words.questions[one.question].plain_name, step=step(one.after)
        )
        for one in way.steps
    ]
    key = "whatif.steps" if len(names) <= _LISTED else "whatif.many"
    return phrasing.counted(key, {"n": way.count}, list=phrasing.formats.listed(names[:_LISTED]))


def _name(phrasing: Phrasing, flip: Flip) -> str:
    return phrasing.words.questions[flip.question].plain_name


def _is_one_step(flip: Flip) -> bool:
    return flip.way == "chosen" and abs(flip.after - flip.before) == 1


def _flip(phrasing: Phrasing, flip: Flip) -> str:
    key = "flip.one" if flip.way == "chosen" else f"flip.{flip.way}"
    gaps = {"question": _name(phrasing, flip), "from": step(flip.before), "to": step(flip.after)}
    return phrasing.words.say(key, **gaps)
