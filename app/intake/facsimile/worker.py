"""The child's side: keeps one PDF open and answers what is asked of its pages."""

from __future__ import annotations

from typing import Any

from app.intake.facsimile.book import Book
from app.intake.serving import Parts, serve


def main() -> None:
    """Answer frames until the input ends."""
    serve(_Desk().answer)


class _Desk:
    """The open file."""

    def __init__(self) -> None:
        self._book: Book | None = None

    def answer(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], Parts]:
        if head["do"] == "open":
            self._book = Book(body)
            most = int(head["pages"])
            sheets, outline = self._book.sheets(most), self._book.outline()
            return {"sheets": sheets, "outline": outline, "count": len(self._book)}, []
        if self._book is None:
            raise KeyError("nothing is open")
        page, most = int(head["page"]), int(head["most"])
        if head["do"] == "draw":
            width, height, stride, rows = self._book.draw(page, int(head["width"]), most)
            return {"width": width, "height": height, "stride": stride}, [rows]
        codes, edges = self._book.letters(page, most)
        return {"count": len(codes)}, [codes.tobytes(), edges.tobytes()]
