"""Texts lose what nobody sees, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateau_doctor.cleantext import clean

ANYTHING = st.text(st.characters(codec=None) | st.sampled_from("\r\n\t\0\x85\u202e\u2028\ud800\ufffe"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\0b\x1bc\x7fd\x9fe", "abcde"),
        ("pay \u202e001\u202c now \u2066x\u2069", "pay 001 now x"),
        ("half \ud83d here, whole \U0001f600 there", "half  here, whole \U0001f600 there"),
        ("\ufdd0\uffff\U0010ffff", ""),
        (
            "e\u0301 and \u00e9, \u200f\u05d0, \u0645\u200c\u0646",
            "e\u0301 and \u00e9, \u200f\u05d0, \u0645\u200c\u0646",
        ),
    ],
)
def test_what_stays_and_what_goes(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_a_limit_cuts_what_is_kept() -> None:
    assert clean("\0abc", 2) == "ab"
    assert clean("abc", 3) == "abc"


@given(ANYTHING, st.none() | st.integers(0, 20))
def test_cleaning_twice_changes_nothing_and_the_rest_can_be_written(text: str, limit: int | None) -> None:
    once = clean(text, limit)
    assert clean(once, limit) == once
    assert once.encode("utf-8").decode("utf-8") == once
    assert len(once) <= (len(text) if limit is None else limit)
