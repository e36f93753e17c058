"""A picture of each page, for the README and for the eye: light, dark, high contrast, 200 % and right-to-left.

What pages look like at other times (an error, an open table, nothing found) is there in light, from `states`.

`dev.py screenshots FOLDER [WIDTHxHEIGHT]` runs it with the packages of `.venv`, without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from plateau_doctor import app, samples
from plateau_doctor.core import flow
from plateau_doctor.core.answers import CheckUp
from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.store.repository import Repository
from plateau_doctor.ui.fault import fault_report
from plateau_doctor.ui.file_bar import Errand
from plateau_doctor.ui.home_table import HomeTable
from plateau_doctor.ui.pictures import Pictures
from plateau_doctor.ui.recovery import recovered
from plateau_doctor.ui.typist import Typist, pause

SAMPLE = "promotion-trap"
QUESTIONS = ("S4", "PM2", "PL7")
"""A question with records, one with the table of promotion, one that may not apply."""
LOOKS = (("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 2.0))
REST = 400
"""Milliseconds in which every page comes to rest."""
OTHERS = 7
"""Other firms on the list of `states`: with so many there is a field to look for one."""
CTRL = Qt.KeyboardModifier.ControlModifier
NOWHERE = "qqqq"
"""What is found nowhere."""


def sample(name: str = "") -> CheckUp:
    """Return the sample, under another name where one is given."""
    one = read_checkup(samples.sample_path(SAMPLE), lambda pack, version: shipped(pack, version)[0])
    return replace(one, id="shown", business=replace(one.business, name=name or one.business.name))


def fill(folder: Path, checkup: CheckUp, others: int = 0) -> None:
    """Put a check-up into a data folder, with the one of the same firm from the year before, and other firms."""
    with Repository.open(folder) as store:
        for number in range(others):
            business = replace(checkup.business, name=f"Bello Print {number + 1}")
            store.add(replace(checkup, id=f"other{number}", business=business, earlier=()), flow.END)
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


def states(built: app.Built) -> Iterator[str]:
    """Go to what pages look like at other times, in a window whose list has other firms too; yield a name for each."""
    for some in (_of_home, _of_new_firm, _of_questions, _of_result, _of_plan, _of_search, _of_file_bar, _of_notice):
        yield from some(built, Typist(built.window))


def _of_home(built: app.Built, typist: Typist) -> Iterator[str]:
    guide, session = built.window.guide, built.window._session
    guide.show("doors")
    yield "doors"
    guide.go_to_place("home")
    typist.wait(lambda: typist.reads("Clients"), "no list")
    pause(REST)  # the list is read anew, and must not come in after what follows
    session.archive.listed.emit(())
    typist.wait(lambda: typist.reads("No check-ups yet"), "no empty list")
    yield "home-empty"
    session.archive.list_again()
    typist.named("Find a business")
    typist.press(Qt.Key.Key_F, CTRL)
    typist.type(NOWHERE)
    yield "home-nothing-found"
    typist.tab_to("Find a business")
    _clear(typist)
    built.settings.change(mode="owner")
    guide.go_to_place("home")
    typist.named("See your result")
    yield "home-owner"
    built.settings.change(mode="consultant")
    guide.go_to_place("home")
    typist.wait(lambda: typist.reads("Clients"), "no list")
    typist.tab_to("Check-ups")
    typist.press(Qt.Key.Key_Delete)
    typist.named("Undo: bring ")
    yield "home-undo"
    typist.tab_to("Undo: bring ")
    typist.press(Qt.Key.Key_Space)
    typist.wait(lambda: not typist._find("Undo: bring "), "not brought back")


def _clear(typist: Typist) -> None:
    """Empty the field in focus."""
    typist.press(Qt.Key.Key_A, CTRL)
    typist.press(Qt.Key.Key_Delete)


def _of_new_firm(built: app.Built, typist: Typist) -> Iterator[str]:
    typist.press(Qt.Key.Key_N, CTRL)
    typist.write("People working in it", "some")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Give the business a name"), "no complaint")
    yield "new-error"
    typist.write("People working in it", "3")
    typist.write("Name of the business", "Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    typist.press(Qt.Key.Key_4)
    typist.press(Qt.Key.Key_A)
    typist.press(Qt.Key.Key_M, CTRL)
    typist.type("The list of last year is in the blue folder, and nobody has looked at it since.")
    yield "question-records"
    typist.press(Qt.Key.Key_Escape)
    built.window.guide.go_to_place("result")
    typist.named("Answer the next question")
    yield "result-without-verdict"
    built.window.guide.go_to_place("home")
    typist.named("Resume Corner Shop")
    yield "home-resume"


def _of_questions(built: app.Built, typist: Typist) -> Iterator[str]:
    session = built.window._session
    session.go_to("PL7")
    typist.press(Qt.Key.Key_N)
    session.go_to("PL7")
    yield "question-not-ours"
    session.go_to("S4")
    typist.press(Qt.Key.Key_K, CTRL)
    yield "question-facts"
    session.go_to("PM2")
    typist.press(Qt.Key.Key_K, CTRL)
    yield "question-promotion"
    session.go_to(flow.FIGURES)
    typist.type("much")
    typist.press(Qt.Key.Key_Return)
    yield "figures-error"
    _clear(typist)
    session.go_to("S4")
    typist.press(Qt.Key.Key_G, CTRL)
    yield "go-to"
    typist.tab_to("Go to question number")
    typist.type("99")
    typist.press(Qt.Key.Key_Return)
    yield "go-to-error"
    typist.tab_to("Go to question number")
    typist.press(Qt.Key.Key_Escape)


def _of_result(built: app.Built, typist: Typist) -> Iterator[str]:
    guide, session = built.window.guide, built.window._session
    session.open("shown")
    typist.wait(lambda: guide.here == "result" and guide._compared, "not opened")
    guide.page.arrive()
    typist.press(Qt.Key.Key_T)
    yield "result-tables"
    guide.page.setFocus()
    typist.press(Qt.Key.Key_T)
    guide.show_behind("price")
    typist.tab_to("Change ")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no question")
    typist.press(Qt.Key.Key_2 if session.answer_to(session.place).level == 1 else Qt.Key.Key_1)
    typist.named("Undo the change")
    typist.wait(lambda: guide._compared, "no comparison")
    yield "result-undo"
    session.take_back()


def _of_plan(built: app.Built, typist: Typist) -> Iterator[str]:
    built.window.guide.go_to_place("plan")
    typist.tab_to("Who")
    yield "plan-open"
    typist.pick("How far it is: Done")
    typist.tab_to("Close this action")
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.reads("Done or dropped"), "not listed as done")
    yield "plan-done"


def _of_search(built: app.Built, typist: Typist) -> Iterator[str]:
    for page in ("settings", "help"):
        built.window.guide.go_aside(page)
        typist.press(Qt.Key.Key_F, CTRL)
        typist.type(NOWHERE)
        yield f"{page}-nothing-found"
        typist.press(Qt.Key.Key_F, CTRL)
        _clear(typist)


def _of_file_bar(built: app.Built, typist: Typist) -> Iterator[str]:
    window, bar = built.window, built.window.desk.bar
    window.guide.go_to_place("result")
    window.guide.show_report()
    typist.wait(lambda: window.guide.pages.report.preview.complete, "no preview")
    window.page.commit()
    yield "file-asked"
    with tempfile.TemporaryDirectory(prefix="plateau-doctor-") as folder:
        there = Path(folder) / "report.pdf"
        there.touch()
        typist.write("Save the report as", str(there))
        typist.press(Qt.Key.Key_Return)
        yield "file-exists"
        bar.offer(Errand("Save the report as", "Save", there, ".pdf", "Making the file...", lambda *_: lambda: None))
        bar.begin()
        bar.begin()
        bar._on_long()
        yield "file-busy"
        bar._on_stop()
        broken = Path(folder) / "broken.json"
        broken.write_text('{"format": 7, "id": [], "name": 3, "answers": "none"}', encoding="utf-8")
        window.desk.take_in()
        typist.write("Import a check-up from", str(broken))
        typist.press(Qt.Key.Key_Return)
        typist.wait(lambda: not bar._busy, "no word of the broken file")
        yield "file-refused"
        typist.tab_to("Import a check-up from")
        typist.press(Qt.Key.Key_Escape)


def _of_notice(built: app.Built, _typist: Typist) -> Iterator[str]:
    window = built.window
    now = window._parts.now()
    window.notice.tell(
        recovered(now, now, "Harbour Lane Bakery", 12, 13, formats=window._formats()), "Carry on", lambda: None
    )
    yield "notice-recovery"
    window.notice.drop()


def mistake(built: app.Built) -> Iterator[str]:
    """Go to what is shown after a mistake of ours."""
    try:
        int(sample().business.name)
    except ValueError as error:
        built.window.tell_of_mistake(fault_report(type(error), error.__traceback__))
    yield "fault"
    for dialog in built.window.findChildren(QDialog):
        dialog.close()


@contextmanager
def opened(look: tuple[str, float], size: tuple[int, int], mode: str, others: int = 0) -> Iterator[app.Built]:
    """Show a window of a size in a look, on a list of its own."""
    with tempfile.TemporaryDirectory(prefix="plateau-doctor-") as data:
        fill(Path(data), sample(), others)
        built = app.build(Path(data))
        built.settings.change(colours=look[0], scale=look[1], mode=mode)
        window = built.window
        window.resize(*size)
        window.show()
        Typist(window).wait(lambda: window.findChild(HomeTable), "no list")
        yield built
        built.close()
        window.deleteLater()


def take(folder: Path, size: tuple[int, int]) -> int:
    """Write a picture of each page in each look, and of each state in light; return how many."""
    count = 0
    for number, look in enumerate((*LOOKS, LOOKS[0])):
        mirrored = number == len(LOOKS)
        name = "right-to-left" if mirrored else look[0] if look[1] == 1 else f"{look[0]}-{look[1]:.0%}".rstrip("%")
        if mirrored:
            QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        with opened(look, size, "owner") as built:
            count += _save(built, pages(built), folder, name) + _save(built, mistake(built), folder, name)
        if number == 0:
            with opened(look, size, "consultant", OTHERS) as built:
                count += _save(built, states(built), folder, name)
    return count


def busy(window: QWidget) -> bool:
    """Tell whether a part of the page, or a picture that can be seen, is still to come."""
    return not Typist(window).is_whole() or any(one.busy for one in window.findChildren(Pictures) if one.isVisible())


def _save(built: app.Built, seen: Iterator[str], folder: Path, look: str) -> int:
    """Write a picture of all that is gone to; return how many."""
    count = 0
    for page in seen:
        pause(REST)
        Typist(built.window).wait(lambda: not busy(built.window), "a picture does not come")
        count += 1
        above = next((one for one in built.window.findChildren(QDialog) if one.isVisible()), built.window)
        above.grab().save(str(folder / f"{page}-{look}.png"))
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
