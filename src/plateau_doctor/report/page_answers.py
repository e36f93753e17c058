"""The appendix: every question with what was chosen, what counts, and every note."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.flow import answered_by_figures
from plateau_doctor.core.pack import OUTCOMES
from plateau_doctor.core.scoring import Pooled
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.report import blocks as b

_GROUP = 3
"""People needed before a range of answers is shown, where the check-up doesn't set it."""


def _number(level: float) -> str:
    return str(round(level)) if level == round(level) else f"{level:.1f}"


def _step(one: Pooled) -> str:
    if one.claimed is None or one.supported is None:
        return ""
    claimed, supported = _number(one.claimed), _number(one.supported)
    if claimed == supported:
        return _("Step {claimed}.").format(claimed=claimed)
    return _("Step {claimed}, counts as {supported}.").format(claimed=claimed, supported=supported)


def _range(phrasing: Phrasing, levels: list[int]) -> str:
    """Return how many answered, and from where to where once the group is large enough to hide in."""
    smallest = phrasing.checkup.settings.get("group_size", _GROUP)
    if len(levels) < smallest:
        return _("{people} people answered.").format(people=len(levels))
    template = _("{people} people answered, from step {low} to step {high}.")
    return template.format(people=len(levels), low=min(levels), high=max(levels))


def _remarks(phrasing: Phrasing, one: Pooled) -> tuple[b.Paragraph, ...]:
    """Return range, agreed step, records and notes; several people's notes stand in no person's order."""
    checkup, question = phrasing.checkup, one.question
    given = [sheet.answers[question] for sheet in checkup.sheets if question in sheet.answers]
    levels = [answer.level for answer in given if answer.level is not None]
    agreed = checkup.agreed.get(question)
    found: list[b.Paragraph] = []
    if len(levels) > 1:
        found.append(b.Paragraph(_range(phrasing, levels), style="small"))
    if agreed is not None:
        text = _("Agreed: step {level}.").format(level=agreed.level)
        found.append(b.Paragraph(f"{text} {agreed.note}".strip(), style="small"))
    records = sorted({place for answer in given for place in answer.records})
    names = [phrasing.words.questions[question].records[place] for place in records]
    if names:
        found.append(b.Paragraph("; ".join(names), style="small", label=_("Records:")))
    notes = [text for answer in given for text in (answer.not_applicable or "", answer.note) if text.strip()]
    found += [
        b.Paragraph(text, style="small", label=_("Note:")) for text in (notes if len(given) == 1 else sorted(notes))
    ]
    return tuple(found)


def _entry(phrasing: Phrasing, one: Pooled) -> b.Entry:
    quote = phrasing.quote(one.question)
    if one.kind is Kind.BLANK:
        return b.Entry(one.question, quote.ask, _("Taken from your figures."), "", ())
    return b.Entry(one.question, quote.ask, quote.chosen, _step(one), _remarks(phrasing, one))


def answers_section(phrasing: Phrasing) -> b.Section | None:
    """Return the appendix of all answers, or None where nothing was answered."""
    pooled, covered = phrasing.result.pooled, answered_by_figures(phrasing.checkup.figures)
    if all(one.kind is Kind.BLANK for one in pooled.values()):
        return None
    found: list[b.Block] = [b.Heading(1, _("All your answers"))]
    for area in dict.fromkeys(phrasing.pack.question(question).area for question in pooled):
        title = _("Results") if area == OUTCOMES else phrasing.area_title(area)
        found.append(b.Heading(2, title))
        ones = [one for one in pooled.values() if phrasing.pack.question(one.question).area == area]
        blank = [one.question for one in ones if one.kind is Kind.BLANK and one.question not in covered]
        found += [_entry(phrasing, one) for one in ones if one.question not in blank]
        if blank:
            found.append(b.Paragraph(", ".join(blank), style="small", label=_("No answer yet:")))
    return b.Section("answers", _("All your answers"), tuple(found))
