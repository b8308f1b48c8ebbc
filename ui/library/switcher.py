"""The menu at the head of the sidebar: this library, those opened lately, the sample, another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.paths import default_sample
from ui.theme import Theme


class Current(Protocol):
    """The library that is open."""

    @property
    def folder(self) -> Path:
        """Where it lies."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sample(self) -> bool:
        """Whether it is the sample."""


class Opener(Protocol):
    """What opens another library."""

    def open(self, folder: Path) -> None:
        """Open the library in a folder."""

    def open_sample(self) -> None:
        """Open the sample."""

    def choose_library(self) -> None:
        """Ask for a folder with a library, or for a new one."""

    def recent(self) -> list[Path]:
        """The libraries opened last, the newest first."""


def fill_switcher(menu: QMenu, theme: Theme, current: Current, opener: Opener) -> None:
    """Fill ``menu`` with the libraries one can go to; the current one is ticked."""
    menu.setObjectName("switcher")
    menu.setAccessibleName("Libraries")
    here = menu.addAction(theme.qicon("check"), _plain(current.name))
    here.setObjectName("switcher-current")
    here.setToolTip(str(current.folder))
    menu.setToolTipsVisible(True)
    for folder in others(opener.recent(), current.folder):
        entry = _add(menu, theme, "books", _plain(folder.name), _opening(opener, folder))
        entry.setToolTip(str(folder))
    if not current.sample:
        _add(menu, theme, "graduation-cap", "The sample", opener.open_sample)
    menu.addSeparator()
    _add(menu, theme, "folder-open", "Open or make another…", opener.choose_library)


def others(recent: list[Path], current: Path) -> list[Path]:
    """The recent libraries without the current one and the sample, which have their own lines."""
    away = {current.absolute(), default_sample().absolute()}
    return [folder for folder in recent if folder.absolute() not in away]


def _plain(name: str) -> str:
    """A name in which no letter becomes a shortcut."""
    return name.replace("&", "&&")


def _opening(opener: Opener, folder: Path) -> Callable[[], None]:
    return lambda: opener.open(folder)


def _add(menu: QMenu, theme: Theme, icon: str, text: str, act: Callable[[], None]) -> QAction:
    entry = menu.addAction(theme.qicon(icon), text)
    entry.triggered.connect(lambda _checked=False: act())
    return entry
