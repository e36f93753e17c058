"""Whole sentences from a result and a pack's words: the same ones on screen, in the report and on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plateau_doctor.core.answers import CheckUp, Kind
from plateau_doctor.core.diagnosis import settling
from plateau_doctor.core.outcome import Trajectory
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.patterns import PatternFit
from plateau_doctor.core.plan import Move
from plateau_doctor.core.result import Result
from plateau_doctor.core.scoring import AreaScore
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import Formats, _, formats_for
from plateau_doctor.phrasing.steps import step


@dataclass(frozen=True, slots=True)
class Quote:
    """One answer behind a finding: the question, what was chosen in its own words, and the person's note."""

    question: str
    plain_name: str
    ask: str
    chosen: str
    level: int | None
    note: str
    next_level: str


@dataclass(frozen=True, slots=True)
class MoveText:
    """The words of one move; `waits` says what comes first and is empty for an open move."""

    question: str
    do: str
    first_step: str
    done_when: str
    stop_rule: str
    watch: str
    role: str
    effort: str
    weeks: str
    because: str
    waits: str


@dataclass(frozen=True, slots=True)
class PatternText:
    """The words of one pattern for this check-up."""

    name: str
    line: str
    cause: str
    fits: tuple[str, ...]
    speaks_against: tuple[str, ...]
    would_change_our_mind: str
    moves: tuple[str, ...]


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Phrasing:
    """Puts the words of one pack around one check-up's result."""

    def __init__(self, pack: Pack, words: Words, checkup: CheckUp, result: Result) -> None:
        """Keep the four; nothing is computed until it is asked for."""
        self.pack, self.words, self.checkup, self.result = pack, words, checkup, result
        self.formats: Formats = formats_for(words.language, checkup.business.country)

    # the verdict

    def headline(self) -> str:
        """Return the verdict sentence, or what is missing for one."""
        verdict = self.result.verdict
        if verdict is None:
            return self.missing()
        gaps = {
            "is": {"is": _("is"), "probably": _("is probably"), "leans": _("leans to being")}[verdict.sure],
            "constraint": self.constraint(),
            "settles": self.words.messages[verdict.settles] if verdict.settles else "",
        }
        return self.words.say(verdict.code, **gaps)

    def headline_parts(self) -> tuple[str, str]:
        """Return the headline's first sentence (a question together with its answer) and what follows it."""
        text = self.headline()
        for place in range(len(text) - 1):
            if text[place] in ".?" and text[place + 1] == " ":
                following = text[place + 2 :]
                if text[place] == "?" and ". " in following:
                    second, rest = following.split(". ", 1)
                    return f"{text[: place + 1]} {second}.", rest
                return text[: place + 1], following
        return text, ""

    def constraint(self) -> str:
        """Return the one or two areas that hold the business back, in words; empty where there is none."""
        verdict = self.result.verdict
        areas = verdict.constraint if verdict else ()
        if len(areas) == 1:
            return self.words.messages[f"area.{areas[0]}"]
        return self.formats.listed([self.area_name(area) for area in areas])

    def missing(self) -> str:
        """Return what a verdict still needs, in one or two sentences; empty once there is one."""
        missing = self.result.missing
        if missing is None:
            return ""
        count = len(self.result.areas)
        have = _("{scored} of {count} areas").format(scored=missing.areas_scored, count=count)
        if missing.revenue:
            have = _("{areas}, and no revenue yet").format(areas=have)
        return self.words.say("notenough.verdict", have=have)

    def confidence(self) -> str:
        """Return how sure we are, in one sentence; empty without a verdict."""
        verdict = self.result.verdict
        return self.words.messages[f"conf.{verdict.confidence}"] if verdict else ""

    def confidence_reasons(self) -> tuple[str, ...]:
        """Return the reasons for the confidence, each a part of a sentence without capital and stop."""
        verdict = self.result.verdict
        reasons = verdict.reasons if verdict else ()
        said = [self.counted(reason.key, reason.numbers, questions=self.names(reason.questions)) for reason in reasons]
        assumed = self.result.trajectory.assumed
        if assumed:
            used = str(assumed[-1].used) if assumed[-1].used else _("the middle of other countries")
            said.append(self.words.say("conf.r.inflation", year=str(assumed[-1].year), used=used))
        return tuple(said)

    def counted(self, key: str, numbers: Mapping[str, int], **gaps: str) -> str:
        """Return a message with its numbers; for a single thing the pack may have wording of its own under `key.1`."""
        single = f"{key}.1"
        chosen = single if numbers.get("n") == 1 and single in self.words.messages else key
        return self.words.say(chosen, **gaps, **{name: str(number) for name, number in numbers.items()})

    def names(self, questions: Iterable[str]) -> str:
        """Return the plain names of questions as a list in words."""
        return self.formats.listed([self.words.questions[question].plain_name for question in questions])

    def confidence_because(self) -> str:
        """Return the reasons in one sentence; empty without any."""
        reasons = self.confidence_reasons()
        return self.words.say("conf.because", reasons=self.formats.listed(reasons)) if reasons else ""

    # the two signals

    def state(self) -> str:
        """Return the state in words, such as `probably stuck`."""
        verdict, trajectory = self.result.verdict, self.result.trajectory
        if trajectory.state == "unknown" or verdict is None:
            return _("cannot tell yet")
        word = self.words.messages[f"state.{trajectory.state}"]
        if verdict.sure == "is":
            return word
        template = _("probably {state}") if verdict.sure == "probably" else _("leaning to {state}")
        return template.format(state=word)

    def growth(self) -> str:
        """Return the yearly growth after inflation, or what the verdict rests on without figures."""
        trajectory = self.result.trajectory
        if trajectory.rate is None:
            return self.words.messages["two.nofigures"] if trajectory.basis == "estimate" else ""
        rate = self.formats.percent(trajectory.rate, 1)
        return _("Revenue after inflation: {rate} a year over {years} years.").format(
            rate=rate, years=self._span(trajectory)
        )

    def _span(self, trajectory: Trajectory) -> str:
        years = [y for y, v in zip(self.checkup.figures.years, self.checkup.figures.revenue, strict=True) if v]
        return str(years[-1] - years[0] + 1) if years else str(trajectory.years)

    def capability(self) -> str:
        """Return the capability and its likely range, such as `45 of 100, likely 39 to 51`."""
        one = self.result.capability
        if one is None:
            return ""
        return _("{score} of 100, likely {low} to {high}").format(
            score=round(one.score), low=round(one.low), high=round(one.high)
        )

    def unevenness(self) -> str:
        """Return the average beside the score and what unevenness costs; empty without a score."""
        one = self.result.capability
        if one is None:
            return ""
        average, score = round(one.average), round(one.score)
        return self.words.say("unevenness", average=str(average), minus=str(average - score), score=str(score))

    def own_view(self) -> str:
        """Return what the owner said at the start beside what was found; unknown where the figures deny the finding."""
        said = self.checkup.own_verdict
        if said is None:
            return self.words.messages["said.nothing"]
        trajectory = self.result.trajectory
        rate, direction = trajectory.rate, trajectory.direction
        denied = rate is not None and direction == ("declining" if rate >= 0 else "growing")
        found = "unknown" if denied or direction is None else direction
        key = f"said.{said}.{found}"
        if rate is None and "{rate}" in self.words.messages[key]:
            return self.words.messages["two.nofigures"]
        return self.words.say(
            key,
            rate=self.formats.percent(abs(rate or 0.0), 1),
            settles=self.words.messages[settling(trajectory)],
        )

    # areas and answers

    def area_name(self, area: str) -> str:
        """Return the short name of an area, such as `price`."""
        return self.words.messages[f"areashort.{area}"]

    def area_title(self, area: str) -> str:
        """Return the short name of an area as a heading, such as `Price`."""
        return capital(self.area_name(area))

    def area_word(self, area: AreaScore) -> str:
        """Return the word for an area's score, or that there are not enough answers."""
        return self.words.messages[f"areaword.{area.word}"] if area.word else _("not enough answers")

    def area_line(self, area: AreaScore) -> str:
        """Return an area in one sentence: score, range and support, or what is missing."""
        if area.score is None or area.low is None or area.high is None:
            return self.words.say(
                "notenough.area",
                area=self.area_name(area.area),
                answered=str(area.answered),
                needed=str(area.needed),
                missing=str(max(1, area.needed - area.answered)),
            )
        rules = self.pack.scoring
        reach = rules.range_factor * area.deviation
        key = "well" if reach <= rules.well_supported else "fair" if reach <= rules.fair_support else "rough"
        return self.words.say(
            f"range.{key}",
            score=str(round(area.score)),
            low=str(round(area.low)),
            high=str(round(area.high)),
            reasons=self._doubt(area.area),
        )

    def _doubt(self, area: str) -> str:
        """Return what adds most to the doubt about an area, as a part of a sentence."""
        sums = dict.fromkeys(Kind, 0.0)
        for question in self.pack.of_area(area, self.checkup.form):
            one = self.result.pooled[question.id]
            sums[one.kind] += question.weight * one.variance
        reasons = {
            Kind.LEVEL: _("few records stand behind the answers"),
            Kind.UNKNOWN: _("several answers are don't know"),
            Kind.BLANK: _("several questions have no answer yet"),
        }
        return reasons[max(reasons, key=lambda kind: sums[kind])]

    def quote(self, question_id: str) -> Quote:
        """Return the answer to a question in the words that were chosen; several people's as their common step."""
        words = self.words.questions[question_id]
        ask, levels = words.asked(self.checkup.business.alone)
        one = self.result.pooled[question_id]
        level = round(one.claimed) if one.claimed is not None else None
        said = {Kind.UNKNOWN: _("Don't know"), Kind.NOT_APPLICABLE: _("Doesn't apply"), Kind.BLANK: _("No answer yet")}
        chosen = levels[level - 1] if level else said[one.kind]
        following = levels[level] if level and level < len(levels) else ""
        return Quote(question_id, words.plain_name, ask, chosen, level, self.note(question_id), following)

    def note(self, question_id: str) -> str:
        """Return the first note anyone left on a question; the agreed one comes before all others."""
        agreed = self.checkup.agreed.get(question_id)
        if agreed is not None and agreed.note:
            return agreed.note
        notes = (sheet.answers[question_id].note for sheet in self.checkup.sheets if question_id in sheet.answers)
        return next((note for note in notes if note.strip()), "")

    # causes and moves

    def pattern(self, fit: PatternFit) -> PatternText:
        """Return a pattern's words; only conditions that hold at .5 or more are among its reasons."""
        words = self.words.patterns[fit.id]
        return PatternText(
            name=words.name,
            line=words.line,
            cause=words.cause,
            fits=tuple(words.fits_because[condition] for condition in fit.fits),
            speaks_against=words.speaks_against,
            would_change_our_mind=words.would_change_our_mind,
            moves=words.moves,
        )

    def move(self, move: Move) -> MoveText:
        """Return the words of one move of the plan."""
        question = self.words.questions[move.question]
        action = self.pack.question(move.question).actions[move.action]
        words = question.actions[move.action]
        low, high = action.weeks
        area = self.result.areas[self.pack.question(move.question).area]
        score = round(area.score) if area.score is not None else None
        because = _("{area} {score} of 100; step {level} for {name}.").format(
            area=self.area_title(area.area), score=score, name=question.plain_name, level=self.level_of(move.question)
        )
        effort = {"S": _("Small effort"), "M": _("Medium effort"), "L": _("Large effort")}[move.effort]
        one = _("1 week") if high == 1 else _("{high} weeks").format(high=high)
        return MoveText(
            question=move.question,
            do=words.do,
            first_step=words.first_step,
            done_when=words.done_when,
            stop_rule=words.stop_rule,
            watch=words.watch,
            role=words.role,
            effort=effort,
            weeks=one if low == high else _("{low} to {high} weeks").format(low=low, high=high),
            because=because,
            waits=self.later(move),
        )

    def later(self, move: Move) -> str:
        """Return what has to come before a move; empty for an open one."""
        if move.blocked_by is None:
            return ""
        return self.words.say("plan.later", first=self.words.messages[f"plan.blocked.{move.blocked_by}"])

    def level_of(self, question_id: str) -> str:
        """Return the supported step of a question in figures: 3, or 2.7 where several people answered."""
        level = self.result.pooled[question_id].supported
        if level is None:
            return ""
        return step(level)

    def find_out(self, question_id: str) -> str:
        """Return how to find out what was answered with don't know."""
        return self.words.questions[question_id].find_out
