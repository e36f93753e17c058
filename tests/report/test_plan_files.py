"""The plan outside the program: as a sheet, as rows and as dates, each read back by another library."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from plateau_doctor.core.answers import Answer, CheckUp, Figures, FindOut, PlanEntry
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import PLAN_SUFFIXES, plan_bytes
from plateau_doctor.report.plan_sheet import Cell, plan_rows
from plateau_doctor.report.text import cleaned

from .conftest import Desk
from .hostile import HOSTILE, hostile

FORMULAS = ("=1+1", "+cmd|x", "@SUM(A1)", "-2+3", "\t=1+1", "\r=1", "  =1+1", "\u202e=1+1", "＝1+1", "http://x.example")


def phrased(desk: Desk, checkup: CheckUp) -> Phrasing:
    return Phrasing(desk.pack, desk.words, checkup, desk.result(checkup))


def sheet_of(phrasing: Phrasing) -> Any:
    return load_workbook(io.BytesIO(plan_bytes(phrasing, ".xlsx"))).active


def csv_rows(phrasing: Phrasing) -> list[list[str]]:
    data = plan_bytes(phrasing, ".csv")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def dates_of(phrasing: Phrasing) -> list[Any]:
    return list(Calendar.from_ical(plan_bytes(phrasing, ".ics")).walk("VEVENT"))


def in_sheet(cell: Cell) -> object:
    """Return what a sheet gives back for a cell: a day with its midnight, nothing for no text."""
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
    return cleaned(cell) or None if isinstance(cell, str) else cell


def in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        return cleaned(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else f"{cell:g}"


def with_rest(checkup: CheckUp) -> CheckUp:
    """Return a check-up whose plan has an entry that is done and one that was dropped before the open ones."""
    over = (
        PlanEntry("PR4", 0, who="Ann", due=date(2026, 3, 1), status="done", text="Raised prices"),
        PlanEntry("PL1", 1, status="dropped"),
        PlanEntry("PL1", 99, status="done", text="An action that is gone"),
        PlanEntry("X9", 0, text="A question that is gone"),
    )
    first = replace(checkup.plan[0], cue="open the shop", will="read the enquiries")
    return replace(checkup, plan=(*over, first, *checkup.plan[1:]))


def test_rows_are_the_moves_in_order_and_then_what_is_over(desk: Desk, bakery: CheckUp) -> None:
    phrasing = phrased(desk, with_rest(bakery))
    head, *rows = plan_rows(phrasing)
    slots = phrasing.result.schedule.slots
    assert all(len(row) == len(head) for row in rows)
    tasks = phrasing.result.plan.find_out
    assert tasks
    assert [row[0] for row in rows] == list(range(1, len(slots) + 4 + len(tasks)))
    assert [(row[4], row[5], row[6]) for row in rows[: len(slots)]] == [(s.start, s.due, s.hours) for s in slots]
    assert rows[0][1:4] == ("Every cake enquiry gets an answer by six the same day", "Sales", "Priya")
    assert rows[0][-1] == "When I open the shop, I will read the enquiries."
    assert [(row[1], row[7]) for row in rows[len(slots) : -len(tasks)]][::2] == [
        ("Raised prices", "done"),
        ("An action that is gone", "done"),
    ]
    assert rows[len(slots)][3:7] == ("Ann", None, date(2026, 3, 1), None)
    assert rows[len(slots) + 1][7] == "dropped"
    assert rows[-len(tasks) - 1][8:] == ("", "", "", "")


def test_what_to_find_out_is_a_row_with_who_and_when(desk: Desk, bakery: CheckUp) -> None:
    question, *others = phrased(desk, bakery).result.plan.find_out
    phrasing = phrased(desk, replace(bakery, find_out={question: FindOut("Sam", date(2026, 5, 2))}))
    rows = plan_rows(phrasing)[-1 - len(others) :]
    how = f"Find out: {phrasing.find_out(question)}"
    assert (rows[0][1], rows[0][3:6]) == (how, ("Sam", None, date(2026, 5, 2)))
    assert [row[3:6] for row in rows[1:]] == [("", None, bakery.date + timedelta(days=30)) for _row in others]
    *_moves, task, _review = dates_of(phrasing)
    assert task.decoded("dtstart") == date(2026, 5, 2)
    assert "Who: Sam" in str(task["description"])
    assert phrasing.find_out(question) in str(task["description"])


def test_what_nobody_knew_of_the_results_is_a_row_too(desk: Desk, bakery: CheckUp) -> None:
    sheet = replace(bakery.sheets[0], answers={**bakery.sheets[0].answers, "O1": Answer(unknown=True)})
    phrasing = phrased(desk, replace(bakery, sheets=(sheet,), figures=Figures()))
    assert "O1" in phrasing.result.plan.find_out
    assert (f"Find out: {phrasing.find_out('O1')}", "Results") in {row[1:3] for row in plan_rows(phrasing)}


def test_open_entries_stay_in_the_sheet_when_no_hour_is_free(desk: Desk, bakery: CheckUp) -> None:
    phrasing = phrased(desk, replace(bakery, business=replace(bakery.business, hours_a_week=0)))
    assert [row[1] for row in plan_rows(phrasing)[1:]][: len(bakery.plan)] == [entry.text for entry in bakery.plan]


def test_the_sheet_and_the_rows_hold_what_the_plan_says(desk: Desk, sample: CheckUp) -> None:
    phrasing = phrased(desk, sample)
    rows = plan_rows(phrasing)
    sheet = sheet_of(phrasing)
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [[in_sheet(c) for c in row] for row in rows]
    assert csv_rows(phrasing) == [[in_csv(cell) for cell in row] for row in rows]
    slots = len(phrasing.result.schedule.slots)
    assert all(row[4].is_date and row[5].is_date for row in sheet.iter_rows(min_row=2, max_row=1 + slots))


def test_the_sheet_is_set_up_to_be_read_and_printed(desk: Desk, bakery: CheckUp) -> None:
    sheet = sheet_of(phrased(desk, bakery))
    assert sheet.freeze_panes == "C2"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)  # one page wide by itself
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert all(30 <= sheet.row_dimensions[row].height <= 100 for row in range(2, sheet.max_row + 1))
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(desk: Desk, bakery: CheckUp, text: str) -> None:
    phrasing = phrased(desk, hostile(bakery, text))
    cells = [cell for row in sheet_of(phrasing).iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert cleaned(text) in {cell.value for cell in cells} or text != text.strip()
    for row in csv_rows(phrasing):
        assert not [cell for cell in row if cell.strip()[:1] in tuple("=+-@＝")]


def test_what_stands_before_a_formula_is_an_apostrophe(desk: Desk, bakery: CheckUp) -> None:
    assert csv_rows(phrased(desk, hostile(bakery, "=1+1")))[1][1] == "'=1+1"


def test_dates_are_those_of_the_plan(desk: Desk, sample: CheckUp) -> None:
    phrasing = phrased(desk, sample)
    *moves, review = dates_of(phrasing)
    slots = phrasing.result.schedule.slots
    assert [event.decoded("dtstart") for event in moves] == [slot.due for slot in slots]
    for event in (*moves, review):
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event.decoded("dtstamp") == datetime.combine(sample.date, datetime.min.time(), UTC)
        assert not list(event.walk("VALARM"))
    for event, slot in zip(moves, slots, strict=True):
        assert phrasing.move(slot.move).done_when in str(event["description"])
        assert slot.entry is None or not slot.entry.who or f"Who: {slot.entry.who}" in str(event["description"])
        assert str(event["summary"]).startswith("Due: ")
    assert review.decoded("dtstart") == sample.date + timedelta(days=90)


def test_a_date_keeps_its_name_when_its_day_moves(desk: Desk, bakery: CheckUp) -> None:
    first, later = bakery.plan[0], replace(bakery.plan[0], due=date(2026, 6, 5), text="Other words")
    before = dates_of(phrased(desk, bakery))
    after = dates_of(phrased(desk, replace(bakery, plan=(later, *bakery.plan[1:]))))
    other = dates_of(phrased(desk, replace(bakery, id="another")))
    assert first.due != after[0].decoded("dtstart")
    assert [str(event["uid"]) for event in before] == [str(event["uid"]) for event in after]
    assert len({str(event["uid"]) for event in (*before, *other)}) == 2 * len(before)


def test_hostile_words_stay_words(desk: Desk, bakery: CheckUp) -> None:
    text = HOSTILE + '\r\nEND:VEVENT\nBEGIN:VALARM; a\\nb, "c"'
    phrasing = phrased(desk, hostile(bakery, text))
    data = plan_bytes(phrasing, ".ics")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    events = dates_of(phrasing)
    assert len(events) == len(phrasing.result.schedule.slots) + len(phrasing.result.plan.find_out) + 1
    assert not list(Calendar.from_ical(data).walk("VALARM"))
    values = {cell.value for row in sheet_of(phrasing).iter_rows() for cell in row}
    assert cleaned(text).strip() in values


@pytest.mark.parametrize("suffix", PLAN_SUFFIXES)
def test_the_same_plan_is_the_same_bytes(desk: Desk, bakery: CheckUp, suffix: str) -> None:
    first = plan_bytes(phrased(desk, bakery), suffix)
    assert first == plan_bytes(phrased(desk, bakery), suffix)
    if suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(first)) as parts:
            assert b"2026-04-21T00:00:00Z" in parts.read("docProps/core.xml")
