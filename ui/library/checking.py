"""A sheet with a list to tick for several documents: tags, collections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.library.presenter import counted, shown
from ui.theme import Theme
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_ID = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the list: what it is called, and how many of the documents have it."""

    id: str
    text: str
    count: int
    depth: int = 0


class CheckSheet(Sheet):
    """All, some or none of the documents have each name; ticks say which shall.

    ``asked`` carries three lists: the ids to put on, the ids to take off, and names that are new.
    """

    asked = Signal(list, list, list)

    def __init__(
        self,
        theme: Theme,
        title: str,
        ticks: Sequence[Tick],
        documents: int,
        new: str,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, title, parent)
        self.setObjectName(f"sheet-{title.casefold()}")
        self.body.addWidget(Label(theme, f"For {counted(documents, 'document')}", role="meta"))
        self._before: dict[str, Qt.CheckState] = {}
        self._list = QListWidget()
        self._list.setObjectName(f"{title.casefold()}-list")
        self._list.setAccessibleName(title)
        self._list.setFont(theme.ui_font(13))
        self._list.setUniformItemSizes(True)
        for tick in ticks:
            self._add(tick, documents)
        self._list.setVisible(bool(ticks))
        self.body.addWidget(self._list)
        self._new = TextField(theme, new, name=f"new-{title.casefold()}")
        self.body.addWidget(self._new)
        if not ticks:
            self.body.addStretch(1)
        self.add_button("Cancel", self.reject, kind="quiet", name=f"{title.casefold()}-cancel")
        self.add_button("Save", self._on_saved, kind="primary", name=f"{title.casefold()}-save")
        self._new.edit.returnPressed.connect(self._on_saved)
        (self._list if ticks else self._new.edit).setFocus()
        self.resize(360, 420 if ticks else 200)

    def _add(self, tick: Tick, documents: int) -> None:
        item = QListWidgetItem("    " * tick.depth + shown(tick.text))
        item.setData(_ID, tick.id)
        state = Qt.CheckState.Checked if tick.count == documents else Qt.CheckState.PartiallyChecked
        state = state if tick.count else Qt.CheckState.Unchecked
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(state)
        self._before[tick.id] = state
        self._list.addItem(item)

    def _on_saved(self) -> None:
        put: list[str] = []
        take: list[str] = []
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.checkState() is not self._before[item.data(_ID)]:
                checked = item.checkState() is Qt.CheckState.Checked
                (put if checked else take).append(item.data(_ID))
        new = [name.strip() for name in self._new.text().split(",") if name.strip()]
        if put or take or new:
            self.asked.emit(put, take, new)
        self.accept()
