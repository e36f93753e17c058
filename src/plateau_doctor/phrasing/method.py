"""How it is all worked out, on one page, from the pack: no number stands here that does not stand there."""

from __future__ import annotations

from dataclasses import dataclass

from plateau_doctor.core.pack import Pack
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import Formats, _


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A part of the page: its heading and its sentences."""

    title: str
    lines: tuple[str, ...]


def method(pack: Pack, words: Words, formats: Formats) -> tuple[MethodPart, ...]:
    """Return the page, in the order in which a result is worked out."""
    return (
        MethodPart(_("Answers"), _answers(pack)),
        MethodPart(_("Areas"), _areas(pack, words, formats)),
        MethodPart(_("The whole"), _whole(pack, formats)),
        MethodPart(_("Where it is going"), _direction(pack, formats)),
        MethodPart(_("How sure"), _sure(pack, formats)),
        MethodPart(_("Causes"), _causes(pack, words, formats)),
        MethodPart(_("The plan"), _plan(pack, words, formats)),
    )


def markdown(pack: Pack, words: Words, formats: Formats) -> str:
    """Return the page as Markdown."""
    parts = [f"# {_('How this is worked out')}", *words.method]
    for part in method(pack, words, formats):
        parts.append(f"## {part.title}")
        parts.append("\n".join(f"- {line}" for line in part.lines))
    return "\n\n".join(parts) + "\n"


def _figure(value: float) -> str:
    return f"{value:g}"


def _answers(pack: Pack) -> tuple[str, ...]:
    rules = pack.scoring
    return (
        _("{practices} questions ask what you do, {outcomes} what came of it. Each has five steps.").format(
            practices=len(pack.practices()), outcomes=len(pack.outcomes())
        ),
        _("From step {record} on a record is needed, for step {note} also a note of what it changed.").format(
            record=rules.record_level, note=rules.note_level
        ),
        _("Without them an answer counts as step {step}.").format(step=rules.record_level - 1),
        _("Don't know counts as step {step}. What does not apply is left out.").format(step=rules.unknown_level),
        _("From {people} people on, a question stays open where they lie {spread} steps apart or more.").format(
            people=2, spread=_figure(rules.spread_range)
        ),
    )


def _areas(pack: Pack, words: Words, formats: Formats) -> tuple[str, ...]:
    rules = pack.scoring
    weights = formats.listed(
        [f"{words.messages[f'areashort.{area.id}']} {formats.percent(area.weight, 1)}" for area in pack.areas]
    )
    first, second, third = (_figure(edge) for edge in rules.words)
    return (
        _("An area's score is the weighted mean of its answers, from 0 (all at step 1) to 100 (all at step 5)."),
        _(
            "It needs answers for {share} of its weight and at least {least} questions, in the quick form {quick}."
        ).format(
            share=formats.percent(rules.answered_share), least=rules.least_answers, quick=rules.least_answers_quick
        ),
        _("Weights in the whole: {weights}.").format(weights=weights),
        _("Words for a score: {a} under {first}, {b} under {second}, {c} under {third}, then {d}.").format(
            a=words.messages["areaword.under25"],
            b=words.messages["areaword.25to49"],
            c=words.messages["areaword.50to74"],
            d=words.messages["areaword.75up"],
            first=first,
            second=second,
            third=third,
        ),
    )


def _whole(pack: Pack, formats: Formats) -> tuple[str, ...]:
    rules = pack.scoring
    return (
        _("The areas join in a weighted geometric mean: a strong area cannot buy off a missing one."),
        _("A floor of {floor} points keeps an area at nothing from wiping out the rest.").format(
            floor=_figure(rules.floor)
        ),
        _("Bands: low under {middle}, middle under {high}, high from there.").format(
            middle=_figure(rules.middle_from), high=_figure(rules.high_from)
        ),
        _("An area is named as the bottleneck at odds of {one}, two areas at {two} together.").format(
            one=formats.percent(rules.bottleneck_one), two=formats.percent(rules.bottleneck_two)
        ),
    )


def _direction(pack: Pack, formats: Formats) -> tuple[str, ...]:
    rules = pack.outcome
    return (
        _("Growing means {growing} a year or more after inflation, shrinking {declining} or less.").format(
            growing=formats.percent(rules.growing_from), declining=formats.percent(rules.declining_below)
        ),
        _("A line through the yearly revenues gives the growth; few years leave more doubt."),
        _("With two years of revenue no direction is surer than {cap}.").format(
            cap=formats.percent(rules.two_year_cap)
        ),
        _("Against the market, {points} points a year make a difference.").format(
            points=_figure(rules.market_points * 100)
        ),
        _("Profit after a fair wage for the owner should reach {floor} of sales.").format(
            floor=formats.percent(rules.profit_floor)
        ),
    )


def _sure(pack: Pack, formats: Formats) -> tuple[str, ...]:
    scoring, rules = pack.scoring, pack.outcome
    return (
        _("Confidence is the lower of two chances: that of the direction and that of the band."),
        _("High from {sure}, fair from {probable}, low below; a step lower with under {answered} answered.").format(
            sure=formats.percent(rules.sure),
            probable=formats.percent(rules.probable),
            answered=formats.percent(scoring.sure_answered),
        ),
        _(
            "A range covers four cases in five. Within {well} points a score is well supported, within {fair} fair."
        ).format(well=_figure(scoring.well_supported), fair=_figure(scoring.fair_support)),
        _(
            "The verdict is tried four other ways: equal weights, plain mean, claimed steps, lines {move} points off."
        ).format(move=_figure(scoring.cut_move)),
    )


def _causes(pack: Pack, words: Words, formats: Formats) -> tuple[str, ...]:
    rules = pack.pattern_rules
    names = formats.listed([words.patterns[pattern.id].name for pattern in pack.patterns])
    return (
        _("{count} known patterns are looked for: {names}.").format(count=len(pack.patterns), names=names),
        _(
            "One is named from a strength of {shown} on, {quick} in the quick form; from {watch} it is worth watching."
        ).format(
            shown=formats.percent(rules.shown_from),
            quick=formats.percent(rules.shown_from_quick),
            watch=formats.percent(rules.watch_from),
        ),
        _("Where no area is above step {level} on average, the basics come first and no cause is named.").format(
            level=_figure(rules.foundations_level)
        ),
    )


def _plan(pack: Pack, words: Words, formats: Formats) -> tuple[str, ...]:
    rules = pack.plan
    hours = formats.listed([f"{size} {_figure(count)}" for size, count in rules.hours.items()])
    windows = formats.listed([str(days) for days in rules.windows])
    gates = formats.listed([words.messages[f"plan.blocked.{gate.id}"] for gate in pack.gates])
    return (
        _("A move's worth is what the whole would gain, times its weights, over effort and time."),
        _("Moves lift an answer towards step {target}. Hours of your own: {hours}.").format(
            target=rules.target_level, hours=hours
        ),
        _("At most {open} are open at once, {fewest} to {most} in {windows} days, under your free hours.").format(
            open=rules.open_at_once, fewest=rules.fewest, most=rules.first_count, windows=windows
        ),
        _("Some wait for what has to come first: {gates}.").format(gates=gates),
    )
