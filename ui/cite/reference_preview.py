"""Beside the editor: the reference as the style in use cites it, and what the style will miss."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.cite.engine import Rendered
from app.cite.styles import find_style
from app.errors import SourcebookError
from ui.cite.preview import Preview
from ui.cite.warning import Warnings
from ui.theme import Theme
from ui.widgets.labels import Label

_COMPACT = 64


class ReferencePreview(QScrollArea):
    """In text, bibliography, warnings; in a small sheet only a few lines high."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reference-preview")
        self.setAccessibleName("Preview")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._style = Label(theme, "", role="meta", wrap=True)
        self._head = Label(theme, "In text", role="section")
        self.in_text = Preview(theme, "In text")
        self.bibliography = Preview(theme, "Bibliography", hanging=True)
        self.warnings = Warnings(theme)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(2)
        column.addWidget(self._style)
        for head, preview in (
            (self._head, self.in_text),
            (Label(theme, "Bibliography", role="section"), self.bibliography),
        ):
            column.addSpacing(8)
            column.addWidget(head)
            column.addWidget(preview)
        column.addSpacing(12)
        column.addWidget(self.warnings)
        column.addStretch(1)
        self.setWidget(inside)

    def set_compact(self, compact: bool) -> None:
        """Leave the room to the fields in a small sheet."""
        self.setMaximumHeight(_COMPACT if compact else 16_777_215)
        for label in (self._style, self._head):
            label.setHidden(compact)

    def wait(self) -> None:
        """A newer answer is on its way."""
        for preview in (self.in_text, self.bibliography):
            preview.wait()

    def show_answer(self, rendered: Rendered, warnings: Sequence[str], *, style: str) -> None:
        """Show what the style prints, what it leaves out and why, and what it misses."""
        self._name_style(style)
        self.in_text.show_entries([rendered.citation], [rendered.citation_html])
        if rendered.bibliography:
            self.bibliography.show_entries(rendered.bibliography, rendered.bibliography_html)
        else:
            self.bibliography.show_remark("No entry in this style")
        left_out = [each.reason for each in rendered.left_out]
        self.warnings.show_lines([*left_out, *warnings])

    def show_nothing(self, *, style: str) -> None:
        """Say what comes here, while nothing is typed: nobody is warned of what isn't begun."""
        self._name_style(style)
        self.in_text.show_remark("Comes as you type")
        self.bibliography.show_remark("Comes as you type")
        self.warnings.show_lines([])

    def _name_style(self, style: str) -> None:
        chosen = find_style(style)
        self._style.set_text(f"As {chosen.title} prints it")
        self._head.set_text("Footnote" if chosen.notes else "In text")

    def show_error(self, error: SourcebookError) -> None:
        """Say why there is nothing to show."""
        for preview in (self.in_text, self.bibliography):
            preview.show_remark("–")
        told = " ".join(filter(None, (error.message, error.hint)))
        self.warnings.show_lines([told], danger=True)
