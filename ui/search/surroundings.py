"""The paragraph around what was found, without Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.library import Library

AROUND = 1200
"""Code points of a long paragraph told before and after the first word found, at most."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words, and half-open code-point ranges of what was found in them."""

    words: str
    hits: tuple[tuple[int, int], ...]


def forms_of(words: str, hits: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The forms in which something was found in ``words``, each once, the longest first."""
    forms = {words[start:end] for start, end in hits}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def surroundings_of(
    library: Library, document: str, paragraph: int, forms: tuple[str, ...]
) -> Surroundings | None:
    """The whole paragraph with each place where the forms stand; None where there is none."""
    text = library.open_document(document).text
    blocks = [each for each in text.blocks if each.paragraph == paragraph] if text else []
    if text is None or not blocks:
        return None
    return cut(text.canonical[blocks[0].start : blocks[-1].end], forms)


def cut(words: str, forms: tuple[str, ...]) -> Surroundings:
    """The words around the first of the forms, and where the forms stand in them.

    >>> cut("Amaq said so.", ("Amaq",))
    Surroundings(words='Amaq said so.', hits=((0, 4),))
    """
    found = _places(words, forms)
    first = found[0][0] if found else 0
    start, end = max(0, first - AROUND), first + AROUND
    if start:
        start = words.find(" ", start, first) + 1 or start
    if end < len(words):
        end = max(words.rfind(" ", first, end), first) or end
    before, after = ("… " if start else ""), (" …" if end < len(words) else "")
    shift = len(before) - start
    inside = tuple((low + shift, high + shift) for low, high in found if high <= end)
    return Surroundings(before + words[start:end] + after, inside)


def _places(words: str, forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the forms stand as words of their own or parts that were found, none overlapping."""
    if not forms:
        return []
    return [match.span() for match in re.finditer("|".join(map(re.escape, forms)), words)]
