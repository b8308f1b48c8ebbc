"""Small PDFs built byte by byte, so that every character stands where a test says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """Characters drawn from left to right, the first at x, y (points from the lower left)."""

    x: float
    y: float
    text: str
    size: float = 11


_ADVANCE = 500  # thousandths of the size, for every character


def build(pages: list[list[Word]], info: str = "", labels: str = "") -> bytes:
    """A PDF with one font whose characters are all half an em wide, mapped to Unicode."""
    letters = sorted({letter for page in pages for word in page for letter in word.text})
    codes = {letter: number for number, letter in enumerate(letters, start=1)}
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {labels} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids "
        f"[{' '.join(f'{8 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor 5 0 R /DW {_ADVANCE} >>",
        "<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 800] "
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(_to_unicode(codes)),
        f"<< {info} >>",
    ]
    for page in pages:
        content = "\n".join(_shown(word, codes) for word in page)
        number = len(objects) + 2
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number} 0 R >>"
        )
        objects.append(_stream(content))
    return _file(objects)


def drawing(
    pages: list[str],
    size: tuple[int, int] = (200, 100),
    catalog: str = "",
    more: str = "",
    added: Sequence[str] = (),
) -> bytes:
    """A PDF whose pages are these content streams, objects 3, 5, 7 and so on.

    ``more`` is put into every page's entry; ``added`` are objects from 8 on, or after the pages.
    """
    wide, high = size
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids "
        f"[{' '.join(f'{3 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
    ]
    for content in pages:
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] {more} "
            f"/Resources << >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(_stream(content))
    return _file([*objects, *["<< >>"] * (7 - len(objects)), *added])


def _shown(word: Word, codes: dict[str, int]) -> str:
    drawn = "".join(f"{codes[letter]:04x}" for letter in word.text)
    return f"BT /F1 {word.size} Tf 1 0 0 1 {word.x} {word.y} Tm <{drawn}> Tj ET"


def _to_unicode(codes: dict[str, int]) -> str:
    pairs = "\n".join(
        f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()
