"""The blank questionnaire: two sheets, tagged, and read back without a difference once it is filled in."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import page as validation
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from plateau_doctor.core.answers import Answer
from plateau_doctor.core.pack import Pack
from plateau_doctor.errors import UserError
from plateau_doctor.exchange import FilledForm, parse_checkup, read_form, write_checkup
from plateau_doctor.report import FormOptions, Paper, form_bytes
from plateau_doctor.strictjson import parse_json

from .conftest import Desk
from .reading import page_texts, squeezed

DAY = date(2026, 11, 23)


def blank(desk: Desk, form: str = "full", paper: Paper = "a4", *, fillable: bool = True) -> bytes:
    return form_bytes(desk.pack, desk.words, FormOptions(paper, fillable, form))


def filled(data: bytes, values: dict[str, str], to: Path) -> Path:
    """Fill a form as another program does."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for one in writer.pages:
        writer.update_page_form_field_values(one, values, auto_regenerate=False)
    writer.write(to)
    return to


def read(path: Path, pack: Pack) -> FilledForm:
    return read_form(path, lambda _id, _version: pack, DAY)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("fillable", [False, True])
def test_the_form_stands_on_two_sheets_and_is_tagged(desk: Desk, paper: Paper, fillable: bool) -> None:
    data = blank(desk, paper=paper, fillable=fillable)
    assert len(PdfReader(io.BytesIO(data)).pages) <= 4
    assert not validation.validate_pdf_bytes(data, profile=validation.ValidationProfile.PDF_UA_1).failures
    text = squeezed("".join(page_texts(data)))
    for question in desk.pack.questions:
        ask, levels = desk.words.questions[question.id].asked(alone=False)
        assert squeezed(f"{question.id} {ask}") in text
        assert all(squeezed(f"{number} {level}") in text for number, level in enumerate(levels, start=1))
    assert data == blank(desk, paper=paper, fillable=fillable)


def test_a_form_for_a_pen_can_be_archived(desk: Desk) -> None:
    data = blank(desk, fillable=False)
    assert not validation.validate_pdf_bytes(data, profile=validation.ValidationProfile.PDF_A_2A).failures


@given(st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_filled_form_comes_back_without_a_difference(desk: Desk, tmp_path: Path, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["full", "quick"]))
    marks = {
        question.id: data.draw(
            st.sampled_from(["1", "2", "3", "4", "5", "D", *(["N"] if question.may_not_apply else [])])
        )
        for question in desk.pack.asked(form)
    }
    values = {own: f"/{mark}" for own, mark in marks.items()}
    given_too = {"business": "Müller & Søn – Łódź", "person": "Ann", "date": "2026-05-12"}
    path = filled(blank(desk, form), {**values, **given_too}, tmp_path / "filled.pdf")
    found = read(path, desk.pack)
    answers = found.checkup.sheets[0].answers
    told = {
        own: "D" if one.unknown else "N" if one.not_applicable is not None else str(one.level)
        for own, one in answers.items()
    }
    assert told == marks
    assert found.remarks == ()
    assert found.checkup.business.name == "Müller & Søn – Łódź"
    assert found.checkup.date == date(2026, 5, 12)
    assert found.checkup.form == form
    again = parse_checkup(parse_json(write_checkup(found.checkup), "again"), lambda _id, _version: desk.pack, "again")
    assert again == found.checkup


def test_what_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    values = {"S1": "/4", "S1-R": "/Yes", "S2": "/D", "date": "next May"}
    found = read(filled(blank(desk), values, tmp_path / "some.pdf"), desk.pack)
    assert dict(found.checkup.sheets[0].answers) == {"S1": Answer(level=4), "S2": Answer(unknown=True)}
    assert found.checkup.date == DAY
    said = " ".join(found.remarks)
    assert "S1: a record is ticked." in said
    assert "No box is ticked for 49 questions." in said
    assert "The form names no business." in said
    assert "next May" in said


def test_a_few_questions_without_a_box_are_named(desk: Desk, tmp_path: Path) -> None:
    values = {question.id: "/2" for question in desk.pack.questions if question.id not in {"S3", "O1"}}
    found = read(filled(blank(desk), values, tmp_path / "some.pdf"), desk.pack)
    assert "No box is ticked for S3, O1." in found.remarks


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%broken", b"\x00" * 999, b"hello"])
def test_what_is_no_form_is_refused_in_a_sentence(desk: Desk, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(data)
    with pytest.raises(UserError, match=r"x\.pdf"):
        read(tmp_path / "x.pdf", desk.pack)
    with pytest.raises(UserError, match="can't be read"):
        read(tmp_path / "nowhere.pdf", desk.pack)


def test_a_form_for_a_pen_and_a_report_are_no_filled_forms(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "pen.pdf").write_bytes(blank(desk, fillable=False))
    with pytest.raises(UserError, match="its fields are gone"):
        read(tmp_path / "pen.pdf", desk.pack)
