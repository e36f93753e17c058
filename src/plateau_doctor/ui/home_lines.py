"""The lines of the home list, and what came of each check-up. Worked out in the store's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from plateau_doctor.core.answers import review_day
from plateau_doctor.core.flow import END, is_answered, places
from plateau_doctor.core.outcome import Inflation
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import examine
from plateau_doctor.core.words import Words
from plateau_doctor.errors import UserError
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, capital
from plateau_doctor.samples import is_sample
from plateau_doctor.ui.home_line import HomeLine, Standing

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository
    from plateau_doctor.store.values import Row, Stored


def home_lines(rows: Iterable[Row]) -> tuple[HomeLine, ...]:
    """Return one line for each check-up, the one changed last at the top."""
    rows = tuple(rows)
    before: dict[str, str | None] = {}
    newest: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (row.date, row.revision)):
        name = row.business.casefold()
        before[row.id] = newest.get(name)
        newest[name] = row.id
    return tuple(
        HomeLine(
            row.id,
            row.business,
            row.date,
            finished=row.place in (None, END),
            revision=row.revision,
            earlier=before[row.id],
            latest=newest[row.business.casefold()] == row.id,
            review_day=row.review,
            sample=is_sample(row.id),
        )
        for row in rows
    )


def is_enough(phrasing: Phrasing) -> bool:
    """Tell whether a result is more than a look ahead.

    Nothing is left to answer, or there is a verdict and as large a share of answers as the pack wants for a sure one.
    """
    verdict, rules = phrasing.result.verdict, phrasing.pack.scoring
    return not _open_questions(phrasing) or (verdict is not None and verdict.answered >= rules.sure_answered)


def _open_questions(phrasing: Phrasing) -> tuple[str, ...]:
    """Return the questions of the way that nobody has answered."""
    pack, checkup = phrasing.pack, phrasing.checkup
    asked = [place for place in places(pack, checkup.form, checkup.figures) if place in pack.by_id]
    return tuple(q for q in asked if not any(is_answered(sheet.answers, q) for sheet in checkup.sheets))


def standings(
    repository: Repository,
    ids: Iterable[str],
    find_pack: Callable[[str, int], tuple[Pack, Words]],
    inflation: Inflation,
) -> dict[str, Standing]:
    """Return how each check-up stands, by its id; one that can't be read is left out, and opening it says why."""
    found = {}
    for name in ids:
        with suppress(UserError):
            one = repository.load(name)
            found[name] = _standing(one, *find_pack(one.checkup.pack_id, one.checkup.pack_version), inflation)
    return found


def _standing(stored: Stored, pack: Pack, words: Words, inflation: Inflation) -> Standing:
    checkup = stored.checkup
    phrasing = Phrasing(pack, words, checkup, examine(pack, checkup, checkup.date, inflation))
    finished = stored.place in (None, END) and is_enough(phrasing)
    left = _open_questions(phrasing)
    score, capability = None, phrasing.result.capability
    if finished and phrasing.result.verdict is not None:
        state, score, left = capital(phrasing.state()), round(capability.score) if capability else None, ()
    else:
        # Counted as the question page counts: the practices, without the questions about the results.
        asked = [question.id for question in pack.practices(checkup.form)]
        answered = sum(question not in left for question in asked)
        state = _("{answered} of {asked} answered").format(answered=answered, asked=len(asked))
    day = phrasing.formats.day
    review = day(review_day(checkup.settings, checkup.date))
    return Standing(state, score, day(checkup.date), review, len(left), finished)
