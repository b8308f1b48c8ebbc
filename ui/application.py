"""The composition root: settings, theme, the library to open, and the window on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.errors import LockedLibraryError, SourcebookError
from app.library import create_library, is_library
from app.paths import LIBRARY_VARIABLE, default_library, default_sample, settings_file
from app.settings import LAST_LIBRARY, RECENT_LIBRARIES, THEME, UI_SCALE, WINDOW_GEOMETRY, Settings
from ui.session import open_session
from ui.shell.report import log_to_stderr
from ui.shell.start import StartWindow
from ui.shell.window import MainWindow
from ui.theme import Theme

RECENT = 8


class Application:
    """Opens windows on libraries, one at a time, and remembers which."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        self._qt = qt
        self._settings = settings
        self.theme = Theme(settings.get(THEME))
        self.theme.apply()
        settings.listen(self._on_setting)
        self.window: MainWindow | StartWindow | None = None

    def start(self, folder: Path | None = None) -> None:
        """Open ``folder``, or what was open last, or show the first screen."""
        for wanted in self._candidates(folder):
            if is_library(wanted):
                self.open(wanted)
                return
        self._show_first()

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open the library in ``folder`` in a window; asks for its passphrase where it has one."""
        try:
            session = open_session(folder, passphrase=passphrase)
        except LockedLibraryError as error:
            self._ask_passphrase(folder, error if passphrase is not None else None)
        except SourcebookError as error:
            self._starting().show_error(error)
        else:
            self._remember(folder)
            self._show(MainWindow(self.theme, session, self._settings, self))

    def open_sample(self) -> None:
        """Open the sample library, made on first use beside the user's own."""
        from app.library.sample import create_sample

        folder = default_sample()
        if not is_library(folder):
            self._made(lambda: create_sample(folder).close())
        if is_library(folder):
            self.open(folder)

    def create(self, folder: Path, passphrase: str | None = None) -> None:
        """Make a library in ``folder``, or open the one that is there."""
        if not is_library(folder):
            self._made(lambda: create_library(folder, passphrase=passphrase).close())
        if is_library(folder):
            self.open(folder, passphrase)

    def choose_library(self) -> None:
        """Ask for a folder with a library, or an empty one for a new library."""
        start = str(Path(self._settings.get(LAST_LIBRARY) or default_library()).parent)
        chosen = QFileDialog.getExistingDirectory(self.window, "Open or make a library", start)
        if chosen:
            self.create(Path(chosen))

    def start_own(self) -> None:
        """Leave the sample for the user's own library, or for the first screen."""
        own = default_library()
        if is_library(own):
            self.open(own)
        else:
            self._show_first()

    def recent(self) -> list[Path]:
        """The libraries opened last, the newest first, as far as they are there."""
        paths = (Path(path) for path in self._settings.get(RECENT_LIBRARIES))
        return [path for path in paths if is_library(path)]

    def _candidates(self, folder: Path | None) -> list[Path]:
        if folder is not None:
            return [folder]
        if os.environ.get(LIBRARY_VARIABLE):
            return [default_library()]
        last = self._settings.get(LAST_LIBRARY)
        return [*([Path(last)] if last else []), default_library()]

    def _made(self, make: Callable[[], object]) -> None:
        try:
            make()
        except SourcebookError as error:
            self._starting().show_error(error)

    def _remember(self, folder: Path) -> None:
        path = str(folder.absolute())
        others = [each for each in self._settings.get(RECENT_LIBRARIES) if each != path]
        self._settings.set(RECENT_LIBRARIES, [path, *others][:RECENT])
        self._settings.set(LAST_LIBRARY, path)

    def _show_first(self) -> None:
        window = StartWindow(self.theme)
        window.first_run.start_chosen.connect(
            lambda folder, passphrase: self.create(Path(folder), passphrase)
        )
        window.first_run.sample_chosen.connect(self.open_sample)
        window.first_run.open_chosen.connect(self.choose_library)
        self._show(window)

    def _starting(self) -> StartWindow:
        """The start window; put up when there is another one or none."""
        if not isinstance(self.window, StartWindow):
            self._show_first()
        assert isinstance(self.window, StartWindow)  # noqa: S101 - told to the type checker
        return self.window

    def _ask_passphrase(self, folder: Path, error: LockedLibraryError | None) -> None:
        page = self._starting().ask_passphrase(folder)
        if error is not None:
            page.show_error(error.message)
        page.unlocked_with.connect(lambda passphrase: self.open(folder, passphrase))

    def _show(self, window: MainWindow | StartWindow) -> None:
        old, self.window = self.window, window
        if isinstance(old, QWidget):
            window.setGeometry(old.geometry())
        elif not window.restoreGeometry(_bytes(self._settings.get(WINDOW_GEOMETRY))):
            window.resize(_first_size(self._qt))
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _on_setting(self, setting: object) -> None:
        if setting is THEME:
            self.theme.choose(self._settings.get(THEME))


def run(folder: Path | None = None) -> int:
    """Run the window until it is closed; the exit code."""
    settings = Settings(settings_file())
    os.environ.setdefault("QT_SCALE_FACTOR", str(int(settings.get(UI_SCALE)) / 100))
    qt = QApplication(["sourcebook"])
    qt.setApplicationName("Sourcebook")
    qt.setDesktopFileName("sourcebook")
    qt.setStyle("Fusion")
    application = Application(qt, settings)
    sys.excepthook = lambda _kind, error, _trace: _on_bug(application, error)
    application.start(folder)
    return qt.exec()


def _on_bug(application: Application, error: BaseException) -> None:
    log_to_stderr(error)
    if isinstance(application.window, MainWindow):
        application.window.report_bug(error)


def _bytes(encoded: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(encoded.encode("ascii", "ignore")))


def _first_size(qt: QApplication) -> QSize:
    """Most of a small screen, 1440 × 900 on a larger one."""
    space = qt.primaryScreen().availableGeometry()
    return QSize(min(1440, space.width()), min(900, space.height()))
