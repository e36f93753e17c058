"""Copies at the end, and the move to another folder: nothing is lost, and nothing is taken for new that was lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plateau_doctor.core.answers import Answer
from plateau_doctor.errors import UserError
from plateau_doctor.store import folder as folders
from plateau_doctor.store.folder import DATABASE, data_folder, is_moved, may_move, remember_folder
from plateau_doctor.store.keeping import KEPT, back_up_at_the_end, check_new_folder, copy_to, finish_move
from plateau_doctor.store.repository import Repository

from .builders import a_check_up


@pytest.fixture(autouse=True)
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The platform's own folder, away from that of the person who runs this."""
    monkeypatch.delenv(folders.VARIABLE, raising=False)
    monkeypatch.setattr(folders, "_usual_folder", lambda: tmp_path / "usual")
    return tmp_path / "usual"


def test_only_what_has_changed_is_copied_and_the_last_ten_stay(store: Repository, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    back_up_at_the_end(store, copies)
    assert list(copies.iterdir()) == [], "nothing was ever saved"
    store.add(a_check_up())
    back_up_at_the_end(store, copies)
    back_up_at_the_end(store, copies)
    assert len(list(copies.iterdir())) == 1, "nothing has changed since"
    (copies / "check-ups 2026-01-01 10-00-00.sqlite").write_bytes(b"the person's own")
    for level in (1, 2, 3, 4, 5) * 3:
        store.answer("c1", "P1", "S1", Answer(level=level))
        back_up_at_the_end(store, copies)
    own = sorted(path.name for path in copies.iterdir())
    assert own[-1] == "check-ups 2026-01-01 10-00-00.sqlite"
    assert own[:-1] == [f"automatic {number:09}.sqlite" for number in range(16 - KEPT + 1, 17)]
    (copies / own[-2]).rename(tmp_path / DATABASE)
    with Repository.open(tmp_path) as copy:
        assert copy.load("c1").checkup == store.load("c1").checkup


def test_everything_moves_and_is_found_there(usual: Path, tmp_path: Path) -> None:
    new = tmp_path / "elsewhere"
    assert data_folder() == usual
    with Repository.open(usual) as store:
        store.add(a_check_up())
        copy_to(store, new)
    (usual / "settings.ini").write_text("scale=2.0")
    finish_move(usual, new, "settings.ini", "not-there.txt")
    assert data_folder() == new
    assert is_moved(new)
    assert (new / "settings.ini").read_text() == "scale=2.0"
    assert sorted(path.name for path in usual.glob("*.sqlite")) == ["check-ups before the move.sqlite"]
    with Repository.open(data_folder()) as store:
        assert [row.id for row in store.check_ups()] == ["c1"]


def test_a_folder_that_is_gone_is_not_made_anew_and_empty(usual: Path, tmp_path: Path) -> None:
    new = tmp_path / "stick" / "data"
    remember_folder(new)
    with pytest.raises(UserError, match="were moved to this folder, and they are not there now"):
        Repository.open(data_folder())
    assert not new.exists()
    Repository.open(tmp_path / "another").close()


def test_a_folder_that_holds_check_ups_or_takes_nothing_is_refused(
    store: Repository, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="There are check-ups in this folder already"):
        check_new_folder(folder)
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="Nothing can be saved in this folder"):
        copy_to(store, tmp_path / "file" / "inside")
    check_new_folder(tmp_path / "fine")
    assert list((tmp_path / "fine").iterdir()) == []


def test_a_folder_named_from_outside_is_not_the_person_s_to_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert may_move(None)
    assert not may_move(tmp_path)
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    assert not may_move(None)


def test_a_note_that_can_t_be_read_counts_as_none(usual: Path) -> None:
    usual.mkdir()
    (usual / "moved-to.txt").write_bytes(b"\xff\xfe\xff")
    assert data_folder() == usual
    assert not is_moved(usual)
