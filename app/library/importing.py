"""The façade's part for import: files and folders in, one durable document at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.cite.keys import check_key
from app.errors import CancelledError, InputError, SourcebookError
from app.exchange.references import (
    BrokenEntry,
    ReferenceEntry,
    is_reference_file,
    read_references,
)
from app.intake import IntakeReader, Reading, gather
from app.library.base import mutation
from app.library.documents import Documents
from app.library.finding import Finding
from app.model import (
    Document,
    DocumentId,
    DocumentKind,
    Note,
    NoteId,
    Reference,
    Visibility,
    new_id,
)
from app.progress import Progress, Silent, stop_if_cancelled
from app.store import documents, marks, texts
from app.text.shingles import resemblance, sketch

NEAR = 0.6
"""From this share of common wording on, a new text is called a likely copy."""

LABEL = "import"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, or of one entry of a reference file.

    ``path`` is as given by the caller; ``status`` is added, duplicate or failed. ``paragraphs`` is
    0 for a document without text and None for a failure.
    """

    path: str
    status: str
    document: Document | None = None
    paragraphs: int | None = None
    warnings: tuple[str, ...] = ()
    error: SourcebookError | None = None


class Importing(Documents, Finding):
    """Import of files, folders and reference files."""

    @mutation
    def import_paths(
        self,
        paths: Sequence[str],
        *,
        kind: DocumentKind | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Imported]:
        """Import each path in turn, giving a line per document once it is durable.

        A file that fails gives a line and the others go on; nothing of it stays. All that one call
        imports is undone together. ``kind`` overrides what would be recognised. Raises
        CancelledError between two files when ``progress`` asks to stop.
        """
        self._store.require_writable()
        run = _Run(self, kind, progress or Silent())
        try:
            yield from run.over(paths)
        finally:
            run.reader.close()
            self.refresh_index()

    def _import_reading(self, path: str, reading: Reading, run: _Run) -> Imported:
        """Store one file's content: its bytes first, then one transaction that names them."""
        database = self._store.database
        digest = reading.text.sha256 if reading.text else None
        same = documents.document_with(database, original=reading.sha256, text=digest)
        if same is not None:
            return self._duplicate(path, same)
        near = run.near_copies(reading)
        self._store.blobs.put(reading.original)
        with self._act(LABEL, run.batch) as act:
            texts.add_original(database, reading.sha256, len(reading.original), reading.media_type)
            document = replace(
                self._new_document(reading.reference, kind=reading.kind),
                text_id=texts.add_text(database, reading.text) if reading.text else None,
                original=reading.sha256,
                original_name=reading.name,
                provenance=reading.provenance,
                tags=_tags(reading),
            )
            documents.add_document(act, document)
        run.remember(document.id, reading)
        paragraphs = reading.text.paragraphs if reading.text else 0
        return Imported(path, "added", document, paragraphs, (*reading.warnings, *near))

    def _duplicate(self, path: str, same: Document) -> Imported:
        text = texts.text(self._store.database, same.text_id) if same.text_id else None
        return Imported(path, "duplicate", same, text.paragraphs if text else 0)

    def _import_entry(self, path: str, entry: ReferenceEntry, run: _Run) -> Imported:
        same = run.same_reference(entry.reference)
        if same is not None:
            return self._duplicate(path, same)
        warnings = list(entry.warnings)
        with self._act(LABEL, run.batch) as act:
            document = self._new_document(entry.reference, key=_usable(entry.key))
            if entry.key and document.key != entry.key:
                warnings.append(f"the citation key {entry.key} became {document.key}")
            former = tuple(
                key
                for key in entry.former_keys
                if not documents.key_taken(self._store.database, key) and key != document.key
            )
            document = replace(
                document,
                former_keys=former,
                tags=entry.tags,
                provenance={"file": Path(path).name, "line": entry.line},
            )
            documents.add_document(act, document)
            for text in entry.notes:
                note = Note(
                    NoteId(new_id()),
                    document.id,
                    None,
                    Visibility.PRIVATE,
                    text,
                    self._now,
                    self._now,
                )
                marks.add_note(act, note)
        run.references[_fingerprint(entry.reference)] = document.id
        return Imported(path, "added", document, 0, tuple(warnings))


class _Run:
    """One call of import: its child process, its batch for undo, and what it knows already."""

    def __init__(self, library: Importing, kind: DocumentKind | None, progress: Progress) -> None:
        self.library = library
        self.kind = kind
        self.progress = progress
        self.batch = new_id()
        self.reader = IntakeReader()
        self._sketches: dict[DocumentId, tuple[int, ...]] | None = None
        self._references: dict[str, DocumentId] | None = None

    def over(self, paths: Sequence[str]) -> Iterator[Imported]:
        work: list[tuple[str, Path | SourcebookError]] = []
        for path in paths:
            try:
                work.extend((path, file) for file in gather(Path(path)))
            except SourcebookError as error:
                work.append((path, error))
        for done, (path, file) in enumerate(work):
            self.progress.step(done, len(work), Path(path).name)
            stop_if_cancelled(self.progress)
            if isinstance(file, SourcebookError):
                yield Imported(path, "failed", error=file)
            elif is_reference_file(file):
                yield from self._references_of(path, file)
            else:
                yield self._file(path, file)

    def _file(self, path: str, file: Path) -> Imported:
        try:
            reading = self.reader.read(file, kind=self.kind)
            return self.library._import_reading(path, reading, self)
        except CancelledError:
            raise
        except InputError as error:
            return Imported(path, "failed", error=error)

    def _references_of(self, path: str, file: Path) -> Iterator[Imported]:
        try:
            content = read_references(file)
        except InputError as error:
            yield Imported(path, "failed", error=error)
            return
        for entry in content.entries:
            try:
                yield self.library._import_entry(path, entry, self)
            except InputError as error:
                yield Imported(path, "failed", error=error)
        for broken in content.broken:
            yield Imported(path, "failed", error=_broken(broken))

    def near_copies(self, reading: Reading) -> list[str]:
        """A warning for each document whose wording is nearly the same."""
        if reading.text is None:
            return []
        own = sketch(reading.text.canonical)
        near = [
            (resemblance(own, other), id_)
            for id_, other in self.sketches.items()
            if resemblance(own, other) >= NEAR
        ]
        return [self._named(id_) for _, id_ in sorted(near, reverse=True)[:3]]

    def _named(self, id_: DocumentId) -> str:
        document = self.library.document(id_)
        return f"probably a copy of “{document.title}” ({document.key})"

    def remember(self, id_: DocumentId, reading: Reading) -> None:
        """Let later files of this run be compared with this one."""
        if reading.text is not None:
            self.sketches[id_] = sketch(reading.text.canonical)

    @property
    def sketches(self) -> dict[DocumentId, tuple[int, ...]]:
        if self._sketches is None:
            self._sketches = dict(texts.sketches(self.library._store.database))
        return self._sketches

    @property
    def references(self) -> dict[str, DocumentId]:
        if self._references is None:
            self._references = {
                _fingerprint(document.reference): document.id
                for document in documents.documents(self.library._store.database)
                if document.text_id is None
            }
        return self._references

    def same_reference(self, reference: Reference) -> Document | None:
        """The document whose reference is the same work, by its identifier or its main fields."""
        found = self.references.get(_fingerprint(reference))
        return None if found is None else self.library.document(found)


def _broken(entry: BrokenEntry) -> InputError:
    return InputError(
        f"Line {entry.line}: {entry.reason.rstrip('.')}.",
        hint="Mend the entry and import the file again; the others are in.",
        code="broken-entry",
    )


def _fingerprint(reference: Reference) -> str:
    """What tells one work from another: its type with its DOI, else with its main fields."""
    names = ("DOI",) if reference.get("DOI") else _TELLING
    return repr([reference.get(name) for name in ("type", *names)]).casefold()


_TELLING = ("title", "author", "editor", "issued", "container-title", "volume", "page", "URL")


def _usable(key: str | None) -> str | None:
    try:
        return check_key(key) if key else None
    except InputError:
        return None


def _tags(reading: Reading) -> tuple[str, ...]:
    found = reading.provenance.get("tags")
    if not isinstance(found, list):
        return ()
    return tuple(tag for tag in found if isinstance(tag, str) and tag.strip())
