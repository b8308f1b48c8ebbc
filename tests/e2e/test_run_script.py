"""run.py sets itself up from the lock, hands over, and recovers from what goes wrong on the way."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import checkout, checks
from tests.support.pebble import AS_PYTHON_3_8, WITHOUT_ENSUREPIP, Pebble

UNSUITABLE = ("3.6", "3.7", "3.8", "3.9", "3.10", "3.14")
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and scripts")


@pytest.fixture
def pebble(tmp_path: Path) -> Pebble:
    return Pebble(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pebble, subprocess.CompletedProcess]:
    pebble = Pebble(tmp_path_factory.mktemp("pebble"))
    return pebble, pebble.run("import", "a page.html", "--json", cwd=pebble.index)


@pytest.fixture
def ready(first: tuple[Pebble, subprocess.CompletedProcess]) -> Pebble:
    return first[0]


def left_in(venv: Path) -> list[str]:
    return sorted(path.name for path in venv.iterdir())


def test_the_first_start_passes_everything_on_and_keeps_stdout_clean(
    first: tuple[Pebble, subprocess.CompletedProcess],
) -> None:
    pebble, done = first
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "args": ["import", "a page.html", "--json"],
        "cwd": str(pebble.index),
        "pebble": "1.0",
    }


def test_the_first_start_tells_how_far_it_is_on_stderr(
    first: tuple[Pebble, subprocess.CompletedProcess],
) -> None:
    # The lock's second package is for a system that doesn't exist, so one is to be installed.
    assert first[1].stderr.splitlines()[1:] == [
        "Setting up: package 1 of 1, pebble",
        "Setting up: unpacking what was fetched",
    ]


def test_a_later_start_says_nothing_of_its_own(ready: Pebble) -> None:
    done = ready.run("--version")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_exit_code_is_the_programs(ready: Pebble) -> None:
    assert ready.run("fail").returncode == 7


def test_a_file_in_the_users_folder_does_not_stand_in_for_the_program(
    ready: Pebble, tmp_path: Path
) -> None:
    (tmp_path / "ui.py").write_text("raise SystemExit('the wrong ui')", encoding="utf-8")
    assert ready.run(cwd=tmp_path).returncode == 0


def test_a_checkout_that_was_moved_still_starts_at_once(ready: Pebble, tmp_path: Path) -> None:
    moved = Pebble(tmp_path)
    shutil.rmtree(moved.top)
    shutil.copytree(ready.top, moved.top, symlinks=True)
    (moved.top / "ui" / "main.py").write_text("print('from the new place')", encoding="utf-8")
    done = moved.run()
    assert (done.stdout, done.stderr) == ("from the new place\n", "")


@posix
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT], ids=["kill", "ctrl-c"])
def test_an_interrupted_set_up_is_noticed_and_redone(pebble: Pebble, blow: signal.Signals) -> None:
    with pebble.start() as started:
        assert started.stderr is not None
        started.stderr.readline()  # "Setting up Sourcebook …": the environment is being made
        while not (pebble.venv / "bin").exists():
            assert started.poll() is None
        started.send_signal(blow)
        started.communicate(timeout=60)
    if blow == signal.SIGINT:
        assert started.returncode == 130
        assert left_in(pebble.venv) == ["setup.lock"]
    else:
        assert started.returncode == -signal.SIGKILL
        assert not (pebble.venv / "app.stamp").exists()
    done = pebble.run()
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pebble"] == "1.0"


def test_a_set_up_without_its_stamp_is_made_anew(ready: Pebble, tmp_path: Path) -> None:
    half = Pebble(tmp_path)
    shutil.copytree(ready.venv, half.venv, symlinks=True)
    (half.venv / "app.stamp").unlink()
    (half.venv / "left over").touch()
    assert half.run().returncode == 0
    assert "left over" not in left_in(half.venv)


def test_a_package_with_another_hash_is_not_installed(pebble: Pebble) -> None:
    pebble.lock("1.0", sha256="0" * 64)
    done = pebble.run()
    assert (done.returncode, done.stdout) == (1, "")
    assert "is not the one that Sourcebook was made with" in done.stderr.splitlines()[-1]
    assert left_in(pebble.venv) == ["setup.lock"]


def test_without_a_network_one_sentence_says_so_and_nothing_is_left(pebble: Pebble) -> None:
    # Nobody listens on the discard port of this very machine.
    nowhere = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1"}
    done = pebble.run(PIP_INDEX_URL="http://127.0.0.1:9/simple", **nowhere)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the package index can't be reached" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert left_in(pebble.venv) == ["setup.lock"]


def test_a_newer_lock_updates_the_environment(ready: Pebble, tmp_path: Path) -> None:
    pebble = Pebble(tmp_path)
    shutil.copytree(ready.venv, pebble.venv, symlinks=True)
    pebble.lock("2.0")
    done = pebble.run()
    assert json.loads(done.stdout)["pebble"] == "2.0"
    assert pebble.run().stderr == ""


def test_an_update_that_can_not_be_fetched_leaves_the_old_environment(
    ready: Pebble, tmp_path: Path
) -> None:
    pebble = Pebble(tmp_path)
    shutil.copytree(ready.venv, pebble.venv, symlinks=True)
    pebble.lock("3.0")
    (pebble.index / "pebble-3.0-py3-none-any.whl").unlink()
    done = pebble.run()
    assert (done.returncode, done.stdout) == (1, "")
    assert "No matching distribution found for pebble==3.0" in done.stderr
    pebble.lock("1.0")
    again = pebble.run()
    assert (again.returncode, again.stderr) == (0, "")


def test_two_first_starts_wait_for_each_other(pebble: Pebble) -> None:
    with pebble.start("one") as one, pebble.start("two") as two:
        outputs = [started.communicate(timeout=120) for started in (one, two)]
    assert [json.loads(stdout)["args"] for stdout, _ in outputs] == [["one"], ["two"]]
    assert sum("unpacking" in stderr for _, stderr in outputs) == 1


def test_an_environment_of_someone_else_is_refused_and_untouched(pebble: Pebble) -> None:
    pebble.venv.mkdir()
    (pebble.venv / "mine").touch()
    done = pebble.run()
    assert (done.returncode, done.stdout) == (1, "")
    assert "was made by something else" in done.stderr
    assert left_in(pebble.venv) == ["mine"]


def test_a_python_without_ensurepip_is_told_what_to_type(pebble: Pebble) -> None:
    done = pebble.run(first=WITHOUT_ENSUREPIP, PATH=str(pebble.index))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"python3.{sys.version_info.minor}-venv" in done.stderr
    assert left_in(pebble.venv) == ["setup.lock"]


def test_a_python_that_is_too_old_says_which_are_needed(pebble: Pebble) -> None:
    done = pebble.run(first=AS_PYTHON_3_8, PATH=str(pebble.index))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11, 3.12 or 3.13; this is 3.8" in done.stderr


@posix
def test_a_python_that_is_too_old_hands_over_to_one_that_suits(pebble: Pebble) -> None:
    suitable = pebble.index / f"python3.{sys.version_info.minor}"
    suitable.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    suitable.chmod(0o755)
    done = pebble.run("x", first=AS_PYTHON_3_8, PATH=f"{pebble.index}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["args"] == ["x"]


def test_a_ready_environment_starts_under_any_python(ready: Pebble) -> None:
    done = ready.run("x", first=AS_PYTHON_3_8, PATH=str(ready.index))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_script_parses_on_old_pythons() -> None:
    source = (checkout.TOP / "run.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 6))


def real_python(version: str) -> str:
    """The path of a real Python of this version, no version switcher's stand-in; or skips."""
    kept = (Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python")
    for python in filter(None, [shutil.which(f"python{version}"), *map(str, kept)]):
        if subprocess.run([python, "-V"], capture_output=True, check=False).returncode == 0:
            return python
    pytest.skip(f"Python {version} is not here")


@pytest.mark.parametrize("version", UNSUITABLE)
def test_a_real_python_that_does_not_suit_gets_the_sentence(pebble: Pebble, version: str) -> None:
    done = subprocess.run(
        [real_python(version), str(pebble.top / "run.py")],
        env={"PATH": str(pebble.index)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"this is {version}, and no other was found" in done.stderr
    assert not pebble.venv.exists()


def test_every_check_runs_though_one_failed_and_pytest_comes_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []

    def run(name: str, command: list[str]) -> int:
        ran.append(name)
        return int(name == "ruff format")

    monkeypatch.setattr(checks, "run", run)
    monkeypatch.setattr(checks, "ensure_libraries", lambda: None)
    assert checks.main([]) == 1
    assert ran[:-1] == ["ruff check", "ruff format", "mypy", "import-linter"]
    assert ran[-1] == "pytest; failed before it: ruff format"


@pytest.mark.skipif(
    os.environ.get("SOURCEBOOK_TEST_SETUP") != "1",
    reason="fetches every package; asked for by SOURCEBOOK_TEST_SETUP=1",
)
def test_a_fresh_checkout_sets_itself_up_from_the_index(tmp_path: Path) -> None:
    top = checkout.copy_to(tmp_path / "fresh")
    done = subprocess.run(
        [sys.executable, str(top / "run.py"), "--help"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "import" in done.stdout
    assert "Setting up" not in done.stdout
