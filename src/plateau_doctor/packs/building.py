"""Checked JSON into frozen values; nothing is checked here any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

from plateau_doctor.core.pack import (
    Action,
    Area,
    Fact,
    FitCheck,
    Gate,
    OutcomeRules,
    Pack,
    Pattern,
    PatternRules,
    PlanRules,
    Question,
    QuestionGroup,
    Scoring,
    Stop,
    SumRules,
)
from plateau_doctor.core.words import ActionWords, PatternWords, QuestionWords, Words

_Rules = TypeVar("_Rules", Scoring, OutcomeRules, PlanRules, PatternRules, SumRules)


def build_pack(raw: Mapping[str, Any]) -> Pack:
    """Return the pack of a checked pack.json."""
    scoring, outcome, plan = raw["scoring"], raw["outcome"], raw["plan"]
    weights = {int(level): _floats(shares) for level, shares in outcome["level_weights"].items()}
    errors = {int(level): float(error) for level, error in scoring["error_on_belief"].items()}
    questions = {own: tuple(listed) for own, listed in plan["outcome_questions"].items()}
    maps = {key: _frozen(plan[key]) for key in ("lift", "effort", "hours", "grade")}
    return Pack(
        id=raw["id"],
        version=raw["version"],
        areas=tuple(Area(id=area["id"], weight=float(area["weight"])) for area in raw["areas"]),
        questions=tuple(_question(question) for question in raw["questions"]),
        patterns=tuple(_pattern(pattern) for pattern in raw["patterns"]),
        gates=tuple(_gate(gate) for gate in raw["gates"]),
        facts=tuple(Fact(fact["id"], fact["question"], fact["kind"], _floats(fact["edges"])) for fact in raw["facts"]),
        mix_question=raw["mix_question"],
        stops=tuple(Stop(stop["id"], tuple(stop["when"])) for stop in raw["stops"]),
        chain=tuple(raw["chain"]),
        directions=tuple(QuestionGroup(group["id"], tuple(group["questions"])) for group in raw["directions"]),
        checks=tuple(FitCheck(check["id"], tuple(check["when"]), check.get("unknown")) for check in raw["checks"]),
        scoring=_rules(Scoring, scoring, error_on_belief=_frozen(errors), words=_floats(scoring["words"])),
        outcome=_rules(OutcomeRules, outcome, level_weights=_frozen(weights)),
        plan=_plan_rules(plan, **maps, outcome_questions=_frozen(questions)),
        pattern_rules=_rules(PatternRules, raw["pattern_rules"]),
        sums=_rules(SumRules, raw["sums"]),
    )


def build_words(raw: Mapping[str, Any]) -> Words:
    """Return the words of a checked text file."""
    return Words(
        language=raw["language"],
        level_names=tuple(raw["level_names"]),
        questions=_frozen({own: _question_words(words) for own, words in raw["questions"].items()}),
        patterns=_frozen({own: _pattern_words(words) for own, words in raw["patterns"].items()}),
        messages=_frozen(raw["messages"]),
        glossary=_frozen(raw["glossary"]),
        method=tuple(raw["method"]),
    )


def _frozen(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(value))


def _floats(values: list[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _rules(kind: type[_Rules], raw: Mapping[str, Any], **changed: Any) -> _Rules:
    """Return rules as values: a whole number where a fraction is meant becomes one."""
    plain: dict[str, Any] = {
        field.name: float(raw[field.name]) if field.type == "float" else raw[field.name]
        for field in fields(kind)
        if field.name not in changed
    }
    return kind(**plain, **changed)


def _plan_rules(raw: Mapping[str, Any], **changed: Any) -> PlanRules:
    first = {state: tuple(wanted) for state, wanted in raw["state_first"].items()}
    most = _frozen(raw["state_most"])
    lists = {"windows": tuple(raw["windows"]), "o1_edges": _floats(raw["o1_edges"])}
    return _rules(PlanRules, raw, **changed, **lists, state_first=_frozen(first), state_most=most)


def _question(raw: Mapping[str, Any]) -> Question:
    actions = tuple(
        Action(
            effort=a["effort"], weeks=tuple(a["weeks"]), tags=tuple(a["tags"]), grade=a["grade"], figure=a.get("figure")
        )
        for a in raw["actions"]
    )
    return Question(**{**raw, "weight": float(raw["weight"]), "actions": actions})


def _pattern(raw: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=raw["id"],
        kind=raw["kind"],
        must=tuple(raw["must"]),
        support=tuple(raw["support"]),
        moves=tuple(tuple(move) for move in raw["moves"]),
    )


def _gate(raw: Mapping[str, Any]) -> Gate:
    lists = {key: tuple(raw[key]) for key in ("open_when", "tags", "questions", "openers")}
    return Gate(id=raw["id"], **lists)


def _question_words(raw: Mapping[str, Any]) -> QuestionWords:
    alone = raw.get("one_person")
    changed = {
        "levels": tuple(raw["levels"]),
        "records": tuple(raw["records"]),
        "actions": tuple(ActionWords(**action) for action in raw["actions"]),
        "examples": _frozen(raw["examples"]) if "examples" in raw else None,
        "one_person": (alone["ask"], tuple(alone["levels"])) if alone else None,
    }
    return QuestionWords(**{**raw, **changed})


def _pattern_words(raw: Mapping[str, Any]) -> PatternWords:
    lists = {key: tuple(raw[key]) for key in ("speaks_against", "moves")}
    return PatternWords(**{**raw, **lists, "fits_because": _frozen(raw["fits_because"])})
