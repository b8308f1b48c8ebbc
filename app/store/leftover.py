"""What a crash leaves in a library's folder, looked at before anything is written there.

SQLite takes any log of the right name for the database's own: one of another library, or one that
is older than the database (a folder put together again by hand or by a cloud's client), would be
written into it page by page. And it takes an empty file for a database to be made.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from app.errors import DamagedLibraryError, LibraryError
from app.store.engine import DatabaseError, connect

_ID = "SELECT value FROM setting WHERE name = 'id'"


def refuse_emptied(path: Path, of_a_library: tuple[str, ...]) -> None:
    """Raise DamagedLibraryError for an empty file beside things that only a library has."""
    if path.stat().st_size == 0 and any((path.parent / name).exists() for name in of_a_library):
        raise DamagedLibraryError(
            f"{path.name} is empty, and what is beside it shows that it wasn't.",
            hint="Nothing was changed. Restore a backup with `sourcebook restore`.",
            detail="0 bytes",
        )


def refuse_foreign_log(path: Path, key: bytes | None) -> None:
    """Raise DamagedLibraryError where the log beside a database doesn't fit it. Changes nothing.

    The caller has the writer's lock, so a log with something in it was left by a crash, or some
    reader is still open; all pages are looked at then, which takes some seconds for a gigabyte.
    """
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        return
    try:
        fault = _fault(path, key)
    except DatabaseError as error:  # a table of the library isn't there, or a page is ruined
        fault = str(error)
    if fault:
        raise DamagedLibraryError(
            "What the last change left beside the library doesn't fit it; nothing was changed.",
            hint=f"Restore a backup, or move {log.name} elsewhere to have it as it was before.",
            detail=fault,
        )


def _fault(path: Path, key: bytes | None) -> str:
    """What is wrong with the database and its log together; empty where nothing is."""
    together = connect(path, key=key, writable=False)
    try:
        if _differ(_id_without_log(path, key), together.execute(_ID).fetchone()):
            return "the log of another library"
        checked = str(together.execute("PRAGMA integrity_check(1)").fetchone()[0])
        return "" if checked == "ok" else checked
    finally:
        together.close()


def _differ(known: Any, found: Any) -> bool:
    return known is not None and (found is None or known[0] != found[0])


def _id_without_log(path: Path, key: bytes | None) -> Any:
    """The row with the library's id as the file alone has it.

    None where it has none yet, or was left in the middle of taking over what is in the log.
    """
    with suppress(DatabaseError, LibraryError):
        alone = connect(path, key=key, immutable=True)
        try:
            return alone.execute(_ID).fetchone()
        finally:
            alone.close()
    return None
