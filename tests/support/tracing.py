"""Running a program under strace to see what it and its children do with the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

INTERNET = re.compile(r"\bAF_INET6?\b|/run/systemd/resolve/")


@dataclass(frozen=True)
class TraceResult:
    """How a traced program ended and every line of its trace that names the internet."""

    returncode: int
    stdout: str
    stderr: str
    internet: list[str]


def run_traced(
    args: Sequence[str | Path],
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    *,
    timeout: float = 120,
    stdin: str | None = None,
) -> TraceResult:
    """What the program and all its children did; skips the test where strace can't be used.

    A name lookup shows as a socket of the internet too, or as a call to the system's resolver.
    """
    strace = usable_strace()
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        done = subprocess.run(
            [strace, "-f", "-qq", "-e", "trace=network", "-o", str(trace), *map(str, args)],
            cwd=cwd,
            env=None if env is None else dict(env),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    seen = [line for line in lines if INTERNET.search(line)]
    return TraceResult(done.returncode, done.stdout, done.stderr, seen)


def usable_strace() -> str:
    """The path of strace; skips the test where there is none or tracing is forbidden."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run(
        [strace, "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    if tried.returncode:
        pytest.skip("strace may not trace here")
    return strace
