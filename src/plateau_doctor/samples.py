"""The sample check-ups that are shipped: their names and files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.resources import resource


def names() -> tuple[str, ...]:
    """Return the names of all samples in alphabetical order."""
    return tuple(sorted(path.stem for path in resource("samples").glob("*.json")))


def is_sample(id_: str) -> bool:
    """Tell whether a check-up's id is that of a shipped sample: a made-up business, said so wherever it is shown."""
    return id_ in _ids()


@cache
def _ids() -> frozenset[str]:
    return frozenset(f"sample-{name}" for name in names())


def sample_path(name: str) -> Path:
    """Return the file of a sample; UserError names the samples there are."""
    if name not in names():
        listed = ", ".join(names())
        raise UserError(Fault("", f"There is no sample called {name}.", f"Choose one of these: {listed}."))
    return resource("samples", f"{name}.json")
