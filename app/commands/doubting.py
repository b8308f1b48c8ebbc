"""Verbs for fields of imported references that want a look: doubts, confirm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from app.commands.terminal import Call, common, counted
from app.library import Access
from app.library.doubts import Doubtful, Question


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@common
def doubts(call: Call, names: tuple[str, ...]) -> None:
    """List the fields that want a look after an import, and where each was read.

    Of the whole library, unless documents are named.
    """
    with call.open(Access.READ) as library:
        found = library.doubtful(names or None)
    shape = {"documents": [_shape(one) for one in found]}
    lines = [line for one in found for line in _lines(one)]
    call.say(shape, *lines or ["No field wants a look."])


def _shape(one: Doubtful) -> dict[str, Any]:
    return {
        "id": one.document.id,
        "key": one.document.key,
        "title": one.document.title,
        "fields": [
            {
                "field": each.field,
                "value": each.value,
                "reason": each.reason,
                "words": each.words,
            }
            for each in one.questions
        ],
    }


def _lines(one: Doubtful) -> Iterator[str]:
    many = counted(len(one.questions), "field")
    yield f"{one.document.id}  {one.document.key}  {one.document.title} ({many} to check)"
    for each in one.questions:
        yield f"  {each.field} = {_typed(each)}: {each.reason}"
        if each.words:
            yield f"      “{each.words}”"


def _typed(question: Question) -> str:
    from app.library.fields import typed_value

    return typed_value(question.value)


@click.command()
@click.argument("name", metavar="ID")
@click.argument("fields", metavar="[FIELD]...", nargs=-1)
@common
def confirm(call: Call, name: str, fields: tuple[str, ...]) -> None:
    """Say that fields of a document are right; all that want a look where none is named.

    `sourcebook set ID FIELD=VALUE` changes one that isn't.
    """
    from app.library.fields import field_named

    with call.open(Access.WRITE) as library:
        doubted = [doubt.field for doubt in library.doubts(name)]
        named = [field_named(field) for field in fields] or doubted
        document = library.confirm_fields(name, named).value
        left = [doubt.field for doubt in library.doubts(name)]
    settled = [field for field in doubted if field not in left]
    call.say(
        {"id": document.id, "key": document.key, "confirmed": settled, "left": left},
        f"{document.key}: {counted(len(settled), 'field')} confirmed, {len(left)} left to check.",
    )


COMMANDS = (doubts, confirm)
