"""Where the words of a query stand in one piece of text, and how they are spelled there."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.search.words import Term, Variant, spelling
from app.text.folding import APOSTROPHES, Token, folded, tokens_among

_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


class Occurrence(NamedTuple):
    """A place of a term: half-open, in code points; ``term`` is its number in the query."""

    start: int
    end: int
    term: int


class Folded:
    """A piece of text folded once, to be asked for many terms."""

    __slots__ = ("_extras", "_forms")

    def __init__(self, text: str) -> None:
        forms, extras = folded(text)
        self._forms = f" {forms} "
        self._extras = f" {extras} " if extras else ""

    def weight(self, term: Term) -> int:
        """2 where the term stands, 1 where only longer words begin with it, else 0."""
        if any(self._has(variant.forms, " ") for variant in term.variants):
            return 2
        return int(any(v.begun and self._has(v.forms, "") for v in term.variants))

    def _has(self, forms: tuple[str, ...], end: str) -> bool:
        sought = f" {' '.join(forms)}{end}"
        return sought in self._forms or (len(forms) == 1 and sought in self._extras)


def occurrences(text: str, terms: Sequence[Term], *, exact: bool = False) -> Iterator[Occurrence]:
    """The places of ``terms`` in ``text``, by where they end; they may overlap.

    With ``exact`` only those spelled letter for letter as typed, capitals aside.
    """
    found = _folded_occurrences(text, terms)
    if not exact:
        return found
    return (one for one in found if is_exact(terms[one.term], text, one.start, one.end))


def _folded_occurrences(text: str, terms: Sequence[Term]) -> Iterator[Occurrence]:
    sought = [(nth, variant) for nth, term in enumerate(terms) for variant in term.variants]
    longest = max((len(variant.forms) for _, variant in sought), default=1)
    forms = {form for _, variant in sought for form in variant.forms}
    row: deque[Token] = deque(maxlen=longest)
    for run in tokens_among(text, forms):
        if not run:
            row.clear()
        for token in run:
            if not token.extra:
                row.append(token)
            for nth, variant in sought:
                start = _start(variant, token, row)
                if start is not None:
                    yield Occurrence(start, token.end, nth)


def _start(variant: Variant, token: Token, row: deque[Token]) -> int | None:
    """Where ``variant`` starts, if ``token`` is its last word."""
    last = variant.forms[-1]
    if token.form != last and not (variant.begun and token.form.startswith(last)):
        return None
    size = len(variant.forms)
    if size == 1:
        return token.start
    if token.extra or len(row) < size:
        return None
    before = [row[at] for at in range(len(row) - size, len(row) - 1)]
    if any(one.form != form for one, form in zip(before, variant.forms[:-1], strict=True)):
        return None
    return before[0].start


def is_exact(term: Term, text: str, start: int, end: int) -> bool:
    """Whether the place is spelled as typed, accents and marks included, capitals aside."""
    return _same(spelling(text, start, end)) == _same(term.typed)


def is_as_typed(term: Term, text: str, start: int, end: int) -> bool:
    """Whether a reader sees the word as typed: any apostrophe will do, and a longer word too."""
    typed = _same(term.typed).translate(_ONE_APOSTROPHE)
    written = _same(spelling(text, start, end)).translate(_ONE_APOSTROPHE)
    return written == typed or (term.begun and written.startswith(typed))


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def merged(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, those that overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
