"""Receipts in words: one line a step, to be followed with a pocket calculator.

Figures are written with a point and without groups, whatever the country, since that is how calculators show them.
A letter in square brackets says from which line a figure comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plateau_doctor.core.explain import Case, explain, explainable
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.patterns import least_of
from plateau_doctor.core.receipt import Call, Part, Receipt, Step
from plateau_doctor.i18n import _
from plateau_doctor.phrasing.verdict import Phrasing

_SIGNS = {"+": " + ", "-": " \N{MINUS SIGN} ", "*": " × ", "/": " ÷ "}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True, slots=True)
class ReceiptText:
    """A receipt in words: its heading, its lines, the number it ends at, and what is said beside the lines."""

    what: str
    title: str
    lines: tuple[str, ...]
    result: str
    notes: tuple[str, ...] = ()


def what_there_is(phrasing: Phrasing, inflation: Inflation) -> tuple[str, ...]:
    """Return the names of the numbers that have a receipt."""
    return explainable(_case(phrasing, inflation))


def receipt(phrasing: Phrasing, what: str, inflation: Inflation) -> ReceiptText:
    """Return the receipt of a number in words; KeyError for one that this check-up does not have."""
    one = explain(_case(phrasing, inflation), what)
    lines = tuple(line(phrasing, step) for step in one.steps)
    notes = tuple(_notes()[label].format(about=_about(phrasing, about)) for label, about in one.notes)
    return ReceiptText(what, title(phrasing, one), lines, figure(one.steps[-1].value, one.steps[-1].digits), notes)


def _case(phrasing: Phrasing, inflation: Inflation) -> Case:
    return Case(phrasing.pack, phrasing.checkup, phrasing.result, inflation)


def figure(value: float, digits: int) -> str:
    """Return a figure with at most so many decimals."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "\N{MINUS SIGN}") if text != "-0" else "0"


def line(phrasing: Phrasing, step: Step) -> str:
    """Return one line: letter, words, arithmetic, value."""
    label = _labels()[step.label].format(about=_about(phrasing, step.about)).removesuffix(", ")
    value = figure(step.value, step.digits)
    if step.sum is None:
        return f"{step.letter}. {label}: {value}"
    return f"{step.letter}. {label}: {_written(step.sum)} = {value}"


def _written(part: Part, binding: int = 0) -> str:
    """Return a part as it is typed into a calculator."""
    if isinstance(part, Step):
        return f"{figure(part.value, part.digits)} [{part.letter}]"
    if not isinstance(part, Call):
        return figure(part, 12)
    if part.name not in _SIGNS:
        return f"{_names()[part.name]}({'; '.join(_written(one) for one in part.parts)})"
    own = _BINDS[part.name]
    first, *others = part.parts
    text = _written(first, own) + "".join(_SIGNS[part.name] + _written(one, own + 1) for one in others)
    return f"({text})" if own < binding else text


def _names() -> dict[str, str]:
    """Return what the keys of a calculator and the other operations are called."""
    return {
        "ln": _("ln"),
        "exp": _("exp"),
        "root": _("root"),
        "least": _("smallest"),
        "most": _("largest"),
        "round": _("rounded"),
        "tenth": _("tenth"),
        "normal": _("bell"),
        "student": _("student"),
        "kept": _("kept"),
    }


def _about(phrasing: Phrasing, about: str) -> str:
    words = phrasing.words
    if about in words.questions:
        return f"{about} {words.questions[about].plain_name}"
    if about in words.patterns:
        return words.patterns[about].name
    for family in ("areashort", "state", "figure"):
        if f"{family}.{about}" in words.messages:
            return words.messages[f"{family}.{about}"]
    least = least_of(about, words.questions)
    if least is not None:
        return _("the lowest of {names}").format(names=phrasing.names(least))
    return _others().get(about, about.replace("_", " "))


def _others() -> dict[str, str]:
    """Return what the whole and the values that conditions read are called."""
    return {
        "whole": _("the whole"),
        "average": _("the average"),
        "promotion_minus_other_ps": _("promotion less the middle of product, price and place"),
        "min_sales_marketing": _("the lower of sales and the middle of the four Ps"),
        "max_promo_prospecting": _("the higher of promotion and finding new customers"),
        "measure_mean": _("the middle step of the four counting questions"),
        "ceiling_use": _("customers as a share of the ceiling"),
        "dont_know_share": _("the share of don't-knows"),
        "capability": _("the score of the whole"),
        "real_growth": _("growth a year after inflation, as a share"),
        "abs_real_growth": _("the size of growth a year, as a share"),
        "adj_margin": _("profit after a fair wage, as a share"),
        "rel_growth": _("growth against the market, as a share"),
        "market_growth_real": _("growth of the market after inflation, as a share"),
        "month_swing": _("the swing between months"),
        "perception_gap": _("the gap between sales and marketing"),
        "staff": _("people working in it"),
        "average_discount": _("the average discount, as a share"),
        "months_since_price_change": _("months since prices changed"),
        "owner_sales_share": _("the share of sales that the owner brings"),
        "owner_hours": _("the owner's hours a week"),
        "largest_customer": _("the largest customer's share"),
        "largest_channel": _("the largest route's share"),
        "share_mature_or_fading": _("the share of mature or fading offers"),
        "promo_share_of_marketing_effort": _("the share of marketing effort that promotion takes"),
        "promo_spend_growth": _("growth of promotion spending, as a share"),
        "spare_capacity": _("spare capacity, as a share"),
        "work_turned_away": _("work turned away, as a share"),
        "utilisation": _("how full the work is, as a share"),
        "expansion_intent": _("the wish for another site"),
    }


def _notes() -> dict[str, str]:
    """Return what is said beside the lines."""
    return {
        "agreed": _("You agreed on the step together: {about}."),
        "recorded": _("A record is ticked: {about}."),
        "leftout": _("Left out, since it does not apply: {about}."),
        "blank": _("No answer yet, so not in the score; it only makes the likely range wider: {about}."),
        "open": _("The answers lie far apart, so the doubt counts more: {about}."),
        "noscore": _("Not enough answers, so the other areas carry its weight: {about}."),
    }


def _labels() -> dict[str, str]:
    """Return what each kind of line says; `about` is a question, an area, a direction or another name."""
    return {"fixed": _("A fixed number"), **_answer_labels(), **_figure_labels(), **_move_labels()}


def _answer_labels() -> dict[str, str]:
    return {
        "chosen": _("Step chosen, {about}"),
        "unrecorded": _("Step chosen, less what no record supports, {about}"),
        "unnoted": _("Step chosen, less what no note of a change supports, {about}"),
        "unknown": _("Don't know counts as this step, {about}"),
        "people": _("The mean of all people's steps, {about}"),
        "counts": _("Steps above the first, {about}"),
        "weight": _("Weight, {about}"),
        "weighted": _("Each times its weight, together, {about}"),
        "weights": _("All weights together, {about}"),
        "mean": _("Shared out over the weights, {about}"),
        "score": _("On a scale to a hundred, {about}"),
        "shown": _("As shown, {about}"),
        "tenth": _("As shown, to a tenth, {about}"),
        "percent": _("As shown, in a hundred, {about}"),
        "doubt": _("Doubt in steps, on belief, {about}"),
        "doubtrecord": _("Doubt in steps, with a record, {about}"),
        "doubtunknown": _("Doubt in steps, don't know, {about}"),
        "doubtblank": _("Doubt in steps, no answer yet, {about}"),
        "doubts": _("Doubt in steps, several people, {about}"),
        "part": _("Its part of the doubt, {about}"),
        "own": _("Each part times itself, together, {about}"),
        "together": _("All parts together, {about}"),
        "both": _("The two mixed, {about}"),
        "deviation": _("Doubt in points, {about}"),
        "reach": _("How far the likely range reaches each way, {about}"),
        "low": _("Lower end of the likely range, {about}"),
        "high": _("Upper end of the likely range, {about}"),
        "notunder": _("But no score lies lower than this, {about}"),
        "notover": _("But no score lies higher than this, {about}"),
        "areascore": _("Score, {about}"),
        "areadoubt": _("Doubt in points, {about}"),
        "areaweight": _("Weight of the area, {about}"),
        "share": _("Share of the whole, {about}"),
        "raised": _("Raised a little, so that no score is nothing, {about}"),
        "ln": _("Press the ln key, {about}"),
        "exp": _("Press the exp key, {about}"),
        "lowered": _("Lowered again, {about}"),
        "averagescore": _("Average, {about}"),
        "wholescore": _("Score, {about}"),
        "wholedoubt": _("Doubt in points, {about}"),
        "uneven": _("What unevenness costs, {about}"),
        "under": _("Chance to lie under the line, from the table of the bell curve, {about}"),
        "between": _("Chance of the band in a hundred, {about}"),
        "asked": _("Weight of what applies, {about}"),
        "answered": _("Weight of what has an answer, {about}"),
        "answeredshare": _("Share that has an answer, in a hundred, {about}"),
        "statechance": _("Odds of the likeliest direction"),
        "bandchance": _("Chance of the band"),
        "smaller": _("The smaller of the two, in a hundred"),
    }


def _figure_labels() -> dict[str, str]:
    return {
        "year": _("Year"),
        "revenue": _("Revenue in the year"),
        "inflation": _("Inflation in the year"),
        "assumed": _("Inflation of the year, assumed from another"),
        "index": _("Prices against the first year"),
        "real": _("Revenue in prices of the first year"),
        "lnof": _("Press the ln key"),
        "middleyear": _("The mean of the years"),
        "meanvalue": _("The mean of the ln values"),
        "away": _("Years away from the mean"),
        "products": _("Years away times ln away, together"),
        "squares": _("Years away, each times itself, together"),
        "slope": _("Growth of the ln a year"),
        "growth": _("Growth a year in a hundred"),
        "miss": _("How far a year lies off the line"),
        "misses": _("Each of these times itself, together"),
        "row": _("Row of Student's table (degrees of freedom)"),
        "noise": _("Usual noise and these, mixed"),
        "error": _("Doubt about the growth of the ln"),
        "edge": _("Press the ln key on the line for {about}"),
        "ratio": _("How far beyond it, in doubts, {about}"),
        "student": _("Odds from Student's table, {about}"),
        "rest": _("What is left, {about}"),
        "estimate": _("Odds by the answer alone, {about}"),
        "joint": _("Odds by figures times the root of those by the answer, {about}"),
        "alljoint": _("All three together"),
        "shareof": _("Share of all three, {about}"),
        "capped": _("Two years allow no more than this, {about}"),
        "excess": _("What two years do not allow, {about}"),
        "others": _("The two others together"),
        "withexcess": _("With its part of what is over, {about}"),
        "inhundred": _("In a hundred, {about}"),
        "marketgrowth": _("Growth of your market"),
        "relative": _("Against your market, points a year"),
        "profit": _("Operating profit"),
        "wage": _("Owner's wage not yet paid"),
        "margin": _("Profit after a fair wage, in a hundred of revenue"),
        "active": _("Customers now"),
        "new": _("New in the past year"),
        "lost": _("Lost in the past year"),
        "atstart": _("Customers at the start of the year"),
        "loss": _("Loss a year, as a share"),
        "settles": _("Where the number settles"),
        "grossmargin": _("Gross margin, as a share"),
        "byvolume": _("What one in a hundred more sold brings"),
        "stage": _("Share that goes on, {about}"),
        "ofhundred": _("Of a hundred enquiries, {about}"),
    }


def _move_labels() -> dict[str, str]:
    return {
        "value": _("Value, {about}"),
        "from": _("Where the ramp begins"),
        "to": _("Where the ramp ends"),
        "ramp": _("Length of the ramp"),
        "rises": _("How far up the ramp, {about}"),
        "falls": _("How far down the ramp, {about}"),
        "kept": _("Kept between none and all of it"),
        "largest": _("The largest of these"),
        "least": _("The weakest that it needs, {about}"),
        "meansupport": _("The mean of what supports it, {about}"),
        "strength": _("How well it fits in a hundred, {about}"),
        "top": _("The largest product of all moves, {about}"),
        "scaled": _("On a scale to a hundred, {about}"),
        "lift": _("Steps that it lifts, {about}"),
        "after": _("Score afterwards, {about}"),
        "growsby": _("Grows to this many times, {about}"),
        "wholeafter": _("Score afterwards, {about}"),
        "gain": _("Points that the whole gains, {about}"),
        "odds": _("Odds of being the lowest area, {about}"),
        "bottleneck": _("One plus these odds, {about}"),
        "goal": _("More where results are weakest, {about}"),
        "named": _("More where the leading cause names it, {about}"),
        "evidence": _("Weight of the evidence, {about}"),
        "effort": _("Size of the effort, {about}"),
        "weeks": _("Weeks until it shows, {about}"),
        "product": _("Gain and weights over effort and time, {about}"),
    }


def title(phrasing: Phrasing, one: Receipt) -> str:
    """Return the heading of a receipt."""
    kind, _colon, own = one.what.rpartition(":")
    of_kind: dict[str, Callable[[str], str]] = {
        "low": lambda area: _("{name}: lower end of the likely range").format(name=_heading(phrasing, area)),
        "high": lambda area: _("{name}: upper end of the likely range").format(name=_heading(phrasing, area)),
        "odds": lambda state: _("Odds in a hundred: {name}").format(name=_about(phrasing, state)),
        "pattern": lambda pattern: phrasing.words.patterns[pattern].name,
        "plan": lambda question: _("Priority: {name}").format(name=_about(phrasing, question)),
    }
    return of_kind[kind](own) if kind else _heading(phrasing, own)


def _heading(phrasing: Phrasing, what: str) -> str:
    if what in phrasing.result.areas:
        return phrasing.area_title(what)
    if what in phrasing.words.questions:
        return _about(phrasing, what)
    return {
        "capability": _("The score of the whole"),
        "average": _("The plain average"),
        "unevenness": _("What unevenness costs"),
        "band": _("How likely the band is"),
        "confidence": _("What the confidence rests on"),
        "answered": _("How much has an answer"),
        "trajectory": _("Growth a year after inflation"),
        "margin": _("Profit after a fair wage"),
        "market": _("Growth against your market"),
        "ceiling": phrasing.words.messages["sum.ceiling.title"],
        "levers": phrasing.words.messages["sum.levers.title"],
        "funnel": phrasing.words.messages["sum.steps.title"],
    }[what]
