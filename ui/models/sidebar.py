"""The sidebar's model: places, and the heads of sections, which can't be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.library.presenter import Place, SideRow

Index = QModelIndex | QPersistentModelIndex
SIDE_ROW = Qt.ItemDataRole.UserRole + 1


class SidebarModel(QAbstractListModel):
    """Rows as :func:`ui.library.presenter.side_rows` gives them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SideRow] = []

    def show(self, rows: Sequence[SideRow]) -> None:
        """Show these rows; only counts that changed are told where the places are the same."""
        if [(row.text, row.place) for row in rows] != [(row.text, row.place) for row in self._rows]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        for place, (new, old) in enumerate(zip(rows, tuple(self._rows), strict=True)):
            if new != old:
                self._rows[place] = new
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def side_row(self, index: Index) -> SideRow | None:
        """The row at an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, place: Place) -> int:
        """Where a place stands, -1 where it doesn't."""
        found = (
            at
            for at, row in enumerate(self._rows)
            if row.place is not None and (row.place.kind, row.place.id) == (place.kind, place.id)
        )
        return next(found, -1)

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
            return row.text if row.count is None else f"{row.text}, {row.count}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads of sections can't be chosen; documents may be dropped on collections."""
        row = self.side_row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.place is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDropEnabled if row.place.kind == "collection" else flags
