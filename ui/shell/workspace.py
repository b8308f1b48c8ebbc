"""Where the panes stand: sidebar, list, reader, or one page in place of the last two."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import (
    INSPECTOR_OPEN,
    LIST_WIDTH,
    MEASURE,
    SIDEBAR_OPEN,
    SIDEBAR_WIDTH,
    TEXT_SIZE,
    Setting,
    Settings,
)
from ui.shell.folding import TEXT_AT_16, fitting
from ui.shell.pagebar import HEIGHT, PageBar
from ui.theme import Theme
from ui.widgets.motion import Slide
from ui.widgets.painting import draw_shadow


class Workspace(QWidget):
    """Lays the panes out by hand, so that what doesn't fit can lie over the text instead.

    ``folded_changed`` tells whether sidebar or list are folded away for want of room; ``painted``
    that it was painted for the first time.
    """

    folded_changed = Signal(bool)
    painted = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._theme = theme
        self._settings = settings
        self._sidebar = self._list = self._reader = QWidget(self)
        self._page: QWidget | None = None
        self.page_bar = PageBar(theme)
        self.page_bar.setParent(self)
        self.page_bar.hide()
        self.folded_changed.connect(self.page_bar.show_panes_button)
        self.page_bar.panes_requested.connect(self.toggle_sidebar)
        self._notice: QWidget | None = None
        self._focused = False
        self._reading = False
        self._drawer = False
        self._folded = False
        self._painted = False
        # What the reader tells when it is there, near enough: the panes must not jump then.
        self._measure = TEXT_AT_16 * settings.get(TEXT_SIZE) / 16 * settings.get(MEASURE) / 66
        self._slide: Slide | None = None
        self._shade = _Shade(theme, self)
        self._grips = (_Grip(self, settings, SIDEBAR_WIDTH), _Grip(self, settings, LIST_WIDTH))
        theme.changed.connect(self.update)

    def set_panes(self, sidebar: QWidget, list_: QWidget) -> None:
        """The panes that are there at once; they become children of this widget."""
        self._sidebar, self._list = sidebar, list_
        for pane in (sidebar, list_):
            pane.setParent(self)
        self._slide = Slide(sidebar, self._theme)
        self.arrange()

    def set_reader(self, reader: QWidget) -> None:
        """The pane that comes last; until then there is empty paper in its place."""
        blank, self._reader = self._reader, reader
        reader.setParent(self)
        reader.stackUnder(self._grips[0])
        self.arrange()
        blank.deleteLater()

    def set_notice(self, notice: QWidget) -> None:
        """A line that stands above the text, else above the list or the page that is shown."""
        self._notice = notice
        notice.setParent(self)
        self.arrange()

    @property
    def page(self) -> QWidget | None:
        """The page that stands in place of list and reader, or None."""
        return self._page

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in place of list and reader, or those again with None.

        The keyboard goes on to it from what goes away; Qt would give it to whatever comes next.
        """
        held = QApplication.focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        if self._page is not None and self._page is not page:
            self._page.hide()
        self._page = page
        if page is not None and page.parent() is not self:
            page.setParent(self)
        self._drawer = False
        self.arrange()
        if held is not None and inside and not held.isVisible():
            shown = page or (self._reader if self._reader.isVisible() else self._list)
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_focused(self, focused: bool) -> None:
        """Leave only the text, or bring the panes back."""
        self._focused = focused
        self.arrange()

    def set_reading(self, reading: bool) -> None:
        """Whether a document is open; without one a narrow window shows the list."""
        self._reading = reading
        self._drawer = False
        self.arrange()

    def set_measure(self, pixels: float) -> None:
        """How wide the text's column is, which decides what fits beside it."""
        self._measure = pixels
        self.arrange()

    @property
    def folded(self) -> bool:
        """Whether sidebar or list are folded away for want of room."""
        return self._folded

    @property
    def drawer_open(self) -> bool:
        """Whether folded panes lie over the text now."""
        return self._drawer

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar; where panes are folded they come over the text."""
        was = self._sidebar.isVisible()
        if self._folded:
            self._drawer = not self._drawer
        else:
            self._settings.set(SIDEBAR_OPEN, not self._settings.get(SIDEBAR_OPEN))
        self.arrange()
        if self._drawer:
            pane = self._list if self._list.isVisible() else self._sidebar
            pane.setFocus()
        if self._sidebar.isVisible() != was:
            self._slide_sidebar(coming=not was)

    def _slide_sidebar(self, *, coming: bool) -> None:
        """Let the sidebar come in from the left or go there; the text is in its place already."""
        away, there = QPoint(-self._sidebar.width(), 0), QPoint(0, 0)
        if self._slide is None:
            return
        self._sidebar.show()
        self._sidebar.raise_()
        if coming:
            self._slide.run(away, there, self._raise_drawer)
        else:
            self._slide.run(there, away, self._sidebar.hide)

    def _raise_drawer(self) -> None:
        for grip in self._grips:
            grip.raise_()

    def close_drawer(self) -> None:
        """Put folded panes away again."""
        if self._drawer:
            self._drawer = False
            self.arrange()

    def drag(self, width: Setting[int], pixels: int) -> None:
        """Show a pane as wide as its edge is being dragged."""
        self._dragged = (width, pixels)
        self.arrange()

    def end_drag(self) -> None:
        """Keep the width that a pane was dragged to."""
        if self._dragged is not None:
            width, pixels = self._dragged
            self._dragged = None
            self._settings.set(width, pixels)

    _dragged: tuple[Setting[int], int] | None = None

    def _wide(self, width: Setting[int]) -> int:
        dragged = self._dragged
        return dragged[1] if dragged and dragged[0] is width else self._settings.get(width)

    def arrange(self) -> None:
        """Give every pane its place for the present size."""
        if self._slide is not None:
            self._slide.stop()
        side, wide = self._wide(SIDEBAR_WIDTH), self._wide(LIST_WIDTH)
        wanted = self._settings.get(SIDEBAR_OPEN)
        panes = fitting(
            self.width(),
            sidebar=side if wanted else 0,
            list_=wide,
            # Without a document there is none.
            inspector=self._settings.get(INSPECTOR_OPEN) and self._page is None and self._reading,
            measure=self._measure,
        )
        self.page_bar.setVisible(self._page is not None)
        if self._page is not None:
            self._arrange_page(side if wanted and self.width() >= side + 560 else 0)
        elif self._focused:
            self._show(self._sidebar, None)
            self._show(self._list, None)
            self._show(self._notice, None)
            self._show(self._reader, self.rect())
        else:
            self._arrange_reading(side if wanted and panes.sidebar else 0, wide, panes.list)
        self._tell_folded(wanted)
        self._place_drawer(side, wide)

    def _arrange_page(self, side: int) -> None:
        height = self.height()
        self._show(self._sidebar, QRect(0, 0, side, height) if side else None)
        self._show(self._list, None)
        self._show(self._reader, None)
        wide, top = self.width() - side, self._put_notice(side, self.width() - side)
        self._show(self.page_bar, QRect(side, top, wide, HEIGHT))
        top += HEIGHT
        self._show(self._page, QRect(side, top, wide, height - top))

    def _arrange_reading(self, side: int, wide: int, list_fits: bool) -> None:
        height = self.height()
        alone = not list_fits and not self._reading
        shown = self.width() - side if alone else wide if list_fits else 0
        self._show(self._sidebar, QRect(0, 0, side, height) if side else None)
        left = side + shown
        top = self._put_notice(*((side, shown) if alone else (left, self.width() - left)))
        above = top if alone else 0
        self._show(self._list, QRect(side, above, shown, height - above) if shown else None)
        text = QRect(left, top, self.width() - left, height - top)
        self._show(self._reader, None if alone else text)

    def _put_notice(self, left: int, width: int) -> int:
        """Where what stands below the notice begins."""
        if self._notice is None:
            return 0
        high = self._notice.height()
        self._show(self._notice, QRect(left, 0, width, high))
        return high

    def _tell_folded(self, wanted: bool) -> None:
        hidden = (wanted and self._sidebar.isHidden()) or (
            self._page is None and self._list.isHidden()
        )
        folded = hidden and not self._focused
        if folded is not self._folded:
            self._folded = folded
            self.folded_changed.emit(folded)
        self._drawer = self._drawer and folded

    def _place_drawer(self, side: int, wide: int) -> None:
        self._shade.setVisible(self._drawer)
        if self._drawer:
            height, room = self.height(), self.width() - 40
            shown = min(wide, room - side)
            self._shade.setGeometry(self.rect())
            self._shade.edge = side + (shown if self._page is None else 0)
            self._shade.raise_()
            self._show(self._sidebar, QRect(0, 0, side, height))
            self._sidebar.raise_()
            if self._page is None:
                self._show(self._list, QRect(side, 0, shown, height))
                self._list.raise_()
        for grip, pane in zip(self._grips, (self._sidebar, self._list), strict=True):
            grip.setVisible(not pane.isHidden() and not self._drawer)
            grip.setGeometry(pane.geometry().right() - 2, 0, 5, self.height())
            grip.raise_()

    def _show(self, pane: QWidget | None, rect: QRect | None) -> None:
        if pane is None:
            return
        if rect is None:
            pane.hide()
        else:
            pane.setGeometry(rect)
            pane.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold with the width."""
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper under everything."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
        if not self._painted:
            self._painted = True
            self.painted.emit()


class _Shade(QWidget):
    """Dims the text while folded panes lie over it; a click puts them away."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._theme = theme
        self._workspace = workspace
        self.edge = 0
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Back to the text."""
        self._workspace.close_drawer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scrim, and the shadow of the panes."""
        painter = QPainter(self)
        scrim = QColor(self._theme.tokens.scrim)
        painter.fillRect(self.rect(), scrim)
        panes = QRect(0, -20, self.edge, self.height() + 40)
        draw_shadow(painter, panes.toRectF(), self._theme.tokens.shadow, 0, 16)
        painter.end()


class _Grip(QWidget):
    """The edge of a pane, to drag it wider or narrower."""

    def __init__(self, workspace: Workspace, settings: Settings, width: Setting[int]) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._width = width
        self._from: tuple[float, int] | None = None
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the drag began."""
        self._from = (event.globalPosition().x(), self._settings.get(self._width))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer within the pane's bounds."""
        if self._from is not None:
            wanted = round(self._from[1] + event.globalPosition().x() - self._from[0])
            low, high = int(self._width.low or 0), int(self._width.high or 0)
            self._workspace.drag(self._width, max(low, min(high, wanted)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over; only now is the width kept."""
        self._from = None
        self._workspace.end_drag()
