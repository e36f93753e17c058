"""The lines of the home list: how far each check-up is, or what came of it. Worked out in the store's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from plateau_doctor.core.flow import END, is_answered, places
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import examine
from plateau_doctor.core.words import Words
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.ui.home_line import HomeLine

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.store.values import Stored


def home_lines(
    repository: Repository, find_pack: Callable[[str, int], tuple[Pack, Words]], inflation: Inflation
) -> tuple[HomeLine, ...]:
    """Return one line for each check-up, the one changed last at the top."""
    stored = [repository.load(row.id) for row in repository.check_ups()]
    return tuple(_line(one, *find_pack(one.checkup.pack_id, one.checkup.pack_version), inflation) for one in stored)


def _line(stored: Stored, pack: Pack, words: Words, inflation: Inflation) -> HomeLine:
    checkup = stored.checkup
    phrasing = Phrasing(pack, words, checkup, examine(pack, checkup, checkup.date, inflation))
    asked = [place for place in places(pack, checkup.form, checkup.figures) if place in pack.by_id]
    answered = sum(any(is_answered(sheet.answers, place) for sheet in checkup.sheets) for place in asked)
    finished = stored.place == END or (stored.place is None and answered >= len(asked) - 1 > 0)
    capability = phrasing.result.capability
    if finished and phrasing.result.verdict is not None:
        state, score = phrasing.state(), round(capability.score) if capability else None
        state = state[:1].upper() + state[1:]
    else:
        state, score = _("{answered} of {asked} answered").format(answered=answered, asked=len(asked)), None
    day = phrasing.formats.day(checkup.date)
    return HomeLine(checkup.id, checkup.business.name, day, state, score, finished, checkup.date)
