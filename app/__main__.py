"""The command line: every verb speaks to the façade and prints for people, or JSON with --json.

Exit status 0 is success, 1 a known error, 2 wrong usage. For people an error is one line on
stderr; with --json the last line of stderr is {"error": {"code", "message", "hint"}}.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence

import click

from app.commands import terminal
from app.commands.verbs import sourcebook
from app.errors import SourcebookError, UsageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. ``argv`` is without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    terminal.prepare_streams()
    as_json = "--json" in arguments
    try:
        sourcebook.main(arguments, prog_name="sourcebook", standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.UsageError as error:
        hint = f"See `{error.ctx.command_path if error.ctx else 'sourcebook'} --help`."
        return _failed(UsageError(error.format_message(), hint=hint), as_json, 2)
    except UsageError as error:
        return _failed(error, as_json, 2)
    except SourcebookError as error:
        return _failed(error, as_json, 1)
    except (KeyboardInterrupt, click.Abort):
        return _failed(SourcebookError("Stopped.", code="cancelled"), as_json, 1)
    except BrokenPipeError:
        # The reader of our output has gone; nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:
        traceback.print_exc()
        return _failed(_BUG, as_json, 1)
    return 0


_BUG = SourcebookError(
    "This is a fault in Sourcebook itself.",
    hint="Nothing half-done was kept. Please report the lines above.",
    code="bug",
)


def _failed(error: SourcebookError, as_json: bool, status: int) -> int:
    sys.stdout.flush()
    if as_json:
        print(json.dumps({"error": error.as_dict()}, ensure_ascii=False), file=sys.stderr)
    else:
        line = f"sourcebook: {error.message} {error.hint}".strip()
        print(" ".join(line.split()), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
