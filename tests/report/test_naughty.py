"""The Big List of Naughty Strings through every text that a person can give (tests/data, MIT licence beside it)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.report.faces import printable

from .conftest import Desk
from .reading import images, in_any_direction, is_read_in, links, page_texts

_FILE = Path(__file__).parents[1] / "data" / "naughty_strings.json"
_NOTHING = " \t\n\u200b\ufeff\u3000"
NAUGHTY = [text for text in json.loads(_FILE.read_text(encoding="utf-8")) if clean(text).strip(_NOTHING)]


def told(checkup: CheckUp, texts: Iterator[str]) -> CheckUp:
    """Return a check-up whose notes, plan and brand are these texts, as many as there is room for."""
    answers = {own: replace(one, note=next(texts)) for own, one in checkup.sheets[0].answers.items()}
    plan = tuple(replace(one, who=next(texts), text=next(texts)) for one in checkup.plan)
    brand = {"name": next(texts), "contact": next(texts), "closing": next(texts)}
    edits = {"answer.verdict": next(texts), "method.closing": next(texts)}
    sheet = replace(checkup.sheets[0], answers=answers)
    return replace(checkup, sheets=(sheet,), plan=plan, brand=brand, edits=edits)


def chunks() -> list[list[str]]:
    """Return the strings, as many at a time as one check-up takes."""
    return [NAUGHTY[start : start + 40] for start in range(0, len(NAUGHTY), 40)]


@pytest.mark.parametrize("place", range(len(chunks())))
def test_every_naughty_string_is_read_back_as_it_was_typed(desk: Desk, bakery: CheckUp, place: int) -> None:
    strings = chunks()[place]
    notes = {
        own: replace(one, note=strings[at % len(strings)])
        for at, (own, one) in enumerate(bakery.sheets[0].answers.items())
        if not one.not_applicable
    }
    checkup = replace(bakery, sheets=(replace(bakery.sheets[0], answers={**bakery.sheets[0].answers, **notes}),))
    data = desk.pdf(checkup)
    pages = in_any_direction("".join(page_texts(data)))
    missing = [one.note for one in notes.values() if not is_read_in(printable(one.note), pages)]
    assert not missing
    assert images(data) == []
    assert all("/A" not in link or "/URI" not in link["/A"] for link in links(data))


@pytest.mark.parametrize("place", range(0, len(NAUGHTY), 61))
def test_naughty_names_brands_and_edits_are_printed(desk: Desk, bakery: CheckUp, place: int) -> None:
    text = NAUGHTY[place]
    checkup = told(bakery, iter([text] * 500))
    checkup = replace(checkup, business=replace(checkup.business, name=text[:120]))
    pages = in_any_direction("".join(page_texts(desk.pdf(checkup))))
    assert pages.count(in_any_direction(printable(text))) >= 40


def test_nearly_every_sign_survives() -> None:
    typed = "".join(NAUGHTY)
    assert len(printable(typed)) >= 0.99 * len(typed)
