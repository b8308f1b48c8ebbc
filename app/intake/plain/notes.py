"""Notes about the author: where they begin, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.intake.people import CslName
from app.intake.plain import marks
from app.text import canonical_line

_LOOKED_AT = 1_000
_CLOSING = 3
_IS = r"(?:is|was|are|works|serves|teaches|writes|holds|has been|leads|studies|studied)\b"


def note_start(lines: Sequence[str], authors: Sequence[CslName]) -> int:
    """Where the note about the author begins that ends ``lines``; their number where none does.

    It begins with "About the author", behind more text than follows, or with a last paragraph that
    opens with an author's full name and says what they are.
    """
    sizes = [len(line) for line in lines]
    for place, line in enumerate(lines):
        opens = marks.opens_author_note(canonical_line(line[:_LOOKED_AT]))
        late = place * 2 >= len(lines) or sum(sizes[:place]) >= sum(sizes[place:])
        if opens and place and late:
            return place
    for place in range(max(1, len(lines) - _CLOSING), len(lines)):
        if _says_who(canonical_line(lines[place][:_LOOKED_AT]), authors):
            return place
    return len(lines)


def _says_who(line: str, authors: Sequence[CslName]) -> bool:
    full = [re.escape(name) for name in map(full_name, authors) if name]
    if not full:
        return False
    opening = (
        rf"\W*(?:dr\.?\s+|prof(?:essor)?\.?\s+)?(?:{'|'.join(full)})(?:,[^.]{{1,80}},)?\s+{_IS}"
    )
    return bool(re.match(opening, line, re.IGNORECASE))


def full_name(name: CslName) -> str:
    """A name as it is written in running text."""
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle", "")
    family = name.get("family", "")
    joined = f"{particle}{family}" if particle.endswith(("-", "’", "'")) else f"{particle} {family}"
    return f"{name.get('given', '')} {joined.strip()}".strip()
