"""Which files may be dropped onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

CHECK_UP, BACK_UP, FORM = ".json", ".sqlite", ".pdf"


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one file that is dropped, a check-up, a filled form or a back-up; None for anything else."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in {CHECK_UP, BACK_UP, FORM} else None
