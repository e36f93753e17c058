"""JSON from outside: whatever the bytes are, an answer in plain words and never a traceback."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plateau_doctor import packs, resources, strictjson
from plateau_doctor.errors import UserError
from plateau_doctor.packs.structure import structure_faults
from plateau_doctor.packs.wording import wording_faults
from plateau_doctor.strictjson import parse_json, place, read_json, schema_faults, shown, wanted

NUMBER = "This is not a number that can be reckoned with. Write an ordinary number of at most 18 digits."


def told(data: bytes) -> list[str]:
    """Return the lines that a refusal of these bytes tells."""
    with pytest.raises(UserError) as error:
        parse_json(data, "x.json")
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", ("x.json: This is not JSON: it stops making sense at line 1, column 1. "
         "Look for a missing comma, quote or bracket just before that place.")),
        (b'{"a": 1,\n}', ("x.json: This is not JSON: it stops making sense at line 2, column 1. "
         "Look for a missing comma, quote or bracket just before that place.")),
        (b"\xff", "x.json: The text is not UTF-8 (byte 1). Save the file as UTF-8."),
        (b"[NaN]", f"x.json, [1]: {NUMBER}"),
        (b'{"a": -Infinity}', f"x.json, a: {NUMBER}"),
        (b'{"a": 1e999}', f"x.json, a: {NUMBER}"),
        (b'{"a": ' + b"9" * 5000 + b"}", f"x.json, a: {NUMBER}"),
        (b'{"a": {"b": 1, "b": 2}}', 'x.json, a: The key "b" stands here more than once. Keep one of them.'),
        (b'{"a": "\\ud800"}', "x.json, a: The text holds half a character. Type the text again."),
        (b'{"\\ud800": 1}', "x.json: A key holds half a character. Type the key again."),
        (b"[" * 40 + b"]" * 40, "x.json: Lists and objects lie too deep inside one another. Flatten them."),
        (b"[" * 100_000, "x.json: Lists and objects lie too deep inside one another. Flatten them."),
    ],
)  # fmt: skip
def test_what_is_refused(data: bytes, line: str) -> None:
    assert told(data) == [line]


def test_all_odd_values_are_told_at_once() -> None:
    places = [line.split(":")[0] for line in told(b'{"a": [1, NaN, {"id": "S1", "w": 1e999}], "b": 1, "b": 2}')]
    assert places == ["x.json", "x.json, a[2]", "x.json, a[S1].w"]


def test_a_byte_order_mark_and_large_numbers_that_fit_are_read() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": -123456789012345678}', "x.json") == {"a": -123456789012345678}


def test_a_file_goes_by_the_name_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1}', encoding="utf-8")
    assert read_json(path, 100) == {"a": 1}
    with pytest.raises(UserError, match="my file: There is no such file"):
        read_json(tmp_path / "none", 100, "my file")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(5_000_001)
    with pytest.raises(UserError) as error:
        read_json(path, 5_000_000)
    assert str(error.value) == "x.json: The file is larger than 5 MB. Use a file of at most 5 MB."


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"[]")
    small = path.stat()
    path.write_bytes(b"[" + b" " * 200 + b"]")
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small)
    with pytest.raises(UserError, match="The file is larger than"):
        read_json(path, 100)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="This is not a file"):
        read_json(tmp_path, 100)
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with pytest.raises(UserError, match="This is not a file"):
        read_json(fifo, 100)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The file can't be read"):
        read_json(tmp_path / ("a" * 5000), 100)
    with pytest.raises(UserError, match="The file can't be read"):
        read_json(tmp_path / "a\0b", 100, "odd")


def test_more_faults_than_anyone_reads_are_counted() -> None:
    lines = schema_faults({f"k{n}": 1 for n in range(500)}, "inflation", "x.json")
    assert len(lines) == strictjson.MOST_FAULTS + 1
    assert str(lines[-1]).startswith("x.json: There are ")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"description": "a weight"}, "a weight"),
        ({"const": 1}, "1"),
        ({"enum": ["a", None]}, 'one of "a", null'),
        ({"type": "integer", "minimum": 1, "maximum": 5}, "a whole number from 1 up to 5"),
        ({"type": ["number", "null"], "exclusiveMinimum": 0}, "a number or null above 0"),
        ({"type": "array", "minItems": 2}, "a list of at least 2 entries"),
        ({}, "another value"),
    ],
)
def test_what_a_schema_wants_in_words(schema: dict[str, Any], words: str) -> None:
    assert wanted(schema) == words


def test_places_and_values_fit_on_a_line() -> None:
    long = "a" * 100
    assert place("", {long: 1}, (long,)) == "a" * 37 + "..."
    assert place("x", {"a\n": [{"id": "b"}]}, ("a\n", 0, "c")) == "x, a?[b].c"
    assert place("x", [], (3, "a")) == "x, [4].a"
    assert shown(1.5) == "1.5"
    assert shown({}) == "an object"


def test_a_missing_key_behind_a_reference_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    schema = {
        "required": ["a"],
        "properties": {"a": {"$ref": "#/$defs/part"}},
        "$defs": {"part": {"description": "a part"}},
        "minProperties": 2,
    }
    strictjson._validator.cache_clear()
    monkeypatch.setattr(strictjson, "schema", lambda _: schema)
    assert [str(fault) for fault in schema_faults({"b": 1}, "x")] == [
        'a: The a is missing. Add "a" with a part.',
        "The object has 1 key. Write another value of at least 2 keys.",
    ]
    strictjson._validator.cache_clear()


def test_shipped_files_that_are_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "a" / "b")
    with pytest.raises(UserError, match="Install Plateau Doctor again"):
        resources.resource("packs")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200))
def test_random_bytes_never_end_in_a_traceback(data: bytes) -> None:
    with contextlib.suppress(UserError):
        parse_json(data, "x.json")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(VALUES, st.sampled_from(["pack", "pack-text", "inflation"]))
def test_random_values_never_end_in_a_traceback(value: Any, name: str) -> None:
    try:
        parsed = parse_json(json.dumps(value).encode(), "x.json")
    except UserError:
        return
    assert schema_faults(parsed, name, "x.json")
    structure_faults(parsed, "pack.json")
    wording_faults(parsed, parsed, "text.en.json", "en")


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values inside a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(inner for step, each in steps for inner in _paths(each, (*path, step)))]


SHIPPED = resources.resource("packs", "sales-and-four-ps", "1")
STRUCTURE = (SHIPPED / "pack.json").read_text(encoding="utf-8")
WORDS = (SHIPPED / "text.en.json").read_text(encoding="utf-8")
STRUCTURE_PATHS = _paths(json.loads(STRUCTURE))[1:]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STRUCTURE_PATHS), VALUES)
def test_any_value_anywhere_in_a_pack_is_taken_or_told(path: tuple[Any, ...], value: Any) -> None:
    root = json.loads(STRUCTURE)
    inside = root
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    words = json.loads(WORDS)
    faults = (*schema_faults(root, "pack"), *structure_faults(root, "x"), *wording_faults(root, words, "y", "en"))
    if not faults:
        packs.loading.build_pack(root)


def test_a_file_of_very_many_values_is_refused() -> None:
    with pytest.raises(UserError, match="200,000 values"):
        strictjson.parse_json(b"[" + b"1," * 200_000 + b"1]", "x.json")


def test_one_doubled_key_among_very_many_is_found() -> None:
    many = ",".join(f'"k{number}": 1' for number in range(20_000))
    with pytest.raises(UserError, match="k7"):
        strictjson.parse_json(f'{{{many}, "k7": 2}}'.encode(), "x.json")
