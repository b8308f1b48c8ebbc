"""Keeps a library's .bib files up to date: after changes pause, and never in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.errors import SourcebookError
from app.library.debounce import Debounce
from ui.keeping.files import Kept, brought_up_to_date
from ui.session import Session

_FIRST = 300
"""Milliseconds after which the files are looked at when a window has just opened."""


class Keeper(QObject):
    """``told`` whenever the files were looked at; ``kept`` is how they stood then."""

    told = Signal()

    def __init__(self, session: Session, parent: QObject, *, pause: float = 2.0) -> None:
        super().__init__(parent)
        self.setObjectName("keeper")
        self._session = session
        self._debounce = Debounce(pause)
        self._running = False
        self.kept: tuple[Kept, ...] = ()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        if session.writable:
            session.history_changed.connect(self._on_history)
            session.closing.connect(self._on_closing)
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication):
                application.applicationStateChanged.connect(self._on_state)
            QTimer.singleShot(_FIRST, self, self.look)

    @property
    def wanted(self) -> bool:
        """Whether the library has such files at all."""
        return not self._session.closed and bool(self._session.library.auto_exports())

    def look(self) -> None:
        """Bring the files up to date now, where there are any."""
        if self.wanted:
            self.run()
        elif self.kept:
            self._take(())

    def run(self, overwrite: Sequence[str] = (), done: Callable[[], object] | None = None) -> None:
        """Bring every file up to date; those in ``overwrite`` whatever others wrote into them."""
        self._running = True

        def told(kept: tuple[Kept, ...]) -> None:
            self._take(kept)
            if done is not None:
                done()

        self._session.work(
            lambda library: brought_up_to_date(library, overwrite), told, self._on_failed
        )

    def _take(self, kept: tuple[Kept, ...]) -> None:
        self._running = False
        self.kept = kept
        self.told.emit()

    def _on_failed(self, _error: SourcebookError) -> None:
        """What hinders a single file is told with it; the library itself says the rest."""
        self._running = False

    def _on_history(self, _undo: str, _redo: str) -> None:
        self._debounce.touch()
        self._wait()

    def _wait(self) -> None:
        left = self._debounce.remaining()
        if left is not None:
            self._timer.start(round(left * 1000) + 1)

    def _on_time(self) -> None:
        # Under a long change the next look waits for it instead of queueing up.
        if self._running:
            self._timer.start(500)
        elif self._debounce.take():
            self.look()
        else:
            self._wait()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the window may have written a file elsewhere meanwhile."""
        if state is Qt.ApplicationState.ApplicationActive and self.kept:
            self._on_history("", "")

    def _on_closing(self) -> None:
        """What changed last is written too, before the library is closed."""
        self._timer.stop()
        if self._debounce.remaining() is not None and self.wanted:
            self.run()
