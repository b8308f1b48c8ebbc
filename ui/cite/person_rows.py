"""The names of a field, a row each: typed in parts, moved by dragging or Alt and the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from ui.cite.people import INSTITUTION, PERSON, SINGLE, WORDS, PersonDraft, split_typed
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

_ONE = {
    "author": "author", "editor": "editor", "translator": "translator", "director": "director",
    "host": "host", "guest": "guest", "interviewer": "interviewer", "recipient": "recipient",
}  # fmt: skip


class PersonRow(QWidget):
    """One name; ``moved`` by -1 or 1, ``removed``, ``several`` typed at once, ``changed``."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()
    several = Signal(list)

    def __init__(self, theme: Theme, field: str, draft: PersonDraft) -> None:
        super().__init__()
        self._theme, self._field, self._draft = theme, field, draft
        self._edits: dict[str, QLineEdit] = {}
        self.grip = _Grip(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        self._second = QWidget()
        self._second.setLayout(second)
        second.setContentsMargins(22, 0, 0, 4)
        for line in (first, second):
            line.setSpacing(4)
        first.addWidget(self.grip)
        for line, part, words, stretch in (
            (first, "family", "Family name", 3), (first, "given", "Given names", 3),
            (second, "particle", "Particle", 2), (second, "suffix", "Suffix", 1),
            (second, "native", "In its own script", 4),
        ):  # fmt: skip
            line.addWidget(self._edit(part, words), stretch)
        self._menu = IconButton(theme, "dots-three", "Kind of name", size=28)
        self._menu.setObjectName(f"{field}-kind")
        self._menu.clicked.connect(self._on_menu)
        self._script = IconButton(theme, "translate", "Name in its own script", size=28)
        self._script.setObjectName(f"{field}-script")
        self._script.setCheckable(True)
        self._script.clicked.connect(self._on_script)
        remove = IconButton(theme, "x", f"Remove {_ONE.get(field, 'name')}", size=28)
        remove.setObjectName(f"{field}-remove")
        remove.clicked.connect(self.removed)
        self._remove = remove
        for button in (self._script, self._menu, remove):
            first.addWidget(button)
        column.addLayout(first)
        column.addWidget(self._second)
        self._more = bool(draft.particle or draft.suffix)
        self._in_script = bool(draft.native) or draft.transliterated
        self._show_kind()

    @property
    def draft(self) -> PersonDraft:
        """The name as it is typed now."""
        now = self._draft_typed()
        if self._draft.kind != PERSON:
            now = replace(now, given="", particle="", suffix="")
        return now

    @property
    def in_order(self) -> list[QWidget]:
        """What Tab goes through in this row."""
        edits = self._edits
        return [
            edits["family"], edits["given"], self._script, self._menu, self._remove,
            edits["particle"], edits["suffix"], edits["native"],
        ]  # fmt: skip

    def edit(self, part: str = "family") -> QLineEdit:
        """The field of a part: family, given, particle, suffix or native."""
        return self._edits[part]

    def complete_with(self, people: QCompleter, institutions: QCompleter) -> None:
        """Offer names that the library knows."""
        self._completers = (people, institutions)
        self._show_kind()

    _completers: tuple[QCompleter, QCompleter] | None = None

    def set_kind(self, kind: str) -> None:
        """Make it a person, a single name or an institution; what is typed stays."""
        now = self.draft
        if kind != PERSON and now.given:
            self._edits["family"].setText(f"{now.given} {now.family}".strip())
            self._edits["given"].clear()
        self._draft = replace(now, kind=kind)
        self._show_kind()
        self.changed.emit()

    def show_more(self, shown: bool = True) -> None:
        """Show particle and suffix, or only hide them where they are empty."""
        now = self._draft_typed()
        self._more = shown or bool(now.particle or now.suffix)
        self._show_kind()

    def show_script(self, shown: bool = True) -> None:
        """Show the name in its own script, or hide the field where it is empty."""
        self._in_script = shown or bool(self._edits["native"].text())
        self._show_kind()

    def _on_script(self) -> None:
        self.show_script(self._script.isChecked())
        if self._in_script:
            self._edits["native"].setFocus()

    def _draft_typed(self) -> PersonDraft:
        parts: dict[str, Any] = {part: edit.text() for part, edit in self._edits.items()}
        return replace(self._draft, **parts)

    def _edit(self, part: str, words: str) -> QLineEdit:
        edit = QLineEdit(getattr(self._draft, part))
        edit.setObjectName(f"{self._field}-{part}")
        edit.setAccessibleName(words)
        edit.setPlaceholderText(words)
        edit.setFont(self._theme.ui_font(13))
        edit.setCursorPosition(0)
        edit.textEdited.connect(lambda _text: self.changed.emit())
        edit.installEventFilter(self)
        if part == "family":
            edit.editingFinished.connect(self._on_family)
        elif part in ("given", "particle"):
            edit.editingFinished.connect(self._look_at_script)
        self._edits[part] = edit
        return edit

    def _show_kind(self) -> None:
        kind = self._draft.kind
        more = self._more and kind == PERSON
        for part, visible in (
            ("given", kind == PERSON), ("particle", more), ("suffix", more),
            ("native", self._in_script),
        ):  # fmt: skip
            self._edits[part].setVisible(visible)
        self._second.setVisible(more or self._in_script)
        self._script.setChecked(self._in_script)
        words = {PERSON: "Family name", SINGLE: "Name", INSTITUTION: "Institution"}[kind]
        self._edits["family"].setPlaceholderText(words)
        self._edits["family"].setAccessibleName(words)
        if self._completers is not None:
            self._edits["family"].setCompleter(self._completers[kind != PERSON])

    def _on_family(self) -> None:
        """Tell "Family, Given", or several names at once, apart when the field is left."""
        self._look_at_script()
        text = self._edits["family"].text()
        if self._draft.kind != PERSON or self._edits["given"].text():
            return
        found = split_typed(text) if ";" in text or "," in text else []
        if found:
            first, *rest = found
            self._take(first)
            if rest:
                self.several.emit(rest)

    def _take(self, draft: PersonDraft) -> None:
        self._draft = draft
        for part, edit in self._edits.items():
            if part != "native":
                edit.setText(getattr(draft, part))
        self._more = self._more or bool(draft.particle or draft.suffix)
        self._look_at_script()
        self._show_kind()
        self.changed.emit()

    def _look_at_script(self) -> None:
        """Have the field for the own script there where the name looks romanised."""
        if not self._in_script and self._draft_typed().transliterated:
            self.show_script()

    def _on_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("person-menu")
        group = QActionGroup(menu)
        for kind, words in WORDS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(kind == self._draft.kind)
            action.triggered.connect(lambda _on=False, kind=kind: self.set_kind(kind))
            group.addAction(action)
        menu.addSeparator()
        for words, on, show in (
            ("Particle and suffix", self._more, self.show_more),
            ("Name in its own script", self._in_script, self.show_script),
        ):
            more = menu.addAction(words)
            more.setCheckable(True)
            more.setChecked(on)
            more.toggled.connect(show)
        menu.addSeparator()
        for words, by in (("Move up\tAlt+Up", -1), ("Move down\tAlt+Down", 1)):
            menu.addAction(words).triggered.connect(lambda _on=False, by=by: self.moved.emit(by))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu.mapToGlobal(QPoint(0, self._menu.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt with up or down moves the row."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if way and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(way)
                return True
        return super().eventFilter(watched, event)


class _Grip(QWidget):
    """Six dots to drag a row by; the keyboard has Alt and the arrows."""

    def __init__(self, theme: Theme, row: PersonRow) -> None:
        super().__init__()
        self._theme, self._row = theme, row
        self._from: float | None = None
        self.setObjectName("name-grip")
        self.setAccessibleName("Drag to another place")
        self.setFixedSize(18, 30)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip("Drag to another place (Alt+Up, Alt+Down)")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots."""
        painter = QPainter(self)
        rect = self.rect().adjusted(1, 7, -1, -7).toRectF()
        self._theme.draw_icon(painter, "dots-six-vertical", rect)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the drag began."""
        self._from = event.globalPosition().y()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the row once the pointer has left it."""
        if self._from is None:
            return
        away = event.globalPosition().y() - self._from
        if abs(away) > self._row.height() * 0.75:
            self._from = event.globalPosition().y()
            self._row.moved.emit(1 if away > 0 else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over."""
        self._from = None


class PeopleField(QWidget):
    """The rows of a field under its label; there is always one more to type in."""

    changed = Signal()

    def __init__(
        self, theme: Theme, field: str, label: str, hint: str, drafts: Sequence[PersonDraft]
    ) -> None:
        super().__init__()
        self._theme, self._field = theme, field
        self.setObjectName(f"reference-{field}")
        self._rows: list[PersonRow] = []
        self._completers: tuple[QCompleter, QCompleter] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Label(theme, label, role="meta", colour="text2"))
        if hint:
            self._column.addWidget(Label(theme, hint, role="meta", wrap=True))
        self._first = self._column.count()
        self._add: Button | None = None
        for draft in drafts or [PersonDraft()]:
            self.add(draft)
        # Made after the rows: Tab goes through widgets in the order in which they were made.
        self._add = Button(
            theme, f"Add {_ONE.get(field, 'name')}", kind="link", name=f"{field}-add", height=24
        )
        self._add.clicked.connect(lambda: self.add(PersonDraft()).edit().setFocus())
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    @property
    def rows(self) -> list[PersonRow]:
        """The rows in their order."""
        return list(self._rows)

    @property
    def drafts(self) -> list[PersonDraft]:
        """The names as they are typed now."""
        return [row.draft for row in self._rows]

    def show_script(self) -> None:
        """Have the field for the own script there in each row with a name."""
        for row in self._rows:
            if not row.draft.empty:
                row.show_script()

    def complete_with(self, people: QCompleter, institutions: QCompleter) -> None:
        """Offer names that the library knows."""
        self._completers = (people, institutions)
        for row in self._rows:
            row.complete_with(people, institutions)

    def add(self, draft: PersonDraft, place: int | None = None) -> PersonRow:
        """Another row, at the end unless a place is given."""
        row = PersonRow(self._theme, self._field, draft)
        at = len(self._rows) if place is None else place
        self._rows.insert(at, row)
        self._column.insertWidget(self._first + at, row)
        if self._completers is not None:
            row.complete_with(*self._completers)
        row.changed.connect(self.changed)
        row.moved.connect(lambda by: self.move_row(row, by))
        row.removed.connect(lambda: self.remove(row))
        row.several.connect(lambda drafts: self._add_after(row, drafts))
        self._in_tab_order()
        return row

    def remove(self, row: PersonRow) -> None:
        """Take a row away; the last one is only emptied."""
        place = self._rows.index(row)
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self._rows:
            self.add(PersonDraft())
        self._rows[min(place, len(self._rows) - 1)].edit().setFocus()
        self.changed.emit()

    def move_row(self, row: PersonRow, by: int) -> None:
        """Move a row up or down by one; at the end it stays."""
        place = self._rows.index(row)
        target = place + by
        if not 0 <= target < len(self._rows):
            return
        self._rows.insert(target, self._rows.pop(place))
        self._column.removeWidget(row)
        self._column.insertWidget(self._first + target, row)
        self._in_tab_order()
        self.changed.emit()

    def _in_tab_order(self) -> None:
        """Have Tab go through the rows as they stand, then to the button that adds one."""
        if self._add is None:
            return
        widgets = [widget for row in self._rows for widget in row.in_order]
        for first, second in pairwise([*widgets, self._add]):
            QWidget.setTabOrder(first, second)

    def _add_after(self, row: PersonRow, drafts: Sequence[PersonDraft]) -> None:
        place = self._rows.index(row)
        for number, draft in enumerate(drafts, 1):
            self.add(draft, place + number)
        self.changed.emit()
