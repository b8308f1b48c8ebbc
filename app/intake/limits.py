"""What reading one file may cost, and the caps that keep parsers out of their slow corners.

The nesting, attribute and ampersand caps were measured: nh3 needs 110 s for 100,000 nested tags,
18 s for one tag of 200,000 attributes and 70 s for 2 MB of ampersands, and cannot be interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import LimitError

MEGABYTE = 1_000_000
NESTING = 512
ATTRIBUTES = 256
AMPERSANDS = 500_000
ARTICLE_AMPERSANDS = 150_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds of wall clock and processor, bytes of memory and of input.

    ``page_size`` caps a web page with the images written in it, ``text_size`` what is left without
    them. ``pages`` caps a PDF. ``files_per_child`` is how many files one child process reads
    before a fresh one takes over, so that a parser's leak never grows.
    """

    seconds: float = 60.0
    processor_seconds: int = 45
    memory: int = 2_000 * MEGABYTE
    text_size: int = 30 * MEGABYTE
    page_size: int = 120 * MEGABYTE
    pdf_size: int = 300 * MEGABYTE
    pages: int = 5_000
    answer_size: int = 400 * MEGABYTE
    files_per_child: int = 200


def too_large(limit: int) -> LimitError:
    """The error for a file of more than ``limit`` bytes."""
    return LimitError(
        f"The file is larger than {limit // MEGABYTE} MB.",
        hint="Save a smaller version of it, or split it.",
        code="too-large",
    )


def too_nested() -> LimitError:
    """The error for a page whose tags nest deeper than any real page's."""
    return LimitError(
        f"The page nests its parts more than {NESTING} levels deep.",
        hint="Save the page again in another browser, or as plain text.",
        code="too-nested",
    )


def too_tangled(what: str) -> LimitError:
    """The error for a page with far too many of something (``what``, in the plural)."""
    return LimitError(
        f"The page has too many {what} to be read safely.",
        hint="Save the page again in another browser, or as plain text.",
        code="too-tangled",
    )
