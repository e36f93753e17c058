"""What to tell about a mistake of ours: where it happened, and nothing of what a client said. No Qt."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from types import TracebackType

from plateau_doctor import __version__

_FRAMES = 20


def fault_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the report that a person may send: versions, the kind of mistake and the places in the program.

    The message of the exception, the values and the folders stay out of it: they may hold what a client said.
    """
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    places = [f"  {Path(frame.filename).name}, line {frame.lineno}, in {frame.name}" for frame in frames]
    versions = f"Plateau Doctor {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join((versions, kind.__name__, *places))
