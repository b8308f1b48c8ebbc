"""A dialogue in the window's own style: a title, what is asked, and the buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_NARROWEST = 360
_BAR = 12


class Sheet(QDialog):
    """A modal sheet; ``body`` takes what it asks. Esc closes it and changes nothing.

    ``above`` takes what stands over the body and doesn't scroll with it.

    It is never larger than the screen: what it asks scrolls then, title and buttons stay.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None, *, icon: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("sheet")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.theme_ = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24 - _BAR, 20)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.setContentsMargins(0, 0, _BAR, 0)
        if icon:
            head.addWidget(_Sign(theme, icon), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(theme, title, role="panel", wrap=True), 1)
        column.addLayout(head)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, _BAR, 0)
        column.addLayout(self.above)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        # The scroll bar stands in the margin, so that nothing lies under it.
        self.body.setContentsMargins(0, 0, _BAR, 0)
        self.body.setSpacing(12)
        self._scroll = _Scroll(inside)
        column.addWidget(self._scroll, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.setContentsMargins(0, 0, _BAR, 0)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        self.setMinimumWidth(_NARROWEST)

    def add_button(
        self, text: str, act: Callable[[], object], *, kind: str = "secondary", name: str = ""
    ) -> Button:
        """Add a button at the right of those before."""
        button = Button(self.theme_, text, kind=kind, name=name)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 asks for help here too: the window's own keys aren't heard while a sheet is open."""
        if event.key() == Qt.Key.Key_F1:
            self._ask_for_help()
        else:
            super().keyPressEvent(event)

    def _ask_for_help(self) -> None:
        below = self.parentWidget()
        while below is not None:
            help_ = below.window().findChild(QAction, "help")
            if help_ is not None:
                help_.trigger()
                return
            below = below.window().parentWidget()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the sheet on the screen, whatever it holds."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Grow to what the sheet holds by now, as far as the screen has room; never shrink."""
        room = self.screen().availableGeometry().size() - QSize(16, 48)
        if self.minimumWidth() > room.width():
            self.setMinimumWidth(min(_NARROWEST, room.width()))
        self.setMaximumSize(room.expandedTo(QSize(_NARROWEST, 200)))
        wanted = self.sizeHint().expandedTo(self.size()).boundedTo(room)
        if wanted != self.size():
            self.resize(wanted)


class _Scroll(QScrollArea):
    """Asks for as much room as what it holds, and scrolls where there is less."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setObjectName("sheet-body")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """What is inside, at the width that it has or wants."""
        hint = self._inside.sizeHint()
        layout = self._inside.layout()
        width = max(hint.width(), self.viewport().width() if self.isVisible() else 0)
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(max(hint.height(), layout.heightForWidth(width)))
        return hint

    def minimumSizeHint(self) -> QSize:
        """As wide as what is inside, and a few lines high."""
        hint = self._inside.minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), 96))


class _Sign(QWidget):
    """The icon of a sheet that tells of something gone wrong."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(20, 24)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon in the colour of errors."""
        painter = QPainter(self)
        rect = QRectF(0, 2, 20, 20)
        self._theme.draw_icon(painter, self._icon, rect, self._theme.tokens.danger)
        painter.end()
