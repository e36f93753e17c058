"""What the report says, section by section, before anything decides how it looks."""

from __future__ import annotations

from collections.abc import Callable

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.core.compare import Comparison, Side, compare
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import Result, examine
from plateau_doctor.core.words import Words
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report.blocks import Outline, ReportOptions, Section
from plateau_doctor.report.brand import brand_of
from plateau_doctor.report.edits import with_edits
from plateau_doctor.report.page_answer import answer_section
from plateau_doctor.report.page_answers import answers_section
from plateau_doctor.report.page_change import change_section
from plateau_doctor.report.page_method import method_section, numbers_section
from plateau_doctor.report.page_plan import plan_section
from plateau_doctor.report.page_receipts import receipts_section
from plateau_doctor.report.page_standing import standing_section
from plateau_doctor.report.page_sums import sums_section
from plateau_doctor.report.page_together import together_section
from plateau_doctor.report.page_why import why_section
from plateau_doctor.report.reader import sections_for, words_for
from plateau_doctor.samples import is_sample


def make_outline(pack: Pack, words: Words, checkup: CheckUp, result: Result, options: ReportOptions) -> Outline:
    """Return the report as neutral blocks for its reader; sections without content are left out.

    UserError where none of the sections that were asked for has any.
    """
    phrasing = Phrasing(pack, words, words_for(options.reader, checkup), result)
    whole = Phrasing(pack, words, checkup, result)  # what is worked out counts every note, also where none is shown
    day, brand = phrasing.formats.day(result.today), brand_of(checkup.brand)
    makers: dict[str, Callable[[], Section | None]] = {
        "answer": lambda: answer_section(phrasing, brand),
        "standing": lambda: standing_section(phrasing, options),
        "why": lambda: why_section(phrasing),
        "sums": lambda: sums_section(phrasing),
        "plan": lambda: plan_section(phrasing),
        "together": lambda: together_section(phrasing),
        "change": lambda: change_section(phrasing, options.comparison or _since_last(whole, options)),
        "method": lambda: method_section(phrasing, brand),
        "numbers": lambda: numbers_section(phrasing, options),
        "receipts": lambda: receipts_section(whole, options),
        "answers": lambda: answers_section(phrasing),
    }
    wanted = sections_for(options.reader, options.sections)
    found = [section for name in wanted if (section := makers[name]()) is not None]
    if not found:
        sentence = _("Nothing is known yet of what these sections tell.")
        raise UserError(Fault("sections", sentence, _("Choose others.")))
    footer = _("{business} · {day} · page {page} of {pages} · made offline with Plateau Doctor")
    return Outline(
        title=_("{business}: check-up of {day}").format(business=checkup.business.name, day=day),
        business=checkup.business.name,
        language=words.language,
        day=result.today,
        footer=footer.replace("{day}", day),
        unprintable=_("Signs that this report’s typeface lacks are printed as a question mark."),
        link=_("Go to the answer to {place}"),
        brand=brand,
        sections=tuple(with_edits(section, checkup.edits) for section in found),
        mark=_("Sample: a made-up business") if is_sample(checkup.id) else "",
    )


def _since_last(phrasing: Phrasing, options: ReportOptions) -> Comparison | None:
    """Return what changed since the newest of the earlier check-ups that came with this one, of the same questions."""
    one, pack = phrasing.checkup, phrasing.pack
    same = [other for other in one.earlier if (other.pack_id, other.pack_version) == (pack.id, pack.version)]
    if not same:
        return None
    last = max(same, key=lambda other: other.date)
    before = examine(pack, last, last.date, options.inflation)
    return compare(Side(pack, last, before), Side(pack, one, phrasing.result))
