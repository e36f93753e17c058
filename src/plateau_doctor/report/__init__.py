"""The report: an outline of neutral blocks, and its PDF. Importing this package loads nothing heavy."""

from __future__ import annotations

from pathlib import Path

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result
from plateau_doctor.core.words import Words
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report.blocks import FormOptions, Outline, Paper, Reader, ReportOptions
from plateau_doctor.report.outline import make_outline
from plateau_doctor.report.reader import ORDER as SECTIONS

__all__ = [
    "SECTIONS",
    "FormOptions",
    "Outline",
    "Paper",
    "Reader",
    "ReportOptions",
    "default_paper",
    "form_bytes",
    "make_file",
    "make_outline",
    "report_bytes",
    "save_report",
    "warm_up",
]

_LETTER_COUNTRIES = frozenset(("US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "SV", "NI", "DO", "PR"))


def default_paper(country: str | None) -> Paper:
    """Return the paper that a country's printers hold; A4 where the country isn't known."""
    return "letter" if (country or "").upper() in _LETTER_COUNTRIES else "a4"


def report_bytes(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> bytes:
    """Return the report as PDF; the same five values give the same bytes in any process."""
    from plateau_doctor.report.pdf import make_pdf

    return make_pdf(make_outline(pack, words, checkup, result, options), options)


def save_report(  # noqa: PLR0913, PLR0917 - the five values of a report and where it goes
    path: Path, pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions
) -> None:
    """Write the report to a file, whole or not at all; UserError with place and remedy where that can't be done."""
    from plateau_doctor.safewrite import write_beside

    write_beside(path, report_bytes(pack, words, checkup, result, options))


def make_file(phrasing: Phrasing, options: ReportOptions, suffix: str) -> bytes:
    """Return the report, or the plan alone, as a file of a kind: .pdf."""
    if suffix != ".pdf":
        raise ValueError(suffix)
    return report_bytes(phrasing.pack, phrasing.words, phrasing.checkup, phrasing.result, options)


def form_bytes(pack: Pack, words: Words, options: FormOptions) -> bytes:
    """Return the blank questionnaire as PDF."""
    from plateau_doctor.report.form import make_form

    return make_form(pack, words, options)


def warm_up() -> None:
    """Load what the first report needs (a second or so), to be called in a thread once the window is up."""
    from plateau_doctor.report import charts, faces, pdf
    from plateau_doctor.report.rlrenderer import CanvasRenderer

    charts.warm()
    faces.register()
    del CanvasRenderer, pdf
