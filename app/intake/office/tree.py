"""From pandoc's tree of a word processor's document to drafts of blocks.

What pandoc has no word for is told by the name of a paragraph's style, which comes either as a
``custom-style`` around it or as a mark that stood before its first letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.intake.markdown.tree import Node, TreeReader
from app.intake.place import Place
from app.model import BlockKind
from app.text import Draft

MARKS = {
    "caption": "\ufdd0",
    "quotation": "\ufdd1",
    "code": "\ufdd2",
    "title": "\ufdd3",
    "subtitle": "\ufdd4",
    "author": "\ufdd5",
    "date": "\ufdd6",
}
"""What a paragraph is, and the noncharacter that says so; Unicode keeps those for inner use."""

_ROLES = {mark: role for role, mark in MARKS.items()}
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What is taken out of a document before marks are put in."""

ROLE_MARKS = re.compile("[\ufdd0-\ufddf]")
"""What says what a paragraph is; the marks of notes stay (see :mod:`app.text.notemarks`)."""

_KINDS = {
    "caption": BlockKind.CAPTION,
    "quotation": BlockKind.QUOTATION,
    "code": BlockKind.CODE,
}
_STYLES = (
    (re.compile(r"toc(?: ?\d| heading)|(?:contents|index|bibliography) ?(?:heading|\d)"
                r"|table of figures|index heading"), "contents"),
    (re.compile(r"(?:image |table |figure )?caption|illustration|figure|drawing|table"
                r"|illustration index label"), "caption"),
    (re.compile(r"quotations?|(?:intense )?quote|block ?text|blockquote|block quotation"),
     "quotation"),
    (re.compile(r"preformatted text|source code|html preformatted|code"), "code"),
    (re.compile(r"title|document title"), "title"),
    (re.compile(r"sub-?title"), "subtitle"),
    (re.compile(r"authors?|byline"), "author"),
    (re.compile(r"date"), "date"),
)  # fmt: skip


def role_of(style: str) -> str:
    """What paragraphs of a style are: a key of ``MARKS``, ``contents``, or empty for plain text."""
    name = " ".join(style.replace("_20_", " ").replace("_", " ").lower().split())
    return next((role for pattern, role in _STYLES if pattern.fullmatch(name)), "")


@dataclass(slots=True)
class OfficeReader(TreeReader):
    """Walks the tree; what the title block said stands in ``said`` afterwards."""

    said: dict[str, list[str]] = field(default_factory=dict)

    def _readers(self) -> dict[str, Any]:
        return {**super(OfficeReader, self)._readers(), "Div": self._division}

    def _division(self, content: list[Any], place: Place) -> None:
        role = role_of(dict(content[0][2]).get("custom-style", ""))
        if role == "contents":
            return
        if role in _KINDS and place.kind is BlockKind.PARAGRAPH and role != "code":
            self._blocks(content[1], Place(_KINDS[role]))
        else:
            self._blocks(content[1], place)

    def _heading(self, content: list[Any], place: Place) -> None:
        if place.kind is BlockKind.PARAGRAPH:
            self._add(BlockKind.HEADING, self._text(content[2]), min(6, max(1, int(content[0]))))
        else:
            self._paragraph(content[2], place)

    def _paragraph(self, content: list[Node], place: Place) -> None:
        text = self._text(content)
        role = _ROLES.get(text[:1], "")
        text = ROLE_MARKS.sub("", text)
        if role in _KINDS and place.kind is BlockKind.PARAGRAPH:
            self._marked(_KINDS[role], text)
        elif role and role not in _KINDS:
            self.said.setdefault(role, []).append(text)
        else:
            self._plain_paragraph(text, place)

    def _marked(self, kind: BlockKind, text: str) -> None:
        """A paragraph by its style; lines of code that follow each other are one block."""
        before = self.drafts[-1] if self.drafts else None
        if kind is BlockKind.CODE and before is not None and before.kind is kind:
            self.drafts[-1] = Draft(kind, f"{before.text}\n{text}")
        else:
            self._add(kind, text)

    def _plain_paragraph(self, text: str, place: Place) -> None:
        is_item = place.kind is BlockKind.LIST_ITEM
        if place.kind is BlockKind.FOOTNOTE:
            text = text.lstrip()  # what parts its number, which is gone, from its words
        level = max(1, place.depth) if is_item else None
        number = place.list_number if is_item else None
        self.drafts.append(Draft(place.kind, text, level, list_number=number))

    def _quotation(self, content: list[Node], place: Place) -> None:
        """What is indented inside a list or note is no quotation."""
        if place.kind is BlockKind.PARAGRAPH:
            place = Place(BlockKind.QUOTATION)
        self._blocks(content, place)

    def _table(self, content: list[Any], place: Place) -> None:
        """A table of one column is a frame around text."""
        if len(content[2]) > 1:
            super(OfficeReader, self)._table(content, place)
            return
        self._add(BlockKind.CAPTION, self._plain(content[1][1]))
        _, _, _, head, bodies, foot = content
        for row in [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]:
            for cell in row[1]:
                self._blocks(cell[4], place)

    def _figure(self, content: list[Any], place: Place) -> None:
        said = self._plain(content[1][1])
        if said.strip():
            self._add(BlockKind.CAPTION, said)
        else:
            self._blocks(content[2], place)

    def _plain(self, blocks: Iterable[Node]) -> str:
        return ROLE_MARKS.sub("", super(OfficeReader, self)._plain(blocks))
