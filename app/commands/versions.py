"""Verbs for versions of a text: versions, reread, orphans, attach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.commands.terminal import Call, common, counted
from app.errors import InputError, UsageError
from app.library import Access, shapes, versionshapes
from app.library.effects import Comparison
from app.library.textversions import Renewed
from app.text.difference import Kind, Pair


@click.command()
@click.argument("name", metavar="ID")
@click.option("--compare", nargs=2, type=int, metavar="A B", help="The difference of two of them.")
@click.option("--use", type=int, metavar="N", help="Let version N be the current one.")
@click.option("--add", "file", metavar="FILE", type=click.Path(path_type=Path),
              help="Add a newer saved copy, current from then on.")  # fmt: skip
@common
def versions(
    call: Call, name: str, compare: tuple[int, int] | None, use: int | None, file: Path | None
) -> None:
    """List the versions of a document's text, or say what changed between two of them.

    Marks stay on the version they were made on, and are shown where they stand in the others.
    """
    if sum(given is not None for given in (compare, use, file)) > 1:
        raise UsageError("One of --compare, --use and --add.", hint="Call it once for each.")
    if file is not None or use is not None:
        with call.open(Access.WRITE) as library:
            if file is not None:
                made = library.add_version(name, file).value
            else:
                made = library.use_version(name, use or 0).value
        call.say(versionshapes.renewed_shape(made), *_renewed(made))
        return
    with call.open(Access.READ) as library:
        if compare is not None:
            comparison = library.compare_versions(name, *compare)
            call.say(versionshapes.comparison_shape(comparison), *_compared(comparison))
            return
        found = library.text_versions(name)
        document = library.document(name)
    from app.library.effectwords import version_words

    call.say(
        {
            "id": document.id,
            "key": document.key,
            "versions": [versionshapes.version_shape(version) for version in found],
        },
        *(f"{'*' if one.current else ' '} {version_words(one)}" for one in found),
    )


def _compared(comparison: Comparison) -> Iterator[str]:
    from app.library.effectwords import (
        effect_words,
        fact_words,
        field_words,
        summary_words,
        version_words,
    )

    yield f"{version_words(comparison.older)}  →  {version_words(comparison.newer)}"
    yield ""
    yield summary_words(comparison)
    for effect in comparison.marks:
        yield f"  {effect.highlight.id}  {effect_words(effect)}: {_short(effect.highlight.exact)}"
    told = (
        ("Infobox", [fact_words(fact) for fact in comparison.facts]),
        ("Reference", [field_words(fact) for fact in comparison.fields]),
    )
    for heading, lines in told:
        if lines:
            yield f"{heading}:"
            yield from (f"  {line}" for line in lines)
    yield ""
    for pair in comparison.pairs:
        if pair.kind is not Kind.SAME or pair.renumbered:
            yield _difference(pair)


def _difference(pair: Pair) -> str:
    """A block with what was removed in [-…-] and what was added in {+…+}."""
    marks = {Kind.ADDED: "{{+{}+}}", Kind.REMOVED: "[-{}-]"}
    words = "".join(marks.get(run.kind, "{}").format(run.words) for run in pair.runs)
    numbers = [str(block.paragraph) for block in (pair.old, pair.new) if block and block.paragraph]
    place = " → ".join(dict.fromkeys(numbers))
    told = f"{pair.kind.value} {place}".strip()
    return f"{told}: {_short(words) if pair.kind in (Kind.SAME, Kind.MOVED) else words}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


@click.command()
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All that have an original file.")
@common
def reread(call: Call, names: tuple[str, ...], everything: bool) -> None:
    """Read original files again with today's reader: a line for each document.

    Where a text comes out otherwise it is a new version, and the marks are shown where they stand
    in it. Undo takes all of it back.
    """
    if bool(names) == everything:
        raise UsageError("Name documents, or say --all.", hint="See `sourcebook list`.")
    failed = total = 0
    with call.open(Access.WRITE) as library:
        for line in library.reread_all(names):
            total += 1
            failed += line.status == "failed"
            call.say(versionshapes.renewed_shape(line), *_renewed(line))
    if failed:
        raise InputError(
            f"{failed} of {total} could not be read again.",
            hint="Their texts and marks are as they were.",
            code="reread-failed",
        )


def _renewed(line: Renewed) -> Iterator[str]:
    yield f"{line.status:9}  {line.document.id}  {line.document.title}"
    if line.error is not None:
        yield f"           {line.error.message}"
    wanting = [
        counted(number, thing)
        for number, thing in ((line.to_check, "mark to check"), (line.orphans, "orphan"))
        if number
    ]
    if wanting:
        yield f"           {', '.join(wanting)}"


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@common
def orphans(call: Call, name: str | None) -> None:
    """List the highlights that have no place in the present text of their document."""
    with call.open(Access.READ) as library:
        found = library.orphans(name)
    call.say(
        {"orphans": [versionshapes.orphan_shape(orphan) for orphan in found]},
        *(f"{o.highlight.id}  {o.document.key}: {_short(o.highlight.exact)}" for o in found),
    )


@click.command()
@click.argument("highlight", metavar="HIGHLIGHT")
@click.option("--quote", "quotation", metavar="TEXT", help="The words it stands at now.")
@click.option("--occurrence", metavar="N", type=int, help="Which, where they stand several times.")
@click.option("--confirm", is_flag=True, help="The approximate place is right.")
@click.option("--as-note", is_flag=True, help="Keep an orphan as a private note.")
@click.option("--guess", is_flag=True, help="Places it might stand at; changes nothing.")
@common
def attach(
    call: Call,
    highlight: str,
    quotation: str | None,
    occurrence: int | None,
    confirm: bool,
    as_note: bool,
    guess: bool,
) -> None:
    """Say where a highlight of an earlier version stands in the present text."""
    if (quotation is not None) + confirm + as_note + guess != 1:
        raise UsageError(
            "One of --quote, --confirm, --as-note and --guess.", hint="See `sourcebook orphans`."
        )
    if guess:
        _guess(call, highlight)
        return
    with call.open(Access.WRITE) as library:
        if as_note:
            note = library.keep_as_note(highlight).value
            call.say(shapes.note_shape(note), f"{note.id}  {note.visibility.value}")
            return
        if quotation is not None:
            mark = library.attach_quotation(highlight, quotation, occurrence=occurrence).value
        else:
            mark = library.confirm_place(highlight).value
    place = f"para. {mark.locator.paragraph}" if mark.locator.paragraph else "no paragraph"
    call.say(shapes.highlight_shape(mark), f"{mark.id}  {place}: {_short(mark.exact)}")


def _guess(call: Call, highlight: str) -> None:
    with call.open(Access.READ) as library:
        found = library.find_again(highlight)
        text = library.present_text(highlight)
    words = [text.canonical[guess.start : guess.end] if text else "" for guess in found]
    call.say(
        {
            "places": [
                {"start": guess.start, "end": guess.end, "score": guess.score, "words": said}
                for guess, said in zip(found, words, strict=True)
            ]
        },
        *(f"{g.score:5.1f}  {_short(said)}" for g, said in zip(found, words, strict=True)),
    )


COMMANDS = (versions, reread, orphans, attach)
