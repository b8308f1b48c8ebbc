"""How a bench measures: one clock, peers in turn, and child programs with their memory."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).resolve().parents[2]


def seconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes by the wall clock."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def milliseconds(act: Callable[[], object]) -> float:
    """How long ``act`` takes by the wall clock."""
    return seconds(act) * 1000


def in_turn(
    measures: Mapping[str, Callable[[], float]], rounds: int, *, warm: bool = False
) -> dict[str, list[float]]:
    """What each measure gave, one after the other in every round.

    A machine that is busy for a while then slows all of them alike. With ``warm``, a first round
    isn't counted.
    """
    found: dict[str, list[float]] = {name: [] for name in measures}
    for nth in range(rounds + warm):
        for name, measure in measures.items():
            figure = measure()
            if nth >= warm:
                found[name].append(figure)
    return found


def keep_bytecode() -> None:
    """Let all child programs from now on find their modules compiled, as they are for a user.

    PYTHONDONTWRITEBYTECODE, which some shells set, would measure the compiler at each start. The
    first run of a program fills a folder of this process' own, which ends with it.
    """
    if _compiled:
        return
    folder = tempfile.TemporaryDirectory(prefix="bench-")
    _compiled.append(folder)
    atexit.register(folder.cleanup)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder.name


_compiled: list[tempfile.TemporaryDirectory[str]] = []


@dataclass(frozen=True, slots=True)
class Ran:
    """What a child program took: milliseconds, and megabytes at its peak (0 where unknown).

    Linux counts what the starting program had at that moment as the child's own, so a bench that
    measures memory imports little and says how much it has itself.
    """

    milliseconds: float
    megabytes: float


def own_megabytes() -> float:
    """How much memory this process had at its peak; 0 where unknown."""
    if sys.platform == "win32":
        return 0.0
    return _megabytes(resource.getrusage(resource.RUSAGE_SELF))


def child_megabytes() -> float:
    """How much memory the largest child that has ended had at its peak; 0 where unknown."""
    if sys.platform == "win32":
        return 0.0
    return _megabytes(resource.getrusage(resource.RUSAGE_CHILDREN))


def run(command: Sequence[str | Path]) -> Ran:
    """Run a program to its end without its output, with this checkout's packages.

    Raises RuntimeError with its last words when it fails: the time of a failure means nothing.
    """
    keep_bytecode()
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(
            list(map(str, command)),
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        status, megabytes = _awaited(child)
        taken = (time.perf_counter() - begin) * 1000
        if status:
            said.seek(0)
            words = said.read().decode(errors="replace")[-500:]
            raise RuntimeError(f"{' '.join(map(str, command))} failed: {words}")
    return Ran(taken, megabytes)


def _awaited(child: subprocess.Popen[bytes]) -> tuple[int, float]:
    """The exit status of a child once it has ended, and megabytes at its peak."""
    if sys.platform == "win32":
        return child.wait(), 0.0
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, _megabytes(used)


def _megabytes(used: Any) -> float:
    return float(used.ru_maxrss) / (1e6 if sys.platform == "darwin" else 1e3)
