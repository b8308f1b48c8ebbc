"""Running the real command line in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared"
"""Where developers may have real pages; a test that needs them is marked `corpus`."""


def environment(**more: str) -> dict[str, str]:
    """This process's environment: the checkout importable, no display, and no network."""
    kept = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    path = os.pathsep.join([str(CHECKOUT / "tests" / "support" / "child_site"), str(CHECKOUT)])
    return {**kept, "PYTHONPATH": path, **more}


def command(*arguments: str) -> list[str]:
    """The command line that runs Sourcebook with these arguments."""
    return [sys.executable, "-P", "-m", "ui.main", *arguments]


@dataclass(frozen=True)
class Ran:
    """What a run printed, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, str]:
        """The error of a failed run with --json: the last line of standard error."""
        found: dict[str, str] = json.loads(self.err.splitlines()[-1])["error"]
        return found


def run(*arguments: str, cwd: Path, stdin: str = "", **variables: str) -> Ran:
    """Run Sourcebook in ``cwd`` and wait for it."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**variables),
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=240,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


class Shell:
    """A person at a terminal, always with the same library and --json."""

    def __init__(self, folder: Path, library: str = "L") -> None:
        self.folder = folder
        self.library = library

    def __call__(self, verb: str, *arguments: str, stdin: str = "") -> Ran:
        return run(
            verb, *arguments, "--json", "--library", self.library, cwd=self.folder, stdin=stdin
        )
