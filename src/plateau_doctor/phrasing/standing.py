"""How areas, sales steps and directions stand to each other, and which answers do not fit together, in sentences."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.consistency import REVENUE, Misfit, direction_of
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.steps import step
from plateau_doctor.phrasing.verdict import Phrasing


def about_the_same(phrasing: Phrasing) -> str:
    """Return which areas share the lowest place; empty where one stands alone."""
    names = [
        phrasing.area_title(area) if place == 0 else phrasing.area_name(area)
        for place, area in enumerate(phrasing.result.lowest)
    ]
    if len(names) < 2:
        return ""
    if len(names) == 2:
        return phrasing.words.say("same.areas", area_a=names[0], area_b=names[1])
    return phrasing.words.say("same.several", areas=phrasing.formats.listed(names))


def weakest_step(phrasing: Phrasing) -> str:
    """Return the weakest link of the sales steps, two on a tie; empty while a step has no answer."""
    chain, say = phrasing.result.chain, phrasing.words.say
    if not chain.levels or None in chain.levels.values():
        return ""
    answered = [one for one in chain.weakest if phrasing.result.pooled[one].kind is not Kind.UNKNOWN]
    if chain.weakest and not answered:
        return say("weakest.unknown", step=phrasing.names(chain.weakest))
    if len(answered) == 1:
        return say("weakest.step", step=phrasing.names(answered))
    if len(answered) == 2:
        return say("weakest.two", step=phrasing.names(answered[:1]), step2=phrasing.names(answered[1:]))
    return say("weakest.even")


def directions(phrasing: Phrasing) -> str:
    """Return how well sales and marketing serve each other; empty unless both directions have a score."""
    words = [phrasing.words.messages[f"areaword.{one.word}"] for one in phrasing.result.directions if one.word]
    if len(words) != 2:
        return ""
    return phrasing.words.say("direction.tosales", word=words[0], word2=words[1])


def misfits(phrasing: Phrasing) -> tuple[str, ...]:
    """Return a kind question for each check that failed."""
    return tuple(_misfit(phrasing, misfit) for misfit in phrasing.result.checks)


def _misfit(phrasing: Phrasing, misfit: Misfit) -> str:
    say, formats, values = phrasing.words.say, phrasing.formats, misfit.values
    if misfit.id == REVENUE:
        (level, rate) = values.values()
        word = phrasing.words.messages[f"state.{direction_of(level, phrasing.pack.outcome)}"]
        return say(
            "fit.revenue",
            answers=word,
            figures=_("{rate} a year after inflation").format(rate=formats.percent(rate, 1)),
        )
    if misfit.unknown is not None:
        question = misfit.questions[0]
        claimed = phrasing.result.pooled[question].claimed or values[question]
        figure = phrasing.words.messages[f"figure.{misfit.unknown}"]
        return say("fit.unknown", level=step(claimed), question=phrasing.names([question]), figure=figure)
    share = next((value for name, value in values.items() if name not in misfit.questions), 0.0)
    return say(f"fit.{misfit.id}", share=formats.percent(share))
