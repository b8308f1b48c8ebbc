"""The child's side of an archive: opened once, then asked for one file after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.clock import stamp
from app.errors import InputError
from app.intake.archive.listing import wanted
from app.intake.archive.reader import Archive
from app.intake.contents import format_in


class Desk:
    """Holds the archive that is open in this process, if one is."""

    def __init__(self) -> None:
        self._archive: Archive | None = None

    def answer(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """The files of an archive (task ``open``), or the bytes of one of them (``member``)."""
        if head["task"] == "open":
            return self._opened(body), []
        if self._archive is None:
            raise KeyError("no archive is open")
        name, limit = str(head["member"]), int(head["limit"])
        if head.get("optional") and name not in self._archive:
            return {"size": -1}, []
        content = self._archive.read(name, limit)
        return {"size": len(content)}, [content]

    def _opened(self, data: bytes) -> dict[str, Any]:
        """Its files with when they were changed; None where it is itself a document."""
        self._archive = None
        try:
            is_document = format_in(data, "zip") != "zip"
        except InputError:
            is_document = False
        if is_document:
            return {"members": None}
        self._archive = archive = Archive(data)
        return {"members": [[name, _changed(archive, name)] for name in wanted(archive)]}


def _changed(archive: Archive, name: str) -> str:
    """An entry's time as ISO 8601: its zone isn't told, so it is taken as UTC."""
    try:
        return stamp(datetime(*archive.changed(name), tzinfo=UTC))
    except ValueError:
        return stamp(datetime(1980, 1, 1, tzinfo=UTC))
