"""The sums on the owner's own figures: the customer ceiling, the levers on profit, the way from enquiry to sale."""

from __future__ import annotations

from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, promotion
from plateau_doctor.phrasing.sums import sums
from plateau_doctor.report import blocks as b


def sums_section(phrasing: Phrasing) -> b.Section | None:
    """Return the sums that could be made, or None without any."""
    made = [one for one in sums(phrasing) if one.made]
    mix = promotion.rows(phrasing)
    if not made and not mix:
        return None
    found: list[b.Block] = [b.Heading(1, _("What your own figures say"))]
    for one in made:
        found.append(b.Heading(2, one.title))
        found.append(b.Bullets(tuple(b.Paragraph(line) for line in one.lines[:-1])))
        found.append(b.Paragraph(one.lines[-1], style="small"))
    if mix:
        found.append(b.Heading(2, _("Your promotion mix")))
        found.append(b.Bullets(tuple(b.Paragraph(text, label=f"{kind}:") for kind, text in mix)))
        if said := promotion.finding(phrasing):
            found.append(b.Paragraph(said))
    return b.Section("sums", _("Three sums"), tuple(found))
