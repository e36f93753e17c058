"""Each fault planted alone: the place, what stands there, and what to write instead."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest

from exchange.files import GONE, GOOD, find_pack, good_with, said_of
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.exchange import parse_checkup

PACK = 'The pack "sales-and-four-ps" version 1 has no question'
DAY = 'Write a date like "2026-05-12".'
LEVEL = "Write a whole number from 1 to 5."
UNKNOWN = "This key is not known here."
PER_YEAR = "Write one number a year, null where you don't know it."
SHARE = "from 0 to 1, like 0.38 for 38 in 100"
GAP = "Write one number, or a list with one number a year"

FAULTS: list[tuple[str, object, str]] = [
    # the file itself
    ("version", 2, (
        "version: This file was made by a newer version of Plateau Doctor (file version 2). "
        "Update Plateau Doctor; this one reads file version 1.")),
    ("version", 0, "version: Here stands 0. Write 1."),
    ("version", "1", 'version: Here stands "1". Write 1.'),
    ("version", True, "version: Here stands true. Write 1."),
    ("version", GONE, 'version: The key "version" is missing. Add it with 1.'),
    ("format", "plateau-doctor/pack", (
        'format: This is not a check-up of Plateau Doctor: its format is "plateau-doctor/pack". '
        'Choose a file whose format is "plateau-doctor/check-up".')),
    ("format", GONE, 'format: The key "format" is missing. Add it with "plateau-doctor/check-up".'),
    ("bussiness", {}, f'bussiness: {UNKNOWN} Did you mean "business"? Rename it or remove it.'),
    ("zzz", 1, f"zzz: {UNKNOWN} Remove it."),
    ("business.name", GONE, (
        'business.name: The key "name" is missing. Add it with the name of the business, at most 200 characters.')),
    ("business.name", " ", "business.name: The text is empty. Write the name of the business, at most 200 characters."),
    ("business.name", "x" * 201, "business.name: The text has 201 characters. Shorten it to at most 200."),
    ("business.staff", 0, (
        "business.staff: Here stands 0. Write the number of people who work there, you included.")),
    ("business.country", "UK\n", (
        "business.country: The text has 3 characters. Shorten it to at most 2.")),
    ("business.country", "gb", (
        'business.country: Here stands "gb". Write a country as two capital letters, like "GB".')),
    ("business", [], (
        "business: The list is empty. Write an object with at least the name of the business, or remove it.")),
    ("id", "a/b", 'id: Here stands "a/b". Write an id of letters, digits, - and _, at most 120 characters.'),
    ("pack.id", "nope", (
        'pack: The question pack "nope" version 1 is not here. Use one of these: sales-and-four-ps version 1.')),
    ("pack.version", 7, (
        'pack: The question pack "sales-and-four-ps" version 7 is not here. '
        "Use one of these: sales-and-four-ps version 1.")),
    ("pack.id", "../secret", (
        'pack.id: Here stands "../secret". Write a pack id in small letters, digits and hyphens.')),
    ("form", "long", 'form: Here stands "long". Write "full" or "quick".'),
    ("own_verdict", None, 'own_verdict: Here stands null. Write "growing", "flat" or "shrinking".'),
    # dates
    ("date", "2026-02-30", f"date: The calendar has no 2026-02-30. {DAY}"),
    ("date", "12 May 2026", f'date: Here stands "12 May 2026". {DAY}'),
    ("date", "20260512", f'date: Here stands "20260512". {DAY}'),
    ("date", "1989-12-31", "date: The date 1989-12-31 is too far away. Write a date from 1990-01-01 to 2200-12-31."),
    ("date", "2201-01-01", "date: The date 2201-01-01 is too far away. Write a date from 1990-01-01 to 2200-12-31."),
    ("plan.0.due", "2026-13-01", f"plan[0].due: The calendar has no 2026-13-01. {DAY}"),
    ("plan.0.start", 20260101, f"plan[0].start: Here stands 20260101. {DAY}"),
    # figures
    ("figures.revenue.0", "851000", 'figures.revenue[0]: Here stands "851000". Write 851000 without quotes.'),
    ("figures.revenue.0", "£ 851,000", 'figures.revenue[0]: Here stands "£ 851,000". Write 851000 without quotes.'),
    ("figures.revenue.0", "851k", (
        'figures.revenue[0]: Here stands "851k". Write a number from 0.01 up, or null where you don\'t know it.')),
    ("figures.revenue.0", 0, (
        "figures.revenue[0]: Here stands 0. Write a number from 0.01 up, or null where you don't know it.")),
    ("figures.revenue.2", -5, (
        "figures.revenue[2]: Here stands -5. Write a number from 0.01 up, or null where you don't know it.")),
    ("figures.revenue", [1, 2], f"figures.revenue: Here stand 2 numbers for 3 years. {PER_YEAR}"),
    ("figures.operating_profit", [1], f"figures.operating_profit: Here stands 1 number for 3 years. {PER_YEAR}"),
    ("figures.owner_wage_gap", [0, 0], f"figures.owner_wage_gap: Here stand 2 numbers for 3 years. {PER_YEAR}"),
    ("figures.owner_wage_gap", "0", 'figures.owner_wage_gap: Here stands "0". Write 0 without quotes.'),
    ("figures.owner_wage_gap", [], f"figures.owner_wage_gap: The list is empty. {GAP}, or remove it."),
    ("figures.years", [2023, 2023, 2025], (
        "figures.years[1]: The year 2023 comes after 2023. Put the years in order, oldest first, each once.")),
    ("figures.years", [2023, 2025, 2024], (
        "figures.years[2]: The year 2024 comes after 2025. Put the years in order, oldest first, each once.")),
    ("figures.years", GONE, 'figures.years: The key "years" is missing. Add it with one year for each number.'),
    ("figures.years.0", 23, "figures.years[0]: Here stands 23. Write a year from 1900 to 2200."),
    ("figures.gross_margin", 38, (
        "figures.gross_margin: Here stands 38. "
        "Write the gross margin as a share from -1 to 1, like 0.38 for 38 in 100.")),
    ("figures.overhead", -1, "figures.overhead: Here stands -1. Write a yearly sum from 0."),
    ("figures.facts.winrate", 0.3, (
        f'figures.facts.winrate: {UNKNOWN} Did you mean "win_rate"? Rename it or remove it.')),
    ("figures.facts.win_rate", 31, (
        f"figures.facts.win_rate: Here stands 31. Write quotes won of quotes made as a share {SHARE}, or null.")),
    ("figures.facts.weakest_month", 90001, (
        "figures.facts.weakest_month: The weakest month (90001) is above the strongest (90000). "
        "Swap the two, or look them up again.")),
    ("figures.customers.active", 59, (
        "figures.customers: 59 customers now, 60 new and 58 lost leave 57 at the start of the year, "
        "fewer than were lost. Leave out customers who came and went within the year, and count again.")),
    ("figures.customers.lost", 1.5, "figures.customers.lost: Here stands 1.5. Write a whole number from 0."),
    ("promotion.0.spend", -9, "promotion[0].spend: Here stands -9. Write a yearly sum from 0."),
    ("promotion.0.kind", GONE, (
        'promotion[0].kind: The key "kind" is missing. Add it with a kind of promotion, at most 120 characters.')),
    # sheets
    ("sheets", GONE, 'sheets: The key "sheets" is missing. Add it with a list of at most 200 sheets.'),
    ("sheets", [{"respondent": f"P{n}"} for n in range(201)], (
        "sheets: The list has 201 entries. Leave at most 200.")),
    ("sheets.1.respondent", "P1", (
        'sheets[1].respondent: The respondent "P1" has another sheet already (sheets[0]). '
        "Give each person a code of their own.")),
    ("sheets.0.role", "boss", (
        'sheets[0].role: Here stands "boss". Write "owner", "sales", "marketing" or "other".')),
    ("sheets.0.answers.S3", {"level": 7}, f"sheets[0].answers.S3.level: Here stands 7. {LEVEL}"),
    ("sheets.0.answers.S3", {"level": "3"}, 'sheets[0].answers.S3.level: Here stands "3". Write 3 without quotes.'),
    ("sheets.0.answers.S3", 3, (
        "sheets[0].answers.S3: Here stands 3. Write an answer: a level, don't know or does not apply.")),
    ("sheets.0.answers.S99", {"level": 3}, (
        f'sheets[0].answers.S99: {PACK} "S99". Did you mean "S8"? Rename it or remove it.')),
    ("sheets.0.answers.pd3", {"level": 3}, (
        f'sheets[0].answers.pd3: {PACK} "pd3". Did you mean "PD3"? Rename it or remove it.')),
    ("sheets.0.answers.###", {"level": 3}, f'sheets[0].answers.###: {PACK} "###". Remove it.'),
    ("sheets.0.answers.S3", {"level": 3, "unknown": True}, (
        "sheets[0].answers.S3: This answer is 2 things at once: a level and don't know. Keep one of them.")),
    ("sheets.0.answers.S1.records", [0, 3], (
        "sheets[0].answers.S1.records[1]: S1 has no record 3. "
        "Write a number from 0 to 2 (they are counted from 0), or remove it.")),
    ("sheets.0.answers.PM7", {"records": [1]}, (
        "sheets[0].answers.PM7.records[0]: PM7 has no record 1. Write 0, the only one there is, or remove it.")),
    ("sheets.0.answers.S1.records", [0, 0], (
        "sheets[0].answers.S1.records[1]: The record 0 stands here twice. Remove one.")),
    ("sheets.0.answers.S1.note", "x" * 4001, (
        "sheets[0].answers.S1.note: The text has 4,001 characters. Shorten it to at most 4,000.")),
    ("sheets.0.answers.S3", {"not_applicable": "no"}, (
        "sheets[0].answers.S3.not_applicable: S3 applies to every business. "
        'Write a level from 1 to 5, or "unknown": true.')),
    ("sheets.0.answers.PL7", {"not_applicable": "\u202e "}, (
        "sheets[0].answers.PL7.not_applicable: The text is empty. "
        "Write the reason in a few words, at most 4,000 characters.")),
    # what was settled and planned
    ("agreed.S98", {"level": 3}, f'agreed.S98: {PACK} "S98". Did you mean "S8"? Rename it or remove it.'),
    ("agreed.S1", {"note": "x"}, (
        'agreed.S1.level: The key "level" is missing. Add it with a whole number from 1 to 5.')),
    ("plan.0.action", 3, (
        "plan[0].action: S5 has no action 3. Write a number from 0 to 2 (they are counted from 0), or remove it.")),
    ("plan.0.question", "S51", f'plan[0].question: {PACK} "S51". Did you mean "S5"? Rename it or remove it.'),
    ("find_out.S7.due", "2026-02-30", f"find_out.S7.due: The calendar has no 2026-02-30. {DAY}"),
    ("find_out.S77", {}, f'find_out.S77: {PACK} "S77". Did you mean "S7"? Rename it or remove it.'),
    ("plan.0.question", 5, "plan[0].question: Here stands 5. Write a question's id."),
    ("edits", {"": "x"}, "edits.: This key is not known here. Write a passage's id, or remove it."),
    ("edits", {f"b{n}": "" for n in range(1001)}, "edits: The object has 1,001 keys. Leave at most 1,000."),
    ("brand.accent", "teal", 'brand.accent: Here stands "teal". Write a colour like "#0b5563".'),
    ("settings.group_size", 2, (
        "settings.group_size: Here stands 2. Write the smallest group that is shown, from 3 to 5.")),
    ("settings.inflation", {"24": 0.03}, (
        "settings.inflation.24: This key is not known here. Write a year of four digits, or remove it.")),
    ("settings.inflation.2024", 3e9, (
        "settings.inflation.2024: Here stands 3000000000.0. "
        "Write a rate above -0.5 and below 10, like 0.03 for 3 in 100.")),
    ("settings.colour", "red", f"settings.colour: {UNKNOWN} Remove it."),
    # earlier check-ups
    ("earlier.0.earlier", [], f"earlier[0].earlier: {UNKNOWN} Remove it."),
    ("earlier.0.version", 9, (
        "earlier[0].version: This file was made by a newer version of Plateau Doctor (file version 9). "
        "Update Plateau Doctor; this one reads file version 1.")),
    ("earlier.0", 1, "earlier[0]: A check-up is an object, but here stands 1. Choose another file."),
    ("earlier.0.date", "2025-02-29", f"earlier[0].date: The calendar has no 2025-02-29. {DAY}"),
    ("earlier.0.pack.version", 3, (
        'earlier[0].pack: The question pack "sales-and-four-ps" version 3 is not here. '
        "Use one of these: sales-and-four-ps version 1.")),
    # numbers that are none
    ("figures.overhead", math.nan, (
        "figures.overhead: NaN is not a number that can be reckoned with. "
        "Write an ordinary number of at most 18 digits, or remove it.")),
    ("figures.overhead", -math.inf, (
        "figures.overhead: -Infinity is not a number that can be reckoned with. "
        "Write an ordinary number of at most 18 digits, or remove it.")),
    ("figures.overhead", 10**18, (
        "figures.overhead: This is not a number that can be reckoned with. "
        "Write an ordinary number of at most 18 digits, or remove it.")),
]  # fmt: skip
BANNED = re.compile(r"\b(invalid|illegal|failed|please|sorry|successfully)\b|!", re.IGNORECASE)


@pytest.mark.parametrize(("path", "value", "line"), FAULTS)
def test_a_fault_is_told_with_its_place_and_a_remedy(path: str, value: object, line: str) -> None:
    assert said_of(good_with(path, value)) == [f"x.json, {line}"]


@pytest.mark.parametrize("line", [line for _, _, line in FAULTS])
def test_words_are_plain_and_whole_sentences(line: str) -> None:
    assert not BANNED.search(line)
    assert line.endswith(".")


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (3, "3"), ("x", '"x"'), ([1], "a list"), (True, "true")])
def test_what_is_no_object_is_no_check_up(value: object, shown: str) -> None:
    assert said_of(value) == [f"x.json: A check-up is an object, but here stands {shown}. Choose another file."]


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    whole = good_with("sheets.0.answers.S1.level", 9)
    whole["figures"]["overhead"] = math.nan
    whole["figures"]["years"] = [2025, 2024]
    whole["date"] = "2026-02-30"
    whole["agreed"] = {"S77": {"level": 1}}
    whole["earlier"][0]["own_verdict"] = "up"
    del whole["business"]["name"]
    assert [line.split(": ")[0].removeprefix("x.json, ") for line in said_of(whole)] == [
        "date",
        "business.name",
        "figures.years[1]",
        "figures.revenue",
        "figures.operating_profit",
        "figures.owner_wage_gap",
        "figures.overhead",
        "sheets[0].answers.S1.level",
        "agreed.S77",
        "earlier[0].own_verdict",
    ]


def test_a_wrong_shape_hides_no_fault_inside_another_part() -> None:
    whole = good_with("sheets.0.answers", [])
    whole["plan"] = [7, {"question": "S5", "action": 8}]
    whole["figures"] = "none"
    places = [line.split(": ")[0] for line in said_of(whole)]
    assert places == ["x.json, figures", "x.json, sheets[0].answers", "x.json, plan[0]", "x.json, plan[1].action"]


def test_without_a_name_for_the_file_the_place_is_the_path() -> None:
    with pytest.raises(UserError) as error:
        parse_checkup(good_with("form", 1), find_pack, "")
    assert error.value.faults == (Fault("form", "Here stands 1.", 'Write "full" or "quick".'),)


def test_the_first_200_faults_are_told_and_then_that_there_are_more() -> None:
    lines = said_of({**GOOD, **{f"k{n}": n for n in range(300)}})
    assert len(lines) == 201
    assert lines[-1] == "x.json: There are more faults than these. Mend these first."


def test_more_values_than_any_check_up_holds_are_refused() -> None:
    assert said_of(good_with("figures.years", [2020] * 200_000)) == [
        "x.json: The file holds more than 200,000 values. Leave some of it out."
    ]


def test_values_nested_too_deep_are_refused() -> None:
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    assert said_of(deep) == ["x.json: Lists and objects lie too deep inside one another. Flatten them."]


def test_a_pack_with_several_faults_tells_them_all() -> None:
    def broken_pack(id_: str, version: int) -> Any:
        raise UserError(Fault("pack.json", "One thing.", "Mend it."), Fault("pack.json", "Another.", "Mend it too."))

    with pytest.raises(UserError) as error:
        parse_checkup({**GOOD, "earlier": []}, broken_pack, "x.json")
    assert [str(fault) for fault in error.value.faults] == [
        "x.json, pack: One thing. Mend it.",
        "x.json, pack: Another. Mend it too.",
    ]


def test_a_question_without_records_or_actions_has_nothing_to_count() -> None:
    from dataclasses import replace

    pack = find_pack("sales-and-four-ps", 1)
    bare = replace(pack, questions=tuple(replace(q, records=0, actions=()) for q in pack.questions))
    whole = good_with("plan.0.action", 0)
    with pytest.raises(UserError) as error:
        parse_checkup(whole, lambda _id, _version: bare, "x.json")
    assert [str(fault) for fault in error.value.faults] == [
        "x.json, sheets[0].answers.S1.records[0]: S1 has no record 0. Remove it.",
        "x.json, sheets[0].answers.S1.records[1]: S1 has no record 2. Remove it.",
        "x.json, plan[0].action: S5 has no action 0. Remove it.",
    ]
