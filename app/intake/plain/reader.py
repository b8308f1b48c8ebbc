"""Plain text files."""

from __future__ import annotations

from app.intake.decode import decode_plain
from app.intake.finding import Finding
from app.intake.plain.article import read_article
from app.intake.plain.units import units
from app.intake.plain.wiki import looks_like_wiki, read_wiki
from app.model import DocumentKind

EXTRACTOR = "text 1"


def read_plain(data: bytes) -> Finding:
    """What a plain text file holds. Raises InputError where it is no text."""
    text, warnings = decode_plain(data)
    finding = Finding(DocumentKind.ANALYST_ARTICLE, EXTRACTOR, "text/plain", warnings=warnings)
    found = units(text)
    if looks_like_wiki(found):
        read_wiki(found, finding)
    else:
        read_article(found, finding)
    if not finding.drafts:
        finding.warn("There is no text below the title.")
    return finding
