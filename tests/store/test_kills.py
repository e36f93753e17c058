"""A process that is killed in the middle of writing: what it had said to be kept is kept."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from plateau_doctor.core.answers import Answer
from plateau_doctor.store.folder import DATABASE
from plateau_doctor.store.repository import Repository

from .builders import a_check_up

WRITER = Path(__file__).with_name("writer.py")
RUNS = 10


def killed(folder: Path, first: int, acks: int, pause: float, too_early: bool) -> list[int]:
    """Start a writer, kill it some time after so many acks, and return all the numbers that it acked."""
    command = [sys.executable, str(WRITER), str(folder), str(first), "yes" if too_early else "no"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        read = [writer.stdout.readline() for _ in range(acks)]
        time.sleep(pause)
        writer.kill()
        # A line that was cut off in the middle is no ack.
        return [int(line) for line in [*read, *writer.stdout.readlines()] if line.endswith("\n")]


def kept(folder: Path) -> set[int]:
    """Check the whole file and return the numbers of the answers in it, each of which must be whole."""
    with Repository.open(folder) as store:
        sheets = store.load("c1").checkup.sheets
    with closing(sqlite3.connect(folder / DATABASE)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    numbers = {int(question[1:]): answer for sheet in sheets for question, answer in sheet.answers.items()}
    for number, answer in numbers.items():
        assert answer == Answer(level=1 + number % 5, note=f"{number} " * 100)
    return set(numbers)


def test_no_acked_answer_is_lost_when_the_writer_is_killed(folder: Path) -> None:
    chance = random.Random(26)  # noqa: S311 -- the same kills every time
    with Repository.open(folder) as store:
        store.add(a_check_up())
    acked: set[int] = set()
    for _ in range(RUNS):
        new = killed(folder, len(acked), chance.randrange(1, 40), chance.random() * 0.02, too_early=False)
        assert new, "the writer must have begun"
        acked.update(new)
        there = kept(folder)
        assert acked <= there
        assert len(there - acked) <= 1, "at most the answer that was being written is there without an ack"
        acked = there


def test_the_same_check_finds_a_loss_when_the_ack_comes_too_early(folder: Path) -> None:
    with Repository.open(folder) as store:
        store.add(a_check_up())
    acked = set(killed(folder, 0, acks=5, pause=0, too_early=True))
    assert not acked <= kept(folder)
