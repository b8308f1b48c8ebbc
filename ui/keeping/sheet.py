"""The sheet of .bib files that are kept up to date: those there are, and another one."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import SourcebookError
from app.library import Library
from app.library.takingin import TakenIn
from app.model.autoexport import AutoExport
from app.settings import EXPORT_FOLDER, Settings
from ui.keeping.files import (
    FORMATS,
    LETTERS,
    Kept,
    choices_of,
    kept_lines,
    offer_words,
    proposed,
    taken_words,
)
from ui.keeping.keeper import Keeper
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields import Check, Choice, TextField
from ui.widgets.labels import Label
from ui.widgets.linelist import LineList
from ui.widgets.painting import draw_card
from ui.widgets.sheet import Sheet

_ROW = 54
_MOST = 4
"""Rows that are shown before the list scrolls."""


class KeepingSheet(Sheet):
    """Keeps .bib files up to date from now on; errors and offers stand in the sheet.

    ``said`` what was done and whether it can be undone.
    """

    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, settings: Settings, keeper: Keeper, parent: QWidget
    ) -> None:
        super().__init__(theme, "Keep a .bib up to date", parent)
        self.setObjectName("keeping")
        self._session, self._settings, self._keeper = session, settings, keeper
        self._left: set[tuple[str, float | None]] = set()
        self._make()
        self._lay_out()
        keeper.told.connect(self._on_told)
        room = parent.window().size()
        self.resize(min(600, room.width() - 40), 240)
        self._on_told()
        if session.writable:
            keeper.look()

    def _make(self) -> None:
        theme = self.theme_
        self.list = LineList(theme, "Files kept up to date", name="keeping-list")
        self.list.pointed.connect(lambda _line: self._on_pointed())
        self.offer = _Offer(theme)
        self._take = self._button("Import the changes", "keeping-take", self.take_in)
        self._over = self._button("Write over", "keeping-over", self.write_over)
        self._leave = self._button("Leave", "keeping-leave", self.leave, kind="quiet")
        for button in (self._take, self._over, self._leave):
            self.offer.buttons.addWidget(button)
        self.offer.buttons.addStretch(1)
        self._stop = self._button("Keep no longer", "keeping-stop", self.stop, kind="danger")
        whats = [("", "The whole library")] + [
            (each.id, f"Collection: {each.name} ({len(each.documents)})")
            for each in self._session.library.collections()
        ]
        self.what = Choice(theme, "What", whats, name="keeping-what")
        self.dialect = Choice(theme, "Dialect", FORMATS, name="keeping-dialect")
        self.letters = Choice(theme, "Letters beyond ASCII", LETTERS, name="keeping-letters")
        self.without = TextField(
            theme, "Fields left out", hint="Such as abstract, keywords, file",
            name="keeping-without",
        )  # fmt: skip
        self.as_came = Check(
            theme, "Put entries that weren’t changed back as they came", name="keeping-as-came"
        )
        self._error = Label(theme, "", colour="danger", wrap=True)
        self._error.setObjectName("keeping-error")
        self._error.hide()

    def _button(self, text: str, name: str, act: object, kind: str = "secondary") -> Button:
        button = Button(self.theme_, text, kind=kind, name=name)
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        return button

    def _lay_out(self) -> None:
        theme = self.theme_
        told = (
            "The file is written anew a moment after something changes, for whatever reads it: "
            "LaTeX, Typst, Quarto, an editor. What somebody else writes into it is never "
            "overwritten unasked."
        )
        self.body.addWidget(Label(theme, told, role="meta", wrap=True))
        self.body.addWidget(self.list)
        self.body.addWidget(self.offer)
        self._head = Label(theme, "Another file", role="section")
        self.body.addWidget(self._head)
        self.body.addWidget(self.what)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.dialect, 1)
        both.addWidget(self.letters, 1)
        self.body.addLayout(both)
        self.body.addWidget(self.without)
        self.body.addWidget(self.as_came)
        self.body.addWidget(self._error)
        self.body.addStretch(1)
        self._buttons.insertWidget(0, self._stop)
        self.add_button("Close", self.accept, kind="quiet", name="keeping-close")
        self._choose = self.add_button(
            "Choose file…", self._ask_file, kind="primary", name="keeping-choose"
        )
        self._choose.setEnabled(self._session.writable)

    # What is kept ---------------------------------------------------------------------------------

    def _on_told(self) -> None:
        kept = self._keeper.kept
        names = {str(each.id): each.name for each in self._session.library.collections()}
        self.list.show_lines(kept_lines(kept, names, time.time()))
        self.list.setFixedHeight(_ROW * min(_MOST, max(1, len(kept))))
        self.list.setVisible(bool(kept))
        self._stop.setVisible(bool(kept))
        self._stop.setEnabled(self._session.writable)
        self._head.set_text("Another file" if kept else "A file")
        self._on_pointed()
        if self.isVisible():
            self.fit()

    @property
    def current(self) -> Kept | None:
        """The file under the cursor."""
        line = self.list.current
        return next((one for one in self._keeper.kept if line and one.id == line.id), None)

    def _on_pointed(self) -> None:
        one = self.current
        words = offer_words(one) if one is not None else ""
        left = one is not None and (one.id, one.written) in self._left
        self.offer.setVisible(bool(words) and not left and self._session.writable)
        self.offer.say(words)
        for button in (self._take, self._over, self._leave):
            button.setVisible(one is not None and one.foreign)

    def take_in(self) -> None:
        """Take what others wrote into the library, as one undo, and write the file again."""
        one = self.current
        if one is None:
            return

        def done(taken: TakenIn) -> None:
            self._keeper.run(done=lambda: self.said.emit(taken_words(taken), True))

        self._error.hide()
        self._session.change(
            lambda library: library.take_in_auto_export(one.id), done, self._failed
        )

    def write_over(self) -> None:
        """Let the library's version replace what others wrote."""
        one = self.current
        if one is not None:
            name = one.name
            self._keeper.run([one.id], lambda: self.said.emit(f"{name} written over", False))

    def leave(self) -> None:
        """Leave the file as it is; it is asked again when it changes once more."""
        one = self.current
        if one is not None:
            self._left.add((one.id, one.written))
            self._on_pointed()
            self.list.setFocus()

    def stop(self) -> None:
        """Keep a file up to date no longer; the file stays."""
        one = self.current
        if one is None:
            return
        name, id_ = one.name, one.id

        def done(_id: str) -> None:
            self.said.emit(f"{name} is kept up to date no longer; the file stays", True)
            self._keeper.look()

        self._session.change(lambda library: library.remove_auto_export(id_), done, self._failed)

    # Another file ---------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        start = proposed(self._settings.get(EXPORT_FOLDER), self._session.folder.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Keep a .bib up to date", str(start), "BibTeX (*.bib)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            self.keep(Path(chosen))

    def keep(self, path: Path) -> None:
        """Keep ``path`` up to date from now on, as the sheet says."""
        if not path.suffix:
            path = path.with_suffix(".bib")
        choices = choices_of(
            unicode=self.letters.value(),
            without=self.without.text(),
            as_imported=self.as_came.isChecked(),
        )
        what, dialect = self.what.value() or None, self.dialect.value()
        self._error.hide()

        def done(export: AutoExport) -> None:
            self._settings.set(EXPORT_FOLDER, str(path.parent))
            self.said.emit(f"{path.name} is kept up to date from now on", True)
            self._keeper.run(done=lambda: self._point_at(export.id))

        def act(library: Library) -> object:
            return library.add_auto_export(
                path, collection=what, format_name=dialect, choices=choices
            )

        self._session.change(act, done, self._failed)  # type: ignore[arg-type]

    def _point_at(self, id_: str) -> None:
        if isValid(self):
            self.list.show_lines(self.list.lines, id_)
            self.list.setFocus()

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self._error.set_text(" ".join(filter(None, (error.message, error.hint))))
            self._error.show()


class _Offer(QWidget):
    """What is wrong with a file, on a warning's ground, with the ways on below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("keeping-offer")
        self._theme = theme
        self._label = Label(theme, "", wrap=True)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 10, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addLayout(self.buttons)
        theme.changed.connect(self.update)

    def say(self, words: str) -> None:
        """Say what is wrong."""
        self._label.set_text(words)
        self.setAccessibleName(words or "Nothing to decide")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and icon."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()), tokens.warn_ground, None, 8)
        self._theme.draw_icon(painter, "warning", QRectF(14, 12, 16, 16), tokens.warn)
        painter.end()
