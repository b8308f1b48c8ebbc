"""One call of import at work: files are read in a child process and stored one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any, TypeVar

from app.errors import InputError, NotFoundError, SourcebookError
from app.exchange.apart import ReferenceReader
from app.exchange.bibfiles import bib_place, is_repeated
from app.exchange.libraryfiles import is_library_file, read_library_file
from app.exchange.moving import Choices, MovedLibrary, chosen_entry, chosen_parts
from app.exchange.named import moved_with_files
from app.exchange.references import (
    ReferenceEntry,
    ReferenceFile,
    is_reference_file,
    read_references,
)
from app.exchange.sample import SAMPLE_REMARK, SAYS_SO, is_teaching, remarked
from app.exchange.zotero import is_zotero_folder, read_folder
from app.intake import Archives, Member, Readers, Reading, gather, is_archive
from app.library.copying import ALIKE
from app.library.importing import Came, Imported, Importing
from app.library.likeness import Likeness
from app.library.moving import Move, broken_entry
from app.library.sameness import go_together, same_by_address, same_by_text
from app.library.waiting import Waiting
from app.model import Document, DocumentId, DocumentKind, Note, NoteId, TextId, Visibility, new_id
from app.progress import Progress, stop_if_cancelled
from app.store import documents, images, marks, texts
from app.store.journal import Act
from app.text.shingles import sketch

LABEL = "import"
TOGETHER = 500
"""Entries of a reference file that become durable in one transaction."""

_PATIENCE = 0.05
_MOST_ALIKE = 3

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: the path as the caller gave it, and the file that it means.

    ``member`` is what of an archive is meant; ``fault`` is why an archive can't be opened.
    """

    path: str
    file: Path
    member: Member | None = None
    fault: SourcebookError | None = None

    @property
    def name(self) -> str:
        """The name of the file that is meant, in an archive or not."""
        return PurePosixPath(self.member.name).name if self.member else self.file.name

    @property
    def within(self) -> str:
        """Where the file is in what the caller named; empty where it is that itself."""
        file = "" if self.file == Path(self.path) else self.file.relative_to(self.path).as_posix()
        return "/".join(filter(None, (file, self.member.name if self.member else "")))


_Content = Reading | ReferenceFile | MovedLibrary | SourcebookError


@dataclass(slots=True)
class _Coming:
    """What one transaction is about to store: documents, their keys in lower case, their notes.

    ``kept`` is the SHA-256 of the file itself, where it was kept to be put back some day.
    ``of_file`` has those of earlier transactions too, as far as they are of the same file.
    """

    kept: str
    of_file: dict[DocumentId, Document]
    documents: dict[DocumentId, Document] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


class ImportRun:
    """One call of import: its child processes, its batch for undo, and what it compares with.

    The next files are read, two at a time, while the last one is stored; what is stored keeps the
    order of the paths.
    """

    def __init__(
        self,
        library: Importing,
        kind: DocumentKind | None,
        progress: Progress,
        choices: Choices | None = None,
    ) -> None:
        self.library = library
        self.kind = kind
        self.progress = progress
        self.choices = choices or Choices()
        self.batch = new_id()
        self.likeness = Likeness(library._store)
        self._waiting = Waiting(library)
        self._database = library._store.database
        self._readers = Readers()
        self._references = ReferenceReader()
        self._archives = Archives()
        self._unpacking = Lock()
        self._ahead = ThreadPoolExecutor(self._readers.many, thread_name_prefix="intake")

    def close(self) -> None:
        """Stop reading; what was stored stays."""
        # What is being read now is of no use any more and ends with the process that reads it.
        self._archives.close()
        self._readers.abandon()
        self._references.close()
        self._ahead.shutdown(wait=False, cancel_futures=True)

    def over(self, paths: Sequence[str]) -> Iterator[Imported]:
        """Import each path in turn, giving a line per document once it is durable."""
        sources: list[Source] = []
        for path in paths:
            try:
                for file in _files(Path(path)):
                    sources += self._meant(path, file)
            except SourcebookError as error:
                yield Imported(path, "failed", error=error)
        waiting = iter(sources)
        coming = deque(
            self._ahead.submit(self._content, source)
            for source in islice(waiting, self._readers.many)
        )
        for done, source in enumerate(sources):
            self.progress.step(done, len(sources), str(source.file))
            stop_if_cancelled(self.progress)
            content = self._awaited(coming.popleft())
            for following in islice(waiting, 1):  # read while this one is stored
                coming.append(self._ahead.submit(self._content, following))
            for line in self._stored(source, content):
                yield replace(line, file=source.within)
            self.progress.step(done + 1, len(sources), str(source.file))

    def _awaited(self, reading: Future[Found]) -> Found:
        """What is being read, once it is there; others may work on the library meanwhile."""
        while not wait((reading,), timeout=_PATIENCE).done:
            self.pause()
        return reading.result()

    def read(self, file: Path) -> Reading | SourcebookError:
        """What a single file holds, read in the child process; or why it can't be read."""
        return self._awaited(self._ahead.submit(self._read, file))

    def _read(self, file: Path) -> Reading | SourcebookError:
        try:
            with self._readers.one() as reader:
                return reader.read(file)
        except InputError as error:
            return error

    def pause(self) -> None:
        """Give others time, between two parts of the import; raises CancelledError when told."""
        self.progress.wait()
        stop_if_cancelled(self.progress)

    def _meant(self, path: str, file: Path) -> list[Source]:
        """The file, or each file of an archive that is to be imported."""
        if not is_archive(file):
            return [Source(path, file)]
        try:
            members = self._archives.members(file)
        except InputError as error:
            return [Source(path, file, fault=error)]
        return [Source(path, file, member) for member in members]

    def _content(self, source: Source) -> _Content:
        """What a file holds, or the known error that says why it can't be read."""
        file = source.file
        if source.fault is not None:
            return source.fault
        try:
            if source.member is not None:
                return self._unpacked(source, source.member)
            if is_zotero_folder(file):
                return chosen_parts(read_folder(file, self.choices), self.choices)
            if is_reference_file(file):
                found = self._chosen(self._read_references(file))
                if any(entry.files for entry in found.entries):
                    return moved_with_files(found, file, self.choices)
                return found
            if is_library_file(file):
                return chosen_parts(read_library_file(file, self.choices), self.choices)
            with self._readers.one() as reader:
                return reader.read(file, kind=self.kind)
        except InputError as error:
            return error

    def _read_references(self, file: Path) -> ReferenceFile:
        # Handing 10,000 entries from process to process takes a second; a .bib has no depth.
        if file.suffix.casefold() in (".bib", ".bibtex"):
            return read_references(file)
        return self._references.read(file)

    def _chosen(self, found: ReferenceFile) -> ReferenceFile:
        entries = tuple(chosen_entry(entry, self.choices) for entry in found.entries)
        return replace(found, entries=entries)

    def _unpacked(self, source: Source, member: Member) -> _Content:
        with self._unpacking:  # archives are opened by one process of their own
            content, came = self._archives.read(source.file, member)
        if is_reference_file(Path(source.name)):
            return self._references.read_content(source.name, content)
        with self._readers.one() as reader:
            return reader.read_content(content, came, kind=self.kind)

    def _stored(self, source: Source, content: _Content) -> Iterator[Imported]:
        if isinstance(content, SourcebookError):
            yield Imported(source.path, "failed", error=content)
        elif isinstance(content, Reading):
            try:
                yield self._import_reading(source, content)
            except InputError as error:
                yield Imported(source.path, "failed", error=error)
        elif isinstance(content, MovedLibrary):
            yield from Move(self, source, content).lines()
        else:
            kept = self.library._store.blobs.put(content.source) if content.source else ""
            of_file: dict[DocumentId, Document] = {}
            for at in range(0, len(content.entries), TOGETHER):
                chunk = content.entries[at : at + TOGETHER]
                coming = _Coming(kept, of_file)
                yield from self._import_entries(source, chunk, coming, len(content.source))
                self.pause()
            for broken in content.broken:
                yield Imported(source.path, "failed", error=broken_entry(broken))

    def _import_reading(self, source: Source, reading: Reading) -> Imported:
        """Store one file's content: its bytes first, then one transaction that names them."""
        database = self._database
        digest = reading.text.sha256 if reading.text else None
        same = documents.document_with(database, original=reading.sha256, text=digest)
        if same is not None:
            return self._duplicate(source, same)
        wording = sketch(reading.text.canonical) if reading.text else ()
        reading, told = self.remarked(reading)
        taker = self._waiting.taker(reading)
        alike = tuple(
            one for one in self._alike(reading, wording) if taker is None or one.id != taker.id
        )
        reading = replace(reading, provenance=_remembering(reading.provenance, alike))
        near = [f"probably a copy of “{one.title}” ({one.key})" for one in alike]
        self.put_files(reading)
        with self.library._act(LABEL, self.batch) as act:
            self.name_files(reading)
            text_id = texts.add_text(database, reading.text, wording) if reading.text else None
            if taker is not None:
                document = self._waiting.fill(act, taker, reading, text_id)
            else:
                document = self._added(act, reading, text_id)
            self.add_images(act, document, reading)
        self.likeness.add_text(document.id, wording, document.reference)
        paragraphs = reading.text.paragraphs if reading.text else 0
        said = (*told, *reading.warnings, *near)
        return Imported(
            source.path, "added", document, paragraphs, said, touched=bool(taker), alike=alike
        )

    def _added(self, act: Act, reading: Reading, text_id: TextId | None) -> Document:
        """A new document for what was read, stored."""
        document = replace(
            self.library._new_document(reading.reference, kind=reading.kind),
            text_id=text_id,
            original=reading.sha256,
            original_name=reading.name,
            provenance=reading.provenance,
            tags=_tags(reading),
        )
        documents.add_document(act, document)
        return document

    def remarked(self, reading: Reading) -> tuple[Reading, tuple[str, ...]]:
        """A teaching text of the sample with its remark on it, unless this is the sample."""
        text = reading.text
        if self.library._sample or text is None or SAYS_SO not in text.canonical:
            return reading, ()
        told = f"This is one of the sample’s texts: {SAMPLE_REMARK}. Citations will say so."
        return replace(reading, reference=remarked(reading.reference)), (told,)

    def name_files(self, reading: Reading) -> None:
        """Name a file and its images, whose bytes are durable already, in the library."""
        named = [(reading.sha256, len(reading.original), reading.media_type)]
        found = (kept.image for kept in reading.images)
        named += [(image.sha256, image.size, image.media_type) for image in found]
        for sha256, size, media_type in named:
            texts.add_original(self._database, sha256, size, media_type)

    def add_images(self, act: Act, document: Document, reading: Reading) -> None:
        """Put the images of a file's text where they stand in it."""
        if document.text_id is not None:
            found = [kept.image for kept in reading.images]
            images.add_images(act, document.id, document.text_id, found)

    def put_files(self, reading: Reading) -> None:
        """Make a file's bytes durable, and those of its images."""
        put = self.library._store.blobs.put
        put(reading.original)
        for content in {kept.image.sha256: kept.content for kept in reading.images}.values():
            put(content)

    def _alike(self, reading: Reading, wording: tuple[int, ...]) -> tuple[Document, ...]:
        """The documents that what was read is probably a copy of, the likeliest first."""
        coming = Document(DocumentId(""), reading.kind, "", reading.reference, "")
        likely: dict[DocumentId, Document] = {}
        for ids, fits in (
            (self.likeness.near(wording), same_by_text),
            (self.likeness.of_page(reading.reference), _same_page),
        ):
            for id_ in ids:
                # It may have gone since the import began.
                with suppress(NotFoundError):
                    other = self.library._document(id_)
                    if fits(coming, other):
                        likely[id_] = other
        return tuple(likely.values())[:_MOST_ALIKE]

    def _duplicate(self, source: Source, same: Document) -> Imported:
        text = texts.text(self._database, same.text_id) if same.text_id else None
        return Imported(source.path, "duplicate", same, text.paragraphs if text else 0)

    def _import_entries(
        self, source: Source, entries: Sequence[ReferenceEntry], coming: _Coming, size: int
    ) -> list[Imported]:
        """Store some entries of a reference file in one transaction."""
        with self.library._act(LABEL, self.batch) as act:
            if coming.kept:
                texts.add_original(self._database, coming.kept, size, "application/x-bibtex")
            lines = [self._import_entry(coming, source, entry) for entry in entries]
            documents.add_documents(act, list(coming.documents.values()))
            for note in coming.notes:
                marks.add_note(act, note)
        return lines

    def _import_entry(self, coming: _Coming, source: Source, entry: ReferenceEntry) -> Imported:
        """Add an entry to those that are ``coming``, unless the library has it."""
        if SAMPLE_REMARK in entry.notes and not is_teaching(entry.reference):
            # RIS has only one kind of note; this one belongs to the reference.
            notes = tuple(note for note in entry.notes if note != SAMPLE_REMARK)
            entry = replace(entry, reference=remarked(entry.reference), notes=notes)
        warnings = list(entry.warnings)
        same = self.likeness.same(entry.reference)
        beside = coming.of_file.get(same) if same else None
        if beside is not None and not is_repeated(entry, beside):
            # Whoever gave both a key in one file cites both.
            warnings.append(f"probably the same work as {beside.key}")
        elif same is not None:
            with suppress(NotFoundError):
                return self._duplicate(source, beside or self.library._document(same))
        beside = None
        if "waiting" in entry.came and (same := self._waiting.known(entry.reference)):
            with suppress(NotFoundError):
                beside = coming.of_file.get(same) or self.library._document(same)
        if beside is not None and entry.came["waiting"]:
            return self._duplicate(source, beside)
        if beside is not None:
            warnings.append(f"probably the same source as “{beside.title}” ({beside.key})")
        document = self.library._new_document(entry.reference, key=entry.key, pending=coming.keys)
        coming.keys.add(document.key.casefold())
        document = replace(
            document,
            tags=entry.tags,
            former_keys=self.free_former_keys(document.key, entry, coming.keys),
        )
        document = replace(document, provenance=_came(source, document, entry, coming.kept))
        coming.keys.update(key.casefold() for key in document.former_keys)
        coming.documents[document.id] = coming.of_file[document.id] = document
        coming.notes += [self._private_note(document.id, text) for text in entry.notes]
        self.likeness.add_reference(document.id, entry.reference)
        if "waiting" in entry.came:
            self._waiting.add(document)
        if entry.key and document.key != entry.key:
            warnings.append(f"the citation key {entry.key} became {document.key}")
        came = Came(notes=len(entry.notes), tags=len(entry.tags))
        return Imported(source.path, "added", document, 0, tuple(warnings), came=came)

    def free_former_keys(
        self, key: str, entry: ReferenceEntry, pending: Container[str] = ()
    ) -> tuple[str, ...]:
        """The keys an entry had before, without those that mean another document here."""
        wished = {former.casefold(): former for former in entry.former_keys}
        wished.pop(key.casefold(), None)
        free = (former for folded, former in wished.items() if folded not in pending)
        return tuple(former for former in free if not self.library._key_taken(former))

    def _private_note(self, document: DocumentId, text: str) -> Note:
        now = self.library._now
        return Note(NoteId(new_id()), document, None, Visibility.PRIVATE, text, now, now)


def _same_page(one: Document, other: Document) -> bool:
    return go_together(one, other) and same_by_address(one, other)


def _remembering(provenance: dict[str, Any], alike: Sequence[Document]) -> dict[str, Any]:
    """A provenance that says which documents the import took it for a copy of."""
    return {**provenance, ALIKE: [one.id for one in alike]} if alike else provenance


def _files(path: Path) -> list[Path]:
    """What an import of ``path`` means; the database of a library stands for its folder."""
    return [path] if is_zotero_folder(path) else gather(path)


def _came(source: Source, document: Document, entry: ReferenceEntry, kept: str) -> dict[str, Any]:
    """Where a document came from, and what tells whether it still is as it came."""
    came: dict[str, Any] = {"file": source.name, "line": entry.line, **entry.came}
    if not entry.key:
        came["pinned"] = False  # The key was made here; it may be made anew.
    place = bib_place(entry, document, kept)
    return {**came, "bib": place} if place else came


def _tags(reading: Reading) -> tuple[str, ...]:
    found = reading.provenance.get("tags")
    if not isinstance(found, list):
        return ()
    return tuple(tag for tag in found if isinstance(tag, str) and tag.strip())
