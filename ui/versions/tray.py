"""The marks that want a person in the present version of a text, under the Notes tab."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.library import Opened
from ui.theme import Theme
from ui.versions.presenter import LookRow, look_rows
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_MOST = 20
"""Rows that are shown at once; as they are settled, others come."""


class LookTray(QWidget):
    """One row each: the quotation, what stands around it, and what can be done.

    Each signal carries the mark's id; ``shown`` where it stands too. ``grown`` when it needs
    another height.
    """

    find_wanted = Signal(str)
    attach_wanted = Signal(str)
    note_wanted = Signal(str)
    confirm_wanted = Signal(str)
    shown_wanted = Signal(int)
    grown = Signal()

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self.setObjectName("look-tray")
        self._theme, self._writable = theme, writable
        self._rows: tuple[LookRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(10)
        self.hide()

    @property
    def rows(self) -> tuple[LookRow, ...]:
        """What wants a look."""
        return self._rows

    def show_document(self, opened: Opened | None) -> None:
        """Show the marks of a document that want a look, as they are now."""
        rows = look_rows(opened.highlights, opened.text) if opened is not None else ()
        if rows == self._rows:
            return
        self._rows = rows
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if rows:
            heading = Label(self._theme, f"Check place  {len(rows)}", role="section")
            self._column.addWidget(heading)
        for row in rows[:_MOST]:
            self._column.addWidget(self._row(row))
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.grown.emit()

    def _row(self, row: LookRow) -> QWidget:
        made = QWidget()
        made.setObjectName(f"look-{row.mark}")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        told = "not in this version" if row.orphan else "other words in this version"
        column.addWidget(Label(self._theme, f"“{row.words}”", role="citation", wrap=True))
        column.addWidget(Label(self._theme, f"{row.where} · {told}", role="meta", wrap=True))
        column.addWidget(Label(self._theme, row.context, role="meta", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(4)
        for number, button in enumerate(self._buttons(row)):
            grid.addWidget(button, number // 2, number % 2)
        column.addLayout(grid)
        return made

    def _buttons(self, row: LookRow) -> list[Button]:
        wanted: list[tuple[str, object, object, str]]
        if row.orphan:
            wanted = [
                ("Find again", self.find_wanted, row.mark, "look-find"),
                ("Keep as note", self.note_wanted, row.mark, "look-note"),
                ("Attach to selection", self.attach_wanted, row.mark, "look-attach"),
            ]
        else:
            wanted = [
                ("Show place", self.shown_wanted, row.start, "look-show"),
                ("Place is right", self.confirm_wanted, row.mark, "look-confirm"),
                ("Attach to selection", self.attach_wanted, row.mark, "look-attach"),
            ]
        made = []
        for text, signal, value, name in wanted:
            button = Button(self._theme, text, kind="secondary", name=f"{name}-{row.mark}",
                            height=28)  # fmt: skip
            button.setAccessibleDescription(row.words)
            button.clicked.connect(partial(_emit, signal, value))
            looks = name in ("look-find", "look-show")
            button.setEnabled(looks or self._writable)
            made.append(button)
        return made


def _emit(signal: object, value: object, _checked: bool = False) -> None:
    signal.emit(value)  # type: ignore[attr-defined]
