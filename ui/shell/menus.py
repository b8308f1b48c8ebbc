"""The menu bar and the menus, made from the declared actions."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from ui.actions import MENUS, Actions

_BREAK_BEFORE = {
    "new-reference", "recent-imports", "export", "switch-library", "duplicates", "back-up",
    "passphrase",
    "preferences", "quit", "search", "find-in-text", "add-document-note", "edit-tags",
    "copy-citation", "delete-documents", "write-note", "delete-mark", "next-mark", "contents",
    "next-theme", "sidebar", "next-pane", "back", "go-to-paragraph", "show-documents", "about",
}  # fmt: skip
"""The actions that begin a new group in their menu."""


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Put every declared action into its menu, in the order declared."""
    menus = {name: bar.addMenu(name) for name in MENUS}
    for action, made in actions:
        menu = menus[action.menu]
        if action.id in _BREAK_BEFORE and not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(made)


def menu_of(actions: Actions, ids: tuple[str, ...], menu: QMenu) -> QMenu:
    """Fill a menu with some actions; an empty id is a separator."""
    for id_ in ids:
        if id_:
            menu.addAction(actions[id_])
        else:
            menu.addSeparator()
    return menu
