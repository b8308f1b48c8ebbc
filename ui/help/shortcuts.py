"""The sheet of shortcuts (?), made from the declared actions, with a field to find one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.actions import ACTIONS, MENUS, Action, shown_keys
from ui.theme import Theme
from ui.widgets.fields import SearchField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class ShortcutSheet(Sheet):
    """Every action that has a shortcut, by menu; what is typed leaves those it fits."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "Keyboard shortcuts", parent)
        self.setObjectName("shortcuts")
        self._field = SearchField(theme, "Find an action or a key", name="shortcuts-filter")
        self._field.setAccessibleName("Find an action or a key")
        self._field.textChanged.connect(self._on_typed)
        self._none = Label(theme, "No action and no key is called that.", colour="muted")
        self._none.hide()
        self._rows: list[tuple[str, Action, tuple[QWidget, QWidget]]] = []
        self._heads: dict[str, QWidget] = {}
        self.body.addWidget(self._none)
        self.body.addWidget(self._table(theme))
        self.body.addStretch(1)
        self.above.addWidget(self._field)
        self.add_button("Close", self.accept, kind="primary", name="shortcuts-close")
        room = parent.window().size()
        self.resize(min(600, room.width() - 48), min(640, room.height() - 48))
        self._field.setFocus()

    @property
    def found(self) -> list[str]:
        """The ids of the actions that are shown."""
        return [action.id for _words, action, (name, _) in self._rows if not name.isHidden()]

    def _table(self, theme: Theme) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        row = 0
        for menu in MENUS:
            head = self._heads[menu] = Label(theme, menu, role="section")
            head.setContentsMargins(0, 8, 0, 0)
            grid.addWidget(head, row, 0, 1, 2)
            row += 1
            for action in ACTIONS:
                if action.menu == menu and action.keys:
                    name = Label(theme, action.text.rstrip("…"), wrap=True)
                    keys = Label(theme, "  or  ".join(shown_keys(action)), role="meta")
                    grid.addWidget(name, row, 0)
                    grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
                    words = f"{action.text} {action.says} {keys.text()}".casefold()
                    self._rows.append((words, action, (name, keys)))
                    row += 1
        return table

    def _on_typed(self, typed: str) -> None:
        wanted = typed.casefold().split()
        for words, _action, pair in self._rows:
            for widget in pair:
                widget.setVisible(all(word in words for word in wanted))
        found = set(self.found)
        for menu, head in self._heads.items():
            head.setVisible(any(a.menu == menu and a.id in found for _, a, _ in self._rows))
        self._none.setVisible(not found)
