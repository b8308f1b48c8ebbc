"""The manual's table of actions, made from their declarations.

``python -m ui.help.manual`` prints it; a test holds ``docs/manual/window.md`` to it.
"""

from __future__ import annotations

import sys

from ui.actions import ACTIONS, MENUS

HEAD = "| action | keys | what it does |\n|---|---|---|\n"


def table() -> str:
    """All actions by menu, as Markdown tables."""
    return "\n".join(f"### {menu}\n{HEAD}{_rows(menu)}" for menu in MENUS)


def _rows(menu: str) -> str:
    rows = []
    for action in ACTIONS:
        if action.menu == menu:
            keys = ", ".join(f"`{key}`" for key in action.keys)
            rows.append(f"| {action.text.rstrip('…')} | {keys} | {action.says} |\n")
    return "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table())
