"""Run as a program: writes answers without end and tells of each when it is kept (or, on wish, too early)."""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from plateau_doctor.core.answers import Answer
from plateau_doctor.store.repository import Repository


def main(folder: str, first: str, too_early: str) -> None:
    """Write the answers Q<first>, Q<first + 1> ... each with its number in the note."""
    with Repository.open(Path(folder)) as store:
        for number in count(int(first)):
            if too_early == "yes":
                print(number, flush=True)
                time.sleep(0.05)
            store.answer("c1", "P1", f"Q{number}", Answer(level=1 + number % 5, note=f"{number} " * 100))
            if too_early == "no":
                print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
