"""A quotation with changes that say so: words left out, [sic], emphasis, who speaks in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget
from shiboken6 import isValid

from app.cite.alterations import Alterations, Span, trimmed
from app.cite.quotation import Quotation
from app.errors import SourcebookError
from app.library import Library
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, LOCATOR_FORM, Settings
from app.text.utf16 import Utf16Map
from ui.cite.copying import form_of, put
from ui.cite.preview import Preview
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import TextArea, TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_PARAGRAPH = re.compile("<p>(.*?)</p>", re.DOTALL)


class QuotationBuilder(Sheet):
    """Shows the passage, takes the changes, previews the quotation and copies it.

    ``passage`` is its document with the range quoted, or the id of a highlight that has none.
    """

    said = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        passage: tuple[str, int, int] | str,
        exact: str,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "Quotation with changes", parent)
        self.setObjectName("quotation-builder")
        self._session, self._settings, self._passage = session, settings, passage
        self._exact, self._map = exact, Utf16Map(exact)
        self._alterations = Alterations()
        self._shown: Quotation | None = None
        self._asked = 0
        self.words = TextArea(
            theme, "Passage", name="quotation-passage",
            hint="Select words, then say what is done with them; once more takes it back.",
        )  # fmt: skip
        self.words.set_text(exact)
        self.words.edit.setReadOnly(True)
        self.speaker = TextField(
            theme, "Who speaks in the source", name="quotation-speaker",
            hint="If the source quotes another: Amaq News Agency.",
        )  # fmt: skip
        self.preview = Preview(theme, "Quotation")
        self._told = Label(theme, "", role="meta", wrap=True)
        self._told.setObjectName("quotation-told")
        self._lay_out(parent)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(120)
        self._asking.timeout.connect(self._ask)
        self.speaker.changed.connect(lambda _text: self._on_changed())
        self._ask()

    def _lay_out(self, parent: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, name, act in (
            ("Leave out", "omit", self.leave_out),
            ("[sic]", "sic", self.mark_sic),
            ("Emphasise", "emphasise", self.emphasise),
        ):
            button = Button(self.theme_, text, name=f"quotation-{name}")
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addLayout(row)
        self.body.addWidget(self.speaker)
        self.body.addWidget(Label(self.theme_, "In the essay", role="section"))
        self.body.addWidget(self.preview)
        self.body.addWidget(self._told)
        self.body.addStretch(1)
        self.add_button("Cancel", self.reject, kind="quiet", name="quotation-builder-cancel")
        self._copy = self.add_button("Copy", self.copy, kind="primary", name="quotation-copy")
        self._copy.setEnabled(False)
        room = parent.window().size()
        self.resize(min(560, room.width() - 32), min(600, room.height() - 32))

    def leave_out(self) -> None:
        """Leave the selected words out, or take them in again."""
        self._change(lambda span: self._alterations.omit(*span))

    def emphasise(self) -> None:
        """Emphasise the selected words, or no longer."""
        self._change(lambda span: self._alterations.emphasise(*span))

    def mark_sic(self) -> None:
        """Set [sic] after the selected words, or take it away."""
        self._change(lambda span: self._alterations.mark_sic(span[1]))

    def copy(self) -> None:
        """Put the quotation with its citation on the clipboard."""
        if self._shown is not None:
            put(self._shown.text, self._shown.html)
            kind = "Block quotation" if self._shown.block else "Quotation"
            self.said.emit(f"{kind} copied with its citation", False)
            self.accept()

    def _change(self, made: Callable[[Span], Alterations]) -> None:
        cursor = self.words.edit.textCursor()
        if not cursor.hasSelection():
            self.words.set_error("Select some words of the passage first.")
            return
        self.words.set_error("")
        start = self._map.to_code_points(cursor.selectionStart())
        end = self._map.to_code_points(cursor.selectionEnd())
        self._alterations = made(trimmed(self._exact, start, end))
        self._paint()
        self._on_changed()

    def _paint(self) -> None:
        """Strike out what is left out and slant what is emphasised, in the passage itself."""
        struck, slanted = QTextCharFormat(), QTextCharFormat()
        struck.setFontStrikeOut(True)
        struck.setForeground(QColor(self.theme_.tokens.muted))
        slanted.setFontUnderline(True)
        self.words.edit.setExtraSelections(
            [self._selection(span, struck) for span in self._alterations.omitted]
            + [self._selection(span, slanted) for span in self._alterations.emphasised]
        )

    def _selection(self, span: Span, shown: QTextCharFormat) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.words.edit.document())
        cursor.setPosition(self._map.to_units(span[0]))
        cursor.setPosition(self._map.to_units(span[1]), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, shown
        return selection

    def _on_changed(self) -> None:
        self._copy.setEnabled(False)
        self._asking.start()

    def _ask(self) -> None:
        passage, alterations = self._passage, self._alterations
        speaker, style = self.speaker.text().strip(), self._settings.get(CITATION_STYLE)
        form = form_of(self._settings.get(LOCATOR_FORM))
        language = self._settings.get(CITATION_LANGUAGE)
        self._asked = number = self._asked + 1

        def ask(library: Library) -> tuple[int, Quotation]:
            if isinstance(passage, str):
                made = library.quote(
                    passage, style=style, locator_form=form, locale=language, speaker=speaker,
                    alterations=alterations,
                )  # fmt: skip
            else:
                made = library.quote_passage(
                    *passage, style=style, locator_form=form, locale=language, speaker=speaker,
                    alterations=alterations,
                )  # fmt: skip
            return number, made

        self.preview.wait()
        self._session.ask(ask, self._show, self._failed, latest="quotation-builder")

    def _show(self, answer: tuple[int, Quotation]) -> None:
        # What was changed meanwhile has an answer of its own on its way.
        if not isValid(self) or answer[0] != self._asked or self._asking.isActive():
            return
        self._shown = made = answer[1]
        self.preview.show_entries(made.text.split("\n\n"), _PARAGRAPH.findall(made.html))
        kind = "Set off as a block" if made.block else "Within the line"
        but = "but for the changes " if self._alterations != Alterations() else ""
        same = made.differs or f"{but}it equals its source, character for character"
        self._told.set_text(f"{kind}: {made.words} words, the style has {made.rule}; {same}.")
        self._copy.setEnabled(True)

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._told.set_text(" ".join(filter(None, (error.message, error.hint))))
