"""What holds for every test: no screen, no network, no file of the person who runs it, the same examples each time."""

import os
import socket
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("fixed")

COUNTED = ("core", "packs")
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
USES = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


class NetworkUsedError(BaseException):
    """A test reached for the network; not an Exception, so that no code under test can swallow it."""


class NetworkGuard:
    """Refuses the network to this process; tests marked `system` may speak to this machine's own loopback."""

    def __init__(self) -> None:
        self.loopback = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event in LOOK_UPS and not self._is_loopback(arguments[0]):
            raise NetworkUsedError(f"{event}: {arguments[0]}")
        if event in USES:
            used, address = arguments
            host = address[0] if isinstance(address, tuple) else None
            if getattr(used, "family", None) != getattr(socket, "AF_UNIX", None) and not self._is_loopback(host):
                raise NetworkUsedError(f"{event}: {address}")

    def _is_loopback(self, host: object) -> bool:
        return self.loopback and host in {"127.0.0.1", "localhost"}


GUARD = NetworkGuard()
sys.addaudithook(GUARD)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that the coverage of core and packs is counted in: their own, but for those of many examples.

    Counting lines takes three times as long, and a hundred examples cover no more lines than one.
    """
    for item in items:
        many = hypothesis.is_hypothesis_test(getattr(item, "obj", None)) and item.path.parent.name == "core"
        if item.path.parent.name in COUNTED and not many and not item.get_closest_marker("uncounted"):
            item.add_marker("counted")


def pytest_runtest_setup(item: pytest.Item) -> None:
    GUARD.loopback = item.get_closest_marker("system") is not None


def pytest_runtest_teardown() -> None:
    GUARD.loopback = False


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Give folders for one test each, made only when a test writes into one."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def data_folder(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the data and settings folders of this test, and of what it starts, to a place of its own."""
    home = next(_homes)
    monkeypatch.setenv("PLATEAU_DOCTOR_DATA", str(home / "data"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    return home / "data"
