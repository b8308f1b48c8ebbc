"""Documents, highlights and shared notes as Markdown that other programs show as it is meant.

Everything from a source is text: no character of a title or a quotation can begin a heading, a
link, a list or HTML, in CommonMark, in pandoc's Markdown or in the older kind. Addresses inside
texts are defanged; the reference's own address stays a link.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from app.cite.bibtex.titles import plain
from app.exchange.sample import SAMPLE_REMARK
from app.model.document import Document, Reference
from app.model.marks import MEANING_LABELS, Highlight, Locator, Note
from app.model.names import with_particle
from app.model.shelf import Shelf, Shelved
from app.text import canonical_line

# A backslash works for these everywhere; for the others only in some kinds of Markdown, where a
# character reference does in all.
_SPECIAL = re.compile(r"[\\`*_{}\[\]#]")
_ENTITY = re.compile(r"[&<>@|~$^]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LEADING = re.compile(r"(\d{1,9})(\.|\))(?=\s|$)|([-+=:%])")
_LINK = re.compile(r"\b(https?|ftp)://([^\s/?#<>\"]*)|\bwww\.(?=\S)", re.IGNORECASE)
_IRI_SAFE = "!#$%&'()*+,/:;=?@-._~"
_SAFE_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]+\Z")


def write_markdown(shelf: Shelf) -> str:
    """The whole shelf as one Markdown text; documents in the shelf's order."""
    parts = ["# Highlights and notes"]
    if shelf.sample:
        parts.append(f"**{SAMPLE_REMARK}**")
    for item in sorted(shelf.items, key=lambda one: one.document.key.casefold()):
        parts += _document(item, sample=shelf.sample)
    if shelf.loose_notes:
        parts.append("## Notes")
        parts += [_note(note) for note in shelf.loose_notes]
    return "\n\n".join(parts) + "\n"


def literal(text: str) -> str:
    """``text`` on one line, so written that Markdown shows exactly its characters.

    Addresses are defanged: ``hxxps://example[.]org``.
    """
    line = _defanged(canonical_line(text))
    line = _SPECIAL.sub(r"\\\g<0>", line)
    line = _ENTITY.sub(lambda found: _reference(found.group()), line)
    return _LEADING.sub(_leading, line, count=1) if _LEADING.match(line) else line


def _reference(letter: str) -> str:
    return _NAMED.get(letter) or f"&#{ord(letter)};"


def _leading(found: re.Match[str]) -> str:
    return (found[1] or "") + _reference(found[2] or found[3])


def _defanged(text: str) -> str:
    return _LINK.sub(_dead, text) if "//" in text or "www." in text.casefold() else text


def _dead(found: re.Match[str]) -> str:
    if not found[1]:
        return "www[.]"
    scheme = found[1].casefold().replace("tt", "xx").replace("ftp", "fxp")
    return f"{scheme}://{found[2].replace('.', '[.]')}"


def _document(item: Shelved, *, sample: bool) -> list[str]:
    document = item.document
    parts = [f"## {literal(plain(document.title)) or 'Untitled'}"]
    parts.append(f"Citation key: {literal(document.key)}")
    parts.append(_reference_line(document, sample=sample))
    if document.tags:
        parts.append(f"Tags: {', '.join(literal(tag) for tag in sorted(document.tags))}")
    of_highlight: dict[str, list[Note]] = {}
    for note in item.notes:
        of_highlight.setdefault(note.highlight or "", []).append(note)
    for highlight in item.highlights:
        parts.append(_quotation(highlight))
        parts += [_note(note) for note in of_highlight.get(highlight.id, [])]
    return parts + [_note(note) for note in of_highlight.get("", [])]


def _quotation(highlight: Highlight) -> str:
    paragraphs = [literal(part) for part in highlight.exact.split("\n") if part.strip()]
    about = [*_locator(highlight.locator), MEANING_LABELS[highlight.meaning]]
    about += [literal(tag) for tag in sorted(highlight.tags)]
    lines = [*paragraphs, f"— {' · '.join(about)}"]
    return "\n>\n".join(f"> {line}" for line in lines)


def _locator(locator: Locator) -> list[str]:
    """Page, paragraph and section, as far as there are any."""
    parts = []
    if locator.page:
        several = locator.page_end not in (None, locator.page)
        pages = f"pp. {locator.page}–{locator.page_end}" if several else f"p. {locator.page}"
        parts.append(literal(pages))
    if locator.paragraph:
        last = locator.paragraph_end
        several = last is not None and last != locator.paragraph
        many = f"paras {locator.paragraph}–{last}"
        parts.append(many if several else f"para. {locator.paragraph}")
    if locator.section:
        parts.append("section " + " / ".join(literal(heading) for heading in locator.section))
    return parts


def _note(note: Note) -> str:
    """A note, which is Markdown itself, shut into a list item so that it can't leave its place.

    HTML, images and live links in it are made text.
    """
    text = _defanged(note.text).replace("<", "&lt;").replace("![", "!\\[")
    first, *rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [f"- Note: {first}", *(f"  {line}".rstrip() for line in rest)]
    return "\n".join(lines)


def _reference_line(document: Document, *, sample: bool) -> str:
    """Who, when, what, where: enough to recognise the source. A style makes the real citation."""
    reference = document.reference
    where = (reference.get("container-title"), reference.get("publisher"))
    told = [_people(reference), _year(reference), plain(document.title)]
    told += [plain(str(part)) for part in where if part]
    parts = [literal(part) for part in told if part]
    address = _address(reference)
    line = ". ".join(part.rstrip(".") for part in parts) + "."
    line = f"{line} {address}" if address else line
    return f"{line} ({SAMPLE_REMARK})" if sample else line


def _people(reference: Reference) -> str:
    names = reference.get("author") or reference.get("editor") or []
    shown = [_person(name) for name in names]
    return f"{', '.join(shown[:3])} et al." if len(shown) > 4 else ", ".join(shown)


def _person(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle", "") or name.get("dropping-particle", "")
    family = with_particle(particle, name.get("family"))
    given = " ".join(part for part in (name.get("given"), name.get("suffix")) if part)
    return name.get("literal") or f"{given} {family}".strip()


def _year(reference: Reference) -> str:
    issued = reference.get("issued") or {}
    points = issued.get("date-parts") or []
    years = dict.fromkeys(str(point[0]) for point in points if point)
    return "–".join(years) or str(issued.get("literal") or issued.get("raw") or "n.d.")


def _address(reference: Reference) -> str:
    """The address of the source itself as a link; as dead text where it isn't http or https."""
    doi = str(reference.get("DOI") or "")
    address = f"https://doi.org/{doi}" if doi else str(reference.get("URL") or "")
    linked = quote(address, safe=_IRI_SAFE)
    return f"<{linked}>" if _SAFE_ADDRESS.match(linked) else literal(address)
