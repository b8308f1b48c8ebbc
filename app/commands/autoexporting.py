"""The verbs for .bib files that are kept up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.commands.bibfiles import bib_choices, bib_options
from app.commands.terminal import Call, common
from app.errors import SourcebookError
from app.library import Access
from app.library.autoexport import FORMATS
from app.model.autoexport import AutoExport, ExportState, KeptExport


@click.group("auto-export")
def auto_export() -> None:
    """Keep .bib files up to date beside the library."""


@auto_export.command("add")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--collection", metavar="C", help="Only what is in it; else the whole library.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="biblatex")
@bib_options
@common
def add(call: Call, path: Path, collection: str | None, format_name: str, **bib: Any) -> None:
    """Keep FILE up to date from now on, and write it."""
    with call.open(Access.WRITE, keep=False) as library:
        choices = bib_choices(**bib)
        made = library.add_auto_export(
            path, collection=collection, format_name=format_name, choices=choices
        ).value
        kept = [one for one in library.run_auto_exports() if one.export.id == made.id]
    _say(call, kept)


@auto_export.command("list")
@common
def list_(call: Call) -> None:
    """List the files that are kept up to date."""
    with call.open(Access.READ) as library:
        found = library.auto_exports()
    shapes = [_shape(one) for one in found]
    call.say({"auto_exports": shapes}, *(f"{one.id}  {one.format}  {one.path}" for one in found))


@auto_export.command("remove")
@click.argument("name", metavar="ID|FILE")
@common
def remove(call: Call, name: str) -> None:
    """Keep a file up to date no longer; the file stays."""
    with call.open(Access.WRITE, keep=False) as library:
        id_ = library.remove_auto_export(name).value
    call.say({"id": id_, "removed": True}, f"{id_} is no longer kept up to date.")


@auto_export.command("run")
@click.option("--overwrite", metavar="ID", multiple=True, help="Write over what others changed.")
@common
def run(call: Call, overwrite: tuple[str, ...]) -> None:
    """Bring every kept file up to date; what others changed is left alone."""
    with call.open(Access.WRITE, keep=False) as library:
        kept = library.run_auto_exports(overwrite=overwrite)
    _say(call, kept)


@auto_export.command("take-in")
@click.argument("name", metavar="ID|FILE")
@common
def take_in(call: Call, name: str) -> None:
    """Take in what others changed in a kept file, then write it."""
    with call.open(Access.WRITE, keep=False) as library:
        taken = library.take_in_auto_export(name).value
        library.run_auto_exports()
    shape = {
        "added": list(taken.added),
        "changed": list(taken.changed),
        "conflicts": [{"key": key, "field": field} for key, field in taken.conflicts],
        "broken": [{"line": one.line, "reason": one.reason} for one in taken.broken],
    }
    call.say(
        shape,
        f"{len(taken.added)} added, {len(taken.changed)} changed.",
        *(
            f"{key}: {field}: changed here too; the file’s was taken."
            for key, field in taken.conflicts
        ),
    )
    for one in taken.broken:
        click.echo(f"Line {one.line}: {one.reason}", err=True)
    if taken.broken:
        raise SourcebookError(
            "Not all of the file could be read, so it is left as it is.",
            hint="Mend these entries and take the file in again.",
            code="auto-export",
        )


def _say(call: Call, kept: list[KeptExport] | tuple[KeptExport, ...]) -> None:
    shapes = [{**_shape(one.export), **_told(one)} for one in kept]
    lines = (f"{one.state.value:8}  {one.export.path}  {one.problem}".rstrip() for one in kept)
    call.say({"auto_exports": shapes}, *lines)
    if any(one.state in {ExportState.FOREIGN, ExportState.FAILED} for one in kept):
        raise SourcebookError(
            "Not every file could be brought up to date.",
            hint="`sourcebook auto-export take-in ID` takes in what others changed.",
            code="auto-export",
        )


def _shape(export: AutoExport) -> dict[str, Any]:
    return {
        "id": export.id,
        "file": export.path,
        "format": export.format,
        "collection": export.collection,
    }


def _told(kept: KeptExport) -> dict[str, Any]:
    return {"state": kept.state.value, "documents": kept.documents, "problem": kept.problem}
