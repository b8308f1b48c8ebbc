"""The sheet of styles: all of them to be searched, each shown with the open document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.cite.catalogue import Found, indexed
from app.cite.engine import Rendered
from app.cite.styles import StyleChoice, find_style
from app.errors import SourcebookError
from app.library import Library
from app.model import Reference
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, FAVOURITE_STYLES, Settings
from ui.cite.preview import Preview
from ui.cite.style_list import StyleList
from ui.cite.style_rows import count_words, listed
from ui.session import Session
from ui.theme import Theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import Choice, SearchField
from ui.widgets.labels import Label
from ui.widgets.sheet import Sheet

_KEYS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10,
}  # fmt: skip
EXAMPLE: Reference = {
    "type": "article-journal",
    "title": "An example article",
    "author": [{"family": "Family", "given": "Given"}],
    "issued": {"date-parts": [[2024]]},
    "container-title": "Journal of Examples",
    "volume": "12",
    "page": "34–56",
}
"""What is shown in a style while no document is open."""


class StylesSheet(Sheet):
    """Chooses a style and a language. The list is there at once; all styles follow.

    ``chosen`` is called with the style's name when one is taken.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        settings: Settings,
        document: str | None,
        parent: QWidget,
        chosen: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(theme, "Citation style", parent)
        self.setObjectName("citation-styles")
        self._session, self._settings, self._document = session, settings, document
        self._chosen = chosen or (lambda name: settings.set(CITATION_STYLE, name))
        self._start = settings.get(CITATION_STYLE)
        self._found: Sequence[Found] = indexed(session.library.styles())
        self._complete = False
        self._make()
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(80)
        self._asking.timeout.connect(self._ask)
        self.list.pointed.connect(lambda _style: self._on_pointed())
        self._list_again()
        self.search.setFocus()
        room = parent.window().size()
        self.resize(min(860, room.width() - 40), min(620, room.height() - 40))
        session.ask(_everything, self._on_everything, self._failed, latest="styles")

    def _make(self) -> None:
        theme = self.theme_
        self.search = SearchField(theme, "Search all styles", name="style-search")
        self.search.textChanged.connect(lambda _text: self._list_again())
        self.search.installEventFilter(self)
        self.list = StyleList(theme)
        self.list.taken.connect(lambda _style: self.take())
        self._count = Label(theme, "", role="meta")
        self.title = Label(theme, "", role="strong", wrap=True)
        self.title.setObjectName("style-title")
        self.star = IconButton(theme, "star", "Favourite", name="style-favourite", checkable=True)
        self.star.clicked.connect(self._on_star)
        self.kind = Label(theme, "", role="meta", wrap=True)
        self.in_text = Preview(theme, "In text")
        self.bibliography = Preview(theme, "Bibliography", hanging=True)
        self.said = Label(theme, "", role="meta", colour="danger", wrap=True)
        self.said.hide()
        self.language = Choice(
            theme, "Language of citations", CITATION_LANGUAGE.allowed, name="style-language"
        )
        self.language.set_value(self._settings.get(CITATION_LANGUAGE))
        self.language.chosen.connect(lambda _value: self._asking.start())

    def _lay_out(self) -> None:
        theme = self.theme_
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self._count)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.star)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 8, 0)
        right.setSpacing(4)
        right.addLayout(head)
        right.addWidget(self.kind)
        self._in_text_head = Label(theme, "In text", role="section")
        for heading, preview in (
            (self._in_text_head, self.in_text),
            (Label(theme, "Bibliography", role="section"), self.bibliography),
        ):
            right.addSpacing(12)
            right.addWidget(heading)
            right.addWidget(preview)
        right.addSpacing(12)
        right.addWidget(self.said)
        right.addWidget(self.language)
        right.addStretch(1)
        inside = QWidget()
        inside.setLayout(right)
        area = QScrollArea()
        area.setObjectName("style-preview")
        area.setAccessibleName("Preview")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addWidget(area, 1)
        self.body.addLayout(row, 1)
        self._add_feet()

    def _add_feet(self) -> None:
        add = Button(self.theme_, "Add style file…", kind="quiet", name="style-add")
        add.clicked.connect(self._ask_file)
        self._remove = Button(self.theme_, "Remove", kind="danger", name="style-remove")
        self._remove.clicked.connect(self._on_remove)
        self._buttons.insertWidget(0, add)
        self._buttons.insertWidget(1, self._remove)
        self.add_button("Cancel", self.reject, kind="quiet", name="style-cancel")
        self.use = self.add_button("Use style", self.take, kind="primary", name="style-use")

    def take(self) -> None:
        """Use the style under the cursor, in the language chosen."""
        style = self.list.chosen
        if style is not None:
            self._settings.set(CITATION_LANGUAGE, self.language.value())
            self._chosen(style.alias)
            self.accept()

    def add_file(self, path: Path) -> None:
        """Keep a CSL file as one of the user's own styles, or say here why it can't be."""
        self.said.hide()

        def done(style: StyleChoice) -> None:
            if not isValid(self):
                return
            self._start = style.alias
            self.search.clear()
            self._session.ask(_everything, self._on_everything, self._failed, latest="styles")

        self._session.ask(lambda library: library.add_style(path), done, self._failed)

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Add style file", str(Path.home()), "Citation styles (*.csl)"
        )
        if chosen:
            self.add_file(Path(chosen))

    def _on_remove(self) -> None:
        style = self.list.chosen
        if style is not None and style.group == "own":
            self._session.library.remove_style(style.alias)
            self._session.ask(_everything, self._on_everything, self._failed, latest="styles")

    def _on_everything(self, found: Sequence[Found]) -> None:
        if isValid(self):
            self._found, self._complete = found, True
            self._list_again()

    def _list_again(self) -> None:
        typed, now = self.search.text(), self.list.chosen
        favourites: list[str] = self._settings.get(FAVOURITE_STYLES)
        rows = listed(self._found, typed, favourites)
        # While one types the best fit is the first.
        keep = self._start if now is None or not typed.strip() else ""
        self.list.show_rows(rows, keep)
        count = len(rows) if typed.strip() else len(self._found)
        self._count.set_text(count_words(count, self._complete))
        self._on_pointed()

    def _on_pointed(self) -> None:
        style = self.list.chosen
        self.use.setEnabled(style is not None)
        self.star.setEnabled(style is not None)
        self._remove.setVisible(style is not None and style.group == "own")
        self.title.set_text(style.title if style else "")
        self.star.setChecked(bool(style) and self._is_favourite(style.alias if style else ""))
        if style is not None and not self.search.text().strip():
            self._start = style.alias
        self._asking.start()

    def _is_favourite(self, alias: str) -> bool:
        return alias in self._settings.get(FAVOURITE_STYLES)

    def _on_star(self) -> None:
        style = self.list.chosen
        if style is None:
            return
        others = [each for each in self._settings.get(FAVOURITE_STYLES) if each != style.alias]
        now = [*others, style.alias] if self.star.isChecked() else others
        self._settings.set(FAVOURITE_STYLES, now)
        if not self.search.text().strip():
            self._list_again()

    def _ask(self) -> None:
        style, document, language = self.list.chosen, self._document, self.language.value()
        if style is None:
            for preview in (self.in_text, self.bibliography):
                preview.show_remark("–")
            return
        for preview in (self.in_text, self.bibliography):
            preview.wait()

        def ask(library: Library) -> tuple[Rendered, bool, str]:
            chosen = find_style(style.alias)
            if document is None:
                rendered = library.cite_reference(EXAMPLE, style=style.alias, locale=language)
            else:
                rendered = library.cite([document], style=style.alias, locale=language)
            return rendered, chosen.notes, chosen.locale

        self._session.ask(ask, self._show, self._not_shown, latest="style-preview")

    def _show(self, answer: tuple[Rendered, bool, str]) -> None:
        if not isValid(self):
            return
        rendered, notes, locale = answer
        self._in_text_head.set_text("Footnote" if notes else "In text")
        how = "Cites in notes" if notes else "Cites in the text"
        self.kind.set_text(f"{how} · its own language is {_language(locale)}")
        self.in_text.show_entries([rendered.citation], [rendered.citation_html])
        if rendered.bibliography:
            self.bibliography.show_entries(rendered.bibliography, rendered.bibliography_html)
        else:
            reason = rendered.left_out[0].reason if rendered.left_out else "No entry"
            self.bibliography.show_remark(reason)

    def _failed(self, error: SourcebookError) -> None:
        if isValid(self):
            self.said.set_text(" ".join(filter(None, (error.message, error.hint))))
            self.said.show()

    def _not_shown(self, error: SourcebookError) -> None:
        if isValid(self):
            for preview in (self.in_text, self.bibliography):
                preview.show_remark("–")
            self.kind.set_text(" ".join(filter(None, (error.message, error.hint))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move the cursor of the list while one types; Enter takes the style."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _KEYS:
                self.list.step(_KEYS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)


def _everything(library: Library) -> Sequence[Found]:
    return indexed(library.all_styles())


def _language(locale: str) -> str:
    names = {value: text for value, text in CITATION_LANGUAGE.allowed if value}
    return names.get(locale, locale)
