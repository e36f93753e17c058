"""Prints what things take, in one run: aim, median and spread of five runs each. Nothing here can fail a test.

`.venv/bin/python tests/benchmarks/run.py` from the checkout. Times are milliseconds of wall time.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
WHY = """
The first window is the frame with its name; the doors, the list and the other pages are made right after it.
The key's time counts from the key press to the painted page; the report's parts have loaded by then. In the first
second after a check-up is opened, while they load in a thread, a key may take up to some 40 ms.
What is painted is the question, or the head of the result; figures that were given to a question and the reasons below
the result follow some 15 ms later. All of it is pressed and clicked in a window without a screen."""
CHILDREN = Path(__file__).with_name("children.py")


def figures_of(name: str, *words: str) -> dict[str, float]:
    """Run one child; `whole ms` is the time from its start until it printed its figures."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(CHILDREN), name, *words], stdout=subprocess.PIPE, env=environment
    ) as child:
        line = child.stdout.readline()
        whole = (time.perf_counter() - start) * 1000
    return {**json.loads(line), "whole ms": whole}


def measured(names: list[str]) -> dict[str, dict[str, list[float]]]:
    """Run the children in turn, round by round, so that a slow moment of the machine touches all of them."""
    for name in names:
        figures_of(*name.split(" ", 1))
    found: dict[str, dict[str, list[float]]] = {name: {} for name in names}
    for _ in range(RUNS):
        for name in names:
            for key, value in figures_of(*name.split(" ", 1)).items():
                found[name].setdefault(key, []).append(value)
    return found


def row(what: str, values: list[float], aim: str, unit: str) -> None:
    spread = f"{min(values):.1f} to {max(values):.1f}"
    print(f"{what:<52} {statistics.median(values):>9.1f} {unit:<4} {spread:>20}   {aim}")


def report(found: dict[str, dict[str, list[float]]], other: list[str]) -> None:
    """Print the report beside its floor, and beside another maker of documents where that is installed."""
    floor, ours = found["report_floor"], found["one_report"]
    for key, what in (("cold ms", "in a new process"), ("warm ms", "once more")):
        row(f"the pages without charts, {what}", floor[key], "the yardstick", "ms")
        row(f"the whole report, {what}", ours[key], "", "ms")
        ratios = [one / least for one, least in zip(ours[key], floor[key], strict=True)]
        row("  as a multiple of the pages without charts", ratios, "at most 1.3", "x")
        for name in other:
            row(f"  WeasyPrint, a like document, {what}", found[name][key], "slower than ours", "ms")
    row("  memory: report", ours["MiB"], "", "MiB")
    for name in other:
        row("  memory: WeasyPrint", found[name]["MiB"], "", "MiB")
    if not other:
        print("WeasyPrint is not installed here; with it, a like document is measured in the same run.")


def answering(found: dict[str, list[float]]) -> None:
    """Print what a key takes to the next question, and where a section ends or the next begins."""
    row("a key to the next painted question, median", found["median ms"], "", "ms")
    row("a key to the next painted question, 99th of 100", found["p99 ms"], "at most 16", "ms")
    row("  answers given for the first time, median", found["first p50 ms"], "", "ms")
    row("  answers given for the first time, 99th of 100", found["first p99 ms"], "at most 16", "ms")
    row("  a section's end or beginning, median", found["ends p50 ms"], "", "ms")
    row("  a section's end or beginning, 99th of 100", found["ends p99 ms"], "at most 16", "ms")
    row("  memory while answering", found["MiB"], "", "MiB")


def result(found: dict[str, list[float]]) -> None:
    """Print what the result takes, at first and with every change."""
    for name, what in (
        ("review", "the last answer to the painted review"),
        ("result", "Enter there to the painted result"),
        ("change", "a change from the result, redrawn"),
        ("what-if", "a step tried in what-if, redrawn"),
    ):
        row(f"{what}, median", found[f"{name} median ms"], "at most 100", "ms")
        row(f"{what}, most", found[f"{name} most ms"], "", "ms")
    row("  memory with the result and its pictures", found["MiB"], "", "MiB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        figures_of("homes", folder)
        figures_of("killed", f"{folder}/killed")
        few, many = (f"home {folder}/{count}" for count in (100, 10_000))
        names = [
            "bare_window",
            "first_window",
            "first_doors",
            f"resume {folder}/killed",
            "next_question",
            "result_page",
            "whole_result",
            "report_floor",
            "one_report",
        ]
        page = f"{folder}/report.html"
        figures_of("web_page", page)
        other = [f"like_document {page}"] if importlib.util.find_spec("weasyprint") else []
        found = measured([*names, few, many, *other])
    print(f"{'median and spread of 5 runs':<52} {'median':>9}      {'spread':>20}   aim")
    bare, first = found["bare_window"], found["first_window"]
    row("a bare PySide6 window, painted", bare["whole ms"], "the yardstick", "ms")
    row("our first window, painted", first["whole ms"], "", "ms")
    ratios = [ours / floor for ours, floor in zip(first["whole ms"], bare["whole ms"], strict=True)]
    row("  as a multiple of the bare one", ratios, "at most 1.3", "x")
    row("  memory: bare", bare["MiB"], "the yardstick", "MiB")
    row("  memory: ours", first["MiB"], "", "MiB")
    row("the doors usable, at the first launch", found["first_doors"]["doors ms"], "at most 3000", "ms")
    answering(found["next_question"])
    resumed = next(figures for name, figures in found.items() if name.startswith("resume "))
    row("after a kill at 26: recovery said", resumed["told ms"], "", "ms")
    row("  question 27 painted", resumed["there ms"], "at most 5000", "ms")
    row("home with 100 check-ups, listed", found[few]["shown ms"], "the yardstick", "ms")
    row("home with 10,000 check-ups, listed", found[many]["shown ms"], "", "ms")
    ratios = [ours / floor for ours, floor in zip(found[many]["shown ms"], found[few]["shown ms"], strict=True)]
    row("  as a multiple of 100", ratios, "at most 1.2", "x")
    row("  first verdict in the list", found[many]["first verdict ms"], "", "ms")
    row("  memory with 10,000", found[many]["MiB"], "", "MiB")
    result(found["result_page"])
    row("one whole result, the first", found["whole_result"]["first ms"], "", "ms")
    row("one whole result, loaded", found["whole_result"]["ms"], "at most 10", "ms")
    row("  memory", found["whole_result"]["MiB"], "", "MiB")
    report(found, other)
    print(WHY)


if __name__ == "__main__":
    main()
