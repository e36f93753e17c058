"""The ground the rest stands on: Qt counts its references, tests are offline, the wheel and the locks are whole."""

import ast
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from plateau_doctor import resources

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))
CORE = sorted((ROOT / "src" / "plateau_doctor" / "core").rglob("*.py"))


def test_qt_takes_no_references_away_from_none(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 50


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 443)])
def test_a_connection_raises(address):
    with socket.socket() as plug, pytest.raises(BaseException, match=r"^socket\."):
        plug.connect(address)


def test_a_look_up_raises():
    with pytest.raises(BaseException, match=r"^socket\."):
        socket.getaddrinfo("example.org", 443)


@pytest.mark.parametrize("send", [("sendto", b"x", ("192.0.2.1", 9)), ("bind", ("127.0.0.1", 0))])
def test_a_datagram_and_a_server_raise(send):
    name, *arguments = send
    with socket.socket(type=socket.SOCK_DGRAM) as plug, pytest.raises(BaseException, match=r"^socket\."):
        getattr(plug, name)(*arguments)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket_within_this_machine_is_allowed(tmp_path):
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_the_data_folder_is_the_tests_own(data_folder, tmp_path):
    assert os.environ["PLATEAU_DOCTOR_DATA"] == str(data_folder)
    assert data_folder.is_relative_to(tmp_path.parent)
    assert not data_folder.exists()


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("file", CORE, ids=lambda file: file.stem)
def test_core_imports_the_standard_library_and_itself(file):
    own = {name for name in imports_of(file) if name.startswith((".", "plateau_doctor"))}
    others = {name.partition(".")[0] for name in imports_of(file) - own}
    assert others <= sys.stdlib_module_names
    assert all(name.startswith(("plateau_doctor.core", ".")) for name in own)
    assert not others & {"os", "pathlib", "time", "random", "locale", "logging", "sqlite3", "socket"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_hashes_everything_and_names_no_host(lock):
    text = lock.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(packages) > 20
    assert [package for package in packages if "==" not in package or "--hash=sha256:" not in package] == []
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_both_locks_hold_the_same_versions():
    run, test = (set(re.findall(r"^[a-z0-9-]+==\S+", lock.read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS)
    assert run
    assert run <= test
    assert "pyside6-essentials==6.11.3" in run


def test_a_checkout_uses_its_own_resources():
    assert resources.resource("packs") == ROOT / "resources" / "packs"


def test_the_wheel_holds_the_resources_and_the_types(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    shipped = {file for file in (ROOT / "resources").rglob("*") if file.is_file()}
    assert shipped
    assert {f"plateau_doctor/resources/{file.relative_to(ROOT / 'resources').as_posix()}" for file in shipped} <= inside
    assert not {name for name in inside if name.startswith("resources/") or "__pycache__" in name}
