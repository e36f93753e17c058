"""The appendix of receipts: how each of the main numbers comes about, to be followed with a pocket calculator."""

from __future__ import annotations

from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.phrasing.receipts import receipt, what_there_is
from plateau_doctor.report import blocks as b

_NUMBERS = ("capability", "trajectory", "margin", "ceiling", "levers")


def receipts_section(phrasing: Phrasing, options: b.ReportOptions) -> b.Section | None:
    """Return the receipts of the whole, its areas, the figures and the first moves; None where there is none."""
    result = phrasing.result
    wanted = [*_NUMBERS[:1], *result.areas, *_NUMBERS[1:], *(f"plan:{move.question}" for move in result.first)]
    there = set(what_there_is(phrasing, options.inflation))
    found: list[b.Block] = []
    for what in wanted:
        if what not in there:
            continue
        one = receipt(phrasing, what, options.inflation)
        title = _("{number}: {result}").format(number=one.title, result=one.result)
        found += [b.Heading(2, title), b.Paragraph("\n".join((*one.lines, *one.notes)), style="small")]
    if not found:
        return None
    head = b.Heading(1, _("How each number comes about"))
    return b.Section("receipts", _("How each number comes about"), (head, *found))
