"""BibTeX and biblatex: .bib files read and written, in both dialects.

The package's face: everything else in it is its own business.
"""

from app.cite.bibtex.escaping import Dialect
from app.cite.bibtex.reading import read_bibliography
from app.cite.bibtex.writing import BibItem, write_bibliography, write_entry

__all__ = ["BibItem", "Dialect", "read_bibliography", "write_bibliography", "write_entry"]
