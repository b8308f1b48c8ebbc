"""A ZIP archive of files: opened in a child process, handed over one file at a time.

Nothing is unpacked to disk, and no name in the archive ever becomes a path.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from app.closable import Closable
from app.errors import InputError
from app.intake.child import Child
from app.intake.companion import companions, parts_of
from app.intake.formats import empty
from app.intake.limits import Limits
from app.intake.reader import Came, asked, clean_name, load, stopped

SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and when it was last changed (ISO 8601)."""

    name: str
    saved: str


def is_archive(path: Path) -> bool:
    """Whether ``path`` is named like an archive of files; the file itself isn't looked at."""
    return path.suffix.lower() == SUFFIX


class Unpacker(Closable):
    """The archive at ``path``, open in a child process of its own until closed.

    Raises InputError where it is broken, protected or built to do harm, or holds nothing to import.
    ``members`` is None for an archive that is itself a document under another name.
    """

    def __init__(self, path: Path, limits: Limits = Limits()) -> None:  # noqa: B008
        self.path = path
        self._limits = limits
        data, _ = load(path, limits)
        self._child = Child(limits)
        try:
            answer = self._ask({"task": "open"}, data)[0]
        except BaseException:
            self.close()
            raise
        told = answer["members"]
        self.members = None if told is None else tuple(Member(str(n), str(s)) for n, s in told)
        if self.members is not None and not self.members:
            self.close()
            raise _nothing()

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._child.alive

    def close(self) -> None:
        """End the child, from any thread; what is being unpacked fails."""
        self._child.kill()

    def read(self, member: Member) -> tuple[bytes, Came]:
        """The bytes of a file in the archive, and how it came. Raises InputError, LimitError."""
        content = self.content(member.name, self._limits.pdf_size) or b""
        if not content:
            raise empty()
        archive, name = clean_name(self.path.name), PurePosixPath(member.name).name
        facts = {"archive": archive, "member": clean_name(member.name)}
        return content, Came(name, member.saved, _Beside(self, member.name), facts=facts)

    def content(self, name: str, limit: int, *, optional: bool = False) -> bytes | None:
        """The bytes of an entry; None where there is none and it is ``optional``."""
        head = {"task": "member", "member": name, "limit": limit, "optional": optional}
        answer, body = self._ask(head, b"")
        return None if int(answer["size"]) < 0 else body

    def _ask(self, head: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        limits = self._limits
        said = {"memory": limits.memory, "processor_seconds": limits.processor_seconds, **head}
        return asked(self._child, said, data)


class Archives(Closable):
    """The archives of one import, of which one is open at a time."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        self._limits = limits
        self._open: Unpacker | None = None
        self._closed = False

    def members(self, path: Path) -> tuple[Member | None, ...]:
        """What is to be imported of an archive; a single None where it is itself a document.

        Raises as :class:`Unpacker` does.
        """
        found = self._opened(path).members
        return (None,) if found is None else found

    def read(self, path: Path, member: Member) -> tuple[bytes, Came]:
        """The bytes of a file in an archive, and how it came; see :meth:`Unpacker.read`."""
        return self._opened(path).read(member)

    def close(self) -> None:
        """End for good, from any thread; what is being unpacked fails."""
        self._closed = True
        if self._open is not None:
            self._open.close()

    def _opened(self, path: Path) -> Unpacker:
        if self._closed:
            raise stopped()
        if self._open is None or self._open.path != path or not self._open.alive:
            if self._open is not None:
                self._open.close()
            self._open = Unpacker(path, self._limits)
        return self._open


class _Beside:
    """The folder of a saved page inside an archive."""

    def __init__(self, archive: Unpacker, page: str) -> None:
        self._archive = archive
        self._folder = PurePosixPath(page).parent
        self._names = companions(PurePosixPath(page).name)

    def read(self, address: str, limit: int) -> bytes | None:
        """The bytes an address of the page means in its own folder, None where it means none."""
        for said in dict.fromkeys((address, unquote(address))):
            parts = parts_of(said.split("?")[0].split("#")[0], self._names)
            if parts is not None:
                name = str(self._folder.joinpath(*parts))
                try:
                    content = self._archive.content(name, limit + 1, optional=True)
                except InputError:
                    return b""
                if content is not None:
                    return content
        return None


def _nothing() -> InputError:
    return InputError(
        "There is no file in the archive that can be read.",
        hint="Pack pages, PDFs, books or documents, or import them without packing.",
        code="empty-archive",
    )
