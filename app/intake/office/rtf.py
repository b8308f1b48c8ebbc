"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from app.intake.archive.checks import damaged_archive
from app.intake.closing import tidy
from app.intake.finding import Finding
from app.intake.office.properties import Properties, settle
from app.intake.office.rtf_text import RtfText
from app.intake.office.tree import OfficeReader
from app.intake.pandoc import parse
from app.intake.piles import check_marks
from app.intake.plain.items import item_of
from app.model import BlockKind, DocumentKind
from app.text import Draft

EXTRACTOR = "rtf 1"
MEDIA_TYPE = "application/rtf"

_BULLET = re.compile(r"[•‣◦·▪■●–]\s+\S")


def read_rtf(data: bytes) -> Finding:
    """What an RTF file holds, without comments and deletions.

    Raises InputError where it is broken or cut off.
    """
    if data.count(b"}") == 0:
        raise damaged_archive()
    writer = RtfText()
    text = writer.read(data)
    check_marks(text)
    finding = Finding(DocumentKind.DOCUMENT, EXTRACTOR, MEDIA_TYPE)
    reader = OfficeReader()
    drafts = reader.read(parse(text.encode("utf-8", "replace"), "rtf").blocks)
    drafts = settle(_listed(drafts), reader.said, _properties(writer.said), finding)
    finding.drafts = tidy(drafts, finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding


def _listed(drafts: list[Draft]) -> list[Draft]:
    """Paragraphs with a bullet in front, as programs without lists write them, as items.

    Pandoc ends a list behind its items' own lists; what follows is still of that list.
    """
    found: list[Draft] = []
    lists = 1_000_000  # beyond those that the tree numbered
    for draft in map(_same_list(found), drafts):
        if draft.kind is BlockKind.PARAGRAPH and _BULLET.match(draft.text):
            lists += not (found and (found[-1].list_number or 0) >= 1_000_000)
            item = item_of(draft.text)
            text = item.text if item else draft.text.lstrip("•‣◦·▪■●– ")
            found.append(Draft(BlockKind.LIST_ITEM, text, 1, list_number=lists))
        else:
            found.append(draft)
    return found


def _same_list(found: list[Draft]) -> Callable[[Draft], Draft]:
    """Numbers an item as the one before it where that stands deeper."""
    of: dict[int, int] = {}

    def same(draft: Draft) -> Draft:
        before = found[-1] if found else None
        number = draft.list_number
        if number is None or before is None or before.list_number is None:
            return draft
        if number != before.list_number and (before.level or 1) > 1:
            of.setdefault(number, before.list_number)
        return replace(draft, list_number=of.get(number, number))

    return same


def _properties(said: dict[str, str]) -> Properties:
    return Properties(
        title=said.get("title", ""),
        author=said.get("author", ""),
        subject=said.get("subject", ""),
        keywords=said.get("keywords", ""),
        publisher=said.get("company", ""),
    )
