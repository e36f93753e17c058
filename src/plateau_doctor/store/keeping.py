"""Copies that are made when the window closes: the last ten states of everything, and the move to another folder."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.safewrite import free_name
from plateau_doctor.store.folder import DATABASE, make_private_folder, remember_folder

if TYPE_CHECKING:
    from plateau_doctor.store.repository import Repository

KEPT = 10
_OWN = re.compile(r"automatic ([0-9]{9})\.sqlite")
"""The number is the store's revision: it only ever grows, so that no clock decides which copy is the oldest."""


def back_up_at_the_end(store: Repository, folder: Path) -> None:
    """Write a checked copy of everything that has changed since the last one, and let only the last ten stay."""
    make_private_folder(folder)
    name = f"automatic {store.revision:09}.sqlite"
    if not store.revision or (folder / name).exists():
        return
    store.back_up(folder / name)
    own = sorted((path for path in folder.iterdir() if _OWN.fullmatch(path.name)), key=lambda path: path.name)
    for path in own[:-KEPT]:
        with suppress(OSError):
            path.unlink()


def check_new_folder(folder: Path) -> None:
    """Refuse a folder that can't take the data (UserError): it can't be written to, or holds check-ups already."""
    try:
        make_private_folder(folder)
        if (folder / DATABASE).exists():
            sentence, remedy = "There are check-ups in this folder already.", "Choose an empty folder."
            raise UserError(Fault(str(folder), sentence, remedy))
        probe = free_name(folder / "probe.tmp")
        probe.touch()
        probe.unlink()
    except OSError as error:
        sentence, remedy = "Nothing can be saved in this folder.", "Choose another one."
        raise UserError(Fault(str(folder), sentence, remedy)) from error


def use_folder(folder: Path) -> None:
    """Look for the data in a folder from now on: an empty one, or one that holds check-ups (UserError otherwise)."""
    from plateau_doctor.store.repository import Repository

    if not (folder / DATABASE).exists():
        check_new_folder(folder)
    Repository.open(folder).close()  # made now: a folder that was moved to is never made anew
    remember_folder(folder)


def copy_to(store: Repository, folder: Path) -> None:
    """Write a checked copy of everything to another folder, which must not hold check-ups (UserError)."""
    check_new_folder(folder)
    store.back_up(folder / DATABASE)


def finish_move(old: Path, new: Path, *others: str) -> None:
    """Look in the new folder from now on, once the copy is there and the store is closed.

    The old file gets another name; `others` are files beside it that go along.
    """
    for name in others:
        with suppress(OSError):
            shutil.copyfile(old / name, new / name)
    remember_folder(new)
    with suppress(OSError):
        (old / DATABASE).rename(free_name(old / "check-ups before the move.sqlite"))
