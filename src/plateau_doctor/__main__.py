"""The one way in: no verb opens the window, a verb runs the command line."""

from __future__ import annotations

import sys
from pathlib import Path


def wanted_folder(arguments: list[str]) -> tuple[bool, Path | None]:
    """Return whether the arguments ask for the window, and the data folder they name."""
    if not arguments:
        return True, None
    if len(arguments) == 2 and arguments[0] == "--data-dir":
        return True, Path(arguments[1])
    if len(arguments) == 1 and arguments[0].startswith("--data-dir="):
        return True, Path(arguments[0].removeprefix("--data-dir="))
    return False, None


def main() -> None:
    """Open the window without loading the command line, or run a verb."""
    window, folder = wanted_folder(sys.argv[1:])
    if window:
        from plateau_doctor.app import run

        sys.exit(run(folder))
    from plateau_doctor.cli import main as run_verb

    run_verb()


if __name__ == "__main__":
    main()
