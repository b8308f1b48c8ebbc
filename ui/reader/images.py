"""What the reader says of an image and how large it shows it, without Qt."""

from __future__ import annotations

from app.model import Image

HIDDEN = 72
"""Pixels that a hidden image takes, at text of 16 pixels."""

FOOT = 36
"""Pixels below a shown image, with its words and the button that hides it."""

HIGHEST = 4_000
"""Pixels that the highest image is shown with."""


def shown_size(image: Image, column: float) -> tuple[int, int]:
    """Width and height in pixels of the screen: its own, or scaled down to the measure."""
    ratio = min(1.0, column / image.width, HIGHEST / image.height)
    return max(1, round(image.width * ratio)), max(1, round(image.height * ratio))


def described(image: Image) -> tuple[str, str]:
    """What stands for an image that isn't shown: its words, and its size and where it lies."""
    size = f"{image.width} × {image.height}, in the file"
    return (image.alt, f", {size}") if image.alt else ("", size)


def button_name(image: Image, *, shown: bool) -> str:
    """What a screen reader calls the button on an image."""
    what = "Hide image" if shown else "Show image"
    return f"{what}: {image.alt}" if image.alt else what


def toggled(shown: set[int], count: int) -> set[int]:
    """Which of ``count`` images are shown after all were asked for: none if any is, else all."""
    return set() if shown else set(range(count))
