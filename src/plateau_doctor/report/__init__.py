"""The report: an outline of neutral blocks, set as PDF, HTML or DOCX. Importing this package loads nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result
from plateau_doctor.core.words import Words
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report.blocks import FormOptions, KeyGroups, Outline, Paper, Reader, ReportOptions
from plateau_doctor.report.outline import make_outline
from plateau_doctor.report.reader import ORDER as SECTIONS

__all__ = [
    "PLAN_SUFFIXES",
    "REPORT_MAKERS",
    "SECTIONS",
    "FormOptions",
    "KeyGroups",
    "Outline",
    "Paper",
    "Reader",
    "ReportOptions",
    "default_paper",
    "docx_bytes",
    "form_bytes",
    "html_bytes",
    "key_card_bytes",
    "make_file",
    "make_outline",
    "plan_bytes",
    "report_bytes",
    "save_report",
    "warm_up",
]

PLAN_SUFFIXES = (".xlsx", ".csv", ".ics")
_LETTER_COUNTRIES = frozenset(("US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "SV", "NI", "DO", "PR"))


def default_paper(country: str | None) -> Paper:
    """Return the paper that a country's printers hold; A4 where the country isn't known."""
    return "letter" if (country or "").upper() in _LETTER_COUNTRIES else "a4"


def report_bytes(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> bytes:
    """Return the report as PDF; the same five values give the same bytes in any process."""
    from plateau_doctor.report.pdf import make_pdf

    return make_pdf(make_outline(pack, words, checkup, result, options), options)


def html_bytes(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> bytes:
    """Return the report as one web page that needs nothing else."""
    from plateau_doctor.report.html import make_html

    return make_html(make_outline(pack, words, checkup, result, options), options)


def docx_bytes(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> bytes:
    """Return the report as a DOCX, which word processors open and change."""
    from plateau_doctor.report.docx import make_docx

    return make_docx(make_outline(pack, words, checkup, result, options), options)


REPORT_MAKERS: Mapping[str, Callable[[Pack, Words, CheckUp, Result, ReportOptions], bytes]] = MappingProxyType(
    {".pdf": report_bytes, ".html": html_bytes, ".docx": docx_bytes}
)
"""What makes the report, by the end of the file's name."""


def save_report(  # noqa: PLR0913, PLR0917 - the five values of a report and where it goes
    path: Path, pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions
) -> None:
    """Write the report to a file, as what its name says, else as a PDF; UserError where that can't be done."""
    from plateau_doctor.safewrite import write_beside

    make = REPORT_MAKERS.get(path.suffix.lower(), report_bytes)
    write_beside(path, make(pack, words, checkup, result, options))


def plan_bytes(phrasing: Phrasing, suffix: str) -> bytes:
    """Return the plan as what a file's name ends with, one of `PLAN_SUFFIXES`: a sheet, plain rows or a calendar."""
    if suffix == ".ics":
        from plateau_doctor.report.calendar_file import make_ics

        return make_ics(phrasing)
    from plateau_doctor.report.plan_sheet import make_csv, make_xlsx

    return {".xlsx": make_xlsx, ".csv": make_csv}[suffix](phrasing)


def make_file(phrasing: Phrasing, options: ReportOptions, suffix: str) -> bytes:
    """Return the report, or the plan alone, as what a file's name ends with."""
    if suffix in PLAN_SUFFIXES:
        return plan_bytes(phrasing, suffix)
    return REPORT_MAKERS[suffix](phrasing.pack, phrasing.words, phrasing.checkup, phrasing.result, options)


def form_bytes(pack: Pack, words: Words, options: FormOptions) -> bytes:
    """Return the blank questionnaire as PDF."""
    from plateau_doctor.report.form import make_form

    return make_form(pack, words, options)


def key_card_bytes(title: str, groups: KeyGroups, language: str) -> bytes:
    """Return a card of A6 with what each key does, as PDF."""
    from plateau_doctor.report.key_card import make_key_card

    return make_key_card(title, groups, language)


def warm_up() -> None:
    """Load what the first report needs (a second or so), to be called in a thread once the window is up."""
    from plateau_doctor.report import charts, faces, pdf
    from plateau_doctor.report.rlrenderer import CanvasRenderer

    charts.warm()
    faces.register()
    del CanvasRenderer, pdf
