"""The first part of the sheet: where the other library lies, and what of it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.exchange.moving import Choices
from ui.moving.choosing import (
    FILES,
    PARTS,
    Found,
    choices_of,
    found_at,
    library_words,
    usual_folder,
)
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Check, TextField
from ui.widgets.labels import Label


class ChoicePart(QWidget):
    """Asks for a place and looks into it only when told to; ``looked`` when that is known."""

    looked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setObjectName("move-in-choice")
        self._theme, self._session = theme, session
        self._usual = usual_folder(Path.home())
        self._looked_at = ""
        self.found: Found | None = None
        self.parts: dict[str, Check] = {}
        self.libraries: dict[str, Check] = {}
        self._make()
        self._lay_out()
        self._show_found()

    def _make(self) -> None:
        theme = self._theme
        self.path = TextField(
            theme, "Zotero’s data folder, or a file", name="move-in-path",
            placeholder="Zotero folder or RDF, EndNote XML, RIS, BibTeX, CSL-JSON",
        )  # fmt: skip
        self.path.changed.connect(self._on_typed)
        self.path.edit.editingFinished.connect(self._on_left)
        self._folder = self._button("Choose folder…", "move-in-folder", self._ask_folder)
        self._file = self._button("Choose file…", "move-in-file", self._ask_file)
        self._guess = self._button(f"Use {self._usual}", "move-in-guess", self._use, kind="link")
        self._said = Label(theme, "", role="meta", wrap=True)
        self._said.setObjectName("move-in-found")
        for id_, words in PARTS:
            self.parts[id_] = Check(theme, words, name=f"move-in-{id_}")
            self.parts[id_].setChecked(True)
        self.parts["files"].toggled.connect(self._on_files)
        self.linked = Check(
            theme, "Also files that lie elsewhere on this computer", name="move-in-linked"
        )

    def _button(
        self, text: str, name: str, act: Callable[[], object], kind: str = "secondary"
    ) -> Button:
        height = 24 if kind == "link" else 32
        button = Button(self._theme, text, kind=kind, name=name, height=height)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        told = (
            "References come with their files, marks, notes, tags and collections. Nothing is "
            "changed over there, and moving in again later brings only what is new."
        )
        column.addWidget(Label(theme, told, role="meta", wrap=True))
        column.addSpacing(4)
        column.addWidget(self.path)
        column.addLayout(_row(self._folder, self._file))
        usual = Label(theme, "Zotero usually keeps its data here:", role="meta")
        column.addLayout(_row(usual, self._guess))
        column.addWidget(self._said)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 8, 0, 0)
        rest.setSpacing(8)
        self._libraries_head = Label(theme, "Libraries", role="section")
        rest.addWidget(self._libraries_head)
        self._libraries = QVBoxLayout()
        self._libraries.setSpacing(4)
        rest.addLayout(self._libraries)
        rest.addSpacing(4)
        rest.addWidget(Label(theme, "What comes along", role="section"))
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for number, check in enumerate(self.parts.values()):
            grid.addWidget(check, number // 2, number % 2)
        rest.addLayout(grid)
        rest.addWidget(self.linked)
        column.addWidget(self._rest)
        column.addStretch(1)

    # Where it lies --------------------------------------------------------------------------------

    def look_at(self, path: str) -> None:
        """Put a place into the field and look what lies there."""
        self.path.set_text(path)
        self._look()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Zotero’s data folder")
        if chosen:
            self.look_at(chosen)

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "A library to move in", "", FILES)
        if chosen:
            self.look_at(chosen)

    def _use(self) -> None:
        self.look_at(str(self._usual))

    def _on_typed(self, text: str) -> None:
        if text.strip() != self._looked_at:
            self._forget()

    def _on_left(self) -> None:
        if self.path.text().strip() != self._looked_at:
            self._look()

    def _forget(self) -> None:
        self._looked_at, self.found = "", None
        self.path.set_error("")
        self._said.set_text("")
        self._show_found()
        self.looked.emit()

    def _look(self) -> None:
        text = self.path.text().strip()
        self._forget()
        self._looked_at = text
        if text:
            self._said.set_text("Looking …")
            self._session.ask(
                lambda library: found_at(library, text), self._on_found, self._on_failed,
                latest="move-in",
            )  # fmt: skip

    def _on_found(self, found: Found) -> None:
        if isValid(self) and self._looked_at:
            self.found = found
            self._said.set_text(found.words)
            self._show_found()
            self.looked.emit()

    def _on_failed(self, error: SourcebookError) -> None:
        if isValid(self) and self._looked_at:
            self._said.set_text("")
            self.path.set_error(" ".join(filter(None, (error.message, error.hint))))
            self.looked.emit()

    # What is wanted -------------------------------------------------------------------------------

    def _show_found(self) -> None:
        found = self.found
        self._said.setVisible(bool(self._said.text()) or bool(self._looked_at))
        self._rest.setVisible(found is not None)
        for check in self.libraries.values():
            self._libraries.removeWidget(check)
            check.hide()
            check.deleteLater()
        self.libraries = {}
        if found is None:
            return
        self._libraries_head.setVisible(bool(found.libraries))
        for one in found.libraries:
            check = Check(self._theme, library_words(one), name=f"move-in-library-{one.id}")
            check.setChecked(one.own)
            check.setEnabled(not one.own)
            self.libraries[one.id] = check
            self._libraries.addWidget(check)
        for id_, check in self.parts.items():
            check.setVisible(id_ in found.parts)

    def _on_files(self, on: bool) -> None:
        """Marks are in files, and come only with them."""
        self.parts["marks"].setEnabled(on)
        self.linked.setEnabled(on)

    @property
    def choices(self) -> Choices:
        """What is wanted."""
        groups = [id_ for id_, check in self.libraries.items() if check.isChecked()]
        wanted = [id_ for id_, check in self.parts.items() if check.isChecked()]
        return choices_of(groups, wanted, linked=self.linked.isChecked())


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
