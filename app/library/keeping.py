"""The façade's part for export, undo, check and backup."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Change, Outcome, Subject
from app.errors import ExportError, LibraryBusyError
from app.library.base import irreversible, reading
from app.library.finding import Finding
from app.model import DocumentId
from app.store import documents, journal
from app.store.files import write_durably

# Imported where they are used: a library is opened and listed sooner without them.
if TYPE_CHECKING:
    from app.cite.bibtex import BibChoices
    from app.exchange.archive import Archived
    from app.exchange.exporting import Exported
    from app.store.check import Problem


@dataclass(frozen=True, slots=True)
class ReferenceProblem:
    """A field of a document's reference, and what looks wrong with it."""

    document: DocumentId
    key: str
    field: str
    problem: str


class Keeping(Finding):
    """What leaves the library, what is taken back, and whether all is well."""

    @reading
    def formats(self) -> tuple[str, ...]:
        """The names of the export formats."""
        from app.exchange.exporting import FORMATS

        return (*FORMATS, "archive")

    @reading
    def export(
        self,
        format_name: str,
        *,
        names: Sequence[str] = (),
        query: str = "",
        choices: BibChoices | None = None,
    ) -> Exported:
        """Documents in an exchange format: those named, those a query finds, or all.

        Built from shared things only; says how many private notes were left out. ``choices`` are
        for the formats biblatex and bibtex.
        """
        from app.exchange.exporting import export
        from app.store.shelves import shelf

        return export(
            format_name,
            shelf(self._store.database, only=self._wanted(names, query), sample=self._sample),
            choices=choices,
            original=self._store.blobs.get,
        )

    @reading
    def archive(
        self, *, names: Sequence[str] = (), query: str = "", include_private: bool = False
    ) -> Archived:
        """Everything about documents with their original files, as one ZIP.

        Private notes are in it only when ``include_private`` says so: for one's own safekeeping.
        """
        from app.exchange.archive import write_archive
        from app.store.shelves import everything, shelf

        only = self._wanted(names, query)
        view = everything if include_private else shelf
        chosen = view(self._store.database, only=only, sample=self._sample)
        return write_archive(chosen, self._store.blobs.get)

    def _wanted(self, names: Sequence[str], query: str) -> set[DocumentId] | None:
        if not names and not query.strip():
            return None
        wanted = {self._document(name).id for name in names}
        if query.strip():
            wanted |= {document.id for document in self.documents(query)}
        return wanted

    @irreversible("writes a file outside the library")
    def write_file(
        self, path: Path, content: bytes, *, before: Callable[[], None] | None = None
    ) -> None:
        """Write an export to ``path``: whole or not at all; raises ExportError.

        ``before`` is called at the last moment; what it raises leaves the file as it is.
        """
        try:
            _write(path.resolve(), content, before)
        except OSError as error:
            raise ExportError(
                f"{path.name} can't be written.",
                hint="Check that the folder is there and that you may write to it.",
                detail=str(error),
            ) from error

    @irreversible("what is in the trash is taken away for good, with its text and files")
    def empty_trash(self) -> Outcome[int]:
        """Take the documents in the trash out of the library for good; how many there were.

        Their marks, notes and files go with them, and what could be undone up to now can't be any
        more. Backups that were written before still hold them.
        """
        from app.store.emptying import empty_trash, overwrite_what_is_gone

        self._store.require_writable()
        gone, files = empty_trash(self._store.database)
        for sha256 in files:
            self._store.blobs.remove(sha256)
        if gone:
            overwrite_what_is_gone(self._store.database)
            with suppress(LibraryBusyError):
                self._searched().clear()  # words lie in it too; the next search fills it again
        return Outcome(len(gone), frozenset(Change(Subject.DOCUMENT, id_) for id_ in gone))

    @reading
    def next_undo(self) -> str | None:
        """What undo would take back, e.g. "delete highlight"."""
        return journal.next_undo(self._store.database)

    @reading
    def next_redo(self) -> str | None:
        """What redo would bring back."""
        return journal.next_redo(self._store.database)

    @irreversible("it is how the others are taken back; redo reverses it")
    def undo(self) -> Outcome[str | None]:
        """Take back the latest change, also one made before a restart; its label."""
        return self._turned(journal.undo)

    @irreversible("it is how undo is taken back; undo reverses it")
    def redo(self) -> Outcome[str | None]:
        """Bring back what was undone last; its label."""
        return self._turned(journal.redo)

    def _turned(self, turn: journal.Turn) -> Outcome[str | None]:
        self._store.require_writable()
        turned = turn(self._store.database)
        if turned is None:
            return Outcome(None)
        label, changes = turned
        return Outcome(label, frozenset(changes))

    @reading
    def check(self) -> list[Problem]:
        """Every problem found in the library and its index; empty when all is sound."""
        from app.store.check import Problem, check_store

        problems = check_store(self._store)
        if not problems:
            self.refresh_index()
            problems += [Problem("index", "index.db", text) for text in self._searched().check()]
        return problems

    @irreversible("adds a copy beside the library; the library stays as it is")
    def keep_copy(self) -> Path | None:
        """Keep a checked copy of the database where it changed since the last; its file, or None.

        For while one works and when one leaves: hourly, daily, weekly and monthly ones are kept.
        """
        from app.store.copies import keep

        key, now = self._store.key, self._store.clock()
        made = keep(
            self._store.database, self._store.folder, key.database if key else None,
            self._store.state, now,
        )  # fmt: skip
        return made.path if made else None

    @reading
    def check_references(self, names: Sequence[str] = ()) -> list[ReferenceProblem]:
        """What looks wrong in the references of some documents or all, by citation key.

        Nothing is looked up anywhere: only forms, check digits and the calendar tell.
        """
        from app.cite.soundness import unsound

        found = [self._document(name) for name in names]
        found = found or documents.documents(self._store.database)
        today = self._store.clock().date()
        return [
            ReferenceProblem(one.id, one.key, fault.field, fault.problem)
            for one in sorted(found, key=lambda one: one.key.casefold())
            for fault in unsound(one.reference, today=today)
        ]

    @irreversible("adds a backup beside the library; the library stays as it is")
    def back_up(self) -> tuple[Path, str]:
        """Write a checked backup of everything; its file and SHA-256."""
        from app.store.backup import back_up

        name = self._now.replace(":", "").replace("-", "")
        key = self._store.key
        return back_up(
            self._store.database, self._store.folder, name, key.database if key else None
        )


def _write(target: Path, content: bytes, before: Callable[[], None] | None) -> None:
    """Write a file whole or not at all, keeping its mode; a pipe or device is written into."""
    if not target.exists():
        write_durably(target, content, mode=0o666, before=before)
    elif target.is_file():
        mode = stat.S_IMODE(target.stat().st_mode)
        write_durably(target, content, mode=mode, before=before)
        target.chmod(mode)
    else:
        with target.open("wb") as out:
            out.write(content)
