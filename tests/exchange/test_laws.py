"""What holds for every check-up and for every file, good or broken."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.files import GOOD, find_pack
from plateau_doctor.cleantext import clean
from plateau_doctor.core import answers
from plateau_doctor.core.answers import (
    Agreed,
    Answer,
    Business,
    CheckUp,
    CustomerCount,
    Figures,
    PlanEntry,
    PromotionRow,
    Sheet,
)
from plateau_doctor.core.patterns import FACTS
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.exchange import parse_checkup, read_checkup, write_checkup

PACK = find_pack("sales-and-four-ps", 1)
IDS = st.sampled_from(sorted(PACK.by_id))
TEXT = st.text(max_size=30).map(clean)
NAME = TEXT.filter(str.strip)
MONEY = st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15)
ABOVE = st.floats(0.01, 1e15) | st.integers(1, 10**15)
FROM_0 = st.floats(0, 1e15) | st.integers(0, 10**15)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2200, 12, 31))


def one_of(literal: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def answer_pairs(draw: st.DrawFn) -> tuple[str, Answer]:
    question = PACK.by_id[draw(IDS)]
    kinds = ["level", "unknown", "blank", *(["not_applicable"] if question.may_not_apply else [])]
    kind = draw(st.sampled_from(kinds))
    return question.id, Answer(
        level=draw(st.integers(1, 5)) if kind == "level" else None,
        unknown=kind == "unknown",
        not_applicable=draw(NAME) if kind == "not_applicable" else None,
        records=draw(st.frozensets(st.integers(0, question.records - 1))),
        note=draw(TEXT),
    )


@st.composite
def plan_entries(draw: st.DrawFn) -> PlanEntry:
    question = PACK.by_id[draw(IDS)]
    return PlanEntry(
        question.id,
        draw(st.integers(0, len(question.actions) - 1)),
        who=draw(TEXT),
        start=draw(maybe(DAYS)),
        due=draw(maybe(DAYS)),
        status=draw(one_of(answers.Status)),
        text=draw(TEXT),
        **{sentence: draw(TEXT) for sentence in ("cue", "will", "obstacle", "response")},
    )


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    years = tuple(sorted(draw(st.sets(st.integers(1900, 2200), max_size=10))))

    def yearly(each: st.SearchStrategy[Any]) -> Any:
        return st.just(()) | st.tuples(*(maybe(each) for _ in years))

    active = draw(maybe(st.integers(0, 10**9)))
    facts = draw(st.dictionaries(st.sampled_from(FACTS), st.none() | st.floats(0, 1)))
    if (facts.get("weakest_month") or 0) > (facts.get("strongest_month") or 0):
        del facts["weakest_month"]
    return Figures(
        years=years,
        revenue=draw(yearly(ABOVE)),
        operating_profit=draw(yearly(MONEY)),
        owner_wage_gap=draw(maybe(MONEY) | (yearly(MONEY).filter(bool) if years else st.nothing())),
        gross_margin=draw(maybe(st.floats(-1, 1))),
        overhead=draw(maybe(FROM_0)),
        market_growth=draw(maybe(st.floats(-0.5, 1))),
        customers=CustomerCount(active, draw(maybe(st.integers(0, active or 0))), draw(maybe(st.integers(0, 10**9)))),
        cash_months=draw(maybe(st.floats(0, 1200))),
        facts=MappingProxyType(facts),
    )


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "group_size": st.integers(3, 5),
        "claimed": st.booleans(),
        "inflation": st.dictionaries(st.integers(1900, 2199).map(str), st.floats(-0.4, 9)),
        "growing_from": st.floats(0.001, 0.5),
        "declining_below": st.floats(-0.5, -0.001),
    },
)
BRAND = st.fixed_dictionaries({}, optional={"name": TEXT, "accent": st.from_regex("#[0-9a-f]{6}", fullmatch=True)})
BUSINESS = st.builds(
    Business,
    name=NAME,
    sells=TEXT,
    customers=maybe(one_of(answers.Customers)),
    staff=maybe(st.integers(1, 10**6)),
    currency=maybe(st.sampled_from(["GBP", "EUR"])),
    country=maybe(st.sampled_from(["GB", "IE"])),
    ambition=maybe(one_of(answers.Ambition)),
    hours_a_week=maybe(st.floats(0, 168)),
)
SHEET = st.builds(
    Sheet,
    respondent=NAME,
    role=one_of(answers.Role),
    way=one_of(answers.Way),
    answers=st.lists(answer_pairs(), max_size=5).map(dict),
)
PROMOTION = st.builds(
    PromotionRow,
    kind=NAME,
    job=TEXT,
    spend=maybe(FROM_0),
    enquiries=maybe(st.integers(0, 10**9)),
    sales=maybe(st.integers(0, 10**9)),
)
AGREED = st.builds(Agreed, level=st.integers(1, 5), note=TEXT, how=one_of(answers.How))


def checkups(earlier: st.SearchStrategy[tuple[CheckUp, ...]]) -> st.SearchStrategy[CheckUp]:
    return st.builds(
        CheckUp,
        id=st.from_regex("[A-Za-z0-9_-]{0,8}", fullmatch=True),
        pack_id=st.just(PACK.id),
        pack_version=st.just(PACK.version),
        date=DAYS,
        business=BUSINESS,
        form=one_of(answers.Form),
        own_verdict=maybe(one_of(answers.OwnVerdict)),
        figures=figures(),
        promotion=st.lists(PROMOTION, max_size=3).map(tuple),
        sheets=st.lists(SHEET, max_size=3, unique_by=lambda sheet: sheet.respondent).map(tuple),
        agreed=st.dictionaries(IDS, AGREED, max_size=3),
        plan=st.lists(plan_entries(), max_size=3).map(tuple),
        find_out=st.dictionaries(IDS, st.builds(answers.FindOut, TEXT, maybe(DAYS)), max_size=2),
        edits=st.dictionaries(st.sampled_from(["verdict", "plan:S5", "a.b/c"]), TEXT),
        brand=BRAND,
        settings=SETTINGS,
        earlier=earlier,
    )


CHECKUPS = checkups(st.lists(checkups(st.just(())), max_size=1).map(tuple))
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(CHECKUPS)
def test_what_is_written_is_read_back_as_it_was(checkup: CheckUp) -> None:
    data = write_checkup(checkup)
    again = parse_checkup(json.loads(data), find_pack, "x.json")
    assert again == checkup
    assert write_checkup(again) == data
    assert data.endswith(b"}\n")


@SLOW
@given(CHECKUPS)
def test_equal_check_ups_give_equal_bytes(checkup: CheckUp) -> None:
    sheets = tuple(replace(sheet, answers=dict(reversed(list(sheet.answers.items())))) for sheet in checkup.sheets)
    same = replace(checkup, sheets=sheets, edits=dict(reversed(list(checkup.edits.items()))))
    assert write_checkup(same) == write_checkup(checkup)


def test_the_keys_stand_in_the_order_of_the_format_and_defaults_are_left_out() -> None:
    checkup = parse_checkup(GOOD, find_pack, "x.json")
    written = json.loads(write_checkup(checkup))
    assert list(written) == [key for key in GOOD if key in written]
    assert written == json.loads(json.dumps(GOOD))
    bare = write_checkup(checkup.earlier[0])
    assert list(json.loads(bare)) == ["format", "version", "pack", "date", "business", "sheets"]
    assert write_checkup(replace(checkup, form="quick")).count(b'"form": "quick"') == 1


def test_questions_are_sorted_as_people_count() -> None:
    whole = {**GOOD, "agreed": {id_: {"level": 1} for id_ in ("S2", "O1", "PD3", "S1")}}
    written = json.loads(write_checkup(parse_checkup(whole, find_pack, "x.json")))
    assert list(written["agreed"]) == ["O1", "PD3", "S1", "S2"]


def test_whole_numbers_may_be_written_with_a_point() -> None:
    whole = json.loads(json.dumps(GOOD).replace("2025]", "2025.0]").replace('"level": 4', '"level": 4.0'))
    checkup = parse_checkup(whole, find_pack, "x.json")
    assert checkup == parse_checkup(GOOD, find_pack, "x.json")
    assert isinstance(checkup.figures.years[-1], int)
    assert isinstance(checkup.sheets[0].answers["S1"].level, int)


def test_an_earlier_check_up_is_written_without_earlier_ones() -> None:
    checkup = parse_checkup(GOOD, find_pack, "x.json")
    stacked = replace(checkup, earlier=(checkup,))
    assert "earlier" not in json.loads(write_checkup(stacked))["earlier"][0]


def test_unseen_signs_are_not_written() -> None:
    checkup = parse_checkup(GOOD, find_pack, "x.json")
    odd = replace(checkup, business=Business("A\ud800\u202eB"))
    assert json.loads(write_checkup(odd))["business"] == {"name": "AB"}


def test_what_is_read_cannot_be_changed() -> None:
    checkup = parse_checkup(GOOD, find_pack, "x.json")
    values: tuple[Any, ...] = (checkup.agreed, checkup.edits, checkup.brand, checkup.settings, checkup.figures.facts)
    for values_of in (*values, checkup.sheets[0].answers):
        with pytest.raises(TypeError):
            values_of["S1"] = 1


# --- nothing but a UserError ------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=12),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=8), inside, max_size=4),
    max_leaves=12,
)


def faults_of(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Return the faults of what is refused, none where it is read."""
    try:
        read()
    except UserError as error:
        return error.faults or (Fault("", "nothing was said"),)
    return ()


def refused_in_words(data: object) -> None:
    """Parse values; where they are refused, every fault is one whole line that can be printed."""
    for fault in faults_of(lambda: parse_checkup(data, find_pack, "x.json")):
        line = str(fault)
        assert line.startswith("x.json")
        assert line.endswith(".")
        assert "\n" not in line
        line.encode("utf-8")


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, one in inside for each in paths(one, (*path, key)))]


PATHS = paths(GOOD)[1:]


@given(JSON)
def test_any_value_is_read_or_refused_in_words(data: object) -> None:
    refused_in_words(data)


@settings(max_examples=500)
@given(st.lists(st.tuples(st.sampled_from(PATHS), st.sampled_from(["drop", "replace", "add"]), JSON), max_size=4))
def test_a_good_file_with_changes_is_read_or_refused_in_words(changes: list[tuple[Any, str, Any]]) -> None:
    whole = copy.deepcopy(GOOD)
    for path, how, value in changes:
        inside: Any = whole
        for step in path[:-1]:
            reached = isinstance(inside, dict) and step in inside
            reached = reached or (isinstance(inside, list) and isinstance(step, int) and step < len(inside))
            if not reached:
                break
            inside = inside[step]
        if isinstance(inside, dict):
            if how == "drop":
                inside.pop(path[-1], None)
            else:
                inside[str(path[-1]) if how == "replace" else "S9\ud800"] = value
        elif isinstance(inside, list):
            inside.append(value)
    refused_in_words(whole)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 2200), st.sampled_from('[]{},:"0e9-\\N\0\udcff') | st.just(""))))
def test_bytes_changed_anywhere_are_read_or_refused_in_words(changes: list[tuple[int, str]], tmp_path: Path) -> None:
    text = json.dumps(GOOD)
    for at, sign in changes:
        text = text[:at] + sign + text[at + 1 :]
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    faults = faults_of(lambda: read_checkup(path, find_pack))
    assert all(str(fault).startswith("x.json") for fault in faults)


@pytest.mark.parametrize("path", PATHS)
def test_a_doubled_key_is_always_found(path: tuple[Any, ...], tmp_path: Path) -> None:
    if not isinstance(path[-1], str):
        return
    whole = copy.deepcopy(GOOD)
    inside: Any = whole
    for step in path[:-1]:
        inside = inside[step]
    inside["TWICE"] = inside[path[-1]]
    file = tmp_path / "x.json"
    file.write_text(json.dumps(whole).replace('"TWICE"', json.dumps(path[-1])), encoding="utf-8")
    with pytest.raises(UserError, match="stands here more than once"):
        read_checkup(file, find_pack)
