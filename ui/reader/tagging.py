"""The tags of a mark, typed with known ones offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from ui.reader.presenter import tags_typed, with_tag
from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class TagSheet(Sheet):
    """Asks for the tags of one mark; ``tagged`` carries all it is to have."""

    tagged = Signal(list)

    def __init__(
        self, theme: Theme, words: str, tags: Sequence[str], known: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(theme, "Tags of the mark", parent)
        self.setObjectName("tag-sheet")
        quoted = Label(theme, words, role="quote", elide=True)
        quoted.setMaximumWidth(420)
        self.body.addWidget(quoted)
        self._field = TextField(
            theme, "Tags", hint="Separated by commas; known tags are offered.", name="mark-tags"
        )
        text = ", ".join(tags)
        self._field.set_text(f"{text}, " if text else "")
        self._field.edit.end(False)
        self.body.addWidget(self._field)
        self._known = list(known)
        self._completer = QCompleter(QStringListModel(self._known, self), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self._field.edit)
        self._completer.activated.connect(self._on_completed)
        self._field.edit.textEdited.connect(self._offer)
        self._field.edit.returnPressed.connect(self._save)
        self.add_button("Cancel", self.reject, kind="quiet", name="tags-cancel")
        self.add_button("Set tags", self._save, kind="primary", name="tags-save")
        self.setMinimumWidth(440)

    def _offer(self, text: str) -> None:
        last = text[: self._field.edit.cursorPosition()].rpartition(",")[2].strip()
        popup = self._completer.popup()
        if popup is None:
            return
        if not last:
            popup.hide()
            return
        self._completer.setCompletionPrefix(last)
        if self._completer.completionCount():
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
            self._completer.complete()
        else:
            popup.hide()

    def _on_completed(self, tag: object) -> None:
        if not isinstance(tag, str):
            return  # the same, told by its row
        edit = self._field.edit
        text, place = with_tag(edit.text(), edit.cursorPosition(), tag)
        edit.setText(text)
        edit.setCursorPosition(place)

    def _save(self) -> None:
        self.tagged.emit(tags_typed(self._field.text()))
        self.accept()
