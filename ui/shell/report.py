"""What a bug's report says: where it happened, and nothing of what the library holds."""

from __future__ import annotations

import sys
from pathlib import Path

_OURS = Path(__file__).resolve().parents[2]


def program_version() -> str:
    """The version of Sourcebook that runs."""
    # Imported when something is reported: both cost the start more than the whole window's list.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sourcebook")
    except PackageNotFoundError:
        return "0.1.0"


def bug_report(error: BaseException) -> str:
    """A report to copy: kinds of errors and lines of the program, no message and no value.

    The message of an exception may quote a document, so it is left out.
    """
    import platform
    import traceback

    lines = [
        f"Sourcebook {program_version()}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}"
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _place(file: str) -> str:
    """A file of ours from the top of the project, any other by its name alone."""
    path = Path(file)
    try:
        return path.resolve().relative_to(_OURS).as_posix()
    except ValueError:
        return path.name


def log_to_stderr(error: BaseException) -> None:
    """Print the report where a developer looks."""
    sys.stderr.write(bug_report(error) + "\n")
