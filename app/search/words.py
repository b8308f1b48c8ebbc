"""What is looked for: the words and phrases of a query, each with every form it may have.

``word`` must occur somewhere in a document, ``"two words"`` in this order side by side in one
passage, ``-word`` and ``-"two words"`` nowhere. A quotation mark that is not closed yet runs to the
end. Nothing else has a meaning, so nothing a user types or pastes can be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.text.folding import LETTER_MARKS, Token, is_unspaced, tokens

MOST_TERMS = 64
"""Words and phrases of one query that are looked for; a longer one is cut there."""

_MOST_FORMS = 128
_MOST_VARIANTS = 8
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_ITEM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a term: forms side by side, the last one perhaps only begun."""

    forms: tuple[str, ...]
    begun: bool = False

    def contains(self, other: Variant) -> bool:
        """Whether every text that has this one has ``other`` too, by its place among the forms."""
        size = len(other.forms)
        if other.begun != self.begun or size > len(self.forms):
            return False
        places = range(len(self.forms) - size + 1) if not self.begun else [len(self.forms) - size]
        return any(self.forms[at : at + size] == other.forms for at in places)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase as typed, without marks at its edges, and all that counts as it."""

    typed: str
    variants: tuple[Variant, ...]

    @property
    def begun(self) -> bool:
        """Whether longer words that begin so count as well."""
        return any(variant.begun for variant in self.variants)

    @property
    def widest(self) -> tuple[Variant, ...]:
        """The variants without those that another one covers."""
        return tuple(
            one
            for one in self.variants
            if not any(one is not other and one.contains(other) for other in self.variants)
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A query: every wanted term must occur, no unwanted one may."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


def parse_words(query: str, *, typing: bool) -> Words:
    """The terms of a query; none where it has no letters.

    With ``typing`` the last word also counts where it is the beginning of a longer one.
    """
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    items = list(_ITEM.finditer(query.translate(_QUOTES)))
    for item in items:
        open_end = item is items[-1] and not item["closed"] and not item["minus"]
        term = _term(item["word"] or item["phrase"] or "", begun=typing and open_end)
        if term:
            (unwanted if item["minus"] else wanted)[term] = None
    return Words(tuple(wanted)[:MOST_TERMS], tuple(unwanted)[:MOST_TERMS])


def _term(typed: str, *, begun: bool) -> Term | None:
    found = list(tokens(typed))
    plain = [token for token in found if not token.extra][:_MOST_FORMS]
    if not plain:
        return None
    rows = dict.fromkeys(_rows(plain, found))
    variants = dict.fromkeys(_begun(row) if begun else Variant(row) for row in rows)
    whole = spelling(typed, plain[0].start, plain[-1].end)
    return Term(" ".join(whole.split()), tuple(variants))


def spelling(text: str, start: int, end: int) -> str:
    """The word at [start, end) with the ʿayn and hamza marks at its edges, which are letters."""
    while start > 0 and text[start - 1] in LETTER_MARKS:
        start -= 1
    while end < len(text) and text[end] in LETTER_MARKS:
        end += 1
    return text[start:end]


def _begun(row: tuple[str, ...]) -> Variant:
    """``row`` with its last form open, unless that says nothing."""
    if is_unspaced(row[-1]):
        return Variant(row)
    if len(row) > 1 and len(row[-1]) == 1:
        # Half of all texts have a word that begins so; the words before it are what counts.
        return Variant(row[:-1])
    return Variant(row, begun=True)


def _rows(plain: list[Token], found: list[Token]) -> list[tuple[str, ...]]:
    """Every way to read the words in order, the plain one first, up to a few."""
    steps = _steps(plain, found)
    rows: list[tuple[str, ...]] = []
    open_rows: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while open_rows and len(rows) < _MOST_VARIANTS:
        at, row = open_rows.pop()
        if at == len(plain):
            rows.append(row)
            continue
        open_rows.extend((after, (*row, form)) for form, after in reversed(steps[at]))
    return rows


def _steps(plain: list[Token], found: list[Token]) -> list[list[tuple[str, int]]]:
    """For each word, the forms that may stand there and the word that comes after."""
    steps = [[(token.form, nth + 1)] for nth, token in enumerate(plain)]
    for first, last, form in _extras(plain, found):
        if form != plain[first].form[2:] or form.isascii():
            # An Arabic word typed with its article is meant with it; a Latin article is
            # written in too many ways to be insisted on.
            steps[first].append((form, last + 1))
        if last > first:
            steps[first].append((plain[last].form, last + 1))
    return steps


def _extras(plain: list[Token], found: list[Token]) -> Iterator[tuple[int, int, str]]:
    """The other readings: the first and last word each stands for, and its form."""
    last = -1
    for token in found:
        if not token.extra:
            last += 1
        elif last < len(plain):
            first = last if token.start >= plain[last].start else last - 1
            yield first, last, token.form
        if last >= len(plain):
            return
