"""The theme in use: tokens, fonts and icons, and one signal when it changes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from app.model import Meaning
from ui.theme import fonts
from ui.theme.icons import draw_icon, icon_pixmap
from ui.theme.sheet import sheet
from ui.theme.tokens import Tokens, load_tokens

SYSTEM = "system"


class Theme(QObject):
    """What every widget asks for its colours, fonts and icons.

    ``changed`` is emitted after another theme was applied; whoever paints by itself repaints then.
    """

    changed = Signal()

    def __init__(self, choice: str = "light") -> None:
        super().__init__()
        fonts.load_fonts()
        self._choice = choice
        self.reduced_motion = False
        self._scheme = QGuiApplication.styleHints().colorScheme()
        self._tokens = load_tokens(self._resolved())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return self._tokens

    @property
    def name(self) -> str:
        """The theme in use: light, sepia or dark."""
        return self._tokens.name

    @property
    def choice(self) -> str:
        """What the user chose: a theme's name or "system"."""
        return self._choice

    @property
    def moves(self) -> bool:
        """Whether things may fade, slide and turn: neither the user nor the system is against.

        Of the systems only Windows tells Qt; elsewhere its answer is always no.
        """
        told = sys.platform != "win32" or QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
        return told and not self.reduced_motion

    def duration(self, milliseconds: int) -> int:
        """How long a movement lasts: nothing where motion is reduced."""
        return milliseconds if self.moves else 0

    def choose(self, choice: str) -> None:
        """Use a theme by name, or follow the system with "system"."""
        self._choice = choice
        wanted = load_tokens(self._resolved())
        if wanted is not self._tokens:
            self._tokens = wanted
            self.apply()
            self.changed.emit()

    def apply(self) -> None:
        """Give the application this theme's palette, font and style sheet."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self._tokens))
            application.setFont(self.ui_font(13))
            application.setStyleSheet(sheet(self._tokens))

    def fill(self, meaning: Meaning) -> QColor:
        """The ground of a mark."""
        return self._tokens.fills[meaning]

    def stroke(self, meaning: Meaning) -> QColor:
        """The line below a mark, and the edge of its badge."""
        return self._tokens.strokes[meaning]

    def ui_font(self, px: float, weight: int = 400, *, italic: bool = False) -> QFont:
        """The font of the window, ``px`` pixels high."""
        return fonts.font((fonts.ui_family(), "Noto Sans", "Amiri"), px, weight, italic=italic)

    def serif_font(self, px: float, weight: int = 400, *, italic: bool = False) -> QFont:
        """The reading font, ``px`` pixels high."""
        return fonts.font(fonts.READING_FAMILIES, px, weight, italic=italic)

    def arabic_font(self, px: float, weight: int = 400) -> QFont:
        """Amiri, larger than the Latin text of ``px`` pixels around it so that both look alike."""
        return fonts.font(("Amiri",), px * fonts.ARABIC_SCALE, 700 if weight >= 600 else 400)

    def icon(self, name: str, size: int = 16, colour: QColor | None = None) -> QPixmap:
        """An icon as a picture, in ``muted`` unless a colour is given."""
        screen = QGuiApplication.primaryScreen()
        ratio = screen.devicePixelRatio() if screen else 1.0
        return icon_pixmap(name, size, colour or self._tokens.muted, ratio)

    def draw_icon(
        self, painter: QPainter, name: str, rect: QRectF, colour: QColor | None = None
    ) -> None:
        """Paint an icon into ``rect``."""
        draw_icon(painter, name, rect, colour or self._tokens.muted)

    def qicon(self, name: str, colour: QColor | None = None) -> QIcon:
        """An icon for a menu or a window, dimmed when what it stands for is off."""
        made = QIcon(self.icon(name, 32, colour))
        made.addPixmap(self.icon(name, 32, self._tokens.faint), QIcon.Mode.Disabled)
        return made

    def _resolved(self) -> str:
        if self._choice != SYSTEM:
            return self._choice
        return "dark" if self._scheme is Qt.ColorScheme.Dark else "light"

    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        if self._choice == SYSTEM:
            self.choose(SYSTEM)


def palette(tokens: Tokens) -> QPalette:
    """Qt's own palette made from the tokens, for every widget that isn't painted by us."""
    made = QPalette()
    role = QPalette.ColorRole
    for each, colour in {
        role.Window: tokens.pane,
        role.WindowText: tokens.text,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.sunk,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.paper,
        role.PlaceholderText: tokens.muted,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.tint2,
        role.Mid: tokens.border,
        role.Dark: tokens.ctrl,
        role.Shadow: tokens.shadow,
    }.items():
        made.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, tokens.faint)
    return made
