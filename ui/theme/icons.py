"""Icons: Phosphor regular from qtawesome's package, tinted and cached.

The font and its table are read from the package directly. Importing qtawesome itself costs
a tenth of a second at start and brings qtpy, for a tint and a cache that are a few lines here.
"""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

from app.model import DocumentKind
from ui.theme.fonts import package_folder

ICONS = (
    "arrow-clockwise", "arrow-counter-clockwise", "arrow-down", "arrow-left", "arrow-right",
    "arrow-square-out", "arrow-up", "article", "book", "book-open", "bookmark-simple", "books",
    "broadcast", "buildings", "caret-down", "caret-left", "caret-right", "caret-up", "chat-text",
    "check", "check-circle", "check-square", "checks", "circle", "clock", "code", "copy",
    "copy-simple", "corners-in", "corners-out", "database", "dots-three", "download-simple",
    "export", "eye", "eye-slash", "file", "file-plus", "file-text", "film-strip", "flag", "folder",
    "folder-open", "folder-plus", "funnel-simple", "gear", "globe", "graduation-cap", "hash",
    "identification-card", "image", "info", "key", "keyboard", "link", "link-break", "link-simple",
    "list", "list-bullets", "list-numbers", "lock-open", "lock-simple", "magnifying-glass",
    "microphone", "moon", "newspaper", "newspaper-clipping", "note", "note-pencil", "pencil-simple",
    "plus", "printer", "question", "quotes", "scales", "shield-check", "sliders-horizontal",
    "sort-ascending", "square", "square-half", "sun", "tag", "text-aa", "text-align-left",
    "translate", "trash", "tray", "user", "users", "warning", "warning-circle", "x",
    "file-pdf", "minus", "command", "star", "dots-six-vertical",
    "arrows-out-line-horizontal", "columns", "frame-corners",
)  # fmt: skip
"""Every icon the window uses; a test draws each."""

KIND_ICONS: dict[DocumentKind, str] = {
    DocumentKind.ANALYST_ARTICLE: "article",
    DocumentKind.ENCYCLOPEDIA_ENTRY: "book-open",
    DocumentKind.REPORT: "file-text",
    DocumentKind.BLOG_POST: "chat-text",
    DocumentKind.JOURNAL_ARTICLE: "newspaper-clipping",
    DocumentKind.BOOK: "book",
    DocumentKind.CHAPTER: "book",
    DocumentKind.THESIS: "graduation-cap",
    DocumentKind.NEWSPAPER_ARTICLE: "newspaper",
    DocumentKind.MAGAZINE_ARTICLE: "newspaper",
    DocumentKind.CONFERENCE_PAPER: "newspaper-clipping",
    DocumentKind.PREPRINT: "newspaper-clipping",
    DocumentKind.PODCAST: "microphone",
    DocumentKind.VIDEO: "film-strip",
    DocumentKind.DATASET: "database",
    DocumentKind.JUDGMENT: "scales",
    DocumentKind.LEGISLATION: "scales",
    DocumentKind.TREATY: "globe",
    DocumentKind.HEARING: "buildings",
    DocumentKind.SOCIAL_POST: "chat-text",
    DocumentKind.INTERVIEW: "user",
    DocumentKind.SPEECH: "microphone",
    DocumentKind.MANUSCRIPT: "note",
    DocumentKind.SOFTWARE: "code",
    DocumentKind.DOCUMENT: "file",
}

_FONT, _TABLE = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


@cache
def _table() -> dict[str, str]:
    path = package_folder("qtawesome") / "fonts" / _TABLE
    table: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def _family() -> str:
    file = package_folder("qtawesome") / "fonts" / _FONT
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


def glyph(name: str) -> str:
    """The character that draws the icon ``name``; raises KeyError for a name not declared."""
    if name not in ICONS:
        raise KeyError(name)
    return chr(int(_table()[name], 16))


def icon_pixmap(name: str, size: int, colour: QColor, ratio: float) -> QPixmap:
    """The icon in ``colour``, ``size`` logical pixels square, for a screen of this pixel ratio."""
    return _drawn(name, size, colour.rgba(), ratio)


@cache
def _drawn(name: str, size: int, rgba: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(0, 0, size, size), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint the icon into ``rect``, which should be square."""
    font = QFont(_family())
    font.setPixelSize(round(rect.height()))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(rect, int(flags), glyph(name))
    painter.restore()
