"""What the report says, before anything decides how it looks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from plateau_doctor.core.answers import Agreed, Answer, CheckUp, Figures
from plateau_doctor.packs.lint.reading import grade
from plateau_doctor.report import blocks as b
from plateau_doctor.report.html import make_html

from .conftest import Desk
from .reading import page_texts

_BANNED = re.compile(r"\b(wizard|KPI|respondent|maturity|please|sorry|failed|invalid|successfully)\b|!", re.IGNORECASE)


def _prose(section: b.Section) -> list[b.Block | b.Paragraph]:
    """Return the blocks that are read, without charts and without the line that names the business."""
    found: list[b.Block | b.Paragraph] = []
    for block in section.blocks[1:]:
        if isinstance(block, b.Beside):
            found += block.left
        elif not isinstance(block, b.Figure):
            found.append(block)
    return found


def _words(section: b.Section) -> int:
    """Count the words of a section without question ids and the labels of the lines to write on."""
    texts = [text for block in _prose(section) for text in b.texts_of(block)]
    return sum(len(text.split()) for text in texts if not re.fullmatch(r"[A-Z]{1,2}\d|Who|By", text))


def test_sections_come_in_the_order_of_the_reader(desk: Desk, sample: CheckUp) -> None:
    ids = [section.id for section in desk.outline(sample).sections]
    assert ids == ["answer", "standing", "why", "sums", "plan", "together", "method", "numbers", "answers"]


def test_page_one_is_short(desk: Desk, sample: CheckUp) -> None:
    answer = desk.outline(sample).section("answer")
    assert answer is not None
    assert _words(answer) <= 180


_APPENDIX = ("numbers", "answers")
_MOST_WORDS, _HIGHEST_GRADE = 250, 8


def _said(section: b.Section) -> list[str]:
    """Return the report's own sentences: no quotes, no labels, no particulars of a move, no chart."""
    found: list[str] = []
    for block in section.blocks:
        if isinstance(block, b.Paragraph):
            found.append(block.text)
        elif isinstance(block, b.Heading):
            found.append(f"{block.text}.")
        elif isinstance(block, b.Bullets):
            found += [item.text for item in block.items]
        elif isinstance(block, b.Beside):
            found += [one.text for one in block.left]
        elif isinstance(block, b.Figure):
            found.append(block.caption)
    return found


def test_every_page_is_short_and_easily_read(desk: Desk, sample: CheckUp) -> None:
    for section in desk.outline(sample).sections:
        if section.id in _APPENDIX:
            continue
        said = _said(section)
        assert sum(len(text.split()) for text in said) <= _MOST_WORDS, section.id
        assert grade(said, {}) <= _HIGHEST_GRADE, section.id


def test_page_one_names_three_moves_each_with_its_end(desk: Desk, bakery: CheckUp) -> None:
    answer = desk.outline(bakery).section("answer")
    assert answer is not None
    boxes = [block for block in answer.blocks if isinstance(block, b.ActionBox)]
    assert [box.number for box in boxes] == [1, 2, 3]
    assert all(box.parts[0].label == "Done when:" and box.parts[0].text for box in boxes)
    assert boxes[0].title == "Every cake enquiry gets an answer by six the same day"
    assert [line.text for line in boxes[0].side] == ["Priya", "31 May 2026"]


def test_a_dont_know_is_never_quoted(desk: Desk, bakery: CheckUp) -> None:
    unknown = {q for q, answer in bakery.sheets[0].answers.items() if answer.unknown}
    quoted = {q.question for s in desk.outline(bakery).sections for q in s.blocks if isinstance(q, b.Quote)}
    assert unknown
    assert quoted.isdisjoint(unknown)


def test_quotes_are_the_chosen_words(desk: Desk, sample: CheckUp) -> None:
    why = desk.outline(sample).section("why")
    assert why is not None
    quotes = [block for block in why.blocks if isinstance(block, b.Quote)]
    assert len(quotes) == 3
    for quote in quotes:
        levels = desk.words.questions[quote.question].asked(sample.business.alone)[1]
        assert quote.text.strip("“”") in levels


def test_without_a_verdict_it_says_what_is_missing(desk: Desk, bakery: CheckUp) -> None:
    few = dict(list(bakery.sheets[0].answers.items())[:4])
    begun = replace(bakery, figures=Figures(), plan=(), sheets=(replace(bakery.sheets[0], answers=few),))
    outline = desk.outline(begun)
    texts = list(b.texts_of(outline))
    assert "There is no verdict yet." in texts
    assert any("You have 0 of 6 areas" in text for text in texts)
    assert [section.id for section in outline.sections] == ["answer", "method", "numbers", "answers"]


def test_an_empty_check_up_has_no_appendix(desk: Desk, bakery: CheckUp) -> None:
    empty = replace(bakery, figures=Figures(), plan=(), own_verdict=None, sheets=())
    assert [section.id for section in desk.outline(empty).sections] == ["answer", "method", "numbers"]


def _remarks_on_s1(desk: Desk, checkup: CheckUp) -> list[str]:
    answers = desk.outline(checkup).section("answers")
    assert answers is not None
    entry = next(block for block in answers.blocks if isinstance(block, b.Entry) and block.question == "S1")
    return [remark.text for remark in entry.remarks]


def _joined_by(checkup: CheckUp, *levels: int) -> CheckUp:
    more = tuple(
        replace(checkup.sheets[0], respondent=f"P{place}", answers={"S1": Answer(level=level, note=f"a {level}")})
        for place, level in enumerate(levels, start=2)
    )
    return replace(checkup, sheets=(*checkup.sheets, *more), agreed={"S1": Agreed(3, "after a talk")})


def test_several_people_are_said_as_a_range_with_what_they_agreed(desk: Desk, bakery: CheckUp) -> None:
    remarks = _remarks_on_s1(desk, _joined_by(bakery, 4, 3))
    assert remarks[:2] == ["3 people answered, from step 2 to step 4.", "Agreed: step 3. after a talk"]


def test_two_people_are_too_few_for_a_range(desk: Desk, bakery: CheckUp) -> None:
    assert _remarks_on_s1(desk, _joined_by(bakery, 4))[0] == "2 people answered."


def test_no_note_of_a_group_tells_who_wrote_it(desk: Desk, bakery: CheckUp) -> None:
    workshop = _joined_by(bakery, 4, 3)
    notes = _remarks_on_s1(desk, workshop)[-3:]
    assert notes == sorted(notes)
    assert not any(re.search(r"\bP[1-9]\b", text) for text in b.texts_of(desk.outline(workshop)))


def test_questions_that_figures_answer_are_not_called_blank(desk: Desk, bakery: CheckUp) -> None:
    answers = desk.outline(bakery).section("answers")
    assert answers is not None
    entry = next(block for block in answers.blocks if isinstance(block, b.Entry) and block.question == "O1")
    assert entry.chosen == "Taken from your figures."


def test_a_reckoned_amount_has_three_figures(desk: Desk, bakery: CheckUp) -> None:
    standing = desk.outline(bakery).section("standing")
    assert standing is not None
    revenue = next(f for f in standing.blocks if isinstance(f, b.Figure) and f.chart == "revenue")
    assert isinstance(revenue.data, b.RevenueData)
    assert [series.last for series in revenue.data.series] == ["£509,000", "£412,000"]


def test_no_word_that_we_never_say(desk: Desk, bakery: CheckUp) -> None:
    quiet = {question: replace(answer, note="") for question, answer in bakery.sheets[0].answers.items()}
    ours = replace(bakery, plan=(), sheets=(replace(bakery.sheets[0], answers=quiet),))
    said = [text for text in b.texts_of(desk.outline(ours)) if _BANNED.search(text)]
    assert said == []


@pytest.mark.parametrize("chart", ["grid", "bars", "chain", "revenue"])
def test_every_chart_has_a_sentence_that_stands_in_for_it(desk: Desk, bakery: CheckUp, chart: str) -> None:
    found = [block for section in desk.outline(bakery).sections for block in section.blocks]
    figures = [block.figure if isinstance(block, b.Beside) else block for block in found]
    alts = [block.alt for block in figures if isinstance(block, b.Figure) and block.chart == chart]
    assert len(alts) == 1
    assert len(alts[0]) > 20


def test_a_sample_says_so_on_every_page_and_a_business_does_not(desk: Desk, bakery: CheckUp) -> None:
    for one, marked in ((bakery, True), (replace(bakery, id="ours"), False)):
        texts = page_texts(desk.pdf(one))
        assert [("Sample: a made-up business" in text) for text in texts] == [marked] * len(texts)
        page = make_html(desk.outline(one), desk.options()).decode()
        assert ("Sample: a made-up business" in page) is marked
