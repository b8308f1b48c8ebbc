"""Makes the sample library's PDF again: `python -m tests.support.sample_report FILE`.

The text stands in ``port_serafin_file.txt`` beside this module, one block a line: ``# `` and
``## `` are headings, ``> `` a document that is printed in full, ``^ `` a footnote of the block
above, ``! `` a caption, ``- `` an item; the first three lines are title, author and date.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A5  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

SOURCE = Path(__file__).with_name("port_serafin_file.txt")
WIDTH, HEIGHT = map(float, A5)
LEFT, RIGHT, TOP, BOTTOM = 50.0, WIDTH - 50.0, HEIGHT - 62.0, 56.0
FRONT_PAGES = 2
"""Pages before page 1, labelled i and ii."""

_FACES = {"Body": "Amiri-Regular", "Bold": "Amiri-Bold", "Italic": "Amiri-Italic"}


@dataclass(frozen=True)
class Style:
    """How a kind of block is set: font, size, line pitch, space above, indent."""

    font: str
    size: float
    pitch: float
    above: float
    indent: float = 0.0


STYLES = {
    "#": Style("Bold", 15, 19, 16),
    "##": Style("Bold", 12.5, 16, 12),
    "": Style("Body", 10.5, 14, 7),
    ">": Style("Italic", 10.5, 14, 7, 16),
    "-": Style("Body", 10.5, 14, 4),
    "!": Style("Body", 10.5, 14, 9),
    "^": Style("Body", 8.5, 11, 3),
}


@dataclass(frozen=True)
class Piece:
    """One block of the source: its mark, its words, its footnotes, and whether a page begins."""

    mark: str
    text: str
    notes: tuple[str, ...] = ()
    new_page: bool = False


def pieces(lines: list[str]) -> list[Piece]:
    """The blocks of the source behind its three opening lines."""
    found: list[Piece] = []
    fresh = False
    for line in filter(None, map(str.strip, lines)):
        mark, _, rest = line.partition(" ")
        if line == "=====":
            fresh = True
        elif mark == "^":
            last = found.pop()
            found.append(Piece(last.mark, last.text, (*last.notes, rest), last.new_page))
        else:
            known = mark in STYLES
            found.append(Piece(mark if known else "", rest if known else line, (), fresh))
            fresh = False
    return found


def wrapped(text: str, style: Style) -> list[str]:
    """``text`` in lines that fit between the margins."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, style.font, style.size) > RIGHT - LEFT - style.indent:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Report:
    """Sets the pieces on pages, with running heads, page numbers and footnotes."""

    def __init__(self, file: Path, title: str, author: str) -> None:
        for name, font in _FACES.items():
            registerFont(TTFont(name, _font(font)))
        self._canvas: Any = Canvas(str(file), pagesize=A5, invariant=1, lang="en-GB")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._short = title.partition(":")[0]
        self._page = 1
        self._at: float = TOP
        self._notes: list[str] = []

    def cover(self, title: str, author: str, date: str) -> None:
        """The first page's title, author and date, centred."""
        self._at = HEIGHT - 150
        for text, style in (
            (title, Style("Bold", 20, 26, 0)),
            (author, Style("Body", 12, 20, 14)),
            (date, Style("Body", 12, 20, 0)),
        ):
            self._at -= style.above
            for line in wrapped(text, style):
                self._canvas.setFont(style.font, style.size)
                self._canvas.drawCentredString(WIDTH / 2, self._at, line)
                self._at -= style.pitch
        self._at -= 30

    def set_piece(self, piece: Piece) -> None:
        """One block, broken over pages where it must."""
        style = STYLES[piece.mark]
        text = f"• {piece.text}" if piece.mark == "-" else piece.text
        lines = wrapped(text, style)
        notes = [line for note in piece.notes for line in wrapped(note, STYLES["^"])]
        wanted = style.pitch * (4 if piece.mark in ("#", "##") else 2)
        if piece.new_page or self._room(notes) < style.above + wanted:
            self.end_page()
        self._notes += notes
        self._at -= style.above if self._at < TOP else 0
        for line in lines:
            if self._room([]) < style.pitch:
                self.end_page()
            self._line(line, style)

    def _room(self, more: list[str]) -> float:
        notes = len(self._notes) + len(more)
        return self._at - BOTTOM - (notes * STYLES["^"].pitch + 14 if notes else 0)

    def _line(self, line: str, style: Style) -> None:
        self._canvas.setFont(style.font, style.size)
        self._canvas.drawString(LEFT + style.indent, self._at, line)
        self._at -= style.pitch

    def end_page(self) -> None:
        """The footnotes, head and foot of the page; then the next one."""
        style = STYLES["^"]
        at = BOTTOM + len(self._notes) * style.pitch
        if self._notes:
            self._canvas.line(LEFT, at + 6, LEFT + 60, at + 6)
        for line in self._notes:
            at -= style.pitch
            self._canvas.setFont(style.font, style.size)
            self._canvas.drawString(LEFT, at + 4, line)
        self._canvas.setFont("Italic", 9)
        if self._page > 1:
            self._canvas.drawCentredString(WIDTH / 2, HEIGHT - 36, self._short)
        self._canvas.drawCentredString(WIDTH / 2, 30, label(self._page))
        self._canvas.showPage()
        self._page, self._at, self._notes = self._page + 1, TOP, []

    def save(self) -> None:
        """The file, with its page labels."""
        self.end_page()
        self._canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        self._canvas.addPageLabel(FRONT_PAGES, style="ARABIC", start=1)
        self._canvas.save()


def label(page: int) -> str:
    """What is printed at the foot of the ``page``-th page."""
    return "i" * page if page <= FRONT_PAGES else str(page - FRONT_PAGES)


def _font(name: str) -> str:
    spec = find_spec("fontpkg_amiri")
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).with_name("files") / f"{name}.ttf")


def make(file: Path) -> None:
    """Write the report to ``file``."""
    title, author, date, *lines = SOURCE.read_text(encoding="utf-8").splitlines()
    report = Report(file, title, author)
    report.cover(title, author, date)
    for piece in pieces(lines):
        report.set_piece(piece)
    report.save()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
