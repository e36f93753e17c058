"""Page 1: the answer first, what we saw, and what to do about it; it stands alone when torn off."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.outcome import DIRECTIONS, Direction
from plateau_doctor.core.patterns import PatternFit, parse
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import blocks as b

_ROWS: tuple[Direction, ...] = tuple(reversed(DIRECTIONS))
_CLEARLY_STRONGER = 10.0
_SHOWN_MISSING = 8


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def split_headline(text: str) -> tuple[str, str]:
    """Return the first sentence and the rest."""
    for place in range(len(text) - 1):
        if text[place] in ".?" and text[place + 1] == " ":
            following = text[place + 2 :]
            if text[place] == "?" and ". " in following:
                second, rest = following.split(". ", 1)
                return f"{text[: place + 1]} {second}.", rest
            return text[: place + 1], following
    return text, ""


def question_ids(phrasing: Phrasing, fit: PatternFit) -> tuple[str, ...]:
    """Return the questions with a level that a pattern's fitting conditions rest on, each once."""
    result: dict[str, None] = {}
    for condition in fit.fits:
        for name in sorted(parse(condition).names):
            one = phrasing.result.pooled.get(name)
            if one is not None and one.kind is Kind.LEVEL:
                result[name] = None
    return tuple(result)


def weakest_questions(phrasing: Phrasing, area: str, most: int = 3) -> tuple[str, ...]:
    """Return the questions of an area with the lowest steps, in the order of the pack among equals."""
    ones = [phrasing.result.pooled[q.id] for q in phrasing.pack.of_area(area, phrasing.checkup.form)]
    known = [(one.supported, one.question) for one in ones if one.supported is not None]
    return tuple(question for _level, question in sorted(known, key=lambda pair: pair[0])[:most])


def verdict_grid(phrasing: Phrasing) -> b.Figure | None:
    """Return the small grid of where the business stands, or None without a verdict and a direction."""
    result = phrasing.result
    one, odds = result.capability, result.trajectory.odds
    if result.verdict is None or one is None or not odds:
        return None
    rules = phrasing.pack.scoring
    row = max(range(3), key=lambda place: odds[_ROWS[place]])
    column = ("low", "middle", "high").index(one.band)
    names = (_("growing"), _("stuck"), _("declining"))
    columns = (
        (_("low"), _("under {edge}").format(edge=round(rules.middle_from))),
        (_("middle"), _("{low} to {high}").format(low=round(rules.middle_from), high=round(rules.high_from) - 1)),
        (_("high"), _("from {edge}").format(edge=round(rules.high_from))),
    )
    shares = [phrasing.formats.percent(odds[name]) for name in _ROWS]

    def across(score: float) -> float:
        edges = (0.0, rules.middle_from, rules.high_from, 100.0)
        place = 0 if score < edges[1] else 1 if score < edges[2] else 2
        return place + (score - edges[place]) / (edges[place + 1] - edges[place])

    data = b.GridData(
        rows=tuple(zip(names, shares, strict=True)),
        columns=columns,
        cells=(
            (_("ahead of its routines"), _("bottleneck in sight"), _("well founded")),
            (_("at its ceiling"), _("held by a brake"), _("stuck though well run")),
            (_("protect first"), _("stop the leak"), _("offer or market")),
        ),
        column_title=_("how well it is run"),
        own=(row, column),
        sure=result.trajectory.direction is not None,
        x=across(one.score),
        low=across(one.low),
        high=across(one.high),
    )
    odds_said = phrasing.formats.listed([f"{name} {share}" for name, share in zip(names, shares, strict=True)])
    alt = _("Where it is going: {odds}. How well it is run: {score}.").format(odds=odds_said, score=phrasing.capability())
    return b.Figure("grid", data, alt)


def _facts(phrasing: Phrasing) -> list[b.Block]:
    verdict, facts = phrasing.result.verdict, []
    if phrasing.result.trajectory.odds:
        growth = phrasing.growth() if phrasing.result.trajectory.rate is not None else _("by your own estimate")
        facts.append((_("Where it is going"), capital(phrasing.state()), growth))
    if phrasing.result.capability is not None:
        band = phrasing.words.messages[f"band.{phrasing.result.capability.band}"]
        facts.append((_("How well it is run"), phrasing.capability(), band))
    if verdict is not None:
        word = {"high": _("High"), "fair": _("Fair"), "low": _("Low")}[verdict.confidence]
        facts.append((_("How sure we are"), word, phrasing.confidence().partition(". ")[2]))
    return [b.KeyFacts(tuple(facts))] if facts else []


def _weakest_line(phrasing: Phrasing) -> b.Paragraph | None:
    areas = phrasing.result.bottleneck.areas
    scored = [phrasing.result.areas[name] for name in areas]
    if not scored or any(area.score is None for area in scored):
        return None
    said = [f"{phrasing.area_name(area.area)} ({round(area.score or 0)})" for area in scored]
    template = _("Weakest of 100: {areas}.") if len(said) == 1 else _("Weakest, too close to rank: {areas} of 100.")
    each = 3 if len(areas) == 1 else 2
    refs = tuple(q for area in areas for q in weakest_questions(phrasing, area, each))
    return b.Paragraph(template.format(areas=phrasing.formats.listed(said)), refs=refs)


def _saw(phrasing: Phrasing) -> list[b.Block]:
    points: list[b.Paragraph] = []
    weakest = _weakest_line(phrasing)
    if weakest is not None:
        points.append(weakest)
    leading = phrasing.result.leading
    if phrasing.result.foundations:
        text = phrasing.words.messages["foundations.text"].split(". ")[0] + "."
        points.append(b.Paragraph(text, label=phrasing.words.messages["foundations.title"] + "."))
    elif leading is not None:
        pattern = phrasing.pattern(leading)
        points.append(b.Paragraph(pattern.line, label=f"{pattern.name}.", refs=question_ids(phrasing, leading)[:4]))
    if phrasing.checkup.own_verdict is not None and phrasing.result.trajectory.odds:
        first_two = ". ".join(phrasing.own_view().split(". ")[:2]).rstrip(".") + "."
        answered = "O1" in phrasing.result.pooled and phrasing.result.pooled["O1"].kind is Kind.LEVEL
        points.append(b.Paragraph(first_two, refs=("O1",) if answered else ()))
    return [b.Heading(2, _("What we saw")), b.Bullets(tuple(points))] if points else []


def who_and_when(phrasing: Phrasing, move: Move) -> tuple[b.Line, b.Line]:
    """Return who does a move and by when, as far as the plan says so; else room to write it."""
    entry = next((e for e in phrasing.checkup.plan if e.question == move.question), None)
    who = entry.who if entry else ""
    due = phrasing.formats.day(entry.due) if entry and entry.due else ""
    return b.Line(_("Who"), who), b.Line(_("By"), due)


def title_of(phrasing: Phrasing, move: Move) -> str:
    """Return what to do, in the person's own words where the plan has them."""
    entry = next((e for e in phrasing.checkup.plan if (e.question, e.action) == (move.question, move.action)), None)
    return entry.text if entry and entry.text.strip() else phrasing.move(move).do


def _first(phrasing: Phrasing) -> list[b.Block]:
    result: list[b.Block] = []
    for place, move in enumerate(phrasing.result.plan.first, start=1):
        done = b.Line(_("Done when:"), phrasing.move(move).done_when)
        side = who_and_when(phrasing, move)
        result.append(b.ActionBox(place, title_of(phrasing, move), (done,), side))
    return [b.Heading(2, _("Do these three first")), *result] if result else []


def _keep(phrasing: Phrasing) -> list[b.Block]:
    scored = [area for area in phrasing.result.areas.values() if area.score is not None]
    scores = [area.score or 0.0 for area in scored]
    if len(scored) < 2 or max(scores) - min(scores) < _CLEARLY_STRONGER:
        return []
    best = max(scored, key=lambda area: area.score or 0.0)
    text = _("{area}, your strongest area: {score} of 100.").format(
        area=phrasing.area_title(best.area), score=round(best.score or 0.0)
    )
    return [b.Paragraph(text, label=_("Keep doing:"))]


def _alarms(phrasing: Phrasing) -> list[b.Block]:
    messages, trajectory = phrasing.words.messages, phrasing.result.trajectory
    if trajectory.cash_alarm:
        return [b.Paragraph(messages["cash.text"], label=messages["cash.title"] + ".")]
    if trajectory.profit_alarm and trajectory.margin is not None:
        floor = phrasing.formats.percent(phrasing.pack.outcome.profit_floor)
        margin = phrasing.formats.percent(trajectory.margin, 1)
        return [b.Paragraph(phrasing.words.say("profit.alarm", margin=margin, floor=floor))]
    return []


def _opening(phrasing: Phrasing) -> list[b.Block]:
    grid = verdict_grid(phrasing)
    first, rest = split_headline(phrasing.headline())
    texts = [b.Paragraph(first, style="verdict")]
    if rest:
        texts.append(b.Paragraph(rest, style="lead"))
    return [b.Beside(tuple(texts), grid)] if grid else list(texts)


def _not_yet(phrasing: Phrasing) -> list[b.Block]:
    missing = phrasing.result.missing
    result: list[b.Block] = [
        b.Paragraph(_("There is no verdict yet."), style="verdict"),
        b.Paragraph(phrasing.missing(), style="lead"),
    ]
    wanted = missing.questions if missing else ()
    if wanted:
        asks = [phrasing.quote(question).ask for question in wanted[:_SHOWN_MISSING]]
        points = [b.Paragraph(ask, label=question) for ask, question in zip(asks, wanted, strict=False)]
        result += [b.Heading(2, _("The shortest way to a verdict")), b.Bullets(tuple(points))]
    if missing and missing.revenue:
        text = _("Also give revenue for two years, or your own estimate of how it moved (O1).")
        result.append(b.Paragraph(text))
    return result


def answer_section(phrasing: Phrasing) -> b.Section:
    """Return page 1."""
    day = phrasing.formats.day(phrasing.result.today)
    name = phrasing.checkup.business.name
    found: list[b.Block] = [b.Paragraph(_("{business}, check-up of {day}").format(business=name, day=day), style="small")]
    if phrasing.result.verdict is None:
        found += [*_not_yet(phrasing), *_alarms(phrasing), *_facts(phrasing)]
    else:
        found += [*_opening(phrasing), *_alarms(phrasing), *_facts(phrasing), *_saw(phrasing)]
    found += [*_first(phrasing), *_keep(phrasing)]
    return b.Section("answer", _("The answer"), tuple(found))
