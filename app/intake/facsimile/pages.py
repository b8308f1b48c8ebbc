"""The pages of a PDF, drawn by a process that may be killed at any time without harm to ours.

The file goes to the child over a pipe and is never written anywhere, so that what an encrypted
library holds stays sealed on the disk. A page that breaks the child is an error of that page: the
next question starts a new child.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import InputError, LimitError, SourcebookError
from app.intake.child import Child
from app.intake.facsimile.letters import Letters, letters_from
from app.intake.limits import MEGABYTE, Limits
from app.intake.reader import BROKEN, asked

_WORKER = "app.intake.facsimile.worker"
_MOST_LABEL = 40


@dataclass(frozen=True, slots=True)
class FacsimileLimits:
    """What showing pages may cost: seconds and memory of one answer, pixels and letters of a page.

    A page at 16 megapixels is A4 at 400 % on an ordinary screen; larger ones come out coarser.
    """

    seconds: float = 20.0
    processor_seconds: int = 15
    memory: int = 2_000 * MEGABYTE
    pages: int = 5_000
    pixels: int = 16_000_000
    letters: int = 60_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: the label it is cited by, and its width and height in points."""

    label: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the file's own contents: its words, how deep (from 0), and the page from 0."""

    title: str
    depth: int
    page: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages of a file; ``more`` are those beyond the limit, which aren't shown."""

    pages: tuple[Sheet, ...]
    outline: tuple[Entry, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as pixels: ``rows`` of ``stride`` bytes, 4 a pixel, blue first and the last unused."""

    width: int
    height: int
    stride: int
    rows: bytes


class Facsimile:
    """The pages of one PDF; ``read`` gives its bytes, again after a child broke.

    To be used by one thread at a time. All methods raise InputError for what can't be shown,
    LimitError for what broke the child or took too long, and whatever ``read`` raises.
    """

    def __init__(
        self, read: Callable[[], bytes], limits: FacsimileLimits = FacsimileLimits()
    ) -> None:
        self._read, self._limits = read, limits
        self._child: Child | None = None
        self._count = 0
        self._broken: dict[tuple[str, int], SourcebookError] = {}

    def open(self) -> Sheets:
        """All pages with labels and sizes, and the outline."""
        answer, _ = self._open()
        pages = tuple(_sheet(each) for each in answer["sheets"])
        entries = tuple(_entry(each, len(pages)) for each in answer["outline"])
        if not pages:
            raise _nonsense()
        self._count = len(pages)
        return Sheets(pages, entries, max(0, int(answer["count"]) - len(pages)))

    def draw(self, page: int, width: int) -> Drawing:
        """A page as pixels, ``width`` wide unless that is more than the limit of pixels."""
        most = self._limits.pixels
        head, rows = self._of_page("draw", page, most, width=max(16, min(width, 16_000)))
        drawing = Drawing(int(head["width"]), int(head["height"]), int(head["stride"]), rows)
        sound = drawing.stride == 4 * drawing.width and len(rows) == drawing.stride * drawing.height
        if not sound or not 0 < drawing.width * drawing.height <= most * 1.1 + 100_000:
            raise _nonsense()
        return drawing

    def letters(self, page: int) -> Letters:
        """The characters of a page with their places."""
        head, body = self._of_page("letters", page, self._limits.letters)
        found = letters_from(int(head["count"]), body)
        if found is None:
            raise _nonsense()
        return found

    def close(self) -> None:
        """End the child; the next question would start another."""
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _of_page(self, do: str, page: int, most: int, **more: int) -> tuple[dict[str, Any], bytes]:
        """An answer about a page; one that broke the child isn't asked for again."""
        if (do, page) in self._broken:
            raise self._broken[do, page]
        try:
            if self._child is None or not self._child.alive:
                self._open()
            return self._ask({"do": do, "page": page, "most": most, **more})
        except LimitError as error:
            self._broken[do, page] = error
            raise

    def _open(self) -> tuple[dict[str, Any], bytes]:
        self.close()
        # A child that reads nothing is cheap; it starts while the file is read.
        self._child = Child(self._child_limits(), _WORKER)
        content = self._read()
        return self._ask({"do": "open", "pages": self._limits.pages}, content)

    def _child_limits(self) -> Limits:
        limits = self._limits
        return Limits(
            seconds=limits.seconds,
            processor_seconds=limits.processor_seconds,
            memory=limits.memory,
            answer_size=max(5 * limits.pixels, 20 * limits.letters) + MEGABYTE,
        )

    def _ask(self, head: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        child, limits = self._child, self._limits
        assert child is not None  # noqa: S101 - told to the type checker
        bounds = {"memory": limits.memory, "processor_seconds": limits.processor_seconds}
        try:
            return asked(child, {**head, **bounds}, body)
        except LimitError as error:
            child.kill()
            raise _stopped(error) from error
        except InputError as error:
            if error.code == BROKEN:
                self.close()
                raise _stopped(error) from error
            raise


def _sheet(told: Any) -> Sheet:
    label, width, height = told
    return Sheet(str(label)[:_MOST_LABEL], max(1.0, float(width)), max(1.0, float(height)))


def _entry(told: Any, pages: int) -> Entry:
    title, depth, page = told
    return Entry(str(title), max(0, int(depth)), max(0, min(int(page), pages - 1)))


def _stopped(error: InputError | None = None, detail: str = "") -> LimitError:
    return LimitError(
        "Drawing this page took too long or broke the reader, and was stopped.",
        hint="The other pages are still there, and so is the text.",
        detail=error.detail if error is not None else detail,
        code="page-stopped",
    )


def _nonsense() -> LimitError:
    return _stopped(detail="an answer that makes no sense")
