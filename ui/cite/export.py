"""The export sheet: a format, what goes, how it begins, and what stays behind."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.cite.styles import find_style
from app.errors import SourcebookError
from app.library import Library
from app.settings import (
    CITATION_LANGUAGE,
    CITATION_STYLE,
    EXPORT_FILES,
    EXPORT_FOLDER,
    EXPORT_FORMAT,
    EXPORT_WHAT,
    Settings,
)
from ui.cite.copying import put
from ui.cite.export_rows import FORMATS, FORMS, Made, Wanted, format_of, made, proposed, remembered
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_COLLECTION = "collection:"


class ExportSheet(Sheet):
    """Asks, shows how the file will begin, then writes or copies it; errors stay in the sheet."""

    said = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        selected: list[str],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "Export", parent)
        self.setObjectName("export")
        self._session, self._settings, self._selected = session, settings, selected
        self._made: tuple[Wanted, Made] | None = None
        self._format = Choice(
            theme, "Format", [(each.name, each.text) for each in FORMATS], name="export-format"
        )
        self._format.set_value(settings.get(EXPORT_FORMAT))
        self._form = Choice(
            theme, "File", [(each.name, each.text) for each in FORMS], name="export-form"
        )
        self._style = Choice(theme, "Style", self._styles(), name="export-style")
        self._style.set_value(settings.get(CITATION_STYLE))
        self._what = Choice(theme, "What", self._whats(), name="export-what")
        if not selected:
            self._what.set_value(settings.get(EXPORT_WHAT))
        self._said = Label(theme, "", role="meta", wrap=True)
        self._error = Label(theme, "", colour="danger", wrap=True)
        self._error.setObjectName("export-error")
        self._error.hide()
        self._beginning = QPlainTextEdit()
        self._lay_out()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(60)
        self._looking.timeout.connect(self._look)
        for choice in (self._format, self._form, self._style, self._what):
            choice.chosen.connect(lambda _value: self._on_chosen())
        room = parent.window().size()
        self.resize(min(560, room.width() - 32), min(600, room.height() - 32))
        self._on_chosen()

    def choose_format(self, name: str) -> None:
        """Offer a format first."""
        self._format.set_value(name)
        self._on_chosen()

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        what = str(self._what.value())
        style = format_of(self._format.value()).style
        return Wanted(
            format=self._format.value(),
            names=tuple(self._selected) if what == "selected" else (),
            collection=what.removeprefix(_COLLECTION) if what.startswith(_COLLECTION) else "",
            form=self._form.value() if style else "",
            style=self._style.value() if style else "",
            locale=self._settings.get(CITATION_LANGUAGE) if style else "",
        )

    def _styles(self) -> list[tuple[str, str]]:
        styles = [(each.alias, each.title) for each in self._session.library.styles()]
        now = self._settings.get(CITATION_STYLE)
        if now not in dict(styles):
            try:
                styles.insert(0, (now, find_style(now).title))
            except SourcebookError:
                return styles
        return styles

    def _whats(self) -> list[tuple[str, str]]:
        what = [("all", "The whole library")]
        if self._selected:
            words = f"Selected: {counted(len(self._selected), 'document')}"
            what.insert(0, ("selected", words))
        return what + [
            (_COLLECTION + each.id, f"Collection: {each.name} ({len(each.documents)})")
            for each in self._session.library.collections()
        ]

    def _lay_out(self) -> None:
        self._options = QWidget()
        options = QHBoxLayout(self._options)
        options.setContentsMargins(0, 0, 0, 0)
        options.setSpacing(12)
        options.addWidget(self._form, 1)
        options.addWidget(self._style, 1)
        for widget in (self._format, self._options, self._what, self._said):
            self.body.addWidget(widget)
        if self._session.sample:
            told = "From the sample: everything exported says “teaching text – not a source”."
            self.body.addWidget(Label(self.theme_, told, role="meta", wrap=True))
        both = QVBoxLayout()
        both.setSpacing(4)
        both.addWidget(Label(self.theme_, "It begins", role="section"))
        view = self._beginning
        view.setObjectName("export-preview")
        view.setAccessibleName("Beginning of the file")
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        mono.setPixelSize(12)
        view.setFont(mono)
        view.setMinimumHeight(64)
        both.addWidget(view, 1)
        self.body.addLayout(both, 1)
        self.body.addWidget(self._error)
        self.add_button("Cancel", self.reject, kind="quiet", name="export-cancel")
        self._copy = self.add_button("Copy instead", self.copy, name="export-copy")
        self._write = self.add_button(
            "Choose file…", self._choose, kind="primary", name="export-write"
        )

    def _on_chosen(self) -> None:
        self._options.setVisible(format_of(self._format.value()).style)
        self._error.hide()
        self._made = None
        self._copy.setEnabled(False)
        self._looking.start()

    def _look(self) -> None:
        """Make the export and say how it begins and what is left out, before it is written."""
        wanted = self.wanted
        self._session.ask(
            lambda library: (wanted, made(library, wanted)), self._looked, self._failed,
            latest="export",
        )  # fmt: skip

    def _looked(self, answer: tuple[Wanted, Made]) -> None:
        if not isValid(self) or answer[0] != self.wanted:
            return
        self._made = answer
        wanted, export = answer
        left = export.private_notes
        told = counted(export.documents, "document") if export.documents else "Nothing to export"
        behind = f"{counted(left, 'private note')} left out" if left else "nothing is left out"
        self._said.set_text(f"{told}; {behind}." if export.documents else f"{told}.")
        self._beginning.setPlainText(export.beginning)
        self._copy.setEnabled(wanted.copied and export.documents > 0)
        self._write.setEnabled(export.documents > 0)

    def _choose(self) -> None:
        wanted = self.wanted
        start = proposed(
            self._settings.get(EXPORT_FILES), wanted, self._settings.get(EXPORT_FOLDER),
            self._session.folder.name,
        )  # fmt: skip
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", str(start))
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the export to ``path``; the sheet closes when it is there."""
        wanted = self.wanted
        if not path.suffix:
            path = path.with_suffix(wanted.suffix)

        def write(library: Library) -> int:
            export = made(library, wanted)
            library.write_file(path, export.content)
            return export.documents

        def done(count: int) -> None:
            self._remember(wanted, path)
            self.said.emit(f"{counted(count, 'document')} written to {path.name}", False)
            if isValid(self):
                self.accept()

        self._session.ask(write, done, self._failed)

    def copy(self) -> None:
        """Put the export on the clipboard instead of into a file."""
        if self._made is None:
            return
        wanted, export = self._made
        text = export.content.decode("utf-8")
        put(text, text if wanted.form == "html" else "")
        self._remember(wanted, None)
        self.said.emit(f"{counted(export.documents, 'document')} copied", False)
        self.accept()

    def _remember(self, wanted: Wanted, path: Path | None) -> None:
        self._settings.set(EXPORT_FORMAT, wanted.format)
        if not wanted.names:
            what = f"{_COLLECTION}{wanted.collection}" if wanted.collection else "all"
            self._settings.set(EXPORT_WHAT, what)
        if path is not None:
            self._settings.set(EXPORT_FOLDER, str(path.parent))
            files = self._settings.get(EXPORT_FILES)
            self._settings.set(EXPORT_FILES, remembered(files, wanted, path))

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._error.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._error.show()
