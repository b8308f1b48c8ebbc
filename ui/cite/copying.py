"""To the clipboard: quotations, citations and entries, as plain and as rich text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.library import Library
from app.library.citing import LocatorForm
from app.settings import CITATION_LANGUAGE, CITATION_STYLE, LOCATOR_FORM, Settings
from ui.session import Session

# Only named here: a window opens without the citing room.
if TYPE_CHECKING:
    from app.cite.engine import Notes, Rendered
    from app.cite.pointers import Tool
    from app.cite.quotation import Quotation


class Copying(QObject):
    """Puts what the library makes on the clipboard, then says so."""

    said = Signal(str, bool)

    def __init__(self, session: Session, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings

    def quotation(self, document: str, start: int, end: int) -> None:
        """A passage with its citation."""
        style, form, language = self._style, self._form, self._language
        self._session.ask(
            lambda library: library.quote_passage(
                document, start, end, style=style, locator_form=form, locale=language
            ),
            self._quoted,
        )

    def highlight(self, id_: str) -> None:
        """A highlight, or a typed quotation, with its citation."""
        style, form, language = self._style, self._form, self._language
        self._session.ask(
            lambda library: library.quote(id_, style=style, locator_form=form, locale=language),
            self._quoted,
        )

    def note(self, document: str, locator: str | None, *, later: bool) -> None:
        """The first or the later note, in a style that cites in notes."""
        style, language = self._style, self._language

        def ask(library: Library) -> tuple[bool, Notes]:
            notes = library.cite_notes(document, style=style, locator=locator, locale=language)
            from app.cite.styles import find_style

            return find_style(style).notes, notes

        def done(answer: tuple[bool, Notes]) -> None:
            in_notes, notes = answer
            if not in_notes:
                self.said.emit("This style cites in the text: it has no notes.", False)
                return
            put(*(notes.later if later else notes.first))
            self.said.emit("Later note copied" if later else "First note copied", False)

        self._session.ask(ask, done)

    def pointer(
        self,
        document: str,
        tool: Tool,
        passage: tuple[int, int] | None,
        locator: str | None,
    ) -> None:
        """The citation as LaTeX, pandoc or Typst has it, at a passage or a place in words."""
        style, form = self._style, self._form

        def done(text: str) -> None:
            put(text)
            self.said.emit(f"Copied {text}", False)

        self._session.ask(
            lambda library: library.point(
                document, tool, style=style, passage=passage, locator=locator, locator_form=form
            ),
            done,
        )

    def citation(self, documents: list[str], locator: str | None = None) -> None:
        """The citation in the text, or the note."""
        self._ask(documents, locator, _copy_citation, "Citation copied")

    def bibliography(self, documents: list[str]) -> None:
        """The entries for the reference list."""
        self._ask(documents, None, _copy_bibliography, "Bibliography entry copied")

    def plain(self, text: str, told: str) -> None:
        """A text as it is."""
        put(text)
        self.said.emit(told, False)

    def _ask(
        self, documents: list[str], locator: str | None, copy: Callable[[Rendered], None], told: str
    ) -> None:
        style, language = self._style, self._language
        if not documents:
            self.said.emit("Choose a document first.", False)
            return

        def ask(library: Library) -> Rendered:
            return library.cite(documents, style=style, locator=locator, locale=language)

        def done(rendered: Rendered) -> None:
            copy(rendered)
            self.said.emit(told, False)

        self._session.ask(ask, done)

    def _quoted(self, quotation: Quotation) -> None:
        put(quotation.text, quotation.html)
        kind = "Block quotation" if quotation.block else "Quotation"
        told = f"{kind} copied with its citation"
        self.said.emit(f"{told}. {quotation.differs}" if quotation.differs else told, False)

    @property
    def _style(self) -> str:
        return self._settings.get(CITATION_STYLE)

    @property
    def _language(self) -> str:
        return self._settings.get(CITATION_LANGUAGE)

    @property
    def _form(self) -> LocatorForm | None:
        return form_of(self._settings.get(LOCATOR_FORM))


def form_of(setting: str) -> LocatorForm | None:
    """The locator form that the setting asks for; None leaves it to the style."""
    if setting == "paragraph":
        return "paragraph"
    return "section" if setting == "section" else None


def put(text: str, html: str = "") -> None:
    """Put a text on the clipboard, as rich text too where there is some."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def entries_html(rendered: Rendered) -> str:
    """A bibliography as rich text, a paragraph an entry."""
    return "".join(f"<p>{entry}</p>" for entry in rendered.bibliography_html)


def _copy_citation(rendered: Rendered) -> None:
    put(rendered.citation, rendered.citation_html)


def _copy_bibliography(rendered: Rendered) -> None:
    put("\n".join(rendered.bibliography), entries_html(rendered))
