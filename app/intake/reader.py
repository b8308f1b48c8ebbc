"""IntakeReader: a path in, a Reading out, with all parsing done in a child process."""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.clock import stamp
from app.closable import Closable
from app.errors import InputError, LimitError
from app.intake.child import Child
from app.intake.companion import Beside, Companion
from app.intake.contents import PACKED
from app.intake.enclosing import Enclosure, parted
from app.intake.formats import empty, format_of, unknown_format
from app.intake.limits import Limits, too_large
from app.intake.origin import notes_of
from app.intake.reading import KeptImage, Reading, text_from_json
from app.model import DocumentKind, Text
from app.text import canonical_line

BROKEN = "reader-broke"
"""The code of an error that a reader's own fault was."""


@dataclass(frozen=True, slots=True)
class Came:
    """How a file came: its name, when it was last changed, and what lies beside it.

    ``saved`` is ISO 8601 UTC; ``notes`` are the system's own about where it was downloaded;
    ``facts`` go to the provenance as they are.
    """

    name: str
    saved: str
    beside: Beside
    notes: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


class IntakeReader(Closable):
    """Reads files, one after the other, each within limits.

    A context manager: it keeps one child process for many files and ends it when closed. Not for
    use from several threads at once, but for :meth:`abandon`.
    """

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        self._limits = limits
        self._child: Child | None = None
        self._abandoned = False
        self._starting = threading.Lock()

    def close(self) -> None:
        """End the child process; the next file would start another."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def abandon(self) -> None:
        """End the child process for good, from any thread; a file being read fails."""
        with self._starting:
            self._abandoned = True
            child = self._child
        if child is not None:
            child.kill()

    def read(self, path: Path, *, kind: DocumentKind | None = None) -> Reading:
        """What the file at ``path`` holds; ``kind`` overrides what it looks like.

        Raises InputError when the file can't be used, LimitError when reading it costs too much.
        """
        data, modified = load(path, self._limits)
        came = Came(path.name, modified, Companion(path), notes_of(path))
        return self.read_content(data, came, kind=kind)

    def read_content(self, data: bytes, came: Came, *, kind: DocumentKind | None = None) -> Reading:
        """What a file's bytes hold, wherever they came from; raises as :meth:`read` does."""
        name = clean_name(came.name)
        answer, body = self._ask({**self._question(name, kind), "origin": came.notes}, data)
        canonical, *carried = parted(body, answer["parts"])
        text = text_from_json(answer["text"], canonical.decode())
        images, warnings = _images(came.beside, text, answer["images"], carried)
        return Reading(
            kind=DocumentKind(answer["kind"]),
            reference=answer["reference"],
            text=text,
            provenance={"file": name, "saved": came.saved, **came.facts, **answer["provenance"]},
            warnings=(*answer["warnings"], *warnings),
            original=data,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=answer["media_type"],
            name=name,
            images=images,
        )

    def _question(self, name: str, kind: DocumentKind | None) -> dict[str, Any]:
        limits = self._limits
        return {
            "name": name,
            "kind": kind.value if kind else None,
            "memory": limits.memory,
            "processor_seconds": limits.processor_seconds,
            "text_size": limits.text_size,
            "pages": limits.pages,
        }

    def _ready(self) -> Child:
        """A child that can take a file."""
        with self._starting:
            if self._abandoned:
                raise stopped()
            child = self._child
            if child is None or not child.alive or child.answered >= self._limits.files_per_child:
                self.close()
                child = self._child = Child(self._limits)
            return child

    def _ask(self, head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            return asked(self._ready(), head, data)
        except LimitError:
            self.close()
            raise
        except InputError as error:
            if error.code == BROKEN:
                self.close()
            raise


def _images(
    beside: Beside, text: Text | None, told: list[dict[str, Any]], carried: list[bytes]
) -> tuple[tuple[KeptImage, ...], list[str]]:
    """The images that came with a page, and warnings about those left out."""
    if text is None or not told:
        return (), []
    enclosure = Enclosure(beside, text, carried)
    enclosure.gather(told)
    return tuple(enclosure.kept), list(enclosure.warnings())


def stopped() -> LimitError:
    """The error for a file whose reading the user ended."""
    return LimitError(
        "Reading the file was stopped.", hint="Import it again when you want it.", code="stopped"
    )


def asked(child: Child, head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """A child's answer. Raises the error it answers with, InputError for a fault of its own."""
    answer, body = child.ask(head, data)
    if "error" in answer:
        raise _error(answer["error"])
    if "bug" in answer:
        raise _reader_broke(str(answer["bug"]))
    return answer, body


def clean_name(name: str) -> str:
    """A file's name as it is shown: on one line, without what no text may hold."""
    shown = canonical_line(name.encode("utf-8", "replace").decode())
    stem, dot, ending = name.rpartition(".")
    if stem and dot and shown == f".{ending}":  # of the name only its ending can be seen
        shown = f"file.{ending}"
    return shown or "file"


def _error(told: dict[str, Any]) -> InputError:
    kind = LimitError if told["limit"] else InputError
    return kind(told["message"], hint=told["hint"], detail=told["detail"], code=told["code"])


def _reader_broke(where: str) -> InputError:
    """A fault of the reader itself: this one file fails, and a report can say where."""
    return InputError(
        "The file can't be read: it brought the reader to a fault of its own.",
        hint="Save it in another form and try again.",
        detail=where,
        code=BROKEN,
    )


def load(path: Path, limits: Limits) -> tuple[bytes, str]:
    """The bytes of a regular file and when it was last changed (ISO 8601 UTC)."""
    found = format_of(path.name)
    # Opening a FIFO would wait for its writer, so nothing is opened that would block.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise not_a_file(path)
            if found is None:
                raise unknown_format(path.name)
            limit = _largest(found, limits)
            data = b"" if state.st_size > limit else file.read(limit + 1)
            if state.st_size > limit or len(data) > limit:
                raise too_large(limit)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not data:
        raise empty()
    return data, stamp(datetime.fromtimestamp(_sane(state.st_mtime), UTC))


def _largest(found: str, limits: Limits) -> int:
    """How many bytes a file of a format may have."""
    if found in PACKED:
        return limits.pdf_size
    return limits.page_size if found == "html" else limits.text_size


def _sane(seconds: float) -> float:
    """A file's time within what a calendar can hold (years 1 to 9999)."""
    return min(max(seconds, -62_000_000_000), 253_000_000_000)


def not_a_file(path: Path) -> InputError:
    """The error for a folder, device or pipe where a file was asked for."""
    return InputError(
        f"“{clean_name(path.name)}” is not a file that can be read.",
        hint="Name a file, or import the folder that holds it.",
        code="not-a-file",
    )


def _unreadable(path: Path, error: Exception) -> InputError:
    name = clean_name(path.name)
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return InputError(
            f"There is no file “{name}”.", hint="Check the name and place.", code="no-file"
        )
    if isinstance(error, IsADirectoryError):
        return not_a_file(path)
    if isinstance(error, PermissionError) and path.is_dir():
        return not_a_file(path)
    return InputError(
        f"The file “{name}” can't be opened.",
        hint="Check that you may read it and that no other program holds it.",
        detail=type(error).__name__,
        code="unreadable",
    )
