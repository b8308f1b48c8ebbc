"""Where panel, cards and floating bars stand around the text, for the present size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.settings import INSPECTOR_OPEN, Settings
from ui.reader.findbar import WIDTH as FIND_WIDTH
from ui.reader.presenter import CARD, COLUMN, EDGE, Beside, beside

if TYPE_CHECKING:
    from ui.reader.view import ReaderView

_NOTES_SHARE = 0.5
"""How much of the height the panel may take on the Notes tab: the rest belongs to the cards."""


class Arranging:
    """Gives what stands around the page its place; the page itself stands in a layout.

    In a narrow pane the panel stays away until it is asked for: then it lies over the text.
    """

    def __init__(self, view: ReaderView, settings: Settings) -> None:
        self._view, self._settings = view, settings
        self.over = False
        """Whether the panel is to lie over the text where it has no room beside it."""
        self.focused = False
        self.place = Beside.LETTERS

    def arrange(self) -> None:
        """Place everything."""
        view = self._view
        self.place = self._fitting()
        if self.place is not Beside.LETTERS:
            self.over = False
        opened = self._settings.get(INSPECTOR_OPEN) and self.place is not Beside.LETTERS
        shown = view.opened is not None and not self.focused and (opened or self.over)
        columned = shown and self.place is Beside.COLUMN
        view.side.setVisible(columned)
        room = CARD + EDGE if self.place is not Beside.LETTERS else 0
        view.page.set_right_margin_quietly(0 if view.pages.beside else room)
        view.pages.pane.set_room(0 if view.pages.beside else room)
        view.quotations.set_room(room)
        self._place_panel(shown=shown, columned=columned)
        view.find_bar.move(max(0, self._text_right() - FIND_WIDTH + 20), self._top() + 4)
        view.foot.setVisible(self.focused)
        view.foot.setGeometry(view.page.text_left(), view.height() - 28, view.width(), 20)
        view.foot.raise_()
        self.arrange_cards()

    def _fitting(self) -> Beside:
        view = self._view
        taken = view.pages.wants_beside() if view.pages.beside else 0
        found = beside(view.width() - taken, view.page.measure, view.page.scale)
        return Beside.LETTERS if taken and found is Beside.MARGIN else found

    def _text_right(self) -> int:
        pages = self._view.pages
        return pages.pane.text_right() if pages.alone else self._view.page.text_right()

    def _top(self) -> int:
        return self._view.bar.geometry().bottom() + 1 if self._view.bar.isVisible() else 0

    def _place_panel(self, *, shown: bool, columned: bool) -> None:
        view, top = self._view, self._top()
        view.panel.setVisible(shown)
        if not shown:
            return
        view.panel.set_column(columned)
        view.marks.set_roomy(self.place is not Beside.MARGIN)
        if columned:
            view.panel.setGeometry(view.width() - COLUMN, top, COLUMN, view.height() - top)
        else:
            most = view.height() - top - 2 * EDGE
            if view.panel.tabs.current() == "notes":
                most = round(most * _NOTES_SHARE)
            wide = min(CARD, view.width() - 2 * EDGE)
            high = view.panel.wanted_height(most)
            view.panel.setGeometry(view.width() - wide - EDGE, top + EDGE, wide, high)
        view.panel.raise_()

    def arrange_cards(self) -> None:
        """Place the cards beside their passages."""
        view = self._view
        beside_text = view.panel.isVisible() and self.place is Beside.MARGIN
        floor = view.panel.geometry().bottom() + 8 if beside_text else self._top() + 8
        right = view.width() - (COLUMN if view.side.isVisible() else 0)
        wide = min(CARD, right - 2 * EDGE)
        left = right - wide - EDGE
        if self.focused or self.place is Beside.COLUMN:
            # Beside the passage, however wide the window is.
            left = min(left, self._text_right() + 60)
        if view.panel.isVisible():
            view.panel.raise_()
        view.margin.arrange(
            left, wide, floor,
            room=self.place is not Beside.LETTERS and not view.pages.beside,
            shown=not view.page.isHidden() or view.pages.alone,
        )  # fmt: skip

    def show_mark_bar(self) -> None:
        """Let the mark bar stand at the selection."""
        view = self._view
        origin = view.page.viewport().mapTo(view, QPoint(0, 0))
        view.mark_bar.show_at(view.page.selection_rect().translated(origin))
