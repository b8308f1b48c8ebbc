"""The façade's part for the inbox: a watched folder whose new files are offered to be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import InputError
from app.library.base import irreversible, mutation, reading
from app.library.importing import Imported, Importing
from app.progress import Progress
from app.store import documents
from app.store.inbox import keep_inbox, kept_inbox

# A library that watches no folder does without.
if TYPE_CHECKING:
    from app.intake.inbox import InboxFile, Look, Memory

_NO_CHANGE = "what is offered from a folder outside is no part of the library"


@dataclass(frozen=True, slots=True)
class Inbox:
    """The watched folder, None for none, and what of it is offered.

    ``problem`` is why it can't be looked into; ``look`` is to be handed to the next call.
    """

    folder: Path | None = None
    files: tuple[InboxFile, ...] = ()
    waiting: int = 0
    problem: InputError | None = None
    look: Look | None = None


class Inboxing(Importing):
    """An opt-in folder: nothing in it is moved, changed or deleted, and nothing comes by itself."""

    @reading
    def inbox_folder(self) -> Path | None:
        """The folder that is watched; None for none. The folder itself isn't looked at."""
        kept = kept_inbox(self._store.database)
        return Path(kept["folder"]) if kept else None

    @reading
    def inbox(self, before: Inbox | None = None) -> Inbox:
        """What is new in the watched folder and not in the library yet, the latest first.

        New files are read once to know them again: ask beside the window, and hand over what the
        call before gave.
        """
        from app.intake.inbox import look

        kept = kept_inbox(self._store.database)
        if kept is None:
            return Inbox()
        folder = Path(kept["folder"])
        earlier = before.look if before is not None and before.folder == folder else None
        try:
            seen = look(folder, _memory(kept), self._store.clock().timestamp(), earlier)
        except InputError as error:
            return Inbox(folder, problem=error)
        new = tuple(each for each in seen.files if not self._is_here(each))
        return Inbox(folder, new, len(seen.waiting or {}), look=seen)

    @irreversible(_NO_CHANGE)
    def watch_inbox(self, folder: Path | None) -> Path | None:
        """Watch a folder from now on, or none; what lies in it already is not offered.

        Raises InputError where it can't be looked into.
        """
        from app.intake.inbox import stamps_in

        self._store.require_writable()
        if folder is None:
            keep_inbox(self._store.database, None)
            return None
        place = Path(folder).expanduser().absolute()
        with suppress(OSError, RuntimeError):
            place = place.resolve()
        if place == self._store.folder.resolve() or self._store.folder.resolve() in place.parents:
            raise InputError(
                "The library’s own folder can’t be its inbox.", hint="Choose another folder."
            )
        found = stamps_in(place)
        known = {name: [stamp.size, stamp.changed] for name, stamp in found.items()}
        keep_inbox(self._store.database, {"folder": str(place), "known": known, "seen": []})
        return place

    @irreversible(_NO_CHANGE)
    def dismiss(self, files: Iterable[InboxFile]) -> int:
        """Never offer files again, by content, also after a restart; how many there were."""
        self._store.require_writable()
        return self._offer_no_more(tuple(files))

    @mutation
    def keep_from_inbox(
        self, files: Iterable[InboxFile], *, progress: Progress | None = None
    ) -> Iterator[Imported]:
        """Import files that were offered, as :meth:`import_paths` does; those are offered no more.

        What could not be imported is offered again.
        """
        by_path = {str(each.path): each for each in files}
        for line in self.import_paths(list(by_path), progress=progress):
            if line.status != "failed" and (file := by_path.pop(line.path, None)):
                self._offer_no_more((file,))
            yield line

    def _offer_no_more(self, files: tuple[InboxFile, ...]) -> int:
        kept = kept_inbox(self._store.database)
        if kept is None or not files:
            return 0
        seen = dict.fromkeys(kept.get("seen", []))
        for file in files:
            kept["known"][file.path.name] = [file.stamp.size, file.stamp.changed]
            seen[file.sha256] = None
        keep_inbox(self._store.database, {**kept, "seen": list(seen)})
        return len(files)

    def _is_here(self, file: InboxFile) -> bool:
        database = self._store.database
        return documents.document_with(database, original=file.sha256, text=None) is not None


def _memory(kept: dict[str, Any]) -> Memory:
    from app.intake.inbox import Memory, Stamp

    stamps = {name: Stamp(int(size), int(at)) for name, (size, at) in kept["known"].items()}
    return Memory(stamps, frozenset(kept.get("seen", ())))
