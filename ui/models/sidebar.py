"""The sidebar's model: places, and the heads of sections, which can't be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.library.presenter import Place, SideRow

Index = QModelIndex | QPersistentModelIndex
COLLECTION_MIME = "application/x-sourcebook-collection"
SIDE_ROW = Qt.ItemDataRole.UserRole + 1


class SidebarModel(QAbstractListModel):
    """Rows as :func:`ui.library.presenter.side_rows` gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SideRow] = []

    def show(self, rows: Sequence[SideRow]) -> None:
        """Show these rows; those that came or went are told, and those that say something else."""
        old, new = [_key(row) for row in self._rows], [_key(row) for row in rows]
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for what, first, last, start, end in reversed(steps):
            if what in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), first, last - 1)
                del self._rows[first:last]
                self.endRemoveRows()
            if what in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), first, first + end - start - 1)
                self._rows[first:first] = rows[start:end]
                self.endInsertRows()
        for at, row in enumerate(rows):
            if row != self._rows[at]:
                self._rows[at] = row
                index = self.index(at)
                self.dataChanged.emit(index, index)

    def side_row(self, index: Index) -> SideRow | None:
        """The row at an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, place: Place) -> int:
        """Where a place stands, -1 where it doesn't."""
        key = (place.kind, place.id)
        return next((at for at, row in enumerate(self._rows) if _key(row) == key), -1)

    def head_of(self, text: str) -> int:
        """Where the head of a section stands, -1 where there is no such section."""
        key = ("", text)
        return next((at for at, row in enumerate(self._rows) if _key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row for the delegate, words for screen readers."""
        row = self.side_row(index)
        if row is None:
            return None
        if role == SIDE_ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.text if row.count is None else f"{row.text}, {row.count:,}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads of sections can't be chosen; collections take documents, and each other."""
        row = self.side_row(index)
        if row is None or row.place is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if row.place.kind == "collection":
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            flags |= Qt.ItemFlag.ItemIsDragEnabled if self.movable else Qt.ItemFlag.NoItemFlags
        return flags

    movable = True
    """Whether collections may be dragged into each other."""

    def mimeTypes(self) -> list[str]:
        """A collection's id."""
        return [COLLECTION_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The id of the collection that is dragged."""
        data, row = QMimeData(), self.side_row(indexes[0]) if indexes else None
        if row is not None and row.place is not None and row.place.kind == "collection":
            data.setData(COLLECTION_MIME, row.place.id.encode())
        return data


def _key(row: SideRow) -> tuple[str, str]:
    """What stays the same when a row is renamed or counts differently."""
    return (row.place.kind, row.place.id) if row.place is not None else ("", row.text)
