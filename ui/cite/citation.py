"""The Citation tab: what will be printed, in the chosen style, as one reads."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.cite.engine import Rendered
from app.errors import SourcebookError
from app.library import Library
from app.settings import CITATION_STYLE, Setting, Settings
from ui.actions import Actions
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import Choice
from ui.widgets.labels import Label

_MORE = ("copy-citation", "copy-bibliography", "copy-key", "copy-address", "", "edit-reference",
         "export")  # fmt: skip


class CitationTab(QWidget):
    """Style, in text, bibliography, key; asks beside the library thread and never blocks."""

    grown = Signal()

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("citation")
        self._theme, self._session, self._actions = theme, session, actions
        self._settings = settings
        self._document: str | None = None
        self._locator: str | None = None
        styles = [(style.alias, style.title) for style in session.library.styles()]
        self.style_ = Choice(
            theme, "Citation style", styles, name="citation-style", label_shown=False
        )
        self.style_.set_value(settings.get(CITATION_STYLE))
        self.style_.chosen.connect(lambda alias: settings.set(CITATION_STYLE, alias))
        self.in_text = self._citation()
        self.bibliography = self._citation()
        self.key = Label(theme, "", elide=True)
        self._warning = Label(theme, "", role="meta", colour="warn", wrap=True)
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(120)
        self._asking.timeout.connect(self._ask)
        stop = settings.listen(self._on_setting)
        self.destroyed.connect(stop)
        session.changed.connect(lambda _changes: self._asking.start())

    def _citation(self) -> Label:
        label = Label(self._theme, "", role="citation", wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(4)
        column.addWidget(self.style_)
        for text, id_, label in (
            ("In text", "copy-citation", self.in_text),
            ("Bibliography", "copy-bibliography", self.bibliography),
            ("BibTeX key", "copy-key", self.key),
        ):
            column.addSpacing(8)
            column.addLayout(self._head(text, id_))
            column.addWidget(label)
        column.addWidget(self._warning)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(4)
        quote = Button(
            self._theme, "Copy quotation", kind="primary", icon="quotes", keys="C",
            name="citation-copy",
        )  # fmt: skip
        quote.clicked.connect(self._actions["copy-quotation"].trigger)
        more = IconButton(self._theme, "dots-three", "More", name="citation-more")
        more.clicked.connect(lambda: self._on_more(more))
        row.addWidget(quote, 1)
        row.addWidget(more)
        column.addLayout(row)
        column.addStretch(1)

    def _head(self, text: str, id_: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, text, role="section"), 1)
        action = self._actions[id_]
        button = IconButton(self._theme, "copy", action.text(), name=f"tab-{id_}", size=24)
        button.clicked.connect(action.trigger)
        row.addWidget(button)
        return row

    def show_place(self, document: str | None, locator: str | None) -> None:
        """Cite this document, with a locator in words such as "para 3"."""
        if (document, locator) != (self._document, self._locator):
            self._document, self._locator = document, locator
            self._asking.start()

    def _ask(self) -> None:
        document, locator = self._document, self._locator
        if document is None:
            return
        style = self._settings.get(CITATION_STYLE)
        self.style_.set_value(style)

        def ask(library: Library) -> tuple[Rendered, str, tuple[str, ...]]:
            rendered = library.cite([document], style=style, locator=locator)
            warnings = library.warnings(document, style=style)
            return rendered, library.document(document).key, warnings

        self._session.ask(ask, self._show, self._failed, latest="citation")

    def _show(self, answer: tuple[Rendered, str, tuple[str, ...]]) -> None:
        rendered, key, warnings = answer
        self.in_text.set_fragment(rendered.citation_html)
        entries = rendered.bibliography_html or ("This style leaves it out of the bibliography.",)
        self.bibliography.set_fragment(" ".join(entries))
        self.key.set_text(key)
        self._warning.set_text(" ".join(warnings))
        self._warning.setVisible(bool(warnings))
        self.grown.emit()

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting is CITATION_STYLE:
            self._asking.start()

    def _failed(self, error: SourcebookError) -> None:
        self._warning.set_text(" ".join(filter(None, (error.message, error.hint))))
        self._warning.setVisible(True)

    def _on_more(self, button: IconButton) -> None:
        menu = QMenu(self)
        for id_ in _MORE:
            if id_:
                menu.addAction(self._actions[id_])
            else:
                menu.addSeparator()
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
