"""An Image: a picture that came with a Text, kept by content, no part of the Text itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a saved page, and where it stands in the page's Text.

    ``before`` is the index of the Block it stands before, the number of Blocks for one behind them
    all. ``caption`` is the index of the Block that is its caption. ``alt`` is what the page says to
    those who can't see it. ``width`` and ``height`` are pixels as the file's header has them,
    ``size`` its bytes, ``sha256`` their digest, ``media_type`` what they begin as.
    """

    before: int
    alt: str
    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    caption: int | None = None
