"""An encyclopedia's entry as its editors write it (.wiki, .mediawiki, .wikitext)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.intake.closing import tidy
from app.intake.dates import parse_date
from app.intake.decode import decode_plain
from app.intake.finding import Finding
from app.intake.office.tree import NONCHARACTERS, OfficeReader
from app.intake.pandoc import Node, parse
from app.intake.place import Place
from app.intake.wiki_marks import last_edited, names_notes
from app.intake.wikitext.source import (
    NOTE,
    References,
    plain,
    without_comments,
    without_furniture,
)
from app.intake.wikitext.templates import Templates
from app.model import BlockKind, DocumentKind
from app.text import Draft, canonical_line
from app.text.notemarks import note_mark, numbers_in

EXTRACTOR = "wikitext 1"
MEDIA_TYPE = "text/x-wiki"

_PERMALINK = re.compile(r"https?://[^\s<>\"\]|]{1,500}[?&]oldid=\d+[^\s<>\"\]|]{0,200}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HEADING = re.compile(r"^=([^=].*?[^=]|[^=])=\s*$", re.MULTILINE)
_REDIRECT = re.compile(
    r"\s*#(?:redirect|weiterleitung|redirection|redirección|تحويل)\b", re.IGNORECASE
)
_ENDS = 3_000
_LONGEST_LINE = 600


def read_wikitext(data: bytes) -> Finding:
    """What a file of wikitext holds. Raises InputError where it is no text."""
    text, warnings = decode_plain(data)
    text = _CONTROLS.sub("", re.sub(r"\r\n?", "\n", NONCHARACTERS.sub("", text)))
    finding = Finding(DocumentKind.ENCYCLOPEDIA_ENTRY, EXTRACTOR, MEDIA_TYPE, warnings=warnings)
    text = without_comments(_revision(text, finding))
    templates, references = Templates(), References()
    text = references.define(templates.render(text))
    finding.know("title", plain(templates.title), "DISPLAYTITLE")
    text = _titled(text, finding)
    box = [Draft(BlockKind.CAPTION, plain(references.take(line))) for line in templates.captions]
    box += [_row(label, references.take(value)) for label, value in templates.rows]
    body = without_furniture(references.take(text))
    notes = "".join(
        f"\n\n{NOTE}{note_mark(number)}{without_furniture(note)}"
        for number, note in enumerate(references.notes)
    )
    drafts = _WikiReader().read(
        parse((body + notes).encode("utf-8", "replace"), "mediawiki").blocks
    )
    finding.drafts = tidy([*box, *_without_empty_notes(drafts)], finding)
    if _REDIRECT.match(text):
        finding.warn("The file only redirects to another entry.")
    if not finding.drafts:
        finding.warn("There is no text in the entry.")
    return finding


def _row(label: str, value: str) -> Draft:
    said = plain(value)
    return Draft(BlockKind.INFOBOX_ROW, f"{label}: {said}" if said else "")


def _revision(text: str, finding: Finding) -> str:
    """``text`` without lines at its ends that only say which revision it is."""
    ends = text if len(text) <= 2 * _ENDS else text[:_ENDS] + "\n" + text[-_ENDS:]
    for comment in [*re.findall(r"<!--(.*?)-->", ends, re.DOTALL), *ends.split("\n")]:
        line = canonical_line(comment[:_LONGEST_LINE])
        link = _PERMALINK.search(line)
        if link and (len(link.group()) * 2 > len(line) or "<ref" not in line):
            _permanent(link.group(), finding)
        finding.know("issued", parse_date(last_edited(line) or ""), "“last edited” line")
    kept = [line for line in text.split("\n") if not _says_revision(line)]
    return "\n".join(kept)


def _says_revision(line: str) -> bool:
    short = canonical_line(line) if len(line) <= _LONGEST_LINE else ""
    if not short:
        return False
    return last_edited(short) is not None or bool(_PERMALINK.fullmatch(short.strip("[]<>. ")))


def _permanent(address: str, finding: Finding) -> None:
    finding.know("URL", address, "permanent link")
    host = urlsplit(address).hostname or ""
    language, _, rest = host.partition(".")
    if rest.endswith("wikipedia.org"):
        finding.know("container-title", "Wikipedia", "permanent link")
        if 2 <= len(language) <= 3:
            finding.know("language", language, "permanent link")


def _titled(text: str, finding: Finding) -> str:
    """``text`` without a heading of the first level on top, which is the title."""
    found = _HEADING.search(text)
    if found and not text[: found.start()].strip():
        finding.know("title", plain(found.group(1)), "first heading")
        return text[found.end() :]
    return text


def _without_empty_notes(drafts: list[Draft]) -> list[Draft]:
    """Without headings over the references, which come at the end now."""
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        below = drafts[place + 1] if place + 1 < len(drafts) else None
        ends = below is None or below.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE)
        is_empty = draft.kind is BlockKind.HEADING and ends and names_notes(draft.text)
        if not is_empty:
            kept.append(draft)
    return kept


@dataclass(slots=True)
class _WikiReader(OfficeReader):
    """Walks pandoc's tree of an entry whose templates and references are gone."""

    def _paragraph(self, content: list[Node], place: Place) -> None:
        text = self._text(content)
        if text.startswith(NOTE):
            numbers = tuple(numbers_in(text)[:1])
            said = NONCHARACTERS.sub("", text)
            self.notes.append(Draft(BlockKind.FOOTNOTE, said, notes=numbers))
        else:
            super(_WikiReader, self)._paragraph(content, place)
