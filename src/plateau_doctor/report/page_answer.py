"""Page 1: the answer first, what we saw, and what to do about it; it stands alone when torn off."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.outcome import DIRECTIONS, Direction, State
from plateau_doctor.core.patterns import PatternFit, parse
from plateau_doctor.core.plan import Move
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital, plan
from plateau_doctor.phrasing.standing import band_names, strongest
from plateau_doctor.report import blocks as b
from plateau_doctor.report.text import one_line

_ROWS: tuple[Direction, ...] = tuple(reversed(DIRECTIONS))
_SHOWN_MISSING = 8
LONGEST_TITLE = 160
_LONGEST_NAME = 120


def condition_ids(phrasing: Phrasing, condition: str) -> tuple[str, ...]:
    """Return the questions with a level that a condition rests on."""
    pooled = phrasing.result.pooled
    names = sorted(parse(condition).names)
    return tuple(name for name in names if name in pooled and pooled[name].kind is Kind.LEVEL)


def question_ids(phrasing: Phrasing, fit: PatternFit) -> tuple[str, ...]:
    """Return the questions with a level that a pattern's fitting conditions rest on, each once."""
    return tuple(dict.fromkeys(q for condition in fit.fits for q in condition_ids(phrasing, condition)))


def weakest_questions(phrasing: Phrasing, area: str, most: int = 3) -> tuple[str, ...]:
    """Return the questions of an area with the lowest steps, in the order of the pack among equals."""
    ones = [phrasing.result.pooled[q.id] for q in phrasing.pack.of_area(area, phrasing.checkup.form)]
    known = [(one.supported, one.question) for one in ones if one.supported is not None]
    return tuple(question for _level, question in sorted(known, key=lambda pair: pair[0])[:most])


def _across(score: float, edges: tuple[float, float, float, float]) -> float:
    """Return where a score lies over three columns of equal width, 0 to 3."""
    place = 0 if score < edges[1] else 1 if score < edges[2] else 2
    return place + (score - edges[place]) / (edges[place + 1] - edges[place])


def _cells(state: State, own: tuple[int, int]) -> tuple[tuple[str, str, str], ...]:
    """Return the short names of the nine cells; a special state names its own cell."""
    rows = [
        [_("ahead of its routines"), _("bottleneck in sight"), _("well founded")],
        [_("at its ceiling"), _("held by a brake"), _("stuck though well run")],
        [_("protect first"), _("stop the leak"), _("offer or market")],
    ]
    special = {
        "steady": _("steady by choice"),
        "tide": _("against the tide"),
        "noprofit": _("growing without profit"),
        "carried": _("carried by its market"),
        "holding": _("holding its own"),
    }
    if state in special:
        rows[own[0]][own[1]] = special[state]
    return tuple((first, second, third) for first, second, third in rows)


def verdict_grid(phrasing: Phrasing) -> b.Figure | None:
    """Return the small grid of where the business stands, or None without a verdict and a direction."""
    result, rules = phrasing.result, phrasing.pack.scoring
    one, odds = result.capability, result.trajectory.odds
    if result.verdict is None or one is None or not odds:
        return None
    own = max(range(3), key=lambda place: odds[_ROWS[place]]), ("low", "middle", "high").index(one.band)
    names = (_("growing"), _("stuck"), _("declining"))
    shares = [phrasing.formats.percent(odds[name]) for name in _ROWS]
    edges = (0.0, rules.middle_from, rules.high_from, 100.0)
    data = b.GridData(
        rows=tuple(zip(names, shares, strict=True)),
        columns=band_names(phrasing),
        cells=_cells(result.trajectory.state, own),
        column_title=_("how well it is run"),
        own=own,
        sure=result.trajectory.direction is not None,
        x=_across(one.score, edges),
        low=_across(one.low, edges),
        high=_across(one.high, edges),
    )
    said = phrasing.formats.listed([f"{name} {share}" for name, share in zip(names, shares, strict=True)])
    alt = _("Where it is going: {odds}. How well it is run: {score}.").format(odds=said, score=phrasing.capability())
    return b.Figure("grid", data, alt)


def _facts(phrasing: Phrasing) -> list[b.Block]:
    result, facts = phrasing.result, []
    if result.trajectory.odds and result.verdict is not None:
        beneath = _("by your own estimate")
        if result.trajectory.rate is not None:
            rate = phrasing.formats.percent(result.trajectory.rate, 1)
            beneath = _("{rate} a year after inflation").format(rate=rate)
        facts.append((_("Where it is going"), capital(phrasing.state()), beneath))
    if result.capability is not None:
        band = phrasing.words.messages[f"band.{result.capability.band}"]
        facts.append((_("How well it is run"), phrasing.capability(), band))
    if result.verdict is not None:
        word = {"high": _("High"), "fair": _("Fair"), "low": _("Low")}[result.verdict.confidence]
        facts.append((_("Confidence"), word, ""))
    return [b.KeyFacts(tuple(facts))] if facts else []


def _weakest_line(phrasing: Phrasing) -> b.Paragraph | None:
    areas = phrasing.result.bottleneck.areas
    if not areas:
        refs = lowest_questions(phrasing)
        if not refs:
            return None
        names = [phrasing.words.questions[question].plain_name for question in refs]
        text = _("Lowest steps: {names}.").format(names=phrasing.formats.listed(names))
        return b.Paragraph(text, refs=refs, id="weakest")
    scored = [(phrasing.area_name(area), round(phrasing.result.areas[area].score or 0)) for area in areas]
    if len(scored) == 1:
        text = _("Weakest: {area}, {score} of 100.").format(area=scored[0][0], score=scored[0][1])
        return b.Paragraph(text, refs=weakest_questions(phrasing, areas[0]), id="weakest")
    said = phrasing.formats.listed([f"{name} ({score})" for name, score in scored])
    refs = tuple(question for area in areas for question in weakest_questions(phrasing, area, 2))
    return b.Paragraph(_("Weakest, too close to rank: {areas} of 100.").format(areas=said), refs=refs, id="weakest")


def lowest_questions(phrasing: Phrasing, most: int = 2) -> tuple[str, ...]:
    """Return the practice questions with the lowest steps, in the pack's order; none where all steps are equal."""
    ones = [phrasing.result.pooled[q.id] for q in phrasing.pack.practices(phrasing.checkup.form)]
    known = sorted(((one.supported, one.question) for one in ones if one.supported is not None), key=lambda p: p[0])
    if not known or known[0][0] == known[-1][0]:
        return ()
    return tuple(question for _level, question in known[:most])


def _cause_line(phrasing: Phrasing) -> b.Paragraph | None:
    leading, messages = phrasing.result.leading, phrasing.words.messages
    if phrasing.result.foundations:
        text = messages["foundations.text"].split(". ")[0] + "."
        return b.Paragraph(text, label=messages["foundations.title"] + ".", id="cause")
    if leading is None:
        return None
    pattern = phrasing.pattern(leading)
    return b.Paragraph(pattern.line, label=f"{pattern.name}.", refs=question_ids(phrasing, leading)[:3], id="cause")


def _third_line(phrasing: Phrasing) -> b.Paragraph | None:
    """Return an alarm about profit, which comes before the owner's own view."""
    trajectory, formats = phrasing.result.trajectory, phrasing.formats
    if trajectory.profit_alarm and trajectory.margin is not None:
        floor, margin = formats.percent(phrasing.pack.outcome.profit_floor), formats.percent(trajectory.margin, 1)
        template = _("Profit after a fair wage: {margin} of sales; floor {floor}.")
        text = template.format(margin=margin, floor=floor)
        return b.Paragraph(text, refs=(_("your figures"),), id="view")
    if phrasing.checkup.own_verdict is None or not trajectory.odds:
        return None
    first_two = ". ".join(phrasing.own_view().split(". ")[:2]).rstrip(".") + "."
    return b.Paragraph(first_two, refs=(_("your figures") if trajectory.rate is not None else "O1",), id="view")


def _saw(phrasing: Phrasing) -> list[b.Block]:
    lines = (_weakest_line(phrasing), _cause_line(phrasing), _third_line(phrasing))
    points = tuple(line for line in lines if line is not None)
    return [b.Heading(2, _("What we saw")), b.Bullets(points)]


def who_and_when(phrasing: Phrasing, move: Move) -> tuple[b.Line, b.Line]:
    """Return who does a move and by when, as far as the plan says so; else room to write it."""
    entry = plan.entry_of(phrasing, move)
    who = one_line(entry.who, _LONGEST_NAME) if entry else ""
    due = phrasing.formats.day(entry.due) if entry and entry.due else ""
    return b.Line(_("Who"), who), b.Line(_("By"), due)


def own_words(phrasing: Phrasing, move: Move) -> str:
    """Return what the person wrote for a move in the plan; empty where nothing stands."""
    entry = plan.entry_of(phrasing, move)
    return entry.text.strip() if entry else ""


def title_of(phrasing: Phrasing, move: Move) -> str:
    """Return what to do: the person's own words where they are short enough for a title, else the pack's."""
    own = own_words(phrasing, move)
    return own if own and len(own) <= LONGEST_TITLE else phrasing.move(move).do


def _first(phrasing: Phrasing) -> list[b.Block]:
    result: list[b.Block] = []
    for place, move in enumerate(phrasing.result.first, start=1):
        done = b.Line(_("Done when:"), phrasing.move(move).done_when)
        side = who_and_when(phrasing, move)
        result.append(b.ActionBox(place, title_of(phrasing, move), (done,), side, roomy=True))
    return [b.Heading(2, _("Do these three first")), *result] if result else []


def _keep(phrasing: Phrasing) -> list[b.Block]:
    best, level = strongest(phrasing), phrasing.pack.scoring.record_level
    if best is not None:
        score = round(phrasing.result.areas[best].score or 0)
        text = _("{area} ({score}).").format(area=phrasing.area_name(best), score=score)
        return [b.Paragraph(text, label=_("Keep doing:"), id="keep")]
    pooled = phrasing.result.pooled.values()
    high = [one for one in pooled if one.question in phrasing.words.questions and (one.supported or 0) >= level]
    practices = [one for one in high if not phrasing.pack.question(one.question).is_outcome][:2]
    if not practices:
        return []
    names = phrasing.formats.listed([phrasing.words.questions[one.question].plain_name for one in practices])
    refs = tuple(one.question for one in practices)
    return [b.Paragraph(f"{names}.", label=_("Keep doing:"), refs=refs, id="keep")]


def _alarms(phrasing: Phrasing) -> list[b.Block]:
    messages = phrasing.words.messages
    if not phrasing.result.trajectory.cash_alarm:
        return []
    return [b.Paragraph(messages["cash.text"], label=messages["cash.title"] + ".")]


def _opening(phrasing: Phrasing) -> list[b.Block]:
    grid = verdict_grid(phrasing)
    first, rest = phrasing.headline_parts()
    texts = [b.Paragraph(first, style="verdict", id="verdict")]
    if rest:
        texts.append(b.Paragraph(rest, style="lead", id="verdict.rest"))
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
    begun = [area for area in phrasing.result.areas.values() if area.answered and not area.scored]
    if begun:
        lines = tuple(b.Paragraph(phrasing.area_line(area)) for area in begun)
        result += [b.Heading(2, _("What is begun")), b.Bullets(lines)]
    if missing and missing.revenue:
        text = _("Also give revenue for two years, or your own estimate of how it moved (O1).")
        result.append(b.Paragraph(text))
    return result


def _opening_line(phrasing: Phrasing, brand: b.Brand) -> list[b.Block]:
    """Return the logo and one line of who was looked at, when, and by whom."""
    business, day = phrasing.checkup.business.name, phrasing.formats.day(phrasing.result.today)
    line = _("{business}, check-up of {day}").format(business=business, day=day)
    if brand.name:
        line = _("{business}, check-up of {day}, by {name}").format(business=business, day=day, name=brand.name)
    logo = b.Logo(brand.logo, _("Logo of {name}").format(name=brand.name) if brand.name else _("Logo"))
    return [*((logo,) if brand.logo else ()), b.Paragraph(line, style="small", id="line")]


def answer_section(phrasing: Phrasing, brand: b.Brand) -> b.Section:
    """Return page 1."""
    found: list[b.Block] = _opening_line(phrasing, brand)
    if phrasing.result.verdict is None:
        found += [*_not_yet(phrasing), *_alarms(phrasing), *_facts(phrasing)]
    else:
        found += [*_opening(phrasing), *_alarms(phrasing), *_facts(phrasing), *_saw(phrasing)]
    found += [*_first(phrasing), *_keep(phrasing)]
    return b.Section("answer", _("The answer"), tuple(found))
