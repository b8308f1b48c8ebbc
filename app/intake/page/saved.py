"""What the browser wrote into a page when it saved it."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin

from app.intake.page.pictures import LIFTED
from app.intake.page.tree import Element, drop, elements

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\b(.{0,2000}?)-->", re.DOTALL)
_LINE = re.compile(r"^\s*(url|saved date)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_ARCHIVED = re.compile(
    r"https?://(?:(?:web|wayback)\.archive\.org/web|archive\.(?:today|ph|is|li|vn|md|fo)"
    r"|webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?|(?:www\.)?webarchive\.org\.uk/wayback/archive)"
    r"/(\d{4}[\d.-]{0,13})(?:[a-z]{2}_)?/(https?:/.+)",
    re.IGNORECASE,
)
_RETRIEVED = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4}) AND RETRIEVED FROM")
_BANNERS = ("wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato", "HEADER")
_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class SavedWith:
    """What a file that holds a page and its parts says beside the page itself.

    ``address`` is the page's own, ``base`` what the parts' addresses are relative to, ``when`` the
    time of saving; ``images`` are by address, or by ``cid:`` and their id.
    """

    address: str = ""
    base: str = ""
    when: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict)

    def lift(self, root: Element, lifted: list[bytes]) -> None:
        """Let the images in the page name what came with it; ``lifted`` holds it as base64."""
        base = next((e.get("href") for e in elements(root, "base") if e.get("href")), self.base)
        places: dict[str, int] = {}
        for image in elements(root, "img"):
            address = self._known((image.get("src") or "").strip(), base)
            if address and address not in places:
                places[address] = len(lifted)
                lifted.append(base64.b64encode(self.images[address]))
            if address:
                image.set("src", f"{LIFTED}{places[address]}")

    def _known(self, address: str, base: str) -> str:
        """``address`` as the parts are named; empty where it names none of them."""
        if not address or address in self.images:
            return address
        try:
            whole = urljoin(base, address)
        except ValueError:
            return ""
        return whole if whole in self.images else ""


def saved_from(text: str) -> tuple[str, str]:
    """The address a page was saved from and the time as the browser wrote it; empty if unsaid."""
    start = text[:_LOOKED_AT]
    single = _SINGLE_FILE.search(start)
    if single:
        said = {name.lower(): value for name, value in _LINE.findall(single.group(1))}
        return said.get("url", ""), said.get("saved date", "")
    found = _SAVED_FROM.search(start)
    address = found.group(1) if found else ""
    return ("" if address == "about:internet" else address), ""


def archived(address: str) -> tuple[str, str]:
    """The original address and the time stamp inside a web archive's address, if it is one."""
    found = _ARCHIVED.match(address)
    if not found:
        return "", ""
    return found.group(2), re.sub(r"\D", "", found.group(1))


def archived_at(text: str) -> str:
    """The time stamp that the Internet Archive writes below a copy; empty where there is none."""
    found = _RETRIEVED.search(text[-_LOOKED_AT:])
    if not found:
        return ""
    try:
        return datetime.strptime(found.group(1), "%H:%M:%S %b %d, %Y").strftime("%Y%m%d%H%M%S")
    except ValueError:
        return ""


def drop_banner(root: Element, *, is_copy: bool) -> None:
    """Take out what an archive sets above its copies of pages."""
    for name in _BANNERS if is_copy else ():
        for element in root.xpath("//*[@id=$name]", name=name):
            if element.tag in ("div", "table", "center") and element.xpath("not(.//article)"):
                drop(element)
