"""Each kind of fault, planted in a copy of the shipped pack: one line with its place and its remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plateau_doctor import packs
from plateau_doctor.errors import UserError

from .conftest import Copy

Change = Callable[[Any], None]


def put(*path: Any, value: Any) -> Change:
    """Return a change that sets what stands at a path."""

    def change(root: Any) -> None:
        for step in path[:-1]:
            root = root[step]
        root[path[-1]] = value

    return change


def drop(*path: Any) -> Change:
    """Return a change that takes away what stands at a path."""

    def change(root: Any) -> None:
        for step in path[:-1]:
            root = root[step]
        del root[path[-1]]

    return change


def twice(part: str, position: int) -> Change:
    """Return a change that repeats an entry of a list."""
    return lambda root: root[part].insert(position, root[part][position])


def to_end(part: str, position: int) -> Change:
    """Return a change that moves an entry to the end of its list."""
    return lambda root: root[part].append(root[part].pop(position))


S3 = ("questions", 2)
P01 = ("patterns", 0)
MUST = "any(hi(promotion_minus_other_ps, 0, 15), hi(promo_share_of_marketing_effort, 0.6, 0.85))"

IN_STRUCTURE = [
    (drop(*S3, "weight"), 'questions[S3].weight: The weight is missing. Add "weight" with a number above 0.'),
    (put(*S3, "weight", value=0), "questions[S3].weight: Here stands 0. Write a number above 0."),
    (put(*S3, "weight", value="1"), 'questions[S3].weight: Here stands "1". Write a number above 0.'),
    (put(*S3, "wieght", value=1), ('questions[S3].wieght: This key is not known here. Did you mean "weight"? '
     "Rename it or remove it.")),
    (put(*S3, "zzz", value=1), "questions[S3].zzz: This key is not known here. Remove it."),
    (put(*S3, "records", value=3.0), ("questions[S3].records: Here stands 3.0. "
     "Write how many records a person may tick, 0 to 20.")),
    (put("version", value=True), "version: Here stands true. Write a whole number from 1 to 9999."),
    (drop("scoring"), ('scoring: The scoring is missing. Add "scoring" with an object with the thresholds of the '
     "scores.")),
    (put("scoring", value=[]), "scoring: Here stands a list. Write an object with the thresholds of the scores."),
    (put("gates", value={}), "gates: Here stands an object. Write a list of at most 50 gates."),
    (put("format", value="x"), 'format: Here stands "x". Write "plateau-doctor/pack".'),
    (put(*S3, "actions", 0, "effort", value="XL"), ('questions[S3].actions[1].effort: Here stands "XL". '
     'Write "S", "M" or "L".')),
    (put(*S3, "actions", 0, "weeks", value=[1]), ("questions[S3].actions[1].weeks: The list has 1 entry. "
     "Write two whole numbers of weeks, the shortest and the longest.")),
    (put(*S3, "actions", 0, "tags", value=["cash", "cash"]), ("questions[S3].actions[1].tags: "
     "An entry stands in the list more than once. Write a list of tags.")),
    (put(*S3, "actions", 0, "weeks", value=[4, 1]), ("questions[S3].actions[1].weeks: The longest time comes first. "
     "Write the shortest time first.")),
    (put(*S3, "actions", 0, "grade", value="gold"), ('questions[S3].actions[1].grade: The grade "gold" is not in '
     "plan.grade. Write one of strong, survey, practice.")),
    (twice("gates", 0), "gates: The id profit stands here more than once. Give each its own id."),
    (twice("questions", 2), "questions: The id S3 stands here more than once. Give each its own id."),
    (put(*S3, "area", value="salez"), ('questions[S3].area: The area "salez" is not in "areas". '
     "Write one of alignment, place, price, product, promotion, sales, outcomes.")),
    (to_end("questions", 2), ("questions[S3]: This question stands after a question about outcomes. "
     "Move it up: outcomes come last.")),
    (put("areas", 0, "weight", value=0.2), "areas: The weights add up to 0.9. Change them so that they add up to 1."),
    (put("gates", 0, "open_when", 0, value="hi(adj_margin, 0.04"), ("gates[profit].open_when[1]: The condition can't "
     'be read: character 20: expected ,. Write it like "lo(S1, 2, 4)" or "any(..., ...)".')),
    (put("gates", 0, "open_when", 0, value="hi(luck, 0, 1)"), ('gates[profit].open_when[1]: The condition names '
     '"luck", which is not known. Use the id of a question or an area, or a figure of the check-up.')),
    (put("gates", 3, "questions", 0, value="PM9"), ('gates[offer].questions: The question "PM9" is not in '
     '"questions". Use the id of a question.')),
    (put(*P01, "moves", 0, 0, value="PM9"), ('patterns[P01].moves[1]: The question "PM9" is not in "questions". '
     "Use the id of a question.")),
    (put("plan", "outcome_questions", "O1", value=["S99"]), ('plan.outcome_questions.O1: The question "S99" is not '
     'in "questions". Use the id of a question.')),
    (put("plan", "outcome_questions", "O99", value=[]), ('plan.outcome_questions.O99: The question "O99" is not '
     'in "questions". Use the id of a question.')),
    (put("chain", 0, value="S99"), 'chain: The question "S99" is not in "questions". Use the id of a question.'),
    (put("directions", 0, "questions", 0, value="S99"), ('directions[tosales].questions: The question "S99" is not '
     'in "questions". Use the id of a question.')),
    (twice("directions", 0), "directions: The id tosales stands here more than once. Give each its own id."),
    (twice("checks", 0), "checks: The id pipeline stands here more than once. Give each its own id."),
    (put("checks", 0, "when", 0, value="hi(luck, 0, 1)"), ('checks[pipeline].when[1]: The condition names "luck", '
     "which is not known. Use the id of a question or an area, or a figure of the check-up.")),
    (drop("checks", 0, "when"), ('checks[pipeline].when: The when is missing. Add "when" with a list of 1 to 10 '
     "conditions.")),
    (put("scoring", "run_length", value=0), ("scoring.run_length: Here stands 0. Write a whole number from 1 to "
     "1000.")),
    (put("scoring", "middle_from", value=70), ("scoring.middle_from: It is 70, and high_from is 65. "
     "Make it smaller than high_from.")),
    (put("scoring", "words", value=[25, 75, 50]), "scoring.words: The scores don't rise. Write them from low to high."),
    (put("facts", 0, "id", value="moon_phase"), (
        'facts[moon_phase].id: There is no figure "moon_phase". Use a figure of the check-up.')),
    (put("facts", 0, "question", value="S99"), (
        'facts[qualified_share].question: The question "S99" is not in "questions". Use the id of a question.')),
    (put("facts", 0, "edges", value=[0, 0.5, 0.2]), (
        "facts[qualified_share].edges: The edges don't rise. Write them from low to high.")),
    (put("plan", "windows", value=[30, 90, 60]), "plan.windows: The numbers don't rise. Write them from low to high."),
    (put("plan", "state_first", value={"declining": ["cash", "S99"]}), (
        'plan.state_first.declining: The question "S99" is not in "questions". Use the id of a question.')),
    (put("plan", "state_first", value={"sleepy": ["cash"]}), ("plan.state_first.sleepy: This key is not known here. "
     "Write a state such as declining, or remove it.")),
    (put(*S3, "actions", 0, "figure", value="moon_phase"), (
        'questions[S3].actions[1].figure: The figure "moon_phase" is not known. Use a figure of the check-up.')),
    (put("outcome", "level_weights", "3", value=[0.2, 0.2, 0.2]), ("outcome.level_weights.3: The shares add up to "
     "0.6. Change them so that they add up to 1.")),
]  # fmt: skip

IN_WORDS = [
    (drop("questions", "S3"), 'questions.S3: The words of this question are missing. Add "S3" with its words.'),
    (drop("patterns", "P01"), 'patterns.P01: The words of this pattern are missing. Add "P01" with its words.'),
    (lambda root: put("questions", "S99", value=root["questions"]["S1"])(root),
     "questions.S99: There is no such question in pack.json. Remove it, or add the question there."),
    (put("questions", "S3", "title", value=""), ("questions.S3.title: The text is empty. "
     "Write a text of at most 120 characters.")),
    (put("questions", "S3", "title", value="a" * 121), ("questions.S3.title: The text has 121 characters. "
     "Write a text of at most 120 characters.")),
    (drop("questions", "S3", "levels", 0), ("questions.S3.levels: The list has 4 entries. "
     "Write a list of five sentences, level 1 first.")),
    (drop("questions", "S3", "records", 0), ("questions.S3.records: The list has 2, and pack.json says 3. "
     "Write 3, or change it there.")),
    (drop("questions", "S3", "actions", 0), ("questions.S3.actions: The list has 2, and pack.json says 3. "
     "Write 3, or change it there.")),
    (drop("patterns", "P01", "moves", 0), ("patterns.P01.moves: The list has 2, and pack.json says 3. "
     "Write 3, or change it there.")),
    (drop("questions", "S3", "one_person"), ('questions.S3.one_person: It is missing, and pack.json says '
     '"one_person_variant". Add "one_person", or write false there.')),
    (put("questions", "S3", "does_not_apply_when", value="x"), ("questions.S3.does_not_apply_when: It is here, and "
     'pack.json says no "may_not_apply". Remove it, or write true there.')),
    (drop("patterns", "P01", "fits_because", MUST), (f"patterns.P01.fits_because: The sentence for {MUST} is missing. "
     f'Add "{MUST}" with a sentence.')),
    (put("patterns", "P01", "fits_because", "lo(S1, 2, 4)", value="x"), ("patterns.P01.fits_because: The pattern has "
     "no condition lo(S1, 2, 4). Remove it, or add the condition there.")),
    (drop("messages", "conf.high"), ('messages.conf.high: The conf.high is missing. Add "conf.high" with a text of '
     "at most 600 characters without gaps.")),
    (drop("messages", "area.price"), 'messages.area.price: The message is missing. Add "area.price" with a text.'),
    (drop("messages", "plan.blocked.leak"), ("messages.plan.blocked.leak: The message is missing. "
     'Add "plan.blocked.leak" with a text.')),
    (drop("messages", "figure.win_rate"), ("messages.figure.win_rate: The message is missing. "
     'Add "figure.win_rate" with a text.')),
    (put("messages", "conf.because", value="Because {reasons"), ("messages.conf.because: A gap is not closed or not "
     "named. Write gaps like {area}, in braces.")),
    (put("messages", "conf.because", value="Because {reasons:>9}"), ("messages.conf.because: A gap is not closed or "
     "not named. Write gaps like {area}, in braces.")),
    (put("messages", "conf.because", value="Because {reason}"), ("messages.conf.because: Nothing fills the gap "
     "{reason}. Use {reasons} in this message.")),
    (put("messages", "conf.high", value="High {x}"), ("messages.conf.high: Nothing fills the gap {x}. "
     "Use no gaps in this message.")),
    (put("id", value="other"), "id: The id is other, and pack.json says sales-and-four-ps. Write sales-and-four-ps."),
    (put("language", value="de"), "language: The language is de, and the file's name says en. Write en."),
    (put("questions", "S1", "examples", value={}), None),
    (put("glossary", "a" * 61, value="x"), (f"glossary.{'a' * 37}...: This key is not known here. "
     "Write a term of at most 60 characters, or remove it.")),
]  # fmt: skip


@pytest.mark.parametrize(("change", "line"), IN_STRUCTURE)
def test_a_fault_in_the_structure(copy: Copy, change: Change, line: str) -> None:
    copy.change("pack.json", change)
    assert f"pack.json, {line}" in copy.faults()


@pytest.mark.parametrize(("change", "line"), IN_WORDS)
def test_a_fault_in_the_words(copy: Copy, change: Change, line: str | None) -> None:
    copy.change("text.en.json", change)
    assert copy.faults() == ([f"text.en.json, {line}"] if line else [])


def test_a_check_of_the_packs_own_needs_its_message(copy: Copy) -> None:
    copy.change("pack.json", put("checks", 4, "id", value="luck"))
    assert copy.faults() == ['text.en.json, messages.fit.luck: The message is missing. Add "fit.luck" with a text.']


def test_five_mistakes_give_five_lines(copy: Copy) -> None:
    for change in (
        drop(*S3, "weight"),
        put("areas", 0, "weight", value=0.2),
        put("gates", 0, "open_when", 0, value="hi(luck, 0, 1)"),
    ):
        copy.change("pack.json", change)
    for change in (drop("questions", "S3", "records", 0), drop("messages", "conf.high")):
        copy.change("text.en.json", change)
    places = [line.split(":")[0] for line in copy.faults()]
    assert sorted(places) == [
        "pack.json, areas",
        "pack.json, gates[profit].open_when[1]",
        "pack.json, questions[S3].weight",
        "text.en.json, messages.conf.high",
        "text.en.json, questions.S3.records",
    ]


def test_loading_tells_the_same_faults_as_the_check(copy: Copy) -> None:
    copy.change("pack.json", drop(*S3, "weight"))
    with pytest.raises(UserError) as told:
        packs.load(copy.folder)
    assert [str(fault) for fault in told.value.faults] == copy.faults()


def test_a_copy_loads_like_the_shipped_pack(copy: Copy) -> None:
    assert packs.load(copy.folder) == packs.shipped("sales-and-four-ps", 1)


def test_words_are_looked_at_when_the_structure_cannot_be_read(copy: Copy) -> None:
    (copy.folder / "pack.json").write_text("{", encoding="utf-8")
    copy.change("text.en.json", drop("messages", "conf.high"))
    assert [line.split(":")[0] for line in copy.faults()] == ["pack.json", "text.en.json, messages.conf.high"]


def test_words_that_cannot_be_read(copy: Copy) -> None:
    (copy.folder / "text.en.json").write_text("[]", encoding="utf-8")
    assert copy.faults() == ["text.en.json: Here stands a list. Write an object."]


def test_missing_messages_are_no_second_fault(copy: Copy) -> None:
    copy.change("text.en.json", put("messages", value=[]))
    copy.change("text.en.json", put("patterns", "P01", "fits_because", value=[]))
    copy.change("text.en.json", put("questions", value=[]))
    assert [line.split(":")[0] for line in copy.faults()] == [
        "text.en.json, questions",
        "text.en.json, patterns.P01.fits_because",
        "text.en.json, messages",
    ]


def test_shapes_that_are_wrong_hide_no_other_fault(copy: Copy) -> None:
    copy.change("pack.json", put(*S3, "actions", value=7))
    copy.change("pack.json", put(*P01, "moves", value=7))
    copy.change("pack.json", put("patterns", 1, "must", 0, value=7))
    copy.change("text.en.json", put("messages", "conf.high", value=7))
    copy.change("text.en.json", drop("messages", "conf.low"))
    places = [line.split(":")[0] for line in copy.faults()]
    assert {
        "pack.json, questions[S3].actions",
        "pack.json, patterns[P01].moves",
        "pack.json, patterns[P02].must[1]",
        "text.en.json, messages.conf.high",
        "text.en.json, messages.conf.low",
    } <= set(places)


def test_a_question_without_an_id_stops_the_search_for_surplus_words(copy: Copy) -> None:
    copy.change("pack.json", drop(*S3, "id"))
    assert not [line for line in copy.faults() if line.startswith("text.en.json")]


def test_other_languages_are_looked_at_too(copy: Copy) -> None:
    shutil.copy(copy.folder / "text.en.json", copy.folder / "text.de.json")
    assert packs.languages(copy.folder) == ("de", "en")
    assert copy.faults() == ["text.de.json, language: The language is en, and the file's name says de. Write de."]
    copy.change("text.de.json", put("language", value="de"))
    assert packs.load(copy.folder, "de")[1].language == "de"


def test_a_language_that_is_not_there(copy: Copy) -> None:
    with pytest.raises(UserError) as told:
        packs.load(copy.folder, "tlh")
    assert str(told.value) == 'pack: The words in the language "tlh" are missing. These are here: en.'
    with pytest.raises(UserError) as told:
        packs.shipped("sales-and-four-ps", 1, "tlh")
    assert str(told.value).startswith("sales-and-four-ps version 1: The words in the language")


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    assert [str(fault) for fault in packs.check(tmp_path)] == [
        "pack.json: There is no such file. Check the name and the folder.",
        "text.en.json: There is no such file. Add the words of the pack.",
    ]
    with pytest.raises(UserError) as told:
        packs.load(tmp_path)
    assert told.value.faults[0].remedy == 'Add "text.en.json".'


@pytest.mark.parametrize(("pack_id", "version"), [("sales-and-four-ps", 99), ("../..", 1), ("", 0)])
def test_a_pack_that_is_not_shipped(pack_id: str, version: int) -> None:
    with pytest.raises(UserError, match="Use one of these: sales-and-four-ps version 1"):
        packs.shipped(pack_id, version)
