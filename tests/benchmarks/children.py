"""What the benchmarks measure, each in a process of its own: `children.py NAME` prints one JSON line of figures.

Milliseconds are wall time, memory is the peak resident set in MiB.
"""

import json
import os
import resource
import sys
import tempfile
import time
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
    return {"ms": since(STARTED), "MiB": memory()}


def first_window() -> dict[str, float]:
    from plateau_doctor import app

    with tempfile.TemporaryDirectory() as folder:
        parts = app.build(Path(folder))
        parts.window.show()
        parts.application.processEvents()
        parts.window.grab()
        figures = {"ms": since(STARTED), "MiB": memory()}
        parts.close()
    return figures


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


def report_floor() -> dict[str, float]:
    import matplotlib.figure
    import reportlab.platypus

    assert matplotlib.figure
    assert reportlab.platypus
    return {"ms": since(STARTED), "MiB": memory()}


def one_report() -> dict[str, float]:
    from plateau_doctor.core.result import examine
    from plateau_doctor.phrasing import Phrasing
    from plateau_doctor.report import report_bytes

    pack, words, checkup, inflation = examined()
    phrasing = Phrasing(pack, words, checkup, examine(pack, checkup, checkup.date, inflation))
    report_bytes(phrasing)
    cold = since(STARTED)
    start = time.perf_counter()
    report_bytes(phrasing)
    return {"cold ms": cold, "warm ms": since(start), "MiB": memory()}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(globals()[sys.argv[1]]()))
