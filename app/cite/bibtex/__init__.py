"""BibTeX and biblatex: .bib files read and written, in both dialects.

The package's face: everything else in it is its own business.
"""

from __future__ import annotations

from app.cite.bibtex.choices import BibChoices
from app.cite.bibtex.escaping import Dialect
from app.cite.bibtex.writing import BibItem, in_file, write_bibliography, write_entry
from app.cite.records import ReferenceFile

__all__ = [
    "BibChoices",
    "BibItem",
    "Dialect",
    "in_file",
    "read_bibliography",
    "write_bibliography",
    "write_entry",
]


def read_bibliography(text: str) -> ReferenceFile:
    """All entries of a .bib text in its order, and what of it could not be read."""
    # bibtexparser is slow to load, and few starts of the program read a .bib file.
    from app.cite.bibtex.reading import read_bibliography as read

    return read(text)
