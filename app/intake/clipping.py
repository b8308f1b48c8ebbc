"""What browsers put on a clipboard beside text, read without Qt: pages with their address, links.

Windows has its own form of HTML ("HTML Clipboard Format", Microsoft): lines of a header, among
them ``SourceURL``, whose offsets count bytes of UTF-8. Chromium and Firefox note the address in
flavours of their own, Chromium's in UTF-8, Firefox' in UTF-16 with the byte order of the machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from app.intake.origin import clean_address

WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'
"""The name under which Qt hands over Windows' form of HTML as it is."""

CHROMIUM_ADDRESS = "chromium/x-source-url"
FIREFOX_ADDRESS = "text/x-moz-url-priv"
FIREFOX_LINKS = "text/x-moz-url"

_HEADER = re.compile(rb"\A\s*Version:\s*[\d.]+\s*$", re.MULTILINE)
_FIELD = re.compile(rb"^(\w+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,4000}")
_ANCHOR = re.compile(
    r"\s*(?:<(?:!--.*?--|/?(?:html|head|body|meta)\b[^>]*)>\s*)*<a\b[^>]*>((?:(?!</a).)*)</a>"
    r"\s*(?:<(?:!--.*?--|/?(?:html|body)\b[^>]*)>\s*)*",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_LONGEST_HEADER = 10_000
_MOST_LINKS = 2_000


@dataclass(frozen=True, slots=True)
class Clipping:
    """HTML from a clipboard and the address it was copied from, "" where none is told."""

    html: str
    address: str = ""

    @property
    def as_saved(self) -> str:
        """The page as a browser saves it, with its comment on where it is from."""
        if not self.address or "--" in self.address:
            return self.html
        return f"<!-- saved from url=({len(self.address):04}){self.address} -->\n{self.html}"


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the title it goes by, "" where none is told."""

    address: str
    title: str = ""


def is_windows_html(raw: bytes) -> bool:
    """Whether ``raw`` begins with the header of Windows' form of HTML."""
    return bool(_HEADER.match(raw[:200])) and b"StartHTML:" in raw[:_LONGEST_HEADER]


def windows_clipping(raw: bytes) -> Clipping:
    """What Windows' form of HTML holds; wrong offsets don't keep the page from being read."""
    begin = raw.find(b"<", 0, _LONGEST_HEADER)
    header = raw[: begin if begin >= 0 else _LONGEST_HEADER]
    told = dict(_FIELD.findall(header))
    start, end = _offset(told.get(b"StartHTML")), _offset(told.get(b"EndHTML"))
    if not len(header) <= start < end <= len(raw):
        start, end = max(begin, 0), len(raw)
    html = raw[start:end].rstrip(b"\0 \r\n").decode("utf-8", "replace")
    html = re.sub(r"<!--\s*(?:Start|End)Fragment\s*-->", "", html)
    return Clipping(html, clean_address(told.get(b"SourceURL", b"").decode("utf-8", "replace")))


def noted_address(raw: bytes, flavour: str) -> str:
    """The address in a browser's own flavour; empty where it is none."""
    found = _ADDRESS.search(_text(raw, flavour))
    return clean_address(found.group()) if found else ""


def noted_links(raw: bytes) -> list[Link]:
    """The links in Firefox' flavour: an address and its title on alternate lines."""
    lines = _text(raw, FIREFOX_LINKS).split("\n")[: 2 * _MOST_LINKS]
    titles = [*lines[1::2], ""]
    pairs = zip(lines[::2], titles, strict=False)
    links = (Link(clean_address(line.strip()), " ".join(title.split())) for line, title in pairs)
    return [link for link in links if link.address]


def _text(raw: bytes, flavour: str) -> str:
    if flavour == CHROMIUM_ADDRESS:
        return raw.decode("utf-8", "ignore").replace("\r\n", "\n").strip("\0\n ")
    # Qt may have turned it into UTF-8 already; then no other byte is zero.
    encoding = "utf-8" if b"\0" not in raw else "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    text = raw.decode(encoding, "ignore")
    return text.lstrip("\ufeff").replace("\r\n", "\n").strip("\0\n ")


def _offset(value: bytes | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 15 else -1


def anchor_title(html: str) -> str:
    """The words of the one link that HTML consists of, as a link is dragged; empty for others."""
    found = _ANCHOR.fullmatch(html[:20_000].replace("\0", ""))
    return " ".join(unescape(_TAG.sub(" ", found[1])).split()) if found else ""
