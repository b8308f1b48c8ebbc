"""Both ends of an image's way from the child that parses to the Reading.

The child says where images stand and sends the bytes that the page itself carries; the program
fetches those that lie in the page's own folder, and looks at all of them before it keeps any.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.intake.companion import Beside
from app.intake.finding import Finding
from app.intake.pictures import (
    ALTOGETHER,
    LARGEST,
    MOST,
    Header,
    UnusableImageError,
    caption_of,
    header_of,
    stand_before,
    that_stay,
)
from app.intake.reading import KeptImage
from app.model import Image, Text

_LOOKED_AT = 1_000
"""Places of images that the child tells of."""

_READ = 2 * ALTOGETHER
"""Bytes that are read from a page's folder at most, kept or not."""


def told(finding: Finding) -> tuple[list[dict[str, Any]], list[bytes]]:
    """What the child says of a page's images, and the bytes that it sends along.

    In ``sources`` a number means the bytes of that place, a string an address of the page.
    """
    if not finding.pictures:
        return [], []
    from app.intake.page.pictures import written

    images: list[dict[str, Any]] = []
    sent: dict[str, int] = {}
    blobs: list[bytes] = []
    stay = that_stay(finding.drafts)
    for picture in finding.pictures[:_LOOKED_AT]:
        sources: list[int | str] = []
        for source in picture.sources:
            content = None if source in sent else written(source, finding.lifted)
            if content is not None:
                if sum(map(len, blobs)) + len(content) > ALTOGETHER // 2:
                    content = b""
                sent[source] = len(blobs)
                blobs.append(content)
            sources.append(sent.get(source, source))
        before = stand_before(picture.place, stay)
        images.append({"before": before, "alt": picture.alt, "sources": sources})
    return images, blobs


def parted(body: bytes, lengths: Sequence[int]) -> list[bytes]:
    """The parts of a frame's body, by their lengths."""
    parts, at = [], 0
    for length in lengths:
        parts.append(body[at : at + length])
        at += length
    return parts


@dataclass(slots=True)
class Enclosure:
    """The images of one page being gathered, within limits."""

    beside: Beside
    text: Text
    blobs: Sequence[bytes]
    kept: list[KeptImage] = field(default_factory=list)
    left_out: int = 0
    _met: dict[str, tuple[bytes, Header] | None] = field(default_factory=dict)
    _size: int = 0
    _read: int = 0

    def gather(self, images: Sequence[dict[str, Any]]) -> None:
        """Take each image that came with the page; the others only count."""
        for image in images[:_LOOKED_AT]:
            if len(self.kept) < MOST:
                self._take(image)
            elif self._found(image["sources"]) is not None:
                self.left_out += 1

    def warnings(self) -> Iterator[str]:
        """What a user hears of images that were left out."""
        if self.left_out:
            many = "1 image was" if self.left_out == 1 else f"{self.left_out} images were"
            yield f"{many} left out: damaged, too large, or too many."

    def _take(self, told_of: dict[str, Any]) -> None:
        found = self._found(told_of["sources"])
        if found is None:
            return
        content, header = found
        before = min(max(0, int(told_of["before"])), len(self.text.blocks))
        image = Image(
            before=before,
            alt=str(told_of["alt"]),
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            media_type=header.media_type,
            width=header.width,
            height=header.height,
            caption=caption_of(before, self.text.blocks),
        )
        # Pages have a copy beside the one that a script loads; it stands once.
        if not (self.kept and self.kept[-1].image == image):
            self.kept.append(KeptImage(image, content))

    def _found(self, sources: list[int | str]) -> tuple[bytes, Header] | None:
        """The first of an image's sources that is there and may be kept."""
        spoilt = False
        for source in sources:
            name = str(source) if isinstance(source, str) else f"#{int(source)}"
            known = name in self._met
            if not known:
                self._met[name] = None
                content = self._content(source)
                try:
                    self._met[name] = self._usable(content) if content is not None else None
                except UnusableImageError as error:
                    spoilt = spoilt or error.told
            found = self._met[name]
            if found is not None:
                return found
        self.left_out += spoilt
        return None

    def _content(self, source: int | str) -> bytes | None:
        if isinstance(source, str):
            content = self.beside.read(source, LARGEST) if self._read < _READ else None
            self._read += len(content or b"")
            return content
        return self.blobs[source] if 0 <= source < len(self.blobs) else None

    def _usable(self, content: bytes) -> tuple[bytes, Header]:
        if not content:
            raise UnusableImageError(told=True)
        header = header_of(content)
        if self._size + len(content) > ALTOGETHER:
            raise UnusableImageError(told=True)
        self._size += len(content)
        return content, header
