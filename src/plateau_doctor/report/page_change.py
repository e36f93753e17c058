"""What changed since the last check-up: a ring for then and a dot for now, and what became of the plan."""

from __future__ import annotations

from plateau_doctor.core.compare import Change, Comparison
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.phrasing import compare as words
from plateau_doctor.report import blocks as b


def _pair(name: str, change: Change) -> b.Pair:
    said = {"up": _("up"), "down": _("down"), "same": _("about the same")}[change.moved]
    return b.Pair(name, change.before, change.after, said, change.moved != "same")


def change_picture(phrasing: Phrasing, one: Comparison) -> b.Figure | None:
    """Return the scores then and now, or None where nothing can be compared."""
    pairs = [_pair(phrasing.area_title(area), change) for area, change in one.areas.items()]
    if one.capability is not None:
        pairs.insert(0, _pair(_("The whole"), one.capability))
    if not pairs:
        return None
    key = (phrasing.formats.day(one.before), phrasing.formats.day(one.after))
    said = [
        f"{pair.name} {round(pair.before)}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{round(pair.after)}" for pair in pairs
    ]
    alt = _("Scores of 100 then and now: {scores}.").format(scores=phrasing.formats.listed(said))
    caption = _("A thin dotted line is a change smaller than what the answers can tell apart.")
    edges = tuple(float(edge) for edge in phrasing.pack.scoring.words)
    return b.Figure("pairs", b.PairsData(tuple(pairs), edges, key), alt, caption)


def _finding(phrasing: Phrasing, one: Comparison) -> str:
    change, day = one.capability, phrasing.formats.day(one.before)
    if change is None or change.moved == "same":
        return _("About the same as on {date}").format(date=day)
    template = _("Up from {before} to {after} since {date}")
    if change.moved == "down":
        template = _("Down from {before} to {after} since {date}")
    return template.format(before=round(change.before), after=round(change.after), date=day)


def change_section(phrasing: Phrasing, one: Comparison | None) -> b.Section | None:
    """Return the page of what changed, or None where there is no earlier check-up."""
    if one is None:
        return None
    found: list[b.Block] = [b.Heading(1, _finding(phrasing, one))]
    figure = change_picture(phrasing, one)
    found += [figure] if figure is not None else [b.Paragraph(words.finding(phrasing, one))]
    found += [b.Paragraph(line) for line in words.said_of_both(phrasing, one)]
    if named := words.movements(phrasing, one):
        points = tuple(b.Paragraph(f"{capital(line)}.") for line in named)
        found += [b.Heading(2, _("Moved most")), b.Bullets(points)]
    if kept := words.plan_kept(one):
        found += [b.Heading(2, _("The plan")), b.Paragraph(kept)]
    return b.Section("change", _("Change since the last check-up"), tuple(found))
