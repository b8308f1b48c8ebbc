"""Selecting, the caret, and what is said, shown or copied of the place it stands on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu

from app.library import Opened
from app.model import Note
from app.text.defang import defanged as defanged
from ui.reader.announcing import announcement_of
from ui.reader.document import IMAGE, NUMBER, OFFSET
from ui.reader.marks import PaintedMark, marks_within
from ui.reader.page_images import PageImages
from ui.reader.page_painting import PagePainting

_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\"”’)\]]+|\bwww\.[^\s<>\"”’)\]]+")
_BY_KEYS = {
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}  # fmt: skip
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip


class PageCaret(PagePainting):
    """The page's caret and selection; offsets are code points."""

    caret_paragraph_changed = Signal(int)
    menu_opened = Signal(QMenu)
    """A context menu is about to be shown: who hears it adds actions."""

    _opened: Opened | None
    copied_mark = ""
    """What stands after copied words, such as that they are from no source."""
    images: PageImages
    _notes: Sequence[Note] = ()
    _paragraph = -1
    _caret_shown = False

    def selection(self) -> tuple[int, int] | None:
        """The selected passage without white space around it, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or self._opened is None or self._opened.text is None:
            return None
        start = self._map.offset_of(cursor.selectionStart())
        end = self._map.offset_of(cursor.selectionEnd())
        text = self._opened.text.canonical[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a passage."""
        cursor = self.textCursor()
        cursor.setPosition(self._map.position_of(start))
        cursor.setPosition(self._map.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def held(self) -> tuple[int, int]:
        """The code points where what is selected was begun, and at the caret."""
        cursor = self.textCursor()
        return self._map.offset_of(cursor.anchor()), self._map.offset_of(cursor.position())

    def hold(self, anchor: int, caret: int) -> None:
        """Put selection and caret back without scrolling to them, or telling of anything."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        cursor.setPosition(self._map.position_of(anchor))
        cursor.setPosition(self._map.position_of(caret), QTextCursor.MoveMode.KeepAnchor)
        kept, quiet = bar.value(), self.blockSignals(True)
        self.setTextCursor(cursor)
        self.blockSignals(quiet)
        bar.setValue(kept)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def caret(self) -> int:
        """The code point at the caret."""
        return self._map.offset_of(self.textCursor().position())

    def mark_at(self, offset: int) -> PaintedMark | None:
        """The newest mark at a code point."""
        found = marks_within(self._marks, offset, offset + 1)
        return max(found, key=lambda mark: (mark.created, mark.start), default=None)

    def mark_at_caret(self) -> PaintedMark | None:
        """The newest mark that the caret stands in."""
        return self.mark_at(self.caret())

    def set_notes(self, notes: Sequence[Note]) -> None:
        """The notes that are told with the marks they are on."""
        self._notes = tuple(notes)

    def paint_caret(self, painter: QPainter) -> None:
        """A steady line of two pixels in the accent, while the keyboard moves it."""
        if self._caret_shown and self.hasFocus():
            rect = self.cursorRect()
            rect.setWidth(2)
            painter.fillRect(rect, self._theme.tokens.accent)

    def address_at(self, point: QPoint) -> str | None:
        """The web address under a point of the viewport, as the text has it."""
        cursor = self.cursorForPosition(point)
        inside = cursor.positionInBlock()
        # A point beside a short line is not on its last word.
        if not self.cursorRect(cursor).adjusted(-24, 0, 24, 0).contains(point):
            return None
        for found in _ADDRESS.finditer(cursor.block().text()):
            if found.start() <= inside <= found.end():
                return found.group().rstrip(".,;:")
        return None

    def _tell_paragraph(self) -> None:
        """Tell a screen reader about the paragraph that the caret came to."""
        block = self.textCursor().block()
        form = block.blockFormat()
        if block.blockNumber() == self._paragraph:
            return
        if form.hasProperty(IMAGE):
            self._paragraph = block.blockNumber()
            self._announce(self.images.told(form.intProperty(IMAGE)))
        if not form.hasProperty(OFFSET):
            return
        self._paragraph = block.blockNumber()
        number = form.intProperty(NUMBER) if form.hasProperty(NUMBER) else None
        self.caret_paragraph_changed.emit(number or 0)
        start = self._map.offset_of(block.position())
        end = self._map.offset_of(block.position() + block.length())
        told = announcement_of(number, marks_within(self._marks, start, end), self._notes)
        self._announce(told)

    def _announce(self, told: str) -> None:
        if told and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _bring_caret(self) -> None:
        """Let the caret start where one is reading, not where it was left out of sight."""
        seen = self.viewport().rect().contains(self.cursorRect().center())
        if not seen and not self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.setPosition(self._map.position_of(self.place()))
            bar = self.verticalScrollBar()
            kept = bar.value()
            self.setTextCursor(cursor)
            bar.setValue(kept)

    def _show_caret(self, shown: bool) -> None:
        self._caret_shown = shown
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by keyboard shows the caret, in what can be seen."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self._bring_caret()
            self._show_caret(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse has a pointer of its own."""
        self._show_caret(False)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys move the caret, with Shift they select."""
        if event.key() in _MOVES:
            self._bring_caret()
            self._show_caret(True)
        form = self.textCursor().blockFormat()
        if event.key() in _ENTER and form.hasProperty(IMAGE):
            self.images.toggle(form.intProperty(IMAGE))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copying, and an address only in a form that can't be opened by mistake."""
        menu = QMenu(self)
        menu.setObjectName("page-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu)
        address = self.address_at(event.pos())
        if address is not None:
            safe = defanged(address)
            copy = menu.addAction("Copy address, not clickable")
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(safe))
        if not menu.isEmpty():
            menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words as the Text has them, without looks."""
        data, selected = QMimeData(), self.selection()
        if selected is not None and self._opened is not None and self._opened.text is not None:
            words = self._opened.text.canonical[selected[0] : selected[1]]
            data.setText(words + self.copied_mark)
        return data
