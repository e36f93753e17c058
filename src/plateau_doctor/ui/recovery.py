"""What is said when the window closed by itself the last time."""

from __future__ import annotations

from datetime import datetime

from plateau_doctor.i18n import Formats, _


def recovered(  # noqa: PLR0913 - what there is to say
    last: datetime, now: datetime, business: str = "", answers: int = 0, number: int = 0, *, formats: Formats
) -> str:
    """Return when that was, what was kept of the check-up under way, and where it goes on.

    `last` is the last save, `answers` how many there are, `number` the question where the person was (0: elsewhere).
    """
    if last.date() == now.date():
        words = _("Plateau Doctor closed by itself, last at {time}.").format(time=formats.time(last))
    else:
        words = _("Plateau Doctor closed by itself the last time.")
    if not business:
        return _("{closed} Every answer up to then is kept.").format(closed=words)
    if answers == 1:
        kept = _("{closed} The answer for {business} is kept.").format(closed=words, business=business)
    else:
        all_ = _("{closed} All {count} answers for {business} are kept.")
        kept = all_.format(closed=words, count=answers, business=business)
    return _("{kept} Carry on at question {number}?").format(kept=kept, number=number) if number else kept
