"""Draws the sample library's pictures again: `python -m tests.support.sample_pictures FOLDER`.

Three small drawings for three teaching texts, each in the companion folder of its page, as a
browser would have saved it. They are drawn at twice the size that the pages show them with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

from ui.theme.fonts import font, load_fonts

GROUND, INK, QUIET, LINE = (
    QColor("#FDFBF6"),
    QColor("#25221D"),
    QColor("#6B655B"),
    QColor("#8C8474"),
)
ACCENT, PALE = QColor("#14696A"), QColor("#BFD9D6")
TWICE = 2

SUBJECTS = (
    ("The fire of 2011", 17, 6),
    ("The office itself", 14, 8),
    ("The Committee", 12, 9),
    ("Other outlets", 11, 8),
)
"""Questions put and answered, invented with the session: 54 and 31 together."""


def _font(px: float, weight: int = 400) -> QFont:
    return font(("Inter",), px, weight)


def _write(
    painter: QPainter,
    at: QRectF,
    text: str,
    *,
    px: float = 13,
    weight: int = 400,
    colour: QColor = INK,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
) -> None:
    painter.setFont(_font(px, weight))
    painter.setPen(colour)
    flags = align | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(at, int(flags.value), text)


def _box(painter: QPainter, rect: QRectF, *lines: str) -> None:
    painter.setPen(QPen(LINE, 1.25))
    painter.setBrush(QColor("white"))
    painter.drawRoundedRect(rect, 6, 6)
    height = rect.height() / (len(lines) + 1)
    for number, line in enumerate(lines):
        room = QRectF(rect.left(), rect.top() + height * (number + 0.5), rect.width(), height)
        px, weight, colour = (11.5, 400, QUIET) if number else (13.0, 600, INK)
        _write(painter, room, line, px=px, weight=weight, colour=colour)


def _arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    way = end - start
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    along, across = way / length, QPointF(-way.y(), way.x()) / length
    painter.setPen(QPen(ACCENT, 2))
    painter.drawLine(start, end - along * 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ACCENT)
    foot = end - along * 11
    painter.drawPolygon(QPolygonF([end, foot + across * 5, foot - across * 5]))


def four_roads(painter: QPainter) -> None:
    """One account on the left, four reports on the right, every arrow leading back to it."""
    middle = QPointF(122, 160)
    painter.setPen(QPen(ACCENT, 2))
    painter.setBrush(PALE)
    painter.drawEllipse(middle, 74, 74)
    _write(painter, QRectF(48, 130, 148, 28), "One account", px=15, weight=600)
    _write(painter, QRectF(48, 156, 148, 24), "a night watchman,", px=12, colour=QUIET)
    _write(painter, QRectF(48, 174, 148, 24), "by telephone", px=12, colour=QUIET)
    reports = (
        ("Harbour Courier", "10 April, 18:40"), ("Coast Wire", "10 April, 21:15"),
        ("Northern Ledger", "11 April, 07:30"), ("Meridian Radio", "11 April, 09:00"),
    )  # fmt: skip
    for number, lines in enumerate(reports):
        top = 18 + number * 74
        _box(painter, QRectF(424, top, 190, 60), *lines)
        start = QPointF(418, top + 30)
        way = middle - start
        length = (way.x() ** 2 + way.y() ** 2) ** 0.5
        _arrow(painter, start, middle - way / length * 80)


def evening_count(painter: QPainter) -> None:
    """Bars of the questions put and answered, by subject."""
    wide = 24.0
    for number, (subject, put, answered) in enumerate(SUBJECTS):
        top = 26 + number * 58
        _write(painter, QRectF(16, top, 132, 36), subject, align=Qt.AlignmentFlag.AlignRight)
        for row, (count, colour) in enumerate(((put, PALE), (answered, ACCENT))):
            bar = QRectF(164, top + row * 19, count * wide, 16)
            painter.fillRect(bar, colour)
            told = QRectF(bar.right() + 6, bar.top(), 40, bar.height())
            _write(painter, told, str(count), px=12, colour=QUIET, align=Qt.AlignmentFlag.AlignLeft)
    painter.setPen(QPen(LINE, 1.25))
    painter.drawLine(QPointF(163, 18), QPointF(163, 250))
    for left, told, colour in ((164.0, "put (54)", PALE), (264.0, "answered (31)", ACCENT)):
        painter.fillRect(QRectF(left, 268, 12, 12), colour)
        room = QRectF(left + 20, 262, 120, 24)
        _write(painter, room, told, px=12, colour=QUIET, align=Qt.AlignmentFlag.AlignLeft)


def rot_and_drift(painter: QPainter) -> None:
    """An address that answers no more, and one that answers with another text."""
    for left, title in ((20.0, "Link rot"), (340.0, "Content drift")):
        _write(painter, QRectF(left, 14, 280, 28), title, px=15, weight=600)
        _box(painter, QRectF(left, 106, 104, 64), "Address", "as cited")
    painter.setPen(QPen(LINE, 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(320, 20), QPointF(320, 240))
    painter.setPen(QPen(ACCENT, 2))
    painter.drawLine(QPointF(132, 138), QPointF(166, 138))
    painter.drawLine(QPointF(160, 128), QPointF(180, 148))
    painter.drawLine(QPointF(180, 128), QPointF(160, 148))
    painter.setPen(QPen(LINE, 1.25, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(196, 86, 104, 104), 6, 6)
    _write(painter, QRectF(196, 86, 104, 104), "nothing", px=12, colour=QUIET)
    _arrow(painter, QPointF(452, 138), QPointF(512, 138))
    _box(painter, QRectF(516, 86, 104, 104), "Page", "same address,", "other words")
    _write(
        painter, QRectF(20, 206, 280, 28), "the reader sees that it is gone", px=12, colour=QUIET
    )
    _write(painter, QRectF(340, 206, 280, 28), "the reader may not see it", px=12, colour=QUIET)


PICTURES: dict[str, tuple[int, int, Callable[[QPainter], None]]] = {
    "circular-reporting_files/four-roads.png": (640, 320, four_roads),
    "ask-the-press-office_files/evening-count.png": (640, 300, evening_count),
    "citing-what-moves_files/rot-and-drift.png": (640, 260, rot_and_drift),
}
"""Each picture by its place in the folder: the size its page shows it with, and what draws it."""


def draw(folder: Path) -> None:
    """Draw every picture into its place below ``folder``."""
    for name, (width, height, drawn) in PICTURES.items():
        image = QImage(width * TWICE, height * TWICE, QImage.Format.Format_RGB32)
        image.fill(GROUND)
        painter = QPainter(image)
        painter.scale(TWICE, TWICE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn(painter)
        painter.end()
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(path), "PNG"):
            raise OSError(f"{path} can't be written")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    load_fonts()
    draw(Path(sys.argv[1]))
