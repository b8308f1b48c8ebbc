"""The Source tab: the reference, and how the document came into the library."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Change
from app.errors import NotFoundError
from app.model import Document
from ui.actions import Actions
from ui.library.presenter import KIND_WORDS
from ui.reader.page import defanged
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_FIELDS = (
    ("author", "Author"), ("editor", "Editor"), ("issued", "Date"), ("container-title", "In"),
    ("publisher", "Publisher"), ("publisher-place", "Place"), ("volume", "Volume"),
    ("issue", "Issue"), ("page", "Pages"), ("edition", "Edition"), ("version", "Revision"),
    ("URL", "Address"), ("DOI", "DOI"), ("ISBN", "ISBN"), ("accessed", "Accessed"),
    ("language", "Language"),
)  # fmt: skip
_CAME = (("file", "File"), ("saved", "Saved"), ("first-published", "First published"))


def shown(value: Any) -> str:
    """A CSL value in words: names, a date, or the text itself."""
    if isinstance(value, list):
        return "; ".join(_name(person) for person in value if isinstance(person, dict))
    if isinstance(value, dict):
        parts = value.get("date-parts") or []
        dates = ["-".join(f"{int(part):02}" for part in date) for date in parts]
        return "/".join(dates) or str(value.get("literal") or value.get("raw") or "")
    return str(value)


def _name(person: dict[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    family = " ".join(
        str(person[part]) for part in ("non-dropping-particle", "family") if person.get(part)
    )
    return ", ".join(part for part in (family, str(person.get("given") or "")) if part)


def rows_of(document: Document) -> list[tuple[str, str]]:
    """What the tab shows: labels and values; the address so that it can't be opened."""
    rows = [("Kind", KIND_WORDS[document.kind]), ("Title", document.title)]
    for field, label in _FIELDS:
        value = document.reference.get(field)
        if value:
            text = shown(value)
            rows.append((label, defanged(text) if field == "URL" else text))
    if document.tags:
        rows.append(("Tags", ", ".join(document.tags)))
    for field, label in _CAME:
        value = document.provenance.get(field)
        if value:
            rows.append((label, str(value)))
    if document.original:
        rows.append(("Original", f"SHA-256 {document.original[:16]}…"))
    rows.append(("Added", document.added[:10]))
    return rows


class SourceTab(QWidget):
    """Labels and values, and the way to edit them."""

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("source")
        self._theme, self._session = theme, session
        self._document: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._column.addLayout(self._rows)
        edit = Button(theme, "Edit reference…", icon="pencil-simple", name="source-edit")
        edit.clicked.connect(actions["edit-reference"].trigger)
        self._column.addSpacing(8)
        self._column.addWidget(edit)
        self._column.addStretch(1)
        session.changed.connect(self._on_changed)

    def show_document(self, id_: str | None) -> None:
        """Show a document's source."""
        self._document = id_
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if id_ is None:
            return
        try:
            document = self._session.library.document(id_)
        except NotFoundError:
            return
        for label, value in rows_of(document):
            self._rows.addWidget(Label(self._theme, label, role="section"))
            self._rows.addWidget(Label(self._theme, value, wrap=True))
            self._rows.addSpacing(6)
        self.updateGeometry()

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if any(change.id == self._document for change in changes):
            self.show_document(self._document)
