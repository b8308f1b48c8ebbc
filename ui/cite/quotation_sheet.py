"""A quotation typed from paper, with its page and meaning; several in one go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from app.model import MEANING_LABELS, Document
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class QuotationSheet(Sheet):
    """A quotation typed from paper, with its page and meaning; then the next, or Done."""

    def __init__(
        self, theme: Theme, session: Session, document: Document, parent: QWidget | None
    ) -> None:
        super().__init__(theme, "Typed quotation", parent)
        self.setObjectName("quotation-sheet")
        self._session, self._document = session, document
        self._count = 0
        self.quotation = TextArea(theme, "Quotation", hint="Exactly as it is printed")
        self.page = TextField(theme, "Page", name="quotation-page")
        meanings = [(meaning.value, label) for meaning, label in MEANING_LABELS.items()]
        self._meaning = Choice(theme, "Meaning", meanings, name="quotation-meaning")
        self.note = TextArea(theme, "Note", hint="Private until you share it")
        self._said = Label(theme, "", role="meta", colour="ok")
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.page, 1)
        row.addWidget(self._meaning, 2)
        about = Label(theme, document.title, role="meta", wrap=True)
        for widget in (about, self._said, self.quotation):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self._close = self.add_button("Cancel", self.reject, kind="quiet", name="quotation-cancel")
        self.add_button("Keep and next", self.keep_and_next, name="quotation-next")
        self.add_button("Keep", self.save, kind="primary", name="quotation-keep")
        if parent is not None:
            self.resize(460, min(480, parent.window().height() - 32))

    def save(self) -> None:
        """Keep the quotation; errors stay at its field."""
        self._keep(self.accept)

    def keep_and_next(self) -> None:
        """Keep the quotation and empty the sheet for the next one of the same source."""
        self._keep(self._next)

    def _next(self) -> None:
        self._count += 1
        self._said.set_text(f"{counted(self._count, 'quotation')} kept")
        self._said.show()
        self.quotation.set_text("")
        self.quotation.set_error("")
        self.note.set_text("")
        self.quotation.edit.setFocus()

    def _keep(self, then: Callable[[], object]) -> None:
        document, words = self._document.id, self.quotation.text()
        meaning, page = self._meaning.value(), self.page.text().strip() or None
        note = self.note.text().strip() or None
        self._session.change(
            lambda library: library.highlight_quotation(
                document, words, meaning=meaning, page=page, note=note
            ),
            # Esc may have closed the sheet, and Qt deleted it, before the answer came.
            lambda _mark: then() if isValid(self) else None,
            lambda error: (
                self.quotation.set_error(f"{error.message} {error.hint}") if isValid(self) else None
            ),
        )
