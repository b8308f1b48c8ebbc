"""The pages with the strip above them: where one is, zoom and fit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.reader.pages.stack import Fit, page_named, percent
from ui.reader.pages.view import PagesView
from ui.theme import Theme
from ui.widgets.buttons import IconButton, action_button
from ui.widgets.labels import Label

_HIGH, _FIELD = 40, 56


class PagesBar(QWidget):
    """40 pixels: a field for the page's label, then zoom and fit; ``page_typed`` carries words."""

    page_typed = Signal(str)
    zoomed = Signal(int)

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("pages-bar")
        self.setFixedHeight(_HIGH)
        self._theme = theme
        self.field = QLineEdit()
        self.field.setObjectName("pages-field")
        self.field.setAccessibleName("Page")
        self.field.setToolTip("Page: type a label or a number, then Enter")
        self.field.setFixedSize(_FIELD, 28)
        self.field.setFont(theme.ui_font(13))
        self.field.returnPressed.connect(lambda: self.page_typed.emit(self.field.text()))
        self._total = Label(theme, "", role="meta")
        self._scale = Label(theme, "", role="meta")
        self._scale.setMinimumWidth(44)
        smaller = IconButton(theme, "minus", "Smaller pages", name="pages-smaller", size=28)
        larger = IconButton(theme, "plus", "Larger pages", name="pages-larger", size=28)
        smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        larger.clicked.connect(lambda: self.zoomed.emit(1))
        self._dark = action_button(theme, actions["pages-dark"], "moon", size=28)
        row = self._row = QHBoxLayout(self)
        self.set_room(0)
        row.setSpacing(6)
        row.addWidget(self.field)
        row.addWidget(self._total)
        row.addStretch(1)
        for widget in (
            smaller, self._scale, larger,
            action_button(theme, actions["pages-fit-width"], "arrows-out-line-horizontal", size=28),
            action_button(theme, actions["pages-fit-page"], "frame-corners", size=28),
            self._dark,
        ):  # fmt: skip
            row.addWidget(widget)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_room(self, pixels: int) -> None:
        """Leave so many pixels at the right to what lies over them."""
        self._row.setContentsMargins(24, 0, 16 + pixels, 1)

    def show_page(self, label: str, number: int, total: int) -> None:
        """Where one is; the label is told beside the number where they differ."""
        if not self.field.hasFocus():
            self.field.setText(label)
        if not total:
            self._total.set_text("")
        elif label == str(number):
            self._total.set_text(f"of {total:,}")
        else:
            self._total.set_text(f"{number:,} of {total:,}")

    def show_scale(self, scale: float) -> None:
        """How large the pages are."""
        self._scale.set_text(percent(scale))

    def _on_theme_changed(self) -> None:
        self._dark.setVisible(self._theme.tokens.dark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.sep)
        painter.end()


class PagesPane(QWidget):
    """Strip and pages, in the reader's place for the text or beside it."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("pages-pane")
        self._actions = actions
        self.bar = PagesBar(theme, actions)
        self.view = PagesView(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self.bar.page_typed.connect(self._on_page_typed)
        self.bar.zoomed.connect(self.view.zoom)
        self.view.page_changed.connect(lambda _page: self._show_page())
        self.view.opened_file.connect(self._show_page)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self._on_zoom_changed(self.view.scale)

    def set_room(self, pixels: int) -> None:
        """Keep so many pixels at the right for what stands in the margin."""
        self.view.set_right_margin(pixels)
        self.bar.set_room(pixels)

    def y_of(self, offset: int) -> int:
        """The height of a code point in this widget; far below where it can't be seen."""
        return self.view.y() + self.view.y_of(offset)

    def text_right(self) -> int:
        """The right edge of the page, in this widget."""
        return self.view.right_edge()

    def ask_page(self) -> None:
        """Bring the keyboard to the page's field."""
        self.bar.field.setFocus()
        self.bar.field.selectAll()

    def _show_page(self) -> None:
        page, sheets = self.view.page, self.view.sheets
        if 0 <= page < len(sheets):
            self.bar.show_page(sheets[page].label, page + 1, len(sheets))
        else:
            self.bar.show_page("", 0, 0)

    def _on_page_typed(self, typed: str) -> None:
        page = page_named(self.view.sheets, typed)
        if page is None:
            self.bar.field.selectAll()
            return
        self.view.go_to_page(page)
        self.view.setFocus()
        self._show_page()

    def _on_zoom_changed(self, scale: float) -> None:
        self.bar.show_scale(scale)
        self._actions["pages-fit-width"].setChecked(self.view.fit is Fit.WIDTH)
        self._actions["pages-fit-page"].setChecked(self.view.fit is Fit.PAGE)
