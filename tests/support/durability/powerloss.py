"""The power goes while a library is worked with: what the disk may hold then is opened and read."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import SourcebookError
from app.library import Access, Library, create_library, open_library, restore_library
from app.store.blobs import BlobStore
from tests.support.durability.medium import Image, Medium, images
from tests.support.durability.model import State
from tests.support.durability.recording import recorded_files, recorded_library
from tests.support.durability.soak import TEXT, state_of


@dataclass
class Verdict:
    """How many images were opened, and what was wrong with each that wasn't sound."""

    images: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Recording:
    """What was done to a disk, and the library after each thing that was told as done."""

    medium: Medium
    first: int
    states: list[State]


def work(root: Path, *, rounds: int = 3, synchronous: str | None = None) -> Recording:
    """A library worked with in ``root``: imports, marks, notes, tags, undo, trash, reopened."""
    folder = root / "library"
    create_library(folder).close()
    medium = Medium(folder)
    first = len(medium.events)
    with open_library(folder, Access.READ) as library:
        states = [state_of(library)]
    for turn in range(rounds):
        with recorded_library(medium, synchronous=synchronous) as library:
            for act in acts(library, root, turn):
                act()
                medium.said()
                states.append(state_of(library))
    return Recording(medium, first, states)


def acts(library: Library, root: Path, turn: int) -> Iterator[Callable[[], object]]:
    """Things to do, one after the other; each is done before the next is asked for."""
    file = root / f"{turn}.md"
    file.write_text(f"# Article {turn}\n\n{TEXT} Of round {turn}.\n", encoding="utf-8")
    yield lambda: list(library.import_paths([str(file)]))
    document = library.documents()[-1].id
    yield lambda: library.highlight_passage(document, 4, 20, note="a note " * 40)
    for number in range(4):
        yield lambda number=number: library.add_note(f"{number} " * 600, on=document)
    yield lambda: library.tag(document, ["one", "two"])
    yield lambda: library.add_reference({"type": "report", "title": f"Report {turn}"})
    yield library.undo
    yield library.redo
    yield lambda: library.trash(library.documents()[0].id)
    yield library.undo
    yield lambda: library.collect(f"Collection {turn}", [document], make=True)
    if turn == 1:
        yield lambda: library.trash(library.documents()[0].id)
        yield library.empty_trash


def judge(recording: Recording, count: int, seed: int, scratch: Path) -> Verdict:
    """Open ``count`` images of a recording with the real program; what was wrong with them."""
    verdict = Verdict()
    chance = random.Random(seed)
    for image in images(recording.medium.events, count, chance, recording.first):
        verdict.images += 1
        fault = _fault(image, recording.states, scratch)
        if fault:
            verdict.wrong.append(f"event {image.event}, {image.said} told: {fault}")
    return verdict


def _fault(image: Image, states: list[State], scratch: Path) -> str | None:
    """What is wrong with an image: it must be as after what was told last, or one act later."""
    folder = image.write(scratch / "image")
    try:
        with open_library(folder, Access.WRITE) as library:
            problems = [problem.message for problem in library.check()]
            if problems:
                return problems[0]
            found = state_of(library)
            library.add_note("and it goes on")
    except SourcebookError as error:
        return f"{error.message} {error.detail}"
    if found in states[image.said : image.said + 2]:
        return None
    return "told as done, and lost" if found in states else "no state it ever had"


def put_files(
    root: Path,
    count: int = 12,
    key: bytes | None = None,
    left: Callable[[Path], None] = lambda _folder: None,
) -> tuple[Medium, list[bytes]]:
    """Original files stored one after the other in ``root``, each told as done; and what was.

    ``left`` does what a program did that died before it told anything.
    """
    folder = root / "files"
    folder.mkdir()
    medium = Medium(folder)
    contents = [f"file {number} ".encode() * 300 for number in range(count)]
    with recorded_files(medium):
        left(folder)
        store = BlobStore(folder, key)
        for content in contents:
            store.put(content)
            medium.said()
    return medium, contents


def judge_files(
    medium: Medium, contents: list[bytes], count: int, scratch: Path, key: bytes | None = None
) -> Verdict:
    """Every file that was told as stored is there, whole; no file has a name that isn't its own."""
    verdict = Verdict()
    for image in images(medium.events, count, random.Random(count)):
        verdict.images += 1
        store = BlobStore(image.write(scratch / "image"), key)
        known = [hashlib.sha256(content).hexdigest() for content in contents]
        lost = [sha256 for sha256 in known[: image.said] if not store.verify(sha256)]
        if lost:
            verdict.wrong.append(f"event {image.event}: {len(lost)} of {image.said} files lost")
    return verdict


def kept_by_copying(root: Path, passphrase: str | None = None) -> tuple[Medium, State]:
    """A library that is backed up, copied, and backed up again, each told as done."""
    folder = root / "kept"
    with create_library(folder, passphrase=passphrase) as library:
        library.add_note("kept")
        state = state_of(library)
    medium = Medium(folder)
    with (
        open_library(folder, Access.WRITE, passphrase=passphrase) as library,
        recorded_files(medium),
    ):
        for keep in (library.back_up, library.keep_copy, library.back_up):
            keep()
            medium.said()
    return medium, state


def judge_copies(
    medium: Medium, state: State, count: int, scratch: Path, passphrase: str | None = None
) -> Verdict:
    """Each backup and copy that bears its name restores what was in the library."""
    verdict = Verdict()
    for image in images(medium.events, count, random.Random(count)):
        verdict.images += 1
        folder = image.write(scratch / "image")
        kept = [*folder.glob("backups/*.zip"), *folder.glob("backups/copies/*.db")]
        if len(kept) < image.said:
            verdict.wrong.append(f"event {image.event}: {image.said} told, {len(kept)} there")
        for number, file in enumerate(kept):
            target = scratch / f"restored{verdict.images}-{number}"
            try:
                restore_library(file, target)
                with open_library(target, Access.READ, passphrase=passphrase) as library:
                    if state_of(library) != state:
                        verdict.wrong.append(f"event {image.event}: {file.name} holds less")
            except SourcebookError as error:
                verdict.wrong.append(f"event {image.event}: {file.name}: {error.message}")
            shutil.rmtree(target, ignore_errors=True)
    return verdict
