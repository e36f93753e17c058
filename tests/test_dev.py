"""packaging/dev.py: what it would install, run and leave alone, without installing anything."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "packaging" / "dev.py"

POLICY_12 = """\
libglib2.0-0:
  Installed: (none)
  Candidate: 2.74.6-2+deb12u6
  Version table:
     2.74.6-2+deb12u6 500
libgl1:
  Installed: 1.6.0-1
  Candidate: 1.6.0-1
"""
POLICY_13 = """\
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.4-3
libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
"""


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The script, loaded by its path, its checkout a folder of this test with a space in its name."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = tmp_path / "a checkout"
    locks = root / "packaging" / "requirements"
    locks.mkdir(parents=True)
    (locks / "run.txt").write_text("one==1")
    (locks / "test.txt").write_text("one==1\ntwo==2")
    (root / "pyproject.toml").write_text("[project]")
    venv = root / ".venv"
    for name, value in {
        "ROOT": root,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "LOCKS": locks,
        "STAMP": venv / "installed",
        "UNFINISHED": venv / "unfinished",
    }.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def calls(dev, monkeypatch):
    """What the script would have run: each command as a list; making the venv makes its Python."""
    made = []

    def call(command, **_kept):
        made.append(list(command))
        if "venv" in command:
            dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            dev.PYTHON.touch()
            dev.STAMP.unlink(missing_ok=True)
            dev.UNFINISHED.unlink(missing_ok=True)
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "must", lambda command, _why: call(command))
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    return made


# System packages


def test_apt_knows_what_has_a_candidate(dev):
    assert dev.candidates(POLICY_12) == {"libglib2.0-0", "libgl1"}
    assert dev.candidates(POLICY_13) == {"libglib2.0-0t64"}
    assert dev.candidates("") == frozenset()


@pytest.mark.parametrize(("policy", "name"), [(POLICY_12, "libglib2.0-0"), (POLICY_13, "libglib2.0-0t64")])
def test_each_system_gets_its_own_name_of_a_package(dev, policy, name):
    glib = dev.QT_LIBRARIES["libgthread-2.0.so.0"]
    assert dev.choose([glib, glib], dev.candidates(policy)) == [name]


def test_a_package_that_apt_does_not_know_keeps_its_name(dev):
    assert dev.choose([("new", "old"), ("only",)], frozenset()) == ["old", "only"]


def test_a_library_that_cannot_be_loaded_is_missing(dev):
    libraries = {"libthere-is-none.so.7": ("nowhere",)}
    assert dev.missing_libraries(libraries) == [("nowhere",)]
    assert dev.missing_libraries({}) == []


def test_a_program_off_the_path_is_missing(dev):
    programs = {Path(sys.executable).name: ("python3",), "no-such-program": ("nothing",)}
    assert ("nothing",) in dev.missing_programs(programs)


def test_a_python_without_ensurepip_needs_a_package_unless_uv_is_there(dev, monkeypatch):
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    ((first, last),) = dev.missing_venv()
    assert first.startswith("python3.")
    assert last == "python3-venv"
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert dev.missing_venv() == []


def test_nothing_missing_installs_nothing(dev, calls):
    dev.install_packages([])
    assert calls == []


def test_root_installs_with_apt(dev, calls, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "may_become_root", list)
    monkeypatch.setattr(dev, "says", lambda _command: POLICY_12)
    dev.install_packages([("libglib2.0-0t64", "libglib2.0-0"), ("libgl1",)])
    update, install = calls
    assert update[-1] == "update"
    assert install[-2:] == ["libgl1", "libglib2.0-0"]
    assert "--no-install-recommends" in install


def test_without_root_the_exact_command_is_said(dev, calls, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "may_become_root", lambda: None)
    monkeypatch.setattr(dev, "says", lambda _command: POLICY_12)
    with pytest.raises(dev.Stop, match=r"apt-get install --no-install-recommends libgl1 libglib2\.0-0$"):
        dev.install_packages([("libglib2.0-0t64", "libglib2.0-0"), ("libgl1",)])
    assert calls == []


def test_without_apt_the_packages_are_named(dev, calls):
    with pytest.raises(dev.Stop, match="libgl1"):
        dev.install_packages([("libgl1",)])


def test_what_cannot_be_installed_is_never_skipped(dev, monkeypatch):
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev, "install_packages", lambda _wanted: None)
    monkeypatch.setattr(dev, "missing_libraries", lambda _libraries: [])
    monkeypatch.setattr(dev, "missing_programs", lambda programs: list(programs.values()))
    dev.prepare_system(window=False, system_tests=False)
    with pytest.raises(dev.Stop, match="at-spi2-core, dbus, libreoffice-writer, poppler-utils, python3-pyatspi, xvfb"):
        dev.prepare_system(window=False, system_tests=True)


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_window_can_be_shown(dev, platform, environment, shown):
    assert dev.has_display(environment, platform) is shown


# The virtual environment


def test_a_second_installation_does_nothing(dev, calls):
    dev.install("test")
    assert any("--require-hashes" in command for command in calls)
    calls.clear()
    dev.install("test")
    dev.install("run")
    assert calls == []


def test_tests_need_more_than_a_run(dev, calls):
    dev.install("run")
    calls.clear()
    dev.install("test")
    assert [command for command in calls if str(dev.LOCKS / "test.txt") in command] != []


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/requirements/test.txt"])
def test_a_changed_lock_or_project_file_installs_again(dev, calls, changed):
    dev.install("test")
    (dev.ROOT / changed).write_text("something else")
    assert not dev.is_installed("test")
    calls.clear()
    dev.install("run")
    assert [command for command in calls if "venv" in command] == []
    assert [command for command in calls if str(dev.LOCKS / "test.txt") in command] != []


def test_a_moved_checkout_installs_again(dev, calls, monkeypatch):
    dev.install("run")
    before = dev.made_from("run")
    monkeypatch.setattr(dev, "ROOT", dev.ROOT.rename(dev.ROOT.parent / "moved"))
    monkeypatch.setattr(dev, "LOCKS", dev.ROOT / "packaging" / "requirements")
    assert dev.made_from("run") != before


def test_an_interrupted_installation_starts_afresh(dev, calls, monkeypatch):
    def interrupted(*_given):
        raise KeyboardInterrupt

    whole = dev.install_commands
    monkeypatch.setattr(dev, "install_commands", interrupted)
    with pytest.raises(KeyboardInterrupt):
        dev.install("run")
    monkeypatch.setattr(dev, "install_commands", whole)
    assert dev.UNFINISHED.exists()
    calls.clear()
    dev.install("run")
    assert "--clear" in calls[1]
    assert not dev.UNFINISHED.exists()
    assert dev.is_installed("run")


def test_a_failing_installation_leaves_no_stamp(dev, calls, monkeypatch):
    def failing(command, _why):
        raise dev.Stop(command)

    monkeypatch.setattr(dev, "make_venv", lambda **_kept: dev.VENV.mkdir())
    monkeypatch.setattr(dev, "must", failing)
    with pytest.raises(dev.Stop):
        dev.install("run")
    assert dev.UNFINISHED.exists()
    assert not dev.is_installed("run")


def test_a_step_that_fails_is_told_with_its_output_and_its_command(dev, capsys):
    command = [sys.executable, "-c", "print('no such package'); raise SystemExit(3)"]
    with pytest.raises(dev.Stop) as stopped:
        dev.must(command, "Installing")
    assert "no such package" in str(stopped.value)
    assert sys.executable in str(stopped.value)
    assert capsys.readouterr().out == "Installing ...\n"


def test_packages_come_by_their_hashes_and_the_project_from_its_folder(dev):
    for uv in (None, "/usr/bin/uv"):
        packages, project = dev.install_commands("run", uv)
        assert packages[-3:] == ["--require-hashes", "-r", str(dev.LOCKS / "run.txt")]
        assert project[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(dev.ROOT)]
        assert ("--compile-bytecode" in packages) is bool(uv)


def test_byte_code_is_written_by_what_is_started(dev):
    assert dev.child_environment({"PYTHONDONTWRITEBYTECODE": "1", "LANG": "C"}) == {"LANG": "C"}


# Verbs


@pytest.fixture
def prepared(dev, calls, monkeypatch):
    """Everything in place already; what is left is what the verb itself runs."""
    monkeypatch.setattr(dev, "prepare_system", lambda **_kept: None)
    monkeypatch.setattr(dev, "install", lambda _kind: None)
    return calls


@pytest.mark.parametrize("shown", [True, False])
def test_run_passes_its_words_on(dev, prepared, monkeypatch, shown):
    monkeypatch.setattr(dev, "has_display", lambda: shown)
    assert dev.main(["run", "diagnose", "a file.json", "--json", "--help"]) == 0
    assert prepared[0][-5:] == ["plateau_doctor", "diagnose", "a file.json", "--json", "--help"]


def test_run_opens_the_window_where_there_is_a_display(dev, prepared, monkeypatch):
    monkeypatch.setattr(dev, "has_display", lambda: True)
    dev.main(["run"])
    assert prepared[0][-1] == "plateau_doctor"


def test_run_without_a_display_says_so_and_takes_the_tour(dev, prepared, monkeypatch, capsys):
    monkeypatch.setattr(dev, "has_display", lambda: False)
    dev.main(["run"])
    assert prepared[0][-1] == "plateau_doctor.tour"
    assert "no display" in capsys.readouterr().out


def test_test_runs_every_step_and_the_tests_last(dev, prepared):
    assert dev.main(["test"]) == 0
    assert [command[2] for command in prepared[:3]] == ["ruff", "ruff", "mypy"]
    assert prepared[-1][1:5] == ["-m", "pytest", "-m", "not counted and not system"]
    assert prepared[-2][1:5] == ["-m", "pytest", "-m", "counted and not system"], "no test is run by neither"
    assert set(dev.WHOLE) <= set(prepared[-1])
    assert set(dev.COVERED) <= set(prepared[-2])


def test_test_with_system_leaves_nothing_out(dev, prepared):
    dev.main(["test", "--system"])
    assert all("not system" not in command for command in prepared)


def test_test_with_arguments_runs_only_the_tests_they_choose(dev, prepared):
    dev.main(["test", "tests/core", "-k", "price"])
    (command,) = prepared
    assert command[-3:] == ["tests/core", "-k", "price"]
    assert "--cov" not in command


def test_a_failing_step_fails_in_the_end_but_stops_nothing(dev, prepared, monkeypatch, capsys):
    monkeypatch.setattr(dev, "call", lambda command: prepared.append(command) or int("mypy" in command))
    assert dev.main(["test"]) == 1
    assert "pytest" in prepared[-1]
    assert capsys.readouterr().out.endswith("Failed before the tests: mypy\n")


def test_failing_tests_fail(dev, prepared, monkeypatch):
    monkeypatch.setattr(dev, "call", lambda command: 5 if "pytest" in command else 0)
    assert dev.main(["test", "tests/core"]) == 5
    assert dev.main(["test"]) == 1
    monkeypatch.setattr(dev, "call", lambda command: 5 if "--cov" in command else 0)
    assert dev.main(["test"]) == 1
    monkeypatch.setattr(dev, "call", lambda command: 5 if "tests" in command else 0)
    assert dev.main(["test"]) == 5


def test_the_test_lock_follows_the_run_lock(dev):
    first, second = dev.lock_commands("uv")
    assert first[-1] in second
    assert second[-1].endswith("test.txt")
    assert "--generate-hashes" in first
    assert "--no-emit-index-url" in first
    assert "--no-strip-extras" in first


def test_the_test_lock_pins_a_package_with_the_extra_that_another_asks_for():
    pinned = (SCRIPT.parent / "requirements" / "test.txt").read_text(encoding="utf-8")
    assert "\ncoverage[toml]==" in pinned


def test_the_help_names_the_verbs():
    done = subprocess.run([sys.executable, str(SCRIPT), "--help"], capture_output=True, text=True, check=True)
    assert all(verb in done.stdout for verb in ("run", "test", "lock"))
