"""What the reader decides, without Qt: cards' places, history, words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from app.model import Block, Highlight, Locator, Note, Text, Visibility

WORDS_A_MINUTE = 220
GAP = 8


def place_cards(tops: Sequence[int], heights: Sequence[int], floor: int) -> list[int | None]:
    """Where each card stands, given where it would like to, by rising wish; None folds it.

    ``floor`` is the lower edge of the panel above. A card up to 56 pixels under it is pushed below,
    one further up folds into its letter. Cards keep 8 pixels between them.
    """
    placed: list[int | None] = []
    lowest = floor
    for top, height in zip(tops, heights, strict=True):
        if top < floor - 56:
            placed.append(None)
            continue
        at = max(top, lowest)
        placed.append(at)
        lowest = at + height + GAP
    return placed


@dataclass(frozen=True, slots=True)
class Visit:
    """Where someone was reading."""

    document: str
    place: int = 0


class History:
    """Back and forward, as in a browser."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    def visit(self, visit: Visit) -> None:
        """Go somewhere new; what was forward is forgotten."""
        if self._at >= 0 and self._visits[self._at].document == visit.document:
            self._visits[self._at] = visit
            return
        del self._visits[self._at + 1 :]
        self._visits.append(visit)
        self._at = len(self._visits) - 1

    def leave(self, place: int) -> None:
        """Remember where the present document was left."""
        if self._at >= 0:
            self._visits[self._at] = Visit(self._visits[self._at].document, place)

    @property
    def can_go(self) -> tuple[bool, bool]:
        """Whether there is something back, and forward."""
        return self._at > 0, self._at < len(self._visits) - 1

    def go(self, by: int) -> Visit | None:
        """The visit before or after, which becomes the present one."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        return self._visits[self._at]


def block_at(text: Text, offset: int) -> Block | None:
    """The Block where a code point stands, else the last before it."""
    found = None
    for block in text.blocks:
        if block.start > offset:
            break
        found = block
    return found


def where(text: Text, offset: int) -> tuple[str, str]:
    """The section's name and "para. 2 of 9" for a place."""
    block = block_at(text, offset)
    if block is None:
        return "", ""
    number = next(
        (each.paragraph for each in text.blocks if each.end > offset and each.paragraph), None
    )
    section = block.section[-1] if block.section else ""
    if block.kind.value == "heading":
        section = text.text_of(block)
    told = f"para. {number} of {text.paragraphs}" if number else ""
    return section, told


def minutes_left(text: Text, offset: int) -> int:
    """Minutes to the end at an ordinary pace."""
    # Counted by what parts words: this is asked at every step of a scroll.
    words = 1 + text.canonical.count(" ", offset) + text.canonical.count("\n\n", offset)
    return round(words / WORDS_A_MINUTE)


def locator_words(locator: Locator) -> str:
    """A mark's place as its card says it."""
    if locator.page:
        return f"p. {locator.page}"
    if locator.paragraph is None:
        return ""
    if locator.paragraph_end and locator.paragraph_end != locator.paragraph:
        return f"paras {locator.paragraph}–{locator.paragraph_end}"
    return f"para. {locator.paragraph}"


@dataclass(frozen=True, slots=True)
class CardData:
    """A note and its mark; a draft has no note yet, a note on the document no mark."""

    note: Note | None
    mark: Highlight | None
    document: str = ""

    @property
    def shared(self) -> bool:
        """Whether others may see the note."""
        return self.note is not None and self.note.visibility is Visibility.SHARED

    @property
    def on(self) -> str | None:
        """The id of what the note is on."""
        return self.mark.id if self.mark is not None else self.document or None

    @property
    def start(self) -> int:
        """Where its mark begins, in code points."""
        return (self.mark.start or 0) if self.mark is not None else 0


def cards_of(highlights: Sequence[Highlight], notes: Sequence[Note]) -> list[CardData]:
    """The notes on marks that have a place, in reading order."""
    marks = {mark.id: mark for mark in highlights if mark.start is not None}
    found = [CardData(note, marks[note.highlight]) for note in notes if note.highlight in marks]
    return sorted(found, key=lambda card: (card.start, card.note.created if card.note else ""))


def notes_on_document(document: str, notes: Sequence[Note]) -> list[CardData]:
    """The notes on the document as a whole, as they were written."""
    found = [note for note in notes if note.highlight is None]
    return [CardData(note, None, document) for note in sorted(found, key=lambda n: n.created)]


NEAR_BEFORE, NEAR_AFTER = 4_000, 9_000
"""Code points before and after the place one reads at, within which cards are made."""


def near(cards: Sequence[CardData], place: int) -> list[CardData]:
    """Those of the cards, in reading order, that may be seen from a place."""
    first = bisect_left(cards, place - NEAR_BEFORE, key=lambda card: card.start)
    last = bisect_left(cards, place + NEAR_AFTER, key=lambda card: card.start)
    return list(cards[first:last])


def first_after(hits: Sequence[tuple[int, int]], place: int) -> int:
    """The number of the first place found from a code point on; of all after the last, -1 of none.

    Counted from 0.
    """
    found = bisect_left(hits, (place, 0))
    return found if found < len(hits) else 0 if hits else -1


def count_words(number: int, count: int, *, more: bool = False) -> str:
    """Which of how many places is shown: "3 of 17", "3 of more than 10,000"."""
    return f"{number:,} of {'more than ' if more else ''}{count:,}"


class Beside(Enum):
    """What has room beside the text."""

    LETTERS = "letters"
    MARGIN = "margin"
    COLUMN = "column"


LEFT, LETTERS, CARD, EDGE, COLUMN = 56, 51, 280, 16, 304
"""The grid at 16 pixels: left of the text, its letters, a card, what is right of it, and the
inspector as a column of its own."""


def beside(width: int, measure: float, scale: float) -> Beside:
    """What a reader of so many pixels has room for; ``measure`` is the text's, never squeezed.

    From 900 on cards and panel stand in the margin, from 1204 on (a window of 1744 with sidebar
    and list) the panel is a column of its own; larger text moves both by its growth.
    """
    needed = round(LEFT * scale) + round(measure) + round(LETTERS * scale) + CARD + EDGE
    if width < needed:
        return Beside.LETTERS
    return Beside.COLUMN if width >= needed + COLUMN else Beside.MARGIN


def tags_typed(text: str) -> list[str]:
    """The tags in a line, commas between them, each once and in order."""
    return list(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()))))


def with_tag(text: str, place: int, tag: str) -> tuple[str, int]:
    """A line of tags with the one at ``place`` completed, and where the caret goes."""
    before, after = text[:place], text[place:]
    kept = before.rpartition(",")[0]
    begun = f"{kept}, {tag}, " if kept else f"{tag}, "
    return begun + after.partition(",")[2].lstrip(), len(begun)


def next_edge(text: str, end: int, by: int) -> int:
    """The end of the next word after ``end``, or of the word before, in code points."""
    at = end
    if by > 0:
        while at < len(text) and not text[at].isalnum():
            at += 1
        while at < len(text) and text[at].isalnum():
            at += 1
        return at
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    return at


def next_start(text: str, start: int, by: int) -> int:
    """The start of the word before ``start`` (``by`` < 0), or of the next one, in code points."""
    at = start
    if by < 0:
        while at > 0 and not text[at - 1].isalnum():
            at -= 1
        while at > 0 and text[at - 1].isalnum():
            at -= 1
        return at
    while at < len(text) and text[at].isalnum():
        at += 1
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def in_order(highlights: Sequence[Highlight]) -> list[Highlight]:
    """The marks as they stand in the text, then typed quotations by their pages."""
    placed = [mark for mark in highlights if mark.start is not None]
    typed = [mark for mark in highlights if mark.start is None]
    placed.sort(key=lambda mark: (mark.start or 0, mark.created))
    return [*placed, *by_page(typed)]


def by_page(quotations: Sequence[Highlight]) -> list[Highlight]:
    """Typed quotations by their pages, "xii" before 1, those without one last."""

    def key(mark: Highlight) -> tuple[int, int, str, str]:
        page = mark.locator.page or ""
        digits = "".join(takewhile(str.isdecimal, page))
        order = 2 if not page else 1 if digits else 0
        return order, int(digits or 0), page, mark.created

    return sorted(quotations, key=key)
