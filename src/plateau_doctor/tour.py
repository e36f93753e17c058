"""Takes a sample check-up through the real pages off screen, by key presses, and writes its PDF.

`python -m plateau_doctor.tour [OUT.pdf]` prints the verdict and the file's place.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from plateau_doctor.exchange import read_checkup
from plateau_doctor.packs import shipped
from plateau_doctor.samples import sample_path

SAMPLE = "promotion-trap"
NAME = "plateau-doctor-sample.pdf"


def target(arguments: list[str]) -> Path:
    """Return where the PDF goes: the path that was given, else this folder, else a temporary one."""
    if arguments:
        return Path(arguments[0]).absolute()
    here = Path.cwd()
    folder = here if os.access(here, os.W_OK) else Path(tempfile.mkdtemp(prefix="plateau-doctor-"))
    return folder / NAME


def take_tour(path: Path) -> str:
    """Answer the whole sample in the real window by keys, save its PDF, and return the verdict that was shown."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from plateau_doctor import app
    from plateau_doctor.ui.typist import Typist

    checkup = read_checkup(sample_path(SAMPLE), lambda name, version: shipped(name, version)[0])
    _pack, words = shipped(checkup.pack_id, checkup.pack_version)
    path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="plateau-doctor-") as folder:
        built = app.build(Path(folder))
        try:
            built.window.show()
            typist = Typist(built.window)
            typist.begin(checkup)
            typist.answer_all(checkup, words)
            typist.fill_figures(checkup.figures)
            typist.answer_all(checkup, words)
            verdict = typist.verdict()
            typist.save_pdf(str(path))
        finally:
            built.close()
    return verdict


def main() -> int:
    """Take the tour and print what came of it; return the exit code."""
    path = target(sys.argv[1:])
    print(take_tour(path))
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
