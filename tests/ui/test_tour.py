"""The tour in a process of its own, as `dev.py run` takes it where there is no screen."""

import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader


def test_the_tour_says_the_verdict_and_where_the_pdf_is(tmp_path: Path) -> None:
    target = tmp_path / "sample.pdf"
    command = [sys.executable, "-m", "plateau_doctor.tour", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    verdict, place = done.stdout.splitlines()
    assert "stuck" in verdict
    assert place == str(target)
    assert len(PdfReader(target).pages) >= 5
    assert "Traceback" not in done.stderr
