"""Pictures of every screen: ``python -m tests.support.screenshots FOLDER [WIDTHxHEIGHT …]``.

Made offscreen from the sample library, in a folder of its own; to be looked at, not compared.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SIZES = ("1280x800", "1920x1080")


def main(folder: Path, sizes: list[str]) -> None:
    """Write the pictures into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as own:
        os.environ["SOURCEBOOK_CONFIG"] = f"{own}/config"
        os.environ["XDG_DATA_HOME"] = f"{own}/data"
        folder.mkdir(parents=True, exist_ok=True)
        _take(folder, sizes or list(SIZES), Path(own))


def _take(folder: Path, sizes: list[str], own: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from app.settings import THEME, Settings
    from ui.application import Application
    from ui.shell.window import MainWindow

    qt = QApplication(["screenshots"])
    qt.setStyle("Fusion")
    settings = Settings(None)
    settings.set(THEME, "light")
    application = Application(qt, settings)
    application.start(own / "nothing")
    for size in sizes:
        wide, high = (int(part) for part in size.split("x"))
        _shot(application, folder / f"first-run-{size}.png", wide, high)
    application.create(own / "empty")
    for size in sizes:
        wide, high = (int(part) for part in size.split("x"))
        _shot(application, folder / f"empty-{size}.png", wide, high)
    application.open_sample()
    while not (isinstance(application.window, MainWindow) and application.window.session.sample):
        _pause(100)  # it is made beside the window
    for size in sizes:
        wide, high = (int(part) for part in size.split("x"))
        for theme in ("light", "sepia", "dark"):
            settings.set(THEME, theme)
            for name, act in _states(application).items():
                act()
                _shot(application, folder / f"{name}-{theme}-{size}.png", wide, high)
    application.window.close()


def _states(application: object) -> dict[str, Callable[[], object]]:
    window = application.window  # type: ignore[attr-defined]
    rows = {row.title: row.id for row in window.session.library.rows(window.list.model.ids)}
    reading = next(id_ for title, id_ in rows.items() if title.startswith("Reading a"))
    arabic = next(id_ for title, id_ in rows.items() if "māq" in title)
    act = {name: window.actions_[name].trigger for name in ("show-marks", "show-notes", "focus")}
    missing = str(Path(__file__).with_name("missing.html"))
    return {
        "main": lambda: window.open_document(reading),
        "arabic": lambda: window.open_document(arabic),
        "focus": act["focus"],
        "unfocus": act["focus"],
        "marks": act["show-marks"],
        "notes": act["show-notes"],
        "search": lambda: window.search("Amaq"),
        "nothing-found": lambda: window.search("zzzzzz"),
        "error": lambda: window.add_files([missing]),
    }


def _shot(application: object, file: Path, wide: int, high: int) -> None:
    window = application.window  # type: ignore[attr-defined]
    window.resize(wide, high)
    _pause(900)
    window.grab().save(str(file))


def _pause(milliseconds: int) -> None:
    """A loop of its own, so that the other threads get their turn."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
