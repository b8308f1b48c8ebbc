"""Notes and marks of another program as notes and highlights of a document here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.errors import InputError
from app.exchange.moving import Annotation, Attachment, MovedEntry
from app.exchange.placing import Placer
from app.library.notes import note_text
from app.model import (
    Document,
    DocumentId,
    Highlight,
    HighlightId,
    Locator,
    Note,
    NoteId,
    Text,
    Visibility,
    new_id,
)
from app.text import canonical_line, locate, surroundings

IsNew = Callable[[str], bool]
"""Whether a part, told by its mark, wasn't taken before."""


@dataclass(slots=True)
class Made:
    """The highlights and notes that annotations became, and what a user should know of them."""

    highlights: list[Highlight] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def notes_for(
    entry: MovedEntry, document: DocumentId | None, is_new: IsNew, now: str
) -> Iterator[Note]:
    """The notes of an entry that are new, private; an empty one is none."""
    for note in entry.notes:
        if is_new(f"note:{note.mark}"):
            yield from _note(document, None, note.text, now)
    for number, text in enumerate(entry.entry.notes if entry.entry else ()):
        if is_new(f"note:#{number}"):
            yield from _note(document, None, text, now)


def _note(
    document: DocumentId | None, highlight: HighlightId | None, text: str, now: str
) -> Iterator[Note]:
    try:
        sound = note_text(text)
    except InputError:
        return
    yield Note(NoteId(new_id()), document, highlight, Visibility.PRIVATE, sound, now, now)


def marks_for(
    attachment: Attachment, document: Document, text: Text | None, is_new: IsNew, now: str
) -> Made:
    """What the new annotations on an attachment become on its document.

    Words that stand in ``text`` become a highlight there, others a typed quotation with its page;
    a comment becomes a private note.
    """
    made = Made()
    placer = Placer(text) if text else None
    astray = 0
    for one in attachment.annotations:
        if not is_new(f"mark:{one.mark}"):
            continue
        if not one.quotation:
            made.notes += _note(document.id, None, _on_page(one), now)
            continue
        place = placer.place(one.quotation, one.page) if placer else None
        astray += placer is not None and place is None
        highlight = _highlight(document, one, text, place, now)
        made.highlights.append(highlight)
        if one.comment:
            made.notes += _note(document.id, highlight.id, one.comment, now)
    if astray:
        count = "1 mark was" if astray == 1 else f"{astray} marks were"
        kept = "a typed quotation" if astray == 1 else "typed quotations"
        made.warnings.append(
            f"{count} not found in the text of “{attachment.name}” and kept as {kept}"
        )
    return made


def _on_page(one: Annotation) -> str:
    return f"p. {one.page}: {one.comment}" if one.page else one.comment


def _highlight(
    document: Document,
    one: Annotation,
    text: Text | None,
    place: tuple[int, int] | None,
    now: str,
) -> Highlight:
    exact, prefix, suffix = one.quotation, "", ""
    locator = Locator(page=one.page, page_end=one.page)
    start = end = None
    if text is not None and place is not None:
        start, end = place
        exact = text.canonical[start:end]
        prefix, suffix = surroundings(text, start, end)
        locator = locate(text, start, end)
    wished = (canonical_line(tag) for tag in one.tags)
    return Highlight(
        id=HighlightId(new_id()),
        document=document.id,
        text_id=document.text_id if place else None,
        start=start,
        end=end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        locator=locator,
        meaning=one.meaning,
        created=now,
        tags=tuple(dict.fromkeys(tag for tag in wished if tag)),
    )
