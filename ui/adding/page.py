"""The page that shows files coming in: each with its state in words, failures with a reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import CancelledError, SourcebookError
from app.library import Imported
from ui.actions import Actions
from ui.adding.lines import line_of, reference_for, summary_of
from ui.adding.pasting import forget
from ui.adding.row import AddedRow
from ui.jobs import JobProgress
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.progress import ProgressLine

_MOST_ROWS = 300


class AddingPage(QWidget):
    """Imports files; ``document_requested`` carries an id, ``closed`` when all was looked at."""

    document_requested = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("adding")
        self._theme, self._session = theme, session
        self._running: list[JobProgress] = []
        self._files = 0
        self._first: str | None = None
        self._trouble = ""
        self._counts: Counter[str] = Counter()
        self._title = Label(theme, "Nothing was added yet", role="page")
        self._said = Label(
            theme, "Drop files onto the window, or press Ctrl+O.", colour="muted", elide=True
        )
        self._line = ProgressLine(theme)
        self._cancel = self._button("Cancel", "adding-cancel", self._on_cancel)
        self._read = self._button("Read it", "adding-read", self._on_read, kind="primary")
        self._close = self._button("Done", "adding-done", self.closed.emit)
        self._more = self._button("Add files…", "adding-more", actions["add-files"].trigger)
        self._more.setEnabled(session.writable)
        self._rows = QVBoxLayout()
        self._lay_out()
        self._show_buttons()
        theme.changed.connect(self.update)

    def _button(self, text: str, name: str, act: object, kind: str = "secondary") -> Button:
        button = Button(self._theme, text, kind=kind, name=name)
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in (self._cancel, self._more, self._read, self._close):
            head.addWidget(button)
        inside = QWidget()
        inside.setLayout(self._rows)
        self._rows.setContentsMargins(16, 0, 16, 24)
        self._rows.setSpacing(0)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setObjectName("adding-list")
        area.setAccessibleName("Files added")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        for each in (inside, area, area.viewport()):
            each.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(8)
        for part in (head, self._said, self._line):
            column.addLayout(_inset(part))
        column.addWidget(area, 1)

    @property
    def working(self) -> bool:
        """Whether an import is running."""
        return bool(self._running)

    def add(self, paths: list[str]) -> None:
        """Import files and folders, after what is running already."""
        if not self.working:
            self._counts.clear()
            self._files, self._first, self._trouble = 0, None, ""
        self._files += len(paths)
        self._title.set_text(f"Adding {counted(self._files, 'file')}")
        self._said.set_text("You can go on reading; this list stays under Recent imports.")
        self._line.set_share(0)
        # The callbacks come by a queued signal, never before this returns.
        progress = self._session.add_files(
            paths, step=self._on_step, imported=self._on_imported,
            done=lambda: self._on_ended(progress, paths),
            failed=lambda error: self._on_ended(progress, paths, error),
        )  # fmt: skip
        self._running.append(progress)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._cancel.setVisible(self.working)
        self._line.setVisible(self.working)
        self._more.setVisible(not self.working)
        self._close.setVisible(not self.working)
        self._read.setVisible(not self.working and self._first is not None)

    def _on_step(self, done: int, total: int, what: str) -> None:
        if self.working:
            self._line.set_share(done / total if total else 0)
            name = Path(what).name
            self._said.set_text(f"{done} of {total} done. Reading {name}. You can go on reading.")

    def _on_imported(self, imported: Imported) -> None:
        self._counts[imported.status] += 1
        document = imported.document
        row = AddedRow(self._theme, line_of(imported), openable=document is not None)
        if document is not None:
            id_ = document.id
            self._first = self._first or id_
            row.opened.connect(lambda: self.document_requested.emit(id_))
        row.left_out.connect(lambda: self._remove(row))
        row.another_wanted.connect(lambda: self._on_another(row))
        row.reference_wanted.connect(lambda: self._on_reference(row))
        self._rows.insertWidget(0, row)
        if self._rows.count() > _MOST_ROWS:
            self._remove_last()

    def _remove(self, row: AddedRow) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove_last(self) -> None:
        last = self._rows.itemAt(self._rows.count() - 2)
        widget = last.widget() if last is not None else None
        if isinstance(widget, AddedRow):
            self._remove(widget)

    def _on_ended(
        self, progress: JobProgress, paths: list[str], error: SourcebookError | None = None
    ) -> None:
        self._running.remove(progress)
        forget(paths)
        if error is not None:
            stopped = isinstance(error, CancelledError)
            told = "Stopped. What was finished before is kept."
            self._trouble = told if stopped else f"{error.message} {error.hint}".strip()
        if not self.working:
            title, said = summary_of(self._counts)
            self._title.set_text(title)
            self._said.set_text(self._trouble or said)
        self._show_buttons()

    def _on_cancel(self) -> None:
        for progress in self._running:
            progress.cancel()

    def _on_read(self) -> None:
        if self._first is not None:
            self.document_requested.emit(self._first)

    def _on_another(self, row: AddedRow) -> None:
        paths = ask_files(self)
        if paths:
            self._remove(row)
            self.add(paths)

    def _on_reference(self, row: AddedRow) -> None:
        reference = reference_for(row.line.title)

        def added(document: object) -> None:
            self._remove(row)
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


def ask_files(parent: QWidget) -> list[str]:
    """The files that the user chooses."""
    kinds = (
        "Sources (*.html *.htm *.xhtml *.mhtml *.mht *.pdf *.md *.txt *.epub *.docx *.odt *.rtf"
        " *.bib *.ris *.json);;All files (*)"
    )
    files, _ = QFileDialog.getOpenFileNames(parent, "Add files", "", kinds)
    return list(files)
