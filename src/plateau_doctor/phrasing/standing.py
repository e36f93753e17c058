"""How areas, sales steps and directions stand to each other, and which answers do not fit together, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.consistency import REVENUE, Misfit, direction_of
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.steps import step
from plateau_doctor.phrasing.verdict import Phrasing, capital

_MOST_WEAKEST = 2
_CLEARLY_STRONGER = 5.0
"""Points by which an area has to lead before it is called the strongest."""
FAR_AHEAD = 20
"""Points by which promotion leads the next of the Ps when it is said so."""


def band_names(phrasing: Phrasing) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    """Return the three bands of the whole, from low to high: the name, and from where to where it goes."""
    rules = phrasing.pack.scoring
    middle, high = round(rules.middle_from), round(rules.high_from)
    return (
        (_("low"), _("under {edge}").format(edge=middle)),
        (_("middle"), _("{low} to {high}").format(low=middle, high=high - 1)),
        (_("high"), _("from {edge}").format(edge=high)),
    )


def promotion_ahead(phrasing: Phrasing) -> str:
    """Return by the numbers that promotion is far ahead of the other marketing Ps; empty where it is not."""
    scores = {name: area.score for name, area in phrasing.result.areas.items()}
    promotion = scores.get("promotion")
    others = [(name, score) for name in ("product", "price", "place") if (score := scores.get(name)) is not None]
    if promotion is None or not others or promotion - max(score for _name, score in others) < FAR_AHEAD:
        return ""
    parts = [_("{area} {score}").format(area=phrasing.area_name(name), score=round(score)) for name, score in others]
    said = _("Promotion stands at {score}; {others}. Marketing is more than promotion.")
    return said.format(score=round(promotion), others=phrasing.formats.listed(parts))


def strongest(phrasing: Phrasing) -> str | None:
    """Return the area that stands clear above all others, or None."""
    scored = sorted((area.score, area.area) for area in phrasing.result.areas.values() if area.score is not None)
    if len(scored) < 2 or scored[-1][0] - scored[-2][0] < _CLEARLY_STRONGER:
        return None
    return scored[-1][1]


def keep_doing(phrasing: Phrasing) -> str:
    """Return which area stands clear above all others and needs no fix; empty where none does."""
    best = strongest(phrasing)
    if best is None:
        return ""
    score = round(phrasing.result.areas[best].score or 0)
    said = _("Keep doing: {area}, {score} of 100, is your strongest area. The fix is not needed there.")
    return said.format(area=phrasing.area_name(best), score=score)


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


@dataclass(frozen=True, slots=True)
class SaleStep:
    """One step of a sale: its name, the level that counts as it is shown, and whether it is a weakest link."""

    question: str
    name: str
    level: str
    weak: bool


def sale_steps(phrasing: Phrasing) -> tuple[SaleStep, ...]:
    """Return the steps of a sale in their order; at most two of them are weakest links, else the chain is even."""
    chain = phrasing.result.chain
    weak = chain.weakest if len(chain.weakest) <= _MOST_WEAKEST else ()
    return tuple(
        SaleStep(
            question,
            capital(phrasing.words.questions[question].plain_name),
            phrasing.level_of(question) or ("?" if phrasing.result.pooled[question].kind is Kind.UNKNOWN else "–"),
            question in weak,
        )
        for question in chain.levels
    )


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
