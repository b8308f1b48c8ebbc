"""Every check of the project in order; `python3 run.py test` runs this in the environment it made.

All steps run even when one fails. pytest is last, so that its summary ends the output.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ui.system import MissingError, ensure_libraries

TOP = Path(__file__).resolve().parents[2]
LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"
STEPS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", LINTER, "--no-logo"],
}


def main(pytest_arguments: list[str]) -> int:
    """0 when every check passed."""
    try:
        ensure_libraries()  # pytest-qt loads Qt at its start
    except MissingError as error:
        print(error, file=sys.stderr, flush=True)
    failed = [name for name, command in STEPS.items() if run(name, command)]
    told = f"pytest; failed before it: {', '.join(failed)}" if failed else "pytest"
    chosen = pytest_arguments or ["-n", str(min(os.cpu_count() or 1, 8))]
    return run(told, ["-m", "pytest", *chosen]) or int(bool(failed))


def run(name: str, command: list[str]) -> int:
    """The exit code of one step, run with this Python at the top of the checkout."""
    print(f"== {name} ==", flush=True)
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.run(
        [sys.executable, *command], cwd=TOP, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
