"""The façade's part for what is done to many documents at once: one step to undo each."""

from __future__ import annotations

from collections.abc import Iterable

from app.changes import Outcome, Subject
from app.library.base import mutation, outcome
from app.library.documents import Documents, tag_names
from app.model import Document, DocumentId, csl_type
from app.store import documents

Ids = tuple[DocumentId, ...]


class Bulk(Documents):
    """Changes to many documents, told by their ids or keys; all of one call or, on error, none.

    The value is the ids of the documents named, each once. The label tells how many there are for
    whom something changes: "add tag to 12 documents".
    """

    @mutation
    def tag_all(self, names: Iterable[str], tags: Iterable[str]) -> Outcome[Ids]:
        """Put tags on documents."""
        wanted = tag_names(tags)
        found = self._found(names)
        lacking = [each for each in found if not set(wanted) <= set(each.tags)]
        with self._act(_label("add tag", "add tag to {}", lacking)) as act:
            for document in lacking:
                documents.add_tags(act, Subject.DOCUMENT, document.id, wanted)
                documents.change_document(act, document.id)
        return outcome(_ids(found), act)

    @mutation
    def untag_all(self, names: Iterable[str], tags: Iterable[str]) -> Outcome[Ids]:
        """Take tags off documents."""
        wanted = tag_names(tags)
        found = self._found(names)
        having = [each for each in found if set(wanted) & set(each.tags)]
        with self._act(_label("remove tag", "remove tag from {}", having)) as act:
            for document in having:
                documents.remove_tags(act, document.id, wanted)
                documents.change_document(act, document.id)
        return outcome(_ids(found), act)

    @mutation
    def set_kind_all(self, names: Iterable[str], kind: str) -> Outcome[Ids]:
        """Give documents a kind; what each is cited as follows."""
        from app.library.fields import kind_named  # brings the readers of names and dates along

        wanted = kind_named(kind)
        found = self._found(names)
        other = [each for each in found if each.kind is not wanted]
        with self._act(_label("change kind", "change kind of {}", other)) as act:
            for document in other:
                reference = {**document.reference, "type": csl_type(wanted)}
                documents.change_document(act, document.id, kind=wanted.value, reference=reference)
        return outcome(_ids(found), act)

    @mutation
    def trash_all(self, names: Iterable[str]) -> Outcome[Ids]:
        """Move documents to the trash, with their highlights and notes."""
        found = self._found(names)
        with self._act(_label("delete document", "delete {}", found)) as act:
            for document in found:
                documents.change_document(act, document.id, deleted=self._now)
        return outcome(_ids(found), act)

    @mutation
    def restore_all(self, names: Iterable[str]) -> Outcome[Ids]:
        """Bring documents back from the trash."""
        found = self._found(names, trashed=True)
        gone = [document for document in found if document.deleted is not None]
        with self._act(_label("restore document", "restore {}", gone)) as act:
            for document in gone:
                documents.change_document(act, document.id, deleted=None)
        return outcome(_ids(found), act)

    def _found(self, names: Iterable[str], *, trashed: bool = False) -> list[Document]:
        """The documents named, each once."""
        found = (self._document(name, trashed=trashed) for name in names)
        return list({document.id: document for document in found}.values())


def _ids(found: Iterable[Document]) -> Ids:
    return tuple(document.id for document in found)


def _label(one: str, many: str, found: list[Document]) -> str:
    return one if len(found) == 1 else many.format(f"{len(found)} documents")
