"""Pages below each other in a scroll area: places in pixels, zoom, what is to be drawn when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.errors import SourcebookError
from ui.reader.pages.cache import Cache
from ui.reader.pages.painting import PagePainter, Shown
from ui.reader.pages.renderer import Renderer, Wanted
from ui.reader.pages.stack import BESIDE, EDGE, Fit, Stack, fitting, zoomed
from ui.theme import Theme

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import PageMap, Sheet

_CACHED = 160_000_000
"""Bytes of pictures kept: some forty pages of an ordinary window."""
_AHEAD = 2
_WIDEST = 12_000
_LINE = 48


class PageScroll(QAbstractScrollArea):
    """The pages' geometry and pictures; pixels are the viewport's."""

    scrolled = Signal()
    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.painter = theme, PagePainter(theme)
        self._sheets: Sequence[Sheet] = ()
        self._stack = Stack()
        self._fit, self._right, self._page = Fit.WIDTH, 0, -1
        self._images: Cache[tuple[int, int], QImage] = Cache(_CACHED, QImage.sizeInBytes)
        self._errors: dict[int, SourcebookError] = {}
        self._unmapped: set[int] = set()
        self._renderer: Renderer | None = None
        self.shown = Shown()
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.redraw)

    # Places ---------------------------------------------------------------------------------------

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The pages shown."""
        return self._sheets

    @property
    def page(self) -> int:
        """The page in the upper third of what is seen; -1 while there is none."""
        return self._page

    @property
    def scale(self) -> float:
        """Pixels for a point."""
        return self._stack.scale

    @property
    def fit(self) -> Fit:
        """How the scale follows the room."""
        return self._fit

    def _across(self) -> int:
        """The width there is for pages."""
        return max(120, self.viewport().width() - self._right)

    def rect_of(self, page: int) -> QRectF:
        """Where a page stands in the viewport."""
        wide, high = self._stack.size(page)
        room = self._across() - EDGE - BESIDE
        left = EDGE + max(0, (room - wide) // 2) - self.horizontalScrollBar().value()
        return QRectF(left, self._stack.top(page) - self.verticalScrollBar().value(), wide, high)

    def right_edge(self) -> int:
        """The right edge of the page that is read, in the viewport."""
        return round(self.rect_of(self._page).right()) if self._page >= 0 else self._across()

    def seen(self) -> range:
        """The pages that can be seen."""
        top = self.verticalScrollBar().value()
        return self._stack.seen(top, top + self.viewport().height())

    def set_right_margin(self, pixels: int) -> None:
        """Keep so many pixels at the right for what stands in the margin."""
        if pixels != self._right:
            self._right = pixels
            self._refit()

    def go_to_page(self, page: int) -> None:
        """Bring a page's upper edge to the top."""
        if 0 <= page < len(self._stack):
            self.verticalScrollBar().setValue(self._stack.top(page) - 8)

    def bring(self, page: int, share: float, *, top: int = 64) -> None:
        """Bring a place of a page to ``top`` pixels below the upper edge."""
        self.verticalScrollBar().setValue(round(self._stack.y_of(page, share)) - top)

    def turn(self, by: int) -> None:
        """The next page or the one before; in the middle of a page, before means its top."""
        top = self.verticalScrollBar().value()
        if by < 0 and self._page >= 0 and top > self._stack.top(self._page):
            self.go_to_page(self._page)
        else:
            self.go_to_page(self._page + by)

    # Zoom -----------------------------------------------------------------------------------------

    def zoom(self, by: int) -> None:
        """Larger or smaller by a step; 0 for 100 %."""
        self.set_fit(Fit.NONE, zoomed(self.scale, by))

    def set_fit(self, fit: Fit, scale: float | None = None) -> None:
        """Have the scale follow the room, or be ``scale``; the place that is read stays."""
        self._fit = fit
        self._rescale(scale or self._fitted() or self.scale)

    def _fitted(self) -> float | None:
        room = self._across(), self.viewport().height()
        return fitting(self._fit, self._sheets, max(0, self._page), *room)

    def _refit(self) -> None:
        self._rescale(self._fitted() or self.scale)

    def _rescale(self, scale: float) -> None:
        bar, middle = self.verticalScrollBar(), self.viewport().height() / 3
        kept = self._stack.share_at(bar.value() + middle) if len(self._stack) else None
        self._stack = Stack(self._sheets, scale)
        self._set_ranges()
        if kept is not None and self._sheets and bar.value() > 0:
            bar.setValue(round(self._stack.y_of(*kept) - middle))
        self.zoom_changed.emit(scale)
        self._on_scrolled()

    def _set_ranges(self) -> None:
        view, down, across = self.viewport(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(max(1, view.height() - _LINE))
        down.setRange(0, max(0, self._stack.height - view.height()))
        across.setPageStep(view.width())
        across.setRange(0, max(0, self._stack.width + EDGE + BESIDE - self._across()))

    # Pictures -------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw every page anew, in another tone."""
        self._images.clear()
        self._want()
        self.viewport().update()

    def picture(self, page: int) -> QImage | None:
        """A page's picture, also one of another size until the right one is there."""
        if not 0 <= page < len(self._stack):
            return None
        right = self._images.get((page, self._wide(page)))
        if right is not None:
            return right
        others = [key for key in self._images if key[0] == page]
        return self._images.get(max(others, key=lambda key: key[1])) if others else None

    def _wide(self, page: int) -> int:
        """How many pixels of the screen a page is wide."""
        return min(_WIDEST, round(self._stack.size(page)[0] * self.devicePixelRatioF()))

    def _want(self) -> None:
        """Ask for what can be seen, its places in the Text, then for the pages around it."""
        if self._renderer is None or not self._sheets or not self.isVisible():
            return
        seen, look = self.seen(), self.painter.look
        last = len(self._sheets) - 1
        near = [*range(seen.stop, min(last, seen.stop - 1 + _AHEAD) + 1),
                *range(seen.start - 1, max(-1, seen.start - _AHEAD), -1)]  # fmt: skip
        wanted = [Wanted(page, self._wide(page), look) for page in seen]
        wanted += [Wanted(page) for page in seen]
        wanted += [Wanted(page, self._wide(page), look) for page in near]
        wanted += [Wanted(page) for page in near]
        self._renderer.want([each for each in wanted if self._is_missing(each)])

    def _is_missing(self, wanted: Wanted) -> bool:
        if wanted.width:
            kept = self._images.get((wanted.page, wanted.width))
            return kept is None and wanted.page not in self._errors
        return wanted.page not in self.shown.maps and wanted.page not in self._unmapped

    def _on_drawn(self, wanted: Wanted, image: QImage) -> None:
        if wanted.look == self.painter.look:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._images.put((wanted.page, wanted.width), image)
            if wanted.page in self.seen():
                self.viewport().update()

    def _on_mapped(self, page: int, found: PageMap) -> None:
        maps = self.shown.maps
        maps[page] = found
        # Those farthest away go; each has a list for every character.
        while len(maps) > 64:
            del maps[max(maps, key=lambda each: abs(each - page))]
        self.viewport().update()

    def _on_scrolled(self) -> None:
        if self._sheets:
            top = self.verticalScrollBar().value()
            page = self._stack.page_at(top + self.viewport().height() / 3)
            if page != self._page:
                self._page = page
                self.page_changed.emit(page)
        self._want()
        self.viewport().update()
        self.scrolled.emit()

    # Qt -------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fit holds."""
        super().resizeEvent(event)
        self._refit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls, with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom(1 if turned > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
