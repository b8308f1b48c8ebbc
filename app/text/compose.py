"""From drafts of blocks, as a reader finds them, to a Text with offsets, sections and numbers.

The counting rule: body paragraphs and each paragraph of a block quotation count; all items of one
list, nested ones included, share one number; nothing else counts or shifts the count. Numbers run
through the document and again within each section, that is from one heading to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.model.text import Block, BlockKind, NoteMark, Text
from app.text.canonical import canonical_code, canonical_line
from app.text.notemarks import held, numbers_in, places

SEPARATOR = "\n\n"
_COUNTED = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Draft:
    """A block as a reader found it, before it has a place in a Text.

    ``text`` is raw and is canonicalised here; a table gives ``rows`` of cells instead. ``level`` is
    a heading's 1–6 or a list item's depth from 1. ``list_number`` is the same for everything that
    belongs to one outermost list, and None elsewhere. ``page`` is the page's label. ``origin`` is
    its place among the drafts as they were first found, which what is tidied away later leaves.
    ``notes`` are the numbers under which marks in other drafts refer to this footnote.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None
    page: str | None = None
    list_number: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    origin: int | None = field(default=None, compare=False)
    notes: tuple[int, ...] = field(default=(), compare=False)


def digest(canonical: str) -> str:
    """SHA-256 of a canonical string's UTF-8 form, in hexadecimal."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def compose(drafts: Iterable[Draft], extractor: str) -> Text:
    """The Text made of ``drafts``, in order; drafts without any text are dropped.

    ``extractor`` names the reader and its version, e.g. ``"html 1"``.
    """
    numbering = _Numbering()
    parts: list[str] = []
    blocks: list[Block] = []
    marks: list[tuple[int, int]] = []
    footnotes: dict[int, int] = {}
    at = 0
    for draft in drafts:
        text = content_of(draft)
        if not text:
            continue
        marks += ((at + place, number) for place, number in _note_marks(draft, text))
        if draft.kind is BlockKind.FOOTNOTE:
            for number in draft.notes:
                footnotes.setdefault(number, len(blocks))
        blocks.append(numbering.place(draft, text, at))
        parts.append(text)
        at += len(text) + len(SEPARATOR)
    canonical = SEPARATOR.join(parts)
    led = tuple(NoteMark(at, footnotes[number]) for at, number in marks if number in footnotes)
    return Text(canonical, tuple(blocks), digest(canonical), extractor, led)


def _note_marks(draft: Draft, text: str) -> list[tuple[int, int]]:
    """Where in a draft's canonical ``text`` it refers to notes, and to which."""
    marked = held(draft.text) if not draft.rows and draft.kind is not BlockKind.CODE else None
    found = places(canonical_line(marked), text) if marked is not None else None
    numbers = numbers_in(draft.text) if found else []
    return list(zip(found or (), numbers, strict=False))


def content_of(draft: Draft) -> str:
    """The canonical text of a draft; empty for one that becomes no Block."""
    if draft.kind is BlockKind.CODE:
        return canonical_code(draft.text)
    if draft.rows:
        return _table(draft.rows)
    return canonical_line(draft.text)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Cells joined by TAB and rows by LF; rows without any text are dropped."""
    cleaned = [[canonical_line(cell) for cell in row] for row in rows]
    return "\n".join("\t".join(row) for row in cleaned if any(row))


@dataclass(slots=True)
class _Numbering:
    """The running state of the counting rule while blocks are placed one after the other."""

    paragraph: int = 0
    in_section: int = 0
    headings: list[tuple[int, str]] = field(default_factory=list)
    lists: dict[int, tuple[int, int]] = field(default_factory=dict)

    def place(self, draft: Draft, text: str, at: int) -> Block:
        if draft.kind is BlockKind.HEADING:
            self._enter(draft.level or 2, text)
        number, in_section = self._numbers(draft)
        return Block(
            kind=draft.kind,
            start=at,
            end=at + len(text),
            level=draft.level,
            paragraph=number,
            section_paragraph=in_section,
            section=tuple(heading for _, heading in self.headings),
            page=draft.page,
        )

    def _enter(self, level: int, heading: str) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, heading))
        self.in_section = 0

    def _numbers(self, draft: Draft) -> tuple[int | None, int | None]:
        if draft.kind not in _COUNTED:
            return None, None
        if draft.list_number is None:
            return self._next()
        if draft.list_number not in self.lists:
            self.lists[draft.list_number] = self._next()
        return self.lists[draft.list_number]

    def _next(self) -> tuple[int, int]:
        self.paragraph += 1
        self.in_section += 1
        return self.paragraph, self.in_section
