""".bib files out: the whole shelf in a fixed order, or files that came in put back as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from app.cite.bibtex import BibChoices, BibItem, Dialect, in_file, write_entry
from app.cite.bibtex.restoring import Restored, entry_digest, put_back
from app.cite.records import ReferenceEntry
from app.errors import SourcebookError
from app.exchange.references import decoded
from app.exchange.sample import SAMPLE_REMARK
from app.model.document import Document

Original = Callable[[str], bytes]
"""The bytes of a kept file with this SHA-256; raises a SourcebookError where they can't be read."""

_BOM = b"\xef\xbb\xbf"


def document_digest(document: Document) -> str:
    """What tells whether a document is as it came: its key, reference, tags and former keys."""
    return entry_digest(document.key, document.reference, document.tags, document.former_keys)


def bib_place(entry: ReferenceEntry | None, document: Document, kept: str) -> dict[str, Any] | None:
    """What a document remembers of its entry in the .bib file with the SHA-256 ``kept``."""
    if not kept or entry is None or entry.start is None:
        return None
    return {"file": kept, "start": entry.start, "digest": document_digest(document)}


def is_repeated(entry: ReferenceEntry, document: Document) -> bool:
    """Whether an entry is the one a document came from, over again."""
    same_key = (entry.key or "").casefold() in {"", document.key.casefold()}
    return same_key and entry.reference == document.reference


def bib_file(
    documents: Iterable[Document],
    dialect: Dialect,
    *,
    sample: bool = False,
    choices: BibChoices | None = None,
    original: Original | None = None,
) -> str:
    """The references of ``documents``, given in order, as one .bib text.

    With ``choices.as_imported``, files that ``original`` still has are put back first, in the order
    of their names; of the sample, which has to say what it is, nothing is put back.
    """
    choices = choices or BibChoices()
    found = list(documents)
    if sample or not choices.as_imported or original is None:
        entries = [bib_entry(one, dialect, choices, sample=sample) for one in found]
        return in_file(entries, dialect, [SAMPLE_REMARK] if sample else [])
    texts, rest = _put_back(found, dialect, choices, original)
    entries = [bib_entry(one, dialect, choices, sample=sample) for one in rest]
    return _joined(texts, in_file(entries, dialect) if entries else "")


def bib_entry(
    document: Document, dialect: Dialect, choices: BibChoices, *, sample: bool = False
) -> str:
    """The entry of one document, written anew."""
    remark = SAMPLE_REMARK if sample else ""
    item = BibItem(document.key, document.reference, document.former_keys, document.tags, remark)
    return write_entry(item, dialect, choices)


def _put_back(
    documents: list[Document], dialect: Dialect, choices: BibChoices, original: Original
) -> tuple[list[str], list[Document]]:
    """The files put back, and the documents that stand in none of them."""
    of_file: defaultdict[tuple[str, str], dict[int, Document]] = defaultdict(dict)
    for document in documents:
        came = _came(document)
        if came:
            file = (str(document.provenance.get("file", "")), str(came["file"]))
            of_file[file][int(came["start"])] = document
    texts: list[str] = []
    done: set[str] = set()
    for (_, sha256), known in sorted(of_file.items()):
        try:
            content = original(sha256)
        except SourcebookError:
            continue
        restored = {
            start: Restored(
                document.key,
                bib_entry(document, dialect, choices),
                untouched=_came(document).get("digest") == document_digest(document),
            )
            for start, document in known.items()
        }
        text, met = put_back(decoded(content), restored, dialect, without=choices.without)
        texts.append("\ufeff" + text if content.startswith(_BOM) and not texts else text)
        done.update(known[start].id for start in met)
    return texts, [document for document in documents if document.id not in done]


def _came(document: Document) -> dict[str, Any]:
    came = document.provenance.get("bib")
    return came if isinstance(came, dict) and {"file", "start"} <= came.keys() else {}


def _joined(texts: list[str], rest: str) -> str:
    """The files one after the other, an empty line between each and what is new."""
    parts = [text for text in (*texts, rest) if text]
    spaced = [
        part if part.endswith("\n\n") or nth == len(parts) - 1 else part.rstrip("\n") + "\n\n"
        for nth, part in enumerate(parts)
    ]
    return "".join(spaced)
