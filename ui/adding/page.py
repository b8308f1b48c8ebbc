"""The page that shows files coming in: each with its state in words, failures with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import CancelledError, SourcebookError
from app.library import Imported
from ui.actions import Actions
from ui.jobs import JobProgress
from ui.library.presenter import KIND_WORDS, counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.progress import ProgressLine

_MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of one imported line."""

    icon: str
    colour: str
    title: str
    below: str
    state: str
    reason: str = ""


def line_of(imported: Imported) -> Line:
    """The words for what became of a file."""
    name = Path(imported.path).name
    document = imported.document
    if imported.error is not None:
        reason = " ".join(filter(None, (imported.error.message, imported.error.hint)))
        return Line("warning-circle", "danger", name, "", "Not added", reason)
    title = document.title if document else name
    kind = KIND_WORDS[document.kind].lower() if document else ""
    told = counted(imported.paragraphs or 0, "paragraph") if imported.paragraphs else ""
    below = "  ·  ".join(filter(None, (name, ", ".join(filter(None, (kind, told))))))
    if imported.status == "duplicate":
        return Line("copy", "muted", title, f"{name}  ·  a document you have", "Already there")
    return Line("check-circle", "ok", title, below, "Added", " ".join(imported.warnings))


class _Row(QWidget):
    """One line; a failure opens with its reason."""

    opened = Signal()

    def __init__(self, theme: Theme, line: Line, openable: bool) -> None:
        super().__init__()
        self._theme, self._line = theme, line
        self.setObjectName("adding-row")
        self.setAccessibleName(f"{line.title}: {line.state}. {line.reason}")
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 12, 20, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Label(theme, line.title, role="strong", elide=True), 1)
        failed = line.colour == "danger"
        head.addWidget(Label(theme, line.state, colour="danger" if failed else "muted"))
        if openable:
            button = Button(theme, "Open", kind="link", name="adding-open")
            button.clicked.connect(lambda _checked=False: self.opened.emit())
            head.addWidget(button)
        column.addLayout(head)
        if line.below:
            column.addWidget(Label(theme, line.below, role="meta", elide=True))
        if line.reason:
            column.addWidget(Label(theme, line.reason, wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a failure, the icon of the state."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._line.colour == "danger":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.danger_ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 2, 0, -2), 8, 8)
        else:
            painter.fillRect(60, self.height() - 1, self.width() - 80, 1, tokens.sep)
        ink = getattr(tokens, self._line.colour)
        self._theme.draw_icon(painter, self._line.icon, QRectF(20, 16, 20, 20), ink)
        painter.end()


class AddingPage(QWidget):
    """Imports files; ``document_requested`` carries an id, ``closed`` when all was looked at."""

    document_requested = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("adding")
        self._theme, self._session = theme, session
        self._progress: JobProgress | None = None
        self._first: str | None = None
        self._counts = {"added": 0, "duplicate": 0, "failed": 0}
        self._title = Label(theme, "Nothing was added yet", role="page")
        self._said = Label(theme, "Drop files onto the window, or press Ctrl+O.", colour="muted")
        self._line = ProgressLine(theme)
        self._cancel = Button(theme, "Cancel", name="adding-cancel")
        self._cancel.clicked.connect(lambda _checked=False: self._on_cancel())
        self._read = Button(theme, "Read it", kind="primary", name="adding-read")
        self._read.clicked.connect(lambda _checked=False: self._on_read())
        self._close = Button(theme, "Done", name="adding-done")
        self._close.clicked.connect(lambda _checked=False: self.closed.emit())
        self._more = Button(theme, "Add files…", name="adding-more")
        self._more.clicked.connect(actions["add-files"].trigger)
        self._rows = QVBoxLayout()
        self._lay_out()
        self._show_buttons(working=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 24, 20, 0)
        column.setSpacing(8)
        for each in (head, self._said, self._line):
            box = QHBoxLayout()
            box.setContentsMargins(16, 0, 16, 0)
            if isinstance(each, QWidget):
                box.addWidget(each)
            else:
                box.addLayout(each)
            column.addLayout(box)
        column.addWidget(area, 1)

    @property
    def working(self) -> bool:
        """Whether an import is running."""
        return self._progress is not None

    def add(self, paths: list[str]) -> None:
        """Import files and folders, after what is running already."""
        if not self.working:
            self._counts = {"added": 0, "duplicate": 0, "failed": 0}
            self._first = None
        self._title.set_text(f"Adding {counted(len(paths), 'file')}")
        self._said.set_text("You can go on reading; this list stays under Recent imports.")
        self._line.set_share(0)
        self._show_buttons(working=True)
        self._progress = self._session.add_files(
            paths, step=self._on_step, imported=self._on_imported, done=self._on_done,
            failed=self._on_failed,
        )  # fmt: skip

    def _show_buttons(self, *, working: bool) -> None:
        self._cancel.setVisible(working)
        self._line.setVisible(working)
        self._more.setVisible(not working)
        self._close.setVisible(not working)
        self._read.setVisible(not working and self._first is not None)

    def _on_step(self, done: int, total: int, what: str) -> None:
        self._line.set_share(done / total if total else 0)
        name = Path(what).name
        self._said.set_text(f"{done} of {total} done. Reading {name}. You can go on reading.")

    def _on_imported(self, imported: Imported) -> None:
        self._counts[imported.status] = self._counts.get(imported.status, 0) + 1
        document = imported.document
        if document is not None and self._first is None:
            self._first = document.id
        row = _Row(self._theme, line_of(imported), document is not None)
        if document is not None:
            id_ = document.id
            row.opened.connect(lambda: self.document_requested.emit(id_))
        self._rows.insertWidget(0, row)
        if self._rows.count() > _MOST_ROWS:
            last = self._rows.takeAt(self._rows.count() - 2)
            widget = last.widget() if last is not None else None
            if widget is not None:
                widget.deleteLater()

    def _on_done(self) -> None:
        self._progress = None
        counts = self._counts
        self._title.set_text(
            f"{counted(counts['added'], 'document')} added" if counts["added"] else "Nothing new"
        )
        parts = []
        if counts["duplicate"]:
            parts.append(f"{counts['duplicate']} already in the library")
        if counts["failed"]:
            parts.append(f"{counts['failed']} not added")
        self._said.set_text(", ".join(parts).capitalize() + "." if parts else "All went well.")
        self._show_buttons(working=False)

    def _on_failed(self, error: SourcebookError) -> None:
        self._on_done()
        stopped = isinstance(error, CancelledError)
        told = "Stopped. What was finished before is kept."
        self._said.set_text(told if stopped else f"{error.message} {error.hint}")

    def _on_cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _on_read(self) -> None:
        if self._first is not None:
            self.document_requested.emit(self._first)


def ask_files(parent: QWidget) -> list[str]:
    """The files that the user chooses."""
    kinds = (
        "Sources (*.html *.htm *.xhtml *.mhtml *.mht *.pdf *.md *.txt *.epub *.docx *.odt *.rtf"
        " *.bib *.ris *.json);;All files (*)"
    )
    files, _ = QFileDialog.getOpenFileNames(parent, "Add files", "", kinds)
    return list(files)
