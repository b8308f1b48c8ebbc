"""The versions of a text beside each other, and what the newer one does to one's marks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from app.library.effects import Comparison
from app.library.effectwords import short_version_words
from app.model import Document, TextVersion
from ui.session import Session
from ui.theme import Theme
from ui.versions.difference import DifferenceView
from ui.versions.presenter import comparison_facts, difference_rows, effect_rows
from ui.widgets.fields import Choice
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_MOST_MARKS = 12


class TextVersionsSheet(Sheet):
    """Chooses two versions and shows their difference.

    ``use_wanted`` carries the number of the version to be current.
    """

    use_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        document: Document,
        versions: Sequence[TextVersion],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "Versions of this text", parent)
        self.setObjectName("sheet-text-versions")
        self._session, self._document, self._versions = session, document, versions
        self.body.addWidget(Label(theme, document.title, role="strong", wrap=True))
        words = [(each.number, _told(each)) for each in versions]
        self.older = Choice(theme, "Older", words, name="versions-older")
        self.newer = Choice(theme, "Newer", words, name="versions-newer")
        row = QHBoxLayout()
        row.setSpacing(12)
        for each in (self.older, self.newer):
            row.addWidget(each, 1)
            each.chosen.connect(lambda _value: self._compare())
        self.body.addLayout(row)
        self.facts = Label(theme, "", wrap=True)
        self.marks = Label(theme, "", wrap=True, colour="text2")
        self.body.addWidget(self.facts)
        self.body.addWidget(self.marks)
        self.difference = DifferenceView(theme)
        self.body.addWidget(self.difference, 1)
        self.add_button("Close", self.reject, kind="quiet", name="versions-close")
        self.use = self.add_button("Read this version", self._on_use, name="versions-use")
        present = next((each.number for each in versions if each.current), 1)
        other = present - 1 if present > 1 else min(present + 1, len(versions))
        older, newer = sorted((present, other))
        self.older.set_value(older)
        self.newer.set_value(newer)
        self.resize(720, 640)
        self._compare()

    def _compare(self) -> None:
        older, newer = self.older.value(), self.newer.value()
        document = self._document.id
        chosen = next(each for each in self._versions if each.number == newer)
        self.use.setEnabled(not chosen.current and self._session.writable)
        self.use.setText(f"Read version {newer}")
        self._session.ask(
            lambda library: library.compare_versions(document, older, newer),
            self._show,
            latest="versions",
        )

    def _show(self, comparison: Comparison) -> None:
        if not isValid(self):
            return
        self.facts.set_text("\n".join(comparison_facts(comparison)))
        rows = effect_rows(comparison)
        told = [f"{row.told}: “{row.words}”" for row in rows[:_MOST_MARKS]]
        if len(rows) > _MOST_MARKS:
            told.append(f"and {len(rows) - _MOST_MARKS} more")
        self.marks.set_text("\n".join(told))
        self.marks.setVisible(bool(told))
        self.difference.show_rows(difference_rows(comparison))

    def _on_use(self) -> None:
        self.use_wanted.emit(self.newer.value())
        self.accept()


def _told(version: TextVersion) -> str:
    told = short_version_words(version)
    return f"{told} · current" if version.current else told
