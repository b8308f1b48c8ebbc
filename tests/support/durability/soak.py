"""Random operations of the real façade beside a plain model, with undo, crashes and restarts."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.clock import stamp
from app.library import Access, Library, create_library, open_library, restore_library
from tests.support.durability.model import Doc, Group, Mark, Model, State, Written

KINDS = ("report", "book", "blog-post")
TAGS = ("claims", "أعماق", "to read", "méthode")
MEANINGS = ("yellow", "green", "pink", "orange")
WORDS = ("plain words", "a **strong** word", "نص", "e\u0301 as two, 😀", "two\n\nparagraphs")
TEXT = "One source reads another.\n\nA second paragraph, with أعماق and 😀 in it.\n\nThe third."

_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Whether a change reaches the disk is for others to show; this is about what is changed."""

several = st.lists(st.integers(0, 30), min_size=1, max_size=3)
any_one = st.integers(0, 30)


def state_of(library: Library) -> State:
    """All that the façade shows of a library, as the model has it."""
    docs: dict[str, Doc] = {}
    marks: dict[str, Mark] = {}
    live, trashed = library.documents(), library.trashed()
    for one in live:
        opened = library.open_document(one.id)
        text = opened.text.canonical if opened.text else None
        docs[one.id] = Doc(one.title, one.kind.value, text, frozenset(one.tags))
        for each in opened.highlights:
            marks[each.id] = Mark(
                one.id, each.start, each.end, each.exact, each.meaning.value, frozenset(each.tags)
            )
    for one in trashed:
        docs[one.id] = Doc(one.title, one.kind.value, None, frozenset(one.tags), trashed=True)
    notes = {
        each.id: Written(
            each.document, each.highlight, each.visibility.value == "shared", each.text,
            each.modified,
        )
        for each in library.notes()
    }  # fmt: skip
    groups = {each.id: Group(each.name, each.parent, each.documents) for each in
              library.collections()}  # fmt: skip
    return State(docs, marks, notes, groups)


def compared(state: State) -> State:
    """A state as it is shown: of what is in the trash the text isn't."""
    seen = state.seen()
    docs = {
        id_: Doc(doc.title, doc.kind, None if doc.trashed else doc.text, doc.tags, doc.trashed)
        for id_, doc in seen.docs.items()
    }
    return State(docs, seen.marks, seen.notes, seen.groups)


class Soak(RuleBasedStateMachine):
    """One library and one model; each rule does the same to both."""

    operations: ClassVar[int] = 0
    imports: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="soak-", dir=_MEMORY))
        self.now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
        self.library = create_library(self.root / "library", clock=lambda: self.now)
        self.model = Model()
        self.count = self.restored = 0
        self._kept = self.library.keep_copy()  # a copy of the empty library

    def teardown(self) -> None:
        try:
            assert self.library.check() == []
        finally:
            self.library.close()
            shutil.rmtree(self.root)

    # -- what rules share ----------------------------------------------------------------

    def _next(self) -> str:
        """A number for what is new; time goes on, once in a while by a leap back."""
        self.count += 1
        Soak.operations += 1
        self.now += timedelta(hours=-50) if self.count % 40 == 0 else timedelta(minutes=3)
        return str(self.count)

    def _live(self, at: int) -> str | None:
        live = self.model.state.live()
        return live[at % len(live)] if live else None

    def _mark(self, at: int) -> str | None:
        marks = list(self.model.state.seen().marks)
        return marks[at % len(marks)] if marks else None

    def _note(self, at: int) -> str | None:
        notes = list(self.model.state.seen().notes)
        return notes[at % len(notes)] if notes else None

    def _group(self, at: int) -> str | None:
        groups = list(self.model.state.groups)
        return groups[at % len(groups)] if groups else None

    def _did(self, after: State, batch: str | None = None) -> None:
        self.model.did(batch or f"act {self.count}", after)

    @initialize()
    def begin(self) -> None:
        """Something of each kind, so that what follows has something to work on."""
        for kind in KINDS:
            self.add_reference(kind)
        self.highlight_with_note(0, (0, 5))
        self.add_note(1, "document", WORDS[0], shared=True)
        self.add_collection(None)
        self.collect(0, [0, 1], out=False)

    # -- documents -----------------------------------------------------------------------

    @rule(kind=st.sampled_from(KINDS))
    def add_reference(self, kind: str) -> None:
        title = f"Reference {self._next()}"
        csl = {"report": "report", "book": "book", "blog-post": "post-weblog"}[kind]
        made = self.library.add_reference({"type": csl, "title": title}).value
        self._did(self.model.state.with_doc(made.id, Doc(title, kind)))

    @precondition(
        lambda self: self.count % 30 in (11, 12, 13, 14) and Soak.imports < self.most_imports
    )
    @rule()
    def import_files(self) -> None:
        """Two files in one call are one step for undo."""
        Soak.imports += 1
        number, files = self._next(), []
        for each in "ab":
            file = self.root / f"{number}{each}.md"
            head = f"---\ntitle: Imported {number}{each}\nkind: report\n---\n\n"
            file.write_text(f"{head}{TEXT} {number}{each}.\n", encoding="utf-8")
            files.append(str(file))
        after = self.model.state
        for each, line in zip("ab", self.library.import_paths(files), strict=True):
            assert line.document is not None, line.error
            text = f"{TEXT} {number}{each}."
            after = after.with_doc(
                line.document.id, Doc(f"Imported {number}{each}", "report", text)
            )
            self._did(after, f"import {number}")

    most_imports: ClassVar[int] = 1

    @rule(at=any_one)
    def set_title(self, at: int) -> None:
        number, id_ = self._next(), self._live(at)
        if id_ is not None:
            self.library.set_fields(id_, {"title": f"Renamed {number}"})
            doc = self.model.state.docs[id_]
            self._did(self.model.state.with_doc(id_, _with(doc, title=f"Renamed {number}")))

    @rule(at=several, kind=st.sampled_from(KINDS))
    def set_kind(self, at: list[int], kind: str) -> None:
        self._of_several(at, lambda ids: self.library.set_kind_all(ids, kind), kind=kind)

    @rule(at=several)
    def trash(self, at: list[int]) -> None:
        self._of_several(at, self.library.trash_all, trashed=True)

    @rule(at=any_one)
    def restore(self, at: int) -> None:
        self._next()
        gone = [id_ for id_, doc in self.model.state.docs.items() if doc.trashed]
        if gone:
            id_ = gone[at % len(gone)]
            self.library.restore_document(id_)
            doc = self.model.state.docs[id_]
            self._did(self.model.state.with_doc(id_, _with(doc, trashed=False)))

    @precondition(lambda self: self.count % 29 == 28)
    @rule()
    def empty_trash(self) -> None:
        self._next()
        gone = any(doc.trashed for doc in self.model.state.docs.values())
        assert bool(self.library.empty_trash().value) == gone
        if gone:
            self.model.emptied()

    def _of_several(self, at: list[int], act: Any, **changes: Any) -> None:
        self._next()
        ids = [id_ for id_ in (self._live(each) for each in at) if id_ is not None]
        if ids:
            act(ids)
            after = self.model.state
            for id_ in ids:
                after = after.with_doc(id_, _with(after.docs[id_], **changes))
            self._did(after)

    # -- tags ----------------------------------------------------------------------------

    @rule(at=any_one, tag=st.sampled_from(TAGS), off=st.booleans())
    def tag_document(self, at: int, tag: str, off: bool) -> None:
        self._next()
        id_ = self._live(at)
        if id_ is not None:
            (self.library.untag if off else self.library.tag)(id_, [tag])
            doc = self.model.state.docs[id_]
            tags = doc.tags - {tag} if off else doc.tags | {tag}
            self._did(self.model.state.with_doc(id_, _with(doc, tags=tags)))

    @rule(at=any_one, tags=st.sets(st.sampled_from(TAGS), min_size=1, max_size=3))
    def tag_mark(self, at: int, tags: set[str]) -> None:
        self._next()
        id_ = self._mark(at)
        if id_ is not None:
            self.library.set_tags(id_, sorted(tags))
            mark = self.model.state.marks[id_]
            self._did(self.model.state.with_mark(id_, _with(mark, tags=frozenset(tags))))

    # -- marks and notes -----------------------------------------------------------------

    @rule(at=any_one, span=st.tuples(st.integers(0, 60), st.integers(1, 12)))
    def highlight(self, at: int, span: tuple[int, int]) -> None:
        number, id_ = self._next(), self._live(at)
        if id_ is None:
            return
        text, start = self.model.state.docs[id_].text, span[0]
        if text is None:
            exact = f"typed words {number}"
            made = self.library.highlight_quotation(id_, exact).value
            self._did(self.model.state.with_mark(made.id, Mark(id_, None, None, exact)))
        else:
            end = start + span[1]
            made = self.library.highlight_passage(id_, start, end).value
            self._did(self.model.state.with_mark(made.id, Mark(id_, start, end, text[start:end])))

    @rule(at=any_one, span=st.tuples(st.integers(0, 60), st.integers(1, 12)))
    def highlight_with_note(self, at: int, span: tuple[int, int]) -> None:
        """A mark and its note in one act, and that act there and back."""
        number, id_ = self._next(), self._live(at)
        if id_ is None:
            return
        text, start, end = self.model.state.docs[id_].text, span[0], span[0] + span[1]
        words = f"why {number}"
        if text is None:
            mark = Mark(id_, None, None, f"typed {number}")
            made = self.library.highlight_quotation(id_, mark.exact, note=words).value
        else:
            mark = Mark(id_, start, end, text[start:end])
            made = self.library.highlight_passage(id_, start, end, note=words).value
        [note] = self.library.notes(made.id)
        written = Written(id_, made.id, False, words, stamp(self.now))  # noqa: FBT003
        self._did(self.model.state.with_mark(made.id, mark).with_note(note.id, written))
        self.there_and_back()

    @rule(at=any_one, meaning=st.sampled_from(MEANINGS))
    def set_meaning(self, at: int, meaning: str) -> None:
        self._next()
        id_ = self._mark(at)
        if id_ is not None:
            self.library.set_meaning(id_, meaning)
            mark = self.model.state.marks[id_]
            self._did(self.model.state.with_mark(id_, _with(mark, meaning=meaning)))

    @rule(at=any_one, span=st.tuples(st.integers(0, 60), st.integers(1, 12)))
    def move_mark(self, at: int, span: tuple[int, int]) -> None:
        self._next()
        id_ = self._mark(at)
        mark = self.model.state.marks[id_] if id_ else None
        if id_ and mark and mark.start is not None:
            start, end = span[0], span[0] + span[1]
            self.library.set_highlight_range(id_, start, end)
            text = self.model.state.docs[mark.document].text or ""
            moved = _with(mark, start=start, end=end, exact=text[start:end])
            self._did(self.model.state.with_mark(id_, moved))

    @rule(at=any_one)
    def delete_mark(self, at: int) -> None:
        self._next()
        id_ = self._mark(at)
        if id_ is not None:
            self.library.delete_highlight(id_)
            self._did(self.model.state.without_mark(id_))
            self.there_and_back()

    @rule(at=any_one, where=st.sampled_from(("document", "mark", "nothing")),
          words=st.sampled_from(WORDS), shared=st.booleans())  # fmt: skip
    def add_note(self, at: int, where: str, words: str, shared: bool) -> None:
        number = self._next()
        on = {"document": self._live, "mark": self._mark}.get(where, lambda _: None)(at)
        mark = self.model.state.marks.get(on or "")
        sitting = f"sitting {int(number) // 4}"
        made = self.library.add_note(words, on=on, shared=shared, sitting=sitting).value
        note = Written(
            mark.document if mark else on, on if mark else None, shared, _nfc(words),
            stamp(self.now),
        )  # fmt: skip
        self._did(self.model.state.with_note(made.id, note), sitting)

    @rule(at=any_one, words=st.sampled_from(WORDS))
    def edit_note(self, at: int, words: str) -> None:
        number, id_ = self._next(), self._note(at)
        if id_ is not None:
            sitting = f"sitting {int(number) // 4}"
            self.library.edit_note(id_, text=words, sitting=sitting)
            note = self.model.state.notes[id_]
            changed = _with(note, text=_nfc(words), modified=stamp(self.now))
            self._did(self.model.state.with_note(id_, changed), sitting)

    @rule(at=any_one)
    def delete_note(self, at: int) -> None:
        self._next()
        id_ = self._note(at)
        if id_ is not None:
            self.library.delete_note(id_)
            self._did(self.model.state.without_note(id_))

    # -- collections ---------------------------------------------------------------------

    @rule(inside=st.none() | any_one)
    def add_collection(self, inside: int | None) -> None:
        name = f"Collection {self._next()}"
        above = self._group(inside) if inside is not None else None
        made = self.library.add_collection(name, parent=above).value
        self._did(self.model.state.with_group(made.id, Group(name, above)))

    @rule(at=any_one, into=st.none() | any_one)
    def move_collection(self, at: int, into: int | None) -> None:
        self._next()
        id_, above = self._group(at), self._group(into) if into is not None else None
        if id_ is not None and id_ not in self.model.state.line(above):
            self.library.move_collection(id_, above)
            group = self.model.state.groups[id_]
            self._did(self.model.state.with_group(id_, _with(group, parent=above)))

    @rule(at=any_one)
    def remove_collection(self, at: int) -> None:
        self._next()
        id_ = self._group(at)
        if id_ is not None:
            self.library.remove_collection(id_)
            self._did(self.model.state.without_group(id_))

    @rule(at=any_one, which=several, out=st.booleans())
    def collect(self, at: int, which: list[int], out: bool) -> None:
        self._next()
        id_ = self._group(at)
        ids = [each for each in (self._live(n) for n in which) if each is not None]
        if id_ is None or not ids:
            return
        group = self.model.state.groups[id_]
        if out:
            self.library.uncollect(id_, ids)
            members = tuple(each for each in group.members if each not in ids)
        else:
            self.library.collect(id_, ids)
            members = tuple(dict.fromkeys((*group.members, *ids)))
        self._did(self.model.state.with_group(id_, _with(group, members=members)))

    # -- back, forth, away and back again --------------------------------------------------

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self._next()
            assert (self.library.undo().value is not None) == self.model.can_undo
            self.model.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self._next()
            assert (self.library.redo().value is not None) == self.model.can_redo
            self.model.redo()

    @rule()
    def there_and_back(self) -> None:
        """Undo and redo at once."""
        self.undo(1)
        self.library_is_as_the_model()
        self.redo(1)

    @rule()
    def reopen(self) -> None:
        self._next()
        self.library.close()
        self.library = open_library(self.root / "library", Access.WRITE, clock=lambda: self.now)

    @rule()
    def crash(self) -> None:
        """What would be there, had the program died now, is put in the library's place."""
        self._next()
        left = self.root / "left"
        left.mkdir()
        for path in (self.root / "library").rglob("*"):
            if path.is_file() and path.name != "library.db-shm":
                place = left / path.relative_to(self.root / "library")
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
        self.library.close()
        shutil.rmtree(self.root / "library")
        left.rename(self.root / "library")
        self.library = open_library(self.root / "library", Access.WRITE, clock=lambda: self.now)

    @precondition(lambda self: self.count % 23 == 22)
    @rule()
    def restore_a_copy(self) -> None:
        """The newest copy kept, restored elsewhere, is the library."""
        self._next()
        self._kept = self.library.keep_copy() or self._kept
        assert self._kept is not None
        self.restored += 1
        target = restore_library(self._kept, self.root / f"restored{self.restored}")
        with open_library(target, Access.WRITE) as restored:
            assert state_of(restored) == compared(self.model.state)

    # -- and always ------------------------------------------------------------------------

    @invariant()
    def library_is_as_the_model(self) -> None:
        assert state_of(self.library) == compared(self.model.state)
        assert [one.id for one in self.library.documents()] == self.model.state.live()
        assert (self.library.next_undo() is not None) == self.model.can_undo
        assert (self.library.next_redo() is not None) == self.model.can_redo


def _with(value: Any, **changes: Any) -> Any:
    return replace(value, **changes)


def _nfc(words: str) -> str:
    return words.replace("e\u0301", "é")


def soak(operations: int, *, most_imports: int = 1, steps: int = 60) -> int:
    """Run at least so many operations, library after library; how many there were."""
    Soak.operations, Soak.imports, Soak.most_imports = 0, 0, most_imports
    while Soak.operations < operations:
        run_state_machine_as_test(
            Soak,
            settings=settings(
                max_examples=max(1, min(20, operations // (2 * steps))),
                stateful_step_count=steps,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=(Phase.generate,),  # a library that fails is told step by step as it is
            ),
        )
    return Soak.operations
