"""The façade's part for citation keys: by which pattern they are made, and which are pinned."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from app.changes import Outcome
from app.library.base import mutation, outcome, reading
from app.library.documents import KEY_PATTERN, Documents, made_key
from app.model import Document, DocumentId
from app.store import documents


@dataclass(frozen=True, slots=True)
class KeyPreview:
    """A document's key and the one it would get; they are the same where it is pinned."""

    document: DocumentId
    key: str
    renewed: str
    pinned: bool


class Keys(Documents):
    """Citation keys: a key once given changes only when somebody asks for it."""

    @reading
    def key_pattern(self) -> str:
        """The pattern that new citation keys are made by; empty for the built-in one."""
        return self._key_pattern

    @mutation
    def set_key_pattern(self, pattern: str) -> Outcome[str]:
        """Let new keys be made by a pattern, or as built in where it is empty; no key changes.

        Raises InputError for one that can't be read.
        """
        from app.cite.keypatterns import parse_pattern

        text = parse_pattern(pattern).text if pattern.strip() else ""
        with self._act("set key pattern") as act:
            act.put("setting", {"name": KEY_PATTERN, "value": text})
        return outcome(text, act)

    @reading
    def preview_keys(
        self, pattern: str | None = None, names: Iterable[str] = ()
    ) -> list[KeyPreview]:
        """What keys a pattern would give to some documents or all; nothing is changed.

        Without ``pattern`` it is the library's own. Keys someone typed or brought along are pinned
        and stay. Raises InputError for a pattern that can't be read.
        """
        from app.cite.keypatterns import parse_pattern

        if pattern:
            parse_pattern(pattern)
        chosen = [self._document(name) for name in names]
        found = chosen or documents.documents(self._store.database)
        own = self._key_pattern if pattern is None else pattern
        given: set[str] = set()
        previews = []
        for document in found:
            key = document.key
            if not is_pinned(document):
                key = self._renewed(document, own, given)
                given.add(key.casefold())
            previews.append(KeyPreview(document.id, document.key, key, is_pinned(document)))
        return previews

    def _renewed(self, document: Document, pattern: str, given: Container[str]) -> str:
        own = {document.key.casefold(), *(known.casefold() for known in document.former_keys)}

        def taken(key: str) -> bool:
            folded = key.casefold()
            return folded in given or (folded not in own and self._key_taken(key))

        return made_key(document.reference, pattern, taken)

    @mutation
    def renew_keys(
        self, names: Iterable[str] = (), *, pattern: str | None = None
    ) -> Outcome[list[KeyPreview]]:
        """Give documents the keys that a pattern, or the library's own, makes.

        Only when it is asked for, and never to a pinned key; the old keys stay known.
        """
        found = self.preview_keys(pattern, names)
        previews = [one for one in found if one.key != one.renewed]
        with self._act("renew citation keys") as act:
            for one in previews:
                self._set_key(act, self._document(one.document), one.renewed)
        return outcome(previews, act)

    @mutation
    def pin_key(self, name: str, *, pinned: bool = True) -> Outcome[Document]:
        """Keep a document's key when keys are renewed, or no longer."""
        document = self._document(name)
        provenance = {key: value for key, value in document.provenance.items() if key != "pinned"}
        with self._act("pin citation key" if pinned else "unpin citation key") as act:
            kept = {**provenance, "pinned": pinned}
            documents.change_document(act, document.id, provenance=kept)
        return outcome(self._document(document.id), act)


def is_pinned(document: Document) -> bool:
    """Whether a key stays when keys are renewed: one that came with a file, or that was pinned."""
    said = document.provenance.get("pinned")
    return bool(said) if said is not None else "line" in document.provenance
