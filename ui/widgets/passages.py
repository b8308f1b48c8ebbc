"""Rows of passages, as search, marks and notes show them: who, where, the words, and why."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.model import Meaning
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.painting import draw_badge, draw_card, draw_focus_ring

MOST = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """One row. ``hits`` are code points into ``words``, ``start`` is one of its Text."""

    document: str | None
    start: int | None
    title: str
    aside: str
    where: str
    words: str
    below: str = ""
    icon: str = "article"
    meaning: Meaning | None = None
    hits: tuple[tuple[int, int], ...] = ()
    mark: str | None = None
    paragraph: int | None = None


class PassageRow(QWidget):
    """A row that can be pressed by mouse, Enter or Space."""

    pressed = Signal(object)

    def __init__(self, theme: Theme, passage: Passage) -> None:
        super().__init__()
        self._theme, self._passage = theme, passage
        self.setObjectName("passage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{passage.title}, {passage.where}: {passage.words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 12, 16, 14)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(theme, passage.title, role="strong", elide=True))
        head.addWidget(Label(theme, passage.aside, role="meta", elide=True), 1)
        head.addWidget(Label(theme, passage.where, role="meta"))
        column.addLayout(head)
        if passage.words:
            words = Label(theme, "", role="quote", wrap=True)
            if passage.hits:
                words.setTextFormat(Qt.TextFormat.RichText)
                words.setText(self._lit())
            else:
                words.set_text(passage.words)
            column.addWidget(words)
        if passage.below:
            column.addWidget(Label(theme, passage.below, colour="text2", wrap=True))
        theme.changed.connect(self.update)

    def _lit(self) -> str:
        """The words with what was found underlined; everything else is escaped."""
        tokens, words, done, parts = self._theme.tokens, self._passage.words, 0, []
        style = f"background:{tokens.selection.name()};text-decoration:underline"
        for start, end in self._passage.hits:
            parts.append(html.escape(words[done:start]))
            parts.append(f'<span style="{style}">{html.escape(words[start:end])}</span>')
            done = end
        return "".join(parts) + html.escape(words[done:])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the place."""
        self.pressed.emit(self._passage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the place, arrows go from row to row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._passage)
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a lane for a mark, a plain row otherwise."""
        tokens, meaning = self._theme.tokens, self._passage.meaning
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        if meaning is not None:
            draw_card(painter, rect, tokens.raised, tokens.sep, 8)
            whole, lane = QPainterPath(), QPainterPath()
            whole.addRoundedRect(rect, 8, 8)
            lane.addRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
            painter.fillPath(whole.intersected(lane), self._theme.stroke(meaning))
            draw_badge(painter, QRectF(18, 14, 16, 16), self._theme, meaning)
        else:
            if self.underMouse():
                draw_card(painter, rect, tokens.hover_pane, None, 8)
            else:
                painter.fillRect(48, self.height() - 1, self.width() - 64, 1, tokens.sep)
            self._theme.draw_icon(painter, self._passage.icon, QRectF(16, 13, 18, 18))
        if self.hasFocus():
            draw_focus_ring(painter, rect, self._theme, 6)
        painter.end()


class PassageList(QScrollArea):
    """Passages one below the other; ``chosen`` carries the Passage that was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, label: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these, at most 200."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 16, 24)
        column.setSpacing(2)
        for passage in passages[:MOST]:
            row = PassageRow(self._theme, passage)
            row.pressed.connect(self.chosen)
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)
