"""The images of a page: numbered before the article is looked for, their bytes lifted out.

A page saved as one file carries its images as base64, often ten times its text. They are taken
out before any parser sees the page, which leaves the text as it was and the parsers quick.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from app.intake.page.tree import Element, elements
from app.intake.pictures import LARGEST, Placed

NUMBER = "data-picture"
"""The attribute that carries an image's number through the cleaning; none of the page's own."""

LIFTED = "lifted:"
"""How the address of an image begins that was written in the page itself."""

_WRITTEN = re.compile(
    rb"data:[a-zA-Z0-9.+-]{1,60}/[a-zA-Z0-9.+-]{1,60}(?:;[a-zA-Z0-9.=_-]{1,60}){0,4};base64,"
    rb"([A-Za-z0-9+/=%]{2048,})"  # shorter ones slow no parser
)
_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,60}(?:;[^;,]{1,60}){0,4};base64,", re.IGNORECASE)
_MOST = 2_000
"""Images of a page that are looked at."""

_MOST_SOURCES = 8
_LONGEST_ADDRESS = 2_000
_LATE = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-full-src", "data-orig-file",
)  # fmt: skip
"""Where pages keep the address of an image that a script loads when it comes into sight."""
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")


def lift(page: bytes) -> tuple[bytes, list[bytes]]:
    """The page with a short address in place of each long ``data:`` URI, and their base64."""
    lifted: list[bytes] = []

    def taken(found: re.Match[bytes]) -> bytes:
        lifted.append(found.group(1))
        return b"%s%d" % (LIFTED.encode(), len(lifted) - 1)

    return _WRITTEN.sub(taken, page), lifted


def number_images(root: Element) -> list[tuple[str, ...]]:
    """Give each image its number; the addresses of each, by number."""
    sources: list[tuple[str, ...]] = []
    for image in elements(root, "img"):
        image.attrib.pop(NUMBER, None)
        found = tuple(_sources(image)) if len(sources) < _MOST else ()
        if found:
            image.set(NUMBER, str(len(sources)))
            sources.append(found)
    return sources


def placed(met: Iterable[tuple[int, int, str]], sources: list[tuple[str, ...]]) -> list[Placed]:
    """What was met (place, number, alternative text), with the addresses of each."""
    return [
        Placed(place, alt, sources[number]) for place, number, alt in met if number < len(sources)
    ]


def _sources(image: Element) -> Iterator[str]:
    """The addresses of an image: its own, those a script would load, then other resolutions."""
    found = islice(filter(None, _addresses(image)), _MOST_SOURCES)
    yield from dict.fromkeys(found)


def _addresses(image: Element) -> Iterator[str]:
    for name in ("src", *_LATE):
        yield _usable(image.get(name))
    for name in _SETS:
        yield from _set(image.get(name))
    # The parser doesn't know that a source holds nothing, and puts what follows inside.
    for around in image.iterancestors("source", "picture"):
        if around.tag == "picture":
            for source in islice(elements(around, "source"), _MOST_SOURCES):
                yield from _set(source.get("srcset"))
            return


def _set(said: str | None) -> Iterator[str]:
    """The addresses of a ``srcset``, as far as they are plain."""
    for part in (said or "")[:_LONGEST_ADDRESS].split(",")[:_MOST_SOURCES]:
        yield _usable(part.strip().split(" ")[0])


def _usable(address: str | None) -> str:
    """An address that may lead to bytes that came with the page; empty for all others."""
    said = (address or "").strip()
    if _DATA.match(said):
        return said
    if len(said) > _LONGEST_ADDRESS or re.match(r"(?!lifted:\d)[a-zA-Z][a-zA-Z0-9+.-]*:|//", said):
        return ""
    return said


def written(source: str, lifted: list[bytes]) -> bytes | None:
    """The bytes of an image that the page itself carries; None where ``source`` names no such.

    Empty for one that is too large or no base64.
    """
    if source.startswith(LIFTED):
        number = source[len(LIFTED) :]
        known = number.isdecimal() and int(number[:9]) < len(lifted)
        return _decoded(lifted[int(number)]) if known else b""
    found = _DATA.match(source)
    return _decoded(source[found.end() :].encode("ascii", "replace")) if found else None


def _decoded(code: bytes) -> bytes:
    code = code.replace(b"%2B", b"+").replace(b"%2F", b"/").replace(b"%3D", b"=")
    if len(code) > LARGEST * 4 // 3 + 4:
        return b""
    try:
        return base64.b64decode(code)
    except (binascii.Error, ValueError):
        return b""
