"""The window on a real (virtual) screen and the report in another program: what an owner's computer does."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plateau_doctor import samples

pytestmark = pytest.mark.system

LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
picture = application.primaryScreen().grabWindow(0)
picture.save(sys.argv[1])
image = picture.toImage()
seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}
print(len(seen), "#0b5566" in seen)
"""


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """Start a virtual screen of 1366x768 and give the environment in which windows open there."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as stream:
        number = stream.readline().strip()
    clean = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    yield {**clean, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(10)


def test_the_window_is_painted_on_a_screen(screen: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plateau_doctor", "--data-dir", str(tmp_path / "data")]
    window = subprocess.Popen(command, env=screen, stderr=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 30
        painted = False
        kept = tmp_path / "data" / "check-ups.sqlite"
        while not (painted and kept.exists()) and time.monotonic() < until:
            assert window.poll() is None
            time.sleep(0.5)
            looked = [sys.executable, "-c", LOOK, str(tmp_path / "screen.png")]
            colours, accent = subprocess.check_output(looked, env=screen, text=True).split()
            painted = int(colours) > 20 and accent == "True"
        assert painted
        assert kept.exists()
    finally:
        window.terminate()
        _out, complaints = window.communicate(timeout=20)
    assert "Traceback" not in complaints


@pytest.mark.parametrize("name", samples.names())
def test_poppler_reads_the_report_and_finds_every_font_inside(name: str, tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    command = [sys.executable, "-m", "plateau_doctor", "report", str(samples.sample_path(name)), "-o", str(pdf)]
    subprocess.run(command, check=True, capture_output=True)
    text = subprocess.check_output(["pdftotext", "-layout", str(pdf), "-"], text=True)
    assert "made offline with Plateau Doctor" in text
    fonts = subprocess.check_output(["pdffonts", str(pdf)], text=True).splitlines()[2:]
    assert fonts
    assert all("yes yes" in " ".join(line.split()) for line in fonts), fonts
    drawn = subprocess.run(
        ["pdftoppm", "-r", "50", "-png", str(pdf), str(tmp_path / "page")], capture_output=True, check=True
    )
    assert drawn.stderr == b""
    assert len(list(tmp_path.glob("page-*.png"))) >= 6


SAY = """
{launcher} --launch-immediately 2>/dev/null &
sleep 2
{window} &
{reader}
said=$?
kill %2
exit $said
"""
LOG = Path(__file__).parents[1] / "reports" / "screen_reader.txt"
"""What the other program read, did and heard, from the first question on."""


def test_another_program_reads_a_question_and_answers_it(screen: dict[str, str], tmp_path: Path) -> None:
    reader = Path(__file__).with_name("screen_reader.py")
    script = SAY.format(
        launcher="/usr/libexec/at-spi-bus-launcher",
        window=shlex.join([sys.executable, "-m", "plateau_doctor", "--data-dir", str(tmp_path / "data")]),
        reader=shlex.join(["timeout", "60", "/usr/bin/python3", str(reader)]),
    )
    for _try in range(3):  # on a busy machine the bus may come up after the window has looked for it
        heard = subprocess.run(
            ["dbus-run-session", "--", "bash", "-m", "-c", script],
            env={**screen, "QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if "reads: Question 1 of" in heard.stdout:
            break
    log = heard.stdout[heard.stdout.index("reads: Question 1 of") :]
    assert heard.returncode == 0, heard.stderr
    if os.environ.get("REWRITE"):
        LOG.write_text(log, encoding="utf-8")
    assert log == LOG.read_text(encoding="utf-8")
