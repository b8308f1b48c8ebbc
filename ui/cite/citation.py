"""The Citation tab: what will be printed, in the chosen style, as one reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.errors import SourcebookError
from app.library import Library
from app.settings import (
    CITATION_LANGUAGE,
    CITATION_STYLE,
    FAVOURITE_STYLES,
    LOCATOR_FORM,
    Setting,
    Settings,
)
from ui.actions import Actions
from ui.cite.copying import entries_html, form_of, put
from ui.cite.preview import Preview
from ui.cite.style_choice import StyleChooser
from ui.cite.warning import Warnings
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label

# Only named here: a window opens without the citing room.
if TYPE_CHECKING:
    from ui.cite.answer import Cited

_MORE = ("copy-citation", "copy-bibliography", "copy-first-note", "copy-later-note",
         "copy-quoted-in", "build-quotation", "", "copy-latex", "copy-pandoc", "copy-typst",
         "copy-key", "copy-address", "", "choose-style", "edit-reference", "export",
         "export-bibliography")  # fmt: skip
_NOTES = ("copy-first-note", "copy-later-note")
_CITATION = ("Copy citation", "Citation copied")
_ENTRY = ("Copy bibliography entry", "Bibliography entry copied")
_KEY = ("Copy BibTeX key", "Key copied")
_TICK = 1600
"""Milliseconds that a copy button shows that it copied."""


class CitationTab(QWidget):
    """Style, in text, bibliography, key; asks beside the library thread and never blocks.

    ``grown`` when its height may have changed; ``said`` what was done, and whether it can be
    undone.
    """

    grown = Signal()
    said = Signal(str, bool)

    def __init__(
        self, theme: Theme, session: Session, actions: Actions, settings: Settings
    ) -> None:
        super().__init__()
        self.setObjectName("citation")
        self._theme, self._session, self._actions = theme, session, actions
        self._settings = settings
        self._document: str | None = None
        self._locator: str | None = None
        self._shown: Cited | None = None
        self._tried = ""
        self._make()
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(120)
        self._asking.timeout.connect(self._ask)
        self.destroyed.connect(settings.listen(self._on_setting))
        session.changed.connect(lambda _changes: self._asking.start())

    def _make(self) -> None:
        theme = self._theme
        self.style_ = StyleChooser(theme, self._session.library, self._settings)
        self.style_.tried.connect(self._on_tried)
        self.style_.all_requested.connect(self._actions["choose-style"].trigger)
        self.in_text = Preview(theme, "In text")
        self.bibliography = Preview(theme, "Bibliography", hanging=True)
        self.key = Label(theme, "", elide=True)
        self.key.setObjectName("preview-key")
        self._in_text_head = self._section("In text")
        self.warnings = Warnings(theme)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 14, 15, 10)
        column.setSpacing(2)
        column.addWidget(self.style_)
        for head, (name, told), copy, shown in (
            (self._in_text_head, _CITATION, self._copy_citation, self.in_text),
            (self._section("Bibliography"), _ENTRY, self._copy_entry, self.bibliography),
            (self._section("BibTeX key"), _KEY, self._copy_key, self.key),
        ):
            column.addSpacing(10)
            column.addLayout(self._head(head, name, told, copy))
            column.addWidget(shown)
        column.addSpacing(8)
        column.addWidget(self.warnings)
        column.addSpacing(4)
        column.addLayout(self._foot())
        column.addStretch(1)

    def _section(self, text: str) -> Label:
        return Label(self._theme, text, role="section")

    def _head(self, label: Label, name: str, told: str, copy: Callable[[], bool]) -> QHBoxLayout:
        button = IconButton(self._theme, "copy", name, name=_named(name), size=24)
        button.clicked.connect(lambda: self._on_copied(button, told, copied=copy()))
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        quote = Button(
            self._theme, "Copy quotation", kind="primary", icon="quotes", keys="C",
            name="citation-copy",
        )  # fmt: skip
        quote.clicked.connect(self._actions["copy-quotation"].trigger)
        more = IconButton(self._theme, "dots-three", "More", name="citation-more")
        more.clicked.connect(lambda: self._on_more(more))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(quote, 1)
        row.addWidget(more)
        return row

    def show_place(self, document: str | None, locator: str | None) -> None:
        """Cite this document, with a locator in words such as "para 3"."""
        if (document, locator) != (self._document, self._locator):
            if document != self._document:
                self._shown = None
            self._document, self._locator = document, locator
            self._asking.start()

    def _ask(self) -> None:
        document, locator = self._document, self._locator
        if document is None:
            return
        style = self._tried or self._settings.get(CITATION_STYLE)
        form = form_of(self._settings.get(LOCATOR_FORM))
        language = self._settings.get(CITATION_LANGUAGE)
        for preview in (self.in_text, self.bibliography):
            preview.wait()

        def ask(library: Library) -> Cited:
            from ui.cite.answer import cited

            return cited(library, document, locator, style, form, language)

        self._session.ask(ask, self._show, self._failed, latest="citation")

    def _show(self, answer: Cited) -> None:
        self._shown, rendered = answer, answer.rendered
        self._in_text_head.set_text("Footnote" if answer.notes else "In text")
        self.in_text.show_entries([rendered.citation], [rendered.citation_html])
        if rendered.bibliography:
            self.bibliography.show_entries(rendered.bibliography, rendered.bibliography_html)
        else:
            self.bibliography.show_remark("No entry in this style")
        self.key.set_text(answer.key)
        left_out = tuple(each.reason for each in rendered.left_out)
        self.warnings.show_lines((*left_out, *answer.warnings))
        self.grown.emit()

    def _failed(self, error: SourcebookError) -> None:
        self._shown = None
        for preview in (self.in_text, self.bibliography):
            preview.show_remark("–")
        told = " ".join(filter(None, (error.message, error.hint)))
        self.warnings.show_lines((told,), danger=True)
        self.grown.emit()

    def _on_setting(self, setting: Setting[Any]) -> None:
        if setting in (CITATION_STYLE, FAVOURITE_STYLES):
            self.style_.refresh()
        if setting in (CITATION_STYLE, LOCATOR_FORM, CITATION_LANGUAGE):
            self._asking.start()

    def _on_tried(self, style: str) -> None:
        """Show the style under the cursor while the list is open, then the chosen one again."""
        if style != self._tried:
            self._tried = style
            self._asking.start()

    @property
    def place(self) -> tuple[str | None, str | None]:
        """The document that is cited, and its place in words such as "para 3"."""
        return self._document, self._locator

    def _copy_citation(self) -> bool:
        shown = self._shown
        if shown is not None:
            put(shown.rendered.citation, shown.rendered.citation_html)
        return shown is not None

    def _copy_entry(self) -> bool:
        shown = self._shown
        if shown is None or not shown.rendered.bibliography:
            return False
        put("\n".join(shown.rendered.bibliography), entries_html(shown.rendered))
        return True

    def _copy_key(self) -> bool:
        if self._shown is not None:
            put(self._shown.key)
        return self._shown is not None

    def _on_copied(self, button: IconButton, told: str, *, copied: bool) -> None:
        if copied:
            self.said.emit(told, False)
            button.set_icon("check")
            QTimer.singleShot(_TICK, button, lambda: button.set_icon("copy"))

    def _on_more(self, button: IconButton) -> None:
        menu = QMenu(self)
        menu.setObjectName("citation-menu")
        notes = self._shown is not None and self._shown.notes
        for id_ in _MORE:
            if id_ in _NOTES and not notes:
                continue
            if id_:
                menu.addAction(self._actions[id_])
            else:
                menu.addSeparator()
        self.fill_forms(menu.addMenu("Cite places"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def fill_forms(self, menu: QMenu) -> None:
        """Put the ways to cite a place in a text without pages into ``menu``."""
        group = QActionGroup(menu)
        for value, text in LOCATOR_FORM.allowed:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(self._settings.get(LOCATOR_FORM) == value)
            action.triggered.connect(
                lambda _on=False, value=value: self._settings.set(LOCATOR_FORM, value)
            )
            group.addAction(action)


def _named(name: str) -> str:
    return "tab-" + name.casefold().replace(" ", "-")
