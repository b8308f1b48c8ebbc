"""The three-way view: a row for each field, with both values to choose from and the result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.merging.comparing import NOTHING, Compared, breakable
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card, draw_focus_ring

LABEL = 104
GAP = 12
_LINES = 3
_LEADING = 18
_AROUND = 14
_BESIDE = 42
"""What of a cell's width its edges and its tick take."""
_LONGEST = 400
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
_SIDES = ("This one", "That one")


def lines_of(theme: Theme, text: str, width: float) -> int:
    """How many lines a text needs in a width, at most as many as a row has."""
    metrics = QFontMetricsF(theme.ui_font(13))
    room = QRectF(0, 0, max(40.0, width), 10_000)
    high = metrics.boundingRect(room, _WRAP, breakable(text[:_LONGEST])).height()
    return max(1, min(_LINES, round(high / metrics.lineSpacing())))


def fitted(theme: Theme, text: str, width: float, lines: int) -> str:
    """The text, cut where so many lines are full."""
    metrics = QFontMetricsF(theme.ui_font(13))
    most = metrics.lineSpacing() * (lines + 0.5)
    room = QRectF(0, 0, max(40.0, width), 10_000)

    def fits(shown: str) -> bool:
        return metrics.boundingRect(room, _WRAP, shown).height() <= most

    whole = breakable(text[:_LONGEST])
    if fits(whole) and len(text) <= _LONGEST:
        return whole
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(whole[:middle] + "…") else (low, middle - 1)
    return whole[:low].rstrip("\u200b ") + "…"


class Cell(QAbstractButton):
    """A value that can be taken; a tick and an edge say that it is."""

    def __init__(self, theme: Theme, row: Compared, place: int) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(f"merge-{row.field}-{'this' if place == 0 else 'that'}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setChecked(row.taken == place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setText(row.values[place].replace("&", "&&"))
        self._value = row.values[place]
        said = "nothing" if self._value == NOTHING else self._value
        self.setAccessibleName(f"{row.label}, {_SIDES[place].lower()}: {said}")
        theme.changed.connect(self.update)

    def lines(self, width: int) -> int:
        """How many lines the value needs in this width."""
        return lines_of(self._theme, self._value, width - _BESIDE)

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(80, _LEADING + _AROUND)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, tick, value."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self.isChecked():
            draw_card(painter, rect, tokens.tint, tokens.accent, 6)
            icon = QRectF(rect.left() + 8, rect.center().y() - 7, 14, 14)
            self._theme.draw_icon(painter, "check", icon, tokens.accent)
        else:
            ground = tokens.hover_pane if self.underMouse() else tokens.raised
            draw_card(painter, rect, ground, tokens.border, 6)
        if self.hasFocus() and self.window().isActiveWindow():
            draw_focus_ring(painter, QRectF(self.rect()), self._theme, 6)
        painter.setFont(self._theme.ui_font(13))
        quiet = self._value == NOTHING
        painter.setPen(tokens.text if self.isChecked() or not quiet else tokens.muted)
        inside = rect.adjusted(28, 0, -8, 0)
        lines = max(1, (self.height() - _AROUND + 4) // _LEADING)
        painter.drawText(inside, _WRAP, fitted(self._theme, self._value, inside.width(), lines))
        painter.end()


class FieldRow(QWidget):
    """A field: its label, both values, the result. ``chosen`` carries field and place."""

    chosen = Signal(str, int)

    def __init__(self, theme: Theme, row: Compared) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        self.setObjectName(f"merge-field-{row.field}")
        label = Label(theme, row.label, role="meta", colour="text2", wrap=True)
        self.cells = tuple(Cell(theme, row, place) for place in (0, 1))
        self.result = Label(theme, "", wrap=True)
        self.result.setIndent(3)
        lay = columns((label, *self.cells, self.result))
        lay.setContentsMargins(0, 0, 0, 0)
        self.setLayout(lay)
        for place, cell in enumerate(self.cells):
            cell.toggled.connect(lambda on, place=place: self._on_toggled(place, on=on))
        self.show_result(row)

    def show_result(self, row: Compared) -> None:
        """Show what the merged reference says."""
        self._row = row
        self._fit()
        self.result.set_colour("muted" if row.merged == NOTHING else "text")
        self.result.setAccessibleName(f"{row.label}, merged: {row.merged}")

    def _on_toggled(self, place: int, *, on: bool) -> None:
        if on:
            self.chosen.emit(self._row.field, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its values need."""
        super().resizeEvent(event)
        lines = max(cell.lines(self._width) for cell in self.cells)
        self.setFixedHeight(_LEADING * lines + _AROUND)
        self._fit()

    @property
    def _width(self) -> int:
        return (self.width() - LABEL - 3 * GAP) // 3

    def _fit(self) -> None:
        width = self._width - 8
        self.result.set_text(fitted(self._theme, self._row.merged, width, _LINES))


def columns(widgets: Sequence[QWidget]) -> QHBoxLayout:
    """Label, this one, that one, merged: the same widths in every row."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    label, *rest = widgets
    label.setFixedWidth(LABEL)
    row.addWidget(label)
    for widget in rest:
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
        row.addWidget(widget, 1)
    return row


class FieldTable(QWidget):
    """All rows, one below the other. ``chosen`` carries field and place."""

    chosen = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("merge-fields")
        self._rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)

    @property
    def rows(self) -> dict[str, FieldRow]:
        """The rows by their field."""
        return self._rows

    def show_rows(self, rows: Sequence[Compared]) -> None:
        """Make the rows anew."""
        for old in self._rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = {}
        for row in rows:
            made = FieldRow(self._theme, row)
            made.chosen.connect(self.chosen)
            self._column.addWidget(made)
            self._rows[row.field] = made

    def update_rows(self, rows: Sequence[Compared]) -> None:
        """Show other results in the rows that are there."""
        for row in rows:
            if row.field in self._rows:
                self._rows[row.field].show_result(row)
