"""A file is the old one or the new one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from plateau_doctor import safewrite
from plateau_doctor.errors import UserError
from plateau_doctor.safewrite import write_beside


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_beside(tmp_path / "a.txt", b"one")
    write_beside(tmp_path / "a.txt", b"two")
    assert (tmp_path / "a.txt").read_bytes() == b"two"
    assert _names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_beside(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="Windows lets few people make links")
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "a.txt")
    write_beside(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("gone/a.txt", "is not there"), (".", "A folder has this name"), ("x" * 300, "could not be written")],
)
def test_what_is_wrong_is_said_with_a_remedy(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        write_beside(tmp_path / name, b"x")
    assert all(fault.remedy for fault in caught.value.faults)
    assert _names(tmp_path) == []


def _blocked(times: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Make the next renames meet a file that another program holds open."""
    tries = [0]
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries[0] += 1
        if tries[0] <= times:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(safewrite, "_WAIT", 0.0)
    return tries


def test_a_file_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    tries = _blocked(2, monkeypatch)
    write_beside(tmp_path / "a.txt", b"new")
    assert tries == [3]
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_file_that_stays_open_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    _blocked(99, monkeypatch)
    with pytest.raises(UserError, match="open in another program"):
        write_beside(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.txt"]
