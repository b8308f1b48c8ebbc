"""What the verbs that write .bib files have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from app.cite.bibtex import BibChoices

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--unicode/--latex",
        "unicode",
        default=None,
        help="Keep letters beyond ASCII, or write LaTeX commands; else as the dialect has it.",
    ),
    click.option(
        "--without", metavar="FIELD,...", default="", help="Fields of a .bib file to leave out."
    ),
    click.option(
        "--as-imported",
        is_flag=True,
        help="Put unchanged entries of imported .bib files back byte for byte.",
    ),
)


def bib_options(command: Command) -> Command:
    """``command`` with the options for .bib files."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def bib_choices(*, unicode: bool | None, without: str, as_imported: bool) -> BibChoices | None:
    """What the options chose; None where nothing was chosen."""
    left_out = frozenset(name.strip().casefold() for name in without.split(",") if name.strip())
    if unicode is None and not left_out and not as_imported:
        return None
    from app.cite.bibtex import BibChoices

    return BibChoices(unicode, left_out, as_imported)
