"""What surrounds a block while a reader walks down a tree of them."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import BlockKind


@dataclass(frozen=True, slots=True)
class Place:
    """The kind that plain paragraphs have here, how deep in lists, and in which outermost list."""

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0
    list_number: int | None = None
