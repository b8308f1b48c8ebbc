"""The editor's title with its offer of sentence case, and the completion of its fields."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app.cite.sentencecase import looks_like_title_case, sentence_case
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label


class TitleField(QWidget):
    """A title, and below it the offer to write it in sentence case where it is in Title Case."""

    def __init__(self, theme: Theme, field: TextField) -> None:
        super().__init__()
        self._field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        self._offer = QWidget()
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        self._offered = Label(theme, "", role="meta", wrap=True)
        use = Button(theme, "Use sentence case", kind="link", name="reference-sentence", height=24)
        use.clicked.connect(self._on_used)
        row.addWidget(self._offered, 1)
        row.addWidget(use, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._offer)

    def look(self, language: str) -> None:
        """Offer, or offer no longer, what the title would be; ``language`` as CSL has it."""
        title = self._field.text()
        fits = looks_like_title_case(title, language or None)
        self._offer.setVisible(fits)
        self._offered.set_text(f"Title Case. Better: {sentence_case(title)}" if fits else "")

    def _on_used(self) -> None:
        self._field.set_text(sentence_case(self._field.text()))


def completer(
    theme: Theme, model: QStringListModel | None, owner: QWidget, name: str
) -> QCompleter:
    """What completes the field ``name`` from known values; family names by how they begin."""
    made = QCompleter(model or QStringListModel([]), owner)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    by_beginning = name == "family"
    made.setFilterMode(Qt.MatchFlag.MatchStartsWith if by_beginning else Qt.MatchFlag.MatchContains)
    made.setMaxVisibleItems(8)
    popup = made.popup()
    if popup is not None:
        popup.setFont(theme.ui_font(13))
    return made
