"""Signs of footnotes on the page: raised numbers in the text, the same numbers beside the notes."""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.model import BlockKind, Text
from ui.reader.document import KIND, OFFSET, SIZE
from ui.reader.geometry import baseline, x_at
from ui.reader.page_places import PagePlaces, Seen
from ui.theme import Theme

_LONGEST = 700
_FOOTNOTE = BlockKind.FOOTNOTE.value


class Sign(NamedTuple):
    """A number on the page: where it stands, where it leads (a code point), what is told of it."""

    number: int
    rect: QRectF
    goes: int
    words: str


class PageFootnotes:
    """Paints the signs and says which is under a point. Offsets are code points of the Text."""

    def __init__(self, theme: Theme, page: PagePlaces) -> None:
        self._theme, self._page = theme, page
        self._text: Text | None = None
        self._ats: list[int] = []
        self._numbers: tuple[int, ...] = ()
        self._notes: dict[int, tuple[int, int]] = {}
        """By the code point where a note starts: its number, and where the text first has it."""

    def begin(self, text: Text | None) -> None:
        """Show the signs of another Text, or of none."""
        self._text = text
        marks = text.note_marks if text else ()
        self._ats = [mark.at for mark in marks]
        self._numbers = text.note_numbers if text else ()
        self._notes = {}
        for mark, number in zip(marks, self._numbers, strict=True):
            if text is not None:
                self._notes.setdefault(text.blocks[mark.block].start, (number, mark.at))

    def paint(self, painter: QPainter, blocks: list[Seen]) -> None:
        """The numbers that can be seen, in the accent."""
        if not self._ats:
            return
        painter.setPen(self._theme.tokens.accent)
        for sign in self.signs(blocks):
            painter.setFont(self._theme.ui_font(sign.rect.height() * 0.75, 600))
            painter.drawText(sign.rect, int(Qt.AlignmentFlag.AlignCenter), str(sign.number))

    def at(self, point: QPointF, blocks: list[Seen]) -> Sign | None:
        """The sign under a point of the viewport."""
        return next(
            (one for one in self.signs(blocks) if one.rect.adjusted(-4, -4, 4, 4).contains(point)),
            None,
        )

    def signs(self, blocks: list[Seen]) -> Iterator[Sign]:
        """The signs on these blocks, those in the text and those beside the notes."""
        for seen in blocks:
            form = seen.block.blockFormat()
            if self._text is None or not form.hasProperty(OFFSET) or not seen.block.isValid():
                continue
            yield from self._in_text(seen)
            if form.property(KIND) == _FOOTNOTE:
                yield from self._beside(seen)

    def _in_text(self, seen: Seen) -> Iterator[Sign]:
        assert self._text is not None  # noqa: S101 - told to the type checker
        start, end = self._page.stretch(seen.block)
        size = seen.block.blockFormat().doubleProperty(SIZE)
        for nth in range(bisect_right(self._ats, start), bisect_right(self._ats, end)):
            at, number = self._ats[nth], self._numbers[nth]
            inside = self._page.position_in(seen.block, at)
            line = seen.block.layout().lineForTextPosition(max(0, inside - 1))
            if not line.isValid():
                continue
            height = 0.78 * size
            width = height * (0.5 + 0.5 * len(str(number)))
            x = seen.left + x_at(line, inside)
            upper = baseline(line, seen.top) - 0.66 * size - 0.62 * height
            note = self._text.blocks[self._text.note_marks[nth].block]
            words = self._text.text_of(note)
            yield Sign(number, QRectF(x - 0.3 * width, upper, width, height), note.start, words)

    def _beside(self, seen: Seen) -> Iterator[Sign]:
        start, _ = self._page.stretch(seen.block)
        found = self._notes.get(start)
        layout = seen.block.layout()
        if found is None or not layout.lineCount():
            return
        number, first = found
        size = seen.block.blockFormat().doubleProperty(SIZE)
        base = baseline(layout.lineAt(0), seen.top)
        width = size * (0.4 + 0.6 * len(str(number)))
        right = self._page.text_left() - 12 * self._page.scale
        yield Sign(number, QRectF(right - width, base - size, width, 1.2 * size), first, "")

    def told(self, sign: Sign) -> str:
        """What is shown beside the pointer: the note, never as markup; or the way back."""
        words = sign.words if len(sign.words) <= _LONGEST else sign.words[: _LONGEST - 1] + "…"
        return f"<p>{html.escape(words)}</p>" if words else "Back to the text"

    def other_end(self, caret: int) -> int | None:
        """From a note, where the text first refers to it; else the note of the next sign.

        ``caret`` is a code point. None where the Text has no such sign.
        """
        if self._text is None or not self._ats:
            return None
        starts = sorted(self._notes)
        before = bisect_right(starts, caret) - 1
        if before >= 0 and self._is_within(starts[before], caret):
            return self._notes[starts[before]][1]
        nth = min(bisect_left(self._ats, caret), len(self._ats) - 1)
        return self._text.blocks[self._text.note_marks[nth].block].start

    def _is_within(self, start: int, caret: int) -> bool:
        """Whether the caret stands in the note that starts there, or in what belongs to it."""
        assert self._text is not None  # noqa: S101 - told to the type checker
        between = (block for block in self._text.blocks if start <= block.start <= caret)
        return all(block.kind is BlockKind.FOOTNOTE for block in between)
