"""Copies of the database that are kept by themselves: while one works, and when one leaves.

A copy holds everything but the original files, which never change and stay where they are as long
as the library does. Copies are numbered, and their numbers decide which is newer, never the clock:
it may jump. What is thinned out is decided by :func:`superfluous` alone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import InputError
from app.store.backup import BACKUPS, check_restored, keep_copy, require_empty, workplace
from app.store.blobs import ORIGINALS, stored_files
from app.store.engine import Database
from app.store.files import explain_failure, make_folders, sync_folder, sync_path
from app.store.keyfile import KEY_FILE
from app.store.store import DATABASE

COPIES = "copies"
TIERS = (("%Y%m%dT%H", 24), ("%Y%m%d", 14), ("%G-%V", 8), ("%Y%m", 24))
"""How many copies are kept: one for each of the last 24 hours, 14 days, 8 weeks and 24 months."""
_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)-([a-z2-7]+)\.db")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the database: its number, when it was made (UTC), and the library's state then."""

    path: Path
    number: int
    made: datetime
    state: str


def copies(folder: Path) -> list[Copy]:
    """The copies of the library in ``folder``, the newest first."""
    found = []
    for path in (folder / BACKUPS / COPIES).glob("*.db"):
        match = _NAME.fullmatch(path.name)
        if match and path.is_file():
            try:
                made = datetime.strptime(match.group(2), _TIME)
            except ValueError:
                continue
            found.append(Copy(path, int(match.group(1)), made, match.group(3)))
    return sorted(found, key=lambda copy: copy.number, reverse=True)


def keep(
    database: Database, folder: Path, key: bytes | None, state: str, now: datetime
) -> Copy | None:
    """A new checked copy, after which others are thinned out; None where nothing changed since.

    Raises as :func:`app.store.backup.keep_copy` does; nothing is removed then.
    """
    known = copies(folder)
    if known and known[0].state == state:
        return None
    number = known[0].number + 1 if known else 1
    path = folder / BACKUPS / COPIES / f"{number:06}-{now.strftime(_TIME)}-{state}.db"
    keep_copy(database, path, key)
    new = Copy(path, number, now, state)
    with explain_failure("The copies of the library"):
        for old in superfluous([new, *known]):
            old.path.unlink(missing_ok=True)
    return new


def superfluous(known: Iterable[Copy]) -> list[Copy]:
    """The copies that may go, given all of them.

    Going from the newest back, the first of each hour, day, week and month is kept until there are
    as many as :data:`TIERS` says; the newest always is. A clock that jumps only gives other names
    to hours: the count goes by number, so what was made last is never taken for old.
    """
    ordered = sorted(known, key=lambda copy: copy.number, reverse=True)
    kept = {copy.number for copy in ordered[:1]}
    for form, many in TIERS:
        seen: set[str] = set()
        for copy in ordered:
            period = copy.made.strftime(form)
            if period not in seen and len(seen) < many:
                seen.add(period)
                kept.add(copy.number)
    return [copy for copy in ordered if copy.number not in kept]


def is_copy(file: Path) -> bool:
    """Whether ``file`` is such a copy by its name and place."""
    return _NAME.fullmatch(file.name) is not None and file.parent.name == COPIES


def restore_copy(file: Path, target: Path) -> Path:
    """The folder ``target``, now holding the library as the copy ``file`` has it.

    The original files come from the library that the copy lies in. ``target`` must be missing or
    empty; it is filled by one rename. Raises InputError where the copy is unsound, LibraryError
    otherwise.
    """
    home = file.resolve().parents[2]
    target = target.absolute().resolve()
    if not file.is_file():
        raise InputError("There is no such copy.", hint="Check the name and place.")
    require_empty(target)
    with explain_failure("The library"):
        make_folders(target.parent)
        with workplace(target.parent, f".{target.name[:40]}.restoring-") as work:
            library = work / "library"
            library.mkdir(mode=0o700)
            _copied(file, library / DATABASE)
            if (home / KEY_FILE).exists():
                _copied(home / KEY_FILE, library / KEY_FILE)
            for original in stored_files(home):
                place = library / original.relative_to(home)
                make_folders(place.parent)
                _copied(original, place)
            make_folders(library / ORIGINALS)
            check_restored(library)
            sync_folder(library)
            if target.exists():
                target.rmdir()
            library.rename(target)
        sync_folder(target.parent)
    return target


def _copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)
    sync_path(target)
