"""Lines of text with their places, from PDFium. The one place that speaks to pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from app.errors import InputError
from app.intake.pdf.bidi import Glyph, base_direction, is_mixed, logical_line, with_plain_letters
from app.intake.pdf.columns import in_columns
from app.intake.pdf.line import Line

__all__ = ["Line", "Page", "PdfFile", "damaged"]

_PASSWORD = 4
_HYPHENS = "\x02\ufffe\u00ad"
"""What PDFium puts where a word was broken at a line's end."""
_LONGEST_BOLD = 100
"""Code points; of a longer line it isn't asked whether it is bold: it is no heading."""
_LONG_ROW, _FEWEST_ROWS, _SAMPLE = 30, 6, 4
_GUTTER = 10.0
"""Points; a gap of so many between two words of a line may be the one between two columns."""
_LINE_ENDS = re.compile(f"\r\n|[\r\n]|(?<=[{_HYPHENS}])")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's label and its lines: in the order of the file, or that of two columns."""

    label: str
    lines: tuple[Line, ...]


class PdfFile:
    """An open PDF. Raises InputError when it is protected, damaged or has no pages."""

    def __init__(self, data: bytes) -> None:
        self._document = _opened(data)
        if len(self) == 0:
            raise damaged()

    def __len__(self) -> int:
        return len(self._document)

    def metadata(self) -> dict[str, str]:
        """The document's own fields (Title, Author, …), as they are."""
        found = self._document.get_metadata_dict(skip_empty=True)
        return {str(name): str(value) for name, value in found.items()}

    def pages(self, most: int) -> Iterator[Page]:
        """At most ``most`` pages, one after the other; one that can't be read has no lines."""
        for index in range(min(len(self), most)):
            yield Page(self._label(index), tuple(self._lines(index)))

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()

    def _label(self, index: int) -> str:
        try:
            label = str(self._document.get_page_label(index) or "").strip()
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            label = ""
        return label[:40] or str(index + 1)

    def _lines(self, index: int) -> Iterator[Line]:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            return
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            page.close()
            return
        try:
            yield from _TextPage(text_page).lines()
        finally:
            text_page.close()
            page.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium's last error may be that of an earlier file.
        if getattr(error, "err_code", None) == _PASSWORD and b"/Encrypt" in data:
            raise InputError(
                "The PDF is protected with a password.",
                hint="Open it in a PDF viewer, save a copy without the password, import that.",
                code="password",
            ) from error
        raise damaged() from error


def damaged() -> InputError:
    """The error for a PDF that is cut off or broken."""
    return InputError(
        "The PDF is damaged or incomplete.", hint="Download or export it again.", code="damaged"
    )


class _TextPage:
    """The characters of one page, by their index."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._raw = text_page.raw  # what the calls below take without converting it each time
        self._count = text_page.count_chars()
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._direction = "L"
        self._mixes = False
        self._places = [ctypes.byref(place) for place in self._box]

    def lines(self) -> list[Line]:
        """The page's lines in reading order."""
        text = self._page.get_text_range() if self._count else ""
        self._direction = base_direction(text)
        self._mixes = is_mixed(text)
        pieces = list(_pieces(text))
        pieces = self._parted(pieces)
        found = (self._line(piece, start) for piece, start in pieces)
        return in_columns([line for line in found if line is not None], self._direction)

    def _parted(self, pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """The pieces cut at the gutter, where the file draws rows across two columns."""
        long = [piece for piece in pieces if len(piece[0]) >= _LONG_ROW]
        sample = long[:: max(1, len(long) // _SAMPLE)][:_SAMPLE]
        if len(long) < _FEWEST_ROWS or sum(bool(self._gaps(*each)) for each in sample) * 2 <= len(
            sample
        ):
            return pieces
        gaps = [self._gaps(*piece) for piece in pieces]
        starts = sorted(gap[2] for found in gaps for gap in found)
        usual = starts[len(starts) // 2]
        cut: list[tuple[str, int]] = []
        for (piece, start), found in zip(pieces, gaps, strict=True):
            at = next((gap[0] for gap in found if gap[1] < usual + 1 and gap[2] > usual - 12), None)
            if at is None:
                cut.append((piece, start))
            else:
                cut += [(piece[:at], start), (piece[at:], start + _units(piece[:at]))]
        return cut

    def _gaps(self, piece: str, start: int) -> list[tuple[int, float, float]]:
        """Spaces far wider than between words: place in the piece, begin and end in points."""
        found = []
        for at, letter in enumerate(piece[:-1]):
            if letter == " " and at and piece[at - 1] != " " and piece[at + 1] != " ":
                index = start + _units(piece[:at])
                before, behind = self._charbox(index - 1), self._charbox(index + 1)
                if before and behind:
                    height = before[3] - before[2]
                    if behind[0] - before[1] > max(_GUTTER, 1.2 * height):
                        found.append((at, before[1], behind[0]))
        return found

    def _line(self, piece: str, start: int) -> Line | None:
        first = start + len(piece) - len(piece.lstrip())
        last = start + _units(piece.rstrip()) - 1
        one, other = self._charbox(first), self._charbox(last)
        one, other = one or other, other or one
        if one is None or other is None:
            return None
        text = piece
        if self._mixes and is_mixed(piece):  # a line can't where its page doesn't
            text = self._logical(start, start + _units(piece))
        middle = (first + last) // 2
        bottom = min(one[2], other[2])
        return Line(
            text=with_plain_letters(text).strip(),
            left=min(one[0], other[0]),
            right=max(one[1], other[1]),
            bottom=bottom,
            top=max(one[3], other[3]),
            size=float(pdfium.FPDFText_GetFontSize(self._raw, middle)),
            bold=len(text) <= _LONGEST_BOLD and self._is_bold(middle),
            base=self._base(first, bottom),
        )

    def _is_bold(self, index: int) -> bool:
        return int(pdfium.FPDFText_GetFontWeight(self._raw, index)) >= 600

    def _base(self, index: int, bottom: float) -> float:
        """The height on which a character stands; ``bottom`` where PDFium doesn't say."""
        found = pdfium.FPDFText_GetCharOrigin(self._raw, index, *self._places[:2])
        return float(self._box[1].value) if found else bottom

    def _charbox(self, index: int) -> tuple[float, float, float, float] | None:
        """Left, right, bottom, top of a character; None for one that PDFium made up."""
        if not pdfium.FPDFText_GetCharBox(self._raw, index, *self._places):
            return None
        left, right, bottom, top = self._box
        return left.value, right.value, bottom.value, top.value

    def _room(self, index: int) -> tuple[float, float] | None:
        """Where a character's room begins and ends on its line, white space around it included."""
        room = pdfium.FS_RECTF()
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(room)):
            return None
        return float(room.left), float(room.right)

    def _logical(self, start: int, end: int) -> str:
        """A line that mixes directions, in reading order: PDFium has its words reversed."""
        glyphs = []
        for index in range(start, min(end, self._count)):
            letter = chr(pdfium.FPDFText_GetUnicode(self._raw, index))
            box = self._room(index)
            if box and not letter.isspace():
                glyphs.append(Glyph(letter, box[0], box[1]))
        return logical_line(glyphs, self._direction)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a page's text that hold anything, each with the index of its first character."""
    plain = text.isascii()
    at = units = 0
    for end in [*_LINE_ENDS.finditer(text), None]:
        piece = text[at : end.start() if end else len(text)]
        if piece.strip():
            yield piece, units
        after = end.end() if end else len(text)
        units += after - at if plain else _units(text[at:after])
        at = after


def _units(text: str) -> int:
    """How many of PDFium's characters ``text`` is: it counts UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for letter in text if letter > "\uffff")
