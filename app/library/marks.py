"""The façade's part for highlights, typed quotations and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from app.changes import Outcome, Subject
from app.errors import AmbiguousError, InputError, NotFoundError
from app.library.base import mutation, outcome, passage_text, reading
from app.library.notes import Notes
from app.model import (
    MEANING_LABELS,
    Collection,
    Document,
    Highlight,
    HighlightId,
    How,
    Locator,
    Meaning,
    Note,
    Placing,
    Text,
    TextId,
    new_id,
)
from app.store import marks, texts, textversions
from app.store.journal import Act
from app.store.textversions import Placed
from app.text import canonical_line, find_quotation, locate, passage_of

Found = Document | Highlight | Note | Collection


class Marks(Notes):
    """Highlights on a document's text, typed quotations where it has none, and notes."""

    @reading
    def highlight(self, id_: str) -> Highlight:
        """The highlight with this id; raises NotFoundError."""
        return self._highlight(id_)

    @reading
    def identify(self, name: str) -> tuple[Subject, str]:
        """What an id, citation key or collection name means, and its id; raises NotFoundError."""
        finds: tuple[tuple[Subject, Callable[[str], Found]], ...] = (
            (Subject.DOCUMENT, self._document),
            (Subject.HIGHLIGHT, self._highlight),
            (Subject.NOTE, self._note),
            (Subject.COLLECTION, self._collection),
        )
        for subject, find in finds:
            with suppress(NotFoundError):
                return subject, find(name).id
        raise NotFoundError(
            f"Nothing has the id “{name}”.",
            hint="`sourcebook list` and `sourcebook show ID` list ids.",
        )

    @mutation
    def highlight_quotation(
        self,
        name: str,
        quotation: str,
        *,
        meaning: str = "yellow",
        occurrence: int | None = None,
        note: str | None = None,
        shared: bool = False,
        tags: Iterable[str] = (),
        page: str | None = None,
    ) -> Outcome[Highlight]:
        """Mark the passage of a document that reads ``quotation``; or keep a typed quotation.

        The words are looked for canonicalised, then with quotation marks of any shape; where they
        stand several times ``occurrence`` (from 1) says which. On a document without text they are
        kept as typed, with the ``page`` they stand on. Raises NotFoundError and AmbiguousError,
        which name paragraphs.
        """
        document = self._document(name)
        text = texts.text(self._store.database, document.text_id) if document.text_id else None
        wanted = meaning_named(meaning)
        if text is None:
            highlight = self._typed(document, quotation, wanted, page)
        else:
            start, end = chosen_place(text, quotation, occurrence)
            highlight = self._placed(document, text, start, end, wanted)
        return self._keep(highlight, note, shared=shared, tags=tags)

    @mutation
    def highlight_passage(
        self,
        name: str,
        start: int,
        end: int,
        *,
        meaning: str = "yellow",
        note: str | None = None,
        shared: bool = False,
        tags: Iterable[str] = (),
        sitting: str | None = None,
    ) -> Outcome[Highlight]:
        """Mark the passage [start, end) of a document's text, in code points, with its note.

        ``sitting`` as in :meth:`add_note`: what is written beside it next is one step with it.
        """
        document = self._document(name)
        text = passage_text(self._store.database, document.text_id, start, end)
        highlight = self._placed(document, text, start, end, meaning_named(meaning))
        return self._keep(highlight, note, shared=shared, tags=tags, sitting=sitting)

    @mutation
    def set_highlight_range(self, id_: str, start: int, end: int) -> Outcome[Highlight]:
        """Let a highlight reach from ``start`` to ``end`` of its text, in code points.

        Meaning, notes and tags stay. A typed quotation has no place to move: InputError. Of a mark
        made on another version of the text, only its place in the present one is another then.
        """
        found = self._highlight(id_)
        text = passage_text(self._store.database, found.text_id, start, end)
        if found.placing is not None and found.text_id is not None:
            return self._placed_by_hand(found, found.text_id, text, start, end)
        moved = replace(found, **passage_of(text, start, end))
        with self._act("move mark") as act:
            marks.move_highlight(act, moved)
            self._look_again(act, moved)
        return outcome(self._highlight(id_), act)

    def _look_again(self, act: Act, moved: Highlight) -> None:
        """Where it stands in other versions was recorded of what it was before."""
        textversions.forget_placed(act, moved.id)
        document = self._document(moved.document)
        known = textversions.versions(act.database, document)
        if len(known) > 1:
            from app.library.placing import resolve_onto

            for version in known:
                resolve_onto(act, document, version.text_id)

    def _placed_by_hand(
        self, found: Highlight, text_id: TextId, text: Text, start: int, end: int
    ) -> Outcome[Highlight]:
        from app.library.placing import seen_at

        seen = seen_at(found, text_id, text, start, end)
        with self._act("move mark") as act:
            placing = Placing(How.HAND, 100.0, confirmed=True)
            textversions.put_placed(act, Placed(found.id, text_id, placing, seen))
        return outcome(self._highlight(found.id), act)

    def _placed(
        self, document: Document, text: Text, start: int, end: int, meaning: Meaning
    ) -> Highlight:
        return Highlight(
            id=HighlightId(new_id()),
            document=document.id,
            text_id=document.text_id,
            **passage_of(text, start, end),
            meaning=meaning,
            created=self._now,
        )

    def _typed(
        self, document: Document, quotation: str, meaning: Meaning, page: str | None
    ) -> Highlight:
        exact = canonical_line(quotation)
        if not exact:
            raise InputError("A quotation needs words.", hint="Type what the source says.")
        label = canonical_line(page) if page else None
        return Highlight(
            id=HighlightId(new_id()),
            document=document.id,
            text_id=None,
            start=None,
            end=None,
            exact=exact,
            prefix="",
            suffix="",
            locator=Locator(page=label, page_end=label),
            meaning=meaning,
            created=self._now,
        )

    def _keep(
        self,
        highlight: Highlight,
        note: str | None,
        *,
        shared: bool,
        tags: Iterable[str],
        sitting: str | None = None,
    ) -> Outcome[Highlight]:
        names = tuple(filter(None, (canonical_line(tag) for tag in tags)))
        with self._act("highlight", sitting) as act:
            marks.add_highlight(act, replace(highlight, tags=names))
            if note:
                self._write_note(act, note, shared, highlight.document, highlight.id)
        return outcome(self._highlight(highlight.id), act)

    @mutation
    def set_meaning(self, id_: str, meaning: str) -> Outcome[Highlight]:
        """Give a highlight another meaning."""
        found = self._highlight(id_)
        with self._act("change meaning") as act:
            act.update("highlight", {"id": found.id}, meaning=meaning_named(meaning).value)
        return outcome(self._highlight(id_), act)

    @mutation
    def delete_highlight(self, id_: str) -> Outcome[HighlightId]:
        """Remove a highlight with its notes."""
        found = self._highlight(id_)
        with self._act("delete highlight") as act:
            marks.remove_highlight(act, found.id)
        return outcome(found.id, act)


def meaning_named(name: str) -> Meaning:
    """The meaning a user means: its colour, its label, its letter or its digit 1–6."""
    wanted = name.strip().casefold()
    for number, (meaning, label) in enumerate(MEANING_LABELS.items(), start=1):
        if wanted in (meaning.value, label.casefold(), label[0].casefold(), str(number)):
            return meaning
    names = ", ".join(f"{meaning.value} ({label})" for meaning, label in MEANING_LABELS.items())
    raise InputError(f"“{name}” is no meaning.", hint=f"One of: {names}.")


def chosen_place(text: Text, quotation: str, occurrence: int | None) -> tuple[int, int]:
    """Where a quotation stands; raises NotFoundError and AmbiguousError, naming paragraphs."""
    places = find_quotation(text, quotation)
    if not places:
        raise NotFoundError(
            "These words don't stand in the text as given.",
            hint=_looking_near(text, quotation),
            code="quote-not-found",
        )
    if occurrence is None and len(places) > 1:
        raise AmbiguousError(
            f"These words stand {len(places)} times, in {_where(text, places)}.",
            hint="Say which with --occurrence N, or give more of the sentence.",
        )
    if occurrence is not None and not 1 <= occurrence <= len(places):
        raise NotFoundError(
            f"There is no occurrence {occurrence}: these words stand {len(places)} times, "
            f"in {_where(text, places)}.",
            hint="Occurrences count from 1.",
        )
    return places[(occurrence or 1) - 1]


def _where(text: Text, places: Iterable[tuple[int, int]]) -> str:
    """The paragraphs of several places in words: "paragraphs 3, 3 and 12"."""
    found = [locate(text, start, end).paragraph for start, end in places]
    numbers = [str(number) for number in found if number is not None]
    parts = []
    if len(numbers) == 1:
        parts.append(f"paragraph {numbers[0]}")
    elif numbers:
        shown = numbers[:12]
        more = f" and {len(numbers) - 12} more" if len(numbers) > 12 else f" and {shown.pop()}"
        parts.append(f"paragraphs {', '.join(shown)}{more}")
    if len(numbers) < len(found):
        parts.append("outside the numbered paragraphs")
    return " and ".join(parts)


def _looking_near(text: Text, quotation: str) -> str:
    """A hint naming the paragraphs where the first words of a quotation do stand."""
    words = canonical_line(quotation).split()
    for count in range(min(len(words) - 1, 6), 1, -1):
        places = find_quotation(text, " ".join(words[:count]))
        if places:
            return f"Its first {count} words stand in {_where(text, places)}; compare the rest."
    return f"Copy them from the text; it has {text.paragraphs} paragraphs."
