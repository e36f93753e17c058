"""What is read of a file that was refused: never more than stands in it, never a check-up with a fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plateau_doctor.core.answers import Answer
from plateau_doctor.core.pack import Pack
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import parse_checkup, read_checkup, salvage, write_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.resources import resource

WHOLE = resource("samples", "promotion-trap.json").read_bytes()
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def find_pack(id_: str, version: int) -> Pack:
    return shipped(id_, version)[0]


def shop() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WHOLE)
    return found


def kept(path: Path, data: bytes) -> Any:
    path.write_bytes(data)
    found = salvage(path, find_pack)
    assert path.read_bytes() == data
    return found


def test_a_whole_file_is_read_whole(tmp_path: Path) -> None:
    found = kept(tmp_path / "shop.json", WHOLE)
    assert found.checkup == read_checkup(resource("samples", "promotion-trap.json"), find_pack)
    assert (found.answers, found.newer) == (len(shop()["sheets"][0]["answers"]), False)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"plain text", b'{"format": "other/thing"}', b'{"format": "plateau-doctor/check-up"', WHOLE[:300]],
)
def test_nothing_comes_of_nothing(tmp_path: Path, data: bytes) -> None:
    assert kept(tmp_path / "shop.json", data) is None


def test_a_file_that_is_not_there_or_too_large_gives_nothing(tmp_path: Path) -> None:
    assert salvage(tmp_path / "nowhere.json", find_pack) is None
    assert kept(tmp_path / "large.json", b" " * 5_000_001) is None


def test_a_torn_file_keeps_the_answers_before_the_tear(tmp_path: Path) -> None:
    place = WHOLE.index(b'"S5"')
    found = kept(tmp_path / "shop.json", WHOLE[:place])
    there = read_checkup(resource("samples", "promotion-trap.json"), find_pack).sheets[0].answers
    here = found.checkup.sheets[0].answers
    assert 0 < found.answers < len(there)
    assert all(there[name] == answer for name, answer in here.items())


def test_half_a_number_is_left_out(tmp_path: Path) -> None:
    data = {**shop(), "figures": {"years": [2024, 2025], "revenue": [100000, 851000]}}
    order = ("format", "version", "id", "pack", "date", "business", "sheets", "figures")
    text = json.dumps({key: data[key] for key in order}).encode()
    found = kept(tmp_path / "shop.json", text[: text.index(b"1000]")])
    assert found.checkup.figures.revenue in ((), (100000,))
    assert 85.0 not in found.checkup.figures.revenue


def test_what_has_a_fault_is_left_out_and_the_rest_is_kept(tmp_path: Path) -> None:
    data = shop()
    answers = data["sheets"][0]["answers"]
    count = len(answers)
    answers["S1"] = {"level": 9}
    answers["ZZ9"] = {"level": 2}
    data["plan"] = [{"question": "S2"}, {"question": "S3", "action": 0, "who": "Ann"}]
    data["figures"]["revenue"] = [1, 2]
    data["surprise"] = {"deep": [1, 2]}
    found = kept(tmp_path / "shop.json", json.dumps(data).encode())
    assert found.answers == count - 1
    assert found.checkup.sheets[0].answers["S1"] == Answer()
    assert [entry.who for entry in found.checkup.plan] == ["Ann"]
    assert found.checkup.figures.revenue == ()


def test_a_newer_file_says_so(tmp_path: Path) -> None:
    found = kept(tmp_path / "shop.json", json.dumps({**shop(), "version": 7, "mood": 3}).encode())
    assert found.newer
    assert found.checkup == read_checkup(resource("samples", "promotion-trap.json"), find_pack)


def test_a_pack_that_is_not_here_gives_nothing(tmp_path: Path) -> None:
    data = {**shop(), "pack": {"id": "another-one", "version": 1}}
    assert kept(tmp_path / "shop.json", json.dumps(data).encode()) is None


@QUIET
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=40), st.integers(0, 200))
def test_whatever_was_done_to_a_file_what_is_read_has_no_fault(
    tmp_path: Path, place: int, instead: bytes, length: int
) -> None:
    found = kept(tmp_path / "shop.json", WHOLE[:place] + instead + WHOLE[place + length :])
    if found is not None:
        again = parse_checkup(json.loads(write_checkup(found.checkup)), find_pack, "")
        assert again == found.checkup
        assert found.answers > 0


def test_values_too_deep_give_nothing(tmp_path: Path) -> None:
    deep: Any = 1
    for _ in range(60):
        deep = [deep]
    assert kept(tmp_path / "shop.json", json.dumps({**shop(), "surprise": deep}).encode()) is None
    with pytest.raises(UserError):
        read_checkup(tmp_path / "shop.json", find_pack)
