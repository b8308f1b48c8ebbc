"""The entry point: no command opens the window, anything else is a command.

Commands are handed over before anything of Qt is imported, so they work without a display.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int | None:
    """The exit code of what was asked for in ``sys.argv``."""
    arguments = sys.argv[1:]
    if not arguments:
        return open_window()
    if arguments[0] == "--library" and len(arguments) == 2:
        return open_window(Path(arguments[1]))
    from app.__main__ import main as run_command

    return run_command(arguments)


def open_window(folder: Path | None = None) -> int:
    """The window's exit code; 1 with a sentence on stderr when it can't be opened.

    ``folder`` is the library to open instead of the last one.
    """
    from ui.display import missing_display
    from ui.system import MissingError, ensure_libraries

    missing = missing_display()
    try:
        if missing is None:
            ensure_libraries()
    except MissingError as error:
        missing = str(error)
    if missing is not None:
        print(missing, file=sys.stderr)  # noqa: T201
        return 1
    from ui.application import run

    return run(folder)


if __name__ == "__main__":
    sys.exit(main())
