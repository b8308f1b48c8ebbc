"""The reference editor and new references by hand: fields of the kind, with a live preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
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
    said_of,
    wanted_changes,
)
from ui.cite.fields import (
    COMPLETED,
    is_date,
    is_people,
    label_of,
    lines_of,
    more_fields,
    own_fields,
    typed,
)
from ui.cite.people import drafts, native_names
from ui.cite.person_rows import PeopleField
from ui.cite.quotation_sheet import QuotationSheet
from ui.cite.reference_preview import ReferencePreview
from ui.cite.title_field import TitleField, completer
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
        self._fields: dict[str, TextField] = {}
        self._people: dict[str, PeopleField] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        self._models: dict[str, QStringListModel] = {}
        self._kept: dict[str, str] = {}
        self._saved_now = False
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
        self._fields["title"].edit.setFocus()

    # What is there ------------------------------------------------------------------------------

    def field(self, name: str) -> TextField:
        """The field of a CSL variable that is shown."""
        return self._fields[name]

    def people(self, name: str) -> PeopleField:
        """The names of a CSL variable that is shown."""
        return self._people[name]

    @property
    def kind(self) -> DocumentKind:
        """The kind chosen."""
        return DocumentKind(self._kind.value())

    @property
    def reference(self) -> Reference:
        """The reference as it would be kept now."""
        texts = {name: field.text() for name, field in self._fields.items()}
        people = {name: field.drafts for name, field in self._people.items()}
        return reference_of(self._reference, self.kind, texts, people)

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
        self._area = QScrollArea()
        self._area.setObjectName("reference-fields")
        self._area.setAccessibleName("Fields")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = ReferencePreview(theme)
        self._more_open = False

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
        self._both.addWidget(self._area, 3)
        self._both.addWidget(self.preview, 2)
        for widget in (self._draft_line, self._said):
            self.body.addWidget(widget)
        self.body.addLayout(self._both, 1)
        self.add_button("Cancel", self.reject, kind="quiet", name="reference-cancel")
        if self._document is None:
            self.add_button("Save and add quotations", self._save_and_quote,
                            name="reference-save-quote")  # fmt: skip
        self.add_button("Save", self.save, kind="primary", name="reference-save")

    # Fields -------------------------------------------------------------------------------------

    def _show_fields(self, reference: Reference, texts: dict[str, str]) -> None:
        """Make the fields of the kind, filled from ``reference``; ``texts`` win over it."""
        for widget in (self._kind, self._key):
            widget.setParent(None)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 4)
        column.setSpacing(12)
        column.addWidget(self._kind)
        self._fields, self._people = {}, {}
        own = own_fields(self.kind)
        self._add_lines(column, own, reference, texts)
        self._more = Button(
            self.theme_, "More fields", kind="quiet", icon="caret-down", name="reference-more",
            height=28,
        )  # fmt: skip
        self._more.clicked.connect(lambda: self._on_more(reference, texts))
        head = QHBoxLayout()
        head.addWidget(self._more)
        head.addStretch(1)
        column.addLayout(head)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(12)
        column.addWidget(self._rest)
        self._rest.hide()
        filled = [name for name in more_fields(self.kind, reference) if reference.get(name)]
        self._more_made = False
        if self._more_open or any(name in texts for name in filled) or filled:
            self._add_lines(rest, tuple(filled), reference, texts)
            self._rest.show()
        if self._document is not None:
            rest_key = self._key
            column.addWidget(rest_key)
            rest_key.show()
        column.addStretch(1)
        self._area.takeWidget()
        self._area.setWidget(inside)
        self._kind.show()
        if self._more_open:
            self._on_more(reference, texts)
        self._offer_known()
        self._look_at_title()

    def _on_more(self, reference: Reference, texts: dict[str, str]) -> None:
        if not self._more_made:
            shown = {*self._fields, *self._people}
            wanted = tuple(name for name in more_fields(self.kind, reference) if name not in shown)
            layout = self._rest.layout()
            assert isinstance(layout, QVBoxLayout)  # noqa: S101 - told to the type checker
            self._add_lines(layout, wanted, reference, texts)
            self._more_made = self._more_open = True
            self._rest.show()
            self._more.hide()
            self._offer_known()

    def _add_lines(
        self, column: QVBoxLayout, names: tuple[str, ...], reference: Reference,
        texts: dict[str, str],
    ) -> None:  # fmt: skip
        for line in lines_of(names):
            if len(line) == 1:
                column.addWidget(self._field_for(line[0], reference, texts))
                continue
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in line:
                row.addWidget(self._field_for(name, reference, texts), 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)

    def _field_for(self, name: str, reference: Reference, texts: dict[str, str]) -> QWidget:
        label, hint = label_of(self.kind, name)
        if is_people(name):
            rows = drafts(reference.get(name), native_names(reference))
            people = PeopleField(self.theme_, name, label, hint, rows)
            people.changed.connect(self._asking.start)
            self._people[name] = people
            return people
        field = TextField(self.theme_, label, hint=hint, name=f"reference-{name}")
        field.set_text(texts.get(name, typed(reference.get(name))))
        self._fields[name] = field
        field.changed.connect(lambda _text: self._on_typed(name))
        field.edit.editingFinished.connect(lambda: self._validate(name))
        if is_date(name):
            field.edit.setPlaceholderText("2015-03-04, March 2015")
            field.edit.setToolTip("Also c. 1990, spring 2015, 2015/2016 or n.d.")
            self._echo(name)
        if name == "title":
            self._title = TitleField(self.theme_, field)
            return self._title
        return field

    def _look_at_title(self) -> None:
        language = self._fields["language"].text() if "language" in self._fields else ""
        self._title.look(language)

    def _on_typed(self, name: str) -> None:
        field = self._fields[name]
        if field.edit.property("invalid") or is_date(name):
            self._echo(name)
        if name in ("title", "language"):
            self._look_at_title()
        self._asking.start()

    def _echo(self, name: str) -> None:
        """Say how a date is understood, or that a fault is gone, while one types."""
        field = self._fields[name]
        wrong, understood = said_of(name, field.text())
        if not wrong or field.edit.property("invalid"):
            field.set_error(wrong)
        if is_date(name):
            _, hint = label_of(self.kind, name)
            field.set_hint(understood or hint)

    def _validate(self, name: str) -> None:
        if isValid(self) and name in self._fields:
            self._fields[name].set_error(said_of(name, self._fields[name].text())[0])

    def _on_kind(self) -> None:
        texts = {name: field.text() for name, field in self._fields.items()}
        self._show_fields(self.reference, texts)
        self._kind.combo.setFocus()
        self._asking.start()

    # Completing ---------------------------------------------------------------------------------

    def _on_known(self, known: dict[str, tuple[str, ...]]) -> None:
        if isValid(self):
            self._known = known
            self._models = {name: QStringListModel(list(each)) for name, each in known.items()}
            self._offer_known()

    def _offer_known(self) -> None:
        for name, field in self._fields.items():
            if name in COMPLETED and name in self._models:
                field.edit.setCompleter(self._completer(name, field.edit))
        for people in self._people.values():
            if self._models:
                people.complete_with(
                    self._completer("family", people), self._completer("literal", people)
                )

    def _completer(self, name: str, owner: QWidget) -> QCompleter:
        return completer(self.theme_, self._models.get(name), owner, name)

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
        if not self._sound():
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

    def _sound(self) -> bool:
        """Whether every field can be kept; the first that can't gets the keyboard."""
        first: QLineEdit | None = None
        for name, field in self._fields.items():
            wrong = said_of(name, field.text())[0]
            if name == "title" and not field.text().strip():
                wrong = "A document needs a title."
            # A wrong check digit is told and kept: it may be printed so in the book.
            if name in ("ISBN", "ISSN", "DOI") and wrong:
                field.set_error(wrong)
                continue
            field.set_error(wrong)
            if wrong and first is None:
                first = field.edit
        if first is not None:
            first.setFocus()
            self._area.ensureWidgetVisible(first)
        return first is None

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
        self._show_fields(reference, texts)
        self._before = self._state() if draft is None else None

    def _state(self) -> object:
        texts = {name: field.text() for name, field in self._fields.items() if field.text()}
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
