"""Where the business stands: the areas, the steps of a sale, and revenue over the years."""

from __future__ import annotations

import math

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.outcome import Inflation, deflate
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing.standing import strongest
from plateau_doctor.report import blocks as b

_SALES_STEPS = ("S1", "S2", "S3", "S4", "S5")
_MOST_WEAKEST = 2


def _bars(phrasing: Phrasing) -> b.Figure:
    result, weakest = phrasing.result, phrasing.result.bottleneck.areas
    mark = _("weakest") if len(weakest) == 1 else _("among the weakest")
    bars = tuple(
        b.Bar(
            name=phrasing.area_title(area.area),
            word=phrasing.area_word(area),
            score=area.score,
            claimed=area.claimed,
            low=area.low,
            high=area.high,
            mark=mark if area.area in weakest else "",
        )
        for area in result.areas.values()
    )
    messages = phrasing.words.messages
    bands = tuple(messages[f"areaword.{key}"] for key in ("under25", "25to49", "50to74", "75up"))
    key = (_("counts"), _("chosen, without a record yet"), _("likely range"))
    said = [f"{bar.name} {round(bar.score)}" for bar in bars if bar.score is not None]
    alt = _("Scores of 100: {scores}.").format(scores=phrasing.formats.listed(said))
    return b.Figure("bars", b.BarsData(bars, bands, phrasing.pack.scoring.words, key), alt, _bars_caption(phrasing))


def _bars_caption(phrasing: Phrasing) -> str:
    areas, odds = phrasing.result.bottleneck.areas, phrasing.result.bottleneck.odds
    names = phrasing.formats.listed([phrasing.area_name(area) for area in areas])
    if len(areas) == 1:
        chance = str(round(100 * odds[areas[0]]))
        return phrasing.words.say("bottleneck.one", constraint=names, chance=chance)
    key = "bottleneck.two" if areas else "bottleneck.none"
    return phrasing.words.say(key, constraint=names)


def _chain(phrasing: Phrasing) -> list[b.Block]:
    pooled = phrasing.result.pooled
    steps = [pooled[step] for step in _SALES_STEPS if step in pooled]
    levels = {place: one.supported for place, one in enumerate(steps) if one.supported is not None}
    if len(steps) < len(_SALES_STEPS) or len(levels) < 2:
        return []
    lowest = min(levels.values())
    weakest = frozenset(place for place, level in levels.items() if level == lowest)
    if len(weakest) > _MOST_WEAKEST:
        weakest = frozenset()
    names = [phrasing.words.questions[one.question].plain_name for one in steps]
    shown = [phrasing.level_of(one.question) or ("?" if one.kind is Kind.UNKNOWN else "–") for one in steps]
    said = phrasing.formats.listed([names[place] for place in sorted(weakest)])
    title = phrasing.words.say("weakest.step", step=said) if weakest else _("No step of your sales lags behind.")
    alt = phrasing.formats.listed([f"{name} {level}" for name, level in zip(names, shown, strict=True)])
    data = b.ChainData(tuple(zip(map(capital, names), shown, strict=True)), weakest, _("weakest link"))
    return [b.Heading(2, title.removesuffix(".")), b.Figure("chain", data, alt)]


def rough(amount: float) -> float:
    """Return a reckoned amount to three figures, so that it looks no more exact than it is."""
    return float(f"{amount:.3g}")


def _series(
    phrasing: Phrasing, name: str, points: list[tuple[float, float]], *, first: bool
) -> tuple[b.Series, str, str]:
    money, currency = phrasing.formats.money, phrasing.checkup.business.currency
    values = {int(year): math.exp(log) for year, log in points}
    years = sorted(values)
    start, end = (money(values[year] if first else rough(values[year]), currency) for year in (years[0], years[-1]))
    row = tuple(values.get(year) for year in range(years[0], years[-1] + 1))
    return b.Series(name, row, start if first else "", end), start, end


def revenue_picture(phrasing: Phrasing, inflation: Inflation) -> tuple[str, b.Figure] | None:
    """Return the heading and the lines of revenue over the years, or None with fewer than two years of it."""
    figures, country = phrasing.checkup.figures, phrasing.checkup.business.country
    real, nominal, _assumed = deflate(figures, country, inflation)
    if len(nominal) < 2:
        return None
    first, last = int(nominal[0][0]), int(nominal[-1][0])
    booked, start, end = _series(phrasing, _("as booked"), nominal, first=True)
    series = [booked]
    alt = _("Revenue went from {start} in {first} to {end} in {last}.").format(
        start=start, first=first, end=end, last=last
    )
    if inflation:
        name = _("after inflation, in money of {year}").format(year=first)
        held, _start, held_end = _series(phrasing, name, real, first=False)
        series.append(held)
        alt += " " + _("After inflation that is {end}.").format(end=held_end)
    data = b.RevenueData(tuple(range(first, last + 1)), tuple(series))
    figure = b.Figure("revenue", data, alt, f"{alt} {phrasing.growth()}")
    return _("Revenue, {first} to {last}").format(first=first, last=last), figure


def _revenue(phrasing: Phrasing, options: b.ReportOptions) -> list[b.Block]:
    found = revenue_picture(phrasing, options.inflation)
    return [b.Heading(2, found[0]), found[1]] if found is not None else []


def _finding(phrasing: Phrasing) -> str:
    areas, best = phrasing.result.bottleneck.areas, strongest(phrasing)
    names = phrasing.formats.listed([phrasing.area_name(area) for area in areas])
    if phrasing.result.capability is None:
        return _("Where you stand so far")
    if not areas and best is None:
        return _("Your areas lie close together")
    if not areas:
        return _("{best} stands out, the others lie close together").format(best=phrasing.area_title(best or ""))
    if best is None:
        return _("Weakest: {weakest}").format(weakest=names)
    return _("Strongest: {best}. Weakest: {weakest}").format(best=phrasing.area_name(best), weakest=names)


def standing_section(phrasing: Phrasing, options: b.ReportOptions) -> b.Section | None:
    """Return the page of where the business stands, or None where there is nothing to show."""
    found: list[b.Block] = []
    if phrasing.result.capability is not None:
        found += [_bars(phrasing), *_chain(phrasing)]
    found += _revenue(phrasing, options)
    if not found:
        return None
    return b.Section("standing", _("Where you stand"), (b.Heading(1, _finding(phrasing)), *found))
