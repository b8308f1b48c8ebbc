"""What a user may choose about a .bib file that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.cite.bibtex import datamodel
from app.cite.bibtex.accents import command_for
from app.cite.bibtex.escaping import Dialect

_UNICODE = re.compile(r"\\url\{[^{}]*\}|[^\x00-\x7f]")
_VERBATIM = datamodel.VERBATIM | {"ids", "crossref", "xref", "xdata"}


@dataclass(frozen=True, slots=True)
class BibChoices:
    """How a .bib file is written, where it differs from what its dialect does by itself.

    ``unicode`` keeps letters beyond ASCII as they are (True) or writes LaTeX's commands (False);
    None is the dialect's own way: biblatex Unicode, BibTeX commands. ``without`` names fields that
    are left out. ``as_imported`` puts entries that were not changed since they came from a .bib
    file back byte for byte, with the file's comments, preamble, strings and order.
    """

    unicode: bool | None = None
    without: frozenset[str] = frozenset()
    as_imported: bool = False

    def commands(self, dialect: Dialect) -> bool:
        """Whether letters beyond ASCII are written as LaTeX commands."""
        return dialect is Dialect.BIBTEX if self.unicode is None else not self.unicode


PLAIN = BibChoices()
"""Every choice as the dialect has it."""


def in_commands(field: str, value: str) -> str:
    """A field's value with LaTeX's command for each letter that has one; addresses stay."""
    if value.isascii() or field in _VERBATIM:
        return value
    return _UNICODE.sub(_command, value)


def _command(found: re.Match[str]) -> str:
    text = found.group()
    return text if len(text) > 1 else command_for(text) or text
