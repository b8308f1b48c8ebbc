"""The reference editor, new references by hand, and typed quotations."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.model import MEANING_LABELS, Document, DocumentKind, Reference, csl_type
from ui.cite.fields import LABELS, changes, fields_of, typed
from ui.library.presenter import KIND_WORDS
from ui.session import Session
from ui.theme import Theme
from ui.widgets.fields import Choice, TextArea, TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet


class ReferenceEditor(Sheet):
    """The common fields of one reference; with no document a new one is made.

    Nothing is changed until Save, which is one undo. What can't be is said in the sheet.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        document: Document | None,
        parent: QWidget,
        done: Callable[[str], object],
    ) -> None:
        super().__init__(theme, "Edit reference" if document else "New reference", parent)
        self.setObjectName("reference")
        self._session, self._document, self._done = session, document, done
        self._reference: Reference = dict(document.reference) if document else {}
        self._fields: dict[str, TextField] = {}
        kinds = [(kind.value, KIND_WORDS[kind]) for kind in DocumentKind]
        self._kind = Choice(theme, "Kind", kinds, name="reference-kind")
        self._kind.set_value((document.kind if document else DocumentKind.BOOK).value)
        self._kind.chosen.connect(lambda _kind: self._show_fields())
        self._key = TextField(theme, "Citation key", name="reference-key")
        self._key.set_text(document.key if document else "")
        self._key.setVisible(document is not None)
        self._said = Label(theme, "", colour="danger", wrap=True)
        self._area = QScrollArea()
        self._area.setObjectName("reference-fields")
        self._area.setAccessibleName("Fields")
        self._area.setWidgetResizable(True)
        for widget in (self._kind, self._area, self._said):
            self.body.addWidget(widget)
        self.add_button("Cancel", self.reject, kind="quiet", name="reference-cancel")
        self.add_button("Save", self.save, kind="primary", name="reference-save")
        self.resize(520, min(720, parent.height() - 60))
        self._show_fields()

    def field(self, name: str) -> TextField:
        """The field of a CSL variable that is shown."""
        return self._fields[name]

    def _show_fields(self) -> None:
        now = {name: field.text() for name, field in self._fields.items()}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self._fields = {}
        for name in fields_of(DocumentKind(self._kind.value()), self._reference):
            label, hint = LABELS[name]
            field = TextField(self.theme_, label, hint=hint, name=f"reference-{name}")
            field.set_text(now.get(name, typed(self._reference.get(name))))
            self._fields[name] = field
            column.addWidget(field)
        self._key.setParent(inside)
        column.addWidget(self._key)
        column.addStretch(1)
        self._area.takeWidget()
        self._area.setWidget(inside)

    def save(self) -> None:
        """Keep what is typed; the sheet closes when it is durable."""
        wanted = changes(
            self._reference, {name: field.text() for name, field in self._fields.items()}
        )
        kind = DocumentKind(self._kind.value())
        if self._document is None:
            self._add(kind, wanted)
            return
        document = self._document
        if kind is not document.kind:
            wanted["kind"] = kind.value
        if self._key.text().strip() != document.key:
            wanted["key"] = self._key.text().strip()
        if not wanted:
            self.accept()
            return
        self._session.change(
            lambda library: library.set_fields(document.id, wanted), self._saved, self._failed
        )

    def _add(self, kind: DocumentKind, wanted: dict[str, str]) -> None:
        title = wanted.pop("title", "")
        if not title:
            self._fields["title"].set_error("A document needs a title.")
            return
        from app.library.fields import changed_reference

        try:
            reference = changed_reference({"type": csl_type(kind), "title": title}, wanted)
        except SourcebookError as error:
            self._failed(error)
            return
        self._session.change(
            lambda library: library.add_reference(reference), self._saved, self._failed
        )

    def _saved(self, document: Document) -> None:
        self._done(document.id)
        self.accept()

    def _failed(self, error: SourcebookError) -> None:
        self._said.set_text(" ".join(filter(None, (error.message, error.hint))))


class QuotationSheet(Sheet):
    """A quotation typed from paper, with its page and meaning."""

    def __init__(self, theme: Theme, session: Session, document: Document, parent: QWidget) -> None:
        super().__init__(theme, "Typed quotation", parent)
        self.setObjectName("quotation-sheet")
        self._session, self._document = session, document
        self.quotation = TextArea(theme, "Quotation", hint="Exactly as it is printed")
        self.page = TextField(theme, "Page", name="quotation-page")
        meanings = [(meaning.value, label) for meaning, label in MEANING_LABELS.items()]
        self._meaning = Choice(theme, "Meaning", meanings, name="quotation-meaning")
        self.note = TextArea(theme, "Note", hint="Private until you share it")
        for widget in (self.quotation, self.page, self._meaning, self.note):
            self.body.addWidget(widget)
        self.add_button("Cancel", self.reject, kind="quiet")
        self.add_button("Keep", self.save, kind="primary")

    def save(self) -> None:
        """Keep the quotation; errors stay at its field."""
        document, words = self._document.id, self.quotation.text()
        meaning, page = self._meaning.value(), self.page.text().strip() or None
        note = self.note.text().strip() or None
        self._session.change(
            lambda library: library.highlight_quotation(
                document, words, meaning=meaning, page=page, note=note
            ),
            # Esc may have closed the sheet, and Qt deleted it, before the answer came.
            lambda _mark: self.accept() if isValid(self) else None,
            lambda error: self.quotation.set_error(f"{error.message} {error.hint}"),
        )
