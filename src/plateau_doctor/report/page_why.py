"""Why we say so: the cause that fits best, what speaks against it, and the answers behind each priority."""

from __future__ import annotations

from plateau_doctor.core.answers import Kind
from plateau_doctor.core.patterns import PatternFit
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.report import blocks as b
from plateau_doctor.report.page_answer import condition_ids
from plateau_doctor.report.text import one_line

_MOST_REASONS = 4
_LONGEST_NOTE = 280
"""Longer notes are cut here; the appendix holds them whole."""


def quote_block(phrasing: Phrasing, question_id: str) -> b.Quote | None:
    """Return what was said to a question, word for word; None where nobody chose a step."""
    one = phrasing.result.pooled.get(question_id)
    if one is None or one.kind is not Kind.LEVEL:
        return None
    quote = phrasing.quote(question_id)
    label = _("You said:") if one.people < 2 or one.agreed else _("Taken together, you said:")
    template = _("Your note: “{note}”") if len(phrasing.checkup.sheets) < 2 else _("A note: “{note}”")
    note = template.format(note=one_line(quote.note, _LONGEST_NOTE)) if quote.note.strip() else ""
    next_step = _("One step up: {text}").format(text=quote.next_level) if quote.next_level else ""
    return b.Quote(question_id, label, f"“{quote.chosen}”", note, next_step)


def _pattern(phrasing: Phrasing, fit: PatternFit) -> list[b.Block]:
    words = phrasing.pattern(fit)
    found: list[b.Block] = [b.Paragraph(words.cause, style="lead", id="cause")]
    reasons = tuple(
        b.Paragraph(text, refs=condition_ids(phrasing, condition))
        for condition, text in zip(fit.fits, words.fits, strict=True)
    )
    if reasons:
        found += [b.Heading(2, _("It fits because")), b.Bullets(reasons[:_MOST_REASONS])]
    if words.speaks_against:
        against = tuple(b.Paragraph(text) for text in words.speaks_against)
        found += [b.Heading(2, _("What would speak against it")), b.Bullets(against)]
    found.append(b.Paragraph(words.would_change_our_mind, label=_("What would change our mind:")))
    return found


def _others(phrasing: Phrasing) -> list[b.Block]:
    named = phrasing.words.patterns
    found: list[b.Block] = []
    labels = (("also", _("Fits as well:")), ("risk", _("A risk to watch:")), ("watch", _("Some signs only:")))
    for role, label in labels:
        names = [named[fit.id].name for fit in phrasing.result.patterns if fit.role == role]
        if names:
            found.append(b.Paragraph(phrasing.formats.listed(names) + ".", label=label))
    return found


def _priorities(phrasing: Phrasing) -> list[b.Block]:
    found: list[b.Block] = []
    for place, move in enumerate(phrasing.result.first, start=1):
        quote = quote_block(phrasing, move.question)
        if quote is not None:
            name = capital(phrasing.words.questions[move.question].plain_name)
            found += [b.Heading(3, f"{place}  {name}"), quote]
    return [b.Heading(2, _("The answers behind the three moves")), *found] if found else []


def why_section(phrasing: Phrasing) -> b.Section | None:
    """Return the evidence, or None where there is nothing to say."""
    leading = phrasing.result.leading
    found: list[b.Block] = []
    if phrasing.result.foundations:
        title = phrasing.words.messages["foundations.title"]
        found.append(b.Paragraph(phrasing.words.messages["foundations.text"], style="lead", id="cause"))
    elif leading is not None:
        title = _("What fits best: {pattern}").format(pattern=phrasing.pattern(leading).name)
        found += _pattern(phrasing, leading)
    elif phrasing.result.verdict is not None:
        title = _("No single cause stands out")
        found.append(b.Paragraph(phrasing.words.messages["pattern.none"], style="lead", id="cause"))
    else:
        title = _("What your answers say so far")
    found += [*_others(phrasing), *_priorities(phrasing)]
    return b.Section("why", _("Why we say so"), (b.Heading(1, title), *found)) if found else None
