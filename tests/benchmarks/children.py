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


def next_question() -> dict[str, float]:
    """Answer all practice questions three times; the time from a key until the next question has been painted.

    Fifteen keys a second, faster than anybody reads: the window has some 60 ms between two of them.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from plateau_doctor import app
    from plateau_doctor.ui.session import Session

    with tempfile.TemporaryDirectory() as folder:
        built = app.build(Path(folder))
        built.window.show()
        wait_until(built, lambda: False, seconds=1.0)
        session = built.window.findChild(Session)
        session.open_sample("promotion-trap")
        wait_until(built, lambda: session.current is not None)
        wait_until(built, lambda: False, seconds=3.0)  # the first question is read; the report's parts load meanwhile
        practices = [q.id for q in session.now_open.pack.practices()]
        times = []
        for _round in range(3):
            session.go_to(practices[0])
            wait_until(built, lambda: False, seconds=0.3)
            while session.place in practices:
                was, start = session.place, time.perf_counter()
                QTest.keyClick(built.window.focusWidget() or built.window, Qt.Key.Key_3)
                built.application.processEvents()
                if session.place in practices:  # the last key leads to the figures, which are no question
                    times.append(since(start))
                assert session.place != was
                wait_until(built, lambda: False, seconds=0.06)
        figures = {
            "median ms": statistics.median(times),
            "p99 ms": statistics.quantiles(times, n=100)[98],
            "MiB": memory(),
        }
        built.close()
    return figures


def result_page() -> dict[str, float]:
    """Change one answer and go to the result, ten times; the time until its first screen has been painted."""
    from plateau_doctor import app
    from plateau_doctor.ui.session import Session

    with tempfile.TemporaryDirectory() as folder:
        built = app.build(Path(folder))
        built.window.show()
        wait_until(built, lambda: False, seconds=1.0)
        session = built.window.findChild(Session)
        session.open_sample("promotion-trap")
        wait_until(built, lambda: session.current is not None)
        wait_until(built, lambda: False, seconds=4.0)  # whoever answers gives the report's parts time to load
        times = []
        for level in (1, 2, 3, 4, 5, 4, 3, 2, 1, 2):
            session.go_to("S1")
            session.answering.set_level("S1", level)
            wait_until(built, lambda: False, seconds=0.3)
            start = time.perf_counter()
            session.go_to_end()
            built.application.processEvents()
            times.append(since(start))
            wait_until(built, lambda: False, seconds=0.5)
        built.close()
    return {"median ms": statistics.median(times), "most ms": max(times), "MiB": memory()}


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
