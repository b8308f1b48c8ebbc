"""The sheet of shortcuts (?), made from the declared actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.actions import ACTIONS, MENUS, shown_keys
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class ShortcutSheet(Sheet):
    """Every action that has a shortcut, by menu."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "Keyboard shortcuts", parent)
        self.setObjectName("shortcuts")
        area = QScrollArea()
        area.setObjectName("shortcuts-list")
        area.setAccessibleName("Keyboard shortcuts")
        area.setWidgetResizable(True)
        area.setMinimumSize(min(560, parent.width() - 120), min(520, parent.height() - 200))
        area.setWidget(_table(theme))
        self.body.addWidget(area)


def _table(theme: Theme) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    row = 0
    for menu in MENUS:
        grid.addWidget(Label(theme, menu, role="section"), row, 0, 1, 2)
        row += 1
        for action in ACTIONS:
            if action.menu == menu and action.keys:
                grid.addWidget(Label(theme, action.text.rstrip("…")), row, 0)
                keys = Label(theme, "  or  ".join(shown_keys(action)), role="meta")
                grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
    return table
