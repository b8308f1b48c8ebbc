"""The export sheet: a format, what goes, and what stays behind before anything is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import SourcebookError
from app.exchange.exporting import Exported
from app.library import Library
from app.settings import EXPORT_FOLDER, EXPORT_FORMAT, Settings
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

FORMATS = (
    ("biblatex", "biblatex (.bib)", ".bib"),
    ("bibtex", "BibTeX (.bib)", ".bib"),
    ("csl-json", "CSL-JSON for Zotero and pandoc (.json)", ".json"),
    ("ris", "RIS for EndNote and others (.ris)", ".ris"),
    ("markdown", "Marks and shared notes as Markdown (.md)", ".md"),
    ("w3c", "W3C annotations (.jsonld)", ".jsonld"),
)


class ExportSheet(Sheet):
    """Asks, then writes one file; errors stay in the sheet."""

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
        self._format = Choice(
            theme, "Format", [(name, text) for name, text, _ in FORMATS], name="export-format"
        )
        self._format.set_value(settings.get(EXPORT_FORMAT))
        what = [("all", "The whole library")]
        if selected:
            what.insert(0, ("selected", f"Selected: {counted(len(selected), 'document')}"))
        self._what = Choice(theme, "What", what, name="export-what")
        self._said = Label(theme, "", role="meta", wrap=True)
        for widget in (self._format, self._what, self._said):
            self.body.addWidget(widget)
        if session.sample:
            told = "From the sample: everything exported says “teaching text – not a source”."
            self.body.addWidget(Label(theme, told, role="meta", wrap=True))
        self.add_button("Cancel", self.reject, kind="quiet")
        self._write = self.add_button("Choose file…", self._choose, kind="primary")
        self._format.chosen.connect(lambda _value: self._look())
        self._what.chosen.connect(lambda _value: self._look())
        self._look()

    def _names(self) -> list[str]:
        return self._selected if self._what.value() == "selected" else []

    def _look(self) -> None:
        """Say what is left out, before anything is written."""
        name, names = self._format.value(), self._names()

        def done(exported: Exported) -> None:
            left = exported.private_notes
            self._said.set_text(
                f"{counted(left, 'private note')} left out." if left else "Nothing is left out."
            )

        self._session.ask(
            lambda library: library.export(name, names=names), done, self._failed, latest="export"
        )

    def _choose(self) -> None:
        name = self._format.value()
        suffix = next(suffix for each, _, suffix in FORMATS if each == name)
        folder = self._settings.get(EXPORT_FOLDER) or str(Path.home())
        proposed = str(Path(folder) / f"{self._session.folder.name}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", proposed)
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the export to ``path``; the sheet closes when it is there."""
        name, names = self._format.value(), self._names()
        self._settings.set(EXPORT_FORMAT, name)
        self._settings.set(EXPORT_FOLDER, str(path.parent))

        def write(library: Library) -> None:
            library.write_file(path, library.export(name, names=names).content)

        self._session.ask(write, lambda _none: self.accept(), self._failed)

    def _failed(self, error: SourcebookError) -> None:
        self._said.set_text(" ".join(filter(None, (error.message, error.hint))))
        self._said.set_colour("danger")
