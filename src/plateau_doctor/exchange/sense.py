"""What no schema can know: whether the values of a check-up fit one another and its question pack."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from plateau_doctor.core.pack import Pack, Question
from plateau_doctor.errors import UserError
from plateau_doctor.exchange.flaws import Flaw, Path
from plateau_doctor.exchange.loose import day, entries, is_number, is_whole, keys
from plateau_doctor.strictjson import shown

FindPack = Callable[[str, int], Pack]

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2200, 12, 31)

_LAST_VERSION = 9999
_YEARLY = ("revenue", "operating_profit", "owner_wage_gap")
_NAMES = {"level": "a level", "unknown": "don't know", "not_applicable": "does not apply"}


def sense_flaws(data: object, find_pack: FindPack, path: Path = ()) -> Iterator[Flaw]:
    """Yield every flaw of one check-up; its shape may be wrong, which the schema tells."""
    checkup = keys(data)
    yield from _date_flaws(checkup.get("date"), (*path, "date"))
    yield from _date_flaws(keys(checkup, "settings").get("review"), (*path, "settings", "review"))
    yield from _figures_flaws(keys(checkup, "figures"), (*path, "figures"))
    yield from _respondent_flaws(entries(checkup, "sheets"), (*path, "sheets"))
    for number, entry in enumerate(entries(checkup, "plan")):
        for key in ("start", "due"):
            yield from _date_flaws(keys(entry).get(key), (*path, "plan", number, key))
    for id_, one in keys(checkup, "find_out").items():
        yield from _date_flaws(keys(one).get("due"), (*path, "find_out", id_, "due"))
    for number, sheet in enumerate(entries(checkup, "sheets")):
        for question, answer in keys(sheet, "answers").items():
            yield from _answer_flaws(keys(answer), (*path, "sheets", number, "answers", question))
    try:
        pack = _pack_of(checkup, find_pack)
    except UserError as error:
        yield from (Flaw((*path, "pack"), fault.sentence, fault.remedy) for fault in error.faults)
    else:
        yield from _pack_flaws(checkup, pack, path) if pack else ()


def _pack_of(checkup: dict[str, Any], find_pack: FindPack) -> Pack | None:
    """Return the pack that a check-up names, None where it names none; UserError for an unknown one."""
    id_, version = keys(checkup, "pack").get("id"), keys(checkup, "pack").get("version")
    named = isinstance(id_, str) and id_.isascii() and id_.replace("-", "").isalnum()
    return find_pack(str(id_), int(version)) if named and is_whole(version) and 1 <= version <= _LAST_VERSION else None


def _date_flaws(text: object, path: Path) -> Iterator[Flaw]:
    found = day(text)
    if isinstance(found, str):
        yield Flaw(path, f"The calendar has no {found}.", 'Write a date like "2026-05-12".')
    elif found is not None and not FIRST_DAY <= found <= LAST_DAY:
        yield Flaw(path, f"The date {found} is too far away.", f"Write a date from {FIRST_DAY} to {LAST_DAY}.")


def _figures_flaws(figures: dict[str, Any], path: Path) -> Iterator[Flaw]:
    years = entries(figures, "years")
    for key in (key for key in _YEARLY if entries(figures, key)):
        count = len(entries(figures, key))
        if "years" not in figures:
            yield Flaw((*path, "years"), 'The key "years" is missing.', "Add it with one year for each number.")
        elif isinstance(figures["years"], list) and count != len(years):
            sentence = f"Here {_counted(count, 'number')} for {_counted(len(years), 'year', verb=False)}."
            yield Flaw((*path, key), sentence, "Write one number a year, null where you don't know it.")
    for number, (before, after) in enumerate(pairwise(years)):
        if is_number(before) and is_number(after) and before >= after:
            sentence = f"The year {shown(after)} comes after {shown(before)}."
            yield Flaw((*path, "years", number + 1), sentence, "Put the years in order, oldest first, each once.")
    yield from _customer_flaws(keys(figures, "customers"), (*path, "customers"))
    strong, weak = (keys(figures, "facts").get(name) for name in ("strongest_month", "weakest_month"))
    if is_number(strong) and is_number(weak) and weak > strong:
        sentence = f"The weakest month ({shown(weak)}) is above the strongest ({shown(strong)})."
        yield Flaw((*path, "facts", "weakest_month"), sentence, "Swap the two, or look them up again.")


def _counted(count: int, noun: str, *, verb: bool = True) -> str:
    """Return `stands 1 number`, `stand 2 numbers`, or the same without the verb."""
    words = f"{count} {noun}" if count == 1 else f"{count} {noun}s"
    return f"{'stands' if count == 1 else 'stand'} {words}" if verb else words


def _customer_flaws(customers: dict[str, Any], path: Path) -> Iterator[Flaw]:
    """Yield a flaw where more customers were lost than were there when the year began."""
    active, new, lost = (customers.get(name) for name in ("active", "new", "lost"))
    if is_number(active) and is_number(new) and is_number(lost) and new > active:
        start = active - new + lost
        sentence = (
            f"{shown(active)} customers now, {shown(new)} new and {shown(lost)} lost leave {shown(start)} "
            "at the start of the year, fewer than were lost."
        )
        yield Flaw(path, sentence, "Leave out customers who came and went within the year, and count again.")


def _respondent_flaws(sheets: list[Any], path: Path) -> Iterator[Flaw]:
    first: dict[str, int] = {}
    for number, sheet in enumerate(sheets):
        code = keys(sheet).get("respondent")
        if isinstance(code, str) and first.setdefault(code, number) != number:
            sentence = f"The respondent {shown(code)} has another sheet already (sheets[{first[code]}])."
            yield Flaw((*path, number, "respondent"), sentence, "Give each person a code of their own.")


def _answer_flaws(answer: dict[str, Any], path: Path) -> Iterator[Flaw]:
    given = [words for key, words in _NAMES.items() if key in answer and answer[key] is not False]
    if len(given) > 1:
        sentence = f"This answer is {len(given)} things at once: {' and '.join(given)}."
        yield Flaw(path, sentence, "Keep one of them.")
    records = entries(answer, "records")
    seen: set[float] = set()
    for number, record in enumerate(records):
        if is_number(record) and record in seen:
            yield Flaw((*path, "records", number), f"The record {shown(record)} stands here twice.", "Remove one.")
        elif is_number(record):
            seen.add(record)


def _pack_flaws(checkup: dict[str, Any], pack: Pack, path: Path) -> Iterator[Flaw]:
    """Yield what doesn't fit the question pack."""
    for number, sheet in enumerate(entries(checkup, "sheets")):
        for id_, answer in keys(sheet, "answers").items():
            at: Path = (*path, "sheets", number, "answers", id_)
            question = pack.by_id.get(id_)
            if question is None:
                yield _unknown_question(id_, pack, at)
            else:
                yield from _question_flaws(keys(answer), question, at)
    for about in ("agreed", "find_out"):
        for id_ in keys(checkup, about):
            if id_ not in pack.by_id:
                yield _unknown_question(id_, pack, (*path, about, id_))
    for number, entry in enumerate(entries(checkup, "plan")):
        yield from _plan_flaws(keys(entry), pack, (*path, "plan", number))


def _unknown_question(id_: str, pack: Pack, path: Path) -> Flaw:
    names = {name.casefold(): name for name in pack.by_id}
    near = difflib.get_close_matches(id_[:40].casefold(), names, 1, 0.4)
    remedy = f'Did you mean "{names[near[0]]}"? Rename it or remove it.' if near else "Remove it."
    return Flaw(path, f'The pack "{pack.id}" version {pack.version} has no question {shown(id_)}.', remedy)


def _question_flaws(answer: dict[str, Any], question: Question, path: Path) -> Iterator[Flaw]:
    if "not_applicable" in answer and not question.may_not_apply:
        remedy = 'Write a level from 1 to 5, or "unknown": true.'
        yield Flaw((*path, "not_applicable"), f"{question.id} applies to every business.", remedy)
    for number, record in enumerate(entries(answer, "records")):
        if is_number(record) and record >= question.records:
            sentence = f"{question.id} has no record {shown(record)}."
            yield Flaw((*path, "records", number), sentence, _numbers_below(question.records))


def _plan_flaws(entry: dict[str, Any], pack: Pack, path: Path) -> Iterator[Flaw]:
    id_, action = entry.get("question"), entry.get("action")
    if not isinstance(id_, str):
        return
    question = pack.by_id.get(id_)
    if question is None:
        yield _unknown_question(id_, pack, (*path, "question"))
    elif is_number(action) and action >= len(question.actions):
        sentence = f"{question.id} has no action {shown(action)}."
        yield Flaw((*path, "action"), sentence, _numbers_below(len(question.actions)))


def _numbers_below(count: int) -> str:
    """Return the remedy for a number that counts from 0 and runs past the end."""
    if count <= 1:
        return "Write 0, the only one there is, or remove it." if count else "Remove it."
    return f"Write a number from 0 to {count - 1} (they are counted from 0), or remove it."
