"""A row of tabs with a line under the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.painting import draw_focus_ring
from ui.widgets.ringed import RingedButton


class _Tab(RingedButton):
    def __init__(self, theme: Theme, text: str, name: str, tabs: Tabs) -> None:
        super().__init__(tabs)
        self._theme = theme
        self._tabs = tabs
        self.count = ""
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._theme.ui_font(13, 600)).horizontalAdvance(
            f"{self.text()} {self.count}".strip()
        )
        return QSize(round(wide) + 28, 43)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, on = self._theme.tokens, self.isChecked()
        font = self._theme.ui_font(13, 600 if on else 500)
        ink = tokens.text if on or self.underMouse() else tokens.muted
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetricsF(font)
        baseline = round(self.height() / 2 + (metrics.ascent() - metrics.descent()) / 2)
        painter.drawText(14, baseline, self.text())
        if self.count:
            painter.setPen(tokens.muted)
            painter.setFont(self._theme.ui_font(12))
            painter.drawText(
                round(14 + metrics.horizontalAdvance(self.text()) + 6), baseline, self.count
            )
        if on:
            painter.fillRect(QRectF(14, self.height() - 2, self.width() - 28, 2), tokens.accent)
        if self.ringed:
            draw_focus_ring(painter, QRectF(self.rect()).adjusted(4, 6, -4, -6), self._theme, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self._tabs.step(step)
        else:
            super().keyPressEvent(event)


class Tabs(QWidget):
    """Tabs by id; ``chosen`` carries the id that the user chose."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, tabs: Sequence[tuple[str, str]], *, name: str = "tabs"
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self._tabs: dict[str, _Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 1)
        row.setSpacing(0)
        for id_, text in tabs:
            tab = self._tabs[id_] = _Tab(theme, text, f"{name}-{id_}", self)
            tab.clicked.connect(lambda _on=False, id_=id_: self.chosen.emit(id_))
            row.addWidget(tab)
        row.addStretch(1)
        self.setFixedHeight(44)
        theme.changed.connect(self.update)

    def current(self) -> str:
        """The id of the current tab."""
        return next((id_ for id_, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, id_: str) -> None:
        """Make a tab the current one, without telling."""
        self._tabs[id_].setChecked(True)

    def set_count(self, id_: str, count: int) -> None:
        """The number behind a tab's name; none for 0."""
        tab = self._tabs[id_]
        tab.count = str(count) if count else ""
        tab.setAccessibleName(f"{tab.text()} {tab.count}".strip())
        tab.updateGeometry()
        tab.update()

    def step(self, by: int) -> None:
        """Choose the next tab, or the one before."""
        ids = list(self._tabs)
        id_ = ids[(ids.index(self.current()) + by) % len(ids)]
        self._tabs[id_].setFocus(Qt.FocusReason.TabFocusReason)
        self._tabs[id_].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.sep)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when fonts change."""
        super().changeEvent(event)
        self.update()
