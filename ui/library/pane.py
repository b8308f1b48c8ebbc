"""What stands above the rows of the list: search field, way to the passages, title and order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.library.overview import Sort
from ui.actions import Actions
from ui.library.presenter import SORT_WORDS
from ui.theme import Theme
from ui.widgets.buttons import action_button
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.painting import draw_focus_ring, draw_keycap, keycap_width


class _Field(SearchField):
    """The search field: Down leads out of it, Esc empties it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, and Esc while something is typed."""
        if event.key() == Qt.Key.Key_Down:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Row(QAbstractButton):
    """A button as wide as the list: looks for what is typed in the texts."""

    left = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("search-passages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(36)
        self.set_typed("")

    def set_typed(self, typed: str) -> None:
        """Say what would be looked for."""
        self.setText(f"Search passages for “{typed}”")
        self.setAccessibleName(self.text())
        self.setVisible(bool(typed))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, words, the key that does it."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.tint2 if self.isDown() else tokens.hover_pane)
            painter.drawRoundedRect(inset, 8, 8)
        if self.hasFocus():
            draw_focus_ring(painter, inset, self._theme, 6)
        self._theme.draw_icon(painter, "magnifying-glass", QRectF(21, 10, 16, 16), tokens.accent)
        wide = keycap_width(self._theme, "Enter")
        cap = QRectF(self.width() - 16 - wide, 8, wide, 20)
        draw_keycap(painter, cap, self._theme, "Enter")
        font = self._theme.ui_font(13)
        painter.setFont(font)
        painter.setPen(tokens.text)
        space = cap.left() - 44 - 8
        words = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, space)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(44, 0, space, self.height()), middle, words)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches; up and down lead to the field and the rows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class SortButton(QAbstractButton):
    """What the list is in order of; a click offers the others."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sort = Sort.ADDED
        self.setObjectName("sort")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip("Order of the list")
        self.clicked.connect(self._on_clicked)
        self.show_sort(Sort.ADDED)

    def show_sort(self, sort: Sort) -> None:
        """Name the order in use."""
        self._sort = sort
        self.setText(SORT_WORDS[sort])
        self.setAccessibleName(f"Order: {SORT_WORDS[sort]}")
        self.updateGeometry()
        self.update()

    def _on_clicked(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("sort-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sort, word in SORT_WORDS.items():
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(sort is self._sort)
            action.triggered.connect(lambda _on=False, sort=sort: self.chosen.emit(sort))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        """Its word and the caret."""
        wide = QFontMetricsF(self._theme.ui_font(12, 500)).horizontalAdvance(self.text())
        return QSize(round(wide) + 36, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A word and a caret; a ground only under the pointer."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.tint2 if self.isDown() else tokens.hover_pane)
            painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            draw_focus_ring(painter, rect, self._theme, 4)
        painter.setFont(self._theme.ui_font(12, 500))
        painter.setPen(tokens.muted)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(rect.adjusted(8, 0, 0, 0), middle, self.text())
        caret = QRectF(rect.right() - 20, rect.center().y() - 6, 12, 12)
        self._theme.draw_icon(painter, "caret-down", caret)
        painter.end()


class PaneHead(QWidget):
    """Search field, row to the passages, title with count, order.

    ``typed`` carries what stands in the field; ``entered`` what to look for in the texts;
    ``left`` when Down leads on to the rows; ``sort_chosen`` a Sort.
    """

    typed = Signal(str)
    entered = Signal(str)
    left = Signal()
    sort_chosen = Signal(object)

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._field = _Field(
            theme, "Search titles, text, names", keys="Ctrl+F", name="search-field"
        )
        self._passages = _Row(theme)
        self._listed = ""
        self._title = Label(theme, "", role="panel", elide=True)
        self._count = Label(theme, "", colour="muted")
        self._sort = SortButton(theme)
        self._lay_out(action_button(theme, actions["add-files"], "plus"))
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_entered)
        self._field.left.connect(self._on_down)
        self._passages.clicked.connect(self._on_entered)
        self._passages.left.connect(self._on_row_left)
        self._sort.chosen.connect(self.sort_chosen)

    def _lay_out(self, plus: QWidget) -> None:
        top, head = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(16, 11, 12, 11)
        top.setSpacing(4)
        top.addWidget(self._field, 1)
        top.addWidget(plus)
        head.setContentsMargins(20, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, height in ((top, 56), (head, 36)):
            strip = QWidget()
            strip.setLayout(row)
            strip.setFixedHeight(height)
            column.addWidget(strip)
        column.addSpacing(4)
        column.insertWidget(1, self._passages)

    @property
    def text(self) -> str:
        """What is typed, without space around it."""
        return str(self._field.text()).strip()

    def show_list(self, title: str, count: int, sort: Sort) -> None:
        """Say what is listed, how much, in which order."""
        self._title.set_text(title)
        self._listed = f"{count:,}"
        self._count.set_text(self._listed)
        self._sort.show_sort(sort)

    def show_selected(self, selected: int) -> None:
        """Say how many of the rows are selected, where that is more than one."""
        told = f"{selected:,} selected" if selected > 1 else self._listed
        self._count.set_text(told)

    def clear(self) -> None:
        """Empty the field without telling."""
        self._field.blockSignals(True)
        self._field.clear()
        self._field.blockSignals(False)
        self._passages.set_typed("")

    def focus_field(self) -> None:
        """Move the keyboard to the search field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _on_typed(self) -> None:
        self._passages.set_typed(self.text)
        self.typed.emit(self.text)

    def _on_entered(self) -> None:
        if self.text:
            self.entered.emit(self.text)

    def _on_down(self) -> None:
        if self.text:
            self._passages.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _on_row_left(self, by: int) -> None:
        if by < 0:
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()
