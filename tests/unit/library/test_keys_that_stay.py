"""Whatever is done to a library, a stored citation key stays and no two documents share one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    precondition,
    rule,
)

from app.library import create_library, open_library

TITLES = st.sampled_from(["On lists", "On LISTS", "Of maps", "Über Karten", "عن القوائم", "x"])
PEOPLE = st.sampled_from(
    [
        [{"family": "Smith"}],
        [{"family": "SMITH", "given": "A."}],
        [{"literal": "United Nations"}],
        [{"family": "الزرقاوي"}],
        [],
    ]
)
YEARS = st.sampled_from([2001, 2002, None])
KEYS = st.sampled_from([None, "K", "k", "ſmith", "smith2001lists", "old", "Straße", "STRASSE"])
Names = list[dict[str, str]]
FILES = (
    "@book{k, title={A}, date={2001}}\n@book{K, title={C}, date={2003}}\n",
    "@book{Smith2001lists, title={B}, author={Smith}, date={2001}, ids={old, K}}\n",
    "@misc{é, title={D}}\n@misc{É, title={E}}\n@misc{OLD, title={F}}\n",
)


class Keys(RuleBasedStateMachine):
    """A library under hands that add, edit, delete, bring in again, undo and reopen."""

    documents = Bundle("documents")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="sourcebook-keys-"))
        self.files = [self.folder / f"refs{number}.bib" for number in range(len(FILES))]
        for file, text in zip(self.files, FILES, strict=True):
            file.write_text(text, encoding="utf-8")
        self.library = create_library(self.folder / "library")
        self.known: dict[str, str] = {}

    def teardown(self) -> None:
        """Leaves nothing behind."""
        self.library.close()
        shutil.rmtree(self.folder)

    def stored(self) -> dict[str, tuple[str, ...]]:
        """The key and the former keys of every document, those in the trash too."""
        found = [*self.library.documents(), *self.library.trashed()]
        return {one.id: (one.key, *one.former_keys) for one in found}

    def here(self, id_: str) -> bool:
        """Whether a document is in the library and not in the trash."""
        return any(one.id == id_ for one in self.library.documents())

    @rule(target=documents, title=TITLES, people=PEOPLE, year=YEARS, key=KEYS)
    def add(self, title: str, people: Names, year: int | None, key: str | None) -> str:
        reference = {"type": "book", "title": title, "author": people}
        if year:
            reference["issued"] = {"date-parts": [[year]]}
        return self.library.add_reference(reference, key=key).value.id

    @rule(target=documents, which=st.integers(0, len(FILES) - 1))
    def bring_in(self, which: int) -> object:
        lines = list(self.library.import_paths([str(self.files[which])]))
        return multiple(*(line.document.id for line in lines if line.document))

    @rule(id_=documents, title=TITLES)
    def edit(self, id_: str, title: str) -> None:
        if self.here(id_):
            self.library.set_fields(id_, {"title": title, "publisher": "Press"})

    @rule(id_=documents, title=TITLES, people=PEOPLE)
    def retype(self, id_: str, title: str, people: Names) -> None:
        if self.here(id_):
            changed = {"type": "report", "title": title, "author": people}
            self.library.replace_reference(id_, changed)

    @rule(id_=documents)
    def delete(self, id_: str) -> None:
        if self.here(id_):
            self.library.trash(id_)

    @rule(id_=documents)
    def restore(self, id_: str) -> None:
        if any(one.id == id_ for one in self.library.trashed()):
            self.library.restore_document(id_)

    @precondition(lambda self: self.library.trashed())
    @rule()
    def empty_the_trash(self) -> None:
        self.library.empty_trash()

    @rule()
    def undo(self) -> None:
        self.library.undo()

    @rule()
    def redo(self) -> None:
        self.library.redo()

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = open_library(self.folder / "library")

    @invariant()
    def keys_stay(self) -> None:
        now = {id_: keys[0] for id_, keys in self.stored().items()}
        assert {id_: now[id_] for id_ in self.known.keys() & now.keys()} == {
            id_: self.known[id_] for id_ in self.known.keys() & now.keys()
        }
        self.known |= now

    @invariant()
    def nobody_shares_one(self) -> None:
        taken = [key.casefold() for keys in self.stored().values() for key in keys]
        assert len(set(taken)) == len(taken)


TestKeys = Keys.TestCase
# Twenty libraries with fifty steps each: a thousand edits, deletions and imports.
TestKeys.settings = settings(max_examples=20, stateful_step_count=50, deadline=None)
