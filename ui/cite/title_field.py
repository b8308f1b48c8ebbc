"""A title in the editor: words that keep their capitals, sentence case, and completion."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from app.text.utf16 import Utf16Map
from ui.cite.flow import FlowLayout
from ui.cite.protecting import Protected, protected
from ui.library.presenter import shown
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import TextField
from ui.widgets.labels import Label

_LONGEST = 40


class TitleField(QWidget):
    """A title without its markup for protected words; below it those words, and what is offered.

    ``changed`` says that words are protected or no longer. The offers of sentence case and of
    protecting a word stand at a document's own title, and else where words are protected already.
    """

    changed = Signal()

    def __init__(self, theme: Theme, field: TextField, title: str, *, own: bool = True) -> None:
        super().__init__()
        self._theme, self._field, self._own = theme, field, own
        self._stem = field.edit.objectName()
        self._now = protected(title)
        self._chosen: tuple[int, int] | None = None
        """What was selected last, in Qt's units: a field lets go of it when the keyboard leaves."""
        field.set_text(self._now.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        self._keeping = QWidget()
        self._kept = FlowLayout(self._keeping)
        self._protect = Button(
            theme, "Protect capitals", kind="link", name=f"{self._stem}-protect", height=24
        )
        self._protect.setToolTip("Keeps the selected words as they are written, in every style")
        self._protect.clicked.connect(self.protect)
        self._kept.addWidget(self._protect)
        column.addWidget(self._keeping)
        self._offer = QWidget()
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        self._offered = Label(theme, "", role="meta", wrap=True)
        use = Button(theme, "Use sentence case", kind="link", name="reference-sentence", height=24)
        use.clicked.connect(self._on_used)
        row.addWidget(self._offered, 1)
        row.addWidget(use, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._offer)
        self._offer.hide()
        field.changed.connect(self._on_typed)
        field.edit.selectionChanged.connect(self._show_offer)
        self._show_kept()

    def title(self) -> str:
        """The title as CSL has it."""
        return self._now.title

    def look(self, language: str) -> None:
        """Offer, or offer no longer, what the title would be; ``language`` as CSL has it."""
        fits = self._now.fits_sentence_case(language or None)
        self._offer.setVisible(fits)
        better = self._now.in_sentence_case().text if fits else ""
        self._offered.set_text(f"Title Case. Better: {better}" if fits else "")

    def protect(self) -> None:
        """Protect the selected words, or the word at the cursor."""
        edit = self._field.edit
        units = Utf16Map(edit.text())
        start, end = self._chosen or (edit.cursorPosition(), edit.cursorPosition())
        self._change(self._now.protect(units.to_code_points(start), units.to_code_points(end)))

    def release(self, number: int) -> None:
        """Protect one of the runs no longer."""
        self._change(self._now.release(number))
        self._field.edit.setFocus()

    def _change(self, now: Protected) -> None:
        if now != self._now:
            self._now = now
            self._show_kept()
            self.changed.emit()

    def _on_typed(self, text: str) -> None:
        before = self._now
        self._now, self._chosen = before.typed(text), None
        if self._now.words != before.words or bool(text) != bool(before.text):
            self._show_kept()

    def _on_used(self) -> None:
        self._now = self._now.in_sentence_case()
        self._field.set_text(self._now.text)

    def _show_kept(self) -> None:
        """The protected words, each with a button to let go of it, and the offer of another."""
        while (item := self._kept.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._protect:
                widget.hide()
                widget.deleteLater()
        words = self._now.words
        chips = [self._chip(number, word) for number, word in enumerate(words)]
        if words:
            label = Label(self._theme, "Capitals kept:", role="meta")
            label.setFixedHeight(28)
            self._kept.addWidget(label)
        for widget in (*chips, self._protect):
            self._kept.addWidget(widget)
        for first, second in pairwise([self._field.edit, *chips, self._protect]):
            QWidget.setTabOrder(first, second)
        self._keeping.updateGeometry()
        self._show_offer()

    def _show_offer(self) -> None:
        """Offer to protect what is selected: who types on goes from the title to the authors."""
        edit = self._field.edit
        if edit.hasSelectedText():
            self._chosen = edit.selectionStart(), edit.selectionEnd()
        elif edit.hasFocus():
            self._chosen = None
        wanted = bool(self._now.words) or (self._own and self._chosen is not None)
        self._protect.setVisible(wanted)
        self._keeping.setVisible(bool(self._now.text) and wanted)

    def _chip(self, number: int, word: str) -> Button:
        said = shown(word)
        said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        name = f"{self._stem}-kept-{number}"
        chip = Button(self._theme, said, icon="x", name=name, height=24)
        chip.setAccessibleName(f"Protect {said} no longer")
        chip.setToolTip("Protected no longer")
        chip.clicked.connect(lambda _checked=False: self.release(number))
        return chip


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
