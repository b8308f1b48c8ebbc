"""The model of the page of added files: a row for each file, from waiting to what became of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.library import Imported
from ui.adding.lines import (
    NOT_IMPORTED,
    Line,
    line_of,
    merged,
    reading_line,
    unread_line,
    waiting_line,
)

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1


class AddingModel(QAbstractListModel):
    """Rows in the order in which the files are read; failures of a file's parts follow it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, Line]] = []
        self._row_of: dict[str, int] = {}
        self._reading = ""

    @property
    def lines(self) -> list[Line]:
        """What the rows say, top to bottom."""
        return [line for _path, line in self._rows]

    def line(self, index: Index) -> Line | None:
        """What a row says."""
        return self._rows[index.row()][1] if index.isValid() else None

    def clear(self) -> None:
        """No rows."""
        self.beginResetModel()
        self._rows, self._row_of, self._reading = [], {}, ""
        self.endResetModel()

    def show(self, lines: Iterable[Line]) -> None:
        """Show rows that stand for no file."""
        self.beginResetModel()
        self._rows = [("", line) for line in lines]
        self._row_of, self._reading = {}, ""
        self.endResetModel()

    def wait_for(self, paths: Sequence[str]) -> None:
        """Add a waiting row for each file that isn't shown as such."""
        new = [path for path in paths if not self._waits(path)]
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += [(path, waiting_line(path)) for path in new]
            self._number()
            self.endInsertRows()

    def read(self, path: str) -> None:
        """Show that a file is being read now."""
        if path in self._row_of and self._waits(path):
            self._reading = path
            self._put(self._row_of[path], reading_line(path))

    def tell(self, lines: Iterable[Imported]) -> None:
        """Show what became of files."""
        changed: dict[str, Line] = {}
        for imported in lines:
            path, line = imported.path, line_of(imported)
            if path not in self._row_of:
                self.wait_for([path])
            before = changed.get(path) or self._rows[self._row_of[path]][1]
            if before.state in ("Waiting", "Reading"):
                changed[path] = line
            elif line.failed:
                self._insert_after(path, line)
            elif before.failed:
                self._insert_after(path, before)
                changed[path] = line
            else:
                changed[path] = merged(before, line, path)
        for path, line in changed.items():
            self._put(self._row_of[path], line)

    def refresh(self, ids: Container[str], now: Callable[[Line], Line]) -> list[int]:
        """Show rows anew of which a document was changed; which rows say something else now."""
        changed = []
        for row, (_path, line) in enumerate(self._rows):
            if any(id_ in ids for id_ in line.ids) and (fresh := now(line)) != line:
                self._put(row, fresh)
                changed.append(row)
        return changed

    @property
    def unread(self) -> list[str]:
        """The files that were not imported because the user stopped."""
        return [path for path, line in self._rows if line.state == NOT_IMPORTED]

    def wait_again(self) -> list[str]:
        """Let what was not imported wait again; the paths of it."""
        paths = self.unread
        for row, (path, line) in enumerate(self._rows):
            if line.state == NOT_IMPORTED:
                self._put(row, waiting_line(path))
        return paths

    def stop(self) -> int:
        """Show what wasn't read as such; how many files that are."""
        waiting = [row for row, (_, line) in enumerate(self._rows) if _pending(line)]
        for row in waiting:
            self._put(row, unread_line(self._rows[row][0]))
        return len(waiting)

    def remove(self, row: int) -> None:
        """Leave a row out."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self._number()
        self.endRemoveRows()

    def _waits(self, path: str) -> bool:
        return path in self._row_of and _pending(self._rows[self._row_of[path]][1])

    def _insert_after(self, path: str, line: Line) -> None:
        at = self._row_of[path] + 1
        while at < len(self._rows) and self._rows[at][0] == path:
            at += 1
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, (path, line))
        self._number()
        self.endInsertRows()

    def _put(self, row: int, line: Line) -> None:
        self._rows[row] = (self._rows[row][0], line)
        self.dataChanged.emit(self.index(row), self.index(row))

    def _number(self) -> None:
        """Which row a file's next news belong to: its latest, without the failures below it."""
        self._row_of = {}
        for row, (path, _line) in enumerate(self._rows):
            if row == 0 or self._rows[row - 1][0] != path:
                self._row_of[path] = row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line for the delegate, words for screen readers."""
        line = self.line(index)
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.words if role == Qt.ItemDataRole.AccessibleTextRole else None


def _pending(line: Line) -> bool:
    return line.state in ("Waiting", "Reading")
