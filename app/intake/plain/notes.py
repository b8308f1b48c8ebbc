"""Notes about the author: where they begin, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.intake.people import CslName
from app.intake.plain import marks
from app.model.names import with_particle
from app.text import canonical_line

_LOOKED_AT = 400
_CLOSING = 3
_HONOUR = r"\W*(?:dr\.?\s+|prof(?:essor)?\.?\s+)?"
_IS = (
    r"(?:is|was|are|works|serves|teaches|writes|holds|has been|leads|studies|studied"
    r"|has (?:covered|written|reported|worked|published)|covers|reports|edits|directs|runs)\b"
)


def note_start(lines: Sequence[str], authors: Sequence[CslName]) -> int:
    """Where the note about the author begins that ends ``lines``; their number where none does.

    It begins with "About the author", behind more text than follows, or with a last paragraph that
    opens with an author's full name and says what they are.
    """
    sizes = [len(line) for line in lines]
    for place, line in enumerate(lines):
        if place and marks.opens_author_note(line.lstrip()):
            late = place * 2 >= len(lines) or sum(sizes[:place]) >= sum(sizes[place:])
            if late:
                return place
    says_who = _who(authors)
    for place in range(max(1, len(lines) - _CLOSING), len(lines)):
        if says_who is not None and says_who.match(canonical_line(lines[place][:_LOOKED_AT])):
            return place
    return len(lines)


def _who(authors: Sequence[CslName]) -> re.Pattern[str] | None:
    full = [re.escape(name) for name in map(full_name, authors) if name]
    if not full:
        return None
    return re.compile(rf"{_HONOUR}(?:{'|'.join(full)})(?:,[^.]{{1,80}},)?\s+{_IS}", re.IGNORECASE)


def full_name(name: CslName) -> str:
    """A name as it is written in running text."""
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle", "")
    family = name.get("family", "")
    return f"{name.get('given', '')} {with_particle(particle, family)}".strip()
