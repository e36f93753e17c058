"""What the benchmarks measure, each in a process of its own: `children.py NAME` prints one JSON line of figures.

Milliseconds are wall time, memory is the peak resident set in MiB. The line is printed the moment the thing is done,
so that whoever started the process can time the whole of it.
"""

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

STARTED = time.perf_counter()
SAMPLE = "leaky-bucket"


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def bare_window() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    label = QLabel("Plateau Doctor")
    label.resize(1280, 800)
    label.show()
    application.processEvents()
    label.grab()
    return {"MiB": memory()}


def first_window() -> dict[str, float]:
    from plateau_doctor import app

    built = app.build(Path(tempfile.gettempdir()) / "never-opened")
    built.window.show()
    built.application.processEvents()
    built.window.grab()
    return {"MiB": memory()}


def first_doors() -> dict[str, float]:
    """Open the window for the first time until the three doors have been painted and one can be pressed."""
    from plateau_doctor import app

    with tempfile.TemporaryDirectory() as folder:
        built = app.build(Path(folder))
        built.window.show()
        wait_until(built, lambda: sees(built, "1. "), 30)
        built.window.grab()
        figures = {"doors ms": since(STARTED), "MiB": memory()}
        built.close()
    return figures


def sees(built: object, start: str) -> object:
    from plateau_doctor.ui.typist import Typist

    return Typist(built.window)._find(start)


def a_new_check_up(folder: str) -> tuple:
    """Return the window and who types in it, in front of the first question of a new check-up.

    The report's parts have loaded by then: whoever answers gives them time.
    """
    from PySide6.QtCore import Qt

    from plateau_doctor import app
    from plateau_doctor.ui.typist import Typist

    built = app.build(Path(folder))
    built.window.show()
    typist = Typist(built.window)
    typist.named("1. ")
    typist.press(Qt.Key.Key_1)
    typist.wait(lambda: typist._focus().accessibleName() == "Name of the business", "nothing to type in")
    typist.type("Corner Shop")
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no first question")
    wait_until(built, lambda: False, seconds=4.0)
    return built, typist


def pressed(built: object, *keys: object, held: object = None) -> float:
    """Press keys where the focus is; return the milliseconds from the last of them until the window is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    for key in keys:
        start = time.perf_counter()
        QTest.keyClick(built.window.focusWidget() or built.window, key, held or Qt.KeyboardModifier.NoModifier)
        built.application.processEvents()
    return since(start)


def clicked(built: object, typist: object, start: str) -> float:
    """Click on what is named so, once it is in sight; return the milliseconds until the window is painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    widget = typist.named(start)
    wait_until(built, lambda: False, seconds=0.3)
    typist.scroll_to(widget)
    wait_until(built, lambda: False, seconds=0.3)
    place = widget.mapTo(built.window, widget.rect().center())
    begun = time.perf_counter()
    QTest.mouseClick(built.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    built.application.processEvents()
    return since(begun)


def next_question() -> dict[str, float]:
    """Answer all practice questions three times; the time from a key until the next page has been painted.

    The first time they are answered for the first time, which ends each section with a page of its own; then they are
    answered again. Keys are 1 to 3, D, and 4 or 5 with Enter. Fifteen keys a second, faster than anybody reads: the
    window has some 60 ms between two of them.
    """
    from PySide6.QtCore import Qt

    from plateau_doctor.packs import shipped

    given = [Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_D, Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_2]
    questions = len(shipped("sales-and-four-ps", 1)[0].practices("full"))
    times: dict[str, list[float]] = {"first": [], "again": [], "section end": [], "section begin": []}
    with tempfile.TemporaryDirectory() as folder:
        built, typist = a_new_check_up(folder)
        for turn in range(3):
            number = 0
            while number < questions:
                key = given[(number + turn) % len(given)]
                number += 1
                if key in (Qt.Key.Key_4, Qt.Key.Key_5):
                    pressed(built, key)
                    wait_until(built, lambda: False, seconds=0.06)
                    key = Qt.Key.Key_Return
                took = pressed(built, key)
                ended = bool(typist._find("Section done"))
                if number < questions and not ended:
                    assert typist.question().startswith(f"Question {number + 1} of"), typist.question()
                    times["first" if turn == 0 else "again"].append(took)
                wait_until(built, lambda: False, seconds=0.06)
                if ended:
                    times["section end"].append(took)
                    begun = pressed(built, Qt.Key.Key_Return)
                    if number < questions:  # the last section leads to the figures, which are no question
                        times["section begin"].append(begun)
                    wait_until(built, lambda: False, seconds=0.06)
            typist.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
            typist.type("1")
            typist.press(Qt.Key.Key_Return)
            typist.wait(lambda: typist.question().startswith("Question 1 of"), "no way back")
            wait_until(built, lambda: False, seconds=0.3)
        figures = {"MiB": memory()}
        built.close()
    questions_only = times["first"] + times["again"]
    ends = times["section end"] + times["section begin"]
    return {
        "median ms": statistics.median(questions_only),
        "p99 ms": percentile(questions_only, 99),
        "first p50 ms": statistics.median(times["first"]),
        "first p99 ms": percentile(times["first"], 99),
        "ends p50 ms": statistics.median(ends),
        "ends p99 ms": percentile(ends, 99),
        **figures,
    }


def percentile(values: list[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def answered_by_keys(built: object, typist: object) -> None:
    """Answer every question but the last by keys, without figures."""
    from PySide6.QtCore import Qt

    while not sees(built, "Revenue "):
        typist.press(Qt.Key.Key_2)
        typist.went_on()
    typist.press(Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Results, question"), "no questions about results")
    while not typist.question().startswith(f"Results, question {len(outcomes())} of"):
        typist.press(Qt.Key.Key_3)


def outcomes() -> tuple:
    from plateau_doctor.packs import shipped

    return shipped("sales-and-four-ps", 1)[0].outcomes("full")


def result_page() -> dict[str, float]:
    """Answer the last open question by a key and go through the review by Enter; change an answer and look again.

    Each time counts from a key or a click until the window has been painted: the last answer to the review, Enter to
    the result, a change made from the result, and a step tried in what-if.
    """
    from PySide6.QtCore import Qt

    control = Qt.KeyboardModifier.ControlModifier
    times: dict[str, list[float]] = {"review": [], "result": [], "change": [], "what-if": []}
    with tempfile.TemporaryDirectory() as folder:
        built, typist = a_new_check_up(folder)
        answered_by_keys(built, typist)
        wait_until(built, lambda: False, seconds=1.0)
        for turn in range(6):
            times["review"].append(pressed(built, (Qt.Key.Key_3, Qt.Key.Key_2)[turn % 2]))
            typist.wait(lambda: sees(built, "See the result"), "no review")
            wait_until(built, lambda: False, seconds=0.3)
            # The review comes back to the row that was changed, where Enter opens it again.
            show = clicked(built, typist, "See the result") if turn else pressed(built, Qt.Key.Key_Return)
            times["result"].append(show)
            assert typist._verdict()
            wait_until(built, lambda: False, seconds=0.5)
            if turn < 5:
                pressed(built, Qt.Key.Key_R, held=control)
                typist.click("Change " + last_outcome())
                wait_until(built, lambda: False, seconds=0.3)
        for turn in range(6):
            clicked(built, typist, "Price: see the answers behind it")
            clicked(built, typist, "Change ")
            typist.wait(typist.question, "no question")
            times["change"].append(clicked(built, typist, ("1. ", "3. ")[turn % 2]))
            assert typist.reads("You changed "), "no redrawn result"
            wait_until(built, lambda: False, seconds=0.5)
        clicked(built, typist, "What if?")
        for _turn in range(6):
            times["what-if"].append(clicked(built, typist, "Raise "))
            wait_until(built, lambda: False, seconds=0.3)
        figures = {"MiB": memory()}
        built.close()
    for name, values in times.items():
        figures |= {f"{name} median ms": statistics.median(values), f"{name} most ms": max(values)}
    return figures


def last_outcome() -> str:
    """Return the name of the last question about results, as the review begins its row."""
    from plateau_doctor.packs import shipped
    from plateau_doctor.phrasing import capital

    return capital(shipped("sales-and-four-ps", 1)[1].questions[outcomes()[-1].id].plain_name)


def killed() -> dict[str, float]:
    """Answer 26 questions by keys in a data folder, the second word, and be killed: `resume` opens it again."""
    from PySide6.QtCore import Qt

    _built, typist = a_new_check_up(sys.argv[2])
    for _question in range(26):
        typist.press(Qt.Key.Key_2)
        typist.went_on()
        typist.wait(lambda: typist.reads("Saved "), "not saved")
    return {}


def resume() -> dict[str, float]:
    """Open the window on the folder of one that was killed; the time until question 27 has been painted."""
    from PySide6.QtCore import Qt

    from plateau_doctor import app
    from plateau_doctor.ui.typist import Typist

    built = app.build(Path(sys.argv[2]))
    built.window.show()
    typist = Typist(built.window)
    typist.wait(lambda: typist.reads("Plateau Doctor closed by itself"), "recovery is not said")
    built.window.grab()
    told = since(STARTED)
    typist.wait(lambda: typist._focus().accessibleName().startswith("Resume "), "no Resume")
    pressed(built, Qt.Key.Key_Return)
    typist.wait(lambda: typist.question().startswith("Question 27 of"), "not at question 27")
    built.window.grab()
    return {"told ms": told, "there ms": since(STARTED), "MiB": memory()}  # and it ends as it began: it is not closed


def wait_until(built: object, holds: object, seconds: float = 10.0) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end and not holds():
        built.application.processEvents()
        time.sleep(0.002)


def examined() -> tuple:
    from plateau_doctor import exchange, packs, samples

    checkup = exchange.read_checkup(samples.sample_path(SAMPLE), lambda name, version: packs.shipped(name, version)[0])
    pack, words = packs.shipped(checkup.pack_id, checkup.pack_version)
    return pack, words, checkup, packs.load_inflation()


def whole_result() -> dict[str, float]:
    from plateau_doctor.core.result import examine

    pack, _words, checkup, inflation = examined()
    start = time.perf_counter()
    examine(pack, checkup, checkup.date, inflation)
    first = since(start)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        examine(pack, checkup, checkup.date, inflation)
        times.append(since(start))
    return {"first ms": first, "ms": sorted(times)[25], "MiB": memory()}


def homes() -> dict[str, float]:
    """Make two data folders, with 100 and with 10,000 check-ups, under the folder named as the second word.

    Those that never come into sight have one answer each: the list reads none of them.
    """
    from dataclasses import replace

    from plateau_doctor.store import writing
    from plateau_doctor.store.repository import Repository

    _pack, _words, checkup, _inflation = examined()
    for count in (100, 10_000):
        with Repository.open(Path(sys.argv[2]) / str(count)) as store, store._transaction() as connection:
            for n in range(count):
                business = replace(checkup.business, name=f"Client {n * 7919 % count:05}")
                sheet = replace(checkup.sheets[0], answers={"S1": checkup.sheets[0].answers["S1"]})
                seen = n >= count - 50
                sheets = checkup.sheets if seen else (sheet,)
                one = replace(checkup, id=f"c{n}", business=business, sheets=sheets)
                writing.insert_check_up(connection, one, writing.next_revision(connection), "end")
    return {}


def home() -> dict[str, float]:
    """Open the window on a folder until its lines in sight are worked out."""
    from plateau_doctor import app
    from plateau_doctor.ui.home_table import HomeTable

    built = app.build(Path(sys.argv[2]))
    built.window.show()

    def listed() -> bool:
        table = built.window.findChild(HomeTable)
        return table is not None and table.lines.rowCount() > 0

    wait_until(built, listed, 30)
    built.window.grab()
    shown = since(STARTED)
    table = built.window.findChild(HomeTable)
    wait_until(built, lambda: table.lines.shown(table.rowAt(1)).standing is not None, 30)
    figures = {"shown ms": shown, "first verdict ms": since(STARTED), "MiB": memory()}
    built.close()
    return figures


def report_floor() -> dict[str, float]:
    """Import what the report needs, and set the same pages without their charts, cold and warm."""
    import matplotlib.figure

    from plateau_doctor.core.result import examine
    from plateau_doctor.report import ReportOptions, make_outline
    from plateau_doctor.report import blocks as b
    from plateau_doctor.report.pdf import make_pdf

    assert matplotlib.figure
    pack, words, checkup, inflation = examined()
    options = ReportOptions(inflation=inflation)
    outline = make_outline(pack, words, checkup, examine(pack, checkup, checkup.date, inflation), options)
    sections = []
    for section in outline.sections:
        blocks: list[b.Block] = []
        for block in section.blocks:
            if isinstance(block, b.Beside):
                blocks += block.left
            elif not isinstance(block, b.Figure):
                blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    bare = replace(outline, sections=tuple(sections))
    make_pdf(bare, options)
    cold, start = since(STARTED), time.perf_counter()
    make_pdf(bare, options)
    return {"cold ms": cold, "warm ms": since(start), "MiB": memory()}


def like_document() -> dict[str, float]:
    """Let WeasyPrint make a PDF/UA of the report as a web page, charts and all, cold and warm."""
    import weasyprint

    def make() -> bytes:
        return bytes(weasyprint.HTML(filename=sys.argv[2]).write_pdf(pdf_variant="pdf/ua-1"))

    make()
    cold, start = since(STARTED), time.perf_counter()
    make()
    return {"cold ms": cold, "warm ms": since(start), "MiB": memory()}


def web_page() -> dict[str, float]:
    """Write the report as a web page, for `like_document` to begin with."""
    from plateau_doctor.core.result import examine
    from plateau_doctor.report import ReportOptions, html_bytes

    pack, words, checkup, inflation = examined()
    result, options = examine(pack, checkup, checkup.date, inflation), ReportOptions(inflation=inflation)
    Path(sys.argv[2]).write_bytes(html_bytes(pack, words, checkup, result, options))
    return {"MiB": memory()}


def one_report() -> dict[str, float]:
    from plateau_doctor.core.result import examine
    from plateau_doctor.report import ReportOptions, report_bytes

    pack, words, checkup, inflation = examined()
    result, options = examine(pack, checkup, checkup.date, inflation), ReportOptions(inflation=inflation)
    report_bytes(pack, words, checkup, result, options)
    cold = since(STARTED)
    start = time.perf_counter()
    report_bytes(pack, words, checkup, result, options)
    return {"cold ms": cold, "warm ms": since(start), "MiB": memory()}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(globals()[sys.argv[1]]()), flush=True)
    os._exit(0)
