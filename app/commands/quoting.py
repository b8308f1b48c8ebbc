"""Verbs for marks and citing: highlight, note, notes, search, cite, quote."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Literal

import click

from app.commands.terminal import TAKES_A_QUERY, Call, common, counted
from app.errors import UsageError
from app.library import Access, shapes
from app.library.citing import LocatorForm


@click.command()
@click.argument("name", metavar="ID")
@click.option("--quote", "quotation", metavar="TEXT", required=True, help="The words to mark.")
@click.option("--meaning", metavar="M", default="yellow", help="A colour, its label or its digit.")
@click.option("--note", metavar="TEXT", help="A note on it, private unless --shared.")
@click.option("--shared", is_flag=True, help="The note may leave the library.")
@click.option("--tag", "tags", metavar="T", multiple=True)
@click.option("--occurrence", metavar="N", type=int, help="Which, where they stand several times.")
@click.option("--page", metavar="P", help="The page of a quotation typed from a printed source.")
@common
def highlight(
    call: Call,
    name: str,
    quotation: str,
    meaning: str,
    note: str | None,
    shared: bool,
    tags: tuple[str, ...],
    occurrence: int | None,
    page: str | None,
) -> None:
    """Highlight a passage by its words, or keep a quotation typed from a source without text."""
    with call.open(Access.WRITE) as library:
        mark = library.highlight_quotation(
            name,
            quotation,
            meaning=meaning,
            occurrence=occurrence,
            note=note,
            shared=shared,
            tags=tags,
            page=page,
        ).value
    place = f"para. {mark.locator.paragraph}" if mark.locator.paragraph else "no paragraph"
    call.say(shapes.highlight_shape(mark), f"{mark.id}  {mark.meaning.value}  {place}")


@click.command()
@click.argument("name", metavar="ID|-")
@click.argument("text", metavar="TEXT|-")
@click.option("--shared", is_flag=True, help="It may leave the library.")
@common
def note(call: Call, name: str, text: str, shared: bool) -> None:
    """Write a note on a document or highlight; with - for ID, on its own.

    TEXT is Markdown; - reads it from stdin. Private unless --shared.
    """
    words = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    with call.open(Access.WRITE) as library:
        written = library.add_note(words, on=None if name == "-" else name, shared=shared).value
    call.say(shapes.note_shape(written), f"{written.id}  {written.visibility.value}")


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@common
def notes(call: Call, name: str | None) -> None:
    """List all notes, or those on a document or a highlight."""
    with call.open(Access.READ) as library:
        found = library.notes(name)
    call.say(
        {"notes": [shapes.note_shape(each) for each in found]},
        *(f"{each.id}  {each.visibility.value:7}  {each.text}" for each in found),
    )


@click.command(context_settings=TAKES_A_QUERY)
@click.argument("query", metavar="QUERY", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=50, show_default=True)
@click.option("--exact", is_flag=True, help="Only this very spelling.")
@click.option("--passages", is_flag=True, help="Every passage, not one for each document.")
@common
def search(call: Call, query: tuple[str, ...], limit: int, exact: bool, passages: bool) -> None:
    """Search titles, names and texts; accents, case and apostrophes make no difference."""
    with call.open(Access.READ) as library:
        found = library.search(" ".join(query), limit=limit, exact=exact, passages=passages)
    lines = []
    for document, hit in found.hits:
        place = f", para. {hit.paragraph}" if hit.paragraph else ""
        lines += [f"{document.id}  {document.title}{place}", f"    {hit.snippet}"]
    call.say(shapes.found_shape(found), *lines, counted(found.total, "document"))


@click.command()
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@click.option("--style", metavar="S", required=True, help="A CSL style or one of its aliases.")
@click.option("--locator", metavar="TEXT", help="For example “para 3”.")
@click.option("--quoting", metavar="TEXT", default="", help="An original that is quoted in it.")
@click.option("--beside", metavar="ID", multiple=True, help="What else the list will hold.")
@click.option("--note", type=click.Choice(["first", "later", "again"]),
              help="For styles that cite in notes; the first is what is given anyway.")  # fmt: skip
@click.option("--locale", metavar="TAG", default="", help="Another language than the style’s own.")
@common
def cite(
    call: Call,
    names: tuple[str, ...],
    style: str,
    locator: str | None,
    quoting: str,
    beside: tuple[str, ...],
    note: Literal["first", "later", "again"] | None,
    locale: str,
) -> None:
    """Cite documents: the citation in the text, and the bibliography."""
    with call.open(Access.READ) as library:
        rendered = library.cite(
            names, style=style, locator=locator, quoting=quoting, beside=beside, locale=locale
        )
        if note is not None:
            from app.cite.styles import find_style

            notes = library.cite_notes(
                _one(names), style=style, locator=locator, quoting=quoting, locale=locale
            )
            if not find_style(style).notes:
                raise UsageError(
                    "This style cites in the text: it has no notes.", hint="Leave out --note."
                )
            plain, rich = getattr(notes, note)
            rendered = replace(rendered, citation=plain, citation_html=rich)
    call.say(
        shapes.rendered_shape(rendered),
        rendered.citation,
        "",
        *rendered.bibliography,
        *(f"Left out: {left.reason}" for left in rendered.left_out),
    )


def _one(names: tuple[str, ...]) -> str:
    if len(names) != 1:
        raise UsageError("A note is of one document.", hint="Cite the documents one at a time.")
    return names[0]


@click.command()
@click.argument("highlight_id", metavar="HIGHLIGHT")
@click.option("--style", metavar="S", required=True, help="A CSL style or one of its aliases.")
@click.option("--locator-form", type=click.Choice(["paragraph", "section"]))
@click.option("--speaker", metavar="TEXT", default="", help="Who is quoted in the source.")
@click.option("--omit", metavar="WORDS", multiple=True, help="Words to leave out.")
@click.option("--sic", metavar="WORDS", multiple=True, help="Words to be followed by [sic].")
@click.option("--emphasise", metavar="WORDS", multiple=True, help="Words to set in italics.")
@click.option("--locale", metavar="TAG", default="", help="Another language than the style’s own.")
@common
def quote(
    call: Call,
    highlight_id: str,
    style: str,
    locator_form: LocatorForm | None,
    speaker: str,
    omit: tuple[str, ...],
    sic: tuple[str, ...],
    emphasise: tuple[str, ...],
    locale: str,
) -> None:
    """Give a highlight as a quotation with its citation."""
    from app.cite.alterations import altered

    with call.open(Access.READ) as library:
        exact = library.highlight(highlight_id).exact
        quotation = library.quote(
            highlight_id,
            style=style,
            locator_form=locator_form,
            locale=locale,
            speaker=speaker,
            alterations=altered(exact, omit=omit, sic=sic, emphasise=emphasise),
        )
    if quotation.differs:
        click.echo(quotation.differs, err=True)
    call.say(shapes.quotation_shape(quotation), quotation.text)


COMMANDS = (highlight, note, notes, search, cite, quote)
