"""The pages of a PDF, read, selected in and marked as the text is; offsets are code points."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu

from app.errors import SourcebookError
from app.model import Text
from ui.reader.pages.painting import on
from ui.reader.pages.renderer import Heard, Renderer, Wanted
from ui.reader.pages.selecting import PageSelecting
from ui.reader.pages.stack import Fit
from ui.theme import Theme

# Loaded when a PDF's pages are opened, not when the window starts.
if TYPE_CHECKING:
    from app.intake.facsimile import Entry, Facsimile, PageMap, Sheets, Spot

_RESTS = 120
"""Milliseconds without scrolling after which the place is told."""
_TOLD = 4_000
"""Code points of a page that are told to a screen reader."""
_NOWHERE = 1_000_000
_KEYS_BY = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TURNS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class PagesView(PageSelecting):
    """A document's pages. Signals carry code points of its Text, and ids of marks."""

    opened_file = Signal()
    place_changed = Signal(int)
    menu_opened = Signal(QMenu)
    broke = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("pages")
        self.setAccessibleName("Pages")
        self.setProperty("bare", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._outline: tuple[Entry, ...] = ()
        self._error: SourcebookError | None = None
        self._wanted_place: int | None = None
        self._place = 0
        self._resting = QTimer(self, singleShot=True, interval=_RESTS)
        self._resting.timeout.connect(self._tell_place)
        self.scrolled.connect(self._resting.start)
        self.page_changed.connect(self._on_page_changed)

    # What is shown --------------------------------------------------------------------------------

    def show_pages(
        self,
        facsimile: Facsimile,
        text: Text | None,
        title: str,
        place: int,
        post: Callable[[Callable[[], object]], object],
    ) -> None:
        """Show a document's pages at a code point; they come as soon as they are there."""
        self.clear()
        self._text, self._place = text, place
        self._wanted_place = place or None
        self.setAccessibleName(f"Pages of {title}")
        heard = Heard(
            self._on_opened, self._on_drawn, self._on_mapped, self._on_failed, self.broke.emit
        )
        self._renderer = Renderer(facsimile, text, post, heard)

    def clear(self, *, wait: bool = False) -> None:
        """Show nothing, and end the process that draws."""
        renderer, self._renderer = self._renderer, None
        if renderer is not None:
            renderer.close(wait=wait)
        self._sheets, self._outline, self._error, self._text = (), (), None, None
        self._images.clear()
        self._errors.clear()
        self._unmapped.clear()
        self.shown.maps.clear()
        self.shown.selection = self._anchor = None
        self._page, self._place, self._wanted_place = -1, 0, None
        self._rescale(self.scale)

    @property
    def outline(self) -> tuple[Entry, ...]:
        """The file's own contents."""
        return self._outline

    @property
    def ready(self) -> bool:
        """Whether the pages are there."""
        return bool(self._sheets)

    def _on_opened(self, sheets: Sheets) -> None:
        self._sheets, self._outline = sheets.pages, sheets.outline
        self._refit()
        self.opened_file.emit()
        if self._wanted_place is not None:
            self.show_place(self._wanted_place, force=True)

    def _on_failed(self, wanted: Wanted | None, error: SourcebookError) -> None:
        if wanted is None:
            self._error = error
        elif wanted.width:
            self._errors[wanted.page] = error
        else:
            self._unmapped.add(wanted.page)
        self.viewport().update()

    # Places ---------------------------------------------------------------------------------------

    def place(self) -> int:
        """The code point of the first line that is seen, or that is about to be."""
        return self._place if self._wanted_place is None else self._wanted_place

    def show_place(self, offset: int, *, force: bool = False) -> None:
        """Bring a code point into view, as soon as its page is known.

        One that is seen already is left where it is, unless with ``force``; the first brings the
        first page.
        """
        if self._renderer is None or self._text is None:
            return
        if force and offset <= 0:
            self._wanted_place = None
            self.verticalScrollBar().setValue(0)
            return
        self._wanted_place = offset
        if self.ready:
            self._renderer.find(offset, lambda spot: self._on_found(offset, spot, force=force))

    def _on_found(self, offset: int, spot: Spot | None, *, force: bool) -> None:
        if self._wanted_place != offset:
            return
        self._wanted_place = None
        if spot is None or spot.page >= len(self._sheets):
            return
        line = on(self.rect_of(spot.page), spot.box)
        seen = line.top() > 8 and line.bottom() < self.viewport().height() - 24
        if force or not seen:
            self.bring(spot.page, spot.box.top, top=16 if force else 96)
        self._place = offset
        self._resting.stop()

    def _tell_place(self) -> None:
        """The scrolling rests: say where one is, once that page's places are known."""
        if self._wanted_place is not None or not self.ready:
            return
        top = self.verticalScrollBar().value()
        for page in self.seen():
            found = self.map_of(page)
            if found is None and page not in self._unmapped and self._text is not None:
                self._resting.start()
                return
            share = (top + 8 - self._stack.top(page)) / self._stack.size(page)[1]
            offset = found.first_below(share) if found is not None else None
            if offset is not None:
                if offset != self._place:
                    self._place = offset
                    self.place_changed.emit(offset)
                return

    def y_of(self, offset: int) -> int:
        """The height of the line of a code point in the viewport; far below where it isn't seen."""
        for page in self.seen():
            found = self.map_of(page)
            if found is not None and found.has(offset):
                boxes = found.boxes(offset, offset + 1)
                if boxes:
                    return round(on(self.rect_of(page), boxes[0]).center().y() - 8)
        return _NOWHERE

    def _on_page_changed(self, page: int) -> None:
        if 0 <= page < len(self._sheets):
            label = self._sheets[page].label
            self.setAccessibleDescription(self._told(page))
            if self.hasFocus():
                event = QAccessibleAnnouncementEvent(self, f"Page {label}")
                QAccessible.updateAccessibility(event)

    def _told(self, page: int) -> str:
        """What a screen reader reads of a page."""
        label = self._sheets[page].label
        found, words = self.map_of(page), ""
        if found is not None and found.extent is not None and self._text is not None:
            start, end = found.extent
            words = self._text.canonical[start : min(end, start + _TOLD)]
        return f"Page {label} of {len(self._sheets)}. {words}".strip()

    def _on_mapped(self, page: int, found: PageMap) -> None:
        super()._on_mapped(page, found)
        if page == self._page:
            self.setAccessibleDescription(self._told(page))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same as the text's."""
        menu = QMenu(self)
        menu.setObjectName("pages-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu)
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    # Qt -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll and turn, page keys and Space go a screen on, Esc is the window's."""
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape and self.shown.selection is not None:
            self._choose(None)
        elif key in _KEYS_BY:
            bar.setValue(bar.value() + _KEYS_BY[key] * bar.singleStep())
        elif key in _TURNS and self.horizontalScrollBar().maximum() == 0:
            self.turn(_TURNS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            up = key == Qt.Key.Key_PageUp or (key == Qt.Key.Key_Space and back)
            self._go_on(-1 if up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _go_on(self, by: int) -> None:
        """A screen on; where whole pages are fitted, the next page."""
        if self.fit is Fit.PAGE:
            self.turn(by)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + by * bar.pageStep())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, pages, marks, letters."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.tokens.side)
        for page in self.seen():
            rect, error = self.rect_of(page), self._errors.get(page)
            word = error.message if error is not None else f"Page {self._sheets[page].label}"
            self.painter.page(painter, rect, self.picture(page), word)
            found = self.map_of(page)
            if found is not None:
                self.painter.over(painter, rect, found, self.shown)
                for mark, badge in self.painter.badges(rect, found, self.shown.marks):
                    here = mark.id == self.shown.current
                    self.painter.badge(painter, mark, badge, current=here)
        if self._error is not None and not self.ready:
            self._paint_error(painter, self._error)
        painter.end()

    def _paint_error(self, painter: QPainter, error: SourcebookError) -> None:
        font: QFont = self._theme.ui_font(13)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text2)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        room = self.viewport().rect().adjusted(40, 40, -40 - self._right, -40)
        painter.drawText(room, flags, f"{error.message}\n{error.hint}")

    def showEvent(self, event: QShowEvent) -> None:
        """What can be seen is drawn from now on."""
        super().showEvent(event)
        self._refit()
