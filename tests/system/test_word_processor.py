"""The report opened in another program: what a person with a word processor sees."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from plateau_doctor import samples

pytestmark = pytest.mark.system


@pytest.mark.parametrize("name", samples.names())
def test_a_word_processor_opens_the_report_and_prints_every_heading(name: str, tmp_path: Path) -> None:
    report = tmp_path / "report.docx"
    command = [sys.executable, "-m", "plateau_doctor", "report", str(samples.sample_path(name)), "-o", str(report)]
    subprocess.run(command, check=True, capture_output=True)
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    turned = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(report)]
    clean = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    subprocess.run(turned, check=True, capture_output=True, timeout=120, env=clean)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages]
    text = "".join("".join(pages).split())
    headings = [one.text for one in docx.Document(str(report)).paragraphs if one.style.name.startswith("Heading")]
    assert len(headings) > 10
    assert [heading for heading in headings if "".join(heading.split()) not in text] == []
    assert f"page1of{len(pages)}" in text
