"""The sheet of copies and backups: what there is, whether it is sound, and a library made of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.library import Library, restore_library
from app.store.versions import Contents, Version
from ui.securing.kept import contents_words, free_beside, opens_with, version_lines
from ui.securing.words import told
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.linelist import LineList
from ui.widgets.sheet import Sheet

_ROW, _MOST = 54, 5
_ABOUT = (
    "A copy of the database is kept every 30 minutes while you work and when you leave, where "
    "something changed; “Back up now” writes a backup with the original files. None of them is "
    "ever written over a library: it is restored as a new one beside it."
)
_NONE = "There is none yet. Change something, or use “Back up now”."


class VersionsSheet(Sheet):
    """Lists copies and backups; ``open_wanted`` carries the folder of one that was restored."""

    open_wanted = Signal(object)

    def __init__(self, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(theme, "Backups and copies", parent)
        self.setObjectName("versions")
        self.setFixedWidth(560)
        self._session = session
        self._versions: list[Version] = session.library.versions()
        self._restored: Path | None = None
        self._make()
        self._lay_out()
        self.list.show_lines(version_lines(self._versions))
        self._on_pointed()

    def _make(self) -> None:
        theme = self.theme_
        self.list = LineList(theme, "Copies and backups", name="versions-list")
        self.list.pointed.connect(lambda _line: self._on_pointed())
        self.list.setFixedHeight(_ROW * min(_MOST, max(1, len(self._versions))))
        self.place = TextField(theme, "Folder of the new library", name="versions-folder")
        self.place.set_text(str(free_beside(self._session.folder)))
        self.place.changed.connect(lambda _text: self.place.set_error(""))
        self._choose = Button(theme, "Choose…", name="versions-choose")
        self._choose.clicked.connect(lambda _checked=False: self._ask_folder())
        self.said = Label(theme, "", wrap=True)
        self.said.setObjectName("versions-said")
        self.said.hide()

    def _lay_out(self) -> None:
        theme = self.theme_
        self.body.addWidget(Label(theme, _ABOUT, role="meta", wrap=True))
        if self._versions:
            self.body.addWidget(self.list)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self.place, 1)
            row.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignBottom)
            self.body.addLayout(row)
        else:
            self.body.addWidget(Label(theme, _NONE, wrap=True))
        self.body.addWidget(self.said)
        self.add_button("Close", self.reject, kind="quiet", name="versions-close")
        if self._versions:
            self._check = self.add_button("Check", self.check, name="versions-check")
            self._go = self.add_button(
                "Restore as a new library", self.restore, kind="primary", name="versions-restore"
            )
            self.list.setFocus()

    @property
    def current(self) -> Version | None:
        """The version under the cursor."""
        line = self.list.current
        return next((one for one in self._versions if line and str(one.path) == line.id), None)

    def check(self) -> None:
        """Read all of the version under the cursor, and say what it holds."""
        version = self.current
        if version is None:
            return

        def done(found: Contents) -> None:
            self._tell(contents_words(found), "text2")

        self._begin("Reading all of it…")
        path = version.path
        self._session.ask(lambda library: library.look_into(path), done, self._failed)

    def restore(self) -> None:
        """Make a new library of the version under the cursor, once it was found sound."""
        if self._restored is not None:
            self.accept()
            self.open_wanted.emit(self._restored)
            return
        version, typed = self.current, self.place.text().strip()
        if version is None:
            return
        if not typed:
            self.place.set_error("Type the name of a new folder, or choose one.")
            self.place.edit.setFocus()
            return
        path, target = version.path, Path(typed).expanduser()

        def work(library: Library) -> tuple[Contents, Path]:
            found = library.look_into(path)
            return found, restore_library(path, target)

        def done(answer: tuple[Contents, Path]) -> None:
            found, self._restored = answer
            told_ = f"Restored as {self._restored.name}. {contents_words(found)}"
            if self._session.encrypted:
                told_ += f" {opens_with(version)}"
            self._tell(told_, "text2")
            if isValid(self):
                self._go.setText("Open it")
                self._go.setAccessibleName("Open it")
                self._go.setFocus()

        self._begin("Checking it, then restoring…")
        self._session.ask(work, done, self._failed)

    def _ask_folder(self) -> None:
        start = str(Path(self.place.text() or ".").parent)
        chosen = QFileDialog.getExistingDirectory(self, "A new or empty folder", start)
        if chosen:
            self.place.set_text(chosen)

    def _on_pointed(self) -> None:
        self.said.hide()
        if self._restored is not None:
            self._restored = None
            self._go.setText("Restore as a new library")
            self._go.setAccessibleName("Restore as a new library")
            self.place.set_text(str(free_beside(self._session.folder)))

    def _begin(self, words: str) -> None:
        self.said.set_text(words)
        self.said.set_colour("muted")
        self.said.show()
        for each in (self.list, self._check, self._go):
            each.setEnabled(False)

    def _tell(self, words: str, colour: str) -> None:
        if not isValid(self):
            return
        for each in (self.list, self._check, self._go):
            each.setEnabled(True)
        self.said.set_text(words)
        self.said.set_colour(colour)
        self.said.show()

    def _failed(self, error: SourcebookError) -> None:
        self._tell(told(error), "danger")
