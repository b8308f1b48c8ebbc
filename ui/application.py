"""The composition root: settings, theme, the library to open, and the window on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.errors import DamagedLibraryError, LibraryError, LockedLibraryError, SourcebookError
from app.library import Access, create_library, is_library, open_library, restore_library
from app.paths import (
    LIBRARY_VARIABLE,
    default_library,
    default_sample,
    nearest_folder,
    settings_file,
)
from app.settings import (
    LAST_LIBRARY,
    RECENT_LIBRARIES,
    REDUCED_MOTION,
    THEME,
    UI_SCALE,
    WINDOW_GEOMETRY,
    Settings,
)
from ui.collecting import Collector
from ui.jobs import JobProgress
from ui.session import Session, open_session
from ui.shell.window import MainWindow
from ui.shell.work import Work
from ui.theme import Theme

# A library that opens needs neither.
if TYPE_CHECKING:
    from ui.library.unlock import UnlockPage
    from ui.shell.start import StartWindow, Way

SCALE = "QT_SCALE_FACTOR"
RECENT = 8

TURN = 0.001
"""Seconds after which another thread lets the window go on; Python's own 5 ms add up in a paint."""


class Application:
    """Opens windows on libraries, one at a time, and remembers which."""

    def __init__(self, qt: QApplication, settings: Settings) -> None:
        self._qt = qt
        self._settings = settings
        self.theme = Theme(settings.get(THEME))
        self.theme.reduced_motion = settings.get(REDUCED_MOTION)
        self.theme.apply()
        settings.listen(self._on_setting)
        self.window: MainWindow | StartWindow | None = None
        self._start: StartWindow | None = None
        self.restarting = False
        self._work = Work(self.report_bug)
        qt.aboutToQuit.connect(self.close)

    def start(self, folder: Path | None = None) -> None:
        """Open ``folder``, or what was open last, or show the first screen."""
        _tidy(default_sample())
        for wanted in self._candidates(folder):
            if is_library(wanted):
                self.open(wanted)
                return
        last = self._settings.get(LAST_LIBRARY)
        if folder is None and last and Path(last) != default_sample():
            self._show_error(Path(last), _vanished(Path(last)))
        else:
            self._show_first()

    # Opening --------------------------------------------------------------------------------------

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        """Open the library in ``folder`` in a window; asks for its passphrase where it has one."""
        if passphrase is not None:
            self._unlock(folder, passphrase)
            return
        try:
            session = open_session(folder)
        except LockedLibraryError:
            self._ask_passphrase(folder)
        except SourcebookError as error:
            self._show_error(folder, error)
        else:
            self._opened(session)

    def reload(self) -> None:
        """Open the library of this window anew, so that it can be changed where it couldn't."""
        if isinstance(self.window, MainWindow):
            session = self.window.session.again()
            if session is not None:
                self._opened(session)
            else:
                self.window.say("It still can’t be changed here. You can go on reading.")

    def _unlock(self, folder: Path, passphrase: str) -> None:
        """Try a passphrase, which takes its time by design."""
        window = self._starting()

        def failed(error: SourcebookError) -> None:
            if isinstance(error, LockedLibraryError) and self._asking is not None:
                self._asking.show_error(error.message)
            elif isinstance(error, LockedLibraryError):
                self._ask_passphrase(folder)
            else:
                self._show_error(folder, error)

        self._work.run(
            window.show_busy("Unlocking"),
            lambda _progress: open_library(folder, Access.EITHER, passphrase=passphrase),
            lambda library: self._opened(Session(library)),
            failed,
            _nothing,
        )

    def _opened(self, session: Session) -> MainWindow:
        self._asking = None
        self._remember(session.folder)
        window = MainWindow(self.theme, session, self._settings, self)
        then, self.then = self.then, None
        if then is not None and then[0] == session.folder:
            then[1](window)
        self._show(window)
        return window

    then: tuple[Path, Callable[[MainWindow], object]] | None = None
    """What is done with the next window, where it is on this folder: going back to a place."""

    _asking: UnlockPage | None = None

    def _ask_passphrase(self, folder: Path) -> None:
        page = self._starting().ask_passphrase(folder)
        page.unlocked_with.connect(lambda passphrase: self.open(folder, passphrase))
        page.recovery_wanted.connect(lambda: self._recover(folder))
        page.other_wanted.connect(self.choose_library)
        self._asking = page

    def _recover(self, folder: Path) -> None:
        """Ask for the recovery code and a new passphrase, and open the library with that."""
        from ui.securing.recovery import RecoverySheet

        sheet = RecoverySheet(self.theme, folder, self.window, self.report_bug)
        sheet.passphrase_set.connect(lambda passphrase: self.open(folder, passphrase))
        sheet.open()

    def lock(self) -> None:
        """Close the library of this window, if it is encrypted, and ask for its passphrase."""
        from ui.shell.locking import lock

        lock(self)

    def rewrite(self, now: str, new: str) -> None:
        """Turn encryption on or off for the library of this window."""
        from ui.shell.locking import rewrite

        rewrite(self, now, new)

    # Making ---------------------------------------------------------------------------------------

    def open_sample(self) -> None:
        """Open the sample library, made on first use beside the user's own."""
        folder = default_sample()
        if is_library(folder):
            self.open(folder)
            return
        self._make(
            folder,
            "Making the sample",
            lambda progress: _create_sample(folder, progress),
            self._show_first,
        )

    def reset_sample(self) -> None:
        """Make the sample in this window anew; stopped or failed, it is as it was."""
        if not (isinstance(self.window, MainWindow) and self.window.session.sample):
            return
        folder = self.window.session.folder
        self._show_first()
        self._make(
            folder,
            "Making the sample anew",
            lambda progress: _reset_sample(folder, progress),
            lambda: self.open(folder),
        )

    def create(self, folder: Path, passphrase: str | None = None) -> None:
        """Make a library in ``folder``, or open the one that is there."""
        if is_library(folder):
            self.open(folder, passphrase)
        elif passphrase is None:
            try:
                create_library(folder).close()
            except SourcebookError as error:
                self._show_error(folder, error)
            else:
                self.open(folder)
        else:
            self._work.run(
                self._starting().show_busy("Making your library"),
                lambda _progress: create_library(folder, passphrase=passphrase),
                lambda library: self._opened(Session(library)),
                lambda error: self._show_error(folder, error),
                _nothing,
            )

    def _make(
        self,
        folder: Path,
        title: str,
        work: Callable[[JobProgress], object],
        stopped: Callable[[], object],
    ) -> None:
        self._work.run(
            self._starting().show_busy(title),
            work,
            lambda _done: self.open(folder),
            lambda error: self._show_error(folder, error),
            stopped,
        )

    # Choosing -------------------------------------------------------------------------------------

    def choose_library(self) -> None:
        """Ask for a folder with a library, or an empty one for a new library."""
        start = nearest_folder(Path(self._settings.get(LAST_LIBRARY) or default_library()).parent)
        chosen = QFileDialog.getExistingDirectory(self.window, "Open or make a library", str(start))
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

    def restart(self) -> None:
        """Close the window and start the program again, as after another size was chosen."""
        self.restarting = True
        if self.window is not None:
            self.window.close()
        self._qt.quit()

    def report_bug(self, error: BaseException) -> None:
        """Tell of a mistake of the program in the window that is there."""
        from ui.shell.bugs import BugSheet
        from ui.shell.report import log_to_stderr

        log_to_stderr(error)
        if self.window is not None:
            BugSheet(self.theme, error, self.window).open()

    def close(self) -> None:
        """Stop what is being made and wait for it."""
        self._work.close()

    # Errors ---------------------------------------------------------------------------------------

    def _show_error(self, folder: Path, error: SourcebookError) -> None:
        """Say in place why a library can't be opened or made, and what leads on."""
        again: list[Way] = [("Try again", lambda: self._again(folder))]
        restore: list[Way] = [("Restore a backup…", lambda: self._restore(folder))]
        damaged = isinstance(error, DamagedLibraryError)
        ways = [*(restore if damaged else ()), *again]
        ways += [("Open another library…", self.choose_library), ("Start page", self._show_first)]
        self._starting().show_error(error, ways)

    def _again(self, folder: Path) -> None:
        if is_library(folder):
            self.open(folder)
        else:
            self._show_error(folder, _vanished(folder))

    def _restore(self, folder: Path) -> None:
        """Ask for a backup and unpack it into a new folder beside the damaged library."""
        backups = folder / "backups"
        start = str(backups if backups.is_dir() else folder.parent)
        file, _ = QFileDialog.getOpenFileName(
            self.window, "Restore a backup", start, "Backups (*.zip)"
        )
        if file:
            target = _free_beside(folder)
            self._make(
                target,
                "Restoring the backup",
                lambda _progress: restore_library(Path(file), target),
                lambda: self.open(folder),
            )

    # Windows --------------------------------------------------------------------------------------

    def _candidates(self, folder: Path | None) -> list[Path]:
        if folder is not None:
            return [folder]
        if os.environ.get(LIBRARY_VARIABLE):
            return [default_library()]
        last = self._settings.get(LAST_LIBRARY)
        return [Path(last)] if last else [default_library()]

    def _remember(self, folder: Path) -> None:
        path = str(folder.absolute())
        self._settings.change(
            RECENT_LIBRARIES, lambda now: [path, *(each for each in now if each != path)][:RECENT]
        )
        self._settings.set(LAST_LIBRARY, path)

    def _show_first(self) -> None:
        self._starting().show_first()

    def _starting(self) -> StartWindow:
        """The start window; put up when there is another one or none."""
        if self._start is not None and self._start is self.window:
            return self._start
        from ui.shell.start import StartWindow

        window = self._start = StartWindow(self.theme)
        window.first_run.start_chosen.connect(
            lambda folder, passphrase: self.create(Path(folder), passphrase)
        )
        window.first_run.sample_chosen.connect(self.open_sample)
        window.first_run.open_chosen.connect(self.choose_library)
        self._show(window)
        return window

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
        elif setting is REDUCED_MOTION:
            self.theme.reduced_motion = self._settings.get(REDUCED_MOTION)


def run(folder: Path | None = None) -> int:
    """Run the window until it is closed; the exit code."""
    settings = Settings(settings_file())
    given = os.environ.get(SCALE)
    if given is None:
        os.environ[SCALE] = str(int(settings.get(UI_SCALE)) / 100)
    sys.setswitchinterval(TURN)
    qt = QApplication(["sourcebook"])
    qt.setApplicationName("Sourcebook")
    qt.setDesktopFileName("sourcebook")
    qt.setStyle("Fusion")
    collector = Collector()
    application = Application(qt, settings)
    sys.excepthook = lambda _kind, error, _trace: application.report_bug(error)
    application.start(folder)
    code = qt.exec()
    collector.stop()
    if application.restarting:
        if given is None:
            del os.environ[SCALE]
        _start_again()
    return code


def _start_again() -> None:
    """Run this program once more with the arguments it was given, in its place where that goes."""
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(command)
    else:
        os.execv(command[0], command)  # noqa: S606  (it is this very program)


def _create_sample(folder: Path, progress: JobProgress) -> None:
    from app.library.sample import create_sample  # seldom needed

    create_sample(folder, progress=progress).close()


def _reset_sample(folder: Path, progress: JobProgress) -> None:
    from app.library.sample import reset_sample  # as seldom

    reset_sample(folder, progress=progress).close()


def _tidy(sample: Path) -> None:
    """Finish what was cut short when the sample was made."""
    if any(sample.parent.glob(".making-*")):
        from app.library.sample import tidy_sample

        tidy_sample(sample)


def _vanished(folder: Path) -> LibraryError:
    return LibraryError(
        f"The library “{folder.name}” isn’t where it was.",
        hint="Its folder may lie on a disk that isn’t connected, or it was moved or renamed.",
        detail=str(folder),
        code="no-library",
    )


def _free_beside(folder: Path) -> Path:
    """A new folder's name beside a library."""
    names = (f"{folder.name}-restored{f'-{n}' if n > 1 else ''}" for n in count(1))
    return next(path for path in map(folder.with_name, names) if not path.exists())


def _nothing() -> None:
    """What is done when the user stops what changes nothing."""


def _bytes(encoded: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(encoded.encode("ascii", "ignore")))


_FRAME, _TITLE_BAR = 8, 40
"""What the frames of usual desktops take: none tells before its window is there."""


def _first_size(qt: QApplication) -> QSize:
    """Most of a small screen, 1440 × 900 on a larger one; its frame has to fit there too."""
    space = qt.primaryScreen().availableGeometry()
    return QSize(min(1440, space.width() - _FRAME), min(900, space.height() - _TITLE_BAR))
