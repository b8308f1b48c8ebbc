"""The façade's part for import: files and folders in, one durable document at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Change, Subject
from app.errors import LibraryBusyError, SourcebookError
from app.library.base import mutation, reading
from app.library.documents import Documents
from app.library.finding import Finding
from app.model import Document, DocumentKind
from app.progress import Progress, Silent

# Only named here: who lists a library doesn't wait for the readers of others'.
if TYPE_CHECKING:
    from app.exchange.moving import Choices
    from app.exchange.zotero import ForeignLibrary


@dataclass(frozen=True, slots=True)
class Came:
    """How much came with a document: files, marks, notes, tags, places in collections."""

    files: int = 0
    marks: int = 0
    notes: int = 0
    tags: int = 0
    collections: int = 0

    def __add__(self, other: Came) -> Came:
        """Both together."""
        return Came(
            self.files + other.files,
            self.marks + other.marks,
            self.notes + other.notes,
            self.tags + other.tags,
            self.collections + other.collections,
        )


NOTHING = Came()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, or of one entry of a reference file.

    ``path`` is as given by the caller, ``file`` where in that folder or archive the file is, empty
    where it is the path itself; ``status`` is added, duplicate or failed. ``paragraphs`` is
    0 for a document without text and None for a failure. ``touched`` says that a document which
    was there already got something new. ``came`` is what came with it. ``whole`` are those of the
    warnings that are on the file as a whole; ``beside`` are changes beside the document's own.
    ``alike`` are the documents it is probably a copy of, the likeliest first.
    """

    path: str
    status: str
    document: Document | None = None
    paragraphs: int | None = None
    warnings: tuple[str, ...] = ()
    error: SourcebookError | None = None
    touched: bool = False
    came: Came = NOTHING
    whole: tuple[str, ...] = ()
    beside: frozenset[Change] = frozenset()
    alike: tuple[Document, ...] = ()
    file: str = ""

    @property
    def changes(self) -> frozenset[Change]:
        """What it changed in the library, as an Outcome tells it of other mutations."""
        if self.document is None or not (self.status == "added" or self.touched):
            return self.beside
        return self.beside | {Change(Subject.DOCUMENT, self.document.id)}


class Importing(Documents, Finding):
    """Import of files, folders and reference files."""

    @mutation
    def import_paths(
        self,
        paths: Sequence[str],
        *,
        kind: DocumentKind | None = None,
        progress: Progress | None = None,
        choices: Choices | None = None,
    ) -> Iterator[Imported]:
        """Import each path in turn, giving a line per document once it is durable.

        A file that fails gives a line and the others go on; nothing of it stays. All that one call
        imports is undone together, unless other changes were made in between. ``kind``
        overrides what would be recognised. Between two transactions and while a file is being
        read ``progress`` is given time, in which other methods may be called; it may stop the
        import there with a CancelledError, which keeps what was finished. A folder of another
        program's library comes as that, with what ``choices`` say (:class:`Choices`).
        """
        self._store.require_writable()
        # All the readers of files come with it, which a library that is only listed does without.
        from app.library.importrun import ImportRun

        run = ImportRun(self, kind, progress or Silent(), choices)
        try:
            yield from run.over(paths)
        finally:
            run.close()
            # The index is derived: whoever searches next brings it up to date.
            with suppress(LibraryBusyError):
                self._caught_up(run.progress)

    @reading
    def libraries_in(self, path: str) -> tuple[ForeignLibrary, ...]:
        """The libraries of another program in a folder, to choose from; none in any other folder.

        Raises InputError where its database can't be read.
        """
        from app.exchange.zotero import is_zotero_folder, libraries_in

        return libraries_in(Path(path)) if is_zotero_folder(Path(path)) else ()
