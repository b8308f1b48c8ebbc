"""The sheet of citation keys: a pattern, what it would make of every document, pins, renewing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.library import Library
from app.library.keys import KeyPreview
from app.model import DocumentId
from ui.cite.key_rows import EXAMPLES, HINT, changing, key_lines, key_sums, renewing_words
from ui.library.presenter import counted
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Choice, TextField
from ui.widgets.labels import Label
from ui.widgets.linelist import LineList
from ui.widgets.sheet import Sheet

_Found = tuple[str, Sequence[KeyPreview], dict[DocumentId, str]]
_OWN = "own"
OFFERED = (*EXAMPLES, (_OWN, "A pattern of one’s own"))


class KeysSheet(Sheet):
    """Chooses the pattern of new keys; existing ones change only when that is asked for.

    ``said`` what was done and whether it can be undone.
    """

    said = Signal(str, bool)

    def __init__(self, theme: Theme, session: Session, parent: QWidget) -> None:
        super().__init__(theme, "Citation keys", parent)
        self.setObjectName("citation-keys")
        self._session = session
        self._saved = session.library.key_pattern()
        self._found: Sequence[KeyPreview] = ()
        self._titles: dict[DocumentId, str] = {}
        self._renewing = False
        self._make()
        self._lay_out()
        self._asking = QTimer(self, singleShot=True, interval=150)
        self._asking.timeout.connect(self._ask)
        self.pattern.changed.connect(self._on_typed)
        room = parent.window().size()
        self.resize(min(680, room.width() - 40), min(660, room.height() - 40))
        self._ask()
        self.pattern.edit.setFocus()

    def _make(self) -> None:
        theme = self.theme_
        self.pattern = TextField(
            theme, "Pattern of new keys", hint=HINT, placeholder="As built in",
            name="keys-pattern",
        )  # fmt: skip
        self.pattern.set_text(self._saved)
        self._examples = Choice(theme, "Examples", OFFERED, name="keys-examples")
        self._examples.set_value(self._saved if self._saved in dict(EXAMPLES) else _OWN)
        self._examples.chosen.connect(self._on_example)
        self._sums = Label(theme, "", role="meta", wrap=True)
        self._sums.setObjectName("keys-sums")
        self.list = LineList(theme, "Keys of the library", name="keys-list")
        self.list.pointed.connect(lambda _line: self._on_pointed())
        self._error = Label(theme, "", colour="danger", wrap=True)
        self._error.hide()

    def _lay_out(self) -> None:
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._examples)
        self.body.addWidget(self.pattern)
        self.body.addWidget(self._top)
        self.body.addWidget(self._sums)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._error)
        self._pin = Button(self.theme_, "Pin this key", kind="quiet", name="keys-pin")
        self._pin.clicked.connect(lambda _checked=False: self.turn_pin())
        self._buttons.insertWidget(0, self._pin)
        self._close = self.add_button("Close", self._on_close, kind="quiet", name="keys-close")
        self._renew = self.add_button(
            "Renew keys…", lambda: self.turn(renewing=True), name="keys-renew"
        )
        self._use = self.add_button("Use for new keys", self.use, kind="primary", name="keys-use")
        self._now = self.add_button("Renew", self.renew, kind="primary", name="keys-renew-now")
        self._now.hide()
        self._use.setEnabled(False)

    # What the pattern makes -----------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._examples.set_value(self._typed if self._typed in dict(EXAMPLES) else _OWN)
        self._use.setEnabled(False)
        self._renew.setEnabled(False)
        self._asking.start()

    def _on_example(self, pattern: str) -> None:
        if pattern != _OWN:
            self.pattern.set_text(pattern)

    @property
    def _typed(self) -> str:
        return self.pattern.text().strip()

    def _ask(self) -> None:
        pattern, known = self._typed, self._titles

        def ask(library: Library) -> _Found:
            found = library.preview_keys(pattern)
            titles = known
            if any(one.document not in known for one in found):
                titles = {row.id: row.title for row in library.rows([o.document for o in found])}
            return pattern, found, titles

        self._session.ask(ask, self._show, self._not_read, latest="keys")

    def _show(self, answer: _Found) -> None:
        if not isValid(self) or answer[0] != self._typed:
            return
        _, self._found, self._titles = answer
        self.pattern.set_error("")
        self._error.hide()
        self._list_again()

    def _list_again(self) -> None:
        now = self.list.current
        lines = key_lines(self._found, self._titles, changing=self._renewing)
        self.list.show_lines(lines, now.id if now else "")
        count = changing(self._found)
        self._sums.set_text(renewing_words(count) if self._renewing else key_sums(self._found))
        able = self._session.writable
        for button in (self._renew, self._now):
            button.setEnabled(able and count > 0)
        self._use.setEnabled(able and self._typed != self._saved)
        self._now.setText(f"Renew {counted(count, 'key')}")
        self._now.setAccessibleName(self._now.text())
        self._now.updateGeometry()
        self._on_pointed()

    def _not_read(self, error: SourcebookError) -> None:
        if isValid(self):
            self.pattern.set_error(f"{error.message} {error.hint}".strip())

    # What is done ---------------------------------------------------------------------------------

    def use(self) -> None:
        """Make new keys by this pattern from now on; no key changes."""
        pattern = self._typed

        def done(text: str) -> None:
            told = f"New keys are made by {text}" if text else "New keys are made as built in"
            self.said.emit(told, True)
            if isValid(self):
                self._saved = text
                self._use.setEnabled(False)

        self._session.change(lambda library: library.set_key_pattern(pattern), done, self._failed)

    def renew(self) -> None:
        """Give the keys that are shown; the old ones stay known."""
        pattern = self._typed

        def done(renewed: list[KeyPreview]) -> None:
            self.said.emit(f"{counted(len(renewed), 'key')} renewed", True)
            if isValid(self):
                self.accept()

        self._now.setEnabled(False)
        self._session.change(
            lambda library: library.renew_keys(pattern=pattern), done, self._failed
        )

    def turn_pin(self) -> None:
        """Pin the key under the cursor, or let it be renewed again."""
        one = self._current
        if one is None:
            return
        id_, pinned = one.document, not one.pinned
        self._session.change(
            lambda library: library.pin_key(id_, pinned=pinned),
            lambda _document: self._ask() if isValid(self) else None, self._failed,
        )  # fmt: skip

    @property
    def _current(self) -> KeyPreview | None:
        line = self.list.current
        return next((one for one in self._found if line and one.document == line.id), None)

    def _on_pointed(self) -> None:
        one = self._current
        self._pin.setEnabled(one is not None and self._session.writable)
        self._pin.setText("Unpin this key" if one is not None and one.pinned else "Pin this key")
        self._pin.setAccessibleName(self._pin.text())
        self._pin.updateGeometry()

    def _on_close(self) -> None:
        if self._renewing:
            self.turn(renewing=False)
        else:
            self.accept()

    def turn(self, *, renewing: bool) -> None:
        """Show the list of what would change, or the pattern again."""
        self._renewing = renewing
        for widget in (self.pattern, self._top, self._use, self._renew):
            widget.setVisible(not renewing)
        self._now.setVisible(renewing)
        self._close.setText("Back" if renewing else "Close")
        self._close.setAccessibleName(self._close.text())
        self._list_again()
        self.list.setFocus()
        if self.list.lines:
            self.list.setCurrentIndex(self.list.rows.index(0))

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._error.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._error.show()
            self._list_again()
