"""A picture of each page, for the README and for the eye: light, dark, high contrast, 200 % and right-to-left.

`dev.py screenshots FOLDER [WIDTHxHEIGHT]` runs it with the packages of `.venv`, without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from plateau_doctor import app, samples
from plateau_doctor.core import flow
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.typist import Typist, pause

SAMPLE = "promotion-trap"
QUESTIONS = ("S4", "PM2", "PL7")
"""A question with records, one with the table of promotion, one that may not apply."""
LOOKS = (("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 2.0))
REST = 400
"""Milliseconds in which every page comes to rest."""


def sample(name: str = "") -> CheckUp:
    """Return the sample, under another name where one is given."""
    one = read_checkup(samples.sample_path(SAMPLE), lambda pack, version: shipped(pack, version)[0])
    return replace(one, id="shown", business=replace(one.business, name=name or one.business.name))


def fill(folder: Path, checkup: CheckUp) -> None:
    """Put a check-up into a data folder, with the one of the same firm from the year before."""
    with Repository.open(folder) as store:
        store.add(replace(checkup.earlier[0], id="before", business=checkup.business), flow.END)
        store.add(replace(checkup, earlier=()), flow.END)


def pages(built: app.Built) -> Iterator[str]:
    """Go to every page of a window whose list has what `fill` puts there; yield the name of each."""
    window, session = built.window, built.window._session
    typist = Typist(window)
    window.guide.show("doors")
    yield "first-run"
    window.guide.go_to_place("home")
    typist.wait(lambda: window.page is window.guide.pages.home, "no list")
    yield "home"
    window.guide.begin_new()
    yield "new"
    session.open("shown")
    typist.wait(lambda: window.page is window.guide.pages.result, "not opened")
    typist.wait(lambda: window.guide._compared, "no comparison")
    yield "result"
    window.guide.go_to_place("plan")
    yield "plan"
    for question in QUESTIONS:
        session.go_to(question)
        yield f"question-{question}"
    session.go_to("PD1", "sales")
    yield "section-done"
    session.go_to(flow.FIGURES)
    yield "figures"
    session.go_to(flow.REVIEW)
    yield "review"
    window.guide.show_behind("price")
    yield "answers-behind"
    window.guide.show_behind("capability")
    yield "sums-behind"
    window.guide.show("what_if")
    yield "what-if"
    window.guide.go_to_place("result")
    typist.wait(lambda: window.guide._compared, "no comparison")
    window.guide.show_comparison()
    yield "compare"
    window.guide.show_report()
    typist.wait(lambda: window.guide.pages.report.preview.complete, "no preview")
    yield "report"
    window.guide.go_aside("settings")
    yield "settings"
    window.guide.go_aside("help")
    yield "help"


def take(folder: Path, size: tuple[int, int]) -> int:
    """Write a picture of each page in each look; return how many."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    count = 0
    for number, (colours, scale) in enumerate((*LOOKS, ("light", 1.0))):
        mirrored = number == len(LOOKS)
        look = "right-to-left" if mirrored else colours if scale == 1 else f"{colours}-{scale:.0%}".rstrip("%")
        with tempfile.TemporaryDirectory(prefix="plateau-doctor-") as data:
            fill(Path(data), sample())
            built = app.build(Path(data))
            direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            QApplication.setLayoutDirection(direction)
            built.settings.change(colours=colours, scale=scale, mode="owner")
            window = built.window
            window.resize(*size)
            window.show()
            typist = Typist(window)
            typist.wait(lambda one=window: one.findChild(HomeTable), "no list")
            for page in pages(built):
                pause(REST)
                window.grab().save(str(folder / f"{page}-{look}.png"))
                count += 1
            built.close()
            window.deleteLater()
    return count


def main(words: list[str]) -> int:
    """Take the pictures; return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    wide, _x, high = (words[1] if len(words) > 1 else "1280x800").partition("x")
    print(f"{take(folder, (int(wide), int(high)))} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
