"""A questionnaire that somebody filled on a screen, read back into a check-up."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plateau_doctor.cleantext import clean
from plateau_doctor.core.answers import NAME_LIMIT, Answer, Business, CheckUp, Form, Sheet
from plateau_doctor.core.pack import Pack, Question
from plateau_doctor.errors import Fault, UserError
from plateau_doctor.exchange.sense import FindPack
from plateau_doctor.i18n import _

MOST_BYTES = 20_000_000
_OWN = re.compile(r"^plateau-doctor/form (?P<pack>[a-z0-9-]{1,60}) (?P<version>\d{1,6}) (?P<form>[a-z]+)$")
_RECORD = "-R"
_MOST_NAMED = 12
_FORMS: tuple[Form, ...] = ("full", "quick")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A check-up from a form, and a sentence for each thing on it that could not be read or is not there."""

    checkup: CheckUp
    remarks: tuple[str, ...]


def read_form(path: Path, find_pack: FindPack, today: date) -> FilledForm:
    """Return what stands in a filled form; UserError where the file is no form of ours.

    `today` is the day of the check-up where the form names none. Notes and which record was meant are not on a form.
    """
    values, subject = _fields(path)
    pack, form = _asked(path, subject, values, find_pack)
    remarks: list[str] = []
    answers: dict[str, Answer] = {}
    for question in pack.asked(form):
        one = _answer(question, values.get(question.id, ""), remarks)
        if one is not None:
            answers[question.id] = one
        if one is not None and one.level is not None and _is_ticked(values.get(question.id + _RECORD, "")):
            text = _("{question}: a record is ticked. Open the check-up and say which one.")
            remarks.append(text.format(question=question.id))
    blank = [question.id for question in pack.asked(form) if question.id not in answers]
    if len(blank) > _MOST_NAMED:
        remarks.append(_("No box is ticked for {count} questions.").format(count=len(blank)))
    elif blank:
        remarks.append(_("No box is ticked for {questions}.").format(questions=", ".join(blank)))
    known = {question.id for question in pack.questions}
    strange = sorted(
        name for name in values if name.removesuffix(_RECORD) not in known | {"business", "person", "date"}
    )
    if strange:
        remarks.append(
            _("Not read, since the questions have no such number: {names}.").format(names=", ".join(strange))
        )
    name = clean(values.get("business", "")).strip()[:NAME_LIMIT]
    if not name:
        name = _("My business")
        remarks.append(_("The form names no business."))
    checkup = CheckUp(
        id="form-" + hashlib.sha256(repr(sorted(values.items())).encode("utf-8", "replace")).hexdigest()[:16],
        pack_id=pack.id,
        pack_version=pack.version,
        date=_day(values.get("date", ""), today, remarks),
        business=Business(name),
        form=form,
        sheets=(Sheet(clean(values.get("person", "")).strip()[:NAME_LIMIT] or "P1", "owner", "paper", answers),),
    )
    return FilledForm(checkup, tuple(remarks))


def _fields(path: Path) -> tuple[dict[str, str], str]:
    """Return every field of a form with what stands in it, and how the file names itself."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said in one sentence of ours
    place = clean(path.name) or str(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(Fault(place, "The file is larger than any form.", "Choose the form that was filled in."))
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        found: dict[str, Any] = reader.get_fields() or {}
        subject = str(reader.metadata.subject or "") if reader.metadata else ""
    except OSError as error:
        sentence = f"The file can't be read ({error.strerror or 'no reason given'})."
        raise UserError(Fault(place, sentence, "Check where it is, and choose it again.")) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(Fault(place, "This is not a PDF that can be read.", "Choose the filled form.")) from error
    values = {str(name): str(field.get("/V") or "") for name, field in found.items()}
    return {name: value for name, value in values.items() if name and not isinstance(value, bytes)}, subject


def _asked(path: Path, subject: str, values: dict[str, str], find_pack: FindPack) -> tuple[Pack, Form]:
    """Return which questions a form asks, by what it says of itself."""
    own = _OWN.match(subject)
    form = next((one for one in _FORMS if own is not None and own["form"] == one), None)
    if own is None or form is None or not values:
        sentence = "This is not a form of this program, or its fields are gone."
        remedy = "Fill in the form that `plateau-doctor form --fillable` makes, and save it as a form, not as a print."
        raise UserError(Fault(clean(path.name) or str(path), sentence, remedy))
    return find_pack(own["pack"], int(own["version"])), form


def _answer(question: Question, value: str, remarks: list[str]) -> Answer | None:
    """Return the answer that a box stands for, or None where none is ticked."""
    mark = value.removeprefix("/")
    if mark in {"", "Off"}:
        return None
    if mark in {"1", "2", "3", "4", "5"}:
        return Answer(level=int(mark))
    if mark == "D":
        return Answer(unknown=True)
    if mark == "N" and question.may_not_apply:
        return Answer(not_applicable=_("Said on the form."))
    text = _("{question}: “{mark}” is no answer to this question.")
    remarks.append(text.format(question=question.id, mark=clean(mark)[:20]))
    return None


def _is_ticked(value: str) -> bool:
    return value.removeprefix("/") not in {"", "Off"}


def _day(text: str, today: date, remarks: list[str]) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        said = clean(text).strip()[:40]
        if said:
            remarks.append(_("The date “{text}” is not written like 2026-05-12; today is taken.").format(text=said))
        return today
