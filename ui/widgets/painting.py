"""What several controls paint: cards, shadows, badges, keycaps, focus rings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout

from app.model import MEANING_LABELS, Meaning
from ui.theme import Theme
from ui.theme.fonts import LENT, lending_font, runs


def letter_of(meaning: Meaning) -> str:
    """The letter that stands for a meaning beside its colour."""
    return MEANING_LABELS[meaning][0]


def digit_of(meaning: Meaning) -> int:
    """The digit key of a meaning, 1 to 6."""
    return list(MEANING_LABELS).index(meaning) + 1


def draw_card(
    painter: QPainter, rect: QRectF, fill: QColor, border: QColor | None, radius: float
) -> None:
    """A rounded rectangle with a hairline inside its edge."""
    painter.setPen(QPen(border, 1) if border is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill)
    inset = 0.5 if border is not None else 0.0
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_shadow(
    painter: QPainter, rect: QRectF, colour: QColor, radius: float, spread: int
) -> None:
    """A soft shadow below ``rect``: growing rounded rectangles of falling alpha."""
    painter.setPen(Qt.PenStyle.NoPen)
    steps = max(4, spread // 2)
    for step in range(steps, 0, -1):
        grown = spread * step / steps
        shade = QColor(colour)
        shade.setAlphaF(0.16 * (1 - step / (steps + 1)) ** 2)
        painter.setBrush(shade)
        down = spread * 0.25
        painter.drawRoundedRect(
            rect.adjusted(-grown, -grown + down, grown, grown + down),
            radius + grown,
            radius + grown,
        )


def draw_badge(painter: QPainter, rect: QRectF, theme: Theme, meaning: Meaning) -> None:
    """The letter of a meaning on its fill, edged with its stroke."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_card(painter, rect, theme.fill(meaning), theme.stroke(meaning), 4)
    painter.setFont(theme.ui_font(round(rect.height() * 0.69), 600))
    painter.setPen(theme.tokens.text)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letter_of(meaning))


def keycap_width(theme: Theme, text: str) -> float:
    """How wide the keycap of ``text`` is."""
    return max(20.0, QFontMetricsF(theme.ui_font(11, 500)).horizontalAdvance(text) + 12)


def draw_keycap(painter: QPainter, rect: QRectF, theme: Theme, text: str) -> None:
    """A key as it is written on a keyboard."""
    draw_card(painter, rect, theme.tokens.sunk, theme.tokens.sep, 4)
    painter.setFont(theme.ui_font(11, 500))
    painter.setPen(theme.tokens.text2)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def draw_focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Two pixels of accent with one of ground inside: the control that has the keyboard."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.tokens.accent, 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius + 2, radius + 2)


def draw_reading(painter: QPainter, at: QPointF, reading: QFont, words: str) -> None:
    """Words on one line in a reading font, ``at`` where their baseline begins."""
    painter.setFont(reading)
    if not LENT.search(words):
        painter.drawText(at, words)
        return
    layout, ranges, start = QTextLayout(words, reading), [], 0
    for part, is_lent in runs(words):
        length = len(part.encode("utf-16-le")) // 2
        if is_lent:
            lent = QTextLayout.FormatRange()
            lent.start, lent.length = start, length
            lent.format.setFont(lending_font(reading))
            ranges.append(lent)
        start += length
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    layout.draw(painter, QPointF(at.x(), at.y() - line.ascent()))
