"""The schema and the values say the same."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args

import pytest

from plateau_doctor.core import answers
from plateau_doctor.core.patterns import FACTS
from plateau_doctor.strictjson import schema

DEFS = schema("check-up")["$defs"]


@pytest.mark.parametrize(
    ("enumeration", "literal"),
    [
        (DEFS["form"], answers.Form),
        (DEFS["own_verdict"], answers.OwnVerdict),
        (DEFS["business"]["properties"]["customers"], answers.Customers),
        (DEFS["business"]["properties"]["ambition"], answers.Ambition),
        (DEFS["sheets"]["items"]["properties"]["role"], answers.Role),
        (DEFS["sheets"]["items"]["properties"]["way"], answers.Way),
        (DEFS["agreed"]["additionalProperties"]["properties"]["how"], answers.How),
        (DEFS["plan"]["items"]["properties"]["status"], answers.Status),
    ],
)
def test_the_choices_are_those_of_the_core(enumeration: dict[str, Any], literal: object) -> None:
    assert tuple(enumeration["enum"]) == get_args(literal)


@pytest.mark.parametrize(
    ("piece", "value"),
    [
        (DEFS["business"], answers.Business),
        (DEFS["figures"], answers.Figures),
        (DEFS["figures"]["properties"]["customers"], answers.CustomerCount),
        (DEFS["promotion"]["items"], answers.PromotionRow),
        (DEFS["sheets"]["items"], answers.Sheet),
        (DEFS["answer"], answers.Answer),
        (DEFS["agreed"]["additionalProperties"], answers.Agreed),
        (DEFS["plan"]["items"], answers.PlanEntry),
        (DEFS["find_out"]["additionalProperties"], answers.FindOut),
    ],
)
def test_the_keys_are_those_of_the_core_in_the_same_order(piece: dict[str, Any], value: Any) -> None:
    assert tuple(piece["properties"]) == tuple(field.name for field in fields(value))
    assert piece["additionalProperties"] is False


def test_the_facts_are_those_that_conditions_read() -> None:
    assert tuple(DEFS["figures"]["properties"]["facts"]["properties"]) == FACTS


def test_an_earlier_check_up_is_a_whole_one_without_earlier_ones() -> None:
    whole, earlier = schema("check-up"), DEFS["earlier"]["items"]
    assert [*earlier["properties"], "earlier"] == list(whole["properties"])
    assert earlier["required"] == whole["required"]


def test_only_what_a_check_up_cannot_do_without_is_asked_for() -> None:
    assert schema("check-up")["required"] == ["format", "version", "pack", "date", "business", "sheets"]
    assert DEFS["business"]["required"] == ["name"]


def test_the_schema_is_one_and_refuses_unknown_keys_everywhere() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema("check-up"))

    def objects(value: Any) -> list[dict[str, Any]]:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        own = [value] if isinstance(value, dict) and value.get("type") == "object" else []
        return own + [each for one in inside for each in objects(one)]

    assert all("additionalProperties" in each for each in objects(schema("check-up")))
