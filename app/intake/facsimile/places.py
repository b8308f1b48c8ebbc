"""Where in a Text each page is, and on which page each place of it stands."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.intake.facsimile.letters import Box, Letters
from app.intake.facsimile.mapping import PageMap, map_page
from app.intake.facsimile.pages import Sheet
from app.model import Block, BlockKind, Text

_KEPT = 48
"""Maps kept: some hundred kilobytes each."""
_STEPS = 8
_ASIDE = frozenset({BlockKind.FOOTNOTE, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.AUTHOR_NOTE})
_SAMPLE, _EVERY, _MOST_SAMPLES = 24, 60, 80
_WELL = 0.5
"""A page less of whose letters are found where its label says is looked for everywhere."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place stands: the page, from 0, and the box of its character."""

    page: int
    box: Box


class Places:
    """Lays pages against a Text, each when it is asked for; ``letters`` reads a page's characters.

    To be used by one thread at a time.
    """

    def __init__(
        self, text: Text, sheets: Sequence[Sheet], letters: Callable[[int], Letters]
    ) -> None:
        self._text, self._sheets, self._letters = text, sheets, letters
        self._maps: OrderedDict[int, PageMap] = OrderedDict()

    def map(self, page: int) -> PageMap:
        """A page laid against the Text; raises what reading its letters raises."""
        found = self._maps.get(page)
        if found is None:
            found = self._maps[page] = self._made(page)
            while len(self._maps) > _KEPT:
                self._maps.popitem(last=False)
        self._maps.move_to_end(page)
        return found

    def find(self, offset: int) -> Spot | None:
        """Where a code point stands, or the next after it that is on a page; None if nowhere."""
        page, seen = self.guess(offset), set[int]()
        best: Spot | None = None
        for _ in range(_STEPS):
            if page in seen or not 0 <= page < len(self._sheets):
                break
            seen.add(page)
            found = self.map(page)
            extent = found.extent
            if extent is not None and extent[0] <= offset < extent[1]:
                boxes = found.boxes(offset, offset + 1) or found.boxes(offset, offset + 200)
                if found.has(offset) and boxes:
                    return Spot(page, boxes[0])
                if boxes and best is None:
                    best = Spot(page, boxes[0])
            page = self._next(page, offset, extent, seen)
        return best or self._top(self.guess(offset))

    def _next(self, page: int, offset: int, extent: tuple[int, int] | None, seen: set[int]) -> int:
        if extent is not None and offset < extent[0]:
            return page - 1
        ahead = page + 1
        return ahead if ahead not in seen else page - 1

    def _top(self, page: int) -> Spot | None:
        extent = self.map(page).extent
        if extent is None:
            return None
        boxes = self.map(page).boxes(extent[0], extent[0] + 1)
        return Spot(page, boxes[0]) if boxes else None

    def guess(self, offset: int) -> int:
        """The page on which the block at a code point begins, going by labels or by size."""
        pages = self._block_pages
        at = None
        for number, block in enumerate(self._text.blocks):
            if block.start > offset:
                break
            if pages[number] is not None:
                at = pages[number]
        if at is not None:
            return at
        size = max(1, len(self._text.canonical))
        return min(len(self._sheets) - 1, offset * len(self._sheets) // size)

    def _made(self, page: int) -> PageMap:
        letters, canonical = self._letters(page), self._text.canonical
        window = self._window(page)
        found = map_page(letters, canonical, [window] if window else [])
        if found.has_letters and found.share < _WELL:
            elsewhere = self._sampled(letters.text)
            other = map_page(letters, canonical, elsewhere)
            if other.share > found.share:
                return other
        return found

    def _window(self, page: int) -> tuple[int, int] | None:
        """The part of the Text that begins on a page, with the paragraph that may end on it."""
        blocks, pages = self._text.blocks, self._block_pages
        here = [number for number, each in enumerate(pages) if each == page]
        if here:
            first, last = here[0], here[-1]
        else:
            before = [n for n, each in enumerate(pages) if each is not None and each < page]
            if not before:
                return None
            first = last = before[-1]
            while first and blocks[first].kind in _ASIDE:
                first -= 1
            return blocks[first].start, blocks[last].end
        while first:
            first -= 1
            if blocks[first].kind not in _ASIDE:
                break
        return blocks[first].start, blocks[last].end

    @cached_property
    def _block_pages(self) -> list[int | None]:
        """The page each Block begins on; a label that two pages have is the nearer one's."""
        by_label: dict[str, list[int]] = {}
        for number, sheet in enumerate(self._sheets):
            by_label.setdefault(sheet.label, []).append(number)
        found: list[int | None] = []
        last = 0
        for block in self._text.blocks:
            page = _nearest(by_label, block, last)
            found.append(page)
            last = page if page is not None else last
        return found

    def _sampled(self, page: str) -> list[tuple[int, int]]:
        """Parts of the Text in which stretches of a page's words stand, each stretch only once."""
        canonical, reach = self._text.canonical, len(page)
        words = " ".join(page.split())
        starts = range(0, max(1, len(words) - _SAMPLE), _EVERY)
        hits = []
        for at in list(starts)[:_MOST_SAMPLES]:
            sample = words[at : at + _SAMPLE]
            place = canonical.find(sample)
            if place >= 0 and canonical.find(sample, place + 1) < 0:
                hits.append(place)
        windows: list[tuple[int, int]] = []
        for hit in sorted(hits):
            start, end = max(0, hit - reach), min(len(canonical), hit + reach)
            if windows and start <= windows[-1][1]:
                windows[-1] = (windows[-1][0], end)
            else:
                windows.append((start, end))
        return windows


def _nearest(by_label: dict[str, list[int]], block: Block, last: int) -> int | None:
    pages = by_label.get(block.page or "", [])
    # Notes wait for the paragraph they interrupt, so a block may stand a page before the last.
    return min(pages, key=lambda page: (page < last - 1, abs(page - last)), default=None)
