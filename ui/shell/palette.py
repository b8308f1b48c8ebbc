"""The command palette: a few letters find any command or document (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.shell.matching import match
from ui.theme import Theme
from ui.widgets.motion import fade_in

Index = QModelIndex | QPersistentModelIndex
WIDTH, ROW, HEAD, FIELD, FOOT = 600, 40, 28, 56, 40
ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the palette offers; ``act`` does it. A heading has no ``act``."""

    text: str
    icon: str = ""
    aside: str = ""
    keys: tuple[str, ...] = ()
    act: Callable[[], object] | None = None
    letters: tuple[int, ...] = ()


Finder = Callable[[str], Sequence[Entry]]


def ranked(typed: str, entries: Sequence[Entry], limit: int) -> list[Entry]:
    """The entries that fit what was typed, best first, with the letters that matched."""
    found = []
    for place, entry in enumerate(entries):
        fits = match(typed, entry.text)
        if fits is not None:
            found.append((-fits.score, place, fits.letters))
    found.sort()
    return [_lit(entries[place], letters) for _, place, letters in found[:limit]]


def _lit(entry: Entry, letters: tuple[int, ...]) -> Entry:
    return Entry(entry.text, entry.icon, entry.aside, entry.keys, entry.act, letters)


class PaletteModel(QAbstractListModel):
    """Entries under their headings, as one flat list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, groups: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Show these groups; an empty one is left out with its heading."""
        self.beginResetModel()
        self._entries = []
        for heading, entries in groups:
            if entries:
                self._entries += [Entry(heading), *entries]
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row, or None for no row."""
        return self._entries[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text for screen readers, or the entry for the delegate."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.text
        return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        entry = self.entry(index)
        if entry is None or entry.act is None:
            return Qt.ItemFlag.ItemIsEnabled if entry else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Paints rows with the matched letters in the accent, and keycaps at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Headings are lower than rows."""
        entry: Entry = index.data(ENTRY)
        return QSize(WIDTH - 16, ROW if entry.act else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.act is None:
            self._heading(painter, rect, entry)
        else:
            state: QStyle.StateFlag = option.state
            self._row(painter, rect, entry, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        font = self._theme.ui_font(11, 600)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.muted)
        painter.drawText(
            rect.adjusted(12, 6, -12, 0), Qt.AlignmentFlag.AlignVCenter, entry.text.upper()
        )

    def _row(self, painter: QPainter, rect: QRect, entry: Entry, chosen: bool) -> None:
        tokens = self._theme.tokens
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.tint)
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        colour = tokens.accent if chosen else tokens.muted
        if entry.icon:
            icon = QRectF(rect.left() + 12, rect.center().y() - 8, 18, 18)
            self._theme.draw_icon(painter, entry.icon, icon, colour)
        right = self._keycaps(painter, rect, entry.keys)
        left = self._letters(painter, rect, entry, right)
        self._aside(painter, rect, entry, left, right)

    def _letters(self, painter: QPainter, rect: QRect, entry: Entry, right: int) -> int:
        tokens, x = self._theme.tokens, float(rect.left() + 42)
        plain, strong = self._theme.ui_font(14), self._theme.ui_font(14, 600)
        baseline = rect.center().y() + 5
        shown = QFontMetricsF(strong).elidedText(
            entry.text, Qt.TextElideMode.ElideRight, right - x - 12
        )
        lit = set(entry.letters)
        for run, on in _runs(shown, lit):
            font = strong if on else plain
            painter.setFont(font)
            painter.setPen(tokens.accent if on else tokens.text)
            painter.drawText(round(x), baseline, run)
            x += QFontMetricsF(font).horizontalAdvance(run)
        return round(x)

    def _aside(self, painter: QPainter, rect: QRect, entry: Entry, left: int, right: int) -> None:
        if entry.aside and right - left > 60:
            font = self._theme.ui_font(12)
            painter.setFont(font)
            painter.setPen(self._theme.tokens.text2)
            space = right - left - 24
            text = QFontMetricsF(font).elidedText(entry.aside, Qt.TextElideMode.ElideRight, space)
            painter.drawText(left + 12, rect.center().y() + 5, text)

    def _keycaps(self, painter: QPainter, rect: QRect, keys: tuple[str, ...]) -> int:
        right = rect.right() - 11
        tokens, font = self._theme.tokens, self._theme.ui_font(11, 500)
        parts = keys[0].replace("++", "+\0").split("+") if keys else []
        for part in reversed(parts):
            shown = part.replace("\0", "+")
            width = max(20, round(QFontMetricsF(font).horizontalAdvance(shown)) + 12)
            cap = QRectF(right - width, rect.center().y() - 10, width, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.sunk)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(tokens.text2)
            painter.setFont(font)
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), shown)
            right -= width + 4
        return right


def _runs(text: str, lit: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        on = place in lit
        if runs and runs[-1][1] is on:
            runs[-1] = (runs[-1][0] + letter, on)
        else:
            runs.append((letter, on))
    return runs


class Palette(QWidget):
    """A sheet over the window with a field and what it finds; closed by Esc or a click beside it.

    ``groups`` gives, for what is typed, headings with entries.
    """

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        groups: Callable[[str], Sequence[tuple[str, Sequence[Entry]]]],
    ) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAccessibleName("Command palette")
        self._theme = theme
        self._groups = groups
        self._over = window
        self._before: QWidget | None = None
        self._model = PaletteModel(self)
        self._field = self._make_field()
        self._list = self._make_list()
        self.hide()

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("palette-field")
        field.setAccessibleName("Find a command, document, place or help page")
        field.setPlaceholderText("Commands, documents, places, help")
        field.setProperty("bare", True)
        field.textChanged.connect(self._on_typed)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("palette-list")
        # The arrows go through it from the field, which keeps the keyboard.
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName("Found")
        view.setModel(self._model)
        view.setItemDelegate(PaletteDelegate(self._theme, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._on_clicked)
        return view

    def open(self) -> None:
        """Show the palette over the whole window, with an empty field."""
        self._before = self.window().focusWidget()
        self._field.setFont(self._theme.ui_font(16))
        self._field.clear()
        self._on_typed("")
        self.setGeometry(self._over.rect())
        self._place()
        self.show()
        self.raise_()
        fade_in(self, self._theme)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panel(self) -> QRect:
        width = min(WIDTH, self.width() - 32)
        rows = sum(
            ROW if self._model.flags(self._model.index(row)) & Qt.ItemFlag.ItemIsSelectable
            else HEAD
            for row in range(self._model.rowCount())
        )  # fmt: skip
        top = max(16, min(96, self.height() // 8))
        height = min(FIELD + max(rows, ROW) + 16 + FOOT, self.height() - top - 32)
        return QRect((self.width() - width) // 2, top, width, height)

    def _place(self) -> None:
        panel = self._panel()
        self._field.setGeometry(panel.left() + 50, panel.top() + 8, panel.width() - 66, FIELD - 16)
        height = panel.height() - FIELD - FOOT - 8
        self._list.setGeometry(
            panel.left() + 8, panel.top() + FIELD + 4, panel.width() - 16, height
        )
        self.update()

    def _on_typed(self, typed: str) -> None:
        self._model.show(self._groups(typed))
        self._step(0, 1)
        self._place()

    def _step(self, start: int, by: int) -> None:
        row = start
        while 0 <= row < self._model.rowCount():
            index = self._model.index(row)
            if self._model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self._list.setCurrentIndex(index)
                return
            row += by

    def _on_clicked(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)
        self._run()

    def _run(self) -> None:
        entry = self._model.entry(self._list.currentIndex())
        self.close_palette()
        if entry is not None and entry.act is not None:
            entry.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc while the field has the keyboard."""
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() is not QEvent.Type.KeyPress:
                return False
            row = self._list.currentIndex().row()
            keys: dict[int, Callable[[], object]] = {
                Qt.Key.Key_Down: lambda: self._step(row + 1, 1),
                Qt.Key.Key_Up: lambda: self._step(row - 1, -1),
                Qt.Key.Key_Return: self._run,
                Qt.Key.Key_Enter: self._run,
                Qt.Key.Key_Escape: self.close_palette,
            }
            if event.key() in keys:
                keys[event.key()]()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self._panel().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scrim, the panel with its shadow, the field's icon, and what the keys do."""
        from ui.widgets.painting import draw_card, draw_shadow

        tokens, panel = self._theme.tokens, QRectF(self._panel())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.scrim)
        draw_shadow(painter, panel, tokens.shadow, 12, 24)
        draw_card(painter, panel, tokens.raised, tokens.border, 12)
        icon = QRectF(panel.left() + 20, panel.top() + 19, 18, 18)
        self._theme.draw_icon(painter, "magnifying-glass", icon)
        painter.setPen(tokens.sep)
        for y in (panel.top() + FIELD, panel.bottom() - FOOT):
            painter.drawLine(round(panel.left()), round(y), round(panel.right()), round(y))
        self._foot(painter, panel)
        painter.end()

    def _foot(self, painter: QPainter, panel: QRectF) -> None:
        painter.setFont(self._theme.ui_font(12))
        painter.setPen(self._theme.tokens.muted)
        rect = QRectF(panel.left() + 20, panel.bottom() - FOOT, panel.width() - 40, FOOT)
        if self._model.rowCount() == 0:
            text = "Nothing is called that. Enter closes."
        else:
            text = "↑ ↓  choose      Enter  run      Esc  close"
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)
