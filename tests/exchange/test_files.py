"""Files as they lie on a disk: what can't be read, what can, and what is told of both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exchange.files import GOOD, find_pack, said_of_file
from plateau_doctor import samples
from plateau_doctor.exchange import read_checkup, write_checkup

NO_NUMBER = "is not a number that can be reckoned with. Write an ordinary number of at most 18 digits, or remove it."


def a_file(folder: Path, text: str | bytes, name: str = "x.json") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def good_text(old: str, new: str) -> str:
    text = json.dumps(GOOD)
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize("name", samples.names())
def test_a_sample_is_read_and_comes_back_from_its_own_bytes(name: str, tmp_path: Path) -> None:
    checkup = read_checkup(samples.sample_path(name), find_pack)
    data = write_checkup(checkup)
    again = read_checkup(a_file(tmp_path, data), find_pack)
    assert again == checkup
    assert write_checkup(again) == data


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert said_of_file(tmp_path / "none.json") == ["none.json: There is no such file. Check the name and the folder."]
    assert said_of_file(tmp_path) == [f"{tmp_path.name}: This is not a file. Choose a file, not a folder or a device."]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{\n 'a': 1}", "x.json: This is not JSON: it stops making sense at line 2, column 2."),
        ("", "x.json: This is not JSON: it stops making sense at line 1, column 1."),
        (b"\xff\xfe", "x.json: The text is not UTF-8 (byte 1). Save the file as UTF-8."),
        ("[" * 100_000, "x.json: Lists and objects lie too deep inside one another. Flatten them."),
        ("[" * 100 + "]" * 100, "x.json: Lists and objects lie too deep inside one another. Flatten them."),
    ],
)
def test_what_is_no_json(text: str | bytes, line: str, tmp_path: Path) -> None:
    (said,) = said_of_file(a_file(tmp_path, text))
    assert said.startswith(line)


def test_200_mb_are_refused_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    assert said_of_file(path) == ["x.json: The file is larger than 5 MB. Use a file of at most 5 MB."]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_an_odd_number_is_named_as_it_was_written(written: str, tmp_path: Path) -> None:
    path = a_file(tmp_path, good_text("851000.5", written))
    assert said_of_file(path) == [f"x.json, figures.revenue[2]: {written} {NO_NUMBER}"]


def test_an_endless_number_is_named_in_short(tmp_path: Path) -> None:
    path = a_file(tmp_path, good_text("851000.5", "9" * 5000))
    assert said_of_file(path) == [f"x.json, figures.revenue[2]: {'9' * 37}... {NO_NUMBER}"]


def test_doubled_keys_and_odd_numbers_are_told_together_with_every_other_fault(tmp_path: Path) -> None:
    text = good_text("851000.5", "NaN").replace('"staff": 11', '"staff": 0, "staff": 11')
    path = a_file(tmp_path, text.replace('"level": 4', '"level": 6'))
    assert [line.split(". ")[0] for line in said_of_file(path)] == [
        'x.json, business.staff: The key "staff" stands here more than once',
        "x.json, figures.revenue[2]: NaN is not a number that can be reckoned with",
        "x.json, sheets[0].answers.S1.level: Here stands 6",
    ]


def test_signs_that_nobody_sees_are_taken_out_of_texts(tmp_path: Path) -> None:
    path = a_file(tmp_path, good_text("Northgate Joinery", "North\\u0000gate\\ud800 \\u202eJoinery"))
    assert read_checkup(path, find_pack).business.name == "Northgate Joinery"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + json.dumps(GOOD).encode()
    assert read_checkup(a_file(tmp_path, text), find_pack).id == "c0ffee"
    odd = b"\xef\xbb\xbf" + good_text("851000.5", "NaN").encode()
    assert len(said_of_file(a_file(tmp_path, odd))) == 1


@pytest.mark.skipif(os.name == "nt", reason="such a name can't be made there")
def test_a_name_with_signs_that_no_line_can_hold(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"x\xff\x1b.json")
    assert said_of_file(path) == ["x.json: There is no such file. Check the name and the folder."]


def test_importing_the_exchange_loads_no_library_but_the_standard_one() -> None:
    code = "import sys, plateau_doctor.exchange; print('jsonschema' in sys.modules, 'sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
