"""A program that works on a library until it is killed, saying what it tries and what it did.

    python -m tests.support.durability.worker acts|migrate|encrypt FOLDER SEED

Each line of JSON is flushed: {"try": …} before an act and {"did": …} once it is told as done.
``adds`` are facts that hold from then on, ``drops`` facts that hold no more.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from app.library import Access, Library, open_library
from app.library.securing import decrypt_library, encrypt_library
from tests.support.durability.soak import TEXT

PASSPHRASE = "a good passphrase"
Facts = list[str]


def say(**line: object) -> None:
    """A line for whoever kills this program."""
    print(json.dumps(line), flush=True)


def work(folder: Path, seed: int) -> None:
    """Import, mark, note, tag, undo, redo, back up, copy; for ever."""
    chance = random.Random(seed)
    with open_library(folder, Access.WRITE) as library:
        works = Works(library, chance, folder.parent, seed)
        while True:
            works.one_act()


class Works:
    """What is done at random, and what undo would take back of it."""

    def __init__(self, library: Library, chance: random.Random, room: Path, seed: int) -> None:
        self.library, self.chance, self.room, self.seed = library, chance, room, seed
        self.past: list[Facts] = []
        self.future: list[Facts] = []
        self.count = 0

    def one_act(self) -> None:
        """Try one thing and say so when it is done."""
        self.count += 1
        acts: list[Callable[[], None]] = [
            self.import_file, self.highlight, self.highlight, self.note, self.note, self.tag,
            self.undo, self.redo, self.back_up, self.keep_copy,
        ]  # fmt: skip
        self.chance.choice(acts if self.past else acts[:1])()

    def _made(self, name: str, make: Callable[[], Iterator[str]]) -> None:
        say(**{"try": name})
        facts = list(make())
        say(did=name, adds=facts)
        self.past.append(facts)
        self.future.clear()

    def _document(self) -> str:
        return self.chance.choice(self.library.documents()).id

    def import_file(self) -> None:
        file = self.room / f"{self.seed}-{self.count}.md"
        file.write_text(f"# Article {file.stem}\n\n{TEXT} {file.stem}.\n", encoding="utf-8")
        self._made("import", lambda: (
            f"document {line.document.id}"
            for line in self.library.import_paths([str(file)]) if line.document
        ))  # fmt: skip

    def highlight(self) -> None:
        def make() -> Iterator[str]:
            found = self.library.highlight_passage(self._document(), 2, 14, note="why " * 50)
            yield f"mark {found.value.id}"

        self._with_document("highlight", make)

    def note(self) -> None:
        words = f"note {self.seed}-{self.count} " + "and more of it " * self.chance.randrange(800)
        self._with_document("note", lambda: iter(
            [f"note {self.library.add_note(words, on=self._document()).value.id}"]
        ))  # fmt: skip

    def tag(self) -> None:
        tag = f"t{self.seed}-{self.count}"

        def make() -> Iterator[str]:
            document = self._document()
            self.library.tag(document, [tag])
            yield f"tag {tag}"

        self._with_document("tag", make)

    def _with_document(self, name: str, make: Callable[[], Iterator[str]]) -> None:
        if self.library.count():
            self._made(name, make)

    def undo(self) -> None:
        facts = self.past.pop()
        say(**{"try": "undo", "drops": facts})
        assert self.library.undo().value is not None
        say(did="undo", drops=facts)
        self.future.append(facts)

    def redo(self) -> None:
        if self.future:
            facts = self.future.pop()
            say(**{"try": "redo", "adds": facts})
            assert self.library.redo().value is not None
            say(did="redo", adds=facts)
            self.past.append(facts)

    def back_up(self) -> None:
        say(**{"try": "backup"})
        say(did="backup", adds=[f"file backups/{self.library.back_up()[0].name}"])

    def keep_copy(self) -> None:
        """Copies are thinned out, so that none but the newest is promised."""
        say(**{"try": "copy"})
        self.library.keep_copy()
        say(did="copy")


def migrate(folder: Path, _seed: int) -> None:
    """Open a library of an older schema, which brings it up to date."""
    say(**{"try": "migration"})
    open_library(folder, Access.WRITE).close()
    say(did="migration")


def encrypt(folder: Path, _seed: int) -> None:
    """Turn encryption on and off, for ever."""
    from app.store.keyfile import is_encrypted

    say(**{"try": "begin"})
    while True:
        if is_encrypted(folder):
            say(**{"try": "decrypt"})
            decrypt_library(folder, PASSPHRASE)
            say(did="decrypt")
        else:
            say(**{"try": "encrypt"})
            encrypt_library(folder, PASSPHRASE)
            say(did="encrypt")


def main() -> None:
    """Do one of the three until killed."""
    programs = {"acts": work, "migrate": migrate, "encrypt": encrypt}
    programs[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main()
