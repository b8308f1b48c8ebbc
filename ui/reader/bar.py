"""The bar above the text: back and forward, where one is, and what can be shown."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.actions import Actions
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton, action_button
from ui.widgets.labels import Label

_RIGHT = (
    ("contents", "list-bullets"),
    ("type-settings", "text-aa"),
    ("next-theme", "moon"),
    ("focus", "corners-out"),
    ("inspector", "square-half"),
)
_VIEWS = (("view-text", "text-align-left"), ("view-pages", "file-pdf"), ("view-both", "columns"))
_AFTER_SECTION = 12
_MORE = (
    "find-in-text", "go-to-paragraph", "footnote", "",
    "edit-reference", "add-document-note", "add-quotation", "",
    "copy-citation", "copy-bibliography", "copy-key", "copy-address", "",
    "text-versions", "add-version", "reread", "", "print", "save-pdf",
    "export",
)  # fmt: skip


class ReaderBar(QWidget):
    """56 pixels high; every button is an action's.

    ``version_wanted`` when the label of the version is clicked.
    """

    version_wanted = Signal()

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("reader-bar")
        self._theme, self._actions = theme, actions
        self.setFixedHeight(56)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 1)
        row.setSpacing(4)
        # Offered only where panes are folded, so it is never what is on.
        self._panes = IconButton(theme, "list", "Show sidebar and list (F9)", name="button-sidebar")
        self._panes.clicked.connect(lambda _checked=False: actions["sidebar"].trigger())
        self._panes.hide()
        row.addWidget(self._panes)
        row.addWidget(action_button(theme, actions["back"], "arrow-left"))
        row.addWidget(action_button(theme, actions["forward"], "arrow-right"))
        row.addSpacing(8)
        self._section = Label(theme, "", role="strong", elide=True)
        # As wide as its words, so that the place stands right behind them.
        self._section.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._place = Label(theme, "", role="meta")
        row.addWidget(self._section)
        row.addSpacing(_AFTER_SECTION - row.spacing())
        row.addWidget(self._place)
        row.addStretch(1)
        self._version = Button(theme, "", kind="quiet", name="reader-version", height=28)
        self._version.setAccessibleName("Version of the text")
        self._version.setToolTip(actions["text-versions"].toolTip())
        self._version.clicked.connect(lambda _checked=False: self.version_wanted.emit())
        self._version.hide()
        row.addWidget(self._version)
        self._buttons = {}
        for id_, icon in (*_VIEWS, *_RIGHT):
            self._buttons[id_] = action_button(theme, actions[id_], icon)
            row.addWidget(self._buttons[id_])
        more = IconButton(theme, "dots-three", "More", name="reader-more")
        more.clicked.connect(lambda: self._on_more(more))
        row.addWidget(more)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def button(self, id_: str) -> IconButton:
        """The button of an action, to stand a popover under."""
        return self._buttons[id_]

    def offer_views(self, offered: bool) -> None:
        """Offer text, pages and both, as for a PDF, or not."""
        for id_, _icon in _VIEWS:
            self._buttons[id_].setVisible(offered)

    def show_place(self, section: str, told: str) -> None:
        """Where one is reading."""
        self._section.set_text(section)
        self._place.set_text(told)

    def show_version(self, label: str) -> None:
        """Say which version one reads; empty where there is one only."""
        self._version.setText(label)
        self._version.setAccessibleName(label or "Version of the text")
        self._version.setVisible(bool(label))

    def show_panes_button(self, shown: bool) -> None:
        """Offer the folded panes."""
        self._panes.setVisible(shown)

    def _on_more(self, button: IconButton) -> None:
        menu = QMenu(self)
        menu.setObjectName("reader-menu")
        for id_ in _MORE:
            if id_:
                menu.addAction(self._actions[id_])
            else:
                menu.addSeparator()
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_theme_changed(self) -> None:
        self._buttons["next-theme"].set_icon("sun" if self._theme.tokens.dark else "moon")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.sep)
        painter.end()
