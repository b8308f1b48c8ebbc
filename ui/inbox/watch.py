"""Looks at the watched folder beside the window: when it changes, and now and then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.errors import SourcebookError
from app.intake.inbox import InboxFile
from app.library.inboxing import Inbox
from ui.session import Session

_NOW_AND_THEN = 15_000
"""Milliseconds between looks that nothing asked for: not every disk tells of changes."""

_SOON = 700
_UNTIL_WHOLE = 2_500


class InboxWatch(QObject):
    """``told`` whenever the folder was looked at; ``inbox`` is what was seen then.

    ``refused`` carries the error of a folder that can't be watched.
    """

    told = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-watch")
        self._session = session
        self._looking = self._again = False
        self.inbox = Inbox()
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.look)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.look)
        self._files = QFileSystemWatcher(self)
        self._files.directoryChanged.connect(lambda _folder: self._soon.start())
        session.closing.connect(self._on_closing)
        # An undo, the trash or another import may have changed what the library has.
        session.history_changed.connect(lambda _undo, _redo: self._soon.start())
        if session.writable:
            self._soon.start()

    def look(self) -> None:
        """Look at the folder now, beside the window."""
        if self._session.closed:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        before = self.inbox
        self._session.ask(lambda library: library.inbox(before), self._take, self._on_failed)

    def watch(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none."""
        self._session.work(
            lambda library: library.watch_inbox(folder),
            lambda _place: self.look(),
            self.refused.emit,
        )

    def dismiss(self, files: Sequence[InboxFile]) -> None:
        """Never offer files again."""
        self._session.work(
            lambda library: library.dismiss(files), lambda _count: self.look(), self.refused.emit
        )

    def _take(self, inbox: Inbox) -> None:
        self._looking = False
        self._follow(inbox.folder if inbox.problem is None else None)
        self.inbox = inbox
        self.told.emit()
        if self._again:
            self._again = False
            self._soon.start()
        elif inbox.folder is not None:
            self._later.start(_UNTIL_WHOLE if inbox.waiting else _NOW_AND_THEN)

    def _on_failed(self, _error: SourcebookError) -> None:
        """The library says by itself what is wrong with it."""
        self._looking = False
        if self.inbox.folder is not None:
            self._later.start(_NOW_AND_THEN)

    def _follow(self, folder: Path | None) -> None:
        """Have the system tell of changes in the folder, and in no other."""
        watched, wanted = self._files.directories(), [str(folder)] if folder is not None else []
        if watched != wanted:
            if watched:
                self._files.removePaths(watched)
            if wanted:
                self._files.addPaths(wanted)

    def _on_closing(self) -> None:
        self._soon.stop()
        self._later.stop()
        self._follow(None)
