"""Printing: JSON for programs, plain lines for people, and the options every verb takes."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from app.errors import SourcebookError
from app.library import Access, Library, create_library, is_library, open_library
from app.paths import default_library
from app.store.keyfile import read_passphrase

Command = TypeVar("Command", bound=Callable[..., Any])

TAKES_A_QUERY = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""Settings of verbs whose words may begin with a minus; without short options none is mistaken."""

WAIT = 2.0
"""Seconds a verb waits for another short command to finish writing."""


def prepare_streams() -> None:
    """Make stdout and stderr UTF-8 everywhere; a file name that isn't comes out escaped.

    A stream that was closed by the caller is as good as an empty one.
    """
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open(encoding="utf-8")
    sys.stdout = sys.stdout or nothing.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nothing.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@dataclass(slots=True)
class Call:
    """What the options common to all verbs said."""

    folder: str | None = None
    passphrase_file: str | None = None
    as_json: bool = False

    def passphrase(self) -> str | None:
        """The passphrase from --passphrase-file, or None."""
        return read_passphrase(self.passphrase_file) if self.passphrase_file else None

    @contextmanager
    def open(self, access: Access, *, keep: bool = True) -> Iterator[Library]:
        """The library the call means, made empty when there is none yet; closed at the end.

        What changed, also where the verb failed in the end, gets into the .bib files that are kept
        up to date, unless the verb itself sees to that (``keep``).
        """
        with self._opened(access) as library:
            before = library.state
            failure: SourcebookError | None = None
            try:
                yield library
            except SourcebookError as error:
                failure = error
            if keep and library.state != before:
                _bring_up_to_date(library)
            if failure is not None:
                raise failure

    def _opened(self, access: Access) -> Library:
        folder = Path(self.folder) if self.folder else default_library()
        passphrase = self.passphrase()
        if not is_library(folder):
            library = create_library(folder, passphrase=passphrase)
            click.echo(f"Made a new library in {folder}.", err=True)
            return library
        return open_library(folder, access, passphrase=passphrase, wait=WAIT)

    def say(self, shape: dict[str, Any], *lines: str) -> None:
        """Print ``shape`` as JSON when asked for, else ``lines`` for people."""
        if self.as_json:
            click.echo(json.dumps(shape, ensure_ascii=False))
        else:
            for line in lines:
                click.echo(line)
        sys.stdout.flush()


def _bring_up_to_date(library: Library) -> None:
    """Write the .bib files that are kept, and say which one was left alone."""
    if not library.auto_exports():
        return
    for kept in library.run_auto_exports():
        if kept.problem:
            click.echo(f"{Path(kept.export.path).name}: {kept.problem}", err=True)


def counted(number: int, thing: str) -> str:
    """A number with what it counts: "1 document", "3 documents"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def common(command: Command) -> Command:
    """Give a verb the options all verbs take; it gets a :class:`Call` first."""

    def merged(
        context: click.Context,
        library: str | None,
        passphrase_file: str | None,
        as_json: bool,
        **values: Any,
    ) -> Any:
        call = context.ensure_object(Call)
        call.folder = library or call.folder
        call.passphrase_file = passphrase_file or call.passphrase_file
        call.as_json = as_json or call.as_json
        return command(call, **values)

    merged.__name__ = command.__name__
    merged.__doc__ = command.__doc__
    merged.__dict__.update(command.__dict__)
    return _common_options(click.pass_context(merged))  # type: ignore[return-value]


def _common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--library", metavar="DIR", help="The library's folder."),
        click.option(
            "--passphrase-file",
            metavar="FILE|-",
            help="Read the passphrase of an encrypted library from FILE, or from stdin.",
        ),
    )
    for option in options:
        command = option(command)
    return command
