"""The verb for the inbox: a watched folder, and what of it is kept or dismissed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.clock import stamp
from app.commands.terminal import Call, common, counted
from app.errors import InputError, NotFoundError
from app.library import Access, Library

if TYPE_CHECKING:
    from app.intake.inbox import InboxFile
    from app.library.inboxing import Inbox


@click.command()
@click.option("--set", "folder", metavar="FOLDER", help="Watch this folder from now on.")
@click.option("--off", is_flag=True, help="Watch no folder.")
@click.option("--keep", "keep", metavar="FILE", multiple=True, help="Import a file offered.")
@click.option("--dismiss", "drop", metavar="FILE", multiple=True, help="Never offer a file again.")
@click.option("--all", "everything", is_flag=True, help="Keep all that is offered.")
@click.option("--dismiss-all", is_flag=True, help="Dismiss all that is offered.")
@common
def inbox(
    call: Call,
    folder: str | None,
    off: bool,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    everything: bool,
    dismiss_all: bool,
) -> None:
    """List what is new in the watched folder; keep or dismiss it.

    Only what comes into the folder after --set is offered. Nothing in it is moved or deleted.
    """
    asked = [bool(folder), off, bool(keep) or everything, bool(drop) or dismiss_all]
    if sum(asked) > 1:
        raise click.UsageError("One thing at a time: --set, --off, --keep or --dismiss.")
    with call.open(Access.WRITE if any(asked) else Access.READ) as library:
        if folder or off:
            _watch(call, library, folder)
            return
        found = library.inbox()
        if found.folder is None:
            raise InputError(
                "No folder is watched.", hint="`sourcebook inbox --set FOLDER` chooses one.",
                code="no-inbox",
            )  # fmt: skip
        if found.problem is not None:
            raise found.problem
        if keep or everything:
            _keep(call, library, _chosen(found, keep, everything))
        elif drop or dismiss_all:
            count = library.dismiss(_chosen(found, drop, dismiss_all))
            call.say({"dismissed": count}, f"Dismissed {counted(count, 'file')}.")
        else:
            _list(call, found)


def _watch(call: Call, library: Library, folder: str | None) -> None:
    place = library.watch_inbox(Path(folder) if folder else None)
    told = f"What comes into {place} from now on is offered." if place else "No folder is watched."
    call.say({"folder": str(place) if place else None}, told)


def _list(call: Call, found: Inbox) -> None:
    from datetime import UTC, datetime

    files = [
        {
            "name": each.path.name,
            "path": str(each.path),
            "size": each.stamp.size,
            "changed": stamp(datetime.fromtimestamp(each.stamp.changed / 1e9, UTC)),
            "sha256": each.sha256,
        }
        for each in found.files
    ]
    lines = [each.path.name for each in found.files] or [f"Nothing new in {found.folder}."]
    if found.waiting:
        lines.append(f"({counted(found.waiting, 'file')} still being written)")
    call.say({"folder": str(found.folder), "files": files, "waiting": found.waiting}, *lines)


def _chosen(found: Inbox, names: tuple[str, ...], everything: bool) -> list[InboxFile]:
    """The offered files that are named, by name or path; raises NotFoundError for another."""
    if everything:
        return list(found.files)
    by_name = {each.path.name: each for each in found.files}
    chosen = []
    for name in names:
        file = by_name.get(Path(name).name)
        if file is None:
            raise NotFoundError(
                f"“{Path(name).name}” isn’t offered.", hint="`sourcebook inbox` lists what is."
            )
        chosen.append(file)
    return chosen


def _keep(call: Call, library: Library, files: list[InboxFile]) -> None:
    from app.commands.verbs import say_imported

    failed = total = 0
    for line in library.keep_from_inbox(files):
        total += 1
        failed += line.status == "failed"
        say_imported(call, line)
    if failed:
        raise InputError(
            f"{failed} of {total} could not be imported.",
            hint="They stay in the inbox; dismiss what you don’t want.",
            code="import-failed",
        )


COMMANDS = (inbox,)
