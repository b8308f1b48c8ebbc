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
from ui.library.presenter import row_words, shown

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

    def show(self, ids: Sequence[DocumentId]) -> bool:
        """Show these documents; False where so much differs that the model was reset.

        A few that came, went or moved are told one by one, so that selection and scroll stay.
        """
        wanted = list(ids)
        if wanted == self._ids:
            return True
        if self._differs_much(wanted):
            self.beginResetModel()
            self._ids = wanted
            self.endResetModel()
            return False
        self._take_out(set(wanted))
        self._put_in(wanted)
        if self._ids != wanted:
            self._put_in_order(wanted)
        return True

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

    def row_at(self, place: int) -> Row | None:
        """What is shown of the document at a place; its chunk is fetched where it isn't known."""
        id_ = self._ids[place]
        if id_ not in self._rows:
            first = place - place % CHUNK
            wanted = [each for each in self._ids[first : first + CHUNK] if each not in self._rows]
            self._rows.update({row.id: row for row in self._fetch(wanted)})
        return self._rows.get(id_)

    def _differs_much(self, wanted: list[DocumentId]) -> bool:
        return len(set(wanted) ^ set(self._ids)) > _FEW

    def _take_out(self, staying: set[DocumentId]) -> None:
        gone = [place for place, id_ in enumerate(self._ids) if id_ not in staying]
        for place in reversed(gone):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._ids[place]
            self.endRemoveRows()

    def _put_in(self, wanted: list[DocumentId]) -> None:
        old = set(self._ids)
        for place, id_ in enumerate(wanted):
            if id_ not in old:
                self.beginInsertRows(QModelIndex(), place, place)
                self._ids.insert(place, id_)
                self.endInsertRows()

    def _put_in_order(self, wanted: list[DocumentId]) -> None:
        """The same documents in another order; whoever holds an index keeps its document."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        place_of = {id_: place for place, id_ in enumerate(wanted)}
        moved = [self.index(place_of[self._ids[index.row()]]) for index in held]
        self._ids = wanted
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many documents there are."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row for the delegate, or words for screen readers and type-ahead."""
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        row = self.row_at(index.row())
        if row is None or role == ROW:
            return row
        return shown(row.title) if role == Qt.ItemDataRole.DisplayRole else row_words(row)

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
