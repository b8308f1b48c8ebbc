"""Whether two references may be one source: by their kinds, addresses, titles and numbers."""

from __future__ import annotations

from app.model import Document
from app.store.sorting import columns_of, title_key
from app.text.addresses import page_key

_FEWEST_WORDS = 5
_TITLES_ALIKE = 0.6

# Kinds that one source may have been saved as, by whoever saved it; others are sources apart.
_TOGETHER = (
    frozenset({"webpage", "post-weblog", "article-newspaper", "article-magazine"}),
    frozenset({"article-journal", "article-magazine", "article-newspaper"}),
    frozenset({"article", "article-journal"}),
    frozenset({"entry", "entry-encyclopedia", "entry-dictionary"}),
    frozenset({"legislation", "bill", "regulation"}),
    frozenset({"motion_picture", "broadcast"}),
    frozenset({"dataset", "software"}),
)
_TELLING_APART = ("volume", "issue", "number", "edition", "part-number", "chapter-number")
_REVISION = "version"


def go_together(one: Document, other: Document) -> bool:
    """Whether one source may have been saved as these two types."""
    types = {_type(one), _type(other)} - {"document"}
    return len(types) < 2 or any(types <= together for together in _TOGETHER)


def _type(document: Document) -> str:
    return str(document.reference.get("type") or "document")


def place_of(document: Document) -> str:
    """The page a reference names, whichever version of it was saved; empty where it names none."""
    return page_key(str(document.reference.get("URL") or ""))


def title_of(document: Document) -> str:
    """The title folded, without its article."""
    return title_key(document.reference)


def same_by_doi(one: Document, other: Document) -> bool:
    """Whether two with one DOI are one: a book's chapters carry its DOI, so titles count too."""
    return titles_alike(one, other)


def same_by_address(one: Document, other: Document) -> bool:
    """Whether two with one address are one."""
    return titles_alike(one, other) and not told_apart(one, other)


def same_by_text(one: Document, other: Document) -> bool:
    """Whether two with most of their wording in common are one, wherever each was found.

    Two revisions of one entry, each named by its number, are cited as two.
    """
    mine, theirs = one.reference.get(_REVISION), other.reference.get(_REVISION)
    revised = bool(mine and theirs and mine != theirs)
    return go_together(one, other) and not revised and not told_apart(one, other)


def same_by_title(one: Document, other: Document) -> bool:
    """Whether two of the same title are one: with year and author, as far as they are told."""
    if told_apart(one, other):
        return False
    years = {year for year in (_year(one), _year(other)) if year}
    authors = {author for author in (_author(one), _author(other)) if author}
    if len(years) > 1 or len(authors) > 1:
        return False
    both = (_year(one) and _year(other)) or (_author(one) and _author(other))
    return bool(both) or len(title_of(one).split()) >= _FEWEST_WORDS


def titles_alike(one: Document, other: Document) -> bool:
    """Whether two titles share most of the shorter one's words."""
    mine, theirs = set(title_of(one).split()), set(title_of(other).split())
    if not mine or not theirs:
        return True
    return len(mine & theirs) / min(len(mine), len(theirs)) >= _TITLES_ALIKE


def told_apart(one: Document, other: Document) -> bool:
    """Whether a number that both have differs: two volumes, two issues, two editions."""
    return any(
        one.reference.get(name)
        and other.reference.get(name)
        and one.reference[name] != other.reference[name]
        for name in _TELLING_APART
    )


def _year(document: Document) -> int:
    return int(columns_of(document.reference, "", ())["sort_year"])


def _author(document: Document) -> str:
    """The first author's family name, folded; empty where there is none."""
    words = str(columns_of(document.reference, "", ())["sort_author"]).split()
    return words[0] if words else ""
