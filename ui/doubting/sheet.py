"""The sheet of fields to check: one document after the other, by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.library.doubts import Doubtful
from app.model import Document
from ui.doubting.presenter import about, all_asked, ended_words, place_words, told
from ui.doubting.row import CheckRow
from ui.library.presenter import shown
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet
from ui.widgets.states import EmptyState

_WIDE, _HIGH = 600, 360


class DoubtsSheet(Sheet):
    """Asks about the fields of documents, in their order; ``opened`` carries one to be read.

    Return says that a field is right, or keeps what was typed; Ctrl+Return settles all fields of
    a document. Then the next document comes.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, session: Session, ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(theme, "Fields to check", parent)
        self.setObjectName("doubts")
        self._session, self._ids = session, list(ids)
        self._at, self._done = -1, 0
        self._acts: list[tuple[int, bool]] = []
        self._shown: Doubtful | None = None
        self._rows: list[CheckRow] = []
        self._inside: QWidget | None = None
        self._make()
        room = parent.window().size()
        self.resize(min(_WIDE, room.width() - 40), min(_HIGH, room.height() - 40))
        self._go(0, 1)

    def _make(self) -> None:
        theme = self.theme_
        self._title = Label(theme, "", role="strong", wrap=True)
        self._title.setObjectName("doubts-title")
        self._about = Label(theme, "", role="meta", elide=True)
        self._place = Label(theme, "", role="meta")
        self._place.setObjectName("doubts-place")
        second = QHBoxLayout()
        second.addWidget(self._about, 1)
        second.addWidget(self._place)
        self.above.setSpacing(2)
        self.above.addWidget(self._title)
        self.above.addLayout(second)
        self._ended = EmptyState(theme, "check", *ended_words(0))
        self.body.addWidget(self._ended, 1)
        self._ended.hide()
        self._undo = Button(theme, "Undo", kind="quiet", name="doubts-undo")
        self._undo.clicked.connect(lambda _on=False: self.undo())
        self._undo.hide()
        self._buttons.insertWidget(0, self._undo)
        self._close = self.add_button("Close", self.accept, kind="quiet", name="doubts-close")
        self._read = self.add_button("Open", self._on_open, kind="quiet", name="doubts-open")
        self._back = self.add_button("Back", self.back, name="doubts-back")
        self._next = self.add_button("Skip", self.skip, name="doubts-skip")
        self._all = self.add_button(
            "All are right", self.settle_all, kind="primary", name="doubts-all"
        )
        for keys, act in (
            ("Ctrl+Return", self.settle_all),
            ("Alt+Right", self.skip),
            ("Alt+Left", self.back),
            ("Ctrl+Z", self.undo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # One document after the other -----------------------------------------------------------------

    def _go(self, at: int, step: int) -> None:
        """Ask about the document at a place, or the next one on that still has a question."""
        if not 0 <= at < len(self._ids):
            if step > 0:
                self._end()
            return
        id_ = self._ids[at]

        def answered(found: list[Doubtful]) -> None:
            if not isValid(self):
                return
            if found:
                self._at = at
                self._show(found[0])
            else:
                self._go(at + step, step)

        def gone(_error: SourcebookError) -> None:
            if isValid(self):
                self._go(at + step, step)

        self._session.ask(lambda library: library.doubtful([id_]), answered, gone, latest="doubts")

    def _show(self, one: Doubtful) -> None:
        same = self._shown is not None and self._shown.document.id == one.document.id
        self._shown = one
        self._title.set_text(shown(one.document.title))
        self._about.set_text(about(one.document))
        self._place.set_text(place_words(self._at, len(self._ids)))
        typed = {row.asked.field: row.typed for row in self._rows} if same else {}
        self._fill(one)
        for row in self._rows:
            # What was typed into other fields stays when one of them is settled.
            row.field.set_text(typed.get(row.asked.field, row.asked.typed))
        self._set_ended(ended=False)
        if self.isVisible():
            self.fit()
        if self._rows:
            self._rows[0].field.edit.setFocus()
            self._rows[0].field.edit.selectAll()

    def _fill(self, one: Doubtful) -> None:
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._rows = []
        for asked in all_asked(one):
            row = CheckRow(self.theme_, asked, writable=self._session.writable)
            row.settled.connect(self._settle_one)
            self._rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        self.body.insertWidget(0, self._inside)
        self._all.setText("All are right" if len(self._rows) > 1 else "It is right")
        self._all.setAccessibleName(self._all.text())
        self._all.updateGeometry()

    def _set_ended(self, *, ended: bool) -> None:
        for part in (self._title, self._about, self._place, self._read, self._next, self._all):
            part.setVisible(not ended)
        self._back.setVisible(len(self._ids) > 1)
        self._back.setEnabled(self._at > 0)
        self._next.setVisible(not ended and len(self._ids) > 1)
        self._all.setEnabled(self._session.writable)
        self._ended.setVisible(ended)
        if self._inside is not None:
            self._inside.setVisible(not ended)

    def _end(self) -> None:
        self._shown, self._rows = None, []
        title, said = ended_words(self._done)
        self._ended.set_words(title, said, "check")
        self._at = len(self._ids)
        self._set_ended(ended=True)
        self._close.setFocus()

    def skip(self) -> None:
        """Leave this document as it is and ask about the next."""
        self._go(self._at + 1, 1)

    def back(self) -> None:
        """Go back to the last document before that still has a question."""
        self._go(self._at - 1, -1)

    # What is settled ------------------------------------------------------------------------------

    def _settle_one(self, field: str) -> None:
        self._settle({row.asked.field: row.typed for row in self._rows if row.asked.field == field})

    def settle_all(self) -> None:
        """Take all fields as they stand, in one act."""
        self._settle({row.asked.field: row.typed for row in self._rows})

    def _settle(self, typed: dict[str, str]) -> None:
        one = self._shown
        if one is None or not typed or not self._session.writable:
            return
        rows = {row.asked.field: row for row in self._rows}
        blamed = rows[next(iter(typed))]
        try:
            right, changed = told([row.asked for row in self._rows], typed)
        except SourcebookError as error:
            blamed = rows.get("issued", blamed)
            blamed.show_error(f"{error.message} {error.hint}".strip())
            return
        id_, at, last = one.document.id, self._at, len(typed) == len(self._rows)

        def failed(error: SourcebookError) -> None:
            if isValid(self):
                row = rows[next(iter(changed))] if changed else blamed
                row.show_error(f"{error.message} {error.hint}".strip())

        self._session.change(
            lambda library: library.settle_fields(id_, right, changed),
            lambda _document: self._settled(at, last=last),
            failed,
        )

    def _settled(self, at: int, *, last: bool) -> None:
        if not isValid(self):
            return
        self._acts.append((at, last))
        self._done += last
        self._undo.show()
        self._go(at + last, 1)

    def undo(self) -> None:
        """Take back what was settled in this sheet last, and ask about it again."""
        if self._acts:
            at, last = self._acts.pop()
            self._session.change(
                lambda library: library.undo(), lambda _label: self._undone(at, last=last)
            )

    def _undone(self, at: int, *, last: bool) -> None:
        if isValid(self):
            self._undo.setVisible(bool(self._acts))
            self._done -= last
            self._shown = None
            self._go(at, 1)

    def _on_open(self) -> None:
        if self._shown is not None:
            self.opened.emit(self._shown.document.id)
            self.accept()

    @property
    def document(self) -> Document | None:
        """The document that is asked about; None when nothing is left."""
        return self._shown.document if self._shown is not None else None
