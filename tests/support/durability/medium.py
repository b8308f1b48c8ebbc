"""A disk that may lose power: what was written to it, what was synced, and what could be left.

Everything since the last sync of a file may be there, be missing, or be there in part (by sectors
of 512 bytes); every name made, changed or taken away since the last sync of its folder may be so or
not yet. That is what POSIX promises, and less than any file system in use keeps.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512


@dataclass(frozen=True)
class Wrote:
    """Bytes at a place of a file; ``whole`` where they are all of it."""

    inode: int
    offset: int
    data: bytes
    whole: bool = False


@dataclass(frozen=True)
class Cut:
    inode: int
    size: int


@dataclass(frozen=True)
class Synced:
    inode: int


@dataclass(frozen=True)
class Named:
    """A name in a folder stands for a file from now on, or for none; a file moved leaves one."""

    path: str
    inode: int | None
    left: str | None = None

    @property
    def folders(self) -> set[str]:
        return {_parent(path) for path in (self.path, self.left) if path is not None}


@dataclass(frozen=True)
class FolderSynced:
    path: str


@dataclass(frozen=True)
class Said:
    """Something was told to the user as done: how many such things there are now."""

    number: int


Event = Wrote | Cut | Synced | Named | FolderSynced | Said
_FOLDER = -1


def _parent(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


@dataclass
class Medium:
    """Records what is done to the files under ``root``."""

    root: Path
    events: list[Event] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    _next: int = 0

    def __post_init__(self) -> None:
        """What lies there at the beginning is on the disk."""
        for path in sorted(self.root.rglob("*")):
            if path.is_dir():
                self.made_folder(path)
            elif not path.name.endswith("-shm"):
                self.synced(path, path.read_bytes())
        for folder in (self.root, *(each for each in self.root.rglob("*") if each.is_dir())):
            self.synced_folder(folder)

    def holds(self, path: Path) -> bool:
        """Whether a path is one of those recorded."""
        return path.is_relative_to(self.root)

    def file(self, path: Path) -> int:
        """The file of this name, made when there is none."""
        name = self._name(path)
        if name not in self.names:
            self._next += 1
            self.names[name] = self._next
            self.events.append(Named(name, self._next))
        return self.names[name]

    def wrote(self, path: Path, offset: int, data: bytes) -> None:
        self.events.append(Wrote(self.file(path), offset, bytes(data)))

    def cut(self, path: Path, size: int) -> None:
        self.events.append(Cut(self.file(path), size))

    def synced(self, path: Path, content: bytes | None = None) -> None:
        """A file was synced; ``content`` is all that is in it, where its writes weren't seen."""
        inode = self.file(path)
        if content is not None:
            self.events.append(Wrote(inode, 0, content, whole=True))
        self.events.append(Synced(inode))

    def moved(self, path: Path, target: Path, content: bytes | None = None) -> None:
        """A file got another name, with all that is in it where its writes weren't seen."""
        inode = self.file(path)
        if content is not None:
            self.events.append(Wrote(inode, 0, content, whole=True))
        self.events.append(Named(self._name(target), inode, self._name(path)))
        self.names[self._name(target)] = self.names.pop(self._name(path))

    def removed(self, path: Path) -> None:
        if self.names.pop(self._name(path), None) is not None:
            self.events.append(Named(self._name(path), None))

    def made_folder(self, path: Path) -> None:
        self.events.append(Named(self._name(path), _FOLDER))

    def synced_folder(self, path: Path) -> None:
        self.events.append(FolderSynced(self._name(path)))

    def said(self) -> int:
        """Remember that something was told as done; how often that was."""
        number = sum(isinstance(event, Said) for event in self.events) + 1
        self.events.append(Said(number))
        return number

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


@dataclass(frozen=True)
class Image:
    """What was on the disk when the power went, and how much had been told as done by then."""

    said: int
    event: int
    folders: frozenset[str]
    files: dict[str, bytes]

    def write(self, target: Path) -> Path:
        """The image as a folder."""
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for name in sorted(self.folders):
            (target / name).mkdir()
        for name, content in self.files.items():
            (target / name).write_bytes(content)
        return target


def images(
    events: list[Event], count: int, chance: random.Random, first: int = 0
) -> Iterator[Image]:
    """``count`` images, the power going at moments evenly spread over the events from ``first``."""
    disk, said = _Disk(), 0
    span = len(events) - first
    wanted = sorted(first + chance.randrange(span) + 1 for _ in range(count))
    for at, event in enumerate(events, start=1):
        if isinstance(event, Said):
            said = event.number
        else:
            disk.take(event)
        while wanted and wanted[0] == at:
            wanted.pop(0)
            folders, files = disk.left(chance)
            yield Image(said, at, folders, files)


@dataclass
class _Disk:
    """What is surely on the disk, and what may be, in the order it was done."""

    contents: dict[int, bytearray] = field(default_factory=dict)
    written: dict[int, list[Wrote | Cut]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    renamed: list[Named] = field(default_factory=list)

    def take(self, event: Event) -> None:
        match event:
            case Wrote() | Cut():
                self.written.setdefault(event.inode, []).append(event)
            case Synced():
                content = self.contents.setdefault(event.inode, bytearray())
                for each in self.written.pop(event.inode, []):
                    _apply(content, each)
            case Named():
                self.renamed.append(event)
            case FolderSynced():
                for each in self.renamed:
                    if event.path in each.folders:
                        _rename(self.names, each)
                self.renamed = [e for e in self.renamed if event.path not in e.folders]

    def left(self, chance: random.Random) -> tuple[frozenset[str], dict[str, bytes]]:
        """One of the things that could be on the disk now."""
        share = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))  # of the unsynced that is there
        names = dict(self.names)
        for each in self.renamed:
            if chance.random() < share:
                _rename(names, each)
        folders = {name for name, inode in names.items() if inode == _FOLDER} | {"."}
        whole = {n for n in folders if all(_up(n, above) in folders for above in range(_depth(n)))}
        files = {
            name: self._content(inode, share, chance)
            for name, inode in names.items()
            if inode != _FOLDER and _parent(name) in whole
        }
        return frozenset(whole - {"."}), files

    def _content(self, inode: int, share: float, chance: random.Random) -> bytes:
        content = bytearray(self.contents.get(inode, b""))
        for each in self.written.get(inode, []):
            if chance.random() < share:
                _apply(content, each)
            elif isinstance(each, Wrote) and chance.random() < 0.5:
                _tear(content, each, chance)
        return bytes(content)


def _depth(name: str) -> int:
    return len(PurePosixPath(name).parts)


def _up(name: str, levels: int) -> str:
    for _ in range(levels + 1):
        name = _parent(name)
    return name


def _rename(names: dict[str, int], event: Named) -> None:
    if event.left is not None:
        names.pop(event.left, None)
    if event.inode is None:
        names.pop(event.path, None)
    else:
        names[event.path] = event.inode


def _apply(content: bytearray, event: Wrote | Cut) -> None:
    match event:
        case Wrote(whole=True):
            content[:] = event.data
        case Wrote():
            _put(content, event.offset, event.data)
        case Cut():
            del content[event.size :]


def _tear(content: bytearray, event: Wrote, chance: random.Random) -> None:
    """Some sectors of what was written, at least none of them changed elsewhere."""
    if event.whole:
        content[:] = event.data[: chance.randrange(len(event.data) + 1)]
        return
    for at in range(0, len(event.data), SECTOR):
        if chance.random() < 0.5:
            _put(content, event.offset + at, event.data[at : at + SECTOR])


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
