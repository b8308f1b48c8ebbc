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
    with call.open(Access.WRITE) as library:
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
    with call.open(Access.WRITE) as library:
        id_ = library.remove_auto_export(name).value
    call.say({"id": id_, "removed": True}, f"{id_} is no longer kept up to date.")


@auto_export.command("run")
@click.option("--overwrite", metavar="ID", multiple=True, help="Write over what others changed.")
@common
def run(call: Call, overwrite: tuple[str, ...]) -> None:
    """Bring every kept file up to date; what others changed is left alone."""
    with call.open(Access.WRITE) as library:
        kept = library.run_auto_exports(overwrite=overwrite)
    _say(call, kept)


@auto_export.command("take-in")
@click.argument("name", metavar="ID|FILE")
@common
def take_in(call: Call, name: str) -> None:
    """Take in what others changed in a kept file, then write it."""
    with call.open(Access.WRITE) as library:
        touched = library.take_in_auto_export(name).value
        library.run_auto_exports()
    call.say({"documents": list(touched)}, f"{len(touched)} added or changed.")


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
