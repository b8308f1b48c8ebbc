"""The words around a mark, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.library import Library
from app.model import Highlight

AROUND = 420
"""Code points told before and after a mark, at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """A mark's words with what stands before and after them in their paragraphs."""

    before: str
    words: str
    after: str

    @property
    def whole(self) -> str:
        """All of it, in reading order."""
        return self.before + self.words + self.after

    @property
    def place(self) -> tuple[int, int]:
        """Where the mark's words are in the whole, half open."""
        return len(self.before), len(self.before) + len(self.words)


def context_of(library: Library, mark: Highlight) -> Context:
    """What stands around a mark; nothing around a typed quotation, which has no text."""
    text = library.open_document(mark.document).text
    if text is None or mark.start is None or mark.end is None:
        return Context("", mark.exact, "")
    touched = [each for each in text.blocks if each.end > mark.start and each.start < mark.end]
    if not touched:
        return Context("", mark.exact, "")
    before = text.canonical[touched[0].start : mark.start]
    after = text.canonical[mark.end : touched[-1].end]
    return Context(_last(before), text.canonical[mark.start : mark.end], _first(after))


def _first(words: str) -> str:
    """The first of some words, cut between two of them."""
    return words if len(words) <= AROUND else words[:AROUND].rpartition(" ")[0] + " …"


def _last(words: str) -> str:
    """The last of some words, cut between two of them."""
    return words if len(words) <= AROUND else "… " + words[-AROUND:].partition(" ")[2]
