"""A whole check-up in the real window by keys alone: no slot, session or store is called."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.samples import sample_path
from plateau_doctor.ui.typist import StuckError, Typist
from ui.conftest import opened

SAMPLE = read_checkup(sample_path("promotion-trap"), lambda name, version: shipped(name, version)[0])
WORDS = shipped(SAMPLE.pack_id, SAMPLE.pack_version)[1]


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_an_owner_answers_everything_by_keys_and_saves_the_verdict_as_pdf(typist: Typist, tmp_path: Path) -> None:
    typist.begin(SAMPLE)
    assert typist.answer_all(SAMPLE, WORDS) == 43
    typist.fill_figures(SAMPLE.figures)
    assert typist.answer_all(SAMPLE, WORDS) == 5
    verdict = typist.verdict()
    typist.save_pdf(str(tmp_path / "report.pdf"))
    printed = spaced(" ".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages))
    assert "stuck" in verdict
    assert spaced(verdict) in printed


def test_the_keys_lead_nowhere_when_moving_on_is_switched_off(qtbot: QtBot, data_folder: Path) -> None:
    with opened(qtbot, data_folder, move_on=False) as built:
        Typist(built.window).begin(SAMPLE)
        with pytest.raises(StuckError, match="the window stays at 'Question 1 of 43"):
            Typist(built.window, patience=0.5).answer_all(SAMPLE, WORDS)
