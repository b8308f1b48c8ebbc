"""Pages of one document made beside the GUI thread: what is seen first, then what is near."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter

from app.errors import SourcebookError
from app.model import Text

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import Facsimile, PageMap, Places, Sheets, Spot


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is toned: ``tint`` dims its paper; with ``paper`` it is turned to dark first."""

    tint: tuple[int, int, int] | None = None
    paper: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page ``width`` pixels wide, or with 0 its places in the Text."""

    page: int
    width: int = 0
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is told what was made; all come on the GUI thread."""

    opened: Callable[[Sheets], object]
    drawn: Callable[[Wanted, QImage], object]
    mapped: Callable[[int, PageMap], object]
    failed: Callable[[Wanted | None, SourcebookError], object]
    """None for the file as a whole."""
    broke: Callable[[BaseException], object]


class Renderer:
    """Draws and maps pages in a thread of its own; ``post`` has something called on the GUI's.

    :meth:`want` replaces what was wanted before and hasn't begun.
    """

    def __init__(
        self,
        facsimile: Facsimile,
        text: Text | None,
        post: Callable[[Callable[[], object]], object],
        heard: Heard,
    ) -> None:
        self._facsimile, self._text, self._heard = facsimile, text, heard
        self._post_to = post
        self._places: Places | None = None
        self._lock = threading.Lock()
        self._wanted: list[Wanted] = []
        self._finds: list[tuple[int, Callable[[Spot | None], object]]] = []
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self._run(self._open)

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Make these, in this order."""
        with self._lock:
            self._wanted = list(wanted)
        self._run(self._next)

    def find(self, offset: int, done: Callable[[Spot | None], object]) -> None:
        """Have ``done`` told where a code point stands; only the newest question is answered."""
        with self._lock:
            self._finds = [(offset, done)]
        self._run(self._next)

    def close(self, *, wait: bool = False) -> None:
        """End the child, answer nothing any more; with ``wait`` the thread has ended too."""
        with self._lock:
            self._closed = True
            self._wanted, self._finds = [], []
        self._facsimile.close()
        # What was begun may have started a child anew.
        self._thread.submit(self._facsimile.close)
        self._thread.shutdown(wait=wait)

    # In the thread --------------------------------------------------------------------------------

    def _run(self, work: Callable[[], object]) -> None:
        if not self._closed:
            self._thread.submit(self._guarded, work)

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            broken = error
            self._post(lambda: self._heard.broke(broken))

    def _post(self, call: Callable[[], object]) -> None:
        def told() -> None:
            if not self._closed:
                call()

        if not self._closed:
            self._post_to(told)

    def _open(self) -> None:
        if self._closed:
            return
        try:
            sheets = self._facsimile.open()
        except SourcebookError as error:
            self._fail(None, error)
            return
        if self._text is not None:
            from app.intake.facsimile import Places

            self._places = Places(self._text, sheets.pages, self._facsimile.letters)
        self._post(lambda: self._heard.opened(sheets))

    def _next(self) -> None:
        """Make whatever is wanted most, until nothing is."""
        while not self._closed:
            with self._lock:
                find = self._finds.pop() if self._finds else None
                wanted = self._wanted.pop(0) if self._wanted and find is None else None
            if find is not None:
                self._find(*find)
            elif wanted is not None:
                self._make(wanted)
            else:
                return

    def _find(self, offset: int, done: Callable[[Spot | None], object]) -> None:
        spot = None
        if self._places is not None:
            try:
                spot = self._places.find(offset)
            except SourcebookError:
                spot = None  # that page tells itself why it can't be read
        self._post(lambda: done(spot))

    def _make(self, wanted: Wanted) -> None:
        try:
            if wanted.width:
                image = self._drawn(wanted)
                self._post(lambda: self._heard.drawn(wanted, image))
            elif self._places is not None:
                found = self._places.map(wanted.page)
                self._post(lambda: self._heard.mapped(wanted.page, found))
        except SourcebookError as error:
            self._fail(wanted, error)

    def _fail(self, wanted: Wanted | None, error: SourcebookError) -> None:
        self._post(lambda: self._heard.failed(wanted, error))

    def _drawn(self, wanted: Wanted) -> QImage:
        drawn = self._facsimile.draw(wanted.page, wanted.width)
        shape = (drawn.width, drawn.height, drawn.stride)
        image = QImage(drawn.rows, *shape, QImage.Format.Format_RGB32).copy()
        return toned(image, wanted.look)


def toned(image: QImage, look: Look) -> QImage:
    """A page in the tone of a theme: dimmed, or turned to light letters on dark."""
    if look.paper is not None:
        image.invertPixels()
    painter = QPainter(image)
    if look.tint is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(image.rect(), QColor(*look.tint))
    if look.paper is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        painter.fillRect(image.rect(), QColor(*look.paper))
    painter.end()
    return image
