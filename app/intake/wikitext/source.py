"""Wikitext made ready for pandoc: references, files and categories are taken out of the text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from app.intake.office.tree import MARKS
from app.intake.wiki_marks import without_markup
from app.text import canonical_line
from app.text.notemarks import note_mark

NOTE = "\ufdd8"
"""Stands before a paragraph that is a footnote."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REFERENCE = re.compile(
    r"\s?<ref\b([^<>]*?)(?:/>|>((?:(?!<ref\b).)*?)</ref\s*>)", re.IGNORECASE | re.DOTALL
)
_STRAY = re.compile(r"<(/?ref\b[^<>]*)>", re.IGNORECASE)
"""A reference that never closes stays as it is written; pandoc would look for its end for long."""

_NAME = re.compile(r"""\bname\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))""", re.IGNORECASE)
_LIST = re.compile(r"<references\b[^>]*?(?:/>|>(.*?)</references\s*>)", re.IGNORECASE | re.DOTALL)
_FILE = re.compile(
    r"\[\[\s*:?(?:file|image|datei|bild|fichier|archivo|imagen|файл|ملف|صورة|bestand|plik|media)\s*:",
    re.IGNORECASE,
)
_LINK_ENDS = re.compile(r"\[\[|\]\]")
_OPTION = re.compile(
    r"(?:thumb(?:nail)?|frame(?:d|less)?|left|right|center|centre|none|border|baseline|sub|super"
    r"|top|text-top|middle|bottom|text-bottom|upright.*|\d*(?:x\d+)?\s*px|alt=.*|link=.*|class=.*"
    r"|page=.*|lang=.*|thumbtime=.*|start=.*|end=.*|mini|hochkant.*|links|rechts|vignette|gauche"
    r"|droite|miniatur|rahmenlos)$",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN = re.compile(r"thumb|frame(?!less)|mini|vignette", re.IGNORECASE)
_CATEGORY = re.compile(
    r"\[\[\s*(?:category|kategorie|catégorie|categoría|категория|تصنيف|categorie|kategoria)\s*:"
    r"[^\[\]]*\]\][ \t]*\n?",
    re.IGNORECASE,
)
_OTHER_WIKI = re.compile(r"^\[\[[a-z]{2,3}(?:-[a-z]{2,8})?:[^\[\]]*\]\]\s*$", re.MULTILINE)
_GALLERY = re.compile(r"<gallery\b[^>]*>(.*?)</gallery\s*>", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"__[A-Z]{3,30}__")
_DROPPED = re.compile(
    r"<(?:timeline|imagemap|score|mapframe|templatestyles|section|indicator)\b[^>]*?"
    r"(?:/>|>.*?</(?:timeline|imagemap|score|mapframe|indicator)\s*>)"
    r"|</?(?:noinclude|includeonly|onlyinclude|small|big|center|font|span|div)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_BULLET = re.compile(r"\s*\n\s*[*#:;]+\s*")


@dataclass(slots=True)
class References:
    """The references of one entry: each once, in the order in which they are first used."""

    notes: list[str] = field(default_factory=list)
    _defined: dict[str, str] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    def define(self, text: str) -> str:
        """Learn the references that have names; ``text`` without the list that only defines."""
        for found in _REFERENCE.finditer(text):
            name, content = _name(found.group(1)), (found.group(2) or "").strip()
            if name and content:
                self._defined.setdefault(name, content)
        return _LIST.sub("", text)

    def take(self, text: str) -> str:
        """``text`` with marks in place of its references, whose contents are kept."""
        return _STRAY.sub(r"&lt;\1&gt;", _REFERENCE.sub(self._taken, text))

    def _taken(self, found: re.Match[str]) -> str:
        name = _name(found.group(1))
        content = (found.group(2) or "").strip() or self._defined.get(name, "")
        if not content:
            return ""
        if name not in self._used:
            self.notes.append(" ".join(content.split()))
            number = len(self.notes) - 1
            if name:
                self._used[name] = number
            return note_mark(number)
        return note_mark(self._used[name])


def _name(attributes: str) -> str:
    found = _NAME.search(attributes)
    return next((part.strip() for part in found.groups() if part), "") if found else ""


def without_comments(text: str) -> str:
    """``text`` without what only editors see."""
    return _COMMENT.sub("", text)


def without_furniture(text: str) -> str:
    """``text`` without categories, links to other languages, switches, and with captions apart."""
    text = _GALLERY.sub(_gallery, _files(text))
    text = _OTHER_WIKI.sub("", _CATEGORY.sub("", text))
    return _DROPPED.sub("", _SWITCH.sub("", text))


def _gallery(found: re.Match[str]) -> str:
    lines = [line.split("|", 1)[1] for line in found.group(1).split("\n") if "|" in line]
    said = [line.split("|")[-1].strip() for line in lines]
    return "".join(f"\n\n{MARKS['caption']}{line}\n\n" for line in said if line)


def _files(text: str) -> str:
    """``text`` with each file that is shown replaced by its caption, the others by nothing."""
    kept: list[str] = []
    at = 0
    while found := _FILE.search(text, at):
        kept.append(text[at : found.start()])
        at = _closed(text, found.start())
        options = _parts(text[found.end() : at].removesuffix("]]"))[1:]
        words = [part.strip() for part in options if not _OPTION.match(part.strip())]
        if words and any(_SHOWN.match(part.strip()) for part in options):
            kept.append(f"\n\n{MARKS['caption']}{' '.join(words[-1].split())}\n\n")
    return "".join([*kept, text[at:]])


def _closed(text: str, start: int) -> int:
    """Where the link that opens at ``start`` ends; at its line's end where it never closes."""
    depth = 0
    for found in _LINK_ENDS.finditer(text, start, min(len(text), start + 20_000)):
        depth += 1 if found.group() == "[[" else -1
        if not depth:
            return found.end()
    line = text.find("\n", start)
    return len(text) if line < 0 else line


def _parts(link: str) -> list[str]:
    """The parts of a link between its own pipes."""
    parts, start, depth = [], 0, 0
    for found in re.finditer(r"\[\[|\]\]|\|", link):
        if found.group() == "|" and not depth:
            parts.append(link[start : found.start()])
            start = found.end()
        elif found.group() != "|":
            depth += 1 if found.group() == "[[" else -1
    return [*parts, link[start:]]


def plain(markup: str) -> str:
    """A short piece of wikitext on one line, list items and line breaks as commas."""
    text = _BREAK.sub("\n*", without_furniture(markup))
    pieces = [piece for piece in _BULLET.split(f"\n*{text}") if piece.strip(" ,")]
    line = ", ".join(canonical_line(piece).rstrip(",") for piece in pieces)
    return canonical_line(html.unescape(_TAG.sub("", without_markup(line))))
