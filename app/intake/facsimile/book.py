"""An open PDF as pages to be drawn, by PDFium; only ever used in a child process."""

from __future__ import annotations

import contextlib
import ctypes
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from app.errors import InputError
from app.intake.pdf.pages import PdfFile

_LARGEST, _USUAL = 20_000.0, (595.0, 842.0)
"""Points: what a page may measure, and what one that can't be read is taken to measure."""
_MOST_ENTRIES, _DEEPEST, _LONGEST = 5_000, 8, 300
_EXACT = 10_000_000
"""Pixels of an imagined screen on which places are asked for: PDFium tells whole ones only."""
_TALLEST = 4.0
"""How many times as high as its letters a line may say it is."""

_Edges = tuple[float, float, float, float]
_NONE = (0.0, 0.0, 0.0, 0.0)


class Book(PdfFile):
    """An open PDF. Raises InputError when it is protected, damaged or has no pages."""

    def sheets(self, most: int) -> list[tuple[str, float, float]]:
        """Label, width and height in points of the first ``most`` pages."""
        return [(self._label(at), *self._size(at)) for at in range(min(len(self), most))]

    def outline(self) -> list[tuple[str, int, int]]:
        """The file's own table of contents: words, depth from 0, and the page from 0."""
        found = []
        for mark in islice(self._document.get_toc(max_depth=_DEEPEST), _MOST_ENTRIES):
            with contextlib.suppress(pypdfium2.PdfiumError, UnicodeDecodeError):
                title = " ".join(mark.get_title().split())[:_LONGEST]
                dest = mark.get_dest()
                page = dest.get_index() if dest is not None else None
                if title and page is not None and 0 <= page < len(self):
                    found.append((title, int(mark.level), int(page)))
        return found

    def draw(self, index: int, width: int, most: int) -> tuple[int, int, int, bytes]:
        """A page ``width`` pixels wide, or as wide as ``most`` pixels in all allow.

        Width, height and bytes in a row, then the rows: 4 bytes a pixel, blue first.
        """
        points, high = self._size(index)
        # PDFium's wrapper rounds up, so a little less than the whole is asked for.
        scale = min((width - 0.01) / points, (most / (points * high)) ** 0.5)
        page = self._page(index)
        try:
            bitmap = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)
            try:
                rows = bytes(bitmap.buffer)
                size = (int(bitmap.width), int(bitmap.height), int(bitmap.stride))
            finally:
                bitmap.close()
        finally:
            page.close()
        if len(rows) != size[2] * size[1] or size[2] != size[0] * 4:
            raise _undrawable()
        return *size, rows

    def letters(self, index: int, most: int) -> tuple[array[int], array[float]]:
        """The first ``most`` characters of a page and four edges of each.

        The edges (left, top, right, bottom) are shares of the page's width and height as it is
        shown; all are 0 for a character that PDFium made up, such as a space between words.
        """
        codes, edges = array("I"), array("f")
        page = self._page(index)
        try:
            text = page.get_textpage()
            try:
                many = min(text.count_chars(), most)
                codes.extend(int(pdfium.FPDFText_GetUnicode(text.raw, at)) for at in range(many))
                for each in _Shown(page).edges(text.raw, many):
                    edges.extend(each)
            finally:
                text.close()
        finally:
            page.close()
        return codes, edges

    def _page(self, index: int) -> Any:
        if not 0 <= index < len(self):
            raise _undrawable()
        try:
            return self._document[index]
        except pypdfium2.PdfiumError as error:
            raise _undrawable() from error

    def _size(self, index: int) -> tuple[float, float]:
        try:
            width, height = self._document.get_page_size(index)
        except pypdfium2.PdfiumError:
            return _USUAL
        sound = 1 <= width <= _LARGEST and 1 <= height <= _LARGEST
        return (float(width), float(height)) if sound else _USUAL


class _Shown:
    """Where points of a page stand as it is shown: cut to its box and turned."""

    def __init__(self, page: Any) -> None:
        self._page = page
        origin, right, up = self._at(0, 0), self._at(1_000, 0), self._at(0, 1_000)
        self._x, self._y = origin
        self._right = ((right[0] - self._x) / 1_000, (right[1] - self._y) / 1_000)
        self._up = ((up[0] - self._x) / 1_000, (up[1] - self._y) / 1_000)
        self._loose = pdfium.FS_RECTF()
        self._tight = tuple(ctypes.c_double() for _ in range(4))
        self._places = [ctypes.byref(each) for each in self._tight]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        left, top = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, _EXACT, _EXACT, 0, x, y, left, top)
        return left.value / _EXACT, top.value / _EXACT

    def edges(self, text: Any, many: int) -> Iterator[_Edges]:
        """Left, top, right and bottom of each character; all 0 for one that was made up.

        As high as its line, unless a font lies about that and every line would overlap the next.
        """
        tight = [self._tight_box(text, at) for at in range(many)]
        heights = sorted(box[3] - box[1] for box in tight if box is not None)
        usual = heights[len(heights) // 2] if heights else 0.0
        for at, box in enumerate(tight):
            if box is None:
                yield _NONE
                continue
            loose = self._loose_box(text, at)
            high = loose[3] - loose[1] if loose is not None else 0.0
            sound = 0 < high < _TALLEST * max(usual, box[3] - box[1])
            yield self._turned(*(loose if loose is not None and sound else box))

    def _tight_box(self, text: Any, at: int) -> _Edges | None:
        """Left, bottom, right and top of what is drawn of a character, in points."""
        if pdfium.FPDFText_IsGenerated(text, at) == 1:
            return None
        if not pdfium.FPDFText_GetCharBox(text, at, *self._places):
            return None
        left, right, bottom, top = (each.value for each in self._tight)
        return (left, bottom, right, top) if right > left else None

    def _loose_box(self, text: Any, at: int) -> _Edges | None:
        """The same of the room that a character has on its line."""
        loose = self._loose
        if not pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(loose)):
            return None
        return loose.left, loose.bottom, loose.right, loose.top

    def _turned(self, left: float, bottom: float, right: float, top: float) -> _Edges:
        across = [self._x + x * self._right[0] + y * self._up[0]
                  for x, y in ((left, bottom), (right, top))]  # fmt: skip
        down = [self._y + x * self._right[1] + y * self._up[1]
                for x, y in ((left, bottom), (right, top))]  # fmt: skip
        return min(across), min(down), max(across), max(down)


def _undrawable() -> InputError:
    return InputError(
        "This page can’t be drawn: the file is damaged here.",
        hint="Open the file in another viewer, or read its text.",
        code="damaged-page",
    )
