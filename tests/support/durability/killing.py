"""Killing a program that works on a library at random moments, and looking at what it leaves."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import SourcebookError
from app.library import Access, Library, create_library, open_library, restore_library
from app.store.keyfile import is_encrypted
from app.store.schema import SCHEMA
from app.store.store import WORKPLACE
from tests.support.durability.model import State
from tests.support.durability.soak import state_of
from tests.support.durability.worker import PASSPHRASE
from tests.support.sourcebook import CHECKOUT, environment

CANARY = "canary-4d1c7e"


@dataclass
class Toll:
    """How many programs were killed, in the middle of what, and what was wrong afterwards."""

    kills: int = 0
    amid: dict[str, int] = field(default_factory=dict)
    told: int = 0
    wrong: list[str] = field(default_factory=list)

    def blame(self, what: str) -> None:
        self.wrong.append(f"after kill {self.kills}: {what}")

    def was_amid(self, lines: list[dict[str, Any]]) -> None:
        """Count a kill by what was tried and not yet told as done."""
        self.kills += 1
        doing = lines[-1].get("try", "between") if lines else "starting"
        self.amid[doing] = self.amid.get(doing, 0) + 1
        self.told += sum("did" in line for line in lines)


def killed(mode: str, folder: Path, seed: int, after: int, seconds: float) -> list[dict[str, Any]]:
    """Start the program, kill it some seconds after a line; all lines that it had flushed."""
    command = [sys.executable, "-m", "tests.support.durability.worker", mode, folder, str(seed)]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            command, cwd=CHECKOUT, env=environment(), stdout=subprocess.PIPE, stderr=errors
        ) as program,
    ):
        assert program.stdout is not None
        seen = b"".join(program.stdout.readline() for _ in range(after))
        time.sleep(seconds)
        program.kill()
        rest = program.stdout.read()  # communicate() would pass over what readline() had buffered
        program.wait()
        errors.seek(0)
        told = errors.read().decode()
    if "Traceback" in told:
        raise AssertionError(told)
    whole = [line for line in (seen + rest).decode().split("\n")[:-1] if line]
    return [json.loads(line) for line in whole]


def kill_acts(root: Path, kills: int, seed: int) -> Toll:
    """Kill imports, marks, notes, tags, undo, backups: facts that were told hold ever after."""
    folder, chance, toll = root / "library", random.Random(seed), Toll()
    create_library(folder).close()
    held: set[str] = set()
    gone: set[str] = set()
    for number in range(kills):
        after = chance.randrange(1, 20)
        lines = killed("acts", folder, seed * 1_000 + number, after, chance.uniform(0, 0.05))
        toll.was_amid(lines)
        for line in (line for line in lines if "did" in line):
            adds, drops = set(line.get("adds", ())), set(line.get("drops", ()))
            held, gone = (held | adds) - drops, (gone | drops) - adds
        unsure = (
            set(lines[-1].get("drops", ())) | set(lines[-1].get("adds", ())) if lines else set()
        )
        if lines and "try" in lines[-1]:
            held, gone = held - unsure, gone - unsure
        _look(folder, held, gone, toll)
    _look_into_backups(folder, toll)
    return toll


def _look(folder: Path, held: set[str], gone: set[str], toll: Toll) -> None:
    try:
        with open_library(folder, Access.WRITE) as library:
            for problem in library.check():
                toll.blame(problem.message)
            found = _facts(library, folder)
    except SourcebookError as error:
        toll.blame(error.message)
        return
    for fact in sorted(held - found):
        toll.blame(f"lost: {fact}")
    for fact in sorted(gone & found):
        toll.blame(f"came back: {fact}")


def _facts(library: Library, folder: Path) -> set[str]:
    documents = library.documents()
    facts = {f"document {one.id}" for one in documents}
    facts |= {f"tag {tag}" for one in documents for tag in one.tags}
    facts |= {f"note {note.id}" for note in library.notes()}
    facts |= {
        f"mark {mark.id}" for one in documents for mark in library.open_document(one.id).highlights
    }
    return facts | {f"file backups/{path.name}" for path in folder.glob("backups/*.zip")}


def _look_into_backups(folder: Path, toll: Toll) -> None:
    """Whatever bears the name of a backup or copy is one."""
    kept = [*folder.glob("backups/*.zip"), *folder.glob("backups/copies/*.db")]
    for number, file in enumerate(kept):
        target = folder.parent / f"restored{number}"
        try:
            with open_library(restore_library(file, target), Access.WRITE) as library:
                if library.check():
                    toll.blame(f"{file.name} is unsound")
        except SourcebookError as error:
            toll.blame(f"{file.name}: {error.message}")
        shutil.rmtree(target, ignore_errors=True)


def kill_migrations(root: Path, kills: int, seed: int, old: Path, state: State) -> Toll:
    """Kill a program that opens a library of an older schema: the next one opens it whole."""
    chance, toll = random.Random(seed), Toll()
    for number in range(kills):
        folder = root / f"old{number}"
        shutil.copytree(old, folder)
        toll.was_amid(killed("migrate", folder, 0, 1, chance.uniform(0, 0.08)))
        try:
            with open_library(folder, Access.WRITE) as library:
                for problem in library.check():
                    toll.blame(problem.message)
                if state_of(library) != state:
                    toll.blame("the library isn't what it was")
        except SourcebookError as error:
            toll.blame(error.message)
        if not list(folder.glob(f"backups/before-schema-{SCHEMA}-from-*.db")):
            toll.blame("no copy was kept before")
        shutil.rmtree(folder)
    return toll


def kill_encryption(root: Path, kills: int, seed: int) -> Toll:
    """Kill a program that turns encryption on and off: it is on or off, whole, with all words."""
    folder, chance, toll = root / "secret", random.Random(seed), Toll()
    file = root / "canary.md"
    file.write_text(f"# Title\n\n{CANARY} {'words ' * 4000}\n", encoding="utf-8")
    with create_library(folder) as library:
        list(library.import_paths([str(file)]))
        library.add_note(CANARY)
        library.back_up()
        state = state_of(library)
    for _ in range(kills):
        lines = killed("encrypt", folder, 0, chance.randrange(1, 4), chance.uniform(0, 0.6))
        toll.was_amid(lines)
        _look_at_secret(folder, state, toll, lines)
    return toll


def _look_at_secret(folder: Path, state: State, toll: Toll, lines: list[dict[str, Any]]) -> None:
    try:
        passphrase = PASSPHRASE if is_encrypted(folder) else None
        try:
            library = open_library(folder, Access.WRITE, passphrase=passphrase)
        except SourcebookError:
            # The exchange that was begun is finished by whoever opens; that changed the sides.
            passphrase = PASSPHRASE if is_encrypted(folder) else None
            library = open_library(folder, Access.WRITE, passphrase=passphrase)
        with library:
            for problem in library.check():
                toll.blame(problem.message)
            if state_of(library) != state:
                toll.blame("the library isn't what it was")
            encrypted = library.encrypted
    except SourcebookError as error:
        toll.blame(error.message)
        return
    told = lines[-1].get("did") if lines else None
    if told is not None and encrypted != (told == "encrypt"):
        toll.blame(f"{told} was told, and it is not so")
    if (folder / WORKPLACE).exists():
        toll.blame("half of a library is left")
    if encrypted and _plain_words(folder):
        toll.blame("words in plain")


def _plain_words(folder: Path) -> bool:
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(CANARY.encode() in path.read_bytes() for path in files)
