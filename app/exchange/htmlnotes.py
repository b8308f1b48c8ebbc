"""Notes that are HTML in other programs, as Markdown.

A walk over tags as they come, without a tree, so that no nesting is too deep. Every character of
the text is text: what would be Markdown is escaped. Scripts and styles are dropped; pictures are
named, since a note here holds none.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from app.cite.wording import words

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~]")
_LEADING = re.compile(r"^(\s*)(\d{1,9}(?=[.)]\s)|[-+](?=\s))", re.MULTILINE)
_BLOCKS = words("p div section article table tr figure header footer address dl dt dd")
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_INLINE = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_DROPPED = frozenset({"script", "style", "head", "template", "noscript"})
_SAFE_LINK = re.compile(r"(?:https?|zotero)://[^\s<>()]+\Z", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]")


def markdown_of(note: str) -> str:
    """A note's Markdown; a note without any tag is plain text already and only escaped."""
    if not _TAG.search(note):
        return escaped(note).strip()
    walk = _Walk()
    walk.feed(note)
    walk.close()
    return walk.text()


def escaped(text: str) -> str:
    """``text`` with every character that Markdown would take for its own made plain."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LEADING.sub(lambda found: f"{found[1]}{_plain(found[2])}", text)


def _plain(mark: str) -> str:
    return f"\\{mark}" if mark in "-+" else f"{mark}\\"


class _Walk(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._prefix = ""
        self._lists: list[int | None] = []
        self._quotes = 0
        self._dropped = 0
        self._code = False
        self._links: list[str] = []

    def text(self) -> str:
        """All blocks, divided by empty lines; items of one list by none."""
        self._end_block()
        text = ""
        for block in self._blocks:
            joined = _is_item(block) and _is_item(text.rsplit("\n", 1)[-1])
            text += ("\n" if joined else "\n\n" if text else "") + block
        return text.strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _DROPPED:
            self._dropped += 1
        elif tag == "br":
            self._line.append("\n")
        elif tag in _INLINE:
            self._line.append(_INLINE[tag])
        elif tag == "img":
            self._line.append("(picture)")
        elif tag == "a":
            self._links.append(told.get("href") or "")
            self._line.append("[")
        elif tag in ("td", "th"):
            self._line.append(" · " if self._line else "")
        else:
            self._start_block(tag, told)

    def _start_block(self, tag: str, told: dict[str, str | None]) -> None:
        if tag in ("ul", "ol"):
            self._end_block()
            start = str(told.get("start") or "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
            self._lists.append(first if tag == "ol" else None)
        elif tag == "li":
            self._end_block()
            self._prefix = self._item()
        elif tag == "blockquote":
            self._end_block()
            self._quotes += 1
        elif tag in _HEADINGS:
            self._end_block()
            self._prefix = f"{_HEADINGS[tag]} "
        elif tag == "pre":
            self._end_block()
            self._code = True
        elif tag == "hr":
            self._end_block()
            self._blocks.append("---")
        elif tag in _BLOCKS:
            self._end_block()

    def _item(self) -> str:
        depth = min(max(len(self._lists) - 1, 0), 20)
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "    " * depth + "- "
        self._lists[-1] = number + 1
        return "    " * depth + f"{number}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _INLINE:
            self._line.append(_INLINE[tag])
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._line.append(f"](<{address}>)" if _SAFE_LINK.match(address) else "]")
        elif tag in ("ul", "ol"):
            self._end_block()
            if self._lists:
                self._lists.pop()
        elif tag == "blockquote":
            self._end_block()
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._end_block()
            self._code = False
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self._end_block()

    def handle_data(self, data: str) -> None:
        if self._dropped:
            return
        self._line.append(data if self._code else escaped(re.sub(r"\s+", " ", data)))

    def _end_block(self) -> None:
        text, self._line = "".join(self._line), []
        if self._code:
            body = text.strip("\n")
            block = "\n".join(f"    {line}" for line in body.split("\n")) if body.strip() else ""
        else:
            lines = [line.strip() for line in text.split("\n")]
            kept = _closed("\\\n".join(line for line in lines if line))
            block = f"{self._prefix}{kept}" if kept.strip("*~ ") else ""
        if block:
            quote = "> " * min(self._quotes, 20)
            self._blocks.append("\n".join(quote + line for line in block.split("\n")))
            self._prefix = ""


def _closed(line: str) -> str:
    """A block whose emphasis ends with it, as HTML that was cut or crossed need not have."""
    for mark in ("**", "~~"):
        if line.count(mark) % 2:
            line += mark
    bare = line.replace("\\*", "").replace("**", "")
    return line + "*" if bare.count("*") % 2 else line


def _is_item(line: str) -> bool:
    return bool(re.match(r"\s*(?:> )*(?:- |\d+\. )", line))
