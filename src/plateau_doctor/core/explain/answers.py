"""Receipts of what answers come to: a step, an area, its range, and the whole."""

from __future__ import annotations

from plateau_doctor.core.answers import Answer, Kind
from plateau_doctor.core.explain.case import Case, end, fine
from plateau_doctor.core.pack import Question
from plateau_doctor.core.receipt import Call, Part, Step, Tape, add, call, minus, over, times
from plateau_doctor.core.scoring import AreaScore, backing, error_of, supported_level


def _supported(case: Case, question: Question) -> list[tuple[int, int, bool]]:
    """Return what each person chose, or the group agreed on, what of it counts, and whether a record is ticked."""
    agreed = case.checkup.agreed.get(question.id)
    answers = [sheet.answers.get(question.id, Answer()) for sheet in case.checkup.sheets]
    rules = case.pack.scoring
    recorded, noted = backing(answers, agreed, rules)
    levels = sorted(answer.level for answer in answers if answer.level is not None)  # not in the order of the people
    if agreed is not None:
        levels = [agreed.level]
    if question.is_outcome or case.checkup.settings.get("claimed") is True:
        return [(level, level, recorded) for level in levels]
    return [(level, supported_level(level, recorded=recorded, noted=noted, rules=rules), recorded) for level in levels]


def level_of(case: Case, question: Question, tape: Tape) -> Step:
    """Write the step of a question that counts."""
    pooled = case.result.pooled[question.id]
    if pooled.kind is Kind.UNKNOWN:
        return tape.given("unknown", case.pack.scoring.unknown_level, question.id, 0)
    if pooled.agreed:
        tape.note("agreed", question.id)
    steps = []
    for chosen, counted, recorded in _supported(case, question):
        if counted == chosen:
            steps.append(tape.given("chosen", chosen, question.id, 0))
        else:
            label = "unnoted" if recorded else "unrecorded"
            steps.append(tape.sum(label, minus(float(chosen), float(chosen - counted)), question.id, 0))
    if len(steps) == 1:
        return steps[0]
    return tape.sum("people", over(add(*steps), float(len(steps))), question.id, fine(tape))


def step(case: Case, question: Question, tape: Tape) -> Step:
    """Write a question's step, to a tenth where several people answered."""
    if case.result.pooled[question.id].recorded and not question.is_outcome:
        tape.note("recorded", question.id)
    level = level_of(case, question, tape)
    return level if level.value == round(level.value) else end(tape, "tenth", level, question.id, "tenth")


def area(case: Case, one: AreaScore, tape: Tape) -> Step:
    """Write an area's score: the weighted mean of what its answers count, times 25."""
    for question in case.of_kind(one.area, Kind.BLANK):
        tape.note("blank", question.id)
    for question in case.of_kind(one.area, Kind.NOT_APPLICABLE):
        tape.note("leftout", question.id)
    known = case.known(one.area)
    counts = [tape.sum("counts", minus(level_of(case, q, tape), 1.0), q.id, fine(tape)) for q in known]
    weights = [tape.given("weight", question.weight, question.id, 4) for question in known]
    total = tape.sum("weighted", add(*map(times, counts, weights)), one.area, fine(tape))
    mean = tape.sum("mean", over(total, tape.sum("weights", add(*weights), one.area)), one.area, fine(tape))
    return end(tape, "shown", tape.sum("score", times(mean, 25.0), one.area), one.area)


def _doubt(case: Case, question: Question, tape: Tape) -> Step:
    """Write the doubt about one question, in steps."""
    rules, pooled = case.pack.scoring, case.result.pooled[question.id]
    if pooled.kind is Kind.BLANK:
        return tape.given("doubtblank", rules.error_blank, question.id)
    if pooled.kind is Kind.UNKNOWN:
        return tape.given("doubtunknown", rules.error_unknown, question.id)
    label = "doubtrecord" if pooled.recorded else "doubt"
    errors = [
        tape.given(label, error_of(counted, recorded=recorded, rules=rules), question.id)
        for _chosen, counted, recorded in _supported(case, question)
    ]
    if len(errors) == 1:
        return errors[0]
    squares: Part = add(*(times(error, error) for error in errors))
    if pooled.open:
        tape.note("open", question.id)
        squares = times(2.0, squares)
    return tape.sum("doubts", over(call("root", squares), float(len(errors))), question.id, fine(tape))


def _mixed(tape: Tape, parts: list[Step], rho: float, about: str) -> Call:
    """Write the doubts each on its own and all together; return the root of their mix."""
    own = tape.sum("own", add(*(times(part, part) for part in parts)), about, fine(tape))
    shared = tape.sum("together", add(*parts), about, fine(tape))
    both = tape.sum("both", add(times(1 - rho, own), times(rho, shared, shared)), about, fine(tape))
    return call("root", both)


def _edge(case: Case, tape: Tape, score: Step, deviation: Step, side: str) -> Step:
    """Write the lower or the upper end of a likely range, kept between 0 and 100."""
    reach = tape.sum("reach", times(case.pack.scoring.range_factor, deviation), score.about)
    edge = tape.sum(side, minus(score, reach) if side == "low" else add(score, reach), score.about)
    if edge.value < 0:
        edge = tape.sum("notunder", call("most", edge, 0.0), score.about)
    elif edge.value > 100:
        edge = tape.sum("notover", call("least", edge, 100.0), score.about)
    return end(tape, "shown", edge, score.about)


def area_edge(case: Case, one: AreaScore, side: str, tape: Tape) -> Step:
    """Write the `low` or `high` end of an area's likely range."""
    applicable = case.of_kind(one.area, Kind.LEVEL, Kind.UNKNOWN, Kind.BLANK)
    doubts = [_doubt(case, question, tape) for question in applicable]
    weights = [tape.given("weight", question.weight, question.id, 4) for question in applicable]
    whole = tape.sum("weights", add(*weights), one.area)
    parts = [
        tape.sum("part", over(times(doubt, weight), whole), question.id, fine(tape))
        for question, doubt, weight in zip(applicable, doubts, weights, strict=True)
    ]
    mixed = _mixed(tape, parts, case.pack.scoring.within_correlation, one.area)
    deviation = tape.sum("deviation", times(25.0, mixed), one.area)
    score = tape.given("areascore", one.score or 0.0, one.area)
    return _edge(case, tape, score, deviation, side)


# the whole


def _shares(case: Case, tape: Tape) -> list[Step]:
    areas, weights = case.scored(), {area.id: area.weight for area in case.pack.areas}
    given = [tape.given("areaweight", weights[one.area], one.area, 4) for one in areas]
    if len(areas) == len(case.pack.areas):
        return given
    whole = tape.sum("weights", add(*given), "whole")
    return [tape.sum("share", over(weight, whole), weight.about, fine(tape)) for weight in given]


def _scores(case: Case, tape: Tape) -> list[Step]:
    for one in case.result.areas.values():
        if not one.scored:
            tape.note("noscore", one.area)
    return [tape.given("areascore", one.score or 0.0, one.area) for one in case.scored()]


def _raised(case: Case, tape: Tape, scores: list[Step]) -> list[Step]:
    floor = case.pack.scoring.floor
    return [tape.sum("raised", add(floor, times(1 - floor / 100, score)), score.about, fine(tape)) for score in scores]


def capability(case: Case, tape: Tape) -> Step:
    """Write the weighted geometric mean of the areas."""
    floor = case.pack.scoring.floor
    scores, shares = _scores(case, tape), _shares(case, tape)
    logs = [tape.sum("ln", call("ln", one), one.about, fine(tape)) for one in _raised(case, tape, scores)]
    mean = tape.sum("weighted", add(*map(times, shares, logs)), "whole", fine(tape))
    back = tape.sum("exp", call("exp", mean), "whole", fine(tape, 6))
    score = tape.sum("lowered", over(minus(back, floor), 1 - floor / 100), "whole")
    return end(tape, "shown", score, "whole")


def average(case: Case, tape: Tape) -> Step:
    """Write the weighted arithmetic mean of the areas."""
    scores, shares = _scores(case, tape), _shares(case, tape)
    return end(tape, "shown", tape.sum("weighted", add(*map(times, shares, scores)), "average"), "average")


def unevenness(case: Case, tape: Tape) -> Step:
    """Write what unevenness costs: the average less the score, both as they are shown."""
    whole = case.result.capability
    assert whole is not None  # noqa: S101 - only asked for where there is one
    mean = tape.given("averagescore", round(whole.average), "whole", 0)
    return tape.sum("uneven", minus(mean, tape.given("wholescore", round(whole.score), "whole", 0)), "whole", 0)


def capability_edge(case: Case, side: str, tape: Tape) -> Step:
    """Write the `low` or `high` end of the whole's likely range, by the doubt of each area."""
    whole, floor = case.result.capability, case.pack.scoring.floor
    assert whole is not None  # noqa: S101 - only asked for where there is one
    scores, shares = _scores(case, tape), _shares(case, tape)
    doubts = [tape.given("areadoubt", one.deviation, one.area) for one in case.scored()]
    slope = 1 - floor / 100
    parts = [
        tape.sum("part", over(times(share, slope, doubt), raised), raised.about, fine(tape))
        for share, doubt, raised in zip(shares, doubts, _raised(case, tape, scores), strict=True)
    ]
    mixed = _mixed(tape, parts, case.pack.scoring.between_correlation, "whole")
    score = tape.given("wholescore", whole.score, "whole")
    back = over(add(floor, times(slope, score)), slope)
    return _edge(case, tape, score, tape.sum("deviation", times(back, mixed), "whole"), side)


def band(case: Case, tape: Tape) -> Step:
    """Write how likely the band is: the share of the bell curve between its two lines."""
    whole, rules = case.result.capability, case.pack.scoring
    assert whole is not None  # noqa: S101 - only asked for where there is one
    score = tape.given("wholescore", whole.score, "whole")
    doubt = tape.given("wholedoubt", whole.deviation, "whole")
    lines = {"low": (None, rules.middle_from), "middle": (rules.middle_from, rules.high_from)}
    low, high = lines.get(whole.band, (rules.high_from, None))
    under = [
        tape.sum("under", call("normal", over(minus(line, score), doubt)), "whole", fine(tape))
        for line in (low, high)
        if line is not None
    ]
    chance: Part = under[0]
    if low is not None:
        chance = minus(1.0 if high is None else under[1], under[0])
    return end(tape, "percent", tape.sum("between", times(100.0, chance), "whole"), "whole")


def answered(case: Case, tape: Tape) -> Step:
    """Write how much of the weight that applies has an answer, in a hundred."""
    asked, given = [], []
    for one in case.result.areas:
        every = sum(q.weight for q in case.of_kind(one, Kind.LEVEL, Kind.UNKNOWN, Kind.BLANK))
        asked.append(tape.given("asked", every, one))
        given.append(tape.given("answered", sum(q.weight for q in case.known(one)), one))
    share = over(tape.sum("answered", add(*given), "whole"), tape.sum("asked", add(*asked), "whole"))
    return end(tape, "percent", tape.sum("answeredshare", times(100.0, share), "whole"), "whole")


def confidence(case: Case, tape: Tape) -> Step:
    """Write the chance that the confidence rests on: the smaller of the direction's and the band's."""
    whole = case.result.capability
    assert whole is not None  # noqa: S101 - a verdict has one
    chance = tape.given("statechance", case.result.trajectory.chance, "whole")
    both = call("least", chance, tape.given("bandchance", whole.band_odds[whole.band], "whole"))
    return end(tape, "percent", tape.sum("smaller", times(100.0, both), "whole"), "whole")
