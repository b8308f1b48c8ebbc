"""Files of references from other programs: .bib, .ris and CSL-JSON, whatever their encoding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, NoReturn

from app.cite.bibtex import read_bibliography
from app.cite.csljson import checked_reference
from app.cite.records import BrokenEntry, ReferenceEntry, ReferenceFile, excerpt
from app.cite.ris import read_ris
from app.errors import InputError, LimitError
from app.exchange.citations import read_citations
from app.exchange.pasted import SUFFIX
from app.text import canonical_line

__all__ = [
    "BrokenEntry",
    "ReferenceEntry",
    "ReferenceFile",
    "is_reference_file",
    "parse_reference_json",
    "read_references",
    "references_in",
]

MAX_BYTES = 100_000_000
"""The largest reference file that is read; 10,000 entries are about 11 MB."""

_DECLARED = re.compile(rb"\A(?:\s*%[^\n]*\n)*?\s*%\s*Encoding:\s*([\w-]{2,20})", re.IGNORECASE)
_NOT_UTF8 = "The file is not in UTF-8; it was read as {}, so check letters with accents."


def is_reference_file(path: PurePath) -> bool:
    """Whether ``path`` is named like a file of references; the file itself isn't looked at."""
    return path.suffix.casefold() in _READERS


def read_references(path: Path) -> ReferenceFile:
    """All references of a file in its order, and what of it could not be read.

    Raises InputError where it is empty, binary, no reference file or can't be opened, LimitError
    where it is too large or nests too deep.
    """
    return references_in(path, content_of(path))


def references_in(path: PurePath, content: bytes) -> ReferenceFile:
    """All references in the bytes of a file that is named like ``path``.

    Raises as :func:`read_references` does.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise InputError(
            "This is not a file of references.", hint="Choose a .bib, .ris or CSL-JSON file."
        )
    text, encoding = _decoded(content)
    if not text.strip():
        raise InputError("The file is empty.", hint="Choose another file.")
    found = reader(text)
    if not found.entries and not found.broken:
        raise InputError("There is no reference in the file.", hint="Choose another file.")
    if reader is read_bibliography and not encoding:
        return replace(found, source=content)
    return _warned(found, encoding) if encoding else found


def parse_reference_json(text: str) -> list[ReferenceEntry]:
    """The references of CSL-JSON text, one object or a list, with the ids they have there.

    Raises InputError for any that is unsound.
    """
    return [ReferenceEntry(checked_reference(item), _key(item)) for item in _items(text)]


def content_of(path: Path) -> bytes:
    """The bytes of a file of references. Raises InputError, LimitError for more than 100 MB."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise LimitError(
                "The file is too large for a file of references (over 100 MB).",
                hint="Export it in parts.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("The file is no longer there.", hint="Check the path.") from None
    except IsADirectoryError:
        raise InputError("This is a folder, not a file.", hint="Choose a file in it.") from None
    except OSError as error:
        raise InputError(
            "The file can't be opened.", hint="Check that you may read it.", detail=str(error.errno)
        ) from error


def decoded(content: bytes) -> str:
    """The text of a reference file."""
    return _decoded(content)[0]


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding where it wasn't UTF-8 and had to be guessed."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _as(content, "utf-16"), ""
    if b"\0" in content:
        raise InputError("The file is binary, not text.", hint="Choose a .bib, .ris or JSON file.")
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        declared = _DECLARED.match(content)
        names = [declared[1].decode().replace("_", "-")] if declared else []
        for name in (*names, "cp1252"):
            try:
                return content.decode(name), name
            except (UnicodeDecodeError, LookupError):
                continue
        return content.decode("latin-1"), "latin-1"


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise InputError("The file is binary, not text.", hint="Choose another file.") from None


def _warned(found: ReferenceFile, encoding: str) -> ReferenceFile:
    """``found`` with a word on the encoding at every entry that it may have spoilt."""
    warning = _NOT_UTF8.format(encoding)
    entries = tuple(
        replace(entry, warnings=(*entry.warnings, warning))
        if not json.dumps(entry.reference, ensure_ascii=False).isascii()
        else entry
        for entry in found.entries
    )
    return ReferenceFile(entries, found.broken)


def _read_json(text: str) -> ReferenceFile:
    """Every sound item; for an unsound one, its number in the list stands for a line."""
    entries: list[ReferenceEntry] = []
    broken: list[BrokenEntry] = []
    items = _items(text)
    if items and not any(_is_csl(item) for item in items):
        raise InputError(
            "This JSON holds no references.",
            hint="CSL-JSON is a list of references with “id” and “type”.",
            code="not-csl",
        )
    for number, item in enumerate(items, 1):
        try:
            reference = checked_reference(_sound(item))
        except InputError as error:
            shown = excerpt(json.dumps(item, ensure_ascii=False)[:500])
            broken.append(BrokenEntry(number, f"item {number}: {error.message}", shown))
            continue
        entries.append(ReferenceEntry(reference, _key(item), files=_files(item)))
    return ReferenceFile(tuple(entries), tuple(broken))


def _is_csl(item: Any) -> bool:
    """Whether an item says what it is or what it is called: CSL-JSON asks for both."""
    return isinstance(item, dict) and ("type" in item or "id" in item)


def _sound(item: Any) -> Any:
    """``item`` itself. Raises InputError where it is an object but no reference."""
    if isinstance(item, dict) and not _is_csl(item):
        raise InputError(
            "It is no reference: it has neither “id” nor “type”.",
            hint="Give a reference in CSL-JSON.",
            code="not-csl",
        )
    return item


def _items(text: str) -> list[Any]:
    try:
        parsed = json.loads(text.lstrip("\ufeff"), parse_constant=_no_number)
    except RecursionError:
        raise LimitError(
            "The JSON nests too deep.", hint="Export it again from the program it came from."
        ) from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise InputError(
            f"The file is not sound JSON{where}.", hint="CSL-JSON is a list of references."
        ) from None
    if isinstance(parsed, dict) and isinstance(parsed.get("items"), list):
        parsed = parsed["items"]
    return parsed if isinstance(parsed, list) else [parsed]


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _files(item: dict[str, Any]) -> tuple[str, ...]:
    """The paths that other programs write beside CSL's own variables, as ``file`` or ``files``."""
    told = [item.get("file"), *(files if isinstance(files := item.get("files"), list) else ())]
    return tuple(path for path in told if isinstance(path, str) and path.strip())


def _key(item: dict[str, Any]) -> str | None:
    """The item's key: its ``id``, unless that is an address, as Zotero writes it."""
    given = item.get("id") or item.get("citation-key")
    if isinstance(given, str) and "://" in given:
        given = item.get("citation-key")
    return canonical_line(str(given)) or None if isinstance(given, str | int) else None


_READERS: dict[str, Callable[[str], ReferenceFile]] = {
    ".bib": read_bibliography,
    ".bibtex": read_bibliography,
    ".ris": read_ris,
    ".json": _read_json,
    SUFFIX: read_citations,
}
