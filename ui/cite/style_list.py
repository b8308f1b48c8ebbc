"""The list of styles: thousands of rows, of which only those in sight are painted."""

from __future__ import annotations

from collections.abc import Sequence

from app.cite.styles import StyleChoice
from ui.cite.style_rows import StyleRow
from ui.theme import Theme
from ui.widgets.linelist import LineList
from ui.widgets.lines import Line


class StyleList(LineList):
    """The styles under their headings, one line each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Styles", name="style-list", two=False)
        self.styles: Sequence[StyleRow] = ()

    @property
    def chosen(self) -> StyleChoice | None:
        """The style under the cursor."""
        place = self.currentIndex().row()
        found = self.styles[place] if 0 <= place < len(self.styles) else None
        return found if isinstance(found, StyleChoice) else None

    def show_rows(self, rows: Sequence[StyleRow], alias: str) -> None:
        """List these rows, the cursor on ``alias`` or on the first style."""
        self.styles = rows
        lines = [
            Line(row.title, id=row.alias)
            if isinstance(row, StyleChoice)
            else Line(row, heading=True)
            for row in rows
        ]
        first = next((line.id for line in lines if line.id), "")
        known = any(line.id == alias for line in lines) if alias else False
        self.show_lines(lines, alias if known else first)

    def step(self, by: int) -> None:
        """Move the cursor by so many styles, past headings."""
        place = self.currentIndex().row()
        way = 1 if by > 0 else -1
        last = place
        while by:
            place += way
            if not 0 <= place < len(self.styles):
                break
            if isinstance(self.styles[place], StyleChoice):
                last, by = place, by - way
        if last >= 0:
            self.setCurrentIndex(self.rows.index(last))
