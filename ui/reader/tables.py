"""A table of a Text as a table on the page, its cells mapped one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.theme import Theme

MOST_CELLS, MOST_COLUMNS = 400, 8
"""Above these Qt lays a table out too slowly or too narrowly, so its rows are set as lines."""

Write = Callable[[int, str, QTextBlockFormat], None]


def cells_of(content: str) -> list[list[str]]:
    """The cells of a table's canonical text: rows end with LF, cells with TAB."""
    return [row.split("\t") for row in content.split("\n")]


def fits(rows: list[list[str]]) -> bool:
    """Whether a table is small enough to be shown as one."""
    columns = max(map(len, rows))
    return 1 < columns <= MOST_COLUMNS and columns * len(rows) <= MOST_CELLS


def insert_table(
    cursor: QTextCursor, rows: list[list[str]], at: int, theme: Theme, scale: float, write: Write
) -> None:
    """Insert the table at the cursor and leave that in the empty block behind it.

    ``write(offset, cell, form)`` fills the cell the cursor stands in.
    """
    columns = max(map(len, rows))
    table = cursor.insertTable(len(rows), columns, _format(scale))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = table.cellAt(number, column)
            place.setFormat(_cell(theme, scale, above=number == 0))
            cursor.setPosition(place.firstCursorPosition().position())
            write(at, cell, QTextBlockFormat())
            at += len(cell) + 1
        for column in range(len(row), columns):
            table.cellAt(number, column).setFormat(_cell(theme, scale, above=number == 0))
    cursor.setPosition(_behind(table))


def _behind(table: QTextTable) -> int:
    return table.lastPosition() + 1


def _format(scale: float) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setBorder(0)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellSpacing(0)
    form.setBorderCollapse(True)
    form.setTopMargin(8 * scale)
    form.setBottomMargin(16 * scale)
    return form


def _cell(theme: Theme, scale: float, *, above: bool) -> QTextTableCellFormat:
    form = QTextTableCellFormat()
    form.setLeftPadding(0)
    form.setRightPadding(12 * scale)
    form.setTopPadding(5 * scale)
    form.setBottomPadding(5 * scale)
    solid = QTextFrameFormat.BorderStyle.BorderStyle_Solid
    form.setBottomBorder(1)
    form.setBottomBorderStyle(solid)
    form.setBottomBorderBrush(theme.tokens.sep)
    if above:
        form.setTopBorder(1)
        form.setTopBorderStyle(solid)
        form.setTopBorderBrush(theme.tokens.sep)
    return form
