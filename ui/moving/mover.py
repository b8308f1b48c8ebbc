"""The move that a window has at work: it goes on while its sheet is closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import CancelledError, SourcebookError
from app.exchange.moving import Choices
from app.library import Imported
from ui.jobs import JobProgress
from ui.library.presenter import shown
from ui.moving.choosing import Found, left_out
from ui.moving.report import Report
from ui.session import Session

_TOLD_TOGETHER = 60
"""Milliseconds for which news are gathered: a library tells thousands."""


class Mover(QObject):
    """Moves one library in at a time. ``stepped`` and ``ended`` say that there is news."""

    stepped = Signal()
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._progress: JobProgress | None = None
        self._done, self._total = 0, 0
        self.report: Report | None = None
        self._news = QTimer(self, singleShot=True, interval=_TOLD_TOGETHER)
        self._news.timeout.connect(self.stepped)
        session.closing.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether a move is at work."""
        return self._progress is not None

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self._done / self._total if self._total else 0.0

    @property
    def words(self) -> str:
        """How far it is."""
        name = shown(Path(self.report.source).name) if self.report else ""
        if self._total < 2:
            return f"Reading {name}."
        return f"{self._done:,} of {self._total:,} entries looked at."

    def begin(self, found: Found, choices: Choices) -> None:
        """Move in what was found, as chosen; nothing where another move is at work."""
        if self.running:
            return
        self._done, self._total = 0, 0
        self.report = Report(found.path, left_out(choices, found.parts))
        # What comes back comes by a queued signal, never before this returns.
        self._progress = self._session.add_files(
            [found.path], step=self._on_step, imported=self._on_imported, done=self._on_ended,
            failed=self._on_ended, choices=choices,
        )  # fmt: skip
        self.stepped.emit()

    def cancel(self) -> None:
        """Stop; what came before is kept."""
        if self._progress is not None:
            self._progress.cancel()

    def _on_step(self, done: int, total: int, _what: str) -> None:
        self._done, self._total = done, total
        self._tell()

    def _on_imported(self, line: Imported) -> None:
        assert self.report is not None  # noqa: S101 - a move has one from its beginning
        self.report.add(line)
        self._tell()

    def _on_ended(self, error: SourcebookError | None = None) -> None:
        assert self.report is not None  # noqa: S101 - a move has one from its beginning
        self._progress = None
        self._news.stop()
        self.report.end(error, stopped=isinstance(error, CancelledError))
        self.ended.emit()

    def _tell(self) -> None:
        if not self._news.isActive():
            self._news.start()
