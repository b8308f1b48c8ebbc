"""A Zotero data folder: ``zotero.sqlite`` and ``storage/``, read without touching either."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError
from app.exchange.confined import inside
from app.exchange.moving import Choices, MovedCollection, MovedLibrary
from app.exchange.zotero.fields import NOT_SOURCES
from app.exchange.zotero.items import Mover
from app.exchange.zotero.rows import OWN, Rows, better_bibtex_keys, read_rows, words
from app.store.foreign import foreign_database

DATABASE = "zotero.sqlite"
_KEY_FILES = ("better-bibtex.sqlite", "better-bibtex.migrated")


@dataclass(frozen=True, slots=True)
class ForeignLibrary:
    """A library in a Zotero folder: the id to choose it by, its name, how many sources it has."""

    id: str
    name: str
    items: int

    @property
    def own(self) -> bool:
        """Whether it is the user's own library, which always comes."""
        return self.id == OWN


def is_zotero_folder(path: Path) -> bool:
    """Whether ``path`` is a folder with a Zotero database in it, or that database."""
    return _database_in(path) is not None


def _database_in(path: Path) -> Path | None:
    try:
        if path.is_dir():
            return inside(path, DATABASE)
        return inside(path.parent, DATABASE) if path.name == DATABASE else None
    except (OSError, ValueError):
        return None


def libraries_in(path: Path) -> tuple[ForeignLibrary, ...]:
    """The libraries in a Zotero folder, the own one first. Raises InputError as reading does."""
    rows = _rows(_database(path))
    counts = _counts(rows)
    found = [ForeignLibrary(id_, name, counts[n]) for n, (id_, name) in rows.libraries.items()]
    return tuple(sorted(found, key=lambda one: (not one.own, one.name.casefold(), one.id)))


def read_folder(path: Path, choices: Choices) -> MovedLibrary:
    """All that comes from a Zotero folder: the own library, and the groups that were chosen.

    Raises InputError where there is no such folder or its database can't be read.
    """
    database = _database(path)
    folder = database.parent
    rows = _rows(database)
    chosen = _chosen(rows, choices)
    mover = Mover(folder, rows, _older_keys(folder), choices)
    entries = tuple(
        entry
        for number in sorted(chosen, key=lambda n: (rows.libraries[n][0] != OWN, n))
        for entry in mover.entries(number)
    )
    lost = (*_left_out(rows, chosen), *mover.lost)
    return MovedLibrary("Zotero", entries, _collections(rows, chosen), (), lost)


def _database(path: Path) -> Path:
    found = _database_in(path)
    if found is None:
        raise InputError(
            "There is no Zotero database in the folder.",
            hint=f"Name the folder that holds {DATABASE}; Zotero's settings show where it lies.",
        )
    return found


def _rows(database: Path) -> Rows:
    with foreign_database(database) as opened:
        if not opened.has("items", "itemID", "itemTypeID") or not opened.has("itemData"):
            raise InputError(
                "The database isn't one of Zotero's, or of a version before 5.",
                hint="Open it once with a Zotero of today, then import it again.",
            )
        return read_rows(opened)


def _older_keys(folder: Path) -> dict[tuple[int, str | int], str]:
    """Keys from Better BibTeX's own database; one that can't be read has none."""
    keys: dict[tuple[int, str | int], str] = {}
    for name in _KEY_FILES:
        file = inside(folder, name)
        if file is None:
            continue
        try:
            with foreign_database(file) as opened:
                keys = better_bibtex_keys(opened) | keys
        except InputError:
            continue
    return keys


def _chosen(rows: Rows, choices: Choices) -> set[int]:
    wanted = {name.casefold() for name in choices.groups}
    chosen = set()
    for number, (id_, name) in rows.libraries.items():
        group = id_.startswith("group-")
        named = {id_.casefold(), id_.removeprefix("group-"), name.casefold()}
        if id_ == OWN or (group and ("*" in wanted or wanted & named)):
            chosen.add(number)
    return chosen


def _counts(rows: Rows) -> Counter[int]:
    return Counter(item.library for item in rows.items.values() if item.kind not in NOT_SOURCES)


def _left_out(rows: Rows, chosen: set[int]) -> list[str]:
    told = []
    counts = _counts(rows)
    for number, (id_, name) in rows.libraries.items():
        if number not in chosen and counts[number]:
            what = "The group library" if id_.startswith("group-") else "The library"
            count = _counted(counts[number])
            told.append(f"{what} “{name}” ({count}) was left out: it was not chosen.")
    if rows.trashed:
        told.append(f"What lies in Zotero’s trash was left out ({_counted(rows.trashed)}).")
    return told


def _counted(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _collections(rows: Rows, chosen: set[int]) -> tuple[MovedCollection, ...]:
    """The collections of the chosen libraries, each after the one it lies in."""
    waiting = {
        words(row["key"]): MovedCollection(
            words(row["key"]), words(row["collectionName"]) or "[no name]", row["parent"]
        )
        for row in rows.collections
        if row["libraryID"] in chosen and words(row["key"])
    }
    ordered: dict[str, MovedCollection] = {}
    while waiting:
        ready = [mark for mark, one in waiting.items() if one.parent not in waiting]
        # A circle, which no Zotero makes, is cut at its first collection.
        for mark in ready or [next(iter(waiting))]:
            one = waiting.pop(mark)
            known = one.parent if one.parent in ordered else None
            ordered[mark] = MovedCollection(one.mark, one.name, known)
    return tuple(ordered.values())
