"""The plan as rows for a sheet: an Excel file with real dates, or plain values between commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from textwrap import wrap
from typing import Any

from plateau_doctor.core.answers import FindOut, PlanEntry
from plateau_doctor.core.schedule import Slot
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, plan
from plateau_doctor.report import default_paper
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.text import cleaned, one_line

Cell = str | float | date | None
Row = tuple[Cell, ...]

_WIDTHS = (5, 34, 14, 13, 12, 12, 7, 11, 28, 28, 28, 28)
"""Widths of the columns in signs."""
_LONGEST_CELL = 32_000
"""Signs that a cell of a sheet can hold, a little less."""
_LONGEST_NAME = 80
_RISKY = frozenset("=+-@\t\r\n＝＋－＠")
_LINE, _HIGHEST = 15.0, 400.0
"""Points that a line takes in a row, and what a row can have at most."""
_PAPERS = {"letter": 1, "a4": 9}


def plan_rows(phrasing: Phrasing) -> tuple[Row, ...]:
    """Return the names of the columns, the moves of the next 90 days, what else is in the plan, what to find out.

    Of the rest of the plan, open entries come before those that are done or dropped.
    """
    slots = phrasing.result.schedule.slots
    rows = [_slot_row(phrasing, slot) for slot in slots]
    shown = {(slot.move.question, slot.move.action) for slot in slots}
    rest = [
        entry
        for entry in phrasing.checkup.plan
        if (entry.question, entry.action) not in shown and entry.question in phrasing.words.questions
    ]
    rest.sort(key=lambda entry: entry.status in ("done", "dropped"))
    rows += [_row(phrasing, entry, entry.start, entry.due, None) for entry in rest]
    rows += [_task_row(phrasing, question) for question in phrasing.result.plan.find_out]
    return (_head(), *((float(number), *row) for number, row in enumerate(rows, start=1)))


def _head() -> Row:
    return (
        _("No."),
        _("What to do"),
        _("Area"),
        _("Who"),
        _("Start"),
        _("By"),
        _("Hours"),
        _("Status"),
        _("First step"),
        _("Done when"),
        _("Number to watch"),
        _("If and when"),
    )


def _slot_row(phrasing: Phrasing, slot: Slot) -> Row:
    entry = slot.entry or PlanEntry(slot.move.question, slot.move.action)
    return _row(phrasing, entry, slot.start, slot.due, slot.hours)


def _row(phrasing: Phrasing, entry: PlanEntry, start: date | None, due: date | None, hours: float | None) -> Row:
    """Return a row without its number; an action that the pack no longer has leaves its cells empty."""
    actions = phrasing.words.questions[entry.question].actions
    words = actions[entry.action] if entry.action < len(actions) else None
    texts = (words.do, words.first_step, words.done_when) if words else ("", "", "")
    return (
        entry.text.strip() or texts[0],
        phrasing.area_title(phrasing.pack.question(entry.question).area),
        entry.who,
        start,
        due,
        hours,
        plan.status(entry),
        texts[1],
        texts[2],
        plan.number_to_watch(phrasing, entry.question, entry.action) if words else "",
        "\n".join(plan.if_then(entry)),
    )


def _task_row(phrasing: Phrasing, question: str) -> Row:
    task = phrasing.checkup.find_out.get(question, FindOut())
    asked = phrasing.pack.question(question)
    area = _("Results") if asked.is_outcome else phrasing.area_title(asked.area)
    due = task.due or plan.find_out_by(phrasing)
    found = _("Find out: {how}").format(how=phrasing.find_out(question))
    return (found, area, task.who, None, due, None, "", "", "", "", "")


def make_csv(phrasing: Phrasing) -> bytes:
    """Return the rows as CSV in UTF-8 with its mark, by which spreadsheets know the encoding; days as 2026-05-31."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([_plain(cell) for cell in row] for row in plan_rows(phrasing))
    return made.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return f"{cell:g}"
    if isinstance(cell, date):
        return cell.isoformat()
    # A spreadsheet takes a text that begins with one of these for a formula and reckons it out when the file is
    # opened; a formula can start programs and send what stands in other cells. The apostrophe makes it a text again.
    risky = _is_risky(cell)
    text = cleaned(cell)
    return f"'{text}" if risky or _is_risky(text) else text


def _is_risky(text: str) -> bool:
    return text[:1] in _RISKY or text.strip()[:1] in _RISKY


def make_xlsx(phrasing: Phrasing) -> bytes:
    """Return the rows as an Excel file, set up to print across a page; its date is that of the check-up."""
    from xlsxwriter import Workbook

    made, rows = io.BytesIO(), plan_rows(phrasing)
    book = Workbook(made, {"in_memory": True})
    business = phrasing.checkup.business
    name = one_line(business.name, _LONGEST_NAME)
    day = datetime.combine(phrasing.result.today, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": _("{business}: plan").format(business=name), "author": name, "created": day})
    sheet = book.add_worksheet(_("Plan"))
    looks = _looks(book)
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            _write(sheet, (line, column), cell, looks)
        sheet.set_row(line, _height(row))
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[default_paper(business.country)])
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{name.replace('&', '&&')}")
    sheet.set_footer("&R&P / &N")
    sheet.print_area(0, 0, len(rows) - 1, len(_WIDTHS) - 1)
    book.close()
    return made.getvalue()


def _height(row: Row) -> float:
    """Return the height that a row's longest text needs; not every program finds it out by itself."""
    most = 1
    for cell, width in zip(row, _WIDTHS, strict=True):
        if isinstance(cell, str):
            parts = cleaned(cell).split("\n")
            most = max(most, sum(max(1, len(wrap(part, max(4, width - 3)))) for part in parts))
    return min(_HIGHEST, most * _LINE + 3)


def _looks(book: Any) -> dict[str, Any]:
    colours = paper_palette()
    usual = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": colours.line}
    return {
        "head": book.add_format({**usual, "bold": True, "bg_color": colours.accent, "font_color": colours.paper}),
        "text": book.add_format(usual),
        "typed": book.add_format({**usual, "quote_prefix": True}),  # stays a text when its cell is edited
        "number": book.add_format({**usual, "align": "left"}),
        "day": book.add_format({**usual, "num_format": "d mmm yyyy", "align": "left"}),
    }


def _write(sheet: Any, place: tuple[int, int], cell: Cell, looks: Mapping[str, Any]) -> None:
    """Write a cell; a text as a string whatever it looks like, so that it becomes no formula and no link."""
    if cell is None or cell == "":
        sheet.write_blank(*place, None, looks["text"])
    elif isinstance(cell, str):
        look = "head" if place[0] == 0 else "typed" if _is_risky(cell) else "text"
        sheet.write_string(*place, cleaned(cell)[:_LONGEST_CELL], looks[look])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time(), UTC).replace(tzinfo=None), looks["day"])
    else:
        sheet.write_number(*place, cell, looks["number"])
