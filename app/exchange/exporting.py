"""What leaves the library as a file, in formats that other programs read.

An exporter sees a Shelf and nothing else, so it can't leak what isn't on it. It writes no name of a
user, no path, no device and no time: the same library gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.annotate.webannotation import annotation_collection
from app.cite.bibtex import BibChoices, Dialect
from app.cite.ris import write_ris
from app.errors import UsageError
from app.exchange.bibfiles import Original, bib_file
from app.exchange.markdown import write_markdown
from app.exchange.sample import SAMPLE_REMARK
from app.model.document import Document
from app.model.shelf import Shelf


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, its file suffix, its media type, its writer."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Shelf], str]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file's content, and how many private notes were left out of it."""

    content: bytes
    suffix: str
    media_type: str
    documents: int
    private_notes: int


def export(
    format_name: str,
    shelf: Shelf,
    *,
    choices: BibChoices | None = None,
    original: Original | None = None,
) -> Exported:
    """The shelf in a format named in FORMATS. Raises UsageError for a name that isn't there.

    ``choices`` are for biblatex and BibTeX only; ``original`` gives the bytes of a kept file, for
    those who choose to have it put back.
    """
    chosen = FORMATS.get(format_name)
    if chosen is None:
        raise UsageError(
            f"There is no export format “{format_name[:40]}”.",
            hint=f"Choose one of: {', '.join(FORMATS)}.",
        )
    if choices is not None and format_name in set(Dialect):
        text = bib_file(
            _documents(shelf),
            Dialect(format_name),
            sample=shelf.sample,
            choices=choices,
            original=original,
        )
    elif choices is not None:
        raise UsageError(
            "These choices are for .bib files only.", hint="Export as biblatex or bibtex."
        )
    else:
        text = chosen.write(shelf)
    content = text.encode()
    count = len(shelf.items)
    return Exported(content, chosen.suffix, chosen.media_type, count, shelf.private_notes)


def _documents(shelf: Shelf) -> list[Document]:
    return sorted(
        (item.document for item in shelf.items),
        key=lambda document: (document.key.casefold(), document.key),
    )


def _biblatex(shelf: Shelf) -> str:
    return bib_file(_documents(shelf), Dialect.BIBLATEX, sample=shelf.sample)


def _bibtex(shelf: Shelf) -> str:
    return bib_file(_documents(shelf), Dialect.BIBTEX, sample=shelf.sample)


def _csl_json(shelf: Shelf) -> str:
    """The references in order, variables sorted; in a sample the note says what it is."""
    references = [document.cited() for document in _documents(shelf)]
    if shelf.sample:
        for reference in references:
            said = (reference.get("note"), SAMPLE_REMARK)
            reference["note"] = ". ".join(str(part) for part in said if part)
    return json.dumps(references, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _ris(shelf: Shelf) -> str:
    records = [(one.key, one.reference, one.tags) for one in _documents(shelf)]
    return write_ris(records, remark=SAMPLE_REMARK if shelf.sample else "")


def _w3c(shelf: Shelf) -> str:
    collection = annotation_collection(shelf, remark=SAMPLE_REMARK if shelf.sample else "")
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


_LD_JSON = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        one.name: one
        for one in (
            ExportFormat("biblatex", ".bib", "application/x-bibtex", _biblatex),
            ExportFormat("bibtex", ".bib", "application/x-bibtex", _bibtex),
            ExportFormat("csl-json", ".json", "application/vnd.citationstyles.csl+json", _csl_json),
            ExportFormat("ris", ".ris", "application/x-research-info-systems", _ris),
            ExportFormat("markdown", ".md", "text/markdown", write_markdown),
            ExportFormat("w3c", ".jsonld", _LD_JSON, _w3c),
        )
    }
)
"""Every format by its name."""
