"""What a reader of the report gets to see: which sections in which order, and whose words."""

from __future__ import annotations

from dataclasses import replace

from plateau_doctor.core.answers import CheckUp
from plateau_doctor.report.blocks import Reader

ORDER = ("answer", "standing", "why", "sums", "plan", "together", "change", "method", "numbers", "receipts", "answers")
"""The sections as they follow each other for the owner."""
OPTIONAL = frozenset(("receipts",))
"""Those that are printed only where somebody asks for them."""
_BOARD = ("answer", "method", *(name for name in ORDER if name not in {"answer", "method"}))


def sections_for(reader: Reader, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sections of a reader's report in their order.

    `wanted` names them; the usual ones stand where it is empty, or names none that this reader may have.
    """
    # A receipt tells each single step that people chose: not for the team.
    shared = tuple(name for name in ORDER if name != "receipts")
    order = {"owner": ORDER, "team": shared, "board": _BOARD, "one-page": ("answer",)}[reader]
    usual = tuple(name for name in order if name not in OPTIONAL)
    return tuple(name for name in order if name in wanted) or usual


def words_for(reader: Reader, checkup: CheckUp) -> CheckUp:
    """Return a check-up with the free text that a reader may see: no notes for team and board, no names for the team.

    What somebody wrote into the plan may hold a name: the team reads the pack's own words for it.

    Only what is said is left out: the result that goes with it counts every note and record.
    """
    if reader in {"owner", "one-page"}:
        return checkup
    sheets = tuple(
        replace(
            sheet,
            answers={own: replace(one, note="", not_applicable=None) for own, one in sheet.answers.items()},
        )
        for sheet in checkup.sheets
    )
    agreed = {own: replace(one, note="") for own, one in checkup.agreed.items()}
    plan, tasks = checkup.plan, checkup.find_out
    if reader == "team":
        plan = tuple(replace(one, who="", text="", cue="", will="", obstacle="", response="") for one in plan)
        tasks = {own: replace(one, who="") for own, one in tasks.items()}
    return replace(checkup, sheets=sheets, agreed=agreed, plan=plan, find_out=tasks)
