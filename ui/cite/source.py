"""The Source tab: the reference, and how the document came into the library."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.changes import Change, Subject
from app.errors import NotFoundError
from app.library.copying import Copies
from app.library.doubts import doubts_of
from app.model import Document
from ui.actions import Actions
from ui.cite.checks import Checks
from ui.cite.copies import CopiesCard
from ui.cite.copying import put
from ui.cite.flow import FlowLayout
from ui.cite.source_rows import SourceRow, origin_rows, reference_rows
from ui.library.presenter import Place
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, Chip, IconButton
from ui.widgets.labels import Label

_LABEL = 76
_TICK = 1600


class SourceTab(QWidget):
    """Labels and values, and the way to edit them.

    ``said`` what was copied; ``place_requested`` a tag or collection of the document;
    ``doubted`` how many fields want a look; ``document_requested`` a copy of it;
    ``review_requested`` when its fields are to be checked one by one; ``merge_requested`` the ids
    of what it may be a copy of and of itself.
    """

    said = Signal(str, bool)
    place_requested = Signal(object)
    doubted = Signal(int)
    document_requested = Signal(str)
    review_requested = Signal(list)
    merge_requested = Signal(str, str)

    def __init__(self, theme: Theme, session: Session, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("source")
        self._theme, self._session = theme, session
        self._document: str | None = None
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(15, 14, 15, 10)
        self._column.setSpacing(8)
        edit = Button(theme, "Edit reference…", icon="pencil-simple", name="source-edit")
        edit.clicked.connect(actions["edit-reference"].trigger)
        self._column.addWidget(edit)
        self._column.addStretch(1)
        session.changed.connect(self._on_changed)

    def show_document(self, id_: str | None) -> None:
        """Show a document's source."""
        self._document = id_
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        if id_ is None:
            self.doubted.emit(0)
            return
        try:
            document = self._session.library.document(id_)
        except NotFoundError:
            return
        self._inside = self._filled(document)
        self._column.insertWidget(0, self._inside)
        self.updateGeometry()

    def _filled(self, document: Document) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        doubts = doubts_of(document)
        self.doubted.emit(len(doubts))
        if doubts:
            checks = Checks(self._theme, doubts, writable=self._session.writable)
            checks.confirmed.connect(self._on_confirmed)
            checks.review_requested.connect(lambda: self.review_requested.emit([document.id]))
            column.addWidget(checks)
            column.addSpacing(8)
        copies = self._session.library.copies(document.id)
        if copies.linked or copies.suspected:
            column.addWidget(self._copies(document.id, copies))
            column.addSpacing(8)
        column.addWidget(Label(self._theme, "Reference", role="section"))
        column.addLayout(self._table(reference_rows(document)))
        column.addSpacing(8)
        column.addWidget(Label(self._theme, "How it came", role="section"))
        column.addLayout(self._table(origin_rows(document)))
        places = self._places(document)
        if places:
            column.addSpacing(8)
            column.addWidget(Label(self._theme, "Tags and collections", role="section"))
            column.addLayout(self._chips(places))
        return inside

    def _copies(self, id_: str, copies: Copies) -> CopiesCard:
        card = CopiesCard(self._theme, copies, writable=self._session.writable)
        change = self._session.change
        card.document_requested.connect(self.document_requested)
        card.unlinked.connect(lambda: change(lambda library: library.unlink_copy(id_)))

        def decide(way: str, other: str) -> None:
            if way == "merge":
                self.merge_requested.emit(other, id_)
            elif way == "link":
                change(lambda library: library.link_copy(id_, other))
            else:
                change(lambda library: library.distinct([id_, other]))

        card.decided.connect(decide)
        return card

    def _table(self, rows: Sequence[SourceRow]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, row in enumerate(rows):
            grid.addWidget(Label(self._theme, row.label, role="meta"), line, 0, top)
            span = 1 if row.copied else 2
            grid.addWidget(self._value(row), line, 1, 1, span)
            if row.copied:
                grid.addWidget(self._copy(row), line, 2, top)
        return grid

    def _value(self, row: SourceRow) -> Label:
        label = Label(self._theme, row.breakable, wrap=True)
        label.setAccessibleName(f"{row.label}: {row.value}")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if row.right_to_left:
            label.setFont(self._theme.arabic_font(13))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        return label

    def _copy(self, row: SourceRow) -> IconButton:
        name = f"Copy {row.label if row.label.isupper() else row.label.casefold()}"
        name = "Copy SHA-256" if row.label == "SHA-256" else name
        button = IconButton(self._theme, "copy", name, size=20)
        button.setObjectName("source-" + name.casefold().replace(" ", "-"))
        button.clicked.connect(lambda: self._on_copy(button, row))
        return button

    def _on_copy(self, button: IconButton, row: SourceRow) -> None:
        put(row.copied)
        button.set_icon("check")
        QTimer.singleShot(_TICK, button, lambda: button.set_icon("copy"))
        safe = " so that it can’t be opened" if row.label == "Address" else ""
        self.said.emit(f"{row.label} copied{safe}", False)

    def _places(self, document: Document) -> list[Place]:
        tags = [Place("tag", tag, tag) for tag in document.tags]
        return tags + [
            Place("collection", each.id, each.name)
            for each in self._session.library.collections()
            if document.id in each.documents
        ]

    def _chips(self, places: Sequence[Place]) -> FlowLayout:
        flow = FlowLayout()
        for place in places:
            icon = "tag" if place.kind == "tag" else "folder"
            chip = Chip(self._theme, place.title, icon=icon, name=f"source-{place.kind}")
            chip.setAccessibleName(f"{place.kind.capitalize()} {place.title}")
            chip.clicked.connect(lambda _on=False, place=place: self.place_requested.emit(place))
            flow.addWidget(chip)
        return flow

    def _on_confirmed(self, fields: list[str]) -> None:
        id_ = self._document
        if id_ is not None:
            self._session.change(lambda library: library.confirm_fields(id_, fields))

    def _on_changed(self, changes: frozenset[Change]) -> None:
        grouped = any(change.subject is Subject.COLLECTION for change in changes)
        told = any(change.subject is Subject.LIBRARY for change in changes)
        if grouped or told or any(change.id == self._document for change in changes):
            self.show_document(self._document)
