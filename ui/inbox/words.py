"""What the page of the inbox says, without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.intake.inbox import InboxFile
from app.library.inboxing import Inbox
from ui.library.presenter import counted, shown

MOST_SHOWN = 50
"""Files that get a row of their own; Keep all takes the others too."""

PROMISE = "Nothing in the folder is moved, changed or deleted."


@dataclass(frozen=True, slots=True)
class Row:
    """A file that is offered: its name, and what is known of it."""

    key: str
    title: str
    below: str


def row_of(file: InboxFile, now: datetime) -> Row:
    """The words for one file; ``now`` is the moment that days are counted from."""
    changed = datetime.fromtimestamp(file.stamp.changed / 1e9, UTC)
    below = f"{size_words(file.stamp.size)}  ·  {when_words(changed, now)}"
    return Row(file.sha256, shown(printable(file.path.name)), below)


def size_words(size: int) -> str:
    """A size as people say it: "340 bytes", "12 KB", "3.4 MB"."""
    if size < 1_000:
        return counted(size, "byte")
    if size < 1_000_000:
        return f"{round(size / 1_000)} KB"
    return f"{size / 1_000_000:.1f} MB"


def when_words(changed: datetime, now: datetime) -> str:
    """How long ago that is: "just now", "20 minutes ago", "3 hours ago", then the day."""
    minutes = int((now - changed).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    if minutes < 24 * 60:
        return f"{counted(minutes // 60, 'hour')} ago"
    return f"{changed.day} {changed:%B %Y}"


def summary_of(inbox: Inbox) -> tuple[str, str]:
    """Title of the page and the sentence below it."""
    if inbox.folder is None:
        return "Inbox", "No folder is watched."
    where = folder_words(inbox.folder)
    if inbox.problem is not None:
        return "Inbox", f"{where}: {inbox.problem.message} {inbox.problem.hint}"
    title = f"New: keep {'it' if len(inbox.files) == 1 else 'them'}?" if inbox.files else "Inbox"
    told = f"{counted(len(inbox.files), 'new file')} in {where}." if inbox.files else (
        f"Nothing new in {where}."
    )  # fmt: skip
    if inbox.waiting:
        told += f" {counted(inbox.waiting, 'file')} still on the way."
    return title, f"{told} {PROMISE}"


def folder_words(folder: Path) -> str:
    """A folder as it is told, with ~ for the home folder."""
    try:
        return shown(printable(f"~/{folder.relative_to(Path.home()).as_posix()}"))
    except ValueError:
        return shown(printable(str(folder)))


def printable(name: str) -> str:
    """A name that may hold bytes of no encoding, without them."""
    return name.encode("utf-8", "replace").decode("utf-8")
