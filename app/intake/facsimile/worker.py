"""The child's side: keeps one PDF open and answers what is asked of its pages."""

from __future__ import annotations

import sys
from typing import Any

from app.errors import SourcebookError
from app.intake.confinement import limit, place_of, private_streams, widen
from app.intake.facsimile.book import Book, too_slow
from app.intake.frames import BrokenFrameError, receive, send

_FRAME_LIMIT = 1 << 40
_RECURSION = 4_000

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Answer frames until the input ends."""
    reads, writes = private_streams()
    widen(reads, writes)
    sys.setrecursionlimit(_RECURSION)
    desk = _Desk()
    while True:
        try:
            head, body = receive(reads, _FRAME_LIMIT)
        except BrokenFrameError:
            return
        answer, content = _answer(desk, head, body)
        del body  # a large file is held once
        try:
            send(writes, answer, content)
        except OSError:
            return


def _answer(desk: _Desk, head: dict[str, Any], body: bytes) -> Answer:
    limit(int(head["memory"]), int(head["processor_seconds"]))
    try:
        return desk.answer(head, body)
    except SourcebookError as error:
        return _error(error), b""
    except (MemoryError, RecursionError):
        return _error(too_slow()), b""
    except Exception as error:
        return {"bug": f"{type(error).__name__} in {place_of(error)}"}, b""


def _error(error: SourcebookError) -> dict[str, Any]:
    return {"error": [error.message, error.hint, error.code]}


class _Desk:
    """The open file."""

    def __init__(self) -> None:
        self._book: Book | None = None

    def answer(self, head: dict[str, Any], body: bytes) -> Answer:
        if head["do"] == "open":
            self._book = Book(body)
            most = int(head["pages"])
            sheets, outline = self._book.sheets(most), self._book.outline()
            return {"sheets": sheets, "outline": outline, "count": len(self._book)}, b""
        if self._book is None:
            return {"bug": "nothing is open"}, b""
        page, most = int(head["page"]), int(head["most"])
        if head["do"] == "draw":
            width, height, stride, rows = self._book.draw(page, int(head["width"]), most)
            return {"width": width, "height": height, "stride": stride}, rows
        codes, edges = self._book.letters(page, most)
        return {"count": len(codes)}, codes.tobytes() + edges.tobytes()
