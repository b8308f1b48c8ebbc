"""Zotero's items with their notes, files and annotations, as entries to move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from app.cite.records import ReferenceEntry
from app.errors import InputError
from app.exchange.confined import inside, is_absolute, outside
from app.exchange.htmlnotes import markdown_of
from app.exchange.moving import Annotation, Attachment, Choices, ForeignNote, MovedEntry, Origin
from app.exchange.zotero.fields import NOT_SOURCES
from app.exchange.zotero.marks import annotation_of
from app.exchange.zotero.reference import entry_of, untitled
from app.exchange.zotero.rows import Item, Rows, whole, words
from app.store.foreign import ForeignRow
from app.text import canonical_line

_STORED = {0, 1}
_LINKED_FILE, _LINKED_ADDRESS = 2, 3
_PREFERRED = ("application/pdf", "text/html", "application/xhtml+xml")


class Mover:
    """Makes entries of the items of a Zotero database in ``folder``."""

    def __init__(
        self, folder: Path, rows: Rows, older: dict[tuple[int, str | int], str], choices: Choices
    ) -> None:
        self._folder = folder
        self._rows = rows
        self._older = older
        self._choices = choices
        self.lost: list[str] = []
        self._files: dict[int | None, list[tuple[Item, ForeignRow]]] = defaultdict(list)
        self._notes: dict[int | None, list[tuple[Item, str]]] = defaultdict(list)
        self._sort_children()

    def _sort_children(self) -> None:
        """Files and notes by what they hang on; what hangs on a trashed item goes with it."""
        items = self._rows.items
        for id_, row in self._rows.attachments.items():
            parent = whole(row["parentItemID"])
            if id_ in items and (parent is None or parent in items):
                self._files[parent].append((items[id_], row))
        for id_, (parent, text) in self._rows.notes.items():
            if id_ in items and items[id_].kind == "note" and (parent is None or parent in items):
                self._notes[parent].append((items[id_], text))

    def entries(self, library: int) -> Iterator[MovedEntry]:
        """The sources of a library in Zotero's order, then what stood alone in it."""
        items = self._rows.items.values()
        for item in (one for one in items if one.library == library):
            if item.kind not in NOT_SOURCES:
                yield self._source(item)
        yield from self._alone(library)

    def _origin(self, item: Item) -> Origin:
        library = self._rows.libraries.get(item.library, ("user", ""))[0]
        return Origin("Zotero", library, item.key)

    def _source(self, item: Item) -> MovedEntry:
        lost: list[str] = []
        entry = self._entry(item, lost)
        files = self._files_of(item.id) if self._choices.files else []
        attachments = [self._attachment(one, row, lost) for one, row in files]
        return MovedEntry(
            entry,
            self._origin(item),
            tuple(attachments),
            tuple(self._notes_of(item, lost)),
            tuple(item.tags),
            tuple(item.collections),
            tuple(lost),
        )

    def _entry(self, item: Item, lost: list[str]) -> ReferenceEntry | None:
        older = self._older.get((item.library, item.key)) or self._older.get(
            (item.library, item.id), ""
        )
        try:
            return entry_of(item.kind, item.fields, item.creators, older_key=older)
        except InputError as error:
            lost.append(f"Its fields can't be used: {error.message}")
            return untitled(item.kind, item.fields)

    def _files_of(self, parent: int) -> list[tuple[Item, ForeignRow]]:
        """An item's files, the one to read first: PDF, then web page, then as they were added."""

        def rank(one: tuple[Item, ForeignRow]) -> tuple[int, int]:
            kind = words(one[1]["contentType"])
            return (_PREFERRED.index(kind) if kind in _PREFERRED else len(_PREFERRED), one[0].id)

        return sorted(self._files[parent], key=rank)

    def _notes_of(self, item: Item, lost: list[str]) -> Iterator[ForeignNote]:
        for one, text in self._notes[item.id] if self._choices.notes else ():
            if "<img" in text:
                lost.append("The pictures in a note did not come.")
            if text.strip():
                yield self._note(one, text)

    def _note(self, item: Item, text: str) -> ForeignNote:
        return ForeignNote(item.key, markdown_of(text))

    def _alone(self, library: int) -> Iterator[MovedEntry]:
        for item, row in self._files[None]:
            if item.library == library:
                lost: list[str] = []
                attachment = self._attachment(item, row, lost)
                yield MovedEntry(
                    None,
                    self._origin(item),
                    (attachment,),
                    self._note_on(item),
                    tuple(item.tags),
                    tuple(item.collections),
                    tuple(lost),
                )
        for item, text in self._notes[None]:
            if item.library == library and text.strip():
                lost = ["Its tags did not come: a note here has none."] if item.tags else []
                yield MovedEntry(
                    None, self._origin(item), (), (self._note(item, text),), lost=tuple(lost)
                )

    def _note_on(self, item: Item) -> tuple[ForeignNote, ...]:
        """The note that is on an attachment itself."""
        _, text = self._rows.notes.get(item.id, (None, ""))
        return (ForeignNote(f"{item.key}/note", markdown_of(text)),) if text.strip() else ()

    def _attachment(self, item: Item, row: ForeignRow, lost: list[str]) -> Attachment:
        path = words(row["path"])
        file, problem = self._found(item, whole(row["linkMode"]), path)
        name = PurePosixPath(path.removeprefix("storage:").replace("\\", "/")).name
        shown = canonical_line(name or item.fields.get("title", "") or item.key)
        marks = tuple(self._annotations(item, shown, lost))
        return Attachment(item.key, shown, file, problem, marks)

    def _found(self, item: Item, mode: int | None, path: str) -> tuple[Path | None, str]:
        if mode == _LINKED_ADDRESS:
            return None, "it is a link to an address"
        if mode in _STORED:
            name = path.removeprefix("storage:")
            key = item.key
            if "/" in name or "\\" in name or not key.isalnum():
                return None, "its name isn’t one of a file in Zotero’s storage"
            file = inside(self._folder, f"storage/{key}/{name}")
            return file, "" if file else "the file is missing in Zotero’s storage"
        if mode == _LINKED_FILE:
            return self._linked_file(path)
        return None, "it is a picture in a note, or of a kind that isn't known"

    def _linked_file(self, path: str) -> tuple[Path | None, str]:
        if not self._choices.linked:
            return None, "it is linked and lies outside Zotero's folder, which was not allowed"
        if not is_absolute(path):
            return None, "it is linked relative to a folder that only Zotero's settings name"
        file = outside(path)
        return file, "" if file else "the linked file is missing"

    def _annotations(self, item: Item, name: str, lost: list[str]) -> Iterator[Annotation]:
        for row in self._rows.annotations.get(item.id, ()) if self._choices.marks else ():
            annotation, missing = annotation_of(row, tuple(row["tags"]))
            if missing:
                lost.append(f"In “{name}”, {missing} did not come.")
            if annotation.quotation or annotation.comment:
                yield annotation
