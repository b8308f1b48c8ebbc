"""Tables: data, infoboxes, and the ones that only lay out a page."""

from __future__ import annotations

import re

from app.intake.page.tree import Element, elements, named, words
from app.model import BlockKind
from app.text import canonical_line

_INFOBOX = re.compile(r"(?:^|\s|_|-)(?:infobox|infobox-table|taxobox|portable-infobox)(?:$|[\s_-])")
_ENTRY = 200
"""Code points; so much may stand in a cell of a data table as a paragraph."""
_PROSE = ("p", "h1", "h2", "h3", "h4", "blockquote", "table", "pre", "article", "section")


def is_infobox(table: Element) -> bool:
    """Whether a table is the fact box of an encyclopedia entry."""
    return bool(_INFOBOX.search(named(table)))


def is_layout(table: Element) -> bool:
    """Whether a table only places things: it holds prose, other tables, or a single column."""
    if table.get("role") == "presentation":
        return True
    rows = list(elements(table, "tr"))
    widest = max((len(_cells(row)) for row in rows), default=0)
    if widest < 2:
        return True
    if list(elements(table, "th")):
        return False
    prose = sum(
        len(words(item))
        for item in elements(table, *_PROSE)
        if item is not table and not _is_entry(item)
    )
    total = len(canonical_line(words(table))) or 1
    longest = max((len(canonical_line(words(cell))) for cell in elements(table, "td")), default=0)
    return prose * 2 > total or longest > 600


def _is_entry(item: Element) -> bool:
    """Whether a short paragraph is all that a cell holds, as word processors write their tables."""
    cell = item.getparent()
    if item.tag != "p" or cell.tag not in ("td", "th") or len(words(item)) > _ENTRY:
        return False
    return all(child is item for child in cell) and not (cell.text or "").strip()


def table_rows(table: Element) -> tuple[tuple[str, ...], ...]:
    """The cells of a data table, row by row, each on one line."""
    return tuple(tuple(_cell(cell) for cell in _cells(row)) for row in elements(table, "tr"))


def infobox_rows(table: Element) -> list[tuple[BlockKind, str]]:
    """Rows "Label: value"; a cell that stands alone under a picture is its caption.

    Headings within the box name no fact and are left out.
    """
    found: list[tuple[BlockKind, str]] = []
    for row in elements(table, "tr"):
        cells = _cells(row)
        texts = [_cell(cell) for cell in cells]
        if len(cells) == 2 and texts[0] and texts[1]:
            found.append((BlockKind.INFOBOX_ROW, f"{_label(texts[0])}: {texts[1]}"))
        elif len(cells) == 1 and cells[0].tag == "td" and texts[0] and list(elements(row, "img")):
            found.append((BlockKind.CAPTION, texts[0]))
    for caption in table.findall("caption"):
        if not found:
            found.append((BlockKind.CAPTION, _cell(caption)))
    return found


def _label(text: str) -> str:
    """What a row tells of, without the point before it and the colon behind."""
    return re.sub(r",(?=\s\()", "", text.lstrip("•·–- \xa0").rstrip(" :"))


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cell(cell: Element) -> str:
    """A cell on one line: its lines and list items with commas between them."""
    parts: list[str] = [""]
    for piece, ends_line in _pieces(cell):
        parts[-1] += piece
        if ends_line:
            parts.append("")
    lines = [canonical_line(part) for part in parts]
    kept = [line for line in lines if line]
    return (
        ", ".join(line.rstrip(",") for line in kept[:-1])
        + (", " if kept[1:] else "")
        + (kept[-1] if kept else "")
    )


def _pieces(cell: Element) -> list[tuple[str, bool]]:
    """The text of a cell in order, and whether a line ends behind each piece."""
    found: list[tuple[str, bool]] = [(cell.text or "", False)]
    for child in cell:
        if isinstance(child.tag, str) and child.tag not in ("style", "script", "img"):
            ends = child.tag in ("br", "li", "div", "p", "ul", "ol", "tr", "table", "h4")
            if ends and child.tag != "br":
                found.append(("", True))
            found.extend(_pieces(child))
            found.append(("", ends))
        found.append((child.tail or "", False))
    return found
