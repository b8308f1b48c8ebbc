"""Fields to type and choose in: real Qt editors, so that input methods and screen readers work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label
from ui.widgets.painting import draw_card, draw_keycap, keycap_width


class _Labelled(QWidget):
    """A label above an editor, and a line below for a hint or an error."""

    def __init__(self, theme: Theme, label: str, hint: str, editor: QWidget, name: str) -> None:
        super().__init__()
        self._theme, self._hint, self._editor = theme, hint, editor
        editor.setObjectName(name or label.casefold().replace(" ", "-"))
        editor.setAccessibleName(label)
        editor.setFont(theme.ui_font(13))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = Label(theme, label, role="meta", colour="text2")
        title.setBuddy(editor)
        self._title = title
        column.addWidget(title)
        column.addWidget(editor)
        self._below = Label(theme, hint, role="meta", wrap=True)
        self._below.setVisible(bool(hint))
        column.addWidget(self._below)

    @property
    def label_height(self) -> int:
        """How far below the top the editor begins."""
        return self._title.sizeHint().height() + 4

    def set_hint(self, hint: str) -> None:
        """Show another hint below the field."""
        self._hint = hint
        if not self._editor.property("invalid"):
            self._below.set_text(hint)
            self._below.setVisible(bool(hint))
            self._editor.setAccessibleDescription(hint)

    def set_error(self, message: str) -> None:
        """Show what is wrong with the value, or the hint again with an empty message."""
        self._below.set_text(message or self._hint)
        self._below.set_colour("danger" if message else "muted")
        self._below.setVisible(bool(message or self._hint))
        self._editor.setProperty("invalid", bool(message))
        self._editor.setAccessibleDescription(message or self._hint)
        self._editor.style().unpolish(self._editor)
        self._editor.style().polish(self._editor)


class TextField(_Labelled):
    """One line of text under its label."""

    changed = Signal(str)

    def __init__(
        self, theme: Theme, label: str, *, hint: str = "", placeholder: str = "", name: str = ""
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(theme, label, hint, self.edit, name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.textChanged.connect(self.changed)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put ``text`` in, cursor at its start."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)


class TextArea(_Labelled):
    """Several lines of text under their label."""

    changed = Signal()

    def __init__(
        self, theme: Theme, label: str, *, hint: str = "", placeholder: str = "", name: str = ""
    ) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(theme, label, hint, self.edit, name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(96)
        self.edit.textChanged.connect(self.changed)

    def text(self) -> str:
        """What is typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put ``text`` in."""
        self.edit.setPlainText(text)


class SearchField(QLineEdit):
    """A field with a magnifying glass at its left and a keycap at its right while it is empty."""

    def __init__(self, theme: Theme, placeholder: str, *, keys: str = "", name: str = "") -> None:
        super().__init__()
        self._theme, self._keys = theme, keys
        self.setObjectName(name or "search")
        self.setAccessibleName(placeholder)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.ui_font(13))
        self.setClearButtonEnabled(False)
        self.setFixedHeight(34)
        self.setTextMargins(24, 0, 0, 0)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its icon and key."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        self._theme.draw_icon(painter, "magnifying-glass", QRectF(11, middle - 8, 16, 16))
        if self._keys and not self.text():
            wide = keycap_width(self._theme, self._keys)
            rect = QRectF(self.width() - wide - 8, middle - 10, wide, 20)
            draw_keycap(painter, rect, self._theme, self._keys)
        painter.end()


class _Combo(QComboBox):
    """A chooser whose caret is ours; the wheel scrolls the page, not the choice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chooser with its caret."""
        super().paintEvent(event)
        painter = QPainter(self)
        rect = QRectF(self.width() - 26, self.height() / 2 - 7, 14, 14)
        self._theme.draw_icon(painter, "caret-down", rect)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on."""
        event.ignore()


class Choice(QWidget):
    """One of several values under its label; without a visible label where ``label_shown`` is off.

    ``options`` are (value, text) pairs. ``chosen`` carries the value when the user changes it.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        label: str,
        options: Sequence[tuple[Any, str]],
        *,
        name: str = "",
        label_shown: bool = True,
    ) -> None:
        super().__init__()
        self.combo = _Combo(theme)
        self.combo.setObjectName(name or label.casefold().replace(" ", "-"))
        self.combo.setAccessibleName(label)
        self.combo.setFont(theme.ui_font(13))
        self.set_options(options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if label_shown:
            # On Linux a screen reader takes the value for a chooser's name and asks for its label.
            title = Label(theme, label, role="meta", colour="text2")
            title.setBuddy(self.combo)
            column.addWidget(title)
        else:
            self.combo.setAccessibleDescription(label)
        column.addWidget(self.combo)
        self.combo.activated.connect(lambda _row: self.chosen.emit(self.value()))

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other values."""
        self.combo.clear()
        for value, text in options:
            self.combo.addItem(text, value)

    def value(self) -> Any:
        """The value chosen."""
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        """Choose a value without telling; one that isn't offered changes nothing."""
        row = self.combo.findData(value)
        if row >= 0:
            self.combo.setCurrentIndex(row)


class Check(QCheckBox):
    """Something that is on or off."""

    def __init__(self, theme: Theme, text: str, *, name: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name or text.casefold().replace(" ", "-"))
        self.setAccessibleName(text)
        self.setFont(theme.ui_font(13))
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and a box with the outline of every field: Fusion's is lost on dark."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        paint_box(painter, self._theme, QRectF(box), on=self.isChecked(), able=self.isEnabled())
        painter.end()


def paint_box(painter: QPainter, theme: Theme, box: QRectF, *, on: bool, able: bool) -> None:
    """A box to tick, ticked or not."""
    tokens, side = theme.tokens, min(box.width(), box.height(), 16.0)
    rect = QRectF(0, 0, side - 1, side - 1)
    rect.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = tokens.ctrl if able else tokens.border
    full = tokens.accent if able else tokens.faint
    painter.setPen(full if on else edge)
    painter.setBrush(full if on else tokens.raised)
    painter.drawRoundedRect(rect, 3, 3)
    if on:
        theme.draw_icon(painter, "check", rect.adjusted(1, 1, -1, -1), tokens.on_accent)


class Stepper(QWidget):
    """A number under its label, between ``low`` and ``high``; ``changed`` carries it."""

    changed = Signal(float)

    def __init__(
        self,
        theme: Theme,
        label: str,
        low: float,
        high: float,
        step: float,
        *,
        name: str = "",
    ) -> None:
        super().__init__()
        self._box = QDoubleSpinBox()
        self._box.setObjectName(name or label.casefold().replace(" ", "-"))
        self._box.setAccessibleName(label)
        self._box.setFont(theme.ui_font(13))
        self._box.setRange(low, high)
        self._box.setSingleStep(step)
        self._box.setDecimals(2 if step < 1 else 0)
        self._box.setFixedSize(58, 26)
        self._box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setFrame(False)
        self._box.lineEdit().installEventFilter(self)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(theme, label), 1)
        stem = self._box.objectName()
        less = IconButton(theme, "minus", f"Less: {label}", name=f"{stem}-less")
        more = IconButton(theme, "plus", f"More: {label}", name=f"{stem}-more")
        less.clicked.connect(self._box.stepDown)
        more.clicked.connect(self._box.stepUp)
        for each in (less, self._box, more):
            row.addWidget(each)
        self._box.valueChanged.connect(self.changed)

    def value(self) -> float:
        """The number."""
        return self._box.value()

    def set_value(self, value: float) -> None:
        """Show a number without telling."""
        self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame shows whether the number has the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame around the number."""
        tokens, focused = self._theme.tokens, self._box.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self._box.geometry()).adjusted(-4, -3, 4, 3)
        draw_card(painter, rect, tokens.raised, tokens.accent if focused else tokens.ctrl, 6)
        painter.end()
