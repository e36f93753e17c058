"""How far several people agree, in sentences; nobody is named."""

from __future__ import annotations

from plateau_doctor.core.agreement import Agreement
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


def _gap(phrasing: Phrasing, key: str, gap: float) -> str:
    text = step(gap)
    return phrasing.counted(key, {"n": 1} if text == "1" else {}, gap=text)
