"""A copy of the shipped pack that a test may break."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plateau_doctor.packs import check
from plateau_doctor.resources import resource

SHIPPED = ("packs", "sales-and-four-ps", "1")


@dataclass(frozen=True)
class Copy:
    """The shipped pack in a folder of its own; `change` rewrites one of its files."""

    folder: Path

    def change(self, name: str, how: Callable[[Any], None]) -> None:
        """Read a file of the pack, let `how` change its value, write it back."""
        path = self.folder / name
        value = json.loads(path.read_text(encoding="utf-8"))
        how(value)
        path.write_text(json.dumps(value), encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file's text, which must be there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def faults(self) -> list[str]:
        """Return every fault as one line."""
        return [str(fault) for fault in check(self.folder)]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Return a fresh copy of the shipped pack."""
    folder = tmp_path / "pack"
    shutil.copytree(resource(*SHIPPED), folder)
    return Copy(folder)
