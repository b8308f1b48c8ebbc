"""The façade's part for annotations that other programs made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.changes import Outcome
from app.errors import InputError
from app.library.base import mutation, outcome
from app.library.marks import meaning_named
from app.library.textversions import TextVersions
from app.model import Document, DocumentId, Highlight, Meaning, Text
from app.store import documents, marks, texts
from app.store.journal import Act
from app.text import canonical_line

# Imported where they are used: opening a library doesn't wait for a matcher that is seldom needed.
if TYPE_CHECKING:
    from app.annotate.anchoring import Anchor, Resolution
    from app.annotate.w3c_reading import ReadAnnotation

_OWN = "urn:sourcebook:"
_PRIVATE = False


@dataclass(slots=True)
class Brought:
    """What an import of annotations did.

    ``placed`` are highlights where the words stand, ``doubtful`` those of them whose place wants a
    look, ``kept`` remarks kept as notes on a document because their words aren't in its text,
    ``known`` those that were there already, ``strange`` the addresses that no document here has.
    """

    placed: int = 0
    doubtful: int = 0
    kept: int = 0
    known: int = 0
    strange: list[str] = field(default_factory=list)


class Annotating(TextVersions):
    """W3C Web Annotations and Hypothesis' JSON, as highlights and notes."""

    @mutation
    def import_annotations(self, data: bytes, name: str | None = None) -> Outcome[Brought]:
        """Bring in the annotations of a file; ``name`` says on which document, else addresses do.

        Each passage is looked for by its words and what stands around them; where its place isn't
        clear it becomes a private note with the words quoted, so nothing is lost or misplaced. What
        was brought in before is passed over. Remarks become private notes. Raises InputError where
        the file holds no sound annotations, NotFoundError for ``name``.
        """
        from app.annotate.w3c_reading import read_annotations

        found = read_annotations(data)
        if not found:
            raise InputError("The file holds no annotations.", hint="Choose another file.")
        brought = Brought()
        groups = self._by_document(found, name, brought)
        with self._act("import annotations") as act:
            for id_, annotations in groups.items():
                self._bring(act, self._document(id_), annotations, brought)
        return outcome(brought, act)

    def _by_document(
        self, found: Iterable[ReadAnnotation], name: str | None, brought: Brought
    ) -> dict[DocumentId, list[ReadAnnotation]]:
        groups: defaultdict[DocumentId, list[ReadAnnotation]] = defaultdict(list)
        chosen = self._document(name).id if name is not None else None
        known = {} if chosen else self._addresses()
        for each in found:
            id_ = chosen or known.get(_source_key(each.source))
            if id_ is not None:
                groups[id_].append(each)
            elif each.source not in brought.strange:
                brought.strange.append(each.source)
        return groups

    def _addresses(self) -> dict[str, DocumentId]:
        """Documents by what their source may be called."""
        known: dict[str, DocumentId] = {}
        for document in documents.documents(self._store.database):
            known[f"{_OWN}{document.id}"] = document.id
            key = _source_key(str(document.reference.get("URL") or ""))
            if key:
                known.setdefault(key, document.id)
        return known

    def _bring(
        self, act: Act, document: Document, found: Sequence[ReadAnnotation], brought: Brought
    ) -> None:
        database = self._store.database
        text = texts.text(database, document.text_id) if document.text_id else None
        present = marks.highlights(database, document.id)
        remarks = {note.text for note in marks.notes(database, document=document.id)}
        places = _placed(found, text)
        for each, place in zip(found, places, strict=True):
            new = [remark for remark in each.remarks if remark not in remarks]
            remarks.update(new)
            highlight = self._highlighted(document, text, each, place)
            if highlight is None:
                self._as_note(act, document, each, new, brought)
            elif any(_same(highlight, other) for other in present) and not new:
                brought.known += 1
            else:
                present = (*present, highlight)
                marks.add_highlight(act, highlight)
                for remark in new:
                    self._write_note(act, remark, _PRIVATE, document.id, highlight.id)
                brought.placed += 1
                brought.doubtful += bool(place and place.wants_a_look)

    def _highlighted(
        self, document: Document, text: Text | None, each: ReadAnnotation, place: Resolution | None
    ) -> Highlight | None:
        meaning, tags = _meant(each.tags)
        if text is None:
            typed = canonical_line(each.exact)
            found = self._typed(document, typed, meaning, None) if typed else None
        elif place is None or place.start is None or place.end is None:
            found = None
        else:
            found = self._placed(document, text, place.start, place.end, meaning)
        return replace(found, tags=tags) if found else None

    def _as_note(
        self,
        act: Act,
        document: Document,
        each: ReadAnnotation,
        remarks: Sequence[str],
        brought: Brought,
    ) -> None:
        """Keep what can't be placed: the words as a quotation, the remarks below."""
        words = canonical_line(each.exact)
        parts = ([f"> {words}"] if words else []) + list(remarks)
        body = "\n\n".join(parts)
        notes = marks.notes(self._store.database, document=document.id)
        if not body or not (remarks or words) or any(note.text == body for note in notes):
            brought.known += 1
            return
        self._write_note(act, body, _PRIVATE, document.id, None)
        brought.kept += 1


def _placed(found: Sequence[ReadAnnotation], text: Text | None) -> list[Resolution | None]:
    from app.annotate.anchoring import resolve

    if text is None:
        return [None] * len(found)
    wanted = [_anchor(each) for each in found]
    places = iter(resolve([each for each in wanted if each], "", text.canonical))
    return [next(places) if each else None for each in wanted]


def _anchor(each: ReadAnnotation) -> Anchor | None:
    """What to look for; the other program's white space is canonicalised as our text's is."""
    from app.annotate.anchoring import Anchor

    if not each.exact.strip():
        return None
    start = each.start if each.start is not None else 0
    exact = " ".join(canonical_line(part) for part in each.exact.split("\n\n"))
    return Anchor(start, start + len(exact), exact, each.prefix, each.suffix)


def _meant(tags: Iterable[str]) -> tuple[Meaning, tuple[str, ...]]:
    """The meaning that a tag names, as our own export writes it, and the other tags."""
    meaning, kept = Meaning.YELLOW, []
    for tag in tags:
        try:
            meaning = meaning_named(tag) if len(tag) > 1 else meaning
        except InputError:
            kept.append(tag)
    return meaning, tuple(filter(None, kept))


def _source_key(source: str) -> str:
    from app.text.addresses import address_key

    return source if source.startswith(_OWN) else address_key(source)


def _same(one: Highlight, other: Highlight) -> bool:
    return (one.start, one.end, one.exact, one.meaning) == (
        other.start, other.end, other.exact, other.meaning,
    )  # fmt: skip
