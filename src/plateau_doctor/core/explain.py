"""Which receipts there are, and how each is written: from answers and figures to the number on the page."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from plateau_doctor.core.answers import Answer, CheckUp, Kind
from plateau_doctor.core.outcome import Inflation, inflation_of
from plateau_doctor.core.pack import Pack, Question
from plateau_doctor.core.patterns import Condition, Ramp, parse
from plateau_doctor.core.plan import Move, lift_of
from plateau_doctor.core.receipt import Call, Part, Receipt, Step, Tape, add, call, minus, over, receipt, times
from plateau_doctor.core.result import Result
from plateau_doctor.core.schedule import action_of
from plateau_doctor.core.scoring import AreaScore, backing, supported_level

Write = Callable[[Tape], object]


@dataclass(frozen=True, slots=True)
class Case:
    """What a receipt is written from; `pack` and `inflation` are those that the result was worked out with."""

    pack: Pack
    checkup: CheckUp
    result: Result
    inflation: Inflation


def explainable(case: Case) -> tuple[str, ...]:
    """Return the names of all numbers that have a receipt for this check-up."""
    return tuple(_writers(case))


def explain(case: Case, what: str) -> Receipt:
    """Return the receipt of a number; KeyError for one that this check-up does not have."""
    write, shown, places = _writers(case)[what]
    return receipt(what, write, shown, places)


def _writers(case: Case) -> dict[str, tuple[Write, float, int]]:
    """Return, for each number, how its receipt is written, the number and the decimals it is shown with."""
    found: dict[str, tuple[Write, float, int]] = {}
    capability = case.result.capability
    if capability is not None:
        found["capability"] = (partial(_capability, case), capability.score, 0)
        found["average"] = (partial(_average, case), capability.average, 0)
        uneven = round(capability.average) - round(capability.score)
        found["unevenness"] = (partial(_unevenness, case), uneven, 0)
        found["band"] = (partial(_band, case), capability.band_odds[capability.band] * 100, 0)
    for name, area in case.result.areas.items():
        if area.score is not None:
            found[name] = (partial(_area, case, area), area.score, 0)
            found[f"range:{name}"] = (partial(_range, case, area), _reach(case, area), 0)
    for own, pooled in case.result.pooled.items():
        if pooled.kind is Kind.LEVEL and pooled.supported is not None:
            found[own] = (partial(_step, case, case.pack.question(own)), pooled.supported, 1)
    found |= _figure_writers(case)
    for fit in case.result.patterns:
        if fit.strength is not None:
            found[f"pattern:{fit.id}"] = (partial(_pattern, case, fit.id), round(fit.strength * 100, 9), 0)
    for move in case.result.plan.moves:
        found[f"plan:{move.question}"] = (partial(_priority, case, move), round(move.priority, 9), 0)
    return found


# answers and areas


def _level(case: Case, question: Question, tape: Tape) -> Step:
    """Write how several people's answers become one level."""
    agreed = case.checkup.agreed.get(question.id)
    answers = [sheet.answers.get(question.id, Answer()) for sheet in case.checkup.sheets]
    recorded, noted = backing(answers, agreed, case.pack.scoring)
    if agreed is not None:
        return _one_level(case, tape, question, agreed.level, recorded, noted)
    levels = [answer.level for answer in answers if answer.level is not None]
    steps = [_one_level(case, tape, question, level, recorded, noted) for level in levels]
    return steps[0] if len(steps) == 1 else tape.sum("people", over(add(*steps), float(len(steps))), question.id)


def _step(case: Case, question: Question, tape: Tape) -> Step:
    """Write a question's level, to a tenth where several people answered."""
    level = _level(case, question, tape)
    if level.value == round(level.value):
        return level
    return tape.sum("tenth", over(call("round", times(10.0, level)), 10.0), question.id, 1)


def _one_level(  # noqa: PLR0913, PLR0917 - a level and what stands behind it
    case: Case, tape: Tape, question: Question, level: int, recorded: bool, noted: bool
) -> Step:
    counted = level
    if not question.is_outcome and case.checkup.settings.get("claimed") is not True:
        counted = supported_level(level, recorded=recorded, noted=noted, rules=case.pack.scoring)
    if counted == level:
        return tape.given("chosen", level, question.id, 0)
    label = "unrecorded" if not recorded else "unnoted"
    return tape.sum(label, minus(float(level), float(level - counted)), question.id, 0)


def _counted(case: Case, tape: Tape, question: Question) -> Step:
    """Write what a question counts from 0 to 4."""
    pooled = case.result.pooled[question.id]
    if pooled.kind is Kind.UNKNOWN:
        level = tape.given("unknown", case.pack.scoring.unknown_level, question.id, 0)
    else:
        level = _level(case, question, tape)
    return tape.sum("counts", minus(level, 1.0), question.id)


def _area(case: Case, area: AreaScore, tape: Tape) -> Step:
    """Write an area's score: the weighted mean of what its answers count, times 25."""
    score = _area_score(case, tape, area)
    return tape.sum("shown", call("round", score), area.area, 0)


def _known(case: Case, area: str) -> list[Question]:
    pooled = case.result.pooled
    asked = case.pack.of_area(area, case.checkup.form)
    return [one for one in asked if pooled[one.id].kind in (Kind.LEVEL, Kind.UNKNOWN)]


def _area_score(case: Case, tape: Tape, area: AreaScore) -> Step:
    known = _known(case, area.area)
    counts = [_counted(case, tape, question) for question in known]
    weights = [tape.given("weight", question.weight, question.id, 4) for question in known]
    total = tape.sum("weighted", add(*map(times, counts, weights)), area.area)
    weight = tape.sum("weights", add(*weights), area.area)
    mean = tape.sum("mean", over(total, weight), area.area)
    return tape.sum("score", times(mean, 25.0), area.area)


def _reach(case: Case, area: AreaScore) -> float:
    return case.pack.scoring.range_factor * area.deviation


def _range(case: Case, area: AreaScore, tape: Tape) -> Step:
    """Write how far an area's likely range reaches on each side."""
    rules, pooled = case.pack.scoring, case.result.pooled
    asked = case.pack.of_area(area.area, case.checkup.form)
    applicable = [one for one in asked if pooled[one.id].kind is not Kind.NOT_APPLICABLE]
    errors = [tape.given("doubt", math.sqrt(pooled[one.id].variance), one.id) for one in applicable]
    weights = [tape.given("weight", one.weight, one.id, 4) for one in applicable]
    whole = tape.sum("weights", add(*weights), area.area)
    parts = [
        tape.sum("part", over(times(error, weight), whole), one.id)
        for one, error, weight in zip(applicable, errors, weights, strict=True)
    ]
    own = tape.sum("own", add(*(times(part, part) for part in parts)), area.area)
    shared = tape.sum("together", add(*parts), area.area)
    rho = rules.within_correlation
    both = tape.sum("both", add(times(1 - rho, own), times(rho, times(shared, shared))), area.area)
    deviation = tape.sum("deviation", times(25.0, call("root", both)), area.area)
    reach = tape.sum("reach", times(rules.range_factor, deviation), area.area)
    return tape.sum("shown", call("round", reach), area.area, 0)


# the whole


def _shares(case: Case, tape: Tape, areas: list[AreaScore]) -> list[Step]:
    weights = {area.id: area.weight for area in case.pack.areas}
    given = [tape.given("areaweight", weights[one.area], one.area, 4) for one in areas]
    if len(areas) == len(case.pack.areas):
        return given
    whole = tape.sum("weights", add(*given), "whole")
    return [tape.sum("share", over(step, whole), one.area) for step, one in zip(given, areas, strict=True)]


def _scored(case: Case) -> list[AreaScore]:
    return [area for area in case.result.areas.values() if area.scored]


def _whole(case: Case, tape: Tape) -> Step:
    """Write the weighted geometric mean of the areas."""
    rules, areas = case.pack.scoring, _scored(case)
    slope = 1 - rules.floor / 100
    scores = [tape.given("areascore", area.score or 0.0, area.area) for area in areas]
    shares = _shares(case, tape, areas)
    logs = []
    for area, score in zip(areas, scores, strict=True):
        raised = tape.sum("raised", add(rules.floor, times(slope, score)), area.area)
        logs.append(tape.sum("ln", call("ln", raised), area.area))
    mean = tape.sum("weighted", add(*map(times, shares, logs)), "whole")
    back = tape.sum("exp", call("exp", mean), "whole")
    return tape.sum("lowered", over(minus(back, rules.floor), slope), "whole")


def _capability(case: Case, tape: Tape) -> Step:
    return tape.sum("shown", call("round", _whole(case, tape)), "whole", 0)


def _average(case: Case, tape: Tape) -> Step:
    areas = _scored(case)
    scores = [tape.given("areascore", area.score or 0.0, area.area) for area in areas]
    shares = _shares(case, tape, areas)
    mean = tape.sum("weighted", add(*map(times, shares, scores)), "average")
    return tape.sum("shown", call("round", mean), "average", 0)


def _unevenness(case: Case, tape: Tape) -> Step:
    capability = case.result.capability
    assert capability is not None  # noqa: S101 - only asked for where there is one
    average = tape.given("averagescore", round(capability.average), "whole", 0)
    score = tape.given("wholescore", round(capability.score), "whole", 0)
    return tape.sum("uneven", minus(average, score), "whole", 0)


def _band(case: Case, tape: Tape) -> Step:
    """Write how likely the band is: the share of the bell curve between its two lines."""
    capability, rules = case.result.capability, case.pack.scoring
    assert capability is not None  # noqa: S101 - only asked for where there is one
    score = tape.given("wholescore", capability.score, "whole")
    doubt = tape.given("wholedoubt", capability.deviation, "whole")
    lines = {"low": (None, rules.middle_from), "middle": (rules.middle_from, rules.high_from)}
    low, high = lines.get(capability.band, (rules.high_from, None))
    under = [
        tape.sum("under", call("normal", over(minus(line, score), doubt)), "whole")
        for line in (low, high)
        if line is not None
    ]
    if low is None:
        chance: Call = add(under[0])
    elif high is None:
        chance = minus(1.0, under[0])
    else:
        chance = minus(under[1], under[0])
    share = tape.sum("between", times(100.0, chance), "whole")
    return tape.sum("percent", call("round", share), "whole", 0)


# figures


def _figure_writers(case: Case) -> dict[str, tuple[Write, float, int]]:
    found: dict[str, tuple[Write, float, int]] = {}
    trajectory, sums = case.result.trajectory, case.result.sums
    if trajectory.rate is not None:
        found["trajectory"] = (partial(_trajectory, case), trajectory.rate * 100, 1)
    if trajectory.margin is not None:
        found["margin"] = (partial(_margin, case), trajectory.margin * 100, 1)
    if trajectory.relative is not None:
        found["market"] = (partial(_market, case), trajectory.relative * 100, 1)
    ceiling = sums.ceiling
    if ceiling is not None and ceiling.kind in ("below", "above") and ceiling.ceiling is not None:
        found["ceiling"] = (partial(_ceiling, case), ceiling.ceiling, 0)
    if sums.levers is not None:
        found["levers"] = (partial(_levers, case), sums.levers.by_volume, 0)
    if sums.funnel is not None and not sums.funnel.missing:
        found["funnel"] = (partial(_funnel, case), sums.funnel.of_hundred["repeat_share"], 0)
    return found


def _revenues(case: Case) -> list[tuple[int, float]]:
    figures = case.checkup.figures
    return [(y, money) for y, money in zip(figures.years, figures.revenue, strict=False) if money is not None]


def _real(case: Case, tape: Tape) -> list[tuple[Step, Step]]:
    """Write each year and the ln of its revenue in the prices of the first one."""
    rows, found, index = _revenues(case), [], None
    for place, (year, money) in enumerate(rows):
        date = tape.given("year", year, "", 0)
        revenue = tape.given("revenue", money)
        for step in range(rows[place - 1][0] + 1 if place else year + 1, year + 1):
            rate = tape.given("inflation", _rate(case, step), "", 8)
            index = tape.sum("index", times(index if index is not None else 1.0, add(1.0, rate)), "", 8)
        real = tape.sum("real", over(revenue, index)) if index is not None else revenue
        found.append((date, tape.sum("lnof", call("ln", real), "", max(tape.digits, 8))))
    return found


def _rate(case: Case, year: int) -> float:
    own = case.checkup.settings.get("inflation", {})
    if str(year) in own:
        return float(own[str(year)])
    return inflation_of(case.inflation, case.checkup.business.country, year)[0]


def _slope(tape: Tape, points: list[tuple[Step, Step]]) -> Step:
    """Write the least-squares line through points: how much the ln grows a year."""
    count, digits = float(len(points)), max(tape.digits, 8)
    middle = tape.sum("middleyear", over(add(*(year for year, _ in points)), count), "line", digits)
    mean = tape.sum("meanln", over(add(*(value for _, value in points)), count), "line", digits)
    away = [tape.sum("away", minus(year, middle), "", digits) for year, _ in points]
    products: list[Part] = [times(far, minus(value, mean)) for far, (_, value) in zip(away, points, strict=True)]
    above = tape.sum("products", add(*products), "line", digits)
    below = tape.sum("squares", add(*(times(far, far) for far in away)), "line", digits)
    return tape.sum("slope", over(above, below), "line", digits)


def _trajectory(case: Case, tape: Tape) -> Step:
    slope = _slope(tape, _real(case, tape))
    growth = tape.sum("growth", times(100.0, minus(call("exp", slope), 1.0)), "line")
    return tape.sum("tenth", over(call("round", times(10.0, growth)), 10.0), "line", 1)


def _market(case: Case, tape: Tape) -> Step:
    market = case.checkup.figures.market_growth or 0.0
    points = []
    for year, money in _revenues(case):
        date = tape.given("year", year, "", 0)
        revenue = tape.given("revenue", money)
        points.append((date, tape.sum("lnof", call("ln", revenue), "", max(tape.digits, 8))))
    slope = _slope(tape, points)
    growth = tape.given("marketgrowth", market, "line", 8)
    relative = over(call("exp", slope), add(1.0, growth))
    points_ = tape.sum("relative", times(100.0, minus(relative, 1.0)), "line")
    return tape.sum("tenth", over(call("round", times(10.0, points_)), 10.0), "line", 1)


def _margin(case: Case, tape: Tape) -> Step:
    figures = case.checkup.figures
    gaps = figures.owner_wage_gap
    wages = gaps if isinstance(gaps, tuple) else (gaps or 0.0,) * len(figures.years)
    if all(wage is None for wage in wages):
        wages = (0.0,) * len(figures.years)
    rows = zip(figures.years, figures.revenue, figures.operating_profit, wages, strict=False)
    _year, money, profit, wage = [row for row in rows if None not in row][-1]
    revenue = tape.given("revenue", money or 0.0)
    earned = tape.given("profit", profit or 0.0)
    owed = tape.given("wage", wage or 0.0)
    share = tape.sum("margin", times(100.0, over(minus(earned, owed), revenue)), "", max(tape.digits, 6))
    return tape.sum("tenth", over(call("round", times(10.0, share)), 10.0), "", 1)


def _ceiling(case: Case, tape: Tape) -> Step:
    count = case.checkup.figures.customers
    active, new, lost = (tape.given(name, getattr(count, name), "", 0) for name in ("active", "new", "lost"))
    start = tape.sum("atstart", add(minus(active, new), lost), "", 0)
    loss = tape.sum("loss", over(lost, start), "", 10)
    settles = tape.sum("settles", over(new, loss), "")
    return tape.sum("shown", call("round", settles), "ceiling", 0)


def _levers(case: Case, tape: Tape) -> Step:
    levers = case.result.sums.levers
    assert levers is not None  # noqa: S101 - only asked for where there are some
    revenue = tape.given("revenue", levers.revenue)
    margin = tape.given("grossmargin", levers.margin, "", 8)
    effect = tape.sum("byvolume", times(revenue, margin, 0.01), "")
    return tape.sum("shown", call("round", effect), "levers", 0)


def _funnel(case: Case, tape: Tape) -> Step:
    funnel = case.result.sums.funnel
    assert funnel is not None  # noqa: S101 - only asked for where there is one
    left: Part = 100.0
    step: Step | None = None
    for name, share in funnel.shares.items():
        given = tape.given("stage", share, name, 8)
        step = tape.sum("ofhundred", times(left, given), name, max(tape.digits, 8))
        left = step
    assert step is not None  # noqa: S101 - a funnel has stages
    return tape.sum("shown", call("round", step), "funnel", 0)


# patterns and plan


def _pattern(case: Case, own: str, tape: Tape) -> Step:
    """Write how strongly a pattern fits: the weakest condition it needs, raised by those that support it."""
    pattern = next(one for one in case.pack.patterns if one.id == own)
    known, rules = case.result.known, case.pack.pattern_rules
    must = [_strength(tape, parse(text), known) for text in pattern.must]
    support = [
        _strength(tape, condition, known)
        for condition in map(parse, pattern.support)
        if condition.strength(known) is not None
    ]
    least = must[0] if len(must) == 1 else tape.sum("least", call("least", *must), own)
    mean: Part = tape.sum("meansupport", over(add(*support), float(len(support))), own) if support else 0.0
    base = rules.base_share
    strength = times(least, add(base, times(1 - base, mean))) if support else times(least, base)
    whole = tape.sum("strength", times(100.0, strength), own)
    return tape.sum("percent", call("round", whole), own, 0)


def _strength(tape: Tape, condition: Condition, known: Mapping[str, float]) -> Step:
    if isinstance(condition, Ramp):
        value = tape.given("value", known[condition.name], condition.name, max(tape.digits, 8))
        digits = max(tape.digits, 8)
        low, high = tape.given("from", condition.low, "", digits), tape.given("to", condition.high, "", digits)
        whole = tape.sum("ramp", minus(high, low), "", digits)
        way = over(minus(value, low), whole) if condition.kind == "hi" else over(minus(high, value), whole)
        along = tape.sum("rises" if condition.kind == "hi" else "falls", way, condition.name, digits)
        return tape.sum("kept", call("kept", along), "", digits)
    parts = [_strength(tape, part, known) for part in condition.parts if part.strength(known) is not None]
    return parts[0] if len(parts) == 1 else tape.sum("largest", call("most", *parts), "")


def _priority(case: Case, move: Move, tape: Tape) -> Step:
    """Write a move's priority: its gain by recomputation times and over its factors, on a scale to 100."""
    product = _product(case, tape, move)
    top = max(one.factors.product for one in case.result.plan.moves)
    best = tape.given("top", top, "plan", max(tape.digits, 8))
    scaled = tape.sum("scaled", times(100.0, over(product, best)), move.question)
    return tape.sum("shown", call("round", scaled), "plan", 0)


def _gain(case: Case, tape: Tape, move: Move) -> Step:
    capability, rules = case.result.capability, case.pack.scoring
    question = case.pack.question(move.question)
    score = case.result.areas[question.area].score
    level = case.result.pooled[question.id].supported
    assert capability is not None  # noqa: S101 - a move has a gain
    digits, slope = max(tape.digits, 8), 1 - rules.floor / 100
    lift = tape.given("lift", lift_of(action_of(case.pack, move), level or 0.0, case.pack), question.id, digits)
    weight = tape.given("weight", question.weight, question.id, 4)
    weights = tape.given("weights", math.fsum(one.weight for one in _known(case, question.area)), question.area, 4)
    before = tape.given("areascore", score or 0.0, question.area, digits)
    after = tape.sum("after", add(before, over(times(25.0, weight, lift), weights)), question.area, digits)
    ratio = over(add(rules.floor, times(slope, after)), add(rules.floor, times(slope, before)))
    grows = tape.sum("ratio", ratio, question.area, digits)
    share = tape.given("share", capability.weights[question.area], question.area, digits)
    whole = tape.given("wholescore", capability.score, "whole", digits)
    raised = times(add(rules.floor, times(slope, whole)), call("power", grows, share))
    lifted = tape.sum("wholeafter", over(minus(raised, rules.floor), slope), "whole", digits)
    return tape.sum("gain", minus(lifted, whole), question.id, digits)


def _product(case: Case, tape: Tape, move: Move) -> Step:
    rules, factors, digits = case.pack.plan, move.factors, max(tape.digits, 8)
    gain = _gain(case, tape, move)
    odds = tape.given("odds", factors.bottleneck, move.question, digits)
    goal = tape.given("goal", factors.goal, move.question, digits)
    grade = tape.given("evidence", factors.evidence, move.question, digits)
    effort = tape.given("effort", rules.effort[move.effort], move.question, digits)
    weeks = tape.given("weeks", action_of(case.pack, move).weeks[1], move.question, 0)
    slow = times(call("power", effort, rules.effort_power), add(1.0, over(weeks, rules.weeks_scale)))
    return tape.sum("product", over(times(gain, odds, goal, grade), slow), move.question, digits)
