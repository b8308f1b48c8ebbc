"""The entry point: no argument opens the window, anything else is a command.

Commands are handed over before anything of Qt is imported, so they work without a display.
"""

from __future__ import annotations

import sys


def main() -> int | None:
    """The exit code of what was asked for in ``sys.argv``."""
    arguments = sys.argv[1:]
    if not arguments:
        return open_window()
    from app.__main__ import main as run_command

    return run_command(arguments)


def open_window() -> int:
    """The window's exit code; 1 with a sentence on stderr when it can't be opened."""
    from ui.system import MissingError, ensure_libraries

    try:
        ensure_libraries()
    except MissingError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(  # noqa: T201
        "The window is not built yet; everything works from the command line: sourcebook --help",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
