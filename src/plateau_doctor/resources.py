"""Where the shipped files lie: the only module that knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_MARK = "schema"
"""A folder that tells our resources from any other folder of that name."""


def _candidates() -> tuple[Path, ...]:
    """Return the places to look: the wheel, next to a frozen app's package, the checkout."""
    folders = (_PACKAGE, _PACKAGE.parent, _PACKAGE.parent.parent)
    return tuple(folder / "resources" for folder in folders)


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, which need not exist; UserError without any resources."""
    for root in _candidates():
        if (root / _MARK).is_dir():
            return root.joinpath(*parts)
    from plateau_doctor.errors import Fault, UserError

    raise UserError(
        Fault(
            place="resources",
            sentence="The files that belong to Plateau Doctor are not where they should be.",
            remedy="Install Plateau Doctor again.",
        )
    )
