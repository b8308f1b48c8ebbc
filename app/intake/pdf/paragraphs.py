"""From lines on pages to drafts of blocks; a paragraph broken by a page stays one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.intake.pdf.line import Line
from app.intake.pdf.measure import Measure
from app.intake.pdf.pages import Page
from app.intake.plain.items import item_of
from app.intake.wiki_marks import names_notes
from app.model import BlockKind
from app.text import Draft

_ENDED = re.compile(r"[.!?:;…。؟][\"'”’»)\]]*(?:\d{1,3}|\[\d{1,3}\])?$")
_BROKEN = re.compile(r"[\x02\ufffe\u00ad]$|(?<=[^\W\d_])[-‐]$")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|map|chart|box)\s+\d+(?:\.\d+)?\s*[.:–—|-]", re.IGNORECASE
)
_CAPTION_FIRST = frozenset("fFtTmMcCbB")
_LEADERS = re.compile(r"^(.*?)\s*(?:\.\s?){4,}\s*(\w{1,6})$")
_DOTS = 4
"""How many dots at least lead to a page's number in a table of contents."""

_NOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}\.?|[*†‡])\s*\S")
_BULLET = re.compile(r"[•‣◦·▪■●–]\s+\S")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_HEADING = 200
_END = 80


@dataclass(slots=True)
class Setting:
    """Puts lines together; one for each document."""

    measure: Measure
    words: frozenset[str]
    drafts: list[Draft] = field(default_factory=list)
    _text: str = ""
    _kind: BlockKind = BlockKind.PARAGRAPH
    _page: str = ""
    _last: Line | None = None
    _level: int | None = None
    _size: float = 0.0
    _waiting: list[Draft] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _in_notes: bool = False
    _lists: int = 0

    def read(self, pages: list[Page]) -> list[Draft]:
        """The drafts of all pages, in order."""
        for page in pages:
            body, notes = _split_notes(page, self.measure)
            for place, line in enumerate(body):
                self._line(line, page.label, first=place == 0)
            self._notes(notes, page.label)
        self._end()
        return self.drafts

    def _line(self, line: Line, label: str, *, first: bool) -> None:
        leaders = _LEADERS.match(line.text) if line.text.count(".") >= _DOTS else None
        if leaders:
            self._end_text()
            self._page = self._page if self._rows else label
            self._rows.append((leaders.group(1), leaders.group(2)))
            return
        kind, level = self._kind_of(line)
        if self._starts(line, kind, level, first=first):
            self._end()
            self._kind, self._level, self._page = kind, level, label
            self._size = line.size
            self._text = line.text
        else:
            self._text = join(self._text, line.text, self.words)
        self._last = line

    def _kind_of(self, line: Line) -> tuple[BlockKind, int | None]:
        text = line.text
        if text[:1] in _CAPTION_FIRST and _CAPTION.match(text):
            return BlockKind.CAPTION, None
        if text[1:2].isspace() and _BULLET.match(text):
            return BlockKind.LIST_ITEM, 1
        short = len(text) <= _LONGEST_HEADING and any(letter.isalpha() for letter in text)
        if short and self.measure.is_large(line):
            return BlockKind.HEADING, self.measure.level(line.size)
        if short and line.bold and len(text) < 90 and not _has_ended(text):
            return BlockKind.HEADING, self.measure.level(line.size)
        return (BlockKind.FOOTNOTE if self._in_notes else BlockKind.PARAGRAPH), None

    def _starts(self, line: Line, kind: BlockKind, level: int | None, *, first: bool) -> bool:
        """Whether ``line`` begins a new block rather than going on with the open one."""
        last = self._last
        if last is None or not self._text or self._rows:
            return True
        if BlockKind.HEADING in (kind, self._kind):
            far = last.base - line.base > max(line.size, last.size) * 2.2
            return kind is not self._kind or level != self._level or first or far
        if kind in (BlockKind.CAPTION, BlockKind.LIST_ITEM):
            return True
        if first or line.bottom > last.top:  # a new page or column
            return _has_ended(self._text) and not line.text[:1].islower()
        return self._breaks(last, line)

    def _breaks(self, last: Line, line: Line) -> bool:
        """Whether there is a gap, an indent, or a short last line between two lines."""
        step = last.base - line.base
        if step > max(self.measure.pitch, line.size) * 1.45 or abs(last.size - line.size) > 1.2:
            return True
        if self._kind is BlockKind.LIST_ITEM:
            return line.left < last.left - line.size * 0.5
        if step < line.size * 0.5:  # still on the same line
            return False
        indent = line.left - last.left
        ended = _has_ended(last.text)
        if self._kind is BlockKind.FOOTNOTE and _NOTE.match(line.text):
            return ended or indent < 0
        if ended and 0.8 * line.size < indent < 6 * line.size:
            return True
        return ended and last.right < self.measure.right - max(40.0, 0.15 * self._width())

    def _width(self) -> float:
        return self.measure.right - self.measure.left

    def _notes(self, notes: list[Line], label: str) -> None:
        """Footnotes of a page wait until the paragraph they interrupt is whole."""
        for line in notes:
            if self._waiting and not _NOTE.match(line.text):
                before = self._waiting.pop()
                text = join(before.text, line.text, self.words)
                self._waiting.append(Draft(BlockKind.FOOTNOTE, text, page=before.page))
            else:
                self._waiting.append(Draft(BlockKind.FOOTNOTE, line.text, page=label))

    def _end(self) -> None:
        self._end_text()
        if self._rows:
            self.drafts.append(Draft(BlockKind.TABLE, page=self._page, rows=tuple(self._rows)))
            self._rows.clear()

    def _end_text(self) -> None:
        if self._text:
            self._add_block()
        self._text = ""

    def _add_block(self) -> None:
        text = re.sub(r"[\x02\ufffe\u00ad]", "-", self._text)
        number = None
        if self._kind is BlockKind.HEADING:
            self._in_notes = names_notes(text)
        if self._kind is BlockKind.LIST_ITEM:
            follows = bool(self.drafts) and self.drafts[-1].kind is BlockKind.LIST_ITEM
            self._lists += not follows
            number = self._lists
            item = item_of(text)
            text = item.text if item else text.lstrip("•‣◦·▪■●– ")
        self.drafts.append(Draft(self._kind, text, self._level, self._page, number))
        self.drafts.extend(self._waiting)
        self._waiting.clear()


def _has_ended(text: str) -> bool:
    """Whether ``text`` ends as a sentence does; only its end is looked at."""
    if text[-1:].isalpha():
        return False
    return bool(_ENDED.search(text[-_END:]))


def _split_notes(page: Page, measure: Measure) -> tuple[list[Line], list[Line]]:
    """A page's body and its footnotes: small lines at its end, the first with a mark."""
    start = len(page.lines)
    while start > 0 and measure.is_small(page.lines[start - 1]):
        start -= 1
    if start == 0:
        return list(page.lines), []
    tail = page.lines[start:]
    for place, line in enumerate(tail):
        if _NOTE.match(line.text):
            return list(page.lines[: start + place]), list(tail[place:])
    return list(page.lines), []


def join(before: str, after: str, words: frozenset[str]) -> str:
    """Two lines as one; a word broken between them is mended.

    A hyphen that belongs to the word stays where the document writes the word with it elsewhere.
    """
    if not _BROKEN.search(before[-2:]) or not after[:1].islower():
        return f"{before} {after}"
    front, back = before[:-1], after
    head = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", front[-_END:])
    tail = _WORD.match(back)
    if head and tail:
        whole, hyphened = head.group() + tail.group(), f"{head.group()}-{tail.group()}"
        if hyphened.lower() in words and whole.lower() not in words:
            return f"{front}-{back}"
    return front + back


def vocabulary(pages: list[Page]) -> frozenset[str]:
    """Every word that stands whole on one line, in lower case; none where no word is broken."""
    if not any(_BROKEN.search(line.text[-2:]) for page in pages for line in page.lines):
        return frozenset()
    words = {
        word
        for page in pages
        for word in _WORD.findall("\n".join(line.text for line in page.lines))
    }
    return frozenset(word.lower() for word in words)
