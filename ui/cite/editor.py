"""The reference editor and new references by hand: fields of the kind, with a live preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.cite.engine import Rendered
from app.errors import SourcebookError
from app.library import Library
from app.model import Document, DocumentKind, Reference
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, Settings
from ui.cite.drafting import (
    draft_of,
    new_reference,
    reference_of,
    wanted_changes,
)
from ui.cite.field_column import FieldColumn
from ui.cite.person_rows import PeopleField
from ui.cite.quotation_sheet import QuotationSheet
from ui.cite.reference_preview import ReferencePreview
from ui.library.presenter import KIND_WORDS
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

__all__ = ["QuotationSheet", "ReferenceEditor"]

_SIDE_BY_SIDE = 760
Answer = tuple[Rendered, tuple[str, ...]]


class ReferenceEditor(Sheet):
    """One reference; with no document a new one is made.

    Nothing is changed until Save, which is one undo. Esc keeps what is typed as a draft, which is
    there when the editor is opened again.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        document: Document | None,
        parent: QWidget,
        done: Callable[[str], object],
        said: Callable[[str], object] = lambda _text: None,
    ) -> None:
        super().__init__(theme, "Edit reference" if document else "New reference", parent)
        self.setObjectName("reference")
        self._session, self._settings, self._document = session, settings, document
        self._done, self._tell = done, said
        self._reference: Reference = dict(document.reference) if document else {}
        self._make(document)
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(250)
        self._asking.timeout.connect(self._ask)
        self._take_draft(session.library.draft(document.id if document else None))
        room = parent.window().size()
        self.resize(min(940, room.width() - 32), min(760, room.height() - 32))
        session.ask(lambda library: library.known_values(), self._on_known, latest="known")
        self._ask()
        self.field("title").edit.setFocus()

    # What is there ------------------------------------------------------------------------------

    def field(self, name: str) -> TextField:
        """The field of a CSL variable that is shown."""
        return self._column.fields[name]

    def people(self, name: str) -> PeopleField:
        """The names of a CSL variable that is shown."""
        return self._column.people[name]

    @property
    def kind(self) -> DocumentKind:
        """The kind chosen."""
        return self._column.kind

    @property
    def reference(self) -> Reference:
        """The reference as it would be kept now."""
        column = self._column
        return reference_of(self._reference, self.kind, column.texts, column.names)

    @property
    def _blank(self) -> bool:
        return not any(value for name, value in self.reference.items() if name != "type")

    def _make(self, document: Document | None) -> None:
        theme = self.theme_
        kinds = [(kind.value, KIND_WORDS[kind]) for kind in DocumentKind]
        self._kind = Choice(theme, "Kind", kinds, name="reference-kind")
        self._kind.set_value((document.kind if document else DocumentKind.BOOK).value)
        self._kind.chosen.connect(lambda _kind: self._on_kind())
        self._key = TextField(theme, "Citation key", name="reference-key")
        self._key.set_text(document.key if document else "")
        self._said = Label(theme, "", colour="danger", wrap=True)
        self._said.hide()
        self._draft_line = QWidget()
        self._draft_line.hide()
        self._column = FieldColumn(theme, self._kind, self._key if document else None)
        self._column.changed.connect(self._on_changed)
        self.preview = ReferencePreview(theme)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._draft_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(
            Label(self.theme_, "What you typed before is here again.", role="meta", wrap=True), 1
        )
        forget = Button(
            self.theme_, "Forget draft", kind="link", name="reference-forget", height=24
        )
        forget.clicked.connect(self._on_forget)
        row.addWidget(forget)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(24)
        self._both.addWidget(self._column, 3)
        self._both.addWidget(self.preview, 2)
        for widget in (self._draft_line, self._said):
            self.body.addWidget(widget)
        self.body.addLayout(self._both, 1)
        self.add_button("Cancel", self.reject, kind="quiet", name="reference-cancel")
        if self._document is None:
            self.add_button("Save and add quotations", self._save_and_quote,
                            name="reference-save-quote")  # fmt: skip
        self.add_button("Save", self.save, kind="primary", name="reference-save")

    def _on_changed(self) -> None:
        self._asking.start()

    def _on_kind(self) -> None:
        self._column.show_fields(self.reference, self._column.texts)
        self._kind.combo.setFocus()
        self._asking.start()

    def _on_known(self, known: dict[str, tuple[str, ...]]) -> None:
        if isValid(self):
            self._column.complete_with(known)

    # Preview ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        reference, style = self.reference, self._settings.get(CITATION_STYLE)
        language = self._settings.get(CITATION_LANGUAGE)
        if self._blank:
            self.preview.show_nothing(style=style)
            return
        self.preview.wait()

        def ask(library: Library) -> Answer:
            rendered = library.cite_reference(reference, style=style, locale=language)
            return rendered, library.reference_warnings(reference, style=style)

        self._session.ask(ask, self._show, self._not_shown, latest="editor-preview")

    def _show(self, answer: Answer) -> None:
        if isValid(self) and not self._blank:
            self.preview.show_answer(*answer, style=self._settings.get(CITATION_STYLE))

    def _not_shown(self, error: SourcebookError) -> None:
        if isValid(self):
            self.preview.show_error(error)

    # Keeping ------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what is typed; the sheet closes when it is durable. Faults stay at their fields."""
        self._save(self._saved)

    def _save_and_quote(self) -> None:
        self._save(self._saved_to_quote)

    def _save(self, saved: Callable[[Document], object]) -> None:
        if not self._column.sound():
            return
        document, now = self._document, self.reference
        if document is None:
            try:
                checked = new_reference(now)
            except SourcebookError as error:
                self._failed(error)
                return
            self._session.change(
                lambda library: library.add_reference(checked), saved, self._failed
            )
            return
        wanted = wanted_changes(document, now, self.kind, self._key.text().strip())
        if not wanted:
            self._forget()
            self.accept()
            return
        self._session.change(
            lambda library: library.set_fields(document.id, wanted), saved, self._failed
        )

    def _saved(self, document: Document) -> None:
        self._forget()
        self._done(document.id)
        if isValid(self):
            self.accept()

    def _saved_to_quote(self, document: Document) -> None:
        parent = self.parentWidget()
        self._saved(document)
        QuotationSheet(self.theme_, self._session, document, parent).open()

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._said.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._said.show()

    # Drafts -------------------------------------------------------------------------------------

    def _take_draft(self, draft: dict[str, Any] | None) -> None:
        reference, texts = self._reference, dict[str, str]()
        if draft is not None:
            self._kind.set_value(draft.get("kind"))
            self._key.set_text(str(draft.get("key") or self._key.text()))
            reference, texts = draft.get("reference") or {}, draft.get("texts") or {}
            self._draft_line.show()
        self._column.show_fields(reference, texts)
        self._before = self._state() if draft is None else None

    def _state(self) -> object:
        texts = {name: text for name, text in self._column.texts.items() if text}
        return draft_of(self.kind, self._key.text(), self.reference, texts)

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return self._before is None or not self._same()

    def _same(self) -> bool:
        before = self._before
        assert isinstance(before, dict)  # noqa: S101 - told to the type checker
        now = self._state()
        assert isinstance(now, dict)  # noqa: S101 - told to the type checker
        return all(before[part] == now[part] for part in ("kind", "key", "reference"))

    def _on_forget(self) -> None:
        self._forget()
        self._draft_line.hide()
        if self._document is not None:
            self._kind.set_value(self._document.kind.value)
            self._key.set_text(self._document.key)
        self._take_draft(None)
        self._asking.start()

    def _forget(self) -> None:
        self._keep(None)

    def _keep(self, draft: object) -> None:
        id_ = self._document.id if self._document else None
        if self._session.writable:
            self._session.change(
                lambda library: library.keep_draft(id_, draft)  # type: ignore[arg-type]
            )

    def reject(self) -> None:
        """Close; what is typed and not saved is kept as a draft and said so."""
        if self.changed and self._session.writable:
            self._keep(self._state())
            self._tell("What you typed is kept; open the editor again to go on")
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from any field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif not enter:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the fields there is room for the preview, or below them."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        self._both.setSpacing(24 if wide else 8)
        self.preview.set_compact(not wide)
