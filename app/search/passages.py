"""The passages of one document that answer a query best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.model import Block
from app.search.occurrences import Folded, occurrences
from app.search.results import TEXT, Hit, Indexed
from app.search.snippets import Snippet, cut_snippet
from app.search.words import Term, Words

_PLACES = {
    "title": "in the title",
    "author": "in the author’s name",
    "site": "in the site’s name",
    "tags": "in the tags",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or a field with how well it answers.

    ``held`` is how many terms stand in it, ``weight`` is higher where they stand as whole words.
    """

    field: str
    content: str
    block: Block | None
    held: int
    weight: int

    @property
    def rank(self) -> tuple[int, int, bool, bool]:
        """What makes one passage better than another: words, whole words, citable, in the text."""
        counted = self.block is not None and self.block.paragraph is not None
        return self.held, self.weight, counted, self.block is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """A document's best passages, in reading order, and whether it holds every word."""

    passages: tuple[Passage, ...]
    complete: bool


def find_passages(indexed: Indexed, words: Words, *, exact: bool, several: bool) -> Answer:
    """The best passage of a document, or ``several``: all that hold as many terms as the best.

    With ``exact`` a term counts only where it is spelled as typed, wanted or not.
    """
    best: list[Passage] = []
    seen: set[int] = set()
    for passage, held in _weighed(indexed, words.wanted, exact):
        seen |= held
        if not best or (passage.held > best[0].held if several else passage.rank > best[0].rank):
            best = [passage]
        elif several and passage.held == best[0].held:
            best.append(passage)
        if not several and not exact and _is_perfect(passage, words.wanted):
            break
    in_text = [passage for passage in best if passage.block is not None]
    complete = not exact or (
        len(seen) == len(words.wanted) and not _holds_any(indexed, words.unwanted)
    )
    return Answer(tuple(in_text or best), complete)


def _is_perfect(passage: Passage, wanted: tuple[Term, ...]) -> bool:
    return passage.rank == (len(wanted), 2 * len(wanted), True, True)


def _holds_any(indexed: Indexed, unwanted: tuple[Term, ...]) -> bool:
    return bool(unwanted) and any(
        True for _, content, _ in _contents(indexed) for _ in _exactly(content, unwanted)
    )


def _weighed(
    indexed: Indexed, wanted: tuple[Term, ...], exact: bool
) -> Iterator[tuple[Passage, set[int]]]:
    """Each passage that holds a term, with the numbers of the terms it holds."""
    for field, content, block in _contents(indexed):
        text = Folded(content)
        weights = {nth: weight for nth, term in enumerate(wanted) if (weight := text.weight(term))}
        if exact and weights:
            weights = dict.fromkeys(_exactly(content, wanted), 2)
        if weights:
            held = len(weights)
            yield Passage(field, content, block, held, sum(weights.values())), set(weights)


def _exactly(content: str, terms: tuple[Term, ...]) -> set[int]:
    return {one.term for one in occurrences(content, terms, exact=True)}


def _contents(indexed: Indexed) -> Iterator[tuple[str, str, Block | None]]:
    text = indexed.text
    if text is not None:
        for block in text.blocks:
            yield TEXT, text.text_of(block), block
    for name, value in indexed.fields:
        yield name, value, None


def make_hit(indexed: Indexed, passage: Passage, words: Words, *, exact: bool) -> Hit:
    """The hit that shows ``passage``."""
    snippet = cut_snippet(passage.content, words.wanted, exact=exact)
    block = passage.block
    return Hit(
        document=indexed.document,
        field=passage.field,
        paragraph=block.paragraph if block else None,
        paragraph_end=block.paragraph if block else None,
        section=block.section if block else (),
        page=block.page if block else None,
        snippet=snippet.text,
        matches=snippet.matches,
        why=_why(passage.field, snippet),
    )


def _why(field: str, snippet: Snippet) -> str:
    reasons = [] if field == TEXT else [_PLACES.get(field, f"in the {field}")]
    if snippet.spellings:
        *most, last = (f"“{one}”" for one in snippet.spellings)
        listed = f"{', '.join(most)} and {last}" if most else last
        reasons.append(f"spelled {listed} here")
    return ", ".join(reasons)
