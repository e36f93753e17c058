"""The pack that comes with the program: whole, in the order of its source, and in plain words."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from plateau_doctor import packs
from plateau_doctor.core.pack import LEVELS, Pack
from plateau_doctor.core.patterns import parse
from plateau_doctor.core.words import Words
from plateau_doctor.errors import UserError
from plateau_doctor.resources import resource
from plateau_doctor.strictjson import schema

GOLDEN = {
    "sales": [f"S{n}" for n in range(1, 9)],
    "product": [f"PD{n}" for n in range(1, 8)],
    "price": [f"PR{n}" for n in range(1, 7)],
    "promotion": [f"PM{n}" for n in range(1, 8)],
    "place": [f"PL{n}" for n in range(1, 8)],
    "alignment": [f"AL{n}" for n in range(1, 9)],
    "outcomes": [f"O{n}" for n in range(1, 9)],
}
FIRST_AND_LAST_LEVEL = {
    "S1": ("We wait for people to come to us.", "We do all that, and in the past year results changed who"),
    "O8": ("It would close us.", "It would hardly be noticed, and we watch it."),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return packs.shipped("sales-and-four-ps", 1)[0]


@pytest.fixture(scope="module")
def words() -> Words:
    return packs.shipped("sales-and-four-ps", 1)[1]


def test_it_has_no_fault() -> None:
    assert packs.check(resource("packs", "sales-and-four-ps", "1")) == ()


def test_it_is_on_the_shelf() -> None:
    assert ("sales-and-four-ps", 1) in packs.shipped_packs()


def test_it_has_all_questions_actions_and_patterns(pack: Pack) -> None:
    assert (len(pack.practices()), len(pack.outcomes()), len(pack.patterns)) == (43, 8, 15)
    assert sum(len(question.actions) for question in pack.questions) == 143
    assert len(pack.practices("quick")) == 22


def test_questions_keep_the_order_of_the_source(pack: Pack) -> None:
    found: dict[str, list[str]] = {}
    for question in pack.questions:
        found.setdefault(question.area, []).append(question.id)
    assert found == GOLDEN
    assert list(found) == list(GOLDEN)
    assert [pattern.id for pattern in pack.patterns] == [f"P{n:02}" for n in range(1, 16)]


def test_levels_keep_their_order(words: Words) -> None:
    for question_id, (first, last) in FIRST_AND_LAST_LEVEL.items():
        levels = words.questions[question_id].levels
        assert levels[0] == first
        assert levels[-1].startswith(last)
    assert all(len(question.levels) == len(LEVELS) for question in words.questions.values())


def test_thresholds_are_those_of_the_method(pack: Pack) -> None:
    assert pack.scoring.error_on_belief == {1: 0.6, 2: 0.75, 3: 0.9, 4: 0.9, 5: 0.9}
    assert (pack.scoring.middle_from, pack.scoring.high_from) == (40, 65)
    assert pack.outcome.level_weights[1] == (0.7, 0.25, 0.05)
    assert pack.outcome.level_weights[5] == (0.05, 0.25, 0.7)
    assert pack.plan.effort == {"S": 1, "M": 3, "L": 8}
    assert pack.plan.outcome_questions["O6"] == ("PD1", "PD3", "S4")
    assert isinstance(pack.scoring.floor, float)
    assert isinstance(pack.scoring.spread_people, int)


def test_the_chain_the_directions_and_the_checks_are_those_of_the_method(pack: Pack) -> None:
    assert pack.chain == ("S1", "S2", "S3", "S4", "S5")
    assert [group.questions for group in pack.directions] == [("AL1", "AL2", "AL3"), ("AL4", "AL5")]
    asked = {check.id: check.unknown for check in pack.checks}
    assert asked == {
        "pipeline": "win_rate",
        "promotion": "cost_per_customer",
        "cost": "gross_margin",
        "following": "loss_rate",
        "customer": None,
        "owner": None,
        "news": None,
    }
    assert (pack.scoring.cut_move, pack.scoring.gap_from) == (3, 1)
    assert (pack.scoring.run_length, pack.scoring.run_seconds) == (12, 2)


@pytest.mark.parametrize(
    ("gate", "known", "strength"),
    [
        ("measure", {"PM4": 3.0, "S7": 3.0}, 0.5),
        ("leak", {"S5": 3.0}, 0.5),
        ("offer", {"PD3": 3.0}, 0.5),
        ("capacity", {"PL5": 3.0}, 0.5),
        ("capacity", {"PL5": 1.0, "spare_capacity": 0.05}, 0.5),
        ("profit", {"adj_margin": 0.05}, 0.5),
        ("process", {"S6": 3.0}, 0.5),
        ("copy", {"S6": 4.0, "PR2": 4.0, "PL7": 3.0, "adj_margin": 0.05}, 0.5),
        ("alignment", {"AL1": 3.0}, 0.5),
    ],
)
def test_a_gate_opens_exactly_at_its_threshold(pack: Pack, gate: str, known: dict[str, float], strength: float) -> None:
    found = next(each for each in pack.gates if each.id == gate)
    assert [parse(text).strength(known) for text in found.open_when] == pytest.approx([strength] * len(found.open_when))


def test_each_gate_holds_some_action_back(pack: Pack) -> None:
    for gate in pack.gates:
        tagged = [a for q in pack.questions for a in q.actions if set(a.tags) & set(gate.tags)]
        assert tagged or gate.questions, gate.id


def test_a_number_that_starts_from_the_owners_figure_is_one_number(pack: Pack, words: Words) -> None:
    named: dict[str, set[str]] = {}
    for question in pack.questions:
        for action, said in zip(question.actions, words.questions[question.id].actions, strict=True):
            if action.figure is not None:
                assert ";" not in said.watch, (question.id, said.watch)
                named.setdefault(action.figure, set()).add(said.watch)
    assert named["loss_rate"] == {"Customers lost a year (%)"}
    assert named["promo_share_of_marketing_effort"] == {"Promotion's share of your marketing effort (%)"}


def test_each_stop_rule_is_its_own(words: Words) -> None:
    rules = [action.stop_rule for question in words.questions.values() for action in question.actions]
    assert len(rules) == len(set(rules)) == 143


def test_the_schema_knows_the_gaps_of_the_shipped_messages(words: Words) -> None:
    known = schema("pack-text")["properties"]["messages"]["properties"]
    for key, entry in known.items():
        gaps = {name for _, name, _, _ in Formatter().parse(words.messages[key]) if name is not None}
        assert sorted(gaps) == entry["gaps"], key


def test_words_keep_the_voice() -> None:
    text = resource("packs", "sales-and-four-ps", "1", "text.en.json").read_text(encoding="utf-8")
    assert "!" not in text
    found = re.findall(r"\b(invalid|illegal|failed|please|successfully|simply)\b", text, re.IGNORECASE)
    assert not found


def test_sources_are_only_those_that_were_checked(words: Words) -> None:
    told = [question.source for question in words.questions.values()]
    told += [pattern.evidence for pattern in words.patterns.values()]
    unread = re.compile(r"Tellis|O'Sullivan|Schmitt|Kumar|Dul |Bennett|Bijmolt|Sethuraman|Kohli|Staw|Rosenzweig")
    assert not [line for line in told if unread.search(line)]


def test_moves_are_printed_without_ids(words: Words) -> None:
    assert not [m for pattern in words.patterns.values() for m in pattern.moves if re.search(r"\(\w*\d", m)]


def test_a_one_person_firm_sees_its_own_wording(words: Words) -> None:
    question = words.questions["S6"]
    assert question.asked(alone=True)[0] == "How is your way of selling laid down?"
    assert question.asked(alone=False) == (question.ask, question.levels)


def test_the_workshop_has_an_opening_and_a_trap_for_each_part(words: Words) -> None:
    for part in (*[area for area in GOLDEN if area != "outcomes"], "results"):
        assert words.messages[f"workshop.{part}.opening"]
        assert words.messages[f"workshop.{part}.trap"]


def test_inflation_is_told_by_country_and_year() -> None:
    table = packs.load_inflation()
    assert table["GB"][2022] == pytest.approx(0.0792, abs=0.0015)
    assert {"GB", "US", "DE", "FR", "EU"} <= set(table)
    assert 2024 in table["US"]
    assert 2025 not in table["US"]  # the source had no figure yet
    assert all(-0.05 < rate < 0.2 for rates in table.values() for rate in rates.values())


def test_inflation_names_its_source() -> None:
    raw = json.loads(resource("inflation.json").read_text(encoding="utf-8"))
    assert raw["source"]
    assert raw["copied"]


def test_a_broken_inflation_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "plateau_doctor.packs.inflation.read_json", lambda *_: {"format": "x", "rates": {"gb": {"22": 9}}}
    )
    with pytest.raises(UserError) as told:
        packs.load_inflation.__wrapped__()
    lines = [str(fault) for fault in told.value.faults]
    assert 'inflation.json, format: Here stands "x". Write "plateau-doctor/inflation".' in lines
    assert (
        "inflation.json, rates.gb: This key is not known here. "
        "Write a country as two capital letters, EU for the euro area, or remove it."
    ) in lines
