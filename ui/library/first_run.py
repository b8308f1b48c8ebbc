"""The first screen: begin a library of one's own, or look around the sample."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.library import is_library
from app.paths import default_library, nearest_folder, resource
from ui.library.passphrase import PassphraseSheet
from ui.theme import Theme
from ui.widgets.buttons import RING, Button
from ui.widgets.card import Card
from ui.widgets.illustration import PagesPicture
from ui.widgets.labels import Label

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_SIDE_BY_SIDE = 840
"""From this width the two cards stand beside each other."""

_PROMISE = (
    "Read your sources, mark them, and carry every quotation into your essay with its exact place."
)
_PLAIN = "Not encrypted yet. You can set a passphrase before you start."
_ENCRYPTED = "It will be encrypted with your passphrase. Nobody can reset it for you."


class FirstRun(QScrollArea):
    """Asks where to begin; nothing is made before a button is pressed.

    ``start_chosen`` carries the folder and the passphrase or None.
    """

    start_chosen = Signal(str, object)
    sample_chosen = Signal()
    open_chosen = Signal()

    _first: Button | None = None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("first-run")
        self.setAccessibleName("Welcome")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._folder = default_library()
        self._passphrase: str | None = None
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setSpacing(0)
        self._fill()
        self.setWidget(self._page)

    @property
    def folder(self) -> Path:
        """Where the library will lie."""
        return self._folder

    def set_folder(self, chosen: Path) -> None:
        """Put the library in ``chosen``; in a new folder there if ``chosen`` holds other files."""
        if chosen.is_dir() and any(chosen.iterdir()) and not is_library(chosen):
            chosen = chosen / "Sourcebook"
        self._folder = chosen
        self._where.set_text(_shown(chosen))
        self._where.setToolTip(str(chosen))

    def set_passphrase(self, passphrase: str) -> None:
        """Encrypt the library with ``passphrase`` when it is made."""
        self._passphrase = passphrase
        self._encryption.set_text(_ENCRYPTED)

    def _fill(self) -> None:
        self._column.addStretch(2)
        self._column.addWidget(_Emblem(self._theme), 0, _CENTRE)
        self._column.addSpacing(16)
        title = Label(self._theme, "Sourcebook", role="title")
        self._column.addWidget(title, 0, _CENTRE)
        self._column.addSpacing(8)
        self._column.addWidget(self._promise())
        self._column.addSpacing(32)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(24)
        self._cards.addWidget(self._own_card(), 1)
        self._cards.addWidget(self._sample_card(), 1)
        self._column.addLayout(self._cards)
        self._column.addSpacing(24)
        self._column.addLayout(self._foot())
        self._column.addStretch(3)

    def _promise(self) -> Label:
        label = Label(self._theme, _PROMISE, colour="muted", wrap=True)
        label.setFont(self._theme.ui_font(15))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _own_card(self) -> Card:
        card, whole, column = self._card("Start my library", marked=False)
        text = "A folder on this computer for your sources, marks and notes."
        column.addWidget(Label(self._theme, text, colour="muted", wrap=True))
        column.addSpacing(4)
        self._where = Label(self._theme, _shown(self._folder), colour="text2", elide=True)
        self._where.setToolTip(str(self._folder))
        self._encryption = Label(self._theme, _PLAIN, colour="text2", wrap=True)
        column.addLayout(self._line("folder", self._where, self._button("Change…", "link")))
        column.addLayout(self._line("lock-open", self._encryption))
        column.addLayout(self._told("buildings", _UNIVERSITY))
        whole.addStretch(1)
        whole.addLayout(
            _row(self._button("Start my library", "primary"), self._button("Set a passphrase…"))
        )
        return card

    def _sample_card(self) -> Card:
        card, whole, column = self._card("Look around the sample", marked=True)
        text = "A separate library with texts written for practice."
        column.addWidget(Label(self._theme, text, colour="muted", wrap=True))
        column.addSpacing(4)
        column.addLayout(self._told("article", sample_counts()))
        column.addLayout(self._told("info", _TEACHING))
        column.addLayout(self._told("arrow-counter-clockwise", _APART))
        whole.addStretch(1)
        whole.addLayout(_row(self._button("Look around", "secondary")))
        return card

    def _card(self, title: str, *, marked: bool) -> tuple[Card, QVBoxLayout, QVBoxLayout]:
        """A card, the column of its buttons, and in that the column of its words.

        A button keeps room for its ring, so its column begins that much further out: what one
        sees of the buttons begins where the words do.
        """
        card = Card(self._theme, radius=12)
        whole, column = QVBoxLayout(card), QVBoxLayout()
        whole.setContentsMargins(24 - RING, 24, 24 - RING, 20)
        whole.setSpacing(8)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(8)
        whole.addLayout(column)
        column.addWidget(PagesPicture(self._theme, marked=marked))
        column.addSpacing(8)
        column.addWidget(Label(self._theme, title, role="panel"))
        return card, whole, column

    def _told(self, icon: str, text: str) -> QHBoxLayout:
        return self._line(icon, Label(self._theme, text, colour="text2", wrap=True))

    def _line(self, icon: str, label: Label, button: Button | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        at_top = Qt.AlignmentFlag.AlignTop
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(_Icon(self._theme, icon), 0, at_top if button is None else middle)
        row.addWidget(label, 1)
        if button is not None:
            row.addWidget(button)
        return row

    def _button(self, text: str, kind: str = "quiet") -> Button:
        height = 28 if kind == "link" else 36
        button = Button(self._theme, text, kind=kind, height=height)
        acts = {
            "Start my library": self._on_start,
            "Set a passphrase…": self._on_passphrase,
            "Change…": self._on_change,
            "Look around": self.sample_chosen.emit,
            "Open another library…": self.open_chosen.emit,
        }
        button.clicked.connect(lambda _checked=False: acts[text]())
        if kind == "primary":
            self._first = button
        return button

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(_Icon(self._theme, "shield-check"))
        text = "Works without a network. Nothing leaves this computer."
        row.addWidget(Label(self._theme, text, colour="muted"))
        row.addSpacing(16)
        row.addWidget(self._button("Open another library…", "link"))
        row.addStretch(1)
        return row

    def _on_start(self) -> None:
        self.start_chosen.emit(str(self._folder), self._passphrase)

    def _on_passphrase(self) -> None:
        sheet = PassphraseSheet(self._theme, self)
        sheet.passphrase_set.connect(self.set_passphrase)
        sheet.open()

    def _on_change(self) -> None:
        start = nearest_folder(self._folder.parent)
        chosen = QFileDialog.getExistingDirectory(self, "Where the library will lie", str(start))
        if chosen:
            self.set_folder(Path(chosen))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to where one begins; a proxy would be jumped to by Tab."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards beside each other where there is room, else one below the other."""
        wide = event.size().width() >= _SIDE_BY_SIDE
        direction = QBoxLayout.Direction
        self._cards.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        side = max(24, (event.size().width() - (872 if wide else 560)) // 2)
        self._column.setContentsMargins(side, 24, side, 24)
        super().resizeEvent(event)


_UNIVERSITY = (
    "Sensitive material? Your university may ask for its own storage. "
    "Work here, keep encrypted copies there."
)
_TEACHING = "Whatever you cite or export says “teaching text – not a source”."
_APART = "Its texts stay marked as that wherever they go. Change what you like; it can be reset."


class _Icon(QWidget):
    """An icon of 16 pixels at the height of a line's text."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(16, 18)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.draw_icon(painter, self._icon, QRectF(0, 1, 16, 16))
        painter.end()


class _Emblem(QWidget):
    """The program's emblem: books on the accent."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(48, 48)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(QRectF(self.rect()), 12, 12)
        self._theme.draw_icon(painter, "books", QRectF(12, 12, 24, 24), tokens.on_accent)
        painter.end()


def _row(*buttons: Button) -> QLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 12, 0, 0)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _shown(folder: Path) -> str:
    """A folder as people say it: from the home folder on, with room around the separators."""
    home = Path.home()
    parts = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts
    return " / ".join(part.strip("/\\") for part in parts if part.strip("/\\"))


@cache
def sample_counts() -> str:
    """How much the sample holds, in words, counted in the files it is made from."""
    folder = resource("sample_library")
    manifest = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    references = json.loads((folder / manifest["references"]).read_text(encoding="utf-8"))
    texts, marks = len(manifest["documents"]), len(manifest["highlights"])
    return f"{texts} texts, {marks} marks, {len(references)} references"
