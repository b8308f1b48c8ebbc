"""The page that shows files coming in: each with its state in words, failures with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPersistentModelIndex, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.changes import Change, Subject
from app.errors import CancelledError, NotFoundError, SourcebookError
from app.library import Imported
from app.paths import nearest_folder
from ui.actions import Actions
from ui.adding.lines import Line, decided, files_of, progress_of, reference_for, summary_of
from ui.adding.list import AddingList
from ui.adding.model import AddingModel
from ui.adding.pasting import forget
from ui.adding.row import RowButtons
from ui.jobs import JobProgress
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.pane import Pane
from ui.widgets.progress import ProgressLine

_TOLD_TOGETHER = 60
"""Milliseconds for which news are gathered: a file of references tells thousands."""

_MOST_BUTTONS = 60
"""Rows that get buttons of their own; what more of them say is told without."""


class _Run:
    """One call of import: what was asked for, and what stops it once it has begun."""

    def __init__(self, asked: list[str]) -> None:
        self.asked = asked
        self.progress: JobProgress | None = None
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True
        if self.progress is not None:
            self.progress.cancel()


class AddingPage(Pane):
    """Imports files; ``document_requested`` carries an id, ``closed`` when all was looked at.

    ``review_requested`` carries the ids of documents with fields to check, those asked for first;
    ``merge_requested`` the ids of two documents, the one that was there first.
    """

    document_requested = Signal(str)
    review_requested = Signal(list)
    merge_requested = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("adding")
        self._theme, self._session = theme, session
        self._running: list[_Run] = []
        self._done, self._total, self._name = 0, 0, ""
        self._first: str | None = None
        self._trouble, self._added, self._asked = "", 0, ""
        self._counts: Counter[str] = Counter()
        self._fresh: list[Imported] = []
        self._ways = 0
        self._model = AddingModel(self)
        self._title = Label(theme, "Nothing was added yet", role="page")
        self._said = Label(
            theme, "Drop files onto the window, or press Ctrl+O.", colour="muted", elide=True
        )
        self._line = ProgressLine(theme)
        self._cancel = self._button("Cancel", "adding-cancel", self.stop)
        self._read = self._button("Read it", "adding-read", self._on_read, kind="primary")
        self._check = self._button("Check fields…", "adding-check-all", self._on_check_all)
        self._rest = self._button("Add the rest", "adding-rest", self.resume)
        self._close = self._button("Done", "adding-done", self.closed.emit)
        self._more = self._button("Add files…", "adding-more", actions["add-files"].trigger)
        self._more.setEnabled(session.writable)
        self._list = AddingList(theme, self._model)
        self._list.opened.connect(self.document_requested)
        self._lay_out()
        self._show_buttons()
        self._news = QTimer(self, singleShot=True, interval=_TOLD_TOGETHER)
        self._news.timeout.connect(self._tell)
        theme.changed.connect(self.update)
        session.changed.connect(self._on_changed)

    def _button(
        self, text: str, name: str, act: Callable[[], object], kind: str = "secondary"
    ) -> Button:
        button = Button(self._theme, text, kind=kind, name=name)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in (
            self._cancel, self._more, self._rest, self._check, self._read, self._close,
        ):  # fmt: skip
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        for part in (head, self._said, self._line):
            column.addLayout(_inset(part))
        column.addWidget(self._list, 1)
        self.hand_focus_to(self._list)

    @property
    def working(self) -> bool:
        """Whether an import is running."""
        return bool(self._running)

    @property
    def lines(self) -> list[Line]:
        """What the rows say, top to bottom."""
        return self._model.lines

    def add(self, paths: list[str]) -> None:
        """Import files and folders, after what is running already."""
        if not self.working:
            self._begin_anew()
        self._asked = paths[0] if paths else ""
        self._start(paths)

    def resume(self) -> None:
        """Import what was not imported because the user stopped; the rows stay."""
        paths = self._model.wait_again()
        if paths and not self.working:
            self._trouble = ""
            self._total -= len(paths)
            self._done = self._total
            self._start(paths)

    def _start(self, paths: list[str]) -> None:
        run = _Run(paths)
        self._running.append(run)
        self._title.set_text("Adding files")
        self._said.set_text("Looking for files.")
        self._show_buttons()
        # A folder may lie on a slow disk.
        self._session.ask(
            lambda _library: files_of(paths),
            lambda files: self._begin(run, files),
            lambda error: self._on_ended(run, error),
        )

    def _begin_anew(self) -> None:
        self._added = 0
        self._counts.clear()
        self._done, self._total, self._name = 0, 0, ""
        self._first, self._trouble, self._ways = None, "", 0
        self._model.clear()
        self._line.set_share(0)

    def _begin(self, run: _Run, files: list[str]) -> None:
        before = self._total
        self._total += len(files)
        self._model.wait_for(files)
        self._title.set_text(f"Adding {counted(self._total, 'file')}")
        self._say_progress()
        # The callbacks come by a queued signal, never before this returns.
        run.progress = self._session.add_files(
            files,
            step=lambda done, _total, what: self._on_step(before + done, what),
            imported=self._on_imported,
            done=lambda: self._on_ended(run),
            failed=lambda error: self._on_ended(run, error),
        )
        if run.cancelled:
            run.progress.cancel()

    def _show_buttons(self) -> None:
        self._cancel.setVisible(self.working)
        self._line.setVisible(self.working)
        self._more.setVisible(not self.working)
        self._close.setVisible(not self.working)
        self._rest.setVisible(not self.working and bool(self._model.unread))
        many = len(self._doubted())
        self._check.setVisible(not self.working and many > 1)
        self._check.setText(f"Check {counted(many, 'document')}…")
        self._check.setAccessibleName(self._check.text())
        self._check.updateGeometry()
        self._read.setVisible(not self.working and self._first is not None)
        self._read.setText("Read the first" if self._added > 1 else "Read it")
        self._read.setAccessibleName(self._read.text())
        self._read.updateGeometry()

    def _on_step(self, done: int, what: str) -> None:
        if self.working:
            if done == self._done:
                self._tell()
                self._model.read(what)
            self._done, self._name = done, Path(what).name
            self._list.turn(self._theme.moves)
            self._say_progress()

    def _say_progress(self) -> None:
        self._line.set_share(self._done / self._total if self._total else 0)
        self._said.set_text(progress_of(self._done, self._total, self._name))

    def _on_imported(self, imported: Imported) -> None:
        self._counts[imported.status] += 1
        self._counts["alike"] += bool(imported.alike)
        self._counts["warned"] += len(imported.warnings) > len(imported.alike)
        if imported.document is not None and imported.status == "added":
            self._first = self._first or imported.document.id
            self._added += 1
        self._fresh.append(imported)
        if not self._news.isActive():
            self._news.start()

    def _tell(self) -> None:
        """Show what has come since the last time, all at once."""
        self._news.stop()
        fresh, self._fresh = self._fresh, []
        if fresh:
            self._model.tell(fresh)
            self._offer_ways()

    def _offer_ways(self) -> None:
        for row, line in enumerate(self._model.lines):
            if not line.asks or self._ways >= _MOST_BUTTONS:
                continue  # most rows of hundreds, at every file
            index = self._model.index(row)
            if not self._list.indexWidget(index):
                self._ways += 1
                self._list.setIndexWidget(index, self._buttons_of(QPersistentModelIndex(index)))

    def _buttons_of(self, at: QPersistentModelIndex) -> RowButtons:
        line = self._model.line(at)
        assert line is not None  # noqa: S101 - told to the type checker
        buttons = RowButtons(self._theme, line, self._list.painter, self._list)
        acts: dict[str, Callable[[Line], object]] = {
            "adding-leave-out": lambda _line: self._remove(at),
            "adding-another": lambda _line: self._on_another(at),
            "adding-reference": lambda line: self._on_reference(at, line),
            "adding-check": self._on_check,
            "adding-keep": self._on_keep,
            "adding-link": self._on_link,
            "adding-merge": lambda line: self.merge_requested.emit(line.alike, line.document),
        }

        def act(name: str) -> None:
            now = self._model.line(at) if at.isValid() else None
            if now is not None:
                acts[name](now)

        buttons.pressed.connect(act)
        return buttons

    def _on_keep(self, line: Line) -> None:
        self._session.change(lambda library: library.distinct([line.document, line.alike]))

    def _on_link(self, line: Line) -> None:
        self._session.change(lambda library: library.link_copy(line.document, line.alike))

    def _on_check(self, line: Line) -> None:
        """Ask about this row's documents, then about those of the other rows."""
        self.review_requested.emit(list(dict.fromkeys((*line.ids, *self._doubted()))))

    def _on_check_all(self) -> None:
        self.review_requested.emit(self._doubted())

    def _doubted(self) -> list[str]:
        return [id_ for line in self._model.lines if line.doubts for id_ in line.ids]

    def _on_changed(self, changes: frozenset[Change]) -> None:
        """Let rows say what became of their documents meanwhile, by a button or by an undo."""
        ids = {change.id for change in changes}
        if any(change.subject is Subject.LIBRARY for change in changes):
            # That two documents are no copies is remembered of the library, not of either.
            ids |= {line.document for line in self._model.lines if line.asked}
        rows = self._model.refresh(ids, self._now)
        for row in rows:
            index = self._model.index(row)
            buttons = self._list.indexWidget(index)
            if buttons is not None:
                self._ways -= 1
                held = self.window().focusWidget()
                if held is not None and buttons.isAncestorOf(held):
                    # The keyboard would fall on whatever comes next in the window.
                    self._list.setFocus()
                self._list.setIndexWidget(index, None)  # type: ignore[arg-type]
        if rows:
            self._offer_ways()
            self._show_buttons()

    def _now(self, line: Line) -> Line:
        found = []
        for id_ in line.ids:
            with suppress(NotFoundError):
                found.append(self._session.library.copies(id_))
        return decided(line, found)

    def _remove(self, at: QPersistentModelIndex) -> None:
        if at.isValid():
            self._model.remove(at.row())

    def _on_ended(self, run: _Run, error: SourcebookError | None = None) -> None:
        self._running.remove(run)
        forget(run.asked)
        self._tell()
        if error is not None:
            stopped = isinstance(error, CancelledError)
            told = "Stopped. What was finished before is kept."
            self._trouble = told if stopped else f"{error.message} {error.hint}".strip()
        if not self.working:
            unread = self._model.stop()
            title, said = summary_of(self._counts, unread)
            self._title.set_text(title)
            self._said.set_text(f"{self._trouble} {said}" if self._trouble else said)
            self._list.turn(False)
        self._show_buttons()
        if not self.working and self._holds_keyboard:
            (self._read if self._first is not None else self._close).setFocus()

    @property
    def _holds_keyboard(self) -> bool:
        """Whether the keyboard is on the page and on no row that one went to."""
        held = QApplication.focusWidget()
        gone_to = held is self._list and self._list.currentIndex().isValid()
        return held is not None and (held is self or self.isAncestorOf(held)) and not gone_to

    def stop(self) -> None:
        """Stop adding; what was finished is kept."""
        for run in self._running:
            run.cancel()

    def _on_read(self) -> None:
        if self._first is not None:
            self.document_requested.emit(self._first)

    def _on_another(self, at: QPersistentModelIndex) -> None:
        paths = ask_files(self, str(Path(self._asked).parent) if self._asked else "")
        if paths:
            self._remove(at)
            self.add(paths)

    def _on_reference(self, at: QPersistentModelIndex, line: Line) -> None:
        reference = reference_for(line.title)

        def added(document: object) -> None:
            self._remove(at)
            self.document_requested.emit(document.id)  # type: ignore[attr-defined]

        self._session.change(lambda library: library.add_reference(reference), added)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.paper)
        painter.end()


def _inset(part: QWidget | QLayout) -> QHBoxLayout:
    box = QHBoxLayout()
    box.setContentsMargins(36, 0, 36, 0)
    if isinstance(part, QWidget):
        box.addWidget(part)
    else:
        box.addLayout(part)
    return box


def ask_files(parent: QWidget, folder: str = "") -> list[str]:
    """The files that the user chooses, beginning in ``folder`` or where pages are saved."""
    saved = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    start = str(nearest_folder(folder, saved) if folder else nearest_folder(saved))
    kinds = (
        "Sources (*.html *.htm *.xhtml *.mhtml *.mht *.pdf *.md *.txt *.epub *.docx *.odt *.rtf"
        " *.webarchive *.wiki *.mediawiki *.wikitext *.zip *.bib *.ris *.json *.rdf *.xml);;"
        "All files (*)"
    )
    files, _ = QFileDialog.getOpenFileNames(parent, "Add files", start, kinds)
    return list(files)
