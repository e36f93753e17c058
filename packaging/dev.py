#!/usr/bin/env python3
"""Run or test Plateau Doctor on a machine that has Python 3.11 or newer and nothing else.

`dev.py run [ARGS]` starts it, `dev.py test [--system] [PYTEST ARGS]` tests it; both first put in place what is
missing: Qt's system libraries, `.venv`, the locked packages. `dev.py screenshots FOLDER` takes a picture of each page.
`dev.py lock` renews the locks. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "packaging" / "requirements"
STAMP = VENV / "installed"
"""One line per finished installation: the kind (run or test) and the hash of what it was made from."""
UNFINISHED = VENV / "unfinished"
"""There while an installation is going on; found at the start, the one before was interrupted."""

Names = tuple[str, ...]
"""Names that one package goes by, the newest system's first."""

QT_LIBRARIES: Mapping[str, Names] = {
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
}
WINDOW_LIBRARIES: Mapping[str, Names] = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}
SYSTEM_TEST_PROGRAMS: Mapping[str, Names] = {
    "Xvfb": ("xvfb",),
    "pdftotext": ("poppler-utils",),
    "soffice": ("libreoffice-writer",),
    "dbus-run-session": ("dbus-daemon", "dbus"),
    "/usr/libexec/at-spi-bus-launcher": ("at-spi2-core",),
    "/usr/lib/python3/dist-packages/pyatspi": ("python3-pyatspi",),
}

PROBE = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name, flush=True)
"""
TWO_CORES = ("-n", "2", "--dist", "worksteal")
COVERED = ("tests/core", "tests/packs", *TWO_CORES, "--cov", "--cov-fail-under=100")
"""What pyproject.toml wants covered is covered by some of its own tests: counting lines would slow all others."""
WHOLE = ("tests", *TWO_CORES)
"""All other tests."""
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
"""import-linter offers only a script, and a script in `.venv` no longer starts when the checkout's path has spaces."""


class Stop(Exception):  # noqa: N818  it ends the program in one sentence; it is not a mistake of ours
    """Say one thing to the person and end with exit 1."""


def child_environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for what is started here: byte code is written, or each start takes seconds."""
    return {name: value for name, value in base.items() if name != "PYTHONDONTWRITEBYTECODE"}


def call(command: Sequence[str], *, extra: Mapping[str, str] | None = None, cwd: Path | None = ROOT) -> int:
    """Run a command, its output shown as it comes, and return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, check=False, cwd=cwd, env={**child_environment(), **(extra or {})}).returncode


def must(command: Sequence[str], why: str) -> None:
    """Run a step of the set-up quietly; when it fails, stop with what it printed and the command itself."""
    print(f"{why} ...", flush=True)
    done = subprocess.run(
        command, check=False, cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace").strip()
        raise Stop(f"{said}\nThis did not work: {shlex.join(command)}")


def says(command: Sequence[str]) -> str:
    """Return what a command prints in English, whether it succeeds or not."""
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**child_environment(), "LC_ALL": "C"}
    )
    return done.stdout


# System packages


def missing_libraries(libraries: Mapping[str, Names]) -> list[Names]:
    """Return the packages of the libraries that cannot be loaded; asks a child process, which may crash alone."""
    lacking = says([sys.executable, "-c", PROBE, *libraries]).split()
    return [libraries[name] for name in libraries if name in lacking]


def missing_programs(programs: Mapping[str, Names]) -> list[Names]:
    """Return the packages of the programs that are not on the PATH, or not at their place where that is given."""
    return [
        names
        for program, names in programs.items()
        if not (Path(program).exists() if program.startswith("/") else shutil.which(program))
    ]


def missing_venv() -> list[Names]:
    """Return the package that lets this Python make a venv, where it is split off and uv cannot stand in."""
    if shutil.which("uv") or all(importlib.util.find_spec(name) for name in ("ensurepip", "venv")):
        return []
    return [(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "python3-venv")]


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can be shown; Windows and macOS always have a screen."""
    return not platform.startswith("linux") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def candidates(policy: str) -> frozenset[str]:
    """Return the packages that can be installed, out of what `apt-cache policy` printed."""
    known = set()
    package = ""
    for line in policy.splitlines():
        if line and not line[0].isspace():
            package = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            known.add(package)
    return frozenset(known)


def choose(wanted: Iterable[Names], known: frozenset[str]) -> list[str]:
    """Return one name for each package: the first that apt knows, else the last, so that apt says what is wrong."""
    return sorted({next((name for name in names if name in known), names[-1]) for names in wanted})


def may_become_root() -> list[str] | None:
    """Return what goes before a command to run it as root, or None where a password would be needed."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install_packages(wanted: Sequence[Names]) -> None:
    """Install system packages with apt, or stop with the command that a person has to type."""
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        lacking = ", ".join(sorted({names[-1] for names in wanted}))
        raise Stop(f"Please install, with this system's own package manager, what Debian calls: {lacking}")
    root = may_become_root()
    if root is None:
        names = shlex.join(choose(wanted, candidates(says(["apt-cache", "policy", *_flat(wanted)]))))
        raise Stop(
            "System packages are missing. Please run this, then try again:\n"
            f"  sudo apt-get update && sudo apt-get install --no-install-recommends {names}"
        )
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    print("Reading the list of system packages ...", flush=True)
    call([*quiet, "update"])  # one unreachable source of many is no reason to stop
    chosen = choose(wanted, candidates(says(["apt-cache", "policy", *_flat(wanted)])))
    must(
        [*quiet, "install", "--yes", "--no-install-recommends", *chosen],
        f"Installing system packages ({' '.join(chosen)})",
    )


def _flat(wanted: Iterable[Names]) -> list[str]:
    return [name for names in wanted for name in names]


def prepare_system(*, window: bool, system_tests: bool) -> None:
    """See that Qt's libraries are there, and for system tests the programs; only Linux lacks any."""
    if not sys.platform.startswith("linux"):
        return
    libraries = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if window or system_tests else {})}
    programs = SYSTEM_TEST_PROGRAMS if system_tests else {}
    install_packages([*missing_libraries(libraries), *missing_programs(programs), *missing_venv()])
    still = [*missing_libraries(libraries), *missing_programs(programs)]
    if still:
        raise Stop(f"Still missing after the installation: {', '.join(sorted({names[-1] for names in still}))}")


# The virtual environment


def made_from(kind: str) -> str:
    """Return the hash of all that an installation is made from; a moved checkout counts as another one."""
    parts = [(LOCKS / f"{kind}.txt").read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [str(ROOT).encode(), str(sys.version_info[:2]).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_installed(kind: str) -> bool:
    """Tell whether `.venv` holds what the locks say; one made for tests serves to run as well."""
    if UNFINISHED.exists() or not STAMP.exists() or not PYTHON.exists():
        return False
    lines = STAMP.read_text(encoding="utf-8").splitlines()
    return any(f"{each} {made_from(each)}" in lines for each in {kind, "test"})


def make_venv(*, uv: str | None) -> None:
    """Make `.venv`, afresh where one was left half made or no longer starts."""
    starts = PYTHON.exists() and call([str(PYTHON), "-c", ""]) == 0
    if starts and STAMP.exists() and not UNFINISHED.exists():
        return
    if uv:
        must([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)], "Making .venv")
    else:
        must([sys.executable, "-m", "venv", "--clear", str(VENV)], "Making .venv")


def install_commands(kind: str, uv: str | None) -> list[list[str]]:
    """Return the commands that fill `.venv`: locked packages by their hashes, then the project from its folder."""
    if uv:
        pip = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode"]
    else:
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return [
        [*pip, "--require-hashes", "-r", str(LOCKS / f"{kind}.txt")],
        [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    ]


def install(kind: str) -> None:
    """Bring `.venv` to what the lock of a kind (run or test) says; done before, it takes no time."""
    if is_installed(kind):
        return
    if kind == "run" and STAMP.exists() and "test " in STAMP.read_text(encoding="utf-8"):
        kind = "test"
    uv = shutil.which("uv")
    make_venv(uv=uv)
    UNFINISHED.touch()
    packages, project = install_commands(kind, uv)
    must(packages, "Installing the locked packages, about 150 MB the first time")
    must(project, "Installing Plateau Doctor from this folder")
    must([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src")], "Compiling")
    STAMP.write_text(f"{kind} {made_from(kind)}\n", encoding="utf-8")
    UNFINISHED.unlink()


# Verbs


def run(arguments: Sequence[str]) -> int:
    """Start Plateau Doctor in the person's own folder; without a screen and a task, show what it does off screen."""
    window = has_display()
    prepare_system(window=window, system_tests=False)
    install("run")
    start = [str(PYTHON), "-P", "-m"]
    if window or arguments:
        return call([*start, "plateau_doctor", *arguments], cwd=None)
    print("There is no display here, so the sample check-up is taken off screen through the same pages.")
    return call([*start, "plateau_doctor.tour"], extra={"QT_QPA_PLATFORM": "offscreen"}, cwd=None)


def lint_steps() -> list[tuple[str, list[str]]]:
    """Return the checks that come before the tests, each with its name."""
    python = str(PYTHON)
    return [
        ("ruff check", [python, "-m", "ruff", "check", "--quiet"]),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "--quiet"]),
        ("mypy", [python, "-m", "mypy", "--no-error-summary"]),
        ("lint-imports", [python, "-c", LINT_IMPORTS, "--no-logo"]),
    ]


def pytest_command(arguments: Sequence[str], *, system_tests: bool, marked: str = "") -> list[str]:
    """Return a run of the tests that are chosen by arguments and by a mark."""
    marks = [mark for mark in (marked, "" if system_tests else "not system") if mark]
    chosen = ["-m", " and ".join(marks)] if marks else []
    return [str(PYTHON), "-m", "pytest", *chosen, *arguments]


def succeeds(name: str, command: Sequence[str]) -> bool:
    """Run a step, say how long it took, and tell whether it succeeded."""
    print(f"--- {name}", flush=True)
    start = time.monotonic()
    good = call(command) == 0
    print(f"    {name}: {'good' if good else 'FAILED'}, {time.monotonic() - start:.1f} s", flush=True)
    return good


def test(arguments: Sequence[str], *, system_tests: bool) -> int:
    """Run lint, types, contracts and tests, all of them whatever fails; with arguments only the tests they choose.

    The tests come last, so that their own closing line closes a good run.
    """
    prepare_system(window=False, system_tests=system_tests)
    install("test")
    covered = ("pytest, core and packs", pytest_command(COVERED, system_tests=system_tests, marked="counted"))
    steps = [] if arguments else [*lint_steps(), covered]
    failed = [name for name, command in steps if not succeeds(name, command)]
    print("--- pytest" if system_tests else "--- pytest (without the system tests; --system adds them)", flush=True)
    marked = "" if arguments else "not counted"
    tests = call(pytest_command(arguments or WHOLE, system_tests=system_tests, marked=marked))
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}")
    return 1 if failed else tests


def lock_commands(uv: str) -> list[list[str]]:
    """Return the commands that write both locks, the one to run first, for the one to test follows it."""
    sources = ["pyproject.toml", "packaging/requirements/build.in"]
    common = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    # Without the extras in the lock, pip takes `coverage[toml]` for unpinned as soon as a newer coverage is out.
    common += ["--no-strip-extras", "--no-header", "--no-emit-index-url", "-c", "packaging/requirements/held.in"]
    run_lock, test_lock = "packaging/requirements/run.txt", "packaging/requirements/test.txt"
    tests = ["packaging/requirements/test.in", "-c", run_lock]
    return [
        [*common, "--upgrade", *sources, "-o", run_lock],
        [*common, "--upgrade", *sources, *tests, "-o", test_lock],
    ]


def lock() -> int:
    """Renew both locks with uv, which is fetched into a folder of its own where it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        uv = shutil.which("uv")
        if uv is None:
            place = Path(folder) / "uv"
            must([sys.executable, "-m", "venv", str(place)], "Making a place for uv")
            inside = place / PYTHON.relative_to(VENV)
            must([str(inside), "-m", "pip", "install", "--quiet", "uv"], "Fetching uv")
            uv = str(inside.parent / "uv")
        for command in lock_commands(uv):
            must(command, "Locking")
    return 0


def screenshots(folder: str, size: str) -> int:
    """Write a picture of each page in each look into a folder."""
    prepare_system(window=False, system_tests=False)
    install("test")
    place = str(Path(folder).absolute())
    return call([str(PYTHON), "packaging/screenshots.py", place, size], extra={"PYTHONPATH": "src"})


def parser() -> argparse.ArgumentParser:
    """Return the verbs and their help."""
    top = argparse.ArgumentParser(
        prog="dev.py", description="Run or test Plateau Doctor; what is missing is installed."
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("run", help="start it; arguments are passed on", add_help=False)
    tests = verbs.add_parser(
        "test",
        help="lint, types, contracts and tests",
        usage="dev.py test [--system] [PYTEST ARGS]",
        epilog="Any other argument goes to pytest; then only pytest runs, and no coverage is asked for.",
        allow_abbrev=False,
    )
    tests.add_argument("--system", action="store_true", help="also the tests that need other programs, installed here")
    verbs.add_parser("lock", help="renew the locks of the packages")
    pictures = verbs.add_parser("screenshots", help="a picture of each page in each look")
    pictures.add_argument("folder", help="where they go")
    pictures.add_argument("size", nargs="?", default="1280x800", help="WIDTHxHEIGHT, 1280x800 unless told")
    return top


def main(words: Sequence[str]) -> int:
    """Carry out one verb and return the exit code."""
    if words[:1] == ["run"]:
        return run(words[1:])
    options, rest = parser().parse_known_args(words)
    if options.verb == "test":
        return test(rest, system_tests=options.system)
    if options.verb == "screenshots" and not rest:
        return screenshots(options.folder, options.size)
    if rest:
        parser().error(f"{options.verb} takes nothing more: {shlex.join(rest)}")
    return lock()


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  the reader of this sentence has an older one
        sys.exit("Plateau Doctor needs Python 3.11 or newer.")
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
