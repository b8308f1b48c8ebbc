"""Verbs for documents and their groups: add, list, show, set, tag, delete, collections."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from app.changes import Subject
from app.commands.terminal import TAKES_A_QUERY, Call, common
from app.errors import InputError
from app.library import Access, Opened, shapes
from app.library.copying import Copies


@click.group("add")
def add() -> None:
    """Add a document by hand."""


@add.command("reference")
@click.argument("file", metavar="FILE.json|-")
@common
def add_reference(call: Call, file: str) -> None:
    """Add a document without text from one reference in CSL-JSON."""
    from app.exchange.references import parse_reference_json

    entries = parse_reference_json(_read(file))
    if len(entries) != 1:
        raise InputError(
            f"The file holds {len(entries)} references where one is wanted.",
            hint="Use `sourcebook import` for several.",
        )
    with call.open(Access.WRITE) as library:
        document = library.add_reference(entries[0].reference, key=entries[0].key).value
    call.say({"id": document.id, "key": document.key}, f"{document.id}  {document.key}")


def _read(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The file is not UTF-8.", hint="Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or "it can't be read"
        raise InputError(f"{file}: {reason}.", hint="Check the name.") from error


@click.command("list", context_settings=TAKES_A_QUERY)
@click.argument("query", metavar="[QUERY]", nargs=-1)
@common
def list_(call: Call, query: tuple[str, ...]) -> None:
    """List documents, or those that fit QUERY.

    Words, or tag:…, kind:…, author:…, year:…, collection:…; a - before one excludes.
    """
    with call.open(Access.READ) as library:
        found = library.documents(" ".join(query))
    call.say(
        {"documents": [shapes.listed_shape(document) for document in found]},
        *(f"{d.id}  {d.kind.value:19} {d.key:28} {d.title}" for d in found),
    )


@click.command()
@click.argument("name", metavar="ID")
@common
def show(call: Call, name: str) -> None:
    """Show one document: reference, numbered text, highlights, notes."""
    with call.open(Access.READ) as library:
        opened = library.open_document(name)
        copies = library.copies(name)
    call.say(shapes.opened_shape(opened, copies), *_page(opened, copies))


def _page(opened: Opened, copies: Copies) -> list[str]:
    document, text = opened.document, opened.text
    lines = [document.title, f"{document.kind.value}  {document.key}  {document.id}"]
    lines += [f"copy of {copies.copy_of.key}"] if copies.copy_of else []
    lines += [f"copy: {one.key}" for one in copies.others]
    lines += [f"to check: {each.field}: {each.reason}" for each in shapes.doubted_fields(document)]
    lines.append("")
    for block in text.blocks if text else ():
        number = f"{block.paragraph:>4}  " if block.paragraph else "      "
        lines += [f"{number}{text.text_of(block) if text else ''}", ""]
    lines += [f"image {image.width} × {image.height}: {image.alt}" for image in opened.images]
    for mark in opened.highlights:
        place = f"para. {mark.locator.paragraph}" if mark.locator.paragraph else "no paragraph"
        lines.append(f"{mark.id}  {mark.meaning.value:7} {place}: {mark.exact}")
    lines += [f"{note.id}  {note.visibility.value} note: {note.text}" for note in opened.notes]
    return lines


@click.command("set")
@click.argument("name", metavar="ID")
@click.argument("pairs", metavar="FIELD=VALUE...", nargs=-1, required=True)
@common
def set_(call: Call, name: str, pairs: tuple[str, ...]) -> None:
    """Change fields of a reference, or its kind or key; an empty VALUE removes a field."""
    fields = dict(_pair(pair) for pair in pairs)
    with call.open(Access.WRITE) as library:
        document = library.set_fields(name, fields).value
    call.say(
        {
            "id": document.id,
            "key": document.key,
            "kind": document.kind.value,
            "reference": document.cited(),
        },
        f"{document.id}  {document.key}  {document.title}",
    )


def _pair(pair: str) -> tuple[str, str]:
    field, sign, value = pair.partition("=")
    if not sign or not field.strip():
        raise click.UsageError(f"“{pair}” is not FIELD=VALUE.")
    return field.strip(), value


@click.command()
@click.argument("name", metavar="ID")
@click.argument("tags", metavar="TAG...", nargs=-1, required=True)
@click.option("--remove", is_flag=True, help="Take the tags off instead.")
@common
def tag(call: Call, name: str, tags: tuple[str, ...], remove: bool) -> None:
    """Put tags on a document or a highlight."""
    with call.open(Access.WRITE) as library:
        _, id_ = library.identify(name)
        changed = library.untag(id_, tags) if remove else library.tag(id_, tags)
    call.say({"id": id_, "tags": list(changed.value)}, ", ".join(changed.value))


@click.command()
@click.argument("name", metavar="ID")
@common
def delete(call: Call, name: str) -> None:
    """Delete a document (into the trash), a highlight, a note or a collection."""
    with call.open(Access.WRITE) as library:
        subject, id_ = library.identify(name)
        delete_one: dict[Subject, Callable[[str], object]] = {
            Subject.DOCUMENT: library.trash,
            Subject.HIGHLIGHT: library.delete_highlight,
            Subject.NOTE: library.delete_note,
            Subject.COLLECTION: library.remove_collection,
        }
        delete_one[subject](id_)
    call.say(
        {"id": id_, "deleted": subject.value},
        f"Deleted the {subject.value}. `sourcebook undo` brings it back.",
    )


@click.command()
@click.argument("name", metavar="ID")
@common
def undelete(call: Call, name: str) -> None:
    """Bring a document back from the trash."""
    with call.open(Access.WRITE) as library:
        id_ = library.restore_document(name).value
    call.say({"id": id_}, f"{id_} is back.")


@click.command()
@common
def collections(call: Call) -> None:
    """List the collections with their documents."""
    with call.open(Access.READ) as library:
        found = library.collections()
    call.say(
        {
            "collections": [
                {
                    "id": each.id,
                    "name": each.name,
                    "parent": each.parent,
                    "documents": list(each.documents),
                }
                for each in found
            ]
        },
        *(f"{each.id}  {each.name} ({len(each.documents)})" for each in found),
    )


@click.command()
@click.argument("collection", metavar="COLLECTION")
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--remove", is_flag=True, help="Take the documents out instead.")
@common
def collect(call: Call, collection: str, names: tuple[str, ...], remove: bool) -> None:
    """Put documents into a collection, which is made when there is none of that name."""
    with call.open(Access.WRITE) as library:
        if remove:
            changed = library.uncollect(collection, names).value
        else:
            changed = library.collect(collection, names, make=True).value
    call.say(
        {"id": changed.id, "name": changed.name, "documents": list(changed.documents)},
        f"{changed.id}  {changed.name} ({len(changed.documents)})",
    )


COMMANDS = (add, list_, show, set_, tag, delete, undelete, collections, collect)
