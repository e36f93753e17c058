"""The power goes: the program is killed while somebody answers, and nothing that the window called saved is lost."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from plateau_doctor.ui.choices import Option
from plateau_doctor.ui.typist import Typist
from ui.conftest import opened

CHILD = Path(__file__).with_name("answering.py")


def killed_after(folder: Path, count: int, killed_at: int) -> int:
    """Start the child, kill it as soon as it has said so often that an answer is saved; return how often it said so."""
    child = subprocess.Popen([sys.executable, str(CHILD), str(folder), str(count)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = 0
    with child.stdout as lines:
        for line in lines:
            said = int(line)
            if said == killed_at:
                break
        child.send_signal(signal.SIGKILL)
        rest = lines.read().split()
    child.wait()
    return int(rest[-1]) if rest else said


def chosen(typist: Typist) -> str:
    """Return the number of the option that is chosen, empty where none is."""
    return next((w.accessibleName()[0] for w in typist.shown() if isinstance(w, Option) and w.isChecked()), "")


def resume(window: QWidget) -> Typist:
    """Press Enter on what has the focus first: the check-up that is under way."""
    typist = Typist(window)
    typist.wait(lambda: window.focusWidget().accessibleName() == "Resume Kill Street Cakes", "no Resume")
    assert QApplication.focusWidget() is window.focusWidget()
    typist.press(Qt.Key.Key_Return)
    typist.wait(typist.question, "no question")
    return typist


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX; Windows ends a process in its own way")
@pytest.mark.parametrize(("count", "killed_at"), [(26, 26), (30, 4)])
def test_a_killed_window_opens_again_at_the_same_question_with_every_answer(
    qtbot: QtBot, data_folder: Path, count: int, killed_at: int
) -> None:
    saved = killed_after(data_folder, count, killed_at)
    assert saved >= killed_at
    with opened(qtbot, data_folder) as built:
        typist = Typist(built.window)
        said = typist.wait(lambda: typist.reads("Plateau Doctor closed by itself"), "recovery is not said")
        if count == killed_at:
            assert said.endswith("All 26 answers for Kill Street Cakes are kept. Carry on at question 27?")
            typist.click("Carry on")
            typist.wait(typist.question, "no question")
        else:
            resume(built.window)
        number = int(typist.question().split()[1])
        kept = f"All {number - 1} answers for Kill Street Cakes are kept. Carry on at question {number}?"
        assert said.endswith(kept)
        # Where the kill fell between two answers, the one after the last that was called saved may be there too.
        assert number in ({saved + 1} if count == killed_at else {saved + 1, saved + 2})
        for earlier in range(number - 1, 0, -1):
            typist.press(Qt.Key.Key_PageUp)
            typist.wait(lambda one=earlier: typist.question().startswith(f"Question {one} of"), "no way back")
            assert chosen(typist) == str((earlier - 1) % 3 + 1)
    with opened(qtbot, data_folder) as again:
        typist = Typist(again.window)
        typist.wait(lambda: typist._find("Resume Kill Street Cakes"), "no list")
        assert not typist.reads("Plateau Doctor closed by itself"), "it was closed in the usual way"
