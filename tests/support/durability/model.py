"""A library as plain dictionaries, with undo as it ought to be: what the soak compares with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Doc:
    title: str
    kind: str
    text: str | None = None
    tags: frozenset[str] = frozenset()
    trashed: bool = False


@dataclass(frozen=True)
class Mark:
    document: str
    start: int | None
    end: int | None
    exact: str
    meaning: str = "yellow"
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Written:
    document: str | None
    highlight: str | None
    shared: bool
    text: str
    modified: str


@dataclass(frozen=True)
class Group:
    name: str
    parent: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """All of a library at one moment. Dictionaries are replaced, never changed."""

    docs: dict[str, Doc] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    notes: dict[str, Written] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def with_doc(self, id_: str, doc: Doc) -> State:
        return replace(self, docs={**self.docs, id_: doc})

    def with_mark(self, id_: str, mark: Mark) -> State:
        return replace(self, marks={**self.marks, id_: mark})

    def with_note(self, id_: str, note: Written) -> State:
        return replace(self, notes={**self.notes, id_: note})

    def with_group(self, id_: str, group: Group) -> State:
        return replace(self, groups={**self.groups, id_: group})

    def without_mark(self, id_: str) -> State:
        """Its notes go with it."""
        marks = {each: mark for each, mark in self.marks.items() if each != id_}
        notes = {each: note for each, note in self.notes.items() if note.highlight != id_}
        return replace(self, marks=marks, notes=notes)

    def without_note(self, id_: str) -> State:
        return replace(self, notes={each: n for each, n in self.notes.items() if each != id_})

    def without_group(self, id_: str) -> State:
        """Those inside it move to where it stood."""
        above = self.groups[id_].parent
        left = {each: group for each, group in self.groups.items() if each != id_}
        return replace(
            self,
            groups={
                each: replace(group, parent=above) if group.parent == id_ else group
                for each, group in left.items()
            },
        )

    def without_trash(self) -> State:
        gone = {id_ for id_, doc in self.docs.items() if doc.trashed}
        members = {
            id_: replace(group, members=tuple(m for m in group.members if m not in gone))
            for id_, group in self.groups.items()
        }
        return State(
            {id_: doc for id_, doc in self.docs.items() if id_ not in gone},
            {id_: mark for id_, mark in self.marks.items() if mark.document not in gone},
            {id_: note for id_, note in self.notes.items() if note.document not in gone},
            members,
        )

    def live(self) -> list[str]:
        """The documents outside the trash."""
        return [id_ for id_, doc in self.docs.items() if not doc.trashed]

    def seen(self) -> State:
        """What a user sees: marks and notes of what is in the trash are out of sight."""
        live = set(self.live())
        return State(
            self.docs,
            {id_: mark for id_, mark in self.marks.items() if mark.document in live},
            {
                id_: note
                for id_, note in self.notes.items()
                if note.document is None or note.document in live
            },
            {
                id_: replace(group, members=tuple(m for m in group.members if m in live))
                for id_, group in self.groups.items()
            },
        )

    def line(self, id_: str | None) -> Iterable[str]:
        """A group and those it stands in."""
        while id_ is not None:
            yield id_
            id_ = self.groups[id_].parent


@dataclass
class Model:
    """A state with its past and future: acts of one batch go back and forth together."""

    state: State = field(default_factory=State)
    _acts: list[tuple[str, State, State]] = field(default_factory=list)
    _done: int = 0

    def did(self, batch: str, after: State) -> None:
        """Something was done; what changed nothing was not."""
        if after != self.state:
            del self._acts[self._done :]
            self._acts.append((batch, self.state, after))
            self._done += 1
            self.state = after

    @property
    def can_undo(self) -> bool:
        return self._done > 0

    @property
    def can_redo(self) -> bool:
        return self._done < len(self._acts)

    def undo(self) -> None:
        if self.can_undo:
            batch = self._acts[self._done - 1][0]
            while self._done and self._acts[self._done - 1][0] == batch:
                self._done -= 1
                self.state = self._acts[self._done][1]

    def redo(self) -> None:
        if self.can_redo:
            batch = self._acts[self._done][0]
            while self._done < len(self._acts) and self._acts[self._done][0] == batch:
                self.state = self._acts[self._done][2]
                self._done += 1

    def emptied(self) -> None:
        """What was in the trash is gone, and with it what could be undone."""
        self.state, self._acts, self._done = self.state.without_trash(), [], 0
