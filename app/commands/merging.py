"""Verbs for documents that are one source: duplicates, merge, distinct."""

from __future__ import annotations

from typing import Any

import click

from app.commands.terminal import Call, common, counted
from app.library import Access
from app.model import Document


@click.command()
@common
def duplicates(call: Call) -> None:
    """List documents that may be one source, and why."""
    with call.open(Access.READ) as library:
        found = library.duplicates()
    groups = [
        {
            "reasons": [reason.value for reason in group.reasons],
            "documents": [
                {"id": one.id, "key": one.key, "kind": one.kind.value, "title": one.title}
                for one in group.documents
            ],
        }
        for group in found
    ]
    lines = []
    for group in found:
        lines.append(f"Same {', '.join(group.reasons)}:")
        lines += [f"  {d.id}  {d.kind.value:19} {d.key:28} {d.title}" for d in group.documents]
    call.say({"duplicates": groups}, *lines or ["There are no duplicates."])


@click.command()
@click.argument("keep", metavar="ID")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@click.option("--take", "taken", metavar="FIELD=OTHER", multiple=True, help="A field from OTHER.")
@click.option("--preview", is_flag=True, help="Only show how the references differ.")
@common
def merge(
    call: Call, keep: str, others: tuple[str, ...], taken: tuple[str, ...], preview: bool
) -> None:
    """Make documents one: marks, notes, tags and collections of OTHER come to ID.

    What ID doesn't say is taken from OTHER. The others go to the trash; undo brings all back.
    """
    with call.open(Access.READ if preview else Access.WRITE) as library:
        view = library.merge_view(keep, others)
        if preview:
            shapes = [
                {"field": f.field, "agreement": f.agreement.value, "values": list(f.values)}
                for f in view.fields
            ]
            shape = {"documents": list(view.documents), "fields": shapes}
            call.say(shape, *(f"{f.agreement.value:8}  {f.field}" for f in view.fields))
            return
        values = {field.field: field.values for field in view.fields}
        chosen: dict[str, Any] = {}
        for pair in taken:
            field, sign, name = pair.partition("=")
            if not sign or field not in values:
                raise click.UsageError(f"“{pair}” is not FIELD=OTHER, with a field of theirs.")
            id_ = library.document(name).id
            if id_ not in view.documents:
                raise click.UsageError(f"“{name}” is none of the documents to merge.")
            chosen[field] = values[field][view.documents.index(id_)]
        document = library.merge(keep, others, chosen).value
    call.say(
        {
            "id": document.id,
            "key": document.key,
            "former_keys": list(document.former_keys),
            "reference": document.cited(),
        },
        f"{document.id}  {document.key}  {document.title}",
    )


@click.command()
@click.argument("names", metavar="ID ID...", nargs=-1, required=True)
@click.option("--forget", is_flag=True, help="Let them be proposed again.")
@common
def distinct(call: Call, names: tuple[str, ...], forget: bool) -> None:
    """Remember that documents are no duplicates of each other."""
    with call.open(Access.WRITE) as library:
        count = library.distinct(names, forget=forget).value
    call.say({"pairs": count}, f"Remembered for {counted(count, 'pair')}.")


@click.command()
@click.argument("name", metavar="ID")
@common
def copies(call: Call, name: str) -> None:
    """Show what a document is a copy of, its copies, and what it may be a copy of."""
    with call.open(Access.READ) as library:
        found = library.copies(name)
    shape = {
        "copy_of": _brief(found.copy_of) if found.copy_of else None,
        "copies": [_brief(one) for one in found.others],
        "suspected": [_brief(one) for one in found.suspected],
    }
    told = [("Copy of", one) for one in ([found.copy_of] if found.copy_of else [])]
    told += [("Other copy" if found.copy_of else "Copy", one) for one in found.others]
    told += [("Probably a copy of", one) for one in found.suspected]
    lines = [f"{word}: {d.id}  {d.key}  {d.title}{_gone(d)}" for word, d in told]
    call.say(shape, *lines or ["It is no copy and has none."])


def _brief(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "key": document.key,
        "kind": document.kind.value,
        "title": document.title,
        "trashed": document.deleted is not None,
    }


def _gone(document: Document) -> str:
    return "  (in the trash)" if document.deleted else ""


@click.command()
@click.argument("name", metavar="ID")
@click.option("--copy-of", "copy_of", metavar="OTHER", required=True, help="What it is a copy of.")
@common
def link(call: Call, name: str, copy_of: str) -> None:
    """Remember that a document is a copy of another; both stay as they are."""
    with call.open(Access.WRITE) as library:
        linked = library.link_copy(name, copy_of).value
        document = library.document(name)
    call.say(
        {"id": document.id, "key": document.key, "copy_of": linked.id, "copy_of_key": linked.key},
        f"{document.key} is a copy of {linked.key}.",
    )


@click.command()
@click.argument("name", metavar="ID")
@common
def unlink(call: Call, name: str) -> None:
    """Let a document be no copy of another any more."""
    with call.open(Access.WRITE) as library:
        document = library.unlink_copy(name).value
    call.say({"id": document.id, "key": document.key}, f"{document.key} is no copy any more.")


COMMANDS = (duplicates, merge, distinct, copies, link, unlink)
