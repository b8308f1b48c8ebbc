"""The verb that brings in annotations of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.terminal import Call, common, counted
from app.errors import InputError
from app.library import Access


@click.command("annotations")
@click.argument("file", metavar="FILE.json")
@click.argument("name", metavar="[ID]", required=False)
@common
def bring_annotations(call: Call, file: str, name: str | None) -> None:
    """Bring in W3C Web Annotations or Hypothesis' JSON.

    They go to the documents whose addresses they name, or all to the document ID. Remarks become
    private notes; a passage whose place isn't clear is kept as a note.
    """
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise InputError(f"{file}: {reason}.", hint="Check the name.") from error
    with call.open(Access.WRITE) as library:
        brought = library.import_annotations(data, name).value
    lines = [
        f"{counted(brought.placed, 'highlight')} placed, {brought.doubtful} of them to be checked.",
        f"{counted(brought.kept, 'passage')} kept as a note; {brought.known} already known.",
    ]
    if brought.strange:
        lines.append(f"No document here has: {', '.join(brought.strange[:5])}")
    shape = {
        "placed": brought.placed,
        "doubtful": brought.doubtful,
        "kept": brought.kept,
        "known": brought.known,
        "strange": brought.strange,
    }
    call.say(shape, *lines)
