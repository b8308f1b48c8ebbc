"""The model of a list of passages; what changed is told row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.model import Meaning

PASSAGE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Passage:
    """One row. ``hits`` are code points into ``words``, ``start`` is one of its Text.

    ``markdown`` names what is a note's Markdown: "words", "below" or neither. A ``head`` has a
    title and an aside only, and can't be chosen. ``key`` says whose row it is.
    """

    document: str | None
    start: int | None
    title: str
    aside: str
    where: str
    words: str
    below: str = ""
    icon: str = "article"
    meaning: Meaning | None = None
    hits: tuple[tuple[int, int], ...] = ()
    mark: str | None = None
    paragraph: int | None = None
    markdown: str = ""
    tags: tuple[str, ...] = ()
    private: bool | None = None
    head: bool = False
    key: str = ""

    @property
    def told(self) -> str:
        """What a screen reader says of the row."""
        who = ", ".join(filter(None, (self.title, self.aside, self.where)))
        seen = {None: "", True: ". Private", False: ". Shared"}[self.private]
        words = ". ".join(filter(None, (self.words[:600], self.below[:600])))
        return (f"{who}: {words}" if words else who) + seen


class PassagesModel(QAbstractListModel):
    """Passages in order. A row that is the same stays; one that differs is told, not reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._passages: list[Passage] = []

    @property
    def passages(self) -> Sequence[Passage]:
        """The rows in order."""
        return self._passages

    def show(self, passages: Sequence[Passage]) -> None:
        """Show these: rows before and after what differs are left alone."""
        old, new = self._passages, list(passages)
        least = min(len(old), len(new))
        first = next((n for n in range(least) if old[n] != new[n]), least)
        last = next((n for n in range(least - first) if old[-1 - n] != new[-1 - n]), least - first)
        gone, come = len(old) - first - last, len(new) - first - last
        changed = min(gone, come)
        if gone > changed:
            self.beginRemoveRows(QModelIndex(), first + changed, first + gone - 1)
            del self._passages[first + changed : first + gone]
            self.endRemoveRows()
        if changed:
            self._passages[first : first + changed] = new[first : first + changed]
            self.dataChanged.emit(self.index(first), self.index(first + changed - 1))
        if come > changed:
            self.beginInsertRows(QModelIndex(), first + changed, first + come - 1)
            self._passages[first + changed : first + changed] = new[first + changed : first + come]
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._passages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The passage, or its words for a screen reader."""
        if not index.isValid() or not 0 <= index.row() < len(self._passages):
            return None
        passage = self._passages[index.row()]
        if role == PASSAGE:
            return passage
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return passage.told
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head can't be chosen."""
        passage = self.data(index, PASSAGE)
        if passage is None:
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemNeverHasChildren
        if passage.head:
            return leaf
        return leaf | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
