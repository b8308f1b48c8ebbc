"""What every part of the façade stands on: the open store, and the marks each method carries.

Every public method of :class:`app.library.Library` is marked as reading, as an undoable mutation,
or as irreversible with the reason; a test walks them and holds each to its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.changes import Outcome
from app.clock import stamp
from app.errors import InputError, NotFoundError
from app.model import (
    Collection,
    Document,
    DocumentId,
    Highlight,
    HighlightId,
    Note,
    NoteId,
    Text,
    TextId,
)
from app.store import documents, groups, marks, texts
from app.store.engine import Database
from app.store.journal import Act
from app.store.store import Store

Method = TypeVar("Method", bound=Callable[..., Any])
Value = TypeVar("Value")
Given = ParamSpec("Given")
Owner = TypeVar("Owner", bound="Part")


def reading(
    method: Callable[Concatenate[Owner, Given], Value],
) -> Callable[Concatenate[Owner, Given], Value]:
    """Mark a method that changes nothing in the library.

    All of one call sees the library as it was at one moment, whatever another handle writes
    meanwhile; the next call sees that.
    """

    @wraps(method)
    def at_one_moment(part: Owner, /, *args: Given.args, **named: Given.kwargs) -> Value:
        with part._store.snapshot():
            return method(part, *args, **named)

    at_one_moment.__dict__["sourcebook"] = "reading"
    return at_one_moment


def mutation(method: Method) -> Method:
    """Mark a method whose change undo takes back and redo brings again."""
    method.__dict__["sourcebook"] = "mutation"
    return method


def irreversible(reason: str) -> Callable[[Method], Method]:
    """Mark a method whose effect undo doesn't take back, and say why."""

    def marked(method: Method) -> Method:
        method.__dict__["sourcebook"] = f"irreversible: {reason}"
        return method

    return marked


class Part:
    """One part of the façade over an open store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def _act(self, label: str, batch: str | None = None) -> Iterator[Act]:
        with self._store.act(label, batch) as act:
            yield act

    @property
    def _now(self) -> str:
        return stamp(self._store.clock())

    @property
    def _sample(self) -> bool:
        return self._store.setting("sample") == "1"

    def _document(self, name: str, *, trashed: bool = False) -> Document:
        """The document with this id or citation key; NotFoundError when there is none."""
        database = self._store.database
        found = documents.document(database, DocumentId(name)) or documents.document_by_key(
            database, name
        )
        if found is None or (found.deleted is not None and not trashed):
            raise NotFoundError(
                f"No document has the id or citation key “{name}”.",
                hint="`sourcebook list` shows all ids and keys.",
            )
        return found

    def _highlight(self, name: str) -> Highlight:
        found = marks.highlight(self._store.database, HighlightId(name))
        if found is None:
            raise NotFoundError(
                f"No highlight has the id “{name}”.", hint="`sourcebook show ID` lists them."
            )
        return found

    def _marked(self, name: str) -> Document | Highlight:
        """The document or highlight with this id, or the document with this citation key."""
        for find in (self._document, self._highlight):
            try:
                return find(name)
            except NotFoundError:
                continue
        raise NotFoundError(
            f"No document or highlight has the id “{name}”.",
            hint="`sourcebook list` and `sourcebook show ID` list them.",
        )

    def _note(self, name: str) -> Note:
        found = marks.note(self._store.database, NoteId(name))
        if found is None:
            raise NotFoundError(
                f"No note has the id “{name}”.", hint="`sourcebook notes` lists them."
            )
        return found

    def _collection_or_none(self, name: str) -> Collection | None:
        found = groups.collections(self._store.database)
        by_id = (collection for collection in found if collection.id == name)
        by_name = (each for each in found if each.name.casefold() == name.casefold())
        return next(by_id, None) or next(by_name, None)

    def _collection(self, name: str) -> Collection:
        """The collection with this id, else with this name without regard to case."""
        collection = self._collection_or_none(name)
        if collection is not None:
            return collection
        raise NotFoundError(
            f"No collection is called “{name}”.", hint="`sourcebook collections` lists them."
        )


def passage_text(database: Database, id_: TextId | None, start: int, end: int) -> Text:
    """The text that has the passage [start, end); raises InputError where there is none."""
    text = texts.text(database, id_) if id_ else None
    if text is None or not 0 <= start < end <= len(text.canonical):
        raise InputError("There is no such passage.", hint="Select some words first.")
    return text


def outcome(value: Value, act: Act) -> Outcome[Value]:
    """What a mutation returns: its value with everything the act changed."""
    return Outcome(value, frozenset(act.changes))
