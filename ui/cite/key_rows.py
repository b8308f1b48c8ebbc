"""What the sheet of citation keys says: old and new keys of each document; no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.library.keys import KeyPreview
from app.model import DocumentId
from ui.library.presenter import counted, shown
from ui.widgets.lines import Line

EXAMPLES = (
    ("", "As built in: author, year, a word of the title"),
    ("auth.lower + year", "Author and year: okafor2019"),
    ("auth + year", "Author and year, with capitals: Okafor2019"),
    ("auth.lower + year + shorttitle(1)", "With one word of the title: okafor2019Numbers"),
    ("authors(2) + year", "Two authors: OkaforLindqvist2019"),
    ('auth.lower + ":" + year', "With a colon: okafor:2019"),
    ("auth.lower + shortyear", "Short year: okafor19"),
)  # fmt: skip
"""Patterns to begin with."""

TERMS = (
    "auth, auth(n), authors(n), editor, year, shortyear, month, day, title, shorttitle(n), "
    "journal, site, publisher, institution, type, “text”"
)
FILTERS = ".lower .upper .capitalize .abbr .select(n, m) .substring(n, m)"
HINT = f"Terms joined by +: {TERMS}. After a term: {FILTERS}. Empty: as built in."


def key_lines(
    found: Sequence[KeyPreview], titles: Mapping[DocumentId, str], *, changing: bool = False
) -> list[Line]:
    """A row for each document with its key and the one it would get, those that change first.

    With ``changing`` only those that change.
    """
    moved = [one for one in found if one.key != one.renewed]
    rest = [] if changing else [one for one in found if one.key == one.renewed]
    return [_line(one, titles.get(one.document, "")) for one in (*moved, *rest)]


def _line(one: KeyPreview, title: str) -> Line:
    told = shown(title)
    if one.pinned:
        return Line(told, one.key, "Pinned", "lock-simple", id=one.document)
    if one.key == one.renewed:
        return Line(told, one.key, "Stays", "check", id=one.document)
    return Line(
        told, f"{one.key}  →  {one.renewed}", "Would change", "arrow-right", "accent", one.document
    )


def changing(found: Sequence[KeyPreview]) -> int:
    """How many keys would change."""
    return sum(one.key != one.renewed for one in found)


def key_sums(found: Sequence[KeyPreview]) -> str:
    """How many keys the pattern would change, and how many are pinned."""
    changed, pinned = changing(found), sum(one.pinned for one in found)
    told = f"{counted(changed, 'key')} of {len(found):,} would change"
    if not pinned:
        return f"{told}."
    return f"{told}; {counted(pinned, 'pinned key')} {'stays' if pinned == 1 else 'stay'}."


def renewing_words(count: int) -> str:
    """What is said before keys are renewed."""
    keys = "This key changes" if count == 1 else f"These {count:,} keys change"
    return (
        f"{keys}. The old ones stay known: they still find their documents here and go along in "
        "biblatex files. Essays that cite them through another file don't follow by themselves."
    )
