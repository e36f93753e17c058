"""Three views of the same business side by side: what the owner said, what the answers say, what the figures say."""

from __future__ import annotations

from dataclasses import dataclass

from plateau_doctor.i18n import _
from plateau_doctor.phrasing.verdict import Phrasing, capital


@dataclass(frozen=True, slots=True)
class View:
    """One view: whose it is, and what it says in a few words."""

    whose: str
    says: str


def three_views(phrasing: Phrasing) -> tuple[View, View, View]:
    """Return the owner's view at the start, that of the answers, and that of the figures or the owner's estimate."""
    return (_said(phrasing), _answered(phrasing), _counted(phrasing))


def _said(phrasing: Phrasing) -> View:
    words = {"growing": _("Growing"), "flat": _("Flat"), "shrinking": _("Shrinking"), None: _("Nothing yet")}
    return View(_("You said"), words[phrasing.checkup.own_verdict])


def _answered(phrasing: Phrasing) -> View:
    one = phrasing.result.capability
    says = capital(phrasing.words.messages[f"band.{one.band}"]) if one else _("Not enough yet")
    return View(_("Your answers say"), says)


def _counted(phrasing: Phrasing) -> View:
    trajectory = phrasing.result.trajectory
    words = {"growing": _("Growing"), "stuck": _("Flat"), "declining": _("Shrinking"), None: _("Not clear yet")}
    rate, direction = trajectory.rate, trajectory.direction
    # Where the figures and the finding point opposite ways, neither word would be true.
    denied = rate is not None and direction == ("declining" if rate >= 0 else "growing")
    word = words[None if denied else direction]
    if rate is None:
        if trajectory.basis == "estimate":
            return View(_("Your own estimate says"), word)
        return View(_("Your figures say"), _("Nothing yet"))
    said = _("{word}: {rate} a year after inflation")
    return View(_("Your figures say"), said.format(word=word, rate=phrasing.formats.percent(rate, 1)))
