"""A child process: answers questions by keys in the real window and prints each one that the window calls saved.

`answering.py FOLDER COUNT` answers COUNT questions with 1, 2, 3, 1, 2, 3... and then waits to be killed.
"""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt

from plateau_doctor import app
from plateau_doctor.core.answers import Business, CheckUp
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.samples import sample_path
from plateau_doctor.ui.typist import Typist, pause


def a_new_firm() -> CheckUp:
    sample = read_checkup(sample_path("growing"), lambda name, version: shipped(name, version)[0])
    return replace(sample, business=Business("Kill Street Cakes"), own_verdict=None)


def main(folder: Path, count: int) -> None:
    built = app.build(folder)
    built.window.show()
    typist = Typist(built.window)
    typist.wait(lambda: typist._find("1. "), "no way in")
    typist.begin(a_new_firm())
    for number in range(count):
        typist.wait(lambda: typist.reads("Saved "), "nothing is saved")
        typist.press(Qt.Key(Qt.Key.Key_1 + number % 3))
        typist.wait(typist.went_on, "no way on")
        typist.wait(lambda one=number: typist.question().startswith(f"Question {one + 2} of"), "no next question")
        typist.wait(lambda: typist.reads("Saved "), "nothing is saved")
        print(number + 1, flush=True)
    while True:
        pause(1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
