"""What the reader decides, without Qt: cards' places, history, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Block, Highlight, Locator, Note, Text

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
    return round(len(text.canonical[offset:].split()) / WORDS_A_MINUTE)


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
    """A note beside its mark."""

    note: Note
    mark: Highlight


def cards_of(highlights: Sequence[Highlight], notes: Sequence[Note]) -> list[CardData]:
    """The notes on marks that have a place, in reading order."""
    marks = {mark.id: mark for mark in highlights if mark.start is not None}
    found = [CardData(note, marks[note.highlight]) for note in notes if note.highlight in marks]
    return sorted(found, key=lambda card: (card.mark.start or 0, card.note.created))


def find_all(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every place of ``wanted`` in ``text``, case and the marks of transliteration aside."""
    if not wanted.strip():
        return []
    folded, places = _folded(text)
    sought, _ = _folded(wanted.strip())
    found, at = [], folded.find(sought) if sought else -1
    while at >= 0:
        found.append((places[at], places[at + len(sought) - 1] + 1))
        at = folded.find(sought, at + len(sought))
    return found


_SKIPPED = set("'’‘ʼʿʾ`´")


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters without case and diacritics, each with its code point."""
    import unicodedata

    letters, places = [], []
    for place, letter in enumerate(text):
        if letter in _SKIPPED:
            continue
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
