"""Text on screen, always plain: a hostile title can't become markup."""

from __future__ import annotations

import html
import re
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.theme.fonts import LENT, READING_FAMILIES

_ROLES: dict[str, tuple[bool, float, int, str]] = {
    # serif, px, weight, colour
    "body": (False, 13, 400, "text"),
    "strong": (False, 13, 600, "text"),
    "meta": (False, 12, 400, "muted"),
    "section": (False, 11, 600, "muted"),
    "panel": (False, 16, 600, "text"),
    "page": (True, 24, 600, "text"),
    "quote": (True, 15, 400, "text"),
    "citation": (True, 14, 400, "text"),
    "title": (True, 29, 600, "text"),
}


class Label(QLabel):
    """A text in one of the window's roles; ``wrap`` over lines or ``elide`` at the end."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        parent: QWidget | None = None,
        wrap: bool = False,
        colour: str = "",
        elide: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._colour = theme, role, colour
        self._elide = elide
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text`` as it is."""
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        shown = text.upper() if self._role == "section" else text
        self.setText(shown)
        if self._elide:
            self.setToolTip("")
            self._fit()
            self.updateGeometry()

    def set_fragment(self, fragment: str) -> None:
        """Show a citation: italics, bold, small capitals, raised and lowered; no other markup."""
        self._whole = re.sub(r"<[^>]*>", "", fragment)
        self.setTextFormat(Qt.TextFormat.RichText)
        made = safe_fragment(fragment)
        if _ROLES[self._role][0]:
            made = LENT.sub(_LENT_SPAN, made)
        self.setText(made)
        self.setAccessibleName(html.unescape(self._whole))

    def set_colour(self, colour: str) -> None:
        """Use another token for the text."""
        self._colour = colour
        self._restyle()

    def _restyle(self) -> None:
        serif, px, weight, colour = _ROLES[self._role]
        made = self._theme.serif_font(px, weight) if serif else self._theme.ui_font(px, weight)
        if self._role == "section":
            made.setLetterSpacing(made.SpacingType.PercentageSpacing, 103)
        self.setFont(made)
        palette = QPalette(self.palette())
        palette.setColor(
            QPalette.ColorRole.WindowText, getattr(self._theme.tokens, self._colour or colour)
        )
        self.setPalette(palette)

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(0, self.width())
        )
        if shown != self.text():
            self.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide for the new width."""
        super().resizeEvent(event)
        if self._elide:
            self._fit()

    def sizeHint(self) -> QSize:
        """An eliding label asks for room for the whole text, whatever it shows now."""
        size = super().sizeHint()
        if self._elide:
            size.setWidth(ceil(QFontMetricsF(self.font()).horizontalAdvance(self._whole)) + 1)
        return size

    def minimumSizeHint(self) -> QSize:
        """An eliding label may be squeezed to nothing."""
        size = super().minimumSizeHint()
        if self._elide:
            size.setWidth(24)
        return size


_LENT_SPAN = f"<span style=\"font-family:'{READING_FAMILIES[1]}'\">\\g<0></span>"
_ALLOWED = re.compile(
    r"&lt;(/?(?:i|b|em|strong|sup|sub|span)"
    r"|span style=&quot;font-variant:\s?small-caps;?&quot;)&gt;"
)


def safe_fragment(fragment: str) -> str:
    """A citation's HTML with nothing but type styles left; everything else shows as text."""
    escaped = html.escape(html.unescape(fragment) if "<" not in fragment else fragment, quote=True)
    # What was an entity in the fragment was escaped a second time.
    escaped = re.sub(r"&amp;(amp|lt|gt|quot|#x?[0-9a-fA-F]+);", r"&\1;", escaped)
    return _ALLOWED.sub(lambda found: "<" + html.unescape(found.group(1)) + ">", escaped)
