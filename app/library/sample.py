"""The sample library: made from the texts that come with the program, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from app.errors import LibraryError
from app.library import Access, Library, create_library, is_library, open_library
from app.model import DocumentId
from app.paths import resource
from app.progress import Progress, stop_if_cancelled
from app.store.journal import forget_history
from app.store.lock import WriterLock

_KEPT_LAST = "library.db"
"""What makes a folder a library: it comes last where the others have to be moved one by one."""

_PREFIX, _NEW, _OLD = ".making-", "library", "old"


def create_sample(
    folder: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> Library:
    """A new sample library in ``folder``, with documents, references, marks and collections.

    It is made beside ``folder`` and moved there when it is whole, so a failure leaves nothing.
    Raises LibraryError when the folder holds a library or other files, and CancelledError when
    ``progress`` asks to stop.
    """
    target = folder.absolute()
    tidy_sample(target)
    _require_free(target)
    with _workplace(target) as work:
        made = _made(work / _NEW, passphrase, progress)
        _move(made, target)
    return open_library(folder, Access.WRITE, passphrase=passphrase)


def reset_sample(
    folder: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> Library:
    """The sample library in ``folder``, made anew; what was done in it is gone.

    The old one stays as it is until the new one is whole. Raises LibraryError when the library is
    not the sample or none is there, LibraryBusyError when somebody has it open for writing.
    """
    target = folder.absolute()
    tidy_sample(target)
    with open_library(target, Access.WRITE, passphrase=passphrase) as old:
        if not old.sample:
            raise LibraryError(
                "This is your own library, not the sample.",
                hint="Open the sample library, then start it anew.",
                code="not-sample",
            )
    with _workplace(target) as work:
        made = _made(work / _NEW, passphrase, progress)
        target.rename(work / _OLD)
        try:
            made.rename(target)
        except BaseException:
            (work / _OLD).rename(target)
            raise
    return open_library(folder, Access.WRITE, passphrase=passphrase)


def tidy_sample(folder: Path) -> None:
    """Finish or clear away what a program that was killed while making the sample left behind.

    A reset that had moved the old sample aside is finished; anything else is deleted. What another
    program is making at this moment is left alone.
    """
    target = folder.absolute()
    for work in target.parent.glob(f"{_PREFIX}{target.name}-*"):
        lock = WriterLock(work)
        with suppress(LibraryError, OSError):
            if lock.acquire():
                try:
                    _finish(work, target)
                finally:
                    lock.release()
                shutil.rmtree(work, ignore_errors=True)


def _finish(work: Path, target: Path) -> None:
    """The old sample is only moved aside once the new one is whole: then that one takes over."""
    if (work / _OLD).exists() and not target.exists():
        whole = work / _NEW if is_library(work / _NEW) else work / _OLD
        whole.rename(target)


def _require_free(folder: Path) -> None:
    if is_library(folder):
        raise LibraryError(
            f"There is a library in {folder.name} already.",
            hint="Choose another folder, or open this one.",
            code="exists",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LibraryError(
            f"{folder.name} holds other files.",
            hint="Choose a new or empty folder for the library.",
            code="not-empty",
        )


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """A folder beside ``target``, so that moving is only renaming; gone afterwards."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(mkdtemp(prefix=f"{_PREFIX}{target.name}-", dir=target.parent))
    except OSError as error:
        raise LibraryError(
            f"The folder {target.name} can't be made.",
            hint="Choose a folder you may write to.",
            detail=str(error),
        ) from error
    lock = WriterLock(work)
    try:
        lock.acquire()
        yield work
    finally:
        lock.release()
        shutil.rmtree(work, ignore_errors=True)


def _move(made: Path, target: Path) -> None:
    """Put what was made in its place; an empty folder that is there stays and is filled."""
    if not target.exists():
        made.rename(target)
        return
    entries = sorted(made.iterdir(), key=lambda entry: entry.name == _KEPT_LAST)
    try:
        for entry in entries:
            entry.rename(target / entry.name)
    except BaseException:
        for gone in (target / entry.name for entry in entries if not entry.exists()):
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        raise


def _made(folder: Path, passphrase: str | None, progress: Progress | None) -> Path:
    """A whole sample library in ``folder``, closed."""
    source = resource("sample_library")
    manifest = json.loads((source / "library.json").read_text(encoding="utf-8"))
    with create_library(folder, passphrase=passphrase, sample=True) as library:
        documents = _import(library, source, manifest, progress)
        _group(library, documents, manifest)
        for entry in manifest["highlights"]:
            _add_highlight(library, documents[entry["file"]][0], entry)
        for entry in manifest["notes"]:
            on = documents[entry["file"]][0] if "file" in entry else None
            library.add_note(entry["text"], on=on, shared=entry["shared"])
        _leave_open(library, documents, manifest["opens"])
        # One finds the sample as it is, not as a list of what was done to make it.
        forget_history(library._store.database)
    return folder


def _leave_open(
    library: Library, documents: Mapping[str, list[DocumentId]], opens: Mapping[str, str]
) -> None:
    """Have the sample be left where it is best begun: a text, at some of its words."""
    (id_,) = documents[opens["file"]]
    text = library.open_document(id_).text
    start = text.canonical.find(opens["quote"]) if text is not None else 0
    library.keep_reading_place(id_, start)


def _import(
    library: Library, source: Path, manifest: Mapping[str, Any], progress: Progress | None
) -> dict[str, list[DocumentId]]:
    """The documents that each file became; the first one comes last, as the newest."""
    texts = [entry["file"] for entry in manifest["documents"]]
    files = [manifest["references"], *reversed(texts)]
    found: dict[str, list[DocumentId]] = {name: [] for name in files}
    paths = [str(source / name) for name in files]
    for line in library.import_paths(paths, progress=progress):
        if line.document is None:
            raise RuntimeError(f"the sample's {Path(line.path).name} can't be read: {line.error}")
        found[Path(line.path).name].append(line.document.id)
    if progress is not None:
        stop_if_cancelled(progress)
    return found


def _group(
    library: Library, documents: Mapping[str, list[DocumentId]], manifest: Mapping[str, Any]
) -> None:
    for entry in manifest["documents"]:
        library.tag(documents[entry["file"]][0], entry["tags"])
    for name, members in manifest["collections"].items():
        library.add_collection(name)
        library.collect(name, [id_ for file in members for id_ in documents[file]])


def _add_highlight(library: Library, id_: DocumentId, entry: Mapping[str, Any]) -> None:
    note = entry.get("note") or {}
    library.highlight_quotation(
        id_,
        entry["quote"],
        meaning=entry["meaning"],
        note=note.get("text"),
        shared=note.get("shared", False),
        tags=entry.get("tags", ()),
    )
