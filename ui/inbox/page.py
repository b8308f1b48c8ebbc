"""The page of the inbox: what is new in the watched folder, each file to keep or to dismiss."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.errors import CancelledError, SourcebookError
from app.intake.inbox import InboxFile
from app.library import Imported
from app.paths import nearest_folder
from ui.inbox.watch import InboxWatch
from ui.inbox.words import MOST_SHOWN, PROMISE, Row, row_of, summary_of
from ui.library.presenter import counted, shown
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.pane import Pane
from ui.widgets.states import EmptyState


class InboxRow(QWidget):
    """One file: name, size and age, Keep and Dismiss; once asked for, how it stands."""

    kept = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, row: Row, *, able: bool) -> None:
        super().__init__()
        self.setObjectName("inbox-row")
        self.setAccessibleName(f"{row.title}. {row.below}")
        self._theme = theme
        title = Label(theme, row.title, elide=True)
        self._below = Label(theme, row.below, role="meta", wrap=True)
        self._keep = Button(theme, "Keep", name="inbox-keep")
        self._dismiss = Button(theme, "Dismiss", kind="quiet", name="inbox-dismiss")
        for button, signal in ((self._keep, self.kept), (self._dismiss, self.dismissed)):
            button.setAccessibleName(f"{button.text()} {row.title}")
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            button.setEnabled(able)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._below)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 10, 0, 11)
        across.setSpacing(8)
        across.addLayout(words, 1)
        across.addWidget(self._keep)
        across.addWidget(self._dismiss)
        theme.changed.connect(self.update)

    def say(self, text: str, *, busy: bool) -> None:
        """Say how the file stands; while ``busy`` nothing else can be asked of it."""
        self._below.set_text(text)
        for button in (self._keep, self._dismiss):
            button.setEnabled(not busy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.tokens.sep)
        painter.end()


class InboxPage(Pane):
    """``said`` carries what was done and whether it can be undone."""

    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, watch: InboxWatch) -> None:
        super().__init__()
        self.setObjectName("inbox")
        self._theme, self._session, self._watch = theme, session, watch
        self._rows: dict[str, InboxRow] = {}
        self._failed: dict[str, str] = {}
        self._busy: set[str] = set()
        self._title = Label(theme, "Inbox", role="page")
        self._said = Label(theme, "", colour="muted", wrap=True)
        self._more = Label(theme, "", role="meta")
        self._keep_all = Button(theme, "Keep all", kind="primary", name="inbox-keep-all")
        self._drop_all = Button(theme, "Dismiss all", name="inbox-dismiss-all")
        self._choose = Button(theme, "Other folder…", kind="quiet", name="inbox-folder")
        self._stop = Button(theme, "Stop watching", kind="quiet", name="inbox-stop")
        first = Button(theme, "Choose a folder…", kind="primary", name="inbox-choose")
        for button, act in (
            (self._keep_all, lambda: self.keep(self._offered)),
            (self._drop_all, lambda: watch.dismiss(self._offered)),
            (self._choose, self.choose),
            (self._stop, self._on_stop),
            (first, self.choose),
        ):
            button.clicked.connect(lambda _checked=False, act=act: act())
        self._none = EmptyState(
            theme, "tray", "No folder is watched",
            "Choose the folder that your browser saves to. What comes into it from then on is "
            f"offered here, and comes in only when you keep it. {PROMISE}", first,
        )  # fmt: skip
        self._empty = EmptyState(theme, "tray", "Nothing new", "What is saved there shows up here.")
        first.setEnabled(session.writable)
        self._lay_out()
        watch.told.connect(self.refresh)
        theme.changed.connect(self.update)
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in (self._stop, self._choose, self._drop_all, self._keep_all):
            head.addWidget(button)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(36, 0, 36, 24)
        self._column.setSpacing(0)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("inbox-files")
        self._scroll.setAccessibleName("New files")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        for plain in (self._scroll.viewport(), inside):
            plain.setAutoFillBackground(False)
        self._stack = QStackedLayout()
        for part in (self._none, self._empty, self._scroll):
            self._stack.addWidget(part)
        top = QVBoxLayout()
        top.setContentsMargins(36, 0, 36, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._stack, 1)
        self.hand_focus_to(self._keep_all)

    @property
    def _offered(self) -> tuple[InboxFile, ...]:
        return self._watch.inbox.files

    def refresh(self) -> None:
        """Show what the last look saw."""
        inbox, able = self._watch.inbox, self._session.writable
        title, said = summary_of(inbox)
        self._title.set_text(title)
        self._said.set_text(said)
        self._said.setVisible(inbox.folder is not None)
        for button in (self._stop, self._choose):
            button.setVisible(inbox.folder is not None)
            button.setEnabled(able)
        for button in (self._keep_all, self._drop_all):
            button.setVisible(bool(inbox.files))
            button.setEnabled(able and not self._busy)
        self._show_rows(able=able)
        shown_now = self._scroll if inbox.files else self._empty
        self._stack.setCurrentWidget(self._none if inbox.folder is None else shown_now)

    def _show_rows(self, *, able: bool) -> None:
        now = datetime.now(UTC)
        wanted = {file.sha256: file for file in self._offered[:MOST_SHOWN]}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for at, (key, file) in enumerate(wanted.items()):
            told = row_of(file, now)
            if key not in self._rows:
                row = self._rows[key] = InboxRow(self._theme, told, able=able)
                row.kept.connect(lambda file=file: self.keep([file]))
                row.dismissed.connect(lambda file=file: self._watch.dismiss([file]))
                self._column.insertWidget(at, row)
            if key not in self._busy:
                said = f"Not added: {self._failed[key]}" if key in self._failed else told.below
                self._rows[key].say(said, busy=not able)
        left = len(self._offered) - len(wanted)
        self._more.set_text(f"… and {counted(left, 'other file')}, which Keep all takes too.")
        self._more.setVisible(left > 0)

    def _on_stop(self) -> None:
        self._watch.watch(None)
        self.said.emit("The folder is watched no more; its files stay where they are", False)

    def choose(self) -> None:
        """Ask for the folder to watch."""
        start = str(nearest_folder(self._watch.inbox.folder or "", Path.home() / "Downloads"))
        folder = QFileDialog.getExistingDirectory(self, "Watch a folder", start)
        if folder:
            self._watch.watch(Path(folder))

    def keep(self, files: tuple[InboxFile, ...] | list[InboxFile]) -> None:
        """Import files; those that came in are offered no more, the others say why not."""
        by_path = {str(file.path): file for file in files if file.sha256 not in self._busy}
        came: dict[str, Imported] = {}
        if not by_path:
            return
        for file in by_path.values():
            self._busy.add(file.sha256)
            self._failed.pop(file.sha256, None)
            if file.sha256 in self._rows:
                self._rows[file.sha256].say("Adding …", busy=True)

        def told(line: Imported) -> None:
            if line.error is None:
                came[line.path] = line
            elif line.path in by_path:
                error = line.error
                key = by_path[line.path].sha256
                self._failed[key] = f"{error.message} {error.hint}".strip()

        def ended(error: SourcebookError | None = None) -> None:
            self._busy -= {file.sha256 for file in by_path.values()}
            self._watch.dismiss([by_path[path] for path in came if path in by_path])
            self.refresh()
            self._tell(list(came.values()), error)

        self._session.add_files(
            list(by_path), step=lambda _done, _total, _what: None, imported=told, done=ended,
            failed=ended,
        )  # fmt: skip

    def _tell(self, came: list[Imported], error: SourcebookError | None) -> None:
        if error is not None and not isinstance(error, CancelledError):
            self.said.emit(f"{error.message} {error.hint}".strip(), False)
            return
        added = [line.document for line in came if line.document and line.status == "added"]
        if len(added) == 1:
            self.said.emit(f"“{shown(added[0].title)[:80]}” added", True)
        elif added:
            self.said.emit(f"{counted(len(added), 'document')} added", True)
        elif came:
            self.said.emit("Already in the library", False)

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(900, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()
