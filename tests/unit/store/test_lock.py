from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import app
from app.store.lock import LOCK_FILE, WriterLock

ROOT = Path(app.__file__).parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="fork and SIGKILL")

START = """
import os, subprocess, sys, time
from pathlib import Path
from app.store.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
"""
HOLD = START + "print(lock.acquire(), flush=True); sys.stdin.read()"
TRY = START + "print(lock.acquire())"
# Each says the child's number once the child runs, and then waits; the child outlives it.
CHILD_PROGRAM = (
    START
    + """
lock.acquire()
program = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)"]
child = subprocess.Popen(program, stdout=subprocess.PIPE, close_fds=False)
child.stdout.readline()
print(child.pid, flush=True)
sys.stdin.read()
"""
)
FORK = (
    START
    + """
lock.acquire()
readable, writable = os.pipe()
child = os.fork()
if child == 0:
    assert not lock.held
    os.write(writable, b"1")
    time.sleep(60)
    os._exit(0)
os.read(readable, 1)
print(child, flush=True)
sys.stdin.read()
"""
)


@contextmanager
def running(script: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A second process with the script, and the first line that it printed."""
    command = [sys.executable, "-c", script, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def other_process_gets_it(folder: Path) -> bool:
    with running(TRY, folder) as (_, answer):
        return answer == "True"


def test_only_one_process_holds_it(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    assert not lock.held
    assert lock.acquire()
    assert lock.held
    assert not other_process_gets_it(tmp_path)
    lock.release()
    assert not lock.held
    assert other_process_gets_it(tmp_path)


def test_only_one_object_in_a_process_holds_it(tmp_path: Path) -> None:
    first, second = WriterLock(tmp_path), WriterLock(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    assert first.acquire()  # again, by its holder
    first.release()
    assert second.acquire()
    second.release()


def test_killed_holder_frees_it(tmp_path: Path) -> None:
    with running(HOLD, tmp_path) as (holder, answer):
        assert answer == "True"
        assert not WriterLock(tmp_path).acquire()
        holder.kill()
        lock = WriterLock(tmp_path)
        assert lock.acquire(wait=30)  # no longer than the system takes to end a process
        lock.release()


@POSIX
@pytest.mark.parametrize("script", [CHILD_PROGRAM, FORK], ids=["program", "fork"])
def test_child_of_the_holder_does_not_keep_it(tmp_path: Path, script: str) -> None:
    with running(script, tmp_path) as (holder, child):
        try:
            assert not WriterLock(tmp_path).acquire()
            holder.kill()
            holder.wait()
            os.kill(int(child), 0)  # it still runs
            lock = WriterLock(tmp_path)
            assert lock.acquire()
            lock.release()
        finally:
            os.kill(int(child), signal.SIGKILL)


@POSIX
def test_ending_child_does_not_free_the_holders(tmp_path: Path) -> None:
    with running(FORK, tmp_path) as (_, child):
        os.kill(int(child), signal.SIGKILL)
        assert not WriterLock(tmp_path).acquire(wait=0.2)


def test_file_left_behind_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text(str(os.getpid()))
    lock = WriterLock(tmp_path)
    assert lock.acquire()
    lock.release()
    assert not lock.held
    assert (tmp_path / LOCK_FILE).exists()
