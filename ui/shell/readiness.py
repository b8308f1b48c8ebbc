"""What is loaded while nobody waits: adding files would else stop the window for a while."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

LOADED = ("app.intake", "app.intake.clipping", "app.exchange.pasted")
"""Modules of the app that the page of added files needs: a fifth of a second to load them."""
PAGE = (
    "ui.adding.lines",
    "ui.adding.model",
    "ui.adding.list",
    "ui.adding.pasting",
    "ui.adding.page",
)
"""Its own, loaded on the GUI thread one at a time, since they make Qt's classes."""

_AFTER = 1_500
"""Milliseconds from the start on; by then the window is painted and a text is open."""
_BETWEEN = 50


def get_ready(window: MainWindow) -> None:
    """Have the modules loaded beside the window, once it has been quiet for a moment."""
    QTimer.singleShot(_AFTER, window, lambda: _load(window))


def _load(window: MainWindow) -> None:
    window.session.jobs.in_background(_load_modules, lambda _: _load_page(window, PAGE), _nothing)


def _load_modules() -> None:
    for name in LOADED:
        import_module(name)


def _load_page(window: MainWindow, names: tuple[str, ...]) -> None:
    import_module(names[0])
    if names[1:]:
        QTimer.singleShot(_BETWEEN, window, lambda: _load_page(window, names[1:]))


def _nothing(_error: BaseException) -> None:
    """Whoever needs a module later loads it there, and is told what is wrong with it."""
