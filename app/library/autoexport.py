"""The façade's part for auto-exports: .bib files that are kept up to date beside the library.

A file is written whole or not at all, only where its content changes, and never over what somebody
else wrote into it: that is noticed by a digest of what was written last, and can be taken in (see
:mod:`.takingin`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.changes import Outcome
from app.errors import InputError, NotFoundError, SourcebookError
from app.library.base import irreversible, mutation, outcome, reading
from app.library.keeping import Keeping
from app.library.keys import Keys
from app.model import Document, DocumentId, new_id
from app.model.autoexport import AutoExport, ExportState, KeptExport
from app.store import autoexports, documents

if TYPE_CHECKING:
    from app.cite.bibtex import BibChoices

FORMATS = ("biblatex", "bibtex")
_TOGETHER = 500
_NOTHING = "-"
_FOREIGN = (
    "Somebody else changed the file. Take its changes in, or let it be overwritten; "
    "until then it is left alone."
)

_Written = dict[DocumentId, autoexports.Written]
_Signature = tuple[int, int, int]


class _ForeignHandError(SourcebookError):
    """Somebody else wrote into a file while it was about to be replaced."""


class AutoExporting(Keys, Keeping):
    """Files kept up to date."""

    _entries: dict[str, _Written] | None = None
    _seen: dict[str, tuple[_Signature, str]] | None = None

    @reading
    def auto_exports(self) -> tuple[AutoExport, ...]:
        """All auto-exports, in the order of their paths."""
        return autoexports.auto_exports(self._store.database)

    @mutation
    def add_auto_export(
        self,
        path: Path,
        *,
        collection: str | None = None,
        format_name: str = "biblatex",
        choices: BibChoices | None = None,
    ) -> Outcome[AutoExport]:
        """Keep a .bib file up to date from now on; :meth:`run_auto_exports` writes it.

        Raises InputError for another format, a folder that isn't there, or a path that is kept
        already.
        """
        where = path.expanduser().resolve()
        if format_name not in FORMATS:
            raise InputError(
                f"“{format_name[:40]}” can't be kept up to date.", hint="Use biblatex or bibtex."
            )
        if not where.parent.is_dir() or where.is_dir():
            raise InputError(f"{path.name} can't be a file there.", hint="Choose a folder that is.")
        if any(one.path == str(where) for one in autoexports.auto_exports(self._store.database)):
            raise InputError(
                f"{path.name} is kept up to date already.", hint="Choose another file."
            )
        group = self._collection(collection).id if collection else None
        export = AutoExport(new_id(), str(where), format_name, group, _told(choices))
        with self._act("add auto-export") as act:
            autoexports.add_auto_export(act, export)
        return outcome(export, act)

    @mutation
    def remove_auto_export(self, id_: str) -> Outcome[str]:
        """Keep a file up to date no longer; the file stays."""
        export = self._auto_export(id_)
        with self._act("remove auto-export") as act:
            autoexports.remove_auto_export(act, export.id)
        return outcome(export.id, act)

    def _auto_export(self, id_: str) -> AutoExport:
        path = str(Path(id_).expanduser().resolve())
        for one in autoexports.auto_exports(self._store.database):
            if one.id == id_ or one.path == path:
                return one
        raise NotFoundError(
            f"No auto-export is called “{id_}”.", hint="`sourcebook auto-export list` shows them."
        )

    @irreversible("writes files outside the library")
    def run_auto_exports(self, *, overwrite: Iterable[str] = ()) -> tuple[KeptExport, ...]:
        """Bring every kept file up to date; how each stands then.

        What somebody else wrote stays, unless the auto-export's id is in ``overwrite``.
        """
        self._store.require_writable()
        forced = set(overwrite)
        kept = []
        for export in self.auto_exports():
            try:
                kept.append(self._kept(export, overwrite=export.id in forced))
            except SourcebookError as error:
                problem = f"{error.message} {error.hint}".strip()
                kept.append(KeptExport(export, ExportState.FAILED, problem=problem))
        return tuple(kept)

    def _kept(self, export: AutoExport, *, overwrite: bool) -> KeptExport:
        if export.collection is not None:
            self._collection(export.collection)
        content, count = self._bib_content(export)
        wanted = content_digest(content)
        ours = autoexports.known_digests(self._store.database, export.id)
        there = self._on_disk(export)
        if there == wanted:
            self._remember(export, wanted)
            return KeptExport(export, ExportState.CURRENT, count)
        if there and there not in ours and not overwrite:
            return KeptExport(export, ExportState.FOREIGN, count, _FOREIGN)
        # Both count as ours until it is written, so that no crash makes our own file a foreign one.
        both = f"{wanted} {there or _NOTHING}"
        autoexports.remember_written(self._store.database, export.id, both)

        def still_there() -> None:
            if self._on_disk(export) != there:
                raise _ForeignHandError(_FOREIGN)

        try:
            self.write_file(Path(export.path), content, before=still_there)
        except _ForeignHandError:
            return KeptExport(export, ExportState.FOREIGN, count, _FOREIGN)
        self._see(export, wanted)
        self._remember(export, wanted)
        return KeptExport(export, ExportState.WRITTEN, count)

    def _remember(self, export: AutoExport, digest: str) -> None:
        """Keep what the file holds, which is what was made of the library just now."""
        database = self._store.database
        if not autoexports.is_remembered(database, export.id, digest):
            entries = (self._entries or {})[export.id]
            autoexports.remember_entries(database, export.id, digest, entries)

    def _on_disk(self, export: AutoExport) -> str:
        """The digest of what lies at the path; empty where nothing does."""
        path = Path(export.path)
        try:
            signature = _signature(path)
            seen = (self._seen or {}).get(export.id)
            if seen is not None and seen[0] == signature:
                return seen[1]
            digest = content_digest(path.read_bytes())
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise InputError(
                f"{path.name} can't be read.", hint="Check that you may.", detail=str(error)
            ) from error
        self._see(export, digest)
        return digest

    def _see(self, export: AutoExport, digest: str) -> None:
        seen = self._seen if self._seen is not None else {}
        seen[export.id] = (_signature(Path(export.path)), digest)
        self._seen = seen

    def _bib_content(self, export: AutoExport) -> tuple[bytes, int]:
        """What the file should hold, and how many documents that is."""
        from app.cite.bibtex import Dialect, in_file
        from app.exchange.bibfiles import bib_file
        from app.exchange.sample import SAMPLE_REMARK

        database, dialect = self._store.database, Dialect(export.format)
        choices = choices_of(export)
        with self._store.snapshot():
            found = autoexports.revisions_of(database, export.collection)
            found.sort(key=lambda one: (one[2].casefold(), one[2]))
            if choices.as_imported and not self._sample:
                ids = [id_ for id_, _, _ in found]
                by_id = {one.id: one for one in self._documents_of(ids)}
                chosen = [by_id[id_] for id_ in ids]
                get = self._store.blobs.get
                text = bib_file(chosen, dialect, choices=choices, original=get)
                self._written(export, choices, found)
                return text.encode(), len(found)
            written = self._written(export, choices, found)
        comments = [SAMPLE_REMARK] if self._sample else []
        entries = [written[id_][1] for id_, _, _ in found]
        return in_file(entries, dialect, comments).encode(), len(found)

    def _written(
        self, export: AutoExport, choices: BibChoices, found: Sequence[tuple[DocumentId, str, str]]
    ) -> _Written:
        """Every entry as text; those whose document has not changed are known from before."""
        from app.cite.bibtex import Dialect
        from app.exchange.bibfiles import bib_entry

        self._entries = self._entries if self._entries is not None else {}
        before = self._entries.get(export.id, {})
        now: _Written = {}
        stale = []
        for id_, revision, _ in found:
            known = before.get(id_)
            if known is not None and known[0] == revision:
                now[id_] = known
            else:
                stale.append(id_)
                now[id_] = (revision, "")
        for document in self._documents_of(stale):
            text = bib_entry(document, Dialect(export.format), choices, sample=self._sample)
            now[document.id] = (now[document.id][0], text)
        self._entries[export.id] = now
        return now

    def _documents_of(self, ids: Sequence[DocumentId]) -> list[Document]:
        database = self._store.database
        return [
            document
            for at in range(0, len(ids), _TOGETHER)
            for document, _ in documents.documents_to_index(database, ids[at : at + _TOGETHER])
        ]


def _told(choices: BibChoices | None) -> dict[str, Any]:
    if choices is None:
        return {}
    told = {"unicode": choices.unicode, "as_imported": choices.as_imported}
    return {**told, "without": sorted(choices.without)}


def choices_of(export: AutoExport) -> BibChoices:
    """How the entries of an auto-export are written."""
    from app.cite.bibtex import BibChoices

    told = dict(export.choices)
    return BibChoices(**{**told, "without": frozenset(told.get("without", ()))})


def content_digest(content: bytes) -> str:
    """What tells whether a file holds what it held."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _signature(path: Path) -> _Signature:
    state = path.stat()
    return state.st_mtime_ns, state.st_size, state.st_ino
