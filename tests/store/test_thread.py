"""The store's thread: jobs in their order, none lost at the end, and each failure where somebody waits for it."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

from plateau_doctor.core.answers import Answer
from plateau_doctor.errors import UserError
from plateau_doctor.store.repository import Repository
from plateau_doctor.store.thread import StoreThread

from .builders import a_check_up, answered


def test_jobs_are_done_in_their_order_in_one_other_thread(folder: Path) -> None:
    thread = StoreThread(folder)
    assert thread.opened.result(10) is None
    thread.submit(lambda store: store.add(a_check_up()))
    seen: list[int] = []

    def note(number: int, _store: Repository) -> int:
        seen.append(number)
        return threading.get_ident()

    names = [thread.submit(partial(note, number)) for number in range(50)]
    assert len({future.result(10) for future in names} - {threading.get_ident()}) == 1
    assert seen == list(range(50))
    assert [row.id for row in thread.submit(lambda store: store.check_ups()).result(10)] == ["c1"]
    thread.close()


def test_closing_does_what_waits_first(folder: Path) -> None:
    thread = StoreThread(folder)
    thread.submit(lambda store: store.add(a_check_up()))
    answers = [
        thread.submit(partial(Repository.answer, id_="c1", respondent="P1", question=f"S{n}", answer=Answer(level=1)))
        for n in range(40)
    ]
    thread.close()
    thread.close()
    assert all(future.done() and future.exception() is None for future in answers)
    with pytest.raises(RuntimeError, match="closed"):
        thread.submit(lambda store: store.check_ups())
    with Repository.open(folder) as store:
        assert answered(store) == 40


def test_a_job_that_goes_wrong_keeps_its_error_and_the_next_is_done(folder: Path) -> None:
    thread = StoreThread(folder)
    wrong = thread.submit(lambda _store: 1 // 0)
    gone = thread.submit(lambda store: store.load("gone"))
    fine = thread.submit(lambda store: store.check_ups())
    assert isinstance(wrong.exception(10), ZeroDivisionError)
    assert isinstance(gone.exception(10), UserError)
    assert fine.result(10) == ()
    thread.close()


def test_a_job_can_be_called_off_before_it_is_begun(folder: Path) -> None:
    thread = StoreThread(folder)
    go = threading.Event()
    thread.submit(lambda _store: go.wait(10))
    off = thread.submit(lambda store: store.add(a_check_up()))
    assert off.cancel()
    go.set()
    assert thread.submit(lambda store: store.check_ups()).result(10) == ()
    thread.close()


def test_a_store_that_does_not_open_tells_everybody_why(folder: Path) -> None:
    with Repository.open(folder):
        thread = StoreThread(folder)
        early = thread.submit(lambda store: store.check_ups())
        why = thread.opened.exception(10)
        late = thread.submit(lambda store: store.check_ups())
        assert isinstance(why, UserError)
        assert "already open" in str(why)
        assert early.exception(10) is why
        assert late.exception(10) is why
        off = thread.submit(lambda store: store.check_ups())
        assert off.cancel() or off.exception() is why
        thread.close()


def test_closing_without_waiting_lets_the_jobs_go_on(folder: Path) -> None:
    thread = StoreThread(folder)
    go = threading.Event()
    thread.submit(lambda _store: go.wait(10))
    added = thread.submit(lambda store: store.add(a_check_up()))
    thread.close(wait=False)
    assert not added.done()
    go.set()
    added.result(10)
    thread.close()
    Repository.open(folder).close()


@pytest.mark.parametrize("end", ["", "sys.exit(3)", "1 // 0", "thread.close(wait=False)"])
def test_no_job_is_lost_when_the_program_ends_without_closing(folder: Path, end: str) -> None:
    code = f"""
import sys
from pathlib import Path
from plateau_doctor.core.answers import Answer
from plateau_doctor.store.thread import StoreThread
thread = StoreThread(Path(sys.argv[1]))
for n in range(60):
    thread.submit(lambda store, n=n: store.answer("c1", "P1", f"S{{n}}", Answer(level=1)))
{end}
"""
    with Repository.open(folder) as store:
        store.add(a_check_up())
    subprocess.run([sys.executable, "-c", code, folder], check=False, capture_output=True, timeout=60)
    with Repository.open(folder) as store:
        assert answered(store) == 60
