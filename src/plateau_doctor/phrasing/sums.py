"""The three sums in sentences: what they come to, what they assume, or which figures they still lack."""

from __future__ import annotations

from dataclasses import dataclass

from plateau_doctor.core.sums import STAGES, Ceiling, Funnel, Levers
from plateau_doctor.phrasing.verdict import Phrasing


@dataclass(frozen=True, slots=True)
class SumText:
    """One sum: its heading, its sentences in order, and whether it could be made."""

    key: str
    title: str
    lines: tuple[str, ...]
    made: bool


def sums(phrasing: Phrasing) -> tuple[SumText, ...]:
    """Return the three sums; one that lacks figures says which."""
    one, titles = phrasing.result.sums, {"ceiling": "ceiling", "levers": "levers", "funnel": "steps"}
    made = {
        "ceiling": _ceiling(phrasing, one.ceiling) if one.ceiling else None,
        "levers": _levers(phrasing, one.levers) if one.levers else None,
        "funnel": _funnel(phrasing, one.funnel) if one.funnel else None,
    }
    return tuple(
        SumText(
            key,
            phrasing.words.messages[f"sum.{title}.title"],
            made[key] or (missing(phrasing, one.missing[key]),),
            made=made[key] is not None,
        )
        for key, title in titles.items()
    )


def missing(phrasing: Phrasing, names: tuple[str, ...]) -> str:
    """Return which figures a sum still needs."""
    words = [phrasing.words.messages[f"figure.{name}"] for name in names]
    return phrasing.words.say("sum.none", figures=phrasing.formats.listed(words))


def _ceiling(phrasing: Phrasing, one: Ceiling) -> tuple[str, ...]:
    say, messages, formats = phrasing.words.say, phrasing.words.messages, phrasing.formats
    if one.kind == "noloss":
        return (messages["sum.ceiling.noloss"],)
    if one.kind == "once":
        return (say("sum.ceiling.once", new=formats.whole(one.new)), messages["sum.ceiling.assume"])
    loss, cut = _of_hundred(one.loss), _of_hundred(one.loss_cut or 0.0)
    ceiling = formats.whole(one.ceiling or 0.0)
    text = say(
        "sum.ceiling.text.1" if formats.whole(one.new) == "1" else "sum.ceiling.text",
        new=formats.whole(one.new),
        loss=loss,
        ceiling=ceiling,
        share=formats.percent(one.share) if one.share is not None else formats.whole(one.active),
    )
    lift = say(
        "sum.ceiling.lift",
        lift_new=formats.whole(one.more_new or 0.0),
        loss_less=cut,
        loss=loss,
        lift_loss=formats.whole(one.less_loss or 0.0),
    )
    way = (
        say("sum.ceiling.above", ceiling=ceiling)
        if one.kind == "above"
        else say("sum.ceiling.half", years=f"{one.half_years or 0.0:.1f}")
    )
    return (text, way, lift, messages["sum.ceiling.assume"])


def _of_hundred(share: float) -> str:
    """Return a share as a number of 100, with a decimal only where it has one."""
    return f"{share * 100:.1f}".removesuffix(".0")


def _levers(phrasing: Phrasing, one: Levers) -> tuple[str, ...]:
    say, messages, formats = phrasing.words.say, phrasing.words.messages, phrasing.formats
    currency = phrasing.checkup.business.currency

    def money(amount: float) -> str:
        return formats.money(amount, currency)

    text = say(
        "sum.levers.text",
        price=money(one.by_price),
        volume=money(one.by_volume),
        cost=money(one.by_cost),
        overhead=money(one.by_overhead),
    )
    discount = (
        say("sum.levers.discount", d=formats.percent(one.discount), v=formats.percent(one.more_sold))
        if one.more_sold is not None
        else say("sum.levers.impossible", d=formats.percent(one.discount))
    )
    rise: tuple[str, ...] = ()
    if one.may_lose is not None:
        rise = (say("sum.levers.rise", d=formats.percent(one.rise), v=formats.percent(one.may_lose, 1)),)
    derived = (messages["sum.levers.derived"],) if one.derived else ()
    return (text, *derived, discount, *rise, messages["sum.levers.assume"])


def _funnel(phrasing: Phrasing, one: Funnel) -> tuple[str, ...]:
    say, messages = phrasing.words.say, phrasing.words.messages
    shown = {name: str(round(value)) for name, value in one.of_hundred.items()}
    lines = []
    if not one.missing:
        names = dict(zip(("answered", "qualified", "quoted", "won", "repeat"), STAGES, strict=True))
        lines.append(say("sum.steps.text", **{gap: shown[name] for gap, name in names.items()}))
    elif shown:
        known = [say(f"stage.{name}", n=number) for name, number in shown.items()]
        lines.append(say("sum.steps.some", known=phrasing.formats.listed(known)))
    lines.append(messages["sum.steps.equal"])
    lines.append(say("sum.steps.room", step=messages[f"figure.{one.room}"]))
    if one.missing:
        name = messages[f"figure.{one.missing[0]}"]
        lines.append(say("sum.steps.missing", step=name[:1].upper() + name[1:]))
    return tuple(lines)
