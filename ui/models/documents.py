"""The list's model: ids at once, what is shown of each when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.library.overview import Row
from app.model import DocumentId
from ui.library.presenter import KIND_WORDS, meta_line

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[DocumentId]], list[Row]]
ROW = Qt.ItemDataRole.UserRole + 1
MIME = "application/x-sourcebook-documents"
CHUNK = 100
_FEW = 200


class DocumentsModel(QAbstractListModel):
    """Documents in order; ``fetch`` gives rows for ids, a chunk at a time."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: list[DocumentId] = []
        self._rows: dict[DocumentId, Row] = {}

    @property
    def ids(self) -> Sequence[DocumentId]:
        """The ids in order."""
        return self._ids

    def show(self, ids: Sequence[DocumentId]) -> None:
        """Show these documents; where few came or went, only their rows are touched."""
        if list(ids) == self._ids:
            return
        if not self._moved_few(list(ids)):
            self.beginResetModel()
            self._ids = list(ids)
            self.endResetModel()

    def refresh(self, ids: Sequence[str]) -> None:
        """Fetch some rows again, as a change named them."""
        named = set(ids)
        places = [place for place, id_ in enumerate(self._ids) if id_ in named]
        for id_ in named:
            self._rows.pop(DocumentId(id_), None)
        for place in places:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def row_of(self, id_: str) -> int:
        """The place of a document, -1 where it isn't shown."""
        try:
            return self._ids.index(DocumentId(id_))
        except ValueError:
            return -1

    def _moved_few(self, ids: list[DocumentId]) -> bool:
        """Whether the change could be told as a few rows gone and a few come."""
        new, old = set(ids), set(self._ids)
        gone = [place for place, id_ in enumerate(self._ids) if id_ not in new]
        come = [place for place, id_ in enumerate(ids) if id_ not in old]
        if len(gone) + len(come) > _FEW:
            return False
        if [id_ for id_ in self._ids if id_ in new] != [id_ for id_ in ids if id_ in old]:
            return False
        for place in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._ids[place]
            self.endRemoveRows()
        for place in come:
            self.beginInsertRows(QModelIndex(), place, place)
            self._ids.insert(place, ids[place])
            self.endInsertRows()
        return True

    def _row(self, place: int) -> Row | None:
        id_ = self._ids[place]
        if id_ not in self._rows:
            first = place - place % CHUNK
            wanted = [each for each in self._ids[first : first + CHUNK] if each not in self._rows]
            self._rows.update({row.id: row for row in self._fetch(wanted)})
        return self._rows.get(id_)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many documents there are."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row for the delegate, or words for screen readers and type-ahead."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self._row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            unread = ", unread" if row.unread else ""
            marks = f", {row.marks} marks, {row.notes} notes" if row.marks or row.notes else ""
            return f"{row.title}, {meta_line(row)}, {KIND_WORDS[row.kind]}{unread}{marks}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and dragged onto a collection."""
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else base

    def mimeTypes(self) -> list[str]:
        """Our own type alone: what is dragged out means nothing elsewhere."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the rows dragged."""
        data = QMimeData()
        ids = [self._ids[index.row()] for index in indexes]
        data.setData(MIME, "\n".join(ids).encode())
        return data
