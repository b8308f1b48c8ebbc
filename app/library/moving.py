"""Another program's library coming in: each entry whole, in one transaction, and only what is new.

What was taken of an entry is remembered with its document ("taken" in its provenance), so that a
later move adds what is new there and leaves alone whatever was changed or removed here since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.changes import Change, Subject
from app.cite.records import BrokenEntry
from app.errors import InputError, SourcebookError
from app.exchange.bibfiles import bib_place, is_repeated
from app.exchange.moving import Attachment, MovedEntry, MovedLibrary
from app.intake import Reading
from app.library.importing import NOTHING, Came, Imported
from app.library.movedmarks import marks_for, notes_for
from app.library.moveparts import Hung, Part, ReadFile
from app.model import Collection, CollectionId, Document, DocumentId, new_id
from app.store import documents, groups, marks, texts
from app.store.journal import Act
from app.store.origins import collection_ids, moved, origins, remember_moved
from app.text import canonical_line
from app.text.shingles import sketch

if TYPE_CHECKING:
    from app.library.importrun import ImportRun, Source

LABEL = "import"
TOGETHER = 100
"""Entries without files that become durable in one transaction."""


class Move:
    """One library of another program at work."""

    def __init__(self, run: ImportRun, source: Source, library: MovedLibrary) -> None:
        self._run = run
        self._library = run.library
        self._database = run.library._store.database
        self._source = source
        self._moved = library
        self._collections: dict[str, CollectionId] = {}
        self._known = origins(self._database)
        self._marks = moved(self._database, library.program)
        self._kept = run.library._store.blobs.put(library.source) if library.source else ""
        self._own: set[str] = set()
        self._free = NOTHING

    def lines(self) -> Iterator[Imported]:
        """Store everything, giving a line per document once it is durable."""
        free = [one for one in self._moved.entries if one.entry is None and not one.attachments]
        rest = [one for one in self._moved.entries if one.entry is not None or one.attachments]
        with self._library._act(LABEL, self._run.batch) as act:
            self._make_collections(act)
            self._add_free_notes(act, free)
        beside = frozenset(act.changes)
        tail = (*self._moved.lost, *(lost for one in free for lost in one.lost))
        if not rest and not free and not self._moved.broken:
            yield self._failed("There is no source in it.", "; ".join(tail) or "Choose another.")
        elif not rest:
            yield self._only_notes(tail, beside)
        chunks = list(_chunks(rest))
        done = 0
        for number, chunk in enumerate(chunks):
            self._run.progress.step(done, len(rest), str(self._source.file))
            lines = self._chunk(chunk)
            done += len(chunk)
            if number == 0:
                came = lines[0].came + self._free
                lines[0] = replace(lines[0], came=came, beside=beside)
            if number == len(chunks) - 1:
                lines[-1] = replace(lines[-1], warnings=(*lines[-1].warnings, *tail), whole=tail)
            yield from lines
            self._run.pause()
        for broken in self._moved.broken:
            yield Imported(self._source.path, "failed", error=broken_entry(broken))

    def _only_notes(self, whole: tuple[str, ...], beside: frozenset[Change]) -> Imported:
        """The line of a library that has notes and no source, or nothing but broken entries."""
        status = "added" if self._free != NOTHING else "duplicate"
        return Imported(
            self._source.path, status, None, 0, whole, came=self._free, whole=whole, beside=beside
        )

    def _failed(self, message: str, hint: str) -> Imported:
        error = InputError(message, hint=hint, code="not-moved")
        return Imported(self._source.path, "failed", error=error)

    def _chunk(self, chunk: Sequence[MovedEntry]) -> list[Imported]:
        """Read the files of some entries, then store the entries in one transaction."""
        parts = [self._part(entry) for entry in chunk]
        for one in (one for part in parts for one in part.read if one.reading):
            self._run.put_files(_reading(one))
        lines: list[Imported] = []
        with self._library._act(LABEL, self._run.batch) as act:
            # While files were read, others may have changed or undone what was here.
            here = collection_ids(self._database)
            self._collections = {m: id_ for m, id_ in self._collections.items() if id_ in here}
            for part in parts:
                self._look_again(part)
                lines += self._stored(act, part)
        return lines

    def _look_again(self, part: Part) -> None:
        """The document that an entry is already, as it is by now; it may have gone."""
        if part.known is None:
            return
        part.known = documents.document(self._database, part.known.id)
        if part.known is None:
            part.taken.clear()

    def _part(self, entry: MovedEntry) -> Part:
        known = self._document_of(entry)
        part = Part(entry, known, warnings=list(entry.lost))
        if known is not None:
            part.taken = {str(mark) for mark in known.provenance.get("taken") or ()}
            if known.deleted is not None:
                part.warnings = [f"it is in the trash here as {known.key}"]
                return part
        for attachment in entry.attachments:
            if f"file:{attachment.mark}" in part.taken:
                part.read.append(ReadFile(attachment))
            else:
                part.read.append(self._read(attachment))
        return part

    def _read(self, attachment: Attachment) -> ReadFile:
        if attachment.file is None:
            return ReadFile(attachment, problem=attachment.problem or "it is missing")
        content = self._run.read(attachment.file)
        if isinstance(content, SourcebookError):
            return ReadFile(attachment, problem=content.message.rstrip("."))
        reading, told = self._run.remarked(content)
        return ReadFile(attachment, replace(reading, warnings=(*told, *reading.warnings)))

    def _document_of(self, entry: MovedEntry) -> Document | None:
        """The document that an entry is already: by its origin, else as the very same work."""
        if entry.origin is not None:
            origin = entry.origin
            id_ = self._known.get((origin.program, origin.library, origin.item))
            if id_ is not None:
                return self._standing(documents.document(self._database, id_))
        if entry.entry is None:
            return None
        same = self._run.likeness.same_work(entry.entry.reference)
        found = documents.document(self._database, same) if same else None
        if found is None or found.deleted is not None:
            return None
        # Two entries of one library that look alike are both wanted; merging is for the user.
        if found.id in self._own and not is_repeated(entry.entry, found):
            return None
        return None if entry.origin is not None and "origin" in found.provenance else found

    def _standing(self, found: Document | None) -> Document | None:
        """A document, or the one that it was merged into."""
        seen: set[str] = set()
        while found is not None and found.deleted is not None and found.id not in seen:
            seen.add(found.id)
            into = found.provenance.get("merged_into")
            if not isinstance(into, str):
                break
            found = documents.document(self._database, DocumentId(into)) or found
        return found

    def _stored(self, act: Act, part: Part) -> list[Imported]:
        if part.known is not None and part.known.deleted is not None:
            return [self._line("duplicate", part.known, part)]
        if part.moved.entry is None:
            return [self._alone(act, part)]
        # An earlier entry of the same chunk may be the same work.
        known = part.known or self._document_of(part.moved)
        main = next((one for one in part.read if one.reading is not None), None)
        if known is not None:
            return self._more(act, part, known, main)
        document = self._new(part, main)
        document = self._add(act, part, document, main)
        rest = [self._beside(act, part, one) for one in part.others(main)]
        return [self._line("added", document, part, main), *rest]

    def _line(
        self, status: str, document: Document, part: Part, main: ReadFile | None = None
    ) -> Imported:
        text = _reading(main).text if main else None
        warnings = tuple(part.warnings)
        count = text.paragraphs if text else 0
        return Imported(self._source.path, status, document, count, warnings, came=part.came)

    def _new(self, part: Part, main: ReadFile | None) -> Document:
        """The document of an entry that is new here, not yet stored."""
        entry = part.moved.entry
        assert entry is not None  # noqa: S101  (an entry that stood alone goes another way)
        reference = entry.reference
        title = _reading(main).reference.get("title") if main else None
        if title and not reference.get("title"):
            reference = {**reference, "title": title}
            part.warnings.append("its title is the file’s: the entry has none")
        document = self._library._new_document(reference, key=entry.key)
        if entry.key and document.key != entry.key:
            part.warnings.append(f"the citation key {entry.key} became {document.key}")
        part.warnings += entry.warnings
        provenance: dict[str, Any] = {"file": self._source.file.name}
        if entry.line:
            provenance["line"] = entry.line
        if entry.key == document.key:
            # A key that was brought along stays when others are made anew.
            provenance["pinned"] = True
        former = self._run.free_former_keys(document.key, entry)
        self._run.likeness.add_work(document.id, entry.reference)
        return replace(document, former_keys=former, provenance=provenance)

    def _add(self, act: Act, part: Part, document: Document, main: ReadFile | None) -> Document:
        """Store a new document with its file and everything that hangs on it."""
        if main is not None:
            document = self._with_file(document, _reading(main), own=part.moved.entry is None)
            part.warnings += _reading(main).warnings
        hung = self._gathered(part, document, main)
        part.came += hung.came(files=int(main is not None))
        document = replace(document, tags=hung.tags, provenance=self._came(part, document))
        document = self._with_entry(part, document)
        documents.add_document(act, document)
        self._own.add(document.id)
        if main is not None:
            self._run.add_images(act, document, _reading(main))
        self._hang(act, hung, document)
        return document

    def _with_entry(self, part: Part, document: Document) -> Document:
        """The document with its place in the .bib file that it is from, if it is from one."""
        place = bib_place(part.moved.entry, document, self._kept)
        if not place:
            return document
        size = len(self._moved.source)
        texts.add_original(self._database, self._kept, size, "application/x-bibtex")
        return replace(document, provenance={**document.provenance, "bib": place})

    def _more(self, act: Act, part: Part, known: Document, main: ReadFile | None) -> list[Imported]:
        """Give a document that is here already what is new: a file where it has none, and marks."""
        before, document = len(act.changes), known
        if known.original is not None or known.text_id is not None:
            main = None
        if main is not None:
            document = self._with_file(known, _reading(main))
        hung = self._gathered(part, document, main)
        part.came += hung.came(files=int(main is not None))
        documents.add_tags(act, Subject.DOCUMENT, known.id, hung.tags)
        documents.change_document(
            act,
            known.id,
            text_id=document.text_id,
            original=document.original,
            original_name=document.original_name,
            provenance=self._came(part, document),
        )
        if main is not None:
            self._run.add_images(act, document, _reading(main))
        self._hang(act, hung, document)
        rest = [self._beside(act, part, one) for one in part.others(main)]
        touched = len(act.changes) > before
        now = documents.document(self._database, known.id) if touched else known
        line = self._line("duplicate", now or known, part, main)
        if main is None and known.text_id is not None:
            text = texts.text(self._database, known.text_id)
            line = replace(line, paragraphs=text.paragraphs if text else 0)
        return [replace(line, touched=touched), *rest]

    def _with_file(self, document: Document, reading: Reading, *, own: bool = False) -> Document:
        """The document with a file's text and bytes, which are named in the library.

        Where the reference is the file's ``own``, it is kept where each field came from.
        """
        wording = sketch(reading.text.canonical) if reading.text else ()
        self._run.name_files(reading)
        text_id = texts.add_text(self._database, reading.text, wording) if reading.text else None
        self._run.likeness.add_text(document.id, wording)
        return replace(
            document,
            text_id=text_id,
            original=reading.sha256,
            original_name=reading.name,
            media_type=reading.media_type,
            provenance={**document.provenance, **(reading.provenance if own else _told(reading))},
        )

    def _gathered(self, part: Part, document: Document, main: ReadFile | None) -> Hung:
        """What is new of an entry, with words on what of it doesn't come."""
        hung = Hung()
        for one in part.read:
            if one.problem:
                part.warnings.append(f"“{one.attachment.name}” did not come: {one.problem}")
            elif one.reading is not None:
                part.taken.add(f"file:{one.attachment.mark}")
        entry = part.moved.entry
        wished = (canonical_line(tag) for tag in (*part.moved.tags, *(entry.tags if entry else ())))
        hung.tags = tuple(tag for tag in dict.fromkeys(wished) if tag and part.new(f"tag:{tag}"))
        for mark in part.moved.collections:
            if mark in self._collections and part.new(f"collection:{mark}"):
                hung.collections.append(self._collections[mark])
        hung.notes += notes_for(part.moved, document.id, part.new, self._now)
        for one in part.read:
            # A file that becomes a document of its own takes its marks along.
            if one.reading is None or one is main:
                self._gather_marks(hung, part, one, self._marked(part, one, document))
            else:
                new = (mark for mark in one.attachment.annotations if part.new(f"mark:{mark.mark}"))
                one.attachment = replace(one.attachment, annotations=tuple(new))
        return hung

    def _gather_marks(self, hung: Hung, part: Part, one: ReadFile, document: Document) -> None:
        id_ = None if one.problem or not one.attachment.annotations else document.text_id
        text = texts.text(self._database, id_) if id_ else None
        made = marks_for(one.attachment, document, text, part.new, self._now)
        hung.highlights += made.highlights
        hung.notes += made.notes
        part.warnings += made.warnings

    def _marked(self, part: Part, one: ReadFile, document: Document) -> Document:
        """The document that an attachment's marks are on: its own, if it became one earlier."""
        origin = part.moved.origin
        if origin is None:
            return document
        own = self._known.get((origin.program, origin.library, one.attachment.mark))
        found = documents.document(self._database, own) if own else None
        return found if found is not None and found.deleted is None else document

    def _hang(self, act: Act, hung: Hung, document: Document) -> None:
        """Store what hangs on a document; its tags are there already."""
        for id_ in hung.collections:
            groups.add_members(act, id_, (document.id,))
        for highlight in hung.highlights:
            marks.add_highlight(act, highlight)
        for note in hung.notes:
            marks.add_note(act, note)

    def _came(self, part: Part, document: Document) -> dict[str, Any]:
        """A document's provenance with what it was there and what was taken of it."""
        provenance, origin = dict(document.provenance), part.moved.origin
        if origin is not None and "origin" not in provenance:
            provenance["origin"] = {
                "program": origin.program,
                "library": origin.library,
                "item": origin.item,
            }
            self._known[(origin.program, origin.library, origin.item)] = document.id
        return {**provenance, "taken": sorted(part.taken)}

    def _alone(self, act: Act, part: Part) -> Imported:
        """A file that stood alone in the other program."""
        if part.known is not None:
            return self._more(act, part, part.known, None)[0]
        [one] = part.read
        if one.reading is None:
            name = one.attachment.name
            return self._failed(f"“{name}” did not come: {one.problem}.", "The others are in.")
        return self._beside(act, part, one)

    def _beside(self, act: Act, part: Part, one: ReadFile) -> Imported:
        """A file as a document of its own: one that stood alone, or a further one of an entry."""
        reading = _reading(one)
        digest = reading.text.sha256 if reading.text else None
        same = documents.document_with(self._database, original=reading.sha256, text=digest)
        if same is not None:
            hung = Hung()
            self._gather_marks(hung, Part(part.moved, None), one, same)
            self._hang(act, hung, same)
            told = f"“{one.attachment.name}” is in the library already as {same.key}"
            return Imported(self._source.path, "duplicate", same, 0, (told,), came=hung.came())
        document = self._library._new_document(reading.reference, kind=reading.kind)
        origin = part.moved.origin
        own = replace(origin, item=one.attachment.mark) if origin else None
        inner = Part(replace(part.moved, entry=None, origin=own, attachments=()), None, [one])
        if part.moved.entry is None:
            inner.warnings += part.warnings
        else:
            inner.moved = replace(inner.moved, notes=())
        document = self._add(act, inner, document, one)
        return self._line("added", document, inner, one)

    def _make_collections(self, act: Act) -> None:
        """The collections of the other library here; one that was removed here stays away."""
        here = {each.id: each for each in groups.collections(self._database)}
        places = {(each.parent, each.name): each.id for each in here.values()}
        for one in self._moved.collections:
            mark = f"collection/{one.mark}"
            if mark in self._marks:
                id_ = CollectionId(self._marks[mark])
                if id_ in here:
                    self._collections[one.mark] = id_
                continue
            parent = self._collections.get(one.parent) if one.parent else None
            name = canonical_line(one.name) or "[no name]"
            found = places.get((parent, name))
            if found is None:
                found = CollectionId(new_id())
                groups.add_collection(act, Collection(found, name, parent))
                places[parent, name] = found
            remember_moved(act, self._moved.program, mark, found)
            self._collections[one.mark] = found

    def _add_free_notes(self, act: Act, free: Sequence[MovedEntry]) -> None:
        for entry in free:
            for note in entry.notes:
                mark = f"note/{note.mark}"
                if mark in self._marks:
                    continue
                made = notes_for(replace(entry, notes=(note,)), None, lambda _: True, self._now)
                for one in made:
                    marks.add_note(act, one)
                    remember_moved(act, self._moved.program, mark, one.id)
                    self._free += Came(notes=1)

    @property
    def _now(self) -> str:
        return self._library._now


def broken_entry(entry: BrokenEntry) -> InputError:
    """The error for a part of a file that can't be read."""
    return InputError(
        f"Line {entry.line}: {entry.reason.rstrip('.')}.",
        hint="Mend the entry and import the file again; the others are in.",
        code="broken-entry",
    )


def _reading(one: ReadFile) -> Reading:
    assert one.reading is not None  # noqa: S101  (asked of those that were read only)
    return one.reading


def _told(reading: Reading) -> dict[str, Any]:
    """What a file tells of itself; where fields come from is the other program's word now."""
    return {name: value for name, value in reading.provenance.items() if name != "fields"}


def _chunks(entries: Sequence[MovedEntry]) -> Iterator[Sequence[MovedEntry]]:
    """Runs of entries without files, and each entry with files by itself."""
    chunk: list[MovedEntry] = []
    for entry in entries:
        if entry.attachments:
            if chunk:
                yield chunk
            yield [entry]
            chunk = []
        else:
            chunk.append(entry)
            if len(chunk) == TOGETHER:
                yield chunk
                chunk = []
    if chunk:
        yield chunk
