"""The sheet to move in from another program: what is chosen, how far it is, the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.settings import EXPORT_FOLDER, Settings
from ui.adding.list import AddingList
from ui.adding.model import AddingModel
from ui.cite.copying import put
from ui.moving.choice import ChoicePart
from ui.moving.mover import Mover
from ui.session import Session
from ui.theme import Theme
from ui.widgets.labels import Label
from ui.widgets.progress import ProgressLine
from ui.widgets.sheet import Sheet

_NAME = "moved-in.txt"


class MoveSheet(Sheet):
    """Chooses, shows the move at work and then its report; a move goes on without it.

    ``said`` what was done and whether it can be undone; ``document_requested`` carries an id.
    """

    said = Signal(str, bool)
    document_requested = Signal(str)

    def __init__(
        self, theme: Theme, session: Session, settings: Settings, mover: Mover, parent: QWidget
    ) -> None:
        super().__init__(theme, "Move in from another program", parent)
        self.setObjectName("move-in")
        self._session, self._settings, self._mover = session, settings, mover
        self.choice = ChoicePart(theme, session)
        self.choice.looked.connect(self._on_looked)
        self._told = QWidget()
        self._title = Label(theme, "", role="page", wrap=True)
        self._title.setObjectName("move-in-title")
        self._sums = Label(theme, "", colour="muted", wrap=True)
        self._sums.setObjectName("move-in-sums")
        self._line = ProgressLine(theme)
        self._model = AddingModel(self)
        self.list = AddingList(theme, self._model)
        self.list.setObjectName("move-in-list")
        self.list.setAccessibleName("What to look at")
        self.list.opened.connect(self._on_opened)
        self._lay_out()
        mover.stepped.connect(self._on_stepped)
        mover.ended.connect(self._show_stage)
        room = parent.window().size()
        self._tall = min(600, room.height() - 40)
        self.resize(min(640, room.width() - 40), 240)
        self._show_stage()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._title, self._sums, self._line):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.body.addWidget(self.choice, 1)
        self.body.addWidget(self._told, 1)
        add = self.add_button
        self._another = add("Another…", self.start_over, kind="quiet", name="move-in-another")
        self._save = add("Save report…", self._ask_file, name="move-in-save")
        self._copy = add("Copy report", self.copy, name="move-in-copy")
        self._stop = add("Cancel", self._mover.cancel, name="move-in-stop")
        self._close = add("Close", self.accept, kind="quiet", name="move-in-close")
        self._start = add("Move in", self.start, kind="primary", name="move-in-start")

    def start_over(self) -> None:
        """Choose another library, after the report of the last."""
        if not self._mover.running:
            self._mover.report = None
            self._show_stage()
            self.choice.path.edit.setFocus()

    def start(self) -> None:
        """Move in what was found."""
        found = self.choice.found
        if found is not None and self._session.writable:
            self._mover.begin(found, self.choice.choices)
            self._show_stage()
            self._stop.setFocus()

    def _on_looked(self) -> None:
        self._start.setEnabled(self.choice.found is not None and self._session.writable)
        if self.isVisible():
            self.fit()

    def _show_stage(self) -> None:
        """Show the part of the sheet that it is time for."""
        running, report = self._mover.running, self._mover.report
        self.choice.setVisible(report is None)
        self._told.setVisible(report is not None)
        self._start.setVisible(report is None)
        self._stop.setVisible(running)
        self._line.setVisible(running)
        ended = report is not None and not running
        for button in (self._another, self._save, self._copy):
            button.setVisible(ended)
        self._model.clear()
        if ended and report is not None:
            self._model.show(report.rows)
        self.list.setVisible(ended and bool(self._model.lines))
        if self.list.isVisibleTo(self):
            self.resize(self.width(), max(self._tall, self.height()))
        self._on_stepped()
        self._on_looked()
        if ended and self.isVisible():
            (self.list if self._model.lines else self._close).setFocus()

    def _on_stepped(self) -> None:
        report = self._mover.report
        if report is None:
            return
        self._title.set_text(report.title)
        more = "You can close this and go on reading; it goes on."
        going = f"{self._mover.words} {more}"
        self._sums.set_text(going if self._mover.running else report.sums)
        self._line.set_share(self._mover.share)

    def _on_opened(self, id_: str) -> None:
        self.document_requested.emit(id_)
        self.accept()

    # The report -----------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the report on the clipboard."""
        if self._mover.report is not None:
            put(self._mover.report.text)
            self.said.emit("Report copied", False)

    def _ask_file(self) -> None:
        folder = self._settings.get(EXPORT_FOLDER)
        start = Path(folder) / _NAME if folder else Path.home() / _NAME
        chosen, _ = QFileDialog.getSaveFileName(self, "Save report", str(start), "Text (*.txt)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the report to a file."""
        report = self._mover.report
        if report is None:
            return
        content = report.text.encode("utf-8", "replace")
        name = path.name

        def saved(_answer: object) -> None:
            self.said.emit(f"Report saved as {name}", False)

        self._session.ask(lambda library: library.write_file(path, content), saved, self._not_saved)

    def _not_saved(self, error: SourcebookError) -> None:
        if isValid(self):
            self._sums.set_text(" ".join(filter(None, (error.message, error.hint))))
