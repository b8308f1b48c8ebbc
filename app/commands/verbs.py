"""The group of all verbs, and those that make, fill and look after a library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app import __version__
from app.changes import Outcome
from app.commands import (
    annotating,
    autoexporting,
    citationkeys,
    documents,
    doubting,
    inboxing,
    merging,
    quoting,
    securing,
    versions,
)
from app.commands.bibfiles import bib_choices, bib_options
from app.commands.terminal import Call, common, counted
from app.errors import InputError, SourcebookError
from app.library import Access, Library, create_library, restore_library, shapes
from app.library.importing import Imported
from app.text import canonical_line


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sourcebook")
@common
def sourcebook(call: Call) -> None:
    """Read, mark and cite sources: a local library with no network.

    Without a command the window opens.
    """


@sourcebook.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Fill it with the sample's teaching texts.")
@common
def new(call: Call, directory: Path, sample: bool) -> None:
    """Make a library in DIR; encrypted when --passphrase-file is given."""
    with _made(directory, call.passphrase(), sample) as library:
        count = library.count()
        call.say(
            {"library": str(directory), "documents": count},
            f"Made a library with {counted(count, 'document')} in {directory}.",
            "It is encrypted." if library.encrypted else "It is not encrypted.",
        )


def _made(directory: Path, passphrase: str | None, sample: bool) -> Library:
    if not sample:
        return create_library(directory, passphrase=passphrase)
    from app.library.sample import create_sample

    return create_sample(directory, passphrase=passphrase)


@sourcebook.command("import")
@click.argument("paths", metavar="PATH|-...", nargs=-1)
@click.option("--text", metavar="TEXT", help="Instead of a file: a reference, addresses, a text.")
@click.option("--kind", metavar="KIND", help="What they are, where you know better.")
@click.option(
    "--group", "groups", metavar="NAME", multiple=True, help="Zotero: a group too; * all."
)
@click.option("--linked-files", is_flag=True, help="Also read files that lie outside the folder.")
@common
def import_(
    call: Call,
    paths: tuple[str, ...],
    kind: str | None,
    groups: tuple[str, ...],
    linked_files: bool,
    text: str | None,
) -> None:
    """Import files and folders: a line for each document, once it is stored for good.

    With - or --text, what stands in a text: BibTeX, RIS, CSL-JSON, printed references, addresses
    and DOIs (references to save), or the text itself.

    A Zotero data folder comes with collections, tags, notes, files and marks; importing it again
    adds what is new there.
    """
    from app.commands.piped import STDIN, piped
    from app.exchange.moving import Choices
    from app.library.fields import kind_named

    wanted = kind_named(kind) if kind else None
    choices = Choices(frozenset(groups), linked_files)
    if not paths and text is None:
        raise click.UsageError("Missing argument 'PATH...'.")
    failed = total = 0
    with (
        piped(text, stdin=STDIN in paths) as written,
        call.open(Access.WRITE) as library,
    ):
        found = [*(path for path in paths if path != STDIN), *written]
        for line in library.import_paths(found, kind=wanted, choices=choices):
            total += 1
            failed += line.status == "failed"
            given = replace(line, path=STDIN) if line.path in written else line
            say_imported(call, given)
    if failed:
        raise InputError(
            f"{failed} of {total} could not be imported.",
            hint="The others are in the library; nothing of the failed ones is.",
            code="import-failed",
        )


def say_imported(call: Call, line: Imported) -> None:
    """Print what became of one file or of one thing in it."""
    if line.document is not None:
        count = counted(line.paragraphs, "paragraph") if line.paragraphs else "reference"
        text = f"{line.status:9}  {line.document.id}  {line.document.title}  ({count})"
    else:
        text = f"{line.status:9}  {_place(line)}"
    call.say(shapes.imported_shape(line), text)
    if not call.as_json:
        for warning in line.warnings:
            click.echo(f"{_place(line)}: {warning}", err=True)
        if line.error is not None:
            said = f"{line.error.message} {line.error.hint}".rstrip()
            click.echo(f"{_place(line)}: {said}", err=True)


def _place(line: Imported) -> str:
    """The file that a line is about, without what a name could do to a terminal."""
    place = f"{line.path}/{line.file}" if line.file else line.path
    return canonical_line(place.encode("utf-8", "replace").decode())


@sourcebook.command()
@common
def undo(call: Call) -> None:
    """Take back the latest change."""
    _turn(call, Library.undo, "undo", "undone")


@sourcebook.command()
@common
def redo(call: Call) -> None:
    """Bring back what was undone last."""
    _turn(call, Library.redo, "redo", "redone")


def _turn(call: Call, turn: Callable[[Library], Outcome[str | None]], verb: str, done: str) -> None:
    with call.open(Access.WRITE) as library:
        label = turn(library).value
    if label is None:
        raise SourcebookError(
            f"There is nothing to {verb}.",
            hint="`sourcebook list` shows what is in the library.",
            code=f"nothing-to-{verb}",
        )
    call.say({done: label}, f"{done.capitalize()}: {label}.")


@sourcebook.command()
@click.argument("format_name", metavar="FORMAT")
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--query", metavar="Q", default="", help="Export what a query finds.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--include-private", is_flag=True, help="Only with the format archive.")
@bib_options
@common
def export(
    call: Call,
    format_name: str,
    names: tuple[str, ...],
    query: str,
    output: Path | None,
    include_private: bool,
    **bib: Any,
) -> None:
    """Export documents as biblatex, bibtex, csl-json, ris, markdown, w3c or archive.

    The whole library to stdout, unless told otherwise. Private notes stay here.
    """
    if include_private and format_name != "archive":
        raise click.UsageError("--include-private goes with `export archive` only.")
    with call.open(Access.READ) as library:
        if format_name == "archive":
            archived = library.archive(names=names, query=query, include_private=include_private)
            content, count, held = archived.content, archived.documents, archived.private_notes
        else:
            choices = bib_choices(**bib)
            exported = library.export(format_name, names=names, query=query, choices=choices)
            content, count, held = exported.content, exported.documents, exported.private_notes
        if output is None or str(output) == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        else:
            library.write_file(output, content)
            call.say(
                {"file": str(output), "documents": count, "private_notes_left_out": held},
                f"Wrote {counted(count, 'document')} to {output}.",
            )
    if held:
        click.echo(f"Left out: {counted(held, 'private note')}.", err=True)


@sourcebook.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--style", metavar="S", required=True, help="A CSL style or one of its aliases.")
@click.option("--to", "form", metavar="FORM", default="markdown", show_default=True,
              help="docx, odt, html, markdown or latex.")  # fmt: skip
@click.option("--annotated", is_flag=True, help="The shared notes on each document below it.")
@click.option("--collection", metavar="NAME", help="What a collection holds.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path))
@common
def bibliography(
    call: Call,
    names: tuple[str, ...],
    style: str,
    form: str,
    annotated: bool,
    collection: str | None,
    output: Path | None,
) -> None:
    """Write the bibliography of documents, the whole library unless told otherwise."""
    with call.open(Access.READ) as library:
        made = library.bibliography(
            names, style=style, form=form, annotated=annotated, collection=collection
        )
        if output is None or str(output) == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(made.content)
            sys.stdout.flush()
        else:
            library.write_file(output, made.content)
            call.say(
                {
                    "file": str(output),
                    "documents": made.documents,
                    "private_notes_left_out": made.private_notes,
                },
                f"Wrote {counted(made.documents, 'document')} to {output}.",
            )
    if made.private_notes:
        click.echo(f"Left out: {counted(made.private_notes, 'private note')}.", err=True)


@sourcebook.command()
@click.option("--references", is_flag=True, help="Look at the references' fields instead.")
@common
def check(call: Call, references: bool) -> None:
    """Check the whole library: database, texts, marks, files and index."""
    if references:
        _check_references(call)
        return
    with call.open(Access.READ) as library:
        problems = library.check()
    call.say(
        {"ok": not problems, "problems": [shapes.problem_shape(p) for p in problems]},
        *(f"{problem.subject}: {problem.message}" for problem in problems),
        "The library is sound." if not problems else f"{counted(len(problems), 'problem')}.",
    )
    if problems:
        raise SourcebookError(
            "The library has problems.",
            hint="Restore a backup with `sourcebook restore FILE --to DIR`.",
            code="unsound",
        )


def _check_references(call: Call) -> None:
    with call.open(Access.READ) as library:
        found = library.check_references()
    told = [
        {"id": one.document, "key": one.key, "field": one.field, "problem": one.problem}
        for one in found
    ]
    lines = (f"{one.key}: {one.field}: {one.problem}" for one in found)
    call.say({"ok": not found, "problems": told}, *lines)
    if found:
        raise SourcebookError(
            f"{counted(len(found), 'problem')} in the references.",
            hint="`sourcebook set KEY FIELD=VALUE` changes a field.",
            code="unsound-references",
        )


@sourcebook.command()
@common
def backup(call: Call) -> None:
    """Write one file with everything, checked, into the library's backups folder."""
    with call.open(Access.READ) as library:
        file, sha256 = library.back_up()
    call.say(shapes.backup_shape(file, sha256), f"Wrote {file}", f"SHA-256 {sha256}")


@sourcebook.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", "target", metavar="DIR", required=True, type=click.Path(path_type=Path))
@common
def restore(call: Call, file: Path, target: Path) -> None:
    """Unpack a backup into a new or empty folder."""
    restore_library(file, target)
    call.say({"library": str(target)}, f"Restored a library in {target}.")


for command in (
    *documents.COMMANDS,
    *quoting.COMMANDS,
    *merging.COMMANDS,
    *inboxing.COMMANDS,
    *doubting.COMMANDS,
    *securing.COMMANDS,
    *versions.COMMANDS,
    annotating.bring_annotations,
    citationkeys.keys,
    autoexporting.auto_export,
):
    sourcebook.add_command(command)
