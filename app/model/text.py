"""A Text: one immutable version of what is read, as a canonical string and its Blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CAPTION = "caption"
    INFOBOX_ROW = "infobox-row"
    AUTHOR_NOTE = "author-note"
    FOOTNOTE = "footnote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of canonical text with one role.

    ``start`` and ``end`` are code-point offsets into the Text, half-open. ``level`` is a heading's
    (1–6) or a list item's depth (from 1), else None. ``paragraph`` and ``section_paragraph`` count
    from 1; None for kinds that are not counted. ``section`` is the path of headings above, without
    the title. ``page`` is the label of the page the block starts on.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    paragraph: int | None = None
    section_paragraph: int | None = None
    section: tuple[str, ...] = ()
    page: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class NoteMark:
    """A place in a Text that refers to a footnote: behind the code point before ``at``.

    ``block`` is the footnote's place among the Text's blocks, from 0; of several paragraphs, the
    first. The sign itself ("¹") is no part of the text.
    """

    at: int
    block: int


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a document's text.

    ``canonical`` is NFC, with blocks separated by exactly two line feeds; ``sha256`` is the
    hexadecimal digest of its UTF-8 form; ``extractor`` names the reader and its version.
    ``note_marks`` are in reading order; several may lead to one footnote.
    """

    canonical: str
    blocks: tuple[Block, ...]
    sha256: str
    extractor: str
    note_marks: tuple[NoteMark, ...] = ()

    def text_of(self, block: Block) -> str:
        """The canonical text of one of this Text's blocks."""
        return self.canonical[block.start : block.end]

    @property
    def note_numbers(self) -> tuple[int, ...]:
        """The number of each note mark's footnote, from 1, in the order they are first met."""
        numbers: dict[int, int] = {}
        for mark in self.note_marks:
            numbers.setdefault(mark.block, len(numbers) + 1)
        return tuple(numbers[mark.block] for mark in self.note_marks)

    @property
    def paragraphs(self) -> int:
        """How many numbered paragraphs there are."""
        return max((block.paragraph or 0 for block in self.blocks), default=0)
