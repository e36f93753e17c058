"""What the report says, section by section, before anything decides how it looks."""

from __future__ import annotations

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report.blocks import Outline, ReportOptions
from plateau_doctor.report.page_answer import answer_section
from plateau_doctor.report.page_answers import answers_section
from plateau_doctor.report.page_method import method_section, numbers_section
from plateau_doctor.report.page_plan import plan_section
from plateau_doctor.report.page_standing import standing_section
from plateau_doctor.report.page_sums import sums_section
from plateau_doctor.report.page_why import why_section


def make_outline(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> Outline:
    """Return the report as neutral blocks; sections without content are left out."""
    phrasing = Phrasing(pack, words, checkup, result)
    day = phrasing.formats.day(result.today)
    sections = (
        answer_section(phrasing),
        standing_section(phrasing, options),
        why_section(phrasing),
        sums_section(phrasing),
        plan_section(phrasing),
        method_section(phrasing, options),
        numbers_section(phrasing),
        answers_section(phrasing),
    )
    footer = _("{business} · {day} · page {page} of {pages} · made offline with Plateau Doctor")
    return Outline(
        title=_("{business}: check-up of {day}").format(business=checkup.business.name, day=day),
        business=checkup.business.name,
        language=words.language,
        day=result.today,
        footer=footer.replace("{day}", day),
        unprintable=_("Signs that this report’s typeface lacks are printed as a question mark."),
        sections=tuple(section for section in sections if section is not None),
    )
