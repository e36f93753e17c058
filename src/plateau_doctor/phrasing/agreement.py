"""How far several people agree, in sentences; nobody is named."""

from __future__ import annotations

from plateau_doctor.core.agreement import Agreement, RoleGap
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.steps import step
from plateau_doctor.phrasing.verdict import Phrasing


def agreement(phrasing: Phrasing, one: Agreement) -> tuple[str, ...]:
    """Return what can be said of one question: the steps, how close they are, what sales and marketing see."""
    say, pooled = phrasing.words.say, phrasing.result.pooled[one.question]
    steps = phrasing.formats.listed([str(level) for level in one.levels])
    said = [say("agree.steps", question=phrasing.names([one.question]), levels=steps)]
    if one.deviation is not None and one.within is not None:
        said.append(say("agree.measure", deviation=step(one.deviation), within=str(round(100 * one.within))))
    if pooled.agreed:
        said.append(say("agree.settled", level=phrasing.level_of(one.question)))
    elif pooled.open:
        said += [
            say("agree.apart", n=str(one.levels[-1] - one.levels[0])),
            say("agree.accept", level=str(one.accepted)),
        ]
    else:
        said.append(say("agree.close"))
    if one.apart and one.gap is not None:
        said.append(_gap(phrasing, "agree.gap.sales" if one.gap > 0 else "agree.gap.marketing", abs(one.gap)))
    return tuple(said)


def perception_gap(phrasing: Phrasing) -> str:
    """Return how far sales and marketing lie apart on working together; empty while that is little or not known."""
    gap = phrasing.result.known.get("perception_gap", 0.0)
    return _gap(phrasing, "agree.gap.whole", gap) if gap >= phrasing.pack.scoring.gap_from else ""


def sides(phrasing: Phrasing, gaps: tuple[RoleGap, ...]) -> str:
    """Return what sales and marketing see differently in one sentence, the largest gap first."""
    largest = gaps[0]
    name = phrasing.words.questions[largest.question].plain_name
    apart = sum(one.apart for one in gaps)
    if not apart:
        return _("Sales and marketing see all {count} questions much alike.").format(count=len(gaps))
    size = apart_by(largest)
    if apart == 1:
        return _("Sales and marketing lie apart on one question: {name} ({size}).").format(name=name, size=size)
    text = _("Sales and marketing lie apart on {apart} of {count} questions, most on {name} ({size}).")
    return text.format(apart=apart, count=len(gaps), name=name, size=size)


def apart_by(gap: RoleGap) -> str:
    """Return the size of a gap: 1 step, 2.3 steps."""
    size = step(abs(gap.sales - gap.marketing))
    return _("1 step") if size == "1" else _("{size} steps").format(size=size)


def _gap(phrasing: Phrasing, key: str, gap: float) -> str:
    text = step(gap)
    return phrasing.counted(key, {"n": 1} if text == "1" else {}, gap=text)
